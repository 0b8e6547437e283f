"""How well the expected subjects are covered, who the actors are, and what was left out."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from briefgen.extract.sections import passes_gate
from briefgen.model import UNKNOWN_TIME, Actor, Article, EntityLabel, Event, Gap, Period, Problem, Statement, Time
from briefgen.profile import Beat, Profile
from briefgen.situation.calendar import Days, days_of, overlaps, period_days
from briefgen.situation.near_copies import find_near_copies
from briefgen.situation.origins import find_origins


def find_gaps(profile: Profile, statements: Sequence[Statement], articles: Mapping[str, Article]) -> tuple[Gap, ...]:
    """Each beat of the profile with the articles and origins that speak of it; zero is the gap."""
    return tuple(_gap(key, beat, statements, articles) for key, beat in profile.beats.items())


def _gap(key: str, beat: Beat, statements: Sequence[Statement], articles: Mapping[str, Article]) -> Gap:
    pattern = term_pattern(beat.terms)
    naming = [statement for statement in statements if pattern.search(statement.evidence.text)]
    found = [articles[article] for article in sorted({statement.evidence.article for statement in naming})]
    return Gap(key, beat.title, len(found), len(find_origins(found, naming)), newest(found), oldest(found))


def term_pattern(terms: Sequence[str]) -> re.Pattern[str]:
    """Terms of a profile as one pattern: whole words, `*` ends a stem, capitals only where the term has them."""
    return _compiled(tuple(terms))


@cache
def _compiled(terms: tuple[str, ...]) -> re.Pattern[str]:
    parts = []
    for term in sorted(terms, key=lambda term: (-len(term), term)):
        stem = term.endswith("*")
        body = re.escape(term.rstrip("*")).replace(r"\ ", r"\s+")
        body = body if term != term.lower() else f"(?i:{body})"
        parts.append(body + (r"\w*" if stem else r"(?!\w)"))
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")") if parts else re.compile(r"(?!)")


def newest(articles: Sequence[Article]) -> Time:
    """The latest publication date among articles, of an interval its first day counting; unknown if none is dated."""
    dated = [(days, article.published) for article in articles if (days := days_of(article.published))]
    return max(dated, key=lambda pair: pair[0])[1] if dated else UNKNOWN_TIME


def oldest(articles: Sequence[Article]) -> Time:
    """The earliest publication date among articles, of an interval its last day counting; unknown if none is dated."""
    dated = [(days[::-1], article.published) for article in articles if (days := days_of(article.published))]
    return min(dated, key=lambda pair: pair[0])[1] if dated else UNKNOWN_TIME


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


def outside_articles(
    articles: Sequence[Article], statements: Sequence[Statement], profile: Profile, period: Period
) -> tuple[Problem, ...]:
    """Articles that do not belong to the situation or the period, each with its reason, and copies of others."""
    told: dict[str, list[Statement]] = {}
    for statement in statements:
        told.setdefault(statement.evidence.article, []).append(statement)
    found = (_outside(article, told.get(article.id, ()), profile, period_days(period)) for article in articles)
    problems = (*(problem for problem in found if problem), *_copies(articles))
    return tuple(sorted(problems, key=lambda problem: (problem.code, problem.place, problem.message)))


def _outside(article: Article, told: Sequence[Statement], profile: Profile, period: Days) -> Problem | None:
    if told and not passes_gate([statement.evidence.text for statement in told], profile.gate):
        return Problem("off-topic", "hardly a sentence names the situation", article.path)
    days = days_of(article.published)
    if days is None or overlaps(days, period):
        return None
    code = "too-old" if days[1] < period[0] else "too-new"
    return Problem(code, f"published {article.published.value}, outside the period", article.path)


def partly_outside(articles: Sequence[Article], period: Period) -> tuple[Article, ...]:
    """Articles of which it is not sure that they are of the period: their interval lies partly outside it."""
    first, last = period_days(period)
    known = ((article, days_of(article.published)) for article in articles)
    return tuple(
        article
        for article, days in known
        if days and overlaps(days, (first, last)) and not (first <= days[0] and days[1] <= last)
    )


def _copies(articles: Sequence[Article]) -> tuple[Problem, ...]:
    """Articles that repeat another one, which stands for them."""
    by_id = {article.id: article for article in articles}
    groups = find_near_copies({key: article.text for key, article in by_id.items()})
    return tuple(
        Problem("duplicate", f"repeats {by_id[group.representative].path}", by_id[key].path)
        for group in groups
        for key in group.members
        if key != group.representative
    )
