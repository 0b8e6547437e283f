"""Which sentences can stand alone, and with which insertions. The fixture's document is published on Friday 5 September 2025."""

import pytest
from spacy.language import Language

from briefgen.data import load_lexicon
from briefgen.extract.extractors import read_findings
from briefgen.extract.standing import find_glosses, why_not_alone
from briefgen.extract.statements import read_statements
from briefgen.language.document import Document, read_document
from briefgen.model import Gloss
from briefgen.profile import load_profile
from tests.conftest import make_article

PROFILE = load_profile("generic")
RULES = tuple(name for name in load_lexicon("standing") if name != "connective")


def reason_of(nlp: Language, text: str) -> str:
    findings = read_findings(read_document(nlp, make_article(text)), PROFILE)
    passage = findings.document.doc[:]
    return why_not_alone(passage, findings, find_glosses(passage, findings))


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule in RULES for text in load_lexicon("standing")[rule]["examples"]]
)
def test_examples_lean_on_what_comes_before(nlp: Language, rule: str, text: str) -> None:
    assert reason_of(nlp, text) != ""


@pytest.mark.parametrize(
    ("rule", "text"), [(rule, text) for rule in RULES for text in load_lexicon("standing")[rule]["counter_examples"]]
)
def test_counter_examples_do_not(nlp: Language, rule: str, text: str) -> None:
    assert reason_of(nlp, text) != load_lexicon("standing")[rule]["reason"]


def glosses(document: Document) -> list[tuple[Gloss, ...]]:
    return [statement.glosses for statement in read_statements(read_findings(document, PROFILE))]


def test_a_pronoun_gets_its_person(document: Document) -> None:
    """
    Prime Minister Ingrid Solberg arrived in Riga on Monday. She met the Latvian president for two hours.
    """
    assert [gloss.text for gloss in glosses(document)[1] if gloss.kind == "pronoun"] == ["Ingrid Solberg"]


def test_a_weekday_gets_its_date(document: Document) -> None:
    """
    Prime Minister Ingrid Solberg arrived in Riga on Monday.
    """
    assert [gloss.text for gloss in glosses(document)[0] if gloss.kind == "day"] == ["1 September"]


def test_a_bare_quotation_gets_its_speaker(document: Document) -> None:
    """
    "We are ready to talk," Foreign Minister Ingrid Solberg said in Riga. "We are not ready to wait for another winter."
    """
    statements = list(read_statements(read_findings(document, PROFILE)))
    assert (
        any(gloss.kind == "speaker" and "Ingrid Solberg" in gloss.text for gloss in statements[-1].glosses)
        or statements[-1].alone
    )


def test_two_persons_leave_a_pronoun_unexplained(document: Document) -> None:
    """
    Marta Kovac and Lena Brandt spoke in Vienna. They were joined by aides. It was said that she had objected to the wording.
    """
    last = list(read_statements(read_findings(document, PROFILE)))[-1]
    assert last.alone != ""
    assert last.glosses == ()


def test_they_is_never_one_country(document: Document) -> None:
    """
    Kyiv sent envoys to Vienna with leaders of the Baltic states. They discussed a new pledge on air defense for two hours.
    """
    last = list(read_statements(read_findings(document, PROFILE)))[-1]
    assert all("Kyiv" not in gloss.text for gloss in last.glosses)


def test_a_possessive_before_its_subject_needs_no_bracket(document: Document) -> None:
    """
    Marco Rossi left the talks. In a post on his media site, Donald Trump went after the envoys and their plan.
    """
    last = list(read_statements(read_findings(document, PROFILE)))[-1]
    assert not any(gloss.kind == "pronoun" and "Rossi" in gloss.text for gloss in last.glosses)


def test_an_object_is_not_the_person_whose_secretary_speaks(document: Document) -> None:
    """
    Kirill Dmitriev heads the fund. Donald Trump's Treasury secretary has called him a mouthpiece of the state.
    """
    last = list(read_statements(read_findings(document, PROFILE)))[-1]
    assert last.alone or any("Dmitriev" in gloss.text for gloss in last.glosses)


def test_her_is_not_always_a_possessive(document: Document) -> None:
    """
    Foreign Minister Ingrid Solberg met Petr Dale in Riga on Monday. Dale gave her a box of tea. Dale praised her work.
    """
    inserted = [[gloss.text for gloss in found if gloss.kind == "pronoun"] for found in glosses(document)]
    assert inserted[1:] == [["Ingrid Solberg"], ["Ingrid Solberg’s"]]


def test_a_dated_quotation_without_a_verb_of_its_own_gets_its_speaker(document: Document) -> None:
    """
    Foreign Minister Ingrid Solberg wrote on her site.

    Nov. 23 “The harbour was ‘closed’ for good and nobody has thanked us for that.”
    """
    quoted = [
        statement
        for statement in read_statements(read_findings(document, PROFILE))
        if "harbour" in statement.evidence.text
    ]
    assert all(statement.alone or any(gloss.kind == "speaker" for gloss in statement.glosses) for statement in quoted)
    assert quoted


def test_no_bracket_holds_somebody_without_a_name(nlp: Language) -> None:
    text = "A Norland official says that Anna Roe and most of her staff have left Riga."
    findings = read_findings(read_document(nlp, make_article(text)), PROFILE)
    assert [gloss for statement in read_statements(findings) for gloss in statement.glosses] == []
