"""Who has been mentioned where: names, described people and pronouns of a text in order, each with what it stands for.

One pass from left to right, each pronoun settled before the next is read, looking back over a fixed number of mentions:
linear in the text. `speaker_pronouns` weighs the mentions.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from briefgen.extract.quote_layout import Layout, token_range
from briefgen.extract.report_cues import verb_cue
from briefgen.extract.speaker_appositions import apposed_name
from briefgen.extract.speaker_gender import (
    PRONOUN_GENDER,
    Gender,
    context_gender,
    name_gender,
    noun_gender,
    title_gender,
)
from briefgen.extract.speaker_later import pronouns_ahead
from briefgen.extract.speaker_mentions import is_dateline, mention_span, speaking_nouns
from briefgen.extract.speaker_names import repaired_names
from briefgen.extract.speaker_pronouns import Mention, antecedent
from briefgen.extract.speaker_roles import (
    RoleIndex,
    is_attribute,
    person_noun,
    role_words,
    sole_office,
    stands_for_many,
    states,
)
from briefgen.language.syntax import SUBJECTS, dep, is_parsed
from briefgen.model import EntityMention

SPACES = re.compile(r"\s+")
PARENTHESIS = re.compile(r"\([^()]{0,60}\)")
JOINED = re.compile(r"\s*(?:and|&)\s+(?:[A-Z][\w.’'-]{0,20}\s+){0,5}")
LEAD_REACH = 6
INDEFINITE_REACH = 4
ORDINALS = frozenset({"second", "third", "fourth", "fifth", "other"})
TITLED = frozenset({"appos", "flat", "compound", "nmod:desc"})
TITLE_REACH = 3
INTRODUCED_REACH = 6
VARIED_REACH = 2
ONLY_REACH = 3


@dataclass(slots=True)
class People:
    """The mentions of a text, in order, and names by token."""

    layout: Layout
    entities: Sequence[EntityMention]
    by_token: dict[int, EntityMention] = field(default_factory=dict)
    genders: dict[str, Gender | None] = field(default_factory=dict)
    full_names: dict[str, str] = field(default_factory=dict)
    families: Mapping[str, Sequence[str]] = field(default_factory=dict)
    roles: RoleIndex = field(default_factory=RoleIndex)
    mentions: list[Mention] = field(default_factory=list)
    pronouns: dict[int, str] = field(default_factory=dict)

    def mentions_before(self, token: int) -> Iterator[Mention]:
        """The mentions before a token, the last one first."""
        for place in range(bisect_left(self.mentions, token, key=lambda mention: mention.head) - 1, -1, -1):
            yield self.mentions[place]

    def name_of(self, entity: EntityMention) -> str:
        """The fullest name the text gives for an entity; "Ms. Brandt" is the woman of two people of one surname."""
        name = self.full_names.get(entity.name, entity.name)
        gender = title_gender(self.layout.text, entity.start) if entity.label == "PERSON" else None
        if gender is None or (self.genders.get(name, gender) == gender and " " in name):
            return name
        family = [other for other in self.families.get(name.split()[-1], ()) if name_gender(other) == gender]
        if len(family) == 1:
            return family[0]
        clash = " " in name and self.genders.get(name) not in {None, gender}
        return f"{'Mr.' if gender == 'male' else 'Ms.'} {name.split()[-1]}" if clash else name


def read_people(layout: Layout, entities: Sequence[EntityMention]) -> People:
    """Everybody the text mentions, its pronouns resolved."""
    entities = repaired_names(layout, entities)
    people = People(layout, entities)
    people.full_names = _full_names(entities)
    people.families = _families(entities)
    for entity in entities:
        start, end = token_range(layout.doc, entity.start, entity.end)
        if not _part_of_compound(layout.text, entity):
            people.by_token.update(dict.fromkeys(range(start, end), entity))
        if entity.label == "PERSON":
            _note_person(people, entity, start, end)
    for token in layout.tokens:
        mention = _mention(people, token)
        if mention is not None:
            pair = _pair(people, mention)
            people.mentions += [mention, pair] if pair is not None else [mention]
    people.pronouns.update(pronouns_ahead(layout, people.mentions, set(people.pronouns)))
    return people


def _part_of_compound(text: str, entity: EntityMention) -> bool:
    """Whether a person's name only begins an adjective: "the Murdoch-owned tabloid"."""
    after = text[entity.end : entity.end + 2]
    return entity.label == "PERSON" and after[:1] == "-" and after[1:].islower()


def _pair(people: People, second: Mention) -> Mention | None:
    """For example "Roger Wicker and Mike Rogers" as one, when a person's name has just been joined to another's."""
    first = people.mentions[-1] if people.mentions else None
    if first is None or "one" not in first.number or second.number != "one" or not (first.named and second.named):
        return None
    between = PARENTHESIS.sub("", _text(people.layout, first.end, second.start))
    if not JOINED.fullmatch(between) or first.unit != second.unit:
        return None
    either = first if first.subject else second
    return replace(
        either, head=second.head, end=second.end, name=f"{first.name} and {second.name}", number="many", gender=None
    )


def _text(layout: Layout, start: int, end: int) -> str:
    doc = layout.doc
    return layout.text[doc[start - 1].idx + len(doc[start - 1]) : doc[end].idx]


def _full_names(entities: Sequence[EntityMention]) -> dict[str, str]:
    """For each name that ends a longer one ("Le Pen", "Wicker"), the one longer name of the text, when there is one."""
    names = {entity.name for entity in entities if entity.label == "PERSON"}
    fulls: dict[str, set[str]] = defaultdict(set)
    for name in names:
        words = name.split()
        for cut in range(1, len(words)):
            fulls[" ".join(words[cut:]).lower()].add(name)
    return {name: min(fulls[name.lower()]) for name in names if len(fulls[name.lower()]) == 1}


def _families(entities: Sequence[EntityMention]) -> dict[str, list[str]]:
    """People's full names by surname."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(entity.name for entity in entities if entity.label == "PERSON" and " " in entity.name):
        found[name.split()[-1]].append(name)
    return found


def _note_person(people: People, entity: EntityMention, start: int, end: int) -> None:
    name, doc = people.name_of(entity), people.layout.doc
    known = people.genders.get(name)
    people.genders[name] = known or name_gender(name) or context_gender(doc, start, end)
    people.roles.note(name, start, role_words(doc, start, end))


def _mention(people: People, token: Token) -> Mention | None:
    """What a token adds to the list of mentions, when it is the head of a name, a person's description or a pronoun."""
    layout = people.layout
    if not layout.outside(token) or token.is_space:
        return None
    if is_dateline(token):
        return None
    entity = people.by_token.get(token.i)
    if entity is not None:
        last = people.by_token.get(token.i + 1) is not entity
        return _named(people, token, entity) if last else None
    if token.pos_ == "PRON" or token.lower_ in PRONOUN_GENDER or (token.lower_ == "both" and dep(token) in SUBJECTS):
        return _pronoun(people, token)
    if (
        token.lower_ == "one"
        and dep(token) in SUBJECTS
        and token.i + 1 < len(layout.doc)
        and token.nbor(1).lower_ == "of"
    ):
        text = _written(token, layout)
        return _unnamed(_build(people, token, (token.i, token.i + 1, text, None, "one")))
    if token.pos_ != "NOUN":
        return None
    if person_noun(token) and (_placed(token) or _indefinite(token)):
        return _described(people, token)
    return _thing(people, token) if dep(token) in SUBJECTS and token.lower_ in speaking_nouns() else None


def _placed(token: Token) -> bool:
    """Whether a description stands where a sentence tells of somebody: as subject, owner, or as the object "the candidate"."""
    told = dep(token) in SUBJECTS or dep(token) == "nmod:poss" or _leads(token)
    return told or (dep(token) in {"obj", "iobj"} and token.tag_ == "NN" and definite(token))


def _indefinite(token: Token) -> bool:
    start = max(token.sent.start, token.i - INDEFINITE_REACH)
    return any(word.lower_ in {"a", "an", "one", "another"} for word in token.doc[start : token.i])


def _thing(people: People, token: Token) -> Mention:
    """A body or document that is told about, for "it": "The complaint"."""
    text = _written(token, people.layout)
    return _unnamed(_build(people, token, (token.i, token.i + 1, text, None, "thing")))


def _named(people: People, token: Token, entity: EntityMention) -> Mention:
    start, _ = token_range(people.layout.doc, entity.start, entity.end)
    head = _entity_head(people.layout.doc, start, token.i + 1)
    name = people.name_of(entity)
    number = "one" if entity.label == "PERSON" else "thing"
    gender = title_gender(people.layout.text, entity.start) if number == "one" else None
    return _build(people, head, (start, token.i + 1, name, gender or people.genders.get(name), number))


def _entity_head(doc: Doc, start: int, end: int) -> Token:
    heads = [token for token in doc[start:end] if not start <= token.head.i < end]
    return next((token for token in heads if dep(token) in SUBJECTS), heads[0] if heads else doc[end - 1])


def _described(people: People, token: Token) -> Mention:
    number = "many" if token.tag_ in {"NNS", "NNPS"} else "one"
    name = _who_it_is(people, token) if number == "one" else None
    text = name or (introduced(people, token) if number == "one" else None) or _written(token, people.layout)
    gender = people.genders.get(text) or noun_gender(token.lower_)
    mention = _build(people, token, (token.i, token.i + 1, text, gender, number))
    return mention if name else _unnamed(mention)


def _who_it_is(people: People, token: Token) -> str | None:
    """The name beside a description, or the person it was or may be said of."""
    named = _named_next(people, token) or apposed_name(token, people.by_token, people.full_names)
    return named or role_bearer(people, token) or varied(token, people)


def role_bearer(people: People, head: Token) -> str | None:
    """Who bears the office of a description; nobody where the text has just told of an unnamed one ("A U.S. official")."""
    name = people.roles.resolve(head)
    if name is None or _clash(noun_gender(head.lower_), people.genders.get(name)):
        return None
    called = head.lower_ in people.roles.roles[name]
    return None if not called and introduced(people, head) is not None else name


def _named_next(people: People, token: Token) -> str | None:
    """The name right after "his colleague"."""
    entity = people.by_token.get(token.i + 1)
    if entity is None and token.i + 3 < len(token.doc) and token.nbor(1).lower_ == "and":
        entity = people.by_token.get(token.i + 3)  # "founder and CEO Ann Cole"
    return people.name_of(entity) if entity is not None and entity.label == "PERSON" else None


def _written(token: Token, layout: Layout) -> str:
    """A description as it stands in the text, its "of" tail included; by word order in a sentence that was not parsed."""
    span = mention_span(token, layout)
    if not is_parsed(token.sent):
        start, end = token.i, token.i + 1
        while start > token.sent.start and layout.doc[start - 1].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PART"}:
            start -= 1
        while end < token.sent.end and layout.doc[end].pos_ in {"ADP", "DET", "PROPN", "NOUN"}:
            end += 1
        span = layout.doc[start:end]
    return SPACES.sub(" ", span.text if span is not None else token.text).strip()


def _unnamed(mention: Mention) -> Mention:
    return replace(mention, named=False)


def _pronoun(people: People, token: Token) -> Mention | None:
    name = antecedent(people.layout, people.mentions, token)
    if name is None:
        return None
    people.pronouns[token.i] = name.name
    gender = PRONOUN_GENDER.get(token.lower_) or name.gender
    mention = _build(people, token, (token.i, token.i + 1, name.name, gender, name.number))
    return replace(mention, named=name.named)


def _build(people: People, head: Token, what: tuple[int, int, str, Gender | None, str]) -> Mention:
    start, end, name, gender, number = what
    titled = dep(head) in TITLED and 0 < head.i - head.head.i <= TITLE_REACH
    joined = (dep(head) == "conj" or titled) and dep(head.head) in SUBJECTS
    subject = joined or dep(head) in SUBJECTS or _leads(head) or _verbless(head)
    verb = head.head.head if joined else head.head
    cue = verb_cue(verb) if subject else None
    speaker = cue is not None and "clause" in cue.takes
    layout = people.layout
    main = subject and (_leads(head) or dep(verb) == "ROOT" or (dep(verb) == "conj" and dep(verb.head) == "ROOT"))
    unit, paragraph = layout.unit[head.i], layout.paragraph[head.i]
    return Mention(head.i, start, end, name, gender, number, subject, speaker, unit, paragraph, main)


def _verbless(head: Token) -> bool:
    """Whether a name is what a sentence hangs on whose verb the parse missed."""
    top = head.head if dep(head) == "appos" else head
    hangs = top.dep_ == "ROOT" and top.pos_ in {"NOUN", "PROPN"} and any(child.pos_ == "VERB" for child in top.children)
    return hangs and is_parsed(head.sent)


def _leads(head: Token) -> bool:
    """Whether a word stands as subject before the first verb of a sentence that was not parsed."""
    sentence = head.sent
    if is_parsed(sentence) or any(word.pos_ == "VERB" for word in sentence[: head.i - sentence.start]):
        return False
    for token in sentence[head.i - sentence.start + 1 :][:LEAD_REACH]:
        if token.pos_ in {"VERB", "AUX"}:
            return True
        if token.pos_ not in {"PROPN", "ADV"} and token.text != "," and token.lower_ not in {"of", "for", "the"}:
            return False
    return False


def definite(head: Token) -> bool:
    """Whether "the" stands before a head."""
    top = head.head if dep(head).startswith("flat") else head
    return any(child.lower_ == "the" for child in top.lefts)


def varied(head: Token, people: People) -> str | None:
    """Who "the Minnesota senator" is after "Amy Klobuchar said": the last person to speak, if nothing stands against it."""
    if not definite(head) or head.tag_ not in {"NN", "NNP"} or not person_noun(head) or stands_for_many(head):
        return None
    if _told_of(people, head) or (sole_office(head) and len(_named_before(people, head.i)) > 1):
        return None
    unit = people.layout.unit[head.i]
    mention = _last_subject(people, head)
    if mention is None or unit - mention.unit > VARIED_REACH or not mention.named:
        return _only_person(people, head)
    clash = _clash(noun_gender(head.lower_), mention.gender) or _named_beside(people, head, mention.name)
    return None if clash or not people.roles.open_to(mention.name, head) else mention.name


def _only_person(people: People, head: Token) -> str | None:
    """The one person a text has named, when a description tells terms, years or a state as of somebody known: "the two-term senator"."""
    names, doc = _named_before(people, head.i), head.doc
    told = any(is_attribute(child) or child.lower_ in states() for child in head.lefts)
    told = told or " ".join(word.lower_ for word in doc[max(0, head.i - 2) : head.i]) in states()
    if len(names) != 1 or not told or introduced(people, head) is not None:
        return None
    name = min(names)
    near = people.layout.paragraph[head.i] - people.layout.paragraph[people.roles.first[name]] <= ONLY_REACH
    clash = _clash(noun_gender(head.lower_), people.genders.get(name)) or _named_beside(people, head, name)
    return name if near and not clash and people.roles.open_to(name, head) else None


def _named_before(people: People, place: int) -> set[str]:
    """The people a text has named before a token."""
    return {name for name, first in people.roles.first.items() if first < place}


def _named_beside(people: People, head: Token, name: str) -> bool:
    """Whether a person stands by name after a description in one unit, and so is somebody else: "The judge told Mr. Wolfe"."""
    end = people.layout.units[people.layout.unit[head.i]][1]
    after = (people.by_token[place] for place in range(head.i + 1, end) if place in people.by_token)
    return any(people.name_of(entity) == name for entity in after)


def _clash(one: Gender | None, other: Gender | None) -> bool:
    return one is not None and other is not None and one != other


def _told_of(people: People, head: Token) -> bool:
    """Whether a word is the subject of what somebody says, and so hardly the speaker: "She said the driver was asleep"."""
    verb = head.head
    told = dep(verb) == "ccomp" and verb.head.i < head.i and people.layout.outside(verb.head)
    return told and verb_cue(verb.head) is not None


def introduced(people: People, head: Token) -> str | None:
    """For example "A Western official" for "the official" some sentences later."""
    if not definite(head) or not person_noun(head) or any(child.lower_ in ORDINALS for child in head.lefts):
        return None
    unit = people.layout.unit[head.i]
    for mention in people.mentions_before(head.i):
        if unit - mention.unit > INTRODUCED_REACH:
            return None
        noun = people.layout.doc[mention.head].lower_
        same = noun == head.lower_ or (noun == "one" and f"{head.lower_}s" in mention.name.lower().split())
        if mention.unit < unit and not mention.named and same:
            return mention.name
    return None


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
