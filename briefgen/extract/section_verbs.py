"""The verb that says what a sentence is about, and the clauses beside it.

In "The ministry said that the army had left the town" that is "left": verbs that only pass on what follows (say, begin to,
decide to) hand over to it. Sentences that were not parsed (`language.parsing`) are read by their tags: the first verb
that can stand alone and is not in a clause that a word like "which" or "while" opens.
"""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.language.syntax import dep, is_parsed
from briefgen.language.words import text_of

SIDE_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "parataxis"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AFTER_AUXILIARY = frozenset({"VB", "VBN", "VBG"})
FURTHEST_OBJECT = 5
"""Words after a light verb among which its object is looked for where there is no tree."""


def main_verb(sentence: Span) -> Token:
    """The verb, or in its place the root, that says what the sentence is about."""
    if not is_parsed(sentence):
        return _verb_by_tags(sentence)
    verb = sentence.root
    while (following := _handed_over(verb)) is not None:
        verb = following
    return verb


def _handed_over(verb: Token) -> Token | None:
    """The verb of the clause to which a verb that only passes on gives way."""
    for relation, lemmas in (("ccomp", _words("reporting")), ("xcomp", _words("starting"))):
        if verb.lemma_.lower() in lemmas:
            for child in verb.children:
                if dep(child) == relation and child.pos_ in {"VERB", "ADJ", "NOUN", "AUX", ""}:
                    return child
    return None


def _verb_by_tags(sentence: Span) -> Token:
    """The first finite verb of the main clause; without one, the first participle, which is then mostly a past tense."""
    side = False
    participle: Token | None = None
    for token in sentence:
        if token.lower_ in _words("openers") and token.i > sentence.start:
            side = True
        elif token.text in {",", ";"}:
            side = False
        elif not side and token.tag_ in FINITE:
            return _lexical(token, sentence)
        elif not side and participle is None and token.tag_ == "VBN":
            participle = token
    return sentence.root if participle is None else participle


def _lexical(token: Token, sentence: Span) -> Token:
    """The verb that an auxiliary helps, or to which a verb like "begin" gives way; else the token itself."""
    tags = _AFTER_AUXILIARY if token.tag_ == "MD" or token.lemma_.lower() in {"be", "have", "do"} else frozenset[str]()
    if token.lemma_.lower() in _words("starting"):
        tags = frozenset({"VB"})
    for following in sentence.doc[token.i + 1 : min(token.i + 5, sentence.end)] if tags else ():
        if following.tag_ in tags and following.lemma_.lower() not in {"be", "have"}:
            return following
        if following.tag_ not in {"RB", "VB", "VBN", "RP", "MD", "TO"}:
            return token
    return token


def content_tokens(verb: Token, sentence: Span) -> frozenset[int]:
    """The verb itself and, where it is light, the object that says what is done, as numbers of tokens in the Doc."""
    if not is_light(verb):
        return frozenset({verb.i})
    return frozenset({verb.i, *(token.i for token in _objects(verb, sentence))})


def is_light(verb: Token) -> bool:
    """Whether a verb leaves it to its object what is done, such as "give" or "make"."""
    return verb.lemma_.lower() in _words("light")


def _objects(verb: Token, sentence: Span) -> Iterator[Token]:
    if is_parsed(sentence):
        yield from (child for child in verb.children if dep(child) in {"obj", "nsubj:pass", "xcomp", "attr", "dobj"})
        return
    for token in sentence.doc[verb.i + 1 : min(verb.i + 1 + FURTHEST_OBJECT, sentence.end)]:
        if token.tag_ in {"NN", "NNS"} or (token.tag_ == "VBG" and token.nbor(-1).tag_ in {"PRP$", "DT", "JJ"}):
            yield token
        elif token.tag_ in {"IN", "TO", ",", "WDT"}:
            return


def side_spans(sentence: Span) -> tuple[range, ...]:
    """Characters of the sentence, counted from its start, that stand in relative or adverbial clauses."""
    if not is_parsed(sentence):
        return tuple(_side_by_tags(sentence))
    begin = sentence.start_char
    heads = [token for token in sentence if dep(token) in SIDE_CLAUSES]
    edges = [(token.left_edge, token.right_edge) for token in heads]
    return tuple(range(left.idx - begin, right.idx + len(right) - begin) for left, right in edges)


def _side_by_tags(sentence: Span) -> Iterator[range]:
    """From a word that opens a clause to the next comma."""
    opened: int | None = None
    for token in sentence:
        place = token.idx - sentence.start_char
        if opened is None and token.lower_ in _words("openers") and token.i > sentence.start:
            opened = place
        elif opened is not None and token.text in {",", ";", "."}:
            yield range(opened, place)
            opened = None
    if opened is not None:
        yield range(opened, len(text_of(sentence)))


@cache
def _words(group: str) -> frozenset[str]:
    table = load_lexicon("section_verbs")[group]
    return frozenset(table.get("lemmas") or table["words"])
