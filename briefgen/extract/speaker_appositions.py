"""The name that commas set off behind an office: "the mayor, Carl Benson, said", "the lawyer who brought the case, Abe Stein, said"."""

from collections.abc import Mapping

from spacy.tokens import Doc, Token

from briefgen.extract.speaker_roles import is_identified, person_noun, speaking_for, stands_for_many
from briefgen.model import EntityMention

APPOSITION_GAP = 13
RELATIVE_GAP = 16
NAMED_FROM = 3
NAME_REACH = 7
"""Words behind the comma within which the name must begin: ", presidential chief of staff | Ann Cole,"."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OUTSIDE_NAMES = frozenset({"VERB", "AUX", "PUNCT", "SPACE"})


def apposed_name(head: Token, by_token: Mapping[int, EntityMention], full_names: Mapping[str, str]) -> str | None:
    """The person in "the mayor, Carl Benson," for the head "mayor"; None when nobody is named there."""
    if not person_noun(head) and head.lower_ not in {"one", "another", "others"}:
        return _enclosed_name(head, by_token, full_names)
    comma, bare = _comma_after(head) or _after_relative(head), head.lower_ in speaking_for()
    if comma is None:
        return None
    place = comma[0] + 2 * is_identified(head.doc, comma[0])
    if comma[1] and (not bare or place + 1 not in by_token) and head.lower_ != "one":
        return None
    entity = _person_at(head, place, by_token)
    return full_names.get(entity.name, entity.name) if entity is not None else None


def _enclosed_name(head: Token, by_token: Mapping[int, EntityMention], full_names: Mapping[str, str]) -> str | None:
    """The person between commas before a verb, for a noun that is no body of people: "Another signer, Eric Edelman, said"."""
    doc, place = head.doc, head.i + 1
    entity = by_token.get(place + 1)
    opens = place + 1 < len(doc) and doc[place].text == "," and head.tag_ == "NN" and not stands_for_many(head)
    if not opens or entity is None or entity.label != "PERSON":
        return None
    end = place + 1
    while by_token.get(end) is entity:
        end += 1
    closed = end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].tag_ in FINITE
    return full_names.get(entity.name, entity.name) if closed else None


def _comma_after(head: Token) -> tuple[int, bool] | None:
    """The comma that ends the noun phrase of a head, and whether the phrase names a second person ("of the governor")."""
    doc, place, roles, second_person = head.doc, head.i + 1, 0, False
    while place < len(doc) and doc[place].text != "," and place - head.i < APPOSITION_GAP:
        word = doc[place]
        second = word.pos_ == "CCONJ" and word.nbor(1).pos_ != "DET" if place + 1 < len(doc) else False
        roles += second
        reduced = word.tag_ == "VBN" and place + 1 < len(doc) and doc[place + 1].lower_ in {"by", "in", "on"}
        reduced = reduced or (
            place == head.i + 1 and (word.tag_ == "VBN" or (word.tag_ == "VBD" and is_identified(doc, place + 1)))
        )
        if (word.pos_ in OUTSIDE_NAMES and not reduced and not word.is_title) or (word.pos_ == "CCONJ" and not second):
            return None
        if word.pos_ == "NOUN" and person_noun(word) and not stands_for_many(word) and not roles:
            second_person = True
        if word.pos_ == "PRON" and head.lower_ != "one":
            return None
        place += 1
    return (place, second_person) if place + 1 < len(doc) and doc[place].text == "," else None


def _after_relative(head: Token) -> tuple[int, bool] | None:
    """The comma behind "who leads the panel", where a name and another comma or "of" with its place follow it."""
    doc, first = head.doc, head.i + 1
    while first < len(doc) and first - head.i < NAMED_FROM and doc[first].pos_ in {"NOUN", "PROPN"}:
        first += 1
    if first >= len(doc) or doc[first].lower_ != "who":
        return None
    last = min(first + RELATIVE_GAP, head.sent.end - 1)
    comma = next((place for place in range(first + 2, last) if doc[place].text == ","), None)
    if comma is None or any(word.lower_ in {"said", "says"} for word in doc[first:comma]):
        return None
    closed = next((word for word in doc[comma + 2 : head.sent.end] if word.text == "," or word.tag_ in FINITE), None)
    return (comma, False) if closed is not None and closed.text == "," else None


def _acts(doc: Doc, person: EntityMention, place: int) -> bool:
    """Whether a verb follows a name at once, which begins a clause: "According to a spokesman, Hale | is ill"."""
    while place < len(doc) and doc[place].idx < person.end:
        place += 1
    return place < len(doc) and (doc[place].tag_ in FINITE and doc[place].pos_ in {"AUX", "VERB"})


def _person_at(head: Token, comma: int, by_token: Mapping[int, EntityMention]) -> EntityMention | None:
    """The person that a comma sets off, titles before the name or none."""
    doc = head.doc
    for after in range(comma + 1, min(comma + NAME_REACH, len(doc))):
        entity = by_token.get(after)
        if (
            entity is not None
            and entity.label in {"GPE", "ORG"}
            and after + 1 < len(doc)
            and person_noun(doc[after + 1])
        ):
            continue  # "One of them, Denver | attorney Hugh Prescott"
        if entity is not None and entity.label != "NORP":
            return entity if entity.label == "PERSON" and not _acts(doc, entity, after) else None
        titled = after == comma + 1 and doc[after].lower_ == "the" and doc[after + 1].is_title
        if (
            doc[after].pos_ not in {"PROPN", "NOUN", "ADJ"}
            and doc[after].text != "."
            and doc[after].tag_ != "VB"
            and not (after == comma + 1 and doc[after].tag_ in {"VBN", "JJ"})
            and not titled
            and not (doc[after].lower_ == "of" and after > comma + 1 and doc[after - 1].pos_ == "NOUN")
        ):
            return None
    return None
