"""Calendar arithmetic on TIMEX3 values. Pure; nothing here knows about text.

A value is as coarse as it is known: `2025`, `2025-09`, `2025-W36`, `2025-Q3`, `2025-H1`, `2025-SU`, `199` (decade),
`19` (century), `2025-09-05`, `2025-09-05TEV`, `2025-09-05T22:30`.
"""

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from briefgen.model import DateType, Granularity

_SHAPES: Final[tuple[tuple[str, Granularity], ...]] = (
    (r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|W[\dX]{2}-\d)T.+", "time"),
    (r"T.+", "time"),
    (r"[\dX]{4}-[\dX]{2}-[\dX]{2}", "day"),
    (r"[\dX]{4}-W[\dX]{2}-\d", "day"),
    (r"[\dX]{4}-W[\dX]{2}-WE", "weekend"),
    (r"[\dX]{4}-W[\dX]{2}", "week"),
    (r"[\dX]{4}-[\dX]{2}", "month"),
    (r"[\dX]{4}-(?:SP|SU|FA|WI)", "season"),
    (r"[\dX]{4}-Q[\dX]", "quarter"),
    (r"[\dX]{4}-H[\dX]", "half"),
    (r"(?:FY)?[\dX]{4}(?:-Q[\dX]|-H[\dX])?", "year"),
    (r"\d{3}", "decade"),
    (r"\d{2}", "century"),
    (r"(?:PAST|PRESENT|FUTURE)_REF", "reference"),
)
SEASON_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"(?:FY)?(\d{4})")


def granularity_of(value: str, kind: DateType) -> Granularity:
    """How fine a TIMEX3 value is; durations and sets are their own kind."""
    if kind in {"DURATION", "SET"}:
        return "duration" if kind == "DURATION" else "set"
    if "/" in value:
        return "interval"
    return next((name for shape, name in _SHAPES if re.fullmatch(shape, value)), "unknown")


def day_of(value: str) -> date | None:
    """The calendar day a value names or lies in; None where it is coarser than a day or no real day."""
    found = _DAY.match(value)
    return make_day(*(int(part) for part in found.groups())) if found else None


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(value: str) -> tuple[int, int] | None:
    """Year and month of a value of a month or finer; None where it is coarser."""
    if found := _WEEK.match(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday.year, monday.month
    found = _MONTH.match(value)
    return (int(found[1]), int(found[2])) if found else None


def year_of(value: str) -> int | None:
    """The year a value lies in; None for decades, centuries and what has none."""
    found = _YEAR.match(value)
    return int(found[1]) if found else None


def week_value(day: date) -> str:
    """The ISO week of a day, `2025-W36`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(year: int, month: int) -> str:
    """A month, whose number may run over the year's end in either direction."""
    years, months = divmod(month - 1, 12)
    return f"{year + years:04d}-{months + 1:02d}"


def quarter_value(year: int, quarter: int) -> str:
    """A quarter, whose number may run over the year's end in either direction."""
    years, quarters = divmod(quarter - 1, 4)
    return f"{year + years:04d}-Q{quarters + 1}"


def shift_day(day: date, days: int) -> date | None:
    """A day so many days later; None where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def weekday_from(day: date, weekday: int, direction: int) -> date:
    """The nearest day of that weekday (0 is Monday), `day` itself included, backwards (-1) or forwards (1)."""
    distance = (weekday - day.weekday()) % 7
    return day + timedelta(days=distance if direction > 0 or distance == 0 else distance - 7)


def week_in_month(year: int, month: int, place: int) -> str:
    """The `place`-th week of a month (-1 is the last): the ISO week that holds its first day, and those after."""
    if place < 0:
        last = date.fromisoformat(month_value(year, month + 1) + "-01") - timedelta(days=1)
        return week_value(last)
    return week_value(date(year, month, 1) + timedelta(weeks=place - 1))


def nth_weekday(year: int, month: int, weekday: int, place: int) -> date:
    """The `place`-th such weekday of a month; -1 is the last."""
    if place < 0:
        following = date.fromisoformat(month_value(year, month + 1) + "-01")
        return weekday_from(following - timedelta(days=1), weekday, -1)
    return weekday_from(date(year, month, 1), weekday, 1) + timedelta(weeks=place - 1)


def easter(year: int) -> date:
    """Western Easter Sunday (Anonymous Gregorian algorithm; Meeus, Astronomical Algorithms, chapter 8)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap, leap_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    days = (32 + 2 * leap_rest + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * days) // 451
    month, day = divmod(epact + days - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def season_of(day: date) -> str:
    """The meteorological season a day lies in, northern hemisphere; January and February belong to last year's WI."""
    if day.month < 3:
        return f"{day.year - 1:04d}-WI"
    starts = sorted(SEASON_MONTHS.items(), key=lambda item: item[1])
    code = next(
        (code for (code, start), (_, stop) in pairwise(starts) if start <= day.month < stop),
        "WI",
    )
    return f"{day.year:04d}-{code}"
