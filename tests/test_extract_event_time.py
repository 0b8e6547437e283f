"""The time of a sentence's main event."""

from dataclasses import replace

import pytest
from spacy.language import Language

from briefgen.data import load_lexicon
from briefgen.extract.dates import extract_dates
from briefgen.extract.event_time import event_time
from briefgen.language.document import Document, read_document
from briefgen.model import UNKNOWN_TIME, Time
from tests.conftest import make_article

ASIDES = load_lexicon("dates")["asides"]
LOOKS_TO = load_lexicon("dates")["looks_to"]


def times(document: Document) -> list[Time]:
    dates = extract_dates(document)
    return [event_time(sentence, dates, document.article) for sentence in document.sentences]


def test_date_on_the_main_verb(document: Document) -> None:
    """
    Since 2022 the city was hit often. Zelenskyy rejected the offer on Thursday, weeks after the vote of August 3.
    """
    assert [time.value for time in times(document)] == ["", "2025-09-04"]


def test_no_date_is_no_publication_date(document: Document) -> None:
    """
    Drones hit the port. Moscow's 2022 invasion changed that.
    """
    assert times(document) == [UNKNOWN_TIME, UNKNOWN_TIME]


def test_intervals_are_kept(document: Document) -> None:
    """
    Drones hit the port on September 3 and 4. Prince hosted the laptops between June 2020 and August 2024.
    """
    assert [time.value for time in times(document)] == ["2025-09-03/2025-09-04", "2020-06/2024-08"]
    assert {time.granularity for time in times(document)} == {"interval"}


def test_days_apart_are_no_interval(document: Document) -> None:
    """
    Drones hit the port on August 3 and August 30.
    """
    assert times(document)[0].value in {"2025-08-03", "2025-08-30"}


def test_a_day_after_a_dated_clause(document: Document) -> None:
    """
    The warning came a day after ministers met in Paris on Thursday.
    """
    assert times(document)[0].value == "2025-09-05"


def test_run_in_headings_date_what_follows(document: Document) -> None:
    """
    Jan. 31: The president wants peace. He says it often.
    Feb. 19: The president calls him a dictator.

    Nothing else happened.
    """
    assert [time.value for time in times(document)][-1] == ""
    assert {time.value for time in times(document)} == {"2025-01-31", "2025-02-19", ""}


def test_unknown_values_are_unknown_times(document: Document) -> None:
    """
    Years later he returned. He is now retired.
    """
    assert times(document) == [UNKNOWN_TIME, UNKNOWN_TIME]


@pytest.mark.parametrize("text", LOOKS_TO["examples"])
def test_a_date_of_what_is_to_come_dates_no_event(text: str, nlp: Language) -> None:
    assert times(read_document(nlp, make_article(text))) == [UNKNOWN_TIME]


@pytest.mark.parametrize("text", LOOKS_TO["counter_examples"])
def test_a_date_of_the_event_stays_its_date(text: str, nlp: Language) -> None:
    assert times(read_document(nlp, make_article(text)))[0].value


@pytest.mark.parametrize("text", ASIDES["examples"])
def test_a_date_of_a_described_thing_dates_no_event(text: str, nlp: Language) -> None:
    assert times(read_document(nlp, make_article(text))) == [UNKNOWN_TIME]


@pytest.mark.parametrize("text", ASIDES["counter_examples"])
def test_a_date_in_a_clause_of_the_event_dates_it(text: str, nlp: Language) -> None:
    assert times(read_document(nlp, make_article(text)))[0].value


def test_a_date_of_a_thing_that_is_compared_dates_no_event(document: Document) -> None:
    """
    The second visit of the premier went off smoothly, in sharp contrast to their bitter encounter in February.
    """
    assert times(document) == [UNKNOWN_TIME]


def test_a_stretch_of_days_resolves_nothing(nlp: Language) -> None:
    article = make_article("Drones struck the port overnight and again on Tuesday.")
    open_ended = replace(article, published=Time("2025-09-05/..", "interval", "", "inferred"))
    closed = replace(article, published=Time("2025-09-05/2025-09-11", "interval", "", "inferred"))
    for undated in (open_ended, closed):
        found = extract_dates(read_document(nlp, undated))
        assert found
        assert all(mention.basis == "unknown" for mention in found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Troops seized the mayor in a raid before dawn on Wednesday.", "2025-09-03TMO"),
        ("A fire in a bar in the Alps on August 30 killed 40 people.", "2025-08-30"),
        ("Norland handed over a memorandum on a truce on Monday.", "2025-09-01"),
        ("The mill had been repaired twice since the war began in March.", ""),
        ("Rebels held the town until after the vote on Monday.", ""),
    ],
)
def test_a_day_behind_a_place_is_that_of_the_deed(text: str, value: str, nlp: Language) -> None:
    assert times(read_document(nlp, make_article(text)))[0].value == value
