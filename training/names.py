"""What the name finder is trained on: gold names, names replaced, and news sentences where several models agree.

Names are learnt as a tag for each word (BILUO: begin, inside, last, unit, out), so that spaCy's tagger trains them; a word on
which the models differ has no tag, and teaches nothing.
"""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from spacy.tokens import Doc
from spacy.training import offsets_to_biluo_tags

from briefgen.language.names import NameFinder
from briefgen.language.network import Networks
from training.corpus import VOCAB, read_docs, write_docs

TO_GOLD = {"GPE": "LOC", "FAC": "LOC"}
LABELS = frozenset({"PERSON", "ORG", "LOC"})
PLAIN_SHARE = 0.3
"""Share kept of the silver sentences that name places alone, or nothing; they are many and teach little."""
SURE = 0.7
"""How likely a tag must be to be taught."""
LEAST = 1e-9
Spans = set[tuple[int, int, str]]


def spans_of(doc: Doc) -> Spans:
    """The names of a Doc in the gold scheme."""
    named = ((span.start, span.end, TO_GOLD.get(span.label_, span.label_)) for span in doc.ents)
    return {span for span in named if span[2] in LABELS}


def tagged(doc: Doc, spans: Spans, unsure: frozenset[int] = frozenset()) -> Doc:
    """The words of a Doc with the tags of its names, none where unsure."""
    copy = Doc(VOCAB, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
    offsets = [(copy[start].idx, copy[end - 1].idx + len(copy[end - 1]), label) for start, end, label in spans]
    for token, tag in zip(copy, offsets_to_biluo_tags(copy, offsets), strict=True):
        token.tag_ = "" if token.i in unsure else tag
    return copy


def gold(path: Path) -> Iterator[Doc]:
    """The Docs of a gold file as tags."""
    return (tagged(doc, spans_of(doc)) for doc in read_docs(path))


def silver(read: Iterable[tuple[Doc, np.ndarray]], scheme: list[str]) -> Iterator[Doc]:
    """Sentences with the likeliest tags of the `scheme` that make sense; a name with an unsure word in it is unsure as a whole."""
    chance, finder = random.Random(3), NameFinder(Networks(VOCAB))
    finder.set_tags(scheme)
    for doc, chances in read:
        row = finder.best(np.log(chances + LEAST))
        tags = [scheme[tag] for tag in row]
        doubted = {place for place, tag in enumerate(row) if chances[place, tag] < SURE}
        named = list(found(tags))
        unsure = doubted | {i for start, end, _ in named if doubted & {*range(start, end)} for i in range(start, end)}
        telling = any(label != "LOC" and start not in unsure for start, _, label in named)
        if telling or chance.random() < PLAIN_SHARE:
            yield tagged(doc, set(named), frozenset(unsure))


def found(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """The names that tags tell."""
    start = 0
    for place, tag in enumerate(tags):
        kind, _, label = tag.partition("-")
        start = place if kind in "BU" else start
        if kind in "LU":
            yield start, place + 1, label


def write_names(corpora: Path, taught: Iterable[Doc], out: Path) -> Path:
    """The training set: gold names twice, once more with names replaced, and the sentences that were `taught`."""
    docs = [*gold(corpora / "ner_train.spacy"), *gold(corpora / "ner_train_aug.spacy"), *taught]
    random.Random(5).shuffle(docs)
    return write_docs(docs, out)


def write_names_development(corpora: Path, out: Path) -> Path:
    """The development set."""
    return write_docs(gold(corpora / "ner_dev.spacy"), out)
