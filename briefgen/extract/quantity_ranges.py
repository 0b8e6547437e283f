"""Two numbers that belong together: the ends of a range, a change from one to the other, or a score."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from briefgen.data import load_lexicon
from briefgen.extract.quantity_candidate import Candidate
from briefgen.extract.quantity_context import not_a_quantity
from briefgen.extract.quantity_numbers import GAP, NumberSpan


@dataclass(frozen=True, slots=True)
class Measure:
    """One value or range on its way to a mention."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    candidate: Candidate
    open: bool = False
    range: bool = False


_LINK = re.compile(rf"{GAP}?[-–—]{GAP}?|-?{GAP}(?P<word>to|and|or){GAP}")


def find_range(pair: Sequence[Candidate]) -> Measure | None:
    """Two numbers that are the ends of one range, or None."""
    if len(pair) < 2:
        return None
    low, high = pair
    end = low.unit.end if low.unit else low.found.end
    start = high.unit.start if high.unit else high.found.start
    link = _LINK.fullmatch(low.text, end, start) if end < start else None
    if link is None or not _same_unit(low, high) or not_a_quantity(replace(low, unit=low.unit or high.unit)) in _NAMES:
        return None
    bottom = _shared_scale(low.found, high.found)
    if bottom >= high.found.value or not _may_link(low, high, link["word"]):
        return None
    unit = high.unit or low.unit
    merged = replace(high, first=low.first, unit=unit, found=replace(high.found, start=low.found.start))
    first = min(low.found.start, low.unit.start if low.unit else low.found.start)
    return Measure(first, high.unit.end if high.unit else high.found.end, bottom, high.found.value, merged, range=True)


_NAMES = frozenset({"code", "address", "label", "date", "year", "clock", "telephone", "name", "model"})


def _same_unit(low: Candidate, high: Candidate) -> bool:
    if low.unit is None or high.unit is None:
        return low.unit is None or low.unit_before or not low.has_own_unit
    return low.unit.name == high.unit.name or high.unit.name.startswith(f"{low.unit.name} per ")


def _shared_scale(low: NumberSpan, high: NumberSpan) -> Fraction:
    """The low end with the scale of the high end: "5 to 10 million" starts at five million."""
    if high.scaled and not low.scaled and low.value <= high.mantissa:
        return low.value * high.scale
    return low.value


def _may_link(low: Candidate, high: Candidate, word: str | None) -> bool:
    """Whether the word between two numbers makes them a range here."""
    before = low.text[
        max(0, (low.unit.start if low.unit_before and low.unit else low.found.start) - 24) : (
            low.unit.start if low.unit_before and low.unit else low.found.start
        )
    ]
    between = re.search(rf"\bbetween{GAP}(?:the{GAP}ages{GAP}of{GAP})?[^\w]?\Z", before, re.IGNORECASE)
    if word == "and":
        return between is not None
    if word == "or":
        return high.found.value <= 2 * low.found.value + 1 and not low.has_own_unit
    if word == "to":
        return not _is_change(low, high, before) and not _score_near(low, high)
    return not _score_near(low, high)


_RANGING = re.compile(rf"\b(?:rang(?:e|es|ed|ing){GAP}(?:of|from)|anywhere{GAP}from|between)\W{{0,3}}\Z", re.IGNORECASE)


def _is_change(low: Candidate, high: Candidate, before: str) -> bool:
    """Whether a pair is two quantities, not a range: "rose from 3 to 5 percent", "up 3% to 5%"."""
    if _RANGING.search(before) or _is_sprint(low, high) or (high.found.scaled and not low.found.scaled and low.unit):
        return False  # "around $118 to $160 billion"
    by = not low.found.fraction and re.search(r"\bby\W{0,2}\Z", before, re.IGNORECASE)
    if by and not (low.has_own_unit and high.found.value > 4 * low.found.value):
        return False
    if low.found.fraction and re.search(r"\bby\W(?:an?\W)?\Z", before, re.IGNORECASE):
        return True
    has_from = re.search(r"\bfrom\W{0,3}\Z", before, re.IGNORECASE)
    if has_from is None and not low.has_own_unit:
        return _is_leap(low, high)
    if has_from is not None and re.search(rf"\w,{GAP}from\W{{0,3}}\Z", before):
        return True
    change = load_lexicon("numbers")["change"]
    begins = low.sentence[0]
    nearby = low.doc[max(begins, low.first - 6) : low.first]
    farther = low.doc[max(begins, low.first - 15) : max(begins, low.first - 6)] if has_from else low.doc[:0]
    return any(token.lemma_.lower() in change["verbs"] or token.lower_ in change["forms"] for token in nearby) or any(
        token.lemma_.lower() in change["verbs"] and token.lemma_.lower() not in change["loose"] for token in farther
    )


def _is_leap(low: Candidate, high: Candidate) -> bool:
    """Whether a bare number right behind a verb of change says by how much: "dropped 14 to 7,459"."""
    change, verb = load_lexicon("numbers")["change"], low.token(-1)
    moved = verb is not None and (verb.lemma_.lower() in change["verbs"] or verb.lower_ in change["forms"])
    return moved and low.unit is None and high.found.value > 4 * low.found.value


def _is_sprint(low: Candidate, high: Candidate) -> bool:
    """Whether a car goes "from 0 to 62 mph"."""
    return low.found.value == 0 and high.unit is not None and high.unit.family == "speed"


def _score_near(low: Candidate, high: Candidate) -> bool:
    """Whether the sentence speaks of scores or votes, and the pair has no unit."""
    if high.unit is not None or low.found.value > 600 or high.found.value > 600:
        return False
    words = load_lexicon("numbers")["scores"]["words"]
    after = high.token(1)
    if after is not None and after.tag_ == "NNS" and after.lower_ not in words:
        return False
    return any(token.lower_ in words for token in low.near)


_PAIR = re.compile(rf"[-–—]|{GAP}to{GAP}|-(?:for|of|to)-")


def is_score(candidates: Sequence[Candidate], place: int) -> bool:
    """Whether a number is half of "3-2" or "7 to 2" and the pair was no range."""
    this = candidates[place]
    neighbours = (candidates[place - 1 : place + 1] if place else ()), candidates[place : place + 2]
    for pair in neighbours:
        if len(pair) == 2 and _PAIR.fullmatch(this.text, pair[0].found.end, pair[1].found.start):
            hyphen = this.text[pair[0].found.end] in "-–—"
            if this.text[pair[0].found.end + 1] in "fo":
                return True  # "3-for-4", "8-of-14"
            if pair[1].unit is None and pair[0].unit is None and (hyphen or _score_near(*pair)):
                return True
    return False
