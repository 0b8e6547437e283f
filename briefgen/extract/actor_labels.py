"""Which label a name gets: places with a government apart from seas and mountains, one label for one string."""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from briefgen.data import load_lexicon
from briefgen.extract.actor_titles import is_demonym, is_no_name
from briefgen.extract.gazetteer import Entry, find_entries
from briefgen.language.document import Document
from briefgen.language.name_grammar import given_names
from briefgen.model import EntityLabel


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the text: characters and label."""

    start: int
    end: int
    label: EntityLabel


def scheme_label(label: str, text: str) -> EntityLabel:
    """The recogniser's label in our scheme: its LOC is divided into GPE and LOC."""
    if label == "FAC" or (label == "ORG" and text.startswith(_waters())):
        return "LOC"
    if label in {"LOC", "GPE"} and (text in bodies() or re.fullmatch(r"[A-Z]+\d+", text)):
        return "ORG"
    if label == "ORG" and is_demonym(text):
        return "NORP"
    if label == "GPE" or (label == "LOC" and well_known_place(text)):
        return place_label(text)
    return label  # type: ignore[return-value]


@cache
def _waters() -> tuple[str, ...]:
    """Beginnings of seas and straits: Bay of Bengal."""
    before = load_lexicon("places")["words"]["feature_before"]
    return tuple(f"{words} " for words in before if words.endswith(" of"))


def place_label(text: str) -> EntityLabel:
    """GPE for places with a government, LOC for seas, mountains, continents and vague areas."""
    area = area_labels().get(text.lower())
    if area:
        return area
    words = load_lexicon("places")["words"]
    pieces = text.split()
    if is_demonym(text):
        return "NORP"
    if len(pieces) > 1 and (pieces[-1] in words["feature_after"] or text.startswith(tuple(words["feature_before"]))):
        return "LOC"
    return "GPE"


@cache
def area_labels() -> Mapping[str, EntityLabel]:
    """Label of each area of places.toml by its names in lower case."""
    areas = load_lexicon("places")["areas"].values()
    return {name.lower(): area["label"] for area in areas for name in area["names"]}


@cache
def bodies() -> frozenset[str]:
    """The names of metonyms.toml that are no places, and the forms of acronyms.toml."""
    listed = load_lexicon("metonyms")["bodies"].values()
    names = {name for body in listed for name in body["names"] if not find_entries(name) and len(name) > 2}
    return frozenset(names.union(*(entry["forms"] for entry in load_lexicon("acronyms").values())))


def one_label(document: Document, spans: list[Found]) -> list[Found]:
    """One label for one string: a known surname, then a well-known place, then the majority."""
    texts = [document.text[span.start : span.end] for span in spans]
    split = zip(map(str.split, texts), spans, strict=True)
    surnames = {words[-1] for words, span in split if span.label == "PERSON" and len(words) > 1}
    surnames |= {name[0].upper() + name[1:] for name in surnames}
    votes: dict[str, Counter[EntityLabel]] = defaultdict(Counter)
    for text, span in zip(texts, spans, strict=True):
        votes[text][span.label] += 1
    decided = {text: _decide(document, text, votes[text], known=text in surnames) for text in votes}
    decided |= dict.fromkeys(_initials_of_bodies(votes), "ORG")
    countries = {place.country for text in votes if (place := well_known_place(text))}
    for text, labels_of in votes.items():
        town = decided[text] is None and labels_of.keys() == {"PERSON"} and _is_local_town(text, countries)
        acts = (_acts(document, span) for one, span in zip(texts, spans, strict=True) if one == text)
        if town and (_is_placed(document, text) or not any(acts)):
            decided[text] = "GPE"
    labels = [decided[text] or _majority(votes[text], span.label) for text, span in zip(texts, spans, strict=True)]
    return [replace(span, label=label) for span, label in zip(spans, labels, strict=True)]


def _initials_of_bodies(votes: Mapping[str, Counter[EntityLabel]]) -> Iterator[str]:
    """Names in capitals that are the initials of a body of the article: IMO is no state of Nigeria there."""
    long = [text.split() for text, labels in votes.items() if "ORG" in labels and " " in text]
    initials = {"".join(word[0] for word in words if word[0].isupper()) for words in long}
    yield from (text for text in votes if len(text) > 2 and text.isupper() and text in initials)


def _is_local_town(name: str, countries: Container[str]) -> bool:
    """Whether words that are nobody's name here are a town of a country that the article speaks of: Jenin, Chasiv Yar."""
    words = name.split()
    if len(words) > 3 or not all(word.istitle() for word in words):
        return False
    if len(words) > 1 and words[0] in given_names():
        return False
    towns = (one for one in find_entries(name) if one.kind == "city")
    if len(words) > 1:
        return any(town.country in countries or town.people >= 50_000 for town in towns)
    towns = (one for one in towns if one.primary and one.people >= 20_000)
    return any(town.country in countries and town.country not in {"US", "GB", "CA", "AU"} for town in towns)


def _acts(document: Document, span: Found) -> bool:
    """Whether somebody speaks: "Silang then told", and not "Jenin fell"."""
    name = document.doc.char_span(span.start, span.end, alignment_mode="expand")
    if name is None or name.end >= len(document.doc):
        return False
    following = document.doc[name.end]
    if following.tag_ == "RB" and following.i + 1 < len(document.doc):
        following = following.nbor()
    return following.text in load_lexicon("sentences")["reporting"]["words"]


def _majority(votes: Counter[EntityLabel], own: EntityLabel) -> EntityLabel:
    """The label that at least two thirds of the mentions have, else the mention's own."""
    best = max(sorted(votes), key=lambda label: votes[label])
    return best if votes[best] >= 2 * votes[own] else own


def _is_placed(document: Document, name: str) -> bool:
    """Whether a name of the gazetteer stands after a preposition of place somewhere in the article: near Lyman."""
    if not any(entry.primary for entry in find_entries(name)):
        return False
    if place_label(name) != "GPE":
        return False
    text, at = document.text, document.text.find(name)
    while at >= 0:
        if _PLACING.search(text, max(0, at - 9), at):
            return True
        at = text.find(name, at + len(name))
    return False


_TOWN_ENDS = (" City", " Springs", " Beach", " Falls", " Heights", " Hills", " Valley", " Grove")
"""Last words of towns that bodies have, too, unless the gazetteer knows the town."""
_PLACING = re.compile(r"\b(?:in|near|outside|around|toward|towards) $")


def _decide(document: Document, text: str, votes: Counter[EntityLabel], *, known: bool) -> EntityLabel | None:
    """The label that lists and surnames decide for all mentions, None where they do not."""
    place = well_known_place(text)
    if known and not (place and place.kind == "country"):
        return None if votes["ORG"] > 2 * votes["PERSON"] + 1 else "PERSON"
    if place and votes.keys() == {"PERSON"} and not (place.kind in {"country", "area"} or place.capital):
        place = None
    if text in bodies():
        return "ORG"
    if votes.keys() == {"ORG"} and text.endswith(_TOWN_ENDS) and any(entry.primary for entry in find_entries(text)):
        return "GPE"
    if "NORP" not in votes and (place or (votes.keys() & {"PERSON", "LOC"} and _is_placed(document, text))):
        return place_label(text)
    return None


def well_known_place(text: str) -> Entry | None:
    """The country, listed area, capital or large town of exactly that name, if there is one."""
    for entry in find_entries(text):
        large = entry.kind in {"country", "area"} or entry.capital or entry.people >= 250_000 or not entry.people
        if large and entry.primary:
            return entry
    return None


def label_pairs(document: Document, spans: list[Found]) -> list[Found]:
    """The second of two people joined by "and" is a PERSON where no list knows it for a place or a body."""
    paired = list(spans)
    for number, (one, two) in enumerate(pairwise(spans), start=1):
        name = document.text[two.start : two.end]
        joined = one.label == "PERSON" and document.text[one.end : two.start] == " and "
        pair = joined and " " in document.text[one.start : one.end] and two.label in {"GPE", "ORG"}
        if pair and 2 <= len(name.split()) <= 3 and not find_entries(name) and not is_no_name(name.rpartition(" ")[2]):
            paired[number] = replace(two, label="PERSON")
    return paired
