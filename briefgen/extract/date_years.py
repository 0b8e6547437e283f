"""Whether four figures are a year: not 2000 people, resolution 1973 or the asteroid 2012 DA14."""

import re
from typing import Final

from briefgen.extract.date_candidate import Candidate
from briefgen.extract.date_lexicon import listed


def year_is_year(found: Candidate) -> bool:
    """Whether a number is a year by what stands beside it."""
    number, after, before = int(found.group("year")), found.after.lower(), found.before
    if found.group("edge") or found.match[0].lower().startswith("the year"):
        return True
    if _in_brackets(found):
        return True
    if found.group("year2") and 1900 <= number < int(found.group("year2")) < 2101 and after not in _COUNTED:
        return before in {"over", "during"} or not _counts_after(found)
    if _CODE.match(found.after) or _ADDRESS.match(found.text, found.match.end()):
        return False
    bound = _BOUND.search(found.text, max(0, found.match.start() - 24), found.match.start())
    if bound and not _counts_after(found):
        return 1000 <= number < 2100
    if before == "in" and 1900 <= number < 2030 and number % 10 and not found.group("year2"):
        return True  # "in 1965 people danced"
    if before in listed("vetoes", "not_years_after") or after in listed("vetoes", "not_years_before"):
        return False
    if not 1900 <= number < 2100 or found.group("year2"):
        if found.text[max(0, found.match.start() - 3) : found.match.start()] == "In " and found.after[:1].isupper():
            return number >= 1000  # "In 1594 Perez wrote", which opens a sentence
        return before in listed("context", "year_before") and number >= 1000 and _noun_free(found)
    if after in _CALLED:
        return True
    return _noun_free(found) or (number % 50 != 0 and _plausible_modifier(found)) or _year_after_preposition(found)


_BOUND: Final = re.compile(r"\b(?:since|until|till|from)\s+(?:at\s+least|around|about)\s+\Z", re.IGNORECASE)
_LIFE: Final = re.compile(r"\((?:(?:r|b|d|c|ca|fl|reigned|born|died|circa)\.? ?)?\Z")


def _in_brackets(found: Candidate) -> bool:
    """Whether the figures stand in brackets as the years of a life or reign: "(1788–1824)", "(r. 1830-1848)", "(b. 1871)"."""
    opened = _LIFE.search(found.text, max(0, found.match.start() - 10), found.match.start())
    if not opened or found.text[found.match.end() : found.match.end() + 1] != ")":
        return False
    if found.group("year2"):
        return 0 < int(found.group("year2")) - int(found.group("year")) < 120
    return opened[0] != "("


_CALLED: Final = frozenset(
    {
        "campaign",
        "election",
        "presidential",
        "census",
        "olympics",
        "olympic",
        "summer",
        "winter",
        "budget",
        "season",
        "law",
        "war",
    }
)
"""Words that follow a year and are not counted, however round the year: "the 2000 election"."""
_COUNTED: Final = frozenset({"people", "percent", "points", "dollars", "euros"})
_ADDRESS: Final = re.compile(
    r"\s(?:[A-Z]\w{1,20}\.?\s){1,3}(?:St|Street|Ave|Avenue|Road|Rd|Boulevard|Blvd|Drive|Lane|Way|Plaza|Highway)\b"
)
"""What makes the figures before it the number of a house: "1901 Main Street"."""
_CODE: Final = re.compile(r"[A-Z]{1,3}\d")
"""What a number and letters behind a year make: the asteroid 2012 DA14."""


def _counts_after(found: Candidate) -> bool:
    """Whether a plural follows that the figures may count: "1500-2000 homes"."""
    end = found.span().end
    plural = end < len(found.doc) and found.doc[end].tag_ in {"NNS", "NNPS"}
    return plural or found.after.lower() in listed("vetoes", "not_years_before")


def _year_after_preposition(found: Candidate) -> bool:
    """Whether a round number is a year all the same: "by 2050 exceeded", not "in 2000 homes"."""
    end = found.span().end
    behind = found.doc[end] if end < len(found.doc) else None
    return found.before in {"by", "since", "until", "in"} and behind is not None and behind.tag_[:2] in {"VB", "MD"}


def _noun_free(found: Candidate) -> bool:
    return (found.closed or found.after.lower() in listed("context", "clause_after")) and (
        found.before in listed("context", "year_before")
        or found.starts
        or found.text[found.match.end() : found.match.end() + 1] in ",);"
    )


def _plausible_modifier(found: Candidate) -> bool:
    return (
        found.before in listed("context", "year_before")
        or found.before.endswith(("'s", "’s", "s'", "s’"))
        or found.after != ""
    )


def year_span(found: Candidate) -> bool:
    """Whether the two figures are the next year or a later one, not a month: "2012-13", "1861-65"."""
    first, short = int(found.group("year")), int(found.group("year2"))
    step = (short - first) % 100
    if not 1800 <= first < 2100 or found.after.lower() in listed("vetoes", "not_years_before"):
        return False
    return step == 1 or (short > 12 and 1 < step < 40)
