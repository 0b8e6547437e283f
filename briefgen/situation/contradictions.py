"""Where sources differ: a figure, a yes against a no, or two wordings of one quotation.

Only like is set against like: the same event, the same thing counted in the same unit over the same stretch
of time ("a week" is not "a month"). Different ranges that can both hold are no contradiction.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations

from rapidfuzz import fuzz

from briefgen.model import Article, Contradiction, Event, Quantity, Statement, Time, Variant
from briefgen.situation.terms import stem

LEAST_ALIKE = 62.0
FEWEST_WORDS = 7
_RATE = re.compile(
    r"^\W*(?:people |soldiers |casualties )?(?:a|per|each|every) (day|night|week|month|year)\b", re.IGNORECASE
)
_WORDS = re.compile(r"\w+")
DENYING = frozenset({"denied"})


def find_contradictions(
    events: Sequence[Event], statements: Mapping[str, Statement], articles: Mapping[str, Article]
) -> tuple[Contradiction, ...]:
    """All differences inside events and all quotations that are worded in two ways, in a stable order."""
    found = [*_wordings(tuple(statements.values()), articles, events)]
    for event in events:
        told = [statements[key] for key in event.statements]
        found += [*_figures(event, told, articles), *_polarities(event, told, articles)]
    return tuple(sorted(found, key=lambda item: (item.kind, item.event, item.slot, item.id)))


def _figures(event: Event, told: Sequence[Statement], articles: Mapping[str, Article]) -> Iterator[Contradiction]:
    slots: dict[tuple[str, str, str], list[tuple[Statement, Quantity]]] = {}
    for statement in told:
        for quantity in statement.quantities:
            slot = _slot(quantity, articles)
            if slot:
                slots.setdefault(slot, []).append((statement, quantity))
    for slot, given in sorted(slots.items()):
        variants = _distinct(given, articles)
        if len(variants) > 1 and any(_exclude(one[1], other[1]) for one, other in combinations(given, 2)):
            yield _contradiction("figure", event.id, slot[0], variants)


def _slot(quantity: Quantity, articles: Mapping[str, Article]) -> tuple[str, str, str] | None:
    """What a figure measures: the thing counted, its unit and the stretch of time it is a rate of."""
    words = [stem(word) for word in _WORDS.findall(quantity.counts)]
    if not words:
        return None
    text = articles[quantity.evidence.article].text
    rate = _RATE.match(text[quantity.evidence.end : quantity.evidence.end + 40])
    return " ".join(sorted(set(words))), quantity.unit, rate.group(1).lower() if rate else ""


def _exclude(one: Quantity, other: Quantity) -> bool:
    """Whether two values cannot both hold: their ranges do not meet."""
    low, high = one.value[0], one.value[1]
    other_low, other_high = other.value[0], other.value[1]
    below = high is not None and other_low is not None and high < other_low
    above = low is not None and other_high is not None and low > other_high
    return below or above


def _distinct(given: Sequence[tuple[Statement, Quantity]], articles: Mapping[str, Article]) -> tuple[Variant, ...]:
    seen: dict[tuple[object, ...], Variant] = {}
    for statement, quantity in given:
        key = (quantity.value, quantity.qualifier, quantity.speaker)
        value = " ".join(part for part in (quantity.qualifier, quantity.evidence.text) if part)
        seen.setdefault(key, Variant(value, quantity.speaker, _said(statement, articles), statement.passage))
    return tuple(seen.values())


def _said(statement: Statement, articles: Mapping[str, Article]) -> Time:
    return statement.time if statement.time.value else articles[statement.evidence.article].published


def _polarities(event: Event, told: Sequence[Statement], articles: Mapping[str, Article]) -> Iterator[Contradiction]:
    denied = [statement for statement in told if statement.modality in DENYING]
    others = [s for s in told if s.modality in {"asserted", "claimed"} and s.polarity == "affirmed"]
    pairs = [(one, other) for one in denied for other in others if one.speaker != other.speaker]
    if pairs:
        variants = tuple(
            Variant(value, statement.speaker, _said(statement, articles), statement.passage)
            for value, statement in (("denied", pairs[0][0]), ("said", pairs[0][1]))
        )
        yield _contradiction("polarity", event.id, event.type, variants)


def _wordings(
    statements: Sequence[Statement], articles: Mapping[str, Article], events: Sequence[Event]
) -> Iterator[Contradiction]:
    """The same words of one speaker that two articles give differently."""
    event_of = {key: event.id for event in events for key in event.statements}
    spoken: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.kind in {"direct", "mixed"} and statement.speaker and statement.content:
            spoken.setdefault(statement.speaker.split()[-1].lower(), []).append(statement)
    used: set[str] = set()
    for _, said in sorted(spoken.items()):
        for one, other in combinations(sorted(said, key=lambda statement: statement.id), 2):
            if {one.id, other.id} & used or not _two_wordings(one, other):
                continue
            used |= {one.id, other.id}
            variants = tuple(_wording(statement, articles) for statement in (one, other))
            yield _contradiction("wording", event_of[one.id], one.speaker or "", variants)


def _two_wordings(one: Statement, other: Statement) -> bool:
    if one.evidence.article == other.evidence.article or not one.content or not other.content:
        return False
    left, right = (_plain(statement.content.text) for statement in (one, other) if statement.content)
    if min(len(left.split()), len(right.split())) < FEWEST_WORDS or left in right or right in left:
        return False
    return LEAST_ALIKE <= fuzz.token_sort_ratio(left, right) < 100


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower().replace("’", "'")))


def _wording(statement: Statement, articles: Mapping[str, Article]) -> Variant:
    content = statement.content
    assert content is not None
    return Variant(content.text, statement.speaker, _said(statement, articles), content)


def _contradiction(kind: str, event: str, slot: str, variants: tuple[Variant, ...]) -> Contradiction:
    seed = "|".join((kind, slot, *(f"{variant.evidence.article}:{variant.evidence.start}" for variant in variants)))
    return Contradiction("C" + blake2b(seed.encode(), digest_size=4).hexdigest(), kind, event, slot, variants)
