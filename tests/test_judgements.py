"""The analyst's own words: one scale of likelihood, confidence apart, a basis that stands in the articles."""

from pathlib import Path

import pytest

from briefgen.data import load_lexicon
from briefgen.errors import UsageError
from briefgen.judgements import Judgement, broken_rule, find_basis, load_judgements, printed_judgement
from tests.conftest import make_article

LEXICON = load_lexicon("likelihood")
RULES = ("vague", "confidence", "mixed")


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in RULES for text in LEXICON[rule]["examples"]])
def test_examples_break_the_rule(rule: str, text: str) -> None:
    assert broken_rule(text).startswith(LEXICON[rule]["reason"])


@pytest.mark.parametrize("text", [text for rule in RULES for text in LEXICON[rule]["counter_examples"]])
def test_counter_examples_do_not(text: str) -> None:
    assert broken_rule(text) == ""


@pytest.mark.parametrize("term", [*LEXICON["scale"], *LEXICON["probability_scale"]])
def test_every_term_of_a_scale_may_be_used(term: str) -> None:
    assert broken_rule(f"A truce is {term} this year.") == ""


def test_confidence_is_a_sentence_of_its_own() -> None:
    judgement = Judgement(text="A truce is\n unlikely this year.", confidence="low")
    assert printed_judgement(judgement) == "Judgement: A truce is unlikely this year. Confidence: low."


def test_the_basis_is_found_whatever_its_marks_and_line_breaks() -> None:
    article = make_article("The envoy called Norland’s\nanswer “unacceptable” on Friday.")
    (found,) = find_basis(
        Judgement(text="A truce is unlikely.", basis=('Norland\'s answer "unacceptable"',)), [article]
    )
    assert found.text == "Norland’s\nanswer “unacceptable”"
    assert article.text[found.start : found.end] == found.text


def test_a_basis_that_no_article_has_is_refused() -> None:
    with pytest.raises(UsageError, match="stands in no article"):
        find_basis(Judgement(text="A truce is unlikely.", basis=("never (written",)), [make_article("Nothing.")])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[judgement]]\ntext = 'A truce may come soon.'", "judgement 1 says how likely"),
        ("[[judgement]]\ntxt = 'A truce is likely.'", "did you mean 'text'"),
        ("[[judgement]]\ntext = 'A truce is likely.'\nconfidence = 'huge'", "confidence"),
        ("[[judgement\n", "notes"),
    ],
)
def test_a_wrong_notes_file_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "notes.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"notes\.toml") as caught:
        load_judgements(path)
    assert words in str(caught.value)
