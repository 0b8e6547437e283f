"""The best tree over the words of a sentence: the maximum spanning arborescence with one root (Chu & Liu 1965, Edmonds 1967).

Most sentences need none of it: when the best head of every word is taken, they make a tree already.
"""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
_NEVER = -1e9
MOST_ROOTS = 5
"""Words that are tried as the root, the likeliest, when several would be."""
LONGEST = 80
"""Words of a sentence whose best tree is looked for; a longer one, where breaking cycles takes too long, grows a good one."""


def best_heads(scores: Array) -> Array:
    """The head of each word, counted from 1, 0 for the root: rows of `scores` are words, columns heads, the root first."""
    count = len(scores)
    scores[np.arange(count), np.arange(1, count + 1)] = _NEVER
    heads: Array = scores.argmax(axis=1)
    if (heads == 0).sum() == 1 and not _cycle(heads):
        return heads
    likely = scores - scores.max(axis=1, keepdims=True)
    likely -= np.log(np.exp(likely).sum(axis=1, keepdims=True))
    return _with_one_root(likely.astype("float64")) if count <= LONGEST else grown(likely)


def _with_one_root(likely: Array) -> Array:
    """The best tree of those with one root, each of the likeliest tried in turn."""
    best: Array | None = None
    greatest = -np.inf
    for root in np.argsort(-likely[:, 0], kind="stable")[:MOST_ROOTS].tolist():
        tried = likely.copy()
        tried[:, 0] = _NEVER
        tried[root] = _NEVER
        tried[root, 0] = likely[root, 0]
        heads = spanning(tried)
        total = float(np.take_along_axis(tried, heads[:, None], 1).sum())
        if total > greatest:
            best, greatest = heads, total
    assert best is not None, "a sentence has a word"
    return best


def grown(likely: Array) -> Array:
    """A tree that grows from its likeliest root by the likeliest arc to a further word, one after the other (Prim 1957)."""
    heads = np.zeros(len(likely), dtype="int64")
    word = int(likely[:, 0].argmax())
    best = np.full(len(likely), -np.inf)
    inside = np.zeros(len(likely), dtype=bool)
    for _ in range(len(likely) - 1):
        inside[word] = True
        nearer = (likely[:, word + 1] > best) & ~inside
        best[nearer], heads[nearer] = likely[nearer, word + 1], word + 1
        best[word] = -np.inf
        word = int(best.argmax())
    return heads


def spanning(scores: Array) -> Array:
    """The heads of the tree whose scores have the greatest sum; cycles of best heads are broken one after the other.

    Each cycle becomes one word whose arcs cost what breaking the cycle there costs, until no cycle is left; then they are opened
    again, the last first.
    """
    size = len(scores) + 1
    weights = np.full((size, size), _NEVER)
    weights[1:] = scores
    np.fill_diagonal(weights, -np.inf)
    heads = weights.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads[1:])
    if not cycle:
        return np.asarray(heads[1:])
    ring, others = np.array(cycle), np.setdiff1d(np.arange(size), cycle)
    gain = weights[ring] - weights[ring, heads[ring]][:, None]
    entry = gain[:, others].argmax(axis=0)  # the word of the ring that would take its head from each of the others
    leave = weights[np.ix_(others, ring)].argmax(axis=1)  # the word of the ring that each of the others would hang on
    smaller = np.full((len(others), len(others) + 1), _NEVER)
    smaller[:, :-1] = weights[np.ix_(others, others)]
    smaller[:, -1] = weights[others, ring[leave]]
    ring_row = np.append(gain[entry, others], -np.inf)
    solved = spanning(np.vstack([smaller[1:], ring_row]))
    out = heads.copy()
    for place, head in enumerate(solved[:-1].tolist(), 1):
        word = others[place]
        out[word] = ring[leave[place]] if head == len(others) else others[head]
    out[ring[entry[solved[-1]]]] = others[solved[-1]]
    return np.asarray(out[1:])


def _cycle(heads: Array) -> list[int]:
    """The words of one cycle, counted from 1, or none."""
    up = [0, *heads.tolist()]
    state = [0] * len(up)
    state[0] = 2
    for first in range(1, len(up)):
        word, path = first, []
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = up[word]
        if state[word] == 1:
            return path[path.index(word) :]
        for passed in path:
            state[passed] = 2
    return []
