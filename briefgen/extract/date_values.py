"""Values of dates that the calendar fixes: full and partial dates, quarters, seasons, holidays, decades, references.

A missing year is the nearest that fits the tense of the clause; without a publication date it stays `XXXX`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from briefgen.extract.date_anchor import Context, Valued
from briefgen.extract.date_calendar import (
    SEASON_MONTHS,
    make_day,
    month_of,
    month_value,
    quarter_value,
    season_of,
    week_in_month,
    year_of,
)
from briefgen.extract.date_cues import Tense
from briefgen.extract.date_lexicon import lexicon, numbered
from briefgen.extract.date_phrases import Phrase
from briefgen.model import Basis

Resolver = Callable[[Phrase, Context], Valued | None]

_LINKED: Final = 10
"""Characters between two ends of a span: " through "."""
_AHEAD: Final = 200
_MONTHS_AHEAD: Final = 7
LONG_AGO: Final = timedelta(days=320)
"""A day so long ago would have its year beside it, where the same day is close ahead."""
_LEAP_DAY: Final = (2, 29)
SLACK: Final = timedelta(days=2)
"""A day so little after the publication day is this year's even in a past clause: time zones, late updates."""


def iso(phrase: Phrase, _: Context) -> Valued | None:
    """`2025-09-08`, with or without a time."""
    group = phrase.group
    day = make_day(int(group("year")), int(group("mm")), int(group("dd")))
    if day is None:
        return None
    if not group("hour"):
        return Valued(day.isoformat())
    return Valued(f"{day.isoformat()}T{int(group('hour')):02d}:{group('minute')}", "TIME")


def numeric(phrase: Phrase, context: Context) -> Valued | None:
    """`23/09/2025`: the one reading that is a day; the one near the publication day; else only the year is sure."""
    year, first, second = (int(phrase.group(name)) for name in ("year", "a", "b"))
    readings = {day for day in (make_day(year, first, second), make_day(year, second, first)) if day}
    if len(readings) == 1:
        return Valued(readings.pop().isoformat())
    near = [day for day in readings if context.base and abs(day - context.base) <= timedelta(days=10)]
    if len(near) == 1:
        return Valued(near[0].isoformat(), basis="resolved")
    return Valued(f"{year:04d}") if readings else None


def named(phrase: Phrase, _: Context) -> Valued | None:
    """A day that everybody knows, `9/11`."""
    known = lexicon()["named"]
    return next((Valued(entry["value"]) for entry in known if _is_named(entry["words"], phrase.text)), None)


def _is_named(words: str, text: str) -> bool:
    return (
        re.fullmatch(re.sub(r"^\(\?<=[^)]*\)", "", words).partition("(?=")[0], " ".join(text.split()), re.IGNORECASE)
        is not None
    )


def month_number(phrase: Phrase) -> int:
    """The month of a phrase, 1 to 12."""
    return numbered("months")[phrase.group("month").rstrip(".")] + 1


def year_word(phrase: Phrase, context: Context) -> int | None:
    """The year of `last year`, `that year` after a date; None where there is none or it is not known."""
    word = phrase.group("yearword").removeprefix("of ")
    if word in {"that year", "the same year"}:
        return year_of(context.last_value("time", "day", "week", "month", "season", "quarter", "half", "year"))
    steps = {"last year": -1, "this year": 0, "next year": 1, "the year": 0}
    return context.base.year + steps[word] if word in steps and context.base else None


def calendar_day(phrase: Phrase, context: Context) -> Valued | None:
    """`September 5, 2025`, `5 Sep`, `Sept. 23 last year`."""
    month, day = month_number(phrase), int(phrase.group("day").rstrip("stndrh"))
    if phrase.group("year"):
        full = make_day(int(phrase.group("year")), month, day)
        return Valued(full.isoformat()) if full else None
    year = year_word(phrase, context) or _year_before(phrase, context)
    if year is None and context.base is None:
        return Valued(f"XXXX-{month:02d}-{day:02d}", basis="unknown") if make_day(2024, month, day) else None
    pointed: Mapping[str, Tense] = {"last": "past", "this past": "past", "this coming": "future"}
    context = replace(context, tense=pointed.get(phrase.group("which"), context.tense))
    near = make_day(year, month, day) if year else _on_weekday(phrase, context, month, day)
    near = near or (None if year else _nearest(context, month, day))
    if (month, day) == _LEAP_DAY and near is None and not year:
        return Valued(f"XXXX-{month:02d}-{day:02d}", basis="unknown")  # no such day was near
    return Valued(near.isoformat(), basis="resolved") if near else None


def _year_before(phrase: Phrase, context: Context) -> int | None:
    """The year that stands right before a day: "in 1910, on October 5"."""
    last = context.earlier[-1] if context.earlier else None
    if last is None or last.rule != "year" or not len(" on ") <= phrase.start - last.end <= len(", on "):
        return None
    return year_of(last.valued.value)


def _on_weekday(phrase: Phrase, context: Context, month: int, day: int) -> date | None:
    """The day in the one year near by in which it falls on the weekday named beside it; None without one."""
    name = phrase.group("wd").rstrip(".")
    if not name or context.base is None:
        return None
    years = (context.base.year - 1, context.base.year, context.base.year + 1)
    days = [found for year in years if (found := make_day(year, month, day))]
    fitting = [found for found in days if found.weekday() == numbered("weekdays")[name]]
    return fitting[0] if len(fitting) == 1 else None


def _nearest(context: Context, month: int, day: int) -> date | None:
    base = context.base or date.min
    days = [found for year in (base.year - 1, base.year, base.year + 1) if (found := make_day(year, month, day))]
    if context.tense == "past":
        past = [found for found in days if found <= base + SLACK]
        if (month, day) == _LEAP_DAY and not past:
            return None
        days = past if past and base - max(past) < LONG_AGO else days
    elif context.ahead:
        near = [found for found in days if found >= base - timedelta(days=31)]
        days = [found for found in near if context.tense == "future" or not _too_far(base, found)] or days
    elif context.tense == "unknown":
        days = [found for found in days if found <= base + timedelta(days=31)] or days
    return min(days, key=lambda found: (found - base).days * 2 if found > base else (base - found).days, default=None)


def _too_far(base: date, found: date) -> bool:
    """Whether a day of another year lies so far ahead that its year would have been told."""
    return found.year > base.year and (found - base).days > _AHEAD


def month(phrase: Phrase, context: Context) -> Valued | None:
    """`September 2025`, `late October`, `last March`."""
    number = month_number(phrase)
    if phrase.group("year"):
        return Valued(month_value(int(phrase.group("year")), number))
    year = year_word(phrase, context)
    if year is not None:
        return Valued(month_value(year, number), basis="resolved")
    if told := _possessor_year(phrase, context):
        return Valued(month_value(told, number), basis="resolved")
    if context.base is None:
        return Valued(f"XXXX-{number:02d}", basis="unknown")
    return Valued(
        _month_after(phrase, context, number) or _nearest_month(phrase, context, number, context.base), basis="resolved"
    )


def _possessor_year(phrase: Phrase, context: Context) -> int | None:
    """The year right before a month that belongs to it: "last year's November vote"."""
    last = context.earlier[-1] if context.earlier else None
    beside = last is not None and last.valued.granularity == "year" and 0 < phrase.start - last.end <= len("'s ")
    return year_of(last.valued.value) if last is not None and beside else None


def _month_after(phrase: Phrase, context: Context, number: int) -> str:
    """The month that ends a span begun in a year that was told: "October 2014 through May"; '' if it ends none."""
    last = context.earlier[-1] if context.earlier else None
    if last is None or not 0 < phrase.start - last.end < _LINKED or last.valued.granularity != "month":
        return ""
    begun = month_of(last.valued.value)
    if begun is None or context.base is None or last.valued.basis != "stated" or context.base.year - begun[0] > 1:
        return ""
    return month_value(begun[0] + (number < begun[1]), number)


def _nearest_month(phrase: Phrase, context: Context, number: int, base: date) -> str:
    which = phrase.group("which")
    distance = number - base.month
    if which in {"last", "this past"} or (not which and context.tense == "past"):
        steps = distance if distance < 0 or (distance == 0 and which != "last") else distance - 12
    elif which in {"next", "this coming"} or (not which and context.ahead):
        steps = distance if distance > 0 or (distance == 0 and which != "next") else distance + 12
        if context.tense == "timetable" and distance < 0 and steps > _MONTHS_AHEAD:
            steps = distance  # a month so far into the next year would have its year beside it
    elif which == "this":
        steps = distance
    else:  # news tells of the past, unless the month is near
        steps = next(step for step in (distance, distance - 12, distance + 12) if -9 <= step <= 2)
    return month_value(base.year, base.month + steps)


def year(phrase: Phrase, _: Context) -> Valued | None:
    """`2022`, `the end of 2023`."""
    return Valued(phrase.group("year"))


def era(phrase: Phrase, _: Context) -> Valued | None:
    """`46 BC`, `AD 79`."""
    number = phrase.group("number") or phrase.group("number2") or phrase.group("number3")
    return Valued(f"{'BC' if phrase.group('bc') else ''}{int(number):04d}")


def decade(phrase: Phrase, _: Context) -> Valued | None:
    """`the 1990s`, `the '90s`, `the nineties`: the first three digits of its years; `the 1800s` are a century."""
    digits = phrase.group("digits")
    if digits:
        return Valued(digits[:2] if digits.endswith("00") and digits < "2000" else digits[:3])
    if phrase.group("short"):
        return Valued(("20" if phrase.group("short") < "20" else "19") + phrase.group("short")[0])
    return Valued(lexicon()["decades"][phrase.group("decade")])


def century(phrase: Phrase, _: Context) -> Valued | None:
    """`the 19th century`: the first two digits of its years."""
    number = int(phrase.group("nth") or lexicon()["ordinals"][phrase.group("ordinal")])
    return Valued(f"{number - 1:02d}") if 1 <= number <= 22 else None


def nth_unit(phrase: Phrase, context: Context) -> Valued | None:
    """`the third quarter of 2025`, `the first half of last year`, `the first week of March`."""
    place = lexicon()["ordinals"][phrase.group("ordinal")]
    unit = phrase.group("unit")
    if phrase.group("month"):
        return _nth_of_month(phrase, context, unit, place)
    found = int(phrase.group("year")) if phrase.group("year") else year_word(phrase, context)
    basis: Basis = "stated" if phrase.group("year") else "resolved"
    parts = {"quarter": 4, "half": 2, "month": 12}.get(unit, 0)
    place = parts if place < 0 else place
    if not 1 <= place <= parts or phrase.group("yearword") == "the month":
        return None
    if found is None and "fiscal" in phrase.text.lower() and unit == "quarter" and context.base:
        return Valued(f"{context.base.year:04d}-Q{place}", basis="resolved")  # which months it has only the firm knows
    if found is None:
        told = (
            replace(context, tense="past") if "-" in phrase.text else context
        )  # "will publish second-quarter figures"
        return _nearest_quarter(told, place) if unit == "quarter" else _nearest_half(told, place)
    if unit == "month":
        return Valued(month_value(found, place), basis=basis)
    return Valued(f"{found:04d}-{unit[0].upper()}{place}", basis=basis)


def _nth_of_month(phrase: Phrase, context: Context, unit: str, place: int) -> Valued | None:
    found = Phrase(
        phrase.start, phrase.end, phrase.text, phrase.rule, phrase.value,
        {"month": phrase.group("month"), "year": phrase.group("year2")},
    )  # fmt: skip
    valued = month(found, context)
    months = month_of(valued.value) if valued else None
    if valued is None or months is None or unit not in {"week", "half", "day"}:
        return valued
    if unit == "week" and place <= 5:
        return Valued(week_in_month(*months, place), basis=valued.basis)
    return valued


def _nearest_quarter(context: Context, place: int) -> Valued:
    """The quarter in question: the last that has begun, or the coming one in a future clause."""
    if context.base is None:
        return Valued(f"XXXX-Q{place}", basis="unknown")
    current = (context.base.month - 1) // 3 + 1
    steps = place - current
    if steps > 0 and not context.ahead:
        steps -= 4
    elif steps < 0 and context.ahead:
        steps += 4
    return Valued(quarter_value(context.base.year, current + steps), basis="resolved")


def _nearest_half(context: Context, place: int) -> Valued | None:
    """The half year in question: the last that has begun."""
    if context.base is None or not 1 <= place <= 2:
        return None
    return Valued(f"{context.base.year - (place > (context.base.month + 5) // 6):04d}-H{place}", basis="resolved")


def months_quarter(phrase: Phrase, context: Context) -> Valued | None:
    """`the October-December quarter`, `the December quarter`; None where the months are no quarter of the calendar."""
    first = month_number(phrase)
    if not phrase.group("month2"):
        return _quarter_of(context, first // 3) if first % 3 == 0 and phrase.text.lower().endswith("quarter") else None
    last = numbered("months")[phrase.group("month2").rstrip(".")] + 1
    return _nearest_quarter(context, last // 3) if last % 3 == 0 and last - first == 2 else None


def _quarter_of(context: Context, place: int) -> Valued:
    """`the December quarter`: the last that has begun, but the coming one where the clause tells of no past."""
    if context.base is not None and context.tense != "past" and place == (context.base.month - 1) // 3 + 2:
        return Valued(f"{context.base.year:04d}-Q{place}", basis="resolved")
    return _nearest_quarter(context, place)


def quarter_code(phrase: Phrase, context: Context) -> Valued | None:
    """`Q3 2025`, `H1 2024`, `Q2`."""
    code = phrase.group("code").upper()
    if phrase.group("year"):
        return Valued(f"{phrase.group('year')}-{code}")
    return _nearest_quarter(context, int(code[1]))


def fiscal_year(phrase: Phrase, _: Context) -> Valued | None:
    """`fiscal 2026`, `FY26`: the standard's FY before the year."""
    number = phrase.group("year") or phrase.group("year2") or phrase.group("short")
    return Valued(f"FY{number if len(number) == 4 else '20' + number}")


def season(phrase: Phrase, context: Context) -> Valued | None:
    """`the spring of 2022`, `late summer`, `winter`."""
    code = lexicon()["seasons"][phrase.group("season")]
    if phrase.group("year"):
        return Valued(f"{phrase.group('year')}-{code}")
    found = year_word(phrase, context)
    if found is not None:
        return Valued(f"{found:04d}-{code}", basis="resolved")
    return nearest_season(context, code, 0)


def nearest_season(context: Context, code: str, steps: int) -> Valued:
    """The season in question: the current one, the last (-1) or next (1), or what the tense tells (0)."""
    if context.base is None:
        return Valued(f"XXXX-{code}", basis="unknown")
    current = season_of(context.base)
    found, running = int(current[:4]), current.endswith(code)
    begun = SEASON_MONTHS[code] < SEASON_MONTHS[current[-2:]] or running
    if steps < 0:
        found -= int(running or not begun)
    elif steps > 0 or context.ahead:
        found += int((running and steps > 0) or (begun and not running))
    elif context.tense in {"past", "present"} and not begun:
        found -= int(context.tense == "past")
    return Valued(f"{found:04d}-{code}", basis="resolved")


def reference(phrase: Phrase, _: Context) -> Valued | None:
    """`now`, `recently`, `the future`."""
    return Valued(lexicon()["references"][" ".join(phrase.text.lower().split())], basis="unknown")


RESOLVERS: Final[dict[str, Resolver]] = {
    resolver.__name__: resolver
    for resolver in (
        iso, numeric, named, calendar_day, month, year, era, decade, century, nth_unit, months_quarter, quarter_code, fiscal_year, season,
        reference,
    )
}  # fmt: skip
