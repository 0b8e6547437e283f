"""Days behind TIMEX3 values, and periods."""

from datetime import date

import pytest

from briefgen.errors import UsageError
from briefgen.model import Article, Period, Time
from briefgen.situation.calendar import days_of, default_period, overlaps, parse_period


def days(value: str) -> tuple[str, str] | None:
    found = days_of(Time(value, "day", "", "stated"))
    return (found[0].isoformat(), found[1].isoformat()) if found else None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2025-09-05", ("2025-09-05", "2025-09-05")),
        ("2025-09-05T10:00", ("2025-09-05", "2025-09-05")),
        ("2025-W36", ("2025-09-01", "2025-09-07")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2025-12", ("2025-12-01", "2025-12-31")),
        ("2025-WI", ("2025-12-01", "2026-02-28")),
        ("2025-Q4", ("2025-10-01", "2025-12-31")),
        ("2025-H1", ("2025-01-01", "2025-06-30")),
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-09-06/2025-09-07", ("2025-09-06", "2025-09-07")),
        ("2025-02-30", None),
        ("0000", None),
        ("P3D", None),
        ("PAST_REF", None),
        ("2025-09-07/2025-09-06", None),
        ("", None),
    ],
)
def test_days_of(value: str, expected: tuple[str, str] | None) -> None:
    assert days(value) == expected


def article(value: str) -> Article:
    return Article("a", "p", (0, 1), "x", published=Time(value, "day", "", "stated"))


def test_the_default_period_is_the_week_to_the_newest_dated_article() -> None:
    assert default_period([article("2025-09-01"), article("2025-09-08"), article("")]) == Period(
        "2025-09-02", "2025-09-08"
    )


def test_without_a_date_the_period_must_be_given() -> None:
    with pytest.raises(UsageError, match="--week"):
        default_period([article("")])


def test_parse_period() -> None:
    assert parse_period("2025-W36", None, None) == Period("2025-09-01", "2025-09-07")
    assert parse_period(None, "2025-08-01", "2025-12-06") == Period("2025-08-01", "2025-12-06")
    assert parse_period(None, None, None) is None


@pytest.mark.parametrize(
    "given",
    [
        ("2025-W99", None, None),
        ("soon", None, None),
        (None, "2025-09-02", "2025-09-01"),
        (None, "2025-09-01", None),
        ("2025-W36", "2025-09-01", "2025-09-02"),
        (None, "1 Sep", "2 Sep"),
    ],
)
def test_a_wrong_period_is_refused(given: tuple[str | None, str | None, str | None]) -> None:
    with pytest.raises(UsageError):
        parse_period(*given)


def test_what_is_not_known_does_not_overlap() -> None:
    week = (date(2025, 9, 1), date(2025, 9, 7))
    assert not overlaps(None, week)
    assert overlaps((date(2025, 9, 7), date(2025, 9, 9)), week)
    assert not overlaps((date(2025, 9, 8), date(2025, 9, 9)), week)
