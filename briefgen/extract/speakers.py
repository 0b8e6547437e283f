"""Who speaks: the name behind "he", "the Ukrainian president", "Wicker", "they", "the Kremlin" or "a Western official".

A resolved person has the full name the text gives; an organisation, capital or building that speaks keeps its own
name; an unnamed source keeps its description as written. In doubt the words stand for themselves.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from briefgen.extract.actor_titles import name_like, title_before
from briefgen.extract.quote_layout import lay_out
from briefgen.extract.speaker_appositions import apposed_name
from briefgen.extract.speaker_descriptions import compatriot, introduced, named_later, role_bearer, varied
from briefgen.extract.speaker_gender import PRONOUN_GENDER
from briefgen.extract.speaker_later import named_ahead
from briefgen.extract.speaker_mentions import people_noun, phrase_head, speaking_nouns
from briefgen.extract.speaker_people import read_people
from briefgen.extract.speaker_pronouns import NEUTRALS, PLURALS
from briefgen.extract.speaker_record import People
from briefgen.extract.speaker_roles import person_noun, stands_for_many
from briefgen.language.document import Document
from briefgen.language.syntax import dep
from briefgen.model import EntityMention, Speaker

SPACES = re.compile(r"\s+")
THE = re.compile(r"^the\s+", re.IGNORECASE)
SELVES = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})
PRONOUNS = frozenset(PRONOUN_GENDER) | PLURALS | NEUTRALS
LINKING = frozenset({"to", "of", "for", "from", "with", "by", "at", "in", "near", "close"})
TAIL = re.compile(r"\s(?:for|of|on)\s(?:the\s)?[A-Z]")
HOME = re.compile(r"^\s+of(?:\s[A-Z][\w.’'-]{0,20}){1,3}")
"""The tail of "Cheri Bustos of Illinois"."""
LONGEST_OFFICE = 60
PARENTHESIS = re.compile(r"\([^()]{0,60}\)")


def resolve_pronoun(token: Token, document: Document, entities: Sequence[EntityMention]) -> str | None:
    """The name a pronoun of a document stands for, or None when the text leaves it open.

    Reading the people of a text takes time: for many pronouns call `read_people` once and use `People.pronouns`.
    """
    return read_people(lay_out(document.doc), entities).pronouns.get(token.i)


def speaker_of(span: Span, people: People) -> Speaker | None:
    """The speaker that a noun phrase names; None for "I", "you" and pronouns that nothing resolves."""
    if span[0].lower_ == "whose":
        return _of_relative(span, people)
    span = _with_name(span, people)
    head = _telling(span)
    span = _before_members(_before_role(span, people), head)
    if head.lower_ in SELVES:
        return None
    if head.lower_ in PRONOUNS:
        name = people.pronouns.get(head.i)
        return Speaker(span.start_char, span.end_char, name) if name else None
    name = (
        compatriot(people, span[-1]) or _joined(span, people) or _pair(span, head, people) or _name(span, head, people)
    )
    return Speaker(span.start_char, span.end_char, name) if name else None


def _of_relative(span: Span, people: People) -> Speaker | None:
    """For example "Ann Pell's office" for "whose office" in "Pell, whose office said"."""
    before = people.by_token.get(
        span.start - 2 if span.start > 1 and span.doc[span.start - 1].text == "," else span.start - 1
    )
    owned = span.doc[span.start + 1 : span.end].text
    named = before is not None and before.label in {"PERSON", "ORG", "GPE"} and owned
    return Speaker(span.start_char, span.end_char, f"{people.name_of(before)}'s {owned}") if before and named else None


def _telling(span: Span) -> Token:
    """The head of a phrase; "one" of "one of them", "office" of "the secretary of state's office", the role that ends "the Maine Republican"."""
    head, last = phrase_head(span), span[-1]
    counted = span[0].pos_ == "NUM" or span[0].lower_ in {"some", "many", "several", "most"}
    if counted and len(span) > 2 and span[1].lower_ == "of":
        return span[0]
    if last.pos_ == "NOUN" and any(token.tag_ == "POS" and head.i < token.i for token in span):
        return last
    flat = last.head.i == head.i and dep(last).startswith("flat")
    placed = head.pos_ == "PROPN" and head.i < last.i and last.text[0].islower()
    return last if (flat or placed) and span[0].lower_ == "the" and person_noun(last) else head


def _with_name(span: Span, people: People) -> Span:
    """A phrase with the name right after it, when the parse has cut "Detective" from "Sam Ruiz"."""
    entity = people.by_token.get(span.end)
    if entity is None or entity.label != "PERSON" or span[-1].is_punct or phrase_head(span).pos_ == "PRON":
        return span
    end = span.end
    while people.by_token.get(end) is entity:
        end += 1
    return span.doc[span.start : end]


def _joined(span: Span, people: People) -> str | None:
    """For example "Roger Wicker and Mike Rogers" for a coordination of named people."""
    found = _entities(span, people)
    persons = [entity for entity in found if entity.label == "PERSON"]
    found = (
        persons
        if len(persons) > 1
        else [entity for entity in found if entity.label != "NORP" or not _for_people(entity)]
    )
    kinds = {"ORG" if entity.label == "GPE" else entity.label for entity in found}
    if len(found) < 2 or len(kinds) > 1 or _modifies(found[-1], span) or _from_bodies(span, found, people):
        return None
    for left, right in pairwise(found):
        between = PARENTHESIS.sub("", people.layout.text[left.end : right.start])
        between = HOME.sub("", between) if " " in left.name and " " in right.name else between
        if kinds != {"PERSON"} and re.search(r"\b[A-Z]\w", between):
            return people.layout.text[found[0].start : found[-1].end]  # "Amnesty International and Justice for Iran"
        if (
            not re.match(r"^\s*(?:,|and\b|,\s*and\b|&)", between)
            or len(between) > LONGEST_OFFICE
            or "'s" in between[:3]
        ):
            return None
    if " and " not in span.text and " & " not in span.text:
        return None
    names = [people.name_of(entity) for entity in found]
    return " and ".join((", ".join(names[:-1]), names[-1]))


def _pair(span: Span, head: Token, people: People) -> str | None:
    """A body and who speaks with it, as written, where the other has no name: "Hamas and the Israeli government"."""
    entity = people.by_token.get(head.i)
    other = next((child for child in head.rights if dep(child) == "conj" and child.pos_ in {"NOUN", "PROPN"}), None)
    if entity is None or entity.label not in {"ORG", "GPE"} or other is None or other.i >= span.end:
        return None
    between = people.layout.text[entity.end : other.idx]
    plain = re.match(r"\s*,?\s*(?:and|&)\s", between) and "," not in between[2:]
    return (
        people.layout.text[entity.start : span.end_char] if plain and people.by_token.get(other.i) != entity else None
    )


def _modifies(entity: EntityMention, span: Span) -> bool:
    """Whether a name only tells whose the people behind it are: "British and Iraqi officials", "Pell and Ruiz aides"."""
    behind = next((token for token in span if token.idx >= entity.end), None)
    return behind is not None and behind.pos_ == "NOUN" and behind.text.islower()


def _from_bodies(span: Span, found: Sequence[EntityMention], people: People) -> bool:
    """Whether unnamed people of two bodies speak: "officials from Russia and China"."""
    head = phrase_head(span)
    return found[0].label != "PERSON" and head.i not in people.by_token and head.idx < found[0].start


def _before_role(span: Span, people: People) -> Span:
    """A name without the office behind it: "Professor L. T. Rao | , trade expert at the school"."""
    comma = next((token.i for token in span if token.text == ","), None)
    person = people.by_token.get(comma - 1) if comma is not None and comma > span.start else None
    alone = sum(entity.label == "PERSON" for entity in _entities(span, people)) == 1 and " and " not in span.text
    return span.doc[span.start : comma] if alone and person is not None and person.label == "PERSON" else span


def _before_members(span: Span, head: Token) -> Span:
    """A group without what tells its members: "Two former governors | , a Republican and a Democrat"."""
    comma = next((token.i for token in span if token.text == ","), span.end)
    told = comma + 1 < span.end and span.doc[comma + 1].lower_ in {"a", "an", "one", "both", "all"}
    plain = (
        head.i < comma
        and head.pos_ == "NOUN"
        and not any(token.pos_ == "CCONJ" for token in span.doc[span.start : comma])
    )
    return span.doc[span.start : comma] if told and plain else span


def _for_people(entity: EntityMention) -> bool:
    """Whether an entity is a noun for one or more people: "a Republican and a Democrat"."""
    return people_noun(entity.name.lower())


def _entities(span: Span, people: People) -> list[EntityMention]:
    found: list[EntityMention] = []
    for token in span:
        entity = people.by_token.get(token.i)
        if entity is not None and entity not in found:
            found.append(entity)
    return found


def _told_to(span: Span) -> bool:
    """Whether things are only told to a body: "plans first shared with The Hill", "papers given to the court"."""
    told = (token for token in span[1:-1] if token.tag_ in {"VBN", "VBD"} and token.nbor(1).lower_ in {"with", "to"})
    return span[0].tag_ in {"NN", "NNS"} and span[0].text.islower() and any(told)


def _works_for(span: Span, other: EntityMention, person: EntityMention) -> bool:
    """Whether a phrase names whom a person works for, then the person: "Hale campaign manager Ann Pell"."""
    between = [token for token in span if other.end <= token.idx < person.start]
    office = len(between) > 0 and all(token.text.islower() and token.is_alpha for token in between)
    return office and people_noun(between[-1].lower_) and person.end >= span.end_char - 1


def _name(span: Span, head: Token, people: People) -> str | None:
    entity = people.by_token.get(head.i)
    if _told_to(span):
        return _as_written(span, span[0])
    persons = [entity for entity in _entities(span, people) if entity.label == "PERSON"]
    if len(persons) == 1 and _titled(span, persons[0]):
        return people.name_of(persons[0])
    if len(persons) == 2 and _works_for(span, *persons):
        return people.name_of(persons[1])
    grouped = _group_name(span, people)
    if grouped is not None:
        return people.name_of(grouped)
    if entity is not None and entity.label == "NORP" and person_noun(head):
        entity = None
    if (
        entity is not None
        and entity.label == "NORP"
        and span.text.lower() not in {entity.name.lower(), f"the {entity.name}".lower()}
    ):
        return _as_written(span, span[0])
    if entity is not None and not _possessor(entity, head):
        partly = _owned(head) or _cut_short(entity, span) or _hyphened(entity, span)
        return _as_written(span, head) if partly else people.name_of(entity)
    body = _apposed_body(span, people)
    if body is not None:
        return people.name_of(body)
    if head.pos_ != "PROPN" or not persons:
        apposed = apposed_name(head, people.by_token, people.full_names)
        if apposed is not None:
            return apposed
    return (
        role_bearer(people, head)
        or named_ahead(head, people.layout, people.mentions, people.roles)
        or introduced(people, head)
        or varied(head, people)
        or named_later(people, head)
        or _by_surname(span, head, people)
    )


def _group_name(span: Span, people: People) -> EntityMention | None:
    """The organisation that ends a phrase after what it is: "The Islamist terrorist group Boko Haram"."""
    entity = people.by_token.get(span.end - 1)
    if entity is None or entity.label != "ORG" or entity.end != span.end_char:
        return None
    before = [token for token in span if token.idx < entity.start]
    named = bool(before) and before[-1].pos_ == "NOUN" and before[-1].lower_ in speaking_nouns()
    linked = any(token.lower_ in LINKING and people_noun(token.nbor(-1).lower_) for token in before[1:])
    return entity if named and not linked else None


def _apposed_body(span: Span, people: People) -> EntityMention | None:
    """The organisation between commas after what it is: "The human rights group, Doctors for Peace, said"."""
    doc, end = span.doc, span.end
    if (
        phrase_head(span).i != span[-1].i
        or span[-1].pos_ != "NOUN"
        or not stands_for_many(span[-1])
        or end + 2 >= len(doc)
        or doc[end].text != ","
    ):
        return None
    entity = people.by_token.get(end + 1) or people.by_token.get(end + 2)
    closed = entity is not None and people.layout.text[entity.end : entity.end + 1] == ","
    return entity if entity is not None and entity.label == "ORG" and closed else None


def _possessor(entity: EntityMention, head: Token) -> bool:
    """Whether an entity only owns the head ("Zelenskyy's office")."""
    return entity.end < head.idx


def _tells_whose(link: Token, person: EntityMention) -> bool:
    """Whether a person's name after "to" or "of" only says whose: "Aides to Clinton", not "Secretary of State Hillary Clinton"."""
    noun, after = link.nbor(-1), link.nbor(1)
    if noun.lower_ == "close" and link.lower_ == "to":
        return True
    last = next(token for token in link.doc[link.i :] if token.idx >= person.start).nbor(-1)
    if (
        link.lower_ == "of"
        and last.i > link.i
        and last.pos_ == "NOUN"
        and last.text.islower()
        and not person_noun(last)
    ):
        return False  # "chief of staff Andriy Yermak"
    return _common_noun(noun) and (noun.text[0].islower() or after.idx >= person.start)


def _common_noun(token: Token) -> bool:
    return token.pos_ == "NOUN" or (people_noun(token.lower_) and token.text[0].islower())


def _cut_short(entity: EntityMention, span: Span) -> bool:
    """Whether an entity is only the end of a name ("Sachs" of "Goldman Sachs"), or its beginning ("Observatory for Rights")."""
    if entity.label == "ORG" and TAIL.match(span.text, max(0, entity.end - span.start_char)):
        return True
    before = [token for token in span if token.idx < entity.start]
    if entity.label == "ORG" and len(before) > 1 and before[-1].lower_ == "and" and before[-2].is_title:
        return not any(token.text == "," for token in before)
    joined = bool(before) and before[-1].pos_ == "PROPN" and before[-1].tag_ != "POS" and not person_noun(before[-1])
    return entity.label in {"ORG", "GPE"} and joined and before[-1].ent_type_ not in {"GPE", "NORP", "LOC"}


def _hyphened(entity: EntityMention, span: Span) -> bool:
    """Whether an entity is only one half of a double name ("Grabar" of "Grabar-Kitarovic")."""
    text, start, end = span.text, entity.start - span.start_char, entity.end - span.start_char
    dashes = {"-", "–"}
    return " " not in entity.name and (text[end : end + 1] in dashes or text[max(0, start - 1) : start] in dashes)


def _owned(head: Token) -> bool:
    """Whether a body is told apart by whose it is ("Britain's Defence Ministry")."""
    return any(dep(child) == "nmod:poss" and child.pos_ == "PROPN" for child in head.lefts)


def _titled(span: Span, person: EntityMention) -> bool:
    """Whether a phrase ends in a person's name, so that all before it are titles ("Kyiv Mayor Vitali Klitschko")."""
    before = [token for token in span if token.idx < person.start]
    if any(token.lower_ in LINKING and _tells_whose(token, person) for token in before[1:]):
        return False
    rest = span.text[person.end - span.start_char :] if person.end < span.end_char else ""
    after = HOME.sub("", PARENTHESIS.sub("", rest)).strip(" ,.0123456789")
    return not after


def _by_surname(span: Span, head: Token, people: People) -> str:
    """The full name of a person the entity reader overlooked here but found elsewhere; else the words as written."""
    words = head.lower_
    known = {name for name in people.genders if head.pos_ == "PROPN" and name.lower().split()[-1] == words}
    return min(known) if len(known) == 1 else _as_written(span, head)


def _as_written(span: Span, head: Token) -> str:
    name = _untitled(span) if head.pos_ == "PROPN" else span
    text = SPACES.sub(" ", name.text).strip()
    return THE.sub("", text) if head.pos_ == "PROPN" else text


def _untitled(span: Span) -> Span:
    """For example "Tom Hadley" of "Majority Whip Tom Hadley (R-Okla.)"."""
    brackets = [token.i for token in span if token.text == "("]
    end = brackets[0] if brackets and brackets[0] > span.start else span.end
    for start in range(end - 2, span.start, -1):
        if title_before(span.doc, start) <= span.start and all(name_like(word) for word in span.doc[start:end]):
            return span.doc[start:end]
    return span.doc[span.start : end]
