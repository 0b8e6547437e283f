"""What is no quantity: numbers that name, date, order or score.

Each test looks at a number in its passage and says whether it is of that kind; `not_a_quantity` names the
first kind that holds. The words they know stand in `numbers.toml`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc, Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.quantity_codes import in_address, in_telephone_number
from briefgen.extract.quantity_numbers import GAP, NumberSpan
from briefgen.extract.quantity_outcomes import people_outcome
from briefgen.extract.quantity_units import Unit


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number in its text, with the unit beside it and the tokens it covers."""

    text: str
    doc: Doc
    found: NumberSpan
    unit: Unit | None
    first: int
    last: int
    sentence: tuple[int, int]

    @property
    def sentence_end(self) -> int:
        """The character behind the last token of its sentence."""
        token = self.doc[self.sentence[1] - 1]
        return int(token.idx + len(token))

    @property
    def near(self) -> Span:
        """The tokens of its sentence that are not far away."""
        return self.doc[max(self.sentence[0], self.first - 40) : min(self.sentence[1], self.last + 40)]

    def token_at(self, end: int) -> int:
        """The place of the token that reaches the character `end`, at the number or behind it."""
        place = self.last
        while place + 1 < len(self.doc) and self.doc[place + 1].idx < end:
            place += 1
        return place

    @property
    def unit_before(self) -> bool:
        """Whether a currency sign stands before the number."""
        return self.unit is not None and self.unit.start < self.found.start

    @property
    def has_own_unit(self) -> bool:
        """Whether a unit stands beside the number itself and is not shared with a neighbour."""
        return self.unit is not None and (self.unit.start, self.unit.end) != (self.found.start, self.found.end)

    @property
    def before(self) -> str:
        """The 40 characters before the number."""
        return self.text[max(0, self.found.start - 40) : self.found.start]

    @property
    def after(self) -> str:
        """The 40 characters behind the number."""
        return self.text[self.found.end : self.found.end + 40]

    def token(self, offset: int) -> Token | None:
        """The token so many places behind the number, or before it where negative, in the same sentence."""
        place = self.last + offset if offset > 0 else self.first + offset
        if not 0 <= place < len(self.doc):
            return None
        inner = self.doc[self.last + 1 : place + 1] if offset > 0 else self.doc[place + 1 : self.first + 1]
        return None if any(token.is_sent_start for token in inner) else self.doc[place]


def not_a_quantity(candidate: Candidate) -> str:
    """The kind of non-quantity that a number is, or ''."""
    for kind, test in _TESTS.items():
        if test(candidate):
            return kind
    return ""


@cache
def _words(table: str, key: str = "words") -> frozenset[str]:
    lexicon: Any = load_lexicon("numbers")
    return frozenset(lexicon[table][key])


def _is_glued(candidate: Candidate) -> bool:
    """Inside a name or code: F-16, COVID-19, G7, 5th, 1990s, 3.4.1, 10:30."""
    before, after = candidate.before[-2:], candidate.after[:2]
    if re.search(r"[^\W_]\Z|\w\+\Z|[A-Za-z][-–/]\Z|[\d.][.:/]\Z|[:/#@_'’.]\Z", before) and not candidate.unit_before:
        return True
    if candidate.unit is not None and candidate.unit.end > candidate.found.end:
        return False
    if candidate.found.suffix == "K" and candidate.found.mantissa in {2, 4, 5, 8, 10} and not candidate.unit_before:
        return True
    platform = candidate.found.suffix == "T" and not candidate.unit_before  # "360T"
    return platform or bool(re.match(r"[^\W_]|[:/.,]\d|/[A-Za-z]", after))


_ABBREVIATIONS = frozenset({"no", "nos", "fig", "p", "pp", "vol", "para", "apt", "gen", "art", "sec"})


def _is_named(candidate: Candidate) -> bool:
    """Follows a word that numbers name things with: Article 5, Flight 370."""
    if candidate.unit is not None or candidate.found.scaled:
        return False
    if _is_model_name(candidate):
        return True
    match = re.search(rf"([A-Za-z&№#]+)(\.?){GAP}?(?:\d+{GAP}?(?:,|and|or|to|[-–]){GAP}?)*\Z", candidate.before)
    word = match[1].lower() if match else ""
    written = candidate.text[candidate.found.start : candidate.found.end]
    if (word in _words("weak_labels") and "," in written) or candidate.after.startswith(" times "):
        return False  # "fell under 4,000 in May", "a planet 1.4 times the size"
    if match is None or (match[2] and word not in _ABBREVIATIONS):
        return False
    if word in _words("labels"):
        return True
    return word in _words("weak_labels") and (match[1][0].isupper() or not _is_counted_noun(candidate.token(1)))


def _is_model_name(candidate: Candidate) -> bool:
    """A number that begins the name of a make: "the 787 Dreamliner"; a count of one name has no article before it."""
    word, after = candidate.token(1), candidate.token(2)
    article = re.search(rf"\b(?:an?|the){GAP}\Z", candidate.before, re.IGNORECASE)
    if article is None or not candidate.found.digits or word is None or word.text[0].islower():
        return False
    if word.tag_ not in {"NNP", "NN"} or word.text.isupper():
        return False
    return after is None or after.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "CCONJ"}


def _is_address_number(candidate: Candidate) -> bool:
    """A house number: 432 Park Avenue."""
    if candidate.unit is not None or not candidate.found.digits or candidate.found.value.denominator > 1:
        return False
    for offset in range(1, 5):
        token = candidate.token(offset)
        if token is None or not (token.text[0].isupper() or token.lower_ in {"'s", "’s"}):
            return False
        if offset > 1 and token.lower_ in _words("streets"):
            return True
    return False


def _is_counted_noun(token: Token | None) -> bool:
    return token is not None and token.tag_ in {"NNS", "JJ", "NNPS"}


def _follows_name(candidate: Candidate) -> bool:
    """Digits right behind a proper noun with nothing to count after: Nord Stream 2, Su 34."""
    found, before, after = candidate.found, candidate.token(-1), candidate.token(1)
    if candidate.unit is not None or found.scaled or not found.digits or before is None:
        return False
    if not candidate.before[-1:].isspace() or not before.text[0].isupper() or before.is_sent_start:
        return False
    if before.pos_ != "PROPN" and not (candidate.token(-2) or before).text[0].isupper():
        return False
    return not (after is not None and after.pos_ in {"NOUN", "ADJ", "PROPN"} and candidate.after[:1].isspace())


@cache
def _month_before() -> re.Pattern[str]:
    months = "|".join(sorted(_words("months"), key=len, reverse=True))
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    link = rf"(?:,{GAP}|{GAP}(?:and|to|or|through){GAP}|{GAP}?[-–—]{GAP}?)"
    return re.compile(rf"\b(?:{months})\.?,?{GAP}(?:the{GAP})?(?:{day}{link})*\Z", re.IGNORECASE)


@cache
def _month_after() -> re.Pattern[str]:
    months = "|".join(sorted(_words("months"), key=len, reverse=True))
    link = rf"(?:,{GAP}|{GAP}(?:and|to|or|through){GAP}|{GAP}?[-–—]{GAP}?)"
    return re.compile(rf"(?:{link}\d{{1,2}})?{GAP}(?:of{GAP})?(?:{months})\b", re.IGNORECASE)


def _is_date(candidate: Candidate) -> bool:
    """A day or year beside a month."""
    if candidate.unit is not None or candidate.found.scaled:
        return False
    month = _month_before().search(candidate.before)
    written = candidate.text[candidate.found.start : candidate.found.end]
    if month is not None and month[0][0].isupper() and (candidate.found.value <= 31 or len(written) == 4):
        return True
    behind = _month_after().match(candidate.after)
    return behind is not None and behind[0].strip().split()[-1][0].isupper() and candidate.found.value <= 31


def _is_year(candidate: Candidate) -> bool:
    """Four digits that read as a year of our times."""
    found = candidate.found
    written = candidate.text[found.start : found.end]
    if candidate.unit is not None or len(written) != 4 or not written.isdigit() or not 1500 <= found.value <= 2100:
        return bool(re.search(r"\b(?:1[5-9]|20)\d\d[-–/]\Z", candidate.before)) and len(written) in {2, 4}
    if re.match(rf"{GAP}?[x×]{GAP}?\d", candidate.after):
        return False
    after, before = candidate.token(1), candidate.token(-1)
    counted = after is not None and after.tag_ == "NNS" and candidate.after[:1].isspace()
    dated = before is not None and before.lower_ in _words("years", "before")
    if after is not None and after.lower_ in _words("years", "counted") and candidate.after[:1].isspace():
        return before is not None and before.lower_ in _words("years", "dating")
    return not counted or dated or found.value % 50 != 0


@cache
def _clock() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _words("clock")), key=len, reverse=True))
    return re.compile(rf"(?:[-–]\d{{1,2}})?{GAP}?(?:{words})(?!\w)", re.IGNORECASE)


def _is_clock(candidate: Candidate) -> bool:
    """A time of day."""
    if _ERA.match(candidate.after) and candidate.unit is None:
        return True
    return _clock().match(candidate.after) is not None and candidate.unit is None and not candidate.found.scaled


_ERA = re.compile(rf"{GAP}?(?:AD|BCE?|CE|A\.D\.|B\.C\.)(?!\w)")
_AT_LEAST = re.compile(rf"\b(?:at{GAP}least|more{GAP}than|exactly|at{GAP}most){GAP}\Z", re.IGNORECASE)
_LOOSE = frozenset({"that", "which", "only", "first", "last", "some", "this", "new"})


def _is_pronoun(candidate: Candidate) -> bool:
    """The word "one" where it counts nothing: one of, no one, one day."""
    written = candidate.text[candidate.found.start : candidate.found.end]
    if written.lower() != "one":
        return False
    after, before = candidate.token(1), candidate.token(-1)
    if candidate.unit is not None:
        return written == "One" and candidate.unit.name == "day"
    if after is not None and after.lower_ in load_lexicon("units")["people"]["states"]:
        return False
    if (
        after is not None
        and (after.lower_.endswith("ly") or _AT_LEAST.search(candidate.before))
        and after.lower_ != "of"
    ):
        return False
    if after is None or after.lower_ in _words("one", "after"):
        return not people_outcome(candidate.doc, candidate.first)
    counted = after.pos_ in {"NOUN", "ADJ", "PROPN"}
    if before is not None and before.lower_ in _words("one", "before") and not (counted and before.lower_ in _LOOSE):
        return True
    return not counted and not people_outcome(candidate.doc, candidate.first)


_SHARED = re.compile(
    rf"{GAP}(?:of|the|its|his|her|their|our|an?|as|more|less|lower|higher|to|from|that|those|these|all)\b|[,.;)]|{GAP}?\Z"
)
_SHARING = re.compile(
    rf"\b(?:by|about|nearly|almost|over|around|than|least|to|roughly|approximately|under|up|just|only|some|more)"
    rf"{GAP}(?:an?{GAP})?\Z",
    re.IGNORECASE,
)


_SIZED = re.compile(rf"{GAP}the{GAP}(?:size|price|cost|number|amount|rate|level|length|weight|value|speed)\b")


def _is_ordinal(candidate: Candidate) -> bool:
    """A lone "third", "quarter" or "half" that is no share of anything."""
    found = candidate.found
    word = candidate.text[found.start : found.end].lower()
    if word not in _words("fractions"):
        return False
    article = re.search(rf"\ban?{GAP}\Z", candidate.before, re.IGNORECASE)
    if word == "half":
        return not (
            (_SHARED.match(candidate.after) and not candidate.after.startswith((",", ".")))
            or _SHARING.search(candidate.before)
        )
    if not article or word.endswith("s"):
        return True
    if _SIZED.match(candidate.after):
        return False
    behind = candidate.token(1)
    shared = _SHARED.match(candidate.after) or (behind is not None and behind.pos_ in {"VERB", "AUX"})
    return not (re.match(rf"{GAP}of\b", candidate.after) or (_SHARING.search(candidate.before) and shared))


def _is_idle_plural(candidate: Candidate) -> bool:
    """The words "scores" and "tens" where they are no number."""
    if not candidate.found.open:
        return False
    word = candidate.text[candidate.found.start : candidate.found.end].lower()
    return word in {"scores", "tens"} and not re.match(rf"{GAP}(?:of|more|were{GAP}killed)\b", candidate.after)


def _is_marker(candidate: Candidate) -> bool:
    """A list number or a citation: "1." at the start of a line, "[3]", "(2)"."""
    if candidate.unit is not None or not candidate.found.digits:
        return False
    before, after = candidate.before, candidate.after
    bracketed = before.endswith(("(", "[")) and after.startswith((")", "]"))
    listed = re.search(r"(?:^|\n)[ \t]*\Z", before) and re.match(r"[.)](?:\s|\Z)", after)
    return (bracketed or bool(listed)) and candidate.found.value < 100


def _is_title(candidate: Candidate) -> bool:
    """A number word inside a name: Seven Network, Three Mile Island."""
    word = candidate.text[candidate.found.start : candidate.found.end]
    after, before = candidate.token(1), candidate.token(-1)
    if candidate.found.digits or not word[0].isupper() or before is None or after is None:
        return False
    quoted = before.text in {'"', "“", "‘", "'"} and after.text[0].isupper()
    return quoted or (after.text[0].isupper() and after.pos_ == "PROPN" and not before.text[0].isupper())


@cache
def _idioms() -> re.Pattern[str]:
    phrases = sorted(map(re.escape, _words("idioms", "phrases")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def _is_idiom(candidate: Candidate) -> bool:
    """Inside a fixed phrase."""
    start = max(0, candidate.found.start - 20)
    window = candidate.text[start : candidate.found.end + 20]
    inside = candidate.found.start - start
    return any(match.start() <= inside < match.end() for match in _idioms().finditer(window))


_MANY = frozenset({"police", "personnel", "staff", "people", "crew", "cattle", "women", "men", "children", "aircraft"})


def _is_designation(candidate: Candidate) -> bool:
    """Figures that name a model with the words beside them: "the Voyager 1 probe", "its 787 Dreamliner"."""
    found, before, after = candidate.found, candidate.token(-1), candidate.token(1)
    if candidate.unit is not None or found.scaled or not found.digits or before is None or after is None:
        return False
    if "," in candidate.text[found.start : found.end] or not candidate.after[:1].isspace():
        return False
    last = _end_of_names(candidate)
    if last is None or last.tag_ in {"NNS", "NNPS"} or last.lower_.endswith("s") or last.lower_ in _MANY:
        return False
    if found.value >= 100 and found.value % 50 and after.text[0].isupper():
        return last.pos_ == "PROPN"
    named = before.pos_ == "PROPN" and before.text[0].isupper() and not before.is_sent_start
    return named and last.tag_ == "NN" and last.text.islower() and candidate.before[-1:].isspace()


def _end_of_names(candidate: Candidate) -> Token | None:
    """The last noun of the run right behind a number, or None where no noun follows."""
    last = None
    for offset in range(1, 7):
        token = candidate.token(offset)
        if token is None or token.pos_ not in {"NOUN", "PROPN"}:
            break
        last = token
    return last


def _is_counted_itself(candidate: Candidate) -> bool:
    """Part of a noun that a number counts: "five three-pointers"."""
    before, after = candidate.token(-1), candidate.token(2)
    hyphened = candidate.after[:1] in {"-", "‑"} and candidate.unit is None and not candidate.found.digits
    return hyphened and before is not None and before.pos_ == "NUM" and after is not None and after.tag_ == "NNS"


_TESTS: dict[str, Callable[[Candidate], bool]] = {
    "code": _is_glued,
    "address": lambda one: in_address(one.text, one.found.start),
    "idiom": _is_idiom,
    "label": _is_named,
    "date": _is_date,
    "year": _is_year,
    "clock": _is_clock,
    "pronoun": _is_pronoun,
    "ordinal": _is_ordinal,
    "plural": _is_idle_plural,
    "marker": _is_marker,
    "telephone": lambda one: in_telephone_number(one.before, one.after, measured=one.unit is not None),
    "title": _is_title,
    "name": _follows_name,
    "model": _is_designation,
    "street": _is_address_number,
    "compound": _is_counted_itself,
}
