"""The name that commas set off behind an office: "the mayor, Carl Benson, said"."""

from collections.abc import Mapping

from spacy.tokens import Token

from briefgen.extract.speaker_roles import is_identified, person_noun, speaking_for
from briefgen.model import EntityMention

APPOSITION_GAP = 10
OUTSIDE_NAMES = frozenset({"VERB", "AUX", "PUNCT", "SPACE"})


def apposed_name(head: Token, by_token: Mapping[int, EntityMention], full_names: Mapping[str, str]) -> str | None:
    """The person in "the mayor, Carl Benson," for the head "mayor"; None when nobody is named there."""
    if not person_noun(head) and head.lower_ not in {"one", "another", "others"}:
        return None
    doc, place, roles, bare = head.doc, head.i + 1, 0, False
    while place < len(doc) and doc[place].text != "," and place - head.i < APPOSITION_GAP:
        word = doc[place]
        second = word.pos_ == "CCONJ" and word.nbor(1).pos_ != "DET" if place + 1 < len(doc) else False
        roles += second
        reduced = place == head.i + 1 and (word.tag_ == "VBN" or (word.tag_ == "VBD" and is_identified(doc, place + 1)))
        if (word.pos_ in OUTSIDE_NAMES and not reduced and not word.is_title) or (word.pos_ == "CCONJ" and not second):
            return None
        if word.pos_ == "NOUN" and person_noun(word) and not roles:
            bare = head.lower_ in speaking_for()
            if not bare and head.lower_ != "one":
                return None
        if word.pos_ == "PRON" and head.lower_ != "one":
            return None
        place += 1
    if place + 1 >= len(doc) or doc[place].text != ",":
        return None
    place += 2 * is_identified(doc, place)
    if bare and place + 1 not in by_token:
        return None
    for after in range(place + 1, min(place + 5, len(doc))):
        entity = by_token.get(after)
        if entity is not None and entity.label != "NORP":
            return full_names.get(entity.name, entity.name) if entity.label == "PERSON" else None
        titled = after == place + 1 and doc[after].lower_ == "the" and doc[after + 1].is_title
        if (
            doc[after].pos_ not in {"PROPN", "NOUN", "ADJ"}
            and doc[after].text != "."
            and doc[after].tag_ != "VB"
            and not titled
        ):
            return None
    return None
