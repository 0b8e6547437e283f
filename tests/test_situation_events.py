"""Statements of one event are joined; two happenings are not; a hot story costs no more than its length."""

import random
import time
from dataclasses import replace

import pytest

from briefgen.model import Evidence, Statement
from briefgen.situation.joins import find_events
from tests.measure_situation import make_articles, pair_joined, read_gold, situation_of, statements_of


@pytest.mark.slow
def test_pairs_are_joined_with_high_precision() -> None:
    rows = read_gold("events")
    joined = [(row["same"], pair_joined(row)) for row in rows]
    right = sum(want and got for want, got in joined)
    assert right / sum(got for _, got in joined) >= 0.94
    assert right / sum(want for want, _ in joined) >= 0.9


def test_actor_is_who_did_it_and_not_who_reports_it() -> None:
    told = [
        ("Wire", "2025-05-05", "Drones hit a depot in Odesa on Monday, officials said."),
        ("Post", "2025-05-05", "Turkey accused Greece of delay on Monday."),
    ]
    events = {event.statements[0].partition(":")[0]: event for event in situation_of(make_articles(told)).events}
    assert events["a000"].actor is None
    assert (events["a001"].actor, events["a001"].recipient) == ("Turkey", "Greece")


def test_what_names_the_theatre_of_the_situation_comes_before_what_names_one_party_alone() -> None:
    told = [
        ("Wire", "2025-05-05", "A Russian rocket with two satellites fails after its launch."),
        ("Post", "2025-05-05", "Shells hit a market in the Ukrainian town of Nikopol."),
        ("Ledger", "2025-05-05", "Russia and Mongolia sign a treaty on two railways."),
    ]
    events = situation_of(make_articles(told)).events
    assert events[0].statements[0].startswith("a001:")
    scores = {event.statements[0].partition(":")[0]: event.score for event in events}
    told[0] = ("Wire", "2025-05-05", "A rocket with Ukrainian seeds on board fails after its launch in Russia.")
    again = {e.statements[0].partition(":")[0]: e.score for e in situation_of(make_articles(told)).events}
    assert again["a000"] > scores["a000"]


def _copies(number: int) -> list[Statement]:
    base = statements_of(
        make_articles(
            [
                (
                    "Wire",
                    "2025-05-05",
                    "A missile hit a market in Kharkiv on Monday and killed three people who queued for bread. The mayor of Lviv opened a school for two hundred pupils.",
                )
            ]
        )
    )
    random.seed(1)
    return [_copy(base[number % 2], number) for number in range(number)]


def _copy(statement: Statement, number: int) -> Statement:
    words = statement.evidence.text.split()
    words.pop(random.randrange(len(words)))
    text, article = " ".join(words), f"c{number:06d}"
    evidence = Evidence(article, 0, len(text), text)
    return replace(statement, id=f"{article}:0-{len(text)}", evidence=evidence, passage=evidence)


def _seconds(statements: list[Statement]) -> float:
    start = time.process_time()
    groups = find_events(statements)
    assert max(map(len, groups)) > len(statements) // 4
    return time.process_time() - start


def test_a_hot_story_is_joined_in_near_linear_time() -> None:
    small, large = _seconds(_copies(1000)), _seconds(_copies(4000))
    assert large < 8 * max(small, 0.1)


def test_input_order_does_not_show() -> None:
    statements = _copies(60)
    shuffled = statements[:]
    for seed in range(3):
        random.Random(seed).shuffle(shuffled)
        assert find_events(shuffled) == find_events(statements)


def test_heads_of_reports_of_one_story_are_one_event_and_of_two_stories_are_not() -> None:
    from tests.measure_situation import make_articles, situation_of

    told = (
        ("Wire", "2025-03-11", "A dam above the town of Orvel is about to fail, officials said, and thousands must leave."),
        ("Post", "2025-03-11", "Roads out of Orvel were jammed on Tuesday as people fled from the crumbling dam."),
        ("Daily", "2025-03-11", "The mayor of Lisbon opened a library for children on Tuesday."),
        ("Globe", "2025-03-12", "Engineers plugged the hole in the dam at Orvel with rocks."),
    )  # fmt: skip
    events = situation_of(make_articles(told)).events
    together = [{key.partition(":")[0] for key in event.statements} for event in events]
    assert {"a000", "a001"} <= next(group for group in together if "a000" in group)
    assert {"a002"} in together


def test_two_bombs_of_one_week_in_one_city_are_two_events() -> None:
    told = [
        ("Wire", "2025-03-12", "A car bomb explodes at an outdoor market in Mosul, killing at least 12 people. Bombings elsewhere in Iraq kill five more people."),
        ("Post", "2025-03-13", "A car bomb explodes at a checkpoint north of Mosul, killing at least seven people."),
        ("Daily", "2025-03-12", "A car bomb explodes at a busy bazaar in Mosul, killing at least 12 people."),
    ]  # fmt: skip
    situation = situation_of(make_articles(told))
    together = [{key.partition(":")[0] for key in event.statements} for event in situation.events]
    assert {"a000", "a002"} in together
    assert {"a001"} in together
    assert not situation.contradictions


def test_a_crash_outranks_a_birthday_and_a_now_without_a_day_waits() -> None:
    told = [
        ("Wire", "2025-05-05", "A ferry sank off Lagos on Monday and killed 157 people."),
        ("Post", "2025-05-05", "A baker in Kenya marked the birthday of his shop on Monday."),
        ("Herald", "2025-05-05/2025-05-09", "Herders in Peru are currently looking for a lost horse."),
        ("Globe", "2025-05-05/2025-05-09", "Farmers in Finland are clearing snow from their roads."),
    ]
    order = [event.statements[0].partition(":")[0] for event in situation_of(make_articles(told)).events]
    assert order.index("a000") < order.index("a001")
    assert order.index("a003") < order.index("a002")


def test_heads_that_name_other_people_or_share_a_country_alone_stay_apart() -> None:
    told = [
        ("Wire", "2025-05-05", "Former Norwegian minister Ola Berg announces he is running for mayor of Oslo."),
        ("Post", "2025-05-05", "The Green Party announces Ida Lund as running mate of Tora Vik."),
        ("Herald", "2025-05-05", "A shooting at a nightclub in Puebla, Mexico, kills fifteen people."),
        ("Globe", "2025-05-05", "A lorry overturns on a road in Oaxaca, Mexico, killing 25 migrants."),
    ]
    assert {len(event.statements) for event in situation_of(make_articles(told)).events} == {1}
