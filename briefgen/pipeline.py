"""The main path: articles to an edition, readable top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.audience import Audience
from briefgen.brief.compose import compose_brief
from briefgen.extract.extractors import read_findings
from briefgen.extract.findings import Findings
from briefgen.extract.statements import read_statements
from briefgen.language.document import read_documents
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article, Period, Problem, Situation
from briefgen.printed import Brief
from briefgen.profile import Profile
from briefgen.situation.build import build_situation, with_changes
from briefgen.situation.calendar import default_period


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for besides the articles."""

    profile: Profile
    period: Period | None = None
    previous: Situation | None = None
    model: str = "en_brief"
    problems: tuple[Problem, ...] = ()


def read_all(articles: Sequence[Article], request: Request) -> tuple[Findings, ...]:
    """What the extractors find in each article, in the order of the articles."""
    nlp = load_nlp(request.model)
    return tuple(read_findings(document, request.profile) for document in read_documents(nlp, articles))


def produce_situation(articles: Sequence[Article], request: Request) -> Situation:
    """Turn articles into what is known."""
    findings = read_all(articles, request)
    statements = tuple(statement for found in findings for statement in read_statements(found))
    period = request.period or default_period(articles)
    situation = build_situation(articles, statements, request.profile, period, known_names(findings, request))
    return with_changes(situation, request.previous) if request.previous else situation


def produce_brief(situation: Situation, audience: Audience, profile: Profile) -> Brief:
    """Arrange a situation for one audience."""
    return compose_brief(situation, audience, profile)
