"""Several undated items, a paragraph each, told from one article of several paragraphs.

An article names a person in full once and by the surname after that; an item must introduce everyone again.
Paragraphs that lean on the one before (a pronoun, a connective, an opening quotation) never begin an item.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefgen.sources.lines import Line
from briefgen.sources.titles import is_prose

LEAST_ITEM = 200
LEAST_SHARE = 0.7
_LEANING = re.compile(
    r"[\"“”'‘’«]|(?:He|She|They|It|Its|His|Her|Their|This|That|These|Those|But|And|Or|So|Yet|Also|Still|Then|There|Here|Meanwhile|However|"
    r"Earlier|Later|Instead|Moreover|Furthermore|Additionally|In addition|For his part|For her part|Separately|Nevertheless|Both|Such|Another|"
    r"According to (?:him|her|them|it)|As part of|Asked|Speaking|Following)\b"
)
_WORD = re.compile(r"[A-Z][\w’-]+")
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
    bare = all(
        (lines[index].kind == "text" and is_prose(lines[index])) or lines[index].kind in ("separator", "furniture")
        for index in indices
    )
    if bare and _are_items([lines[index].text for index in paragraphs]):
        return paragraphs
    return _items_at_end(lines, paragraphs) if _is_plain_end(lines, indices, paragraphs) else []


def _is_plain_end(lines: Sequence[Line], indices: Sequence[int], paragraphs: Sequence[int]) -> bool:
    return (
        all(lines[index].kind in ("text", "dated", "furniture", "separator") for index in indices)
        and lines[paragraphs[0]].kind == "dated"
    )


def _items_at_end(lines: Sequence[Line], paragraphs: Sequence[int]) -> list[int]:
    """The longest run of at least three items that ends the stretch."""
    texts = [lines[index].text for index in paragraphs]
    mentions = _mentions(texts)
    first = len(texts)
    while first > 1 and _stands_alone(texts[first - 1]) and not mentions[first - 1].bare:
        first -= 1
    run = range(first, len(texts))
    return list(paragraphs[first:]) if len(run) >= 3 and all(mentions[number].full for number in run) else []


def _are_items(texts: Sequence[str]) -> bool:
    if not all(_stands_alone(text) for text in texts):
        return False
    mentions = _mentions(texts)
    full = sum(mention.full for mention in mentions)
    bare = sum(mention.bare for mention in mentions)
    if not full + bare:
        return len(texts) >= 3 and not _shares_names(texts)
    return full / (full + bare) >= LEAST_SHARE


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
