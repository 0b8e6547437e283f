"""Descriptions of people: "Kyiv Mayor Vitali Klitschko" makes Klitschko "the mayor" for the rest of the text.

The words before a name and in the apposition after it are kept per person; "the Ukrainian leader" is whoever bears
a role of the same group and no other country.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Doc, Token

from briefgen.data import load_lexicon
from briefgen.language.syntax import dep, is_parsed
from briefgen.language.words import words_of

TITLE_REACH = 7
APPOSITION_REACH = 12
HOME_REACH = 2
LED_REACH = 18
PARTY = re.compile(r"\s{0,2}[,(]\s?(?P<letter>[DRI])(?:\s?[-–—]\s?(?P<home>[A-Z][A-Za-z.]{1,14}))?(?=[\s,.;)])")
"""The tail of "Sen. Ann Pell, D-Ohio," or "Ann Pell (R)"."""
BY_FORM = re.compile(r"(?:\w{2,9}-)?(?:term|time)|(?:\d{1,3}-)?year-old|year|old")
"""What tells somebody's terms or years and sets nobody apart: "the three-term senator", "the 71-year-old lawmaker"."""
HYPHENED = frozenset({"elect", "designate", "law"})
"""What ends "president-elect" and "brother-in-law", which mean the president and the brother."""
DEFINITE = frozenset({"the", "this", "that"})
SECOND = frozenset({"lt", "lt.", "lieutenant"})
"""Before "Gov.": an office of its own, and not "the governor"."""
IDENTIFIED = frozenset({"identified", "named"})


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group) for group in load_lexicon("roles")["people"]["groups"])


@cache
def _weak() -> frozenset[str]:
    """Nouns for people that keep nobody from being called by another: "a father of three" may be "the electrician"."""
    return frozenset(load_lexicon("roles")["people"]["weak"])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(load_lexicon("roles")["people"]["nouns"])


def person_noun(token: Token) -> bool:
    """Whether a noun stands for a person ("mayor", "officials")."""
    if token.lower_ in HYPHENED and token.i > 1 and token.nbor(-1).text == "-":
        back = -2 if token.lower_ != "law" else -4
        return token.i + back >= 0 and token.nbor(back).lower_ in _nouns() | frozenset(
            load_lexicon("roles")["people"]["kin"]
        )
    return token.lemma_.lower() in _nouns() or token.lower_ in _nouns()


def stands_for_many(token: Token) -> bool:
    """Whether a noun in the singular is a body of people ("police", "party"), and so nobody named before."""
    return token.lower_ in _bodies()


@cache
def _bodies() -> frozenset[str]:
    return frozenset(load_lexicon("roles")["people"]["collectives"])


def sole_office(token: Token) -> bool:
    """Whether a noun is an office that readers know the holder of ("the president"), so that only its own title gives a name."""
    return token.lower_ in _sole_offices()


@cache
def _sole_offices() -> frozenset[str]:
    return frozenset(load_lexicon("roles")["people"]["sole_offices"])


@cache
def speaking_for() -> frozenset[str]:
    """Nouns for those who speak for somebody, so that a name behind is theirs: "a spokesman for the governor, Ari Alder,"."""
    return frozenset(load_lexicon("roles")["people"]["speaking_for"])


def role_words(doc: Doc, start: int, end: int) -> frozenset[str]:
    """The words that describe the person named by tokens `start:end`, lower case: title before, apposition after."""
    words = set(_title_words(doc, start))
    if start and sole_office(doc[start - 1]):
        words |= {doc[start - 1].text.upper()} if doc[start - 1].is_title else set()
    if start > 1 and doc[start - 1].text == "," and person_noun(doc[start - 2]):
        words |= set(_title_words(doc, start - 1))
    if end < len(doc) and doc[end].text in {",", "("}:
        words |= set(_apposition_words(doc, end + 1)) | _led_words(doc, end + 1)
    return frozenset(words | _home_words(doc, end))


def _led_words(doc: Doc, start: int) -> set[str]:
    """What the clause behind a name makes somebody: "Hale, the Ohio Republican who leads the House panel," is its chairman."""
    words = [word.lower_ for word in doc[start : start + LED_REACH]]
    who = next((place for place, word in enumerate(words) if word == "who"), len(words))
    if (
        who + 2 >= len(words)
        or words[who + 1] not in {"leads", "heads", "chairs"}
        or any(not word.isalpha() for word in words[:who])
    ):
        return set()
    tail = words[who + 2 :]
    close = next((place for place, word in enumerate(tail) if word in {",", ".", "said", "says"}), len(tail))
    return {"chairman", "chairwoman", "chair"} if _panels() & set(tail[:close]) else set()


@cache
def _panels() -> frozenset[str]:
    return frozenset(load_lexicon("roles")["people"]["panels"])


def _home_words(doc: Doc, end: int) -> set[str]:
    """The party and state behind a name: "Ann Pell of Ohio", "Ann Pell (D-Ohio)"."""
    match = PARTY.match(words_of(doc).text, doc[end - 1].idx + len(doc[end - 1]))
    if match is not None:
        home = (match["home"] or "").rstrip(".").lower()
        return {_parties()[match["letter"]], *_short_states().get(home, home).split()}
    if end + 1 >= len(doc) or doc[end].lower_ != "of":
        return set()
    named = [word.lower_ for word in doc[end + 1 : end + 1 + HOME_REACH]]
    return set(named) if " ".join(named) in states() else set(named[:1]) & states()


@cache
def _parties() -> Mapping[str, str]:
    parties: Mapping[str, str] = load_lexicon("roles")["parties"]
    return parties


@cache
def states() -> frozenset[str]:
    """The U.S. states, lower case."""
    return frozenset(load_lexicon("roles")["states"].values())


def home_state(head: Token) -> str | None:
    """The state of which "the Kansan" or "the Rhode Islander" is, lower case."""
    if not head.text[0].isupper():
        return None
    people = load_lexicon("roles")["state_people"]
    before = head.nbor(-1).lower_ if head.i else ""
    found: str | None = people.get(f"{before} {head.lower_}") or people.get(head.lower_)
    return found


@cache
def _short_states() -> Mapping[str, str]:
    """The states by their codes and short forms, lower case, no stop at the end."""
    names = load_lexicon("roles")["states"]
    found = {code.lower(): name for code, name in names.items()}
    for code, shorts in load_lexicon("places")["states"].items():
        found.update({short.rstrip(".").lower(): names[code] for short in shorts if code in names})
    return found


def _title_words(doc: Doc, start: int) -> list[str]:
    words: list[str] = []
    for place in range(start - 1, max(-1, start - TITLE_REACH), -1):
        token = doc[place]
        if token.pos_ not in {"PROPN", "NOUN", "ADJ"} and token.lower_ not in {"'s", "’s", "of", "for"}:
            break
        if token.lower_ in _nouns() and "'s" in {word.replace("’", "'") for word in words}:
            break  # "Governor Hale's lawyer, Ann Pell" is no governor
        words.append(token.lower_)
    return words if any(word in _nouns() or word.rstrip(".") in _abbreviations() for word in words) else []


def is_identified(doc: Doc, comma: int) -> bool:
    """Whether ", identified as" or ", named by" stands here."""
    words = [word.lower_ for word in doc[comma : comma + 3]]
    return len(words) == 3 and words[0] == "," and words[1] in IDENTIFIED and words[2] in {"as", "by"}


def _apposition_words(doc: Doc, start: int) -> list[str]:
    words = []
    for token in doc[start : start + APPOSITION_REACH]:
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"} and token.lower_ != "who":
            return []  # "After a call from Hale, the mayor said"
        if token.text in {",", ")", ".", ";"} or token.pos_ in {"VERB", "AUX"} or token.lower_ in {"who", "and"}:
            break
        words.append(token.lower_)
    return words if words and any(word in _nouns() for word in words) else []


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset({"sen", "rep", "gov", "gen", "col", "lt", "sgt", "maj", "adm", "dr", "prof", "rev"})


def same_office(token: Token, words: AbstractSet[str]) -> bool:
    """Whether a noun is an office, and one of those that the words about a person name, in full or short ("Sen.")."""
    office = _offices().get(token.lower_)
    return office is not None and any(_offices().get(word.rstrip(".")) == office for word in words)


@cache
def _offices() -> Mapping[str, str]:
    offices: Mapping[str, str] = load_lexicon("roles")["offices"]
    return offices


UNDER = frozenset({"deputy", "vice", "assistant", "associate", "shadow"})
"""Words that make an office another one: "the deputy speaker" is not the speaker."""


@dataclass(slots=True)
class RoleIndex:
    """Names with the roles they were given, in the order of the text."""

    roles: dict[str, set[str]] = field(default_factory=dict)
    first: dict[str, int] = field(default_factory=dict)

    def note(self, name: str, place: int, words: frozenset[str]) -> None:
        """Keep the words that describe a person where the token `place` names them."""
        self.roles.setdefault(name, set()).update(words)
        self.first.setdefault(name, place)

    def learn(self, name: str, head: Token) -> None:
        """Keep what a definite description calls a person who is already known: "the West Virginia senator"."""
        wanted = _description(head)
        if wanted is not None and name in self.roles and wanted[0] in _offices():
            self.roles[name].update({wanted[0], *wanted[1]})

    def add(self, name: str, noun: Token) -> None:
        """Keep a noun for people and its modifiers that are said of a person: "Pell is a Michigan Democrat"."""
        if noun.lower_ in _nouns():
            self.note(
                name, noun.i, frozenset({noun.lower_, *(word.lower_ for word in noun.lefts if _sets_apart(word))})
            )

    def resolve(self, token: Token, barred: AbstractSet[str] = frozenset()) -> str | None:
        """The one person "the Ukrainian president" can be, none of those barred; None when nobody or more than one fits."""
        wanted = _description(token)
        if wanted is None:
            return None
        head, modifiers = wanted
        if not modifiers and sole_office(token):
            head = head.upper()
        fitting = [name for name, words in self.roles.items() if _fits(head, modifiers, words)]
        fitting = [name for name in fitting if self.first[name] < token.i and name not in barred]
        fitting = [name for name in fitting if not (UNDER & self.roles[name]) - modifiers]
        called = [name for name in fitting if same_office(token, self.roles[name]) or head in self.roles[name]]
        fitting = called if len(called) == 1 else fitting
        return fitting[0] if len(fitting) == 1 else self._distinct(fitting, modifiers)

    def of_state(self, state: str) -> list[str]:
        """The people whom the text gives a state."""
        return [name for name, words in self.roles.items() if set(state.split()) <= words]

    def open_to(self, name: str, head: Token) -> bool:
        """Whether nothing known of a person keeps them from being called by a noun: no role at all, or a like one."""
        words = self.roles.get(name, set())
        noun = head.lower_
        if _of_other_party(noun, words) or _of_other_state(head, words) or _of_other_post(head, words):
            return False
        if noun in _parties().values():
            return True
        return (
            not words & _nouns() - _weak()
            or noun in words
            or any(noun in group and words & group for group in _groups())
        )

    def _distinct(self, names: list[str], modifiers: frozenset[str]) -> str | None:
        """Of several who fit, the one of whom all the modifiers are said."""
        exact = [name for name in names if modifiers and modifiers <= self.roles[name]]
        return exact[0] if len(exact) == 1 else None


def _sets_apart(word: Token) -> bool:
    return dep(word) in {"amod", "compound", "nmod"} and word.pos_ in {"ADJ", "NOUN", "PROPN"}


def _description(token: Token) -> tuple[str, frozenset[str]] | None:
    """Head noun and distinguishing modifiers of a definite description; None for an indefinite or tailed one."""
    if token.lower_ not in _nouns() or not is_definite(token):
        return None
    parts = [
        child
        for child in token.subtree
        if _article(token) < child.i < token.i and dep(child) in {"amod", "compound", "nmod:poss", "nmod"}
    ]
    if not is_parsed(token.sent) and _article(token) >= 0:
        parts = list(token.doc[_article(token) + 1 : token.i])
    tails = [child for child in token.rights if dep(child) in {"nmod", "acl", "acl:relcl", "appos"}]
    words = {part.lower_ for part in parts if not is_attribute(part)}
    words |= {child.lower_ for child in tails if dep(child) == "nmod"}
    return token.lower_, frozenset(words - {"former", "late", "top"})


def _article(noun: Token) -> int:
    """The place of "the" in a noun's phrase, so that "In public the speaker" is nobody's public; -1 where there is none."""
    place = noun.i - 1
    while place > 0 and noun.doc[place].pos_ in {"ADJ", "PROPN", "NOUN", "PART"} and noun.i - place < TITLE_REACH:
        place -= 1
    return place if place >= 0 and noun.doc[place].lower_ in DEFINITE else -1


def is_definite(noun: Token) -> bool:
    """Whether "the" or "this" opens a noun's phrase, by the tree or right before it and its adjectives."""
    if any(child.lower_ in DEFINITE or _of_known_body(child) for child in noun.lefts):
        return True
    place = noun.i - 1
    while place > 0 and noun.doc[place].pos_ in {"ADJ", "PROPN", "NOUN"} and noun.i - place < TITLE_REACH:
        place -= 1
    return place >= 0 and noun.doc[place].lower_ in DEFINITE and noun.doc[place].pos_ == "DET"


def _of_known_body(owner: Token) -> bool:
    """Whether a possessive is the state or body a text is about, so that its office is known: "the state's Republican governor"."""
    owned = dep(owner) == "nmod:poss" and owner.lower_ in load_lexicon("roles")["bodies"]["owners"]
    return owned and any(child.lower_ == "the" for child in owner.lefts)


def is_attribute(word: Token) -> bool:
    """Whether a word beside an office sets nobody apart: "embattled", "three-term", in one token or several."""
    if word.lower_ in _attributes():
        return True
    near = word.doc[max(0, word.i - 1) : word.i + 2]
    return BY_FORM.fullmatch(word.lower_) is not None and ("-" in word.text or any(part.text == "-" for part in near))


@cache
def _attributes() -> frozenset[str]:
    return frozenset(load_lexicon("roles")["people"]["attributes"])


def _of_other_party(noun: str, words: AbstractSet[str]) -> bool:
    """Whether a noun is a party's member and a person is known for another's."""
    parties = set(_parties().values())
    known = {"democrat" if word == "democratic" else word for word in words} & parties
    return noun in parties and bool(known) and noun not in known


def _of_other_state(head: Token, words: AbstractSet[str]) -> bool:
    """Whether a description names one U.S. state and a person is known for another: "the Ohio Democrat"."""
    before = head.doc[max(0, head.i - HOME_REACH) : head.i]
    wanted = {word.lower_ for word in before} & states()
    return bool(wanted) and bool(words & states()) and not wanted <= words


def _of_other_post(head: Token, words: AbstractSet[str]) -> bool:
    """Whether a description names a post in two words and a person is known for another: "the district attorney"."""
    before = head.nbor(-1) if head.i else head
    compound = before.pos_ == "NOUN" and before.text[0].islower() and dep(before) in {"compound", "nmod", "amod"}
    return compound and not is_attribute(before) and bool(words & _nouns() - _weak()) and before.lower_ not in words


def _fits(head: str, modifiers: frozenset[str], words: set[str]) -> bool:
    if _of_other_party(head, words) or (head == "governor" and words & SECOND and not modifiers & SECOND):
        return False
    if not (head in words or any(head in group and words & group for group in _groups())):
        return False
    return all(_compatible(modifier, words) for modifier in modifiers)


def _compatible(modifier: str, words: set[str]) -> bool:
    """Whether a modifier ("Ukrainian") is said of a person, in the same or another form ("Ukraine's")."""
    stem = _stem(modifier)
    return any(_stem(word) == stem for word in words)


@cache
def _stem(word: str) -> str:
    known: Mapping[str, str] = {"us": "american", "u.s.": "american", "british": "britain", "french": "france"}
    return known.get(word, word)[:5]
