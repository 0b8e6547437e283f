"""What a report is about, as one dense vector: reports of one event lie near each other though they share few words.

The weighted sum of the vectors of its words, rare words counting more (Arora, Liang & Ma 2017), without what all news
has in common. Only sums and products of whole numbers decide, so that no machine comes to another result.
"""

import gzip
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

VECTORS = "group_vectors.gz"
SCALE = 1024
"""What a vector of length 1 is long in whole numbers."""

Dense = npt.NDArray[np.int64]


def dense_vector(words: Mapping[str, float]) -> Dense:
    """The vector of words (lower case) with their weights; all zero when none of them is known."""
    rows, table, common = stored_vectors()
    total = np.zeros(table.shape[1], dtype=np.int64)
    for word in sorted(words.keys() & rows.keys()):
        total += round(100 * words[word]) * table[rows[word]].astype(np.int64)
    if not total.any():
        return total
    return _whole(_whole(total) - common)


def mean_likeness(one: Dense, other: Dense, pairs: int) -> float:
    """The mean cosine of the reports of two clusters, -1 to 1, from the sums of their vectors and the number of pairs."""
    return int((one * other).sum()) / (SCALE * SCALE * pairs)


def _whole(vector: Dense) -> Dense:
    """A vector made SCALE long."""
    length = float(int((vector * vector).sum())) ** 0.5 or 1.0
    return np.rint(vector * (SCALE / length)).astype(np.int64)


@cache
def stored_vectors() -> tuple[Mapping[str, int], npt.NDArray[np.int8], Dense]:
    """For each word its row, the rows, and the mean vector of news."""
    head, _, body = gzip.decompress(files("briefgen.data").joinpath(VECTORS).read_bytes()).partition(b"\n")
    stored = json.loads(head)
    table = np.frombuffer(body, dtype=np.int8).reshape(-1, stored["dimensions"])
    rows = dict(zip(stored["words"].split(" "), stored["rows"], strict=True))
    return rows, table, np.array(stored["common"], dtype=np.int64)
