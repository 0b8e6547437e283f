"""The numbers of a text with their tokens, sentence and unit, before it is told which of them are quantities."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from fractions import Fraction
from functools import cache

from spacy.tokens import Doc, Token

from briefgen.data import load_lexicon
from briefgen.extract.quantity_candidate import Candidate
from briefgen.extract.quantity_context import not_a_quantity
from briefgen.extract.quantity_numbers import GAP, NumberSpan, find_numbers
from briefgen.extract.quantity_units import Unit, read_unit


def find_candidates(text: str, doc: Doc) -> list[Candidate]:
    """The numbers of a text in order, each with the unit beside it or the one it shares with the next."""
    return _with_listed_ages(_with_shared_units(_with_halves(_candidates(text, doc))))


def _with_listed_ages(candidates: list[Candidate]) -> list[Candidate]:
    """Each of "aged 19, 22 and 25" is an age."""
    listed: list[Candidate] = []
    for candidate in candidates:
        aged = bool(listed) and _continues_ages(listed[-1], candidate)
        listed.append(_at_age(candidate) if aged else candidate)
    return listed


def _continues_ages(last: Candidate, candidate: Candidate) -> bool:
    if last.unit is None or last.unit.name != "year" or last.has_own_unit or candidate.unit is not None:
        return False
    gap = last.text[last.found.end : candidate.found.start]
    return _LISTED.fullmatch(gap) is not None and candidate.found.digits and candidate.found.value < 115


def _at_age(candidate: Candidate) -> Candidate:
    found = candidate.found
    return replace(candidate, unit=Unit("year", "time", found.start, found.end))


_LISTED = re.compile(rf",?{GAP}(?:and|or){GAP}|,{GAP}")


_AND_HALF = re.compile(rf"\b(?P<one>an?){GAP}(?P<unit>[a-z]+){GAP}and{GAP}an?{GAP}\Z", re.IGNORECASE)
_BEFORE_HALF = re.compile(rf"{GAP}and{GAP}an?{GAP}")


def _with_halves(candidates: list[Candidate]) -> list[Candidate]:
    """A half that follows its unit belongs to the number before: "an hour and a half", "two weeks and a half"."""
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        if not candidate.found.fraction or candidate.found.value >= 1:
            joined.append(candidate)
        elif last and last.unit and _BEFORE_HALF.fullmatch(last.text, last.unit.end, candidate.found.start):
            joined[-1] = _and_half(candidate, last.found, last.unit, last.first)
        else:
            joined.append(_after_article(candidate))
    return joined


def _and_half(candidate: Candidate, whole: NumberSpan, unit: Unit, first: int) -> Candidate:
    """The number `whole` with the fraction that follows its unit."""
    end = candidate.found.end
    found = replace(whole, end=end, value=whole.value + candidate.found.value)
    return replace(candidate, found=found, unit=replace(unit, end=end), first=first)


def _after_article(candidate: Candidate) -> Candidate:
    """One of a unit and a half, "a week and a half"; any other candidate as it is."""
    start = candidate.found.start
    match = _AND_HALF.search(candidate.text, max(0, start - 40), start)
    if match is None:
        return candidate
    one = NumberSpan(match.start(), match.end("one"), Fraction(1), digits=False)
    unit = read_unit(candidate.text, one, match.end("unit"))
    if unit is None or unit.end != match.end("unit"):
        return candidate
    return _and_half(candidate, one, unit, max(candidate.first - 4, 0))


def _with_shared_units(candidates: list[Candidate]) -> list[Candidate]:
    """The unit behind the last number is that of all: "from seven to five years", "10, 20 and 30 percent".

    A comma alone lists nothing: "18,400, 7 percent of all sold".
    """
    shared = list(candidates)
    for place in range(len(shared) - 2, -1, -1):
        this, following = shared[place], shared[place + 1]
        if this.unit is None and following.unit is not None and not following.unit_before:
            gap = this.text[this.found.end : following.found.start]
            alone = this.found.scaled or this.found.fraction
            swapped = " or " in gap and this.found.value > following.found.value  # "17,000 or ten per cent"
            listed = "," not in gap or "and" in gap or "or" in gap or not following.has_own_unit
            if _SHARING.fullmatch(gap) and listed and not alone and not swapped and not not_a_quantity(this):
                unit = replace(following.unit, start=this.found.start, end=this.found.end)
                shared[place] = replace(this, unit=unit)
    return shared


_SHARING = re.compile(rf"-?(?:{GAP}(?:to|or|and){GAP}|,{GAP}(?:(?:and|or){GAP})?)|-to-")


def _candidates(text: str, doc: Doc) -> list[Candidate]:
    """The numbers of a text with their tokens, sentence and unit."""
    tokens = doc.to_array(["IDX"]).tolist()
    sentences = [sentence.start for sentence in doc.sents]
    found = []
    for span in find_numbers(text):
        first, last = bisect_right(tokens, span.start) - 1, bisect_left(tokens, span.end) - 1
        place = bisect_right(sentences, last)
        end = sentences[place] if place < len(sentences) else len(doc)
        found.append(_candidate(Candidate(text, doc, span, None, first, last, (sentences[place - 1], end))))
    return found


def _candidate(candidate: Candidate) -> Candidate:
    """The number with its unit, after it is settled whether a glued letter is a scale or a unit."""
    text, found, limit = candidate.text, candidate.found, candidate.sentence_end
    found = _suffix_resolved(text, found, read_unit(text, found, limit))
    return _with_age(replace(candidate, found=found, unit=read_unit(text, found, limit)))


def _with_age(candidate: Candidate) -> Candidate:
    """A bare number between commas behind a person's name is an age: "Jane Roe, 34, said"."""
    found, before = candidate.found, candidate.token(-2)
    if candidate.unit or not found.digits or not 0 < found.value < 115 or found.value.denominator > 1 or before is None:
        return candidate
    if not candidate.before.endswith(", ") or not re.match(r"[,.;)]|\Z", candidate.after):
        return candidate
    if before.lower_ in load_lexicon("numbers")["months"]["words"]:
        return candidate  # "October, 22, 2017"
    named = before.ent_type_ == "PERSON" or before.pos_ == "PROPN" or _is_of_age(before, found)
    return _at_age(candidate) if named else candidate


def _is_of_age(noun: Token, found: NumberSpan) -> bool:
    """Whether a noun is a word for someone whose age may follow: "the midfielder, 29, signed"."""
    word = noun.lower_
    known = word in load_lexicon("units")["people"]["aged"] or word.endswith(("man", "woman", "ist", "ian"))
    return known and noun.pos_ == "NOUN" and found.value >= 4


_METRE_NOUNS = re.compile(
    rf"{GAP}?(?:sprint|race|record|freestyle|hurdles|final|relay|butterfly|backstroke|breaststroke|individual|medley|"
    r"deep|high|tall|long|wide|away|from|above|below|run|dash|world|steeplechase|pistol|rifle|event|title|heats|x)\b"
)
_OPEN_END = re.compile(rf"{GAP}?(?:[.,;)]|\Z|(?:and|or|to|by)\b)")
_AMOUNT = re.compile(
    rf"\b(?:to|by|of|at|from|than|over|nearly|almost|about|around|some|under|reach(?:ed|es)?|total(?:l?ed|s)?|hit|stood{GAP}at){GAP}\Z"
)


def _suffix_resolved(text: str, found: NumberSpan, unit: Unit | None) -> NumberSpan:
    """A lone "m" is a metre, not a million, unless money or something to count stands beside it."""
    if found.suffix not in {"m", "t", "b"} or (unit is not None and unit.start < found.start):
        return found
    if found.suffix == "m" and not _METRE_NOUNS.match(text, found.end) and not _ends_as_metre(text, found):
        return found
    return replace(found, end=found.end - 1, value=found.mantissa, scaled=False, suffix="")


def _ends_as_metre(text: str, found: NumberSpan) -> bool:
    """Whether a lone "m" with no noun behind it is a length; "unemployment rose to 2.6m" is none."""
    if not _OPEN_END.match(text, found.end):
        return False
    amount = _AMOUNT.search(text, max(0, found.start - 16), found.start)
    return amount is None or _lengths().search(text, max(0, found.start - 120), found.end + 60) is not None


@cache
def _lengths() -> re.Pattern[str]:
    """Words beside which "m" is a metre."""
    return re.compile(rf"\b(?:{'|'.join(load_lexicon('units')['length']['context'])})\b", re.IGNORECASE)
