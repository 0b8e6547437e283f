"""The entity pass on hand-made Docs: our scheme, whatever labels came in."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from briefgen.data import load_lexicon
from briefgen.language.entities import LABELS, EntityPass
from briefgen.language.name_grammar import NOTHING, label_by_words

NLP = spacy.blank("en")
PASS = EntityPass(NLP)


def entities(text: str, *spans: tuple[str, str]) -> list[tuple[str, str]]:
    """The entities of a text after the pass, with (words, label) as the model's first answer."""
    doc = NLP.make_doc(text)
    found = []
    for words, label in spans:
        start = text.index(words)
        span = doc.char_span(start, start + len(words), label=label)
        assert span is not None
        found.append(span)
    doc.set_ents(found)
    return [(span.text, span.label_) for span in PASS(doc).ents]


def test_labels_are_ours_alone() -> None:
    found = entities(
        "Ann Holt paid 5 euros on Monday at Lake Volta",
        ("Ann Holt", "PERSON"),
        ("5 euros", "MONEY"),
        ("Monday", "DATE"),
        ("Lake Volta", "FAC"),
    )
    assert found == [("Ann Holt", "PERSON"), ("Lake Volta", "LOC")]
    assert {label for _, label in found} <= LABELS


def test_places_are_divided() -> None:
    found = entities(
        "From Orsk and Mirny Airport to the Kara Sea and Ghana",
        ("Orsk", "LOC"),
        ("Mirny Airport", "LOC"),
        ("Kara Sea", "LOC"),
        ("Ghana", "LOC"),
    )
    assert found == [("Orsk", "GPE"), ("Mirny Airport", "LOC"), ("Kara Sea", "LOC"), ("Ghana", "GPE")]


def test_titles_and_peoples_are_no_part_of_a_name() -> None:
    assert entities("President Ada Holt spoke", ("President Ada Holt", "PERSON")) == [("Ada Holt", "PERSON")]
    assert entities("the Ukrainian Ada Holt", ("the Ukrainian Ada Holt", "PERSON")) == [
        ("Ukrainian", "NORP"),
        ("Ada Holt", "PERSON"),
    ]


def test_no_name_runs_over_a_line() -> None:
    assert entities("by Ada Holt\nOslo today", ("Ada Holt\nOslo", "PERSON")) == [
        ("Ada Holt", "PERSON"),
        ("Oslo", "GPE"),
    ]


def test_a_surname_takes_the_label_of_the_full_name() -> None:
    found = entities("Ada Holt came. Holt spoke. Holt left.", ("Ada Holt", "PERSON"), ("Holt spoke", "ORG"))
    assert found[0] == ("Ada Holt", "PERSON")
    assert entities("Ada Holt came. He met Holt and Holt.", ("Ada Holt", "PERSON")) == [
        ("Ada Holt", "PERSON"),
        ("Holt", "PERSON"),
        ("Holt", "PERSON"),
    ]


def test_names_of_the_lists_are_added_and_win_over_their_pieces() -> None:
    assert entities("The U.N. Security Council met NATO", ("U.N.", "LOC")) == [
        ("U.N. Security Council", "ORG"),
        ("NATO", "ORG"),
    ]


def test_a_listed_name_inside_a_longer_one_is_left() -> None:
    assert entities("the Bank of Ghana Holdings", ("Bank of Ghana Holdings", "ORG")) == [
        ("Bank of Ghana Holdings", "ORG")
    ]


def labelled(lexicon: str) -> list[tuple[str, str, bool]]:
    label = {"demonyms": "NORP", "gpe": "GPE", "organisations": "ORG"}[lexicon]
    cases = []
    for group, table in load_lexicon(lexicon).items():
        if group == "institutions":
            continue
        wanted = "LOC" if group == "places" else label
        cases += [(text, wanted, group != "things") for text in table.get("examples", ())]
        cases += [(text, wanted, group == "things") for text in table.get("counter_examples", ())]
    return cases


@pytest.mark.parametrize(
    ("text", "label", "expected"), [case for name in ("demonyms", "gpe", "organisations") for case in labelled(name)]
)
def test_examples_of_the_lexicons(text: str, label: str, expected: bool) -> None:
    doc = NLP.make_doc(text)
    if label == "LOC":
        doc.set_ents([Span(doc, i, i + 2, label="LOC") for i in range(len(doc) - 1) if doc[i].text == "Lake"])
    assert (label in [span.label_ for span in PASS(doc).ents]) is expected


def test_an_empty_doc_stays_empty() -> None:
    assert PASS(Doc(NLP.vocab)).ents == ()


def test_weapons_storms_and_vessels_are_no_names_of_ours() -> None:
    assert entities("Tomahawk missiles", ("Tomahawk", "PERSON")) == []
    assert entities("Hurricane Ida came", ("Hurricane Ida", "PERSON")) == []
    assert entities("the USS Nimitz left", ("USS Nimitz", "ORG")) == []


GRAMMAR = {"bodies": "ORG", "bodies_before": "ORG", "governments_before": "GPE", "governments": "GPE", "sites": "LOC"}
GRAMMAR |= dict.fromkeys(("things", "things_before", "beliefs", "alone"), NOTHING)


def by_words(text: str) -> str | None:
    return label_by_words(Span(doc := NLP.make_doc(text), 0, len(doc), label="PERSON"))


@pytest.mark.parametrize("group", sorted(GRAMMAR))
def test_words_of_names_both_ways(group: str) -> None:
    rules = load_lexicon("name_words")[group]
    for example in rules["examples"]:
        assert by_words(example) == GRAMMAR[group], example
    for example in rules["counter_examples"]:
        assert by_words(example) != GRAMMAR[group], example


@pytest.mark.parametrize("group", ["greetings", "tails", "prizes"])
def test_words_beside_names_both_ways(group: str) -> None:
    rules = load_lexicon("name_words")[group]
    cut = {"greetings": [("Frank", "PERSON")], "tails": [("Ada Holt", "PERSON")], "prizes": []}[group]
    named = {"greetings": "Frank", "tails": "Leung Kwok-hung", "prizes": "Holt"}[group]
    for example in rules["examples"]:
        start = {"greetings": example, "tails": "Ada Holt", "prizes": "Holt"}[group]
        assert entities(example, (start, "PERSON")) == cut
    for example in rules["counter_examples"]:
        assert entities(example, (named.removesuffix("-hung"), "PERSON")) == [(named, "PERSON")]


def test_a_first_name_makes_a_person() -> None:
    assert entities("They met Bertrand Holm there", ("Bertrand Holm", "LOC")) == [("Bertrand Holm", "PERSON")]
    assert entities("the Bertrand Holm Foundation", ("Bertrand Holm Foundation", "PERSON")) == [
        ("Bertrand Holm Foundation", "ORG")
    ]


def test_a_name_inside_a_law_or_a_prize_is_none() -> None:
    assert entities("under the Lyngby Agreement", ("Lyngby", "LOC")) == []
    assert entities("at the Lyngby International Film Festival", ("Lyngby International Film", "ORG")) == []


def test_a_surname_inside_a_longer_name_is_left() -> None:
    words = "Ada Holt spoke. The Holt Factory closed. Holt left."
    doc = NLP.make_doc(words)
    for token in doc:
        token.pos_ = "PROPN" if token.is_title and token.text != "The" else "NOUN"
    doc.set_ents([Span(doc, 0, 2, label="PERSON")])
    assert [(span.text, span.start) for span in PASS(doc).ents] == [("Ada Holt", 0), ("Holt", 9)]


def test_a_country_before_a_person_is_a_name_of_its_own() -> None:
    assert entities("President of Ukraine Petro Holm spoke", ("Ukraine Petro Holm", "LOC")) == [
        ("Ukraine", "GPE"),
        ("Petro Holm", "PERSON"),
    ]
    assert entities("They met Chad Michael Holm", ("Chad Michael Holm", "PERSON")) == [("Chad Michael Holm", "PERSON")]
