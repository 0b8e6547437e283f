"""Who speaks where the parser took a participle for a verb, or a verb for a participle: the trees of such sentences, read aright."""

from spacy.tokens import Token

from briefgen.extract.report_extents import FINITE_TAGS, after_comma
from briefgen.extract.speaker_mentions import speaks
from briefgen.language.syntax import dep


def misread_name(verb: Token) -> Token | None:
    """The name that opens a sentence whose verb was read as a participle: "Canada [imposed] sanctions on it, saying"."""
    start = verb.sent.start
    if verb.tag_ != "VBG" or not after_comma(verb):
        return None
    while start < verb.i and verb.doc[start].pos_ == "PROPN":
        start += 1
    misread = start > verb.sent.start and verb.doc[start].tag_ == "VBN" and verb.doc[start].text[0].islower()
    follows = verb.doc[start + 1].pos_ in {"NOUN", "DET", "PROPN", "ADJ", "NUM"}
    return verb.doc[start - 1] if misread and follows and verb.doc[start].pos_ == "VERB" else None


def misread_subject(verb: Token) -> Token | None:
    """Who speaks where a participle behind the subject was read as the verb: "the officer involved, named as Hale, told"."""
    if verb.tag_ not in FINITE_TAGS or any(dep(child).startswith("nsubj") for child in verb.children):
        return None
    for clause in verb.lefts:
        if dep(clause) in {"ccomp", "advcl"} and clause.tag_ in {"VBD", "VBN"} and clause.lower_.endswith("ed"):
            subject = next((child for child in clause.lefts if dep(child) == "nsubj"), None)
            plain = not any(dep(child) in {"obj", "aux", "ccomp", "mark"} for child in clause.children)
            if subject is not None and plain and subject.i == clause.i - 1 and speaks(verb.doc[subject.i : clause.i]):
                return subject
    return None
