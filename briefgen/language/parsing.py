"""The parser on those sentences alone in which an extractor asks for syntax.

Parsing costs more than anything else in reading an article, and headings, captions and plain narration hold nothing that an
extractor would read off a tree. All picked sentences of some Docs are parsed together, on the vectors that the network has
made for their words. A sentence that was left out has its first token for root, and the others have
the label '' and are heads of themselves; `language.syntax.is_parsed` tells.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from briefgen.data import load_lexicon
from briefgen.language.trees import ROOT, TreeParser, read_parser

COMPONENT = "asked_parser"
_QUOTES = frozenset("\"“”„«»‘’'")
_TAGS = frozenset({"MD", "PRP", "CD", "WP"})
_HEADED: list[str | int] = ["HEAD", "DEP"]
_KINDS: list[str | int] = ["TAG", "ORTH", "LEMMA"]


@cache
def _lemmas() -> frozenset[str]:
    return frozenset(load_lexicon("syntax")["asks"]["lemmas"])


def _asks(tag: str, text: str, lemma: str) -> bool:
    """Whether a word makes some extractor read the tree of its sentence."""
    return tag in _TAGS or text in _QUOTES or lemma.lower() in _lemmas() or any(map(str.isdigit, text))


class AskedParser:
    """The component, behind a sentence splitter: only sentences that hold a word which asks for syntax are parsed."""

    parser: TreeParser

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.everywhere = False
        self.known: dict[tuple[int, ...], bool] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Parse the picked sentences of a Doc."""
        self.parse([doc])
        return doc

    def parse(self, docs: Sequence[Doc]) -> None:
        """Parse the picked sentences of Docs, each as it would be by itself."""
        sentences = [[(sentence.start, sentence.end) for sentence in doc.sents] for doc in docs]
        picked = [list(self._picked(doc, pairs)) for doc, pairs in zip(docs, sentences, strict=True)]
        trees = self.parser.parse([(doc.tensor, pairs) for doc, pairs in zip(docs, picked, strict=True)])
        for doc, (heads, labels), every, some in zip(docs, trees, sentences, picked, strict=True):
            _attach(doc, set(every).difference(some), heads, self.labels[labels])

    def from_disk(self, path: Path, *, exclude: tuple[str, ...] = ()) -> "AskedParser":
        """Read the weights; `exclude` is required by spaCy."""
        del exclude
        self.parser = read_parser(Path(path))
        strings = self.vocab.strings
        self.labels = np.array([*map(strings.add, self.parser.labels), strings.add(ROOT)], dtype="uint64")
        return self

    def _picked(self, doc: Doc, sentences: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        asks = self._asking(doc)
        return (pair for pair in sentences if pair[1] - pair[0] > 1 and (self.everywhere or asks[slice(*pair)].any()))

    def _asking(self, doc: Doc) -> Any:
        """For each word whether it asks; what a word says is kept for the next time."""
        rows = [tuple(row) for row in doc.to_array(_KINDS).tolist()]
        for row in set(rows).difference(self.known):
            self.known[row] = _asks(*(str(doc.vocab.strings[key]) for key in row))
        return np.fromiter(map(self.known.__getitem__, rows), dtype=bool, count=len(rows))


def asks_for_syntax(sentence: Span) -> bool:
    """Whether some extractor will read the tree of this sentence."""
    return len(sentence) > 1 and any(_asks(token.tag_, token.text, token.lemma_) for token in sentence)


def _attach(doc: Doc, left: Iterable[tuple[int, int]], heads: Any, labels: Any) -> None:
    """Write heads and labels into the Doc; in a sentence that was left out the first token is the root of all."""
    places, root = np.arange(len(doc)), doc.vocab.strings.add(ROOT)
    values: Any = np.zeros((len(doc), 2), dtype="uint64")
    values[:, 1] = labels
    for start, end in left:
        heads[start:end] = start
        values[start + 1 : end, 1] = 0
        values[start, 1] = root
    values[:, 0] = (heads - places).astype("int64")
    doc.from_array(_HEADED, values)


@Language.factory(COMPONENT)
def create_asked_parser(nlp: Language, name: str) -> AskedParser:
    """The factory that spaCy looks up; `name` is required by it."""
    del name
    return AskedParser(nlp.vocab)
