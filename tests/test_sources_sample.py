"""The sample set in seeds/: what it is for, and that it is read whole."""

from pathlib import Path

from briefgen.sources import read_articles, wire_credit

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def test_sample_set_is_read_whole_and_without_a_problem() -> None:
    articles, problems = read_articles([SEEDS])
    assert problems == ()
    assert len(articles) >= 14
    covered = {article.path for article in articles}
    assert covered == {path.name for path in SEEDS.iterdir()}
    for article in articles:
        assert not any(mark in article.text for mark in ("http", "**", "![", "min read", "Share", "Photo credit"))


def test_sample_set_has_what_a_brief_must_cope_with() -> None:
    articles, _ = read_articles([SEEDS])
    week = [article for article in articles if "2025-11-29" <= article.published.value <= "2025-12-05"]
    assert len(week) >= 8
    assert [wire_credit(article) for article in week].count("Northwire") == 2
    assert sum(article.published.basis == "unknown" for article in articles) >= 6
    assert {article.published.basis for article in articles} == {"stated", "url", "unknown"}


def test_outlets_of_the_sample_set_are_invented() -> None:
    articles, _ = read_articles([SEEDS])
    hosts = {article.url.split("/")[2] for article in articles if article.url}
    assert all(host.endswith(".example") for host in hosts)
