"""What the words of a Doc say, read all at once: asked word by word, spaCy makes a token object each time and looks its strings up.

Rules that try every word of a text look here first, and make a token only of the few words that they go on to ask about.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress

from spacy.attrs import IDX, LEMMA, LOWER, ORTH, POS, SENT_START, TAG
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

_KEPT = "briefgen_words"
"""Under this name a Doc keeps its words, for as long as it lives itself."""


@dataclass(frozen=True, slots=True)
class Words:
    """The columns of a Doc that the pipeline is done with, each in step with its tokens."""

    text: str
    forms: tuple[str, ...]
    lower: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    lemmas: tuple[str, ...]
    starts: tuple[int, ...]
    """Where each word begins in the text."""
    opening: tuple[bool, ...]
    """Whether each word begins a sentence."""

    def between(self, start: int, end: int) -> str:
        """The text of the words from one to before another, which are one at least."""
        return self.text[self.starts[start] : self.starts[end - 1] + len(self.forms[end - 1])]


def words_of(doc: Doc) -> Words:
    """The words of a Doc as they are when first asked for: for extractors, not for what still writes into the Doc."""
    words: Words | None = doc.user_data.get(_KEPT)
    if words is None:
        forms, lower, tags, pos, lemmas = (_column(doc, attribute) for attribute in (ORTH, LOWER, TAG, POS, LEMMA))
        starts = tuple(doc.to_array([IDX]).tolist())
        opening = tuple(mark == 1 for mark in doc.to_array([SENT_START]).tolist())
        text = _joined(doc, forms)
        words = doc.user_data[_KEPT] = Words(text, forms, lower, tags, pos, lemmas, starts, opening)
    return words


def _column(doc: Doc, attribute: int) -> tuple[str, ...]:
    keys = doc.to_array([attribute]).tolist()
    strings = doc.vocab.strings
    return tuple(map({key: strings[key] for key in set(keys)}.__getitem__, keys))


def _joined(doc: Doc, forms: tuple[str, ...]) -> str:
    spaced = doc.to_array(["SPACY"]).tolist()
    return "".join([form + " " if space else form for form, space in zip(forms, spaced, strict=True)])


def read_text(doc: Doc) -> str:
    """What `doc.text` says, at any time."""
    return _joined(doc, _column(doc, ORTH))


def text_of(span: Span) -> str:
    """What `span.text` says."""
    return words_of(span.doc).text[span.start_char : span.end_char]


def tokens_among(span: Span, lower: Container[str]) -> Iterator[Token]:
    """The tokens of a span whose text in lower case is one of the words."""
    doc, start = span.doc, span.start
    chosen = map(lower.__contains__, words_of(doc).lower[start : span.end])
    return map(doc.__getitem__, compress(range(start, span.end), chosen))


@lru_cache(maxsize=64)
def _keys(words: frozenset[str]) -> frozenset[int]:
    return frozenset(map(get_string_id, words))


def places_of(doc: Doc, words: frozenset[str], attribute: str = "ORTH") -> Iterator[int]:
    """The places of the tokens whose text, or with `LOWER` whose text in lower case, is one of the words."""
    keys = _keys(words)
    return (place for place, key in enumerate(doc.to_array([attribute]).tolist()) if key in keys)
