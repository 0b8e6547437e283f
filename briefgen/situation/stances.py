"""What somebody is for or against, and of what: "would not send missiles to Ukraine" is a no to sending them.

Only what is willed counts: that something "had not arrived" and later "has arrived" is news and no change of position.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.data import load_lexicon
from briefgen.model import Statement
from briefgen.situation.scenes import compile_words
from briefgen.situation.terms import stem

HELD = frozenset({"asserted", "claimed", "denied", "planned"})
LONGEST = 10
"""Words behind the stance that may say what it is about."""
TURNS = 16
"""Characters before or behind the words of a stance in which a "not" turns it round."""
FEWEST = 2
SHARE = 0.6
"""Of the words of the shorter matter that both must have."""
_BORDER = re.compile(r"[,;:.!?]|\s(?:and|but|if|unless|until|because|while|although|after|before|as)\s")
_OTHERS = re.compile(r"\b(?:he|she|they|it|you)(?:[’']s|[’']re)?\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Stance:
    """A yes (1) or a no (-1), and the stems of the words that say to what."""

    sign: int
    matter: frozenset[str]
    willed: bool
    """Whether only "will" or "would" tells it, so that the deed itself is part of the matter."""


def stance_of(statement: Statement) -> Stance | None:
    """The stance that a statement tells; None where it tells none plainly."""
    if statement.modality not in HELD:
        return None
    text = (statement.content or statement.evidence).text
    found = [
        (match.start(), match.end(), sign) for sign, key in ((1, "for"), (-1, "against")) for match in _find(key, text)
    ]
    willed = [(match.start(), match.end(), 1) for match in _find("will", text)]
    if not found and not willed:
        return None
    start, end, sign = min(found or willed)
    near = text[max(0, start - TURNS) : start] + (text[end - 3 : end + 8] if not found else "")
    if not found and statement.kind == "direct" and _OTHERS.search(text[:start]):
        return None  # what others will do is a forecast
    turned = next(_find("turned", near), None) is not None
    matter = _matter(text[end:]) - {stem(word) for place in statement.places for word in place.name.split()}
    return Stance(-sign if turned else sign, matter, not found) if matter else None


def opposed(one: Stance, other: Stance) -> bool:
    """Whether one is for what the other is against."""
    shared = one.matter & other.matter
    least = min(len(one.matter), len(other.matter))
    fewest = FEWEST if one.willed and other.willed else 1
    return one.sign != other.sign and len(shared) >= fewest and len(shared) >= SHARE * least


def _matter(rest: str) -> frozenset[str]:
    """The stems of the words right behind a stance, up to the border of its clause."""
    words = _WORD.findall(_BORDER.split(rest, maxsplit=1)[0].lower())[:LONGEST]
    return frozenset(stem(word) for word in words if word not in _light() and len(word) > 2)


def _find(key: str, text: str) -> Iterator[re.Match[str]]:
    return _pattern(key).finditer(text)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return compile_words(load_lexicon("stances")[key]["words"])


@cache
def _light() -> frozenset[str]:
    words = (word for key in ("turned", "will") for word in load_lexicon("stances")[key]["words"])
    return frozenset(load_lexicon("stopwords")["words"]) | frozenset(words)
