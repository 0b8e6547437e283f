"""Batches of sentences for the teachers: about the same length, in few shapes, as each shape is compiled once."""

import random
from collections.abc import Iterable, Iterator

import numpy as np

POSITIONS = 1300
"""Positions of a batch."""
Sentence = dict[str, np.ndarray]


def batch(sentences: list[Sentence], length: int, glove: np.ndarray) -> Sentence:
    """Sentences padded to one shape; rows that are missing are empty."""
    rows = max(1, POSITIONS // length)
    out: Sentence = {"mask": np.zeros((rows, length), "float32")}
    for name, values in sentences[0].items():
        kind = "float32" if name == "read" else "int32"
        out[name] = np.zeros((rows, length, *values.shape[1:]), kind)
    for row, sentence in enumerate(sentences):
        size = len(sentence["row"])
        out["mask"][row, :size] = 1
        for name, values in sentence.items():
            out[name][row, :size] = values
    out["glove"] = glove[out.pop("row")]
    return out


def by_length(sentences: Iterable[Sentence], lengths: tuple[int, ...]) -> Iterator[tuple[int, list[int]]]:
    """The shape and the places of sentences that make a batch, the shortest first."""
    of_length: dict[int, list[int]] = {length: [] for length in lengths}
    for place, sentence in enumerate(sentences):
        of_length[next(length for length in lengths if length >= len(sentence["row"]))].append(place)
    for length, places in of_length.items():
        rows = max(1, POSITIONS // length)
        for first in range(0, len(places), rows):
            yield length, places[first : first + rows]


def forever(
    sentences: list[Sentence], lengths: tuple[int, ...], glove: np.ndarray, seed: int, unknown: float
) -> Iterator[Sentence]:
    """Batches in an order of their own each time round; a share of the words is unknown."""
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    while True:
        chance.shuffle(sentences)
        batches = list(by_length(sentences, lengths))
        chance.shuffle(batches)
        for length, places in batches:
            out = batch([sentences[place] for place in places], length, glove)
            out["word"] *= noise.random(out["word"].shape) > unknown
            yield out
