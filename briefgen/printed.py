"""What is printed: a Brief of Lines, each with its evidence, and the ledger that `verify` reads back.

A Line is a passage of an article (verbatim but for tracked edits), a computed line (a fixed template filled
from the model, each datum with its evidence) or the analyst's own judgement. Templates print nothing else
but their own fixed words and these records; `Brief` is the whole context they get.
"""

from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from briefgen.model import STRICT, Evidence, Period, Time

LineKind = Literal["passage", "computed", "judgement"]
PieceRole = Literal["verbatim", "cut", "insert", "typography"]
Marker = Literal["single source", "claim", "denied", "disputed", "undated", "background", "planned"]


@dataclass(frozen=True, slots=True, config=STRICT)
class Piece:
    """A run of a printed passage: verbatim words, or one tracked edit and the words it stands for."""

    role: Annotated[PieceRole, Field(description="verbatim words, or which edit")]
    text: Annotated[str, Field(description="as printed; ' … ' for a cut, '[Zelenskyy]' for an insertion")]
    original: Annotated[str, Field(description="the article's own characters that this run stands for")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Datum:
    """One value of a computed line and how it can be checked again."""

    name: Annotated[str, Field(description="which slot of the wording")]
    value: Annotated[str, Field(description="as printed")]
    check: Annotated[str, Field(description="stated, publishers, unnamed, articles, origins, published, given")]
    evidence: Annotated[tuple[Evidence, ...], Field(description="where it is stated")] = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class Line:
    """A printed sentence with everything that proves it."""

    id: Annotated[str, Field(description="unique in the brief, in the order of print: L001")]
    kind: Annotated[
        LineKind, Field(description="passage of an article, computed from the articles, or the analyst’s own judgement")
    ]
    text: Annotated[str, Field(description="as printed, without its note calls")]
    pieces: Annotated[tuple[Piece, ...], Field(description="the runs of a passage; joined they are the text")] = ()
    notes: Annotated[tuple[int, ...], Field(description="numbers of its notes")] = ()
    codes: Annotated[tuple[str, ...], Field(description="codes of its passages in the annex: P01")] = ()
    evidence: Annotated[tuple[Evidence, ...], Field(description="the passages of articles that it rests on")] = ()
    template: Annotated[str, Field(description="name of the fixed wording of a computed line")] = ""
    data: Annotated[tuple[Datum, ...], Field(description="the values of a computed line")] = ()
    statement: Annotated[str, Field(description="Statement.id of a passage")] = ""
    speaker: Annotated[str, Field(description="who is reported to say it; '' for narration")] = ""


@dataclass(frozen=True, slots=True, config=STRICT)
class Note:
    """A numbered note: where one call in the text leads."""

    number: Annotated[int, Field(description="as printed, from 1")]
    line: Annotated[str, Field(description="id of the line that calls it")]
    code: Annotated[str, Field(description="code of the passage in the annex")]
    publisher: Annotated[str, Field(description="as printed; 'Publisher not stated' when unknown")]
    date: Annotated[str, Field(description="date of the article as known, as printed; 'undated' when unknown")]
    passage: Annotated[str, Field(description="the opening words of the passage, as printed")]
    url: Annotated[str, Field(description="address of the article, or an empty text; print it through safe_url")] = ""


@dataclass(frozen=True, slots=True, config=STRICT)
class Item:
    """An event as printed: its best sentence, further sentences, how it is sourced, and its markings."""

    lead: Annotated[Line, Field(description="the sentence that tells it best")]
    support: Annotated[tuple[Line, ...], Field(description="further sentences of the same event")]
    sourcing: Annotated[Line, Field(description="how many articles, publishers and origins")]
    markers: Annotated[tuple[Marker, ...], Field(description="its markings, most important first")]
    date: Annotated[str, Field(description="date of the event as printed; 'date not stated' when unknown")]
    section: Annotated[str, Field(description="key of its section")]
    event: Annotated[str, Field(description="Event.id")]
    places: Annotated[tuple[str, ...], Field(description="names of its places")] = ()
    stretch: Annotated[
        str, Field(description="heading of the day, week or month under which it stands in a long section, or ''")
    ] = ""


@dataclass(frozen=True, slots=True, config=STRICT)
class Figure:
    """A figure set large, and how sure its source is of it."""

    line: Annotated[Line, Field(description="the figure and the words that follow it")]
    speaker: Annotated[str, Field(description="who is reported to give it, or an empty text")]
    date: Annotated[str, Field(description="date of its event as printed")]
    markers: Annotated[tuple[Marker, ...], Field(description="markings of its event, most important first")]


@dataclass(frozen=True, slots=True, config=STRICT)
class SectionBlock:
    """One section of the brief: what is new in the period, then background."""

    key: Annotated[str, Field(description="name in the profile")]
    title: Annotated[str, Field(description="as printed")]
    items: Annotated[
        tuple[Item, ...],
        Field(description="events of the period, highest score first; a long section newest stretch first"),
    ]
    background: Annotated[tuple[Item, ...], Field(description="older events")]
    empty: Annotated[Line | None, Field(description="what is printed when nothing was found")] = None


@dataclass(frozen=True, slots=True, config=STRICT)
class DisputeRow:
    """One value of a figure or one wording in dispute, and who says so."""

    value: Annotated[str, Field(description="as reported")]
    speaker: Annotated[str, Field(description="who says so, or an empty text")]
    date: Annotated[str, Field(description="as printed")]
    line: Annotated[Line, Field(description="the value with the codes of its passages")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Dispute:
    """A figure, a fact or a wording on which the sources differ."""

    title: Annotated[Line, Field(description="what the sources differ on")]
    kind: Annotated[str, Field(description="figure, polarity, wording")]
    rows: Annotated[tuple[DisputeRow, ...], Field(description="the values, one a row")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Voice:
    """What one actor said, newest first."""

    actor: Annotated[str, Field(description="who speaks")]
    side: Annotated[str, Field(description="side of the profile, or an empty text")]
    lines: Annotated[tuple[Line, ...], Field(description="quotations that stand nowhere else")]
    dates: Annotated[tuple[str, ...], Field(description="when each was said, as printed")]


@dataclass(frozen=True, slots=True, config=STRICT)
class TimelineRow:
    """A dated event for the timeline and its figure."""

    time: Annotated[Time, Field(description="as known")]
    date: Annotated[str, Field(description="as printed")]
    section: Annotated[str, Field(description="key of its section")]
    line: Annotated[Line, Field(description="the event, with codes and no notes")]
    in_period: Annotated[bool, Field(description="whether it lies in the period of the brief")]


@dataclass(frozen=True, slots=True, config=STRICT)
class PlaceMark:
    """A place named in the brief, for the locator map."""

    name: Annotated[str, Field(description="as named")]
    precision: Annotated[str, Field(description="point, city, region, country, area")]
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2, or an empty text")]
    region: Annotated[str, Field(description="first-level region, or an empty text")]
    latitude: Annotated[float | None, Field(description="degrees north")]
    longitude: Annotated[float | None, Field(description="degrees east")]
    codes: Annotated[tuple[str, ...], Field(description="codes of the passages that name it")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Bar:
    """One bar of a count over sections, days or beats."""

    label: Annotated[str, Field(description="what is counted, such as a day")]
    group: Annotated[str, Field(description="key of the section")]
    value: Annotated[int, Field(description="the count")]
    detail: Annotated[str, Field(description="a remark, or an empty text")] = ""


@dataclass(frozen=True, slots=True, config=STRICT)
class Passage:
    """A passage relied on, in its context, for the annex."""

    code: Annotated[str, Field(description="P01, P02 ...")]
    evidence: Annotated[Evidence, Field(description="the passage, exactly as received")]
    before: Annotated[str, Field(description="words of the article just before, or ''")]
    after: Annotated[str, Field(description="words of the article just after")]
    lines: Annotated[tuple[str, ...], Field(description="ids of the lines that rest on it")]
    notes: Annotated[tuple[int, ...], Field(description="numbers of the notes that lead to it")]


@dataclass(frozen=True, slots=True, config=STRICT)
class SourceEntry:
    """An article of the annex with its passages."""

    code: Annotated[str, Field(description="S1, S2 ... in the order of the input")]
    article: Annotated[str, Field(description="Article.id")]
    publisher: Annotated[str, Field(description="as printed")]
    headline: Annotated[str, Field(description="of the article, or an empty text")]
    byline: Annotated[str, Field(description="of the article, or an empty text")]
    date: Annotated[str, Field(description="date of the article as printed")]
    basis: Annotated[str, Field(description="how the date is known, as printed")]
    grade: Annotated[str, Field(description="Admiralty letter of the publisher, or ''")]
    url: Annotated[str, Field(description="address, or an empty text; print it through safe_url")]
    path: Annotated[str, Field(description="file it came from")]
    passages: Annotated[tuple[Passage, ...], Field(description="those relied on, in the order of the text")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Brief:
    """A Situation arranged for one audience: the whole context of the templates."""

    situation: Annotated[str, Field(description="profile name")]
    title: Annotated[str, Field(description="title of the situation")]
    audience: Annotated[str, Field(description="name of the audience")]
    product: Annotated[str, Field(description="title of the audience's product: 'Weekly intelligence brief'")]
    date: Annotated[str, Field(description="ISO date of the edition: last day of its period")]
    dateline: Annotated[str, Field(description="the period in words: 'Week to Friday 5 December 2025'")]
    period: Annotated[Period, Field(description="first and last day of the brief")]
    marking: Annotated[str, Field(description="TLP 2.0 marking or ''")]
    headline: Annotated[
        Line | None, Field(description="a passage that names the main development, if one is short enough")
    ]
    bottom_line: Annotated[tuple[Line, ...], Field(description="the week in one or two sentences")]
    developments: Annotated[tuple[Item, ...], Field(description="the best events, highest score first")]
    changes: Annotated[tuple[Line, ...], Field(description="what is different from the previous edition")]
    sections: Annotated[tuple[SectionBlock, ...], Field(description="the events by section")]
    disputes: Annotated[
        tuple[Dispute, ...], Field(description="figures, facts and wordings on which the sources differ")
    ]
    voices: Annotated[tuple[Voice, ...], Field(description="quotations by actor")]
    timeline: Annotated[tuple[TimelineRow, ...], Field(description="dated events in the order of time")]
    places: Annotated[tuple[PlaceMark, ...], Field(description="places that the brief names")]
    numbers: Annotated[tuple[Figure, ...], Field(description="three figures of the period")]
    activity: Annotated[tuple[Bar, ...], Field(description="reports per section and day of the period")]
    coverage: Annotated[tuple[Line, ...], Field(description="what was read")]
    gaps: Annotated[tuple[Line, ...], Field(description="expected subjects and how well they are covered")]
    omissions: Annotated[tuple[Line, ...], Field(description="what was left out, by reason")]
    judgements: Annotated[tuple[Line, ...], Field(description="the analyst's own words, from a notes file")]
    notes: Annotated[tuple[Note, ...], Field(description="all notes in the order of their numbers")]
    sources: Annotated[
        tuple[SourceEntry, ...], Field(description="the annex: every article with the passages relied on")
    ]


@dataclass(frozen=True, slots=True, config=STRICT)
class Ledger:
    """What a finished file claims about itself: embedded in HTML and EML, attached to PDF."""

    version: str
    profile: str
    audience: str
    brief: Brief


def printed_lines(brief: Brief) -> tuple[Line, ...]:
    """Every line of a brief once, in the order of their ids."""
    items = [*brief.developments, *(item for block in brief.sections for item in (*block.items, *block.background))]
    lines = [
        *([brief.headline] if brief.headline else []),
        *brief.bottom_line,
        *brief.changes,
        *(figure.line for figure in brief.numbers),
        *brief.coverage,
        *brief.gaps,
        *brief.omissions,
        *brief.judgements,
        *(line for item in items for line in (item.lead, *item.support, item.sourcing)),
        *(block.empty for block in brief.sections if block.empty),
        *(line for dispute in brief.disputes for line in (dispute.title, *(row.line for row in dispute.rows))),
        *(line for voice in brief.voices for line in voice.lines),
        *(row.line for row in brief.timeline),
    ]
    return tuple({line.id: line for line in sorted(lines, key=lambda line: line.id)}.values())
