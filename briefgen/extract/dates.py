"""Time expressions of a document with their TIMEX3 values, reckoned against the publication date.

Extents, types and values follow TimeML 1.2.1 and its TIMEX3 guidelines: no leading preposition, modifiers and
articles inside ("the last two weeks", "late October"), a bare duration where a date could only be guessed.
"""

import re
from bisect import bisect_left as bisect
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from briefgen.extract import date_clock, date_holidays, date_relative, date_spans, date_values
from briefgen.extract.date_anchor import Context, Read, publication_day
from briefgen.extract.date_phrases import Phrase, find_phrases
from briefgen.extract.date_tense import nowadays, tense_at
from briefgen.language.document import Document
from briefgen.model import DateMention

RESOLVERS: Final[Mapping[str, date_values.Resolver]] = (
    date_values.RESOLVERS
    | date_relative.RESOLVERS
    | date_clock.RESOLVERS
    | date_spans.RESOLVERS
    | date_holidays.RESOLVERS
)
_AFTER_OTHERS: Final = frozenset({"clock", "o_clock", "part_of_day"})
"""Resolvers that take the day of their sentence, which may stand behind them."""
_PARTED: Final = re.compile(
    r"[,;:–—]| (?:and|but|or)(?! \d)|\b(?:that|would|will|who|which|while|when|as)\b|[.!?][”\"’]? [A-Z]"
)
_SAID: Final = re.compile(r", (?:[^.;]{0,60} )?(?:said|says|told|reported|announced|confirmed|according)\b")
_REACH: Final = 12
"""How many dates back (and on, for times of day) a phrase may be reckoned from."""


def extract_dates(document: Document) -> tuple[DateMention, ...]:
    """All time expressions of a document in text order, none overlapping another.

    `value` is a TIMEX3 value; `basis` is "stated" where the words hold all of it, "resolved" where it is reckoned
    from the publication date or another date of the text, "unknown" where it cannot be (`XXXX-WXX-5`, `PAST_REF`).
    """
    phrases = find_phrases(document)
    dates = _read_in_order(document, [phrase for phrase in phrases if not _waits(phrase)])
    times = _read_times(document, [phrase for phrase in phrases if _waits(phrase)], dates)
    rules = {phrase.start: phrase.rule for phrase in phrases}
    return tuple(_mention(found, rules[found.start]) for found in sorted([*dates, *times], key=_start))


def _waits(phrase: Phrase) -> bool:
    if phrase.value == "shift":
        return phrase.group("unit") in {"hours", "hour", "minutes", "minute"} and phrase.group("direction") != "ago"
    return phrase.value in _AFTER_OTHERS and not any(map(phrase.group, ("weekday", "deictic", "month")))


def _read_in_order(document: Document, phrases: Sequence[Phrase]) -> list[Read]:
    read: list[Read] = []
    for phrase in phrases:
        read += _read(phrase, _context(document, phrase, read[-_REACH:]))
    return read


def _read_times(document: Document, phrases: Sequence[Phrase], dates: Sequence[Read]) -> list[Read]:
    """Times of day, which see the dates of their whole sentence and the time told before them."""
    found: list[Read] = []
    for phrase in phrases:
        first = bisect(dates, phrase.start, key=_start)
        context = _context(document, phrase, ())
        last = bisect(dates, context.sentence[1], key=_start)
        near = list(dates[max(0, first - _REACH) : first])
        near += [date for date in dates[first : min(last, first + _REACH)] if _in_clause(document.text, phrase, date)]
        told = [read for read in (*dates[max(0, first - _REACH) : first], *found[-1:]) if read.valued.type == "TIME"]
        found += _read(phrase, replace(context, earlier=near, told=max(told, key=_start, default=None)))
    return found


def _in_clause(text: str, phrase: Phrase, date: Read) -> bool:
    """Whether no clause or sentence ends between a time of day and the date behind it."""
    gap = text[phrase.end - 1 : date.start]
    return len(gap) < len("., on the ") or not _PARTED.search(gap) or bool(_SAID.search(gap))


def _start(read: Read) -> int:
    return read.start


def _read(phrase: Phrase, context: Context) -> list[Read]:
    valued = RESOLVERS[phrase.value](phrase, context)
    return (
        [Read(phrase.start, phrase.end, valued, phrase.rule, context.after_from, context.after_since)]
        if valued is not None
        else []
    )


def _context(document: Document, phrase: Phrase, earlier: Sequence[Read]) -> Context:
    doc = document.doc
    span = doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    sentence = (span.sent.start_char, span.sent.end_char) if span else (phrase.start, phrase.end)
    return Context(
        base=publication_day(document),
        tense=tense_at(document, phrase.start, phrase.end),
        earlier=earlier,
        start=phrase.start,
        sentence=sentence,
        after_since=document.text[max(0, phrase.start - 6) : phrase.start].lower() == "since ",
        after_from=document.text[max(0, phrase.start - 5) : phrase.start].lower() == "from ",
        nowadays=phrase.group("deictic") == "today" and nowadays(document, phrase.start, phrase.end),
    )


def _mention(read: Read, rule: str) -> DateMention:
    valued = read.valued
    return DateMention(read.start, read.end, valued.value, valued.type, valued.granularity, valued.basis, rule)
