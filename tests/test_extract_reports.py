"""Reported speech by syntax: each test's docstring is the article."""

import pytest
from spacy.language import Language

from briefgen.extract.quote_layout import lay_out
from briefgen.extract.report_cues import form_lemmas
from briefgen.extract.reports import find_reports
from briefgen.language.document import Document, read_document
from tests.conftest import make_article


def _contents(document: Document) -> list[tuple[str | None, str]]:
    layout = lay_out(document.doc)
    found = (report for number in range(len(layout.units)) for report in find_reports(layout, number))
    return [
        (report.speaker.text if report.speaker else None, document.text[slice(*report.content)]) for report in found
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The mayor said that the bridge was closed.", "The mayor", "the bridge was closed"),
        ("The bridge was closed, the mayor said on Monday.", "the mayor", "The bridge was closed"),
        ("The bridge, the mayor said, was closed.", "the mayor", "The bridge, the mayor said, was closed"),
        ("Officials urged residents to leave the coast.", "Officials", "to leave the coast"),
        ("Analysts believe prices will fall.", "Analysts", "prices will fall"),
        ("Ann Pell is confident that the dam will hold.", "Ann Pell", "the dam will hold"),
        ("Carl Benson's claim that he won was false.", "Carl Benson", "he won"),
        ("The union accused the owners of hiding the accident.", "The union", "hiding the accident"),
        ("Aid groups called for a truce on Sunday.", "Aid groups", "a truce"),
        ("Moscow denied the allegations.", "Moscow", "the allegations"),
        ("The group issued a statement saying the raid had failed.", "The group", "the raid had failed"),
    ],
)
def test_frames(text: str, speaker: str, content: str, nlp: Language) -> None:
    found = _contents(read_document(nlp, make_article(text)))
    assert any(who == speaker and what.startswith(content) for who, what in found), found


@pytest.mark.parametrize(
    "text",
    [
        "He did not say how many people were hurt.",
        "She refused to say who had called.",
        "If the mayor says that it is closed, turn back.",
        "The turnout suggests that people were tired.",
        "The book was written in 1990.",
        "The state added a lane to the road.",
    ],
)
def test_no_report(text: str, nlp: Language) -> None:
    assert _contents(read_document(nlp, make_article(text))) == []


def test_a_dateline_is_not_the_speaker(document: Document) -> None:
    """
    WASHINGTON — President Donald Trump said he would sign the bill.
    """
    assert [speaker for speaker, _ in _contents(document)] == ["President Donald Trump"]


def test_a_heading_above_is_not_the_speaker(document: Document) -> None:
    """
    Council votes on bridge

    Officials said the bridge would close.
    """
    assert _contents(document) == [("Officials", "the bridge would close")]


def test_participle_goes_back_to_the_speaker_and_not_to_the_clause(document: Document) -> None:
    """
    The Pentagon denied that this decision would weaken Europe, arguing that allies could do more.
    """
    assert [speaker for speaker, _ in _contents(document)] == ["The Pentagon", "The Pentagon"]


@pytest.mark.parametrize(("form", "lemma"), [("said", "say"), ("begged", "beg"), ("denies", "deny"), ("vowing", "vow")])
def test_forms(form: str, lemma: str) -> None:
    assert lemma in form_lemmas(form)
