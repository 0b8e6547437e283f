"""Silver names of a stronger tagger: the teacher trained on the gold names, then asked about the news sentences.

A word whose tag it is unsure of stands without one, and teaches the student nothing.
"""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from training import descent, tagger
from training.batches import Sentence, batch, by_length, forever
from training.corpus import VOCAB
from training.descent import Params
from training.name_features import LENGTHS, Scheme, cut, make_scheme, read_pieces
from training.names import gold, silver, write_names
from training.reader import read_texts
from training.vectors import fetch, read_glove

ROUND = (2800, 0.0016)
"""Steps and rate at first."""
SEED = 1
UNKNOWN = 0.2
"""Share of the words that the teacher is not told while it learns."""


class NameTeacher:
    """The tagger with what its numbers stand for."""

    def __init__(self, corpora: Path, work: Path, reader: Language) -> None:
        self.reader = reader
        words, glove = read_glove(fetch(work))
        marked = list(gold(corpora / "ner_train.spacy"))
        texts = {doc.text for doc in marked}
        replaced = [doc for doc in gold(corpora / "ner_train_aug.spacy") if doc.text not in texts]
        self.gold = list(cut(marked + replaced))
        self.scheme: Scheme = make_scheme(words, glove, cut(marked), reader)
        self.params: Params = {}

    def train(self, out: Path) -> None:
        """Learn the gold names, and those with names replaced; keep what was learnt."""
        pieces = list(read_pieces(self.gold, self.reader, self.scheme))
        batches = forever(pieces, LENGTHS, self.scheme.glove, SEED, UNKNOWN)
        self.params = descent.train(tagger.loss, self._untrained(), batches, descent.How(*ROUND, SEED))
        descent.save(self.params, out)

    def _untrained(self) -> Params:
        scheme = self.scheme
        return tagger.start(scheme.sizes(), scheme.glove.shape[1], len(scheme.tags), SEED)

    def load(self, path: Path) -> None:
        """Take up what was learnt."""
        self.params = descent.load(self._untrained(), path)

    def read(self, docs: Iterable[Doc]) -> list[tuple[Doc, np.ndarray]]:
        """How likely the tags of the words of each piece are."""
        docs = list(docs)
        pieces = list(read_pieces(docs, self.reader, self.scheme))
        return [(doc, chances) for doc, chances in zip(docs, self._chances(pieces), strict=True)]

    def _chances(self, pieces: list[Sentence]) -> list[np.ndarray]:
        found = [np.zeros(0)] * len(pieces)
        for length, places in by_length(pieces, LENGTHS):
            read = np.array(
                tagger.read(self.params, batch([pieces[place] for place in places], length, self.scheme.glove))
            )
            for row, place in enumerate(places):
                found[place] = read[row, : len(pieces[place]["row"])]
        return found


def write_taught_names(teacher: NameTeacher, corpora: Path, out: Path) -> Path:
    """The gold names, and the news sentences and those of EWT as the teacher reads them."""
    texts = spacy.blank("en", vocab=VOCAB).pipe(read_texts(corpora))
    return write_names(corpora, silver(teacher.read(cut(texts)), teacher.scheme.tags), out)
