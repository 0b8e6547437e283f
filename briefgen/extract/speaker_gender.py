"""Gender of a named person as far as the text and first names tell it; None where they do not."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from spacy.tokens import Doc

from briefgen.data import load_lexicon

COURTESY = re.compile(r"\b(Mr|Mrs|Ms|Miss)\.?\s\Z")
Gender = Literal["male", "female"]
PRONOUN_GENDER: Mapping[str, Gender] = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}


@cache
def _first_names() -> Mapping[str, Gender | None]:
    """First names, lower case; None for those that either may bear."""
    table = load_lexicon("roles")["gender"]
    male, female = set(table["male"].split()), set(table["female"].split())
    found: dict[str, Gender | None] = dict.fromkeys(male - female, "male")
    found.update(dict.fromkeys(female - male, "female"))
    found.update(dict.fromkeys((male & female) | set(table["either"].split())))
    return found


@cache
def _census_names() -> Mapping[str, Gender]:
    table = load_lexicon("first_names")["names"]
    found: dict[str, Gender] = dict.fromkeys(table["male"].split(), "male")
    found.update(dict.fromkeys(table["female"].split(), "female"))
    return found


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load_lexicon("roles")["gender"][key])


def name_gender(name: str) -> Gender | None:
    """What the first name, or the ending of a Slavic or Icelandic surname, tells about gender."""
    words = name.lower().split()
    if len(words) > 1:
        gender = _first_names().get(words[0]) if words[0] in _first_names() else _census_names().get(words[0])
        if gender:
            return gender
    if len(words) > 1 and words[-1].endswith(tuple(load_lexicon("roles")["gender"]["female_endings"])):
        return "female"
    return None


def context_gender(doc: Doc, start: int, end: int) -> Gender | None:
    """What the words around the tokens `start:end` of a name tell: Mr, Ms, spokeswoman, his wife."""
    before = {token.lower_ for token in doc[max(0, start - 4) : start]}
    after = _apposition(doc, end)
    for gender in ("male", "female"):
        if before & (_words(f"{gender}_titles") | _words(f"{gender}_nouns")) or after & _words(f"{gender}_nouns"):
            return gender
    return None


def noun_gender(word: str) -> Gender | None:
    """Gender of a noun for a person: "spokeswoman"."""
    for gender in ("male", "female"):
        if word in _words(f"{gender}_nouns") or word in _words(f"{gender}_titles"):
            return gender
    return None


def _apposition(doc: Doc, end: int) -> frozenset[str]:
    """The words of "a lawyer for the group" after "Smith, "; nothing where no comma follows."""
    if end >= len(doc) or doc[end].text != ",":
        return frozenset()
    words = []
    for token in doc[end + 1 : end + 7]:
        if token.is_punct or token.pos_ == "VERB":
            break
        words.append(token.lower_)
    return frozenset(words) if words and words[0] in {"a", "an", "the", "his", "her", "their"} else frozenset()


def title_gender(text: str, start: int) -> Gender | None:
    """What "Mr." or "Ms." right before a place in a text tells."""
    title = COURTESY.search(text, max(0, start - 6), start)
    return None if title is None else "male" if title.group(1) == "Mr" else "female"


def known_first_name(word: str) -> bool:
    """Whether a lower-case word is a first name of the lists."""
    return word in _first_names()
