"""Short quotations that name or judge: `Trump called it "a wish list"`, `praised the "brave" volunteers`."""

from spacy.tokens import Token

from briefgen.extract.quote_frames import is_name_of_thing, is_really
from briefgen.extract.quote_kinds import names_work, words_in
from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import Cue, verb_cue
from briefgen.extract.report_record import Report
from briefgen.extract.report_speakers import cue_span, cue_speaker
from briefgen.extract.speaker_mentions import speaks

REACH = 18
CALLED_ALONG = frozenset({"up", "off", "in", "out", "back", "on", "for"})
"""What makes "call" another verb than one that names: "calling up reservists"."""


def naming_report(layout: Layout, quoted: int) -> Report | None:
    """A quotation as the words somebody used of something, or None when nobody is said to have used them."""
    cue = _naming_cue(layout, quoted)
    if cue is None or _title(layout, quoted) or names_work(layout, quoted):
        return None
    speaker = cue_speaker(cue, layout)
    if speaker is None or (cue.lemma in {"speak", "talk"} and not speaks(speaker)):
        return None
    span = layout.quoted[quoted]
    return Report((span.start, span.end), cue_span(cue), speaker, "quote-name:speech", layout.unit[cue.token.i], quoted)


def _title(layout: Layout, quoted: int) -> bool:
    """Whether a quotation is the name of a work or programme: all capitals after a preposition (`on "Face the Nation"`)."""
    start, end = layout.tokens_of(quoted)
    words = [token.text for token in layout.doc[start:end] if token.is_alpha and len(token) > 3]
    before = layout.doc[start - 1] if start else None
    return (
        before is not None
        and before.pos_ == "ADP"
        and before.lower_ != "as"
        and all(word[0].isupper() for word in words)
    )


def _naming_cue(layout: Layout, quoted: int) -> Cue | None:
    """The last cue before a quotation within its clause that names, and takes one word only if it plainly does."""
    start = layout.tokens_of(quoted)[0]
    first = max(layout.units[layout.unit[start]][0], start - REACH)
    for place in range(start - 1, first - 1, -1):
        token = layout.doc[place]
        if token.text == ";" or not layout.outside(token):
            continue
        cue = verb_cue(token)
        if (
            cue is not None
            and "naming" in cue.takes
            and is_really(cue)
            and not (cue.lemma == "call" and token.i + 1 < len(layout.doc) and token.nbor(1).lower_ in CALLED_ALONG)
            and not (place == start - 1 and is_name_of_thing(token, cue.lemma))
        ):
            return cue if words_in(layout, quoted) > 1 or _plain(cue) else None
        if _finite(token) and not _in_relative(token):
            return None
    return None


def _plain(cue: Cue) -> bool:
    return cue.lemma in {
        "call",
        "describe",
        "label",
        "dub",
        "brand",
        "deem",
        "term",
        "dismiss",
        "denounce",
        "condemn",
        "express",
        "voice",
    }


def _finite(token: Token) -> bool:
    return token.pos_ == "VERB" and token.tag_ in {"VBD", "VBZ", "VBP"}


def _in_relative(verb: Token) -> bool:
    """Whether a verb only tells which one is meant: "described the judge who | ruled against it as"."""
    return verb.i > 1 and verb.nbor(-1).lower_ in {"who", "which", "that"} and verb.nbor(-2).pos_ in {"NOUN", "PROPN"}
