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
    country_names,
    find_gazetteer_places,
    find_listed_bodies,
    find_listed_places,
    find_networks,
    find_peoples,
    find_repeated,
    find_second_of_pair,
)
from briefgen.extract.actor_context import find_nicknamed, label_by_context
from briefgen.extract.actor_joins import join_bodies, join_pieces, merge
from briefgen.extract.actor_labels import Found, label_pairs, one_label, place_label, scheme_label, well_known_place
from briefgen.extract.actor_lookalikes import drop_common_words
from briefgen.extract.actor_short_forms import find_short_forms
from briefgen.extract.actor_titles import is_demonym, title_spans
from briefgen.extract.actor_trim import characters, lines, trim
from briefgen.extract.gazetteer import find_entries
from briefgen.language.document import Document
from briefgen.language.words import text_of, words_of
from briefgen.model import EntityLabel


def find_spans(document: Document) -> list[Found]:
    """All names of a document in text order, none overlapping another."""
    spans = merge(_titled(document), _recognised(document))
    spans = join_bodies(document, merge(find_short_forms(document, spans), spans))
    spans = merge(_covering(find_listed_bodies(document), spans), spans)
    for more in (find_listed_places, find_peoples, find_gazetteer_places, find_networks):
        spans = merge(spans, more(document))
    spans = label_pairs(document, merge(spans, find_second_of_pair(document, spans)))
    spans = merge(find_nicknamed(document, spans), drop_common_words(document, spans))
    spans = label_by_context(document, one_label(document, join_pieces(document, spans)))
    spans = merge(spans, find_repeated(document, spans))
    return _cut_lost_apostrophes(document, spans)


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
        if text_of(span).lower() not in countries:
            first, last = characters(document.text, span.start_char, span.end_char)
            yield Found(first, last, "PERSON")


def _cut_lost_apostrophes(document: Document, spans: list[Found]) -> list[Found]:
    """Where a scrape lost its apostrophes ("Trumps envoy"), names without the s that was a possessive ending."""
    texts = {document.text[span.start : span.end] for span in spans}
    stems = {text.rpartition(" ")[2] for text in texts if not text.endswith("s")}
    forms = words_of(document.doc).forms
    lost = [document.doc[place] for place, form in enumerate(forms) if _ends_in_lost_s(form, stems)]
    kept = len(re.findall(r"[a-z]['’]s\b", document.text))
    if len({token.text for token in lost}) < 2 or len(lost) < 3 * kept:
        return spans
    ends = {token.idx + len(token) for token in lost}
    votes: dict[str, Counter[EntityLabel]] = defaultdict(Counter)
    for span in spans:
        votes[document.text[span.start : span.end]][span.label] += 1
    cut = [replace(span, end=span.end - 1) if span.end in ends else span for span in spans]
    bare = (Found(token.idx, token.idx + len(token) - 1, "PERSON") for token in lost)
    labelled = (_relabel(document, span, votes) if span.end + 1 in ends else span for span in merge(cut, bare))
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
