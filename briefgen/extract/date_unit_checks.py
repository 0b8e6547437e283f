"""Whether a unit of time is one: lengths, rates and bare "days", told from speeds, names, shares and ages of things."""

import re
from functools import cache
from typing import Final

from briefgen.extract.date_candidate import Candidate
from briefgen.extract.date_lexicon import lexicon, listed

_ONE_DAY: Final = frozenset({"for", "in", "within", "of", "than", "only", "just"})
"""Words before "one day" that make it a length and not "some day"."""


def duration_context(found: Candidate) -> bool:
    """Whether a number and a unit are a length of time: not "the 2013 fiscal year", "three quarters of", "one day they will"."""
    unit, number = found.group("unit").lower(), re.sub(r"\s+", " ", found.group("number").lower())
    if found.after.lower() in {"to", "by"} and re.match(rf"\s+\w+\s+{unit}\b", found.text[found.match.end() :]):
        return False  # "a day to day basis"
    if found.group("unit")[:1].isupper() and not _is_title(found):
        return False  # the band "30 Seconds to Mars"
    if not unit.endswith(("s", "ia")) and re.fullmatch(r"(?:19|20)\d\d", number):
        return False  # "the 2013 fiscal year"
    if number in {"a", "an"} and found.after.lower() == "of" and _observed(found):
        return False
    if unit in {"second", "quarter", "night", "millennium"} and (
        number in {"a", "an", "one", ""} or number in _vague()
    ):
        return False
    if unit in {"quarter", "quarters"} and (
        found.after.lower() == "of" or found.group("tail") or "-" in found.match[0]
    ):
        return False
    if number in _vague() and (not unit.endswith(("s", "ia")) or found.before == "as"):
        return False
    if number == "one" and unit in {"day", "night"} and " " in " ".join(found.match[0].split()):
        return found.before in _ONE_DAY or found.after.lower() in {"after", "before"}
    return not (number == "some" and unit == "days") and not (unit == "day" and found.after.lower() in {"when", "that"})


def _observed(found: Candidate) -> bool:
    """Whether a day is kept for something, "a day of national mourning": no length of time."""
    behind = re.match(r"\s+of\s+(?:\w+\s+)?(\w+)", found.text[found.match.end() :])
    return behind is not None and behind[1].lower() in listed("vetoes", "observances")


def _is_title(found: Candidate) -> bool:
    """Whether the line is written like a headline, most longer words with a capital."""
    words = [token for token in found.span().sent if token.is_alpha and len(token) > 3] if found.span() else []
    return sum(word.text[0].isupper() for word in words) > 0.6 * len(words)


def is_speed(found: Candidate) -> bool:
    """Whether a time only measures how fast something is: "240 kilometers an hour"."""
    return found.group("unit").lower() in {"hour", "minute", "second"} and found.before in listed("vetoes", "speeds")


@cache
def _vague() -> frozenset[str]:
    return frozenset(lexicon()["vague"]["words"])


def singular_unit(found: Candidate) -> bool:
    """Whether a number before a hyphen stands before a unit in the singular: "24-hour"."""
    unit, number = found.group("unit").lower(), found.group("number").lower()
    return not unit.endswith("s") and number not in {"a", "an"} and unit != "quarter"


def units_context(found: Candidate) -> bool:
    """Whether a bare "days" or "hours" is a length: "lasted for days", "hours after the vote"."""
    after = found.after.lower()
    if found.before == "light" or found.text[found.match.start() - 1 : found.match.start()] in {"-", "\u2011"}:
        return False  # "145 light years away", "man-hours"
    if found.group("about").lower() == "the":
        return after in {"after", "before", "since", "following", "leading", "ahead", "that"}
    if after in {"after", "before", "since", "away", "into"}:
        return not _described(found)
    if found.closed and found.before in {"have", "has", "had", "not"}:
        return True  # "we have hours, not weeks"
    if found.before == "even" or (found.before in {"or", "and"} and found.second_before in lexicon()["units"]):
        return not _described(found)
    return (
        found.before in listed("context", "units_before")
        or (found.starts and after == "of")
        or bool(found.group("about"))
    )


def _described(found: Candidate) -> bool:
    start = found.span().start
    return start > 0 and found.doc[start - 1].pos_ in {"ADJ", "DET", "NUM", "PRON"}


def possessive_before(found: Candidate) -> bool:
    """Whether what has gone on stands before: "in its 46th month"."""
    return found.before in {"its", "their"} and found.second_before in {
        "in", "into", "enter", "enters", "entered", "entering", "marks", "marked", "nearing", "approaches", "approaching",
    }  # fmt: skip


def _counted(found: Candidate) -> bool:
    """Whether a number stands shortly before: "60 billion euros of bonds a month from March"."""
    start = found.span().start
    return any(token.like_num for token in found.doc[max(0, start - 6) : start])


def rate_context(found: Candidate) -> bool:
    """Whether "a day" tells how often: "5,000 shells a day"."""
    after = found.after.lower()
    dated = re.match(
        r"\s(?:from|since)\s(?:[A-Z0-9]|last\b|next\b)", found.text[found.match.end() : found.match.end() + 12]
    )
    if after in {"since", "from", "of"} and (found.before in lexicon()["units"] or (dated and _counted(found))):
        return True  # "a few hours a week since autumn"
    if after in {"after", "before", "later", "earlier", "ago", "of", "since", "from", "old"}:
        return False
    if found.group("times") or is_speed(found):
        return bool(found.group("times"))
    start = found.span().start
    previous = found.doc[start - 1] if start else None
    return previous is not None and (previous.pos_ in {"NOUN", "NUM", "SYM"} or previous.text in {"%", "times"})
