"""What is said on standard error: a summary that adds up, and progress only where a person watches."""

import sys
from types import SimpleNamespace

import pytest

from briefgen.cli.report import say_summary, watched_progress
from briefgen.model import Problem
from briefgen.pipeline import Edition, silent
from briefgen.render.assets import find_audience
from briefgen.render.pdf import render_pdf
from tests import brief_factory as factory


def test_summary_tells_pages_files_and_why_something_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFGEN_RENDER_CHILD", "1")
    brief = factory.empty_brief()
    pdf = render_pdf(brief, find_audience("weekly"), "{}")
    omissions = [
        Problem("off-topic", "", "x"),
        Problem("cannot-stand-alone", "", "y"),
        Problem("cannot-stand-alone", "", "z"),
    ]
    situation = SimpleNamespace(articles=[1, 2], statements=[1], events=[], omissions=omissions)
    say_summary(situation, Edition(brief, {"pdf": pdf, "json": b"{}"}))  # type: ignore[arg-type]
    said = capsys.readouterr().err
    assert "2 files (pdf, json); 2 articles, 1 statements, 0 events" in said
    assert "left out: 2 cannot stand alone, 1 off topic" in said
    assert pytest.approx(int(said.split(": ")[1].split(" pages")[0]), abs=2) == 3


def test_progress_is_silent_unless_a_person_watches(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched_progress() is silent
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert watched_progress(quiet=True) is silent
    show = watched_progress()
    assert show is not silent
    for done in range(3):
        show("reading", done, 2)
