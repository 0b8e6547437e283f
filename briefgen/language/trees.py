"""The graph-based parser: every word picks its head by a score, and the best tree of these is taken.

Over the vectors of the network stand blocks of a recurrent layer in both directions, whose gates look at the words alone, so that
only sums run along a sentence (QRNN, Bradbury et al. 2017), and of a layer over each word by itself. Heads are scored by a biaffine
product, labels told from a word and its head (Dozat & Manning 2017). `training/student.py` is the same network while it learns.

A Doc gets the same trees whatever it is parsed with: products, which round, are taken of each Doc, or each sentence, by itself; what is
computed for sentences of different Docs at once, the sums along sentences, goes number by number.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise, starmap
from pathlib import Path
from typing import Self

import numpy as np

from briefgen.language.network import Array, Arrays, greatest, normal, read_weights
from briefgen.language.spanning import best_heads

Span = tuple[int, int]
"""The first word of a sentence and the one after its last."""
TOGETHER = 1500
"""Words whose sentences are parsed together: more outgrow the cache of a processor, fewer make the sums along them dearer."""
ROOT = "ROOT"


@dataclass(frozen=True)
class Layer:
    """A product with weights and a bias."""

    weights: Array
    bias: Array

    @classmethod
    def of(cls, arrays: Arrays, name: str) -> Self:
        """The layer whose arrays have the name before those of its parts."""
        return cls(*(arrays[f"{name} {part.name}"] for part in fields(cls)))

    def __call__(self, vectors: Array) -> Array:
        """What the layer makes of each row."""
        made: Array = vectors @ self.weights
        made += self.bias
        return made


@dataclass(frozen=True)
class Normed(Layer):
    """A layer whose outcome is added to something, and the sum normalised."""

    gain: Array
    shift: Array


@dataclass(frozen=True)
class Block:
    """The gates of a recurrent layer, what mixes its states, and the layer over each word by itself."""

    gates: Layer
    out: Normed
    over: Normed


class TreeParser:
    """The weights of a trained parser, and the trees that they choose."""

    def __init__(self, arrays: Arrays, labels: list[str]) -> None:
        count = sum(name.endswith("gates bias") for name in arrays)
        self.blocks = [
            Block(
                Layer.of(arrays, f"block{i} gates"),
                Normed.of(arrays, f"block{i} out"),
                Normed.of(arrays, f"block{i} over"),
            )
            for i in range(count)
        ]
        self.compared = Layer.of(
            arrays, "compared"
        )  # for the arc as word and as head, for the label as word and as head
        self.arcs, self.told = Layer.of(arrays, "arcs"), Layer.of(arrays, "labels")
        self.roots = arrays["arc root"], arrays["label root"]
        self.labels = labels
        self.root = labels.index(ROOT)

    def parse(self, docs: Sequence[tuple[Array, list[Span]]]) -> list[tuple[Array, Array]]:
        """Head and number of the label of each word of each Doc, given the vectors and the sentences.

        A word without a head is its own; the label of a word that stands in none of the sentences is -1.
        """
        vectors = [own for own, _ in docs]
        results = [(np.arange(len(own)), np.full(len(own), -1)) for own in vectors]
        for batch in _batches([sentences for _, sentences in docs]):
            for number, sentences, heads, labels in self._parse(batch, vectors):
                first = 0
                for start, end in sentences:
                    own = slice(first, first + end - start)
                    results[number][0][start:end] = (
                        np.where(heads[own] > 0, heads[own] - 1, np.arange(end - start)) + start
                    )
                    results[number][1][start:end] = labels[own]
                    first = own.stop
        return results

    def _parse(
        self, batch: list[tuple[int, list[Span]]], vectors: list[Array]
    ) -> Iterator[tuple[int, list[Span], Array, Array]]:
        """Heads, counted from 1 within their sentences, and labels of the sentences of each Doc."""
        words = [np.concatenate([vectors[number][slice(*span)] for span in spans]) for number, spans in batch]
        along = Along([end - start for _, spans in batch for start, end in spans])
        edges = np.cumsum([0, *map(len, words)]).tolist()
        owns = list(starmap(slice, pairwise(edges)))
        for block in self.blocks:
            made = np.empty((edges[-1], block.gates.bias.shape[0]), dtype="float32")
            for own, vector in zip(owns, words, strict=True):
                np.matmul(vector, block.gates.weights, out=made[own])
            states = along.run(*_gates(made, block.gates.bias))
            words = [self._over(block, vector, states[own]) for own, vector in zip(owns, words, strict=True)]
        for (number, spans), vector in zip(batch, words, strict=True):
            yield number, spans, *self._choose(vector, [end - start for start, end in spans])

    def _over(self, block: Block, vectors: Array, states: Array) -> Array:
        vectors = normal(vectors + block.out(states), block.out.gain, block.out.shift)
        return normal(vectors + greatest(block.over(vectors), vectors.shape[1]), block.over.gain, block.over.shift)

    def _choose(self, vectors: Array, lengths: list[int]) -> tuple[Array, Array]:
        """Heads and labels of the words of sentences that follow each other."""
        made = self.compared(vectors)
        arc, label = self.arcs.weights.shape[0], self.roots[1].shape[1]
        word, head = np.maximum(made[:, : 2 * arc], 0).reshape(-1, 2, arc).transpose(1, 0, 2)
        word = self.arcs(np.ascontiguousarray(word))
        heads, places, first = [], [], 0
        for length in lengths:
            own = slice(first, first + length)
            scores = word[own] @ np.concatenate((self.roots[0], head[own])).T
            heads.append(best_heads(scores))
            places.append(np.where(heads[-1] > 0, heads[-1] + first, 0))
            first += length
        found, chosen = np.concatenate(heads), np.concatenate(places)
        of_head = np.concatenate((self.roots[1], made[:, 2 * arc + label :]))[chosen]
        told = self.told(greatest(made[:, 2 * arc : 2 * arc + label] + of_head, label // 2))
        told[:, self.root] = -np.inf
        return found, np.where(found > 0, told.argmax(axis=1), self.root)


class Along:
    """Sums along sentences that follow each other: the first words of all of them together, then the second ones, and so on."""

    def __init__(self, lengths: list[int]) -> None:
        sizes = np.array(lengths)
        ends = np.cumsum(sizes)
        order = np.argsort(-sizes, kind="stable")
        starts, sizes, ends = (ends - sizes)[order], sizes[order], ends[order]
        counts = np.searchsorted(-sizes, -np.arange(1, sizes[0] + 1), side="right") if len(sizes) else sizes
        self.edges = np.concatenate(([0], np.cumsum(counts))).tolist()
        steps = np.repeat(np.arange(len(counts)), counts)
        which = np.arange(len(steps)) - np.repeat(self.edges[:-1], counts)
        self.ways = starts[which] + steps, ends[which] - 1 - steps

    def run(self, fed: Array, kept: Array, shown: Array) -> Array:
        """The states at each word as far as they are shown: what is kept of the one before or behind, and what is fed into it."""
        half = fed.shape[1] // 2
        states, keep = np.empty(fed.shape, fed.dtype), np.empty(fed.shape, fed.dtype)
        for way, places in enumerate(self.ways):
            own = slice(way * half, (way + 1) * half)
            states[:, own], keep[:, own] = fed[places, own], kept[places, own]
        before = states[: self.edges[1]]
        for start, end in zip(self.edges[1:-1], self.edges[2:], strict=True):
            now = states[start:end]
            keep[start:end] *= before[: end - start]
            now += keep[start:end]
            before = now
        for way, places in enumerate(self.ways):
            own = slice(way * half, (way + 1) * half)
            keep[places, own] = states[:, own]
        keep *= shown
        return keep


def _gates(made: Array, bias: Array) -> tuple[Array, Array, Array]:
    """What is fed into the state at each word, how much of it is kept, and how much is shown; both directions side by side."""
    width = made.shape[1] // 3
    made += bias
    fed, opened = made[:, :width], made[:, width:]
    np.negative(opened, out=opened)
    with np.errstate(over="ignore"):  # beyond the greatest number a gate is shut, as it should be
        np.exp(opened, out=opened)
    opened += 1
    np.reciprocal(opened, out=opened)
    kept, shown = opened[:, :width], opened[:, width:]
    fed *= 1 - kept
    return fed, kept, shown


def _batches(docs: list[list[Span]]) -> Iterator[list[tuple[int, list[Span]]]]:
    """Groups of sentences with the number of their Doc, about TOGETHER words in each batch."""
    batch: list[tuple[int, list[Span]]] = []
    size = 0
    for number, sentences in enumerate(docs):
        for group in _groups(sentences):
            words = sum(end - start for start, end in group)
            if batch and size + words > TOGETHER:
                yield batch
                batch, size = [], 0
            batch.append((number, group))
            size += words
    if batch:
        yield batch


def _groups(sentences: list[Span]) -> Iterator[list[Span]]:
    """The sentences of a Doc, about TOGETHER words in each group."""
    group: list[Span] = []
    size = 0
    for start, end in sentences:
        if group and size + end - start > TOGETHER:
            yield group
            group, size = [], 0
        group.append((start, end))
        size += end - start
    if group:
        yield group


def read_parser(path: Path) -> TreeParser:
    """The parser kept in a folder, its weights in half precision."""
    return TreeParser(
        read_weights(path / "weights.npz"), json.loads((path / "labels.json").read_text(encoding="utf-8"))
    )
