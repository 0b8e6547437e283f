"""Figures for time expressions on our own gold: `python -m tests.measure_dates [news|wire|drawn] [dev|test|seeds] [--errors]`.

`news` takes the second gold, general newswire; `wire` the third, with the days without a year beside it; `drawn` 100 sentences of the real seeds, drawn by chance, where they stand on this machine. As TempEval-3 counts (UzZaman et al. 2013): strict and relaxed extents, and type and value over relaxed matches.
The gold marks each expression in place: `{Friday|DATE|2025-09-05}`.
"""

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from briefgen.extract.dates import extract_dates
from briefgen.language.document import read_document
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article, DateMention, Time
from tests.conftest import REAL_SEEDS

GOLD = Path(__file__).parent / "gold"
_MARK = re.compile(r"\{([^{|}]+)\|(DATE|TIME|DURATION|SET)\|([^{|}]+)\}")


@dataclass(frozen=True)
class Expected:
    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True)
class Passage:
    id: str
    split: str
    published: str
    text: str
    expected: tuple[Expected, ...]
    window: tuple[int, int] | None = None
    """The characters that are labelled, where it is not all of them."""


@dataclass(frozen=True)
class Score:
    gold: int
    found: int
    strict: int
    relaxed: int
    type: int
    value: int

    def f(self, name: str) -> float:
        hits: int = getattr(self, name)
        return 2 * hits / max(1, self.gold + self.found)

    def line(self, name: str) -> str:
        hits = getattr(self, name)
        return f"P {hits / max(1, self.found):.3f}  R {hits / max(1, self.gold):.3f}  F {self.f(name):.3f}"


def load_gold(split: str = "", name: str = "dates") -> list[Passage]:
    """Passages of a split; "seeds" are the user's own files, labelled by offsets, where they stand on this machine."""
    rows = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = [row for row in rows if row["split"] == split or (not split and "file" not in row)]
    return [_passage(row) for row in wanted if "file" not in row or (REAL_SEEDS / row["file"]).is_file()]


def _passage(row: dict[str, Any]) -> Passage:
    if "file" in row:
        text = (REAL_SEEDS / row["file"]).read_text(encoding="utf-8")
        labels = tuple(Expected(start, end, kind, value) for start, end, kind, value in row["dates"])
        return Passage(row["id"], row["split"], row["published"], text, labels)
    text, expected, last = "", [], 0
    for mark in _MARK.finditer(row["text"]):
        text += row["text"][last : mark.start()]
        expected.append(Expected(len(text), len(text) + len(mark[1]), mark[2], mark[3]))
        text += mark[1]
        last = mark.end()
    return Passage(row["id"], row["split"], row["published"], text + row["text"][last:], tuple(expected))


def load_drawn() -> list[Passage]:
    """Sentences of the user's own files that were drawn by chance, each in its article; none where the files are not."""
    rows = [json.loads(line) for line in (GOLD / "dates_seeds.jsonl").read_text(encoding="utf-8").splitlines()]
    return [_drawn(row) for row in rows if (REAL_SEEDS / row["file"]).is_file()]


def _drawn(row: dict[str, Any]) -> Passage:
    begin, stop = row["article"]
    text = (REAL_SEEDS / row["file"]).read_text(encoding="utf-8")[begin:stop]
    labels = tuple(Expected(start - begin, end - begin, kind, value) for start, end, kind, value in row["dates"])
    window = (row["sentence"][0] - begin, row["sentence"][1] - begin)
    return Passage(f"{row['file']}:{begin}", "seeds", row["published"], text, labels, window)


def measure_drawn(nlp: Language, *, errors: bool = False) -> dict[str, float]:
    """What was found and rightly valued of the labelled expressions, and how many sentences have no invented one."""
    passages, read = load_drawn(), dict[str, tuple[DateMention, ...]]()
    hits = right = clean = 0
    for passage in passages:
        if passage.id not in read:
            read[passage.id] = found_in(nlp, passage)
        first, last = passage.window or (0, len(passage.text))
        found = tuple(date for date in read[passage.id] if first <= date.start < last)
        pairs = matched(passage.expected, found)
        hits += len(pairs)
        right += sum(expected.value == date.value for expected, date in pairs)
        clean += len(pairs) == len(found)
        if errors:
            print_errors(passage, found)
    gold = sum(len(passage.expected) for passage in passages)
    return {"found": hits / gold, "value": right / gold, "no invented": clean / len(passages)} if passages else {}


def found_in(nlp: Language, passage: Passage) -> tuple[DateMention, ...]:
    published = Time(passage.published, "day", passage.published, "stated") if passage.published else Time()
    article = Article(id=passage.id, path="gold", span=(0, 0), text=passage.text, published=published)
    return extract_dates(read_document(nlp, article))


def score(nlp: Language, passages: Sequence[Passage], *, errors: bool = False) -> Score:
    counts = dict.fromkeys(("gold", "found", "strict", "relaxed", "type", "value"), 0)
    for passage in passages:
        found = found_in(nlp, passage)
        counts["gold"] += len(passage.expected)
        counts["found"] += len(found)
        for expected, date in matched(passage.expected, found):
            counts["relaxed"] += 1
            counts["strict"] += (expected.start, expected.end) == (date.start, date.end)
            counts["type"] += expected.type == date.type
            counts["value"] += expected.value == date.value
        if errors:
            print_errors(passage, found)
    return Score(**counts)


def right_days(nlp: Language, passages: Sequence[Passage], *, errors: bool = False) -> float:
    """How many days that are told without a year, and nothing else of the passages, have the right one."""
    hits = asked = 0
    for passage in passages:
        pairs = matched(passage.expected, found_in(nlp, passage))
        asked += len(passage.expected)
        hits += sum(date.value.startswith(expected.value) for expected, date in pairs)
        for expected, date in pairs if errors else ():
            if not date.value.startswith(expected.value):
                print(f"{passage.id} wanted {expected.value} got {date.value} {date.rule}")
    return hits / max(1, asked)


def matched(gold: Sequence[Expected], found: Sequence[DateMention]) -> list[tuple[Expected, DateMention]]:
    """Each expected expression with the first free one that overlaps it."""
    pairs, free = [], list(found)
    for expected in gold:
        date = next((date for date in free if date.start < expected.end and expected.start < date.end), None)
        if date:
            free.remove(date)
            pairs.append((expected, date))
    return pairs


def print_errors(passage: Passage, found: Sequence[DateMention]) -> None:
    pairs = matched(passage.expected, found)
    for expected, date in pairs:
        wanted = (passage.text[expected.start : expected.end], expected.type, expected.value)
        got = (passage.text[date.start : date.end], date.type, date.value)
        if wanted != got:
            print(f"{passage.id} wanted {wanted} got {got} {date.rule}")
    for expected in set(passage.expected) - {pair[0] for pair in pairs}:
        print(f"{passage.id} missed {passage.text[expected.start : expected.end]!r} {expected.value}")
    for date in set(found) - {pair[1] for pair in pairs}:
        print(f"{passage.id} invented {passage.text[date.start : date.end]!r} {date.value} {date.rule}")


def main(arguments: Sequence[str]) -> None:
    nlp = load_nlp()
    if "drawn" in arguments:
        for name, figure in measure_drawn(nlp, errors="--errors" in arguments).items():
            print(f"  {name:12} {figure:.3f}")
        return
    gold = next((f"dates_{name}" for name in ("news", "wire") if name in arguments), "dates")
    for split in [name for name in arguments if name in {"dev", "test", "seeds"}] or ["dev", "test"]:
        result = score(nlp, load_gold(split, gold), errors="--errors" in arguments)
        print(f"{gold} {split}: {result.gold} expressions, {result.found} found")
        for name in ("strict", "relaxed", "type", "value"):
            print(f"  {name:8} {result.line(name)}")
        if gold == "dates_wire":
            right = right_days(nlp, load_gold(split, "dates_yearless"), errors="--errors" in arguments)
            print(f"  right day of those without a year {right:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
