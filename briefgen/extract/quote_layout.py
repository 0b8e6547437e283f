"""A Document cut for the reading of speech: which tokens stand in quotation marks, and units of one assertion each.

A unit is a sentence as a reader of quotations sees it: `"Will you pay?" he asked.` is one, `"We won." He left.`
is two, and a paragraph always ends one. The parser's sentences are kept outside quotation marks and ignored
inside them, where it is often wrong.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from briefgen.extract.quote_marks import Quoted, find_quoted
from briefgen.extract.report_cues import SAYING, form_lemmas
from briefgen.language.words import Words, words_of

TERMINATORS = frozenset({".", "?", "!", "…", "...", "?!", "!!", ".."})
CLOSING = frozenset({'"', "”", "’", "'", ")", "]", "''", "»"})
JOIN_REACH = 25
ABBREVIATIONS = frozenset(
    [
        "sen.",
        "rep.",
        "gov.",
        "gen.",
        "brig.",
        "col.",
        "lt.",
        "maj.",
        "sgt.",
        "capt.",
        "adm.",
        "cmdr.",
        "dr.",
        "prof.",
        "rev.",
        "st.",
        "no.",
        "jr.",
        "sr.",
        "hon.",
        "supt.",
        "det.",
    ]
)
INITIAL = re.compile(r"[A-Z]\.")
RELATIVES = frozenset({"who", "whose", "whom", "which", "that"})
GOING_ON = frozenset({")", ",", ";", "]"})
MONTHS = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])


@dataclass(frozen=True, slots=True)
class Layout:
    """Tokens of a Doc with their quotation (index into `quoted`, or -1), unit and paragraph numbers."""

    doc: Doc
    tokens: tuple[Token, ...]
    """The tokens of `doc`, of which spaCy makes a new object at each look."""
    text: str
    """`doc.text`, which spaCy joins anew at each call."""
    quoted: tuple[Quoted, ...]
    inside: tuple[int, ...]
    unit: tuple[int, ...]
    paragraph: tuple[int, ...]
    units: tuple[tuple[int, int], ...]

    def outside(self, token: Token) -> bool:
        """Whether a token stands outside all quotation marks."""
        return self.inside[token.i] < 0

    def unit_tokens(self, number: int) -> list[Token]:
        """The tokens of a unit that are not white space."""
        start, end = self.units[number]
        return [token for token in self.tokens[start:end] if not token.is_space]

    def unit_of(self, quoted: int) -> int:
        """The unit a quotation begins in."""
        return self.unit[self.tokens_of(quoted)[0]]

    def tokens_of(self, quoted: int) -> tuple[int, int]:
        """First token of a quotation and the one after its last."""
        span = self.quoted[quoted]
        return token_range(self.doc, span.start, span.end)

    def quoted_within(self, start: int, end: int) -> tuple[Quoted, ...]:
        """The quotations that touch a stretch of characters."""
        places = self.places_within(start, end)
        return self.quoted[places.start : places.stop]

    def places_within(self, start: int, end: int) -> range:
        """The numbers of the quotations that touch a stretch of characters."""
        first = bisect_right(self.quoted, start, key=lambda span: span.end)
        return range(first, max(first, bisect_left(self.quoted, end, key=lambda span: span.start)))

    def alone(self, number: int) -> bool:
        """Whether a unit holds nothing but quotations and punctuation."""
        return all(self.inside[token.i] >= 0 or token.is_punct for token in self.unit_tokens(number))


def token_range(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The first token that touches a stretch of characters, and the one after the last."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)


def lay_out(doc: Doc) -> Layout:
    """A Doc with its quotations and units."""
    words = words_of(doc)
    quoted = find_quoted(words.text)
    starts = [span.start for span in quoted]
    inside, paragraph = [], []
    number = 0
    for start, form in zip(words.starts, words.forms, strict=True):
        at = bisect_right(starts, start + len(form) - 1) - 1
        inside.append(at if at >= 0 and start < quoted[at].end else -1)
        paragraph.append(number)
        number += "\n" in form and form.isspace()
    tokens = tuple(doc)
    units = _units(tokens, words, inside, paragraph)
    unit = [0] * len(doc)
    for place, (start, end) in enumerate(units):
        unit[start:end] = [place] * (end - start)
    return Layout(doc, tokens, words.text, quoted, tuple(inside), tuple(unit), tuple(paragraph), tuple(units))


def _units(tokens: Sequence[Token], words: Words, inside: list[int], paragraph: list[int]) -> list[tuple[int, int]]:
    inner = range(1, len(tokens))
    new = (here for here in inner if paragraph[here] != paragraph[here - 1] or _cuts(tokens, words, here, inside))
    cuts = [0, *new, len(tokens)]
    spans = pairwise(cuts)
    return [(start, end) for start, end in spans if start < end]


def _cuts(tokens: Sequence[Token], words: Words, here: int, inside: list[int]) -> bool:
    """Whether a unit begins at a token inside a paragraph."""
    form, same = words.forms[here], inside[here] == inside[here - 1]
    if form.isspace() or (same and inside[here] >= 0) or (inside[here] < 0 and form in GOING_ON):
        return False
    place = _last_word(words.forms, here)
    last = words.forms[place]
    if last == ":" and inside[here] < 0 and _dated_quotation(tokens[here], inside):
        return True
    if inside[place] >= 0 and inside[place] != inside[here]:
        return _after_quotation(tokens[here], tokens[place], inside)
    if last == "." and _abbreviated(tokens[place]) and (tokens[here].like_num or words.lower[here - 2] != "no"):
        return False
    if INITIAL.fullmatch(last):
        return False
    if last in TERMINATORS:
        return form[0].isupper() or not form[0].isalpha()
    opens = form[0].isupper() or (inside[here] >= 0 and not same)
    return words.opening[here] and last.endswith(".") and opens and last[-2:] != ".."


def _abbreviated(stop: Token) -> bool:
    """Whether a stop that stands as a word of its own belongs to "Maj." or "Gen."."""
    return stop.i > 0 and not stop.nbor(-1).whitespace_ and stop.nbor(-1).lower_ + "." in ABBREVIATIONS


def _dated_quotation(token: Token, inside: list[int]) -> bool:
    """Whether a run-in date and a quotation follow, as in collections of somebody's words (`Jan. 31 "..."`)."""
    doc = token.doc
    if token.lower_.rstrip(".")[:3] not in MONTHS or token.i + 2 >= len(doc) or not doc[token.i + 1].like_num:
        return False
    return any(inside[place] >= 0 for place in range(token.i + 2, min(token.i + 5, len(doc))))


def _last_word(forms: Sequence[str], here: int) -> int:
    """The place of the word before this one, white space skipped."""
    place = here - 1
    while place > 0 and forms[place].isspace():
        place -= 1
    return place


def _after_quotation(token: Token, last: Token, inside: list[int]) -> bool:
    """Whether words after a closed quotation begin something new."""
    doc, place = token.doc, last.i
    while place > 0 and inside[place - 1] == inside[last.i] and doc[place].text in CLOSING:
        place -= 1
    final = doc[place].text
    if final[-1] not in ".?!…" or final.lower() in {"u.s.", "mr.", "inc."}:
        return False
    if inside[token.i] >= 0:
        return True
    return token.text[0].isupper() and not _attribution_follows(token, inside, final[-1] in "?!…")


def _attribution_follows(token: Token, inside: list[int], generous: bool) -> bool:
    """Whether the words from here on only say who spoke: `Smith said.`; longer ones after a question."""
    doc = token.doc
    if token.pos_ in {"CCONJ", "SCONJ", "ADV"} and token.i + 1 < len(doc) and doc[token.i + 1].text == ",":
        return False  # "Nor, she adds, is her husband."
    for place in range(token.i, min(token.i + (JOIN_REACH if generous else 5), len(doc))):
        word = doc[place]
        if inside[place] >= 0 or word.text in TERMINATORS or "\n" in word.text:
            return False
        if word.text == "," and not generous:
            return False
        told = word.tag_ in {"VBD", "VBZ", "VBP", "MD"} and not form_lemmas(word.lower_)
        if told and not any(other.lower_ in RELATIVES for other in doc[token.i : place]):
            return False
        noun = word.pos_ == "NOUN" and place > token.i and doc[place - 1].pos_ in {"DET", "ADJ", "PRON"}
        if form_lemmas(word.lower_) & SAYING and not noun:
            return _closes_here(doc, place + 1) and (generous or not _introduces(doc, place + 1, inside))
    return False


def _introduces(doc: Doc, place: int, inside: list[int]) -> bool:
    """Whether a colon or comma stands before another quotation: `"...later." She continued: "..."`."""
    return place + 1 < len(doc) and doc[place].text in {":", ","} and inside[place + 1] >= 0


def _closes_here(doc: Doc, place: int) -> bool:
    if place >= len(doc):
        return True
    word = doc[place]
    return word.is_punct or word.pos_ in {"ADP", "ADV"} or word.lower_ in {"on", "in", "at", "of", "during", "after"}
