"""Headings of time in long sections: no finer than what is known, newest first."""

from dataclasses import replace
from datetime import date

import pytest

from briefgen.brief.stretches import in_stretches, stretch_of
from briefgen.model import Situation
from briefgen.situation.calendar import Days, days_of

WEEK = (date(2025, 12, 1), date(2025, 12, 7))
MONTH = (date(2025, 11, 10), date(2025, 12, 7))
SEASON = (date(2025, 8, 1), date(2025, 12, 6))
DAY = (date(2025, 12, 3), date(2025, 12, 3))
DAYS = (date(2025, 12, 3), date(2025, 12, 5))
EDGE = (date(2025, 11, 29), date(2025, 12, 2))


@pytest.mark.parametrize(
    ("days", "period", "value"),
    [
        (DAY, WEEK, "2025-12-03"),
        (DAYS, WEEK, ""),
        (DAYS, MONTH, "2025-W49"),
        (EDGE, MONTH, ""),
        (DAYS, SEASON, "2025-12"),
        (EDGE, SEASON, ""),
        (None, SEASON, ""),
        ((date(2024, 12, 30), date(2025, 1, 2)), (date(2024, 12, 15), date(2025, 1, 15)), "2025-W01"),
    ],
)
def test_a_heading_holds_all_the_days(days: Days | None, period: Days, value: str) -> None:
    assert stretch_of(days, period) == value


def test_the_newest_comes_first_and_what_is_not_known_last(sample_situation: Situation) -> None:
    event = sample_situation.events[0]
    times = ["2025-10-02", "", "2025-12-03", "2025-10-30", "2025-11-29/2025-12-02"]
    events = [replace(event, id=value, time=replace(event.time, value=value)) for value in times]
    told = in_stretches([(event, days_of(event.time)) for event in events], SEASON)
    assert [(event.id, heading) for event, heading in told] == [
        ("2025-12-03", "December 2025"),
        ("2025-10-02", "October 2025"),
        ("2025-10-30", "October 2025"),
        ("", ""),
        ("2025-11-29/2025-12-02", ""),
    ]
    (week,) = in_stretches([(events[2], DAY)], MONTH)
    assert week[1] == "Week of 1 December 2025"
