"""What is no quantity: numbers that name, date, order or score.

Each test looks at a number in its passage and says whether it is of that kind; `not_a_quantity` names the
first kind that holds. The words they know stand in `numbers.toml`.
"""

import re
from collections.abc import Callable
from functools import cache

from briefgen.data import load_lexicon
from briefgen.extract.quantity_candidate import Candidate
from briefgen.extract.quantity_codes import in_address, in_telephone_number
from briefgen.extract.quantity_names import follows_name, is_address_number, is_designation, is_named, is_title
from briefgen.extract.quantity_numbers import GAP, number_words
from briefgen.extract.quantity_outcomes import people_outcome


def not_a_quantity(candidate: Candidate) -> str:
    """The kind of non-quantity that a number is, or ''."""
    for kind, test in _TESTS.items():
        if test(candidate):
            return kind
    return ""


def _is_glued(candidate: Candidate) -> bool:
    """Inside a name or code: F-16, COVID-19, G7, 5th, 1990s, 3.4.1, 10:30."""
    before, after = candidate.before[-8:], candidate.after[:2]
    hyphened = _HYPHENED.search(before) and not _BETWEEN.search(before)
    if not candidate.unit_before and (hyphened or _STUCK.search(before)):
        return True
    if candidate.unit is not None and candidate.unit.end > candidate.found.end:
        return False
    if candidate.found.suffix == "K" and candidate.found.mantissa in {2, 4, 5, 8, 10} and not candidate.unit_before:
        return True
    platform = candidate.found.suffix == "T" and not candidate.unit_before  # "360T"
    return platform or bool(re.match(r"[^\W_]|[:/.,]\d|/[A-Za-z]", after))


_STUCK = re.compile(r"[^\W_]\Z|\w\+\Z|[\d.][.:/]\Z|[:/#@_'’.]\Z")
_HYPHENED = re.compile(r"[A-Za-z]\d*[-–/]\Z")
_BETWEEN = re.compile(r"\d-(?:by|to|and|or|plus)-\Z")  # "a 2,560-by-1,600-pixel display"


@cache
def _month_before() -> re.Pattern[str]:
    months = "|".join(sorted(number_words("months"), key=len, reverse=True))
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    link = rf"(?:,{GAP}|{GAP}(?:and|to|or|through){GAP}|{GAP}?[-–—]{GAP}?)"
    return re.compile(rf"\b(?:{months})\.?,?{GAP}(?:the{GAP})?(?:{day}{link})*\Z", re.IGNORECASE)


@cache
def _month_after() -> re.Pattern[str]:
    months = "|".join(sorted(number_words("months"), key=len, reverse=True))
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
    dated = before is not None and before.lower_ in number_words("years", "before")
    if after is not None and after.lower_ in number_words("years", "counted") and candidate.after[:1].isspace():
        return before is not None and before.lower_ in number_words("years", "dating")
    return not counted or dated or found.value % 50 != 0


@cache
def _clock() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, number_words("clock")), key=len, reverse=True))
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
    if after is None or after.lower_ in number_words("one", "after"):
        return not people_outcome(candidate.doc, candidate.first)
    counted = after.pos_ in {"NOUN", "ADJ", "PROPN"}
    if (
        before is not None
        and before.lower_ in number_words("one", "before")
        and not (counted and before.lower_ in _LOOSE)
    ):
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
    if word not in number_words("fractions"):
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
    bracketed = re.search(r"\((?:\d{1,2}, ?)*\Z|\[(?:\d{1,3}[,–-] ?)*\Z", before) and re.match(
        r"\)|(?:[,–-] ?\d{1,3})*\]", after
    )
    listed = re.search(r"(?:^|\n)[ \t]*\Z", before) and re.match(r"[.)](?:\s|\Z)", after)
    return bool(bracketed or listed) and candidate.found.value < 100


@cache
def _idioms() -> re.Pattern[str]:
    phrases = sorted(map(re.escape, number_words("idioms", "phrases")), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def _is_idiom(candidate: Candidate) -> bool:
    """Inside a fixed phrase."""
    start = max(0, candidate.found.start - 20)
    window = candidate.text[start : candidate.found.end + 20]
    inside = candidate.found.start - start
    return any(match.start() <= inside < match.end() for match in _idioms().finditer(window))


def _is_counted_itself(candidate: Candidate) -> bool:
    """Part of a noun that a number counts: "five three-pointers"."""
    before, after = candidate.token(-1), candidate.token(2)
    hyphened = candidate.after[:1] in {"-", "‑"} and candidate.unit is None and not candidate.found.digits
    return hyphened and before is not None and before.pos_ == "NUM" and after is not None and after.tag_ == "NNS"


_TESTS: dict[str, Callable[[Candidate], bool]] = {
    "code": _is_glued,
    "address": lambda one: in_address(one.text, one.found.start),
    "idiom": _is_idiom,
    "label": is_named,
    "date": _is_date,
    "year": _is_year,
    "clock": _is_clock,
    "pronoun": _is_pronoun,
    "ordinal": _is_ordinal,
    "plural": _is_idle_plural,
    "marker": _is_marker,
    "telephone": lambda one: in_telephone_number(
        one.before, one.text[one.found.start : one.found.end], one.after, measured=one.unit is not None
    ),
    "title": is_title,
    "name": follows_name,
    "model": is_designation,
    "street": is_address_number,
    "compound": _is_counted_itself,
}
