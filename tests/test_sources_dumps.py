"""Dumps made by joining layouts in any order are split exactly, and nothing of them is lost."""

import gc
import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from briefgen.sources.drafts import Draft
from briefgen.sources.dumps import read_dump
from briefgen.sources.formats import read_bytes
from tests.reading_layouts import ITEMS, LAYOUTS, STORIES, Expected, Piece, Story, items

RULES = ("\n---\n", "\n\n=====\n\n", "\n\n* * *\n\n")
GAPS = ("\n\n", "\n\n\n")
PERMISSIVE = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


def agrees(draft: Draft, expected: Expected) -> bool:
    same = (draft.headline, draft.text, draft.url) == (expected.headline, expected.text, expected.url)
    named = expected.byline is None or draft.byline == expected.byline
    return same and named and (not expected.published or draft.published.value == expected.published)


def assert_split(pieces: list[Piece], gap: str) -> None:
    text = gap.join(piece.text for piece in pieces)
    drafts, flaws = read_dump(text)
    expected = [each for piece in pieces for each in piece.expected]
    assert [(draft.headline, draft.text, draft.url) for draft in drafts] == [
        (each.headline, each.text, each.url) for each in expected
    ]
    assert all(agrees(draft, each) for draft, each in zip(drafts, expected, strict=True))
    assert flaws == ()
    assert_nothing_lost(text, drafts)


def assert_nothing_lost(text: str, drafts: tuple[Draft, ...]) -> None:
    outside = list(text)
    for draft in drafts:
        start, end = draft.span
        outside[start:end] = " " * (end - start)
    assert "".join(outside).split() == []


@st.composite
def story_pieces(draw: st.DrawFn) -> list[Piece]:
    stories = draw(st.lists(st.sampled_from(range(len(STORIES))), min_size=1, max_size=5, unique=True))
    return [draw(st.sampled_from(LAYOUTS))(STORIES[index]) for index in stories]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["headline"][:20])
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_each_layout_alone(layout: Callable[[Story], Piece], story: Story) -> None:
    assert_split([layout(story)], "\n\n")


@pytest.mark.parametrize("count", range(3, len(ITEMS) + 1))
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_undated_items_one_to_a_paragraph(count: int, gap: str) -> None:
    assert_split([items(count, gap)], "\n\n")


def _is_open_question(pieces: list[Piece]) -> bool:
    """A headed article without a link before one whose link spells no word: its headline could be a subhead."""
    return any(
        "meridianpost" in after.text and after.layout.startswith("link_after") and before.layout == "bylined"
        for before, after in pairwise(pieces)
    )


@PERMISSIVE
@given(pieces=story_pieces(), gap=st.sampled_from(GAPS + RULES))
def test_layouts_joined_in_any_order(pieces: list[Piece], gap: str) -> None:
    assume(gap != "\n\n" or not _is_open_question(pieces))
    assert_split(pieces, gap)


@PERMISSIVE
@given(pieces=story_pieces(), place=st.integers(0, 5), count=st.integers(3, 6), gap=st.sampled_from(RULES[:2]))
def test_items_among_other_layouts_between_ruled_lines(pieces: list[Piece], place: int, count: int, gap: str) -> None:
    assume(not _is_open_question(pieces))
    pieces.insert(place, items(count))
    assert_split(pieces, gap)


@PERMISSIVE
@given(pieces=story_pieces(), count=st.integers(3, 6), gap=st.sampled_from(GAPS))
def test_items_before_other_layouts(pieces: list[Piece], count: int, gap: str) -> None:
    assume(not _is_open_question(pieces))
    assert_split([items(count), *pieces], gap)


def test_one_article_of_long_paragraphs_is_not_items() -> None:
    paragraphs = [
        "Prime Minister Anneli Saarinen said on Saturday that the dam had been inspected in the spring and found sound. The inspection was made by engineers of the operator, and the ministry received a copy of the report in June. Nobody had read it to the end, two officials said.",
        "Saarinen said the engineers had done their work and that the fault lay with the gates, which were cast in 1961. Their maker no longer exists. The operator had asked three firms for an offer to replace them and had received none in time for the budget of the year.",
        "Three towns lie below the dam, and their mayors met Saarinen on Sunday in a school above the water line. They asked for money and for the letter of 2019. She promised the first within a week and said that the second was a matter for the inquiry to decide.",
    ]
    drafts, _ = read_dump("\n".join(paragraphs))
    assert [draft.text for draft in drafts] == ["\n\n".join(paragraphs)]


def test_front_matter_and_markdown_title() -> None:
    story = STORIES[0]
    body = "\n\n".join(story["paragraphs"])
    text = f'---\ntitle: "{story["headline"]}"\nauthor: {story["byline"]}\ndate: {story["day"]}\nurl: {story["url"]}\n---\n\n# {story["headline"]}\n\n{body}\n'
    (draft,), _ = read_dump(text)
    assert (draft.headline, draft.byline, draft.url) == (story["headline"], story["byline"], story["url"])
    assert (draft.text, draft.published.value, draft.published.basis) == (body, story["day"], "stated")


def test_carriage_returns_and_offsets() -> None:
    story = STORIES[1]
    text = f"{story['headline']}\n\n{'%%'.join(story['paragraphs'])}\n{story['url']}\n".replace("%%", "\n\n")
    plain, windows = read_dump(text)[0][0], read_dump(text.replace("\n", "\r\n"))[0][0]
    assert plain.text == windows.text
    assert text.replace("\n", "\r\n")[slice(*windows.span)].endswith(story["url"])


def test_hard_wrapped_text_is_joined_to_paragraphs() -> None:
    import textwrap

    story = STORIES[3]
    wrapped = "\n\n".join(textwrap.fill(paragraph, 68) for paragraph in story["paragraphs"])
    (draft,), _ = read_dump(f"{story['headline']}\nBy {story['byline']}\n\n{wrapped}\n{story['url']}\n")
    assert draft.text == "\n\n".join(story["paragraphs"])
    assert (draft.headline, draft.byline) == (story["headline"], story["byline"])


def test_relative_counters_and_meaningless_numbers_are_no_dates() -> None:
    text = (
        "Talks resume in the capital after a pause of two weeks\n- Last update: 2 days ago\n- 4 min read\n"
        + STORIES[1]["paragraphs"][0]
    )
    (draft,), _ = read_dump(f"{text}\nhttps://news.example.com/articles/talks-resume-080720936.html")
    assert draft.published.basis == "unknown"


@given(st.binary(max_size=3000))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    drafts, flaws = read_bytes(data, "x.txt")
    assert drafts or flaws or not data.strip()


LINES = [
    "---",
    "* * *",
    "https://a.example/x",
    "Share",
    "A Title Of Some Words Without An End",
    "date 2025-01-02 It began.",
    "By Jane Doe",
    "4 min read",
    "2 minutes ago",
    "Write to Jane Doe at j@a.example",
    "### Head",
    "**Bold**",
    "![x](y)",
    "“He said so,” she said, and she meant every word of it.",
    "",
    "NATO",
    "Title: x",
    "URL: https://b.example",
    "*",
    "\ufeff",
    "\u2028",
    "1.",
    "- item",
    "> quote that is long enough to be read as prose here.",
]


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=60)), max_size=40))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_any_lines_are_covered_by_spans_or_reported(rows: list[str]) -> None:
    text = "\n".join(rows)
    drafts, flaws = read_dump(text)
    if not flaws:
        assert_nothing_lost(text, drafts)
    assert all(draft.text for draft in drafts)


FILLERS = [
    "a",
    '"',
    "7",
    " ",
    "*",
    "_",
    "[",
    "](",
    "#",
    "(",
    ">",
    "- ",
    "\\",
    "A b ",
    "http://",
    "![",
    "By A ",
    "\u2013",
    "ago ",
    "@a.",
    "date ",
]


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("line_length", [80, 400, 100_000])
def test_hostile_text_takes_linear_time(filler: str, line_length: int) -> None:
    row = (filler * line_length)[:line_length]
    text = "\n".join([row] * (200_000 // line_length))
    began = time.perf_counter()
    read_dump(text)
    assert time.perf_counter() - began < 5.0


@pytest.mark.slow
def test_five_megabytes_of_articles_take_linear_time() -> None:
    text = "\n\n".join(layout(story).text for story in STORIES for layout in LAYOUTS)

    def once(times: int) -> float:
        gc.collect()
        gc.disable()  # a collection walks all that other tests have loaded
        began = time.process_time()
        try:
            read_dump("\n\n".join([text] * times))
            return time.process_time() - began
        finally:
            gc.enable()

    def seconds(times: int) -> float:
        """The best of three, since other work on the machine only adds."""
        return min(once(times) for _ in range(3))

    assert seconds(16) / seconds(4) < 6.0
