"""Passages in print: joined, the originals are the evidence; joined, the texts are what is read."""

from hypothesis import given
from hypothesis import strategies as st

from briefgen.brief.passages import (
    is_typographic,
    original,
    own_clause,
    phrase_after,
    printed,
    qualified,
    set_opening,
    set_passage,
)
from briefgen.model import Evidence, Gloss


def evidence(text: str, start: int = 0) -> Evidence:
    return Evidence("a", start, start + len(text), text)


def shown(text: str, *glosses: Gloss) -> str:
    return printed(set_passage(evidence(text), glosses))


def test_marks_and_spaces_are_set_and_nothing_else() -> None:
    assert shown('"We\'ll wait," he said.') == "“We’ll wait,” he said."
    assert shown("The U. S. envoy met the U. N. chief.") == "The U.S. envoy met the U.N. chief."
    assert shown("A cap of 600, 000 troops -- or more.") == "A cap of 600,000 troops – or more."
    assert shown("In 2022, 300 men left.") == "In 2022, 300 men left."
    assert shown("Two\n lines") == "Two lines"


def test_a_pronoun_gives_way_and_a_day_stands_beside() -> None:
    text = "He left on Friday."
    glosses = (Gloss(0, 2, "Anna Roe", "pronoun"), Gloss(17, 17, "5 September", "day"))
    assert shown(text, *glosses) == "[Anna Roe] left on Friday [5 September]."


def test_a_bare_quotation_gets_its_speaker_before_it() -> None:
    assert shown('"Nobody asked us."', Gloss(0, 0, "Anna Roe:", "speaker")) == "[Anna Roe:] “Nobody asked us.”"


def test_an_opening_connective_is_cut_and_the_cut_is_marked() -> None:
    assert shown("But the line held.") == "… the line held."
    assert shown("Butter is dear.") == "Butter is dear."


def test_a_pointer_is_the_opening_words_and_its_cut_is_marked() -> None:
    text = (
        "Envoys of both sides met in Vienna on Monday to talk about grain, the ministry said, while trains kept running "
        "and ports stayed open for ships."
    )
    pieces = set_opening(evidence(text))
    assert printed(pieces) == "Envoys of both sides met in Vienna on Monday to talk about grain, the ministry said …"
    assert original(pieces) == text
    assert printed(set_opening(evidence("Envoys met in Vienna on Monday."))) == "Envoys met in Vienna on Monday."


def test_a_pointer_ends_where_words_do() -> None:
    text = "The river guard set a deadline in the first days of winter for all boats of the fleets that U. S. firms keep there all year."
    assert printed(set_opening(evidence(text))).endswith("the fleets that U.S. …")
    text = (
        "The river guard set a deadline in the first days of winter for all boats that lie at the pier of the old town."
    )
    assert printed(set_opening(evidence(text))).endswith("boats that lie at the pier …")


def test_a_figure_keeps_the_words_of_its_clause() -> None:
    text = "The army holds 30% of the Norland region that it lost, officials said."
    found = phrase_after(evidence(text), Evidence("a", 15, 18, "30%"))
    assert found.text == "30% of the Norland region that it lost"
    assert text[found.start : found.end] == found.text


def test_a_figure_that_is_cut_short_ends_with_a_word_that_leads_somewhere() -> None:
    text = "The council met 32 harbour masters of the northern coast and had a long talk on dredging with each of them."
    found = phrase_after(evidence(text), Evidence("a", 16, 18, "32"))
    assert found.text == "32 harbour masters of the northern coast"


def test_a_figure_is_no_surer_than_its_source() -> None:
    for text, figure, wanted in (
        ("The mill lost approximately $15 million.", "$15 million", "approximately $15 million"),
        ("The army expects between 700 and 800 men to leave.", "700 and 800 men", "between 700 and 800 men"),
        ("A fleet of at least 40 boats left.", "40 boats", "at least 40 boats"),
        ("The town has some 60,000 people.", "60,000 people", "some 60,000 people"),
        ("The overhang of 40 metres fell.", "40 metres", "40 metres"),
    ):
        start = text.index(figure)
        found = qualified(evidence(text), Evidence("a", start, start + len(figure), figure))
        assert found.text == wanted
        assert text[found.start : found.end] == found.text


def test_a_leaning_passage_is_printed_from_the_clause_of_its_speaker() -> None:
    text = "They spoke of grain, and Roe said he later won a promise of talks."
    skip = own_clause(text, "Anna Roe")
    assert printed(set_passage(evidence(text), skip=skip)) == "… Roe said he later won a promise of talks."
    assert original(set_passage(evidence(text), skip=skip)) == text
    assert own_clause("They spoke of grain, and Roe said they would meet.", "Anna Roe") == 0
    assert own_clause("They spoke of grain, and he said so.", "Anna Roe") == 0


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 20))
def test_the_originals_are_always_the_evidence(text: str, start: int, length: int) -> None:
    glosses = (Gloss(min(start, len(text)), min(start + length, len(text)), "X", "pronoun"),)
    for pieces in (
        set_passage(evidence(text), glosses),
        set_opening(evidence(text), glosses),
        set_passage(evidence(text)),
    ):
        assert original(pieces) == text
        assert all(is_typographic(piece) for piece in pieces if piece.role == "typography")
        assert all(piece.text == piece.original for piece in pieces if piece.role == "verbatim")
