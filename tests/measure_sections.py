"""How well sections are told, on gold of our own: `python -m tests.measure_sections [dev|test] [items|seeds|portal]`.

`seeds`: sentences of the real seeds by offsets, each with the sections that an editor would let stand; those of the split
`random` were drawn by chance. `portal`: 210 items of 2014-2020 drawn by chance from the news portal, of those that name Ukraine,
Russia or NATO, by id, labelled by hand. The shipped classifier has seen them, under the headings of their editors.
"""

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from briefgen.extract.sections import classify_sections
from briefgen.language.document import read_document
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article
from briefgen.profile import load_profile
from briefgen.sources.reading import read_articles
from tests.conftest import REAL_SEEDS

GOLD = Path(__file__).parent / "gold" / "sections.jsonl"
ITEMS = GOLD.with_name("sections_items.jsonl")
SEED_GOLD = GOLD.with_name("sections_seeds.jsonl")
PORTAL_GOLD = GOLD.with_name("sections_portal.json")
CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "wcep_topics.jsonl.gz"
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


def seed_guesses() -> Iterator[tuple[dict[str, Any], str]]:
    """Labelled sentences of the real seeds, and the section of the sentence that begins there or holds its beginning."""
    nlp, profile = load_nlp(), load_profile("russia-ukraine")
    starts: dict[str, dict[int, str]] = {}
    for article in read_articles([REAL_SEEDS])[0]:
        document = read_document(nlp, article)
        sections = classify_sections(document, profile)[1]
        text = (REAL_SEEDS / Path(article.path).name).read_text(encoding="utf-8")
        for sentence, section in zip(document.sentences, sections, strict=True):
            place = text.find(sentence.text.strip(), article.span[0])
            starts.setdefault(Path(article.path).name, {})[place] = section
    for line in SEED_GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        near = max((start for start in starts[row["file"]] if start <= row["start"]), default=-1)
        yield row, starts[row["file"]].get(near, "")


def measure_seeds() -> dict[str, float]:
    """Share of the labelled sentences of the real seeds in a section that an editor would let stand, by split."""
    found: dict[str, list[bool]] = {}
    for row, guess in seed_guesses():
        found.setdefault(row["split"], []).append(guess in row["sections"])
    return {f"sections/seeds/{split}": sum(right) / len(right) for split, right in sorted(found.items())}


def measure_portal() -> dict[str, float]:
    """Macro-F1 of the default profile on the labelled items of the portal: of four sections, and with sanctions as diplomacy."""
    labels: dict[str, str] = json.loads(PORTAL_GOLD.read_text(encoding="utf-8"))
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        items = [item for item in map(json.loads, lines) if item["id"] in labels]
    rows = [{"id": item["id"], "text": item["text"], "profile": "russia-ukraine"} for item in items]
    four = [(labels[row["id"]], guess) for row, guess in guesses(rows)]
    merged = {"sanctions": "diplomacy"}
    three = [(merged.get(gold, gold), merged.get(guess, guess)) for gold, guess in four]
    return {"sections/portal/four": macro_f1(four), "sections/portal/three": macro_f1(three)}


if __name__ == "__main__":
    if "portal" in sys.argv[1:]:
        sys.stdout.writelines(f"{key:40} {value:.3f}\n" for key, value in measure_portal().items())
        sys.exit()
    if "seeds" in sys.argv[1:]:
        sys.stdout.writelines(f"{key:40} {value:.3f}\n" for key, value in measure_seeds().items())
        sys.exit()
    source = ITEMS if "items" in sys.argv[1:] else GOLD
    for half in [name for name in sys.argv[1:] if name != "items"] or ("dev", "test"):
        for key, value in measure(half, source).items():
            sys.stdout.write(f"{key:40} {value:.3f}\n")
