"""The gate itself, with figures made up; and the floors stand on the gold that is committed."""

from pathlib import Path

import pytest

from tests.gate import (
    END,
    MEASURES,
    PAGE,
    START,
    Entry,
    gold_digests,
    judge,
    read_arguments,
    read_floors,
    rounded_down,
    table,
    update,
    write_floors,
)

HELD = {"dates": Entry("aa", {"strict": 0.9, "value": 0.8})}
SAME = {"dates": "aa"}
OTHER = {"dates": "bb"}


def test_figures_at_their_floors_pass() -> None:
    assert judge(HELD, {"dates": {"strict": 0.9, "value": 0.95}}, SAME) == []


@pytest.mark.parametrize(
    ("figures", "digests", "word"),
    [
        ({"strict": 0.899, "value": 0.9}, SAME, "dates.strict: 0.899, floor 0.90"),
        ({"strict": 0.95}, SAME, "dates.value: not measured"),
        ({"strict": 0.95, "value": 0.9, "more": 1.0}, SAME, "dates.more: no floor"),
        ({"strict": 0.95, "value": 0.9}, OTHER, "gold file has changed"),
    ],
)
def test_each_fault_is_told(figures: dict[str, float], digests: dict[str, str], word: str) -> None:
    (told,) = judge(HELD, {"dates": figures}, digests)
    assert word in told


def test_all_is_measured_unless_parts_are_named() -> None:
    assert read_arguments([]).names == list(MEASURES)
    assert read_arguments(["quotes", "--update", "--accept-gold", "dates"]).names == ["quotes", "dates"]
    assert read_arguments(["--accept-gold", "dates", "dates"]).names == ["dates"]


@pytest.mark.parametrize("arguments", [["--help"], ["nothing"], ["--raise"], ["--accept-gold", "nothing"]])
def test_help_and_unknown_words_measure_nothing(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        read_arguments(arguments)
    said = capsys.readouterr()
    assert "tests.gate" in said.out + said.err


def test_an_extractor_without_floors_is_told() -> None:
    assert "no floors" in judge({}, {"dates": {"strict": 1.0}}, SAME)[0]


def test_update_raises_and_rounds_down() -> None:
    held, refused = update(HELD, {"dates": {"strict": 0.9579, "value": 0.8}}, SAME)
    assert held["dates"].floors == {"strict": 0.95, "value": 0.8}
    assert refused == []


def test_update_lowers_nothing_unless_told() -> None:
    figures = {"dates": {"strict": 0.95, "value": 0.7}}
    held, refused = update(HELD, figures, SAME)
    assert held["dates"].floors == {"strict": 0.95, "value": 0.8}
    assert refused == ["dates.value: would fall below 0.80"]
    held, refused = update(HELD, figures, SAME, allow_regression=True)
    assert held["dates"].floors == {"strict": 0.95, "value": 0.7}
    assert refused == []


def test_a_figure_that_is_no_longer_measured_is_a_regression() -> None:
    held, refused = update(HELD, {"dates": {"strict": 0.95}}, SAME)
    assert held["dates"].floors["value"] == 0.8
    assert len(refused) == 1


def test_changed_gold_must_be_accepted() -> None:
    figures = {"dates": {"strict": 0.95, "value": 0.9}}
    held, refused = update(HELD, figures, OTHER)
    assert held == HELD
    assert "--accept-gold dates" in refused[0]
    held, refused = update(HELD, figures, OTHER, accepted=["dates"])
    assert held["dates"] == Entry("bb", {"strict": 0.95, "value": 0.9})
    assert refused == []


def test_floors_are_written_as_they_are_read(tmp_path: Path) -> None:
    write_floors(HELD, tmp_path / "floors.json")
    assert read_floors(tmp_path / "floors.json") == HELD


def test_rounding_forgives_the_last_bit() -> None:
    assert rounded_down(0.95 - 1e-12) == 0.95
    assert rounded_down(0.9599) == 0.95


def test_the_committed_floors_stand_on_the_committed_gold() -> None:
    held = read_floors()
    assert set(held) == set(MEASURES)
    assert {name: entry.sha256 for name, entry in held.items()} == gold_digests()
    assert all(0.5 < floor <= 1 for entry in held.values() for floor in entry.floors.values())


def test_the_documents_show_the_floors() -> None:
    shown = PAGE.read_text(encoding="utf-8").partition(START)[2].partition(END)[0]
    assert shown.strip() == table(read_floors())
