"""Phrases of a lexicon found in a text, all at once and in linear time.

A term is a row of words: lower case matches any case, a word with a capital only itself; `shell*` is a stem,
`*` alone is any one word, `...` none to three words, `halt*/suspend*` either. Words are runs of letters and digits, so that "cease-fire" is two of them. Article text
is only ever looked up in dictionaries here; nothing of it becomes a regular expression.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import product
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
LONGEST_STEM = 24
GAP = 3
"""Words that `...` passes over at most."""
KEPT_TEXTS = 256
"""Sentences whose words are kept: the gate, the sections and the event types each ask for them."""
KEPT_WORDS = 50_000
"""Words for which a matcher remembers the terms that may begin with them."""


class Word(NamedTuple):
    """A word of a text and where it stands."""

    text: str
    lower: str
    start: int
    end: int


class Match(NamedTuple):
    """A term that was found: whose it is, and the characters it covers."""

    owner: str
    term: str
    start: int
    end: int


@lru_cache(maxsize=KEPT_TEXTS)
def split_words(text: str) -> tuple[Word, ...]:
    """The words of a text in order, with their offsets."""
    return tuple(Word(word := found[0], word.lower(), *found.span()) for found in WORD.finditer(text))


Choice = tuple[bool, bool, str]
"""A word or stem of a term: whether it is a stem, whether any case will do, and its letters."""
Part = tuple[Choice, ...]
"""What one word of a term may be; without a choice, any word."""
Row = tuple[str, str, tuple[Part, ...]]
"""A term spelt out: whose it is, as it is written, its words."""


@dataclass(frozen=True, slots=True)
class Matcher:
    """Terms sorted by their first word: whole words and stems apart."""

    whole: Mapping[str, tuple[Row, ...]]
    stems: Mapping[str, tuple[Row, ...]]
    known: dict[str, tuple[Row, ...]] = field(default_factory=dict, compare=False)
    """Terms that may begin with a word, by words met before; at most KEPT_WORDS of them."""

    def find(self, words: tuple[Word, ...]) -> Iterator[Match]:
        """Every term that stands in the words, in the order of the text; terms may overlap."""
        known = self.known
        for number, word in enumerate(words):
            rows = known.get(word.lower)
            for owner, term, parts in self._candidates(word.lower) if rows is None else rows:
                last = number + len(parts)
                if last <= len(words) and all(map(_fits, parts, words[number:last])):
                    yield Match(owner, term, word.start, words[last - 1].end)

    def _candidates(self, lower: str) -> tuple[Row, ...]:
        if len(self.known) >= KEPT_WORDS:
            self.known.clear()
        begins = [lower[:length] for length in range(1, min(len(lower), LONGEST_STEM) + 1)]
        stems = [row for begin in begins for row in self.stems.get(begin, ())]
        rows = self.known[lower] = (*self.whole.get(lower, ()), *stems)
        return rows


def build_matcher(terms: Iterable[tuple[str, str]]) -> Matcher:
    """A Matcher of `(owner, term)` pairs.

    Raises:
        ValueError: if a term holds no word, or begins with `*` or `...`.
    """
    whole: dict[str, list[Row]] = {}
    stems: dict[str, list[Row]] = {}
    for owner, term in terms:
        for parts in _spelt_out(term):
            table = stems if parts[0].endswith("*") else whole
            row = (owner, term, tuple(map(_choices, parts)))
            table.setdefault(parts[0].rstrip("*").lower(), []).append(row)
    return Matcher({key: tuple(rows) for key, rows in whole.items()}, {key: tuple(rows) for key, rows in stems.items()})


def _spelt_out(term: str) -> Iterator[tuple[str, ...]]:
    """The rows of parts that a term stands for: one for each first word and each width of its gaps."""
    parts = re.findall(r"[^\W_]+\*?(?:/[^\W_]+\*?)*|\*|\.\.\.", term)
    if not parts or parts[0] in {"*", "..."}:
        raise ValueError(f"a term begins with a word or a stem; this one does not: {term!r}")
    widths = [[("*",) * width for width in range(GAP + 1)] if part == "..." else [(part,)] for part in parts[1:]]
    for first in parts[0].split("/"):
        for rest in product(*widths):
            yield (first, *(part for some in rest for part in some))


@cache
def _choices(part: str) -> Part:
    if part == "*":
        return ()
    return tuple((one.endswith("*"), one == one.lower(), one.rstrip("*")) for one in part.split("/"))


def _fits(part: Part, word: Word) -> bool:
    for is_stem, is_small, letters in part:
        text = word.lower if is_small else word.text
        if text == letters or (is_stem and text.startswith(letters)):
            return True
    return not part
