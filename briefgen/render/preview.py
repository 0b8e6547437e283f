"""`briefgen preview DIR`: the sample brief of an audience, rendered again at each save of its folder."""

import time
from collections.abc import Iterator
from pathlib import Path

from briefgen.audience import load_audience
from briefgen.errors import BriefgenError
from briefgen.render.assets import with_labels
from briefgen.render.check import check_audience, sample_for
from briefgen.render.html import render_html
from briefgen.render.pdf import render_pdf

PAUSE = 0.5


def preview_audience(folder: Path, *, rounds: int = 0) -> Iterator[str]:
    """Write preview.html and preview.pdf beside the folder at each save; yields a message for each round.

    Ends after `rounds` renderings, or never for 0.
    """
    seen: object = None
    done = 0
    while not rounds or done < rounds:
        state = _state(folder)
        if state == seen:
            time.sleep(PAUSE)
            continue
        seen, done = state, done + 1
        yield from preview_once(folder)


def preview_once(folder: Path) -> Iterator[str]:
    """One rendering of the sample: the problems found, or the files written."""
    problems = check_audience(folder)
    for problem in problems:
        yield f"{problem.place}: {problem.message}"
    if problems:
        return
    try:
        audience = with_labels(load_audience(folder.resolve()))
        brief = sample_for(audience)
        files = {
            folder.parent / f"{folder.name}-preview.html": render_html(brief, audience, "{}").encode(),
            folder.parent / f"{folder.name}-preview.pdf": render_pdf(brief, audience, "{}"),
        }
    except BriefgenError as error:
        yield error.message
        return
    for place, data in files.items():
        place.write_bytes(data)
        yield f"wrote {place}"


def _state(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of every file in the folder."""
    stats = ((str(path), path.stat()) for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
