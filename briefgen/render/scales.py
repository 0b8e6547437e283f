"""Geometry of a figure in dispute: its values on one scale, each where its source puts it.

Nothing is averaged. A value that is only a bound ("at least 12") is a mark with an arrow to its open side, a
range is a bar. Templates draw it and write every word.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.data import load_lexicon
from briefgen.extract.quantity_numbers import find_numbers
from briefgen.printed import Dispute, DisputeRow

WIDTH, LEFT, RIGHT = 680, 34, 646
LEVEL, LETTER = 13, 5.2
WIDEST = 1000.0  # values further apart than this say nothing on one scale
SIGNS = {"at least": "≥", "more than": ">", "less than": "<", "up to": "≤", "about": "≈", "nearly": "≈"}
SHAPES = 6


@dataclass(frozen=True, slots=True)
class ScaleMark:
    """A value: where it stands, as a bar from `low` to `high`, what is written above it, and where."""

    low: float
    high: float
    y: float
    anchor: str
    value: str
    speaker: str
    opens: str
    shape: int


@dataclass(frozen=True, slots=True)
class ScaleFigure:
    """All that the drawing of one figure in dispute needs; `base` is where the axis runs."""

    width: int
    height: float
    base: float
    ticks: tuple[tuple[float, str], ...]
    marks: tuple[ScaleMark, ...]


@dataclass(frozen=True, slots=True)
class _Value:
    low: float
    high: float
    sign: str
    share: bool

    @property
    def words(self) -> str:
        low, high = (f"{end:,.10g}" if end < 1 else f"{end:,g}" if end < 1e6 else f"{end:,.0f}" for end in (self.low, self.high))  # fmt: skip
        unit = " %" if self.share else ""
        return f"{self.sign} {low}{unit}".strip() if self.low == self.high else f"{low}–{high}{unit}"


def scale_figure(dispute: Dispute) -> ScaleFigure | None:
    """The values of a dispute on one scale, or None where they are no plain numbers of one kind, or all the same."""
    values = [_value(row) for row in dispute.rows]
    plain = [value for value in values if value is not None]
    if dispute.kind != "figure" or len(plain) < len(values) or len({(v.low, v.high) for v in plain}) < 2:
        return None
    least, most = min(value.low for value in plain), max(value.high for value in plain)
    if least <= 0 or most / least > WIDEST or len({value.share for value in plain}) > 1:
        return None
    step = _step(most)
    top = step * math.ceil(most / step)
    marks = _marks(list(zip(plain, dispute.rows, strict=True)), top)
    base = 12 + LEVEL * len({mark.y for mark in marks})
    placed = tuple(_at(mark, base) for mark in marks)
    ticks = tuple((_x(step * n, top), f"{step * n:,g}") for n in range(round(top / step) + 1))
    return ScaleFigure(WIDTH, base + 26, base, ticks, placed)


def _value(row: DisputeRow) -> _Value | None:
    """The one number or range of a row, with the sign of what softens it."""
    text = row.value.lower()
    numbers = [float(span.value) for span in find_numbers(text)]
    if not 1 <= len(numbers) <= 2 or numbers != sorted(numbers):
        return None
    sign = next((SIGNS[name] for name, word in _softeners() if word in f" {text} "), "")
    return _Value(
        numbers[0],
        numbers[-1],
        sign if len(numbers) == 1 else "",
        "%" in text or " per cent" in text or "percent" in text,
    )


@cache
def _softeners() -> tuple[tuple[str, str], ...]:
    """Qualifiers and the words that make them, longest first, each as a whole word."""
    tables = load_lexicon("hedges")["qualifiers"]
    found = [
        (name, f" {word.strip()} ") for name in SIGNS for word in (*tables[name]["before"], *tables[name]["after"])
    ]
    return tuple(sorted(found, key=lambda pair: -len(pair[1])))


def _step(most: float) -> float:
    """A round step that divides the scale into three to six parts."""
    power = 10.0 ** math.floor(math.log10(most))
    return float(next(power * part for part in (0.2, 0.25, 0.5, 1, 2) if most / (power * part) <= 6))


def _x(value: float, top: float) -> float:
    return round(LEFT + (RIGHT - LEFT) * value / top, 1)


def _marks(pairs: Sequence[tuple[_Value, DisputeRow]], top: float) -> list[ScaleMark]:
    """Marks with their words in as many levels as it takes that no two touch; `y` counts levels upwards."""
    ends: list[float] = []
    marks = []
    for shape, (value, row) in enumerate(sorted(pairs, key=lambda pair: (pair[0].low, pair[0].high))):
        low, high = _x(value.low, top), _x(value.high, top)
        length = LETTER * (len(value.words) + len(row.speaker) + 2)
        middle = (low + high) / 2
        anchor = "start" if middle - length / 2 < 0 else "end" if middle + length / 2 > WIDTH else "middle"
        left = middle - {"start": 0.0, "middle": length / 2, "end": length}[anchor]
        level = next((level for level, end in enumerate(ends) if left > end), len(ends))
        ends[level : level + 1] = [left + length + 6]
        opens = "right" if value.sign in {"≥", ">"} else "left" if value.sign in {"≤", "<"} else ""
        marks.append(ScaleMark(low, high, level, anchor, value.words, row.speaker, opens, min(shape, SHAPES - 1)))
    return marks


def _at(mark: ScaleMark, base: float) -> ScaleMark:
    """A mark with its words at their height above the axis."""
    return ScaleMark(mark.low, mark.high, base - 11 - LEVEL * mark.y, mark.anchor, mark.value, mark.speaker, mark.opens, mark.shape)  # fmt: skip
