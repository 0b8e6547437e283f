"""Where things happen: the places of a text, as precise as it says and no more.

"the Donetsk region" is a region, "Donetsk" alone the city, "eastern Ukraine" an area of a country without a pin, "near
Pokrovsk" an area whose pin is the town it is near. Names that several places bear are decided by what stands beside them
("Paris, Texas"), by the countries the article speaks of, and by size; undecided ones keep their words and get no pin. A
capital that acts ("Moscow rejected", "Kyiv's allies") stands for a government and is no place.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Span

from briefgen.data import load_lexicon
from briefgen.extract.actor_titles import country_of_people, title_tokens
from briefgen.extract.gazetteer import Entry, country_name, country_of, find_entries, region_name
from briefgen.extract.place_choice import Hints, choose, country_weights
from briefgen.language.document import Document
from briefgen.language.syntax import dep
from briefgen.model import EntityMention, Place, PlaceMention
from briefgen.profile import Profile

_LIST = 12
"""Names a list of regions may have."""
_SMALL = 50_000
"""A town of fewer people is hardly meant in a text that speaks of other countries only."""


def extract_places(
    document: Document, entities: Sequence[EntityMention], profile: Profile | None = None
) -> tuple[PlaceMention, ...]:
    """The places that a text names, in order; `entities` are those of `extract_entities`.

    A mention covers the words that say how precise it is ("eastern Dnipropetrovsk region"). Region and country are
    filled in from the gazetteer where the place is certain. The profile's core countries help with doubtful names.
    """
    named = [entity for entity in entities if entity.label in {"GPE", "LOC"}]
    peoples = [code for entity in entities if entity.label == "NORP" and (code := country_of_people(entity.name))]
    weights = country_weights(_certain_entries(document.text, named), peoples, _home(profile))
    regions = _spoken_regions(document.text, named)
    context = _Context(document, named, weights, regions)
    found = [mention for entity in named if (mention := _mention(context, entity)) is not None]
    starts = [mention.start for mention in found[1:]] + [len(document.text)]
    return tuple(mention for mention, after in zip(found, starts, strict=False) if mention.end <= after)


@dataclass(frozen=True, slots=True)
class _Context:
    """What all mentions of an article are judged by."""

    document: Document
    named: Sequence[EntityMention]
    weights: Mapping[str, float]
    regions: frozenset[str]


def _mention(context: _Context, entity: EntityMention) -> PlaceMention | None:
    text, named = context.document.text, context.named
    words = _usual(text[entity.start : entity.end])
    if acts_as_government(context.document, entity) or words.lower() in _words("part"):
        return None
    if _is_river(context.document, entity, words):
        return PlaceMention(entity.start, entity.end, Place(f"{words} River", "area"))
    if country_of(words) and (_holds_office(context.document, entity) or _is_adjective(text, entity, words)):
        return None
    end, kind = _type_word(text, entity, named)
    start, part, near = _before(text, entity.start)
    inner_part, words, inner_type = _own_words(words)
    part, kind = part or inner_part, kind or ("region" if inner_type else "")
    called = _called(text, entity.start)
    if country_of(words) and not any(one.kind == "region" for one in find_entries(words)):
        called = ""  # "the Sagaing region of Myanmar", but "the state of Georgia"
    region = kind == "region" or bool(called) or words in context.regions or _is_outer(text, entity, named)
    hints = _hints(text, entity, named, region=region)
    entry = choose(words, hints, context.weights)
    if entry is None and hints.region and not called:
        entry = choose(words, Hints(country=hints.country), context.weights)
    small = kind == "area" or (entry is not None and entry.people < _SMALL and not hints.country and not hints.within)
    if entry is not None and small and _is_elsewhere(entry, context.weights):
        entry = (
            None  # the SODO neighborhood of Seattle is no town in Ethiopia, the Dutch island of Saba none in Honduras
        )
    if entry is None and not called and not _is_placed(text, entity, words, kind):
        return None
    region_word = (text[entity.end : end].strip() or inner_type or "region") if kind == "region" else called
    place = _place(entry, words, region_word=region_word, vague=kind == "area" or near, part=part)
    return PlaceMention(start, end, place if entry else _within(place, context, entity))


def _is_outer(text: str, entity: EntityMention, named: Sequence[EntityMention]) -> bool:
    """Whether a name stands behind a town of its region: "Vancouver, Washington"."""
    at = bisect_left(named, entity.start, key=_start) - 1
    if at < 0 or text[named[at].end : entity.start] != ", " or _listed_on(text, entity.end):
        return False
    regions = {(e.country, e.region) for e in find_entries(text[entity.start : entity.end]) if e.kind == "region"}
    towns = find_entries(text[named[at].start : named[at].end])
    return any(town.kind == "city" and (town.country, town.region) in regions for town in towns)


def _own_words(words: str) -> tuple[str, str, str]:
    """The part word, the name and the type word of a name that the gazetteer does not have as a whole: Eastern | Ukraine |."""
    if find_entries(words):
        return "", words, ""
    part, _, rest = words.partition(" ")
    if part.lower() in _words("part") and find_entries(rest):
        return part.lower(), rest, ""
    head, _, last = words.rpartition(" ")
    return ("", head, last) if head and last.lower() in _words("region") else ("", words, "")


def _is_river(document: Document, entity: EntityMention, words: str) -> bool:
    """Whether an article shows that the river and not the town of a name is meant: "along the Dnipro", no noun after it."""
    if not document.text[: entity.start].endswith(" the ") or not find_entries(f"{words} River"):
        return False
    span = document.doc.char_span(entity.start, entity.end, alignment_mode="expand")
    following = document.doc[span.end] if span is not None and span.end < len(document.doc) else None
    return following is None or following.pos_ not in {"NOUN", "PROPN", "ADJ"}


def _called(text: str, start: int) -> str:
    """The type word before a name that makes it a region: "the Nigerian state of Sokoto", "the county of Cornwall"; ''."""
    found = re.search(r"\b([a-z]+) of $", text[max(0, start - 20) : start])
    return found[1] if found and found[1] in _words("region") | _words("division") else ""


def _is_elsewhere(entry: Entry, weights: Mapping[str, float]) -> bool:
    """Whether a town lies in a country that the article does not speak of, though it speaks of others."""
    spoken = {code for code in weights if "." not in code}
    return entry.kind == "city" and bool(spoken) and entry.country not in spoken


def _within(place: Place, context: _Context, entity: EntityMention) -> Place:
    """A place that the gazetteer does not have, in the region or country named after its comma: "Morwell, Victoria"."""
    text, named = context.document.text, context.named
    at = bisect_left(named, entity.end + 2, key=_start)
    if not text.startswith(", ", entity.end) or at == len(named) or named[at].start != entity.end + 2:
        return place
    following = named[at]
    words = _usual(text[following.start : following.end])
    if _listed_on(text, following.end):
        return place
    if country := country_of(words):
        return replace(place, country=country)
    outer = choose(words, Hints(region=True), context.weights)
    return replace(place, country=outer.country, region=_region(outer)) if outer else place


def _is_placed(text: str, entity: EntityMention, words: str, kind: str) -> bool:
    """Whether a name that the gazetteer cannot place is a place all the same: borne by several, or used as one."""
    before = re.search(r"([a-z]+) (?:the )?$", text[max(0, entity.start - 16) : entity.start])
    used = bool(before and before[1] in _words("locative") | _words("settlement"))
    return bool(kind) or used or entity.label == "LOC" or bool(find_entries(words))


def _place(entry: Entry | None, words: str, *, region_word: str, vague: bool, part: str) -> Place:
    if entry is None:
        return Place(f"{words} {region_word}".strip(), "region" if region_word else "area")
    if part and entry.kind in {"country", "area"}:
        return Place(f"{part} {entry.name}", "area", entry.country, _region(entry))
    kind = "city" if entry.kind == "city" else entry.kind
    precision = "area" if vague or (part and kind == "city") else kind
    name = (
        f"{entry.name} {region_word.lower().removesuffix('s')}"
        if region_word and entry.kind == "region"
        else entry.name
    )
    if entry.kind == "country":
        name = country_name(entry.country)
    return Place(name, precision, entry.country, _region(entry), entry.latitude, entry.longitude)


def _region(entry: Entry) -> str:
    return (region_name(entry.country, entry.region) or entry.region) if entry.region else ""


def _usual(words: str) -> str:
    plain = " ".join(words.replace("’", "'").split())
    return plain.title() if plain.isupper() and len(plain) > 4 else plain


def _type_word(text: str, entity: EntityMention, named: Sequence[EntityMention]) -> tuple[int, str]:
    """Where the mention ends with its type word, and what that word makes of it: region, area or nothing."""
    found = re.compile(r"[ -]([A-Za-z]+)\b").match(text, entity.end)
    word = found[1].lower() if found else ""
    if found and word in _words("region") | {plural for one in _words("region") if (plural := f"{one}s")}:
        return found.end(), "region"
    if found and word in _words("area"):
        return found.end(), "area"
    return (entity.end, "region") if _in_list_of_regions(text, entity, named) else (entity.end, "")


def _in_list_of_regions(text: str, entity: EntityMention, named: Sequence[EntityMention]) -> bool:
    """Whether the name stands in a list that ends in "regions": Kherson, Sumy and Kharkiv regions."""
    end, first = entity.end, bisect_left(named, entity.end, key=_start)
    for at in range(first, min(first + _LIST, len(named))):
        other = named[at]
        if not re.fullmatch(r",? (?:and )?|, ", text[end : other.start]):
            return False
        end = other.end
        found = re.compile(r" ([A-Za-z]+)s\b").match(text, end)
        if found and found[1].lower() in _words("region"):
            return True
    return False


def _before(text: str, start: int) -> tuple[int, str, bool]:
    """Where the mention begins with its part word, that word, and whether a word like "near" stands before it."""
    found = re.search(r"([A-Za-z-]{4,13}) $", text[max(0, start - 14) : start])
    part = found[1].lower() if found and found[1].lower() in _words("part") else ""
    if found and part:
        start -= len(found[0])
    near = re.search(r"([A-Za-z]+) (?:the )?$", text[max(0, start - 14) : start])
    return start, part, bool(near and near[1].lower() in _words("near"))


def _hints(text: str, entity: EntityMention, named: Sequence[EntityMention], *, region: bool) -> Hints:
    country, within = _after_comma(text, entity, named)
    before = text[max(0, entity.start - 24) : entity.start].lower()
    settled = re.search(r"\b([a-z]+) of $|\b([a-z]+) $", before)
    kind = (settled[1] or settled[2]) if settled else ""
    settlement = kind in _words("settlement") and not (settled and settled[1] == "capital")
    region = region or bool(
        settled and settled[1] == "capital" and not country_of(_usual(text[entity.start : entity.end]))
    )
    return Hints(region and not settlement, settlement, country, within)


def _after_comma(text: str, entity: EntityMention, named: Sequence[EntityMention]) -> tuple[str, str]:
    """Country and code of the region that follow a name after a comma: "Moscow, Idaho", "Lviv, Ukraine"."""
    if not text.startswith(", ", entity.end):
        return "", ""
    for abbreviation, code in _states().items():
        if text.startswith(abbreviation, entity.end + 2):
            return "US", code
    at = bisect_left(named, entity.end + 2, key=_start)
    if at == len(named) or named[at].start != entity.end + 2:
        return "", ""
    following = named[at]
    outer = find_entries(text[following.start : following.end])
    own = find_entries(text[entity.start : entity.end])
    for larger in outer:
        if larger.kind in {"country", "area"} and any(one.country == larger.country for one in own):
            return larger.country, ""
        inside = (one.kind == "city" and (one.country, one.region) == (larger.country, larger.region) for one in own)
        if larger.kind == "region" and not _listed_on(text, following.end) and any(inside):
            return larger.country, larger.region
    return "", ""


def _start(entity: EntityMention) -> int:
    return entity.start


def _listed_on(text: str, end: int) -> bool:
    """Whether a list goes on after the second name: Kharkiv, Sumy and Odesa are three towns."""
    return bool(re.compile(r",? and [A-Z]|, [A-Z]\w+,? and ").match(text, end))


def acts_as_government(document: Document, entity: EntityMention) -> bool:
    """Whether a capital stands for its government: subject of a verb of the lexicon, or owner of forces and demands.

    In capitals it is a dateline.
    """
    words = document.text[entity.start : entity.end]
    if (words.isupper() and len(words) > 3) or not any(entry.capital for entry in find_entries(words)):
        return False
    span = document.doc.char_span(entity.start, entity.end, alignment_mode="expand")
    if span is None:
        return False
    return _acts(span) or bool(
        re.compile(r"['’]s?\b(?! (?:city|central|main|suburb|outskirts|district|airport))").match(
            document.text, entity.end
        )
    )


def _holds_office(document: Document, entity: EntityMention) -> bool:
    """Whether a country says whose office is meant: "U.S. Secretary of State", "the president of Egypt"."""
    doc = document.doc
    span = doc.char_span(entity.start, entity.end, alignment_mode="expand")
    if span is None:
        return False
    behind = span.end + (span.end < len(doc) and doc[span.end].tag_ == "POS")
    before = span.start - 1 - (span.start > 1 and doc[span.start - 1].lower_ == "the")
    of_office = before > 0 and doc[before].lower_ in {"of", "to"} and before - 1 in title_tokens(doc)
    named = behind < len(doc) and doc[behind].text[0].isupper() and behind in title_tokens(doc)
    return of_office or named


def _is_adjective(text: str, entity: EntityMention, words: str) -> bool:
    """Whether an abbreviation stands for the adjective of its country: "U.S. troops", but "U.S. soil"."""
    found = re.compile(r"[ -]([a-z]+)\b").match(text, entity.end) if words in _words("adjectives") else None
    return found is not None and found[1] not in _words("soil") | _words("function")


def _acts(span: Span) -> bool:
    root = span.root
    verb = root.head
    return dep(root) in {"nsubj", "csubj"} and verb.lemma_.lower() in load_lexicon("metonyms")["acts"]["verbs"]


def _certain_entries(text: str, named: Sequence[EntityMention]) -> list[Entry]:
    """The place of each mention that leaves no doubt."""
    whole = (
        one for one in named if _type_word(text, one, named)[1] != "area"
    )  # a quarter may bear the name of any town
    found = (_certain(_usual(text[entity.start : entity.end])) for entity in whole)
    return [entry for entry in found if entry]


def _certain(words: str) -> Entry | None:
    entries = [entry for entry in find_entries(words) if entry.primary]
    if len({entry.country for entry in entries}) == 1:
        told = entries[0].kind != "city" or (len(entries) == 1 and entries[0].people >= _SMALL)
        return entries[0] if told else None
    return next((entry for entry in entries if entry.capital and entry.people > 500_000), None)


def _spoken_regions(text: str, named: Sequence[EntityMention]) -> frozenset[str]:
    """Names that the article itself calls a region: there the bare name is not taken for the town."""
    called = {_usual(text[one.start : one.end]) for one in named if _type_word(text, one, named)[1] == "region"}
    towns = {
        name
        for name in called
        if any(words in text for words in (f"city of {name}", f"town of {name}", f"{name} city", f"{name} itself"))
    }
    return frozenset(called - towns)


def _home(profile: Profile | None) -> tuple[str, ...]:
    """The countries that the gate of a profile is about."""
    return _countries_of(profile.gate.terms) if profile else ()


@cache
def _countries_of(terms: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(set(_term_countries(terms))))


def _term_countries(terms: Sequence[str]) -> Iterator[str]:
    for term in terms:
        stem = term.rstrip("*")
        code = country_of(stem) or next(
            (c for name, c in _country_codes().items() if term != stem and name.startswith(stem)), ""
        )
        if code:
            yield code


@cache
def _country_codes() -> Mapping[str, str]:
    names = (name for country in load_lexicon("places")["countries"].values() for name in country["names"])
    codes = {code for name in names if (code := country_of(name))}
    return {country_name(code): code for code in sorted(codes)} | {"Ukraine": "UA"}


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load_lexicon("places")["words"][group])


@cache
def _states() -> Mapping[str, str]:
    states = load_lexicon("places")["states"]
    return {abbreviation: code for code, names in states.items() for abbreviation in names}
