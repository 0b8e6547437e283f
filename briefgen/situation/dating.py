"""When an article without a date was published, by reasoning that can be printed.

Each rule gives bounds with a reason: the latest day that the text names, "as of" a day, a weekday of a story that a
dated article tells, a happening that another article dates, the age of the war, the order of items in a file. The
bounds are intersected; inconsistent evidence widens the interval, and nothing is ever guessed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefgen.data import load_lexicon
from briefgen.extract.dates import extract_dates
from briefgen.extract.findings import Findings
from briefgen.extract.said_time import OPEN, sentence_times
from briefgen.language.document import Document
from briefgen.model import DateMention, Time
from briefgen.profile import Profile
from briefgen.situation.bounds import Bounds, agree, meet, time_of
from briefgen.situation.calendar import days_of
from briefgen.situation.clock import clock_bounds, office_bounds
from briefgen.situation.deadlines import passed_deadlines
from briefgen.situation.item_order import order_bounds
from briefgen.situation.stories import planned_visits, shared_people, shared_quotations

WEEK = timedelta(days=6)
HARDLY_LATER = timedelta(days=45)
WIDEST_RESOLVED = 13
_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
NEAR_WORDS = 4


@dataclass(frozen=True, slots=True)
class Happening:
    """A dated event known by its kind and place: ("summit", "Alaska") on one day."""

    noun: str
    place: str
    day: date
    told_by: str


def date_articles(found: Sequence[Findings], profile: Profile) -> tuple[Findings, ...]:
    """The findings with every article dated as far as reasoning goes, their relative days resolved anew.

    Two rounds: what the first one dates closely may date others in the second.
    """
    years = _years(found)
    undated = frozenset(_id(item) for item in found if not _published(item))
    found = tuple(_with_years(item, years) if _id(item) in undated else item for item in found)
    own = {_id(item): _own_bounds(item, profile) for item in found if _id(item) in undated}
    happenings = _happenings(found)
    own = {_id(item): [*own[_id(item)], *_told_elsewhere(item, happenings)] for item in found if _id(item) in own}
    dated = found
    for _ in range(2):
        dated = _one_round(found, dated, own)
    return dated


def _one_round(
    found: Sequence[Findings], dated: Sequence[Findings], own: Mapping[str, list[Bounds]]
) -> tuple[Findings, ...]:
    """Each undated article by its own words, by the articles `dated` so far, and by its neighbours in its file."""
    known = {_id(item): meet(_evidence(item, own[_id(item)], dated)) for item in found if _id(item) in own}
    marks = {key: max(days) for key, told in own.items() if (days := [b.first for b in told if b.first and not b.last])}
    ordered = order_bounds([item.document.article for item in found], known, marks)
    return tuple(_dated(item, ordered.get(_id(item))) if _id(item) in own else item for item in found)


def _evidence(item: Findings, own: Sequence[Bounds], dated: Sequence[Findings]) -> list[Bounds]:
    """All bounds of an article; a deadline counted back only where nothing speaks against it, since people set many."""
    told = [*own, *shared_quotations(item, dated), *planned_visits(item, dated), *shared_people(item, dated)]
    return told + [bounds for bounds in passed_deadlines(item, dated) if agree([*told, bounds])]


def _id(item: Findings) -> str:
    return item.document.article.id


def _published(item: Findings) -> bool:
    return days_of(item.document.article.published) is not None


def _years(found: Sequence[Findings]) -> tuple[date, date] | None:
    """First and last day of the articles that carry a date: what dates without a year are nearest to."""
    days = [found_days for item in found if (found_days := days_of(item.document.article.published))]
    return (min(day[0] for day in days), max(day[1] for day in days)) if days else None


def _with_years(item: Findings, years: tuple[date, date] | None) -> Findings:
    """Days without a year get the last one that is not later than the dated articles, or hardly."""
    return replace(item, dates=tuple(_with_year(mention, years) for mention in item.dates)) if years else item


def _with_year(mention: DateMention, years: tuple[date, date]) -> DateMention:
    yearless = _YEARLESS.fullmatch(mention.value)
    if not yearless:
        return mention
    latest = years[1] + HARDLY_LATER
    days = [
        day
        for year in range(years[0].year - 1, latest.year + 1)
        if (day := _make(year, *yearless.groups())) and day <= latest
    ]
    return replace(mention, value=max(days).isoformat(), basis="inferred") if days else mention


def _own_bounds(item: Findings, profile: Profile) -> list[Bounds]:
    """What the article's own words say."""
    text = item.document.text
    named = [
        (mention, days[0]) for mention in item.dates if (days := days_of(_as_time(mention))) and days[0] == days[1]
    ]
    past = [(mention, day) for mention, day in named if not _ahead(mention, text)]
    bounds = [*_read_bounds(item.document.article.published), *clock_bounds(item.document, profile)]
    if past:
        mention, day = max(past, key=lambda pair: pair[1])
        phrase = text[mention.start : mention.end]
        bounds.append(Bounds(day, None, f"it names {phrase} as past", phrase))
        bounds += office_bounds(text, day)
    for mention, day in named:
        if (
            text[max(0, mention.start - 12) : mention.start]
            .lower()
            .rstrip()
            .endswith(tuple(load_lexicon("dating")["as_of"]["words"]))
        ):
            phrase = text[mention.start : mention.end]
            bounds.append(Bounds(day, day + timedelta(days=1), f"it says what is known as of {phrase}", phrase))
    return bounds


def _read_bounds(published: Time) -> Iterator[Bounds]:
    """What the reader saw of the layout, such as the day of a picture."""
    if published.basis == "inferred" and published.value.endswith(f"/{OPEN}"):
        yield Bounds(date.fromisoformat(published.value[:10]), None, published.reason, published.phrase)


def _as_time(mention: DateMention) -> Time:
    return Time(mention.value, mention.granularity)


def _make(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:  # 29 February
        return None


def _ahead(mention: DateMention, text: str) -> bool:
    """Whether the words beside a day put it ahead of the writer."""
    before = text[: mention.start].split()[-NEAR_WORDS:]
    after = text[mention.end :].split(maxsplit=2)[:1]
    words = {word.strip(".,;:\"”’'()").lower() for word in (*before, *after)}
    return bool(words & set(load_lexicon("dating")["ahead"]["words"]))


def _happenings(found: Sequence[Findings]) -> tuple[Happening, ...]:
    """Happenings that dated sentences name, where all of them agree on the day."""
    told: dict[tuple[str, str], set[tuple[date, str]]] = {}
    for item in found:
        for sentence in item.document.sentences:
            times = sentence_times(sentence, item.dates, item.document.article, item.quotations)
            days = days_of(times.deed)
            if days and days[0] == days[1]:
                for name in _named_happenings(sentence.text, item):
                    told.setdefault(name, set()).add((days[0], item.document.article.path))
    agreed = {key: days for key, days in told.items() if len({day for day, _ in days}) == 1}
    return tuple(Happening(*key, *min(days)) for key, days in sorted(agreed.items()))


def _named_happenings(text: str, item: Findings) -> Iterator[tuple[str, str]]:
    words = {word.strip(".,;:\"”’'()").lower() for word in text.split()}
    nouns = [noun for noun in load_lexicon("dating")["happenings"]["nouns"] if noun in words]
    places = {entity.name for entity in item.entities if entity.label in {"GPE", "LOC"} and entity.name in text}
    yield from ((noun, place) for noun in nouns for place in sorted(places))


def _told_elsewhere(item: Findings, happenings: Sequence[Happening]) -> list[Bounds]:
    """Bounds from weekdays of happenings that another article dates."""
    by_name = {(known.noun, known.place): known for known in happenings}
    bounds = []
    for sentence in item.document.sentences:
        weekdays = _weekdays(item.dates, sentence.start_char, sentence.end_char)
        for name in _named_happenings(sentence.text, item):
            known = by_name.get(name)
            if known and (known.day.isoweekday() in weekdays or _later_this_week(sentence.text)):
                bounds.append(_beside(known, sentence.text))
    return bounds


def _weekdays(dates: Sequence[DateMention], start: int, end: int) -> set[int]:
    inside = (date_ for date_ in dates if start <= date_.start < end)
    return {int(match.group(1)) for date_ in inside if (match := _WEEKDAY.match(date_.value))}


def _later_this_week(text: str) -> bool:
    return "later this week" in text.lower()


def _beside(known: Happening, text: str) -> Bounds:
    words = f"the {known.noun} in {known.place}, which {known.told_by} puts on {known.day.isoformat()}"
    lowered = text.lower()
    if any(re.search(rf"\b{re.escape(word)}\b", lowered) for word in load_lexicon("dating")["prospect"]["words"]):
        return Bounds(known.day - WEEK, known.day, f"it looks forward to {words}", known.noun)
    return Bounds(known.day, known.day + WEEK, f"it reports {words}", known.noun)


def _dated(item: Findings, bounds: Bounds | None) -> Findings:
    """The findings with the article's inferred date; relative days only where both ends of the interval agree on them."""
    if bounds is None:
        return item
    article = replace(item.document.article, published=time_of(bounds))
    document = Document(article, item.document.doc)
    if bounds.first is None or bounds.last is None or (bounds.last - bounds.first).days > WIDEST_RESOLVED:
        return replace(item, document=document)
    early, late = (_dates_on(item, day) for day in (bounds.first, bounds.last))
    return replace(item, document=document, dates=_agreed(item.dates, early, late))


def _dates_on(item: Findings, day: date) -> Mapping[tuple[int, int], DateMention]:
    published = Time(day.isoformat(), "day", "", "inferred")
    document = Document(replace(item.document.article, published=published), item.document.doc)
    return {(mention.start, mention.end): mention for mention in extract_dates(document)}


def _agreed(
    dates: Sequence[DateMention],
    early: Mapping[tuple[int, int], DateMention],
    late: Mapping[tuple[int, int], DateMention],
) -> tuple[DateMention, ...]:
    """Each mention with the value that both ends of the interval give it, else as it was."""
    resolved = []
    for mention in dates:
        one, other = early.get((mention.start, mention.end)), late.get((mention.start, mention.end))
        resolved.append(one if one and other and one.value == other.value else mention)
    return tuple(resolved)
