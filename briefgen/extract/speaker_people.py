"""Who has been mentioned where: names, described people and pronouns of a text in order, each with what it stands for.

One pass from left to right, each pronoun settled before the next is read, looking back over a fixed number of mentions:
linear in the text. `speaker_pronouns` weighs the mentions.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from briefgen.extract.quote_layout import Layout, token_range
from briefgen.extract.report_cues import verb_cue
from briefgen.extract.speaker_appositions import apposed_name
from briefgen.extract.speaker_datelines import is_dateline
from briefgen.extract.speaker_descriptions import compatriot, definite, introduced, named_later, role_bearer, varied
from briefgen.extract.speaker_gender import (
    PRONOUN_GENDER,
    Gender,
    context_gender,
    name_gender,
    noun_gender,
    title_gender,
)
from briefgen.extract.speaker_later import pronouns_ahead
from briefgen.extract.speaker_mentions import mention_span, speaking_nouns
from briefgen.extract.speaker_names import SUFFIXES, repaired_names
from briefgen.extract.speaker_predications import apposed_to, fronted, predicated_of
from briefgen.extract.speaker_pronouns import LOOK_BACK, UNITS_BACK, Mention, antecedent
from briefgen.extract.speaker_record import NEAREST, People
from briefgen.extract.speaker_roles import (
    person_noun,
    role_words,
)
from briefgen.language.syntax import SUBJECTS, dep, is_parsed
from briefgen.language.words import words_of
from briefgen.model import EntityMention

SPACES = re.compile(r"\s+")
PARENTHESIS = re.compile(r"\([^()]{0,60}\)")
JOINED = re.compile(r"\s*(?:and|&)\s+(?:[A-Z][\w.’'-]{0,20}\s+){0,5}")
LEAD_REACH = 6
INDEFINITE_REACH = 4
TITLED = frozenset({"appos", "flat", "compound", "nmod:desc"})
TITLE_REACH = 3
SET_OFF = 12
"""Words from the comma behind a name to the verb that it may lead up to, at most."""
HEADS = frozenset({"PRON", "NOUN"})
HEAD_WORDS = frozenset({*PRONOUN_GENDER, "both", "one"})
"""With these classes and words, capitals and names, what may head a mention."""


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
    words = words_of(layout.doc)
    for token, form, lower, pos in zip(layout.tokens, words.forms, words.lower, words.pos, strict=True):
        heads = pos in HEADS or lower in HEAD_WORDS or form[0].isupper() or token.i in people.by_token
        mention = _mention(people, token) if heads else None
        if mention is not None:
            if mention.named and mention.number == "one":
                people.seen[mention.name] = mention
            pair = _pair(people, mention)
            people.mentions += [mention, pair] if pair is not None else [mention]
    _name_later(people)
    people.pronouns.update(pronouns_ahead(layout, people.mentions, set(people.pronouns)))
    return people


def _name_later(people: People) -> None:
    """Give "she" after "his lawyer" the name of "the lawyer, Amy Tran," that follows."""
    for mention in people.mentions:
        noun = people.layout.doc[mention.head]
        if mention.named or mention.number != "one" or noun.pos_ == "PRON":
            continue
        name = named_later(people, noun)
        for later in people.mentions_after(mention.head) if name is not None else ():
            if later.unit - mention.unit > UNITS_BACK:
                break
            if name is not None and people.pronouns.get(later.head) == mention.name:
                people.pronouns[later.head] = name


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
            if words[-1].lower() in SUFFIXES and cut < len(words) - 1 and not _named_before(entities, name, words[-2]):
                fulls[" ".join(words[cut:-1]).lower().rstrip(",")].add(name)
    return {name: min(fulls[name.lower()]) for name in names if len(fulls[name.lower()]) == 1}


def _named_before(entities: Sequence[EntityMention], name: str, surname: str) -> bool:
    """Whether a text has the bare surname before "Donald Trump Jr.", and so of his father."""
    first = next((entity.name for entity in entities if entity.name in {name, surname.rstrip(",")}), name)
    return first != name


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
    home = compatriot(people, token)
    if home is not None:
        return _build(people, token, (token.i, token.i + 1, home, people.genders.get(home), "one"))
    if entity is not None and entity.label == "NORP" and person_noun(token) and definite(token):
        return _described(people, token)
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
    return (
        _thing(people, token)
        if dep(token) in SUBJECTS and speaking_nouns() & {token.lower_, token.lemma_.lower()}
        else None
    )


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
    number = "many" if token.tag_ == "NNS" else "thing"
    return _unnamed(_build(people, token, (token.i, token.i + 1, text, None, number)))


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


def _described(people: People, token: Token) -> Mention | None:
    number = "many" if token.tag_ in {"NNS", "NNPS"} else "one"
    if number == "one" and _said_of_another(people, token):
        return None
    name = _who_it_is(people, token) if number == "one" else None
    if name is not None and definite(token):
        people.roles.learn(name, token)
    text = name or (introduced(people, token) if number == "one" else None) or _written(token, people.layout)
    gender = people.genders.get(text) or noun_gender(token.lower_)
    mention = _build(people, token, (token.i, token.i + 1, text, gender, number))
    return mention if name else _unnamed(mention)


def _said_of_another(people: People, token: Token) -> bool:
    """Whether a description stands beside the one it describes, who then learns it and may be the subject through it."""
    if fronted(token, people.layout):
        return True
    if _named_next(people, token) or apposed_name(token, people.by_token, people.full_names):
        return False
    apposed = apposed_to(token, people.layout, people.mentions)
    found = apposed or predicated_of(token, people.mentions)
    if found is None:
        return False
    if found.named:
        people.roles.add(found.name, token)
    if apposed is not None and dep(token) in SUBJECTS:
        as_subject = _build(people, token, (found.start, found.end, found.name, found.gender, found.number))
        merged = replace(as_subject, head=found.head, named=found.named)
        place = next(place for place in range(len(people.mentions) - 1, -1, -1) if people.mentions[place] is found)
        people.mentions[place] = merged
    return True


def _who_it_is(people: People, token: Token) -> str | None:
    """The name beside a description, or the person it was or may be said of."""
    named = _named_next(people, token) or apposed_name(token, people.by_token, people.full_names)
    return named or role_bearer(people, token) or varied(token, people)


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
    named = _named_beside(people, token) if dep(token) in SUBJECTS else frozenset()
    name = antecedent(people.layout, people.mentions, token, named) or _only_one(people, token)
    if name is None:
        return None
    people.pronouns[token.i] = name.name
    gender = PRONOUN_GENDER.get(token.lower_) or name.gender
    mention = _build(people, token, (token.i, token.i + 1, name.name, gender, name.number))
    return replace(mention, named=name.named)


def _named_beside(people: People, token: Token) -> frozenset[str]:
    """The people whom the quotation beside "he said" names."""
    layout = people.layout
    if verb_cue(token.head) is None:
        return frozenset()
    places = (place for place in range(*layout.units[layout.unit[token.i]]) if layout.inside[place] >= 0)
    entities = (people.by_token[place] for place in places if place in people.by_token)
    return frozenset(people.name_of(entity) for entity in entities if entity.label == "PERSON")


def _only_one(people: People, token: Token) -> Mention | None:
    """The only man or woman whom the text has named, for a pronoun far behind: nobody else of that or no known gender."""
    gender = PRONOUN_GENDER.get(token.lower_)
    if len(people.seen) > NEAREST:
        return None
    named = [name for name in people.seen if people.genders.get(name) in {gender, None}]
    if gender is None or dep(token) not in SUBJECTS or len(named) != 1 or people.genders[named[0]] != gender:
        return None
    recent = people.mentions[-LOOK_BACK:]
    others = any(
        mention.number == "one" and not mention.named and mention.gender in {gender, None} for mention in recent
    )
    return None if others else people.seen[named[0]]


def _build(people: People, head: Token, what: tuple[int, int, str, Gender | None, str]) -> Mention:
    start, end, name, gender, number = what
    titled = dep(head) in TITLED and 0 < head.i - head.head.i <= TITLE_REACH
    joined = (dep(head) == "conj" or titled) and dep(head.head) in SUBJECTS
    said = _set_off(people, head, end)
    subject = (
        joined
        or dep(head) in SUBJECTS
        or said is not None
        or _leads(head)
        or _verbless(head)
        or _quoted_source(head.doc, start)
    )
    verb = said or (head.head.head if joined else head.head)
    cue = verb_cue(verb) if subject else None
    speaker = (cue is not None and "clause" in cue.takes) or _quoted_source(head.doc, start)
    layout = people.layout
    main = subject and (_leads(head) or dep(verb) == "ROOT" or (dep(verb) == "conj" and dep(verb.head) == "ROOT"))
    unit, paragraph = layout.unit[head.i], layout.paragraph[head.i]
    return Mention(head.i, start, end, name, gender, number, subject, speaker, unit, paragraph, main)


def _set_off(people: People, head: Token, end: int) -> Token | None:
    """The verb that a name with its apposition leads up to where the parse gave it no subject: "In an interview Mr. Hale, a Whig, | said"."""
    doc, entity = head.doc, people.by_token.get(head.i)
    if entity is None or entity.label != "PERSON" or dep(head) in SUBJECTS or end >= len(doc) or doc[end].text != ",":
        return None
    for token in doc[end + 1 : min(head.sent.end, end + SET_OFF)]:
        if token.pos_ in {"VERB", "AUX"}:
            bare = not any(dep(child) in SUBJECTS for child in token.children)
            return token if bare and token.tag_ in {"VBD", "VBZ"} and doc[token.i - 1].text == "," else None
    return None


def _quoted_source(doc: Doc, start: int) -> bool:
    """Whether a name follows "according to", an article between them or not, and so is who speaks."""
    place = start - 1
    place -= place > 0 and doc[place].lower_ == "the"
    return place > 0 and doc[place].lower_ == "to" and doc[place - 1].lower_ == "according"


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
