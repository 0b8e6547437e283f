"""Who speaks: each test's docstring is the article."""

import pytest

from briefgen.data import load_lexicon
from briefgen.extract.actors import extract_entities
from briefgen.extract.quotes import extract_quotations
from briefgen.extract.speaker_gender import name_gender
from briefgen.extract.speakers import resolve_pronoun
from briefgen.language.document import Document


def _speakers(document: Document) -> list[str | None]:
    found = extract_quotations(document, extract_entities(document))
    return [quotation.speaker.name if quotation.speaker else None for quotation in found]


def test_pronoun_and_surname(document: Document) -> None:
    """
    Karin Holt said the fee was illegal. She added that it would be fought. Holt hoped that others would join.
    """
    assert _speakers(document) == ["Karin Holt"] * 3


def test_gender_never_conflicts(document: Document) -> None:
    """
    Ann Pell met Carl Benson on Monday. He said the talks went well. She said they did not.
    """
    assert _speakers(document) == ["Carl Benson", "Ann Pell"]


def test_two_equal_candidates_leave_it_open(document: Document) -> None:
    """
    Paul Hale and Carl Benson met on Monday. He said the talks had failed.
    """
    assert _speakers(document) == [None]


def test_title_and_office(document: Document) -> None:
    """
    Ukrainian President Volodymyr Zelenskyy met Russian President Vladimir Putin. "We want peace," the Ukrainian president said.
    """
    assert _speakers(document)[0] == "Volodymyr Zelenskyy"


def test_apposition_names_the_office(document: Document) -> None:
    """
    The mayor, Carl Benson, insisted the city had done nothing wrong. "We followed the rules," the mayor said.
    """
    assert _speakers(document) == ["Carl Benson", "Carl Benson"]


def test_elegant_variation(document: Document) -> None:
    """
    Amy Klobuchar said she was heartbroken. "These were our neighbors," the Minnesota senator said.
    """
    assert _speakers(document) == ["Amy Klobuchar", "Amy Klobuchar"]


def test_organisations_and_capitals_speak_for_themselves(document: Document) -> None:
    """
    The Kremlin said talks were under way. Kyiv said there were none. The Pentagon said it would wait.
    """
    assert _speakers(document) == ["Kremlin", "Kyiv", "Pentagon"]


def test_unnamed_source_keeps_its_description(document: Document) -> None:
    """
    A Western official said the offensive had stalled. "They are running out of men," the official said.
    """
    assert _speakers(document) == ["A Western official", "A Western official"]


def test_plural_pronoun(document: Document) -> None:
    """
    Ann Pell and Maria Soto condemned the vote. "We will sue," they said.
    """
    assert _speakers(document)[-1] == "Ann Pell and Maria Soto"


def test_resolve_pronoun_is_public(document: Document) -> None:
    """
    Ann Pell left the hall. She told nobody that she was ill.
    """
    entities = extract_entities(document)
    she = next(token for token in document.doc if token.text == "She")
    nobody = next(token for token in document.doc if token.text == "left")
    assert resolve_pronoun(she, document, entities) == "Ann Pell"
    assert resolve_pronoun(nobody, document, entities) is None


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Ann Pell", "female"),
        ("Carl Benson", "male"),
        ("Pat Lowe", None),
        ("Xyzzy Foo", None),
        ("Lvova Petrova", "female"),
    ],
)
def test_gender_of_names(name: str, gender: str | None) -> None:
    assert name_gender(name) == gender


def test_first_names_are_in_one_list_only() -> None:
    table = load_lexicon("roles")["gender"]
    for key in ("male", "female", "either"):
        names = table[key].split()
        assert all(name == name.lower() for name in names)
