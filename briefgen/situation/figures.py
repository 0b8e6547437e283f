"""Figures set side by side: what a number measures, which numbers are comparable, and which exclude each other.

Only like is set against like: the same outcome ("killed" however it is worded) or the same thing counted, in the same
unit, over the same stretch of time ("a week" is not "a month"). Ranges that can both hold are no contradiction.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from briefgen.data import load_lexicon
from briefgen.extract.quantity_outcomes import is_outcome, outcome_class
from briefgen.model import Article, Quantity, Statement
from briefgen.situation.calendar import Days, days_of
from briefgen.situation.scenes import cities_of, has_any, share_city, spots_of
from briefgen.situation.terms import stem

Slot = tuple[str, str, str, str]

MOST_REPORTS = 60
BEHIND = 40
"""Characters behind a count in which it is told what befell those counted."""
TOLL_REACH = 140
"""Characters before a count in which "death toll" may stand."""
ANYBODY = frozenset({"people", "person", "persons", "peopl"})
RISING = frozenset({"killed", "wounded", "casualties", "missing", "detained", "displaced", "destroyed", "damaged"})
"""Counts that grow as rescuers and officials learn more."""
_RATE = re.compile(
    r"^\W*(?:\w+ ){0,2}(?:a|per|each|every) (day|night|week|month|year)\b|^\W*(daily|weekly|monthly|yearly|annually)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(daily|weekly|monthly|yearly|annual)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_MORE = re.compile(r"\w (?:more|additional|further)\b(?! than)", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|additional|(?:a|an) (?:further|additional))\s+$", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_MONEY = re.compile(r"[A-Z]{3}\Z")
_DESIGN = re.compile(
    r"\b(plan|draft|proposal|counterproposal|proposed|version|package|scenario|would|could|should|may)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Given:
    """A figure with the statement that gives it and the days on which it was reported."""

    statement: Statement
    quantity: Quantity
    days: Days | None


def figures_of(told: Sequence[Statement], articles: Mapping[str, Article]) -> Mapping[Slot, list[Given]]:
    """The figures of statements by what they measure; those that measure nothing comparable are left out."""
    slots: dict[Slot, list[Given]] = {}
    for statement in told:
        for quantity in statement.quantities:
            slot = slot_of(quantity, statement, articles[quantity.evidence.article].text)
            if slot:
                days = days_of(articles[statement.evidence.article].published)
                slots.setdefault(slot, []).append(Given(statement, quantity, days))
    return dict(sorted(slots.items()))


def slot_of(quantity: Quantity, statement: Statement, text: str) -> Slot | None:
    """What a figure measures: outcome, thing, unit and the stretch of time it is a rate of; None if that is not told."""
    if statement.modality in {"conditional", "asked", "planned", "threatened"}:
        return None
    if _adds(quantity, statement, text):
        return None
    outcome = _crowd(quantity, text) or outcome_class(quantity.counts) or _toll(quantity, text)
    if outcome not in RISING and _DESIGN.search(statement.evidence.text):
        return None  # a cap in a plan is no count; a toll that "could rise" is one
    thing = "" if outcome == "crowd" else thing_of(quantity.counts)
    rate = rate_of(quantity, text)
    if outcome:
        return outcome, thing, "", rate
    if _MONEY.match(quantity.unit):
        return "sum", "", quantity.unit, rate
    return ("", thing, quantity.unit, rate) if thing else None


def _adds(quantity: Quantity, statement: Statement, text: str) -> bool:
    """Whether a count comes on top of one that another sentence gave: "five more people", "another five people"."""
    evidence = quantity.evidence
    more = _MORE.search(evidence.text) or _ANOTHER.search(text[max(0, evidence.start - 24) : evidence.start])
    return bool(more) and not any(other.evidence.start < evidence.start for other in statement.quantities)


def _crowd(quantity: Quantity, text: str) -> str:
    """The measure of a count of people who came together ("70,000 people marched"); ''."""
    behind = text[quantity.evidence.end : quantity.evidence.end + BEHIND]
    if quantity.unit != "person" or outcome_class(quantity.counts):
        return ""
    return "crowd" if has_any(quantity.counts, "crowd") or (_bare(quantity) and has_any(behind, "crowd")) else ""


def _bare(quantity: Quantity) -> bool:
    return not thing_of(quantity.counts)


def _toll(quantity: Quantity, text: str) -> str:
    """The outcome that the words before a bare count of people tell: "the death toll rose to seven"."""
    if quantity.unit not in {"", "person"} or thing_of(quantity.counts):
        return ""  # "the toll of a blast four days ago rose to 80"
    before = re.split(r"[.;]\s", text[max(0, quantity.evidence.start - TOLL_REACH) : quantity.evidence.start])[-1]
    return next((outcome for outcome in ("killed", "wounded") if has_any(before, "toll", outcome)), "")


def thing_of(counts: str) -> str:
    """The thing a phrase counts, without outcomes and peoples: 'Ukrainian drones shot down' is drones; anybody is ''."""
    words = [word for word in _WORDS.findall(counts.lower()) if not is_outcome(word) and word not in _peoples()]
    words = [
        word
        for word in words
        if not outcome_class(word) and word not in {"down", "each", "in", "of", "the", "and", "or"}
    ]
    return " ".join(sorted({stem(word) for word in words} - ANYBODY))


@cache
def _peoples() -> frozenset[str]:
    return frozenset(load_lexicon("stopwords")["identity"]) - {"people"}


def rate_of(quantity: Quantity, text: str) -> str:
    """The stretch of time a figure is a rate of: 'day' in '1,100 soldiers a day'; '' for none."""
    match = _RATE.match(text[quantity.evidence.end : quantity.evidence.end + 60])
    if match:
        return (match.group(1) or match.group(2)).lower()
    before = _BEFORE.search(text[max(0, quantity.evidence.start - 40) : quantity.evidence.start])
    return before.group(1).lower() if before else ""


def exclude(one: Quantity, other: Quantity) -> bool:
    """Whether two values cannot both hold: their ranges do not meet."""
    low, high = _range(one)
    other_low, other_high = _range(other)
    below = high is not None and other_low is not None and high < other_low
    above = low is not None and other_high is not None and low > other_high
    return below or above


def _range(quantity: Quantity) -> tuple[float | None, float | None]:
    """The values a figure allows; one that is only about right allows a tenth more or less."""
    low, high = quantity.value
    loose = 0.1 if quantity.qualifier == "about" else 0.0
    return (
        low - loose * abs(low) if low is not None else None,
        high + loose * abs(high) if high is not None else None,
    )


def clashes(given: Sequence[Given]) -> Iterator[tuple[Given, Given]]:
    """Pairs of figures of one slot that cannot both hold and tell of the same."""
    for one, other in combinations(_varied(given), 2):
        if exclude(one.quantity, other.quantity) and same_scope(one.statement, other.statement):
            yield one, other


def _varied(given: Sequence[Given]) -> list[Given]:
    """One report for each value, voice and article, and of a story told a thousand times the first ones only."""
    seen: dict[tuple[object, ...], Given] = {}
    for item in given:
        days = item.days[0].toordinal() if item.days else 0
        seen.setdefault((item.quantity.value, item.quantity.qualifier, item.quantity.speaker, days), item)
    return list(seen.values())[:MOST_REPORTS]


def same_scope(one: Statement, other: Statement) -> bool:
    """Whether two figures are about the same: other reports, not both of one voice in one article, places that meet."""
    if one.evidence.article == other.evidence.article and (
        one.speaker == other.speaker or not one.speaker or not other.speaker
    ):
        return False
    if has_any(one.evidence.text, "scope") != has_any(other.evidence.text, "scope"):
        return False
    cities, others = cities_of(one), cities_of(other)
    if cities and others:
        return share_city(cities, others)
    spots, other_spots = _around(one), _around(other)
    return not spots or not other_spots or bool(spots & other_spots)


def _around(statement: Statement) -> frozenset[str]:
    """All places finer than a country that a statement names, with the regions they lie in."""
    spots = {name.removesuffix(" region") for name in spots_of(statement)}
    return frozenset(spots | {place.region for place in statement.places if place.region})


def is_revision(one: Given, other: Given, outcome: str) -> bool:
    """Whether the later of two reports brings a higher count of what only grows."""
    early, late = _in_time(one, other)
    if early.days is None or late.days is None or early.days[1] >= late.days[0] or outcome not in RISING:
        return False
    low, later = early.quantity.value[0], late.quantity.value[0]
    return low is not None and later is not None and later > low


def _in_time(one: Given, other: Given) -> tuple[Given, Given]:
    return (other, one) if one.days and other.days and other.days[0] < one.days[0] else (one, other)
