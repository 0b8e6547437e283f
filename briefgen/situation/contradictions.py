"""Where sources differ: a figure, a yes against a no, or two wordings of one quotation.

Only like is set against like (`figures`, `opposites`, `wordings`); a false contradiction is worse than a missed one.
Nothing is averaged or decided: each side stands with who says it and when it was reported.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b

from briefgen.model import Article, Contradiction, Event, Quantity, Statement, Time, Variant
from briefgen.situation.denials import denies_told
from briefgen.situation.figures import Given, Slot, clashes, figures_of, is_revision
from briefgen.situation.opposites import Opposition, find_opposites
from briefgen.situation.wordings import find_wordings

MOST_WORDS, FEWEST_WORDS = 16, 4
"""Words of the subject of a dispute."""
_LEANING = frozenset(
    {
        "he",
        "she",
        "it",
        "they",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "we",
        "i",
        "by",
        "in",
        "at",
        "was",
        "is",
        "were",
    }
)
_CLAUSE = re.compile(r"\bthat |, (?:and|but) |; ")
_MARKS = ' "“”,.'
_BORDER = re.compile(r"[,;:.!?](?=\s)|\s(?:which|while|because|although)\s")
MOST = 30
"""Statements of one kind that are compared in one event."""


def find_contradictions(
    events: Sequence[Event],
    statements: Mapping[str, Statement],
    articles: Mapping[str, Article],
    sides: Mapping[str, str] | None = None,
) -> tuple[Contradiction, ...]:
    """All differences inside events and all quotations that are worded in two ways, in a stable order.

    `sides` gives the side of each actor that has one; names of one side may stand for each other.
    """
    event_of = {key: event.id for event in events for key in event.statements}
    told = tuple(statements.values())
    found = [*_wordings(told, articles, event_of), *_opposites(told, articles, sides or {}, event_of)]
    for event in events:
        of_event = [statements[key] for key in event.statements]
        found += _figures(event, of_event, articles)
        found += _denials(event, of_event, articles)
    return _once(found)


def _once(found: Sequence[Contradiction]) -> tuple[Contradiction, ...]:
    """The contradictions in a stable order, none that sets the same passages against each other twice."""
    kept: dict[frozenset[str], Contradiction] = {}
    for item in sorted(found, key=lambda item: (item.kind, item.nature == "", item.event, item.slot, item.id)):
        passages = frozenset(
            f"{v.evidence.article}:{v.evidence.start}:{v.value if item.kind == 'figure' else ''}" for v in item.variants
        )
        kept.setdefault(passages, item)
    return tuple(sorted(kept.values(), key=lambda item: (item.kind, item.event, item.slot, item.id)))


def _figures(event: Event, told: Sequence[Statement], articles: Mapping[str, Article]) -> Iterator[Contradiction]:
    for slot, given in figures_of(told, articles).items():
        pairs = list(clashes(given))
        if pairs:
            involved = [item for item in given if any(item in pair for pair in pairs)]
            revised = all(is_revision(*pair, slot[0]) for pair in pairs)
            variants = _distinct(involved, articles)
            yield _contradiction("figure", event.id, (_name(slot, given), "revised" if revised else ""), variants)


def _name(slot: Slot, given: Sequence[Given]) -> str:
    """What the figures count, in the words of one of the sources: the shortest."""
    counts = sorted(
        {item.quantity.counts for item in given if item.quantity.counts}, key=lambda text: (len(text), text)
    )
    return (counts[0] if counts else slot[2]) + (f" per {slot[3]}" if slot[3] else "")


def _distinct(given: Sequence[Given], articles: Mapping[str, Article]) -> tuple[Variant, ...]:
    """One variant for each value and speaker, the earliest reported first."""
    seen: dict[tuple[object, ...], Variant] = {}
    for item in sorted(given, key=_when):
        key = (item.quantity.value, item.quantity.qualifier, item.quantity.speaker)
        seen.setdefault(
            key,
            Variant(
                _value(item.quantity), item.quantity.speaker, said(item.statement, articles), item.statement.passage
            ),
        )
    return tuple(seen.values())


def _when(given: Given) -> tuple[str, str, int]:
    return (given.days[0].isoformat() if given.days else "9999", given.statement.id, given.quantity.evidence.start)


def _value(quantity: Quantity) -> str:
    return " ".join(part for part in (quantity.qualifier, quantity.evidence.text) if part)


def said(statement: Statement, articles: Mapping[str, Article]) -> Time:
    """When something was reported: the date of the article, else the time the sentence tells of."""
    published = articles[statement.evidence.article].published
    return published if published.value else statement.time


def _opposites(
    told: Sequence[Statement], articles: Mapping[str, Article], sides: Mapping[str, str], event_of: Mapping[str, str]
) -> Iterator[Contradiction]:
    for item in find_opposites(told, articles, sides):
        variants = tuple(Variant(value, s.speaker, said(s, articles), s.passage) for value, s in _values(item))
        slot = item.slot if item.nature == "control" else subject_of(item.one)
        yield _contradiction("polarity", event_of[item.one.id], (slot, item.nature), variants)


def _values(item: Opposition) -> Sequence[tuple[str, Statement]]:
    words = {"control": ("captured", "held"), "rebuttal": ("said", "denied"), "": ("said", "denied")}[item.nature]
    return tuple(zip(words, (item.one, item.other), strict=True))


def _denials(event: Event, told: Sequence[Statement], articles: Mapping[str, Article]) -> Iterator[Contradiction]:
    """A denial and an assertion of the same inside one event."""
    denied = [statement for statement in told if statement.modality == "denied"]
    others = [s for s in told if s.modality in {"asserted", "claimed"} and s.polarity == "affirmed"]
    pairs = [
        (one, other)
        for one in denied[:MOST]
        for other in others[:MOST]
        if one.speaker != other.speaker and denies_told(one, other)
    ]
    if pairs:
        variants = tuple(
            Variant(value, statement.speaker, said(statement, articles), statement.passage)
            for value, statement in (("denied", pairs[0][0]), ("said", pairs[0][1]))
        )
        yield _contradiction("polarity", event.id, (subject_of(pairs[0][1]), ""), variants)


def subject_of(statement: Statement) -> str:
    """What a statement reports, in its own words as far as a border of clauses: the subject of a dispute.

    The words said where they explain themselves, else the last clause that does, else the sentence from its start.
    """
    whole = statement.passage.text
    said = [statement.content.text.strip(_MARKS)] if statement.content else []
    clauses = [statement.evidence.text[match.end() :] for match in _CLAUSE.finditer(statement.evidence.text)]
    usable = (text for text in (*said, *clauses[::-1]) if text in whole and _explains_itself(text))
    text = next(usable, statement.evidence.text)
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    most = ends[min(len(ends), MOST_WORDS) - 1] if ends else 0
    least = ends[min(len(ends), FEWEST_WORDS) - 1] if ends else 0
    border = max((match.start() for match in _BORDER.finditer(text, least, most)), default=most)
    return text[:border].rstrip(' ,;:.–—-“"(')


def _explains_itself(text: str) -> bool:
    words = text.split()
    return len(words) >= FEWEST_WORDS and words[0].lower().strip(_MARKS) not in _LEANING


def _wordings(
    told: Sequence[Statement], articles: Mapping[str, Article], event_of: Mapping[str, str]
) -> Iterator[Contradiction]:
    for statements in find_wordings(told, articles):
        variants = tuple(
            Variant(s.content.text, s.speaker, said(s, articles), s.content)
            for s in statements
            if s.content is not None
        )
        if len(variants) > 1:
            yield _contradiction("wording", event_of[statements[0].id], (statements[0].speaker or "", ""), variants)


def _contradiction(kind: str, event: str, slot: tuple[str, str], variants: tuple[Variant, ...]) -> Contradiction:
    """One contradiction; `slot` is what is disputed and the nature of the dispute."""
    seed = "|".join((kind, *slot, *(f"{variant.evidence.article}:{variant.evidence.start}" for variant in variants)))
    number = "C" + blake2b(seed.encode(errors="surrogatepass"), digest_size=4).hexdigest()
    return Contradiction(number, kind, event, slot[0], variants, slot[1])
