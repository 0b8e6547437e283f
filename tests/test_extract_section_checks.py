"""`briefgen check PROFILE`: every shipped profile holds, and each kind of mistake is found at its place."""

import pytest

from briefgen.extract.section_checks import check_profile
from briefgen.profile import load_profile, parse_profile, profile_names

GOOD = """
name = "x"
title = "X"
default_section = "floods"
[sections.floods]
title = "Floods"
[sections.floods.rules.water]
terms = ["flood*"]
examples = ["The flood rose."]
counter_examples = ["The fire spread."]
"""


def codes(text: str) -> list[str]:
    return [problem.code for problem in check_profile(parse_profile(text, "x"))]


@pytest.mark.parametrize("name", profile_names())
def test_shipped_profiles_hold(name: str) -> None:
    assert check_profile(load_profile(name)) == ()


def test_a_good_profile_has_no_problem() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("The flood rose.", "The river rose.", "example-missed"),
        ("The fire spread.", "The flooding spread.", "counter-example-matched"),
        ('["The fire spread."]', "[]", "no-examples"),
        ('["flood*"]', '["*"]', "bad-term"),
        ('default_section = "floods"', 'default_section = "flods"', "no-such-section"),
    ],
)
def test_each_mistake_is_found(before: str, after: str, code: str) -> None:
    assert before in GOOD
    (problem,) = check_profile(parse_profile(GOOD.replace(before, after), "x"))
    assert problem.code == code
    assert problem.place.startswith("x.")


def test_a_reference_to_a_missing_section_is_found() -> None:
    assert codes(GOOD + '[gate]\nfallback = "elsewhere"\n[classify.types]\nAID = "relief"\n') == ["no-such-section"] * 2
