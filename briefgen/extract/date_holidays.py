"""Days that the calendar's rules fix: holidays in the fitting year, and weekdays told by the holiday beside them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from briefgen.extract.date_anchor import Context, Valued
from briefgen.extract.date_calendar import easter, nth_weekday, weekday_from
from briefgen.extract.date_lexicon import lexicon, numbered
from briefgen.extract.date_phrases import Phrase
from briefgen.extract.date_relative import on_day, part_code
from briefgen.extract.date_values import LONG_AGO, SLACK, Resolver, year_word

_Rule = str | int | list[int]
"""A month and day, days from Easter Sunday, or month, weekday and which of them."""
_DayIn = Callable[[int], date]


def holiday(phrase: Phrase, context: Context) -> Valued | None:
    """`Christmas`, `Thanksgiving 2024`, `last Easter`, `Easter` of "Easter in 1980": by the calendar's rule."""
    rule = _rule_of(phrase)
    if year := _told_year(phrase):
        return Valued(_holiday_in(rule, year).isoformat())
    if context.base is None:
        return Valued(f"XXXX-{rule}" if isinstance(rule, str) else "XXXX-XX-XX", basis="unknown")
    word = year_word(phrase, context)
    if word is not None:
        return Valued(_holiday_in(rule, word).isoformat(), basis="resolved")
    found = _nearest(phrase.group("which"), context, context.base, lambda number: _holiday_in(rule, number))
    return Valued(found.isoformat(), basis="resolved")


def weekday_beside(phrase: Phrase, context: Context) -> Valued | None:
    """`the Saturday` of "the Saturday before Easter in 1980", `the second Sunday` after Easter: from the holiday."""
    rule, code = _rule_of(phrase), part_code(phrase)
    number = numbered("weekdays")[phrase.group("weekday")]
    before = phrase.group("beside") in {"before", "preceding"}
    weeks: int = max(lexicon()["ordinals"].get(phrase.group("ordinal"), 1), 1) - 1

    def beside(year: int) -> date:
        step = timedelta(days=-1 if before else 1)
        return weekday_from(_holiday_in(rule, year) + step, number, step.days) + 7 * weeks * step

    year = _told_year(phrase)
    if year is None:
        year = year_word(phrase, context)
    if year is not None or context.base is None:
        return on_day(beside(year) if year is not None else None, code)
    return on_day(_nearest(phrase.group("which"), context, context.base, beside), code)


def _rule_of(phrase: Phrase) -> _Rule:
    rules: dict[str, _Rule] = lexicon()["holidays"]
    return next(rule for name, rule in rules.items() if name.lower() == phrase.group("holiday"))


def _told_year(phrase: Phrase) -> int | None:
    """The year that stands beside a holiday: "Easter 1942", "1968 Christmas", "Easter in 1980"."""
    told = phrase.group("year") or phrase.group("heldin") or phrase.group("year2")
    return int(told) if told else None


def _nearest(which: str, context: Context, base: date, day_in: _DayIn) -> date:
    """The day in the year that "last", "next" or the tense tells, else the nearest."""
    days = [day_in(base.year + step) for step in (-1, 0, 1)]
    if which == "last" or (not which and context.tense == "past"):
        return max(day for day in days if day < base or (which != "last" and day <= base + SLACK))
    if which == "next" or (not which and context.ahead):
        coming = min(day for day in days if day > base or (day == base and which != "next"))
        just = max(day for day in days if day <= base)
        return just if not which and coming - base > LONG_AGO and base - just < timedelta(days=45) else coming
    return min(days, key=lambda day: abs(day - base))


def _holiday_in(rule: _Rule, number: int) -> date:
    if isinstance(rule, str):
        return date.fromisoformat(f"{number:04d}-{rule}")
    if isinstance(rule, int):
        return easter(number) + timedelta(days=rule)
    return nth_weekday(number, *rule)


RESOLVERS: Final[dict[str, Resolver]] = {resolver.__name__: resolver for resolver in (holiday, weekday_beside)}
