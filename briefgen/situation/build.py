"""From articles and their statements to a Situation: the stage that the pipeline calls."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.model import Article, EntityLabel, Event, Period, Problem, Situation, Statement, TimelineEntry
from briefgen.profile import Profile
from briefgen.situation.calendar import Days, days_of, days_or_told, period_days, reported_later
from briefgen.situation.contradictions import find_contradictions
from briefgen.situation.coverage import find_actors, find_gaps, left_out, outside_articles
from briefgen.situation.events import merge_events
from briefgen.situation.groups import Report, group_reports
from briefgen.situation.joins import find_events
from briefgen.situation.positions import find_positions, find_views

LONGEST_TIMELINE_DAYS = 7
SURE_DAYS = 2
"""Days that the interval of an article's publication may span to count as a day when reports are grouped."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the extractors know besides statements: labels and sides of names, and what reading left out."""

    labels: Mapping[str, EntityLabel]
    sides: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def build_situation(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    profile: Profile,
    period: Period,
    known: Known,
) -> Situation:
    """Everything known from the articles about the situation, for one period and by its last day.

    An article from after the period tells of it and of what came before; what it tells else is left aside.
    """
    by_article = {article.id: article for article in articles}
    statements = _by_the_end(statements, by_article, period_days(period))
    by_statement = {statement.id: statement for statement in statements}
    published = {article.id: days for article in articles if (days := days_of(article.published))}
    events = merge_events(
        find_events(statements, published, _stories(articles, published)), by_article, profile, period
    )
    return Situation(
        profile=profile.name,
        title=profile.title,
        period=period,
        articles=tuple(articles),
        statements=tuple(statements),
        events=events,
        contradictions=find_contradictions(events, by_statement, by_article, known.sides),
        timeline=build_timeline(events, by_statement),
        actors=find_actors(statements, known.labels, known.sides),
        changes=(),
        gaps=find_gaps(profile, statements, by_article),
        omissions=(
            *known.problems,
            *outside_articles(articles, statements, profile, period),
            *left_out(events, by_statement),
        ),
        positions=find_positions(statements, by_article, profile, known.sides),
        views=find_views(statements, by_article, profile, known.sides),
    )


def _by_the_end(
    statements: Sequence[Statement], articles: Mapping[str, Article], period: Days
) -> tuple[Statement, ...]:
    """Statements without those that were told after the period of what lies after it, or at no known time."""
    return tuple(s for s in statements if not reported_later(s.time, articles[s.evidence.article].published, period))


def _stories(articles: Sequence[Article], published: Mapping[str, Days]) -> Mapping[str, int]:
    """The number of the story that each article tells, by its id; only of articles whose day is known."""
    days = {key: found[0].isoformat() for key, found in published.items() if (found[1] - found[0]).days <= SURE_DAYS}
    reports = [Report(a.id, days[a.id], a.headline or "", a.text) for a in articles if a.id in days]
    return {key: number for number, group in enumerate(group_reports(reports)) for key in group}


def build_timeline(events: Sequence[Event], statements: Mapping[str, Statement]) -> tuple[TimelineEntry, ...]:
    """The events whose time is known to a week or better, in the order of time; those told of on a day close that day."""
    dated = [
        (days, event)
        for event in events
        if (days := days_or_told(event.time))
        and (days[1] - days[0]).days <= LONGEST_TIMELINE_DAYS
        and not statements[event.lead].alone
    ]
    ordered = sorted(dated, key=lambda pair: (pair[0], days_of(pair[1].time) is None, -pair[1].score, pair[1].id))
    return tuple(TimelineEntry(event.time, event.id, event.lead, event.section) for _, event in ordered)
