"""Questions about syntax on hand-made Docs of both label schemes."""

import pytest
import spacy
from spacy.tokens import Doc, Token

from briefgen.language.syntax import dep, is_parsed, noun_phrase, oblique, subject

VOCAB = spacy.blank("en").vocab
WORDS = ["Two", "old", "bridges", "were", "destroyed", "by", "the", "army", "and", "burned"]
POS = ["NUM", "ADJ", "NOUN", "AUX", "VERB", "ADP", "DET", "NOUN", "CCONJ", "VERB"]
UD = Doc(
    VOCAB,
    words=WORDS,
    pos=POS,
    heads=[2, 2, 4, 4, 4, 7, 7, 4, 9, 4],
    deps=["nummod", "amod", "nsubj:pass", "aux:pass", "ROOT", "case", "det", "obl:agent", "cc", "conj"],
)
CLEAR = Doc(
    VOCAB,
    words=WORDS,
    pos=POS,
    heads=[2, 2, 4, 4, 4, 4, 7, 5, 4, 4],
    deps=["nummod", "amod", "nsubjpass", "auxpass", "ROOT", "agent", "det", "pobj", "cc", "conj"],
)


@pytest.mark.parametrize("doc", [UD, CLEAR], ids=["ud", "clearnlp"])
def test_both_schemes_give_the_same_answers(doc: Doc) -> None:
    verb, other = doc[4], doc[9]
    bridges = subject(verb)
    assert bridges is not None
    assert bridges.text == "bridges"
    assert dep(bridges) == "nsubj:pass"
    assert subject(other) == bridges
    assert [noun.text for noun in oblique(verb, "by")] == ["army"]
    assert noun_phrase(bridges).text == "Two old bridges"
    assert noun_phrase(doc[7]).text == "the army"
    assert is_parsed(doc[:])


def test_no_subject_is_none() -> None:
    doc = Doc(VOCAB, words=["Go", "home"], heads=[0, 0], deps=["ROOT", "advmod"])
    verb: Token = doc[0]
    assert subject(verb) is None
    assert list(oblique(verb, "by")) == []
