"""Spellings of one name are one name, and people of one surname stay apart."""

import time
from typing import Any

import pytest

from briefgen.data import load_lexicon
from briefgen.extract.names import given_class, merge_names, name_key, name_words, same_name, spelling_key
from briefgen.model import EntityLabel, EntityMention

LEXICON = load_lexicon("transliteration")
RULES: list[dict[str, Any]] = LEXICON["rules"]


def mentions(*names: str, label: EntityLabel = "PERSON") -> list[EntityMention]:
    return [EntityMention(0, len(name), label, name) for name in names]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_rules_both_ways(rule: dict[str, Any]) -> None:
    assert all(spelling_key(one) == spelling_key(two) for one, two in rule["examples"])
    assert all(spelling_key(one) != spelling_key(two) for one, two in rule["counter_examples"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["name"])
def test_each_rule_is_needed(rule: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    import re

    from briefgen.extract import names

    others = tuple((re.compile(other["pattern"]), other["becomes"]) for other in RULES if other is not rule)
    monkeypatch.setattr(names, "_rules", lambda: others)
    spelling_key.cache_clear()
    try:
        assert any(spelling_key(one) != spelling_key(two) for one, two in rule["examples"])
    finally:
        spelling_key.cache_clear()


@pytest.mark.parametrize(("one", "two"), LEXICON["given"]["examples"])
def test_same(one: str, two: str) -> None:
    assert same_name(one, two)
    assert same_name(two, one)
    assert name_key(one) == name_key(two)


@pytest.mark.parametrize(("one", "two"), LEXICON["given"]["counter_examples"])
def test_different(one: str, two: str) -> None:
    assert not same_name(one, two)


@pytest.mark.parametrize("group", LEXICON["given"]["groups"], ids=lambda group: group[0])
def test_given_names_of_a_group_are_one(group: list[str]) -> None:
    classes = [given_class(name) for name in group]
    assert max(classes.count(one) for one in classes) >= len(classes) - 1


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Zelenskyy", "Zelensky"),
        ("Zelenskiy", "Zelenskyi"),
        ("Zaporizhzhia", "Zaporizhzhya"),
        ("Yuri Ushakov", "Yury Ushakov"),
        ("Iurii Lutsenko", "Yuriy Lutsenko"),
        ("Andrii Sybiha", "Andriy Sybiha"),
        ("Andrei Belousov", "Andrey Belousov"),
        ("Valery Gerasimov", "Valeriy Gerasimov"),
        ("Vyacheslav Volodin", "Viacheslav Volodin"),
        ("Dmitry Medvedev", "Dmitriy Medvedev"),
        ("Mohammed al-Sudani", "Mohammad al-Sudani"),
        ("Yahya Sinwar", "Yehya Sinwar"),
        ("Xi Jinping", "Jinping Xi"),
        ("V. Putin", "Vladimir Putin"),
        ("Vladimir Vladimirovich Putin", "Vladimir Putin"),
        ("Emmanuel Macron", "EMMANUEL MACRON"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
    ],
)
def test_more_spellings(one: str, two: str) -> None:
    assert same_name(one, two)
    assert name_key(one) == name_key(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Sergei Lavrov", "Sergei Lavrenko"),
        ("Yulia Navalnaya", "Alexei Navalny"),
        ("Ivan Petrov", "Igor Petrov"),
        ("Maria Zakharova", "Maria Zakharchenko"),
        ("Zelenskyy", "Volodymyr Zelenskyy"),
        ("Petro Poroshenko", "Poroshenko"),
        ("Hasan Nasrallah", "Hashem Nasrallah"),
        ("", ""),
        ("...", "!!!"),
    ],
)
def test_more_that_differ(one: str, two: str) -> None:
    assert not same_name(one, two)


def test_words_of_a_name() -> None:
    assert name_words("Abdel Fattah al-Sisi") == ("Abdel", "Fattah", "Sisi")
    assert name_words("Donald Trump Jr.") == ("Donald", "Trump")
    assert name_words("Kim Jong-un") == ("Kim", "Jong", "un")


def test_the_most_frequent_full_form_wins() -> None:
    merged = merge_names(mentions("Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskyy", "Zelensky"))
    assert set(merged.values()) == {"Volodymyr Zelenskyy"}
    assert set(merged) == {"Volodymyr Zelensky", "Volodymyr Zelenskyy", "Zelensky"}


def test_a_surname_of_two_people_stays() -> None:
    merged = merge_names(mentions("Vitali Klitschko", "Wladimir Klitschko", "Klitschko"))
    assert merged["Klitschko"] == "Klitschko"
    assert merged["Vitali Klitschko"] != merged["Wladimir Klitschko"]


def test_father_and_son_stay_apart() -> None:
    merged = merge_names(mentions("Donald Trump", "Donald Trump Jr.", "Donald Trump"))
    assert merged["Donald Trump Jr."] == "Donald Trump Jr."


def test_order_of_mentions_does_not_matter() -> None:
    names = ["Sergei Lavrov", "Sergey Lavrov", "Lavrov", "Lavrov Sergey", "Olena Zelenska", "Zelensky"]
    assert merge_names(mentions(*names)) == merge_names(mentions(*reversed(names)))


def test_labels_do_not_mix() -> None:
    merged = merge_names([*mentions("Jordan Ellis"), *mentions("Jordan", label="GPE")])
    assert merged["Jordan"] == "Jordan"


def test_merging_is_near_linear() -> None:
    def seconds(count: int) -> float:
        many = mentions(*(f"Ivan{chr(97 + i % 7)} Surname{count}x{i}" for i in range(count)))
        start = time.perf_counter()
        merge_names(many)
        return time.perf_counter() - start

    seconds(500)
    assert seconds(8000) < 12 * seconds(2000) + 0.2
