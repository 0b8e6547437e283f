"""Score quotations on our gold: `python tests/measure_quotes.py [dev|test|test2|...|test14|seeds] [-v]` prints the figures of a split.

Found: a direct or mixed quotation of the gold that one of ours overlaps by half (intersection over union of the
contents), or matches exactly. Speaker: of those found, the share with the right name. Attributions: F1 of contents
at half overlap over all kinds.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.extract.actors import extract_entities
from briefgen.extract.quotes import extract_quotations
from briefgen.language.document import read_document
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article, Quotation

GOLD = Path(__file__).parent / "gold" / "quotes.jsonl"
SEED_GOLD = Path(__file__).parent / "gold" / "quotes_seeds.jsonl"
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
SPOKEN = frozenset({"direct", "mixed"})


@dataclass(frozen=True, slots=True)
class Label:
    """A quotation as labelled: its content, kind and the speaker's name."""

    content: tuple[int, int]
    kind: str
    speaker: str | None


@dataclass(slots=True)
class Tally:
    """Counts over passages."""

    gold: int = 0
    found: int = 0
    half: int = 0
    exact: int = 0
    named: int = 0
    named_right: int = 0
    spoken: int = 0
    spoken_half: int = 0
    spoken_exact: int = 0
    spoken_found: int = 0
    spoken_right: int = 0


def read_gold(split: str) -> Iterator[tuple[str, str, list[Label]]]:
    """Passages of a split: id, text and labels; "seeds" reads the texts beside the repository."""
    path = SEED_GOLD if split == "seeds" else GOLD
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if split not in {"seeds", "all", record.get("split")}:
            continue
        text = record["text"] if "text" in record else (SEEDS / record["file"]).read_text(encoding="utf-8")
        labels = [Label(tuple(quote["content"]), quote["kind"], quote["speaker"]) for quote in record["quotes"]]
        yield record["id"], text, labels


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union of two spans."""
    inner = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, inner) / (max(one[1], other[1]) - min(one[0], other[0]))


def same_name(gold: str | None, name: str | None) -> bool:
    """Whether two names mean the same: case and "the" aside, a bare surname of the gold in full."""
    if gold is None or name is None:
        return gold == name
    left, right = (text.lower().removeprefix("the ").strip(".,") for text in (gold, name))
    return left == right or (" " not in left and right.split()[-1] == left)


def score(labels: Sequence[Label], found: Sequence[Quotation], tally: Tally) -> list[str]:
    """Add one passage to the counts; the misses and the false ones come back as lines."""
    notes = []
    free = list(found)
    tally.gold += len(labels)
    tally.found += len(found)
    tally.spoken_found += sum(quotation.kind in SPOKEN for quotation in found)
    for label in labels:
        best = max(free, key=lambda quotation: overlap(label.content, quotation.content), default=None)
        close = best is not None and overlap(label.content, best.content) >= 0.5
        spoken = label.kind in SPOKEN
        tally.spoken += spoken
        if best is None or not close:
            notes.append(f"MISSED {label}")
            continue
        free.remove(best)
        notes += _count(label, best, tally)
    return notes + [f"EXTRA {quotation.content} {quotation.kind} {quotation.rule}" for quotation in free]


def _count(label: Label, best: Quotation, tally: Tally) -> list[str]:
    spoken = label.kind in SPOKEN
    exact = label.content == best.content
    right = same_name(label.speaker, best.speaker.name if best.speaker else None)
    tally.half += 1
    tally.exact += exact
    tally.named += 1
    tally.named_right += right
    tally.spoken_half += spoken
    tally.spoken_exact += spoken and exact
    tally.spoken_right += spoken and right
    notes = [] if exact else [f"INEXACT {label} {best.content}"]
    return notes if right else [*notes, f"SPEAKER {label} {best.speaker} {best.rule}"]


def f1(hits: int, gold: int, found: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * hits / (gold + found) if gold + found else 1.0


def measure(split: str) -> tuple[Tally, list[str]]:
    """Counts of a split and the notes on each of its passages."""
    nlp = load_nlp()
    tally, notes = Tally(), []
    for name, text, labels in read_gold(split):
        document = read_document(nlp, Article(id=name, path=name, span=(0, len(text)), text=text))
        lines = score(labels, extract_quotations(document, extract_entities(document)), tally)
        notes += [f"{name} {line} {_shown(text, line)}" for line in lines]
    return tally, notes


def _shown(text: str, line: str) -> str:
    digits = "".join(
        char if char.isdigit() else " " for char in line.split("(", 2 if line.startswith("EXTRA") else 3)[-1]
    )
    spans = [int(part) for part in digits.split()[-2:]] if line.startswith(("EXTRA", "INEXACT")) else []
    if line.startswith(("MISSED", "SPEAKER")):
        inner = line.split("content=(")[1].split(")", maxsplit=1)[0]
        spans = [int(part) for part in inner.split(",")]
    return repr(text[spans[0] : spans[1]]) if len(spans) == 2 else ""


def report(tally: Tally) -> str:
    """The figures as lines."""
    return "\n".join(
        (
            (
                f"direct+mixed  labelled {tally.spoken}  found {tally.spoken_half / max(1, tally.spoken):.3f}"
                f"  exact {tally.spoken_exact / max(1, tally.spoken):.3f}"
                f"  precision {tally.spoken_half / max(1, tally.spoken_found):.3f}"
                f"  speaker of found {tally.spoken_right / max(1, tally.spoken_half):.3f}"
                f"  found with speaker {tally.spoken_right / max(1, tally.spoken):.3f}"
            ),
            (
                f"attributions  labelled {tally.gold}  P {tally.half / max(1, tally.found):.3f}"
                f"  R {tally.half / max(1, tally.gold):.3f}  F1 {f1(tally.half, tally.gold, tally.found):.3f}"
                f"  exact F1 {f1(tally.exact, tally.gold, tally.found):.3f}"
                f"  speaker of found {tally.named_right / max(1, tally.named):.3f}"
            ),
        )
    )


def main(arguments: Sequence[str]) -> None:
    """Print the figures, and with -v every miss."""
    split = next((argument for argument in arguments if not argument.startswith("-")), "dev")
    tally, notes = measure(split)
    print("\n".join([*notes, report(tally)] if "-v" in arguments else [report(tally)]))


if __name__ == "__main__":
    main(sys.argv[1:])
