"""Quantities: numbers with unit, what they count, and qualifier.

The conventions are those of CQE (Almasian et al. 2023, "CQE: A Comprehensive Quantity Extractor"): a quantity is
a value with a unit, which may be a noun it counts; dates, times of day, ordinals, scores and numbers in names are
none. The span covers number and unit, and both ends of a range; the qualifier stays outside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from spacy.tokens import Doc

from briefgen.data import load_lexicon
from briefgen.extract.quantity_candidate import Candidate
from briefgen.extract.quantity_candidates import find_candidates
from briefgen.extract.quantity_context import not_a_quantity
from briefgen.extract.quantity_counts import PERSON, measured, read_counted
from briefgen.extract.quantity_ellipsis import fill_nouns
from briefgen.extract.quantity_numbers import GAP, NumberSpan, number
from briefgen.language.document import Document
from briefgen.model import Number, QuantityMention

Bounds = tuple[Number | None, Number | None]


@dataclass(frozen=True, slots=True)
class _Measure:
    """One value or range on its way to a mention."""

    start: int
    end: int
    low: Fraction
    high: Fraction
    candidate: Candidate
    open: bool = False
    range: bool = False


def extract_quantities(document: Document) -> tuple[QuantityMention, ...]:
    """The quantities of a document in the order of its text; linear in its length."""
    mentions = [_mention(measure) for measure in _measures(document.text, document.doc)]
    return fill_nouns(document.doc, mentions)


def _measures(text: str, doc: Doc) -> list[_Measure]:
    """Ranges first, so that what is left of a pair "3-2" can be told for a score."""
    candidates = find_candidates(text, doc)
    measures: list[_Measure] = []
    place = 0
    while place < len(candidates):
        if measures and candidates[place].found.start < measures[-1].end:
            place += 1  # inside the unit before it: "400 parts per million"
            continue
        pair = candidates[place : place + 2]
        merged = _range(pair) or _share(pair)
        if merged is not None:
            measures.append(merged)
        elif not _is_score(candidates, place):
            measures.append(_single(candidates[place]))
        place += 2 if merged is not None else 1
    return [measure for measure in measures if not not_a_quantity(measure.candidate)]


_ODDS = re.compile(rf"{GAP}in{GAP}(?:every{GAP})?|-in-")
_OUT_OF = re.compile(rf"{GAP}out{GAP}of{GAP}(?:every{GAP})?")
_ODDS_BEFORE = re.compile(
    rf"(?:^|[.!?“\"(]{GAP}?|\b(?:about|nearly|almost|roughly|around|some|only|just|than|least|up{GAP}to|as{GAP}many{GAP}as|an?){GAP})\Z",
    re.IGNORECASE,
)


def _share(pair: Sequence[Candidate]) -> _Measure | None:
    """A share such as "one in five women", which is no two counts; None if the pair is none."""
    if len(pair) < 2:
        return None
    part, whole = pair
    gap = part.text[part.found.end : whole.found.start]
    if not _ODDS.fullmatch(gap) and not (_OUT_OF.fullmatch(gap) and _is_rate_of(part, whole)):
        return None
    if part.has_own_unit or whole.has_own_unit or not 0 < part.found.value < whole.found.value <= 1_000_000:
        return None
    if part.found.value.denominator > 1 or whole.found.value.denominator > 1:
        return None
    if whole.found.value not in _WHOLES and not (part.found.value == 1 and _ODDS_BEFORE.search(part.before)):
        return None
    share = part.found.value / whole.found.value
    merged = replace(
        whole, first=part.first, unit=None, found=replace(whole.found, start=part.found.start, fraction=True)
    )
    return _Measure(part.found.start, whole.found.end, share, share, merged)


def _is_rate_of(part: Candidate, whole: Candidate) -> bool:
    """Whether "four out of five" speaks of a share of many, not of four of the five that there are."""
    if whole.found.value in {10, 100, 1000}:
        return True
    small = whole.found.value <= 5 and part.found.value in {1, whole.found.value - 1}
    return small and not part.found.digits and not whole.found.digits


_WHOLES = frozenset(
    {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000}
)


def _single(candidate: Candidate) -> _Measure:
    found, unit = candidate.found, candidate.unit
    start, end = (unit.start, unit.end) if unit else (found.start, found.end)
    sign = _minus(candidate)
    value = -found.value if sign else found.value
    return _Measure(start - sign, end, value, value, candidate, open=found.open or _is_vague(candidate))


def _minus(candidate: Candidate) -> int:
    """How many characters a minus takes before degrees or a percentage; elsewhere a hyphen is a dash."""
    if candidate.unit is None or not candidate.unit.name.startswith(("degree", "percent")):
        return 0
    match = re.search(r"(?:^|(?<=[\s(]))(?<!\bor\s)(?:[-−–]|minus\s)\Z", candidate.before)
    return len(match[0]) if match else 0


@cache
def _vague() -> re.Pattern[str]:
    words = "|".join(sorted(load_lexicon("numbers")["vague"]["words"], key=len, reverse=True))
    return re.compile(rf"\b(?:{words}){GAP}\Z", re.IGNORECASE)


def _is_vague(candidate: Candidate) -> bool:
    """Whether the multiple is unsaid: "several hundred", "a few thousand"."""
    word = candidate.text[candidate.found.start : candidate.found.end].lower()
    lexicon = load_lexicon("numbers")
    return (word in lexicon["scales"]["words"] or word == "dozen") and _vague().search(candidate.before) is not None


_LINK = re.compile(rf"{GAP}?[-–—]{GAP}?|{GAP}(?P<word>to|and|or){GAP}")


def _range(pair: Sequence[Candidate]) -> _Measure | None:
    """Two numbers that are the ends of one range, or None."""
    if len(pair) < 2:
        return None
    low, high = pair
    end = low.unit.end if low.unit else low.found.end
    start = high.unit.start if high.unit else high.found.start
    link = _LINK.fullmatch(low.text, end, start) if end < start else None
    if link is None or not _same_unit(low, high) or not_a_quantity(replace(low, unit=low.unit or high.unit)) in _NAMES:
        return None
    bottom = _shared_scale(low.found, high.found)
    if bottom >= high.found.value or not _may_link(low, high, link["word"]):
        return None
    unit = high.unit or low.unit
    merged = replace(high, first=low.first, unit=unit, found=replace(high.found, start=low.found.start))
    first = min(low.found.start, low.unit.start if low.unit else low.found.start)
    return _Measure(first, high.unit.end if high.unit else high.found.end, bottom, high.found.value, merged, range=True)


_NAMES = frozenset({"code", "address", "label", "date", "year", "clock", "telephone", "name", "model"})


def _same_unit(low: Candidate, high: Candidate) -> bool:
    if low.unit is None or high.unit is None:
        return low.unit is None or low.unit_before or not low.has_own_unit
    return low.unit.name == high.unit.name or high.unit.name.startswith(f"{low.unit.name} per ")


def _shared_scale(low: NumberSpan, high: NumberSpan) -> Fraction:
    """The low end with the scale of the high end: "5 to 10 million" starts at five million."""
    if high.scaled and not low.scaled and low.value <= high.mantissa:
        return low.value * high.scale
    return low.value


def _may_link(low: Candidate, high: Candidate, word: str | None) -> bool:
    """Whether the word between two numbers makes them a range here."""
    before = low.text[
        max(0, (low.unit.start if low.unit_before and low.unit else low.found.start) - 24) : (
            low.unit.start if low.unit_before and low.unit else low.found.start
        )
    ]
    between = re.search(rf"\bbetween{GAP}(?:the{GAP}ages{GAP}of{GAP})?[^\w]?\Z", before, re.IGNORECASE)
    if word == "and":
        return between is not None
    if word == "or":
        return high.found.value <= 2 * low.found.value + 1 and not low.has_own_unit
    if word == "to":
        return not _is_change(low, before) and not _score_near(low, high)
    return not _score_near(low, high)


_RANGING = re.compile(rf"\b(?:rang(?:e|es|ed|ing){GAP}(?:of|from)|anywhere{GAP}from|between)\W{{0,3}}\Z", re.IGNORECASE)


def _is_change(low: Candidate, before: str) -> bool:
    """Whether a pair is two quantities, not a range: "rose from 3 to 5 percent", "up 3% to 5%"."""
    if _RANGING.search(before) or (not low.found.fraction and re.search(r"\bby\s\Z", before, re.IGNORECASE)):
        return False
    if low.found.fraction and re.search(r"\bby\W(?:an?\W)?\Z", before, re.IGNORECASE):
        return True
    has_from = re.search(r"\bfrom\W{0,3}\Z", before, re.IGNORECASE)
    if has_from is None and not low.has_own_unit:
        return False
    change = load_lexicon("numbers")["change"]
    begins = low.sentence[0]
    nearby = low.doc[max(begins, low.first - 6) : low.first]
    farther = low.doc[max(begins, low.first - 12) : max(begins, low.first - 6)] if has_from else low.doc[:0]
    return any(token.lemma_.lower() in change["verbs"] or token.lower_ in change["forms"] for token in nearby) or any(
        token.lemma_.lower() in change["verbs"] and token.lemma_.lower() not in change["loose"] for token in farther
    )


def _score_near(low: Candidate, high: Candidate) -> bool:
    """Whether the sentence speaks of scores or votes, and the pair has no unit."""
    if high.unit is not None or low.found.value > 150:
        return False
    words = load_lexicon("numbers")["scores"]["words"]
    after = high.token(1)
    if after is not None and after.tag_ == "NNS" and after.lower_ not in words:
        return False
    return any(token.lower_ in words for token in low.near)


_PAIR = re.compile(rf"[-–—]|{GAP}to{GAP}|-(?:for|of|to)-")


def _is_score(candidates: Sequence[Candidate], place: int) -> bool:
    """Whether a number is half of "3-2" or "7 to 2" and the pair was no range."""
    this = candidates[place]
    neighbours = (candidates[place - 1 : place + 1] if place else ()), candidates[place : place + 2]
    for pair in neighbours:
        if len(pair) == 2 and _PAIR.fullmatch(this.text, pair[0].found.end, pair[1].found.start):
            hyphen = this.text[pair[0].found.end] in "-–—"
            if this.text[pair[0].found.end + 1] in "fo":
                return True  # "3-for-4", "8-of-14"
            if pair[1].unit is None and pair[0].unit is None and (hyphen or _score_near(*pair)):
                return True
    return False


def _mention(measure: _Measure) -> QuantityMention:
    candidate = measure.candidate
    qualifier, after = _qualifier(candidate.text, measure)
    unit, counts, end = _what(measure, after)
    kind = "range" if measure.range else candidate.unit.family if candidate.unit else "count" if unit else "number"
    return QuantityMention(
        start=_start(measure), end=end, value=_bounds(measure, qualifier), unit=unit, counts=counts,
        qualifier=qualifier, rule=kind,
    )  # fmt: skip


def _start(measure: _Measure) -> int:
    """Where the span begins: the article belongs to the number in "a dozen", "a third"."""
    found = measure.candidate.found
    word = measure.candidate.text[found.start : found.end].split("-")[0].split(" ")[0].lower()
    lexicon = load_lexicon("numbers")
    if found.digits or not (
        word in lexicon["scales"]["words"] or word == "dozen" or word in lexicon["fractions"]["words"]
    ):
        return measure.start
    article = re.search(rf"\ban?{GAP}\Z", measure.candidate.before, re.IGNORECASE)
    return measure.start - len(article[0]) if article else measure.start


def _what(measure: _Measure, after: int) -> tuple[str, str, int]:
    """Unit, counts and end of a measure; `after` is where a qualifier behind the number ends."""
    candidate = measure.candidate
    doc = candidate.doc
    if candidate.unit is not None:
        return candidate.unit.name, measured(doc, candidate.token_at(measure.end)), measure.end
    last = candidate.token_at(after) if after > measure.end else candidate.last
    counted = read_counted(doc, candidate.first, last)
    partial = candidate.found.fraction and doc[min(last + 1, len(doc) - 1)].lower_ == "of"
    if partial and doc[counted.last].tag_ in {"NN", "NNP"} and counted.unit != PERSON:
        counted = replace(counted, unit="")  # "a third of its stake": a part of one thing counts nothing
    end = doc[counted.last].idx + len(doc[counted.last]) if counted.unit else measure.end
    return counted.unit, counted.counts, max(end, measure.end)


def _bounds(measure: _Measure, qualifier: str) -> Bounds:
    """The least and the greatest value that the words allow."""
    low, high = number(measure.low), number(measure.high)
    if measure.range:
        return low, high
    if measure.open or qualifier in {"at least", "more than"}:
        return low, None
    if qualifier in {"up to", "less than"}:
        return None, high
    return low, high


@cache
def _qualifier_patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """What may stand before a number, what behind it, and the qualifier each is."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for name, rule in load_lexicon("hedges")["qualifiers"].items():
        before |= dict.fromkeys(rule["before"], name)
        after |= dict.fromkeys(rule["after"], name)
    heads = "|".join(re.escape(word) for word in sorted(before, key=len, reverse=True))
    tails = "|".join(re.escape(word) for word in sorted(after, key=len, reverse=True))
    return (
        re.compile(rf"(?<![\w-])({heads})(?:{GAP}|(?<=[~≈<>]))(?:(?:an?|another|as){GAP})?\Z", re.IGNORECASE),
        re.compile(rf"{GAP}?({tails})(?!\w)", re.IGNORECASE),
        before | after,
    )


def _qualifier(text: str, measure: _Measure) -> tuple[str, int]:
    """The qualifier of a measure, '' without one, and where it ends if it stands behind the number."""
    before, after, names = _qualifier_patterns()
    window = text[max(0, measure.start - 32) : measure.start]
    if measure.range:
        window = re.sub(rf"(?:between|from){GAP}\Z", "", window, flags=re.IGNORECASE)
    match = before.search(window)
    if match is not None:
        name = names[match[1].lower()]
        if (
            not _is_topic(match, measure)
            and not _is_verb_particle(name, window[: match.start()])
            and not _is_stretch(match[1], measure, window)
        ):
            return name, measure.end
    behind = after.match(text, measure.end)
    if behind is None:
        return "", measure.end
    return names[behind[1].lower()], behind.end()


def _is_topic(match: re.Match[str], measure: _Measure) -> bool:
    """Whether "over a $3 billion debt" says what about: an article before figures belongs to a later noun."""
    article = re.search(rf"{GAP}an?{GAP}\Z", match[0], re.IGNORECASE)
    return article is not None and measure.candidate.found.digits and match[1].lower() in {"over", "under", "above"}


_STRETCHED = re.compile(
    rf"\b(?:for|in|after|spent|spends?|is|was|are|were|of|just|well|by|have|has|had|with|last(?:s|ed|ing)|took|takes?|taking|wait\w*){GAP}over{GAP}\Z",
    re.IGNORECASE,
)


def _is_stretch(word: str, measure: _Measure, window: str) -> bool:
    """Whether "over" speaks of a stretch of time: "repaid over 30 years", but "for over 30 years"."""
    unit = measure.candidate.unit
    if word.lower() != "over" or unit is None or unit.family != "time":
        return False
    behind = measure.candidate.text[measure.end : measure.end + 8]
    if measure.candidate.text[measure.candidate.found.end] == "-":
        return window.rstrip().lower().endswith((" a", " an", " the"))  # "over a 10-year period"
    return not _STRETCHED.search(window) and not re.match(r"\s(?:ago|old|of|in)\b", behind)


def _is_verb_particle(name: str, before: str) -> bool:
    """Whether "up to" stands behind a verb of motion and says where it went, not how much at most."""
    verbs = load_lexicon("hedges")["qualifiers"][name].get("verbs_before", ())
    word = re.search(r"(\w+)\s\Z", before)
    return bool(
        (verbs and word and any(word[1].lower().startswith(verb[:4]) for verb in verbs))
        or (verbs and word and word[1].lower() == "went")
    )
