"""What befell the things a number counts: killed, shot down, launched; by the parse, else by the words beside it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from briefgen.data import load_lexicon
from briefgen.language.syntax import dep

_LINKS = frozenset({"be", "have", "do", "get"})
_QUALIFYING = frozenset(
    {"at", "least", "more", "than", "over", "about", "up", "to", "some", "around", "nearly", "almost", "an", "a", "estimated",
     "as", "many", "another", "the", "all", "roughly", "approximately", "fewer", "less", "under", "only", "just", "between"}
)  # fmt: skip
_SENT = frozenset({"launched", "fired", "sent"})
_LUMP_REACH = 8
_LOST_LIVES = re.compile(
    r"(?:(?:have|has|had|who|also|reportedly) ){0,2}(?:lost|losing|lose) (?:their|his|her) (?:lives|life)\b"
)
_WERE_LOST = re.compile(r"(?:(?:were|have|had|been|are) ){0,2}(?:lost|claimed)\b")
_JOINT = re.compile(r" (?:and|or|and/or|/) ")
_AUXILIARIES = frozenset(
    {"were", "was", "are", "is", "been", "be", "being", "have", "has", "had", "also", "reportedly"}
)


def read_outcome(doc: Doc, first: int, last: int, head: Token) -> str:
    """The participle of what befell the noun `head` counted by the number on `first`-`last`, or ''."""
    partitive = last + 1 < head.i and doc[last + 1].lower_ in {"of", "out"}
    own = _of_number(doc[last]) or _word_before(doc, first, _forms()) if partitive else ""
    told = (
        own
        or _by_parse(head)
        or _of_number(doc[last])
        or _word_after(doc, _behind_parenthesis(head))
        or _word_before(doc, first, _forms())
        or _noun_before(doc, first)
    )
    return lumped(doc, first, head.i, told)


def _behind_parenthesis(head: Token) -> int:
    """The place before the verb where ", including ... ," stands between noun and verb; else that of the noun."""
    doc = head.doc
    if head.i + 2 >= len(doc) or doc[head.i + 1].text != "," or doc[head.i + 2].lower_ not in {"including", "among"}:
        return head.i
    for token in doc[head.i + 3 : head.i + 16]:
        if token.is_sent_start or token.pos_ == "VERB":
            break
        if token.text == ",":
            return token.i
    return head.i


def takes_lives(doc: Doc, first: int, head: Token) -> bool:
    """Whether a number counts the dead by their lives: "claimed 25 lives", "25 lives were lost", "took the lives of 25 men"."""
    before = doc[max(doc[first].sent.start, first - _LUMP_REACH) : first].text.lower()
    behind = doc[head.i + 1 : head.i + 5].text.lower()
    lost = _LOST_LIVES.match(behind) is not None
    words = " ".join(word for word in before.split() if word not in _QUALIFYING | {"total", "of"}).split()
    taken = len(words) > 0 and words[-1] in _lexicon("outcomes")["takers"]
    if head.lower_ == "lives":
        return taken or lost or _WERE_LOST.match(behind) is not None
    of_lives = words[-1:] == ["lives"] and words[-2:-1] and words[-2] in _lexicon("outcomes")["takers"]
    return lost or bool(of_lives) or (taken and behind.startswith("their lives"))


def lumped(doc: Doc, first: int, last: int, outcome: str) -> str:
    """An outcome with the one that "and" or "or" joins to it, for both are counted together: "killed and wounded 18"."""
    for joint in doc[max(first - _LUMP_REACH, 1) : last + _LUMP_REACH]:
        if joint.lower_ in {"and", "or", "and/or", "/"} and joint.i + 1 < len(doc) and joint.sent == doc[first].sent:
            pair = joint.nbor(-1), joint.nbor(1)
            states = [state_of(word.lower_) for word in pair if word.pos_ != "ADP"]
            classes = {outcome_class(state) for state in states}
            described = joint.i > last and joint.i + 2 < len(doc) and joint.nbor(2).pos_ in {"NOUN", "PROPN"}
            if outcome in states and len(classes) == 2 and "" not in classes and not described:
                return f"{states[0]} {joint.lower_} {states[1]}"
    return outcome


def state_of(word: str) -> str:
    """What people are after a verb: "died" makes them dead, "drowned" drowned; other words stay as they are."""
    return _forms().get(word, "on board" if word == "board" else word)


def people_outcome(doc: Doc, first: int) -> str:
    """What befell the people a bare number counts: "killed" in "killed at least 12"; '' if no such verb precedes."""
    return _word_before(doc, first, _people_forms())


def is_outcome(word: str) -> bool:
    """Whether a word is a form of a verb that tells an outcome."""
    return word in _forms()


def outcome_class(counts: str) -> str:
    """The class of outcome that a `counts` phrase tells ("people dead" is killed, "killed or hurt" casualties), or ''."""
    words = f" {counts.lower()} "
    told = [
        str(name)
        for name, forms in _lexicon("outcomes")["classes"].items()
        if any(f" {form} " in words for form in forms)
    ]
    return "casualties" if len(told) > 1 and _JOINT.search(words) else told[0] if told else ""


def _lexicon(table: str) -> Any:
    return load_lexicon("units")[table]


@cache
def _forms() -> dict[str, str]:
    """Each form of each known verb, with its participle."""
    found: dict[str, str] = {}
    for lemma, participle in _lexicon("outcomes")["participles"].items():
        stem = lemma.removesuffix("e")
        endings = {lemma, f"{lemma}s", f"{lemma}es", f"{stem}ing", f"{lemma}{lemma[-1]}ing", participle}
        found |= dict.fromkeys(endings, participle)
    return found | dict(_lexicon("outcomes")["irregular"])


@cache
def _people_forms() -> dict[str, str]:
    """The forms of verbs whose bare objects are people."""
    verbs = {_forms().get(verb, "") for verb in _lexicon("people")["verbs"]}
    return {form: participle for form, participle in _forms().items() if participle in verbs}


def _by_parse(head: Token) -> str:
    for child in head.children:
        if dep(child).startswith("acl") and child.tag_ == "VBN" and child.i > head.i and not _is_of_part(child):
            stopped = child.lower_ in _SENT and dep(head) == "obj" and _participle(head.head)
            return stopped or _participle(child)  # "destroyed 77 drones launched overnight"
    for argument in _conjuncts(head):
        verb = argument.head
        if _is_bare(verb) and (dep(argument) == "nsubj:pass" or _is_absolute(argument, verb)):
            return _participle(verb)
        if dep(argument) == "obj" or (dep(argument) == "nsubj" and verb.lemma_ in {"die", "perish"}):
            return _participle(verb)
    return ""


def _is_of_part(verb: Token) -> bool:
    """Whether a relative clause tells of a part only: "728 drones, of which 711 were shot down"."""
    return any(dep(child) == "nsubj:pass" and child.pos_ == "NUM" for child in verb.children)


def _is_bare(verb: Token) -> bool:
    """Whether a verb is a participle, or a past that "with" makes one: "with 112,000 jobs added"."""
    return verb.tag_ == "VBN" or (verb.tag_ == "VBD" and any(child.lower_ == "with" for child in verb.lefts))


def _is_absolute(noun: Token, participle: Token) -> bool:
    """Whether a noun stands right before its bare participle: "with 112,000 jobs added"."""
    helped = any(dep(child).startswith("aux") for child in participle.children)
    return dep(noun) == "nsubj" and participle.i == noun.i + 1 and not helped


def _of_number(number: Token) -> str:
    """For "70 of 112 drones", the verb may hang on the number itself."""
    if dep(number) not in {"obj", "nsubj:pass"}:
        return ""
    return _by_parse(number)


def _conjuncts(head: Token) -> Iterator[Token]:
    """The noun and those it is coordinated with, outward, three steps at most."""
    for _ in range(4):
        yield head
        if dep(head) != "conj":
            return
        head = head.head


def _participle(verb: Token) -> str:
    """The participle of a known outcome with its particle; another verb's only if it stands there as one."""
    word = _forms().get(verb.lower_) or _forms().get(verb.lemma_.lower(), "")
    if not word and _is_bare(verb) and verb.lemma_ not in _LINKS:
        word = verb.lower_
    return f"{word} {_particle(verb)}".strip() if word else ""


def _particle(verb: Token) -> str:
    """The particle of a verb by the parse, or the "down" right behind it, which parsers take for an adverb of the number."""
    particle = next((child.lower_ for child in verb.children if dep(child) == "compound:prt"), "")
    particle = "" if particle == "up" and verb.i + 2 < len(verb.doc) and verb.nbor(2).lower_ == "to" else particle
    behind = verb.doc[verb.i + 1].lower_ if verb.i + 1 < len(verb.doc) else ""
    return particle or (behind if behind == "down" else "")


def _word_before(doc: Doc, first: int, forms: dict[str, str]) -> str:
    """A known verb right before the number and its qualifier: "shot down at least 70"."""
    for place in range(first - 1, max(first - 6, -1), -1):
        word = doc[place].lower_
        if word == "down" and place and doc[place - 1].lower_ in forms:
            return f"{forms[doc[place - 1].lower_]} down"
        if word in forms and doc[place].pos_ != "ADP":
            return forms[word]
        if word not in _QUALIFYING or doc[place + 1].is_sent_start:
            return ""
    return ""


def _noun_before(doc: Doc, first: int) -> str:
    """The outcome a noun tells of what "of" joins to it: "the deaths of about 1,170 people", "the arrest of 30 men"."""
    place = first - 1
    while place > 1 and doc[place].lower_ in _QUALIFYING and not doc[place + 1].is_sent_start:
        place -= 1
    told = doc[max(doc[first].sent.start, place - _LUMP_REACH) : max(place, 0)]
    put = {token.lower_ for token in doc[max(place, 0) : first]} & {"at", "to"}
    if put and any(token.lower_ in {"toll", "tolls"} for token in (*told, doc[max(place, 0)])):
        return "killed"  # "put the death toll at 12 people"
    if place < 1 or doc[place].lower_ != "of":
        return ""
    return str(_lexicon("outcomes")["nouns"].get(doc[place - 1].lower_, ""))


def _word_after(doc: Doc, place: int) -> str:
    """A known participle right behind the noun: "12 tanks destroyed", "12 tanks were destroyed"."""
    for token in doc[place + 1 : place + 4]:
        if token.is_sent_start:
            return ""
        if token.lower_ in _AUXILIARIES:
            continue
        word = _forms().get(token.lower_, "")
        known = word == token.lower_ or token.lower_ in {"died", "perished"}
        return word if known and token.tag_ in {"VBN", "VBD", "JJ"} and not _has_object(token) else ""
    return ""


def _has_object(verb: Token) -> bool:
    """Whether the word is the verb of an active clause: "12 soldiers killed a farmer"."""
    return any(dep(child) == "obj" and child.i > verb.i for child in verb.children)
