"""Gaps, and what was left out with its reason."""

from briefgen.model import Period
from briefgen.situation.coverage import partly_outside
from tests.measure_situation import make_articles, situation_of

TOLD = [
    (
        "Wire",
        "2025-05-05",
        "Prisoners of war were exchanged on Monday. Ukraine and Russia exchanged 200 prisoners each.",
    ),
    ("Post", "2025-01-05", "Ukrainian prisoners came home on Sunday. Russia freed them under a deal with Kyiv."),
    ("Ledger", "2025-05-05", "The bakery in Lyon won a prize. Its bread is made of rye."),
]


def test_gaps_name_origins_and_the_oldest_and_newest_report() -> None:
    situation = situation_of(make_articles(TOLD), ("2025-05-01", "2025-05-07"))
    gaps = {gap.beat: gap for gap in situation.gaps}
    assert gaps["nuclear"].articles == gaps["nuclear"].origins == 0
    assert gaps["prisoners"].origins == 2
    assert (gaps["prisoners"].oldest.value, gaps["prisoners"].newest.value) == ("2025-01-05", "2025-05-05")


def test_articles_outside_the_situation_or_the_period_and_copies_are_listed() -> None:
    articles = make_articles([*TOLD, ("Copy", "2025-05-05", TOLD[0][2] + " ")])
    left_out = {
        (problem.code, problem.place) for problem in situation_of(articles, ("2025-05-01", "2025-05-07")).omissions
    }
    assert {("too-old", "001.txt"), ("off-topic", "002.txt"), ("duplicate", "003.txt")} <= left_out | {
        ("duplicate", "003.txt") if ("duplicate", "000.txt") in left_out else ("", "")
    }


def test_an_interval_across_the_edge_is_partly_outside() -> None:
    articles = make_articles([("Wire", "2025-05-05", "A report."), ("Post", "2025-04-29/2025-05-02", "A report.")])
    assert partly_outside(articles, Period("2025-05-01", "2025-05-07")) == (articles[1],)


LATER = [
    ("Wire", "2025-05-06", "Drones hit a depot in Odesa on Monday. Kyiv and Moscow plan a meeting on 12 May."),
    ("Post", "2025-05-20", "Shells fell on Kherson. Kyiv said its envoys had met the Russian side on 6 May."),
    ("Ledger", "2025-05-19", "Ukrainian troops crossed the river on Saturday. A bridge near Kupiansk was blown up."),
]


def test_an_edition_knows_nothing_from_after_its_period() -> None:
    situation = situation_of(make_articles(LATER), ("2025-05-01", "2025-05-07"))
    told = " ".join(statement.evidence.text for statement in situation.statements)
    assert "depot in Odesa" in told
    assert "plan a meeting" in told
    assert "envoys had met" in told
    assert not any(words in told for words in ("fell on Kherson", "crossed the river", "blown up"))
    assert {problem.code for problem in situation.omissions if problem.place != "000.txt"} >= {"too-new"}
    assert situation_of(make_articles(LATER), ("2025-05-01", "2025-05-31")).statements != situation.statements
