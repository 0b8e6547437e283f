"""How well the expected subjects are covered, who the actors are, and what was left out."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from briefgen.model import UNKNOWN_TIME, Actor, Article, EntityLabel, Event, Gap, Problem, Statement, Time
from briefgen.profile import Beat, Profile
from briefgen.situation.calendar import days_of
from briefgen.situation.origins import find_origins


def find_gaps(profile: Profile, statements: Sequence[Statement], articles: Mapping[str, Article]) -> tuple[Gap, ...]:
    """Each beat of the profile with the articles and origins that speak of it; zero is the gap."""
    return tuple(_gap(key, beat, statements, articles) for key, beat in profile.beats.items())


def _gap(key: str, beat: Beat, statements: Sequence[Statement], articles: Mapping[str, Article]) -> Gap:
    pattern = term_pattern(beat.terms)
    naming = [statement for statement in statements if pattern.search(statement.evidence.text)]
    found = [articles[article] for article in sorted({statement.evidence.article for statement in naming})]
    return Gap(key, beat.title, len(found), len(find_origins(found, naming)), newest(found))


def term_pattern(terms: Sequence[str]) -> re.Pattern[str]:
    """Terms of a profile as one pattern: whole words, `*` ends a stem, capitals only where the term has them."""
    parts = []
    for term in sorted(terms, key=lambda term: (-len(term), term)):
        stem = term.endswith("*")
        body = re.escape(term.rstrip("*")).replace(r"\ ", r"\s+")
        body = body if term != term.lower() else f"(?i:{body})"
        parts.append(body + (r"\w*" if stem else r"(?!\w)"))
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")") if parts else re.compile(r"(?!)")


def newest(articles: Sequence[Article]) -> Time:
    """The latest publication date among articles; unknown if none is dated."""
    dated = [(days[1], article.published) for article in articles if (days := days_of(article.published))]
    return max(dated, key=lambda pair: pair[0])[1] if dated else UNKNOWN_TIME


def find_actors(
    statements: Sequence[Statement], labels: Mapping[str, EntityLabel], sides: Mapping[str, str]
) -> tuple[Actor, ...]:
    """Everyone who is named as actor or speaker, most mentioned first."""
    mentions = Counter(name for statement in statements for name in statement.actors)
    said: dict[str, list[str]] = {}
    for statement in statements:
        if statement.speaker:
            said.setdefault(statement.speaker, []).append(statement.id)
    names = sorted({*mentions, *said}, key=lambda name: (-mentions[name], name))
    return tuple(
        Actor(name, labels.get(name, "PERSON"), sides.get(name, ""), mentions[name], tuple(said.get(name, ())))
        for name in names
        if name in labels
    )


def left_out(events: Sequence[Event], statements: Mapping[str, Statement]) -> tuple[Problem, ...]:
    """Events that cannot be printed, with the reason why."""
    return tuple(
        Problem("cannot-stand-alone", statements[event.lead].alone, statements[event.lead].id)
        for event in events
        if statements[event.lead].alone
    )
