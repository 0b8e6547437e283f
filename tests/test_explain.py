"""explain tells where a line, a note, a passage, an event or a date comes from."""

import pytest

from briefgen.brief.compose import compose_brief
from briefgen.errors import UsageError
from briefgen.explain import explain_known, explain_printed
from briefgen.model import Situation
from briefgen.printed import Brief
from briefgen.profile import load_profile
from briefgen.render.assets import find_audience


@pytest.fixture(scope="module")
def brief(sample_situation: Situation) -> Brief:
    return compose_brief(sample_situation, find_audience("weekly"), load_profile("russia-ukraine"))


def test_a_line_names_its_file_and_its_edits(brief: Brief) -> None:
    line = next(item.lead for item in brief.developments if any(piece.role == "insert" for piece in item.lead.pieces))
    told = explain_printed(brief, line.id)
    assert line.text in told
    assert ".txt" in told
    assert "insert: " in told


def test_a_note_leads_to_its_line_and_a_code_to_its_passage(brief: Brief) -> None:
    note = brief.notes[0]
    assert explain_printed(brief, "1").startswith(note.line)
    assert explain_printed(brief, note.code).startswith(f"{note.code}: ")


def test_an_event_tells_why_its_reports_were_joined(sample_situation: Situation) -> None:
    event = next(event for event in sample_situation.events if len(event.statements) > 1)
    told = explain_known(sample_situation, event.id)
    assert event.reason in told
    assert all(key in told for key in event.statements)


def test_an_article_tells_how_it_is_dated(sample_situation: Situation) -> None:
    inferred = next((article for article in sample_situation.articles if article.published.basis == "inferred"), None)
    assert inferred is not None
    assert inferred.published.reason in explain_known(sample_situation, inferred.id)


def test_what_does_not_exist_is_said(brief: Brief, sample_situation: Situation) -> None:
    with pytest.raises(UsageError, match="L9999"):
        explain_printed(brief, "L9999")
    with pytest.raises(UsageError, match="nothing"):
        explain_known(sample_situation, "nothing")
