"""The age of the situation as a clock: "its 46th month", "more than three and a half years", "the coming winter"."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from briefgen.data import load_lexicon
from briefgen.language.document import Document
from briefgen.profile import Profile
from briefgen.situation.bounds import Bounds

NUMBERS = {
    "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0,
}  # fmt: skip
_NUMBER = r"(?P<number>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
_MONTH = re.compile(r"\b(?:its|the|war's|invasion's|war’s|invasion’s) (?P<number>\d{1,3})(?:st|nd|rd|th) month\b")
_YEARS = re.compile(
    rf"\b(?P<how>more than|over|nearly|almost) {_NUMBER}(?P<half>[ -]and[ -]a[ -]half)? years (?:of|after|since|into|ago)? ?(?:[\w'’-]+ ){{0,4}}?"
    r"(?P<what>war|invasion|conflict|launched|invaded|invading)\b",
)
_DEFENDING = re.compile(
    rf"\b(?:invasion|war)\b[^.]{{0,60}}\bfor (?P<how>more than|over|nearly|almost) {_NUMBER}(?P<half> and a half)? years"
)
_OFFICE = re.compile(r"\b[Ii]n the (?P<number>\w+) months since (?P<who>he|she|[A-Z][\w’'-]+) took office\b")
_COMING = re.compile(r"\bthe coming (?P<season>winter|spring|summer|autumn|fall)\b")
_SEASON_START = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
SLACK = timedelta(days=31)
HALF_MONTH = timedelta(days=15)


def clock_bounds(document: Document, profile: Profile) -> Iterator[Bounds]:
    """Bounds from how long the situation is said to last, where its profile says when it began."""
    if not profile.began:
        return
    began, text = date.fromisoformat(profile.began), document.text
    for match in _MONTH.finditer(text):
        number = int(match["number"])
        yield Bounds(_after(began, number - 1), _after(began, number), f"it speaks of {match.group()!r}", match.group())
    for pattern in (_YEARS, _DEFENDING):
        for match in pattern.finditer(text):
            yield _years_bounds(began, match)
    yield from _season_bounds(text, began)


def office_bounds(text: str, past: date) -> Iterator[Bounds]:
    """Bounds from "in the ten months since he took office", where `past` is a day that the text names as past.

    Of several terms of one holder the one is meant that began last before that day.
    """
    terms = load_lexicon("dating")["offices"]["began"]
    for match in _OFFICE.finditer(text):
        before = {text.rfind(name, 0, match.start()): name for name in terms}
        who = match["who"] if match["who"] in terms else before[max(before)] if max(before) >= 0 else ""
        starts = [date.fromisoformat(day) for day in terms.get(who, ()) if date.fromisoformat(day) <= past]
        word = match["number"]
        number = NUMBERS.get(word) or (float(word) if word.isdigit() else 0.0)
        if starts and number:
            reason = f"it says {match.group()!r} of {who}, who did on {max(starts).isoformat()}"
            first, last = _after(max(starts), round(number)), _after(max(starts), round(number) + 1)
            yield Bounds(first - HALF_MONTH, last, reason, match.group())


def _years_bounds(began: date, match: re.Match[str]) -> Bounds:
    """'More than N years' reaches to the next half year, 'nearly N' back to the last half year; a month of slack before."""
    word = match["number"]
    months = round(12 * (NUMBERS.get(word) or float(word)) + (6 if match["half"] else 0))
    reason = f"it says {match.group()!r} of what began on {began.isoformat()}"
    if match["how"] in {"more than", "over"}:
        length = 6 if match["half"] else 12
        return Bounds(_after(began, months), _after(began, months + length), reason, match.group())
    return Bounds(_after(began, months - 6) - SLACK, _after(began, months), reason, match.group())


def _season_bounds(text: str, began: date) -> Iterator[Bounds]:
    """'The coming winter' is written before that winter; which year it is, other evidence must say."""
    match = _COMING.search(text)
    stretches = [
        bounds
        for pattern in (_YEARS, _DEFENDING)
        for found in pattern.finditer(text)
        if (bounds := _years_bounds(began, found))
    ]
    if not match or not stretches or stretches[0].first is None:
        return
    first = stretches[0].first
    month = _SEASON_START[match["season"]]
    starts = date(first.year + (first.month >= month), month, 1)
    yield Bounds(None, starts - timedelta(days=1), f"it speaks of {match.group()!r} as ahead", match.group())


def _after(day: date, months: int) -> date:
    """The same day of the month, some months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
