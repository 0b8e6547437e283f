"""The parts of a brief that are computed: disputes, figures, coverage, gaps, omissions, places, activity."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from briefgen.brief.passages import phrase_after
from briefgen.brief.press import Press
from briefgen.brief.wording import MONTHS, counted, time_in_words
from briefgen.data import load_lexicon
from briefgen.model import Article, Contradiction, Event, Gap, Number, Place, Quantity, Situation, Statement, Variant
from briefgen.printed import Bar, Datum, Dispute, DisputeRow, Line, PlaceMark
from briefgen.situation.calendar import days_of, overlaps, period_days
from briefgen.situation.coverage import newest, oldest

FORTNIGHT = 14
REASONS = {
    "cannot-stand-alone": "not to be understood without what stands before",
    "duplicate": "word for word in another report",
    "off-topic": "not about the situation",
    "too-new": "published after the period",
    "too-old": "published before the period",
}
"""Reasons of our own in words; those of reading keep their code."""
UNTOLD = frozenset({"year", "month", "week", "day", "hour", "minute", "second", "decade", "magnitude"})


def telling_figures(events: Iterable[Event], statements: Mapping[str, Statement]) -> Iterator[tuple[Event, Quantity]]:
    """Figures of the best of the events that can be read with the words that follow them alone, none of one article twice."""
    articles: set[str] = set()
    values: set[tuple[Number | None, Number | None]] = set()
    for event in events:
        lead = statements[event.lead]
        quantity = next((q for q in event.quantities if _telling(q, lead)), None)
        if not quantity or quantity.value in values or lead.evidence.article in articles:
            continue
        if _says_of_what(quantity, lead):
            articles.add(lead.evidence.article)
            values.add(quantity.value)
            yield event, quantity


def _says_of_what(quantity: Quantity, lead: Statement) -> bool:
    """Whether words that tell what is counted follow the figure in its own clause, and lean on none before it."""
    phrase = phrase_after(lead.evidence, quantity.evidence)
    leans = _place_nouns().search(phrase.text) or any(
        gloss.kind == "pronoun" and phrase.start <= gloss.start < phrase.end for gloss in lead.glosses
    )
    sentence, begins, ends = lead.evidence.text, phrase.start - lead.evidence.start, phrase.end - lead.evidence.start
    torn = _CARRYING.search(sentence[:begins]) or _RUNS_ON.search(phrase.text) or _CUT_DATE.match(sentence[ends:])
    return not leans and not torn and len(phrase.text.split()) >= len(quantity.evidence.text.split()) + 2


_CARRYING = re.compile(
    r"\b(?:carrying|transporting|holding|containing|housing|with|in which|where|which|who|whose)\s+"
    r"(?:(?:about|around|some|nearly|more than|over|at least|up to)\s+)?\Z",
    re.IGNORECASE,
)
"""Words before a figure behind which the sentence goes on with another subject: "a boat carrying 80 people capsizes"."""
_RUNS_ON = re.compile(r"\band [a-z]+ing\b")
"""Words behind a figure that go on from a verb before it: "killing 20 passengers and injuring 24"."""
_CUT_DATE = re.compile(r"\s*,\s*\d{4}\b")
"""A year that was cut off a date: "by the January 8 | , 2020 attack"."""


@cache
def _place_nouns() -> re.Pattern[str]:
    """A place that only words before it name: "the city"."""
    nouns = "|".join(map(re.escape, load_lexicon("standing")["place_noun"]["nouns"]))
    return re.compile(rf"\bthe (?:{nouns})\b(?! of\b)", re.IGNORECASE)


def _telling(quantity: Quantity, lead: Statement) -> bool:
    """A figure of the lead itself that is worth setting large: not a small count, an age, a length of time or a magnitude."""
    if quantity.evidence.article != lead.evidence.article or lead.alone:
        return False
    inside = lead.evidence.start <= quantity.evidence.start and quantity.evidence.end < lead.evidence.end
    size = max((abs(value) for value in quantity.value if value is not None), default=0)
    return (
        inside
        and any(char.isdigit() for char in quantity.evidence.text)
        and quantity.unit not in UNTOLD
        and (size >= 10 or bool(quantity.unit))
    )


def dispute_tables(situation: Situation, press: Press, most: int) -> tuple[Dispute, ...]:
    """The contradictions as tables: figures first, then yes against no, then wordings."""
    order = {"figure": 0, "polarity": 1, "wording": 2}
    ordered = sorted(situation.contradictions, key=lambda item: (order[item.kind], item.event, item.id))
    return tuple(_dispute(item, press) for item in [item for item in ordered if _readable(item, press)][:most])


def _readable(item: Contradiction, press: Press) -> bool:
    """Whether the sentences that oppose each other can be read by themselves, one below the other."""
    sides = [variant.evidence for variant in item.variants]
    return item.kind != "polarity" or all(map(press.can_follow, sides, [None, *sides]))


def _dispute(item: Contradiction, press: Press) -> Dispute:
    evidence = tuple(variant.evidence for variant in item.variants)
    name = "speaker" if item.kind == "wording" else "slot"
    wording = item.nature if item.nature in {"revised", "control"} else item.kind
    told = wording == "polarity"
    data = [Datum(name, item.slot, "stated" if told else "given", evidence)]
    if told:
        data.append(Datum("cut", cut_after(item.slot, item.variants), "given"))
    title = press.computed(f"dispute_{wording}", data)
    return Dispute(title, item.kind, tuple(_row(item, variant, press) for variant in item.variants))


def cut_after(words: str, variants: tuple[Variant, ...]) -> str:
    """A mark that the passage goes on behind the words that name a dispute; a full stop where it ends."""
    text = next((variant.evidence.text for variant in variants if words in variant.evidence.text), words)
    return "." if text.partition(words)[2].strip(' .”"’') == "" else " …"


def _row(item: Contradiction, variant: Variant, press: Press) -> DisputeRow:
    """A figure as the source gives it; a wording as it is printed elsewhere; where accounts differ, their sentences."""
    if item.kind != "figure":
        line = press.cited(variant.evidence)
    else:
        line = press.computed("dispute_value", [Datum("value", variant.value, "stated", (variant.evidence,))])
    return DisputeRow(line.text, variant.speaker or "", time_in_words(variant.time), line)


def coverage_lines(situation: Situation, press: Press) -> tuple[Line, ...]:
    """What was read: articles and publishers, how they are dated, how much was found."""
    articles = situation.articles
    publishers = {article.publisher for article in articles if article.publisher}
    unnamed = sum(1 for article in articles if not article.publisher)
    basis = Counter(article.published.basis for article in articles)
    inferred, undated = basis["inferred"], basis["unknown"]
    lines = [
        press.computed(
            "articles_read",
            [
                Datum("articles", counted(len(articles), "article", "articles"), "given"),
                Datum("publishers", counted(len(publishers), "publisher", "publishers"), "given"),
                Datum("unnamed", counted(unnamed, "article names", "articles name"), "given"),
            ],
        ),
        press.computed(
            "dates_known",
            [
                Datum("dated", counted(len(articles) - inferred - undated, "article is", "articles are"), "given"),
                Datum("inferred", str(inferred), "given"),
                Datum("undated", str(undated), "given"),
            ],
        ),
    ]
    return (*lines, *_span_line(articles, press))


def _span_line(articles: tuple[Article, ...], press: Press) -> tuple[Line, ...]:
    if not any(days_of(article.published) for article in articles):
        return ()
    first, last = time_in_words(oldest(articles)), time_in_words(newest(articles))
    return (press.computed("span_known", [Datum("oldest", first, "given"), Datum("newest", last, "given")]),)


def gap_lines(situation: Situation, press: Press) -> tuple[Line, ...]:
    """The expected beats: those without a report first, then those without one since the period began."""
    first = period_days(situation.period)[0]
    ordered = sorted(situation.gaps, key=lambda gap: (gap.articles > 0, not _is_stale(gap, first), gap.articles))
    return tuple(_gap_line(gap, first, press) for gap in ordered)


def _is_stale(gap: Gap, first: date) -> bool:
    """Whether all reports that speak of a beat are older than the period."""
    days = days_of(gap.newest)
    return days is not None and days[1] < first


def _gap_line(gap: Gap, first: date, press: Press) -> Line:
    beat, last = Datum("beat", gap.title, "given"), Datum("newest", time_in_words(gap.newest), "given")
    if not gap.articles:
        return press.computed("gap_none", [beat])
    if _is_stale(gap, first):
        return press.computed("gap_stale", [beat, last])
    data = [
        Datum("articles", counted(gap.articles, "article", "articles"), "given"),
        Datum("origins", counted(gap.origins, "origin", "origins"), "given"),
    ]
    return press.computed("gap_some", [beat, *data, last])


def omission_lines(situation: Situation, press: Press) -> tuple[Line, ...]:
    """What was left out, counted by reason."""
    counts = Counter(problem.code for problem in situation.omissions)
    return tuple(
        press.computed(
            "omitted",
            [
                Datum("count", counted(number, *_left_out(code)), "given"),
                Datum("reason", REASONS.get(code, code.replace("-", " ")), "given"),
            ],
        )
        for code, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _left_out(code: str) -> tuple[str, str]:
    """What a reason leaves out, one and many: a passage, a report, or something of a file that was no report."""
    if code == "cannot-stand-alone":
        return "passage", "passages"
    return ("report", "reports") if code in REASONS else ("file or part of one", "files or parts of them")


def place_marks(situation: Situation, press: Press) -> tuple[PlaceMark, ...]:
    """Places that the printed passages name, for the map, most printed first."""
    codes: dict[Place, list[str]] = {}
    for statement in situation.statements:
        code = press.code_of(statement.passage)
        for place in statement.places if code else ():
            codes.setdefault(place, []).append(code)
    ranked = sorted(codes.items(), key=lambda pair: (-len(pair[1]), pair[0].name))
    return tuple(
        PlaceMark(p.name, p.precision, p.country, p.region, p.latitude, p.longitude, tuple(dict.fromkeys(found)))
        for p, found in ranked
    )


def activity_bars(situation: Situation, titles: Mapping[str, str]) -> tuple[Bar, ...]:
    """Events of the period by section and day, or month where the period is longer than a fortnight."""
    period = period_days(situation.period)
    fine = (period[1] - period[0]).days < FORTNIGHT
    counts: Counter[tuple[date, str]] = Counter()
    for event in situation.events:
        when = days_of(event.time)
        if when and when[0] == when[1] and overlaps(when, period):
            counts[when[0] if fine else when[0].replace(day=1), event.section] += 1
    days = sorted({day for day, _ in counts})
    return tuple(Bar(_bar_label(day, fine=fine), titles[key], counts[day, key]) for day in days for key in titles)


def _bar_label(day: date, *, fine: bool) -> str:
    month = MONTHS[day.month - 1]
    return f"{day.day} {month[:3]}" if fine else f"{month[:3]} {day.year}"
