"""The entity pass: what the name finder's labels become in our scheme, and the names it is known to miss.

After it a Doc's entities are PERSON, ORG, GPE (countries, towns, regions with a government), LOC (other places, buildings)
and NORP (peoples, religions, parties). The steps, each a small function: cut at line breaks, strip titles, take the label of
the lists of `data/`, split places, add listed names, read lists of regions, let a surname follow the full name that the article gave.
Labels of other pipelines (OntoNotes: FAC is a LOC) are mapped to ours; those with no counterpart, such as DATE, are dropped.
"""

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from briefgen.data import load_lexicon
from briefgen.language.name_grammar import (
    NOTHING,
    begins_like_person,
    given_names,
    is_dateline,
    is_greeting,
    is_initial,
    label_by_words,
    over_tail,
    runs_into_thing,
)
from briefgen.language.words import places_of

COMPONENT = "entity_pass"
LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP"})
_BY_TRUST = ("PERSON", "NORP", "GPE", "ORG", "LOC")
_NO_TITLES = frozenset(
    {
        "count",
        "private",
        "major",
        "head",
        "chair",
        "director-producer",
        "saint",
        "sister",
        "son",
        "striker",
        "general",
        "miss",
        "justice",
        "father",
        "mother",
        "brother",
    }
)
"""Titles that are also common parts of other names."""
_TO_OURS = {"PER": "PERSON", "FAC": "LOC"}
_NOT_AT_EDGE = frozenset(
    {"the", "a", "an", "'s", "’s", "'", "’", '"', "“", "”", "‘", ",", ";", ":", "-", "–", "—", "--", "(", ")"}
)
_CALENDAR = frozenset(word.lower() for word in (*calendar.day_name, *calendar.month_name[1:]))


@cache
def _listed() -> Mapping[str, str]:
    """Label of each listed name."""
    names: dict[str, str] = {}
    organisations, places, peoples = load_lexicon("organisations"), load_lexicon("gpe"), load_lexicon("demonyms")
    names |= dict.fromkeys(organisations["places"]["names"], "LOC")
    for group in ("governments", "alliances", "agencies", "media"):
        names |= dict.fromkeys(organisations[group]["names"], "ORG")
    for table in places.values():
        names |= dict.fromkeys(table["names"], "GPE")
    for value in (words for key, words in peoples["countries"].items() if key.isupper()):
        names |= dict.fromkeys(value, "NORP")
    for group in ("wider", "religions", "parties"):
        names |= dict.fromkeys(peoples[group]["names"], "NORP")
    return names


def _title_terms() -> Iterator[str]:
    yield from (term for group in load_lexicon("titles").values() for term in group["terms"])


@cache
def _titles() -> frozenset[str]:
    """The words that a name may follow, in lower case: the last of each title, or the one before "of"."""
    return frozenset(term.split(" of ")[0].split()[-1] for term in _title_terms() if term not in _NO_TITLES)


@cache
def _no_names() -> frozenset[str]:
    """Words of titles and of institutions, in lower case, which are no part of a person's name."""
    institutions = load_lexicon("organisations")["institutions"]["words"]
    return frozenset(word for term in _title_terms() for word in term.split()).union(institutions)


def is_listed(name: str) -> bool:
    """Whether the lists of `data/` know the name."""
    return name in _listed()


class EntityPass:
    """The pass as a component: `doc` in, the same `doc` with its entities put right out."""

    def __init__(self, nlp: Language) -> None:
        self.matcher = PhraseMatcher(nlp.vocab)
        for name, label in _listed().items():
            self.matcher.add(label, [nlp.make_doc(name)])

    def __call__(self, doc: Doc) -> Doc:
        """Put the entities of a Doc right."""
        parts = (piece for entity in doc.ents for line in _lines(entity) for piece in _before_person(line))
        found = [span for part in parts for span in _in_our_scheme(part)]
        listed = _with_listed(_with_titled(doc, found), self._matches(doc))
        spans = _as_regions(doc, _with_first_names(doc, listed))
        spans = _with_surnames(doc, _with_one_label(spans))
        doc.set_ents(filter_spans(spans))
        return doc

    def _matches(self, doc: Doc) -> list[Span]:
        spans = (Span(doc, start, end, label=key) for key, start, end in self.matcher(doc))
        return filter_spans(span for span in spans if not _continues(span))


def _lines(entity: Span) -> Iterator[Span]:
    """An entity cut at line breaks; no name runs over one."""
    start = entity.start
    for token in entity:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield Span(entity.doc, start, token.i, label=entity.label_)
            start = token.i + 1
    if start < entity.end:
        yield Span(entity.doc, start, entity.end, label=entity.label_)


def _before_person(span: Span) -> Iterator[Span]:
    """An entity cut where a listed name or a body ends and a person begins: Ukraine | Petro Poroshenko."""
    for at in range(span.start + 1, span.end - 1):
        rest = span.doc[at : span.end]
        if rest[0].text not in given_names() or not begins_like_person(rest):
            continue
        head = Span(span.doc, span.start, at, label="ORG")
        label = _listed().get(head.text) or label_by_words(head)
        if label and head.text not in _ambiguous():
            yield Span(span.doc, span.start, at, label=label)
            yield Span(span.doc, at, span.end, label="PERSON")
            return
    yield span


def _in_our_scheme(span: Span) -> Iterator[Span]:
    """The span trimmed, with a label of ours; nothing where no name is left."""
    label = _TO_OURS.get(span.label_, span.label_)
    start, end = span.start, span.end
    while start < end and (_is_edge(span.doc[start], label) or span.doc[start].is_space):
        start += 1
    while end > start and (span.doc[end - 1].lower_ in _NOT_AT_EDGE or span.doc[end - 1].is_space):
        end -= 1
    start, end = _over_hyphens(span.doc, start, end)
    if label == "PERSON":
        start = _after_titles(span.doc, start, end)
        start = _with_given_names(span.doc, start, end) if start < end else end
        end = over_tail(span.doc, start, end)
    if start == end or label not in LABELS or _is_other(span.doc[start:end].text):
        return
    trimmed = span.doc[start:end]
    by_words = None if _listed().get(trimmed.text) else label_by_words(Span(span.doc, start, end, label=label))
    if by_words == NOTHING or runs_into_thing(Span(span.doc, start, end, label=label)):
        return
    if by_words is not None:
        label = by_words
    elif label != "PERSON" and (begins_like_person(trimmed) or trimmed.text in given_names()):
        label = "PERSON" if trimmed.text not in _listed() else label
    elif label in {"LOC", "GPE"}:
        label = "NORP" if _listed().get(trimmed.text) == "NORP" else _place_label(trimmed)
    elif len(trimmed) > 1 and trimmed[-1].text in load_lexicon("organisations")["places"]["always"]:
        label = "LOC"
    elif is_dateline(trimmed):
        label = "GPE"
    else:
        label = _lost_apostrophe(trimmed) or label
    yield Span(span.doc, start, end, label=label)


def _is_edge(token: Token, label: str) -> bool:
    """Whether a token is no part of a name at its start; "The" with a capital inside a sentence is one of a body's name."""
    inside = token.text == "The" and label == "ORG" and not token.is_sent_start and token.i and token.nbor(-1).is_lower
    return token.lower_ in _NOT_AT_EDGE and not inside


def _is_other(name: str) -> bool:
    """Whether a name is a day, a month, a weapon, a vessel, a storm: nothing that we label."""
    things = load_lexicon("organisations")["things"]
    return name.lower() in _CALENDAR or name in things["names"] or name.startswith(tuple(things["first"]))


def _over_hyphens(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The ends of a name that goes on behind a hyphen ("Wright[-Patterson]"), where that is no name of its own."""
    while start > 1 and doc[start - 1].text == "-" and _is_free_part(doc[start - 2]) and not doc[start - 1].whitespace_:
        start -= 2
    while end + 1 < len(doc) and doc[end].text == "-" and _is_free_part(doc[end + 1]) and not doc[end - 1].whitespace_:
        end += 2
    return start, end


def _is_free_part(token: Token) -> bool:
    return token.is_title and token.is_alpha and not token.ent_type_ and token.text not in _listed()


def _after_titles(doc: Doc, start: int, end: int) -> int:
    """Where the name begins behind titles, peoples and the place of an office ("Kyiv Mayor [Vitali Klitschko]")."""
    while start < end - 1 and (_is_title(doc[start]) or _opens_title(doc[start]) or is_greeting(doc[start])):
        start += 1
    alone = start == end - 1 and start > 0 and _is_title(doc[start]) and doc[start].is_title
    return end if alone and _listed().get(doc[start].text) is None and not doc[start].is_sent_start else start


def _is_title(token: Token) -> bool:
    return token.lower_ in _titles()


def _opens_title(token: Token) -> bool:
    label = _listed().get(token.text)
    short = label == "ORG" and token.is_upper
    return label == "NORP" or short or (label is not None and _is_title(token.nbor()))


def _with_given_names(doc: Doc, start: int, end: int) -> int:
    """Where a person's name begins when the model found the end of it alone ("Volodymyr [Zelenskyy]")."""
    while start > 0 and not doc[start].is_sent_start and _belongs_to_name(doc[start - 1]):
        if end - start > 1 and doc[start - 1].text not in given_names():
            break
        start -= 1
    return start


def _belongs_to_name(token: Token) -> bool:
    word = token.lower_
    known = word in _no_names() or word in _CALENDAR or token.text in _listed() or token.ent_type_ in {"ORG", "GPE"}
    return token.is_title and token.is_alpha and token.pos_ == "PROPN" and not known and token.whitespace_ == " "


def _place_label(span: Span) -> str:
    """GPE or LOC: by the lists, by the word for the kind of place, GPE where neither knows."""
    listed = _listed().get(span.text)
    if listed in {"GPE", "LOC"}:
        return listed
    kinds = load_lexicon("organisations")["places"]
    first, last = span[0].text, span[-1].text
    if len(span) > 1 and (last in kinds["after"] or first in kinds["before"] or span[:2].text in kinds["before"]):
        return "LOC"
    return "GPE"


def _continues(span: Span) -> bool:
    """Whether the listed name is part of a longer one: a capitalised neighbour of the same phrase, or a hyphen before."""
    doc, before, after = span.doc, span.start - 1, span.end
    if before >= 0 and doc[before].text in {"-", "–", "@", "#"} and not doc[before].whitespace_:
        return True
    if span.label_ == "NORP" or len(span) > 1 or span.text.isupper() or "." in span.text:
        return False
    following = doc[after] if after < len(doc) else None
    if following is not None and _is_name_word(following) and doc[after - 1].whitespace_:
        return True
    return (
        before >= 0 and _is_name_word(doc[before]) and not doc[before].is_sent_start and bool(doc[before].whitespace_)
    )


def _is_name_word(token: Token) -> bool:
    known = token.text in _listed() or token.lower_ in _no_names() or token.lower_ in _CALENDAR
    return token.is_title and token.pos_ == "PROPN" and not known


def _with_titled(doc: Doc, spans: list[Span]) -> list[Span]:
    """The spans, and as people the names of two to four words behind a title that the model took for something else."""
    people = {i for span in spans if span.label_ == "PERSON" for i in range(span.start, span.end)}
    added = []
    for title in places_of(doc, _titles(), "LOWER"):
        end = title + 1
        while end < len(doc) and end - title < 5 and _goes_on(doc[end]):
            end += 1
        if end - title > 2 and people.isdisjoint(range(title + 1, end)):
            added.append(Span(doc, title + 1, end, label="PERSON"))
    over = {i for span in added for i in range(span.start, span.end)}
    return [span for span in spans if over.isdisjoint(range(span.start, span.end))] + added


def _goes_on(token: Token) -> bool:
    return _is_name_word(token) and not token.is_sent_start


def _with_first_names(doc: Doc, spans: list[Span]) -> list[Span]:
    """The spans, and as people the names behind a first name where the model saw none at all."""
    added, end = [], 0
    taken = {i for span in spans for i in range(span.start, span.end)}
    for token in map(doc.__getitem__, places_of(doc, given_names())):
        if token.i < end or token.i in taken or token.pos_ != "PROPN":
            continue
        end = token.i + 1
        while (
            end < len(doc) and end - token.i < 4 and end not in taken and (_goes_on(doc[end]) or is_initial(doc[end]))
        ):
            end += 1
        name = doc[token.i : end]
        nothing_else = end not in taken and label_by_words(name) is None
        if begins_like_person(name) and nothing_else and not is_inside_name(name[-1], token):
            added.append(Span(doc, token.i, end, label="PERSON"))
    return spans + added


def _as_regions(doc: Doc, spans: list[Span]) -> list[Span]:
    """The spans, as places where a word such as "regions" closes the list that they stand in, whatever the model says."""
    ends = load_lexicon("organisations")["places"]["closing"]
    places: set[int] = set()
    for span in sorted(spans, key=lambda span: -span.start):
        place = span.end
        while place < len(doc) and doc[place].lower_ in {",", "and", "or"}:
            place += 1
        listed = place in places and place > span.end
        if listed or (place == span.end and place < len(doc) and doc[place].text in ends):
            places.add(span.start)
    return [Span(doc, s.start, s.end, label="GPE") if _is_misread(s, places) else s for s in spans]


def _is_misread(span: Span, places: set[int]) -> bool:
    return span.start in places and span.label_ in {"PERSON", "ORG"} and span.text not in _listed()


def _with_listed(found: list[Span], listed: Iterable[Span]) -> list[Span]:
    """The model's spans and the listed ones: a list decides on a span of its own and on pieces that it covers."""
    spans = list(found)
    by_token = {token: span for span in found for token in range(span.start, span.end)}
    for match in listed:
        over = {(by_token[i].start, by_token[i].end) for i in range(match.start, match.end) if i in by_token}
        if all(match.start <= start and (end <= match.end or len(match) > 1) for start, end in over):
            spans = [span for span in spans if (span.start, span.end) not in over]
            spans.append(match)
    return spans


def _with_one_label(spans: list[Span]) -> list[Span]:
    """One label for one string within an article: the one it got most often, of two the rarer kind of slip."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for span in spans:
        votes[span.text][span.label_] += 1
    best = {text: max(_BY_TRUST, key=lambda label: labels[label]) for text, labels in votes.items()}
    return [Span(span.doc, span.start, span.end, label=best[span.text]) for span in spans]


def _with_surnames(doc: Doc, spans: list[Span]) -> list[Span]:
    """A last name alone is the PERSON named in full, if no list and, of "Penon de Coron", no mentions of a place say otherwise."""
    people = [s for s in spans if s.label_ == "PERSON" and len(s) > 1 and len(s[-1]) > 2 and s[-1].text[0].isupper()]
    full, places = Counter(s[-1].text for s in people), Counter(s.text for s in spans if s.label_ in {"GPE", "LOC"})
    told = {n for s in people if places[n := s[-1].text] <= full[n] or all(token.text[0].isupper() for token in s)}
    surnames = {name for name in told if name not in _listed() or name in _ambiguous()}
    taken = {i for span in spans for i in range(span.start, span.end)}
    votes = Counter((span.text, span.label_) for span in spans if len(span) == 1)
    surnames = {name for name in surnames if votes[name, "ORG"] <= 2 * votes[name, "PERSON"] + 1}
    relabelled = [Span(doc, s.start, s.end, label="PERSON") if len(s) == 1 and s.text in surnames else s for s in spans]
    surnames |= {f"{name}s" for name in surnames}  # a lost apostrophe
    untold = (place for place in places_of(doc, frozenset(surnames)) if place not in taken)
    return relabelled + [Span(doc, at, at + 1, label="PERSON") for at in untold if not is_inside_name(doc[at])]


def is_inside_name(token: Token, first: Token | None = None) -> bool:
    """Whether a capitalised neighbour shows that a name is a part of something else: the Warhol Factory, Bowling Green.

    `token` is the last word of the name, `first` its first where it has several.
    """
    doc, at, first = token.doc, token.i, first or token
    after = doc[at + 1] if at + 1 < len(doc) and not doc[at + 1].is_sent_start else None
    before = doc[first.i - 1] if first.i and not first.is_sent_start else None
    if after is not None and token.whitespace_ and _is_name_word(after):
        return True
    if after is not None and after.text == "-" and not token.whitespace_:
        return True
    return before is not None and bool(before.whitespace_) and _is_name_word(before) and not before.is_sent_start


@cache
def _ambiguous() -> frozenset[str]:
    return frozenset(load_lexicon("gpe")["ambiguous"]["names"])


def _lost_apostrophe(span: Span) -> str | None:
    """The listed label of a name whose possessive ending a scrape left without its apostrophe ("Moscows")."""
    return _listed().get(span.text[:-1]) if span.text.endswith("s") and len(span.text) > 4 else None


@Language.factory(COMPONENT)
def create_entity_pass(nlp: Language, name: str) -> EntityPass:
    """The factory that `nlp.add_pipe` looks up; `name` is required by spaCy."""
    del name
    return EntityPass(nlp)
