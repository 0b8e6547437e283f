"""The parser on those sentences alone in which an extractor asks for syntax.

Parsing costs more than half of what reading an article takes, and headings, captions and plain narration hold nothing that an
extractor would read off a tree. The parser gets each picked sentence as a Doc of its own, with the vectors that the shared
network has made for its words, all sentences of a batch together. A sentence that was left out has its first
token for root, and the others have the label '' and are heads of themselves; `language.syntax.is_parsed` tells.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import DependencyParser
from spacy.tokens import Doc, Span, Token

from briefgen.data import load_lexicon

COMPONENT = "asked_parser"
TOGETHER = 64
_QUOTES = frozenset("\"“”„«»‘’'")
_TAGS = frozenset({"MD", "PRP", "CD", "WP"})
_HEADED: list[str | int] = ["HEAD", "DEP"]


@cache
def _lemmas() -> frozenset[str]:
    return frozenset(load_lexicon("syntax")["asks"]["lemmas"])


def asks_for_syntax(sentence: Span) -> bool:
    """Whether some extractor will read the tree of this sentence."""
    return len(sentence) > 1 and any(map(_asks, sentence))


def _asks(token: Token) -> bool:
    return (
        token.tag_ in _TAGS
        or token.text in _QUOTES
        or token.lemma_.lower() in _lemmas()
        or any(character.isdigit() for character in token.text)
    )


class AskedParser:
    """A parser behind a sentence splitter: only sentences that pass `asks_for_syntax` are parsed."""

    def __init__(self, parser: DependencyParser) -> None:
        self.parser = parser

    def __call__(self, doc: Doc) -> Doc:
        """Parse the picked sentences of one Doc."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 16) -> Iterator[Doc]:
        """Parse the picked sentences of a stream of Docs, the sentences of `batch_size` Docs together."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            picked = [[sentence for sentence in doc.sents if asks_for_syntax(sentence)] for doc in docs]
            pieces = [_piece(sentence) for sentences in picked for sentence in sentences]
            self._parse(sorted(pieces, key=len))
            trees = iter(pieces)
            for doc, sentences in zip(docs, picked, strict=True):
                _attach(doc, [(sentence.start, next(trees)) for sentence in sentences])
                yield doc

    def _parse(self, pieces: list[Doc]) -> None:
        """Parse pieces in place; those of like length together take half the time."""
        for start in range(0, len(pieces), TOGETHER):
            some = pieces[start : start + TOGETHER]
            self.parser.set_annotations(some, self.parser.predict(some))


def _piece(sentence: Span) -> Doc:
    """A sentence as a Doc of its own, with its rows of the shared network."""
    doc = sentence.doc
    piece = Doc(
        doc.vocab, words=[token.text for token in sentence], spaces=[bool(token.whitespace_) for token in sentence]
    )
    starts: Any = np.full(len(piece), 2**64 - 1, dtype="uint64")
    starts[0] = 1
    piece.from_array(["SENT_START"], starts)
    piece.tensor = doc.tensor[sentence.start : sentence.end]
    return piece


def _attach(doc: Doc, trees: list[tuple[int, Doc]]) -> None:
    """Write heads and labels of the trees into the Doc; in other sentences the first token is the root."""
    values: Any = np.zeros((len(doc), 2), dtype="uint64")
    for sentence in doc.sents:
        values[sentence.start : sentence.end, 0] = -np.arange(len(sentence), dtype="int64")
        values[sentence.start, 1] = doc.vocab.strings.add("ROOT")
    for start, tree in trees:
        values[start : start + len(tree)] = tree.to_array(_HEADED)
    doc.from_array(_HEADED, values)


@Language.factory(COMPONENT)
def create_asked_parser(nlp: Language, name: str) -> AskedParser:
    """The factory that `nlp.add_pipe` looks up; `name` is required by spaCy."""
    del name
    return AskedParser(nlp.get_pipe("parser"))
