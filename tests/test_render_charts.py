"""Where marks and bars stand: dates as wide as they are known, no two marks on one spot."""

from datetime import date

import pytest

from briefgen.model import Evidence, Period, Time
from briefgen.printed import Bar, Line, SectionBlock, TimelineRow
from briefgen.render.charts import activity_table, days_of, listed, timeline_figure

PERIOD = Period("2025-11-29", "2025-12-05")
SECTIONS = (SectionBlock("a", "First", (), ()), SectionBlock("b", "Second", (), ()))
LINE = Line("L1", "passage", "x", evidence=(Evidence("a", 0, 1, "x"),))


def row(value: str, section: str = "a") -> TimelineRow:
    return TimelineRow(Time(value, "day", value, "stated"), value, section, LINE, in_period=False)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-12-02", "2025-12-02", "2025-12-02"),
        ("2025-12-02T22:30", "2025-12-02", "2025-12-02"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-W36", "2025-09-01", "2025-09-07"),
        ("2025-W36-WE", "2025-09-06", "2025-09-07"),
        ("2025-Q3", "2025-07-01", "2025-09-30"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-08-22/2025-08-29", "2025-08-22", "2025-08-29"),
    ],
)
def test_days_of(value: str, first: str, last: str) -> None:
    assert days_of(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "value",
    ["", "P3D", "PRESENT_REF", "2025-13", "2025-W99", "2025-SU", "2025-09-31", "2025-09-02/2025-09-01", "XXXX-WXX-5"],
)
def test_what_is_no_date_stands_nowhere(value: str) -> None:
    assert days_of(value) is None


def test_a_month_is_drawn_as_a_month() -> None:
    figure = timeline_figure([row("2025-10"), row("2025-12-02")], SECTIONS, PERIOD)
    assert figure is not None
    month, day = figure.marks
    assert month.right - month.left > 50
    assert day.right == day.left == day.x


def test_events_of_one_day_share_a_mark_and_near_days_do_not_touch() -> None:
    days = [f"2025-12-0{day}" for day in (1, 2, 2, 2, 3)]
    figure = timeline_figure([row(day) for day in (*days, "2025-10-01")], SECTIONS, PERIOD)
    assert figure is not None
    assert [mark.label for mark in figure.marks] == ["6", "1", "2–4", "5"]
    assert len({(mark.x, mark.y) for mark in figure.marks}) == 4
    assert all(mark.y > 0 for mark in figure.marks)


def test_numbers_are_listed_in_few_signs() -> None:
    assert listed([2, 3, 4, 8]) == "2–4, 8"


def test_lanes_follow_the_sections_and_shapes_tell_them_apart() -> None:
    figure = timeline_figure(
        [row("2025-12-02", "b"), row("2025-12-03", "a"), row("2025-12-03", "other")], SECTIONS, PERIOD
    )
    assert figure is not None
    assert [lane.title for lane in figure.lanes] == ["First", "Second", "other"]
    assert len({lane.shape for lane in figure.lanes}) == 3


def test_one_old_date_squeezes_nothing() -> None:
    figure = timeline_figure([row("2014-03-18"), row("2025-11-20"), row("2025-12-02")], SECTIONS, PERIOD)
    assert figure is not None
    assert figure.gutter
    old, *recent = figure.marks
    assert old.x < figure.gutter
    assert recent[1].x - recent[0].x > 100


def test_too_few_dates_make_no_figure() -> None:
    assert timeline_figure([row("2025-12-02"), row("P3D")], SECTIONS, PERIOD) is None
    assert timeline_figure([], SECTIONS, PERIOD) is None


def test_all_marks_lie_inside() -> None:
    rows = [row(f"2025-{month:02d}-{day:02d}") for month in range(1, 13) for day in (1, 9, 17, 25)]
    figure = timeline_figure(rows, SECTIONS, PERIOD)
    assert figure is not None
    assert all(0 <= mark.x <= figure.width and 0 <= mark.y <= figure.height for mark in figure.marks)


def test_activity_counts_add_up() -> None:
    table = activity_table([Bar("Mon", "a", 2), Bar("Tue", "a", 0), Bar("Mon", "b", 4)])
    assert table is not None
    assert table.labels == ("Mon", "Tue")
    assert [row.values for row in table.rows] == [(2, 0), (4, 0)]
    assert table.rows[0].widths == (50.0, 0.0)
    assert table.totals == (6, 0)
    assert activity_table([Bar("Mon", "a", 0)]) is None


def test_one_count_for_each_group() -> None:
    table = activity_table([Bar("a", "a", 1), Bar("b", "b", 3)])
    assert table is not None
    assert table.labels == ()
    assert [row.values for row in table.rows] == [(1,), (3,)]
