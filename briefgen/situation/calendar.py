"""Days behind TIMEX3 values: what stretch of the calendar a Time covers, and the period of a brief."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from briefgen.errors import UsageError
from briefgen.extract.said_time import OPEN
from briefgen.model import Article, Period, Time

Days = tuple[date, date]

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?$")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(?:-WE)?$")
_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
_YEAR = re.compile(r"(\d{4})$")


def days_of(time: Time) -> Days | None:
    """First and last day that a Time covers; None when it names no stretch of the calendar."""
    first, _, last = time.value.partition("/")
    begin = _value_days(first)  # an open end '..' is no day: such a time covers no known stretch
    if not last:
        return begin
    end = _value_days(last)
    return (begin[0], end[1]) if begin and end and begin[0] <= end[1] else None


def told_days(time: Time) -> Days | None:
    """The days on which a deed was told of that is dated by its telling alone (`../2025-12-03`); None for other times."""
    first, _, last = time.value.partition("/")
    return _value_days(last) if first == OPEN and time.basis != "inferred" else None


def days_or_told(time: Time) -> Days | None:
    """The days that a Time covers, else those on which it was told of."""
    return days_of(time) or told_days(time)


@lru_cache(maxsize=4096)
def _value_days(value: str) -> Days | None:
    for pattern, days in ((_DAY, _one_day), (_WEEK, _week), (_MONTH, _month), (_PART, _part), (_YEAR, _year)):
        match = pattern.match(value)
        if match:
            try:
                return days(*match.groups())
            except ValueError:  # a value such as 2025-02-30 or year 0: no day of the calendar
                return None
    return None


def _one_day(year: str, month: str, day: str) -> Days:
    found = date(int(year), int(month), int(day))
    return found, found


def _week(year: str, week: str) -> Days:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return monday, monday + timedelta(days=6)


def _months(year: int, first: int, last: int) -> Days:
    end_year, end_month = (year + 1, last) if last < first else (year, last)
    after = date(end_year + end_month // 12, end_month % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)


def _month(year: str, month: str) -> Days:
    return _months(int(year), int(month), int(month))


def _part(year: str, part: str) -> Days:
    if part in _SEASONS:
        return _months(int(year), *_SEASONS[part])
    size, number = (3 if part[0] == "Q" else 6), int(part[1])
    return _months(int(year), size * (number - 1) + 1, size * number)


def _year(year: str) -> Days:
    return date(int(year), 1, 1), date(int(year), 12, 31)


def reported_later(time: Time, published: Time, period: Days) -> bool:
    """Whether something was reported when the period was over, and lies after it or at no known time."""
    when, reported = days_or_told(time), days_of(published)
    return reported is not None and reported[0] > period[1] and (when is None or when[0] > period[1])


def overlaps(days: Days | None, period: Days) -> bool:
    """Whether a stretch of days touches a period; a stretch that is not known does not."""
    return days is not None and days[0] <= period[1] and period[0] <= days[1]


def period_days(period: Period) -> Days:
    """The first and last day of a period as dates."""
    return date.fromisoformat(period.start), date.fromisoformat(period.end)


def default_period(articles: Iterable[Article]) -> Period:
    """The seven days that end with the newest dated article; an interval counts from its first day, which is sure.

    Raises:
        UsageError: if no article has a date; the period must then be given.
    """
    ends = [days[0] for article in articles if (days := days_of(article.published))]
    if not ends:
        raise UsageError("no article has a date: say which period the brief covers, with --week or --from and --to")
    return Period((max(ends) - timedelta(days=6)).isoformat(), max(ends).isoformat())


def parse_period(week: str | None, first: str | None, last: str | None) -> Period | None:
    """The period of `--week 2025-W36` or `--from`/`--to`; None when none of them is given.

    Raises:
        UsageError: if a day or week does not exist, only one end is given, or the end lies before the start.
    """
    if week and (first or last):
        raise UsageError("give either --week or --from and --to, not both")
    if week:
        return _week_period(week)
    if not first and not last:
        return None
    if not first or not last:
        raise UsageError("--from and --to belong together: give both days")
    begin, end = _day(first, "--from"), _day(last, "--to")
    if end < begin:
        raise UsageError(f"--to {last} lies before --from {first}")
    return Period(begin.isoformat(), end.isoformat())


def _week_period(week: str) -> Period:
    match = _WEEK.match(week)
    try:
        days = _week(*match.groups()) if match else None
    except ValueError:
        days = None
    if days is None:
        raise UsageError(f"--week {week}: write an ISO week such as 2025-W36")
    return Period(days[0].isoformat(), days[1].isoformat())


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"{option} {text}: write a day such as 2025-09-05") from error
