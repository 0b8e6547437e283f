"""The name finder: the best row of tags for each stretch of words that may hold a name.

A tag says that a word begins a name, stands inside it, ends it, or is one alone, and of which label, or that it is none
(BILUO). Only rows that make sense are weighed against each other: what begins must end, under one label.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from briefgen.language.network import COMPONENT as NETWORKS
from briefgen.language.network import Array, Networks

COMPONENT = "name_tags"
PLAIN = 0.995
"""A word that is no name with this probability is taken for none."""
_NEVER = np.float32(-1e9)


class NameFinder:
    """The component: sets the entities of a Doc."""

    def __init__(self, networks: Networks) -> None:
        self.networks = networks

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with PERSON, ORG and LOC as its entities."""
        if len(doc):
            chances = self._chances(self.networks.read(doc, "names"))
            doc.set_ents([Span(doc, *found) for found in self._spans(chances)])
        return doc

    def _chances(self, vectors: Array) -> Array:
        """Logarithms of the probability of each tag for each word."""
        scores = vectors @ self.weights + self.bias
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return np.asarray(scores)

    def _spans(self, chances: Array) -> Iterator[tuple[int, int, str]]:
        """The names as start, end and label."""
        for start, end in stretches(chances[:, self.tags.index("O")] < np.log(PLAIN)):
            begin = start
            for index, tag in enumerate(self.best(chances[start:end]), start):
                kind, _, label = self.tags[tag].partition("-")
                begin = index if kind in "BU" else begin
                if kind in "LU":
                    yield begin, index + 1, label

    def best(self, chances: Array) -> list[int]:
        """The row of tags of the greatest probability that makes sense (Viterbi)."""
        score, back = chances[0] + self.first, []
        for chance in chances[1:]:
            steps = score[:, None] + self.follows
            back.append(steps.argmax(axis=0))
            score = steps.max(axis=0) + chance
        row = [int((score + self.last).argmax())]
        for choices in reversed(back):
            row.append(int(choices[row[-1]]))
        return row[::-1]

    def set_tags(self, tags: list[str]) -> None:
        """The tags, in the order of the scores, and what may follow what."""
        self.tags = tags
        outside = "O"
        self.first = np.array([_NEVER * (not may_follow(outside, tag)) for tag in tags], dtype="float32")
        self.last = np.array([_NEVER * (not may_follow(tag, outside)) for tag in tags], dtype="float32")
        self.follows = np.array([[_NEVER * (not may_follow(a, b)) for b in tags] for a in tags], dtype="float32")

    def from_disk(self, path: Path, *, exclude: tuple[str, ...] = ()) -> "NameFinder":
        """Read the weights; `exclude` is required by spaCy."""
        del exclude
        self.set_tags(json.loads((Path(path) / "tags.json").read_text(encoding="utf-8")))
        with np.load(Path(path) / "weights.npz") as arrays:
            self.weights, self.bias = (arrays[key].astype("float32") for key in ("weights", "bias"))
        return self


def may_follow(tag: str, following: str) -> bool:
    """Whether one tag may stand behind another."""
    opened, _, label = tag.partition("-")
    kind, _, further = following.partition("-")
    if opened in {"B", "I"}:
        return kind in {"I", "L"} and label == further
    return kind in {"O", "B", "U"}


def stretches(marked: Array) -> Iterator[tuple[int, int]]:
    """Start and end of each run of marked words."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], marked, [False])).astype("int8")))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


@Language.factory(COMPONENT)
def create_name_finder(nlp: Language, name: str) -> Any:
    """The factory that spaCy looks up; `name` is required by it."""
    del name
    return NameFinder(nlp.get_pipe(NETWORKS))  # type: ignore[arg-type]
