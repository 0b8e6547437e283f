"""Lemmas by spaCy's rules and tables, looked up once for each form, part of speech and morphology."""

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

COMPONENT = "kept_lemmas"
_KINDS: list[str | int] = ["ORTH", "POS", "MORPH"]
_LEMMA: list[str | int] = ["LEMMA"]


class KeptLemmas:
    """The component: what the lemmatizer of the pipeline says, kept for the next time."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self.lemmatizer = lemmatizer
        self.kept: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its lemmas."""
        rows = [tuple(row) for row in doc.to_array(_KINDS).tolist()]
        new = {row: place for place, row in enumerate(rows) if row not in self.kept}
        if new and not self.kept:
            self._index_forms()
        for row, place in new.items():
            lemma = self.lemmatizer.lemmatize(doc[place])[0]
            self.kept[row] = doc.vocab.strings.add(lemma)
        lemmas: Any = np.fromiter(map(self.kept.__getitem__, rows), dtype="uint64", count=len(rows))
        return doc.from_array(_LEMMA, lemmas) if rows else doc

    def _index_forms(self) -> None:
        """Known forms as keys: spaCy looks each up in a list of tens of thousands, from its start."""
        index = self.lemmatizer.lookups.get_table("lemma_index", {})
        for part in list(index):
            index[part] = dict.fromkeys(index[part])


@Language.factory(COMPONENT)
def create_kept_lemmas(nlp: Language, name: str) -> KeptLemmas:
    """The factory that spaCy looks up; `name` is required by it."""
    del name
    return KeptLemmas(nlp.get_pipe("lemmatizer"))  # type: ignore[arg-type]
