"""Contradictions: what must be set side by side, and what must not."""

import pytest

from briefgen.data import load_lexicon
from briefgen.situation.scenes import has_any, tells_strike
from briefgen.situation.wordings import two_wordings
from tests.measure_situation import (
    GOLD,
    false_in_seeds,
    holds,
    make_articles,
    read_gold,
    seed_found,
    seed_situation,
    set_contradictions,
    situation_of,
)

SETS = [row for row in read_gold("contradictions") if "articles" in row]


@pytest.mark.parametrize("row", SETS, ids=lambda row: row["id"])
def test_sets_give_the_expected_differences_and_no_other(row: dict[str, object]) -> None:
    found = set_contradictions(row)
    expected = row["expect"]
    assert isinstance(expected, list)
    assert len(found) == len(expected)
    assert all(any(holds(wanted, item) for item in found) for wanted in expected)


def test_seeds_recall_is_at_least_four_fifths_and_nothing_is_false(real_seeds: object) -> None:
    rows = [row for row in read_gold("contradictions") if row.get("seeds") and row["required"]]
    situation = seed_situation()
    assert sum(seed_found(row, situation) for row in rows) >= 0.8 * len(rows)
    assert false_in_seeds(situation) == []


def test_order_of_articles_does_not_show() -> None:
    row = next(row for row in SETS if row["id"] == "toll-revised")
    told = [(item["publisher"], item["published"], item["text"]) for item in row["articles"]]
    articles = make_articles(told)
    one, other = situation_of(articles), situation_of(articles[::-1])
    assert one.contradictions == other.contradictions
    assert one.events == other.events
    assert one.positions == other.positions


def test_a_later_toll_is_a_revision_in_the_order_of_time() -> None:
    row = next(row for row in SETS if row["id"] == "toll-revised")
    (found,) = set_contradictions(row)
    assert found.nature == "revised"
    assert [variant.time.value for variant in found.variants] == ["2025-06-03", "2025-06-04"]


def test_wordings_are_not_quotations_about_the_same_thing() -> None:
    said = "The bridge will be rebuilt before the first snow falls on it"
    assert two_wordings(said, "That bridge is going to be rebuilt before first snow falls")
    assert not two_wordings(said, "The bridge will be closed for the whole of next summer again")
    assert not two_wordings(said, said)


@pytest.mark.parametrize("table", ["scope", "took", "holds"])
def test_lexicon_examples_both_ways(table: str) -> None:
    lexicon = load_lexicon("scenes")[table]
    never = load_lexicon("scenes").get(f"{table}_not", {"words": []})["words"]
    assert all(has_any(text, table) for text in lexicon["examples"])
    assert not any(
        has_any(text, table) and not any(word in text for word in never) for text in lexicon["counter_examples"]
    )


def test_strike_examples_both_ways() -> None:
    lexicon = load_lexicon("scenes")["strike"]
    assert all(tells_strike(text) for text in lexicon["examples"])
    assert not any(tells_strike(text) for text in lexicon["counter_examples"])


def test_gold_holds_no_text_of_the_seeds() -> None:
    rows = read_gold("contradictions")
    assert (GOLD / "contradictions.jsonl").exists()
    assert all(
        set(passage) == {"path", "start", "end"} for row in rows if row.get("seeds") for passage in row["passages"]
    )
