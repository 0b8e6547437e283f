"""Where the names stand: what the entity recogniser found, its slips corrected by rules that hold in general.

Every step takes and gives `Found` spans in characters. Titles, articles, possessive endings and punctuation are cut off,
spans that cross a line are divided, names after titles and names seen elsewhere in the article are added, and one string
gets one label within an article.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from briefgen.extract.actor_additions import (
    CALENDAR,
    country_names,
    find_gazetteer_places,
    find_listed_bodies,
    find_listed_places,
    find_peoples,
    find_repeated,
    find_second_of_pair,
)
from briefgen.extract.actor_labels import Found, label_pairs, one_label, place_label, scheme_label, well_known_place
from briefgen.extract.actor_short_forms import find_short_forms
from briefgen.extract.actor_titles import is_demonym, is_no_name, is_title_word, title_spans
from briefgen.extract.actor_trim import characters, lines, trim
from briefgen.extract.gazetteer import country_of, find_entries
from briefgen.language.document import Document
from briefgen.language.entities import is_listed
from briefgen.model import EntityLabel


def find_spans(document: Document) -> list[Found]:
    """All names of a document in text order, none overlapping another."""
    spans = _merge(_titled(document), _recognised(document))
    spans = _joined_bodies(document, _merge(find_short_forms(document, spans), spans))
    spans = _merge(_covering(find_listed_bodies(document), spans), spans)
    for more in (find_listed_places, find_peoples, find_gazetteer_places):
        spans = _merge(spans, more(document))
    spans = label_pairs(document, _merge(spans, find_second_of_pair(document, spans)))
    spans = _drop_common_words(document, spans)
    spans = one_label(document, _with_nation(document, spans))
    spans = _merge(spans, find_repeated(document, spans))
    return _cut_lost_apostrophes(document, spans)


def _merge(first: Iterable[Found], second: Iterable[Found]) -> list[Found]:
    """Both lists in text order; where spans overlap the first list's stands, and the longer of two of the second."""
    kept = sorted(first, key=_place)
    for span in sorted(second, key=lambda one: (one.start, -one.end)):
        at = bisect_left(kept, span.start, key=lambda one: one.start)
        clear_left = at == 0 or kept[at - 1].end <= span.start
        if clear_left and (at == len(kept) or span.end <= kept[at].start):
            kept.insert(at, span)
    return kept


def _covering(bodies: Iterable[Found], spans: Sequence[Found]) -> list[Found]:
    """The bodies that no span reaches out of; where one does, it is the longer name: Supreme Court of Ohio."""
    kept = []
    for body in bodies:
        first = max(bisect_left(spans, body.start, key=lambda one: one.start) - 1, 0)
        last = bisect_left(spans, body.end, key=lambda one: one.start)
        over = [span for span in spans[first:last] if span.end > body.start]
        if all(body.start <= span.start and span.end <= body.end for span in over):
            kept.append(body)
    return kept


def _joined_bodies(document: Document, spans: list[Found]) -> list[Found]:
    """Spans with two bodies side by side made one: United Nations | Security Council."""
    joined: list[Found] = []
    for span in spans:
        last = joined[-1] if joined else span
        beside = last.label == span.label == "ORG" and last.end + 1 == span.start and document.text[last.end] == " "
        if beside:
            joined[-1] = replace(last, end=span.end)
        else:
            joined.append(span)
    ends = _ends_of_bodies(document, [span for span in joined if span.label == "ORG"])
    return _merge((), (replace(span, end=ends.get(span.end, span.end)) for span in joined))


_NATIONAL = frozenset(
    {
        "Ministry",
        "Army",
        "Navy",
        "Force",
        "Forces",
        "Embassy",
        "Marines",
        "Parliament",
        "Congress",
        "Senate",
        "House",
        "Department",
        "Office",
        "Guard",
        "Command",
        "Agency",
        "Service",
        "Bureau",
        "Consulate",
        "Treasury",
        "Assembly",
        "Cabinet",
        "Corps",
        "Government",
        "Administration",
        "Commission",
    }
)
"""Last words of bodies that every nation has, so that the nation belongs to the name."""


def _with_nation(document: Document, spans: Iterable[Found]) -> list[Found]:
    """Spans with the nation put to its body: Chinese | Foreign Ministry, United States | Congress."""
    joined: list[Found] = []
    for span in spans:
        last = joined[-1] if joined else span
        beside = span.label == "ORG" and document.text[last.end : span.start] == " "
        if (
            beside
            and document.text[span.start : span.end].rpartition(" ")[2] in _NATIONAL
            and _is_nation(document, last)
        ):
            joined[-1] = replace(span, start=last.start)
        else:
            joined.append(span)
    return joined


def _is_nation(document: Document, span: Found) -> bool:
    return span.label == "NORP" or (span.label == "GPE" and bool(country_of(document.text[span.start : span.end])))


_PARTY_TAG = re.compile(r"[RDI]-[A-Z]")
"""Party and state of an American politician: R-Texas."""
_BODY_TAIL = re.compile(r"(?: [A-Z][a-z]{2,15}){1,2}\b")


def _ends_of_bodies(document: Document, bodies: Iterable[Found]) -> dict[int, int]:
    """Where bodies end whose last words were missed: United Nations | Security Council."""
    tails = ((span.end, _BODY_TAIL.match(document.text, span.end)) for span in bodies)
    return {end: tail.end() for end, tail in tails if tail and _is_body_tail(tail[0].split())}


def _is_body_tail(words: list[str]) -> bool:
    """Whether words end as the name of a body does, and are no title or people: Security Council, not Russian President."""
    return is_no_name(words[-1]) and not is_title_word(words[-1].lower()) and not is_demonym(words[0])


def _place(span: Found) -> tuple[int, int]:
    return span.start, span.end


def _recognised(document: Document) -> Iterator[Found]:
    """The recogniser's entities, divided at line ends and trimmed."""
    for entity in document.doc.ents:
        if entity.label_ not in {"PERSON", "ORG", "GPE", "LOC", "NORP", "FAC"}:
            continue
        for part in lines(entity):
            trimmed = trim(part)
            if trimmed is None:
                continue
            label = scheme_label(entity.label_, trimmed.text)
            start, end = characters(document.text, trimmed.start_char, trimmed.end_char)
            if end - start > 1 and any(c.isalpha() for c in document.text[start:end]):
                yield Found(start, end, label)


def _titled(document: Document) -> Iterator[Found]:
    countries = {country.lower() for country in country_names()}
    for start, end in title_spans(document.doc):
        span = document.doc[start:end]
        if span.text.lower() not in countries:
            first, last = characters(document.text, span.start_char, span.end_char)
            yield Found(first, last, "PERSON")


def _drop_common_words(document: Document, spans: Iterable[Found]) -> list[Found]:
    """Without days, months and common words that only begin a sentence."""
    lower = {token.text for token in document.doc if token.text.islower()}
    starts = {sentence.start_char for sentence in document.sentences}
    spans, kept = list(spans), []
    firsts = {
        document.text[span.start : span.end].split()[0] for span in spans if " " in document.text[span.start : span.end]
    }
    for span in spans:
        words = document.text[span.start : span.end].split()
        if all(word.strip(".").lower() in CALENDAR for word in words) or _PARTY_TAG.match(words[0]):
            continue
        token = document.doc.char_span(span.start, span.end, alignment_mode="expand")
        common = words[0].lower() in lower or (
            token is not None
            and span.label != "PERSON"
            and token[0].pos_ not in {"PROPN", "X"}
            and not find_entries(words[0])
            and not is_listed(words[0])
            and not (words[0].isupper() and len(words[0]) > 2 and not token.sent.text.isupper())
        )
        first = span.start in starts and len(words) == 1 and common and span.label != "NORP"
        titled = (
            len(words) == 1
            and (is_title_word(words[0].lower()) or is_no_name(words[0].lower()))
            and span.label == "PERSON"
        )
        shaped = words[0][0].isupper() or len(words) > 1 or well_known_place(words[0]) is not None
        shaped = shaped or _is_callsign(words[0]) or (words[0][0].isdigit() and words[0] in firsts)
        if not first and not titled and words[0][0] not in "@#" and shaped:
            kept.append(span)
    return kept


def _is_callsign(word: str) -> bool:
    """Whether a name begins with a figure and is one by its capitals: 6PR, 3M."""
    return word[0].isdigit() and sum(letter.isupper() for letter in word) >= 1 and word.isalnum() and word[-1].isupper()


def _cut_lost_apostrophes(document: Document, spans: list[Found]) -> list[Found]:
    """Where a scrape lost its apostrophes ("Trumps envoy"), names without the s that was a possessive ending."""
    texts = {document.text[span.start : span.end] for span in spans}
    stems = {text.rpartition(" ")[2] for text in texts if not text.endswith("s")}
    lost = [token for token in document.doc if _ends_in_lost_s(token.text, stems)]
    kept = len(re.findall(r"[a-z]['’]s\b", document.text))
    if len({token.text for token in lost}) < 2 or len(lost) < 3 * kept:
        return spans
    ends = {token.idx + len(token) for token in lost}
    votes: dict[str, Counter[EntityLabel]] = defaultdict(Counter)
    for span in spans:
        votes[document.text[span.start : span.end]][span.label] += 1
    cut = [replace(span, end=span.end - 1) if span.end in ends else span for span in spans]
    bare = (Found(token.idx, token.idx + len(token) - 1, "PERSON") for token in lost)
    labelled = (_relabel(document, span, votes) if span.end + 1 in ends else span for span in _merge(cut, bare))
    return list(labelled)


def _ends_in_lost_s(word: str, stems: Container[str]) -> bool:
    possible = len(word) > 4 and word[0].isupper() and word.endswith("s") and not is_demonym(word)
    stem = word[:-1] if possible else ""
    return bool(stem) and (stem in stems or _is_country(stem))


def _relabel(document: Document, span: Found, votes: Mapping[str, Counter[EntityLabel]]) -> Found:
    """The span with the label that its words have elsewhere in the article, or as a place."""
    text = document.text[span.start : span.end]
    if votes.get(text):
        return replace(span, label=max(sorted(votes[text]), key=lambda label: votes[text][label]))
    return replace(span, label=place_label(text)) if well_known_place(text) else span


def _is_country(text: str) -> bool:
    return any(entry.kind in {"country", "area"} and entry.primary for entry in find_entries(text))
