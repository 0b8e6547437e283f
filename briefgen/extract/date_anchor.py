"""What a relative phrase is reckoned from: the publication day, the tense of its clause, the dates already read.

A weekday in a past clause is the latest one on or before the publication day, in a future clause the coming one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from spacy.tokens import Doc, Token

from briefgen.extract.date_calendar import day_of, granularity_of
from briefgen.extract.date_lexicon import lexicon
from briefgen.language.document import Document
from briefgen.language.syntax import dep
from briefgen.model import Basis, DateType, Granularity

Tense = Literal["past", "future", "present", "unknown"]
NEAR: Final = 600
"""Characters within which an earlier date of the text is what "the next day" is reckoned from."""
_PARAGRAPH: Final = 250
_YEARS: Final = range(1600, 2400)


@dataclass(frozen=True, slots=True)
class Valued:
    """The value of a phrase."""

    value: str
    type: DateType = "DATE"
    basis: Basis = "stated"

    @property
    def granularity(self) -> Granularity:
        """How fine the value is."""
        return granularity_of(self.value, self.type)


@dataclass(frozen=True, slots=True)
class Read:
    """A phrase of the text that has its value."""

    start: int
    end: int
    valued: Valued


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase is valued against: publication day, tense of its clause, dates read before it, and its sentence."""

    base: date | None
    tense: Tense
    earlier: Sequence[Read]
    start: int
    sentence: tuple[int, int]

    def last_day(self) -> date | None:
        """The day last named before the phrase, if it is near; else the publication day."""
        return self.named_day() or self.base

    def named_day(self) -> date | None:
        """The day last named before the phrase, if it is near."""
        for read in self._near():
            if day := day_of(read.valued.value):
                return day
            if read.valued.granularity == "month" and self.start - read.end < _PARAGRAPH:
                return None  # the story has moved to a month: its days are not those named before
        return None

    def last_value(self, *granularities: Granularity) -> str:
        """The value of the last near date as fine as one of these, or ''."""
        return next((read.valued.value for read in self._near() if read.valued.granularity in granularities), "")

    def _near(self) -> list[Read]:
        near = (read for read in reversed(self.earlier) if 0 <= self.start - read.end < NEAR)
        return [read for read in near if read.valued.type in {"DATE", "TIME"}]


def publication_day(document: Document) -> date | None:
    """The day the article was published; None where it is not known to the day."""
    day = day_of(document.article.published.value)
    return day if day and day.year in _YEARS else None


def tense_at(doc: Doc, start: int, end: int) -> Tense:
    """The tense of the clause that the words `start`-`end` stand in."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if not span:
        return "unknown"
    if _coming_before(doc, span.start):
        return "future"
    verb = _verb_above(span.root)
    if verb is None:
        return "unknown"
    tense = _tense_of(verb)
    return "future" if _is_deadline(doc, span.start, verb, tense) else tense


@cache
def _tense_words(key: str) -> frozenset[str]:
    return frozenset(lexicon()["tense"][key])


def _coming_before(doc: Doc, place: int) -> bool:
    left = [token.lower_ for token in doc[max(0, place - 4) : place]]
    while left and left[-1] in {"the", "on", "this"} and " ".join(left[-2:]) not in _tense_words("future_before"):
        left.pop()
    return any(" ".join(left[-size:]) in _tense_words("future_before") for size in (1, 2, 3) if len(left) >= size)


def _is_deadline(doc: Doc, place: int, verb: Token, tense: Tense) -> bool:
    """Whether "by" or "until" bounds what is to come: not where it ends what went on in the past."""
    left = [token.lower_ for token in doc[max(0, place - 2) : place]]
    if not {"by", "until", "till"} & set(left):
        return False
    return tense != "past" or ("by" not in left and verb.lemma_.lower() in _tense_words("granting"))


def _verb_above(token: Token) -> Token | None:
    for above in (token, *token.ancestors):
        if above.pos_ in {"VERB", "AUX"} or any(dep(child) == "cop" for child in above.children):
            return above
    return None


def _tense_of(verb: Token) -> Tense:
    helpers = [child for child in verb.children if dep(child) in {"aux", "aux:pass", "cop"}]
    if any(helper.lower_ in _tense_words("future_auxiliaries") for helper in helpers):
        return "past" if any(helper.lower_ == "have" for helper in helpers) else "future"
    tags = {helper.tag_ for helper in helpers} | {verb.tag_}
    if "VBD" in tags or ("VBN" in tags and any(helper.lemma_ == "have" for helper in helpers)):
        return "future" if _planned(verb) and verb.tag_ == "VBN" else "past"
    if verb.lemma_.lower() in _tense_words("unchanged") and not helpers:
        return "past"
    if any(helper.lower_ == "to" for helper in helpers) or verb.tag_ == "VB":
        return _infinitive(verb)
    if verb.tag_ == "VBN":
        return _participle(verb, helpers)
    if verb.tag_ == "VBG":
        return _gerund(verb, helpers)
    return "future" if verb.lemma_.lower() in _tense_words("timetable") else "present"


def _planned(verb: Token) -> bool:
    return verb.lemma_.lower() in _tense_words("planning") - {"agree", "decide", "order", "delay", "announce", "offer"}


def _participle(verb: Token, helpers: Sequence[Token]) -> Tense:
    if _planned(verb) or any(helper.tag_ in {"VBZ", "VBP", "VB"} for helper in helpers):
        return "future"
    return "past"


def _gerund(verb: Token, helpers: Sequence[Token]) -> Tense:
    if any(helper.tag_ in {"VBZ", "VBP"} for helper in helpers):
        return "future"
    above = _finite_above(verb.head) if verb.head is not verb else "unknown"
    return "unknown" if above == "future" and any(dep(child) in {"mark", "case"} for child in verb.children) else above


def _infinitive(verb: Token) -> Tense:
    head = verb.head
    if head is verb or head.lemma_.lower() in _tense_words("planning") or head.pos_ in {"NOUN", "ADJ", "PROPN"}:
        return "future"
    return _finite_above(head)


def _finite_above(token: Token) -> Tense:
    """The tense of the verb above; "past" unless that verb itself shows another (no climbing without end)."""
    above = _verb_above(token)
    if above is None or above.tag_ in {"VBG", "VB"}:
        return "past" if above is None else "future" if above.tag_ == "VB" else "past"
    return _tense_of(above)
