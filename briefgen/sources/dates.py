"""When an article was published: stated in words or metadata, or held by its URL; never finer than that."""

import re
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from briefgen.model import UNKNOWN_TIME, Granularity, Time

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_CLOCK = r"(?:[T ,]+(?:at )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d{1,6})?\s?(?:[ap]\.?m\.?)?\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|[A-Z]{1,4}T)?(?![\w:]))?"
_FORMS = (
    rf"{_YEAR}-(?P<monthnumber>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
    rf"{_YEAR}/(?P<monthnumber>\d{{1,2}})/(?P<day>\d{{1,2}})(?!\d)",
    rf"{_YEAR}\.(?P<monthnumber>\d{{2}})\.(?P<day>\d{{2}})(?!\d)",
    rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}(?!\d)",
    rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
    rf"(?P<day>\d{{1,2}})[./](?P<monthnumber>\d{{1,2}})[./]{_YEAR}(?!\d)",
    rf"{_MONTH},?\s+{_YEAR}(?!\d)",
    rf"{_YEAR}-(?P<monthnumber>\d{{2}})(?![\d-])",
)
LONGEST_LABEL = 60
_WORDED = re.compile(
    rf"(?=.*\b{_YEAR}\b)(?=.*\b{_MONTH})(?=.*\b\d{{1,2}}(?:st|nd|rd|th)?\b)".replace("?P<year>", "?:").replace(
        "?P<month>", "?:"
    ),
    re.IGNORECASE,
)
"""Year, month in words and day: what dateparser may read; it would make up what is missing."""
_STATED = tuple(re.compile(form + _CLOCK, re.IGNORECASE) for form in _FORMS)
_LABEL = re.compile(
    r"[\s*_]{0,8}(?P<label>date published|publication date|published on|posted on|pub date|pubdate|dated|date|published|posted)"
    r"[\s*_]{0,4}(?P<colon>[:=]?)[\s*_\"']{0,6}",
    re.IGNORECASE,
)
_IN_URL = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/_-](?P<monthnumber>\d{1,2})[/_-](?P<day>\d{1,2})(?![\d])"),
    re.compile(rf"(?<!\d)(?P<year>(?:19|20)\d\d)[/_-]{_MONTH}[/_-](?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<![a-z]){_MONTH}[-_](?P<day>\d{{1,2}})[-_](?P<year>20\d\d)(?!\d)", re.IGNORECASE),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})[-_]{_MONTH}[-_](?P<year>20\d\d)(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![\da-z])(?P<year>20\d\d)(?P<monthnumber>[01]\d)(?P<day>[0-3]\d)(?![\da-z])", re.IGNORECASE),
    re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<monthnumber>[01]\d)(?=/)"),
)


class DatePrefix(NamedTuple):
    """A date label at the head of a line: the time, and where what follows it begins."""

    published: Time
    end: int


def read_date(words: str) -> Time:
    """The date that a string begins with, as a Time whose basis is "stated"; unknown if there is none.

    Day and month in figures with neither over 12 are ambiguous between countries and stay unknown.
    """
    start = len(words) - len(words.lstrip())
    found = _match_date(words, start)
    return found.published if found else _read_otherwise(words)


def _read_otherwise(words: str) -> Time:
    """A date in another wording ("5th of September, 2025 at 10 a.m. EDT"), only where day, month and year are all there."""
    if len(words) > LONGEST_LABEL or not _WORDED.search(words):
        return UNKNOWN_TIME
    moment = _worded_dates().get_date_data(words.strip()).date_obj
    return time_of_datetime(moment.date(), words.strip()) if moment else UNKNOWN_TIME


@cache
def _worded_dates() -> "DateDataParser":
    from dateparser.date import DateDataParser

    settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "RETURN_AS_TIMEZONE_AWARE": False}
    return DateDataParser(languages=["en"], settings=settings)


def date_prefix(line: str) -> DatePrefix | None:
    """The publication date that opens a line ("date 2025-09-05 The president said...", "Published: May 3, 2025").

    A line that holds a full date and nothing else counts too; a date that opens a sentence does not.
    """
    label = _LABEL.match(line)
    if label is None or label.end() == label.end("label"):
        return _whole_line(line, 0)
    if label["label"].lower() not in ("date", "published on", "posted on") and not label["colon"]:
        return _whole_line(line, label.end())
    return _match_date(line, label.end())


def _whole_line(line: str, start: int) -> DatePrefix | None:
    found = _match_date(line, start) if len(line) <= 80 and line[-1:].isalnum() else None
    return found if found and found.end == len(line) and found.published.granularity == "day" else None


def days_within(words: str) -> tuple[Time, ...]:
    """The full days that stand anywhere in a string, as a caption has them."""
    found = (_time_of(match, "stated") for pattern in _STATED for match in pattern.finditer(words))
    return tuple(time for time in found if time and time.granularity == "day")


def date_in_url(url: str) -> Time:
    """The date in the path of a URL ("/2025/10/29/", "-2025-10-29", "/2025/10/"), basis "url"; else unknown."""
    path = urlsplit_path(url)
    for pattern in _IN_URL:
        for match in pattern.finditer(path):
            if found := _time_of(match, "url"):
                return found
    return UNKNOWN_TIME


def urlsplit_path(url: str) -> str:
    """The path of a URL; empty for what is no URL."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def time_of_datetime(moment: datetime | date, phrase: str) -> Time:
    """A day that metadata states. The day is the one of the publisher's own clock: no zone is converted."""
    return Time(moment.strftime("%Y-%m-%d"), "day", phrase, "stated")


def _match_date(words: str, start: int) -> DatePrefix | None:
    for pattern in _STATED:
        match = pattern.match(words, start, start + 80)
        found = _time_of(match, "stated") if match else None
        if match and found:
            return DatePrefix(found, match.end())
    return None


def _time_of(match: re.Match[str], basis: str) -> Time | None:
    groups = match.groupdict()
    year, month = int(groups["year"]), _month_number(groups)
    day = int(groups["day"]) if groups.get("day") else None
    if _is_ambiguous(match, month, day) or not _is_day(year, month, day or 1):
        return None
    value = f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
    granularity: Granularity = "day" if day else "month"
    return Time(value, granularity, match[0].strip(" /,"), "url" if basis == "url" else "stated")


def _month_number(groups: dict[str, str | None]) -> int:
    name = groups.get("month")
    return _MONTHS.index(name[:3].lower()) + 1 if name else int(groups["monthnumber"] or 0)


def _is_ambiguous(match: re.Match[str], month: int, day: int | None) -> bool:
    """Whether day and month in figures, day first, could be the other way round."""
    groups = match.groupdict()
    day_first = bool(groups.get("monthnumber")) and day is not None and match.start("day") < match.start("year")
    return day_first and day is not None and day <= 12 and day != month


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
