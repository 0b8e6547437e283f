"""Quantities: numbers with unit, what they count, and qualifier.

The conventions are those of CQE (Almasian et al. 2023, "CQE: A Comprehensive Quantity Extractor"): a quantity is
a value with a unit, which may be a noun it counts; dates, times of day, ordinals, scores and numbers in names are
none. The span covers number and unit, and both ends of a range; the qualifier stays outside.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from briefgen.data import load_lexicon
from briefgen.extract.quantity_candidate import Candidate
from briefgen.extract.quantity_candidates import find_candidates
from briefgen.extract.quantity_context import not_a_quantity
from briefgen.extract.quantity_counts import PERSON, measured, read_counted
from briefgen.extract.quantity_ellipsis import fill_nouns
from briefgen.extract.quantity_numbers import GAP, number
from briefgen.extract.quantity_ranges import Measure, find_range, is_score
from briefgen.language.document import Document
from briefgen.model import Number, QuantityMention

Bounds = tuple[Number | None, Number | None]


def extract_quantities(document: Document) -> tuple[QuantityMention, ...]:
    """The quantities of a document in the order of its text; linear in its length."""
    mentions = [_mention(measure) for measure in _measures(document.text, document.doc)]
    return fill_nouns(document.doc, mentions)


def _measures(text: str, doc: Doc) -> list[Measure]:
    """Ranges first, so that what is left of a pair "3-2" can be told for a score."""
    candidates = find_candidates(text, doc)
    measures: list[Measure] = []
    place = 0
    while place < len(candidates):
        if measures and candidates[place].found.start < measures[-1].end:
            place += 1  # inside the unit before it: "400 parts per million"
            continue
        pair = candidates[place : place + 2]
        merged = find_range(pair) or _share(pair)
        if merged is not None:
            measures.append(merged)
        elif not is_score(candidates, place):
            measures.append(_single(candidates[place]))
        place += 2 if merged is not None else 1
    return [measure for measure in measures if not not_a_quantity(measure.candidate)]


_ODDS = re.compile(rf"{GAP}in{GAP}(?:every{GAP})?|-in-")
_OUT_OF = re.compile(rf"{GAP}out{GAP}of{GAP}(?:every{GAP})?")
_ODDS_BEFORE = re.compile(
    rf"(?:^|[.!?“\"(]{GAP}?|\b(?:about|nearly|almost|roughly|around|some|only|just|than|least|up{GAP}to|as{GAP}many{GAP}as|an?){GAP})\Z",
    re.IGNORECASE,
)


def _share(pair: Sequence[Candidate]) -> Measure | None:
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
    return Measure(part.found.start, whole.found.end, share, share, merged)


def _is_rate_of(part: Candidate, whole: Candidate) -> bool:
    """Whether "four out of five" speaks of a share of many, not of four of the five that there are."""
    if whole.found.value in {10, 100, 1000}:
        return True
    small = whole.found.value <= 5 and part.found.value in {1, whole.found.value - 1}
    return small and not part.found.digits and not whole.found.digits


_WHOLES = frozenset(
    {2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000}
)


def _single(candidate: Candidate) -> Measure:
    found, unit = candidate.found, candidate.unit
    start, end = (unit.start, unit.end) if unit else (found.start, found.end)
    sign = _minus(candidate)
    value = -found.value if sign else found.value
    return Measure(start - sign, end, value, value, candidate, open=found.open or _is_vague(candidate))


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


def _mention(measure: Measure) -> QuantityMention:
    candidate = measure.candidate
    qualifier, after = _qualifier(candidate.text, measure)
    unit, counts, end = _what(measure, after)
    kind = "range" if measure.range else candidate.unit.family if candidate.unit else "count" if unit else "number"
    return QuantityMention(
        start=_start(measure), end=end, value=_bounds(measure, qualifier), unit=unit, counts=counts,
        qualifier=qualifier, rule=kind,
    )  # fmt: skip


def _start(measure: Measure) -> int:
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


def _what(measure: Measure, after: int) -> tuple[str, str, int]:
    """Unit, counts and end of a measure; `after` is where a qualifier behind the number ends."""
    candidate = measure.candidate
    doc = candidate.doc
    if candidate.unit is not None:
        return candidate.unit.name, measured(doc, candidate.token_at(measure.end)), measure.end
    last = candidate.token_at(after) if after > measure.end else candidate.last
    counted = read_counted(doc, candidate.first, last)
    partial = candidate.found.fraction and doc[min(last + 1, len(doc) - 1)].lower_ == "of"
    if candidate.found.fraction and doc[counted.last].lower_ in load_lexicon("numbers")["fractions"]["shares"]:
        counted = replace(counted, unit="")  # "a two-thirds majority"
    if partial and doc[counted.last].tag_ in {"NN", "NNP"} and counted.unit != PERSON:
        counted = replace(counted, unit="")  # "a third of its stake": a part of one thing counts nothing
    end = doc[counted.last].idx + len(doc[counted.last]) if counted.unit else measure.end
    return counted.unit, counted.counts, max(end, measure.end)


def _bounds(measure: Measure, qualifier: str) -> Bounds:
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


def _qualifier(text: str, measure: Measure) -> tuple[str, int]:
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


def _is_topic(match: re.Match[str], measure: Measure) -> bool:
    """Whether "over a $3 billion debt" says what about: an article before figures belongs to a later noun."""
    article = re.search(rf"{GAP}an?{GAP}\Z", match[0], re.IGNORECASE)
    return article is not None and measure.candidate.found.digits and match[1].lower() in {"over", "under", "above"}


_STRETCHED = re.compile(
    rf"\b(?:for|in|after|spent|spends?|is|was|are|were|of|just|well|by|have|has|had|with|last(?:s|ed|ing)|took|takes?|taking|wait\w*){GAP}over{GAP}\Z",
    re.IGNORECASE,
)


def _is_stretch(word: str, measure: Measure, window: str) -> bool:
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
