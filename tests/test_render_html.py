"""The page: every line as it is, every call to its note, nothing from outside, hostile text as text."""

import json
import re
from dataclasses import replace
from functools import cache
from typing import Any

import lxml.html
import pytest

from briefgen.printed import Brief, Datum, Line, printed_lines
from briefgen.render.assets import find_audience
from briefgen.render.context import figure_of, make_context
from briefgen.render.fit import keep_parts
from briefgen.render.html import render_html
from tests import brief_factory as factory

BRIEFS = {"sample": factory.sample_brief, "empty": factory.empty_brief, "hostile": factory.hostile_brief}
AUDIENCES = ("weekly", "digest", "executive", "analyst", "markdown")


@cache
def made(name: str, audience_name: str) -> tuple[Brief, str]:
    audience = find_audience(audience_name)
    brief = keep_parts(BRIEFS[name](), audience)
    return brief, render_html(brief, audience, factory.ledger_of(brief))


def page_of(name: str, audience: str = "weekly") -> tuple[Brief, Any]:
    brief, text = made(name, audience)
    return brief, lxml.html.fromstring(text)


def own_text(element: Any) -> str:
    """The text of a line's element without its note calls."""
    return "".join(element.xpath(".//text()[not(ancestor::sup)]")).replace("\u2060", "")


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", BRIEFS)
@pytest.mark.parametrize("audience", ["weekly", "analyst"])
def test_every_line_is_printed_exactly(name: str, audience: str) -> None:
    brief, tree = page_of(name, audience)
    printed = {element.get("data-line"): own_text(element) for element in tree.xpath("//*[@data-line]")}
    assert {line.id: flat(line.text) for line in printed_lines(brief)} == {k: flat(v) for k, v in printed.items()}


@pytest.mark.parametrize("name", BRIEFS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_calls_and_notes_lead_to_each_other(name: str, audience: str) -> None:
    brief, tree = page_of(name, audience)
    lines = {line.id: line for line in printed_lines(brief)}
    called = []
    for element in tree.xpath("//*[@data-line]"):
        numbers = [int(link.text) for link in element.xpath(".//sup[@class='call']/a")]
        assert set(numbers) <= set(lines[element.get("data-line")].notes)
        called += numbers
    assert sorted(called) == [note.number for note in brief.notes]
    for note in brief.notes:
        (element,) = tree.xpath(f"//*[@id='note-{note.number}']")
        assert element.get("data-note") == str(note.number)
        assert element.xpath(f".//a[@href='#call-{note.number}']")
        assert tree.xpath(f"//*[@id='call-{note.number}'][@href='#note-{note.number}']")


@pytest.mark.parametrize("name", BRIEFS)
@pytest.mark.parametrize("audience", AUDIENCES)
def test_ids_are_unique_and_links_lead_somewhere(name: str, audience: str) -> None:
    _, tree = page_of(name, audience)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    dead = [href for href in tree.xpath("//a/@href") if href.startswith("#") and href[1:] not in ids]
    assert dead == []


def test_passages_of_the_annex_have_their_codes() -> None:
    brief, tree = page_of("sample")
    for source in brief.sources:
        for passage in source.passages:
            (element,) = tree.xpath(f"//*[@id='{passage.code}'][@data-code='{passage.code}']")
            wanted = passage.code + passage.before + passage.evidence.text + passage.after
            assert flat(element.text_content()).startswith(flat(wanted))


@pytest.mark.parametrize("name", BRIEFS)
def test_nothing_is_asked_from_outside(name: str) -> None:
    _, text = made(name, "weekly")
    tree = lxml.html.fromstring(text)
    asked = [
        *tree.xpath("//@src"),
        *tree.xpath("//link/@href"),
        *tree.xpath("//object/@data"),
        *tree.xpath("//@srcset"),
    ]
    assert asked == []
    urls = re.findall(r"url\(([^)]{0,40})", "".join(tree.xpath("//style/text()")))
    assert all(url.startswith("data:font/") for url in urls)
    assert {href.split(":")[0] for href in tree.xpath("//a/@href") if not href.startswith("#")} <= {"https", "http"}
    assert len(text.encode()) < 1_500_000


def test_hostile_text_stays_text() -> None:
    brief, text = made("hostile", "weekly")
    tree = lxml.html.fromstring(text)
    scripts = tree.xpath("//script")
    assert [script.get("type") for script in scripts] == ["application/json", "application/json", None]
    assert "alert(1)" not in scripts[2].text
    assert "{{ 7 * 7 }}" in tree.text_content()
    assert len(tree.xpath("//style")) == 1
    assert json.loads(scripts[0].text)["brief"]["title"] == brief.title


def test_ledger_is_read_back_whole() -> None:
    brief, tree = page_of("hostile")
    (script,) = tree.xpath("//script[@id='briefgen-ledger']")
    assert json.loads(script.text) == json.loads(factory.ledger_of(brief))


def test_page_is_complete_without_script() -> None:
    _, tree = page_of("sample")
    assert tree.xpath("//*[@hidden]") == []
    assert tree.xpath("//@onclick | //@onload") == []


def test_edits_are_set_quietly() -> None:
    brief, tree = page_of("sample")
    inserted = tree.xpath("//span[@class='insert']/text()")
    assert "[Putin]" in inserted
    assert brief.bottom_line[0].text.endswith("[on 3 December].")


def test_same_input_same_page() -> None:
    audience = find_audience("weekly")
    brief = factory.sample_brief()
    assert render_html(brief, audience, "{}") == render_html(factory.sample_brief(), audience, "{}")


def test_other_scripts_bring_their_fonts() -> None:
    from dataclasses import replace

    audience = find_audience("weekly")
    plain = render_html(factory.empty_brief(), audience, "{}")
    cyrillic = render_html(replace(factory.empty_brief(), title="Війна"), audience, "{}")
    assert cyrillic.count("@font-face") > plain.count("@font-face")


def test_without_annex_a_figure_names_its_publisher() -> None:
    from dataclasses import replace

    audience = find_audience("executive")
    sample = factory.sample_brief()
    figure = replace(sample.numbers[1], line=replace(sample.numbers[1].line, kind="passage", data=()))
    tree = lxml.html.fromstring(render_html(keep_parts(replace(sample, numbers=(figure,)), audience), audience, "{}"))
    said: Any = tree.find(".//p[@class='number-line']")
    assert said.text_content().endswith(f"{figure.line.codes[0]} Publisher not stated, undated")


def test_what_surrounds_an_event_is_not_marked_again() -> None:
    brief, tree = page_of("sample")
    assert any("background" in item.markers for block in brief.sections for item in block.background)
    assert tree.xpath("//div[@class='background']//span[contains(@class, 'background-marker')]") == []


def test_an_undated_event_says_so_once() -> None:
    item = factory.sample_brief().sections[0].items[0]
    undated = replace(item, markers=("single source", "undated"), date="undated")
    brief = replace(factory.sample_brief(), developments=(undated,))
    text = render_html(brief, find_audience("weekly"), "{}")
    basis = lxml.html.fromstring(text).xpath("//div[@class='development']//p[@class='basis']")[0].text_content()
    assert basis.lower().count("undated") == 1


def test_places_that_a_sentence_names_are_not_given_as_the_place_of_its_event() -> None:
    brief, tree = page_of("sample")
    assert brief.developments[0].places
    assert tree.xpath("//p[@class='basis']//*[@class='where']") == []


def test_a_period_is_spelled_out_where_only_its_last_day_is_named() -> None:
    weekly = find_audience("weekly")
    assert "2025-11-29 to 2025-12-05" in render_html(factory.sample_brief(), weekly, "{}")
    long = replace(factory.sample_brief(), dateline="1 August 2025 to 5 December 2025")
    assert "2025-11-29" not in lxml.html.fromstring(render_html(long, weekly, "{}")).text_content()


def test_gaps_are_told_from_what_is_covered() -> None:
    _, tree = page_of("sample")
    silent, told = (tree.xpath(f"//h3[.='{words}']/following-sibling::*[1]")[0].text_content() for words in (
        "What the articles do not tell", "Expected subjects and their reports"))  # fmt: skip
    assert ("Energy" in silent, "Energy" in told) == (False, True)
    assert ("Human rights" in silent, "Human rights" in told) == (True, False)


def test_articles_that_are_not_quoted_are_listed_and_no_more() -> None:
    brief = factory.sample_brief()
    sources = (*brief.sources[:-1], replace(brief.sources[-1], passages=()))
    tree = lxml.html.fromstring(render_html(replace(brief, sources=sources), find_audience("weekly"), "{}"))
    (unused,) = tree.xpath("//div[@class='source unused']")
    assert brief.sources[-1].code in unused.text_content()
    assert len(tree.xpath("//div[@class='source']")) == len(sources) - 1


@pytest.mark.parametrize(
    ("value", "text", "large"),
    [
        ("90 billion euros", "90 billion euros over two years", "90 billion"),
        ("28 U.S. draft proposals", "28 U.S. draft proposals caused concern", "28"),
        ("700 and 800 forces", "700 and 800 forces to leave", "700 and 800"),
        ("30%", "30% of the region", "30%"),
        ("more than 19 percent", "more than 19 percent of the land", "more than 19"),
        ("a dozen boats", "a dozen boats left", ""),
        ("40", "some 40 boats left", ""),
    ],
)
def test_the_number_of_a_figure_is_set_large(value: str, text: str, large: str) -> None:
    assert figure_of(Line("L1", "passage", text, data=(Datum("value", value, "stated"),))) == large


def test_ratings_need_a_graded_publisher_and_two_origins() -> None:
    brief = factory.sample_brief()
    rate = make_context(brief, find_audience("analyst"), "print")["rating"]
    item = next(item for item in brief.developments if "single source" in item.markers)
    grades = {passage.code: source.grade for source in brief.sources for passage in source.passages}
    letter = min(grades[code] for line in (item.lead, *item.support, item.sourcing) for code in line.codes)
    assert rate(item) == f"{letter or 'F'}6"
    assert rate(replace(item, markers=())) == f"{letter or 'F'}1"
    ungraded = replace(brief, sources=tuple(replace(source, grade="") for source in brief.sources))
    assert make_context(ungraded, find_audience("analyst"), "print")["rating"](item) == ""
