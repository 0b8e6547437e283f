"""Names that the recogniser passed over: listed countries and bodies, peoples, places by grammar, names seen elsewhere."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from spacy.tokens import Doc, Span

from briefgen.data import load_lexicon
from briefgen.extract.actor_labels import Found, area_labels, bodies, place_label
from briefgen.extract.actor_titles import demonyms, is_demonym, is_no_name, name_end, name_like, title_tokens
from briefgen.extract.actor_trim import characters
from briefgen.extract.gazetteer import Entry, all_country_names, find_entries
from briefgen.extract.names import ARTICLES, is_surname_first
from briefgen.language.document import Document
from briefgen.language.entities import is_inside_name
from briefgen.language.name_grammar import runs_into_thing
from briefgen.language.words import text_of, words_of
from briefgen.model import EntityLabel

CALENDAR = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "mon",
        "tue",
        "tues",
        "wed",
        "thu",
        "thur",
        "thurs",
        "fri",
        "sat",
        "sun",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
    ]
)


def find_listed_places(document: Document) -> Iterator[Found]:
    """Countries and listed areas that the recogniser passed over."""
    for found in _runs(document, 5, _listed_place_words(), _may_be_listed, _is_listed):
        start, end = characters(document.text, found.start_char, found.end_char)
        yield Found(start, end, place_label(document.text[start:end]))


@cache
def _listed_place_words() -> frozenset[str]:
    names = {*country_names(), *area_labels(), *all_country_names()}
    return frozenset(name.split()[0].lower() for name in names)


@cache
def country_names() -> frozenset[str]:
    """The names and aliases of countries that places.toml lists."""
    countries = load_lexicon("places")["countries"].values()
    return frozenset(name for country in countries for name in country["names"])


def _may_be_listed(text: str) -> bool:
    return text in country_names() or text in all_country_names() or text.lower() in area_labels()


def _is_listed(span: Span) -> bool:
    text = text_of(span)
    if runs_into_thing(span):
        return False
    if text in country_names() or (text.lower() in area_labels() and len(span) > 1):
        return not (text == "US" and text_of(span.sent).isupper())
    return text in all_country_names() and _not_before_name(span)


def _not_before_name(span: Span, titles: Container[int] = frozenset()) -> bool:
    """Whether the next word does not go on with the name (Jordan Peterson, Chad Smith)."""
    following = span.doc[span.end] if span.end < len(span.doc) else None
    if following is None or "\n" in following.text or following.i in titles:
        return True
    capital = following.text[0].isupper() and following.pos_ in {"PROPN", "NOUN"} and not following.is_sent_start
    return not (capital and span[-1].whitespace_ and not is_demonym(following.text))


def find_listed_bodies(document: Document) -> Iterator[Found]:
    """Parliaments, services and movements of metonyms.toml that the recogniser passed over."""
    for found in _runs(
        document, 5, _first_words_of_bodies(), bodies().__contains__, lambda span: not text_of(span.sent).isupper()
    ):
        yield Found(found.start_char, found.end_char, "ORG")


def find_networks(document: Document) -> Iterator[Found]:
    """The network X where somebody posts on it: the letter is a name nowhere else."""
    for found in _ON_X.finditer(document.text):
        yield Found(found.start(1), found.end(1), "ORG")


_ON_X = re.compile(
    r"\b(?:posts?|posted|posting|wrote|writing|said|tweet|statement|message|video|account|page|platform|network|site)\b[^.!?\n\"“]{0,60}?"
    r"\b(?:on|to|platform|network|site) (X)(?![\w-])"
)


def find_peoples(document: Document) -> Iterator[Found]:
    """Demonyms."""
    for found in _runs(document, 3, _first_words_of_peoples(), is_demonym):
        yield Found(found.start_char, found.end_char, "NORP")


@cache
def _first_words_of_bodies() -> frozenset[str]:
    return frozenset(name.split()[0].lower() for name in bodies())


@cache
def _first_words_of_peoples() -> frozenset[str]:
    return frozenset(re.split("[ -]", name)[0] for name in demonyms())


@lru_cache(maxsize=1)
def _capitals(doc: Doc) -> tuple[int, ...]:
    """The places of the tokens that begin with a capital: the only ones at which a name can begin."""
    return tuple(place for place, form in enumerate(words_of(doc).forms) if form[0].isupper())


def _runs(
    document: Document,
    longest: int,
    firsts: Container[str],
    is_name: Callable[[str], bool],
    is_meant: Callable[[Span], bool] = bool,
) -> Iterator[Span]:
    """Every longest run of tokens that begins with a capital and one of the first words, is a name, and is meant there."""
    doc, words, end = document.doc, words_of(document.doc), 0
    for first in _capitals(doc):
        if words.lower[first] not in firsts or first < end:
            continue
        for last in range(min(first + longest, len(doc)), first, -1):
            name = words.between(first, last)
            if "\n" not in name and is_name(name) and is_meant(doc[first:last]):
                end = last
                yield doc[first:last]
                break


def find_gazetteer_places(document: Document) -> Iterator[Found]:
    """Places of the gazetteer that the recogniser passed over, where grammar or size shows that one is meant."""
    doc, words, end, titles = document.doc, words_of(document.doc), 0, title_tokens(document.doc)
    for first in _capitals(doc):
        if first < end or words.pos[first] != "PROPN" or (first and _is_capitalised(words.forms[first - 1])):
            continue
        for last in range(min(first + 3, len(doc)), first, -1):
            entries = _places_called(words.between(first, last))
            span = doc[first:last] if entries else None
            if span is not None and _not_before_name(span, titles) and _meant_as_place(span, entries, titles):
                end = last
                yield Found(*characters(document.text, span.start_char, span.end_char), "GPE")
                break


def _is_capitalised(before: str) -> bool:
    """Whether a word is one after which the next may be the end of a name."""
    return before[0].isupper() and before.isalpha()


def _places_called(name: str) -> tuple[Entry, ...]:
    return () if name.lower() in CALENDAR or is_no_name(name) else find_entries(name)


def _meant_as_place(span: Span, entries: Sequence[Entry], titles: Container[int]) -> bool:
    words, lower = load_lexicon("places")["words"], words_of(span.doc).lower
    before = lower[span.start - 1] if span.start else ""
    after = lower[span.end] if span.end < len(lower) else ""
    kind = lower[span.start - 2] if before == "of" and span.start > 1 else before
    typed = after.removesuffix("s") in words["region"] or kind in words["settlement"]
    least = 100_000 if before == "of" else 20_000
    located = before in words["locative"] and any(one.primary and one.people >= least for one in entries)
    large = any(one.primary and (one.capital or one.people >= 400_000) for one in entries)
    return typed or located or (large and (not span[0].is_sent_start or span.end in titles))


def find_second_of_pair(document: Document, spans: Iterable[Found]) -> Iterator[Found]:
    """The second of two people: "Elena Brandt and Tomas Arroyo", where only the first was found."""
    for span in spans:
        person = document.doc.char_span(span.start, span.end, alignment_mode="expand")
        if span.label != "PERSON" or person is None or len(person) < 2 or person.end + 2 >= len(document.doc):
            continue
        start = person.end + 1
        if document.doc[person.end].lower_ == "and" and name_like(document.doc[start]):
            pair = document.doc[start : name_end(document.doc, start)]
            if 2 <= len(pair) <= 3 and all(token.pos_ == "PROPN" for token in pair):
                yield Found(pair.start_char, pair.end_char, "PERSON")


def find_repeated(document: Document, spans: list[Found]) -> Iterator[Found]:
    """Further places of the article where a name stands that was found elsewhere: full names, surnames, long organisations."""
    known: dict[str, EntityLabel] = {}
    often = Counter(document.text[span.start : span.end] for span in spans if span.label == "PERSON")
    for span in spans:
        text = document.text[span.start : span.end]
        words = text.split()
        if span.label == "PERSON" and (len(words) > 1 or often[text] > 1):
            known |= dict.fromkeys((text, *surnames_in(text)), "PERSON")
        elif len(words) > 1 or (span.label == "GPE" and len(text) > 3) or f"({text})" in document.text:
            known.setdefault(text, span.label)
    wanted = {text: label for text, label in known.items() if len(text) > 2}
    firsts = {re.split("[ -]", text)[0] for text in wanted}
    for place, form in enumerate(words_of(document.doc).forms):
        if form in firsts and (form[0].isupper() or form.lower() in ARTICLES):
            yield from _known_at(document, place, wanted)


def surnames_in(name: str) -> Iterator[str]:
    """What may stand for a full name: its last word, with the Arabic article in either case, or its first where that is the surname."""
    words = name.split()
    article, hyphen, rest = words[-1].partition("-")
    if hyphen and article.lower() in ARTICLES:
        yield from (f"{article.lower()}-{rest}", f"{article.title()}-{rest}", rest)
    elif words[-1][0].isupper():
        yield words[-1]
    if len(words) > 1 and is_surname_first(name):
        yield words[0]


def _known_at(document: Document, first: int, wanted: Mapping[str, EntityLabel]) -> Iterator[Found]:
    doc, words = document.doc, words_of(document.doc)
    for last in range(min(first + 5, len(doc)), first, -1):
        name = words.between(first, last)
        label = wanted.get(name)
        if label and not (label == "PERSON" and last == first + 1 and is_inside_name(doc[first])):
            yield Found(words.starts[first], words.starts[first] + len(name), label)
            return
