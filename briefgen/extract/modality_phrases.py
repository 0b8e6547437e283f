"""Phrases of the lexicons of modality, and where they stand in a sentence.

A phrase is written word by word. A word stands for itself as printed or as a lemma ("be" and "not" for all their forms);
`a|b` for either, `<VB>` for any word so tagged, `<VB>!a|b` for any but these, `...` for up to three words without a
mark between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re"})
NOT = frozenset({"n't", "n’t", "not"})
_GAP = 3


class Word(NamedTuple):
    """A word of a sentence as phrases look at it."""

    lower: str
    lemma: str
    tag: str


@dataclass(frozen=True, slots=True)
class Item:
    """One word of a phrase: what it may be, how it may be tagged, and what it may not be."""

    words: frozenset[str]
    tags: frozenset[str]
    never: frozenset[str]
    gap: bool


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase taken apart, with the words that a sentence must hold for it to be there."""

    items: tuple[Item, ...]
    needed: frozenset[str]
    choices: tuple[frozenset[str], ...]

    def may_stand(self, words: frozenset[str]) -> bool:
        """Whether a sentence of these words and lemmas may hold the phrase."""
        return words >= self.needed and not any(map(words.isdisjoint, self.choices))


@cache
def read_phrase(text: str) -> Phrase:
    """A phrase of a lexicon, taken apart."""
    items = tuple(map(_item, text.split()))
    single = frozenset(word for item in items if len(item.words) == 1 for word in item.words)
    return Phrase(items, single, tuple(item.words for item in items if len(item.words) > 1))


def _item(text: str) -> Item:
    if text == "...":
        return Item(frozenset(), frozenset(), frozenset(), gap=True)
    wanted, _, never = text.partition("!")
    tagged = wanted.startswith("<")
    parts = frozenset(wanted.strip("<>").split("|"))
    barred = frozenset(never.split("|")) if never else frozenset()
    return Item(frozenset() if tagged else parts, parts if tagged else frozenset(), barred, gap=False)


def ends_at(words: Sequence[Word], place: int, items: Sequence[Item]) -> int:
    """Behind which word the items end that begin at a place, -1 if they do not stand there."""
    for position, item in enumerate(items):
        if item.gap:
            return _past_gap(words, place, items[position + 1 :])
        if place >= len(words) or not _is(words[place], item):
            return -1
        place += 1
    return place


def _past_gap(words: Sequence[Word], place: int, rest: Sequence[Item]) -> int:
    for skipped in range(_GAP + 1):
        end = ends_at(words, place + skipped, rest)
        if end >= 0:
            return end
        if place + skipped < len(words) and not words[place + skipped].lower[0].isalnum():
            break
    return -1


def _is(word: Word, item: Item) -> bool:
    lower, lemma, tag = word
    if item.tags:
        return tag in item.tags and lower not in item.never and lemma not in item.never
    if lower in BE:
        return "be" in item.words or lower in item.words
    return lower in item.words or lemma in item.words or (lower in NOT and "not" in item.words)
