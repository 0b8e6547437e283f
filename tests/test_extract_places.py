"""Places as precise as the text says and no more."""

import time
from importlib.resources import files
from itertools import pairwise

import pytest
import spacy

from briefgen.data import load_lexicon
from briefgen.extract import gazetteer
from briefgen.extract.actors import extract_entities
from briefgen.extract.gazetteer import country_of, find_entries, place_key
from briefgen.extract.places import extract_places
from briefgen.language.document import Document, read_document
from briefgen.model import Place
from briefgen.profile import load_profile
from tests.conftest import make_article
from tests.measure_actors import load_gold, rates, score_places


def places(document: Document) -> dict[str, Place]:
    mentions = extract_places(document, extract_entities(document), load_profile("russia-ukraine"))
    return {document.text[m.start : m.end]: m.place for m in mentions}


def test_a_region_is_no_point(document: Document) -> None:
    """Russian troops entered two villages in the eastern Dnipropetrovsk region, next to Donetsk region."""
    found = places(document)["eastern Dnipropetrovsk region"]
    assert (found.name, found.precision, found.country, found.region) == (
        "Dnipropetrovsk region",
        "region",
        "UA",
        "Dnipropetrovsk",
    )


def test_a_region_is_called_one_before_its_name(document: Document) -> None:
    """Gunmen attacked a village in the Nigerian state of Sokoto, far from the U.S. state of Georgia and the British county of Cornwall."""
    found = places(document)
    assert (found["Sokoto"].precision, found["Sokoto"].country) == ("region", "NG")
    assert (found["Georgia"].precision, found["Georgia"].country) == ("region", "US")
    assert (found["Cornwall"].country, found["Cornwall"].latitude) == ("", None)


def test_an_unknown_town_lies_in_what_stands_behind_its_comma(document: Document) -> None:
    """A bus crashed in Nowhereton, Italy."""
    assert places(document)["Nowhereton"] == Place("Nowhereton", "area", "IT")


def test_a_quarter_of_a_town_is_no_town_elsewhere(document: Document) -> None:
    """Police in Seattle, in the United States, closed the SODO neighborhood."""
    found = places(document)
    assert {words: place.country for words, place in found.items()} == {
        "Seattle": "US",
        "United States": "US",
        "SODO neighborhood": "",
    }


def test_a_city_and_a_region_of_one_name(document: Document) -> None:
    """Sirens sounded in Kharkiv, its mayor said. Trains to Kharkiv were late."""
    assert places(document)["Kharkiv"].precision == "city"


def test_a_name_that_the_article_calls_a_region(document: Document) -> None:
    """Troops left the Kursk region. Fighting in Kursk has ended."""
    assert places(document)["Kursk"].precision == "region"


def test_a_list_of_regions(document: Document) -> None:
    """Drones were seen over Kherson, Dnipropetrovsk and Sumy regions."""
    assert {place.precision for place in places(document).values()} == {"region"}


def test_part_of_a_country_has_no_pin(document: Document) -> None:
    """Fighting goes on in eastern Ukraine."""
    found = places(document)["eastern Ukraine"]
    assert (found.precision, found.country, found.latitude) == ("area", "UA", None)


def test_near_a_town_is_an_area(document: Document) -> None:
    """Shells fell near Pokrovsk on Monday."""
    found = places(document)["Pokrovsk"]
    assert (found.precision, found.region, round(found.latitude or 0)) == ("area", "Donetsk", 48)


@pytest.mark.parametrize(
    ("text", "words", "country", "region"),
    [
        ("A library opened in Moscow, Idaho, on Monday.", "Moscow", "US", "Idaho"),
        ("Police in Paris, Texas, found the car.", "Paris", "US", "Texas"),
        ("Ministers met in Paris on Monday.", "Paris", "FR", "Ile-de-France"),
        ("Talks in Geneva ended; U.S. officials left the United States delegation.", "Geneva", "CH", "Geneva"),
        ("He was born in Odesa, Ukraine, in 1950.", "Odesa", "UA", "Odesa"),
    ],
)
def test_places_of_one_name(text: str, words: str, country: str, region: str, nlp: spacy.language.Language) -> None:
    found = places(read_document(nlp, make_article(text)))[words]
    assert (found.country, found.region) == (country, region)


def test_a_doubtful_name_has_no_pin(document: Document) -> None:
    """Volunteers came from Springfield to help."""
    found = places(document)["Springfield"]
    assert (found.country, found.latitude) == ("", None)


def test_a_capital_that_acts_is_no_place(document: Document) -> None:
    """Moscow rejected the plan. Kyiv's allies were angry. Envoys will meet in Kyiv."""
    mentions = extract_places(document, extract_entities(document))
    assert [document.text[m.start - 3 : m.end] for m in mentions] == ["in Kyiv"]


def test_a_dateline_is_a_place(document: Document) -> None:
    """KYIV, Ukraine (AP) — Officials said talks in the town of Izium would go on."""
    found = places(document)
    assert (found["KYIV"].name, found["KYIV"].precision) == ("Kyiv", "city")
    assert found["Izium"].region == "Kharkiv"


@pytest.mark.parametrize(
    "town",
    [
        "Chasiv Yar",
        "Sudzha",
        "Pokrovsk",
        "Kostiantynivka",
        "Kupiansk",
        "Huliaipole",
        "Vovchansk",
        "Velyka Novosilka",
        "Rafah",
    ],
)
def test_front_line_towns_are_known(town: str) -> None:
    assert any(entry.kind == "city" and entry.primary for entry in find_entries(town))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Kiev", "Kyiv"),
        ("Chasov Yar", "Chasiv Yar"),
        ("Khan Younis", "Khan Yunis"),
        ("Rzeszów", "RZESZOW"),
        ("Mar’inka", "Marinka"),
    ],
)
def test_other_names_lead_to_the_same_town(one: str, two: str) -> None:
    assert [(e.latitude, e.longitude) for e in find_entries(one)][:1] == [
        (e.latitude, e.longitude) for e in find_entries(two) if e.kind == "city"
    ][:1]


def test_every_region_of_ukraine_is_there() -> None:
    regions = {e.name for e in gazetteer._regions().values() if e.country == "UA"}
    assert len(regions) == 26  # 24 oblasts with Kyiv, Crimea, Sevastopol
    assert {"Crimea", "Sevastopol", "Donetsk", "Luhansk", "Dnipropetrovsk"} <= regions


def test_countries_and_their_aliases() -> None:
    countries = load_lexicon("places")["countries"]
    assert all(country_of(name) == code for code, country in countries.items() for name in country["names"])


@pytest.mark.parametrize("name", ["", " ", "'", "zzzz", "a" * 10_000, "Ж", "\n", "x\ty"])
def test_unknown_names_give_nothing(name: str) -> None:
    assert find_entries(name) == ()


def test_every_key_is_found_and_sorted() -> None:
    lines = [line.decode() for line in gazetteer._parts()[1]]
    keys = [line.split("\t")[0] for line in lines]
    assert keys == sorted(keys, key=lambda key: key.encode())
    for key in keys[:: len(keys) // 500]:
        assert place_key(key) == key
        assert gazetteer._numbers(key.encode())


def test_the_index_is_slim_and_loads_fast() -> None:
    assert files("briefgen.data").joinpath("gazetteer.z").is_file()
    assert len(files("briefgen.data").joinpath("gazetteer.z").read_bytes()) < 1_500_000
    gazetteer._parts.cache_clear()
    start = time.process_time()
    gazetteer._parts()
    assert time.process_time() - start < 0.25


def test_extents_lie_in_the_text_and_apart(nlp: spacy.language.Language) -> None:
    for passage in load_gold("places"):
        document = read_document(nlp, make_article(passage["text"]))
        mentions = extract_places(document, extract_entities(document))
        assert all(one.end <= two.start for one, two in pairwise(mentions)), passage["text"]


def test_gold_floors() -> None:
    """Figures may rise; a fall below these is a regression."""
    count = score_places(passage for passage in load_gold("places") if passage["split"] == "test")
    assert rates(count)[2] >= 0.9
    assert count["whole"] >= 0.88 * count["right"]


def test_a_country_before_an_office_is_no_place(document: Document) -> None:
    """U.S. Secretary of State Ann Roe met Italy's Education Minister Bruno Verdi in Lisbon and flew to Italy."""
    mentions = extract_places(document, extract_entities(document), None)
    assert [document.text[m.start : m.end] for m in mentions] == ["Lisbon", "Italy"]
    assert mentions[1].start > document.text.index("flew")


def test_the_capital_of_something_is_in_it(document: Document) -> None:
    """Hundreds marched in Tbilisi, the capital of Georgia. Few marched in Vancouver; Victoria is the capital of British Columbia."""
    found = places(document)
    assert (found["Georgia"].precision, found["British Columbia"].precision) == ("country", "region")


def test_whose_office_it_is_is_no_place(document: Document) -> None:
    """The president of Georgia met U.S. officials. Ana Holt, ambassador to Japan, stayed on U.S. soil."""
    assert [place.name for place in places(document).values()] == ["United States"]


def test_peoples_tell_of_countries(document: Document) -> None:
    """A fire broke out on the Dutch island of Saba. Farmers met in Springfield."""
    assert all(place.latitude is None for place in places(document).values())


def test_words_of_part_and_kind_inside_a_name(document: Document) -> None:
    """Fighting went on in Eastern Ukraine and in Kunar Province. A shooting in Vancouver, Washington, ended. Boats sank in the Southwest."""
    found = places(document)
    assert (found["Eastern Ukraine"].precision, found["Eastern Ukraine"].country) == ("area", "UA")
    assert (found["Kunar Province"].precision, found["Kunar Province"].country) == ("region", "AF")
    assert (found["Washington"].precision, found["Washington"].region) == ("region", "Washington")
    assert "Southwest" not in found


def test_a_river_by_its_article(document: Document) -> None:
    """Villages along the Dnipro lost power. The mayor of Dnipro spoke."""
    mentions = extract_places(document, extract_entities(document), load_profile("russia-ukraine"))
    assert [(one.place.name, one.place.precision) for one in mentions] == [("Dnipro River", "area"), ("Dnipro", "city")]
