"""Who a description without a name is: "the Minnesota senator" after Amy Klobuchar, "the official" after an unnamed one.

An office that a text has given somebody decides, then the last person to speak, if nothing known of them stands against it.
"""

from spacy.tokens import Token

from briefgen.extract.report_cues import verb_cue
from briefgen.extract.speaker_gender import Gender, noun_gender
from briefgen.extract.speaker_mentions import verb_subject
from briefgen.extract.speaker_pronouns import Mention
from briefgen.extract.speaker_record import People
from briefgen.extract.speaker_roles import (
    home_state,
    is_attribute,
    is_definite,
    person_noun,
    sole_office,
    stands_for_many,
    states,
)
from briefgen.language.syntax import dep

ORDINALS = frozenset({"second", "third", "fourth", "fifth", "other"})
SPOKEN_FOR = frozenset(
    {"campaign", "office", "team", "camp", "lawyer", "attorney", "spokesman", "spokeswoman", "spokesperson"}
)
"""What speaks for the one whose it is."""
INTRODUCED_REACH = 6
LATER_REACH = 4
SPEAKERS_REACH = 8
VARIED_REACH = 2
ONLY_REACH = 3


def role_bearer(people: People, head: Token) -> str | None:
    """Who bears the office of a description; nobody where the text has just told of an unnamed one ("A U.S. official")."""
    employer = _employer(people, head)
    if employer is not None:
        return employer
    name = people.roles.resolve(head, _barred(people, head))
    if name is None:
        return None
    called = head.lower_ in people.roles.roles[name]
    return None if not called and introduced(people, head) is not None else name


def _employer(people: People, head: Token) -> str | None:
    """Whom "the candidate" means in "Pell's campaign said the candidate was joking": whose campaign or office speaks."""
    verb = head.head
    while verb.head.i != verb.i and dep(verb) in {"ccomp", "xcomp", "conj", "parataxis"}:
        verb = verb.head
        body = next((child for child in verb.lefts if dep(child) == "nsubj" and child.lower_ in SPOKEN_FOR), None)
        owner = next((child for child in body.lefts if dep(child) == "nmod:poss"), None) if body is not None else None
        person = people.by_token.get(owner.i) if owner is not None else None
        if person is not None and person.label == "PERSON" and verb_cue(verb) is not None:
            return people.name_of(person) if definite(head) and head.tag_ == "NN" and person_noun(head) else None
    return None


def _barred(people: People, head: Token) -> set[str]:
    """Whom a description cannot mean: people of the other gender, and the subject of the verb it is the object of."""
    gender = noun_gender(head.lower_)
    barred = {name for name in people.roles.roles if _clash(gender, people.genders.get(name))} if gender else set()
    return barred | _acting(people, head)


def _acting(people: People, head: Token) -> set[str]:
    """Who acts on the one described: Lanier in "Lanier called the governor"."""
    if dep(head) not in {"obj", "iobj", "obl"}:
        return set()
    verb, unit = head.head, people.layout.unit[head.i]
    subject = verb_subject(verb)
    found = set()
    for mention in people.mentions_before(head.i):
        if mention.unit != unit:
            break
        if subject is not None and mention.start <= subject.i < mention.end:
            found.add(mention.name)
    return found


def compatriot(people: People, head: Token) -> str | None:
    """Who "the Kansan" or "the former Rhode Islander" is: the one person of that state, failing that the last to speak."""
    state = home_state(head)
    if state is None or not definite(head):
        return None
    named = [name for name in people.roles.of_state(state) if people.roles.first[name] < head.i]
    if named:
        return named[0] if len(named) == 1 else None
    mention = _last_subject(people, head)
    near = mention is not None and people.layout.unit[head.i] - mention.unit <= VARIED_REACH and mention.named
    stated = mention is not None and people.roles.roles.get(mention.name, set()) & states()
    return mention.name if mention is not None and near and not stated else None


def definite(head: Token) -> bool:
    """Whether "the" stands before a head."""
    top = head.head if dep(head).startswith("flat") else head
    return any(child.lower_ == "the" for child in top.lefts) or is_definite(head)


def varied(head: Token, people: People) -> str | None:
    """Who "the Minnesota senator" is after "Amy Klobuchar said": the last person to speak, if nothing stands against it."""
    if not definite(head) or head.tag_ not in {"NN", "NNP"} or not person_noun(head) or stands_for_many(head):
        return None
    if _told_of(people, head) or _told_apart(head) or (sole_office(head) and len(_named_before(people, head.i)) > 1):
        return None
    unit = people.layout.unit[head.i]
    mention = _last_subject(people, head)
    if mention is None or unit - mention.unit > VARIED_REACH or not mention.named:
        return _only_person(people, head)
    clash = _clash(noun_gender(head.lower_), mention.gender) or _named_beside(people, head, mention.name)
    clash = clash or mention.name in _acting(people, head) or _far_guess(people, head, mention)
    if not people.roles.open_to(mention.name, head):
        return _other_speaker(people, head, mention.name)
    return None if clash else mention.name


def _other_speaker(people: People, head: Token, last: str) -> str | None:
    """Who "the rancher" is after a biologist spoke: the only other one who spoke shortly before, if that may be one."""
    found: set[str] = set()
    for mention in people.mentions_before(head.i):
        if people.layout.unit[head.i] - mention.unit > SPEAKERS_REACH:
            break
        if mention.number == "one" and mention.subject and mention.name != last:
            found.add(mention.name if mention.named else "")
    name = min(found) if len(found) == 1 else ""
    clash = not name or _clash(noun_gender(head.lower_), people.genders.get(name)) or _named_beside(people, head, name)
    return None if clash or name in _acting(people, head) or not people.roles.open_to(name, head) else name


def _far_guess(people: People, head: Token, mention: Mention) -> bool:
    """Whether "the candidate" opens a paragraph of its own where several people are known and nothing is of the one before."""
    elsewhere = people.layout.paragraph[head.i] != mention.paragraph
    bare = not any(child.pos_ in {"ADJ", "PROPN", "NOUN"} for child in head.lefts)
    known = people.roles.roles.get(mention.name)
    return elsewhere and bare and not known and len(_named_before(people, head.i)) > 1


def _only_person(people: People, head: Token) -> str | None:
    """The one person a text has named, when a description tells terms, years or a state as of somebody known: "the two-term senator"."""
    names, doc = _named_before(people, head.i), head.doc
    told = any(is_attribute(child) or child.lower_ in states() or child.lower_ == "former" for child in head.lefts)
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


def named_later(people: People, head: Token) -> str | None:
    """Whom "his lawyer" names some sentences before "the lawyer, Amy Tran, said"."""
    doc, unit = head.doc, people.layout.unit[head.i]
    if head.tag_ != "NN" or not person_noun(head):
        return None
    for mention in people.mentions_after(head.i):
        if mention.unit - unit > LATER_REACH:
            return None
        noun = doc[mention.start - 1 - (doc[mention.start - 1].text == ",")]
        if mention.named and mention.number == "one" and noun.i > head.i and noun.lower_ == head.lower_:
            return mention.name if definite(noun) else None
        if doc[mention.head].lower_ == head.lower_ and not definite(doc[mention.head]):
            return None
    return None


def _told_apart(head: Token) -> bool:
    """Whether a clause tells who is meant, so that nobody told of before is: "the man who took the confession"."""
    return head.i + 1 < len(head.doc) and head.nbor(1).lower_ in {"who", "whose"}


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
        before = mention.unit < unit or not definite(people.layout.doc[mention.head])
        if before and not mention.named and same:
            return None if _of_elsewhere(head, people.layout.doc[mention.head]) else mention.name
    return None


def _of_elsewhere(head: Token, other: Token) -> bool:
    """Whether a description tells a country or body that the one before did not: "A British official", "the French official"."""
    told = _proper(head)
    return bool(told) and told.isdisjoint(_proper(other))


def _proper(noun: Token) -> frozenset[str]:
    """The names before a noun that tell whose or of what country somebody is, lower case."""
    before = [
        word for word in noun.doc[noun.left_edge.i : noun.i] if word.text[0].isupper() and word.pos_ in {"ADJ", "PROPN"}
    ]
    return frozenset(word.lower_ for word in before)


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
