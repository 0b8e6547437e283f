"""Whether figures, "dawn" or "evening" are a time of day: told from scores, names and things."""

from typing import Final

from briefgen.extract.date_candidate import Candidate

_AT_DAWN: Final = frozenset({"at", "before", "by", "until", "till", "since", "after", "from", "around"})


def dawn_context(found: Candidate) -> bool:
    """Whether "dawn" is a time of day: "at dawn", not "the dawn of an age"."""
    if any(found.group(name) for name in ("weekday", "deictic", "month")):
        return True
    return found.match[0].islower() and found.after.lower() != "of" and found.before in _AT_DAWN


def clock_half(found: Candidate) -> bool:
    """Whether an hour may stand before "a.m." or "p.m."."""
    return int(found.group("hour")) <= 12 and (int(found.group("hour")) > 0 or bool(found.group("minute")))


def clock_context(found: Candidate) -> bool:
    """Whether figures are a time of day by the word before them: not "won by 1:11"."""
    if found.group("military") or (found.group("minute") and found.match[0][-1].isalpha()):
        return True
    if found.before == "by" and len(found.group("hour")) == 1 and int(found.group("hour")) < 5:
        return False  # "won by 1:11"
    return found.before in {
        "at", "by", "from", "until", "till", "to", "around", "about", "between", "before", "after", "since", "and",
    }  # fmt: skip


def part_context(found: Candidate) -> bool:
    """Whether "the evening" or "overnight" is a time and no thing."""
    part, text = found.group("part").lower(), found.match[0].lower()
    if part == "overnight":
        return found.after.lower() not in {"success", "sensation", "stay", "stays", "bag", "fame", "rate", "rates"}
    if any(found.group(name) for name in ("weekday", "month")):
        return True
    if found.group("month2"):
        return True
    if found.group("edge"):
        return " in " in text or found.before in {"in", "on", "during", "of", "until", "into", "an", "by", "the"}
    if part.startswith("mid"):
        return found.before in {"by", "at", "in", "until", "around", "since", "from"}
    prepositions = {"in", "during", "throughout", "through", "into", "later", "by", "until"}
    return text.startswith("the ") and found.before in prepositions and found.after.lower() != "of"
