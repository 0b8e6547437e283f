"""Bounds from deadlines that a dated article counts back: "gave them two weeks. That deadline passed on Friday"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from briefgen.extract.findings import Findings
from briefgen.model import DateMention, Time
from briefgen.situation.bounds import Bounds
from briefgen.situation.calendar import days_of

DAY = timedelta(days=1)
WEEK = timedelta(days=6)
AROUND = 600
"""Characters around the deadline in which a dated article must name the same people."""
FEWEST_PEOPLE = 3
_PASSED = re.compile(r"\b(?:deadline|ultimatum)\b[^.]{0,20}\b(?:passed|expired|ran out|lapsed|ended)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:(?:in|within)\s+|(?:giv|allow|grant|gave|set)\w*\s+(?:\w+\s+){1,4}?)(?:the next |another |a )?$",
    re.IGNORECASE,
)
"""What stands before a stretch of time that somebody sets: "a decision in two weeks", "gave Moscow two weeks"."""
_CONDITION = re.compile(r"\b(?:will|would|if|unless|deadline|ultimatum|or else)\b|[’']d\b", re.IGNORECASE)
_LENGTH = re.compile(r"P(\d+)([DW])")


@dataclass(frozen=True, slots=True)
class _Deadline:
    """A stretch of days that somebody set on a day, as a dated article tells it."""

    length: str
    set_on: date
    people: frozenset[str]
    passed: str
    told_by: str


def passed_deadlines(item: Findings, found: Sequence[Findings]) -> list[Bounds]:
    """Bounds for an article that tells how a deadline was set, from dated articles that tell when it passed.

    Both must give the same stretch of time and name the same people, three at least, around it.
    """
    text = item.document.text
    ahead = [mention for mention in item.dates if _is_set(mention, text)]
    lengths = {mention.value for mention in ahead}
    people = frozenset[str]().union(*(_people(item, m.start - AROUND, m.end + AROUND) for m in ahead))
    return [
        Bounds(known.set_on - DAY, known.set_on + WEEK, f"{known.told_by} says that {known.passed!r}", known.length)
        for other in found
        if other.document.article.id != item.document.article.id
        for known in _deadlines(other)
        if known.length in lengths and len(known.people & people) >= FEWEST_PEOPLE
    ]


def _is_set(mention: DateMention, text: str) -> bool:
    """Whether words tell that a stretch of time lies ahead of what it was said of."""
    before, around = (
        text[max(0, mention.start - 40) : mention.start],
        text[max(0, mention.start - 80) : mention.end + 40],
    )
    return bool(_LENGTH.fullmatch(mention.value) and _AHEAD.search(before) and _CONDITION.search(around))


def _deadlines(item: Findings) -> Iterator[_Deadline]:
    """The deadlines of which a dated article says when they passed."""
    text, article = item.document.text, item.document.article
    for match in _PASSED.finditer(text) if days_of(article.published) else ():
        day = _day_behind(item.dates, match.end())
        length = _length_before(item.dates, match.start())
        if day and length:
            people = _people(item, match.start() - AROUND, match.end() + AROUND)
            passed = text[match.start() : match.end()]
            path = f"{article.path} of {article.published.value}"
            yield _Deadline(length.value, day - _stretch(length.value), people, f"{passed} {day.isoformat()}", path)


def _day_behind(dates: Sequence[DateMention], end: int) -> date | None:
    """The single day named right behind the words."""
    near = (mention for mention in dates if 0 <= mention.start - end <= 12)
    days = (days_of(Time(mention.value, mention.granularity)) for mention in near)
    return next((found[0] for found in days if found and found[0] == found[1]), None)


def _length_before(dates: Sequence[DateMention], start: int) -> DateMention | None:
    """The last stretch of days or weeks before the words, if it is near."""
    before = [m for m in dates if 0 <= start - m.end <= AROUND // 2 and _LENGTH.fullmatch(m.value)]
    return max(before, key=lambda mention: mention.start, default=None)


def _stretch(value: str) -> timedelta:
    match = _LENGTH.fullmatch(value)
    return timedelta(days=int(match[1]) * (7 if match[2] == "W" else 1)) if match else timedelta()


def _people(item: Findings, start: int, end: int) -> frozenset[str]:
    """The surnames of the people that a stretch of the text names."""
    return frozenset(
        entity.name.split()[-1] for entity in item.entities if entity.label == "PERSON" and start <= entity.start < end
    )
