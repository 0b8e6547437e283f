"""Tokens a second of processor time, one thread: `python -m tests.measure_speed`.

Read are items of the corpora, twelve to a document, by the language pipeline alone and with all extractors: first as a process that
has just started reads them, then again with everything looked up. Other work on the machine makes every figure smaller.
"""

import gzip
import json
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from time import process_time

from briefgen.extract.extractors import read_findings
from briefgen.extract.statements import read_statements
from briefgen.language.document import Document, read_documents
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article, Time
from briefgen.profile import load_profile

ITEMS = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "wcep_topics.jsonl.gz"
DOCUMENTS, TOGETHER = 60, 12
STEP = 61
"""One item in so many is read, from all the years of the corpus."""


def articles() -> list[Article]:
    """The documents, each a dozen items in paragraphs of their own."""
    with gzip.open(ITEMS, "rt", encoding="utf-8") as lines:
        items = [json.loads(line)["text"] for line in islice(lines, 0, DOCUMENTS * TOGETHER * STEP, STEP)]
    texts = ["\n\n".join(items[at : at + TOGETHER]) for at in range(0, len(items), TOGETHER)]
    return [
        Article(id=str(number), path="items", span=(0, len(text)), text=text, published=Time())
        for number, text in enumerate(texts)
    ]


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    started = process_time()
    work()
    return process_time() - started


def measure() -> dict[str, int]:
    """Tokens a second: the pipeline new and warm, then with the extractors new and warm."""
    nlp, profile, read = load_nlp(), load_profile("russia-ukraine"), articles()
    documents: list[Document] = []

    def extract() -> None:
        for document in documents:
            tuple(read_statements(read_findings(document, profile)))

    seconds = {"nlp new": timed(lambda: documents.extend(read_documents(nlp, read)))}
    tokens = sum(len(document.doc) for document in documents)
    seconds["nlp warm"] = timed(lambda: list(read_documents(nlp, read)))
    seconds["all new"] = seconds["nlp new"] + timed(extract)
    documents[:] = read_documents(nlp, read)
    seconds["all warm"] = seconds["nlp warm"] + timed(extract)
    return {name: round(tokens / spent) for name, spent in seconds.items()} | {"tokens": tokens}


if __name__ == "__main__":
    print(measure() if ITEMS.exists() else f"no items to read: {ITEMS.name} is not there")
