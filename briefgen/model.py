"""The situation as frozen, typed records: what is exported as JSON and what every stage passes on.

The terms are the field's own: TIMEX3 for times (TimeML 1.2.1), PLOVER for event types, ICD 206 for the
description of publishers. The word *source* is no field: say publisher, speaker, actor or evidence.
Offsets are Python `str` offsets. An article's own text is never changed after reading, so that
`evidence.text == article.text[evidence.start:evidence.end]` holds for ever.
"""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

SCHEMA_VERSION = "1"

STRICT = ConfigDict(extra="forbid")

Number = int | float
Span = tuple[int, int]

Granularity = Literal[
    "time",
    "day",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "interval",
    "duration",
    "set",
    "reference",
    "unknown",
]
Basis = Literal["stated", "url", "resolved", "inferred", "unknown"]
StatementKind = Literal["direct", "mixed", "indirect", "narration"]
Modality = Literal["asserted", "claimed", "denied", "planned", "threatened", "conditional", "asked"]
Polarity = Literal["affirmed", "negated"]
EntityLabel = Literal["PERSON", "ORG", "GPE", "LOC", "NORP"]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]
QuoteKind = Literal["direct", "mixed", "indirect"]


@dataclass(frozen=True, slots=True, config=STRICT)
class Problem:
    """Bad input as a value: what was wrong, where, and what became of it."""

    code: Annotated[str, Field(description="short reason code, e.g. 'binary', 'empty', 'duplicate', 'off-topic'")]
    message: Annotated[str, Field(description="one sentence for the user")]
    place: Annotated[str, Field(description="file, file:line or article id")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Time:
    """A point or stretch of time, never surer than what it came from."""

    value: Annotated[str, Field(description="TIMEX3 value, an interval 'A/B' of two such, or '' when unknown")] = ""
    granularity: Granularity = "unknown"
    phrase: Annotated[str, Field(description="the words or the URL part it came from")] = ""
    basis: Annotated[Basis, Field(description="how it is known")] = "unknown"
    reason: Annotated[str, Field(description="for an inferred time: the printed reasoning")] = ""


UNKNOWN_TIME = Time()


@dataclass(frozen=True, slots=True, config=STRICT)
class Article:
    """One news report as read from a file, its furniture left out."""

    id: Annotated[str, Field(description="hash of the text")]
    path: Annotated[str, Field(description="file it came from, as given")]
    span: Annotated[Span, Field(description="characters of the decoded file that hold it, furniture included")]
    text: str
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    publisher: Annotated[str | None, Field(description="outlet; null when the text does not tell")] = None
    url: str | None = None
    published: Time = UNKNOWN_TIME


@dataclass(frozen=True, slots=True, config=STRICT)
class Evidence:
    """A passage of an article; a footnote is one of these."""

    article: Annotated[str, Field(description="Article.id")]
    start: int
    end: int
    text: Annotated[str, Field(description="article.text[start:end], exactly")]


def cite(article: Article, start: int, end: int) -> Evidence:
    """The passage `article.text[start:end]` as Evidence.

    Raises:
        ValueError: if the span does not lie inside the text or is empty.
    """
    if not 0 <= start < end <= len(article.text):
        raise ValueError(f"no passage {start}-{end} in article {article.id} of {len(article.text)} characters")
    return Evidence(article.id, start, end, article.text[start:end])


@dataclass(frozen=True, slots=True, config=STRICT)
class Speaker:
    """Who is reported to have said something: the words that name them here, and the resolved name."""

    start: int
    end: int
    name: Annotated[str, Field(description="full name or organisation; a description where unnamed")]


@dataclass(frozen=True, slots=True, config=STRICT)
class EntityMention:
    """A named person, organisation, place or people in a text."""

    start: int
    end: int
    label: EntityLabel
    name: Annotated[str, Field(description="canonical name of the entity")]


@dataclass(frozen=True, slots=True, config=STRICT)
class DateMention:
    """A time expression and its TIMEX3 value."""

    start: int
    end: int
    value: str
    type: DateType
    granularity: Granularity
    basis: Basis
    rule: str


@dataclass(frozen=True, slots=True, config=STRICT)
class Quotation:
    """Reported speech: all of it (`start`-`end`), its content, cue and speaker."""

    start: int
    end: int
    kind: QuoteKind
    content: Span
    cue: Span | None
    speaker: Speaker | None
    rule: str


@dataclass(frozen=True, slots=True, config=STRICT)
class QuantityMention:
    """A number with its unit and what it counts."""

    start: int
    end: int
    value: tuple[Number | None, Number | None]
    unit: str
    counts: str
    qualifier: str
    rule: str


@dataclass(frozen=True, slots=True, config=STRICT)
class Place:
    """A place as precise as the text says and no more."""

    name: str
    precision: Annotated[str, Field(description="point, city, region, country, area")]
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2, or ''")] = ""
    region: Annotated[str, Field(description="first-level region, or ''")] = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, config=STRICT)
class PlaceMention:
    """Words of a text that name a place, and the place."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True, config=STRICT)
class Quantity:
    """A figure of a statement or event, with who says so."""

    value: tuple[Number | None, Number | None]
    unit: str
    counts: str
    qualifier: str
    speaker: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, config=STRICT)
class Gloss:
    """A bracketed insertion that lets a passage stand alone; offsets are into the article's text.

    `start == end` inserts beside the words; otherwise the words `start`-`end` give way to the bracket.
    """

    start: int
    end: int
    text: Annotated[str, Field(description="without brackets")]
    kind: Literal["pronoun", "surname", "day", "speaker"]


@dataclass(frozen=True, slots=True, config=STRICT)
class Statement:
    """One sentence of an article as a claim about the situation."""

    id: Annotated[str, Field(description="article id and offsets: stable while the article is")]
    evidence: Evidence
    section: str
    type: Annotated[str, Field(description="PLOVER event type of what it tells, or ''")]
    kind: StatementKind
    modality: Modality
    polarity: Polarity
    speaker: str | None
    cue: str | None
    content: Annotated[Evidence | None, Field(description="the words reported, for speech")]
    actors: tuple[str, ...]
    places: tuple[Place, ...]
    time: Time
    quantities: tuple[Quantity, ...]
    position: Annotated[int, Field(description="number of the sentence in its article, from 0")]
    passage: Annotated[
        Evidence, Field(description="what would be printed: the sentence, or the whole quotation it is in")
    ]
    glosses: Annotated[tuple[Gloss, ...], Field(description="insertions with which the passage stands alone")]
    alone: Annotated[str, Field(description="'' if the passage can stand alone; else why not")]
    rule: Annotated[str, Field(description="the rule that made it")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Origin:
    """Where reports ultimately come from: several outlets may share one origin."""

    id: str
    kind: Annotated[str, Field(description="outlet, wire, release, speaker, copy")]
    name: str
    articles: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, config=STRICT)
class Event:
    """Something that happened or was said, as told by one or more reports."""

    id: str
    type: Annotated[str, Field(description="PLOVER event type, e.g. ASSAULT, CONSULT, SANCTION")]
    section: str
    actor: str | None
    recipient: str | None
    places: tuple[Place, ...]
    time: Time
    lead: Annotated[str, Field(description="Statement.id of the sentence that tells it best")]
    statements: tuple[str, ...]
    origins: tuple[Origin, ...]
    outlets: tuple[str, ...]
    quantities: tuple[Quantity, ...]
    score: float
    reason: Annotated[str, Field(description="why these reports were joined")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Variant:
    """One side of a contradiction."""

    value: str
    speaker: str | None
    time: Time
    evidence: Evidence


@dataclass(frozen=True, slots=True, config=STRICT)
class Contradiction:
    """One slot of one event with values that cannot all hold, or two wordings of one quotation."""

    id: str
    kind: Annotated[str, Field(description="figure, polarity, wording")]
    event: str
    slot: str
    variants: tuple[Variant, ...]
    nature: Annotated[
        str,
        Field(
            description="'revised': a later count; 'control': of a place; 'rebuttal': denied in the next sentence; or ''"
        ),
    ] = ""


@dataclass(frozen=True, slots=True, config=STRICT)
class TimelineEntry:
    """A dated event in the order of time."""

    time: Time
    event: str
    statement: str
    section: str


@dataclass(frozen=True, slots=True, config=STRICT)
class Actor:
    """A person or organisation of the situation and what it said."""

    name: str
    label: EntityLabel
    side: Annotated[str, Field(description="side of the profile, or ''")]
    mentions: int
    statements: Annotated[tuple[str, ...], Field(description="ids of statements it is the speaker of")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Change:
    """What is different from the previous edition."""

    kind: Literal["new", "updated", "revised", "contradicted", "no longer reported", "unchanged"]
    event: str
    previous: str | None
    detail: str


@dataclass(frozen=True, slots=True, config=STRICT)
class Gap:
    """An expected beat and how well it is covered."""

    beat: str
    title: str
    articles: int
    origins: int
    newest: Time
    oldest: Annotated[Time, Field(description="publication date of the oldest article that speaks of it")] = (
        UNKNOWN_TIME
    )


@dataclass(frozen=True, slots=True, config=STRICT)
class Turn:
    """A change of position: two statements of one speaker that cannot both be held."""

    earlier: Annotated[str, Field(description="Statement.id")]
    later: Annotated[str, Field(description="Statement.id")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Position:
    """What one actor said on one issue, in the order of time."""

    actor: str
    side: Annotated[str, Field(description="title of the side of the profile, or ''")]
    issue: Annotated[str, Field(description="key of a beat of the profile, or of a section where no beat fits")]
    title: str
    statements: Annotated[tuple[str, ...], Field(description="ids of statements, oldest first, undated last")]
    turns: Annotated[tuple[Turn, ...], Field(description="changes of position")] = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class SideView:
    """What those who speak for one side said on an issue."""

    side: str
    issue: str
    title: str
    actors: tuple[str, ...]
    statements: Annotated[tuple[str, ...], Field(description="ids of statements, newest first, undated last")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Period:
    """First and last day of a brief, ISO 8601, both included."""

    start: str
    end: str


@dataclass(frozen=True, slots=True, config=STRICT)
class Situation:
    """Everything known from the articles, before anything is chosen for print."""

    profile: str
    title: str
    period: Period
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    contradictions: tuple[Contradiction, ...]
    timeline: tuple[TimelineEntry, ...]
    actors: tuple[Actor, ...]
    changes: tuple[Change, ...]
    gaps: tuple[Gap, ...]
    omissions: Annotated[tuple[Problem, ...], Field(description="what was left out, and why")]
    schema_version: str = SCHEMA_VERSION
    positions: Annotated[tuple[Position, ...], Field(description="who said what on which issue, over time")] = ()
    views: Annotated[tuple[SideView, ...], Field(description="what each side says on the same issue")] = ()
