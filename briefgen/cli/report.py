"""What the commands say on standard error: progress while they work, a summary when they are done."""

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from briefgen.model import Situation
    from briefgen.pipeline import Edition, Progress


def watched_progress(*, quiet: bool = False) -> "Progress":
    """Progress with counts and time on standard error, only where a person watches."""
    from briefgen.pipeline import silent

    if quiet or not sys.stderr.isatty():
        return silent
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True))
    tasks: dict[str, Any] = {}

    def show(stage: str, done: int, total: int) -> None:
        """Move the bar of a stage."""
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total)
            bar.start()
        bar.update(tasks[stage], completed=done)
        if done == total:
            bar.stop()

    return show


def say_summary(situation: "Situation", edition: "Edition") -> None:
    """One line on an edition: pages and files, what went in, what was found, what was left out and why."""
    from briefgen.printed import printed_lines

    files = [f"{count_pages(edition.files['pdf'])} pages"] if "pdf" in edition.files else []
    files.append(f"{len(edition.files)} files ({', '.join(edition.files)})")
    reasons = Counter(problem.code.replace("-", " ") for problem in situation.omissions)
    told = [f"{number} {reason}" for reason, number in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))]
    typer.echo(
        f"{edition.brief.audience}: {', '.join(files)}; {len(situation.articles)} articles, "
        f"{len(situation.statements)} statements, {len(situation.events)} events; "
        f"{len(printed_lines(edition.brief))} lines, {len(edition.brief.notes)} notes; "
        f"left out: {', '.join(told) or 'nothing'}",
        err=True,
    )


def count_pages(pdf: bytes) -> int:
    """How many pages a finished PDF has."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()
