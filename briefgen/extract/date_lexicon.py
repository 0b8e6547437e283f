"""The words and rules of `data/dates.toml`, compiled once.

A rule's pattern is written with word classes (`{month}`), and every class becomes a named group, so that what a
resolver reads is the group and never the text again. All repetition is bounded: matching is linear in the text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from briefgen.data import load_lexicon

SPACE = r"(?:[ \t\u00a0\u202f]{1,4}|[ \t]{0,2}\n[ \t]{0,4})"
HYPHEN = r"[-\u2010\u2011\u2012\u2013]"
APOSTROPHE = r"['\u2019]"
_BEFORE = r"(?<![\w$€£¥#/\\@])(?<!\w[.,:_])(?<!\d-)"
_AFTER = r"(?![\w/\\@])(?![.,:]\d)"
_PLACEHOLDER = re.compile(r"\{([a-z]+)([23]?)\}")


@dataclass(frozen=True)
class DateRule:
    """One rule: its pattern, the words it is tried near, its resolver and the checks a match must pass."""

    name: str
    written: str
    seek: frozenset[str]
    value: str
    needs: tuple[str, ...]
    examples: tuple[tuple[str, str, str, str], ...]
    counter_examples: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern: a few texts need few of them, and each takes milliseconds."""
        return compile_pattern(self.written)


def lexicon() -> Mapping[str, Any]:
    """`data/dates.toml`."""
    return load_lexicon("dates")


@cache
def listed(table: str, key: str) -> frozenset[str]:
    """The words of a list in one of its tables."""
    return frozenset(lexicon()[table][key])


def words(items: Iterable[str]) -> str:
    """An alternation of literal words, longest first; spaces, hyphens and apostrophes match their variants."""
    ordered = sorted(set(items), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_literal(word) for word in ordered) + ")"


def _literal(word: str) -> str:
    escaped = re.escape(word).replace(r"\ ", SPACE)
    return escaped.replace(r"\-", HYPHEN).replace("'", APOSTROPHE).replace("’", APOSTROPHE)


@cache
def numbered(table: str) -> Mapping[str, int]:
    """`months` or `weekdays`: each name and abbreviation in lower case -> its place in the list, from 0."""
    return {name.lower(): place for place, names in enumerate(lexicon()[table]) for name in names}


@cache
def _classes() -> Mapping[str, str]:
    data = lexicon()
    full = {table: [names[0] for names in data[table]] for table in ("months", "weekdays")}
    short = {table: [name for names in data[table] for name in names[1:]] for table in ("months", "weekdays")}
    tens = words(word for word, value in data["numbers"].items() if 20 <= value < 100)
    ones = words(word for word, value in data["numbers"].items() if value < 10 and len(word) > 2)
    plain = words([*data["numbers"], *data["vague"]["words"]])
    counts = [word for word, value in data["numbers"].items() if " " not in word and value > 1]
    digits = "[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,4}(?:[.][0-9]{1,2})?"
    scale = words(word for word in data["scales"])
    return {
        "month": f"(?:{words(full['months'])}|{words(short['months'])}\\.?)",
        "monthname": words(full["months"]),
        "weekday": words(full["weekdays"]),
        "wd": f"(?:{words(full['weekdays'])}|{words(short['weekdays'])}\\.?)",
        "day": r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![\d%\u00ba])(?![.,:]\d)",
        "year": r"(?:1[0-9]|20|21)[0-9]{2}(?!\d|,\d{3}|[.]\d|%)",
        "season": words(data["seasons"]),
        "part": words(data["parts"]),
        "edge": words(data["edges"]),
        "unit": words(data["units"]),
        "ordinal": words(data["ordinals"]),
        "number": f"(?:{digits}|{tens}(?:{HYPHEN}{ones})?|{plain})(?:{SPACE}{scale})?",
        "upto": f"(?:{digits}|{tens}(?:{HYPHEN}{ones})?|{words(counts)})",
        "zone": words(data["zones"]["words"]),
        "when": _when(words(full["weekdays"]), f"(?:{words(full['months'])}|{words(short['months'])}\\.?)"),
        "decade": words(data["decades"]),
        "setword": words(data["sets"]),
        "long": words(data["long"]),
        "reference": words(data["references"]),
        "holiday": words(data["holidays"]),
        "named": "(?:" + "|".join(f"(?:{named['words']})" for named in data["named"]).replace(" ", SPACE) + ")",
    }


def _when(weekday: str, month: str) -> str:
    """The day that follows a time of day: "Tuesday night", "yesterday", "March 3, 2024"."""
    day, year = r"(?:0?[1-9]|[12][0-9]|3[01])(?![\d:])", r"(?:19|20)[0-9]{2}"
    days = (
        r"(?P<deictic>yesterday|today|tomorrow|tonight|this(?=\s(?:morning|afternoon|evening))|last(?=\snight))",
        f"(?:{weekday},?{SPACE})?(?P<month>{month}){SPACE}(?P<day>{day})(?:,?{SPACE}(?P<year>{year}))?",
        f"(?P<weekday>{weekday})",
    )
    return f"(?:{'|'.join(days)})(?:{SPACE}(?P<part>morning|afternoon|evening|night))?"


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A rule's pattern as a regular expression; word classes become named groups."""
    spaced = pattern.replace("~", HYPHEN).replace("'", APOSTROPHE).replace(" ", SPACE)
    filled = _PLACEHOLDER.sub(lambda found: f"(?P<{found[1]}{found[2]}>{_classes()[found[1]]})", spaced)
    return re.compile(f"{_BEFORE}(?:{filled}){_AFTER}", re.IGNORECASE)


@cache
def date_rules() -> tuple[DateRule, ...]:
    """The rules in the order of the file: on equal length the earlier one wins."""
    return tuple(_rule(table) for table in lexicon()["rule"])


def _sought(sought: str) -> Iterator[str]:
    """The words that `seek` names: a word, or the last word of each entry of a table ("{months}")."""
    if not sought.startswith("{"):
        yield sought
        return
    table = lexicon()[sought.strip("{}")]
    entries = table if isinstance(table, Mapping) else [name for names in table for name in names]
    for entry in entries:
        yield re.findall("[a-z]+", entry.lower())[-1]


@cache
def sought_words() -> frozenset[str]:
    """All words that any rule is tried near."""
    return frozenset(word for rule in date_rules() for word in rule.seek)


def _rule(table: Mapping[str, Any]) -> DateRule:
    return DateRule(
        name=table["name"],
        written=table["pattern"],
        seek=frozenset(word for sought in table.get("seek", ()) for word in _sought(sought)),
        value=table["value"],
        needs=tuple(table.get("needs", ())),
        examples=tuple((text, published, mention, value) for text, published, mention, value in table["examples"]),
        counter_examples=tuple(table.get("counter_examples", ())),
    )
