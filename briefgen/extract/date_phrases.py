"""Where time expressions stand: matches of the rules that pass their checks, the longest at each place, cut in pieces.

"September 6 and 7" is one match and two phrases (TIMEX3 tags each date of a list apart); they share the month.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from heapq import heapify, heappop, heappush

from briefgen.extract.date_candidate import Candidate
from briefgen.extract.date_checks import CHECKS
from briefgen.extract.date_lexicon import DateRule, date_rules, lexicon, numbered, sought_words, words
from briefgen.language.document import Document
from briefgen.model import Span

_CUTS = {"day3": "day", "day2": "day", "month2": "month", "year2": "year", "season2": "season", "upto": "number",
         "clock2": "clock"}  # fmt: skip
"""Groups that begin the next date of a list, and the group they stand for there."""
_TOKEN = re.compile(r"[A-Za-z]+|[0-9]+")
_REACH = 120
"""Characters on either side of a sought word: more than any match holds."""
_LISTS = frozenset({"calendar_day", "month", "year", "season", "duration", "clock"})
_HYPHENATED = frozenset(
    {
        "weekday",
        "month-day",
        "month",
        "months",
        "month-days",
        "year",
        "years",
        "year-span",
        "deictic",
        "holiday",
        "decade",
    }
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of one time expression: where they stand, the rule and the groups it was read by, in lower case."""

    start: int
    end: int
    text: str
    rule: str
    value: str
    groups: Mapping[str, str]

    def group(self, name: str) -> str:
        """A group in lower case with single spaces and plain hyphens, or ''."""
        return self.groups.get(name, "")


def find_phrases(document: Document) -> tuple[Phrase, ...]:
    """All time expressions of a document in text order, none overlapping another."""
    vetoed = [found.span() for found in _names().finditer(document.text)]

    def passes(rule: DateRule, match: re.Match[str]) -> bool:
        return _passes(rule, Candidate(document.doc, document.text, match), vetoed)

    return tuple(piece for match in _longest(_matches(document, passes), passes) for piece in match)


@cache
def _names() -> re.Pattern[str]:
    """Names that hold the word of a day or month; of things named by a day ("the March 23 Movement") only the nouns are listed."""
    known, months = lexicon()["vetoes"], words(names[0] for names in lexicon()["months"])
    day = r"[0-3]?[0-9](?:st|nd|rd|th)?"
    named = rf"(?:{months} {day}|{day} (?:of )?{months}) {words(known['named_by_day'])}"
    return re.compile(rf"(?<!\w)(?:{words(known['names'])}|{named})(?!\w)")


def _matches(
    document: Document, passes: Callable[[DateRule, re.Match[str]], bool]
) -> list[tuple[int, int, int, DateRule, re.Match[str]]]:
    """Passing matches as (start, minus length, place of the rule, rule, match)."""
    found = []
    index = word_places(document.text)
    for place, rule in enumerate(date_rules()):
        found += [
            (match.start(), match.start() - match.end(), place, rule, match)
            for match in matches_near(rule, document.text, index)
            if match.end() > match.start() and passes(rule, match)
        ]
    return found


def word_places(text: str) -> Mapping[str, list[int]]:
    """Where the sought words of a text stand; figures count by their length, as `#4`."""
    places: dict[str, list[int]] = {}
    sought = sought_words()
    for found in _TOKEN.finditer(text):
        word = found[0].lower() if found[0].isalpha() else f"#{max(2, len(found[0]))}"
        if word in sought:
            places.setdefault(word, []).append(found.start())
    return places


def matches_near(rule: DateRule, text: str, index: Mapping[str, list[int]]) -> Iterator[re.Match[str]]:
    """The matches of a rule, tried only near its words: what has none of them cannot match."""
    if not rule.seek:
        yield from rule.pattern.finditer(text)
        return
    places = sorted(place for word in rule.seek.intersection(index) for place in index[word])
    start = end = 0
    for place in places:
        if place - _REACH > end:
            yield from rule.pattern.finditer(text, start, end)
            start = place - _REACH
        end = place + _REACH
    if places:
        yield from rule.pattern.finditer(text, start, end)


def _passes(rule: DateRule, found: Candidate, vetoed: Iterable[Span]) -> bool:
    start, end = found.match.span()
    if any(start < stop and begin < end for begin, stop in vetoed):
        return False
    if rule.name not in _HYPHENATED and re.match(r"[-\u2010\u2011][^\W\d_]", found.text[end : end + 2]):
        return False
    return all(CHECKS[need](found) for need in rule.needs)


def _longest(
    found: list[tuple[int, int, int, DateRule, re.Match[str]]], passes: Callable[[DateRule, re.Match[str]], bool]
) -> Iterator[tuple[Phrase, ...]]:
    """The matches that stand; one that begins inside another is tried again behind it ("next Friday" | "April 1")."""
    end = 0
    waiting = [(*item[:3], number, *item[3:]) for number, item in enumerate(found)]
    heapify(waiting)
    while waiting:
        start, _, place, number, rule, match = heappop(waiting)
        if start >= end:
            yield _pieces(rule, match)
            end = match.end()
        elif match.end() > end:
            again = rule.pattern.search(match.string, end)
            if again and end <= again.start() < match.end() and again.end() > again.start() and passes(rule, again):
                heappush(waiting, (again.start(), again.start() - again.end(), place, number, rule, again))


def _pieces(rule: DateRule, match: re.Match[str]) -> tuple[Phrase, ...]:
    """The match as one phrase, or as one for each of its days, months or numbers where it lists several."""
    cuts = [name for name in _CUTS if _has(match, name)]
    if not cuts or rule.value not in _LISTS:
        return (_phrase(rule, match, match.span(), ""),)
    first = _CUTS[cuts[0]]
    pieces = [_before_turn(_phrase(rule, match, (match.start(), _first_end(match, first, cuts[0])), ""))]
    ends = [match.end(name) for name in cuts[:-1]] + [match.end()]
    pieces += [_phrase(rule, match, (match.start(name), end), name) for name, end in zip(cuts, ends, strict=True)]
    return tuple(pieces)


def _before_turn(phrase: Phrase) -> Phrase:
    """The first of two months with the year before, where the year turns between: "between December and January 2020"."""
    first, second, year = phrase.group("month"), phrase.group("month2"), phrase.group("year")
    if not (second and year) or numbered("months")[first.rstrip(".")] <= numbered("months")[second.rstrip(".")]:
        return phrase
    return replace(phrase, groups={**phrase.groups, "year": str(int(year) - 1)})


def _first_end(match: re.Match[str], name: str, cut: str) -> int:
    return min(match.end(name), match.start(cut))


def _has(match: re.Match[str], name: str) -> bool:
    return name in match.re.groupindex and match[name] is not None


def _phrase(rule: DateRule, match: re.Match[str], span: Span, own: str) -> Phrase:
    groups = {name: _plain(text) for name, text in match.groupdict().items() if text is not None}
    if own:
        same = _CUTS[own]
        groups[same] = _whole_year(groups[same], groups[own]) if same == "year" else groups[own]
        groups.pop("weekday", None)
        groups.pop("edge", None)
    return Phrase(*span, match.string[span[0] : span[1]], rule.name, rule.value, groups)


def _whole_year(first: str, short: str) -> str:
    """The second year of "2012-13" in full."""
    if len(short) > 2:
        return short
    century = int(first[:2]) + (short < first[2:])
    return f"{century:02d}{short}"


def _plain(text: str) -> str:
    text = re.sub(r"[\u2010-\u2013]", "-", re.sub(r"\s+", " ", text)).replace("\u2019", "'")
    return text.lower()
