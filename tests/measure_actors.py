"""How well names and places are found: `python tests/measure_actors.py` prints precision, recall and F of dev and test.

An entity counts when start, end and label agree; `name` is judged among those. A place counts when start and end agree;
precision, country, region and the presence of a pin are judged among those.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from briefgen.extract.actors import extract_entities
from briefgen.extract.places import extract_places
from briefgen.language.document import read_document
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article, Time
from briefgen.profile import load_profile

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
PLACE_FIELDS = ("name", "precision", "country", "region", "pin")


def load_gold(name: str) -> list[dict[str, Any]]:
    """The passages of a gold file that are in our own words."""
    return [row for row in _rows(name) if "text" in row]


def load_seeds() -> list[dict[str, Any]]:
    """The real seeds, labelled by offset; none where they do not stand beside the project."""
    rows = (row | {"path": SEEDS / row["file"]} for row in _rows("actors") if "file" in row)
    return [row | {"text": row["path"].read_text(encoding="utf-8")} for row in rows if row["path"].is_file()]


def _rows(name: str) -> list[dict[str, Any]]:
    lines = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def find(text: str) -> tuple[set[tuple[int, int, str, str]], dict[tuple[int, int], dict[str, Any]]]:
    """Entities and places of a text, as comparable values."""
    article = Article("gold", "gold", (0, len(text)), text, published=Time("2025-09-05", "day", "", "stated"))
    document = read_document(load(), article)
    entities = extract_entities(document)
    places = extract_places(document, entities, load_profile("russia-ukraine"))
    found = {
        (mention.start, mention.end): {
            "name": mention.place.name,
            "precision": mention.place.precision,
            "country": mention.place.country,
            "region": mention.place.region,
            "pin": mention.place.latitude is not None,
        }
        for mention in places
    }
    return {(e.start, e.end, e.label, e.name) for e in entities}, found


_NLP: list[Any] = []


def load() -> Any:
    """The pipeline, loaded once."""
    if not _NLP:
        _NLP.append(load_nlp())
    return _NLP[0]


def score_entities(passages: Iterable[Mapping[str, Any]], *, show: bool = False) -> dict[str, Counter[str]]:
    """Counts per label: right, found, gold, and named (right ones whose name is right too)."""
    counts: dict[str, Counter[str]] = {}
    for passage in passages:
        gold = {(e["start"], e["end"], e["label"]): e["name"] for e in passage["entities"]}
        until = passage.get("until", len(passage["text"]))
        found = {(start, end, label): name for start, end, label, name in find(passage["text"])[0] if end <= until}
        for key in gold.keys() | found.keys():
            count = counts.setdefault(key[2], Counter())
            count["gold"] += key in gold
            count["found"] += key in found
            count["right"] += key in gold and key in found
            count["named"] += key in found and gold.get(key) == found[key]
            if show and (key not in gold or key not in found or gold[key] != found[key]):
                words = passage["text"][key[0] : key[1]]
                print(f"  {passage['id']} {words!r} {key[2]} gold={gold.get(key)!r} found={found.get(key)!r}")
    return counts


def score_places(passages: Iterable[Mapping[str, Any]], *, show: bool = False) -> Counter[str]:
    """Counts of places: right extents, found, gold, and each field right among the right extents."""
    count: Counter[str] = Counter()
    for passage in passages:
        gold = {(p["start"], p["end"]): {field: p[field] for field in PLACE_FIELDS} for p in passage["places"]}
        found = find(passage["text"])[1]
        count["gold"] += len(gold)
        count["found"] += len(found)
        for key in gold.keys() & found.keys():
            count["right"] += 1
            count.update(field for field in PLACE_FIELDS if gold[key][field] == found[key][field])
            count["whole"] += gold[key] == found[key]
        if show:
            for key in sorted(gold.keys() | found.keys()):
                if gold.get(key) != found.get(key):
                    print(
                        f"  {passage['id']} {passage['text'][key[0] : key[1]]!r}\n     gold {gold.get(key)}\n     found {found.get(key)}"
                    )
    return count


def rates(count: Mapping[str, int]) -> tuple[float, float, float]:
    """Precision, recall and F."""
    precision = count["right"] / count["found"] if count["found"] else 0.0
    recall = count["right"] / count["gold"] if count["gold"] else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def main() -> None:
    """Print the figures; `--show dev`, `test` or `seeds` prints each difference of that half."""
    shown = sys.argv[2] if sys.argv[1:2] == ["--show"] else ""
    actors, places = load_gold("actors"), load_gold("places")
    seeds = score_entities(load_seeds(), show=shown == "seeds")
    if seeds:
        count = sum(seeds.values(), Counter())
        print(
            "seeds entities P {:.3f} R {:.3f} F {:.3f}".format(*rates(count)),
            f"names {count['named']}/{count['right']}",
        )
    for split in ("dev", "test"):
        counts = score_entities([p for p in actors if p["split"] == split], show=shown == split)
        counts["all"] = sum(counts.values(), Counter())
        for label, count in sorted(counts.items()):
            print(
                f"{split} {label:7} P {{:.3f}} R {{:.3f}} F {{:.3f}}".format(*rates(count)),
                f"names {count['named']}/{count['right']}",
            )
        count = score_places([p for p in places if p["split"] == split], show=shown == split)
        fields = " ".join(f"{field} {count[field]}/{count['right']}" for field in (*PLACE_FIELDS, "whole"))
        print(f"{split} places  P {{:.3f}} R {{:.3f}} F {{:.3f}}".format(*rates(count)), fields)


if __name__ == "__main__":
    main()
