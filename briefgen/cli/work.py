"""Commands that do the work: make, read, annotate, group, model, render."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli.report import say_summary, watched_progress
from briefgen.errors import InputError, UsageError

if TYPE_CHECKING:
    from briefgen.audience import Audience
    from briefgen.judgements import Judgement
    from briefgen.model import Article, Period, Problem, Situation
    from briefgen.pipeline import Request
    from briefgen.profile import Profile

Paths = Annotated[list[Path], typer.Argument(help="Files or folders that hold news reports.")]
ProfileName = Annotated[str, typer.Option("--profile", help="Situation: a shipped name or a TOML file.")]
ModelName = Annotated[str, typer.Option("--model", help="Language pipeline: ours, or an installed spaCy one.")]
Templates = Annotated[Path | None, typer.Option("--templates", help="Folder with audiences of your own.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Week = Annotated[str | None, typer.Option("--week", help="ISO week, such as 2025-W36.")]
First = Annotated[str | None, typer.Option("--from", help="First day, such as 2025-09-01.")]
Last = Annotated[str | None, typer.Option("--to", help="Last day, such as 2025-09-07.")]
Previous = Annotated[Path | None, typer.Option("--previous", help="JSON of the edition before, to show what changed.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 when an input was left out.")]
NotesFile = Annotated[Path | None, typer.Option("--notes", help="TOML file with the analyst's own judgements.")]
FORMATS = ("pdf", "html", "eml", "md", "json")


def make(
    paths: Paths,
    audience: Annotated[str, typer.Option("--audience", help="Audiences, by comma.")] = "weekly",
    profile: ProfileName = "russia-ukraine",
    week: Week = None,
    first: First = None,
    last: Last = None,
    formats: Annotated[str | None, typer.Option("--format", help="Of pdf, html, eml, md, json, by comma.")] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the files.")] = Path("out"),
    previous: Previous = None,
    templates: Templates = None,
    notes: NotesFile = None,
    model: ModelName = "en_brief",
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Make briefs from articles: read, model, render. Prints the files it wrote."""
    from briefgen.pipeline import produce_situation

    plan = Plan(_audiences(audience, templates), _formats(formats), out, _judged(notes), quiet)
    articles, request = _prepare(paths, profile, _period(week, first, last), model, quiet)
    if previous:
        request = _with_previous(request, previous)
    situation = produce_situation(articles, request)
    _write_editions(situation, request.profile, plan)
    _finish(request.problems, strict)


def read(
    paths: Paths,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line, with the fields of Article.")] = False,
    infer: Annotated[bool, typer.Option(help="Date undated articles by the others and their own words.")] = True,
    profile: ProfileName = "russia-ukraine",
    model: ModelName = "en_brief",
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """List the articles that are found in files and folders."""
    from pydantic import TypeAdapter

    from briefgen.model import Article
    from briefgen.pipeline import Request, infer_dates
    from briefgen.profile import load_profile

    chosen = load_profile(profile)
    articles, problems = read_paths(paths)
    if infer:
        articles = infer_dates(articles, Request(chosen, model=model, progress=watched_progress(quiet=quiet or jsonl)))
    adapter = TypeAdapter(Article)
    for article in articles:
        typer.echo(adapter.dump_json(article).decode() if jsonl else _row(article))
    if not quiet:
        _report(problems)
    if not articles:
        raise _no_article(paths)
    _finish(problems, strict)


def annotate(profile: ProfileName = "russia-ukraine", model: ModelName = "en_brief") -> None:
    """Annotate JSON Lines {"id", "text", "published"} from standard input."""
    from briefgen.profile import load_profile
    from briefgen.streams import annotate_lines

    chosen = load_profile(profile)
    _answer(annotate_lines(_stdin(), chosen, model))


def group() -> None:
    """Group JSON Lines {"id", "date", "title", "text"} from standard input: reports of one event together."""
    from briefgen.streams import group_lines

    _answer(group_lines(_stdin()))


def model(
    paths: Paths,
    profile: ProfileName = "russia-ukraine",
    week: Week = None,
    first: First = None,
    last: Last = None,
    previous: Previous = None,
    pipeline: ModelName = "en_brief",
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Print the situation as JSON."""
    from briefgen.pipeline import produce_situation, situation_json

    articles, request = _prepare(paths, profile, _period(week, first, last), pipeline, quiet)
    if previous:
        request = _with_previous(request, previous)
    typer.echo(situation_json(produce_situation(articles, request)).decode(), nl=False)
    _finish(request.problems, strict)


def render(
    model_file: Annotated[Path, typer.Argument(metavar="MODEL.json", help="A situation that `make` or `model` wrote.")],
    audience: Annotated[str, typer.Option("--audience", help="Audiences, by comma.")] = "weekly",
    profile: Annotated[str | None, typer.Option("--profile", help="Profile, where it is not a shipped one.")] = None,
    formats: Annotated[str | None, typer.Option("--format", help="Of pdf, html, eml, md, json, by comma.")] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the files.")] = Path("out"),
    templates: Templates = None,
    notes: NotesFile = None,
    quiet: Quiet = False,
) -> None:
    """Make a brief from a saved situation, for any audience."""
    from briefgen.profile import load_profile

    plan = Plan(_audiences(audience, templates), _formats(formats), out, _judged(notes), quiet)
    situation = load_situation(model_file)
    _write_editions(situation, load_profile(profile or situation.profile), plan)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written for whom."""

    audiences: "tuple[Audience, ...]"
    formats: tuple[str, ...]
    out: Path
    judgements: "tuple[Judgement, ...]"
    quiet: bool


def _write_editions(situation: "Situation", profile: "Profile", plan: Plan) -> None:
    """Render and write an edition for each audience, printing the path of each file."""
    from briefgen.pipeline import produce_edition
    from briefgen.store import write_atomically

    progress = watched_progress(quiet=plan.quiet)
    for done, audience in enumerate(plan.audiences):
        progress("rendering", done, len(plan.audiences))
        edition = produce_edition(situation, audience, profile, plan.formats or audience.formats, plan.judgements)
        for ending, data in edition.files.items():
            path = plan.out / f"{edition.stem}.{ending}"
            write_atomically(path, data)
            typer.echo(str(path))
        if not plan.quiet:
            say_summary(situation, edition)
    progress("rendering", len(plan.audiences), len(plan.audiences))


def _audiences(names: str, templates: Path | None) -> "tuple[Audience, ...]":
    from briefgen.render.assets import find_audience

    return tuple(find_audience(name, templates) for name in _listed(names))


def _judged(notes: Path | None) -> "tuple[Judgement, ...]":
    from briefgen.judgements import load_judgements

    return load_judgements(notes) if notes else ()


def _prepare(
    paths: Sequence[Path], profile: str, period: "Period | None", model: str, quiet: bool
) -> "tuple[tuple[Article, ...], Request]":
    from briefgen.pipeline import Request
    from briefgen.profile import load_profile

    chosen = load_profile(profile)
    articles, problems = read_paths(paths)
    if not quiet:
        _report(problems)
    if not articles:
        raise _no_article(paths)
    return articles, Request(chosen, period, None, model, problems, watched_progress(quiet=quiet))


def _no_article(paths: Sequence[Path]) -> InputError:
    return InputError(f"no article found in {', '.join(map(str, paths))}: give files or folders that hold news reports")


def _with_previous(request: "Request", path: Path) -> "Request":
    from dataclasses import replace

    return replace(request, previous=load_situation(path))


def load_situation(path: Path) -> "Situation":
    """A situation from its JSON; UsageError if it is none of this version."""
    from pydantic import TypeAdapter, ValidationError

    from briefgen.model import Situation
    from briefgen.tables import explain_invalid

    try:
        return TypeAdapter(Situation).validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise UsageError(f"{path}: not a situation of this version: {explain_invalid(error, ())}") from error


def read_paths(paths: Sequence[Path]) -> "tuple[tuple[Article, ...], tuple[Problem, ...]]":
    """The articles at paths, and what was wrong with some."""
    from briefgen.sources import read_articles

    return read_articles(paths)


def _period(week: str | None, first: str | None, last: str | None) -> "Period | None":
    from briefgen.situation.calendar import parse_period

    return parse_period(week, first, last)


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split(",") if name.strip()]


def _formats(given: str | None) -> tuple[str, ...]:
    wanted = tuple(_listed(given or ""))
    for name in wanted:
        if name not in FORMATS:
            raise UsageError(f"--format {name}: choose of {', '.join(FORMATS)}")
    return wanted


def _row(article: "Article") -> str:
    name = article.headline or article.text[:60].replace("\n", " ") + "…"
    dated = f"{article.published.value or '?'} ({article.published.basis})"
    reason = f"\n{'':14}dated: {article.published.reason}" if article.published.basis == "inferred" else ""
    place = f"{article.path}:{article.span[0]}-{article.span[1]}"
    return f"{article.id}  {dated:32}  {article.publisher or '-':24}  {place}  {name}{reason}"


def _report(problems: "Iterable[Problem]") -> None:
    for problem in problems:
        typer.echo(f"left out or doubtful: {problem.place}: {problem.message} [{problem.code}]", err=True)


def _stdin() -> Iterable[str]:
    sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")  # type: ignore[union-attr]
    return sys.stdin


def _answer(answers: Iterable[tuple[dict[str, Any], bool]]) -> None:
    """Print an answer a line; exit with 3 when a line could not be answered."""
    wrong = 0
    for answer, good in answers:
        sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
        wrong += not good
    sys.stdout.flush()
    if wrong:
        typer.echo(f"{wrong} lines could not be answered; each has an error object in its place", err=True)
        raise typer.Exit(3)


def _finish(problems: "Sequence[Problem]", strict: bool) -> None:
    if strict and problems:
        raise typer.Exit(3)
