"""The two networks of the embedded pipeline, computed with numpy alone: one for syntax, one for names.

Each is spaCy's Tok2Vec as training made it: four hashed features and a static vector for each word, mixed, then layers that each
see one word further to both sides. The layer that mixes is linear until its maximum, so what it makes of each row of
the hashed tables is worked out once, on loading; what it makes of a form is kept for the next time. That is the same whatever
else was read: the only product in it is one of whole numbers, whose sums are exact, and everything else goes row by row.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.attrs import LOWER
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vectors import BaseVectors
from spacy.vocab import Vocab
from thinc.backends import NumpyOps

COMPONENT = "networks"
NAMES = ("syntax", "names")
KEPT = 20_000
"""Forms whose vectors are kept; with one more they are forgotten, so that memory is bounded."""
_FINE = 2.0**40
"""Parts of one in which weights stand as whole numbers: times bytes, their sums stay below 2 ** 53."""
HASHED: tuple[str | int, ...] = ("NORM", "PREFIX", "SUFFIX", "SHAPE")
FIRST_SEED = 8
"""The seed of the first hashed feature; each further one has the next, as spaCy's MultiHashEmbed sets them."""
_HASH = NumpyOps()
Array = np.ndarray[Any, Any]
Arrays = dict[str, Array]


@dataclass(frozen=True, slots=True)
class Words:
    """Static vectors: sorted hashes of words, for each its row, and the rows in steps of `step`."""

    keys: Array
    rows: Array
    vectors: Array
    step: float

    def of(self, keys: Array) -> Array:
        """The vectors of words, nothing but zeros for one that is not known."""
        vectors: Array = self.steps(keys) * np.float32(self.step)
        return vectors

    def steps(self, keys: Array) -> Array:
        """The vectors as whole numbers of steps."""
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = self.keys[places] == keys
        steps: Array = self.vectors[self.rows[places]] * known[:, None]
        return steps


class VocabVectors(BaseVectors):  # type: ignore[misc]
    """The static vectors as the vocabulary shows them: by the hash of a word, for whoever asks about a word alone."""

    attr = LOWER

    def __init__(self, words: Words) -> None:
        self.words = words
        self.data = words.vectors

    def __contains__(self, key: int) -> bool:
        place = np.searchsorted(self.words.keys, np.uint64(key))
        return bool(place < len(self.words.keys) and self.words.keys[place] == key)

    def __getitem__(self, key: int) -> Array:
        vector: Array = self.words.of(np.array([key], dtype="uint64"))[0]
        return vector

    def __len__(self) -> int:
        return len(self.words.vectors)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and dimensions."""
        rows, dimensions = self.words.vectors.shape
        return rows, dimensions

    @property
    def size(self) -> int:
        """Numbers in all."""
        return self.words.vectors.size


class Network:
    """A network that gives each word of a Doc a vector."""

    def __init__(self, arrays: Arrays, words: Words) -> None:
        self.words = words
        self.width = arrays["gain"].shape[0]
        self.bounded = "bounded" in arrays
        """Whether what lies beyond the ends of a text, and white space in it, stays nothing in all layers; spaCy's own layers make
        something of it."""
        weights = arrays["mix"]  # a block of columns for each hashed feature, and one for the static vector
        blocks = np.split(weights, len(HASHED) + 1, axis=1)
        self.tables = [arrays[f"table{index}"] @ blocks[index].T for index in range(len(HASHED))]
        self.static = np.rint((blocks[-1] @ arrays["static"]).T.astype("float64") * _FINE)
        self.mix_bias = arrays["mix_bias"]
        self.norm = (arrays["gain"], arrays["shift"])
        self.layers = [
            (
                np.ascontiguousarray(arrays[f"layer{i}"].T),
                *(arrays[f"layer{i}_{key}"] for key in ("bias", "gain", "shift")),
            )
            for i in range(sum(name.endswith("_gain") for name in arrays))
        ]
        self.place: dict[int, int] = {}
        self.kept = np.empty((KEPT, self.width), dtype="float32")

    def __call__(self, features: Array, spaces: Array) -> Array:
        """The vectors of words given by the rows of `features`: ORTH, LOWER, and the hashed features; white space is at `spaces`."""
        pad = len(self.layers)
        vectors = np.zeros((len(features) + 2 * pad, self.width), dtype="float32")
        vectors[pad : pad + len(features)] = self._known(features)
        edges = np.arange(pad)
        nothing = np.concatenate((edges, spaces + pad, len(features) + pad + edges)) if self.bounded else edges[:0]
        vectors[nothing] = 0
        windows = np.zeros((len(vectors), 3 * self.width), dtype="float32")
        for weights, bias, gain, shift in self.layers:
            pieces = _fill(windows, vectors) @ weights
            pieces += bias
            vectors += normal(greatest(pieces, self.width), gain, shift)
            vectors[nothing] = 0
        return vectors[pad : pad + len(features)]

    def _known(self, features: Array) -> Array:
        """What the first layer makes of the forms of words, those that are new worked out and kept."""
        forms = (features[:, 0] ^ (features[:, 2] << np.uint64(1))).tolist()  # and their norms, which a place may set
        new = {form: place for place, form in enumerate(forms) if form not in self.place}
        if len(self.place) + len(new) > len(self.kept):
            new = {form: place for place, form in enumerate(forms)}
            self.place, self.kept = {}, np.empty((max(KEPT, len(new)), self.width), dtype="float32")
        if new:
            start = len(self.place)
            self.place.update(zip(new, range(start, start + len(new)), strict=True))
            self.kept[start : start + len(new)] = self._embed(features[list(new.values())])
        known: Array = self.kept[list(map(self.place.__getitem__, forms))]
        return known

    def _embed(self, features: Array) -> Array:
        exact = self.words.steps(features[:, 1]).astype("float64") @ self.static
        mixed = (exact * (self.words.step / _FINE)).astype("float32")
        mixed += self.mix_bias
        for index, table in enumerate(self.tables):
            hashes = _HASH.hash(np.ascontiguousarray(features[:, index + 2]), FIRST_SEED + index) % len(table)
            for column in hashes.T:
                mixed += table.take(column, axis=0)
        return normal(greatest(mixed, self.width), *self.norm)


def _fill(windows: Array, vectors: Array) -> Array:
    """Windows with each row between the one before it and the one behind it."""
    width = vectors.shape[1]
    windows[1:, :width] = vectors[:-1]
    windows[:, width : 2 * width] = vectors
    windows[:-1, 2 * width :] = vectors[1:]
    return windows


def greatest(values: Array, width: int) -> Array:
    """The greatest of the pieces, which stand one behind the other, for each of `width` numbers."""
    best = np.maximum(values[:, :width], values[:, width : 2 * width])
    for start in range(2 * width, values.shape[1], width):
        np.maximum(best, values[:, start : start + width], out=best)
    return best


def normal(values: Array, gain: Array, shift: Array) -> Array:
    """Layer normalisation, in place."""
    count = values.shape[1]
    values -= (np.add.reduce(values, axis=1) / np.float32(count))[:, None]
    spread = np.einsum("ij,ij->i", values, values) / np.float32(count) + np.float32(1e-8)
    values *= (1 / np.sqrt(spread))[:, None]
    values *= gain
    values += shift
    return values


class Networks:
    """The component: sets `doc.tensor` to what the network for syntax gives, and keeps the other for the name finder."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.networks: dict[str, Network] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its tensor."""
        doc.tensor = self.read(doc, "syntax")
        return doc

    def read(self, doc: Doc, name: str) -> Array:
        """The vectors that a network gives the words of a Doc."""
        features = doc.to_array(["ORTH", "LOWER", *HASHED, "IS_SPACE"])
        return self.networks[name](features[:, :-1], np.flatnonzero(features[:, -1]))

    def from_disk(self, path: Path, *, exclude: tuple[str, ...] = ()) -> "Networks":
        """Read the networks; `exclude` is required by spaCy."""
        del exclude
        arrays = np.load(Path(path) / "words.npz")
        words = Words(arrays["keys"], arrays["rows"], arrays["vectors"], float(arrays["step"]))
        self.vocab.vectors = VocabVectors(words)
        self.networks = {name: Network(read_weights(Path(path) / f"{name}.npz"), words) for name in NAMES}
        return self


def read_weights(path: Path) -> Arrays:
    """Arrays in single precision, from the half precision that they are kept in."""
    with np.load(path) as arrays:
        return {name: arrays[name].astype("float32") for name in arrays}


@Language.factory(COMPONENT)
def create_networks(nlp: Language, name: str) -> Networks:
    """The factory that spaCy looks up; `name` is required by it."""
    del name
    return Networks(nlp.vocab)
