"""Statements: one a sentence, with what the extractors know of it."""

import time

from spacy.language import Language

from briefgen.extract.annotation import annotate
from briefgen.extract.extractors import EXTRACTORS, read_findings
from briefgen.extract.findings import Findings
from briefgen.extract.statements import read_statements
from briefgen.language.document import Document, read_document
from briefgen.model import Statement
from briefgen.profile import load_profile
from tests.conftest import make_article

PROFILE = load_profile("russia-ukraine")


def statements(document: Document) -> list[Statement]:
    return list(read_statements(read_findings(document, PROFILE)))


def test_each_sentence_is_a_statement_with_exact_offsets(document: Document) -> None:
    """
    Russian drones struck a depot near Odesa on Thursday, killing at least two people. Governor Oleh Kiper said the fire was put out.

    Talks will resume in Geneva next week.
    """
    found = statements(document)
    assert [item.evidence.text[:7] for item in found] == ["Russian", "Governo", "Talks w"]
    for item in found:
        assert document.text[item.evidence.start : item.evidence.end] == item.evidence.text
    assert found[0].time.value == "2025-09-04"
    assert found[1].speaker == "Oleh Kiper"
    assert found[1].kind == "indirect"


def test_a_quotation_over_two_sentences_is_one_passage(document: Document) -> None:
    """
    "We lost the bridge. We will build another," Mayor Anna Petrenko told reporters in Kherson.
    """
    found = statements(document)
    assert {item.passage.text for item in found} == {document.text}


def test_what_was_said_before_the_event_is_not_what_the_sentence_tells(document: Document) -> None:
    """
    After the mayor said that the bridge was safe, engineers closed it on Thursday. The mayor said that the bridge was safe after engineers tested it.
    """
    assert [(item.kind, item.speaker) for item in statements(document)] == [
        ("narration", None),
        ("indirect", "the mayor"),
    ]


def test_a_plan_that_others_act_on_is_not_what_the_sentence_tells(document: Document) -> None:
    """
    Senators criticised the ministry's Wednesday decision to close the border crossings in the north. The ministry announced a decision to close the border crossings in the north.
    """
    first, second = statements(document)
    assert (first.speaker, first.time.value) == (None, "")
    assert second.speaker == "The ministry"


def test_a_denial_has_no_day_that_is_still_to_come(document: Document) -> None:
    """
    Norland denies hindering the inspectors and says that the team will visit on September 9. Norland denied on Thursday that it hindered them.
    """
    assert [item.time.value for item in statements(document)] == ["", "2025-09-04"]


def test_every_extractor_fills_a_field_of_findings() -> None:
    fields = set(Findings.__dataclass_fields__)
    assert {row.field for row in EXTRACTORS} <= fields


def test_the_annotation_has_the_agreed_keys(document: Document) -> None:
    """
    "We will not leave," President Volodymyr Zelenskyy told reporters in Kyiv on Friday after 12 drones hit the city.
    """
    answer = annotate("x1", read_findings(document, PROFILE))
    assert list(answer) == ["id", "sentences", "entities", "dates", "quotes", "quantities", "statements", "section"]
    assert answer["id"] == "x1"
    quote = answer["quotes"][0]
    assert quote["kind"] == "direct"
    assert "We will not leave" in document.text[slice(*quote["content"])]
    assert quote["speaker"]["name"] == "Volodymyr Zelenskyy"
    assert answer["dates"][0]["value"] == "2025-09-05"
    assert [entity["name"] for entity in answer["entities"] if entity["label"] == "PERSON"] == ["Volodymyr Zelenskyy"]
    assert set(answer["quantities"][0]) == {"start", "end", "value", "unit", "counts", "qualifier"}
    assert set(answer["statements"][0]) == {"start", "end", "section", "modality", "time"}


def test_quotations_that_never_close_take_linear_time(nlp: Language) -> None:
    def seconds(number: int) -> float:
        findings = read_findings(read_document(nlp, make_article("“Go, said Ann. " * number)), load_profile("generic"))
        start = time.process_time()
        assert len(list(read_statements(findings))) >= number
        return time.process_time() - start

    seconds(10)
    assert seconds(800) < 12 * seconds(200) + 0.2
