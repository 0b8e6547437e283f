"""What the linear models have in common: features as the columns of a sparse matrix, and weights stored as JSON in gzip."""

import gzip
import json
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

Columns = dict[str, int]


def count_features(sets: Sequence[Collection[str]]) -> Counter[str]:
    """In how many examples each feature is."""
    return Counter(feature for features in sets for feature in features)


def columns_of(counts: Counter[str], least: int) -> Columns:
    """The features of at least so many examples, each with its column, in the order of the alphabet."""
    return {name: place for place, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}


def matrix_of(sets: Sequence[Collection[str]], columns: Columns) -> csr_matrix:
    """One line an example, a one for each of its features that has a column."""
    indices = [sorted(columns[feature] for feature in features if feature in columns) for features in sets]
    flat = [column for row in indices for column in row]
    pointers = np.cumsum([0, *map(len, indices)])
    return csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(sets), len(columns)))


def pack(stored: dict[str, Any], path: Path) -> None:
    """JSON in gzip, byte for byte the same for the same weights."""
    packed = json.dumps(stored, separators=(",", ":"), ensure_ascii=False).encode()
    path.write_bytes(gzip.compress(packed, compresslevel=9, mtime=0))
