"""Who speaks: the name behind "he", "the Ukrainian president", "Wicker", "they", "the Kremlin" or "a Western official".

A resolved person has the full name the text gives; an organisation, capital or building that speaks keeps its own
name; an unnamed source keeps its description as written. In doubt the words stand for themselves.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from briefgen.extract.quote_layout import lay_out
from briefgen.extract.speaker_gender import PRONOUN_GENDER, noun_gender
from briefgen.extract.speaker_mentions import people_noun, phrase_head
from briefgen.extract.speaker_people import NEUTRALS, PLURALS, Mention, People, apposed_name, read_people
from briefgen.extract.speaker_roles import person_noun
from briefgen.language.document import Document
from briefgen.language.syntax import dep
from briefgen.model import EntityMention, Speaker

SPACES = re.compile(r"\s+")
THE = re.compile(r"^the\s+", re.IGNORECASE)
SELVES = frozenset({"i", "we", "you", "me", "us", "my", "our", "your"})
PRONOUNS = frozenset(PRONOUN_GENDER) | PLURALS | NEUTRALS
LINKING = frozenset({"to", "of", "for", "from", "with", "by", "at", "in", "near", "close"})
INTRODUCED_REACH = 6
VARIED_REACH = 2
PARENTHESIS = re.compile(r"\([^()]{0,60}\)")


def resolve_pronoun(token: Token, document: Document, entities: Sequence[EntityMention]) -> str | None:
    """The name a pronoun of a document stands for, or None when the text leaves it open.

    Reading the people of a text takes time: for many pronouns call `read_people` once and use `People.pronouns`.
    """
    return read_people(lay_out(document.doc), entities).pronouns.get(token.i)


def speaker_of(span: Span, people: People) -> Speaker | None:
    """The speaker that a noun phrase names; None for "I", "you" and pronouns that nothing resolves."""
    span = _with_name(span, people)
    head = phrase_head(span)
    if head.lower_ in SELVES:
        return None
    if head.lower_ in PRONOUNS:
        name = people.pronouns.get(head.i)
        return Speaker(span.start_char, span.end_char, name) if name else None
    name = _joined(span, people) or _name(span, head, people)
    return Speaker(span.start_char, span.end_char, name) if name else None


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
    if len(found) < 2 or any(entity.label != found[0].label for entity in found):
        return None
    for left, right in pairwise(found):
        between = PARENTHESIS.sub("", people.layout.text[left.end : right.start])
        if not re.match(r"^\s*(?:,|and\b|,\s*and\b|&)", between) or len(between) > 40 or "'s" in between[:3]:
            return None
    if " and " not in span.text and " & " not in span.text:
        return None
    names = [people.name_of(entity) for entity in found]
    return " and ".join((", ".join(names[:-1]), names[-1]))


def _entities(span: Span, people: People) -> list[EntityMention]:
    found: list[EntityMention] = []
    for token in span:
        entity = people.by_token.get(token.i)
        if entity is not None and entity not in found:
            found.append(entity)
    return found


def _name(span: Span, head: Token, people: People) -> str | None:
    entity = people.by_token.get(head.i)
    persons = [entity for entity in _entities(span, people) if entity.label == "PERSON"]
    if len(persons) == 1 and _titled(span, persons[0]):
        return people.name_of(persons[0])
    if entity is not None and entity.label == "NORP" and person_noun(head):
        entity = None
    if entity is not None and not _possessor(entity, head):
        return _as_written(span, head) if _owned(head) or _cut_short(entity, span) else people.name_of(entity)
    if head.pos_ != "PROPN" or not persons:
        apposed = apposed_name(head, people.by_token, people.full_names)
        if apposed is not None:
            return apposed
    return (
        people.roles.resolve(head)
        or _introduced(head, people)
        or _varied(head, people)
        or _by_surname(span, head, people)
    )


def _possessor(entity: EntityMention, head: Token) -> bool:
    """Whether an entity only owns the head ("Zelenskyy's office")."""
    return entity.end < head.idx


def _common_noun(token: Token) -> bool:
    return token.pos_ == "NOUN" or (people_noun(token.lower_) and token.text[0].islower())


def _cut_short(entity: EntityMention, span: Span) -> bool:
    """Whether an entity is only the end of a name ("Sachs" of "Goldman Sachs")."""
    before = [token for token in span if token.idx < entity.start]
    joined = bool(before) and before[-1].pos_ == "PROPN" and before[-1].tag_ != "POS" and not person_noun(before[-1])
    return entity.label == "ORG" and joined and before[-1].ent_type_ not in {"GPE", "NORP", "LOC"}


def _owned(head: Token) -> bool:
    """Whether a body is told apart by whose it is ("Britain's Defence Ministry")."""
    return any(dep(child) == "nmod:poss" and child.pos_ == "PROPN" for child in head.lefts)


def _titled(span: Span, person: EntityMention) -> bool:
    """Whether a phrase ends in a person's name, so that all before it are titles ("Kyiv Mayor Vitali Klitschko")."""
    before = [token for token in span if token.idx < person.start]
    if any(token.lower_ in LINKING and _common_noun(token.nbor(-1)) for token in before[1:]):
        return False
    after = PARENTHESIS.sub("", span.text[person.end - span.start_char :] if person.end < span.end_char else "").strip(
        " ,.0123456789"
    )
    return not after


def _introduced(head: Token, people: People) -> str | None:
    """For example "A Western official" for "the official" some sentences later."""
    if not any(child.lower_ == "the" for child in head.lefts):
        return None
    unit = people.layout.unit[head.i]
    for mention in people.mentions_before(head.i):
        if unit - mention.unit > INTRODUCED_REACH:
            return None
        if mention.unit < unit and not mention.named and people.layout.doc[mention.head].lower_ == head.lower_:
            return mention.name
    return None


def _varied(head: Token, people: People) -> str | None:
    """Who "the Minnesota senator" is after "Amy Klobuchar said": the last person to speak, if nothing stands against it."""
    definite = any(child.lower_ == "the" for child in head.lefts) and head.tag_ in {"NN", "NNP"}
    if not definite or not person_noun(head):
        return None
    unit, gender = people.layout.unit[head.i], noun_gender(head.lower_)
    mention = _last_subject(people, head)
    if mention is None or unit - mention.unit > VARIED_REACH or not mention.named:
        return None
    clash = gender is not None and mention.gender not in {None, gender}
    return None if clash or not people.roles.open_to(mention.name, head) else mention.name


def _last_subject(people: People, head: Token) -> Mention | None:
    """Who the last sentence that is about a person is about: the subject of its main verb, or its last subject."""
    last: Mention | None = None
    for mention in people.mentions_before(head.i):
        if people.layout.unit[head.i] - mention.unit > VARIED_REACH:
            break
        if not mention.subject or mention.number != "one":
            continue
        if last is not None and mention.unit != last.unit:
            break
        if mention.main:
            return mention
        last = last or mention
    return last


def _by_surname(span: Span, head: Token, people: People) -> str:
    """The full name of a person the entity reader overlooked here but found elsewhere; else the words as written."""
    words = head.lower_
    known = {name for name in people.genders if head.pos_ == "PROPN" and name.lower().split()[-1] == words}
    return min(known) if len(known) == 1 else _as_written(span, head)


def _as_written(span: Span, head: Token) -> str:
    text = SPACES.sub(" ", span.text).strip()
    return THE.sub("", text) if head.pos_ == "PROPN" else text
