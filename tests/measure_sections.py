"""How well sections are told, on gold of our own: `python -m tests.measure_sections [dev|test] [items]`."""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from briefgen.extract.sections import classify_sections
from briefgen.language.document import read_document
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article
from briefgen.profile import load_profile

GOLD = Path(__file__).parent / "gold" / "sections.jsonl"
ITEMS = GOLD.with_name("sections_items.jsonl")
PROFILES = ("russia-ukraine", "generic")


def read_gold(path: Path = GOLD) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def macro_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """Mean F1 of the classes that the gold holds, from pairs of gold and guess."""
    pairs = list(pairs)
    classes = sorted({gold for gold, _ in pairs})
    return sum(f1(pairs, name) for name in classes) / len(classes)


def f1(pairs: list[tuple[str, str]], name: str) -> float:
    right = sum(gold == guess == name for gold, guess in pairs)
    claimed = sum((gold == name) + (guess == name) for gold, guess in pairs)
    return 2 * right / claimed if claimed else 0.0


def guesses(rows: list[dict[str, str]]) -> Iterator[tuple[dict[str, str], str]]:
    nlp = load_nlp()
    profiles = {name: load_profile(name) for name in PROFILES}
    for row in rows:
        article = Article(id=row["id"], path="gold", span=(0, len(row["text"])), text=row["text"])
        yield row, classify_sections(read_document(nlp, article), profiles[row["profile"]])[0]


def measure(split: str, path: Path = GOLD) -> dict[str, float]:
    """Macro-F1 of the four sections on one half of the gold, per profile."""
    found = list(guesses([row for row in read_gold(path) if row["split"] == split]))
    return {
        f"sections/{name}/{split}": macro_f1((row["section"], guess) for row, guess in found if row["profile"] == name)
        for name in PROFILES
    }


if __name__ == "__main__":
    source = ITEMS if "items" in sys.argv[1:] else GOLD
    for half in [name for name in sys.argv[1:] if name != "items"] or ("dev", "test"):
        for key, value in measure(half, source).items():
            sys.stdout.write(f"{key:40} {value:.3f}\n")
