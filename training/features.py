"""Sentences as numbers for the teacher of trees: word vectors, affixes, and what another pipeline reads in them.

A sentence starts with a position that stands for the root; heads are counted from there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from training.batches import Sentence
from training.vectors import ALIASES

LENGTHS = (10, 18, 28, 42, 70)
"""Positions of the shapes, the root among them."""
LONGEST = LENGTHS[-1] - 1
AFFIXES = {"prefix": 2000, "suffix": 6000, "shape": 600}


@dataclass(frozen=True)
class Scheme:
    """What numbers stand for."""

    glove: np.ndarray
    rows: dict[str, int]
    words: dict[str, int]
    labels: list[str]
    tags: list[str]
    read_tags: dict[str, int]
    read_labels: dict[str, int]

    def sizes(self) -> dict[str, int]:
        """How many values each embedded feature has."""
        read = {"tag": len(self.read_tags) + 1, "dep": len(self.read_labels) + 1}
        return {"word": len(self.words) + 1} | {name: size + 1 for name, size in AFFIXES.items()} | read


def make_scheme(words: list[str], glove: np.ndarray, gold: Iterable[Doc], reader: Language) -> Scheme:
    """The numbers for gold trees, and for what `reader` says."""
    docs = list(gold)
    counts = Counter(token.lower_ for doc in docs for token in doc)
    tagger: Any = reader.get_pipe("tagger")
    parser: Any = reader.get_pipe("parser")
    return Scheme(
        np.vstack([np.zeros((1, glove.shape[1]), "float32"), glove / glove.std()]),
        {word: row for row, word in enumerate(words, 1)},
        {word: row for row, word in enumerate((word for word, count in counts.items() if count > 2), 1)},
        sorted({token.dep_ for doc in docs for token in doc}),
        sorted({token.tag_ for doc in docs for token in doc}),
        {tag: row for row, tag in enumerate(tagger.labels, 1)},
        {label: row for row, label in enumerate(parser.labels, 1)},
    )


def number(text: str, size: int) -> int:
    """A number for a text, the same everywhere; several texts may share it."""
    value = 0
    for letter in text:
        value = (value * 1_000_003 + ord(letter)) & 0xFFFFFFFF
    return value % size + 1


def sentence_features(docs: Iterable[Doc], reader: Language, scheme: Scheme) -> Iterator[Sentence]:
    """Sentences of gold or silver Docs, one in each Doc, with their features; without trees the gold heads are nonsense."""
    pairs = ((Doc(reader.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc]), doc) for doc in docs)
    labels = {label: row for row, label in enumerate(scheme.labels)}
    tags = {tag: row for row, tag in enumerate(scheme.tags)}
    for other, doc in reader.pipe(pairs, as_tuples=True, batch_size=128):
        sentence = word_features(doc, scheme) | reading(other, scheme)
        head = [0 if token.head.i == token.i else token.head.i + 1 for token in doc]
        gold = {
            "heads": head,
            "labels": [labels.get(t.dep_, 0) for t in doc],
            "tags": [tags.get(t.tag_, 0) for t in doc],
        }
        yield sentence | {name: np.array([0, *values], "int32") for name, values in gold.items()}


def word_features(doc: Doc, scheme: Scheme) -> Sentence:
    """What the words themselves tell."""
    lower = [ALIASES.get(token.text, token.lower_) for token in doc]
    columns = {
        "row": [scheme.rows.get(word, 0) for word in lower],
        "word": [scheme.words.get(word, 0) for word in lower],
        "prefix": [number(word[:3], AFFIXES["prefix"]) for word in lower],
        "suffix": [number(word[-3:], AFFIXES["suffix"]) for word in lower],
        "shape": [number(token.shape_, AFFIXES["shape"]) for token in doc],
    }
    return {name: np.array([0, *values], "int32") for name, values in columns.items()}


def reading(doc: Doc, scheme: Scheme) -> Sentence:
    """What the other pipeline tells."""
    head = [0 if token.head.i == token.i else token.head.i + 1 for token in doc]
    columns = {
        "tag": [scheme.read_tags.get(token.tag_, 0) for token in doc],
        "dep": [scheme.read_labels.get(token.dep_, 0) for token in doc],
        "read head": head,
    }
    inner = np.vstack([np.zeros((1, doc.tensor.shape[1]), "float16"), doc.tensor.astype("float16")])
    return {name: np.array([0, *values], "int32") for name, values in columns.items()} | {"read": inner}
