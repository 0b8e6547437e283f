"""A Situation arranged for one Audience: selection, order, budget, and the numbers of the notes.

Selection is by `Event.score` alone (docs/selection.md); here it is only decided what goes where. No passage is
printed twice: the bottom line takes first, then key developments, sections, voices.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz import fuzz

from briefgen.audience import Audience
from briefgen.brief.changes import change_lines
from briefgen.brief.press import Press
from briefgen.brief.stretches import in_stretches
from briefgen.brief.tables import (
    activity_bars,
    coverage_lines,
    dispute_tables,
    gap_lines,
    omission_lines,
    place_marks,
    telling_figures,
)
from briefgen.brief.wording import UNDATED, event_time_in_words, period_in_words, time_in_words
from briefgen.judgements import Judgement, find_basis, printed_judgement
from briefgen.model import Actor, Article, Event, Situation, Statement, Time
from briefgen.printed import Brief, Figure, Item, Line, SectionBlock, TimelineRow, Voice
from briefgen.profile import Profile
from briefgen.situation.calendar import Days, days_of, days_or_told, overlaps, period_days

TOO_ALIKE = 82.0
QUOTED = re.compile(r"[“\"]([^“”\"]+?)[,.]?[”\"]")
LONGEST_EVENT = 31
MATTER_ACTORS = 3
FEW_WORDS_IN_QUOTE = 5
FEWEST_VOICES = 3
NEARLY = 0.65
NUMBERS = 3


@dataclass(frozen=True, slots=True)
class Desk:
    """What composing reads from: the situation, looked up by id, and for whom it is arranged."""

    situation: Situation
    audience: Audience
    profile: Profile
    statements: dict[str, Statement]
    articles: dict[str, Article]
    disputed: frozenset[str]

    def lead(self, event: Event) -> Statement:
        """The statement that tells an event."""
        return self.statements[event.lead]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events are printed where, each at most once."""

    bottom_line: tuple[Event, ...]
    developments: tuple[Event, ...]
    sections: dict[str, tuple[Event, ...]]
    background: dict[str, tuple[Event, ...]]


def compose_brief(
    situation: Situation, audience: Audience, profile: Profile, judgements: Sequence[Judgement] = ()
) -> Brief:
    """The brief of a situation for one audience: everything that templates may print, the analyst's judgements with it.

    Raises:
        UsageError: if a judgement rests on words that no article has.
    """
    desk = _desk(situation, audience, profile)
    press = Press(desk.articles, desk.statements, profile, desk.disputed)
    choice = choose_events(desk)
    bottom_line = tuple(press.passage(desk.lead(event)) for event in choice.bottom_line)
    developments = tuple(_item(event, desk, press) for event in choice.developments)
    numbers = _numbers(desk, press)
    blocks = tuple(_section(key, choice, desk, press) for key in _section_keys(desk))
    disputes = dispute_tables(situation, press, audience.budget.disputes)
    voices = _voices(desk, press)
    timeline = _timeline(desk, press)
    return Brief(
        situation=situation.profile,
        title=situation.title,
        audience=audience.name,
        product=audience.product,
        date=situation.period.end,
        dateline=period_in_words(situation.period),
        period=situation.period,
        marking=audience.marking,
        headline=None,
        bottom_line=bottom_line,
        developments=developments,
        changes=change_lines(situation, desk.statements, press),
        sections=blocks,
        disputes=disputes,
        voices=voices,
        timeline=timeline,
        places=place_marks(situation, press),
        numbers=numbers,
        activity=activity_bars(situation, {key: table.title for key, table in profile.sections.items()}),
        coverage=coverage_lines(situation, press),
        gaps=gap_lines(situation, press),
        omissions=omission_lines(situation, press),
        judgements=tuple(
            press.judgement(printed_judgement(item), find_basis(item, situation.articles)) for item in judgements
        ),
        notes=press.notes(),
        sources=press.sources(situation.articles),
    )


def _desk(situation: Situation, audience: Audience, profile: Profile) -> Desk:
    return Desk(
        situation,
        audience,
        profile,
        {statement.id: statement for statement in situation.statements},
        {article.id: article for article in situation.articles},
        frozenset(item.event for item in situation.contradictions if item.kind != "wording"),
    )


def choose_events(desk: Desk) -> Choice:
    """Events by score into bottom line, developments, sections and background."""
    budget = desk.audience.budget
    fit = _without_echoes([event for event in desk.situation.events if not desk.lead(event).alone], desk)
    current = [event for event in fit if _in_period(event, desk)]
    main = [event for event in current if event.section != desk.profile.default_section] or current
    bottom = _bottom_line(main, desk)
    rest = [
        event for event in main if event not in bottom and not any(_same_matter(event, told, desk) for told in bottom)
    ]
    developments = _varied(rest, budget.developments)
    used = {event.id for event in (*bottom, *developments)}
    left = [event for event in current if event.id not in used]
    older = [event for event in fit if not _in_period(event, desk)]
    keys = _section_keys(desk)
    return Choice(
        tuple(bottom),
        tuple(developments),
        {key: _of_section(left, key, budget.per_section) for key in keys},
        {key: _of_section(older, key, budget.background) for key in keys},
    )


def _section_keys(desk: Desk) -> tuple[str, ...]:
    return desk.audience.sections or tuple(desk.profile.sections)


def _of_section(events: Iterable[Event], key: str, most: int) -> tuple[Event, ...]:
    return tuple([event for event in events if event.section == key][:most])


def _in_period(event: Event, desk: Desk) -> bool:
    """Inside the period by its own time or that of its telling.

    By its article's date where the text gives no time, or one still to come: what is planned is news, and no background.
    """
    period = period_days(desk.situation.period)
    when = days_or_told(event.time)
    if when is not None and when[0] <= period[1]:
        return overlaps(when, period) and (when[1] - when[0]).days <= LONGEST_EVENT
    published = [days for article in _articles(event, desk) if (days := days_of(article.published))]
    return any(overlaps(days, period) and (days[1] - days[0]).days <= LONGEST_EVENT for days in published)


def _articles(event: Event, desk: Desk) -> tuple[Article, ...]:
    return tuple(desk.articles[key] for key in sorted({desk.statements[s].evidence.article for s in event.statements}))


def _without_echoes(events: Sequence[Event], desk: Desk) -> list[Event]:
    """Events in their order, without those whose passage nearly repeats an earlier one's."""
    kept: list[Event] = []
    for event in events:
        text = desk.lead(event).passage.text
        if not any(fuzz.token_set_ratio(text, desk.lead(other).passage.text, score_cutoff=TOO_ALIKE) for other in kept):
            kept.append(event)
    return kept


def _bottom_line(events: Sequence[Event], desk: Desk) -> list[Event]:
    """The best event and the best of another section that the budget of words allows, if it scores nearly as high."""
    chosen: list[Event] = []
    words = desk.audience.budget.bottom_line_words
    for event in events:
        length = len(desk.lead(event).passage.text.split())
        fits = length <= words and len(chosen) < 2 and event.section not in {other.section for other in chosen}
        if fits and event.score >= NEARLY * events[0].score:
            chosen.append(event)
            words -= length
    return chosen


def _same_matter(one: Event, other: Event, desk: Desk) -> bool:
    """Whether two events, though told apart, are one matter to a reader: the same people on about the same day."""
    days, others = days_or_told(one.time), days_or_told(other.time)
    shared = set(desk.lead(one).actors) & set(desk.lead(other).actors)
    if days is None or others is None or len(shared) < MATTER_ACTORS:
        return False
    return abs((days[0] - others[0]).days) <= 1


def _varied(events: Sequence[Event], most: int) -> list[Event]:
    """The best events, none of an article that has given two already while others wait."""
    chosen: list[Event] = []
    given: dict[str, int] = {}
    for event in events:
        article = event.lead.partition(":")[0]
        if given.get(article, 0) < 2 and len(chosen) < most:
            chosen.append(event)
            given[article] = given.get(article, 0) + 1
    return chosen


def _item(event: Event, desk: Desk, press: Press) -> Item:
    lead = press.passage(desk.lead(event))
    return Item(
        lead=lead,
        support=_support(event, desk, press),
        sourcing=press.sourcing(event),
        markers=press.markers(event, _in_period(event, desk)),
        date=_date_words(event, desk),
        section=event.section,
        event=event.id,
        places=tuple(dict.fromkeys(place.name for place in event.places)),
    )


def _numbers(desk: Desk, press: Press) -> tuple[Figure, ...]:
    """The first figures of the period that are worth setting large, with who gives them, when, and how surely."""
    current = [event for event in desk.situation.events if _in_period(event, desk)]
    chosen = islice(telling_figures(current, desk.statements), NUMBERS)
    return tuple(
        Figure(
            press.figure(quantity, desk.lead(event)),
            desk.lead(event).speaker or "",
            _date_words(event, desk),
            press.markers(event, in_period=True),
        )
        for event, quantity in chosen
    )


def _date_words(event: Event, desk: Desk) -> str:
    """The event's own date; where the text gives none, when it was reported, which is said in print."""
    own = event_time_in_words(event.time)
    published = time_in_words(desk.articles[desk.lead(event).evidence.article].published)
    return own if own != UNDATED else f"reported {published}" if published != UNDATED else UNDATED


def _support(event: Event, desk: Desk, press: Press) -> tuple[Line, ...]:
    """Other sentences of the same event that stand alone and say something more."""
    told = [desk.lead(event).passage.text]
    lines: list[Line] = []
    for key in event.statements[1:]:
        statement = desk.statements[key]
        text = statement.passage.text
        if statement.alone or press.is_printed(statement) or len(lines) == desk.audience.budget.support:
            continue
        if not any(fuzz.token_set_ratio(text, other, score_cutoff=TOO_ALIKE) for other in told):
            told.append(text)
            lines.append(press.passage(statement))
    return tuple(lines)


def _section(key: str, choice: Choice, desk: Desk, press: Press) -> SectionBlock:
    items = tuple(
        replace(_item(event, desk, press), stretch=stretch) for event, stretch in _stretched(choice.sections[key], desk)
    )
    background = tuple(_item(event, desk, press) for event in choice.background[key])
    title = desk.profile.sections[key].title if key in desk.profile.sections else key
    empty = None if items or background else press.computed("empty_section", ())
    return SectionBlock(key, title, items, background, empty)


def _stretched(events: Sequence[Event], desk: Desk) -> list[tuple[Event, str]]:
    """Events with the headings that they stand under; a section that is not long has none, and goes by score alone."""
    fewest = desk.audience.budget.stretches
    if not fewest or len(events) < fewest:
        return [(event, "") for event in events]
    period = period_days(desk.situation.period)
    return in_stretches(((event, _days_printed(event, desk)) for event in events), period)


def _days_printed(event: Event, desk: Desk) -> Days | None:
    """The days that stand beside the event: its own, else those on which it was reported."""
    if event.time.value:
        return days_or_told(event.time)
    return days_of(desk.articles[desk.lead(event).evidence.article].published)


def _voices(desk: Desk, press: Press) -> tuple[Voice, ...]:
    """Quotations of the period that stand nowhere else, by the actors who are quoted most; older ones only for want."""
    most = desk.audience.budget.voices
    actors = [actor for actor in desk.situation.actors[: 4 * most] if actor.statements]
    current = [(actor, _quotable(actor, desk, press, current=True)) for actor in actors]
    if sum(bool(said) for _, said in current) < FEWEST_VOICES:
        current = [(actor, said or _quotable(actor, desk, press, current=False)) for actor, said in current]
    return tuple(_voice(actor, said, desk, press) for actor, said in islice(((a, s) for a, s in current if s), most))


def _quotable(actor: Actor, desk: Desk, press: Press, *, current: bool) -> list[Statement]:
    """What an actor is quoted with that can be printed, newest first, nothing twice."""
    said = [desk.statements[key] for key in actor.statements]
    fit = [
        s
        for s in said
        if s.kind in {"direct", "mixed"} and not s.alone and not press.is_printed(s) and _quotes_enough(s)
    ]
    if current:
        period = period_days(desk.situation.period)
        fit = [s for s in fit if overlaps(days_of(_when_said(s, desk)), period)]
    return _unlike(sorted(fit, key=lambda s: _newest_first(s, desk)))[: desk.audience.budget.per_voice]


def _voice(actor: Actor, said: Sequence[Statement], desk: Desk, press: Press) -> Voice:
    lines = tuple(press.passage(statement) for statement in said)
    dates = tuple(time_in_words(_when_said(statement, desk)) for statement in said)
    return Voice(actor.name, actor.side, lines, dates)


def _quotes_enough(statement: Statement) -> bool:
    return statement.content is not None and len(statement.content.text.split()) >= FEW_WORDS_IN_QUOTE


def _unlike(statements: Sequence[Statement]) -> list[Statement]:
    kept: list[Statement] = []
    for statement in statements:
        if not any(repeats(statement.passage.text, other.passage.text) for other in kept):
            kept.append(statement)
    return kept


def repeats(one: str, other: str) -> bool:
    """Whether two passages say the same, or one quotes some words of what the other quotes."""
    if fuzz.token_set_ratio(one, other, score_cutoff=TOO_ALIKE):
        return True
    pairs = ((a.casefold(), b.casefold()) for a in QUOTED.findall(one) for b in QUOTED.findall(other))
    return any((a in b or b in a) and min(len(a.split()), len(b.split())) > 1 for a, b in pairs)


def _when_said(statement: Statement, desk: Desk) -> Time:
    """When it was said: a time outside the words said, else when it was reported."""
    if statement.said.value:
        return statement.said
    inside = statement.content is not None and statement.time.phrase in statement.content.text
    return desk.articles[statement.evidence.article].published if inside or not statement.time.value else statement.time


def _newest_first(statement: Statement, desk: Desk) -> tuple[int, int, str]:
    days = days_of(_when_said(statement, desk))
    return (0 if days else 1, -days[1].toordinal() if days else 0, statement.id)


def _timeline(desk: Desk, press: Press) -> tuple[TimelineRow, ...]:
    """The dated events of the period, then those of highest score, in the order of time; what is printed above is cut short."""
    events = {event.id: event for event in desk.situation.events}
    period = period_days(desk.situation.period)
    entries = sorted(
        desk.situation.timeline,
        key=lambda entry: (not overlaps(days_or_told(entry.time), period), -events[entry.event].score, entry.event),
    )
    chosen = {entry.event for entry in entries[: desk.audience.budget.timeline]}
    return tuple(
        TimelineRow(
            entry.time,
            event_time_in_words(entry.time),
            entry.section,
            press.pointer(desk.statements[entry.statement]),
            overlaps(days_or_told(entry.time), period),
        )
        for entry in desk.situation.timeline
        if entry.event in chosen
    )
