"""Words that only look like names: days, titles, party tags, and common words that have their capital from beginning a sentence."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from briefgen.extract.actor_additions import CALENDAR
from briefgen.extract.actor_labels import Found, well_known_place
from briefgen.extract.actor_titles import is_no_name, is_title_word
from briefgen.extract.gazetteer import find_entries
from briefgen.language.document import Document
from briefgen.language.entities import is_listed
from briefgen.language.name_grammar import given_names
from briefgen.language.words import words_of

_PARTY_TAG = re.compile(r"[RDI]-[A-Z]")
"""Party and state of an American politician: R-Texas."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What the words of an article are asked for."""

    small: frozenset[str]
    """Words that stand in small letters somewhere."""
    starts: frozenset[int]
    """Where sentences begin."""
    firsts: frozenset[str]
    """First words of the names of two words and more."""
    lasts: frozenset[str]
    """Last words of people's names of two words and more, and names that stand inside a sentence."""


def drop_common_words(document: Document, spans: Sequence[Found]) -> list[Found]:
    """The spans without days, months, titles and common words that only begin a sentence."""
    words = _read_words(document, spans)
    return [span for span in spans if _is_name(document, span, words)]


def _read_words(document: Document, spans: Iterable[Found]) -> _Words:
    starts = frozenset(sentence.start_char for sentence in document.sentences)
    named = [(document.text[span.start : span.end].split(), span) for span in spans]
    surnames = {words[-1] for words, span in named if len(words) > 1 and span.label == "PERSON"}
    inside = {words[0] for words, span in named if len(words) == 1 and span.start not in starts}
    small = frozenset(filter(str.islower, set(words_of(document.doc).forms)))
    return _Words(
        small, starts, frozenset(words[0] for words, _ in named if len(words) > 1), frozenset(surnames | inside)
    )


def _is_name(document: Document, span: Found, words: _Words) -> bool:
    parts = document.text[span.start : span.end].split()
    word, alone = parts[0], len(parts) == 1
    if all(part.strip(".").lower() in CALENDAR for part in parts) or _PARTY_TAG.match(word):
        return False
    if alone and span.start in words.starts and span.label != "NORP" and _is_common(document, span, words):
        return False
    if alone and _is_title(span, word):
        return False
    shaped = word[0].isupper() or not alone or well_known_place(word) is not None
    return word[0] not in "@#" and (shaped or _is_callsign(word) or (word[0].isdigit() and word in words.firsts))


def _is_common(document: Document, span: Found, words: _Words) -> bool:
    """Whether a word at the start of a sentence is a common one: in small letters elsewhere, or no proper noun to the tagger."""
    word = document.text[span.start : span.end]
    if word.lower() in words.small:
        return True
    token = document.doc.char_span(span.start, span.end, alignment_mode="expand")
    if token is None or token[0].pos_ in {"PROPN", "X"} or find_entries(word) or is_listed(word):
        return False
    if span.label == "PERSON":
        return word not in words.lasts and word not in given_names()
    return not _is_acronym(token[0])


def _is_acronym(token: Token) -> bool:
    return token.text.isupper() and len(token) > 2 and not token.sent.text.isupper()


def _is_title(span: Found, word: str) -> bool:
    """Whether nothing but a title is left of a person or a body: Duke, Ministry."""
    if span.label == "ORG":
        return is_title_word(word.lower()) and not is_listed(word)
    return span.label == "PERSON" and (is_title_word(word.lower()) or is_no_name(word.lower()))


def _is_callsign(word: str) -> bool:
    """Whether a name begins with a figure and is one by its capitals: 6PR, 3M."""
    return word[0].isdigit() and sum(letter.isupper() for letter in word) >= 1 and word.isalnum() and word[-1].isupper()
