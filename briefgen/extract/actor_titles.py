"""Titles before names: where a title ends and a person's name begins."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from spacy.tokens import Doc, Span, Token

from briefgen.data import load_lexicon
from briefgen.language.name_grammar import NOTHING, given_names, label_by_words
from briefgen.language.words import words_of

GROUPS = ("state", "ministers", "officials", "military", "courtesy", "callings")
_LONGEST = 7
_NAME_WORDS = 5


@cache
def title_phrases() -> frozenset[str]:
    """All titles in lower case."""
    lexicon = load_lexicon("titles")
    return frozenset(term for group in GROUPS for term in lexicon[group]["terms"])


@cache
def _terms(group: str) -> frozenset[str]:
    return frozenset(load_lexicon("name_parts")[group]["terms"])


@cache
def _last_words() -> frozenset[str]:
    """The last token of each title, so that most tokens are passed over at once."""
    return frozenset(re.split("[ -]", phrase)[-1] for phrase in title_phrases()) | {"."}


@cache
def _lengths() -> Mapping[str, int]:
    """By its last token, how many tokens a title has at most; hyphens and full stops may be tokens of their own."""
    longest: dict[str, int] = {}
    for phrase in title_phrases():
        tokens = len(phrase.split()) + 2 * phrase.count("-") + phrase.count(".")
        last = re.split("[ -]", phrase)[-1]
        for form in (last, f"{last}s", "." if last.endswith(".") else last):
            longest[form] = min(max(longest.get(form, 0), tokens), _LONGEST)
    return longest


def title_before(doc: Doc, end: int) -> int:
    """The first token of the longest title that ends before token `end`; `end` itself if there is none."""
    words = words_of(doc)
    if not end or not _may_end_title(words.lower[end - 1]):
        return end
    for length in range(min(_lengths().get(words.lower[end - 1], _LONGEST), end), 0, -1):
        phrase = _phrase(words.between(end - length, end))
        if phrase in title_phrases() or phrase.removesuffix("s") in title_phrases():
            return end - length
    return end


def _may_end_title(lower: str) -> bool:
    return lower in _last_words() or lower.removesuffix("s") in _last_words()


def title_spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token spans of the names that stand after a title: "Foreign Minister [Petra Novik]"."""
    covered = title_tokens(doc)
    end = 0
    for at in sorted(covered):
        if at + 1 in covered or at + 1 < end or at + 1 >= len(doc):
            continue
        token = doc[at + 1]
        if name_like(token) and doc[at].pos_ != "VERB" and not _is_surname(doc, at):
            end = name_end(doc, token.i)
            if end > token.i and _is_name(doc[token.i : end]):
                yield token.i, end


def _is_surname(doc: Doc, at: int) -> bool:
    """Whether a word that may be a title stands behind a first name: Martin Luther King III."""
    before = doc[at - 1] if at else None
    return before is not None and doc[at].is_title and before.text in given_names() and bool(before.whitespace_)


@lru_cache(maxsize=1)
def title_tokens(doc: Doc) -> frozenset[int]:
    """The tokens that are part of a title, whether a name follows or not; "Department of Justice" holds none."""
    covered: set[int] = set()
    words = words_of(doc)
    for place, lower in enumerate(words.lower):
        if not _may_end_title(lower):
            continue
        start = title_before(doc, place + 1)
        if start and start == place and words.lower[start - 1] == "of" and words.forms[place].istitle():
            continue
        covered.update(range(start, place + 1))
    return frozenset(covered)


def name_end(doc: Doc, start: int) -> int:
    """The token after the longest run of name words that begins at `start`."""
    end = start
    while end < len(doc) and end - start < _NAME_WORDS and (end == start or not doc[end].is_sent_start):
        if name_like(doc[end]):
            end += 1
        elif _hyphen(doc, end):
            end += 2
        elif _joins(doc, end):
            end += 1 if doc[end + 1].text == "-" else 2 if name_like(doc[end + 1]) else 3
        else:
            break
    while end > start and is_no_name(doc[end - 1].text):
        end -= 1
    return end


def name_like(token: Token) -> bool:
    """Whether a token could be part of a person's name: capitalised, a word, and no word that shows the contrary."""
    text = token.text
    if text.lower() in _terms("suffixes"):
        return True
    shaped = text[:1].isalpha() and text[:1].isupper() and not any(c.isdigit() for c in text)
    grammar = token.pos_ in {"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX"}
    return shaped and not grammar and not is_demonym(text) and (_is_initial(text) or "." not in text)


def is_particle(token: Token) -> bool:
    """Whether a lower-case token may stand inside a name: von, de, bin."""
    return token.text.islower() and token.lower_ in _terms("particles")


@cache
def demonyms() -> frozenset[str]:
    """Names of peoples in lower case: Ukrainian, Ukrainians."""
    try:
        lexicon = load_lexicon("demonyms")
    except FileNotFoundError:
        return frozenset()
    return frozenset(name.lower() for names in _name_lists(lexicon) for name in names)


def _name_lists(lexicon: Mapping[str, Any]) -> Iterator[list[str]]:
    """The lists of names of demonyms.toml: by country code, and the others."""
    for table in lexicon.values():
        yield from (names for key, names in table.items() if key == "names" or len(key) == 2)


@cache
def _countries_of_peoples() -> Mapping[str, str]:
    countries = load_lexicon("demonyms")["countries"]
    return {name.lower(): code for code, names in countries.items() if len(code) == 2 for name in names}


def country_of_people(name: str) -> str:
    """The code of the country whose people a word names, '' if it names none."""
    return _countries_of_peoples().get(name.lower(), "")


def is_demonym(word: str) -> bool:
    """Whether a word names a people: Ukrainian, Ukrainians."""
    return word.lower() in demonyms()


def is_title_word(word: str) -> bool:
    """Whether a lower-case word is a title of one word or may stand before one."""
    return word in title_phrases() or word in _terms("before")


def is_no_name(word: str) -> bool:
    """Whether a word after a title shows that no person is named; UN is none, Un may be."""
    return word.lower() in _terms("not_names") or word in {"UN", "EU", "US", "UK", "X"}


def _hyphen(doc: Doc, i: int) -> bool:
    """A hyphen between two parts of a name, or after an Arabic article: Jong-un, al-Jubouri."""
    tight = 0 < i < len(doc) - 1 and doc[i].text == "-" and not doc[i].whitespace_ and not doc[i - 1].whitespace_
    return tight and (doc[i + 1].text[0].isupper() or name_like(doc[i - 1])) and doc[i + 1].is_alpha


def _is_initial(text: str) -> bool:
    return len(text) <= 4 and text.endswith(".") and text[0].isupper() and text.count(".") >= len(text) // 2


def _joins(doc: Doc, i: int) -> bool:
    """A particle with a name word after it, possibly after a second particle, or a hyphen between two name words."""
    if i + 1 >= len(doc) or not is_particle(doc[i]):
        return False
    following = doc[i + 1]
    if following.text == "-":
        return i + 2 < len(doc) and _hyphen(doc, i + 1)
    return name_like(following) or (i + 2 < len(doc) and is_particle(following) and name_like(doc[i + 2]))


def _is_name(tokens: Span) -> bool:
    words = [token.lower_ for token in tokens]
    if any(is_no_name(token.text) for token in tokens) or label_by_words(tokens) == NOTHING:
        return False
    return " ".join(words) not in title_phrases() and not all(is_title_word(word) for word in words)


def _phrase(words: str) -> str:
    return " ".join(words.lower().replace(" - ", "-").replace(" .", ".").split())
