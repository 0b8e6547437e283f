"""docs/reading.md names every problem and every limit of the readers."""

import re
from pathlib import Path

import pytest

import briefgen.sources
from briefgen.sources import dumps, feeds, files, mail, reading, records

ROOT = Path(briefgen.sources.__file__).parent
PAGE = (Path(__file__).resolve().parents[1] / "docs" / "reading.md").read_text(encoding="utf-8")


def codes() -> set[str]:
    source = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("*.py"))
    return set(re.findall(r"(?:Flaw|Problem)\(\s*\"([\w-]+)\"", source))


@pytest.mark.parametrize("code", sorted(codes()))
def test_problem_is_documented(code: str) -> None:
    assert f"`{code}`" in PAGE


def test_limits_are_documented() -> None:
    assert f"{files.MOST_BYTES // 1_000_000} MB" in PAGE
    assert f"{reading.MOST_CHARACTERS:,} characters" in PAGE
    limits = {dumps.MOST_ARTICLES, feeds.MOST_ENTRIES, mail.MOST_MESSAGES, records.MOST_RECORDS}
    assert [f"{limit:,} articles" in PAGE for limit in limits] == [True]
