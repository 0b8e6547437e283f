"""Lemmas by spaCy's rules and tables, looked up once for each form, part of speech and morphology.

Tag and part of speech come from two layers that now and then disagree. What is tagged as a finite verb is one, whatever the other
says: in the treebanks nothing but VERB and AUX stands with those tags.
"""

import re
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from briefgen.language.words import places_of

COMPONENT = "kept_lemmas"
_KINDS: list[str | int] = ["ORTH", "POS", "MORPH"]
_TAGGED: list[str | int] = ["TAG", "POS"]
_LEMMA: list[str | int] = ["LEMMA"]
_DOUBLES = re.compile(r"(?:^|[^aeiou])[aeiouy][bcdfgklmnprstvz]\Z")
"""The end of a verb that doubles its last letter before -ed and -ing."""
_NOUN_TAILS = frozenset({"elect", "designate"})
_VERBAL = {
    "VB": "VerbForm=Inf",
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
}


class KeptLemmas:
    """The component: what the lemmatizer of the pipeline says, kept for the next time."""

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        self.lemmatizer = lemmatizer
        self.kept: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its lemmas."""
        doc = _nouns_by_form(_verbs_by_tag(doc))
        rows = [tuple(row) for row in doc.to_array(_KINDS).tolist()]
        new = {row: place for place, row in enumerate(rows) if row not in self.kept}
        if new and not self.kept:
            self._index_forms()
        for row, place in new.items():
            lemma = self.lemmatizer.lemmatize(doc[place])[0]
            self.kept[row] = doc.vocab.strings.add(self._spelled(doc[place].text.lower(), lemma))
        lemmas: Any = np.fromiter(map(self.kept.__getitem__, rows), dtype="uint64", count=len(rows))
        return doc.from_array(_LEMMA, lemmas) if rows else doc

    def _spelled(self, form: str, lemma: str) -> str:
        """The lemma with the "e" that the spelling tells of: "hoped" is of "hope", for "hop" has "hopped"."""
        if form not in (f"{lemma}ed", f"{lemma}ing") or not _DOUBLES.search(lemma):
            return lemma
        verbs = self.lemmatizer.lookups.get_table("lemma_index", {}).get("verb", {})
        return f"{lemma}e" if f"{lemma}e" in verbs else lemma

    def _index_forms(self) -> None:
        """Known forms as keys: spaCy looks each up in a list of tens of thousands, from its start."""
        index = self.lemmatizer.lookups.get_table("lemma_index", {})
        for part in list(index):
            index[part] = dict.fromkeys(index[part])


def _verbs_by_tag(doc: Doc) -> Doc:
    """The Doc, every word with the tag of a finite verb a verb; participles may be adjectives ("was gone")."""
    tags, kinds = doc.to_array(_TAGGED).T
    keys = doc.vocab.strings
    wrong = np.isin(tags, [keys[tag] for tag in _VERBAL]) & ~np.isin(kinds, (keys["VERB"], keys["AUX"]))
    for place in np.flatnonzero(wrong).tolist():
        doc[place].pos_ = "VERB"
        doc[place].set_morph(_VERBAL[doc[place].tag_])  # type: ignore[attr-defined]
    return doc


def _nouns_by_form(doc: Doc) -> Doc:
    """The Doc, what ends "president-elect" a noun: whoever is meant, it is no name."""
    for place in places_of(doc, _NOUN_TAILS):
        if place > 1 and doc[place - 1].text == "-" and doc[place].tag_ != "NN":
            doc[place].tag_, doc[place].pos_ = "NN", "NOUN"
            doc[place].set_morph("Number=Sing")  # type: ignore[attr-defined]
    return doc


@Language.factory(COMPONENT)
def create_kept_lemmas(nlp: Language, name: str) -> KeptLemmas:
    """The factory that spaCy looks up; `name` is required by it."""
    del name
    return KeptLemmas(nlp.get_pipe("lemmatizer"))  # type: ignore[arg-type]
