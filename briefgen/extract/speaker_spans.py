"""Speakers' words drawn out to the whole noun phrase where the parse gave a part of it.

"London | Mayor Sadiq Khan declares", "a diplomat at | the United Nations says", "Iran, Turkey, and | the United States call".
"""

from spacy.tokens import Doc, Span, Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.speaker_mentions import people_noun

NAME_PARTS = frozenset({"PROPN", "NOUN", "ADJ"})
LINKS = frozenset({"at", "of", "for", "from", "in", "with", "to"})
JOINTS = frozenset({",", "and", "the", "&"})
LONGEST_GAP = 7
LONGEST_ROW = 14


def widened(span: Span, cue: Token, layout: Layout) -> Span:
    """The whole of a noun phrase whose part a speaker's words are; they stay as they are where nothing shows more."""
    if span.end > cue.i:
        return span
    opening = _before_long_apposition(span, cue, layout)
    if opening is not None:
        return opening
    start, end = _over_row(span, layout), _towards(span, cue, layout)
    if start == span.start:
        start = _over_link(span, layout)
    return span.doc[_hyphened(span.doc, start) : end]


def _before_long_apposition(span: Span, cue: Token, layout: Layout) -> Span | None:
    """The name a unit opens with, when the phrase before the verb ends what two commas set off from it."""
    doc, first = span.doc, layout.units[layout.unit[span.start]][0]
    end = first
    while end < span.start and doc[end].pos_ == "PROPN":
        end += 1
    closes = span.end == cue.i - 1 and doc[span.end].text == ","
    opens = end > first and doc[end].text == "," and doc[end + 1].lower_ in {"a", "an", "the", "who"}
    return doc[first:end] if closes and opens and end < span.start else None


def _towards(span: Span, cue: Token, layout: Layout) -> int:
    """Where the phrase ends when nothing but the rest of a name stands before the verb."""
    end = cue.i
    while end > span.end and span.doc[end - 1].pos_ in {"ADV", "AUX"}:
        end -= 1
    rest = span.doc[span.end : end]
    named = 0 < len(rest) <= LONGEST_GAP and rest[-1].pos_ == "PROPN" and span[-1].pos_ == "PROPN"
    return end if named and all(word.pos_ in NAME_PARTS and layout.outside(word) for word in rest) else span.end


def _over_link(span: Span, layout: Layout) -> int:
    """Where "a diplomat at" begins before a name that was taken for the speaker."""
    doc, place = span.doc, span.start - 1
    if place < 1 or doc[place].lower_ not in LINKS or not people_noun(doc[place - 1].lower_):
        return span.start
    place -= 1
    while place > 0 and doc[place - 1].pos_ in NAME_PARTS | {"DET", "NUM"} and layout.outside(doc[place - 1]):
        place -= 1
    return place


def _over_row(span: Span, layout: Layout) -> int:
    """The beginning of the unit when only names stand between it and a name ("Iran, Turkey, and the United States")."""
    first = layout.units[layout.unit[span.start]][0]
    row = span.doc[first : span.start]
    joined = 2 <= len(row) <= LONGEST_ROW and any(word.lower_ in {"and", "&"} for word in row[-2:])
    named = all(word.pos_ == "PROPN" or word.lower_ in JOINTS for word in row)
    return first if joined and named and row[0].pos_ == "PROPN" else span.start


def _hyphened(doc: Doc, start: int) -> int:
    """The beginning of "Grabar-Kitarovic" when the words begin after its hyphen."""
    joined = start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_
    return start - 2 if joined and doc[start - 2].pos_ == "PROPN" and not doc[start - 2].whitespace_ else start
