"""Commands that prove: verify, explain, check, schema."""

import json
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.work import Paths, Quiet, Templates, load_situation, read_paths
from briefgen.errors import UsageError
from briefgen.model import Problem

FINISHED = {".html", ".htm", ".pdf", ".eml"}
AsJson = Annotated[bool, typer.Option("--json", help="Problems as JSON, one a line.")]


def verify(
    brief: Annotated[Path, typer.Argument(help="A finished brief: .pdf, .html or .eml.")],
    paths: Paths,
    templates: Templates = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Check every sentence of a finished brief against its sources; exit 1 and a list on any mismatch."""
    from briefgen.printed import printed_lines
    from briefgen.render.assets import find_audience
    from briefgen.render.words import fixed_words
    from briefgen.verify.check import verify_brief
    from briefgen.verify.visible import read_finished

    finished = read_finished(brief)
    articles, _ = read_paths(paths)
    fixed = fixed_words(find_audience(finished.ledger.audience, templates))
    problems = verify_brief(finished, {article.id: article for article in articles}, fixed)
    for problem in problems:
        typer.echo(_shown(problem, as_json))
    if problems:
        raise typer.Exit(1)
    if not quiet:
        lines, notes = len(printed_lines(finished.ledger.brief)), len(finished.ledger.brief.notes)
        typer.echo(f"{brief.name}: {lines} lines and {notes} notes agree with {len(articles)} articles", err=True)


def explain(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="Line L0001, note 1, passage P01, or an id of the model.")
    ],
    source: Annotated[Path, typer.Argument(metavar="BRIEF|MODEL.json", help="A finished brief, or a saved situation.")],
) -> None:
    """Tell where a printed sentence comes from, or why an event, a difference or a date is what it is."""
    from briefgen.explain import explain_known, explain_printed
    from briefgen.verify.visible import read_finished

    source = source or _newest(identifier)
    if source.suffix.lower() in FINISHED:
        typer.echo(explain_printed(read_finished(source).ledger.brief, identifier))
    else:
        typer.echo(explain_known(load_situation(source), identifier))


def check(
    target: Annotated[
        str, typer.Argument(metavar="PROFILE|DIR", help="A profile by name or path, or an audience folder.")
    ],
    as_json: AsJson = False,
) -> None:
    """Run a profile's examples and counter-examples, or test an audience folder."""
    if Path(target).is_dir():
        from briefgen.render.check import check_audience

        problems = check_audience(Path(target))
    else:
        from briefgen.extract.section_checks import check_profile
        from briefgen.profile import load_profile

        problems = check_profile(load_profile(target))
    for problem in problems:
        typer.echo(_shown(problem, as_json))
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{target}: nothing wrong", err=True)


def schema() -> None:
    """Print the JSON Schema of the situation."""
    from pydantic import TypeAdapter

    from briefgen.model import Situation

    typer.echo(json.dumps(TypeAdapter(Situation).json_schema(), indent=1, ensure_ascii=False))


def _newest(identifier: str) -> Path:
    """The newest file of out/ that knows such an id: a page for lines, notes and passages, else a model."""
    ending = "html" if identifier[:1] in "LP0123456789" and ":" not in identifier and len(identifier) < 9 else "json"
    found = sorted(Path("out").glob(f"*.{ending}"))
    if not found:
        raise UsageError(f"no .{ending} in out/: name the brief or the model to look in")
    return found[-1]


def _shown(problem: Problem, as_json: bool) -> str:
    if as_json:
        return json.dumps(
            {"place": problem.place, "code": problem.code, "message": problem.message}, ensure_ascii=False
        )
    return f"{problem.place}: {problem.message} [{problem.code}]"
