"""Types, actors and recipients of single sentences on their gold (`gold/deeds.jsonl`).

python tests/measure_deeds.py [dev|test] [--misses]

A label lists all answers that are right; null among them means that none need be given.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from briefgen.model import Statement
from tests.measure_situation import make_articles, statements_of

GOLD = Path(__file__).parent / "gold" / "deeds.jsonl"
SLOTS = ("actor", "recipient")
Row = Mapping[str, Any]


def read_gold(split: str) -> list[Row]:
    """The rows of one half."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if row["split"] == split]


def answers(rows: list[Row]) -> list[Mapping[str, str | None]]:
    """What is found for each row."""
    articles = make_articles([("Wire", "2025-11-05", row["text"]) for row in rows])
    told: dict[str, Statement] = {}
    for statement in statements_of(articles):
        told.setdefault(statement.evidence.article, statement)
    found = (told[article.id] for article in articles)
    return [{"type": s.type, "actor": s.actor, "recipient": s.recipient} for s in found]


def is_right(found: str | None, wanted: list[str | None]) -> bool:
    """Whether a name is one of those wanted, titles and shorter forms allowed."""
    if not found:
        return None in wanted or "" in wanted
    name = found.lower()
    return any(other and (other.lower() in name or name in other.lower()) for other in wanted)


def measure(split: str) -> dict[str, float]:
    """Share of right types; precision and recall of actors and recipients."""
    rows = read_gold(split)
    found = answers(rows)
    counts: Counter[str] = Counter()
    for row, answer in zip(rows, found, strict=True):
        counts["type"] += (answer["type"] or "") in row["type"]
        for slot in SLOTS:
            right = bool(answer[slot]) and is_right(answer[slot], row[slot])
            counts[f"{slot} given"] += bool(answer[slot])
            counts[f"{slot} right"] += right
            counts[f"{slot} wanted"] += None not in row[slot]
            counts[f"{slot} hit"] += right and None not in row[slot]
    figures = {"type": counts["type"] / len(rows)}
    for slot in SLOTS:
        figures[f"{slot} precision"] = counts[f"{slot} right"] / counts[f"{slot} given"]
        figures[f"{slot} recall"] = counts[f"{slot} hit"] / counts[f"{slot} wanted"]
    return figures


def misses(split: str) -> Iterator[str]:
    """The rows with a wrong or missing answer."""
    rows = read_gold(split)
    for row, answer in zip(rows, answers(rows), strict=True):
        if not all(is_right(answer[slot], row[slot]) for slot in ("type", *SLOTS)):
            yield f"   {row['id']} {row['text']} | {dict(answer)}"


def main() -> None:
    split = next((word for word in sys.argv[1:] if word in {"dev", "test"}), "test")
    print(f"[{split}]", ", ".join(f"{name} {value:.3f}" for name, value in measure(split).items()))
    if "--misses" in sys.argv:
        print("\n".join(misses(split)))


if __name__ == "__main__":
    main()
