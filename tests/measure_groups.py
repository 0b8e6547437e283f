"""How well reports are grouped, on gold of our own among unrelated items: `python -m tests.measure_groups [dev|test]`."""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from briefgen.situation.groups import Report, group_reports

FOLDER = Path(__file__).parent / "gold"
GOLD = FOLDER / "groups.jsonl"


def read_gold(name: str = "groups") -> list[dict[str, str]]:
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def b_cubed(gold: Mapping[str, str], found: Iterable[tuple[str, ...]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of B-cubed (Bagga & Baldwin 1998) over the ids of the gold."""
    cluster = {member: number for number, group in enumerate(found) for member in group}
    precision = recall = 0.0
    for key, story in gold.items():
        mates = [other for other in gold if cluster[other] == cluster[key]]
        peers = [other for other in gold if gold[other] == story]
        right = sum(gold[other] == story for other in mates)
        precision += right / len(mates)
        recall += right / len(peers)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def report_of(row: Mapping[str, str]) -> Report:
    return Report(row["id"], row["date"], row["title"], row["text"])


def measure(split: str, gold: str = "groups") -> dict[str, float]:
    """B-cubed F1 on one half of a gold: openings of one dense stretch, or whole articles (dev) and a week elsewhere."""
    rows = [row for row in read_gold(gold) if row["split"] == split]
    found = group_reports([report_of(row) for row in rows])
    return {f"{gold}/{split}": b_cubed({row["id"]: row["story"] for row in rows}, found)[2]}


if __name__ == "__main__":
    for half in sys.argv[1:] or ("dev", "test"):
        for key, value in {**measure(half), **measure(half, "groups_full")}.items():
            sys.stdout.write(f"{key:40} {value:.3f}\n")
