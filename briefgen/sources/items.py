"""Several undated items, a paragraph each, told from one article of several paragraphs.

An article names a person in full once and by the surname after that; an item must introduce everyone again.
Paragraphs that lean on the one before (a pronoun, a connective, an opening quotation) never begin an item. Where nobody
is named twice, the words decide: neighbours in an article share some, unlike items do not (lexical cohesion, Hearst 1997).
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import sqrt
from statistics import fmean
from typing import NamedTuple

from briefgen.data import load_lexicon
from briefgen.sources.lines import Line
from briefgen.sources.titles import is_prose

LEAST_ITEM = 200
LEAST_SHARE = 0.7
LOOSE = 0.04
"""Cosine of neighbouring paragraphs, on average, up to which they are items; articles mostly have more."""
STEM = 6
_LEANING = re.compile(
    r"[\"“”'‘’«]|(?:He|She|They|It|Its|His|Her|Their|This|That|These|Those|But|And|Or|So|Yet|Also|Still|Then|There|Here|Meanwhile|However|"
    r"Earlier|Later|Instead|Moreover|Furthermore|Additionally|In addition|For his part|For her part|Separately|Nevertheless|Both|Such|Another|"
    r"According to (?:him|her|them|it)|As part of|Asked|Speaking|Following)\b"
)
_WORD = re.compile(r"[A-Z][\w’-]+")
_TERM = re.compile(r"[^\W\d_]{4,}")
_TITLES = frozenset(
    [
        "President",
        "Prime",
        "Minister",
        "Secretary",
        "General",
        "Gen",
        "Senator",
        "Sen",
        "Representative",
        "Rep",
        "Chancellor",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "King",
        "Queen",
        "Pope",
        "Prince",
        "Foreign",
        "Defense",
        "Defence",
        "Vice",
        "Chief",
        "Mayor",
        "Governor",
        "Gov",
        "Admiral",
        "Adm",
        "Colonel",
        "Col",
        "Captain",
        "Capt",
        "Lieutenant",
        "Lt",
        "Major",
        "Maj",
        "Sergeant",
        "Judge",
        "Justice",
        "Ambassador",
        "Envoy",
        "Russian",
        "Ukrainian",
        "American",
        "European",
        "British",
        "French",
        "German",
        "Polish",
        "The",
        "In",
        "On",
        "At",
        "For",
        "And",
        "But",
        "As",
        "After",
        "Before",
        "When",
        "While",
        "If",
    ]
)
_POSSESSIVE = re.compile(r"[’']s$")


def item_starts(lines: Sequence[Line], indices: Sequence[int]) -> list[int]:
    """Where items begin within a stretch of lines that holds no other boundary.

    All of a stretch with no headline, date or link is taken as items when it reads so; else the paragraphs at its end
    are, when at least three in a row do.
    """
    paragraphs = [index for index in indices if is_prose(lines[index])]
    if len(paragraphs) < 2:
        return []
    if all(_is_bare(lines[index]) for index in indices) and _are_items([lines[index].text for index in paragraphs]):
        return paragraphs
    return _items_at_end(lines, [index for index in paragraphs if index > indices[0]])


def _is_bare(line: Line) -> bool:
    return (line.kind == "text" and is_prose(line)) or line.kind in ("separator", "furniture")


def _items_at_end(lines: Sequence[Line], paragraphs: Sequence[int]) -> list[int]:
    """The run of at least three items that ends a stretch.

    Where the spacing of paragraphs changes, items begin with the change; where it does not, with the first of the
    paragraphs from which on everyone is introduced again.
    """
    run = _adjacent_end(lines, paragraphs)
    texts = [lines[index].text for index in run]
    tight = _first_of_spacing(lines, run)
    if tight and len(run) - tight >= 3 and _are_items(texts[tight:]):
        return list(run[tight:])
    mentions = _mentions(texts)
    first = len(texts)
    while first and _stands_alone(texts[first - 1]) and not mentions[first - 1].bare:
        first -= 1
    again = sum(mention.full for mention in mentions[first:])
    apart = 1 <= first < len(texts) and not _shares_names(["\n".join(texts[:first]), texts[first]])
    if len(run) - first < 3:
        return []
    loose = _cohesion(texts[first:]) <= LOOSE
    return list(run[first:]) if again + apart + loose >= 2 else []


def _adjacent_end(lines: Sequence[Line], paragraphs: Sequence[int]) -> Sequence[int]:
    """The paragraphs at the end with nothing but running text between and after them."""
    first = len(paragraphs)
    while (
        first
        and lines[paragraphs[first - 1]].kind == "text"
        and (first == len(paragraphs) or paragraphs[first] - paragraphs[first - 1] == 1)
    ):
        first -= 1
    return paragraphs[first:]


def _first_of_spacing(lines: Sequence[Line], run: Sequence[int]) -> int:
    """The position in a run from which on paragraphs are spaced in another way than before; 0 when they never are."""
    position = len(run) - 1
    while position > 1 and lines[run[position - 1]].blanks == lines[run[-1]].blanks:
        position -= 1
    if position <= 1:
        return 0
    return position - 1 if lines[run[position - 1]].blanks > lines[run[-1]].blanks else position


def _are_items(texts: Sequence[str]) -> bool:
    if not all(_stands_alone(text) for text in texts):
        return False
    mentions = _mentions(texts)
    full = sum(mention.full for mention in mentions)
    bare = sum(mention.bare for mention in mentions)
    if not full + bare:
        return _cohesion(texts) <= LOOSE
    return full / (full + bare) >= LEAST_SHARE


def _cohesion(texts: Sequence[str]) -> float:
    """How many of their words neighbouring paragraphs share, on average: the cosine of their sets of stems, 0 to 1."""
    sets = [_terms(text) for text in texts]
    return fmean(len(one & other) / sqrt(max(len(one), 1) * max(len(other), 1)) for one, other in pairwise(sets))


def _terms(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in map(str.lower, _TERM.findall(text)) if word not in _stopwords())


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(load_lexicon("stopwords")["words"])


def _stands_alone(text: str) -> bool:
    return len(text) >= LEAST_ITEM and not _LEANING.match(text)


class _Mentions(NamedTuple):
    """Of the persons in a paragraph who were named in full in an earlier one: first named here in full, or bare."""

    full: int
    bare: int


def _mentions(texts: Sequence[str]) -> list[_Mentions]:
    words = [list(_names(text)) for text in texts]
    surnames = {word for named in words for word, given in named if given} & {
        word for named in words for word, given in named if not given
    }
    known: set[str] = set()
    found = []
    for named in words:
        first: dict[str, bool] = {}
        for word, given in named:
            if word in surnames:
                first.setdefault(word, given)
        again = [given for word, given in first.items() if word in known]
        found.append(_Mentions(sum(again), len(again) - sum(again)))
        known.update(word for word, given in named if given and word in surnames)
    return found


def _names(text: str) -> Iterator[tuple[str, bool]]:
    """Each capitalised word that is no title, and whether a capitalised word that is no title stands right before it."""
    last_end, last_named = -2, False
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match[0])
        if word not in _TITLES:
            yield word, last_named and match.start() == last_end + 1 and text[last_end] == " "
        last_named = word not in _TITLES and match[0] == word
        last_end = match.end()


def _shares_names(texts: Sequence[str]) -> bool:
    counts = Counter(word for text in texts for word in {word for word, _ in _names(text[1:])})
    return any(count > 1 and len(word) > 4 for word, count in counts.items())
