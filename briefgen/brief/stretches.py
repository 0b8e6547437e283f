"""Long sections under headings of time: days of a week, weeks of a few, months of a longer period."""

from collections.abc import Iterable
from datetime import date

from briefgen.brief.wording import value_in_words
from briefgen.model import Event
from briefgen.situation.calendar import Days

LONGEST_BY_DAY = 10
LONGEST_BY_WEEK = 45


def stretch_of(days: Days | None, period: Days) -> str:
    """The one day, ISO week or month in which all of these days lie, as a TIMEX3 value; '' where there is none.

    A period of at most `LONGEST_BY_DAY` days is told by days, one of at most `LONGEST_BY_WEEK` by weeks.
    """
    if days is None:
        return ""
    length = (period[1] - period[0]).days + 1
    first, last = (_value(day, length) for day in days)
    return first if first == last else ""


def in_stretches(dated: Iterable[tuple[Event, Days | None]], period: Days) -> list[tuple[Event, str]]:
    """Events with the heading of their stretch, the newest stretch first, those of no single one last under ''.

    Within a stretch their order is kept.
    """
    found: dict[str, list[Event]] = {}
    for event, days in dated:
        found.setdefault(stretch_of(days, period), []).append(event)
    return [(event, _heading(value)) for value in sorted(found, reverse=True) for event in found[value]]


def _value(day: date, length: int) -> str:
    if length <= LONGEST_BY_DAY:
        return day.isoformat()
    if length <= LONGEST_BY_WEEK:
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return f"{day.year:04}-{day.month:02}"


def _heading(value: str) -> str:
    words = value_in_words(value) if value else ""
    return words[:1].upper() + words[1:]
