"""Checks a match must pass before it counts as a time expression: "may" the verb, "second" the ordinal, 2000 people.

Each check reads the match, the few words beside it and, where syntax decides, the tags of its tokens.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

from briefgen.extract.actor_titles import country_of_people
from briefgen.extract.date_candidate import Candidate
from briefgen.extract.date_clock_checks import clock_context, clock_half, dawn_context, part_context
from briefgen.extract.date_lexicon import lexicon, listed, numbered
from briefgen.extract.date_unit_checks import (
    duration_context,
    is_speed,
    possessive_before,
    rate_context,
    singular_unit,
    units_context,
)
from briefgen.extract.date_years import year_is_year, year_span
from briefgen.extract.gazetteer import country_of

_PLUPERFECT = re.compile(r"\s(?:he|she|it|they|we|I)(?:['’]d|\shad)\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s(?:(?:in|on|during|by|from|when|while|had|has|have|was|were|said|left)\b|at\s(?!(?:least|most|about|around|some)\b)"
    r"|[a-z]{2,14}ed\s(?:at least|more than|up to|about|the|an?|two|three|four|five|six|dozens|\d))"
)
"""What shows that "the night before" has no object: a preposition, or a verb whose subject stands before it."""
_OF_ANOTHER = re.compile(r"\s(?:in|of)\s(?:\d{4}|last)\b")


Check = Callable[[Candidate], bool]


def _is_person(found: Candidate, group: str) -> bool:
    return any(token.ent_type_ == "PERSON" for token in found.span(group))


def _capital(group: str) -> Check:
    return lambda found: not found.group(group) or found.group(group)[0].isupper()


def _capital_holiday(found: Candidate) -> bool:
    holiday = found.group("holiday")
    if holiday.lower().endswith("new year") and (found.before in _OTHER_YEARS or not holiday[-8:].istitle()):
        return False
    return holiday[0].isupper() or holiday.lower().startswith("the ")


_OTHER_YEARS: Final = frozenset(
    {"chinese", "lunar", "jewish", "persian", "iranian", "islamic", "muslim", "hindu", "tamil", "thai", "the", "a"}
)
"""Words before "New Year" that make it that of another calendar, or no day."""


def _american_here(found: Candidate) -> bool:
    """Whether a holiday of the United States ("Memorial Day") may be meant: its sentence names no other country alone."""
    if found.group("holiday").lower() not in listed("vetoes", "american_holidays"):
        return True
    named = [token for token in found.span("holiday").sent if token.ent_type_ in {"GPE", "NORP"}]
    codes = {code for token in named if (code := country_of(token.text) or country_of_people(token.text))}
    return not codes or "US" in codes


def _not_count(found: Candidate) -> bool:
    return (
        bool(found.group("year"))
        or found.before in {"on", "between"}
        or found.after.lower() not in listed("vetoes", "not_years_before")
    )


def _month_is_month(found: Candidate) -> bool:
    name = found.group("month")
    if found.group("year") or found.group("month2"):
        return True
    helped = any(found.group(key) for key in ("which", "edge", "yearword"))
    evidence = helped or found.before in listed("vetoes", "month_evidence")
    if found.after[:1].isupper() and found.after[1:2].islower() and found.before in {"the", "and", "or", "of", "to"}:
        return helped or (found.before in {"the", "of"} and _before_event(found))
    if found.starts and name[0].isupper() and _before_event(found) and name.lower() not in {"may", "march"}:
        return True  # "April Nepal earthquake: a boy is found alive"
    if found.before == "a" and name[0].isupper() and found.after.lower() in listed("context", "held_for"):
        return True  # "in a March vote"
    if name.lower() in {"april", "june", "august"} and found.after[:1].isupper() and found.after[1:2].islower():
        return evidence and not _is_person(found, "month")
    if name.lower().rstrip(".") not in {"may", "march"} and (len(name) > 4 or name.lower() in {"june", "july"}):
        return evidence or not _is_person(found, "month")
    if not evidence or _is_person(found, "month"):
        return False
    return name.endswith(".") or numbered("months")[name.lower()] in {2, 4} or len(name) > 4


def _before_event(found: Candidate) -> bool:
    """Whether a month stands before the name of a place and what happened there: "the November Paris attacks"."""
    end = found.span().end
    unclear = found.group("month").lower() in {"april", "may", "march", "june", "august"}
    if unclear and any(token.ent_type_ == "PERSON" for token in found.doc[end - 1 : end + 1]):
        return False
    for token in found.doc[end : end + 5]:
        if token.pos_ == "NOUN" and token.text.islower():
            return True
        if not token.text[0].isupper():
            return False
    return False


def _before_what_is_held(found: Candidate) -> bool:
    """Whether an event follows that took place on the weekend, and no other word tells which weekend or how often."""
    end = found.span().end
    noun = found.doc[end].lemma_.lower() if end < len(found.doc) else ""
    told = found.before in {"a", "an", "every", "each", "this", "last", "next", "that", "any", "one", "per", "of"}
    return not told and (noun in lexicon()["asides"]["events"] or found.after.lower() in listed("context", "held_for"))


def _second_month(found: Candidate) -> bool:
    plain = found.group("month2").lower().rstrip(".") not in {"may", "march", "april", "june"}
    return plain or bool(found.group("year")) or not found.after[:1].isupper()


def _on_before(found: Candidate) -> bool:
    return found.before in {"on", "by", "until", "till", "from", "since"}


def _no_noun_after(found: Candidate) -> bool:
    return (
        bool(found.group("monthword"))
        or found.closed
        or found.after.lower() in listed("context", "clause_after") - {"of"}
    )


def _no_object(found: Candidate) -> bool:
    direction = found.group("direction").lower()
    if direction in {"later", "hence", "previously", "from now", "afterward", "afterwards"}:
        return found.after.lower() != "than"
    if direction == "earlier":
        return found.after.lower() != "than"
    if direction == "prior":
        return found.after.lower() != "to"
    if direction == "on":
        return found.closed and found.text[found.match.end() : found.match.end() + 1] == ","
    if direction == "before" and re.match(
        r"\s(?:and|but)\s(?!after\b)", found.text[found.match.end() : found.match.end() + 11]
    ):
        return True  # "had come two days before and left"
    if direction in {"before", "after"} and _GOES_ON.match(found.text, found.match.end()):
        return True
    return found.closed or (found.starts and bool(_PLUPERFECT.match(found.text, found.match.end())))


def _unit_is_time(found: Candidate) -> bool:
    unit, which = found.group("unit").lower(), found.group("which").lower()
    if unit in {"half", "season"} or is_speed(found):
        return False
    if (
        which in {"next", "previous"}
        and "part" in found.match.re.groupindex
        and unit not in listed("context", "next_units")
    ):
        return which == "previous"
    if unit in {"fall", "spring", "winter", "summer"} and which.startswith("that"):
        return any(token.pos_ == "NOUN" for token in found.span("unit")) and unit != "fall"
    if which.endswith("same") and _OF_ANOTHER.match(found.text, found.match.end()):
        return False
    if which == "that" and unit in {"day", "night", "year", "week", "month"}:
        return found.closed or not (found.after[:1].islower() and found.after.lower().endswith(("ly", "-old")))
    return not (unit in {"fall", "spring"} and found.after.lower() in {"of", "from", "into", "to"})


def _calendar_context(found: Candidate) -> bool:
    unit, edge, before = found.group("unit").lower(), found.group("edge"), found.before
    loose = found.closed or found.after.lower() in listed("context", "clause_after") - {
        "that",
        "when",
        "after",
        "before",
        "he",
        "she",
        "in",
    }
    if unit in {"decade", "century"} and not edge:
        return False
    if edge:
        return " in the " in " ".join(found.match[0].split()) or loose or found.after.lower() in {"that", "in"}
    if before == "of" and found.second_before in _STRETCHES:
        return loose or (unit == "year" and found.after.lower() not in {"of", "when", "that"})
    if before == "of" and found.second_before == "day" and unit in {"year", "month", "quarter"}:
        return loose  # "the last trading day of the year"
    loose = loose or _verb_follows(found)
    if unit == "weekend":
        return before in listed("context", "prepositions") | {"spent", "spend", "spends", "spending"}
    if unit == "quarter":
        return before in listed("context", "prepositions") and loose
    if unit == "day":
        throughout = before in {"during", "throughout"} or (
            before == "in" and found.second_before in {"earlier", "later"}
        )
        return loose and throughout
    if unit == "year" and re.match(r"['’]s\s\w", found.text[found.match.end() : found.match.end() + 4]):
        return True  # "the year's gains"
    return before in listed("context", "prepositions") - {"at", "on", "around", "of"} and loose


_STRETCHES: Final = frozenset({"days", "weeks", "months", "half", "quarter", "quarters", "part", "rest"})


def _verb_follows(found: Candidate) -> bool:
    """Whether the clause goes on with its verb: "sales for the year rose"."""
    end = found.span().end
    return end < len(found.doc) and found.doc[end].tag_ in {"VBD", "VBZ", "MD"}


def _quarter_context(found: Candidate) -> bool:
    if found.group("unit").lower() == "half":
        return "-" in found.match[0] and found.after.lower() in _FIGURES
    if _in_a_game(found):
        return False
    if found.group("unit").lower() != "quarter" or found.after.lower() in {"of", "final", "finals"}:
        return False
    return found.group("ordinal").lower() in {"first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th"}


def _in_a_game(found: Candidate) -> bool:
    """Whether the sentence tells of a game, and of no business."""
    words = {token.lower_ for token in found.span().sent} if found.span() else set()
    return bool(words & listed("vetoes", "games")) and not words & listed("vetoes", "business")


_FIGURES: Final = frozenset(
    {
        "profit",
        "profits",
        "earnings",
        "sales",
        "revenue",
        "results",
        "loss",
        "losses",
        "net",
        "income",
        "growth",
        "output",
    }
)
"""What is told of half a year, and not of half a game."""


def _capital_code(found: Candidate) -> bool:
    code = found.group("code")
    if not code[0].isupper() or (code[0] == "H" and code[1] > "2"):
        return False
    return code[0] == "Q" or bool(found.group("year"))


_NEAR_SEASON: Final = frozenset({"in", "this", "last", "next", "since", "by", "until", "during"})


def _season_is_season(found: Candidate) -> bool:
    if found.group("year") or found.group("yearword") or found.group("edge"):
        return found.group("season").lower() != "fall" or found.group("edge") != "" or bool(found.group("year"))
    season, after = found.group("season").lower(), found.after.lower()
    if found.group("season")[0].isupper() and found.after[:1].isupper() and not found.starts:
        return False
    article = found.match[0].lower().startswith("the")
    if found.group("season")[0].isupper() and not (found.starts or article) and found.before not in _NEAR_SEASON:
        return False
    if not article and found.before not in _NAMED_SEASON and _modifies(found):
        return False
    if season == "fall":
        return article and found.before in {"in", "by", "since", "until", "during", "through", "for"} and after != "of"
    if season == "spring" and not any(token.pos_ in {"NOUN", "PROPN"} for token in found.span("season")):
        return False
    if article and season == "spring":
        return found.before in listed("context", "prepositions")
    return article or found.before in listed("vetoes", "season_evidence") or _is_told_of(found)


def _is_told_of(found: Candidate) -> bool:
    """Whether one adjective and an article stand before: "after a harsh winter"."""
    start = found.span().start
    return start > 1 and found.doc[start - 1].pos_ == "ADJ" and found.second_before in {"a", "the", "an"}


_NAMED_SEASON: Final = frozenset(
    {"this", "last", "next", "past", "coming", "previous", "following", "that", "the", "upcoming"}
)


def _modifies(found: Candidate) -> bool:
    """Whether the next word is the noun that the match describes: "winter storms", "a summer internship"."""
    end = found.span().end
    return found.after.islower() and end < len(found.doc) and found.doc[end].pos_ == "NOUN"


def _common_word(found: Candidate) -> bool:
    word = found.match[0]
    if _is_periodical(found):
        return False
    return word.islower() or (found.starts and not (found.after[:1].isupper()))


def _is_periodical(found: Candidate) -> bool:
    """Whether the word is the name of a thing that appears so often: "a satirical weekly"."""
    span = found.span()
    if not span or span.start == 0 or found.match[0].lower() not in {"daily", "weekly", "monthly", "quarterly"}:
        return False
    behind = found.doc[span.end] if span.end < len(found.doc) else None
    apart = behind is None or behind.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM"}
    return apart and found.doc[span.start - 1].pos_ in {"DET", "ADJ"}


def _reference_context(found: Candidate) -> bool:
    word, after = found.match[0].lower(), found.after.lower()
    if word in _VAGUE_WORDS:
        return _VAGUE_WORDS[word](found)
    if word == "now":
        idle = found.before == "every" or re.match(r"\s+and\s+(?:again|then)\b", found.text[found.match.end() :])
        return not idle and not (found.starts and found.text[found.match.end() : found.match.end() + 1] == ",")
    if word.startswith("the ") and word != "the future":
        return found.closed or after in listed("context", "clause_after") | {"such", "year's"}
    return not (word == "the future" and after == "of")


def _is_modifier(found: Candidate) -> bool:
    """Whether an adjective stands before the noun it describes."""
    token = found.span()
    quoted = re.match(r"\s[\"“‘]\w", found.text[found.match.end() : found.match.end() + 3])
    if not token or token[0].pos_ != "ADJ" or (found.closed and not quoted):
        return False
    if found.match[0].islower() and (quoted or found.after[:1].isupper()):
        return True  # "the recent Paris attacks"
    return found.after.islower() or (token.end < len(found.doc) and found.doc[token.end].pos_ == "ADJ")


_AHEAD: Final = frozenset({"will", "'ll", "shall", "very", "expected", "due", "coming"})
_VAGUE_WORDS: Final[Mapping[str, Check]] = {
    "recently": lambda found: not (found.before == "as" and found.after.lower() == "as"),
    "soon": lambda found: found.before in _AHEAD or found.after.lower() in {"will", "be"},
    "recent": lambda found: _is_modifier(found) and found.before not in {"most", "more", "less"},
    "current": lambda found: (
        _is_modifier(found) and found.before not in {"electric", "direct", "alternating", "a", "an"}
    ),
}

CHECKS: Final[Mapping[str, Check]] = {
    "capital-month": _capital("month"),
    "capital-month2": _capital("month2"),
    "capital-holiday": _capital_holiday,
    "american-here": _american_here,
    "capital-code": _capital_code,
    "capital-era": lambda found: found.match[0].upper() == found.match[0],
    "not-count": _not_count,
    "month-is-month": _month_is_month,
    "second-month": _second_month,
    "on-before": _on_before,
    "no-noun-after": _no_noun_after,
    "no-object": _no_object,
    "unit-is-time": _unit_is_time,
    "calendar-context": _calendar_context,
    "quarter-context": _quarter_context,
    "season-is-season": _season_is_season,
    "year-is-year": year_is_year,
    "year-span": year_span,
    "dawn-context": dawn_context,
    "clock-half": clock_half,
    "clock-context": clock_context,
    "often-before": lambda found: (
        found.before in {"on", "at", "during", "and", "or"} or len(found.match[0]) > len("weekends")
    ),
    "small-letters": lambda found: found.match[0][1:].islower(),
    "before-event": _before_what_is_held,
    "hours-context": lambda found: found.after.lower() != "of" or bool(found.group("month")),
    "part-context": part_context,
    "duration-context": duration_context,
    "singular-unit": singular_unit,
    "units-context": units_context,
    "not-pronoun-before": lambda found: found.before not in {"we", "you", "they", "us", "them"},
    "not-in-title": lambda found: found.match[0].islower() or found.starts or not found.before_is_capital,
    "preposition-before": lambda found: found.before in listed("context", "prepositions") and not _modifies(found),
    "span-before": lambda found: found.before in {"over", "within", "during", "in", "for", "throughout"},
    "possessive-before": possessive_before,
    "rate-context": rate_context,
    "common-word": _common_word,
    "reference-context": _reference_context,
}
