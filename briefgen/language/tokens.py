"""A tokeniser that hostile text cannot slow down.

spaCy cuts punctuation off a word one character at a time, which takes quadratic time in the length of one run without spaces
(8,000 quotation marks: 31 s). Here a longer run than RUN characters is cut before it is tokenised; nothing is lost or added,
so that offsets stay exact.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from spacy.tokens import Doc
from spacy.vocab import Vocab

RUN = 160
_LETTER = r"[^\W\d_]"
_LOST_SPACE = (
    rf"(?<=\w)[.,!?;:…]+(?=[\"“”]{_LETTER})"
    rf"|(?<=[.,!?;:…])[\"“”](?={_LETTER})"
    rf"|(?<=\w)[\"”](?=[,;:]{_LETTER})"
    rf"|(?<=[\"”])[,;:](?={_LETTER})"
    rf"|(?<={_LETTER})“(?={_LETTER})"
    r"|(?<=[\d%)\]])[.!?](?=[A-Z][a-z])|(?<=[a-z])[!?](?=[A-Z][a-z])"
)
"""Quotation marks, and stops, where the space between two words was lost: `the ship,"said Hale`, `in 2025.The talks`."""
_LONG_RUN = re.compile(rf"\S{{{RUN}}}")
_PIECE = re.compile(rf"\S{{1,{RUN}}}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def cut_at_quotes(tokenizer: Any) -> None:
    """Make a tokeniser of spaCy's cut words at quotation marks and stops between them whose space was lost; leave others alone."""
    if not hasattr(tokenizer, "infix_finditer"):
        return
    infixes = getattr(tokenizer.infix_finditer, "__self__", None)
    written = f"{infixes.pattern}|{_LOST_SPACE}" if isinstance(infixes, re.Pattern) else _LOST_SPACE
    tokenizer.infix_finditer = re.compile(written).finditer


class GuardedTokenizer:
    """A spaCy tokeniser whose time is linear in the text."""

    def __init__(self, inner: Callable[[str], Doc], vocab: Vocab) -> None:
        self.inner = inner
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The Doc of a text; a lone surrogate, which no encoding holds, becomes U+FFFD in it."""
        text = _LONE_SURROGATE.sub("\ufffd", text)
        if not _LONG_RUN.search(text):
            return self.inner(text)
        pieces = [self.inner(piece) for piece in _pieces(text)]
        words = [token.text for piece in pieces for token in piece]
        spaces = [bool(token.whitespace_) for piece in pieces for token in piece]
        return Doc(self.vocab, words=words, spaces=spaces)

    def __getattr__(self, name: str) -> object:
        return getattr(self.inner, name)


def _pieces(text: str) -> Iterator[str]:
    """The text in order, cut inside runs that are too long and nowhere else."""
    start = 0
    for run in re.finditer(r"\S+", text):
        if run.end() - run.start() < RUN:
            continue
        if run.start() > start:
            yield text[start : run.start()]
        yield from (piece.group() for piece in _PIECE.finditer(text, run.start(), run.end()))
        start = run.end()
    if start < len(text):
        yield text[start:]
