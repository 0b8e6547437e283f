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

    role: PieceRole
    text: Annotated[str, Field(description="as printed; ' … ' for a cut, '[Zelenskyy]' for an insertion")]
    original: Annotated[str, Field(description="the article's own characters that this run stands for")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Datum:
    """One value of a computed line and how it can be checked again."""

    name: str
    value: str
    check: Annotated[str, Field(description="stated, publishers, articles, origins, published, given")]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class Line:
    """A printed sentence with everything that proves it."""

    id: Annotated[str, Field(description="unique in the brief, in the order of print: L001")]
    kind: LineKind
    text: Annotated[str, Field(description="as printed, without its note calls")]
    pieces: Annotated[tuple[Piece, ...], Field(description="the runs of a passage; joined they are the text")] = ()
    notes: Annotated[tuple[int, ...], Field(description="numbers of its notes")] = ()
    codes: Annotated[tuple[str, ...], Field(description="codes of its passages in the annex: P01")] = ()
    evidence: tuple[Evidence, ...] = ()
    template: Annotated[str, Field(description="name of the fixed wording of a computed line")] = ""
    data: tuple[Datum, ...] = ()
    statement: Annotated[str, Field(description="Statement.id of a passage")] = ""
    speaker: Annotated[str, Field(description="who is reported to say it; '' for narration")] = ""


@dataclass(frozen=True, slots=True, config=STRICT)
class Note:
    """A numbered note: where one call in the text leads."""

    number: int
    line: Annotated[str, Field(description="id of the line that calls it")]
    code: Annotated[str, Field(description="code of the passage in the annex")]
    publisher: Annotated[str, Field(description="as printed; 'Publisher not stated' when unknown")]
    date: Annotated[str, Field(description="date of the article as known, as printed; 'undated' when unknown")]
    passage: Annotated[str, Field(description="the opening words of the passage, as printed")]
    url: str = ""


@dataclass(frozen=True, slots=True, config=STRICT)
class Item:
    """An event as printed: its best sentence, further sentences, how it is sourced, and its markings."""

    lead: Line
    support: tuple[Line, ...]
    sourcing: Line
    markers: tuple[Marker, ...]
    date: Annotated[str, Field(description="date of the event as printed; 'date not stated' when unknown")]
    section: str
    event: Annotated[str, Field(description="Event.id")]
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class SectionBlock:
    """One section of the brief: what is new in the period, then background."""

    key: str
    title: str
    items: tuple[Item, ...]
    background: tuple[Item, ...]
    empty: Annotated[Line | None, Field(description="what is printed when nothing was found")] = None


@dataclass(frozen=True, slots=True, config=STRICT)
class DisputeRow:
    """One value of a figure or one wording in dispute, and who says so."""

    value: str
    speaker: str
    date: str
    line: Line


@dataclass(frozen=True, slots=True, config=STRICT)
class Dispute:
    """A figure, a fact or a wording on which the sources differ."""

    title: Line
    kind: Annotated[str, Field(description="figure, polarity, wording")]
    rows: tuple[DisputeRow, ...]


@dataclass(frozen=True, slots=True, config=STRICT)
class Voice:
    """What one actor said, newest first."""

    actor: str
    side: str
    lines: tuple[Line, ...]
    dates: tuple[str, ...]


@dataclass(frozen=True, slots=True, config=STRICT)
class TimelineRow:
    """A dated event for the timeline and its figure."""

    time: Time
    date: str
    section: str
    line: Line
    in_period: bool


@dataclass(frozen=True, slots=True, config=STRICT)
class PlaceMark:
    """A place named in the brief, for the locator map."""

    name: str
    precision: str
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, config=STRICT)
class Bar:
    """One bar of a count over sections, days or beats."""

    label: str
    group: str
    value: int
    detail: str = ""


@dataclass(frozen=True, slots=True, config=STRICT)
class Passage:
    """A passage relied on, in its context, for the annex."""

    code: str
    evidence: Evidence
    before: Annotated[str, Field(description="words of the article just before, or ''")]
    after: str
    lines: Annotated[tuple[str, ...], Field(description="ids of the lines that rest on it")]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, config=STRICT)
class SourceEntry:
    """An article of the annex with its passages."""

    code: Annotated[str, Field(description="S1, S2 ... in the order of the input")]
    article: str
    publisher: str
    headline: str
    byline: str
    date: str
    basis: Annotated[str, Field(description="how the date is known, as printed")]
    grade: Annotated[str, Field(description="Admiralty letter of the publisher, or ''")]
    url: str
    path: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, config=STRICT)
class Brief:
    """A Situation arranged for one audience: the whole context of the templates."""

    situation: Annotated[str, Field(description="profile name")]
    title: Annotated[str, Field(description="title of the situation")]
    audience: str
    product: Annotated[str, Field(description="title of the audience's product: 'Weekly intelligence brief'")]
    date: Annotated[str, Field(description="ISO date of the edition: last day of its period")]
    dateline: Annotated[str, Field(description="the period in words: 'Week to Friday 5 December 2025'")]
    period: Period
    marking: Annotated[str, Field(description="TLP 2.0 marking or ''")]
    headline: Annotated[
        Line | None, Field(description="a passage that names the main development, if one is short enough")
    ]
    bottom_line: tuple[Line, ...]
    developments: tuple[Item, ...]
    changes: tuple[Line, ...]
    sections: tuple[SectionBlock, ...]
    disputes: tuple[Dispute, ...]
    voices: tuple[Voice, ...]
    timeline: tuple[TimelineRow, ...]
    places: tuple[PlaceMark, ...]
    numbers: Annotated[tuple[Line, ...], Field(description="three figures of the week, each a line with its code")]
    activity: Annotated[tuple[Bar, ...], Field(description="reports per section and day of the period")]
    coverage: tuple[Line, ...]
    gaps: tuple[Line, ...]
    omissions: tuple[Line, ...]
    judgements: tuple[Line, ...]
    notes: tuple[Note, ...]
    sources: tuple[SourceEntry, ...]


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
        *brief.numbers,
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
