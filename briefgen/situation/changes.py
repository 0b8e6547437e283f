"""What is different from the previous edition's situation.

An event is the same as an earlier one when they share a sentence or are told in nearly the same words; it then keeps
the earlier id, so that editions can be followed. An event is no longer reported only when it was worth telling and
none of its articles is read any more; that a week has passed is no news.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from briefgen.extract.quantity_outcomes import outcome_class
from briefgen.model import Change, Contradiction, Event, Quantity, Situation, Statement, TimelineEntry
from briefgen.situation.calendar import days_of, overlaps, period_days
from briefgen.situation.figures import exclude, thing_of
from briefgen.situation.terms import rare_pairs, sketch_all

SAME_TEXT = 88.0
NOTABLE = 20
"""Best events of an edition whose vanishing is told."""


@dataclass(frozen=True, slots=True)
class Past:
    """The previous situation, looked up by id and by statement."""

    situation: Situation
    events: Mapping[str, Event]
    statements: Mapping[str, Statement]
    event_of: Mapping[str, str]


def with_changes(situation: Situation, previous: Situation) -> Situation:
    """The situation with the ids that its events had before, and its changes since then."""
    past = _past(previous)
    matched = match_events(situation, past)
    renamed = _renamed(situation, {event: earlier.id for event, earlier in matched.items()})
    return replace(renamed, changes=find_changes(renamed, previous))


def find_changes(situation: Situation, previous: Situation) -> tuple[Change, ...]:
    """How each event stands to the previous situation, and which of its events are no longer reported."""
    past = _past(previous)
    matched = match_events(situation, past)
    statements = {statement.id: statement for statement in situation.statements}
    found = [_change(event, matched.get(event.id), situation, past) for event in situation.events]
    kept = {earlier.id for earlier in matched.values()}
    read = {article.id for article in situation.articles} | {s.evidence.article for s in statements.values()}
    gone = (event for event in _notable(past) if event.id not in kept and not _articles(event, past) & read)
    return (*found, *(Change("no longer reported", event.id, event.id, _lead(event, past)) for event in gone))


def _past(previous: Situation) -> Past:
    return Past(
        previous,
        {event.id: event for event in previous.events},
        {statement.id: statement for statement in previous.statements},
        {key: event.id for event in previous.events for key in event.statements},
    )


def match_events(situation: Situation, past: Past) -> dict[str, Event]:
    """The earlier event of each event that has one; each earlier event is matched once, the closest first."""
    links = sorted(
        {*_by_statements(situation, past), *_by_words(situation, past)}, key=lambda link: (-link[0], *link[1:])
    )
    matched: dict[str, Event] = {}
    taken: set[str] = set()
    for _, event, earlier in links:
        if event not in matched and earlier not in taken:
            matched[event] = past.events[earlier]
            taken.add(earlier)
    return matched


def _by_statements(situation: Situation, past: Past) -> Iterator[tuple[float, str, str]]:
    """Events that hold the same sentences; the more they share, the stronger."""
    for event in situation.events:
        shared = [past.event_of[key] for key in event.statements if key in past.event_of]
        for earlier in set(shared):
            yield 1000.0 + shared.count(earlier) + 500.0 * (event.id == earlier), event.id, earlier


def _by_words(situation: Situation, past: Past) -> Iterator[tuple[float, str, str]]:
    """Events whose leads say nearly the same, in the same section, at times that can agree."""
    statements = {statement.id: statement for statement in situation.statements}
    pool = [(event, statements[event.lead]) for event in situation.events]
    pool += [(event, past.statements[event.lead]) for event in past.events.values()]
    number = len(situation.events)
    for left, right in rare_pairs([sketch.vector for sketch in sketch_all([lead for _, lead in pool])]):
        if left < number <= right:
            (event, lead), (earlier, other) = pool[left], pool[right]
            alike = fuzz.ratio(lead.evidence.text, other.evidence.text, score_cutoff=SAME_TEXT)
            if alike and event.section == earlier.section and _times_agree(event, earlier):
                yield alike, event.id, earlier.id


def _times_agree(one: Event, other: Event) -> bool:
    days, others = days_of(one.time), days_of(other.time)
    return days is None or others is None or overlaps(days, others)


def _renamed(situation: Situation, ids: Mapping[str, str]) -> Situation:
    """The situation with events under the ids of `ids`; an id that another event already has is not taken over."""
    free = set(ids.values()) - {event.id for event in situation.events if event.id not in ids}
    new = {event: earlier for event, earlier in ids.items() if earlier in free}

    def name(event: str) -> str:
        return new.get(event, event)

    events = tuple(replace(event, id=name(event.id)) for event in situation.events)
    if len({event.id for event in events}) != len(events):
        return situation
    disputes: tuple[Contradiction, ...] = tuple(
        replace(item, event=name(item.event)) for item in situation.contradictions
    )
    timeline: tuple[TimelineEntry, ...] = tuple(replace(entry, event=name(entry.event)) for entry in situation.timeline)
    return replace(situation, events=events, contradictions=disputes, timeline=timeline)


def _change(event: Event, earlier: Event | None, situation: Situation, past: Past) -> Change:
    if earlier is None:
        return Change("new", event.id, None, "")
    revised = revision(event, earlier)
    if revised:
        return Change("revised", event.id, earlier.id, revised)
    dispute = _new_dispute(event, earlier, situation, past)
    if dispute:
        return Change("contradicted", event.id, earlier.id, dispute)
    fresh = [key for key in event.statements if key not in past.statements]
    articles = len({key.partition(":")[0] for key in fresh})
    detail = f"{len(fresh)} more sentences of {articles} articles" if fresh else ""
    return Change("updated" if fresh else "unchanged", event.id, earlier.id, detail)


def _new_dispute(event: Event, earlier: Event, situation: Situation, past: Past) -> str:
    """What is disputed about an event that was undisputed before; '' for nothing."""
    now = [item for item in situation.contradictions if item.event == event.id and item.kind != "wording"]
    before = [item for item in past.situation.contradictions if item.event == earlier.id and item.kind != "wording"]
    fresh = [item for item in now if item.nature != "revised"] if not before else []
    return f"{fresh[0].slot}: " + " / ".join(variant.value for variant in fresh[0].variants) if fresh else ""


def revision(event: Event, earlier: Event) -> str:
    """The first figure that replaces another of the earlier event, in print ("3 → 7 people killed"); '' for none."""
    old = _by_measure(earlier.quantities)
    for measure, quantities in sorted(_by_measure(event.quantities).items()):
        was = old.get(measure, ())
        fresh = [quantity for quantity in quantities if all(quantity.value != other.value for other in was)]
        if was and fresh and all(exclude(fresh[-1], other) for other in was):
            return f"{was[-1].evidence.text} → {fresh[-1].evidence.text} {fresh[-1].counts}".strip()
    return ""


def _by_measure(quantities: Sequence[Quantity]) -> dict[tuple[str, str, str], tuple[Quantity, ...]]:
    found: dict[tuple[str, str, str], tuple[Quantity, ...]] = {}
    for quantity in quantities:
        outcome = outcome_class(quantity.counts)
        if outcome or thing_of(quantity.counts):
            measure = (outcome, thing_of(quantity.counts), "" if outcome else quantity.unit)
            found[measure] = (*found.get(measure, ()), quantity)
    return found


def _notable(past: Past) -> list[Event]:
    """The events of the previous edition whose vanishing is news: printable, of its period, the best of them."""
    period = period_days(past.situation.period)
    fit = [event for event in past.situation.events if not past.statements[event.lead].alone]
    inside = [event for event in fit if overlaps(days_of(event.time), period)]
    return sorted(inside, key=lambda event: (-event.score, event.id))[:NOTABLE]


def _articles(event: Event, past: Past) -> set[str]:
    return {past.statements[key].evidence.article for key in event.statements if key in past.statements}


def _lead(event: Event, past: Past) -> str:
    return past.statements[event.lead].evidence.text
