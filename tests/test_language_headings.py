"""Headings without a line break: `|` marks each boundary, the whole pipeline's tags decide."""

from functools import cache

import pytest
from spacy.language import Language

from briefgen.language.pipeline import load_nlp


@cache
def tagger() -> Language:
    nlp = load_nlp()
    nlp.select_pipes(enable=["networks", "tagger", "news_sentences"])
    return nlp


def split(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in tagger()(text).sents if sentence.text.strip()]


HEADINGS = [
    "Early years|She was born in a village near the coast and learned to sail before she was ten.",
    "Reactions|The minister said on Monday that he would not resign.",
    "Aftermath of the flood|In the following weeks the army rebuilt two bridges.",
    "History|The first settlers came from the north in 1840.",
]
CLEAN = [
    "The deputy head of the Northern Port Authority, Maria Lund, met Prime Minister Jonas Berg in New Harbour on Tuesday.",
    "Johnson & Johnson and the University of Eastern Texas signed the deal with Chancellor Ida Holm.",
    "Critics praised her role in The Winter Road and called the Grand Theatre of Lisbon a palace.",
    "President Anna Holt told The Daily Ledger that West African leaders had agreed.",
]


@pytest.mark.parametrize("case", HEADINGS)
def test_a_heading_ends_where_its_text_begins(case: str) -> None:
    assert split(case.replace("|", " ")) == case.split("|")


@pytest.mark.parametrize("sentence", CLEAN)
def test_names_inside_a_sentence_end_nothing(sentence: str) -> None:
    assert split(sentence) == [sentence]
