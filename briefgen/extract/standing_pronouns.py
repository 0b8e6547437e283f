"""Pronouns of a passage that the passage itself does not explain, and the person each stands for.

A pronoun is explained when the passage names its person before it, or, for a possessive in an opening phrase, as the
subject that follows ("In his speech, Roe said"). Whom the resolver leaves open stays open: no bracket is a guess.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from briefgen.extract.findings import Findings
from briefgen.language.words import tokens_among
from briefgen.model import EntityMention

SINGULAR = frozenset({"he", "she", "him", "his", "her"})
PLURAL = frozenset({"they", "them", "their"})
_LEANING = SINGULAR | PLURAL | {"it", "its"}
POSSESSIVE = frozenset({"his", "her", "their", "its"})
OBJECTS = frozenset({"him", "them"})
UNNAMED = ("a ", "an ", "one ", "another ", "some ")
BETWEEN_PAIRED = frozenset({"and", "or", "&", ",", ", and"})


def leaning(passage: Span, findings: Findings, quoted: Sequence[tuple[int, int]]) -> Iterator[tuple[Token, str]]:
    """Each unexplained pronoun outside quotation marks, with the name it stands for or ''."""
    persons = [e for e in findings.entities if e.label == "PERSON" and passage.start_char <= e.start < passage.end_char]
    introduced: set[str] = set()
    for token in tokens_among(passage, _LEANING):
        if any(start <= token.idx < end for start, end in quoted):
            continue
        if token.lower_ in SINGULAR:
            name = _stands_for(token, findings)
            if not _explained(token, name, persons, introduced):
                introduced.add(name)
                yield token, name
        elif _is_bare_object(token) or not _noun_before(token, passage):
            name = findings.pronouns.get(token.i, "")
            yield token, name if token.lower_ in PLURAL and is_plural(name) else ""


def _stands_for(token: Token, findings: Findings) -> str:
    """The name for a pronoun; none for whom no report names ("a Western official"), which in brackets would be one more riddle."""
    name = "" if _paired_before(token, findings) else findings.pronouns.get(token.i, "")
    return "" if name.lower().startswith(UNNAMED) else name


def _explained(token: Token, name: str, persons: Sequence[EntityMention], introduced: set[str]) -> bool:
    before = {person.name for person in persons if person.end <= token.idx}
    if name in introduced or name in before:
        return bool(name)
    if token.lower_ in POSSESSIVE and not before and _subject_follows(token, persons):
        return True
    return not name and len(before) == 1 and token.lower_ not in OBJECTS and token.dep_ != "obj"


def _subject_follows(token: Token, persons: Sequence[EntityMention]) -> bool:
    """Whether a person named later in the sentence is the subject of its main clause."""
    sentence = token.sent
    for person in persons:
        if token.idx < person.start < sentence.end_char:
            span = sentence.doc.char_span(person.start, person.end, alignment_mode="expand")
            if span is not None and span.root.dep_.startswith("nsubj"):
                return True
    return False


def _is_bare_object(token: Token) -> bool:
    """Whether "it" is what its clause acts on, so that the clause's own subject cannot explain it."""
    return token.lower_ == "it" and token.dep_ in {"obj", "dobj"} and token.head.dep_ == "ROOT"


def is_possessive(token: Token) -> bool:
    """Whether a pronoun owns what follows it; "her" does not in "gave her a box"."""
    if token.lower_ not in POSSESSIVE:
        return False
    after = token.nbor(1).tag_ if token.i + 1 < len(token.doc) else "."
    return token.lower_ != "her" or (
        after.startswith(("NN", "JJ", "CD", "VBG", "VBN", "RB")) and "obj" not in token.dep_
    )


def _noun_before(token: Token, passage: Span) -> bool:
    return any(other.pos_ in {"NOUN", "PROPN"} and other.ent_type_ != "DATE" for other in passage if other.i < token.i)


def is_plural(name: str) -> bool:
    """Whether a name is one of several people: joined names, or a description in plural such as "the chairmen"."""
    last = name.rsplit(maxsplit=1)[-1] if name else ""
    return " and " in name or (last.islower() and last.endswith(("s", "men", "people")))


def _paired_before(token: Token, findings: Findings) -> bool:
    """Whether the last persons named before a pronoun for one stand side by side: it may mean either."""
    before = [e for e in findings.entities if e.label in {"PERSON", "ORG"} and e.end <= token.idx][-2:]
    if len(before) < 2:
        return False
    return findings.document.text[before[0].end : before[1].start].strip() in BETWEEN_PAIRED
