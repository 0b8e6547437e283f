"""Texts that are copies of one another, but for an editor's touches.

Candidates come from MinHash with locality-sensitive hashing (Broder 1997; datasketch), so that a hot story never costs
a comparison of all pairs; each is confirmed by the shingles it really shares. The longest text of a group stands for
it, and a new text is compared with such representatives only.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash

SHINGLE = 5
"""Words in a shingle."""
PERMUTATIONS = 64
CANDIDATE = 0.5
BANDS = (14, 4)
"""Bands and rows that suit CANDIDATE; given, since computing them takes longer than comparing a few texts."""
"""Jaccard similarity at which the hash is tuned to propose a pair."""
COPY = 0.6
"""Share of the shingles of both texts that both have, from which they are copies."""
FEWEST = 8
"""Shingles below which only equal words make a copy: two empty MinHashes would be alike."""
LONGEST = 4000
"""Characters read of each text."""
KEPT_TEXTS = 512
"""Texts whose words, shingles and sketches are kept, at most 40 MB: an article is compared anew for each event that it tells."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Texts that are copies: the id of the one that stands for them, and all ids, sorted."""

    representative: str
    members: tuple[str, ...]


def find_near_copies(texts: Mapping[str, str]) -> tuple[CopyGroup, ...]:
    """Groups of near-copies; every id is in exactly one group, an empty text is alone. Input order does not matter.

    Source of the method: Broder, "On the resemblance and containment of documents", 1997.
    """
    if len(texts) == 1:
        return tuple(CopyGroup(key, (key,)) for key in texts)
    shingled = {key: shingles(text) for key, text in texts.items()}
    exact: dict[str, list[str]] = {}
    for key in sorted(texts):
        exact.setdefault(_said(texts[key]) or f"\0{key}", []).append(key)
    leaders = {keys[0]: keys for keys in exact.values()}
    chosen = _representatives({key: shingled[key] for key in leaders})
    groups: dict[str, list[str]] = {}
    for leader, keys in leaders.items():
        groups.setdefault(chosen[leader], []).extend(keys)
    return tuple(CopyGroup(key, tuple(sorted(groups[key]))) for key in sorted(groups))


@lru_cache(maxsize=KEPT_TEXTS)
def shingles(text: str) -> frozenset[bytes]:
    """Hashes of each run of five words, case and punctuation left out; empty for a text of fewer words."""
    words = _words(text)
    runs = (" ".join(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1))
    return frozenset(hashlib.blake2b(run.encode("utf-8", "replace"), digest_size=8).digest() for run in runs)


def resemblance(first: frozenset[bytes], second: frozenset[bytes]) -> float:
    """Jaccard similarity of two sets of shingles; 0 where one is empty."""
    return len(first & second) / len(first | second) if first and second else 0.0


def containment(first: frozenset[bytes], second: frozenset[bytes]) -> float:
    """Share of the smaller set that the other holds as well; 0 where one is empty."""
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


@lru_cache(maxsize=KEPT_TEXTS)
def _said(text: str) -> str:
    """The words of a text and nothing else: texts with the same are copies, however short they are."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text[:LONGEST].casefold())


def _representatives(shingled: Mapping[str, frozenset[bytes]]) -> dict[str, str]:
    """For each id the id that stands for it: itself, or the best earlier one it copies; longest texts come first."""
    from datasketch import MinHashLSH

    index = MinHashLSH(params=BANDS, num_perm=PERMUTATIONS)
    chosen: dict[str, str] = {}
    order = sorted(shingled, key=lambda key: (-len(shingled[key]), sorted(shingled[key])[:1], key))
    for key in order:
        own = shingled[key]
        chosen[key] = key
        if len(own) < FEWEST:
            continue
        sketch = _sketch(own)
        found = _best(own, index.query(sketch), shingled)
        if found is None:
            index.insert(key, sketch)
        else:
            chosen[key] = found
    return chosen


@lru_cache(maxsize=KEPT_TEXTS)
def _sketch(marks: frozenset[bytes]) -> "MinHash":
    """The MinHash of a text, which nothing changes once it is made."""
    sketch = _blank().copy()
    sketch.update_batch(list(marks))
    return sketch


@cache
def _blank() -> "MinHash":
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=_first_bytes)


def _first_bytes(mark: bytes) -> int:
    """A shingle's hash for MinHash: its marks are hashes already."""
    return int.from_bytes(mark[:4], "little")


def _best(own: frozenset[bytes], candidates: Iterable[str], shingled: Mapping[str, frozenset[bytes]]) -> str | None:
    rated = [(resemblance(own, shingled[key]), key) for key in candidates]
    good = sorted((-score, key) for score, key in rated if score >= COPY)
    return good[0][1] if good else None
