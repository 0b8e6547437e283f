"""What is different from the previous edition's situation."""

from collections.abc import Mapping

from rapidfuzz import fuzz

from briefgen.model import Change, Event, Situation, Statement

SAME_TEXT = 88.0


def find_changes(
    events: tuple[Event, ...], statements: Mapping[str, Statement], previous: Situation
) -> tuple[Change, ...]:
    """How each event stands to the previous situation, and which of its events are no longer reported."""
    before = {statement.id: statement for statement in previous.statements}
    matched = {event.id: _match(event, statements, previous, before) for event in events}
    found = [_change(event, matched[event.id], statements, before) for event in events]
    kept = {earlier.id for earlier in matched.values() if earlier}
    gone = [event for event in previous.events if event.id not in kept]
    return (
        *found,
        *(Change("no longer reported", event.id, event.id, before[event.lead].evidence.text) for event in gone),
    )


def _match(
    event: Event, statements: Mapping[str, Statement], previous: Situation, before: Mapping[str, Statement]
) -> Event | None:
    """The previous event with the same id, with a sentence in common, or told in nearly the same words."""
    same = [earlier for earlier in previous.events if earlier.id == event.id]
    shared = [earlier for earlier in previous.events if set(earlier.statements) & set(event.statements)]
    text = statements[event.lead].evidence.text
    alike = [
        earlier
        for earlier in previous.events
        if earlier.section == event.section
        and fuzz.ratio(text, before[earlier.lead].evidence.text, score_cutoff=SAME_TEXT)
    ]
    return next(iter((*same, *shared, *alike)), None)


def _change(
    event: Event, earlier: Event | None, statements: Mapping[str, Statement], before: Mapping[str, Statement]
) -> Change:
    if earlier is None:
        return Change("new", event.id, None, "")
    revised = _revised(event, earlier)
    if revised:
        return Change("revised", event.id, earlier.id, revised)
    if _modalities(event, statements) != _modalities(earlier, before):
        return Change("contradicted", event.id, earlier.id, "")
    fresh = len(set(event.statements) - set(earlier.statements))
    return Change("updated" if fresh else "unchanged", event.id, earlier.id, f"{fresh} more sentences" if fresh else "")


def _modalities(event: Event, statements: Mapping[str, Statement]) -> bool:
    return any(statements[key].modality == "denied" for key in event.statements)


def _revised(event: Event, earlier: Event) -> str:
    old = {(quantity.counts, quantity.unit): quantity for quantity in earlier.quantities if quantity.counts}
    for quantity in event.quantities:
        was = old.get((quantity.counts, quantity.unit))
        if was and was.value != quantity.value and all(other.value != was.value for other in event.quantities):
            return f"{was.evidence.text} → {quantity.evidence.text} {quantity.counts}"
    return ""
