"""Values of lengths of time and of what is reckoned with them: durations, sets, "two years ago", "a year earlier"."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from briefgen.extract.date_anchor import Context, Valued
from briefgen.extract.date_calendar import month_value, quarter_value, shift_day, week_value, year_of
from briefgen.extract.date_clock import later_clock
from briefgen.extract.date_lexicon import lexicon
from briefgen.extract.date_phrases import Phrase
from briefgen.extract.date_relative import anchor_day, on_day
from briefgen.extract.date_values import Resolver
from briefgen.model import Granularity

_BACKWARDS: Final = frozenset({"ago", "earlier", "before", "previously", "prior", "back"})
_MONTHS: Final[Mapping[str, int]] = {"Y": 12, "DE": 120}
_HALVES: Final[Mapping[str, str]] = {"Y": "P6M", "H": "PT30M", "DE": "P5Y", "CE": "P50Y", "M": "PT30S", "D": "PT12H"}


def amount_of(words: str) -> str:
    """A number word or figure as TIMEX3 writes it: `2`, `1.5`, `X` for what is not known."""
    head, _, scale = words.rpartition(" ")
    if head and scale in lexicon()["scales"] and words not in lexicon()["numbers"]:
        return _scaled(amount_of(head), lexicon()["scales"][scale])
    words = words.replace(",", "")
    if words.replace(".", "", 1).isdigit():
        return words
    numbers = lexicon()["numbers"]
    if words in numbers:
        return str(numbers[words])
    tens, _, ones = words.partition("-")
    return str(numbers[tens] + numbers[ones]) if tens in numbers and ones in numbers else "X"


def _scaled(amount: str, scale: int) -> str:
    return amount if amount == "X" else str(round(float(amount) * scale))


def length(amount: str, unit: str) -> str:
    """A TIMEX3 duration, `P3Y`, `PT24H`, `PXM`."""
    code, timed = lexicon()["units"][unit]
    if code == "2W":
        code, amount = "W", str(2 * int(amount)) if amount.isdigit() else amount
    if code == "N":
        code = "D"
    return f"P{'T' if timed else ''}{amount}{code}"


def duration(phrase: Phrase, _: Context) -> Valued | None:
    """`three years`, `the past two weeks`, `half an hour`, `two years and three months`, bare `decades`."""
    unit = phrase.group("unit")
    half = "and a half" in phrase.text.lower().replace("-", " ")
    if phrase.group("about").startswith(("half", "a half")):
        return Valued(_HALVES.get(lexicon()["units"][unit][0], length("0.5", unit)), "DURATION")
    if not phrase.group("number"):
        amount = "X" if unit.endswith(("s", "ia")) else "1"
    else:
        amount = amount_of(phrase.group("number"))
    if half and amount.isdigit():
        amount += ".5"
    value = length(amount, unit)
    if phrase.group("unit2"):
        more = length(amount_of(phrase.group("number2")), phrase.group("unit2"))
        value += more[1:].removeprefix("T" if value.startswith("PT") else "")
    return Valued(value, "DURATION")


def past_unit(phrase: Phrase, _: Context) -> Valued | None:
    """`the past year`, `the last decade`."""
    unit = phrase.group("unit")
    amount = "1.5" if phrase.text.lower().endswith("half") else "1"
    return Valued("P50Y" if unit.startswith("half") else length(amount, unit), "DURATION")


def long(phrase: Phrase, _: Context) -> Valued | None:
    """`decades-long`, `monthslong`."""
    word = " ".join(phrase.text.lower().split()).replace("‑", "-").replace("–", "-").replace("‐", "-")
    return Valued(lexicon()["long"][word], "DURATION")


def nth_of_span(phrase: Phrase, _: Context) -> Valued | None:
    """`its 46th month`: what has gone on for so long."""
    return Valued(length(phrase.group("nth"), phrase.group("unit")), "DURATION")


def vague_recent(phrase: Phrase, _: Context) -> Valued | None:
    """`recent weeks`, `the coming days`, `the past weeks`."""
    which, unit = phrase.group("which"), phrase.group("unit")
    if "recent" in which:
        return Valued("PAST_REF", "DATE", "unknown")
    if "coming" in which or which in {"ahead", "to come"}:
        return Valued("FUTURE_REF", "DATE", "unknown")
    return Valued(length("X", unit), "DURATION") if unit in lexicon()["units"] else None


def every(phrase: Phrase, _: Context) -> Valued | None:
    """`every day`, `each week`, `twice a year`, `every two weeks`, `every other month`."""
    unit = phrase.group("unit")
    amount = amount_of(phrase.group("number")) if phrase.group("number") else "1"
    if phrase.group("other") == "other":
        amount = "2"
    if unit in lexicon()["seasons"]:
        return Valued(f"XXXX-{lexicon()['seasons'][unit]}", "SET")
    if unit in lexicon()["parts"]:
        return Valued(f"XXXX-XX-XXT{lexicon()['parts'][unit]}", "SET")
    if unit in {"weekend", "weekends"}:
        return Valued("XXXX-WXX-WE", "SET")
    return Valued(length(amount, unit), "SET")


def set_word(phrase: Phrase, _: Context) -> Valued | None:
    """`daily`, `annual`."""
    return Valued(lexicon()["sets"][phrase.text.lower().replace("‑", "-").replace("–", "-")], "SET")


def shift(phrase: Phrase, context: Context) -> Valued | None:
    """`two years ago` from the publication day; `a year earlier`, `three weeks later` from the date named last."""
    direction, unit = phrase.group("direction"), phrase.group("unit")
    sign = -1 if direction in _BACKWARDS else 1
    if phrase.group("upto"):
        return Valued("PAST_REF", "DATE", "unknown")
    amount = amount_of(phrase.group("number")) if phrase.group("number") else "X" if unit.endswith("s") else "1"
    code, timed = lexicon()["units"][unit]
    present = direction in {"ago", "back", "from now", "hence"}
    anchor = context.base if present else anchor_day(context, _whole_unit(unit), direction)
    if not present and sign > 0 and anchor == context.base and not context.ahead and not context.named_day():
        anchor = None  # "four days later" after no date: nobody knows when
    if timed and not present and (clock := later_clock(f"{'-' * (sign < 0)}{amount}", code, context)):
        return clock
    if timed or not amount.isdigit() or anchor is None:
        return Valued("PAST_REF" if sign < 0 else "FUTURE_REF", "DATE", "unknown")
    if phrase.group("half") and code in _MONTHS:
        return Valued(
            month_value(anchor.year, anchor.month + sign * _MONTHS[code] * (2 * int(amount) + 1) // 2), basis="resolved"
        )
    return _shifted(anchor, sign * int(amount), code, None if present else context)


def shift_half(phrase: Phrase, context: Context) -> Valued | None:
    """`half a century ago`, `a quarter century later`."""
    sign = -1 if phrase.group("direction") in _BACKWARDS else 1
    present = phrase.group("direction") == "ago"
    anchor = context.base if present else anchor_day(context, "year", "")
    if anchor and phrase.group("unit") == "year":
        months = 3 if phrase.group("part2") == "quarter" else 6
        return Valued(month_value(anchor.year, anchor.month + sign * months), basis="resolved")
    whole = 100 if phrase.group("unit") == "century" else 10
    amount = whole // (4 if phrase.group("part2") == "quarter" else 2)
    if anchor is None or (not present and not context.last_value("time", "day", "month", "year")):
        return Valued("PAST_REF" if sign < 0 else "FUTURE_REF", "DATE", "unknown")
    return _shifted(anchor, sign * amount, "Y", None)


def year_ago(phrase: Phrase, context: Context) -> Valued | None:
    """`the year-ago quarter`, `the year-earlier period`: the same stretch of the year before the one named last."""
    if context.base is None:
        return Valued("PAST_REF", "DATE", "unknown")
    base = context.base
    if phrase.group("ordinal"):
        place = lexicon()["ordinals"][phrase.group("ordinal")]
        return Valued(f"{base.year - 1 - (place > (base.month + 2) // 3):04d}-Q{place}", basis="resolved")
    kinds: tuple[Granularity, ...] = ("quarter",) if phrase.group("unit") == "quarter" else ("quarter", "half", "month")
    stretch = context.last_value(*kinds)
    if stretch and phrase.group("unit") != "week":
        return Valued(f"{int(stretch[:4]) - 1:04d}{stretch[4:]}" if stretch[:4].isdigit() else "", basis="resolved")
    values = {
        "quarter": quarter_value(base.year - 1, (base.month + 2) // 3 - (base.month % 3 == 1)),
        "month": month_value(base.year - 1, base.month),
    }
    return Valued(values.get(phrase.group("unit"), f"{base.year - 1:04d}"), basis="resolved")


def _whole_unit(unit: str) -> str:
    return {"months": "month", "quarters": "quarter", "years": "year", "decades": "year", "decade": "year"}.get(
        unit, unit
    )


def _shifted(anchor: date, amount: int, code: str, relative: Context | None) -> Valued | None:
    if code in {"D", "N"}:
        return on_day(shift_day(anchor, amount))
    if code in {"W", "2W"}:
        day = shift_day(anchor, 7 * amount * (2 if code == "2W" else 1))
        return Valued(week_value(day), basis="resolved") if day else None
    values = {
        "M": lambda: month_value(anchor.year, anchor.month + amount),
        "Q": lambda: month_value(anchor.year, anchor.month + 3 * amount),
        "Y": lambda: f"{anchor.year + amount:04d}",
        "DE": lambda: f"{anchor.year // 10 + amount:03d}",
        "CE": lambda: f"{anchor.year // 100 + amount:02d}",
    }
    value = values[code]() if code in values else ""
    year = year_of(value)
    if (
        not value
        or value.startswith("-")
        or len(value.partition("-")[0]) > len("9999")
        or (year is not None and year < 1)
    ):
        return Valued("PAST_REF" if amount < 0 else "FUTURE_REF", "DATE", "unknown")
    quarter = relative.last_value("quarter", "half") if relative else ""
    if code == "Y" and year_of(quarter) == anchor.year:
        return Valued(f"{value}{quarter[4:]}", basis="resolved")
    return Valued(value, basis="resolved")


RESOLVERS: Final[dict[str, Resolver]] = {
    resolver.__name__: resolver
    for resolver in (duration, past_unit, long, nth_of_span, vague_recent, every, set_word, shift, shift_half, year_ago)
}
