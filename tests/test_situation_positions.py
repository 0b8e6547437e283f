"""Who said what over time, changes of position, and what each side says."""

import pytest

from tests.measure_following import turned
from tests.measure_situation import make_articles, read_gold, situation_of

TOLD = [
    (
        "Wire",
        "2025-05-05",
        "President Volodymyr Zelenskyy said Ukraine would attend the talks in Istanbul with the Russian delegation.",
    ),
    (
        "Post",
        "2025-05-12",
        "President Volodymyr Zelenskyy said Ukraine would not attend the talks in Istanbul with the Russian delegation.",
    ),
    (
        "Ledger",
        "2025-05-13",
        "Kremlin spokesman Dmitry Peskov said the talks in Istanbul would go ahead. Peskov said Moscow expects the Ukrainian delegation.",
    ),
]


def test_a_yes_that_became_a_no_is_shown_by_its_two_statements() -> None:
    situation = situation_of(make_articles(TOLD))
    (position,) = [item for item in situation.positions if item.actor == "Volodymyr Zelenskyy"]
    assert [key[:4] for key in position.statements] == ["a000", "a001"]
    assert [(turn.earlier[:4], turn.later[:4]) for turn in position.turns] == [("a000", "a001")]


def test_statements_on_other_matters_are_no_change_of_position() -> None:
    other = (
        "Post",
        "2025-05-12",
        "President Volodymyr Zelenskyy said Ukraine would not hold elections during the war.",
    )
    situation = situation_of(make_articles([TOLD[0], other]))
    assert not any(position.turns for position in situation.positions)


def test_views_set_sides_side_by_side() -> None:
    situation = situation_of(make_articles(TOLD))
    sides = {view.side: view.actors for view in situation.views}
    assert sides == {"Kyiv": ("Volodymyr Zelenskyy",), "Moscow": ("Dmitry Peskov",)}


def test_order_of_input_does_not_show() -> None:
    articles = make_articles(TOLD)
    one, other = situation_of(articles), situation_of(articles[::-1])
    assert (one.positions, one.views, one.gaps) == (other.positions, other.views, other.gaps)


@pytest.mark.parametrize("row", read_gold("positions"), ids=lambda row: row["id"])
def test_a_change_of_position_is_of_what_is_willed(row: dict[str, object]) -> None:
    assert turned(row) == row["turn"]
