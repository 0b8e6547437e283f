"""Quantities: every rule of the lexicons both ways, and what a reader of news would want from whole sentences."""

import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from spacy.language import Language

from briefgen.data import load_lexicon
from briefgen.extract.quantities import extract_quantities
from briefgen.extract.quantity_outcomes import outcome_class
from briefgen.language.document import Document, read_document
from briefgen.model import Article, QuantityMention


def make_article(text: str) -> Article:
    return Article("test", "test.txt", (0, len(text)), text)


Mentions = tuple[QuantityMention, ...]


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[[str], Mentions]:
    """The quantities of a text."""
    return lambda text: extract_quantities(read_document(nlp, make_article(text)))


def _rows(lexicon: str, key: str) -> list[Any]:
    tables = load_lexicon(lexicon).items()
    return [pytest.param(name, row, id=f"{name}: {row}") for name, table in tables for row in table.get(key, ())]


def _worth(mention: QuantityMention) -> float | None:
    return mention.value[0] if mention.value[0] is not None else mention.value[1]


@pytest.mark.parametrize(("rule", "row"), _rows("numbers", "examples"))
def test_number_examples(rule: str, row: tuple[str, float], read: Callable[[str], Mentions]) -> None:
    assert [_worth(mention) for mention in read(row[0])] == [pytest.approx(row[1], rel=1e-3)], rule


@pytest.mark.parametrize(("rule", "text"), _rows("numbers", "counter_examples"))
def test_number_counter_examples(rule: str, text: str, read: Callable[[str], Mentions]) -> None:
    assert read(text) == (), rule


UNIT_RULES = [row for row in _rows("units", "examples") if row.values[0] != "outcomes"]


@pytest.mark.parametrize(("rule", "row"), UNIT_RULES)
def test_unit_examples(rule: str, row: tuple[str, str], read: Callable[[str], Mentions]) -> None:
    assert [mention.unit for mention in read(row[0])] == [row[1]], rule


def test_a_compound_with_a_name_is_no_model(read: Callable[[str], Mentions]) -> None:
    (drones,) = read("The army fired 426 Geran-type attack drones.")
    assert (drones.value, drones.unit, drones.counts) == ((426, 426), "drone", "Geran-type attack drones fired")
    assert read("The airline bought a 787 Dreamliner.") == ()


@pytest.mark.parametrize(("rule", "text"), _rows("units", "counter_examples"))
def test_unit_counter_examples(rule: str, text: str, read: Callable[[str], Mentions]) -> None:
    units = set(load_lexicon("units")[rule].get("units", {})) | {"person"}
    assert not [mention for mention in read(text) if mention.unit in units or " per " in mention.unit]


@pytest.mark.parametrize("row", load_lexicon("units")["outcomes"]["examples"])
def test_outcome_examples(row: tuple[str, str], read: Callable[[str], Mentions]) -> None:
    assert [mention.counts for mention in read(row[0])] == [row[1]]


def _qualifiers(key: str) -> list[Any]:
    rules = load_lexicon("hedges")["qualifiers"].items()
    return [pytest.param(name, text, id=f"{name}: {text}") for name, rule in rules for text in rule[key]]


@pytest.mark.parametrize(("name", "text"), _qualifiers("examples"))
def test_qualifier_examples(name: str, text: str, read: Callable[[str], Mentions]) -> None:
    assert [mention.qualifier for mention in read(text)] == [name]


@pytest.mark.parametrize(("name", "text"), _qualifiers("counter_examples"))
def test_qualifier_counter_examples(name: str, text: str, read: Callable[[str], Mentions]) -> None:
    assert name not in [mention.qualifier for mention in read(text)]


def test_the_shot_down_and_the_launched_are_two_quantities(document: Document) -> None:
    """The air force said it shot down 70 of the 112 drones launched overnight."""
    first, second = extract_quantities(document)
    assert (first.value, first.unit, first.counts) == ((70, 70), "drone", "drones shot down")
    assert (second.value, second.unit, second.counts) == ((112, 112), "drone", "drones launched")
    assert document.text[first.start : first.end] == "70"
    assert document.text[second.start : second.end] == "112 drones"


def test_what_is_stopped_was_launched(document: Document) -> None:
    """The battery destroyed 70 drones launched overnight. Police seized 12 rifles sent from Norland."""
    assert [found.counts for found in extract_quantities(document)][:1] == ["drones destroyed"]


def test_the_qualifier_stays_outside_the_span_and_opens_the_value(document: Document) -> None:
    """At least three people were killed and up to 40 were hurt; about 500 fled and dozens are missing."""
    rows = [(document.text[q.start : q.end], q.value, q.qualifier, q.unit) for q in extract_quantities(document)]
    assert [row[1:3] for row in rows] == [
        ((3, None), "at least"),
        ((None, 40), "up to"),
        ((500, 500), "about"),
        ((12, None), ""),
    ]
    assert [row[3] for row in rows] == ["person", "person", "person", "person"]
    assert rows[0][0] == "three people"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It hopes to raise between US$500 million and $1 billion.", [(500_000_000, 1_000_000_000)]),
        ("Tickets go for anywhere from $60 to $1,500.", [(60, 1500)]),
        ("Sales should grow by 5% to 7%.", [(5, 7)]),
        ("Sales rose from 5% to 7%.", [(5, 5), (7, 7)]),
        ("The study took in adults aged 40 to 75.", [(40, 75)]),
        ("Entry costs £5-£10 per person.", [(5, 10)]),
        ("The poll errs by plus or minus 3.5 percentage points.", [(3.5, 3.5)]),
        ("Carbon dioxide reached 400 parts per million.", [(400, 400)]),
        ("Exports fell by two-thirds to 3 million tonnes.", [(0.66666667, 0.66666667), (3_000_000, 3_000_000)]),
    ],
)
def test_ranges_and_pairs(text: str, values: list[tuple[float, float]], read: Callable[[str], Mentions]) -> None:
    assert [mention.value for mention in read(text)] == values


def test_ranges_share_scale_unit_and_currency(document: Document) -> None:
    """It will cost $5 to $10 million, take 10-15% longer and need between 700 and 800 workers, not 5 or 6."""
    values = [(q.value, q.unit) for q in extract_quantities(document)]
    assert values[:3] == [((5_000_000, 10_000_000), "USD"), ((10, 15), "percent"), ((700, 800), "worker")]


def test_a_change_is_two_quantities(document: Document) -> None:
    """Unemployment rose from 3% to 5% and the term was cut from seven to five years."""
    values = [(q.value[0], q.unit) for q in extract_quantities(document)]
    assert values == [(3, "percent"), (5, "percent"), (7, "year"), (5, "year")]


def test_a_space_lost_or_won_in_scraping_does_not_split_a_number(document: Document) -> None:
    """The draft would cap it at 600, 000 troops, 1 200 000 shells and 9,000 square kilometers."""
    assert [q.value[0] for q in extract_quantities(document)] == [600_000, 1_200_000, 9_000]


def test_a_list_of_people_that_the_number_counts_is_no_second_quantity(document: Document) -> None:
    """Three people were killed - an infant, a young woman and an elderly woman - and 11 people were hurt."""
    assert [(q.value[0], q.counts) for q in extract_quantities(document)] == [(3, "people killed"), (11, "people hurt")]


def test_dates_codes_scores_and_names_are_no_quantities(document: Document) -> None:
    """On September 6 and 7, 2025 at 9 a.m., an F-16 and an Su-34 met over Article 5 ground near Highway 21.

    They won 3-2 in World War II; the COVID-19 ward on the 5th floor is open 24/7, see https://example.org/2024/7.
    """
    assert extract_quantities(document) == ()


def test_a_toll_counts_people(document: Document) -> None:
    """The death toll from the floods rose to 94 on Sunday, and the number of cases passed two million."""
    assert [(q.value[0], q.unit) for q in extract_quantities(document)] == [(94, "person"), (2_000_000, "case")]


def test_offsets_and_order_hold(document: Document) -> None:
    """Prices rose 4% to $1.2bn – nearly €900 million – in 12 states over three-and-a-half years."""
    found = extract_quantities(document)
    assert [document.text[q.start : q.end] for q in found] == [
        "4%",
        "$1.2bn",
        "€900 million",
        "12 states",
        "three-and-a-half years",
    ]
    assert all(before.end <= after.start for before, after in pairwise(found))


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["1", "1,", "9 ", "one ", "one-", "1 000", '"', "$", "- ", "5-", "half a ", "between "]
)
def test_hostile_runs_are_read_in_linear_time(piece: str) -> None:
    from briefgen.extract.quantity_numbers import find_numbers

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        find_numbers(text)
        return time.process_time() - start

    assert seconds(100_000) < max(8 * seconds(25_000), 1.0)


def test_a_number_inside_a_name_counts_nothing(read: Callable[[str], Mentions]) -> None:
    assert not read("The fire broke out near the Golden 1 Center on Sunday.")


def test_others_of_things_are_things(read: Callable[[str], Mentions]) -> None:
    found = read("The army fired 19 drones, nine of which were shot down, while seven others were sent off course.")
    assert [mention.unit for mention in found] == ["drone"] * 3
    assert [outcome_class(mention.counts) for mention in found][:2] == ["launched", "shot down"]


def test_outcome_classes_make_figures_comparable() -> None:
    assert outcome_class("people dead") == outcome_class("civilians killed") == "killed"
    assert outcome_class("drones intercepted") == "shot down"
    assert outcome_class("barrels of oil") == ""
    assert outcome_class("soldiers killed and wounded") == outcome_class("people dead or missing") == "casualties"


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The loan covers two-thirds of Ruritania's borrowing needs.", 0.66666667, "need"),
        ("At least 12 of Freedonia's 19 provinces lost power.", 12, "province"),
        ("Half the country's food supply was lost.", 0.5, "supply"),
        ("The rebels freed two United Nations workers.", 2, "worker"),
        ("Some 20 domestic and multinational firms signed up.", 20, "firm"),
        ("The probe passed within 6.1 million km of the sun.", 6100000, "kilometre"),
        ("Deaths fell to just under 4,000 in 2010.", 4000, "death"),
        ("Between January and July, 3,300 cases were seen.", 3300, "case"),
        ("The firm made its first profit in five quarters.", 5, "quarter"),
        ("A quake measuring 7.5 on the Richter scale struck.", 7.5, "magnitude"),
        ("An aftershock that measured 6.1 hit the valley.", 6.1, "magnitude"),
    ],
)
def test_the_head_noun_is_counted(read: Callable[[str], Mentions], text: str, value: float, unit: str) -> None:
    """A possessor, a name or the first of two adjectives is not what a number counts."""
    mention = read(text)[0]
    assert (_worth(mention), mention.unit) == (value, unit)


def test_a_debt_over_which_they_sue_is_no_more_than(read: Callable[[str], Mentions]) -> None:
    """Moscow sued over a $3 billion debt."""
    assert read("Moscow sued over a $3 billion debt.")[0].qualifier == ""


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Infections rose to 219 in May.", "infection"),
        ("The blast killed 13 miners in Ruhnu and 9 in Lund.", "miner"),
        ("The bill passed by 55 votes to 14.", "vote"),
        ("Brazil reported 2,400 cases, up from 147 in 2014.", "case"),
        ("Shares rose to 219 in May.", ""),
        ("Three banks failed, and the index fell to 40.", ""),
    ],
)
def test_a_bare_number_takes_the_noun_just_said(read: Callable[[str], Mentions], text: str, unit: str) -> None:
    """Only where it is joined to the number before it, or its plural subject is counted."""
    assert read(text)[-1].unit == unit
