"""spaCy's greedy arc-eager parser for many sentences at a time, in numpy: the same weights, the same moves, the same trees.

spaCy takes one move of one sentence after the other, each with a matrix product of its own; here the sentences of several Docs
take their next move together, in a third of the time and less. Nothing but sentences that stand alone is parsed, so no move opens
a new one. A Doc gets the same trees whatever it is parsed with: what is computed for sentences of different Docs at once rounds no sum.

A word is its number among those parsed together plus one, and 0 is no word. The buffer is a chain: `after[word]` is the word behind it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from spacy.pipeline import DependencyParser

Array = np.ndarray[Any, Any]
SHIFT, RIGHT, LEFT, REDUCE, BREAK = range(5)  # the first two push a word, the next two pop one
KINDS = {"S": SHIFT, "R": RIGHT, "L": LEFT, "D": REDUCE, "B": BREAK}
_DEEPER = np.array([1, 1, -1, -1, 0])
_BELOW = 3
"""Words of the stack that the features look at; as many columns of the stack hold no word for ever."""
FINE = 2.0**21
"""Parts of one in which a score is reckoned, with whole numbers: below 2 ** 53 their sums are exact in any order, on any processor."""
GREATEST = 64.0
"""More than this counts as this in a score, which bounds the sums; trained networks stay far below."""
_NEVER = -(2.0**52)
TOGETHER = 1500
"""Words whose sentences are parsed together: more outgrow the cache of a processor, fewer make the moves dearer."""
Span = tuple[int, int]
"""The first word of a sentence and the one after its last."""


class GreedyParser:
    """The weights of a trained parser, and the moves they choose."""

    def __init__(self, parser: DependencyParser) -> None:
        reader, features, scorer = parser.model.layers
        (linear,) = [node for node in reader.walk() if node.name == "linear"]
        self._set_features(linear, features)
        names = [name.partition("-") for name in parser.move_names]
        self.kinds = np.array([KINDS[kind] for kind, _, _ in names])
        self.labels = np.array([parser.vocab.strings.add(label) for _, _, label in names], dtype="uint64")
        self.unseen = sorted(parser.model.attrs["unseen_classes"])
        barred = _NEVER * (np.arange(5)[:, None] == self.kinds)  # behind the weights: what a kind that is barred costs
        weights = np.rint(scorer.get_param("W").T.astype("float64") * FINE)
        self.scorer = np.concatenate((weights, barred)), scorer.get_param("b") * FINE**2

    def _set_features(self, linear: Any, features: Any) -> None:
        """The layer over the network and the one over the features as a single product, pieces one behind the other."""
        weights, bias = (features.get_param(key) for key in ("W", "b"))
        count, width, pieces, _ = weights.shape
        weights = weights.transpose(0, 2, 1, 3).reshape(count * pieces * width, -1)
        self.weights = np.ascontiguousarray((weights @ linear.get_param("W")).T)
        shift = weights @ linear.get_param("b")  # taken from what stands for no word, and given to all by the bias
        self.none = features.get_param("pad").transpose(0, 1, 3, 2).reshape(-1) - shift
        self.bias = bias.T.reshape(-1) + shift.reshape(count, -1).sum(axis=0)
        self.count, self.width = count, width

    def parse(self, docs: Sequence[tuple[Array, list[Span]]]) -> list[tuple[Array, Array]]:
        """Head and label of each word of each Doc, given the vectors and the sentences; a word without a head is its own."""
        results = [(np.arange(len(vectors)), np.zeros(len(vectors), dtype="uint64")) for vectors, _ in docs]
        for batch in _batches([sentences for _, sentences in docs]):
            places = [np.concatenate([np.arange(*sentence) for sentence in group]) for _, group in batch]
            found = self._parse(
                [docs[number][0][words] for (number, _), words in zip(batch, places, strict=True)],
                [end - start for _, group in batch for start, end in group],
            )
            first = 0
            for (number, _), words in zip(batch, places, strict=True):
                heads, labels = (part[first : first + len(words)] for part in found)
                results[number][0][words] = words[np.where(heads > 0, heads - 1 - first, np.arange(len(words)))]
                results[number][1][words] = labels
                first += len(words)
        return results

    def _parse(self, vectors: list[Array], lengths: list[int]) -> tuple[Array, Array]:
        """Heads and labels of the words of sentences that follow each other, their vectors apart for each Doc."""
        table = np.empty((sum(lengths) + 1, self.none.shape[0]), dtype="float32")
        table[0] = self.none
        first = 1
        for own in vectors:  # products of single precision, which round: each Doc by itself
            np.matmul(own, self.weights, out=table[first : first + len(own)])
            first += len(own)
        table = table.reshape(-1, self.bias.shape[0])
        states = _States(lengths)
        while len(states.first):
            moves = self._choose(table, states)
            states.move(self.kinds[moves], self.labels[moves])
        return states.heads[1:], states.labels[1:]

    def _choose(self, table: Array, states: "_States") -> Array:
        """The best move that each sentence may take."""
        places = states.features() * self.count
        places += np.arange(self.count)
        pieces = np.add.reduce(table.take(places, axis=0), axis=1)
        pieces += self.bias
        hidden = np.empty((len(pieces), self.width + 5))
        best = np.maximum(pieces[:, : self.width], pieces[:, self.width :])
        np.minimum(np.maximum(best, -GREATEST, out=best), GREATEST, out=best)
        np.rint(np.multiply(best, FINE, out=best), out=hidden[:, : self.width])
        hidden[:, self.width :] = states.barred()
        scores = hidden @ self.scorer[0]
        scores += self.scorer[1]
        if self.unseen:
            scores[:, self.unseen] = _NEVER
        moves: Array = scores.argmax(axis=1)
        return moves


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
    """Sentences of a Doc of like length together, so that they end together; about TOGETHER words in each group."""
    group: list[Span] = []
    size = 0
    for start, end in sorted(sentences, key=lambda sentence: sentence[1] - sentence[0]):
        if group and size + end - start > TOGETHER:
            yield group
            group, size = [], 0
        group.append((start, end))
        size += end - start
    if group:
        yield group


class _States:
    """Stack, buffer and arcs of sentences; `first`, `depth` and `base` tell of those alone that are not done."""

    def __init__(self, lengths: list[int]) -> None:
        ends = np.cumsum(lengths)
        columns = max(lengths) + _BELOW + 1
        self.stack = np.zeros(len(lengths) * columns, dtype="int64")
        self.base = np.arange(len(lengths)) * columns + _BELOW
        self.depth = np.zeros(len(lengths), dtype="int64")
        self.first = ends - lengths + 1
        self.after = np.arange(1, ends[-1] + 2)
        self.after[0] = self.after[ends] = 0
        self.heads, self.left, self.right, self.elder = (np.zeros(ends[-1] + 1, dtype="int64") for _ in range(4))
        self.labels = np.zeros(ends[-1] + 1, dtype="uint64")
        self.returned = np.zeros(ends[-1] + 1, dtype=bool)

    def features(self) -> Array:
        """The words that a move is chosen by, in spaCy's order."""
        self.behind = self.base + self.depth
        self.top = top = self.stack[self.behind - 1]
        words = np.empty((len(top), 8), dtype="int64")
        words[:, 0] = self.first
        words[:, 1] = self.second = self.after[self.first]
        words[:, 2] = top
        words[:, 3] = self.stack[self.behind - 2]
        words[:, 4] = self.stack[self.behind - 3]
        words[:, 5] = self.left[self.first]
        words[:, 6] = self.left[top]
        words[:, 7] = self.right[top]
        return words

    def barred(self) -> Array:
        """Which kinds of move each sentence may not take."""
        empty, done = self.depth == 0, self.first == 0
        barred = np.ones((len(empty), 5), dtype=bool)
        barred[:, SHIFT] = ~empty & ((self.second == 0) | self.returned[self.first])
        barred[:, LEFT] = barred[:, RIGHT] = empty | done
        barred[:, REDUCE] = empty | (~done & (self.depth == 1))
        return barred

    def move(self, kinds: Array, labels: Array) -> None:
        """Take one move in each sentence."""
        self._link(kinds, labels)
        freed = ((kinds == REDUCE) & (self.heads[self.top] == 0) & (self.depth > 1)).nonzero()[0]
        pushed = (kinds <= RIGHT).nonzero()[0]
        words = self.first[pushed]
        self.stack[self.behind[pushed]] = words
        self.first[pushed] = self.after[words]
        self.depth += _DEEPER[kinds]
        if len(freed):  # what has no head goes back to the buffer, for a head from there
            words = self.top[freed]
            self.returned[words] = True
            self.after[words] = self.first[freed]
            self.first[freed] = words
        going = (self.depth > 0) | (self.first > 0)
        if not going.all():
            self.first, self.depth, self.base = self.first[going], self.depth[going], self.base[going]

    def _link(self, kinds: Array, labels: Array) -> None:
        """The arcs of the moves; one that is given a head anew is no longer the last child of the old one."""
        chosen = (kinds == LEFT).nonzero()[0]
        head, child = self.first[chosen], self.top[chosen]
        self.right[self.heads[child]] = self.elder[child]
        self.right[0] = 0
        self.heads[child], self.labels[child], self.left[head] = head, labels[chosen], child
        self.returned[head] = False
        chosen = (kinds == RIGHT).nonzero()[0]
        head, child = self.top[chosen], self.first[chosen]
        self.heads[child], self.labels[child] = head, labels[chosen]
        self.elder[child] = self.right[head]
        self.right[head] = child
