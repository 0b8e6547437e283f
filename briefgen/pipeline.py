"""The main path: articles to an edition, readable top to bottom."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from briefgen.audience import Audience
from briefgen.brief.compose import compose_brief
from briefgen.extract.extractors import read_findings
from briefgen.extract.findings import Findings
from briefgen.extract.renaming import labels_of, unify_names
from briefgen.extract.sides import find_sides
from briefgen.extract.statements import read_statements
from briefgen.judgements import Judgement
from briefgen.language.document import read_documents
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article, Period, Problem, Situation
from briefgen.printed import Brief, Ledger
from briefgen.profile import Profile
from briefgen.situation.build import Known, build_situation
from briefgen.situation.calendar import default_period
from briefgen.situation.changes import with_changes
from briefgen.situation.dating import date_articles

LEDGER_VERSION = "1"
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Report no progress."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for besides the articles."""

    profile: Profile
    period: Period | None = None
    previous: Situation | None = None
    model: str = "en_brief"
    problems: tuple[Problem, ...] = ()
    progress: Progress = field(default=silent, compare=False)


@dataclass(frozen=True, slots=True)
class Edition:
    """One dated brief for one audience: what is printed, and the files by their ending."""

    brief: Brief
    files: Mapping[str, bytes]

    @property
    def stem(self) -> str:
        """The file name without its ending: '2025-12-05-russia-ukraine-weekly'."""
        return f"{self.brief.date}-{self.brief.situation}-{self.brief.audience}"


def produce(articles: Sequence[Article], request: Request, audience: Audience, formats: Sequence[str]) -> Edition:
    """Turn articles into one dated brief."""
    situation = produce_situation(articles, request)
    return produce_edition(situation, audience, request.profile, formats)


def produce_situation(articles: Sequence[Article], request: Request) -> Situation:
    """Turn articles into what is known.

    Raises:
        UsageError: if no article is dated and no period was asked for.
        LanguageError: if the language pipeline is not installed.
    """
    findings = _read_and_date(articles, request)
    articles = tuple(found.document.article for found in findings)
    statements = tuple(statement for found in findings for statement in read_statements(found))
    known = Known(labels_of(findings), find_sides(findings, request.profile), request.problems)
    period = request.period or default_period(articles)
    situation = build_situation(articles, statements, request.profile, period, known)
    return with_changes(situation, request.previous) if request.previous else situation


def infer_dates(articles: Sequence[Article], request: Request) -> tuple[Article, ...]:
    """The articles with each undated one dated as far as the others and its own words prove; as they are when none is undated.

    Raises:
        LanguageError: if the language pipeline is not installed.
    """
    if all(article.published.value for article in articles):
        return tuple(articles)
    return tuple(found.document.article for found in _read_and_date(articles, request))


def _read_and_date(articles: Sequence[Article], request: Request) -> tuple[Findings, ...]:
    return date_articles(unify_names(tuple(_read_all(articles, request))), request.profile)


def _read_all(articles: Sequence[Article], request: Request) -> Iterator[Findings]:
    documents = read_documents(load_nlp(request.model), articles)
    for number, document in enumerate(documents, start=1):
        yield read_findings(document, request.profile)
        request.progress("reading", number, len(articles))


def produce_edition(
    situation: Situation,
    audience: Audience,
    profile: Profile,
    formats: Sequence[str],
    judgements: Sequence[Judgement] = (),
) -> Edition:
    """Arrange a situation, and the analyst's judgements of it, for one audience and render it in each of the formats.

    Raises:
        TemplateError: if a template of the audience cannot be filled.
        UsageError: if a judgement rests on words that no article has.
    """
    from briefgen.render.fit import fit_brief

    brief = fit_brief(compose_brief(situation, audience, profile, judgements), audience)
    copy = Copy(situation, brief, audience, ledger_json(brief))
    return Edition(brief, {name: RENDERERS[name](copy) for name in formats})


def ledger_json(brief: Brief) -> str:
    """The ledger of a brief as JSON, without blanks."""
    ledger = Ledger(LEDGER_VERSION, brief.situation, brief.audience, brief)
    return TypeAdapter(Ledger).dump_json(ledger).decode()


def situation_json(situation: Situation) -> bytes:
    """The situation as indented JSON, ending with a newline."""
    return TypeAdapter(Situation).dump_json(situation, indent=1) + b"\n"


@dataclass(frozen=True, slots=True)
class Copy:
    """What a renderer turns into bytes."""

    situation: Situation
    brief: Brief
    audience: Audience
    ledger: str


def _pdf(copy: Copy) -> bytes:
    from briefgen.render.pdf import render_pdf

    return render_pdf(copy.brief, copy.audience, copy.ledger, {})


def _html(copy: Copy) -> bytes:
    from briefgen.render.html import render_html

    return render_html(copy.brief, copy.audience, copy.ledger).encode()


def _mail(copy: Copy) -> bytes:
    from briefgen.render.mail import render_mail

    return render_mail(copy.brief, copy.audience, copy.ledger)


def _markdown(copy: Copy) -> bytes:
    from briefgen.render.markdown import render_markdown

    return render_markdown(copy.brief, copy.audience).encode()


def _json(copy: Copy) -> bytes:
    return situation_json(copy.situation)


RENDERERS: Mapping[str, Callable[[Copy], bytes]] = {
    "pdf": _pdf,
    "html": _html,
    "eml": _mail,
    "md": _markdown,
    "json": _json,
}
