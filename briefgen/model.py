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
    "time", "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century", "interval", "duration", "set", "reference", "unknown"
]  # fmt: skip
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

    value: Annotated[
        str,
        Field(
            description="TIMEX3 value, an interval 'A/B' of two such, '..' for an end that is not known, or '' when unknown"
        ),
    ] = ""
    granularity: Annotated[Granularity, Field(description="how fine the value is")] = "unknown"
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
    text: Annotated[str, Field(description="the report, its furniture left out")]
    headline: Annotated[str | None, Field(description="null where it has none")] = None
    byline: Annotated[str | None, Field(description="null where none is printed")] = None
    dateline: Annotated[str | None, Field(description="null where none is printed")] = None
    publisher: Annotated[str | None, Field(description="outlet; null when the text does not tell")] = None
    url: Annotated[str | None, Field(description="null where none is known")] = None
    published: Annotated[Time, Field(description="when it was published")] = UNKNOWN_TIME


@dataclass(frozen=True, slots=True, config=STRICT)
class Evidence:
    """A passage of an article; a footnote is one of these."""

    article: Annotated[str, Field(description="Article.id")]
    start: Annotated[int, Field(description="first character in the article's text")]
    end: Annotated[int, Field(description="character behind the last")]
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

    name: Annotated[str, Field(description="as the gazetteer spells it, else as the text does")]
    precision: Annotated[str, Field(description="point, city, region, country, area")]
    country: Annotated[str, Field(description="ISO 3166-1 alpha-2, or ''")] = ""
    region: Annotated[str, Field(description="first-level region, or ''")] = ""
    latitude: Annotated[float | None, Field(description="degrees north")] = None
    longitude: Annotated[float | None, Field(description="degrees east")] = None


@dataclass(frozen=True, slots=True, config=STRICT)
class PlaceMention:
    """Words of a text that name a place, and the place."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True, config=STRICT)
class Quantity:
    """A figure of a statement or event, with who says so."""

    value: Annotated[
        tuple[Number | None, Number | None], Field(description="lowest and highest value; null for an open end")
    ]
    unit: Annotated[str, Field(description="unit of measure, ISO 4217 for money, '' for a count")]
    counts: Annotated[str, Field(description="what is counted, in the text's words")]
    qualifier: Annotated[str, Field(description="at least, up to, about, more than, or ''")]
    speaker: Annotated[str | None, Field(description="who says so; null in narration")]
    evidence: Annotated[Evidence, Field(description="where it stands")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Gloss:
    """A bracketed insertion that lets a passage stand alone; offsets are into the article's text.

    `start == end` inserts beside the words; otherwise the words `start`-`end` give way to the bracket.
    """

    start: Annotated[int, Field(description="first character that it replaces")]
    end: Annotated[int, Field(description="character behind; equal to start where nothing is replaced")]
    text: Annotated[str, Field(description="without brackets")]
    kind: Annotated[Literal["pronoun", "surname", "day", "speaker"], Field(description="what it explains")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Statement:
    """One sentence of an article as a claim about the situation."""

    id: Annotated[str, Field(description="article id and offsets: stable while the article is")]
    evidence: Annotated[Evidence, Field(description="the sentence")]
    section: Annotated[str, Field(description="section of the profile")]
    type: Annotated[str, Field(description="PLOVER event type of what it tells, or ''")]
    kind: Annotated[StatementKind, Field(description="whether it is speech, and how it is reported")]
    modality: Annotated[Modality, Field(description="how surely it is told")]
    polarity: Annotated[Polarity, Field(description="whether it says that something is so or is not")]
    speaker: Annotated[str | None, Field(description="who is reported to say it")]
    cue: Annotated[str | None, Field(description="the reporting words")]
    content: Annotated[Evidence | None, Field(description="the words reported, for speech")]
    actors: Annotated[tuple[str, ...], Field(description="people, bodies and countries named, the speaker first")]
    places: Annotated[tuple[Place, ...], Field(description="places named")]
    time: Annotated[Time, Field(description="when what it tells happened; '../B' where it was told on B as past")]
    quantities: Annotated[tuple[Quantity, ...], Field(description="figures given")]
    position: Annotated[int, Field(description="number of the sentence in its article, from 0")]
    passage: Annotated[
        Evidence, Field(description="what would be printed: the sentence, or the whole quotation it is in")
    ]
    glosses: Annotated[tuple[Gloss, ...], Field(description="insertions with which the passage stands alone")]
    alone: Annotated[str, Field(description="'' if the passage can stand alone; else why not")]
    rule: Annotated[str, Field(description="the rule that made it")]
    actor: Annotated[str | None, Field(description="who does what it tells; null where the words leave a doubt")] = None
    recipient: Annotated[str | None, Field(description="whom it is done to; null where the words leave a doubt")] = None
    said: Annotated[Time, Field(description="when it was said, where the sentence tells that")] = UNKNOWN_TIME


@dataclass(frozen=True, slots=True, config=STRICT)
class Origin:
    """Where reports ultimately come from: several outlets may share one origin."""

    id: Annotated[str, Field(description="stable while its articles are")]
    kind: Annotated[str, Field(description="outlet, wire, release, speaker, copy")]
    name: Annotated[str, Field(description="who it is, as printed")]
    articles: Annotated[tuple[str, ...], Field(description="Article.id")]
    reason: Annotated[str, Field(description="why these articles have one origin")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Event:
    """Something that happened or was said, as told by one or more reports."""

    id: Annotated[str, Field(description="kept from edition to edition")]
    type: Annotated[str, Field(description="PLOVER event type, e.g. ASSAULT, CONSULT, SANCTION")]
    section: Annotated[str, Field(description="section of the profile")]
    actor: Annotated[str | None, Field(description="who does it; null where the words leave a doubt")]
    recipient: Annotated[str | None, Field(description="whom it is done to; null where the words leave a doubt")]
    places: Annotated[tuple[Place, ...], Field(description="all that its statements name")]
    time: Annotated[Time, Field(description="when it was, as narrowly as a statement says")]
    lead: Annotated[str, Field(description="Statement.id of the sentence that tells it best")]
    statements: Annotated[tuple[str, ...], Field(description="Statement.id, best first")]
    origins: Annotated[tuple[Origin, ...], Field(description="independent origins of its reports")]
    outlets: Annotated[tuple[str, ...], Field(description="publishers that report it")]
    quantities: Annotated[
        tuple[Quantity, ...], Field(description="its figures, equal ones once for each who gives them")
    ]
    score: Annotated[float, Field(description="how much it matters (docs/selection.md)")]
    reason: Annotated[str, Field(description="why these reports were joined")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Variant:
    """One side of a contradiction."""

    value: Annotated[str, Field(description="the figure, wording or claim in words")]
    speaker: Annotated[str | None, Field(description="who says so; null where nobody is named")]
    time: Annotated[Time, Field(description="when it was reported")]
    evidence: Annotated[Evidence, Field(description="the passage")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Contradiction:
    """One slot of one event with values that cannot all hold, or two wordings of one quotation."""

    id: Annotated[str, Field(description="stable while its passages are")]
    kind: Annotated[str, Field(description="figure, polarity, wording")]
    event: Annotated[str, Field(description="Event.id")]
    slot: Annotated[str, Field(description="what is disputed: what is counted, a place, a deed, or who is quoted")]
    variants: Annotated[tuple[Variant, ...], Field(description="the sides, at least two")]
    nature: Annotated[
        str,
        Field(
            description="'revised': a later count; 'control': of a place; 'rebuttal': denied in the next sentence; or ''"
        ),
    ] = ""


@dataclass(frozen=True, slots=True, config=STRICT)
class TimelineEntry:
    """A dated event in the order of time."""

    time: Annotated[Time, Field(description="when it was")]
    event: Annotated[str, Field(description="Event.id")]
    statement: Annotated[str, Field(description="Statement.id of its lead")]
    section: Annotated[str, Field(description="section of the event")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Actor:
    """A person or organisation of the situation and what it said."""

    name: Annotated[str, Field(description="canonical name")]
    label: Annotated[EntityLabel, Field(description="what kind of name it is")]
    side: Annotated[str, Field(description="side of the profile, or ''")]
    mentions: Annotated[int, Field(description="statements that name it")]
    statements: Annotated[tuple[str, ...], Field(description="ids of statements it is the speaker of")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Change:
    """What is different from the previous edition."""

    kind: Annotated[
        Literal["new", "updated", "revised", "contradicted", "no longer reported", "outside the period", "unchanged"],
        Field(description="what became of the event; one outside the period is past and told no more"),
    ]
    event: Annotated[str, Field(description="Event.id now; of an event no longer reported the id it had")]
    previous: Annotated[str | None, Field(description="Event.id in the previous edition; null for a new event")]
    detail: Annotated[str, Field(description="what is different, in words that can be printed")]
    evidence: Annotated[tuple[Evidence, ...], Field(description="passages of this edition that show it")] = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class Gap:
    """An expected beat and how well it is covered."""

    beat: Annotated[str, Field(description="key of the beat in the profile")]
    title: Annotated[str, Field(description="as printed")]
    articles: Annotated[int, Field(description="articles that speak of it")]
    origins: Annotated[int, Field(description="independent origins of these")]
    newest: Annotated[Time, Field(description="publication date of the newest of them")]
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

    actor: Annotated[str, Field(description="who speaks")]
    side: Annotated[str, Field(description="title of the side of the profile, or ''")]
    issue: Annotated[str, Field(description="key of a beat of the profile, or of a section where no beat fits")]
    title: Annotated[str, Field(description="the issue in print")]
    statements: Annotated[tuple[str, ...], Field(description="ids of statements, oldest first, undated last")]
    turns: Annotated[tuple[Turn, ...], Field(description="changes of position")] = ()


@dataclass(frozen=True, slots=True, config=STRICT)
class SideView:
    """What those who speak for one side said on an issue."""

    side: Annotated[str, Field(description="title of the side")]
    issue: Annotated[str, Field(description="key of a beat or section")]
    title: Annotated[str, Field(description="the issue in print")]
    actors: Annotated[tuple[str, ...], Field(description="who spoke for the side")]
    statements: Annotated[tuple[str, ...], Field(description="ids of statements, newest first, undated last")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Period:
    """First and last day of a brief, ISO 8601, both included."""

    start: Annotated[str, Field(description="first day")]
    end: Annotated[str, Field(description="last day")]


@dataclass(frozen=True, slots=True, config=STRICT)
class Situation:
    """Everything known from the articles, before anything is chosen for print."""

    profile: Annotated[str, Field(description="name of the profile")]
    title: Annotated[str, Field(description="title of the profile")]
    period: Annotated[Period, Field(description="the days that are reported on")]
    articles: Annotated[tuple[Article, ...], Field(description="what was read")]
    statements: Annotated[tuple[Statement, ...], Field(description="their sentences")]
    events: Annotated[tuple[Event, ...], Field(description="what happened or was said, best first")]
    contradictions: Annotated[tuple[Contradiction, ...], Field(description="where sources differ")]
    timeline: Annotated[tuple[TimelineEntry, ...], Field(description="dated events in the order of time")]
    actors: Annotated[tuple[Actor, ...], Field(description="who is named, most often first")]
    changes: Annotated[tuple[Change, ...], Field(description="what is different from the previous edition")]
    gaps: Annotated[tuple[Gap, ...], Field(description="expected subjects and how well they are covered")]
    omissions: Annotated[tuple[Problem, ...], Field(description="what was left out, and why")]
    schema_version: Annotated[str, Field(description="version of this schema")] = SCHEMA_VERSION
    positions: Annotated[tuple[Position, ...], Field(description="who said what on which issue, over time")] = ()
    views: Annotated[tuple[SideView, ...], Field(description="what each side says on the same issue")] = ()
