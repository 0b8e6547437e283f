"""Titles before names: where a title ends and a person's name begins."""

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Doc, Span, Token

from briefgen.data import load_lexicon

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
    return frozenset(load_lexicon("titles")[group]["terms"])


def title_before(doc: Doc, end: int) -> int:
    """The first token of the longest title that ends before token `end`; `end` itself if there is none."""
    for length in range(min(_LONGEST, end), 0, -1):
        if _phrase(doc[end - length : end]) in title_phrases():
            return end - length
    return end


def title_spans(doc: Doc) -> Iterator[tuple[int, int]]:
    """Token spans of the names that stand after a title: "Foreign Minister [Petra Novik]"."""
    end = 0
    for token in doc:
        if token.i >= end and token.i and name_like(token) and title_before(doc, token.i) < token.i:
            end = name_end(doc, token.i)
            if end > token.i and _is_name(doc[token.i : end]):
                yield token.i, end


def name_end(doc: Doc, start: int) -> int:
    """The token after the longest run of name words that begins at `start`."""
    end = start
    while end < len(doc) and end - start < _NAME_WORDS:
        if name_like(doc[end]):
            end += 1
        elif _joins(doc, end):
            end += 2 if name_like(doc[end + 1]) else 3
        else:
            break
    while end > start and doc[end - 1].lower_ in _terms("not_names"):
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
    return frozenset(str(name).lower() for name in _strings(lexicon))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def is_demonym(word: str) -> bool:
    """Whether a word names a people: Ukrainian, Ukrainians."""
    return word.lower() in demonyms()


def is_title_word(word: str) -> bool:
    """Whether a lower-case word is a title of one word or may stand before one."""
    return word in title_phrases() or word in _terms("before")


def is_no_name(word: str) -> bool:
    """Whether a lower-case word after a title shows that no person is named."""
    return word in _terms("not_names")


def _is_initial(text: str) -> bool:
    return len(text) <= 4 and text.endswith(".") and text[0].isupper() and text.count(".") >= len(text) // 2


def _joins(doc: Doc, i: int) -> bool:
    """A particle with a name word after it, possibly after a second particle, or a hyphen between two name words."""
    if i + 1 >= len(doc) or not is_particle(doc[i]):
        return False
    following = doc[i + 1]
    return name_like(following) or (i + 2 < len(doc) and is_particle(following) and name_like(doc[i + 2]))


def _is_name(tokens: Span) -> bool:
    words = [token.lower_ for token in tokens]
    if any(word in _terms("not_names") for word in words):
        return False
    return " ".join(words) not in title_phrases() and not all(is_title_word(word) for word in words)


def _phrase(span: Span) -> str:
    return " ".join(span.text.lower().replace(" - ", "-").split())
