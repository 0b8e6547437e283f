"""Dates in words and computed lines."""

import pytest

from briefgen.brief.wording import fill, period_in_words, time_in_words
from briefgen.data import load_lexicon
from briefgen.model import Period, Time
from briefgen.printed import Datum


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-09-05", "5 September 2025"),
        ("2025-09", "September 2025"),
        ("2025", "2025"),
        ("2025-W36", "week of 1 September 2025"),
        ("2025-SU", "summer 2025"),
        ("2025-Q3", "Q3 2025"),
        ("2025-09-06/2025-09-07", "6–7 September 2025"),
        ("2025-08-22/2025-09-03", "22 August – 3 September 2025"),
        ("2025-12-30/2026-01-02", "30 December 2025 – 2 January 2026"),
        ("2025-08/2025-10", "August – October 2025"),
        ("2024/2025", "2024 – 2025"),
        ("2025-09-05TEV", "5 September 2025"),
        ("PRESENT_REF", "undated"),
        ("", "undated"),
        ("2025-11-06/..", "6 November 2025 or later"),
        ("../2025-08-15", "15 August 2025 or earlier"),
        ("2025-W60", "undated"),
        ("XXXX-09-05", "undated"),
    ],
)
def test_times_are_printed_no_finer_than_known(value: str, words: str) -> None:
    assert time_in_words(Time(value, "day", "", "stated")) == words


def test_an_inferred_time_says_so() -> None:
    assert time_in_words(Time("2025-09-05", "day", "", "inferred")) == "5 September 2025 (inferred)"


def test_periods() -> None:
    assert period_in_words(Period("2025-11-29", "2025-12-05")) == "Week to Friday 5 December 2025"
    assert period_in_words(Period("2025-08-01", "2025-12-06")) == "1 August 2025 to 6 December 2025"


def test_values_are_never_format_strings() -> None:
    hostile = "{publisher} {0.__class__} %s"
    assert fill("single", [Datum("publisher", hostile, "publisher")]) == f"Reported by {hostile} alone."


def test_every_wording_is_used_somewhere() -> None:
    from pathlib import Path

    import briefgen

    code = "\n".join(
        path.read_text(encoding="utf-8") for path in (Path(briefgen.__file__).parent / "brief").glob("*.py")
    )
    names = load_lexicon("computed")["wordings"]
    unused = [name for name in names if f'"{name}"' not in code and not name.startswith(("dispute_", "change_"))]
    assert unused == []
