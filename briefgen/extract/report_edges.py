"""The edges of a reported content: where it begins behind the time of its cue or a dateline, and what is trimmed from it."""

from functools import cache

from spacy.tokens import Token

from briefgen.data import load_lexicon
from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import Cue
from briefgen.extract.report_extents import DAYS, Tokens
from briefgen.extract.speaker_datelines import CITY, DATELINE
from briefgen.language.syntax import dep

TRIMMED = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "?", "!", "and", "but"})
CIRCUMSTANCES = frozenset({"when", "while", "as", "after", "before", "during", "since"})
MEASURES = frozenset({"many", "much", "few", "little", "long"})
TIMES_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
VERBAL = frozenset({"VERB", "AUX", "PUNCT", "PART", "ADP"})
TIME_REACH = 6
SET_OFF = 12
"""Words between commas at most that stand before "that"."""


def after_day(cue: Cue, start: int, end: int) -> int:
    """Where a content begins after the time of its cue: "said (on) Monday (night) | they would", "said last week | that"."""
    doc, place = cue.token.doc, start
    if start != cue.token.i + 1:
        return start
    that = _timed_that(cue.token, end) or _set_off_that(cue.token, end)
    if that is not None:
        return that
    place += doc[place].lower_ == "on"
    if doc[place].lower_ not in DAYS:
        return start
    place += 1
    place += place < end and doc[place].lower_ in TIMES_OF_DAY
    return place if place < end and doc[place].pos_ not in VERBAL else start


def _timed_that(verb: Token, end: int) -> int | None:
    """Where "that" stands behind nothing but words for a time: "said earlier this week | that"."""
    for place in range(verb.i + 1, min(verb.i + 1 + TIME_REACH, end)):
        word = verb.doc[place]
        if word.lower_ == "that":
            return place if place > verb.i + 1 else None
        if word.lower_ not in _times() and word.lower_ not in DAYS | TIMES_OF_DAY and not word.like_num:
            return None
    return None


def _set_off_that(verb: Token, end: int) -> int | None:
    """Where "that" stands behind what is set off with commas: "announced, in a televised speech, | that"."""
    doc, place = verb.doc, verb.i + 2
    if place >= end or doc[place - 1].text != "," or doc[place].tag_ != "IN":
        return None
    for comma in range(place + 1, min(place + SET_OFF, end)):
        if doc[comma].text == ",":
            return comma + 1 if doc[comma + 1].lower_ == "that" and dep(doc[comma + 1]) == "mark" else None
    return None


@cache
def _times() -> frozenset[str]:
    return frozenset(load_lexicon("reporting")["frames"]["times"]["words"])


def trim(content: Tokens, layout: Layout) -> tuple[int, int] | None:
    """Characters of a stretch of tokens without "that", commas and the final stop at its edges."""
    doc = layout.doc
    start, end = content
    while start <= end and (doc[start].is_space or doc[start].lower_ in TRIMMED or _opens_clause(doc[start], end)):
        start += 1
    while end >= start and (doc[end].is_space or (layout.outside(doc[end]) and doc[end].lower_ in TRIMMED)):
        end -= 1
    start = after_dateline(start, end, layout)
    if end < start or (start == end and doc[start].is_punct) or _circumstance(doc[start], content[0], end):
        return None
    return doc[start].idx, doc[end].idx + len(doc[end].text)


def _circumstance(word: Token, first: int, end: int) -> bool:
    """Whether a stretch of tokens from `first` on only says when: "as the storm neared", not "(that) as many as nine"."""
    if word.lower_ not in CIRCUMSTANCES or word.doc[first].lower_ == "that" or _leads_in(word, end):
        return False
    return word.lower_ != "as" or word.i + 1 >= len(word.doc) or word.nbor(1).lower_ not in MEASURES


def _leads_in(word: Token, end: int) -> bool:
    """Whether what says when opens a clause that goes on after it: "said | after days of talks, the sides had agreed"."""
    clause = next((above for above in word.ancestors if dep(above) == "ccomp"), None)
    if clause is None or not word.i < clause.i <= end or clause == word.head:
        return False
    opening = next(above for above in (word, *word.ancestors) if above.head == clause)
    return any(dep(child).startswith("nsubj") and child.i > opening.right_edge.i for child in clause.lefts)


def _opens_clause(token: Token, end: int) -> bool:
    """Whether "that" opens a clause and is no pointer ("disputed that account")."""
    if token.lower_ != "that" or token.i + 1 >= len(token.doc):
        return False
    follows = token.nbor(1)
    pointing = (
        (dep(token) == "det" or token.i + 1 == end) and follows.tag_ in {"NN", "JJ"} and follows.lower_ not in MEASURES
    )
    if pointing and not any(word.pos_ in {"VERB", "AUX"} for word in token.doc[token.i : end + 1]):
        return False
    if token.tag_ == "IN" and follows.tag_ == "VBZ" and follows.pos_ == "VERB":  # "that plans to go have failed"
        return any(word.tag_ in {"MD", "VBD", "VBP"} for word in token.doc[token.i + 2 : end + 1])
    return dep(token) == "mark" or follows.pos_ not in {"VERB", "AUX", "PUNCT"} or follows.tag_ == "VBG"


def after_dateline(start: int, end: int, layout: Layout) -> int:
    """Where the first sentence of a report begins behind its dateline; `start` where none opens the paragraph."""
    doc = layout.doc
    opens = start == 0 or "\n" in doc[start - 1].text
    match = None
    if opens and start <= end:
        match = DATELINE.match(layout.text, doc[start].idx) or CITY.match(layout.text, doc[start].idx)
    if match is None:
        return start
    return next((place for place in range(start, end + 1) if doc[place].idx >= match.end()), start)
