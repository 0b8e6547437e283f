"""Deadlines counted back: only where a dated article says when one passed, and the same people set the same stretch."""

from collections.abc import Mapping
from datetime import date

import pytest

from briefgen.extract.extractors import read_findings
from briefgen.language.document import read_documents
from briefgen.language.pipeline import load_nlp
from briefgen.model import Time
from briefgen.profile import load_profile
from briefgen.situation.calendar import days_of
from briefgen.situation.clock import office_bounds
from briefgen.situation.dating import date_articles
from tests.measure_situation import make_articles

PASSED = (
    "Premier Jonas Weller said he was giving President Marek Dolan three weeks to answer envoy Clara Voss. "
    "That deadline passed on Friday without a word."
)
SET = "Premier Jonas Weller told envoy Clara Voss that he would act within three weeks if President Marek Dolan gave no answer."


def published(*told: tuple[str, str]) -> Mapping[str, Time]:
    """What the articles (day or "", text) are dated to, by their ids."""
    profile = load_profile("generic")
    articles = make_articles([("Wire", day, text) for day, text in told])
    found = [read_findings(document, profile) for document in read_documents(load_nlp(), articles)]
    return {item.document.article.id: item.document.article.published for item in date_articles(found, profile)}


def test_a_deadline_that_passed_dates_the_article_that_tells_how_it_was_set() -> None:
    dated = published(("2025-09-05", PASSED), ("", SET))["a001"]
    assert dated.value == "2025-08-14/2025-08-21"
    assert "deadline passed 2025-09-05" in dated.reason


@pytest.mark.parametrize(
    "told",
    [
        SET.replace("three weeks", "four weeks"),
        SET.replace("Clara Voss", "Paula Reith"),
        "Premier Jonas Weller met envoy Clara Voss and President Marek Dolan twice in three weeks.",
    ],
)
def test_another_stretch_other_people_or_no_deadline_date_nothing(told: str) -> None:
    assert days_of(published(("2025-09-05", PASSED), ("", told))["a001"]) is None


def test_months_in_office_bound_the_day() -> None:
    text = "President Donald Trump spoke again. In the ten months since he took office he has changed his mind."
    (bounds,) = office_bounds(text, date(2025, 11, 2))
    assert (bounds.first, bounds.last) == (date(2025, 11, 5), date(2025, 12, 20))
    assert not list(office_bounds(text.replace("Donald Trump", "Ivo Reni"), date(2025, 11, 2)))
    assert not list(office_bounds("In the many months since he took office Trump has spoken.", date(2025, 11, 2)))
