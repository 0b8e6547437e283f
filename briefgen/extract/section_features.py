"""What the classifier of sections reads in a sentence: its words as they stand, its words with names masked, their vectors.

A name says where something happened; what happened is said by the other words. So each sentence is read twice: as it
stands, and with countries, names and days each replaced by their kind, in which form Aleppo in 2016 teaches something
about Kharkiv. The vectors are those of the language pipeline (GloVe), rounded to whole numbers, so that sums are the
same on every machine; they speak for words that the training items did not hold.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
from spacy.vocab import Vocab

from briefgen.data import load_lexicon
from briefgen.extract.section_rules import Word

MASK = "#"
"""Stands before the features of the masked reading."""
STEPS = 100
"""Whole-numbered steps in a length of 1 of a word's vector."""
RARE = 10
"""Weight of a word's vector where the training items hardly held the word; common words have less."""
KEPT_WORDS = 20_000
"""Words whose vectors are kept once worked out: 6 MB."""


def features_of(words: Sequence[Word], kinds: list[str]) -> Iterator[str]:
    """The features of a sentence: words and pairs of neighbours in lower case, then the same of `kinds`, the masked words."""
    yield from _words_and_pairs(["0" if word.lower.isdigit() else word.lower for word in words])
    yield from (MASK + feature for feature in _words_and_pairs(kinds))


def _words_and_pairs(words: list[str]) -> Iterator[str]:
    yield from words
    for first, second in pairwise(words):
        yield f"{first} {second}"


def masked(words: Sequence[Word], common: Mapping[str, int]) -> list[str]:
    """The words in lower case, with a number as `0` and countries, other names and days by their kind in capitals.

    A word with a capital is no name where `common`, words that are often written small, holds it: "President".
    """
    kinds: list[str] = []
    for word in words:
        kind = _mask(word, common)
        if kind != "NAME" or kinds[-1:] != ["NAME"]:
            kinds.append(kind)
    return kinds


def _mask(word: Word, common: Mapping[str, int]) -> str:
    if word.lower.isdigit():
        return "0"
    if not word.text[0].isupper():
        return word.lower
    if word.text in _countries():
        return "COUNTRY"
    if word.text in _days():
        return "DAY"
    return word.lower if word.lower in common else "NAME"


@cache
def _countries() -> frozenset[str]:
    """Single words that name a country or its people."""
    peoples = (name for names in load_lexicon("demonyms")["countries"].values() for name in names)
    return frozenset(name for name in (*peoples, *load_lexicon("gpe")["countries"]["names"]) if " " not in name)


@cache
def _days() -> frozenset[str]:
    """Names of months and weekdays; "May" is left out, which may be something else."""
    tables = load_lexicon("dates")
    names = {name for row in (*tables["months"], *tables["weekdays"]) for name in row}
    return frozenset(names - {"May"})


def mean_vector(
    kinds: Sequence[str], common: Mapping[str, int], vocab: Vocab
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """The mean of the vectors of the masked words that are no names, rarer words more, in steps of 1 / STEPS."""
    rows, weights = [], []
    for word in kinds:
        if word.islower() and (row := _steps(vocab, word)) is not None:
            rows.append(row)
            weights.append(common.get(word, RARE))
    if not rows:
        return np.zeros(vocab.vectors_length, dtype=np.int64)
    total = np.array(weights, dtype=np.int64) @ np.array(rows, dtype=np.int64)
    return np.asarray(total // max(sum(weights), 1))


@lru_cache(maxsize=KEPT_WORDS)
def _steps(vocab: Vocab, word: str) -> "np.ndarray[tuple[int], np.dtype[np.int8]] | None":
    """The vector of a word in whole steps; None where it has none."""
    if not vocab.has_vector(word):
        return None
    vector = np.asarray(vocab.get_vector(word), dtype=np.float64)
    length = float(np.sqrt(np.square(vector).sum())) or 1.0
    return np.rint(vector / length * STEPS).astype(np.int8)
