"""Furniture rules, both ways, and in linear time."""

import time

import pytest

from briefgen.data import load_lexicon
from briefgen.sources.furniture import furniture_kind, furniture_rule, furniture_rules

RULES = load_lexicon("furniture")["rules"]


@pytest.mark.parametrize("name", sorted(RULES))
def test_each_rule_takes_its_examples_and_no_counter_example(name: str) -> None:
    assert {
        line
        for line in RULES[name]["examples"]
        if (rule := furniture_rule(line)) is None or rule.kind != RULES[name]["kind"]
    } == set()
    assert {line: furniture_kind(line) for line in RULES[name]["counter_examples"] if furniture_kind(line)} == {}


@pytest.mark.parametrize("filler", ["a", " ", "1", '"', "/", "(", "Getty Images ", "min read ", "sign up for our "])
def test_hostile_lines_take_linear_time(filler: str) -> None:
    line = (filler * 400)[:400]
    began = time.perf_counter()
    for _ in range(20):
        furniture_rule(line)
    assert time.perf_counter() - began < 1.0


def test_rules_are_in_the_order_of_the_lexicon() -> None:
    assert [rule.name for rule in furniture_rules()] == list(RULES)
