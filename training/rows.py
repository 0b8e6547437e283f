"""Sentences side by side in rows of one size, so that every batch has the same shape and is compiled once.

Each word of a row knows the number of its sentence in the row, 0 is no word; heads count from 1 within the row, 0 is the root.
"""

import queue
import random
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

WIDE, PIECES = 72, 128
"""Words of a row, and pieces of words that the encoder reads in it, two for each sentence among them that mark its ends."""
FIRST_PIECE, LAST_PIECE = 101, 102
GOLD, DEV, NEWS = range(3)
"""Where a sentence is from: the treebanks, their development part, or the news, whose sentences have no trees."""
AHEAD = 6
"""Batches that are made before they are asked for."""
WORDS = ("form", "other form", "word", "prefix", "suffix", "shape", "read tag", "read dep", "labels", "tags", "morphs")
HEADED = ("heads", "read head")
Batch = dict[str, np.ndarray]
Row = list[int]
"""The sentences that stand in a row."""


@dataclass(frozen=True)
class _Placed:
    """Sentences, their number in their row, their row, and where their words stand in all rows together."""

    found: np.ndarray
    number: np.ndarray
    row: np.ndarray
    words: np.ndarray


class Sentences:
    """The arrays of `numbers.npz`, and rows of sentences made from them."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as arrays:
            self.arrays = {name: arrays[name] for name in arrays.files}
        self.length = self.arrays["length"].astype("int64")
        self.part = self.arrays["part"]
        self.starts = np.cumsum(self.length) - self.length
        cut = self.arrays["cut"].astype("int64")
        self.piece_ends = np.cumsum(cut)
        self.piece_starts = self.piece_ends - cut
        self.pieces = np.add.reduceat(cut, self.starts) + 2

    def of(self, part: int) -> list[int]:
        """The sentences of a part that fit a row."""
        fits = (self.part == part) & (self.length <= WIDE) & (self.pieces <= PIECES)
        return [int(place) for place in np.flatnonzero(fits)]

    def rows(self, places: Sequence[int]) -> list[Row]:
        """The sentences in rows, in the order that they come in."""
        out: list[Row] = []
        words = pieces = WIDE + PIECES
        for place in places:
            words, pieces = words + self.length[place], pieces + self.pieces[place]
            if words > WIDE or pieces > PIECES:
                out.append([])
                words, pieces = self.length[place], self.pieces[place]
            out[-1].append(place)
        return out

    def batch(self, rows: Sequence[Row], count: int, *, pieces: bool) -> Batch:
        """The arrays of some rows, `count` of them with the empty ones."""
        found = np.array([place for row in rows for place in row])
        number = np.concatenate([np.arange(1, len(row) + 1) for row in rows])
        which = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        lengths = self.length[found]
        first = _within(lengths, number)
        flat, target = _ranges(self.starts[found], lengths), _ranges(which * WIDE + first, lengths)
        out = {"sentence": _filled(count * WIDE, target, np.repeat(number, lengths))}
        for name in WORDS:
            out[name] = _filled(count * WIDE, target, self.arrays[name][flat])
        for name in HEADED:
            heads = self.arrays[name][flat].astype("int32")
            out[name] = _filled(count * WIDE, target, np.where(heads > 0, heads + np.repeat(first, lengths), heads))
        out["place"] = _filled(count * WIDE, target, flat)
        if pieces:
            out |= self._pieces(_Placed(found, number, which, target), count)
        return {name: values.reshape(count, -1) for name, values in out.items()}

    def _pieces(self, placed: "_Placed", count: int) -> Batch:
        sizes, row = self.pieces[placed.found], placed.row * PIECES
        first = _within(sizes, placed.number)
        begin, lengths = self.piece_starts[self.starts[placed.found]], self.length[placed.found]
        ids = _filled(
            count * PIECES, _ranges(row + first + 1, sizes - 2), self.arrays["pieces"][_ranges(begin, sizes - 2)]
        )
        ids[row + first], ids[row + first + sizes - 1] = FIRST_PIECE, LAST_PIECE
        everywhere, flat = _ranges(row + first, sizes), _ranges(self.starts[placed.found], lengths)
        shift = np.repeat(first + 1 - begin, lengths)
        return {
            "ids": ids,
            "piece sentence": _filled(count * PIECES, everywhere, np.repeat(placed.number, sizes)),
            "piece place": _filled(count * PIECES, everywhere, _ranges(np.zeros(len(sizes), int), sizes)),
            "first piece": _filled(count * WIDE, placed.words, self.piece_starts[flat] + shift),
            "last piece": _filled(count * WIDE, placed.words, self.piece_ends[flat] - 1 + shift),
        }

    def in_order(self, part: int, count: int, *, pieces: bool) -> Iterator[Batch]:
        """Batches of all sentences of a part that fit a row, in order."""
        rows = self.rows(self.of(part))
        for start in range(0, len(rows), count):
            yield self.batch(rows[start : start + count], count, pieces=pieces)

    def outputs(self) -> dict[str, int]:
        """How many labels, tags and rows of features there are."""
        return {name: len(self.arrays[f"{name[:-1]} names"]) for name in ("labels", "tags", "morphs")}

    def forever(self, places: Sequence[int], count: int, seed: int, *, pieces: bool) -> Iterator[Batch]:
        """Batches of sentences in an order of their own each time round."""
        chance, mine = random.Random(seed), list(places)
        while True:
            chance.shuffle(mine)
            rows = self.rows(mine)
            for start in range(0, len(rows) - count + 1, count):
                yield self.batch(rows[start : start + count], count, pieces=pieces)


def ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """The same batches for ever, made before they are asked for."""
    made: queue.Queue[Batch] = queue.Queue(AHEAD)

    def make() -> None:
        for batch in batches:
            made.put(batch)

    threading.Thread(target=make, daemon=True).start()
    while True:
        yield made.get()


def _within(sizes: np.ndarray, number: np.ndarray) -> np.ndarray:
    """Where each sentence begins in its row."""
    ends = np.cumsum(sizes)
    begins = ends - sizes
    return np.asarray(begins - begins[number == 1][np.cumsum(number == 1) - 1])


def _ranges(starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """The numbers from each start on, as many as its size says."""
    ends = np.cumsum(sizes)
    return np.asarray(np.repeat(starts - ends + sizes, sizes) + np.arange(ends[-1]))


def _filled(size: int, places: np.ndarray, values: np.ndarray) -> np.ndarray:
    out = np.zeros(size, "int32")
    out[places] = values
    return out
