"""Times of day: 10 p.m., midnight on Tuesday, "two hours later", on the day named with them or that of their sentence."""

import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from briefgen.extract.date_anchor import NEAR, Context, Valued
from briefgen.extract.date_calendar import day_of, shift_day
from briefgen.extract.date_lexicon import lexicon
from briefgen.extract.date_phrases import Phrase
from briefgen.extract.date_relative import DEICTIC, on_day, part_code, weekday
from briefgen.extract.date_values import Resolver, calendar_day

_BEHIND: Final = 60
"""Characters behind a time of day within which its day may stand."""
_CLOCK: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})")
_MINUTES: Final = {"H": 60, "M": 1}


def clock(phrase: Phrase, context: Context) -> Valued | None:
    """`10:30 p.m.`, `0430 GMT`, `midnight on Tuesday`, `dawn`: on the day named with it, or that of its sentence."""
    return _at(_clock_time(phrase), phrase, context)


def _at(time: str, phrase: Phrase, context: Context) -> Valued:
    """A time of day on the day that stands behind it ("on Tuesday", "yesterday", "on March 3"), else of its sentence."""
    plain = _without(phrase, "word", "part")
    if phrase.group("weekday") or phrase.group("month"):
        day = (weekday if phrase.group("weekday") else calendar_day)(plain, context)
        value = day.value if day else "XXXX-XX-XX"
        return Valued(f"{value}T{time}", "TIME", day.basis if day else "unknown")
    if phrase.group("deictic"):
        step = {"last": -1, "this": 0}.get(phrase.group("deictic"), DEICTIC.get(phrase.group("deictic"), (0, ""))[0])
        found = shift_day(context.base, step) if context.base else None
    else:
        found = _day_converted(time, phrase, context) or _day_of_span(time, context) or _day_of_sentence(context)
    value = found.isoformat() if found else "XXXX-XX-XX"
    return Valued(f"{value}T{time}", "TIME", "resolved" if found else "unknown")


def _day_converted(time: str, phrase: Phrase, context: Context) -> date | None:
    """The day of a time told over in another zone, that or the one beside it: "at 3:30 a.m. (0030 GMT)"."""
    last = context.told
    local = _CLOCK.fullmatch(last.valued.value) if last and context.start - last.end == len(" (") else None
    day = day_of(local[1]) if local else None
    if local is None or day is None or not re.search(r"[A-Z]{2,4}$", phrase.text) or not time[:1].isdigit():
        return None
    hour, told = int(time[:2]), int(local[2])
    return shift_day(day, (told - hour > 12) - (hour - told > 12))


def _day_of_span(time: str, context: Context) -> date | None:
    """The day of a time that ends a span begun by another: that day, or the next: "from 10 p.m. to 8 a.m."."""
    last = context.told
    begun = _CLOCK.fullmatch(last.valued.value) if last and 0 < context.start - last.end <= len(" until ") else None
    day = day_of(begun[1]) if begun else None
    if begun is None or day is None or not time[:1].isdigit():
        return None
    return shift_day(day, 1) if time < f"{begun[2]}:{begun[3]}" else day


def _clock_time(phrase: Phrase) -> str:
    word = phrase.group("word")
    if word in {"midnight", "noon", "midday"}:
        return "24:00" if word == "midnight" else "12:00"
    if word:
        return str(lexicon()["parts"][word])
    if phrase.group("military"):
        return f"{phrase.group('military')[:2]}:{phrase.group('military')[2:4]}"
    named, _, minute = phrase.group("clock").replace(".", ":").partition(":")
    hour = int(named or phrase.group("hour"))
    if phrase.group("half"):
        hour = hour % 12 + (12 if phrase.group("half")[0] == "p" else 0)
    return f"{hour:02d}:{minute or phrase.group('minute') or '00'}"


def _day_of_sentence(context: Context) -> date | None:
    """The day that the sentence names, nearest first, else the day named last, else the publication day."""
    start, end = context.sentence
    end = min(end, context.start + _BEHIND)
    inside = [read for read in context.earlier if start <= read.start < end and day_of(read.valued.value)]
    if inside:
        return day_of(min(inside, key=lambda read: abs(read.start - context.start)).valued.value)
    named = context.named_day()
    if named and context.base and context.ahead and named < context.base:
        return context.base  # what is to come is on no day gone by
    if context.tense == "present":
        return context.base
    return named or context.base


def later_clock(amount: str, code: str, context: Context) -> Valued | None:
    """`two hours later`: from the time of day told last; None where none is told near, or the unit is too fine."""
    near = context.told if context.told and context.start - context.told.end < NEAR else None
    told = _CLOCK.fullmatch(near.valued.value) if near else None
    if not told or code not in _MINUTES or not amount.lstrip("-").isdigit():
        return None
    begun = datetime.fromisoformat(told[1]) + timedelta(hours=int(told[2]), minutes=int(told[3]))
    try:
        found = begun + timedelta(minutes=_MINUTES[code] * int(amount))
    except OverflowError:
        return None
    return Valued(found.isoformat(timespec="minutes"), "TIME", "resolved")


def o_clock(phrase: Phrase, context: Context) -> Valued | None:
    """`8 o'clock in the morning`."""
    words = phrase.group("hour") or str(lexicon()["numbers"].get(phrase.group("number"), phrase.group("number")))
    if not words.isdigit() or not 1 <= int(words) <= 12:
        return None
    late = (phrase.group("daypart") or phrase.group("part")) in {"afternoon", "evening", "night"} and int(words) < 12
    return _at(f"{int(words) + 12 * late:02d}:{phrase.group('minute') or '00'}", phrase, context)


def small_hours(phrase: Phrase, context: Context) -> Valued | None:
    """`the early hours of Monday`."""
    return _at(lexicon()["parts"]["night" if phrase.group("hours") == "late" else "morning"], phrase, context)


def part_of_day(phrase: Phrase, context: Context) -> Valued | None:
    """`overnight`, `in the morning`, `the morning of September 3`."""
    code = part_code(phrase)
    if phrase.group("month2"):
        names = {"day2": "day", "month2": "month", "year2": "year"}
        phrase = replace(phrase, groups={names.get(name, name): text for name, text in phrase.groups.items()})
    if phrase.group("month") or phrase.group("weekday"):
        day = (calendar_day if phrase.group("month") else weekday)(_without(phrase, "part"), context)
        if day and phrase.group("into") and (morrow := day_of(day.value)):
            return on_day(shift_day(morrow, -1), code)  # "overnight into Tuesday"
        return Valued(f"{day.value}T{code}", "TIME", day.basis) if day else None
    return on_day(_day_of_sentence(context), code)


def _without(phrase: Phrase, *names: str) -> Phrase:
    groups = {name: value for name, value in phrase.groups.items() if name not in names}
    return Phrase(phrase.start, phrase.end, phrase.text, phrase.rule, phrase.value, groups)


RESOLVERS: Final[dict[str, Resolver]] = {
    resolver.__name__: resolver for resolver in (clock, o_clock, small_hours, part_of_day)
}
