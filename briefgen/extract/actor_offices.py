"""What an article says a person is: the office and the country that stand beside a name.

"Ukrainian President [Zelenskyy]", "[Marchenko], Ukraine's finance minister," and "Lithuania's president, [Nauseda]," give an
`Office` each, so that "the Ukrainian president" further down can be read as the one person who holds it here.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span

from briefgen.data import load_lexicon
from briefgen.extract.actor_titles import country_of_people, is_demonym, is_title_word, title_before, title_phrases
from briefgen.extract.gazetteer import country_name, country_of, find_entries
from briefgen.language.document import Document
from briefgen.model import EntityMention
from briefgen.profile import Profile

_MODIFIERS = 4
_LOCAL = frozenset({"mayor", "governor", "senator"})


@dataclass(frozen=True, slots=True)
class Office:
    """An office as the article states it: `office` is a key of offices.toml or the title itself, `country` a code or ''."""

    office: str
    country: str
    words: str
    """The words of the article: "Ukrainian President"."""

    @property
    def description(self) -> str:
        """The office with the English name of the country: "president of Ukraine"."""
        title = self.office.replace("_", " ")
        within = "in" if self.office in _LOCAL else "of"
        return f"{title} {within} {country_name(self.country) or self.country}" if self.country else title


def find_offices(document: Document, entities: Sequence[EntityMention]) -> Mapping[str, tuple[str, ...]]:
    """Name of each person with a stated office -> its descriptions, each as written and in the form "president of Ukraine"."""
    offices = read_offices(document, entities)
    return {
        name: tuple(dict.fromkeys(text for office in found for text in (office.words, office.description)))
        for name, found in offices.items()
    }


def read_offices(document: Document, entities: Sequence[EntityMention]) -> Mapping[str, tuple[Office, ...]]:
    """Name of each person with a stated office -> the offices, in the order of the text."""
    found: dict[str, dict[Office, None]] = defaultdict(dict)
    spans = [
        (one.name, document.doc.char_span(one.start, one.end, alignment_mode="expand"))
        for one in entities
        if one.label == "PERSON"
    ]
    people = frozenset(token.i for _, span in spans if span is not None for token in span)
    for name, span in spans:
        if span is not None:
            found[name].update(dict.fromkeys(_beside(span, people)))
    return {name: tuple(offices) for name, offices in found.items() if offices}


def read_office(phrase: str) -> Office | None:
    """The office that a description names ("the Ukrainian president", "Russia's top diplomat"), None if it names none."""
    words = re.sub(r"^(?:the|a|an|his|her|its|their)\s+", "", phrase.strip(), flags=re.IGNORECASE)
    pieces = words.replace("’", "'").split()
    for start in range(len(pieces)):
        title = " ".join(pieces[start:]).lower()
        if title in _offices() or title in title_phrases():
            country = _country(" ".join(pieces[:start]))
            deputy = any(piece.lower() in {"deputy", "vice", "former", "ex", "assistant"} for piece in pieces[:start])
            return None if deputy else Office(_offices().get(title, title), country, words)
    return None


def resolve_office(phrase: str, offices: Mapping[str, Sequence[Office]]) -> str:
    """The one person of the article whom a description fits, '' where none or several do."""
    wanted = read_office(phrase)
    if wanted is None:
        return ""
    fitting = [name for name, held in offices.items() if any(_fits(wanted, office) for office in held)]
    return fitting[0] if len(fitting) == 1 else ""


def side_of(name: str, descriptions: Sequence[str], profile: Profile) -> str:
    """The key of the side of a profile that an actor belongs to; '' where that is none or more than one.

    Decided by its name, then by the country it stands for (the Kremlin), then by the countries of its descriptions.
    """
    for key, side in profile.sides.items():
        if name in side.names:
            return key
    codes = {stands_for(name)} - {""} or {code for text in descriptions if (code := _country(text))}
    found = {key for key, side in profile.sides.items() if codes & {stands_for(word) for word in side.names}}
    return found.pop() if len(found) == 1 else ""


def stands_for(name: str) -> str:
    """The code of the country that a country, capital or government body stands for, 'EU' for the Union, '' for none."""
    return country_of(name) or _bodies().get(name, "")


def _beside(span: Span, people: Container[int]) -> Iterator[Office]:
    """The offices stated before the name, after it, and before a comma in front of it."""
    doc, comma = span.doc, span.start - 1
    found = [_before(doc, span.start, people), _after(doc, span.end, people)]
    if comma > 0 and doc[comma].text == ",":
        appositive = _before(doc, comma, people)
        found.append(appositive if appositive and appositive.country else None)
    yield from (office for office in found if office)


def _before(doc: Doc, end: int, people: Container[int]) -> Office | None:
    """The office whose title ends at `end`, with the country before it."""
    start = title_before(doc, end)
    if start == end:
        return None
    first = start
    while first > 0 and start - first < _MODIFIERS and _belongs(doc, first - 1, people):
        first -= 1
        if is_demonym(doc[first].text):
            break
    return _office(doc[first:start], doc[start:end])


def _after(doc: Doc, start: int, people: Container[int]) -> Office | None:
    """The office in apposition after a name: ", Ukraine's finance minister,", ", the president of Poland"."""
    if start + 1 >= len(doc) or doc[start].text != ",":
        return None
    for end in range(min(start + 9, len(doc)), start + 1, -1):
        title = title_before(doc, end)
        if title < end and all(
            _belongs(doc, i, people) or doc[i].lower_ in {"the", "a"} for i in range(start + 1, title)
        ):
            of = doc[end : end + 4] if end < len(doc) and doc[end].lower_ == "of" else doc[end:end]
            return _office(doc[start + 1 : title], doc[title:end], of)
    return None


def _belongs(doc: Doc, i: int, people: Container[int]) -> bool:
    """Whether a token can stand between a country and a title: capitalised and no person, a possessive ending, a modifier."""
    token = doc[i]
    return i not in people and (
        token.text[0].isupper() or token.text in {"'s", "’s", "'", "’"} or is_title_word(token.lower_)
    )


def _office(place: Span, title: Span, of: Span | None = None) -> Office | None:
    former = any(token.lower_ in {"former", "ex", "late", "deputy", "then"} for token in place)
    key = " ".join(title.text.lower().split())
    country = _country(place.text) or (_country(of.text.removeprefix("of ").removeprefix("the ")) if of else "")
    words = title.doc[place.start if country and place else title.start : title.end].text
    return None if former else Office(_offices().get(key, key), country, " ".join(words.split()))


def _country(words: str) -> str:
    """The code of the country that words name: by its name, people, a town, or a body such as the Kremlin."""
    plain = re.sub(r"['’]s?(?=\s|$)", "", words).strip()
    pieces = plain.split()
    for length in range(min(4, len(pieces)), 0, -1):
        for start in range(len(pieces) - length + 1):
            phrase = " ".join(pieces[start : start + length]).strip(",.") if length > 1 else pieces[start].strip(",")
            code = _people(phrase) or stands_for(phrase) or country_of(phrase.removesuffix("s"))
            code = code if phrase[:1].isupper() else ""
            if code:
                return code
    large = (entry for piece in pieces if piece[:1].isupper() for entry in find_entries(piece)[:1])
    return next((entry.country for entry in large if entry.primary and entry.people >= 100_000), "")


def _people(phrase: str) -> str:
    return "EU" if phrase.lower() == "european" else country_of_people(phrase)


def _fits(wanted: Office, held: Office) -> bool:
    leads = wanted.office == "leader" and held.office in _leading()
    return (not wanted.country or wanted.country == held.country) and (leads or wanted.office == held.office)


@cache
def _offices() -> Mapping[str, str]:
    offices = load_lexicon("offices")["offices"]
    return {term: key for key, office in offices.items() for term in office["terms"]}


@cache
def _leading() -> frozenset[str]:
    return frozenset(key for key, office in load_lexicon("offices")["offices"].items() if office.get("leads"))


@cache
def _bodies() -> Mapping[str, str]:
    listed = load_lexicon("metonyms")["bodies"].values()
    return {name: body["country"] for body in listed for name in body["names"]}
