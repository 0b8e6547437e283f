"""What the first network is trained on: treebank documents in short pieces, names, names replaced.

A piece is one or more sentences of at most PIECE tokens together. The parser is run behind a sentence splitter, so nothing is
lost by short pieces, and its oracle, whose cost grows with the square of the length, is twenty times as fast.
"""

import gzip
import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

PIECE = 48
VOCAB: Vocab = spacy.blank("en").vocab
DEV_DOCS = 110
"""Documents of EWT in the development part, beside all of GUM's; enough to choose a step by, and quick."""


def read_docs(path: Path) -> list[Doc]:
    """The Docs of a DocBin."""
    return list(DocBin().from_disk(path).get_docs(VOCAB))


def write_docs(docs: Iterable[Doc], out: Path) -> Path:
    """Docs as a DocBin."""
    DocBin(docs=docs).to_disk(out)
    return out


def shuffled(docs: list[Doc]) -> list[Doc]:
    """The same Docs in an order of chance, always the same."""
    random.Random(5).shuffle(docs)
    return docs


def pieces(docs: Iterable[Doc]) -> Iterator[Doc]:
    """Documents cut between sentences."""
    for doc in docs:
        start = end = 0
        for sentence in doc.sents:
            if end > start and sentence.end - start > PIECE:
                yield doc[start:end].as_doc()
                start = end
            end = sentence.end
        yield doc[start:].as_doc()


def read_sentences(source: Path) -> Iterator[str]:
    """The texts of the news (wcep_topics.jsonl.gz)."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield " ".join(json.loads(line)["text"].split())


def write_training(corpora: Path, out: Path) -> Path:
    """The training set: syntax, the gold names twice and once more with names replaced."""
    syntax = list(pieces(read_docs(corpora / "syn_train.spacy")))
    names = [doc for doc in read_docs(corpora / "ner_train.spacy") if not doc.has_annotation("DEP")]
    replaced = [doc for doc in read_docs(corpora / "ner_train_aug.spacy") if not doc.has_annotation("SENT_START")]
    return write_docs(shuffled(syntax + names + names + replaced), out)


def write_development(corpora: Path, out: Path) -> Path:
    """The development set: all of GUM's part, which has names, and some of EWT's."""
    docs = read_docs(corpora / "syn_dev.spacy")
    named = [doc for doc in docs if doc.has_annotation("ENT_IOB")]
    other = [doc for doc in docs if not doc.has_annotation("ENT_IOB")]
    random.Random(5).shuffle(other)
    return write_docs(pieces(named + other[:DEV_DOCS]), out)
