"""Quotations that no verb of saying introduces: what a document holds (`the report, ..., "did not establish" that`), chants.

`chants of "Lock the gates!"` names the crowd only where its sentence does.
"""

from functools import cache

from spacy.tokens import Token

from briefgen.data import load_lexicon
from briefgen.extract.quote_kinds import words_in
from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_extents import FINITE_TAGS
from briefgen.extract.report_record import Report
from briefgen.extract.report_speakers import is_passive
from briefgen.extract.speaker_mentions import mention_span, people_noun, verb_subject

RELATIVE_REACH = 20
OPENERS = frozenset({"who", "which", "whose"})
ENDS = frozenset({",", ".", ";", "—", "–", "but", "and"})


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load_lexicon("reporting")["predicates"][key])


def predicate_report(layout: Layout, quoted: int) -> Report | None:
    """A quotation that is what a document or a crowd says, though no cue is there; None for others."""
    return _of_document(layout, quoted) or _chanted(layout, quoted)


def _of_document(layout: Layout, quoted: int) -> Report | None:
    """A predicate in marks right behind the document it is quoted from, a clause between commas or not."""
    start = layout.tokens_of(quoted)[0]
    first = layout.units[layout.unit[start]][0]
    inner = next((token for token in layout.doc[start:] if not token.is_punct and not token.is_space), None)
    if (
        inner is None
        or inner.pos_ not in {"AUX", "VERB"}
        or inner.tag_ not in FINITE_TAGS
        or words_in(layout, quoted) < 2
    ):
        return None
    head = _noun_before(layout, start, first)
    span = mention_span(head, layout) if head is not None and head.lower_ in _words("documents") else None
    if span is None or span.end > start:
        return None
    return Report(_to_comma(layout, quoted), None, span, "quote-predicate:speech", layout.unit[start], quoted)


def _noun_before(layout: Layout, start: int, first: int) -> Token | None:
    """The noun that a quotation follows at once, or behind ", which took a year,"."""
    doc, place = layout.doc, start - 1
    if place <= first:
        return None
    if doc[place].text == ",":
        back = range(place - 1, max(first, place - RELATIVE_REACH), -1)
        opener = next((at for at in back if doc[at].text == "," and doc[at + 1].lower_ in OPENERS), None)
        if opener is None:
            return None
        place = opener - 1
    return doc[place] if doc[place].pos_ == "NOUN" else None


def _to_comma(layout: Layout, quoted: int) -> tuple[int, int]:
    """From the opening mark to the end of the clause."""
    span = layout.quoted[quoted]
    after = layout.tokens_of(quoted)[1]
    end = layout.units[layout.unit[after - 1]][1]
    stop = next((place for place in range(after, end) if layout.doc[place].text in ENDS), end)
    while stop > after and layout.doc[stop - 1].is_space:
        stop -= 1
    last = layout.doc[stop - 1]
    return span.start, max(span.end, last.idx + len(last.text)) if stop > after else span.end


def _chanted(layout: Layout, quoted: int) -> Report | None:
    """What a crowd calls out: `broke into chants of "Rip it up!"`."""
    start = layout.tokens_of(quoted)[0]
    if start < 2 or layout.doc[start - 1].lower_ != "of" or layout.doc[start - 2].lower_ not in _words("chants"):
        return None
    noun, span = layout.doc[start - 2], layout.quoted[quoted]
    subject = verb_subject(noun.head) if noun.head.i < noun.i and not is_passive(noun.head) else None
    crowd = subject is not None and people_noun(subject.lower_) and noun.nbor(-1).lower_ in {"into", "in", "up"}
    speaker = mention_span(subject, layout) if subject is not None and crowd else None
    cue = (noun.idx, noun.idx + len(noun.text))
    return Report(
        (span.start, span.end), cue, speaker, "quote-predicate:speech", layout.unit[start], quoted, whole=True
    )
