"""What a number counts: the noun it belongs to and what befell it, by the parse, else by the words that follow."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Token

from briefgen.data import load_lexicon
from briefgen.language.syntax import dep

PERSON = "person"
_REACH = 7
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "NUM", "SYM"})
_BETWEEN_PUNCT = frozenset({"-", "–", ",", "“", '"', "'", "”"})
_PEOPLE = {"people": PERSON, "others": PERSON, "other": PERSON, "persons": PERSON}
_LINKS = frozenset({"be", "have", "do", "get"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The thing counted: its unit (a singular noun), the phrase, and the token that ends it."""

    unit: str
    counts: str
    last: int


def read_counted(doc: Doc, first: int, last: int) -> Counted:
    """What the number on the tokens `first`-`last` counts; unit and phrase are '' where nothing is counted."""
    state = _state(doc, last)
    if state is not None:
        return Counted(PERSON, f"people {state.lower_}", state.i)
    head = _noun(doc, last)
    if head is None:
        return _bare(doc, first, last)
    phrase = _phrase(doc, last, head)
    outcome = _outcome(head) or _outcome_of_number(doc[last])
    return Counted(_unit(head), " ".join(filter(None, (phrase, outcome))), head.i)


def measured(doc: Doc, last: int) -> str:
    """What a measured amount is an amount of: "oil" in "5 barrels of oil", "drop" in "a 5% drop"; '' if unsaid."""
    after = _next(doc, last)
    if after is not None and after.lower_ == "of":
        head = _run_head(doc, after.i)
        return _phrase(doc, after.i, head) if head is not None else ""
    unit = doc[last]
    if (
        unit.head.pos_ == "NOUN"
        and last < unit.head.i <= last + 4
        and dep(unit) in {"compound", "nummod", "amod", "nmod"}
    ):
        return doc[last + 1 : unit.head.i + 1].text.lstrip("-– ")
    return ""


def _lexicon(table: str) -> Any:
    return load_lexicon("units")[table]


def _next(doc: Doc, place: int) -> Token | None:
    after = place + 1
    return doc[after] if after < len(doc) and not doc[after].is_sent_start else None


def _state(doc: Doc, last: int) -> Token | None:
    """ "dead" in "12 dead", "wounded" in "12 were wounded" or "12 others wounded"."""
    after = _next(doc, last)
    while after is not None and (after.lower_ in {"others", "other", "more", "people"} or after.lemma_ == "be"):
        after = _next(doc, after.i)
    if after is None or after.lower_ not in _lexicon("people")["states"]:
        return None
    follower = _next(doc, after.i)
    return None if follower is not None and after.tag_ in {"JJ", "VBN"} and follower.pos_ == "NOUN" else after


def _noun(doc: Doc, last: int) -> Token | None:
    """The noun a number counts: its head, else the end of the noun run behind it."""
    number = doc[last]
    head = number.head
    if dep(number) == "nummod" and head.pos_ in {"NOUN", "PROPN"} and last < head.i <= last + _REACH:
        if all(token.pos_ in _MODIFIERS or token.tag_ in {"VBN", "VBG"} for token in doc[last + 1 : head.i]):
            return head
    after = _next(doc, last)
    if after is not None and after.lower_ == "of":
        return _run_head(doc, after.i)
    return _run_head(doc, last)


def _run_head(doc: Doc, place: int) -> Token | None:
    """The last noun of the run of modifiers and nouns behind a token."""
    head: Token | None = None
    for token in doc[place + 1 : place + 1 + _REACH]:
        if token.is_sent_start or token.is_space:
            break
        if token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ != "PERSON":
            head = token
        elif head is not None or not _may_precede(token, place):
            break
        if head is not None and head.tag_ in {"NNS", "NNPS"}:
            break
    return head


def _may_precede(token: Token, place: int) -> bool:
    if token.pos_ in {"DET", "PRON"} or token.pos_ == "NUM":
        return token.doc[place].lower_ in {"of", "them"} or token.i > place + 1
    return token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBG"} or token.text in _BETWEEN_PUNCT - {","}


def _phrase(doc: Doc, last: int, head: Token) -> str:
    """The words from number to noun, without articles, numbers and the hyphen."""
    kept = [token for token in doc[last + 1 : head.i + 1] if token.pos_ not in {"DET", "NUM"} or token.i == head.i]
    while kept and (kept[0].text in _BETWEEN_PUNCT or kept[0].lower_ in {"of", "more", "other", "additional"}):
        kept.pop(0)
    words = "".join(token.text_with_ws for token in kept).strip()
    return "people" if words.lower() in {"others", "other", ""} else words


def _unit(head: Token) -> str:
    if head.lower_ in _PEOPLE:
        return PERSON
    if head.pos_ == "PROPN":
        return head.text.removesuffix("s") if head.tag_ == "NNPS" or head.text.endswith("s") else head.text
    return head.lemma_.lower()


def _bare(doc: Doc, first: int, last: int) -> Counted:
    """A number without noun: people, where the verb says so ("killed 12")."""
    number = doc[last]
    verb = number.head
    if dep(number) in {"obj", "nsubj:pass"} and verb.lemma_ in _lexicon("people")["verbs"]:
        return Counted(PERSON, f"people {_participle(verb)}".strip(), last)
    return Counted("", "", last)


def _outcome_of_number(number: Token) -> str:
    """For "70 of 112 drones", the verb hangs on the number itself."""
    return _outcome(number) if dep(number) in {"obj", "nsubj:pass", "obl:unmarked", "obl"} else ""


def _outcome(head: Token) -> str:
    """The participle of what befell the noun: "killed", "shot down"; '' where the text does not tell."""
    for child in head.children:
        if dep(child).startswith("acl") and child.tag_ == "VBN" and child.i > head.i:
            return _participle(child)
    for argument in _conjuncts(head):
        verb = argument.head
        if dep(argument) == "nsubj:pass" and verb.tag_ == "VBN":
            return _participle(verb)
        if dep(argument) == "obj" or (dep(argument) == "nsubj" and verb.lemma_ in {"die", "perish"}):
            return _participle(verb)
    return ""


def _conjuncts(head: Token) -> Iterator[Token]:
    """The noun and those it is coordinated with, outward, three steps at most."""
    for _ in range(4):
        yield head
        if dep(head) != "conj":
            return
        head = head.head


def _participle(verb: Token) -> str:
    """The participle of a known outcome with its particle; another verb's only if it stands there as one."""
    word = _lexicon("outcomes")["participles"].get(verb.lemma_.lower(), "")
    if not word and verb.tag_ == "VBN" and verb.lemma_ not in _LINKS:
        word = verb.lower_
    particle = next((child.lower_ for child in verb.children if dep(child) == "compound:prt"), "")
    return f"{word} {particle}".strip() if word else ""
