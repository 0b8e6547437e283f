"""What is cut to fit goes whole, and numbers close up."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.audience import Audience
from briefgen.printed import printed_lines
from briefgen.render.assets import find_audience
from briefgen.render.fit import fit_brief, keep_parts, renumber
from briefgen.render.html import print_page, render_html
from briefgen.render.pdf import lay_out, measure
from tests import brief_factory as factory


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_RENDER_CHILD", "1")


def with_budget(name: str, **budget: int) -> Audience:
    audience = find_audience(name)
    return audience.model_copy(update={"budget": audience.budget.model_copy(update=budget)})


def test_page_one_stands_alone_and_what_leaves_it_leads_its_section() -> None:
    audience = with_budget("weekly", developments=8, support=3)
    big = factory.big_brief(24, 72)
    whole = keep_parts(big, audience)
    assert measure(whole, audience).front > 1
    brief = fit_brief(big, audience)
    assert measure(brief, audience).front == 1
    moved = [item for item in whole.developments if item.event not in {kept.event for kept in brief.developments}]
    assert moved
    firsts = [item.event for block in brief.sections for item in block.items]
    assert {item.event for item in moved} <= set(firsts)


def test_pages_are_counted_before_the_annex_and_notes_close_up() -> None:
    audience = with_budget("weekly", per_section=8, background=4, pages=3)
    brief = fit_brief(factory.big_brief(24, 48), audience)
    assert measure(brief, audience).pages == 3
    without = replace(brief, sources=tuple(replace(source, passages=source.passages[:1]) for source in brief.sources))
    assert measure(without, audience) == measure(brief, audience)
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    codes = {passage.code for source in brief.sources for passage in source.passages}
    assert codes == {code for line in printed_lines(brief) for code in line.codes}


def test_the_page_on_which_the_back_matter_goes_on_counts_where_the_body_ends_on_it() -> None:
    weekly = find_audience("weekly")
    apart = []
    for brief in (factory.sample_brief(), factory.big_brief(6, 12)):
        pages = lay_out(brief, weekly).pages
        parts = {f"part-{name}" for name in weekly.parts if name not in {"method", "annex"}}
        told = parts | {line.id for line in printed_lines(brief)}
        body = max(number for number, page in enumerate(pages, 1) if told & page.anchors.keys())
        back = next(number for number, page in enumerate(pages, 1) if "part-method" in page.anchors)
        assert measure(brief, weekly).pages == body
        apart.append(back - body)
    assert apart == [1, 0]


def test_notes_are_numbered_in_the_order_that_the_audience_prints(tmp_path: Path) -> None:
    folder = tmp_path / "turned"
    folder.mkdir()
    (folder / "brief.html.j2").write_text('{% extends "base.html.j2" %}')
    weekly = find_audience("weekly")
    parts = ("voices", "sections", "disputes", "annex")
    audience = weekly.model_copy(update={"name": "turned", "folder": folder, "parts": parts})
    brief = fit_brief(factory.sample_brief(), audience)
    called = re.findall(r'href="#note-(\d+)"', print_page(brief, audience))
    assert [int(number) for number in dict.fromkeys(called)] == list(range(1, len(brief.notes) + 1))
    assert 'id="call-1"' in render_html(brief, audience, "{}")
    (first,) = [note for note in brief.notes if note.number == 1]
    assert first.line == brief.voices[0].lines[0].id


def test_parts_that_are_not_printed_go_with_their_notes() -> None:
    brief = keep_parts(factory.sample_brief(), find_audience("digest"))
    assert (brief.sections, brief.voices, brief.timeline) == ((), (), ())
    lines = {line.id: line for line in printed_lines(brief)}
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    assert all(note.number in lines[note.line].notes for note in brief.notes)


def test_annex_keeps_what_is_relied_on() -> None:
    brief = keep_parts(factory.sample_brief(), find_audience("digest"))
    codes = {passage.code for source in brief.sources for passage in source.passages}
    assert codes == {code for line in printed_lines(brief) for code in line.codes}
    numbers = sorted(n for source in brief.sources for passage in source.passages for n in passage.notes)
    assert numbers == [note.number for note in brief.notes]


def test_budget_holds_for_a_brief_of_any_making() -> None:
    audience = find_audience("weekly")
    brief = keep_parts(factory.big_brief(), audience)
    assert len(brief.developments) == audience.budget.developments
    assert all(len(block.items) <= audience.budget.per_section for block in brief.sections)
    assert len(brief.timeline) <= audience.budget.timeline


def test_a_brief_that_fits_is_left_alone() -> None:
    brief = factory.sample_brief()
    assert keep_parts(brief, find_audience("analyst")) is brief
    assert renumber(brief) == brief
