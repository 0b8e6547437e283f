"""Origins: copies, wires, what was told to an agency, one official's words; outlets are not counted twice."""

from typing import Any

import pytest

from briefgen.data import load_lexicon
from briefgen.model import UNKNOWN_TIME, Article, Evidence, Statement
from briefgen.situation.near_copies import containment, find_near_copies, resemblance, shingles
from briefgen.situation.origins import agencies_of, find_origins, told_agencies

WIRE = (
    "The governor of the region said that two people had been killed and nine wounded when a guided bomb fell on a"
    " market in the centre of the town shortly before noon, as shoppers were queueing for bread and water. Rescuers were"
    " still searching the cellar of a pharmacy in the evening, and the power had not come back on the left bank."
)
OWN = (
    "A bomb hit the market of the town on Friday. Our reporter counted four burnt stalls and spoke to a woman who had"
    " lost her brother. By dusk the street smelt of diesel, and a priest had come with candles for those who stayed."
)


def article(key: str, text: str, **fields: Any) -> Article:
    return Article(id=key, path=f"{key}.txt", span=(0, len(text)), text=text, **fields)


def statement(key: str, text: str, speaker: str | None) -> Statement:
    return Statement(
        id=f"{key}:0",
        evidence=Evidence(key, 0, len(text), text),
        section="battlefield",
        kind="indirect",
        modality="asserted",
        polarity="affirmed",
        speaker=speaker,
        cue=None,
        content=None,
        actors=(),
        places=(),
        time=UNKNOWN_TIME,
        quantities=(),
        position=0,
        rule="test",
        type="ASSAULT",
        passage=Evidence(key, 0, len(text), text),
        glosses=(),
        alone="",
    )


def test_two_outlets_with_their_own_reports_are_two_origins() -> None:
    origins = find_origins([article("a", WIRE, publisher="Gazette"), article("b", OWN, publisher="Herald")])
    assert {(origin.kind, origin.name, origin.reason) for origin in origins} == {
        ("outlet", "Gazette", "its own report"),
        ("outlet", "Herald", "its own report"),
    }


def test_a_copy_is_no_second_origin() -> None:
    touched = WIRE.replace("shortly before noon", "at about noon")
    (origin,) = find_origins([article("a", WIRE, publisher="Gazette"), article("b", touched, publisher="Herald")])
    assert origin.kind == "copy"
    assert origin.articles == ("a", "b")
    assert origin.reason.startswith("2 articles, 1 origin: the same text")


def test_a_shortened_copy_is_no_second_origin() -> None:
    (origin,) = find_origins([article("a", f"{OWN} {WIRE}"), article("b", WIRE)])
    assert "long passages in the same words" in origin.reason
    assert origin.name == "unknown publisher"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (f"KYIV, Sept 5 (Reuters) - {OWN}", {}),
        (f"{OWN} (Reuters, dpa)", {}),
        (OWN, {"byline": "By REUTERS in Kyiv"}),
        (OWN, {"url": "https://www.reuters.com/world/x"}),
        (OWN, {"publisher": "Reuters"}),
        (f"{OWN}\n© 2025 Thomson Reuters", {}),
    ],
)
def test_a_wire_credit_makes_one_origin(text: str, fields: dict[str, str]) -> None:
    other = article("b", f"KYIV (Reuters) - {WIRE}", publisher="Herald")
    (origin,) = find_origins([article("a", text, **fields), other])
    assert (origin.kind, origin.name) == ("wire", "Reuters")
    assert origin.reason == "2 articles, 1 origin: credited to Reuters"


def test_a_wire_mentioned_in_passing_is_no_credit() -> None:
    assert agencies_of(article("a", f"Reuters witnesses saw smoke. {OWN}")) == ()


def test_what_was_told_to_an_agency_is_one_origin() -> None:
    said = "Trehubov told The Associated Press that two villages were lost."
    texts = {"a": f"{said} {OWN}", "b": f"{WIRE} {said}"}
    articles = [article(key, text) for key, text in texts.items()]
    assert len(find_origins(articles)) == 2
    (origin,) = find_origins(articles, [statement("a", said, None), statement("b", said, None)])
    assert (origin.kind, origin.name) == ("wire", "The Associated Press")
    assert "told to The Associated Press" in origin.reason


def test_one_officials_words_in_three_papers_are_one_origin() -> None:
    articles = [article("a", WIRE), article("b", OWN), article("c", "The mayor spoke of three dead in the harbour.")]
    by_mayor = [statement(key, f"{key}: the mayor said three died.", "Vitali Klitschko") for key in "abc"]
    (origin,) = find_origins(articles, by_mayor)
    assert (origin.kind, origin.name) == ("speaker", "Vitali Klitschko")
    assert origin.reason == "3 articles, 1 origin: the words of Vitali Klitschko"
    witness = statement("b", "A nurse counted four.", "a nurse")
    assert len(find_origins(articles, [*by_mayor, witness])) == 2


def test_order_does_not_matter_and_every_article_is_in_one_origin() -> None:
    articles = [article("a", WIRE), article("b", OWN), article("c", WIRE), article("d", "")]
    forward, backward = find_origins(articles), find_origins(articles[::-1])
    assert forward == backward
    assert sorted(key for origin in forward for key in origin.articles) == ["a", "b", "c", "d"]


def test_no_articles_have_no_origin() -> None:
    assert find_origins([]) == ()


@pytest.mark.parametrize("key", sorted(load_lexicon("agencies")))
def test_an_agency_is_credited_by_its_examples_only(key: str) -> None:
    def credited(text: str) -> bool:
        return key in agencies_of(article("a", text)) or key in told_agencies(text)

    table = load_lexicon("agencies")[key]
    assert [text for text in table["examples"] if not credited(text)] == []
    assert [text for text in table["counter_examples"] if credited(text)] == []


def test_empty_and_short_texts_are_no_copies() -> None:
    groups = find_near_copies({"a": "", "b": " \n", "c": "Too short.", "d": "Too  SHORT", "e": "Other words."})
    assert [group.members for group in groups] == [("a",), ("b",), ("c", "d"), ("e",)]


def test_the_longest_text_stands_for_its_copies() -> None:
    longer = f"{WIRE} The town has forty thousand people."
    (group,) = find_near_copies({"a": WIRE, "b": longer, "c": WIRE.upper()})
    assert group.representative == "b"
    assert group.members == ("a", "b", "c")


def test_measures_of_two_texts() -> None:
    whole, part = shingles("one two three four five six seven"), shingles("one two three four five six")
    assert (len(whole), len(part)) == (3, 2)
    assert resemblance(whole, part) == pytest.approx(2 / 3)
    assert containment(whole, part) == 1
    assert resemblance(frozenset(), frozenset()) == containment(frozenset(), part) == 0
