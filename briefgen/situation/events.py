"""Statements that tell of one thing become an Event, typed, placed, dated and scored.

Which statements are of one event is told by `joins.find_events`.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from briefgen.data import load_lexicon
from briefgen.extract.quantity_outcomes import outcome_class
from briefgen.extract.sections import is_in_focus
from briefgen.model import UNKNOWN_TIME, Article, Event, Period, Place, Quantity, Statement, Time
from briefgen.profile import Gate, Profile
from briefgen.situation.calendar import Days, days_of, overlaps, period_days, told_days
from briefgen.situation.figures import thing_of
from briefgen.situation.origins import find_origins
from briefgen.situation.scenes import HARM
from briefgen.situation.terms import stem, words_of

LONGEST_EVENT = 31
LONG_SENTENCE = 45
MOST_HARMED = 10_000
MOST_SHARED = 3
"""Names that the reason of an event gives; with the words twice as many."""
_WORD = re.compile(r"[^\W_][\w’'-]*")


def merge_events(
    groups: Sequence[Sequence[Statement]], articles: Mapping[str, Article], profile: Profile, period: Period
) -> tuple[Event, ...]:
    """One Event for each group, best first; ties by id, so that the order of files never shows."""
    focused = _in_focus([statement for group in groups for statement in group], profile.gate)
    scale = _Scale(period, _principal_actors(groups, articles), focused, profile)
    events = [_event(group, articles, scale) for group in groups]
    return tuple(sorted(events, key=lambda event: (-event.score, event.id)))


class _Scale:
    """What a score is measured against."""

    def __init__(self, period: Period, principal: frozenset[str], focused: frozenset[str], profile: Profile) -> None:
        self.days = period_days(period)
        self.principal = principal
        self.focused = focused
        self.main_sections = frozenset(profile.sections) - {profile.default_section}
        self.weights: Mapping[str, float] = load_lexicon("score")["weights"]


def _in_focus(statements: Sequence[Statement], gate: Gate) -> frozenset[str]:
    """Statements, by id, that are squarely about the situation: each by its words, or with all of an article that is."""
    named = {statement.id for statement in statements if is_in_focus(statement.evidence.text, gate)}
    told = Counter(statement.evidence.article for statement in statements)
    telling = Counter(statement.evidence.article for statement in statements if statement.id in named)
    mostly = {article for article, number in telling.items() if number >= max(2, gate.share * told[article])}
    return frozenset(s.id for s in statements if s.id in named or s.evidence.article in mostly)


def _principal_actors(groups: Sequence[Sequence[Statement]], articles: Mapping[str, Article]) -> frozenset[str]:
    named = Counter(
        name
        for article, name in sorted(
            {(s.evidence.article, name) for group in groups for s in group for name in s.actors}
        )
    )
    least = max(2.0, load_lexicon("score")["principal"]["share"] * len(articles))
    return frozenset(name for name, number in named.items() if number >= least)


def _event(group: Sequence[Statement], articles: Mapping[str, Article], scale: _Scale) -> Event:
    ranked = sorted(group, key=lambda statement: (-_statement_score(statement, articles, scale), statement.id))
    lead = ranked[0]
    origins = find_origins([articles[key] for key in sorted({s.evidence.article for s in group})], group)
    outlets = sorted({articles[s.evidence.article].publisher or "" for s in group})
    score = _statement_score(lead, articles, scale) + scale.weights["origins"] * (math.log2(1 + len(origins)) - 1)
    doer = next((told for told in ranked if told.type == lead.type and told.actor), lead)
    return Event(
        id=_event_id(group),
        type=lead.type,
        section=_section(ranked),
        actor=doer.actor,
        recipient=lead.recipient if lead.recipient != doer.actor else None,
        places=tuple(dict.fromkeys(place for statement in ranked for place in statement.places)),
        time=_time(ranked),
        lead=lead.id,
        statements=tuple(statement.id for statement in ranked),
        origins=origins,
        outlets=tuple(outlet for outlet in outlets if outlet),
        quantities=_quantities(ranked),
        score=round(score, 6),
        reason=_reason(ranked),
    )


def _event_id(group: Sequence[Statement]) -> str:
    first = min(statement.evidence.text for statement in group)
    return "E" + blake2b(first.encode(errors="surrogatepass"), digest_size=5).hexdigest()


def _reason(ranked: Sequence[Statement]) -> str:
    """Why these statements are one event, in words that can be printed: what the lead shares with others."""
    if len(ranked) == 1:
        return "one sentence tells it"
    articles = len({statement.evidence.article for statement in ranked})
    told = (
        f"{len(ranked)} sentences of {articles} articles" if articles > 1 else f"{len(ranked)} sentences of one article"
    )
    shared = ", ".join(_shared(ranked[0], ranked[1:]))
    return (
        f"{told} share {shared}, and their times agree"
        if shared
        else f"{told} tell of one happening in one place and time"
    )


def _shared(lead: Statement, others: Sequence[Statement]) -> list[str]:
    """Names, then telling words and figures, that the lead has in common with most of the others."""
    names = Counter(name for other in others for name in {*other.actors, *(place.name for place in other.places)})
    words = Counter(word for other in others for word in words_of(other))
    own = dict.fromkeys((*lead.actors, *(place.name for place in lead.places)))
    spelled = {stem(match[0]): match[0] for match in reversed(list(_WORD.finditer(lead.evidence.text)))}
    telling = [(words[term], spelled[term]) for term in words_of(lead) if words[term] and term in spelled]
    first = sorted((name for name in own if names[name]), key=lambda name: (-names[name], name))[:MOST_SHARED]
    rest = [word for _, word in sorted(telling, key=lambda pair: (-pair[0], pair[1].lower(), pair[1]))]
    return [*first, *rest[: 2 * MOST_SHARED - len(first)]]


def _statement_score(statement: Statement, articles: Mapping[str, Article], scale: _Scale) -> float:
    parts = {
        "novelty": _novelty(statement, articles[statement.evidence.article], scale.days),
        "position": 1 / (1 + statement.position),
        "actors": min(3, len(scale.principal.intersection(statement.actors))),
        "figures": min(2, len(statement.quantities)),
        "directness": {"narration": 1.0, "indirect": 0.8, "direct": 0.0}.get(statement.kind, 0.6),
        "section": statement.section in scale.main_sections,
        "focus": statement.id in scale.focused,
        "dated": days_of(statement.time) is not None,
        "connective": _opens_with_connective(statement.evidence.text),
        "length": len(statement.evidence.text.split()) > LONG_SENTENCE,
        "harm": _harm(statement),
        "adrift": _is_adrift(statement, articles[statement.evidence.article]),
        "hypothetical": statement.modality in {"conditional", "asked"},
    }
    unprintable = -100.0 if statement.alone else 0.0
    return math.fsum(scale.weights[name] * value for name, value in parts.items()) + unprintable


def _novelty(statement: Statement, article: Article, period: Days) -> float:
    when = days_of(statement.time)
    if when is not None:
        return _recency(when, period) if overlaps(when, period) and (when[1] - when[0]).days <= LONGEST_EVENT else 0.0
    published = told_days(statement.time) or days_of(article.published)
    known = published is not None and (published[1] - published[0]).days <= LONGEST_EVENT
    return 0.6 * _recency(published, period) if published and known and overlaps(published, period) else 0.0


def _recency(days: Days, period: Days) -> float:
    """1 on the last day of the period, 0.5 on its first: of two equal events the later one is the news."""
    length = max(1, (period[1] - period[0]).days)
    return 0.5 + 0.5 * min(1.0, max(0, (days[1] - period[0]).days) / length)


def _harm(statement: Statement) -> float:
    """How great the harm to people is, by tens: 0.5 for ten dead, 1 for a hundred; the losses of a whole war are no event's."""
    figures = [
        max((value for value in quantity.value if value is not None), default=0)
        for quantity in statement.quantities
        if outcome_class(quantity.counts) in HARM
    ]
    counted = [figure for figure in figures if figure <= MOST_HARMED]
    return min(1.0, math.log10(1 + max(counted)) / 2) if counted else 0.0


def _is_adrift(statement: Statement, article: Article) -> bool:
    """Whether a sentence speaks of now, and nobody knows the day: "is currently facing"."""
    published = days_of(article.published)
    if published and published[0] == published[1]:
        return False
    words = {match[0].lower() for match in _WORD.finditer(statement.evidence.text)}
    return not words.isdisjoint(load_lexicon("score")["adrift"]["words"])


def _opens_with_connective(text: str) -> bool:
    first = text.lstrip("“\"'‘").partition(" ")[0].lower().rstrip(",")
    return first in load_lexicon("standing")["connective"]["words"]


def _section(ranked: Sequence[Statement]) -> str:
    votes = Counter(statement.section for statement in ranked)
    most = max(votes.values())
    return next(statement.section for statement in ranked if votes[statement.section] == most)


def _time(ranked: Sequence[Statement]) -> Time:
    """The narrowest time that a statement gives, the lead's first among equals; else the earliest day of its telling."""
    known = [(days, statement.time) for statement in ranked if (days := days_of(statement.time))]
    if not known:
        told = [(days[1], statement.time) for statement in ranked if (days := told_days(statement.time))]
        return min(told, key=lambda pair: pair[0], default=(None, UNKNOWN_TIME))[1]
    return min(known, key=lambda pair: (pair[0][1] - pair[0][0]).days)[1]


def _quantities(ranked: Sequence[Statement]) -> tuple[Quantity, ...]:
    """The figures of an event: equal values of like counts once for each who gives them, different ones side by side."""
    seen: dict[tuple[object, ...], Quantity] = {}
    for statement in ranked:
        for quantity in statement.quantities:
            outcome = outcome_class(quantity.counts)
            counted = (outcome, thing_of(quantity.counts)) if outcome else (quantity.counts, quantity.unit)
            seen.setdefault((quantity.value, quantity.qualifier, quantity.speaker, *counted), quantity)
    return tuple(seen.values())


def places_of(statements: Sequence[Statement]) -> tuple[Place, ...]:
    """The places that statements name, each once."""
    return tuple(dict.fromkeys(place for statement in statements for place in statement.places))
