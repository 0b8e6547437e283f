"""A match of a rule in a document, with the questions that the checks of date_checks.py ask of the words beside it."""

import re
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span

WINDOW: Final = 40
_LAST_WORD = re.compile(r"([\w$€£%'’.]+)[\s\"“”'‘’(]*\Z")
_TWO_WORDS = re.compile(r"(\w+)\s+\w+\s*\Z")
_NEXT_WORD = re.compile(r"\s?([\w%$]+)")
_CLOSED = re.compile(r"\s*(?:[.,;:!?)\]\"”’—–]|'|-\s|\Z|\n)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match of a rule in a document, with the questions that checks ask."""

    doc: Doc
    text: str
    match: re.Match[str]

    @property
    def before(self) -> str:
        """The word before the match in lower case, or ''."""
        found = _LAST_WORD.search(self.text, max(0, self.match.start() - WINDOW), self.match.start())
        return found[1].lower().strip("'’\"“”") if found else ""

    @property
    def before_is_capital(self) -> bool:
        """Whether the word before the match has a capital, as in a title."""
        found = _LAST_WORD.search(self.text, max(0, self.match.start() - WINDOW), self.match.start())
        return found is not None and self.text[found.start()].isupper()

    @property
    def second_before(self) -> str:
        """The word but one before the match in lower case, or ''."""
        found = _TWO_WORDS.search(self.text, max(0, self.match.start() - WINDOW), self.match.start())
        return found[1].lower() if found else ""

    @property
    def after(self) -> str:
        """The word after the match as written, or '' where punctuation or the end stands there."""
        found = _NEXT_WORD.match(self.text, self.match.end())
        return found[1] if found else ""

    @property
    def closed(self) -> bool:
        """Whether punctuation, a line's end or the text's end follows."""
        return bool(_CLOSED.match(self.text, self.match.end()))

    @property
    def starts(self) -> bool:
        """Whether the match opens a sentence or a line."""
        left = self.text[max(0, self.match.start() - 3) : self.match.start()].rstrip(" \"“'‘(")
        return not left or left[-1] in ".!?:\n"

    def group(self, name: str) -> str:
        """A group as written, or ''."""
        return (self.match.groupdict().get(name) or "") if name in self.match.re.groupindex else ""

    def span(self, name: str = "") -> Span:
        """The tokens of the match or of one of its groups."""
        start, end = self.match.span(name) if name else self.match.span()
        return self.doc.char_span(start, end, alignment_mode="expand") or self.doc[0:0]
