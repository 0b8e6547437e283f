"""Precision, recall and F1 of quantities against the gold, by value, unit, qualifier and thing counted.

Run `python tests/measure_quantities.py [news|wire|general|unseen] [--misses] [dev|test]`; the names take the other golds, general
newswire, whose quantities are marked in place: `{3.2 tonnes|3.2|tonne|}`, a range `3..5`, an open end `3..`, where it
is labelled `|counts` as a last field. A mention answers a gold quantity if their spans
overlap and their values agree; the other figures are of those pairs, as F1 over all.
"""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from briefgen.extract.quantities import extract_quantities
from briefgen.language.document import read_document
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article, QuantityMention

GOLD = Path(__file__).parent / "gold"
FIELDS = ("value", "unit", "qualifier", "counts")
_MARK = re.compile(r"\{([^{|}]+)\|([^{|}]+)\|([^{|}]*)\|([^{|}]*)(?:\|([^{|}]*))?\}")


def load_gold(split: str = "", name: str = "quantities") -> list[dict[str, Any]]:
    """The gold passages of a split, or all."""
    rows = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row if "quantities" in row else _unmarked(row) for row in rows if split in {"", row["split"]}]


def _unmarked(row: dict[str, Any]) -> dict[str, Any]:
    """A passage with its marks taken out of the text."""
    text, last = "", 0
    quantities: list[dict[str, Any]] = []
    for mark in _MARK.finditer(row["text"]):
        text += row["text"][last : mark.start()]
        low, _, high = mark[2].partition("..")
        bounds = [float(bound) if bound else None for bound in ((low, high) if ".." in mark[2] else (low, low))]
        where = {"start": len(text), "end": len(text) + len(mark[1])}
        quantities.append(where | {"value": bounds, "unit": mark[3], "qualifier": mark[4], "counts": mark[5] or ""})
        text += mark[1]
        last = mark.end()
    return row | {"text": text + row["text"][last:], "quantities": quantities}


def same_value(mention: QuantityMention, gold: dict[str, Any]) -> bool:
    """Whether both bounds agree, to three decimals of the larger."""
    pairs = zip(mention.value, gold["value"], strict=True)
    return all((a is None) == (b is None) and (a is None or abs(a - b) <= 0.0005 * max(1, abs(b))) for a, b in pairs)


def pair(mentions: Sequence[QuantityMention], gold: Iterable[dict[str, Any]]) -> list[tuple[QuantityMention, Any]]:
    """Mentions with the gold they answer, each used once."""
    free = list(mentions)
    found = []
    for row in gold:
        for mention in free:
            if mention.start < row["end"] and row["start"] < mention.end and same_value(mention, row):
                found.append((mention, row))
                free.remove(mention)
                break
    return found


def measure(split: str, name: str = "quantities", *, misses: bool = False) -> dict[str, dict[str, float]]:
    """P, R and F1 of each field over a split."""
    nlp = load_nlp()
    hits = dict.fromkeys(FIELDS, 0)
    counted = predicted = wanted = 0
    for row in load_gold(split, name):
        mentions = _mentions(nlp, row["text"])
        pairs = pair(mentions, row["quantities"])
        predicted, wanted = predicted + len(mentions), wanted + len(row["quantities"])
        counted += sum(1 for gold in row["quantities"] if gold["counts"])
        _count(hits, pairs)
        if misses:
            _print_misses(row, mentions, pairs)
    figures = {field: _figures(hits[field], predicted, wanted) for field in ("value", "unit", "qualifier")}
    if counted:
        figures["counts (where labelled)"] = _figures(hits["counts"], counted, counted)
    return figures


def _mentions(nlp: Any, text: str) -> tuple[QuantityMention, ...]:
    return extract_quantities(read_document(nlp, Article("gold", "gold", (0, len(text)), text)))


def _count(hits: dict[str, int], pairs: Sequence[tuple[QuantityMention, Any]]) -> None:
    for mention, gold in pairs:
        hits["value"] += 1
        hits["unit"] += mention.unit == gold["unit"]
        hits["qualifier"] += mention.qualifier == gold["qualifier"]
        hits["counts"] += bool(gold["counts"]) and mention.counts == gold["counts"]


def _figures(hits: int, predicted: int, wanted: int) -> dict[str, float]:
    precision, recall = hits / max(predicted, 1), hits / max(wanted, 1)
    return {"p": precision, "r": recall, "f": 2 * precision * recall / max(precision + recall, 1e-9), "n": wanted}


def _print_misses(row: dict[str, Any], mentions: Sequence[QuantityMention], pairs: Sequence[Any]) -> None:
    text = row["text"]
    for gold in row["quantities"]:
        if not any(gold is other for _, other in pairs):
            print("MISSED", row["id"], repr(text[gold["start"] : gold["end"]]), gold["value"], "|", text)
    for mention in mentions:
        if not any(mention is other for other, _ in pairs):
            print("EXTRA ", row["id"], repr(text[mention.start : mention.end]), mention.value, mention.unit, "|", text)
    for mention, gold in pairs:
        wrong = [
            f"{field}: {getattr(mention, field)!r} for {gold[field]!r}"
            for field in FIELDS[1:3]
            if getattr(mention, field) != gold[field]
        ]
        if gold["counts"] and mention.counts != gold["counts"]:
            wrong.append(f"counts: {mention.counts!r} for {gold['counts']!r}")
        if wrong:
            print("WRONG ", row["id"], repr(text[mention.start : mention.end]), *wrong)


def main(arguments: Sequence[str]) -> None:
    """Print the figures of the splits asked for."""
    splits = [name for name in arguments if name in {"dev", "test"}] or ["dev", "test"]
    gold = next(
        (f"quantities_{name}" for name in ("news", "wire", "general", "unseen") if name in arguments), "quantities"
    )
    for split in splits:
        for field, figures in measure(split, gold, misses="--misses" in arguments).items():
            print(
                f"{split:4} {field:24} P {figures['p']:.3f} R {figures['r']:.3f} F {figures['f']:.3f} n {figures['n']}"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
