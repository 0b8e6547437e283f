"""What a name is by the words in it: bodies, places with a government, things without a label of ours, people.

The recogniser is unsure of names that it has not seen, and sure of what their words mean to a reader: a "Hockey Club" is a body even
behind the name of a town, a "Cup" or a "Treaty" is neither body nor place, and who begins with a first name is a person. The guidelines
are those of CoNLL-2003 and Universal NER.
"""

from collections.abc import Mapping
from functools import cache

from spacy.tokens import Doc, Span, Token

from briefgen.data import load_lexicon

NOTHING = ""
"""The answer for a phrase that has no label of ours."""
_PARTICLES = frozenset(
    {
        "de",
        "da",
        "dos",
        "del",
        "della",
        "di",
        "du",
        "la",
        "le",
        "von",
        "van",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "-",
    }
)


def label_by_words(span: Span) -> str | None:
    """The label that the words of a name decide on, NOTHING for a thing that has none, None where they leave it open."""
    if len(span) == 1:
        return _label_of_one(span[0])
    last, first, second = span[-1].text, span[0].text, span[1].text
    beginning = _beginnings().get((first, second))
    if last in _words("things") or last.removesuffix("s") in _words("things") or beginning == NOTHING:
        return NOTHING
    bodies = _words("bodies")
    if (last in bodies and span.text not in _NO_BODIES) or (second == "of" and first in bodies):
        return "ORG"
    if beginning is not None:
        return beginning
    if last in _words("governments"):
        return "GPE"
    return "LOC" if span.label_ == "PERSON" and last in _words("sites") else None


_NO_BODIES = frozenset({"West Bank", "Left Bank", "Right Bank", "South Bank", "North Bank", "East Bank"})


def _label_of_one(token: Token) -> str | None:
    text = token.text
    if text in _words("alone") or (len(text) == 1 and text.isalpha()):
        return NOTHING
    return NOTHING if len(text) > 6 and text.endswith(_endings()) else None


def is_dateline(span: Span) -> bool:
    """Whether a name in capitals opens a line and a dash or a bracket follows it: WASHINGTON - , KYIV (Reuters)."""
    doc, opens = span.doc, span.start == 0 or span.doc[span.start - 1].is_space
    following = doc[span.end].text if span.end < len(doc) else ""
    return opens and span.text.isupper() and following in {"-", "–", "—", "--", "("}


def runs_into_thing(span: Span) -> bool:
    """Whether capitalised words that end in an event, a law or a prize follow, so that the span is a part of their name.

    Paris | Agreement, Berlin International Film | Festival; of people only in prizes and laws, for "the Trump Campaign" is his.
    """
    doc, things = span.doc, _words("prizes" if span.label_ == "PERSON" else "things")
    for at in range(span.end, min(span.end + 4, len(doc))):
        token = doc[at]
        if not token.is_title or token.is_sent_start or not doc[at - 1].whitespace_:
            return False
        if token.text in things or token.text.removesuffix("s") in things:
            return True
    return False


def is_initial(token: Token) -> bool:
    """Whether a token is a capital with a full stop."""
    return len(token) == 2 and token.text[1] == "." and token.text[0].isupper()


def over_tail(doc: Doc, start: int, end: int) -> int:
    """The end of a person's name that goes on in small letters behind a hyphen: Leung Kwok[-hung], but not Ada Holt[-led]."""
    tail = doc[end + 1] if end + 1 < len(doc) and doc[end].text == "-" else None
    if tail is None or doc[end].whitespace_ or doc[end - 1].whitespace_ or end - start < 2 or len(doc[end - 1]) > 6:
        return end
    short = tail.is_alpha and 1 < len(tail) <= 6 and tail.lower_ not in _words("tails")
    return end + 2 if short and (tail.is_lower or tail.is_title) else end


def is_greeting(token: Token) -> bool:
    """Whether a word before a name is no part of it: Hey, Dear."""
    return token.text in _words("greetings")


def begins_like_person(span: Span) -> bool:
    """Whether a name of two to four words begins with a first name and holds no word of an institution or place."""
    if not 2 <= len(span) <= 5 or span[0].text not in given_names():
        return False
    return all(_may_be_surname(token) for token in span[1:]) and span[-1].is_title


def _may_be_surname(token: Token) -> bool:
    text = token.text
    if text.lower() in _PARTICLES or is_initial(token):
        return True
    return token.is_title and token.is_alpha and text not in _place_words() and text.lower() not in institution_words()


@cache
def given_names() -> frozenset[str]:
    """First names of people that are hardly ever anything else."""
    return frozenset(load_lexicon("given_names")["first"]["names"])


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load_lexicon("name_words")[group]["words"])


@cache
def _endings() -> tuple[str, ...]:
    return tuple(load_lexicon("name_words")["beliefs"]["words"])


@cache
def _beginnings() -> Mapping[tuple[str, str], str]:
    groups = (("things_before", NOTHING), ("bodies_before", "ORG"), ("governments_before", "GPE"))
    pairs = ((words.split(), label) for group, label in groups for words in load_lexicon("name_words")[group]["words"])
    return {(words[0], words[1]): label for words, label in pairs if len(words) == 2}


@cache
def _place_words() -> frozenset[str]:
    places = load_lexicon("organisations")["places"]
    return (
        frozenset((*places["after"], *places["always"])) | _words("bodies") | _words("governments") | _words("things")
    )


@cache
def institution_words() -> frozenset[str]:
    """Words of institutions in lower case, which are no part of a person's name."""
    return frozenset(load_lexicon("organisations")["institutions"]["words"])
