"""Publication dates: stated forms, links, and what is none."""

import pytest

from briefgen.sources.dates import date_in_url, date_prefix, read_date


@pytest.mark.parametrize(
    ("words", "value", "granularity"),
    [
        ("2025-09-05", "2025-09-05", "day"),
        ("2025-09-05T23:30:00-05:00", "2025-09-05", "day"),
        ("2025/9/5", "2025-09-05", "day"),
        ("5 September 2025", "2025-09-05", "day"),
        ("5th of September, 2025", "2025-09-05", "day"),
        ("Friday, September 5, 2025 at 10:40 a.m. EDT", "2025-09-05", "day"),
        ("Sept. 5, 2025", "2025-09-05", "day"),
        ("Fri, 05 Sep 2025 10:00:00 +0000", "2025-09-05", "day"),
        ("05-Sep-2025", "2025-09-05", "day"),
        ("25.09.2025", "2025-09-25", "day"),
        ("05/05/2025", "2025-05-05", "day"),
        ("September 2025", "2025-09", "month"),
        ("2025-09", "2025-09", "month"),
        ("05/09/2025", "", "unknown"),
        ("2025-02-30", "", "unknown"),
        ("2025", "", "unknown"),
        ("2 days ago", "", "unknown"),
        ("September 5", "", "unknown"),
        ("", "", "unknown"),
    ],
)
def test_stated_dates(words: str, value: str, granularity: str) -> None:
    found = read_date(words)
    assert (found.value, found.granularity) == (value, granularity)
    assert (found.basis == "stated") is bool(value)


@pytest.mark.parametrize(
    ("line", "value", "rest"),
    [
        (" date 2025-09-08 The president", "2025-09-08", "The president"),
        ("date: 8 September 2025 The president", "2025-09-08", "The president"),
        ("Date 5 September 2025. The president", "2025-09-05", "The president"),
        ("**Date:** 2025-09-08", "2025-09-08", ""),
        ("Published: May 3, 2025", "2025-05-03", ""),
        ("Published on 3 May 2025", "2025-05-03", ""),
        ("Posted: 2025-05-03 10:40 UTC", "2025-05-03", ""),
    ],
)
def test_date_prefixes(line: str, value: str, rest: str) -> None:
    found = date_prefix(line)
    assert found is not None
    assert found.published.value == value
    assert line[found.end :].strip(" .*") == rest


@pytest.mark.parametrize(
    "line",
    [
        "Date night in Paris",
        "Published figures show",
        "Dated 1914, the letter",
        "date palm 2025-09-08",
        "2025-09-08 The day",
    ],
)
def test_lines_that_are_no_date_prefix(line: str) -> None:
    assert date_prefix(line) is None


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://a.example/2025/10/29/world/title/", "2025-10-29"),
        ("https://a.example/world/2025/oct/29/title", "2025-10-29"),
        ("https://a.example/world/title-2025-10-29/", "2025-10-29"),
        ("https://a.example/20251029/title.html", "2025-10-29"),
        ("https://a.example/news/assessment-october-29-2025", "2025-10-29"),
        ("https://a.example/2025/10/title/", "2025-10"),
        ("https://a.example/articles/title-080720936.html", ""),
        ("https://a.example/a/title/33606177.html", ""),
        ("https://a.example/20259999/", ""),
        ("https://a.example/?date=2025-10-29", ""),
        ("http://[broken", ""),
    ],
)
def test_dates_in_links(url: str, value: str) -> None:
    found = date_in_url(url)
    assert (found.value, found.basis) == (value, "url" if value else "unknown")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("2025, September 5", "2025-09-05"),
        ("September the 5th, 2025", "2025-09-05"),
        ("yesterday", ""),
        ("Sept 5", ""),
        ("3/4/2025", ""),
    ],
)
def test_other_wordings_are_read_only_where_nothing_is_missing(words: str, value: str) -> None:
    assert read_date(words).value == value
