"""Units: which word or sign beside a number measures it, as one canonical name.

Money is named by ISO 4217 code, other units by their English singular (`units.toml`).
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from briefgen.data import load_lexicon
from briefgen.extract.quantity_numbers import GAP, NumberSpan

_NOT_TABLES = {"rates", "people", "outcomes"}
_LONGEST = 24
MONEY = "money"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found beside a number, with the characters that number and unit cover together."""

    name: str
    family: str
    start: int
    end: int


def read_unit(text: str, found: NumberSpan, limit: int) -> Unit | None:
    """The unit of a number, before it ("$5") or behind it ("5 km"), not looking past `limit`; None without one."""
    unit = _before(text, found) or _after(text, found, limit) or _label(text, found)
    if unit is None or unit.family in {"share", "time", "temperature", "speed"}:
        return unit
    return _with_rate(text, unit, limit)


_MAGNITUDE = re.compile(rf"\bmagnitude(?:{GAP}of)?[ -]\Z", re.IGNORECASE)
_MEASURED = re.compile(
    rf"\b(?:earth)?(?:quakes?|tremors?|aftershocks?),?{GAP}(?:(?:that|which){GAP})?(?:measur|register)(?:ed|ing|es|s){GAP}(?:at{GAP})?\Z",
    re.IGNORECASE,
)
_RICHTER = re.compile(rf"{GAP}on{GAP}the{GAP}(?:Moment|Richter)\b", re.IGNORECASE)
_AGE = re.compile(
    rf"\b(?:aged?(?:{GAP}between)?|age{GAP}of|ages{GAP}of|ages|between{GAP}the{GAP}ages{GAP}of){GAP}(?:about{GAP}|over{GAP}|under{GAP})?\Z",
    re.IGNORECASE,
)


def _label(text: str, found: NumberSpan) -> Unit | None:
    """A unit that is named before the number: a magnitude, an age."""
    before = text[max(0, found.start - 48) : found.start]
    if _MAGNITUDE.search(before) or _MEASURED.search(before) or _RICHTER.match(text, found.end):
        return Unit("magnitude", "science", found.start, found.end)
    if (_AGE.search(before) or _whose_age().search(before)) and found.value <= 120 and not found.scaled:
        return Unit("year", "time", found.start, found.end)
    return None


@cache
def _whose_age() -> re.Pattern[str]:
    whose = "|".join(load_lexicon("units")["people"]["whose"])
    return re.compile(
        rf"\b(?:{whose}){GAP}(?:aged{GAP})?(?:over|under|above|below|(?:old|young)er{GAP}than){GAP}\Z", re.IGNORECASE
    )


def _tables() -> dict[str, Any]:
    return {name: table for name, table in load_lexicon("units").items() if name not in _NOT_TABLES}


@cache
def _written() -> dict[str, tuple[str, str]]:
    """Each way to write a unit behind a number, with the unit and its family."""
    ways: dict[str, tuple[str, str]] = {}
    for family, table in _tables().items():
        for unit, forms in table["units"].items():
            ways |= {_key(form): (unit, family) for form in forms}
    return ways


@cache
def _glued() -> dict[str, tuple[str, str]]:
    """Symbols that are words of their own unless they touch the digits: "6ft 3in"."""
    tables = _tables().items()
    return {
        form: (unit, family)
        for family, table in tables
        for unit, forms in table.get("glued", {}).items()
        for form in forms
    }


@cache
def _marks() -> dict[str, str]:
    """Each sign or code that stands before an amount, with its currency."""
    return {mark: code for code, marks in load_lexicon("units")["money"]["before"].items() for mark in marks}


def _key(form: str) -> str:
    """Words with a capital are told apart from lower case, others match any case."""
    form = form.replace("-", " ")
    return form if any(char.isupper() for char in form) or len(form) < 3 else form.lower()


@cache
def _mark_pattern() -> re.Pattern[str]:
    marks = sorted(map(re.escape, _marks()), key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z])({'|'.join(marks)}){GAP}?[-–(]?\Z")


def _before(text: str, found: NumberSpan) -> Unit | None:
    window = text[max(0, found.start - 8) : found.start]
    match = _mark_pattern().search(window)
    if match is None:
        return None
    start = found.start - len(window) + match.start()
    code = _CODE.match(text, found.end) if match[1].endswith("$") else None
    if code and code[1] in _marks():
        return Unit(_marks()[code[1]], MONEY, start, code.end())  # "$100,000NZD", "$17 billion USD"
    return Unit(_marks()[match[1]], MONEY, start, found.end)


_MODEL = re.compile(rf"(?<!\. )\b[A-Z][a-z]+{GAP}\Z")
_CODE = re.compile(rf"{GAP}?([A-Z]{{3}})(?!\w)")
_GAP = re.compile(rf"{GAP}?-?{GAP}?")
_OPEN_GAP = re.compile(rf"{GAP}of{GAP}(?:an?{GAP})?|{GAP}an?{GAP}|{GAP}?-?{GAP}?")
_WORD = re.compile(r"[A-Za-z°º℃℉²³µμ″%$€£¥₽₴¢]+[²³23]?(?:/[A-Za-z]+)?\.?")


def _after(text: str, found: NumberSpan, limit: int) -> Unit | None:
    """The longest unit that stands right behind the number, or behind "of" and "an": hundreds of miles, half an hour."""
    gap = (_OPEN_GAP if found.open or found.fraction else _GAP).match(text, found.end, limit)
    start = gap.end() if gap else found.end
    ends = _word_ends(text, start, min(limit, start + _LONGEST + 8))
    for end in reversed(ends):
        way = _lookup(text[start:end])
        if way is None and start == found.end:
            way = _glued().get(text[start:end])
        if way is None and text[start:end].lower() == "won" and (found.scaled or _is_korean(text, found, end)):
            way = ("KRW", MONEY)
        if way is not None and _fits(text, found, start, end):
            return _resolved(text, found, Unit(*way, found.start, end))
    return None


_PRICE_ENDS = re.compile(
    rf"{GAP}(?:and|or|per|to|from|each|on|for|an?{GAP}(?:day|month|year|share|kilo|tonne?|dollar))\b|[.,;)]|\Z"
)
_PRICE_BEGINS = re.compile(rf"\b(?:at|to|from|of|by|costs?|cost|pays?|paid|worth|than|about|for|between|and|or){GAP}\Z")


def _is_korean(text: str, found: NumberSpan, end: int) -> bool:
    """Whether "won" behind a plain number is money: nothing follows that could have been won."""
    begins = _PRICE_BEGINS.search(text, max(0, found.start - 12), found.start)
    return found.digits and found.value >= 500 and begins is not None and _PRICE_ENDS.match(text, end) is not None


def _word_ends(text: str, start: int, limit: int) -> list[int]:
    """The ends of the first one to four words from `start`, with and without a final full stop."""
    ends: list[int] = []
    place = start
    for _ in range(4):
        match = _WORD.match(text, place, limit)
        if match is None:
            break
        ends += [match.end() - 1, match.end()] if match[0].endswith(".") else [match.end()]
        if match.end() >= limit or text[match.end()] not in " -\u00a0":
            break
        place = match.end() + 1
    return ends


def _lookup(written: str) -> tuple[str, str] | None:
    form = written.replace("-", " ").replace("\u00a0", " ")
    ways = _written()
    return ways.get(form) or (ways.get(form.lower()) if len(form) > 2 else None)


def _fits(text: str, found: NumberSpan, start: int, end: int) -> bool:
    """Whether the unit is no piece of a longer word; one-letter symbols need digits before them."""
    if end < len(text) and (text[end].isalnum() or (text[end] in "'’" and end - start < 3)):
        return False
    if end - start > 2 or not text[start].isalpha():
        return True
    if text[start:end] in {"C", "F"} and _MODEL.search(text, max(0, found.start - 24), found.start):
        return False  # "a Long March 2C"
    if text[start:end] == "p" and found.value in load_lexicon("units")["money"]["pictures"]:
        return False
    return found.digits and (not found.scaled or end - start == 2)


def _resolved(text: str, found: NumberSpan, unit: Unit) -> Unit:
    """A pound is money when millions of them are meant, or where the sentence speaks of paying."""
    if unit.name == "nautical mile" and _CHIPS.match(text, unit.end):
        return Unit("nanometre", unit.family, unit.start, unit.end)
    if unit.name != "pound":
        return unit
    around = text[max(0, found.start - 60) : unit.end + 40]
    if _WEIGHING.search(text, max(0, found.start - 24), found.start):
        return unit
    if found.value >= 1_000_000 or _PAYING.search(around):
        return Unit("GBP", MONEY, unit.start, unit.end)
    return unit


_WEIGHING = re.compile(r"\b(?:weigh\w*|weight|heavy)\b")
_CHIPS = re.compile(rf"[{GAP[1:-1]}-](?:process|node|chips?|technology|architecture|CMOS|FinFET|wavelength)\b")
_PAYING = re.compile(
    r"\b(?:pa(?:y|ys|id|ying)|costs?|worth|fine[ds]?|price[ds]?|spen[dt]|earn\w*|wages?|salar\w+|budget|sold|fee)\b"
)


@cache
def _rate_pattern() -> re.Pattern[str]:
    rates = load_lexicon("units")["rates"]
    articled = "|".join(sorted(map(re.escape, rates["articled"]), key=len, reverse=True))
    words = "|".join(sorted(map(re.escape, rates["words"]), key=len, reverse=True))
    return re.compile(
        rf"(?:{GAP}(?:an?|each){GAP}(?P<articled>{articled})|(?:{GAP}per{GAP}|/|-(?:per|an?)-)(?P<word>{articled}|{words})|{GAP}per{GAP}(?P<other>(?!cents?\b)[a-z]{{3,}}))(?!\w)",
        re.IGNORECASE,
    )


_PAID = re.compile(
    rf"{GAP}an?{GAP}(day|night|week|month|quarter|year)(?![\w-])(?!{GAP}(?:ago|earlier|later|before|after|old)\b)"
)


def _with_rate(text: str, unit: Unit, limit: int) -> Unit:
    """The unit with "per barrel" or "an hour" where that follows."""
    match = _rate_pattern().match(text, unit.end, limit)
    if match is not None:
        per = match["articled"] or match["word"] or match["other"]
        return Unit(f"{unit.name} per {per}", unit.family, unit.start, match.end())
    paid = _PAID.match(text, unit.end, limit) if unit.family == MONEY else None
    return Unit(f"{unit.name} per {paid[1]}", unit.family, unit.start, paid.end()) if paid else unit
