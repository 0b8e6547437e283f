"""Names behind noun phrases, read by word order and tags: "Ukrainian drones" act for Ukraine, "the president of Moldova" for Moldova.

No tree is asked: most sentences have none (`language.parsing`), and who did it must not hang on a slip of the parser.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.actor_titles import country_of_people
from briefgen.extract.gazetteer import country_name
from briefgen.model import EntityMention

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
NOMINAL = NOUNS | {"DT", "PDT", "JJ", "JJR", "JJS", "CD", "POS", "PRP$", "HYPH"}
OPENS = frozenset({"DT", "PRP$"})
PARTIES = frozenset({"PERSON", "ORG", "GPE"})
LONGEST = 12
"""Words of a noun phrase that are looked at."""


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of a sentence with the name that stands at each."""

    tokens: Sequence[Token]
    named: Mapping[int, EntityMention]
    """The entity at a token, by the token's place in the sentence."""

    def tag(self, place: int) -> str:
        """The tag at a place, '' outside the sentence."""
        return self.tokens[place].tag_ if 0 <= place < len(self.tokens) else ""

    def lower(self, place: int) -> str:
        """The word at a place in lower case, '' outside the sentence."""
        return self.tokens[place].lower_ if 0 <= place < len(self.tokens) else ""

    def end_of(self, place: int) -> int:
        """The place behind the name that stands at a place."""
        entity = self.named[place]
        while self.named.get(place) is entity:
            place += 1
        return place


def words_of_sentence(sentence: Span, entities: Sequence[EntityMention]) -> Words:
    """A sentence with the names in it."""
    tokens = [token for token in sentence if not token.is_space]
    inside = [e for e in entities if e.start < sentence.end_char and e.end > sentence.start_char]
    named = {
        place: entity
        for entity in inside
        for place, token in enumerate(tokens)
        if entity.start <= token.idx and token.idx + len(token) <= entity.end
    }
    return Words(tokens, named)


def phrase_start(words: Words, end: int) -> int:
    """Where the noun phrase whose last word is at `end` begins."""
    start = end
    while start > 0 and words.tag(start) not in OPENS and _is_part(words, start - 1) and end - start < LONGEST:
        start -= 1
    return start


def _is_part(words: Words, place: int) -> bool:
    """Whether a word may stand inside a noun phrase; a participle only behind an article and before a noun."""
    if words.tag(place) in {"VBN", "VBG"}:
        return words.tag(place - 1) in OPENS | {"JJ", "CD"} and words.tag(place + 1) in NOUNS | {"JJ"}
    return words.tag(place) in NOMINAL


def party_before(words: Words, start: int, head: int) -> str | None:
    """Who the noun phrase from `start` to its last word `head` stands for; None where it is nobody's name."""
    entity = words.named.get(head)
    if entity is not None:
        return _name(entity)
    if not is_acting(words, head):
        return None
    holders = [place for place in range(head - 1, start - 1, -1) if place in words.named]
    if holders:
        return _name(words.named[holders[0]])
    return _of(words, head + 1)


def _of(words: Words, place: int) -> str | None:
    """The country behind "of" or "in": "the president of Moldova"."""
    if words.lower(place) != "of":
        return None
    place += 2 if words.tag(place + 1) == "DT" else 1
    entity = words.named.get(place)
    return entity.name if entity is not None and entity.label == "GPE" else None


def party_after(words: Words, place: int) -> tuple[str | None, int]:
    """Who the noun phrase that begins at a place stands for, and the place behind it."""
    end = place
    while _is_part(words, end) and end - place < LONGEST:
        end += 1
    person = _person(words, place, end)
    if person is not None:
        return words.named[person].name, words.end_of(person)
    first = place + (words.tag(place) == "DT")
    entity = words.named.get(first)
    if entity is not None and entity.label in PARTIES and _stands_alone(words, words.end_of(first)):
        return entity.name, words.end_of(first)
    head = next((spot for spot in range(end - 1, place - 1, -1) if words.tag(spot) in NOUNS), -1)
    if head < 0:
        return None, max(end, place + 1)
    return (party_before(words, place, head) if head not in words.named else None), end


def _person(words: Words, place: int, end: int) -> int | None:
    """Where a person stands in a phrase, titles before the name allowed: "the journalist Anna Petrova"."""
    for spot in range(place, end):
        entity = words.named.get(spot)
        if entity is not None and entity.label == "PERSON":
            return spot if _stands_alone(words, words.end_of(spot)) and not _owns(words, spot) else None
        if words.tag(spot) == "POS":
            return None
    return None


def _stands_alone(words: Words, behind: int) -> bool:
    """Whether a name is no mere part of a phrase: "Kyiv apartments", "Russia's oil"."""
    return words.tag(behind) not in NOUNS | {"POS", "HYPH"}


def owner_after(words: Words, place: int) -> str | None:
    """The owner of the noun phrase that begins at a place: "Merz’s speech"."""
    for spot in range(place, place + LONGEST):
        entity = words.named.get(spot)
        if entity is not None and entity.label in PARTIES and _owns(words, spot):
            return entity.name
        if not _is_part(words, spot) or words.tag(spot) == "POS":
            return None
    return None


def _owns(words: Words, place: int) -> bool:
    """Whether a name is a possessive, its apostrophe lost or not: "Merzs speech"."""
    end = words.end_of(place)
    last, name = words.tokens[end - 1].text, words.named[place].name.split()[-1]
    return words.tag(end) == "POS" or (last == f"{name}s" and words.tag(end) in NOUNS | {"JJ"})


def is_acting(words: Words, place: int) -> bool:
    """Whether a word acts for a state, such as "troops" or "parliament"."""
    return words.lower(place) in _nouns("nouns")


def is_control(words: Words, place: int) -> bool:
    """Whether a word stands between a name and what it decides or offers to do: "the decision to recall"."""
    return words.lower(place) in _nouns("control")


@cache
def _nouns(key: str) -> frozenset[str]:
    return frozenset(load_lexicon("parties")["acting"][key])


def modifier(words: Words, start: int, head: int, *, possessive: bool) -> str | None:
    """The name before a noun in its phrase: "Lithuania's gift"; as an adjective too where that is meant ("Pakistani strike")."""
    for place in range(head - 1, start - 1, -1):
        entity = words.named.get(place)
        if entity is None:
            continue
        if words.tag(words.end_of(place)) == "POS":
            return _name(entity)
        adjective = entity.label == "NORP" or words.tokens[place].is_upper
        return _name(entity) if adjective and not possessive else None
    return None


def _name(entity: EntityMention) -> str | None:
    if entity.label in PARTIES:
        return entity.name
    code = country_of_people(entity.name)
    return country_name(code) if code else None
