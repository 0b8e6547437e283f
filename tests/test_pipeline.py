"""The main path from end to end: the same sources give the same bytes, however they are given."""

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.test_cli import SEEDS, briefgen

PERIOD = ("--from", "2025-08-01", "--to", "2025-12-06")


def digests(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    first = briefgen(
        "make", str(SEEDS), *PERIOD, "-o", str(tmp_path / "one"), PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C"
    )
    assert first.returncode == 0, first.stderr
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for path in sorted(SEEDS.iterdir(), reverse=True):
        shutil.copy(path, elsewhere / path.name)
    names = [path.name for path in sorted(elsewhere.iterdir(), reverse=True)]
    second = briefgen(
        "make", *names, *PERIOD, "-o", "two", cwd=elsewhere, PYTHONHASHSEED="2", TZ="America/Lima", LC_ALL="C.UTF-8"
    )
    assert second.returncode == 0, second.stderr
    assert digests(tmp_path / "one") == digests(elsewhere / "two")
    assert {path.suffix for path in (tmp_path / "one").iterdir()} == {".pdf", ".html", ".eml", ".json"}


def test_a_saved_situation_renders_to_the_same_page(tmp_path: Path) -> None:
    made = briefgen("make", str(SEEDS), *PERIOD, "--format", "html,json", "-o", str(tmp_path))
    assert made.returncode == 0, made.stderr
    model = next(tmp_path.glob("*.json"))
    again = briefgen("render", str(model), "--format", "html", "-o", str(tmp_path / "again"))
    assert again.returncode == 0, again.stderr
    page = next(tmp_path.glob("*.html"))
    assert (tmp_path / "again" / page.name).read_bytes() == page.read_bytes()
    proved = briefgen("verify", str(page), str(SEEDS))
    assert proved.returncode == 0, proved.stdout
    page.write_text(
        page.read_text(encoding="utf-8").replace("</h2>", "</h2><p>Nobody said this at all.</p>", 1), encoding="utf-8"
    )
    wrong = briefgen("verify", str(page), str(SEEDS))
    assert wrong.returncode == 1
    assert "Nobodysaid" in wrong.stdout


def test_a_previous_edition_shows_what_changed(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    files = sorted(SEEDS.iterdir())
    first = briefgen("make", *map(str, files[:-2]), *PERIOD, "--format", "json", "-o", str(old))
    assert first.returncode == 0, first.stderr
    second = briefgen(
        "make",
        str(SEEDS),
        *PERIOD,
        "--format",
        "html,json",
        "-o",
        str(new),
        "--previous",
        str(next(old.glob("*.json"))),
    )
    assert second.returncode == 0, second.stderr
    page = next(new.glob("*.html")).read_text(encoding="utf-8")
    assert "New:" in page
    assert "Unchanged:" in page


def test_the_real_seeds_make_a_brief_that_verifies(tmp_path: Path, real_seeds: Path) -> None:
    made = briefgen("make", str(real_seeds), *PERIOD, "-o", str(tmp_path))
    assert made.returncode == 0, made.stderr
    for ending in ("pdf", "html", "eml"):
        proved = briefgen("verify", str(next(tmp_path.glob(f"*.{ending}"))), str(real_seeds))
        assert proved.returncode == 0, proved.stdout


@pytest.mark.parametrize(
    "word", ["Share", "min read", "Views", "example.com/photo", "Photo credit", "matthew.luxmoore@", "free seat"]
)
def test_no_furniture_of_the_real_seeds_is_printed(
    tmp_path_factory: pytest.TempPathFactory, real_seeds: Path, word: str
) -> None:
    import json

    result = briefgen("read", str(real_seeds), "--jsonl", "--quiet")
    texts = [json.loads(line)["text"] for line in result.stdout.splitlines()]
    assert not any(word in text for text in texts)
