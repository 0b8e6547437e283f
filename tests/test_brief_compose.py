"""A situation arranged for print: every event once, by score, with notes in the order of print."""

from dataclasses import replace
from itertools import groupby

import pytest
from spacy.language import Language

from briefgen.audience import Audience, Budget
from briefgen.brief.compose import compose_brief, repeats
from briefgen.brief.press import Press
from briefgen.extract.extractors import read_findings
from briefgen.extract.statements import read_statements
from briefgen.language.document import read_document
from briefgen.model import Period, Situation, Time
from briefgen.pipeline import Request, produce_situation
from briefgen.printed import Brief, Item, Line, printed_lines
from briefgen.profile import load_profile
from briefgen.render.assets import find_audience
from briefgen.situation.calendar import days_of, overlaps, period_days
from tests.conftest import make_article

PROFILE = load_profile("russia-ukraine")


@pytest.fixture(scope="module")
def audience() -> Audience:
    return find_audience("weekly")


@pytest.fixture(scope="module")
def brief(sample_situation: Situation, audience: Audience) -> Brief:
    return compose_brief(sample_situation, audience, PROFILE)


def items(brief: Brief) -> list[Item]:
    return [*brief.developments, *(item for block in brief.sections for item in (*block.items, *block.background))]


def with_notes(brief: Brief) -> list[Line]:
    return [line for line in printed_lines(brief) if line.notes]


def test_no_sentence_is_told_twice(brief: Brief) -> None:
    """Tables of disputes and dates point back to what is told, with codes and without notes."""
    texts = [line.text for line in printed_lines(brief) if line.kind == "passage" and line.notes]
    assert texts
    assert len(texts) == len(set(texts))


def test_every_passage_has_a_note_or_a_code_and_every_note_a_line(brief: Brief) -> None:
    for line in printed_lines(brief):
        assert line.kind != "passage" or line.notes or line.codes
    called = [number for line in with_notes(brief) for number in line.notes]
    assert called == list(range(1, len(brief.notes) + 1)) == [note.number for note in brief.notes]


def test_notes_and_codes_lead_to_the_annex(brief: Brief) -> None:
    annexed = {passage.code for source in brief.sources for passage in source.passages}
    assert {note.code for note in brief.notes} <= annexed
    assert {code for line in printed_lines(brief) for code in line.codes} <= annexed


def test_no_event_stands_in_two_places(brief: Brief) -> None:
    events = [item.event for item in items(brief)]
    assert len(events) == len(set(events))


def test_nothing_that_leans_on_another_sentence_is_printed(brief: Brief, sample_situation: Situation) -> None:
    alone = {statement.id: statement.alone for statement in sample_situation.statements}
    assert all(alone[line.statement] == "" for line in printed_lines(brief) if line.statement)


def test_the_budget_holds(sample_situation: Situation, audience: Audience) -> None:
    small = audience.model_copy(
        update={
            "budget": Budget(
                bottom_line_words=30,
                developments=2,
                support=0,
                per_section=1,
                background=0,
                disputes=1,
                voices=1,
                per_voice=1,
                timeline=3,
            )
        }
    )
    brief = compose_brief(sample_situation, small, PROFILE)
    assert sum(len(line.text.split()) for line in brief.bottom_line) <= 40
    assert len(brief.developments) <= 2
    assert all(len(block.items) <= 1 and not block.background for block in brief.sections)
    assert all(not item.support for item in items(brief))
    assert len(brief.disputes) <= 1 >= len(brief.voices)
    assert len(brief.timeline) <= 3


def test_what_lies_outside_the_period_is_background(sample_situation: Situation, audience: Audience) -> None:
    week = replace(sample_situation, period=Period("2025-11-29", "2025-12-05"))
    brief = compose_brief(week, audience, PROFILE)
    events = {event.id: event for event in week.events}
    for block in brief.sections:
        for item in block.items:
            days = days_of(events[item.event].time)
            assert days is None or days[1] >= period_days(week.period)[0]
            assert "background" not in item.markers
        assert all("background" in item.markers for item in block.background)


def test_what_is_still_to_come_is_news_where_it_is_reported(
    sample_situation: Situation, brief: Brief, audience: Audience
) -> None:
    older = {item.event for block in brief.sections for item in block.background}
    published = {article.id: days_of(article.published) for article in sample_situation.articles}
    period = period_days(sample_situation.period)
    told_by = {statement.id: published[statement.evidence.article] for statement in sample_situation.statements}
    moved = next(
        event
        for event in sample_situation.events
        if event.id in older and any(days and overlaps(days, period) for days in map(told_by.get, event.statements))
    )
    ahead = replace(moved, time=Time("2026-03-01", "day", "March 1", "resolved"))
    events = tuple(ahead if event is moved else event for event in sample_situation.events)
    later = compose_brief(replace(sample_situation, events=events), audience, PROFILE)
    assert moved.id not in {item.event for block in later.sections for item in block.background}


def test_a_better_score_is_never_left_out_for_a_worse_one(brief: Brief, sample_situation: Situation) -> None:
    scores = {event.id: event.score for event in sample_situation.events}
    for block in brief.sections:
        for group in (block.items, block.background):
            order = [scores[item.event] for item in group]
            assert order == sorted(order, reverse=True)


def test_a_long_section_stands_under_headings_of_time(sample_situation: Situation, audience: Audience) -> None:
    budget = Budget(developments=0, per_section=50, stretches=2)
    brief = compose_brief(sample_situation, audience.model_copy(update={"budget": budget}), PROFILE)
    scores = {event.id: event.score for event in sample_situation.events}
    long = [block for block in brief.sections if len(block.items) >= 2]
    assert any(item.stretch for block in long for item in block.items)
    for block in long:
        for _, group in groupby(block.items, key=lambda item: item.stretch):
            order = [scores[item.event] for item in group]
            assert order == sorted(order, reverse=True)
    assert not any(item.stretch for block in brief.sections for item in block.background)
    short = compose_brief(sample_situation, audience, PROFILE)
    assert not any(item.stretch for item in items(short))


def test_an_empty_section_says_so(sample_situation: Situation, audience: Audience) -> None:
    nothing = replace(sample_situation, events=(), contradictions=(), timeline=(), changes=(), actors=())
    brief = compose_brief(nothing, audience, PROFILE)
    assert all(block.empty is not None for block in brief.sections)
    assert brief.notes == ()


SIDES = """
Ministers from both sides flew in on Monday. They spoke of grain for hours in Oslo, and Roe said she later won a promise of talks.
Petr Dale said the ministry had not promised any talks. Ministers denied it. Norland denied that talks were held.
"""


def test_a_side_of_a_dispute_stands_alone_or_right_behind_the_other(nlp: Language) -> None:
    article = make_article(SIDES.replace("\n", " ").strip())
    findings = read_findings(read_document(nlp, article), PROFILE)
    told = {s.id: replace(s, speaker="Anna Roe") if "Roe" in s.evidence.text else s for s in read_statements(findings)}
    _, roe, dale, it, norland = told.values()
    told[it.id] = it = replace(it, alone="'it' is not explained")
    told[roe.id] = roe = replace(roe, alone="'They' is not explained", glosses=())
    press = Press({article.id: article}, told, PROFILE, frozenset())
    assert press.cited(roe.passage).text == "… Roe said she later won a promise of talks."
    assert press.can_follow(roe.passage, None)
    assert press.can_follow(it.passage, dale.passage)
    assert not press.can_follow(it.passage, norland.passage)
    assert not press.can_follow(it.passage, None)


def test_a_voice_is_not_given_the_same_words_twice() -> None:
    told = "Cole said that observers would be “welcome guests” of the city on polling day."
    assert repeats(told, "“We expect that they will be welcome guests,” Cole said, if any come at all.")
    assert not repeats(told, "“The bridge will be open before the winter,” Cole told the council.")
    assert not repeats(told, "The mayor called the guests “welcome” in a letter, and spoke of nothing else.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Norway sent 4,200 soldiers to the country on Thursday, the Ukrainian defence ministry said.", None),
        ("Norway sent 4,200 soldiers to Ukraine on Thursday, the Norwegian defence ministry said.", "4,200 soldiers to Ukraine on Thursday"),
        ("The crash in which 4,200 soldiers died was an accident, the Norwegian defence ministry said.", None),
        ("A bus hit a wall on Thursday, killing 42 soldiers and injuring 24 others, the Norwegian defence ministry said.", None),
        ("A ship carrying 4,200 soldiers ran aground off Odesa on Thursday, the Norwegian defence ministry said.", None),
    ],
)  # fmt: skip
def test_a_figure_says_who_gives_it_and_needs_no_word_before_it(
    text: str, told: str | None, audience: Audience
) -> None:
    situation = produce_situation([make_article(text)], Request(PROFILE, Period("2025-09-01", "2025-09-07")))
    numbers = compose_brief(situation, audience, PROFILE).numbers
    assert [figure.line.text for figure in numbers] == ([told] if told else [])
    for figure in numbers:
        assert figure.markers[0] == "claim"
        assert (figure.speaker, figure.date) == ("the Norwegian defence ministry", "4 September 2025")


def test_a_subject_of_which_only_older_articles_tell_is_a_gap_of_the_period(audience: Audience) -> None:
    told = {
        "2025-03-03": "Ukraine and Russia exchanged 90 prisoners of war near Chernihiv. The men were freed at noon.",
        "2025-05-05": "Drones hit an oil depot near Belgorod. Ukrainian troops crossed the border into Russia.",
    }
    articles = [replace(make_article(text, published=day), id=day) for day, text in told.items()]
    situation = produce_situation(articles, Request(PROFILE, Period("2025-05-01", "2025-05-07")))
    gaps = {line.text.partition(":")[0]: line.text for line in compose_brief(situation, audience, PROFILE).gaps}
    assert gaps["Prisoners of war"] == "Prisoners of war: no report in the period; newest 3 March 2025."
    assert gaps["Nuclear safety and weapons"].endswith("no report.")
    assert list(gaps)[-1] == "Northern front"
