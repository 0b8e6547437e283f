"""Modality: every rule of the lexicons both ways, and how a quotation, a question and two negations bear on a sentence."""

from collections.abc import Callable
from typing import Any

import pytest
from spacy.language import Language

from briefgen.data import load_lexicon
from briefgen.extract.modality import Reading, read_modality
from briefgen.language.document import Document
from briefgen.model import Quotation

MODALITY = load_lexicon("hedges")["modality"]
DENIALS = load_lexicon("denials")


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[[str], Reading]:
    """The reading of a sentence without quotations."""
    return lambda text: read_modality(next(nlp(text).sents), ())


def _rows(key: str) -> list[Any]:
    rules = [(name, MODALITY[name]) for name in MODALITY["order"]] + [("denied", DENIALS["denied"])]
    return [pytest.param(name, text, id=f"{name}: {text}") for name, rule in rules for text in rule[key]]


@pytest.mark.parametrize(("modality", "text"), _rows("examples"))
def test_examples(modality: str, text: str, read: Callable[[str], Reading]) -> None:
    assert read(text)[0] == modality


@pytest.mark.parametrize(("modality", "text"), _rows("counter_examples"))
def test_counter_examples(modality: str, text: str, read: Callable[[str], Reading]) -> None:
    assert read(text)[0] != modality


@pytest.mark.parametrize("text", DENIALS["negated"]["examples"])
def test_negated(text: str, read: Callable[[str], Reading]) -> None:
    assert read(text)[1] == "negated"


@pytest.mark.parametrize("text", DENIALS["negated"]["counter_examples"])
def test_not_negated(text: str, read: Callable[[str], Reading]) -> None:
    assert read(text)[1] == "affirmed"


def test_the_content_of_a_quotation_is_claimed(document: Document) -> None:
    """\"Our troops hold the station.\" The colonel spoke by telephone."""
    first, second = document.sentences
    quotation = Quotation(0, 30, "direct", (1, 29), None, None, "test")
    assert read_modality(first, (quotation,)) == ("claimed", "affirmed", "claimed:quotation")
    assert read_modality(second, (quotation,))[0] == "asserted"


def test_a_few_quoted_words_make_no_claim(document: Document) -> None:
    """The council tore down the tower that critics had long named the \"ugly sister\" of the old town hall."""
    start = document.text.index("ugly")
    quotation = Quotation(0, len(document.text), "mixed", (start, start + 11), None, None, "test")
    assert read_modality(document.sentences[0], (quotation,))[0] == "asserted"


def test_a_trigger_in_a_relative_clause_is_out_of_scope(document: Document) -> None:
    """The minister, who denied the charges and threatened to resign, opened the bridge on Monday."""
    assert read_modality(document.sentences[0], ())[:2] == ("asserted", "affirmed")


def test_two_negations_cancel(document: Document) -> None:
    """The guards did not fail to notice the smoke."""
    assert read_modality(document.sentences[0], ())[1] == "affirmed"


def test_the_rule_names_its_trigger(document: Document) -> None:
    """The ministry denied that its aircraft had crossed the border."""
    assert read_modality(document.sentences[0], ()) == ("denied", "negated", "denied:deny")


def test_every_one_word_trigger_is_parsed_for() -> None:
    """A sentence that is not parsed is read as asserted, so the parser must be asked for each trigger."""
    keys = ("verbs", "adverbs", "acts", "nouns", "directive", "openings")
    words = {word for name in MODALITY["order"] for key in keys for word in MODALITY[name].get(key, ())}
    words |= {*DENIALS["denied"]["verbs"], *DENIALS["denied"]["acts_of"], *DENIALS["negated"]["verbs"]}
    words |= {"not", "never", "no", *MODALITY["bridges"]}
    assert words <= set(load_lexicon("syntax")["asks"]["lemmas"])


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The ministry said it would send more troops.", "planned"),
        ("Officials said the bridge would be rebuilt by May.", "planned"),
        ("The envoy suggested that Oslo would have to accept the offer.", "claimed"),
        ("The mayor said residents would have to leave.", "claimed"),
        ("She said Berlin would be able to deliver more shells.", "claimed"),
        ("The envoy hinted that the talks would fail.", "claimed"),
    ],
)
def test_what_would_have_to_be_is_no_plan(text: str, modality: str, read: Callable[[str], Reading]) -> None:
    assert read(text)[0] == modality
