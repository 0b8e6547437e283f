"""Geometry of the figures: where marks, bars and ticks stand. Templates draw them and write every word.

Nothing here makes text: a figure shows numbers, dates and labels of the records alone. A date is drawn as
wide as it is known: a month is a bar a month long, with its mark in the middle.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from briefgen.model import Period
from briefgen.printed import Bar, SectionBlock, TimelineRow

WIDTH = 680
RIGHT = 12
LANE = 26
STEP = 15
HORIZON = timedelta(days=200)
SHAPES = 6


@dataclass(frozen=True, slots=True)
class Lane:
    """One section of the timeline: its title, height and the shape of its marks."""

    key: str
    title: str
    y: float
    shape: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One event, or several of one day: their numbers in the table, and the stretch that the date leaves open."""

    label: str
    x: float
    y: float
    shape: int
    base: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the time axis: first day of a month (1-12) or, with month 0, of a year."""

    x: float
    label_x: float
    month: int
    year: int


@dataclass(frozen=True, slots=True)
class TimelineFigure:
    """All that the timeline's drawing needs."""

    width: int
    height: float
    left: int
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    shade: tuple[float, float] | None
    gutter: float


@dataclass(frozen=True, slots=True)
class BarRow:
    """One group of the activity table: a value and a bar's width in percent for each label."""

    group: str
    shape: int
    values: tuple[int, ...]
    widths: tuple[float, ...]
    total: int


@dataclass(frozen=True, slots=True)
class ActivityTable:
    """Counts by group and label; no labels where each group has one count only."""

    labels: tuple[str, ...]
    rows: tuple[BarRow, ...]
    totals: tuple[int, ...]


def days_of(value: str) -> tuple[date, date] | None:
    """First and last day that a TIMEX3 date, week, month, quarter, year or interval covers; None for others."""
    if "/" in value:
        ends = [days_of(part) for part in value.split("/", 1)]
        return (ends[0][0], ends[1][1]) if ends[0] and ends[1] and ends[0][0] <= ends[1][1] else None
    try:
        return _stretch(value.split("T", maxsplit=1)[0])
    except ValueError:
        return None


def _stretch(value: str) -> tuple[date, date] | None:
    parts = value.split("-")
    if len(parts) == 3 and parts[1].startswith("W"):
        return date.fromisocalendar(int(parts[0]), int(parts[1][1:]), 6), date.fromisocalendar(
            int(parts[0]), int(parts[1][1:]), 7
        )
    if len(parts) == 3:
        day = date.fromisoformat(value)
        return day, day
    if len(parts) == 2 and parts[1].startswith("W"):
        monday = date.fromisocalendar(int(parts[0]), int(parts[1][1:]), 1)
        return monday, monday + timedelta(days=6)
    if len(parts) == 2 and parts[1].startswith("Q"):
        first = date(int(parts[0]), 3 * int(parts[1][1:]) - 2, 1)
        return first, _month_end(first + timedelta(days=62))
    if len(parts) == 2 and parts[1].isdigit():
        first = date(int(parts[0]), int(parts[1]), 1)
        return first, _month_end(first)
    if len(parts) == 1 and len(value) == 4 and value.isdigit():
        return date(int(value), 1, 1), date(int(value), 12, 31)
    return None


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Scale:
    start: date
    end: date
    left: float

    def x(self, day: date) -> float:
        share = (min(max(day, self.start), self.end) - self.start).days / max((self.end - self.start).days, 1)
        return round(self.left + share * (WIDTH - RIGHT - self.left), 1)


def timeline_figure(
    rows: Sequence[TimelineRow], sections: Sequence[SectionBlock], period: Period
) -> TimelineFigure | None:
    """The geometry of the timeline, or None when fewer than two rows have a day to stand on.

    Events more than 200 days before the end stand in a gutter at the left, so that one old date squeezes nothing.
    """
    spans = [(number, row, days_of(row.time.value)) for number, row in enumerate(rows, 1)]
    dated = [(number, row, span) for number, row, span in spans if span]
    if len(dated) < 2:
        return None
    titles = _lane_titles([row for _, row, _ in dated], sections)
    left = 24 + round(5.5 * max(len(title) for _, title in titles))
    scale, early = _scale_of([span for _, _, span in dated], period, left)
    lanes, marks, height = _place_marks(dated, titles, scale)
    first, last = date.fromisoformat(period.start), date.fromisoformat(period.end)
    shade = (scale.x(first) - 3, scale.x(last) + 3)
    whole = shade[1] - shade[0] > 0.8 * (WIDTH - scale.left)
    return TimelineFigure(
        WIDTH, height, left - 6, lanes, marks, _ticks(scale), None if whole else shade, scale.left if early else 0
    )


def _scale_of(spans: Sequence[tuple[date, date]], period: Period, left: int) -> tuple[_Scale, bool]:
    end = max([last for _, last in spans] + [date.fromisoformat(period.end)])
    start = min([first for first, _ in spans] + [date.fromisoformat(period.start)])
    horizon = date.fromisoformat(period.end) - HORIZON
    early = start < horizon
    within = [first for first, _ in spans if first >= horizon] + [date.fromisoformat(period.start)]
    start = max(start, min(within)) if early else start
    return _Scale(start - timedelta(days=3), end + timedelta(days=3), left + (44 if early else 0)), early


def _place_marks(
    dated: Sequence[tuple[int, TimelineRow, tuple[date, date]]], titles: Sequence[tuple[str, str]], scale: _Scale
) -> tuple[tuple[Lane, ...], tuple[Mark, ...], float]:
    lanes: list[Lane] = []
    marks: list[Mark] = []
    y = 8.0
    for shape, (key, title) in enumerate(titles):
        stacked = _stack(_by_day([(number, span) for number, row, span in dated if row.section == key]), scale)
        y += LANE + STEP * max((level for *_, level in stacked), default=0)
        lanes.append(Lane(key, title, y, min(shape, SHAPES - 1)))
        for label, x, left, right, level in stacked:
            marks.append(Mark(label, x, y - STEP * level, min(shape, SHAPES - 1), y, left, right))
    return tuple(lanes), tuple(marks), y + 34


def _lane_titles(rows: Sequence[TimelineRow], sections: Sequence[SectionBlock]) -> list[tuple[str, str]]:
    used = {row.section for row in rows}
    titles = {block.key: block.title for block in sections}
    known = [key for key in titles if key in used]
    return [(key, titles.get(key, key)) for key in [*known, *sorted(used - set(known))]]


def _by_day(items: Sequence[tuple[int, tuple[date, date]]]) -> list[tuple[str, tuple[date, date]]]:
    """The numbers of each stretch of days, as one label."""
    spans: dict[tuple[date, date], list[int]] = {}
    for number, span in items:
        spans.setdefault(span, []).append(number)
    return [(listed(numbers), span) for span, numbers in spans.items()]


def _stack(items: Sequence[tuple[str, tuple[date, date]]], scale: _Scale) -> list[tuple[str, float, float, float, int]]:
    """Label, x, left, right and level of each mark, so that no two touch."""
    placed: list[tuple[str, float, float, float, int]] = []
    ends: list[float] = []
    for label, (first, last) in sorted(items, key=lambda item: item[1]):
        x, left, right = _across(first, last, scale)
        level = next((level for level, end in enumerate(ends) if x - end >= 14), len(ends))
        ends[level : level + 1] = [x + 5 * len(label)]
        placed.append((label, x, left, right, level))
    return placed


def listed(numbers: Sequence[int]) -> str:
    """Numbers in few signs: 2–5, 8."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _across(first: date, last: date, scale: _Scale) -> tuple[float, float, float]:
    if last < scale.start:
        x = scale.left - 26
        return x, x, x
    left, right = scale.x(first), scale.x(last)
    return round((left + right) / 2, 1), left, right


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    firsts = [scale.start.replace(day=1)]
    while firsts[-1] <= scale.end:
        firsts.append(_month_end(firsts[-1]) + timedelta(days=1))
    if len(firsts) > 16:
        firsts = [day for day in firsts if day.month == 1 or day == firsts[0]]
    found = []
    for day, following in pairwise([*firsts, scale.end]):
        left, right = scale.x(max(day, scale.start)), scale.x(min(following, scale.end))
        if right - left >= 18:
            found.append(Tick(left, round((left + right) / 2, 1), day.month if len(firsts) <= 16 else 0, day.year))
    return tuple(found)


def activity_table(bars: Sequence[Bar]) -> ActivityTable | None:
    """Bars as a table of groups by labels, or None when nothing is counted."""
    if all(bar.label == bar.group for bar in bars):
        bars = [replace(bar, label="") for bar in bars]
    labels = tuple(dict.fromkeys(bar.label for bar in bars))
    groups = tuple(dict.fromkeys(bar.group for bar in bars))
    counts = {(bar.group, bar.label): bar.value for bar in bars}
    most = max(counts.values(), default=0)
    if not most:
        return None
    rows = []
    for shape, group in enumerate(groups):
        values = tuple(counts.get((group, label), 0) for label in labels)
        widths = tuple(round(100 * value / most, 1) for value in values)
        rows.append(BarRow(group, min(shape, SHAPES - 1), values, widths, sum(values)))
    totals = tuple(sum(row.values[column] for row in rows) for column in range(len(labels)))
    return ActivityTable(labels if any(labels) else (), tuple(rows), totals)
