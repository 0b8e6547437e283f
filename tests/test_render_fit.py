"""What is cut to fit goes whole, and numbers close up."""

from briefgen.printed import printed_lines
from briefgen.render.assets import find_audience
from briefgen.render.fit import keep_parts, renumber
from tests import brief_factory as factory


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
