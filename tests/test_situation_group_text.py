"""What pages print around a story is not compared."""

import time

import pytest

from briefgen.data import load_lexicon
from briefgen.situation.group_text import bare_text, bare_title, rule_patterns
from briefgen.situation.groups import Report, group_reports

RULES = load_lexicon("group_furniture")["rules"]


@pytest.mark.parametrize("name", sorted(RULES))
def test_rules_both_ways(name: str) -> None:
    found = {text for text in RULES[name]["examples"] if any(p.search(text) for p in rule_patterns(name))}
    wrong = {text for text in RULES[name]["counter_examples"] if any(p.search(text) for p in rule_patterns(name))}
    assert found == set(RULES[name]["examples"])
    assert wrong == set()


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Quake shakes Peru - BBC News", "Quake shakes Peru"),
        ("Quake shakes Peru | World | Reuters", "Quake shakes Peru"),
        ("Rain in Bari - weather.example.com", "Rain in Bari"),
        ("Strike on Kyiv - mayor", "Strike on Kyiv - mayor"),
        ("Reuters", "Reuters"),
        (" - BBC News", "- BBC News"),
        ("", ""),
    ],
)
def test_outlets_behind_a_title(title: str, bare: str) -> None:
    assert bare_title(title) == bare


def test_the_place_before_an_agency_stays() -> None:
    assert bare_text("LIMA (Reuters) - Crowds filled the square.").split() == [
        "LIMA",
        "Crowds",
        "filled",
        "the",
        "square.",
    ]


def test_furniture_joins_no_reports() -> None:
    around = "Image copyright Getty Images Image caption {} Media playback is unsupported on your device {}"
    told = ("The harbor of Bari", "A ferry ran aground off Bari."), ("The vote in Nepal", "Nepal chose a parliament.")
    rows = [Report(str(n), "2025-09-07", f"{a} - BBC News", around.format(a, b)) for n, (a, b) in enumerate(told)]
    assert group_reports(rows) == (("0",), ("1",))


@pytest.mark.parametrize("filler", ["a", " ", "1", "get ", "(", "image copyright a ", "- ", "| A "])
def test_hostile_heads_take_linear_time(filler: str) -> None:
    began = time.process_time()
    for _ in range(5):
        bare_text(filler * 2000)
        bare_title(filler * 2000)
    assert time.process_time() - began < 1.0
