"""Accuracy, and precision, recall and F1 of each modality, against the gold sentences.

Run `python tests/measure_modality.py [wire|general] [--misses] [dev|test]`; `wire` and `general` take the other golds.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from briefgen.extract.modality import Reading, read_modality
from briefgen.language.pipeline import load_nlp
from briefgen.model import Quotation

GOLD = Path(__file__).parent / "gold"


def load_gold(split: str = "", name: str = "modality") -> list[dict[str, Any]]:
    """The gold sentences of a split, or all."""
    rows = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if split in {"", row["split"]}]


def read_row(nlp: Any, row: dict[str, Any]) -> Reading:
    """What the reader makes of a gold sentence and its quotation, if it has one."""
    doc = nlp(row["text"])
    quoted = row.get("quoted")
    spoken = [Quotation(0, len(doc.text), "direct", tuple(quoted), None, None, "gold")] if quoted else []
    return read_modality(doc[:].sent if len(list(doc.sents)) > 1 else next(doc.sents), spoken)


def measure(split: str, name: str = "modality", *, misses: bool = False) -> dict[str, dict[str, float]]:
    """Accuracy of modality and polarity, and P, R, F1 of each modality."""
    nlp = load_nlp()
    rows = load_gold(split, name)
    pairs = [(row, read_row(nlp, row)) for row in rows]
    if misses:
        _print_misses(pairs)
    right = sum(row["modality"] == modality for row, (modality, _, _) in pairs)
    signs = sum(row["polarity"] == polarity for row, (_, polarity, _) in pairs)
    accuracy = {
        "modality": {"f": right / len(rows), "n": len(rows)},
        "polarity": {"f": signs / len(rows), "n": len(rows)},
    }
    return accuracy | _by_class(pairs)


def _by_class(pairs: Sequence[tuple[dict[str, Any], Reading]]) -> dict[str, dict[str, float]]:
    wanted = Counter(row["modality"] for row, _ in pairs)
    found = Counter(modality for _, (modality, _, _) in pairs)
    hits = Counter(modality for row, (modality, _, _) in pairs if modality == row["modality"])
    figures = {}
    for name in sorted(wanted):
        p, r = hits[name] / max(found[name], 1), hits[name] / wanted[name]
        figures[name] = {"p": p, "r": r, "f": 2 * p * r / max(p + r, 1e-9), "n": wanted[name]}
    return figures


def _print_misses(pairs: Sequence[tuple[dict[str, Any], Reading]]) -> None:
    for row, (modality, polarity, rule) in pairs:
        if (modality, polarity) != (row["modality"], row["polarity"]):
            print(
                row["id"], f"{modality}/{polarity} by {rule}, wanted {row['modality']}/{row['polarity']}:", row["text"]
            )


def main(arguments: Sequence[str]) -> None:
    """Print the figures of the splits asked for."""
    for split in [name for name in arguments if name in {"dev", "test"}] or ["dev", "test"]:
        gold = next((f"modality_{name}" for name in ("wire", "general") if name in arguments), "modality")
        for name, figures in measure(split, gold, misses="--misses" in arguments).items():
            print(split, name, " ".join(f"{key} {value:.3f}" for key, value in figures.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
