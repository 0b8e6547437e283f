"""Statements set as a block of their own behind a colon, whose marks or indent the text has lost: "Hale wrote:" and a paragraph."""

from collections.abc import Iterator

from spacy.tokens import Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import SAYING, Cue, verb_cue
from briefgen.extract.report_extents import FINITE_TAGS
from briefgen.extract.report_speakers import cue_span, cue_speaker
from briefgen.extract.speaker_record import People
from briefgen.extract.speakers import speaker_of
from briefgen.model import Quotation

SHORTEST_BLOCK = 5
"""Words of a block; less is a heading or an item of a list."""


def block_quotations(layout: Layout, people: People) -> Iterator[Quotation]:
    """The paragraphs that a speech verb and a colon announce; no paragraph in marks, which are read by themselves."""
    for number in range(len(layout.units) - 1):
        cue = _announcing(layout, number)
        block = _block(layout, number + 1) if cue is not None else None
        speaker = cue_speaker(cue, layout) if cue is not None and block is not None else None
        if cue is None or block is None or speaker is None:
            continue
        yield Quotation(
            cue.start, block[1], "direct", block, cue_span(cue), speaker_of(speaker, people), "quote-block:speech"
        )


def _announcing(layout: Layout, number: int) -> Cue | None:
    """The verb of speech that ends a paragraph with its colon, no other verb between."""
    tokens = layout.unit_tokens(number)
    ends = layout.paragraph[layout.units[number][0]] != layout.paragraph[layout.units[number + 1][0]]
    if not tokens or not ends or tokens[-1].text != ":":
        return None
    last = next((token for token in reversed(tokens) if _is_verb(token)), None)
    cue = verb_cue(last) if last is not None and layout.outside(last) else None
    return cue if cue is not None and cue.lemma in SAYING else None


def _is_verb(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} or token.tag_ in FINITE_TAGS


def _block(layout: Layout, number: int) -> tuple[int, int] | None:
    """First and last character of the paragraph that begins with a unit, if it is a statement without marks."""
    paragraph = layout.paragraph[layout.units[number][0]]
    tokens: list[Token] = []
    while number < len(layout.units) and layout.paragraph[layout.units[number][0]] == paragraph:
        tokens += layout.unit_tokens(number)
        number += 1
    told = any(token.tag_ in FINITE_TAGS for token in tokens)
    plain = len(tokens) > SHORTEST_BLOCK and tokens[0].text[0].isupper() and layout.outside(tokens[0])
    if not (plain and told) or tokens[-1].text == ":":
        return None
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])
