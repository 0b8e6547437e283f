"""Paragraphs that were broken into lines of equal width (mail, old wires) put together again."""

from collections.abc import Sequence
from itertools import pairwise

from briefgen.sources.lines import Line, line_kind
from briefgen.sources.titles import ends_sentence

_NARROW, _WIDE = 35, 110
_LEAST_LINES = 4
_LEAST_SHARE = 0.6


def unwrap(lines: Sequence[Line], *, always: bool = False) -> tuple[Line, ...]:
    """The lines, those that were wrapped joined by a space to the paragraph they belong to.

    `always` is for a format whose lines never are paragraphs, such as PDF.
    """
    width = _page_width(lines) if always else _wrap_width(lines)
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
    followed = [line for line, after in pairwise(lines) if not after.blanks and line.kind == after.kind == "text"]
    broken = [
        len(line.text) for line in followed if _NARROW <= len(line.text) <= _WIDE and not ends_sentence(line.text)
    ]
    if len(broken) < _LEAST_LINES or len(broken) < _LEAST_SHARE * len(followed):
        return None
    return sorted(broken)[len(broken) * 9 // 10]


def _page_width(lines: Sequence[Line]) -> int | None:
    lengths = sorted(len(line.text) for line in lines if line.kind in ("text", "dated"))
    return lengths[len(lengths) * 9 // 10] if lengths else None


def _continues(line: Line, after: Line, width: int) -> bool:
    if line.kind not in ("text", "dated") or after.kind != "text" or after.blanks:
        return False
    full = 0.85 if ends_sentence(line.text) else 0.6
    return len(line.text) >= full * width


def _joined(run: Sequence[Line]) -> Line:
    if len(run) == 1:
        return run[0]
    text = " ".join(line.text for line in run)
    return Line(run[0].start, run[-1].end, text, run[0].blanks, line_kind(text))
