"""What the name finder is trained on: gold names, names replaced, and news sentences where several models agree.

Names are learnt as a tag for each word (BILUO: begin, inside, last, unit, out), so that spaCy's tagger trains them; a word on
which the models differ has no tag, and teaches nothing.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.training import offsets_to_biluo_tags

from training.corpus import VOCAB, read_docs, write_docs

TO_GOLD = {"GPE": "LOC", "FAC": "LOC"}
LABELS = frozenset({"PERSON", "ORG", "LOC"})
PLAIN_SHARE = 0.3
"""Share kept of the silver sentences that name places alone, or nothing; they are many and teach little."""
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


def silver(votes: Iterable[tuple[Doc, ...]]) -> Iterator[Doc]:
    """Sentences as several models read them: what the first and another name alike is a name, what else is named is unsure.

    The first was trained elsewhere; the others are akin, and share their mistakes ("Three" for a person).
    """
    chance = random.Random(3)
    for docs in votes:
        read = [spans_of(doc) for doc in docs]
        counts = Counter(span for spans in read for span in spans)
        sure = {span for span in read[0] if counts[span] > 1}
        covered = {index for start, end, _ in sure for index in range(start, end)}
        named = {index for start, end, _ in counts for index in range(start, end)}
        if any(label != "LOC" for *_, label in sure) or chance.random() < PLAIN_SHARE:
            yield tagged(docs[0], sure, frozenset(named - covered))


def write_names(corpora: Path, votes: list[Path], out: Path) -> Path:
    """The training set: gold names twice, once more with names replaced, and the silver sentences."""
    read = zip(*(DocBin().from_disk(path).get_docs(VOCAB) for path in votes), strict=True)
    docs = [*gold(corpora / "ner_train.spacy"), *gold(corpora / "ner_train_aug.spacy"), *silver(read)]
    random.Random(5).shuffle(docs)
    return write_docs(docs, out)


def write_names_development(corpora: Path, out: Path) -> Path:
    """The development set."""
    return write_docs(gold(corpora / "ner_dev.spacy"), out)
