"""What is different from the previous edition's situation.

An event is the same as an earlier one when they share a sentence, or when the sentences that tell them would have been
joined had they been read together; it then keeps the earlier id, so that editions can be followed. An event is no longer
reported only when it was worth telling, falls into the period and none of its articles is read any more; one that lies
before the period is only past.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from rapidfuzz import fuzz

from briefgen.model import Article, Change, Contradiction, Event, Evidence, Situation, Statement, TimelineEntry
from briefgen.situation.calendar import Days, days_of, overlaps, period_days
from briefgen.situation.figures import Given, exclude, figures_of, same_scope
from briefgen.situation.joins import find_events

NOTABLE = 20
"""Best events of an edition whose vanishing is told."""
SHOWN = 3
"""Passages that show a change."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A situation, looked up by id and by statement."""

    situation: Situation
    events: Mapping[str, Event]
    statements: Mapping[str, Statement]
    articles: Mapping[str, Article]
    event_of: Mapping[str, str]

    def told(self, event: Event) -> list[Statement]:
        """The statements of an event."""
        return [self.statements[key] for key in event.statements]

    def lead(self, event: Event) -> Statement:
        """The statement that tells an event best."""
        return self.statements[event.lead]

    def published(self) -> dict[str, Days]:
        """The days on which its articles were published, where known."""
        return {key: days for key, article in self.articles.items() if (days := days_of(article.published))}


def edition_of(situation: Situation) -> Edition:
    """A situation with its records by id."""
    return Edition(
        situation,
        {event.id: event for event in situation.events},
        {statement.id: statement for statement in situation.statements},
        {article.id: article for article in situation.articles},
        {key: event.id for event in situation.events for key in event.statements},
    )


def with_changes(situation: Situation, previous: Situation) -> Situation:
    """The situation with the ids that its events had before, and its changes since then."""
    past = edition_of(previous)
    matched = match_events(edition_of(situation), past)
    renamed = _renamed(situation, {event: earlier.id for event, earlier in matched.items()}, set(past.events))
    return replace(
        renamed, changes=find_changes(edition_of(renamed), past, {kept.id: kept for kept in matched.values()})
    )


def find_changes(now: Edition, past: Edition, matched: Mapping[str, Event]) -> tuple[Change, ...]:
    """How each event stands to the earlier one it was matched with, and which earlier events are told no more."""
    found = [_change(event, matched.get(event.id), now, past) for event in now.situation.events]
    kept = {earlier.id for earlier in matched.values()}
    gone = (
        event for event in _notable(past) if event.id not in kept and not _articles(event, past) & set(now.articles)
    )
    period = period_days(now.situation.period)
    return (*found, *(_vanished(event, past, period) for event in gone))


def match_events(now: Edition, past: Edition) -> dict[str, Event]:
    """The earlier event of each event that has one; each earlier event is matched once, the closest first."""
    matched = _paired(_by_statements(now, past), past, {})
    return _paired(_by_joining(now, past, matched), past, matched)


def _paired(links: Iterator[tuple[float, str, str]], past: Edition, known: Mapping[str, Event]) -> dict[str, Event]:
    matched = dict(known)
    taken = {earlier.id for earlier in known.values()}
    for _, event, earlier in sorted(links, key=lambda link: (-link[0], *link[1:])):
        if event not in matched and earlier not in taken:
            matched[event] = past.events[earlier]
            taken.add(earlier)
    return matched


def _by_statements(now: Edition, past: Edition) -> Iterator[tuple[float, str, str]]:
    """Events that hold the same sentences; the more they share, the stronger."""
    for event in now.situation.events:
        shared = [past.event_of[key] for key in event.statements if key in past.event_of]
        for earlier in sorted(set(shared)):
            yield shared.count(earlier) + 0.5 * (event.id == earlier), event.id, earlier


def _by_joining(now: Edition, past: Edition, matched: Mapping[str, Event]) -> Iterator[tuple[float, str, str]]:
    """Events whose leads are joined when they are read together."""
    taken = {earlier.id for earlier in matched.values()}
    new = {event.lead: event.id for event in now.situation.events if event.id not in matched}
    old = {event.lead: event.id for event in past.situation.events if event.id not in taken and event.lead not in new}
    leads = [*(now.statements[key] for key in new), *(past.statements[key] for key in old)]
    for group in find_events(leads, past.published() | now.published()):
        for one in (statement for statement in group if statement.id in new):
            for other in (statement for statement in group if statement.id in old):
                yield fuzz.ratio(one.evidence.text, other.evidence.text), new[one.id], old[other.id]


def _renamed(situation: Situation, ids: Mapping[str, str], known: set[str]) -> Situation:
    """The situation with events under the ids of `ids`; an event that is new bears none of those `known` before."""
    taken = known | set(ids.values())

    def name(event: str) -> str:
        return ids.get(event) or (_fresh(event) if event in taken else event)

    events = tuple(replace(event, id=name(event.id)) for event in situation.events)
    disputes: tuple[Contradiction, ...] = tuple(
        replace(item, event=name(item.event)) for item in situation.contradictions
    )
    timeline: tuple[TimelineEntry, ...] = tuple(replace(entry, event=name(entry.event)) for entry in situation.timeline)
    return replace(situation, events=events, contradictions=disputes, timeline=timeline)


def _fresh(event: str) -> str:
    return "E" + blake2b(f"new {event}".encode(), digest_size=5).hexdigest()


def _change(event: Event, earlier: Event | None, now: Edition, past: Edition) -> Change:
    if earlier is None:
        return Change("new", event.id, None, "", (now.lead(event).passage,))
    before = {statement.evidence.text for statement in past.told(earlier)}
    fresh = [statement for statement in now.told(event) if statement.evidence.text not in before]
    revised = revision(fresh, now, past.told(earlier), past)
    if revised:
        was, given = revised
        shown = (given.statement.passage, *_still_read(was, now))
        return Change("revised", event.id, earlier.id, in_words(was, given), shown)
    dispute = _new_dispute(event, earlier, now, past)
    if dispute:
        sides = " / ".join(variant.value for variant in dispute.variants)
        evidence = tuple(variant.evidence for variant in dispute.variants)
        return Change("contradicted", event.id, earlier.id, f"{dispute.slot}: {sides}", evidence)
    articles = len({statement.evidence.article for statement in fresh})
    detail = f"{_counted(len(fresh), 'further sentence')} of {_counted(articles, 'article')}" if fresh else ""
    passages = tuple(dict.fromkeys(statement.passage for statement in fresh))[:SHOWN]
    return Change("updated" if fresh else "unchanged", event.id, earlier.id, detail, passages)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _still_read(was: Given, now: Edition) -> tuple[Evidence, ...]:
    return (was.statement.passage,) if was.statement.evidence.article in now.articles else ()


def _new_dispute(event: Event, earlier: Event, now: Edition, past: Edition) -> Contradiction | None:
    """What is disputed about an event and was not before: both sides known, one of them new."""
    before = {_sides(item) for item in past.situation.contradictions if item.event == earlier.id}
    disputes = (item for item in now.situation.contradictions if item.event == event.id and item.kind != "wording")
    return next((item for item in disputes if item.nature != "revised" and _sides(item) not in before), None)


def _sides(item: Contradiction) -> frozenset[str]:
    return frozenset(variant.evidence.text for variant in item.variants)


def revision(
    fresh: Sequence[Statement], now: Edition, told: Sequence[Statement], past: Edition
) -> tuple[Given, Given] | None:
    """An earlier figure and the one that replaces it, the dead before all else; None where none does."""
    old, new = figures_of(told, past.articles), figures_of(fresh, now.articles)
    for slot in sorted(old.keys() & new.keys(), key=lambda slot: (slot[0] != "killed", slot)):
        latest = [given for given in new[slot] if all(_replaces(given, was) for was in old[slot])]
        if latest:
            return max(old[slot], key=_reported), max(latest, key=_reported)
    return None


def _replaces(given: Given, was: Given) -> bool:
    """Whether a figure cannot hold beside an earlier one of the same and was not reported before it."""
    late = given.days is None or was.days is None or given.days[1] >= was.days[0]
    return late and exclude(given.quantity, was.quantity) and same_scope(given.statement, was.statement)


def _reported(given: Given) -> tuple[int, float, str]:
    high = given.quantity.value[1] or given.quantity.value[0] or 0
    return (given.days[1].toordinal() if given.days else 0, high, given.statement.id)


def in_words(was: Given, given: Given) -> str:
    """A figure and the one that replaces it in print: "3 → 7 people killed"."""
    figure = given.quantity.evidence.text
    rest = " ".join(word for word in given.quantity.counts.split() if word.lower() not in figure.lower().split())
    return f"{was.quantity.evidence.text} → {figure} {rest}".strip()


def _notable(past: Edition) -> list[Event]:
    """The events of the previous edition whose vanishing is news: printable, of its period, the best of them."""
    period = period_days(past.situation.period)
    fit = [event for event in past.situation.events if not past.lead(event).alone]
    inside = [event for event in fit if overlaps(_days(event, past), period)]
    return sorted(inside, key=lambda event: (-event.score, event.id))[:NOTABLE]


def _days(event: Event, past: Edition) -> Days | None:
    """When an event was; where its text gives no time, when its lead was reported."""
    return days_of(event.time) or days_of(past.articles[past.lead(event).evidence.article].published)


def _vanished(event: Event, past: Edition, period: Days) -> Change:
    days = _days(event, past)
    over = days is not None and days[1] < period[0]
    return Change(
        "outside the period" if over else "no longer reported", event.id, event.id, past.lead(event).evidence.text, ()
    )


def _articles(event: Event, past: Edition) -> set[str]:
    return {past.statements[key].evidence.article for key in event.statements}
