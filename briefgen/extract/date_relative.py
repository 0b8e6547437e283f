"""Values of dates reckoned from another: weekdays, yesterday, last month, two years ago, the previous day, 10 p.m.

What nobody can reckon (no publication date, no date before it) keeps the standard's X or its PAST/FUTURE_REF.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from briefgen.extract.date_anchor import Context, Valued
from briefgen.extract.date_calendar import (
    SEASON_MONTHS,
    day_of,
    make_day,
    month_of,
    month_value,
    quarter_value,
    shift_day,
    week_value,
    weekday_from,
    year_of,
)
from briefgen.extract.date_lexicon import lexicon, numbered
from briefgen.extract.date_phrases import Phrase
from briefgen.extract.date_values import Resolver, calendar_day, nearest_season, year_word
from briefgen.model import Basis, DateType, Granularity

_STEPS: Final[Mapping[str, int]] = {
    "last": -1, "this past": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "latest": -1, "most recent": -1,
    "this": 0, "current": 0, "this current": 0, "same": 0, "that": 0, "that same": 0, "very same": 0, "": 0,
    "next": 1, "this coming": 1, "coming": 1, "following": 1, "very next": 1, "ensuing": 1,
}  # fmt: skip
DEICTIC: Final[Mapping[str, tuple[int, str]]] = {
    "the day before yesterday": (-2, ""), "yesterday": (-1, ""), "last night": (-1, "NI"), "today": (0, ""),
    "earlier today": (0, ""), "later today": (0, ""), "tonight": (0, "NI"), "tomorrow": (1, ""),
    "the day after tomorrow": (2, ""),
}  # fmt: skip
_REFERENCES: Final = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_SEASONS: Final = frozenset({"spring", "summer", "autumn", "fall", "winter"})
_RECENT: Final = timedelta(days=60)
_MIDYEAR: Final = 6
_MIDWEEK: Final = 3
_LISTED: Final = len(" and ")
_FINE: Final = frozenset({"morning", "afternoon", "evening", "night"})


def steps_of(which: str) -> int:
    """How far "last", "the previous", "next" step: -1, 0 or 1."""
    return _STEPS.get(which.removeprefix("the ").removeprefix("its "), 0)


def on_day(day: date | None, part: str = "") -> Valued:
    """A day as a value, with a part of it where one is named."""
    kind: DateType = "TIME" if part else "DATE"
    value = day.isoformat() if day else "XXXX-XX-XX"
    return Valued(value + (f"T{part}" if part else ""), kind, "resolved" if day else "unknown")


def part_code(phrase: Phrase) -> str:
    """The TIMEX3 code of the part of the day a phrase names, or ''."""
    part = phrase.group("part")
    return lexicon()["parts"][part] if part else ""


def weekday(phrase: Phrase, context: Context) -> Valued | None:
    """`Friday`, `next Monday`, `Tuesday evening`, `Wednesday last week`."""
    number = numbered("weekdays")[phrase.group("weekday")]
    code = "24:00" if phrase.group("word") else part_code(phrase)
    if _goes_on_a_set(context):
        return weekday_set(phrase, context)
    base, which = context.base, phrase.group("which")
    if which.removeprefix("the ") in {"previous", "following", "that", "same", "that same"}:
        base = context.last_day()
    if base is None or phrase.group("any"):
        value = f"XXXX-WXX-{number + 1}" + (f"T{code}" if code else "")
        return Valued(value, "TIME" if code else "DATE", "unknown")
    if phrase.group("weekword"):
        monday = weekday_from(base, 0, -1) + timedelta(weeks=steps_of(phrase.group("weekword").split()[-2]))
        return on_day(monday + timedelta(days=number), code)
    return on_day(_weekday_near(base, number, which, context), code)


def _goes_on_a_set(context: Context) -> bool:
    """Whether the day goes on a list of days that come again: "every Tuesday and Thursday"."""
    last = context.earlier[-1] if context.earlier else None
    return last is not None and last.rule == "every-weekday" and 0 < context.start - last.end <= _LISTED


def _weekday_near(base: date, number: int, which: str, context: Context) -> date:
    step = steps_of(which)
    if which == "this":
        return weekday_from(base, number, -1 if context.tense == "past" else 1)
    if step < 0:
        return weekday_from(base - timedelta(days=1), number, -1)
    if which == "next":
        found = weekday_from(base + timedelta(days=1), number, 1)
        return found + timedelta(weeks=1) if found.isocalendar()[:2] == base.isocalendar()[:2] else found
    if step > 0:
        return weekday_from(base + timedelta(days=1), number, 1)
    if context.tense == "nearest":
        return min((weekday_from(base, number, way) for way in (-1, 1)), key=lambda day: abs(day - base))
    return weekday_from(base, number, 1 if context.ahead else -1)


def weekday_set(phrase: Phrase, _: Context) -> Valued | None:
    """`Mondays`, `every Friday`."""
    word = phrase.group("weekday")
    code = part_code(phrase)
    number = numbered("weekdays")[word if word.endswith("day") else word + "day"]
    return Valued(f"XXXX-WXX-{number + 1}" + (f"T{code}" if code else ""), "SET")


def deictic(phrase: Phrase, context: Context) -> Valued | None:
    """`yesterday`, `tonight`, `tomorrow morning`."""
    step, night = DEICTIC[phrase.group("deictic")]
    code = part_code(phrase) or night
    if context.nowadays and phrase.text.lower() == "today":
        return Valued("PRESENT_REF", "DATE", "unknown")
    if context.base is None:
        return Valued(_REFERENCES[max(-1, min(1, step))], "TIME" if code else "DATE", "unknown")
    return on_day(shift_day(context.base, step), code)


def neighbour_day(phrase: Phrase, context: Context) -> Valued | None:
    """`the day before`, `a day later`, with nothing after it: reckoned from the day named last."""
    step = -1 if phrase.group("direction") in {"before", "earlier", "prior", "previously"} else 1
    return _day_beside(context, step, part_code(phrase))


def _day_beside(context: Context, step: int, code: str = "") -> Valued:
    """The day before or after the one named last; without one only the eve of the publication day can be meant."""
    day = context.last_day() if step < 0 or context.ahead else context.named_day()
    return on_day(shift_day(day, step) if day else None, code)


def anchored_unit(phrase: Phrase, context: Context) -> Valued | None:
    """`the previous day`, `the following month`, `that year`, `the same evening`: from the date named last."""
    unit, step = phrase.group("unit"), steps_of(phrase.group("which"))
    if unit in _FINE or phrase.group("part"):
        code = part_code(phrase) or lexicon()["parts"][unit]
        return _that_day(context, code) if step == 0 else _day_beside(context, step, code)
    if unit == "day":
        definite = phrase.group("which") == "the"
        if step == 0:
            return on_day(_the_day(context)) if definite else _that_day(context)
        return _day_beside(context, step)
    if unit in _SEASONS and (named := year_of(context.last_value("season", "year", "month", "day", "time"))):
        return _season_beside(context, unit, step, named)
    anchor = anchor_day(context, unit, phrase.group("which"))
    if unit == "year" and phrase.group("which") == "the" and _is_over(phrase, context):
        return unit_value(unit, -1, anchor, context) if anchor else None
    if unit == "quarter" and phrase.group("which") == "the" and _is_reported(context):
        return unit_value(unit, -1, context.base, context) if context.base else None
    adrift = step > 0 and not context.ahead and anchor == context.base and not context.named_day()
    if anchor is None or (adrift and not _named_unit(context, unit)):
        return Valued(_REFERENCES[step], "DATE", "unknown")
    return unit_value(unit, step, anchor, context)


def _is_reported(context: Context) -> bool:
    """Whether "the quarter", told as past and not named before, is the one that is over."""
    named = context.own_value("quarter", "half", "month", "day")
    return context.tense == "past" and context.base is not None and context.base.month % 3 == 1 and not named


def _is_over(phrase: Phrase, context: Context) -> bool:
    """Whether "the end of the year", told as past in January, is that of the year before."""
    ended = lexicon()["edges"].get(phrase.group("edge"), "") == "END"
    return ended and context.tense == "past" and context.base is not None and context.base.month == 1


def _the_day(context: Context) -> date | None:
    """`the day`: that named last, but none of years ago."""
    day = context.last_day()
    return context.base if day and context.base and abs(day - context.base) > _RECENT else day


def _season_beside(context: Context, unit: str, step: int, named: int) -> Valued:
    """`that winter`, `the following spring`: of the year named last, or after it where that season was before."""
    code, last = lexicon()["seasons"][unit], context.last_value("season")
    later = step > 0 and (not last or SEASON_MONTHS[code] <= SEASON_MONTHS.get(last[-2:], 0))
    return Valued(f"{named + later:04d}-{code}", basis="resolved")


def _that_day(context: Context, code: str = "") -> Valued:
    day = context.named_day()
    return on_day(day, code) if day else Valued("XXXX-XX-XX" + (f"T{code}" if code else ""), basis="unknown")


def anchor_day(context: Context, unit: str, which: str) -> date | None:
    """A day inside the last date that is fine enough for a step of `unit`; the publication day where there is none."""
    if which in {"the", "next"} and unit != "quarter":
        return context.base
    coarse: Mapping[str, tuple[Granularity, ...]] = {
        "month": ("month",),
        "quarter": ("quarter", "month"),
        "year": ("month", "season", "quarter", "half", "year"),
    }
    told = {"the": context.own_value, "earlier": context.compared_value}.get(which, context.last_value)
    found = told("time", "day", "weekend", "week", *coarse.get(unit, ()))
    return _inside(found) or context.base


def _named_unit(context: Context, unit: str) -> bool:
    """Whether the text names a month, quarter or year to step from."""
    return bool(context.last_value("month", "season", "quarter", "half", "year")) and unit not in {"week", "weekend"}


def _inside(value: str) -> date | None:
    if not value or "X" in value:
        return None
    if "-Q" in value:
        return make_day(int(value[:4]), 3 * int(value[-1]) - 2, 1)
    if months := (None if "-W" in value[4:6] and "WI" not in value else month_of(value)):
        return day_of(value) or make_day(*months, 1)
    if "-W" in value and value[6:8].isdigit():
        return date.fromisocalendar(int(value[:4]), int(value[6:8]), 4)
    found = year_of(value)
    return make_day(found, 7, 1) if found else None


def relative_unit(phrase: Phrase, context: Context) -> Valued | None:
    """Such as `this week`, `last month`, `next year`, `this morning`, `last summer`."""
    unit, step = phrase.group("unit"), steps_of(phrase.group("which"))
    if context.base is None:
        return Valued(_REFERENCES[step], "TIME" if unit in _FINE else "DATE", "unknown")
    if unit in _FINE:
        return on_day(shift_day(context.base, step), lexicon()["parts"][unit])
    if phrase.group("fiscal") in {"fiscal", "financial"} and unit == "year":
        return Valued(f"FY{context.base.year + step}", basis="resolved")
    return unit_value(unit, step, context.base, context)


def unit_value(unit: str, step: int, anchor: date, context: Context) -> Valued | None:
    """The week, month, quarter, season, year, decade so many steps from the one that holds `anchor`."""
    if unit in _SEASONS:
        return nearest_season(context, lexicon()["seasons"][unit], step)
    if unit == "weekend":
        return Valued(_weekend(anchor, step, context), basis="resolved")
    value = _stepped(unit, step, anchor)
    return Valued(value, basis="resolved") if value else None


def _stepped(unit: str, step: int, anchor: date) -> str:
    values: Mapping[str, Callable[[], str]] = {
        "day": (anchor + timedelta(days=step)).isoformat,
        "week": lambda: week_value(anchor + timedelta(weeks=step)),
        "month": lambda: month_value(anchor.year, anchor.month + step),
        "quarter": lambda: quarter_value(anchor.year, (anchor.month - 1) // 3 + 1 + step),
        "year": lambda: f"{anchor.year + step:04d}",
        "decade": lambda: f"{anchor.year // 10 + step:03d}",
        "century": lambda: f"{anchor.year // 100 + step:02d}",
    }
    return values[unit]() if unit in values else ""


def _weekend(anchor: date, step: int, context: Context) -> str:
    """The weekend in question: in a past clause of a weekday, in a present one of Monday to Wednesday, the one before."""
    if step == 0 and not context.ahead and anchor.weekday() < (3 if context.tense == "present" else 5):
        step = -1
    elif step == 1 and anchor.weekday() < 3:
        step = 0
    return week_value(anchor + timedelta(weeks=step)) + "-WE"


def same_unit(phrase: Phrase, context: Context) -> Valued | None:
    """`the same quarter last year`: the one named last, or the last that is over, in the year told."""
    if context.base is None:
        return Valued("XXXX", basis="unknown")
    told = year_word(phrase, context)
    found = f"{context.base.year - 1 if told is None else told:04d}"
    unit = phrase.group("unit")
    if unit == "quarter":
        before = quarter_value(context.base.year, (context.base.month - 1) // 3)
        found += (context.last_value("quarter") or before)[-3:]
    elif unit == "month":
        before = month_value(context.base.year, context.base.month - 1)
        found += (context.last_value("month") or before)[-3:]
    elif unit == "half":
        found += context.last_value("half")[-3:]
    return Valued(found, basis="resolved")


def new_year(_: Phrase, context: Context) -> Valued | None:
    """`the new year`: in the first half of a year that year, else the next."""
    if context.base is None:
        return Valued("XXXX", basis="unknown")
    return Valued(f"{context.base.year + (context.base.month > _MIDYEAR):04d}", basis="resolved")


def year_end(phrase: Phrase, context: Context) -> Valued | None:
    """`year-end`, `month-end`, `year's end`, `mid-century`."""
    unit = phrase.group("edge") or phrase.group("edge2") or phrase.group("edge3")
    if context.base is None:
        return Valued("XXXX-XX" if unit == "month" else "XXXX", basis="unknown")
    return unit_value(unit, 0, context.base, context)


def weekend_event(_: Phrase, context: Context) -> Valued | None:
    """`weekend clashes`: the last weekend early in a week, later the one that the tense tells."""
    if context.base is None:
        return Valued("XXXX-WXX-WE", basis="unknown")
    early = context.base.weekday() < _MIDWEEK and context.tense != "timetable"
    value = week_value(context.base - timedelta(weeks=1)) + "-WE" if early else _weekend(context.base, 0, context)
    return Valued(value, basis="resolved")


def week_of(phrase: Phrase, context: Context) -> Valued | None:
    """`the week of Oct. 6`: the week that holds the day."""
    names = {"day3": "day", "month3": "month", "year3": "year"}
    found = calendar_day(
        replace(phrase, groups={names.get(key, key): text for key, text in phrase.groups.items()}), context
    )
    day = day_of(found.value) if found else None
    return Valued(week_value(day), basis=found.basis) if found and day else None


def units_from(phrase: Phrase, context: Context) -> Valued | None:
    """`a week from Tuesday`: so long after the coming Tuesday."""
    amount = lexicon()["numbers"].get(phrase.group("number"), phrase.group("number"))
    if context.base is None or not str(amount).isdigit():
        return Valued("XXXX-XX-XX", basis="unknown")
    coming = weekday_from(context.base + timedelta(days=1), numbered("weekdays")[phrase.group("weekday")], 1)
    return on_day(shift_day(coming, int(amount) * (7 if phrase.group("unit").startswith("week") else 1)))


def unit_ended(phrase: Phrase, context: Context) -> Valued | None:
    """`the quarter ended March 26`, `the week ended Saturday, Aug. 30`: the stretch that the day closes."""
    unit, end = phrase.group("unit"), calendar_day(phrase, context)
    day = day_of(end.value) if end else None
    if unit == "year":
        return Valued("P1Y", "DURATION")
    if day is None:
        return None
    basis: Basis = "stated" if phrase.group("year") else "resolved"
    value = _stepped(unit, 0, day - timedelta(days=14 if unit in {"month", "quarter"} else 0))
    return Valued(value, basis=basis) if value else None


def day_of_month(phrase: Phrase, context: Context) -> Valued | None:
    """`the 15th`: of the month named last or the current one, whichever the tense allows."""
    number = int(phrase.group("day")[:-2])
    if context.base is None:
        return Valued(f"XXXX-XX-{number:02d}", basis="unknown")
    named = month_of(context.last_value("time", "day", "month"))
    first = context.base.year, context.base.month
    months = [named or first, first, _beside(first, -1), _beside(first, 1)]
    days = [day for pair in months if (day := make_day(*pair, number))]
    if not named and (context.ahead or context.tense == "past"):
        sign = -1 if context.tense == "past" else 1
        days = [day for day in days if (day - context.base).days * sign >= 0] or days
    return on_day(days[0]) if days else None


def _beside(month: tuple[int, int], step: int) -> tuple[int, int]:
    years, months = divmod(month[1] - 1 + step, 12)
    return month[0] + years, months + 1


RESOLVERS: Final[dict[str, Resolver]] = {
    resolver.__name__: resolver
    for resolver in (
        weekday, weekday_set, deictic, neighbour_day, anchored_unit, relative_unit, same_unit, new_year, year_end, weekend_event, week_of, units_from, unit_ended,
        day_of_month,
    )
}  # fmt: skip
