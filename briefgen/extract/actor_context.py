"""What the words beside a name tell of it: an airline, a ship, a victim, one of several towns, a company whose shares fall."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from briefgen.data import load_lexicon
from briefgen.extract.actor_labels import Found, well_known_place
from briefgen.extract.gazetteer import find_entries
from briefgen.language.document import Document
from briefgen.language.entities import is_listed
from briefgen.language.name_grammar import given_names, institution_words

_LOOK = 32
"""Characters before a name in which the words stand that tell of it."""


def label_by_context(document: Document, spans: Iterable[Found]) -> list[Found]:
    """The spans with the label that the words beside them decide on, without vessels."""
    text = document.text
    kept = [span for span in spans if not _is_vessel(text, span) and not _is_portfolio(text, span)]
    told = {text[span.start : span.end] for span in kept if _is_called_body(text, span)}
    named = (replace(one, label="ORG") if text[one.start : one.end] in told else _relabelled(text, one) for one in kept)
    return _listed_towns(text, list(named))


def _is_vessel(text: str, span: Found) -> bool:
    """Whether a kind of ship stands beside a name: the ferry Estonia, HMS Richmond, the Gaia spacecraft."""
    beside = _word_before(text, span) in _words("ships", "words") or _word_after(text, span) in _words("ships", "after")
    return beside and span.label != "NORP" and not is_listed(text[span.start : span.end])


def _is_portfolio(text: str, span: Found) -> bool:
    """Whether a body is only what a minister is responsible for: Minister of | Social Affairs."""
    if span.label not in {"ORG", "PERSON"} or not _PORTFOLIO.search(text, max(0, span.start - _LOOK), span.start):
        return False
    last = text[span.start : span.end].rpartition(" ")[2].lower()
    return last not in institution_words() and not is_listed(text[span.start : span.end])


_PORTFOLIO = re.compile(r"\b(?:[Mm]inister|[Ss]ecretary|[Uu]ndersecretary|[Cc]ommissioner) (?:of|for) (?:the )?$")


def _relabelled(text: str, span: Found) -> Found:
    name = text[span.start : span.end]
    if span.label == "NORP" and _is_sea(text, span, name):
        return replace(span, label="LOC")
    if span.label in {"PERSON", "ORG"} and (_in_named_region(text, span) or _is_settled(text, span, name)):
        return replace(span, label="GPE")
    if span.label == "GPE" and _is_party(text, span, name):
        return replace(span, label="PERSON")
    if span.label == "PERSON" and _is_held(text, span, name):
        return replace(span, label="ORG")
    if span.label == "ORG" and _is_victim(text, span, name):
        return replace(span, label="PERSON")
    return span


def _is_sea(text: str, span: Found, name: str) -> bool:
    """Whether an adjective stands as the name of its sea: "over the Baltic." and not "the Baltic states"."""
    sea = text[: span.start].endswith(" the ") and any(one.kind == "area" for one in find_entries(name))
    return sea and not re.compile(r"[ -]\w").match(text, span.end)


def _is_called_body(text: str, span: Found) -> bool:
    """Whether a word beside calls a name a body ("the airline X", "X rebels") that is no place and begins with no first name."""
    name = text[span.start : span.end]
    if span.label not in {"PERSON", "GPE"} or name.split(maxsplit=1)[0] in given_names():
        return False
    after = _word_after(text, span)
    fights = after in _words("bodies", "after") and not find_entries(name)
    placed = span.label == "GPE" and bool(well_known_place(name) or is_listed(name))
    return not placed and (fights or _word_before(text, span) in _words("bodies", "words"))


def _is_held(text: str, span: Found, name: str) -> bool:
    """Whether the shares, the analysts or the plant of a name are told of, so that it is a company's."""
    if name.split(maxsplit=1)[0] in given_names():
        return False
    before = " ".join(text[max(0, span.start - _LOOK) : span.start].lower().split())
    return before.endswith(_phrases("before")) or _word_after(text, span) in _words("holdings", "after")


def _is_victim(text: str, span: Found, name: str) -> bool:
    """Whether "the murder of" stands before two or three words of which none is of an institution."""
    words = name.split()
    found = re.search(r"([a-z]+) of $", text[max(0, span.start - _LOOK) : span.start])
    told = bool(found and found[1] in _words("victims", "words")) and 2 <= len(words) <= 3 and not is_listed(name)
    return told and all(word.istitle() and word.lower() not in institution_words() for word in words)


def _in_named_region(text: str, span: Found) -> bool:
    """Whether a region or country stands after a comma in which the gazetteer has a town of that name: Eagle Pass, Texas."""
    after = re.compile(r", ((?:[A-Z][\w.'-]+ ?){1,3})").match(text, span.end)
    if not after:
        return False
    words = after[1].split()
    outer = [one for end in range(len(words), 0, -1) for one in find_entries(" ".join(words[:end]).rstrip(".,"))]
    within = {(one.country, one.region) for one in outer if one.kind in {"country", "region"} and one.primary}
    towns = [one for one in find_entries(text[span.start : span.end]) if one.kind == "city" and one.primary]
    return any((town.country, region) in within for town in towns for region in ("", town.region))


def _is_settled(text: str, span: Found, name: str) -> bool:
    """Whether a kind of settlement stands beside a name that no list knows, or it stands behind a town that it is in."""
    kinds = _words("settlements", "kinds")
    of = re.search(r"([a-z]+) of $", text[max(0, span.start - _LOOK) : span.start])
    if is_listed(name) or name.rpartition(" ")[2].lower() in institution_words():
        return False
    within = re.search(
        r"\b(?:in|at|near|of|from) (?:[A-Z][\w'-]+ ?){1,3}, $", text[max(0, span.start - _LOOK) : span.start]
    )
    closed = text[span.end : span.end + 1] in {",", "."} and " " not in name and bool(find_entries(name))
    return bool(of and of[1] in kinds) or _word_after(text, span) in kinds or bool(within and closed)


def _is_party(text: str, span: Found, name: str) -> bool:
    """Whether a name is one of two parties to a case: Perry v. Holt."""
    case = re.compile(r" vs?\.? [A-Z]").match(text, span.end) or re.search(r"[a-z] vs?\.? $", text[: span.start][-8:])
    return case is not None and not is_listed(name)


def _listed_towns(text: str, spans: Sequence[Found]) -> list[Found]:
    """The spans, as places in a list that "the towns of" begins."""
    named: list[Found] = []
    inside = False
    for number, span in enumerate(spans):
        opens = re.search(r"([a-z]+) of $", text[max(0, span.start - _LOOK) : span.start])
        last = spans[number - 1] if number else span
        goes_on = inside and re.fullmatch(r",? (?:and )?", text[last.end : span.start]) is not None
        inside = bool(opens and opens[1] in _words("settlements", "words")) or goes_on
        place = inside and span.label in {"PERSON", "ORG"} and text[span.start : span.end] not in given_names()
        named.append(replace(span, label="GPE") if place and not is_listed(text[span.start : span.end]) else span)
    return named


def _word_before(text: str, span: Found) -> str:
    found = re.search(r"([A-Za-z-]+) $", text[max(0, span.start - _LOOK) : span.start])
    return found[1] if found else ""


def _word_after(text: str, span: Found) -> str:
    found = re.compile(r" ([a-z]+)").match(text, span.end)
    return found[1] if found else ""


@cache
def _words(group: str, key: str) -> frozenset[str]:
    return frozenset(load_lexicon("name_context")[group][key])


@cache
def _phrases(key: str) -> tuple[str, ...]:
    return tuple(load_lexicon("name_context")["holdings"][key])


def find_nicknamed(document: Document, spans: Sequence[Found]) -> Iterator[Found]:
    """People whose name holds a nickname in quotation marks: Salvatore "The Baker" Greco."""
    people = [span for span in spans if span.label == "PERSON"]
    for found in _NICKNAMED.finditer(document.text):
        first = found[0].split()[0]
        if first in given_names() or any(one.start == found.start() for one in people):
            yield Found(found.start(), found.end(), "PERSON")


_NICKNAMED = re.compile(
    r"\b[A-Z][\w’-]+ (?:[A-Z][\w’-]+ )?(?:[\"“][A-Z][\w .'-]{0,24}[\"”]|[‘'][A-Z][\w .-]{0,24}[’'])(?: [A-Z][\w’-]+){1,2}"
)
