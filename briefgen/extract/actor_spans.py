"""Where the names stand: what the entity recogniser found, its slips corrected by rules that hold in general.

Every step takes and gives `Found` spans in characters. Titles, articles, possessive endings and punctuation are cut off,
spans that cross a line are divided, names after titles and names seen elsewhere in the article are added, and one string
gets one label within an article.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.actor_titles import (
    is_demonym,
    is_no_name,
    is_particle,
    is_title_word,
    name_end,
    name_like,
    title_before,
    title_spans,
)
from briefgen.extract.gazetteer import Entry, find_entries
from briefgen.language.document import Document
from briefgen.model import EntityLabel

_EDGE = " \t\n\r.,;:!?\"'“”‘’«»()[]{}–—-…*•"
_POSSESSIVE = re.compile(r"(?:['’´`]s|s['’]|['’´`])$", re.IGNORECASE)
_CALENDAR = frozenset(
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


@dataclass(frozen=True, slots=True)
class Found:
    """A name in the text: characters and label."""

    start: int
    end: int
    label: EntityLabel


def find_spans(document: Document) -> list[Found]:
    """All names of a document in text order, none overlapping another."""
    spans = _merge(_titled(document), _recognised(document))
    for more in (_listed_places, _listed_bodies, _peoples, _second_of_pair):
        spans = _merge(spans, more(document, spans))
    spans = _drop_common_words(document, spans)
    spans = _one_label(document, spans)
    spans = _merge(spans, _repeated(document, spans))
    return _cut_lost_apostrophes(document, spans)


def _merge(first: Iterable[Found], second: Iterable[Found]) -> list[Found]:
    """Both lists in text order; where spans overlap the first list's stands."""
    kept = sorted(first, key=lambda span: span.start)
    taken = [(span.start, span.end) for span in kept]
    for span in sorted(second, key=lambda one: (one.start, -one.end)):
        if all(span.end <= start or span.start >= end for start, end in taken):
            kept.append(span)
            taken.append((span.start, span.end))
    return sorted(kept, key=lambda span: span.start)


def _recognised(document: Document) -> Iterator[Found]:
    """The recogniser's entities, divided at line ends and trimmed."""
    for entity in document.doc.ents:
        if entity.label_ not in {"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"}:
            continue
        for part in _lines(entity):
            trimmed = _trim(part)
            if trimmed is None:
                continue
            label = _label(entity.label_, trimmed.text)
            start, end = _characters(document.text, trimmed.start_char, trimmed.end_char)
            if end - start > 1 and any(c.isalpha() for c in document.text[start:end]):
                yield Found(start, end, label)


def _lines(entity: Span) -> Iterator[Span]:
    start = entity.start
    for token in entity:
        if "\n" in token.text:
            if token.i > start:
                yield entity.doc[start : token.i]
            start = token.i + 1
    if start < entity.end:
        yield entity.doc[start : entity.end]


def _trim(span: Span) -> Span | None:
    """A span without articles and titles before it and words that are no name behind it; None if nothing is left."""
    start, end, person = span.start, span.end, span.label_ == "PERSON"
    while start < end and (span.doc[start].lower_ in {"the", "a", "an"} or not span.doc[start].text[0].isalnum()):
        start += 1
    for token in span.doc[start:end]:
        if (
            token.i > start
            and token.pos_ in {"AUX", "VERB"}
            and token.text.istitle()
            and token.dep_ not in {"flat", "compound"}
        ):
            end = token.i
            break
    while end > start and not any(c.isalnum() for c in span.doc[end - 1].text):
        end -= 1
    if person:
        start = _after_title(span.doc[start:end]) if end > start else end
    words = [token.lower_.strip(".") for token in span.doc[start:end]]
    empty = all(is_title_word(word) or is_title_word(f"{word}.") or (person and is_demonym(word)) for word in words)
    return span.doc[start:end] if start < end and not empty else None


def _after_title(span: Span) -> int:
    """The first token of a person's name after the titles that the recogniser took for a part of it."""
    for i in range(span.end - 1, span.start, -1):
        if title_before(span.doc, i) < i and name_like(span.doc[i]):
            return i
    start = span.start
    while start < span.end and not name_like(span.doc[start]) and not is_particle(span.doc[start]):
        start += 1
    return start


def _characters(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without possessive ending and punctuation at its edges; a full stop stays in an abbreviation."""
    words = text[start:end]
    words = re.sub(r"-(?:led|backed|based|born|brokered|made|run|held|occupied|controlled|style|era)$", "", words)
    words = _POSSESSIVE.sub(
        lambda found: "s" if found[0][0] in "sS" and len(found[0]) == 2 and found[0][1] in "'’" else "", words
    )
    left = len(words) - len(words.lstrip(_EDGE))
    words = (
        words.strip(_EDGE.replace(".", ""))
        if re.search(r"\b[A-Z]\.$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|St)\.$", words)
        else words.strip(_EDGE)
    )
    return start + left, start + left + len(words)


def _label(label: str, text: str) -> EntityLabel:
    """The recogniser's label in our scheme: its LOC is divided into GPE and LOC."""
    if label == "FAC":
        return "LOC"
    if label in {"LOC", "GPE"}:
        return "ORG" if text in bodies() else place_label(text)
    return label  # type: ignore[return-value]


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


def _titled(document: Document) -> Iterator[Found]:
    for start, end in title_spans(document.doc):
        span = document.doc[start:end]
        if not any(country.lower() == span.text.lower() for country in _country_names()):
            first, last = _characters(document.text, span.start_char, span.end_char)
            yield Found(first, last, "PERSON")


@cache
def _country_names() -> frozenset[str]:
    countries = load_lexicon("places")["countries"].values()
    return frozenset(name for country in countries for name in country["names"])


def _listed_places(document: Document, spans: Iterable[Found]) -> Iterator[Found]:
    """Countries and listed areas that the recogniser passed over."""
    doc = document.doc
    for token in doc:
        if not token.text[0].isupper():
            continue
        for length in (4, 3, 2, 1):
            span = doc[token.i : token.i + length]
            if len(span) == length and "\n" not in span.text and _is_listed(span):
                start, end = _characters(document.text, span.start_char, span.end_char)
                yield Found(start, end, place_label(document.text[start:end]))
                break


def _listed_bodies(document: Document, spans: Iterable[Found]) -> Iterator[Found]:
    """Parliaments, services and movements of metonyms.toml that the recogniser passed over."""
    for found in _runs(document, 5, lambda text: text in bodies()):
        yield replace(found, label="ORG")


@cache
def bodies() -> frozenset[str]:
    """The names of metonyms.toml that are no places."""
    listed = load_lexicon("metonyms")["bodies"].values()
    return frozenset(name for body in listed for name in body["names"] if not find_entries(name) and len(name) > 2)


def _peoples(document: Document, spans: Iterable[Found]) -> Iterator[Found]:
    """Demonyms."""
    for found in _runs(document, 2, is_demonym):
        yield replace(found, label="NORP")


def _runs(document: Document, longest: int, wanted: Callable[[str], bool]) -> Iterator[Found]:
    """Every longest run of tokens that begins with a capital and is wanted."""
    doc, end = document.doc, 0
    for token in doc:
        if token.i < end or not token.text[0].isupper():
            continue
        for length in range(longest, 0, -1):
            span = doc[token.i : token.i + length]
            if len(span) == length and wanted(span.text):
                end = span.end
                yield Found(span.start_char, span.end_char, "ORG")
                break


def _second_of_pair(document: Document, spans: Iterable[Found]) -> Iterator[Found]:
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


def _is_listed(span: Span) -> bool:
    text = span.text
    if text in {"US", "America"} or text in _country_names() or (text.lower() in area_labels() and len(span) > 1):
        return not (text == "US" and span.sent.text.isupper())
    if len(text) < 4 or not text[0].isupper():
        return False
    return any(entry.kind == "country" and entry.primary for entry in find_entries(text)) and _not_before_name(span)


def _not_before_name(span: Span) -> bool:
    """Whether the next word does not go on with the name (Jordan Peterson, Chad Smith)."""
    following = span.doc[span.end] if span.end < len(span.doc) else None
    return following is None or not (
        following.text.istitle() and following.pos_ == "PROPN" and "\n" not in following.text
    )


def _drop_common_words(document: Document, spans: Iterable[Found]) -> list[Found]:
    """Without days, months and common words that only begin a sentence."""
    lower = {token.text for token in document.doc if token.text.islower()}
    starts = {sentence.start_char for sentence in document.sentences}
    kept = []
    for span in spans:
        words = document.text[span.start : span.end].split()
        if all(word.strip(".").lower() in _CALENDAR for word in words):
            continue
        token = document.doc.char_span(span.start, span.end, alignment_mode="expand")
        common = words[0].lower() in lower or (
            token is not None and token[0].pos_ not in {"PROPN", "NOUN", "X"} and not find_entries(words[0])
        )
        first = span.start in starts and len(words) == 1 and common and span.label != "NORP"
        titled = (
            len(words) == 1
            and (is_title_word(words[0].lower()) or is_no_name(words[0].lower()))
            and span.label == "PERSON"
        )
        if not first and not titled and words[0][0] not in "@#" and (words[0][0].isupper() or len(words) > 1):
            kept.append(span)
    return kept


def _one_label(document: Document, spans: list[Found]) -> list[Found]:
    """One label for one string: a known surname, then a well-known place, then the majority."""
    texts = [document.text[span.start : span.end] for span in spans]
    surnames = {
        words[-1]
        for words, span in zip(map(str.split, texts), spans, strict=True)
        if span.label == "PERSON" and len(words) > 1
    }
    votes: dict[str, Counter[EntityLabel]] = defaultdict(Counter)
    for text, span in zip(texts, spans, strict=True):
        votes[text][span.label] += 1
    return [
        replace(span, label=_decide(text, votes[text], known=text in surnames))
        for text, span in zip(texts, spans, strict=True)
    ]


def _decide(text: str, votes: Counter[EntityLabel], *, known: bool) -> EntityLabel:
    place = well_known_place(text)
    if known and not (place and place.kind == "country"):
        return "PERSON"
    if place and set(votes) & {"GPE", "LOC", "PERSON", "ORG"} and "NORP" not in votes:
        return place_label(text)
    return max(sorted(votes), key=lambda label: votes[label])


def well_known_place(text: str) -> Entry | None:
    """The country, listed area, capital or large town of exactly that name, if there is one."""
    for entry in find_entries(text):
        large = entry.kind in {"country", "area"} or entry.capital or entry.people >= 250_000
        if large and entry.primary:
            return entry
    return None


def _repeated(document: Document, spans: list[Found]) -> Iterator[Found]:
    """Further places of the article where a name stands that was found elsewhere: full names, surnames, long organisations."""
    known: dict[str, EntityLabel] = {}
    for span in spans:
        text = document.text[span.start : span.end]
        words = text.split()
        if span.label == "PERSON" and len(words) > 1:
            known[text] = known[words[-1]] = "PERSON"
        elif span.label in {"ORG", "GPE"} and (len(words) > 1 or len(text) > 3):
            known.setdefault(text, span.label)
    wanted = {text: label for text, label in known.items() if len(text) > 2 and text[0].isupper()}
    for token in document.doc:
        yield from _known_at(document, token, wanted)


def _known_at(document: Document, token: Token, wanted: Mapping[str, EntityLabel]) -> Iterator[Found]:
    if not token.text[0].isupper():
        return
    for length in (5, 4, 3, 2, 1):
        span = document.doc[token.i : token.i + length]
        label = wanted.get(span.text)
        if label and len(span) == length:
            yield Found(span.start_char, span.end_char, label)
            return


def _cut_lost_apostrophes(document: Document, spans: list[Found]) -> list[Found]:
    """Where a scrape lost its apostrophes ("Trumps envoy"), names without the s that was a possessive ending."""
    texts = {document.text[span.start : span.end] for span in spans}
    stems = {text.split()[-1] for text in texts if not text.endswith("s")}
    lost = [span for span in spans if _ends_in_lost_s(document.text[span.start : span.end], stems)]
    kept = len(re.findall(r"[a-z]['’]s\b", document.text))
    if len({document.text[span.start : span.end] for span in lost}) < 2 or len(lost) < 3 * kept:
        return spans
    return [_relabel(document, replace(span, end=span.end - 1), spans) if span in lost else span for span in spans]


def _ends_in_lost_s(text: str, stems: Container[str]) -> bool:
    stem = text[:-1].rsplit(maxsplit=1)[-1] if len(text) > 4 and text.endswith("s") else ""
    return bool(stem) and (stem in stems or _is_country(stem))


def _relabel(document: Document, span: Found, spans: Iterable[Found]) -> Found:
    text = document.text[span.start : span.end]
    votes = Counter(other.label for other in spans if document.text[other.start : other.end] == text)
    place = well_known_place(text)
    label = votes.most_common(1)[0][0] if votes else place_label(text) if place else span.label
    return replace(span, label=label)


def _is_country(text: str) -> bool:
    return any(entry.kind in {"country", "area"} and entry.primary for entry in find_entries(text))
