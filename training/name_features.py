"""Sentences as numbers for the teacher of names: word vectors, affixes, lists, and what another pipeline reads in them.

Sentences are at most LONGEST words long, and end where a sentence may.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from briefgen.language.entities import EntityPass
from briefgen.language.name_grammar import given_names
from training.batches import Sentence
from training.numbers import AFFIXES, number
from training.vectors import ALIASES

LENGTHS = (12, 20, 32, 48, 80)
LONGEST = LENGTHS[-1]
LEAST, LONGEST_NAME = 27, 20
"""Words of a piece that may end at a full stop, and of a name that no piece's end cuts."""
ENDS = frozenset({".", "?", "!"})
LISTED = ("", "given name", "GPE", "LOC", "ORG", "NORP")


@dataclass(frozen=True)
class Scheme:
    """What numbers stand for."""

    glove: np.ndarray
    rows: dict[str, int]
    words: dict[str, int]
    tags: list[str]
    read_tags: dict[str, int]
    read_names: dict[str, int]

    def sizes(self) -> dict[str, int]:
        """How many values each embedded feature has."""
        read = {"tag": len(self.read_tags) + 1, "named": len(self.read_names) + 1}
        return (
            {"word": len(self.words) + 1}
            | {name: size + 1 for name, size in AFFIXES.items()}
            | {"listed": 2 * len(LISTED)}
            | read
        )


def make_scheme(words: list[str], glove: np.ndarray, gold: Iterable[Doc], reader: Language) -> Scheme:
    """The numbers for gold tags, and for what `reader` says."""
    docs = list(gold)
    counts = Counter(token.lower_ for doc in docs for token in doc)
    tagger: Any = reader.get_pipe("tagger")
    namer: Any = reader.get_pipe("ner")
    return Scheme(
        np.vstack([np.zeros((1, glove.shape[1]), "float32"), glove / glove.std()]),
        {word: row for row, word in enumerate(words, 1)},
        {word: row for row, word in enumerate((word for word, count in counts.items() if count > 2), 1)},
        sorted({token.tag_ for doc in docs for token in doc}),
        {tag: row for row, tag in enumerate(tagger.labels, 1)},
        {f"{iob}-{label}": row for row, (iob, label) in enumerate(((i, x) for x in namer.labels for i in "BI"), 1)},
    )


def cut(docs: Iterable[Doc]) -> Iterator[Doc]:
    """Tagged Docs in pieces that end where a sentence may, of at most LONGEST words."""
    for doc in docs:
        start = 0
        for token in doc:
            size = token.i + 1 - start
            ended = size >= LEAST if token.text in ENDS else size > LONGEST - LONGEST_NAME
            if size == LONGEST or (ended and token.tag_[:1] not in {"B", "I"}):
                yield doc[start : token.i + 1].as_doc()
                start = token.i + 1
        if start < len(doc):
            yield doc[start:].as_doc()


def read_pieces(docs: Iterable[Doc], reader: Language, scheme: Scheme) -> Iterator[Sentence]:
    """Sentences with their features and tags; a word without a tag has -1."""
    matcher = EntityPass(reader).matcher
    tags = {tag: row for row, tag in enumerate(scheme.tags)}
    namer: Any = reader.get_pipe("ner")
    inner = namer.model.get_ref("tok2vec").layers[0]
    pairs = ((Doc(reader.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc]), doc) for doc in docs)
    for other, doc in reader.pipe(pairs, as_tuples=True, batch_size=128):
        piece = word_features(doc, scheme) | reading(other, matcher, scheme)
        piece["read"] = inner.predict([other])[0].astype("float16")
        piece["gold"] = np.array([tags.get(token.tag_, -1) for token in doc], "int32")
        yield piece


def word_features(doc: Doc, scheme: Scheme) -> Sentence:
    """What the words themselves tell."""
    lower = [ALIASES.get(token.text, token.lower_) for token in doc]
    columns = {
        "row": [scheme.rows.get(word, 0) for word in lower],
        "word": [scheme.words.get(word, 0) for word in lower],
        "prefix": [number(word[:3], AFFIXES["prefix"]) for word in lower],
        "suffix": [number(word[-3:], AFFIXES["suffix"]) for word in lower],
        "shape": [number(token.shape_, AFFIXES["shape"]) for token in doc],
    }
    return {name: np.array(values, "int32") for name, values in columns.items()}


def reading(doc: Doc, matcher: PhraseMatcher, scheme: Scheme) -> Sentence:
    """What the other pipeline and our lists tell."""
    listed = [int(token.text in given_names()) for token in doc]
    for span in filter_spans(matcher(doc, as_spans=True)):
        kind = LISTED.index(span.label_)
        listed[span.start : span.end] = [kind + len(LISTED) * (i > 0) for i in range(len(span))]
    columns = {
        "listed": listed,
        "tag": [scheme.read_tags.get(token.tag_, 0) for token in doc],
        "named": [scheme.read_names.get(f"{token.ent_iob_}-{token.ent_type_}", 0) for token in doc],
    }
    return {name: np.array(values, "int32") for name, values in columns.items()}
