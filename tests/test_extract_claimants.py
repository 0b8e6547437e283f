"""Claimants: who denies, claims or threatens in a sentence that no quotation covers."""

import pytest
from spacy.language import Language

from briefgen.extract.extractors import read_findings
from briefgen.extract.statements import read_statements
from briefgen.language.document import read_document
from briefgen.profile import load_profile
from tests.conftest import make_article

PROFILE = load_profile("generic")


@pytest.mark.parametrize(
    ("text", "modality", "speaker"),
    [
        ("Karim Odeh pleaded not guilty to bribery on Monday.", "denied", "Karim Odeh"),
        ("Oslo University issued a denial on Monday.", "denied", "Oslo University"),
        ("The mayor, Ann Boldt, denied it on Monday.", "denied", "Ann Boldt"),
        ("Kyiv took responsibility for the raid on the bridge.", "claimed", "Kyiv"),
        ("Ann Boldt put the number of dead at nine.", "claimed", "Ann Boldt"),
        ("Ann Boldt, the mayor, calls on the state to pay.", "asked", "Ann Boldt"),
        ("Ann Boldt could have put the number of dead at nine.", "claimed", None),
        ("Ann Boldt may have lied to the court.", "claimed", None),
        ("Ann Boldt faces allegations of fraud.", "claimed", None),
        ("Ann Boldt opened the bridge on Monday.", "asserted", None),
    ],
)
def test_the_claimant_is_kept(nlp: Language, text: str, modality: str, speaker: str | None) -> None:
    document = read_document(nlp, make_article(text))
    (statement,) = read_statements(read_findings(document, PROFILE))
    assert (statement.modality, statement.speaker) == (modality, speaker)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The premier declared a state of emergency and closed all schools.", "asserted"),
        ("Norland withdrew a request to refuel three of its warships in Ostov.", "asserted"),
        ("The premier signed an order to free the students of Ostov.", "asserted"),
        ("Norland summoned the envoy over claims that his guards had beaten a student.", "asserted"),
        ("The premier refused to resign after the fire in Ostov.", "asserted"),
        ("The rebels declared victory in the siege of Ostov.", "claimed"),
    ],
)
def test_saying_that_does_it_is_no_claim(nlp: Language, text: str, modality: str) -> None:
    document = read_document(nlp, make_article(text))
    (statement,) = read_statements(read_findings(document, PROFILE))
    assert statement.modality == modality
