"""Figures in dispute on one scale: each value where its source puts it, bounds open, nothing drawn that cannot be."""

import pytest

from briefgen.printed import Dispute, DisputeRow, Line
from briefgen.render.scales import ScaleFigure, scale_figure

LINE = Line("L1", "computed", "x")


def dispute(*values: str, kind: str = "figure") -> Dispute:
    rows = tuple(DisputeRow(value, f"speaker {n}", "1 December 2025", LINE) for n, value in enumerate(values, 1))
    return Dispute(LINE, kind, rows)


def drawn(*values: str) -> ScaleFigure:
    figure = scale_figure(dispute(*values))
    assert figure is not None
    return figure


def test_values_stand_in_their_order_on_a_scale_from_nought() -> None:
    figure = drawn("800,000", "below 100,000", "600,000")
    assert [mark.value for mark in figure.marks] == ["< 100,000", "600,000", "800,000"]
    assert [mark.speaker for mark in figure.marks] == ["speaker 2", "speaker 3", "speaker 1"]
    assert [mark.low for mark in figure.marks] == sorted(mark.low for mark in figure.marks)
    assert [value for _, value in figure.ticks] == ["0", "200,000", "400,000", "600,000", "800,000"]
    start, end = figure.ticks[0][0], figure.ticks[-1][0]
    assert figure.marks[1].low == pytest.approx(start + 0.75 * (end - start), abs=0.2)


def test_a_bound_is_open_and_a_range_is_a_bar() -> None:
    figure = drawn("at least 40", "up to 90", "25 to 30 people")
    assert {mark.value: mark.opens for mark in figure.marks} == {"25–30": "", "≥ 40": "right", "≤ 90": "left"}
    bar = next(mark for mark in figure.marks if mark.value == "25–30")
    assert bar.high > bar.low


def test_words_of_near_values_do_not_touch() -> None:
    figure = drawn("40 wounded", "41 wounded", "42 wounded")
    assert len({mark.y for mark in figure.marks}) == 3
    assert all(0 < mark.y < figure.base for mark in figure.marks)


def test_shares_keep_their_sign_and_stand_with_shares_only() -> None:
    assert [mark.value for mark in drawn("55 %", "60 percent").marks] == ["55 %", "60 %"]
    assert scale_figure(dispute("55 %", "60 houses")) is None


@pytest.mark.parametrize(
    "values",
    [("many", "40"), ("40", "40"), ("2", "5,000,000"), ("0", "12"), ("between 3 and 4 of 12", "5"), ("40",)],
)
def test_what_cannot_be_drawn_is_not(values: tuple[str, ...]) -> None:
    assert scale_figure(dispute(*values)) is None


def test_wordings_have_no_scale() -> None:
    assert scale_figure(dispute("40", "41", kind="wording")) is None


def test_same_values_same_geometry_in_any_order() -> None:
    assert drawn("40", "28").ticks == drawn("28", "40").ticks
