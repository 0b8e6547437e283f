"""Figures of the language layer: `python -m tests.measure_language`.

PERSON precision and recall on the real seeds are measured here (gold by file and offset, tests/gold/language_persons.jsonl);
everything else is in `python -m training score`.
"""

import json
from pathlib import Path

from briefgen.language.document import Document, read_document
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article, Time

GOLD = Path(__file__).parent / "gold" / "language_persons.jsonl"
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


def people(document: Document) -> set[tuple[int, int]]:
    """Spans of the people found; the `s` of a lost apostrophe is not held against the tokeniser."""
    return {(span.start_char, span.end_char) for span in document.doc.ents if span.label_ == "PERSON"}


def gold_people() -> dict[str, set[tuple[int, int]]]:
    gold: dict[str, set[tuple[int, int]]] = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        mention = json.loads(line)
        gold.setdefault(mention["file"], set()).add((mention["start"], mention["end"]))
    return gold


def measure(*, show: bool = False) -> dict[str, float]:
    """Precision and recall of PERSON on the seeds."""
    nlp = load_nlp()
    right = found_all = gold_all = 0
    for name, wanted in gold_people().items():
        text = (SEEDS / name).read_text(encoding="utf-8")
        document = read_document(nlp, Article(id=name, path=name, span=(0, len(text)), text=text, published=Time()))
        found = {(a, b - 1) if (a, b - 1) in wanted and text[b - 1] == "s" else (a, b) for a, b in people(document)}
        right, found_all, gold_all = right + len(found & wanted), found_all + len(found), gold_all + len(wanted)
        for start, end in sorted(found ^ wanted) if show else ():
            print("extra" if (start, end) in found else "missed", name, start, repr(text[start - 20 : end + 20]))
    return {"precision": round(right / found_all, 3), "recall": round(right / gold_all, 3), "mentions": gold_all}


if __name__ == "__main__":
    print(measure(show=True))
