"""Paragraphs that were broken into lines of equal width (mail, old wires) put together again."""

import itertools
from collections.abc import Sequence

from briefgen.sources.lines import Line, line_kind
from briefgen.sources.titles import ends_sentence

_NARROW, _WIDE = 35, 110
_LEAST_LINES = 4
_LEAST_SHARE = 0.6


def unwrap(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, those that were wrapped joined by a space to the paragraph they belong to."""
    width = _wrap_width(lines)
    if width is None:
        return tuple(lines)
    joined: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if run and not _continues(run[-1], line, width):
            joined.append(_joined(run))
            run = []
        run.append(line)
    return (*joined, _joined(run)) if run else tuple(joined)


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width that most broken lines share, or None for a text whose lines are paragraphs."""
    followed = [
        line for line, after in itertools.pairwise(lines) if not after.blanks and line.kind == after.kind == "text"
    ]
    broken = [
        len(line.text) for line in followed if _NARROW <= len(line.text) <= _WIDE and not ends_sentence(line.text)
    ]
    if len(broken) < _LEAST_LINES or len(broken) < _LEAST_SHARE * len(followed):
        return None
    return sorted(broken)[len(broken) * 9 // 10]


def _continues(line: Line, after: Line, width: int) -> bool:
    return (
        line.kind in ("text", "dated") and after.kind == "text" and not after.blanks and len(line.text) >= 0.6 * width
    )


def _joined(run: Sequence[Line]) -> Line:
    if len(run) == 1:
        return run[0]
    text = " ".join(line.text for line in run)
    return Line(run[0].start, run[-1].end, text, run[0].blanks, line_kind(text))
