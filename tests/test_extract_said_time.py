"""When a deed was, and when it was told."""

from collections.abc import Callable

import pytest
from spacy.language import Language

from briefgen.data import load_lexicon
from briefgen.extract.extractors import read_findings
from briefgen.extract.said_time import Times, sentence_times
from briefgen.language.document import Document, read_document
from briefgen.profile import load_profile
from tests.conftest import make_article

SAYING = load_lexicon("saying")
THURSDAY = "2025-09-04"
Read = Callable[[str], Times]


@pytest.fixture(scope="module")
def read(nlp: Language) -> Read:
    """The times of the first sentence of a text published on Friday 5 September 2025."""

    def first(text: str) -> Times:
        return times(read_document(nlp, make_article(text)))[0]

    return first


def times(document: Document) -> list[Times]:
    found = read_findings(document, load_profile("generic"))
    return [sentence_times(s, found.dates, document.article, found.quotations) for s in document.sentences]


@pytest.mark.parametrize("text", SAYING["deeds"]["examples"])
def test_a_deed_told_in_the_past_was_no_later_than_the_saying(text: str, read: Read) -> None:
    found = read(text)
    assert (found.deed.value, found.said.value) == (f"../{THURSDAY}", THURSDAY)
    assert found.deed.granularity == "interval"


@pytest.mark.parametrize("text", SAYING["deeds"]["counter_examples"])
def test_a_judgement_or_plan_has_the_day_of_the_saying(text: str, read: Read) -> None:
    found = read(text)
    assert (found.deed.value, found.said.value) == (THURSDAY, THURSDAY)


@pytest.mark.parametrize("text", SAYING["said"]["examples"])
def test_the_day_of_an_interview_is_that_of_its_words(text: str, read: Read) -> None:
    assert read(text).said.value == THURSDAY


@pytest.mark.parametrize("text", SAYING["said"]["counter_examples"])
def test_the_day_of_something_else_is_not_that_of_the_words(text: str, read: Read) -> None:
    assert (read(text).deed.value, read(text).said.value) == ("", "")


@pytest.mark.parametrize(
    ("text", "deed", "said"),
    [
        ("He said the strike on Tuesday killed two.", "2025-09-02", ""),
        ("The mayor said Thursday that the strike on Tuesday killed two.", "2025-09-02", THURSDAY),
        ("The mayor said that two people were killed on Tuesday.", "2025-09-02", ""),
        ("Two people were killed on Tuesday, according to the mayor.", "2025-09-02", ""),
        ("Rebels shelled the depot overnight, the governor said on Thursday.", "2025-09-04TNI", THURSDAY),
        ("The mayor said on Thursday that rebels shelled the depot a day earlier.", "2025-09-03", THURSDAY),
        ("The premier said on Thursday that he would visit Rabat on Saturday.", "2025-09-06", THURSDAY),
    ],
)
def test_a_day_inside_what_is_said_dates_the_deed(text: str, deed: str, said: str, read: Read) -> None:
    found = read(text)
    assert (found.deed.value, found.said.value) == (deed, said)


@pytest.mark.parametrize(
    "text",
    [
        "The envoys met on Thursday and said that the pact was a mistake.",
        "On Thursday rebels shelled the depot, and the mayor said that two people were killed.",
    ],
)
def test_a_day_on_the_sentences_own_deed_dates_it(text: str, read: Read) -> None:
    assert (read(text).deed.value, read(text).said.value) == (THURSDAY, "")


def test_quoted_words_are_dated_by_their_saying(document: Document) -> None:
    """
    "They shelled our clinic on Monday," the nurse said on Thursday.
    "We leave on Monday," she added.
    """
    assert [(found.deed.value, found.said.value) for found in times(document)] == [(THURSDAY, THURSDAY), ("", "")]
