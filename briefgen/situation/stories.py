"""Bounds from articles that quote the same words or open with the same people, and from visits announced for a week."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from briefgen.extract.findings import Findings
from briefgen.model import Time
from briefgen.situation.bounds import Bounds
from briefgen.situation.calendar import Days, days_of

WEEK = timedelta(days=6)
LEAD_SENTENCES = 3
WIDEST_SOURCE = 7
COMMON_SHARE = 0.6
RARE_SHARE = 0.34
FEWEST_PEOPLE = 3
FEWEST_RARE = 2
FEWEST_QUOTED = 5
_MARKED = re.compile(r"[\"“]([^\"“”]+)[\"”]")
_WORD = re.compile(r"[\w’']+")
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")


def shared_quotations(item: Findings, found: Sequence[Findings]) -> list[Bounds]:
    """Bounds from articles of known date that quote the same words of the same speaker."""
    said = _said(item)
    return [] if not said else [bound for other in found if _sure_days(other) for bound in _beside(item, other, said)]


def _said(item: Findings) -> dict[str, str]:
    """The quoted words of an article, squeezed, with the surname of who said them; short ones left out."""
    found: dict[str, str] = {}
    for quote in item.quotations:
        if quote.kind == "indirect" or quote.speaker is None:
            continue
        content = item.document.text[max(0, quote.content[0] - 1) : quote.content[1] + 1]
        for piece in _MARKED.findall(content) or [content]:
            words = _WORD.findall(piece.lower())
            if len(words) >= FEWEST_QUOTED:
                found[" ".join(words)] = quote.speaker.name.split()[-1]
    return found


def _quotes_the_same(said: Mapping[str, str], other: Mapping[str, str]) -> str:
    """The first words that two articles quote of one speaker; '' when there are none."""
    pairs = ((one, two) for one, who in sorted(said.items()) for two, whom in sorted(other.items()) if who == whom)
    return next((min(one, two, key=len) for one, two in pairs if one in two or two in one), "")


def _sure_days(item: Findings) -> Days | None:
    """The days an article was published on, when they are close enough to date another by."""
    days = days_of(item.document.article.published)
    return days if days and (days[1] - days[0]).days <= WIDEST_SOURCE else None


def _beside(item: Findings, other: Findings, said: Mapping[str, str]) -> Iterator[Bounds]:
    days, article = _sure_days(other), other.document.article
    shared = _quotes_the_same(said, _said(other)) if days and article.id != item.document.article.id else ""
    if days is None or not shared:
        return
    told = f"it quotes the same words as {article.path} of {article.published.value} ({shared!r})"
    weekdays = sorted(_lead_weekdays(item))
    if not weekdays:
        yield Bounds(days[0] - WEEK, days[1] + WEEK, told)
    for weekday in weekdays:
        day = _last(weekday, days[1])
        yield Bounds(day, day + WEEK, f"{told}, and its weekday is then {day.isoformat()}")


def _last(weekday: int, day: date) -> date:
    """The last such weekday on or before a day."""
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def _lead_weekdays(item: Findings) -> set[int]:
    """Weekdays that the opening sentences name."""
    lead = item.document.sentences[:LEAD_SENTENCES]
    end = lead[-1].end_char if lead else 0
    return {int(match.group(1)) for date_ in item.dates if date_.start < end and (match := _WEEKDAY.match(date_.value))}


def shared_people(item: Findings, found: Sequence[Findings]) -> list[Bounds]:
    """The weekday of an article whose opening names the same people, most of them rare, as one of known date."""
    weekdays = _lead_weekdays(item)
    people = {name for label, name in _lead_names(item) if label == "PERSON"}
    if not weekdays or len(people) < FEWEST_PEOPLE or _sure_days(item):
        return []
    rare = people - _frequent_people(found)
    return [
        bound
        for other in found
        if other.document.article.id != item.document.article.id
        for bound in _met_by(other, people, rare, weekdays)
    ]


def _met_by(other: Findings, people: set[str], rare: set[str], weekdays: set[int]) -> Iterator[Bounds]:
    days = _sure_days(other)
    shared = people & {name for label, name in _lead_names(other) if label == "PERSON"}
    if days is None or len(shared) < FEWEST_PEOPLE or len(shared & rare) < FEWEST_RARE:
        return
    article = other.document.article
    for weekday in weekdays:
        day = _last(weekday, days[1])
        told = f"it opens with the same people as {article.path} of {article.published.value} ({', '.join(sorted(shared))})"
        yield Bounds(day, day + WEEK, f"{told}, and its weekday is then {day.isoformat()}")


def _frequent_people(found: Sequence[Findings]) -> set[str]:
    counts = Counter(name for item in found for name in {e.name for e in item.entities if e.label == "PERSON"})
    return {name for name, number in counts.items() if number > RARE_SHARE * len(found)}


def planned_visits(item: Findings, found: Sequence[Findings]) -> list[Bounds]:
    """The weekday of an article that tells as done what another announced for a certain week."""
    common = _common_names(found)
    weekdays = _lead_weekdays(item)
    names = _lead_names(item) - common
    if not weekdays or not names or _sure_days(item):
        return []
    return [
        bound
        for other in found
        if _sure_days(other) and other.document.article.id != item.document.article.id
        for bound in _announced(other, names, weekdays)
    ]


def _announced(other: Findings, names: set[tuple[str, str]], weekdays: set[int]) -> Iterator[Bounds]:
    days = _sure_days(other)
    for mention in other.dates:
        week = days_of(Time(mention.value, mention.granularity))
        if days is None or mention.granularity != "week" or week is None or week[0] <= days[1]:
            continue
        sentence = next((s for s in other.document.sentences if s.start_char <= mention.start < s.end_char), None)
        if sentence is None:
            continue
        shared = names & {
            (e.label, e.name) for e in other.entities if sentence.start_char <= e.start < sentence.end_char
        }
        if len(shared) >= 2 and any(label == "PERSON" for label, _ in shared):
            who = " and ".join(sorted(name for _, name in shared))
            for weekday in weekdays:
                day = week[0] + timedelta(days=weekday - 1)
                reason = f"{other.document.article.path} announced it for the week of {week[0].isoformat()} ({who}), so its weekday is {day.isoformat()}"
                yield Bounds(day, day + WEEK, reason)


def _lead_names(item: Findings) -> set[tuple[str, str]]:
    lead = item.document.sentences[:LEAD_SENTENCES]
    end = lead[-1].end_char if lead else 0
    return {(entity.label, entity.name) for entity in item.entities if entity.start < end}


def _common_names(found: Sequence[Findings]) -> set[tuple[str, str]]:
    """Names that so many articles bear that sharing one says nothing."""
    counts = Counter(name for item in found for name in {(entity.label, entity.name) for entity in item.entities})
    return {name for name, number in counts.items() if number > COMMON_SHARE * len(found)}
