"""Nouns that only the sentence before explains: "the move", "those calls", "the city", "the attack"."""

from itertools import dropwhile, islice

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon, load_words
from briefgen.extract.findings import Findings
from briefgen.extract.quoted_words import is_quoted
from briefgen.language.words import tokens_among, words_of

_OPENING = 8
"""Words that count as the opening of a passage."""


def opening_of(passage: Span) -> tuple[Token, ...]:
    """The first words of the passage, from the first that is neither a mark nor a connective."""
    skip = load_words("standing", "connective", "words")
    said = (token for token in passage if not token.is_space)
    return tuple(islice(dropwhile(lambda token: token.is_punct or token.lower_ in skip, said), _OPENING))


def pointed_noun(passage: Span, findings: Findings) -> str:
    """A noun that only what came before explains: "those calls", "such plans"."""
    rule = load_lexicon("standing")["pointed_noun"]
    for token in tokens_among(passage, load_words("standing", "pointed_noun", "words")):
        if token.tag_ not in {"DT", "PDT", "JJ"} or is_quoted(token, findings):
            continue
        noun = token.head if token.head.i > token.i else passage.doc[min(token.i + 1, len(passage.doc) - 1)]
        explained = any(child.dep_.startswith(("acl", "nmod")) for child in noun.rights) or _named_before(noun, passage)
        if noun.pos_ == "NOUN" and noun.lower_ not in rule["times"] and not explained:
            return str(rule["reason"])
    return ""


def definite(passage: Span, findings: Findings) -> str:
    """A subject such as "the move" or "the comments" without a word that says which."""
    rule = load_lexicon("standing")["definite"]
    opening = opening_of(passage)
    at_head = {token.i for token in opening[1:2]} if opening and opening[0].lower_ == "the" else set()
    nouns, openers = (load_words("standing", "definite", kind) for kind in ("nouns", "openers"))
    for noun in tokens_among(passage, nouns | openers):
        if noun.i == 0 or is_quoted(noun, findings):
            continue
        subject = noun.i in at_head or (noun.lower_ in nouns and noun.dep_.startswith("nsubj"))
        if subject and noun.nbor(-1).lower_ == "the" and _bare(noun) and not _named_before(noun, passage):
            return str(rule["reason"])
    return ""


def told_of(passage: Span, findings: Findings) -> str:
    """Words that were told before: "made the remarks at a forum", "issued the statement"."""
    rule = load_lexicon("standing")["told_of"]
    words = words_of(passage.doc)
    for noun in tokens_among(passage[2:], load_words("standing", "told_of", "nouns")):
        if words.lower[noun.i - 1] == "the" and words.lemmas[noun.i - 2].lower() in rule["verbs"]:
            after = noun.nbor(1).lower_ if noun.i + 1 < len(noun.doc) else ""
            if after not in rule["explained_by"] and not is_quoted(noun, findings):
                return str(rule["reason"])
    return ""


def place_noun(passage: Span, findings: Findings) -> str:
    """A bare place ("the city", "the country") in a passage that has named none before."""
    rule = load_lexicon("standing")["place_noun"]
    nouns, areas = (load_words("standing", "place_noun", kind) for kind in ("nouns", "areas"))
    for noun in tokens_among(passage, nouns | areas):
        if noun.i == passage.start or noun.nbor(-1).lower_ != "the":
            continue
        if noun.lower_ in areas and (noun.i < passage.start + 2 or noun.nbor(-2).lower_ not in rule["spread"]):
            continue
        inside = [place for place in findings.places if passage.start_char <= place.start < noun.idx]
        if noun.lower_ in rule["of_a_country"]:
            named = bool(inside) or any(
                passage.start_char <= entity.start < noun.idx and entity.label in {"GPE", "LOC", "NORP"}
                for entity in findings.entities
            )
        else:
            named = any(found.place.precision != "country" for found in inside)
        if not named and is_unsaid(noun) and not is_quoted(noun, findings):
            return str(rule["reason"])
    return ""


def event_noun(passage: Span, findings: Findings) -> str:
    """A bare "the attack" or "the crash" in a passage that has told of none before."""
    rule = load_lexicon("standing")["event_noun"]
    told = load_words("standing", "event_noun", "told_by")
    for noun in tokens_among(passage, load_words("standing", "event_noun", "nouns")):
        if noun.i == passage.start or noun.nbor(-1).lower_ != "the" or is_quoted(noun, findings):
            continue
        before = words_of(passage.doc).lemmas[passage.start : noun.i - 1]
        if is_unsaid(noun) and not any(lemma.lower() in told for lemma in before):
            return str(rule["reason"])
    return ""


def is_unsaid(noun: Token) -> bool:
    """Whether the word after a noun cannot begin what says which one is meant, be it a name or a phrase."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    return after.pos_ not in {"ADP", "PRON", "SCONJ"} and not after.tag_.startswith("W")


def _bare(noun: Token) -> bool:
    """Whether nothing after a noun says which one is meant."""
    after = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    return after.pos_ in {"VERB", "AUX", "ADV", "PUNCT", "PART"} and not any(
        child.dep_.startswith(("acl", "nmod")) for child in noun.rights
    )


def _named_before(noun: Token, passage: Span) -> bool:
    return noun.lemma_ in words_of(passage.doc).lemmas[passage.start : min(noun.i, passage.end)]
