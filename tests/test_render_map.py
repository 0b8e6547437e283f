"""The locator map: what is named is marked, as precisely as it is named, and nothing else."""

import re
from dataclasses import replace

from briefgen.printed import PlaceMark
from briefgen.render.map import locator_map
from tests.brief_factory import PLACES


def place(name: str, precision: str, country: str, latitude: float | None, longitude: float | None) -> PlaceMark:
    return PlaceMark(name, precision, country, "", latitude, longitude, ("P01",))


def inside(path: str, x: float, y: float) -> bool:
    """Even-odd test of a point against an SVG path of straight lines."""
    found = False
    for ring in path.split("M")[1:]:
        points = [(float(a), float(b)) for a, b in re.findall(r"(-?[\d.]+) (-?[\d.]+)", ring)]
        for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                found = not found
    return found


def test_towns_are_dots_and_regions_are_shaded() -> None:
    figure = locator_map(PLACES)
    assert figure is not None
    assert {dot.name for dot in figure.dots} == {"Kyiv", "Pokrovsk", "Huliaipole"}
    assert sum(land.named for land in figure.lands) == 3
    assert {label.name for label in figure.labels} >= {"Kyiv", "Pokrovsk", "Odesa"}


def test_a_town_lies_in_its_region() -> None:
    figure = locator_map(PLACES)
    assert figure is not None
    pokrovsk = next(dot for dot in figure.dots if dot.name == "Pokrovsk")
    donetsk = [land for land in figure.lands if land.named and inside(land.path, pokrovsk.x, pokrovsk.y)]
    assert len(donetsk) == 1


def test_crimea_is_drawn_with_ukraine() -> None:
    figure = locator_map([place("Kyiv", "city", "UA", 50.45, 30.52), place("Simferopol", "city", "UA", 44.95, 34.1)])
    assert figure is not None
    dot = next(dot for dot in figure.dots if dot.name == "Simferopol")
    (land,) = [land for land in figure.lands if inside(land.path, dot.x, dot.y)]
    assert land.home


def test_other_parts_of_the_world() -> None:
    for country, latitude, longitude in (
        ("SD", 15.5, 32.5),
        ("NZ", -41.3, 174.8),
        ("US", 38.9, -77.0),
        ("CO", 4.7, -74.1),
        ("FJ", -18.1, 178.4),
        ("RU", 55.75, 37.6),
    ):
        figure = locator_map([place("Here", "city", country, latitude, longitude)])
        assert figure is not None, country
        assert [dot.name for dot in figure.dots] == ["Here"], country
        assert any(land.home for land in figure.lands), country


def test_regions_far_away_are_not_said_to_be_drawn() -> None:
    figure = locator_map([place("Kyiv", "city", "UA", 50.45, 30.52), place("Alaska", "region", "US", 64.0, -150.0)])
    assert figure is not None
    assert [place.name for place in figure.shown] == ["Kyiv"]


def test_two_names_of_one_region_are_one_row_with_the_passages_of_both() -> None:
    places = [
        replace(place("Donetsk", "region", "UA", 48.0, 37.8), codes=("P01",)),
        replace(place("Donetsk region", "region", "UA", 48.0, 37.8), codes=("P02", "P01")),
        replace(place("Kyiv", "city", "UA", 50.45, 30.52), codes=("P03",)),
        replace(place("Kyiv", "area", "UA", 50.45, 30.52), codes=("P04",)),
    ]
    figure = locator_map(places)
    assert figure is not None
    assert [(shown.name, shown.precision, shown.codes) for shown in figure.shown] == [
        ("Donetsk, Donetsk region", "region", ("P01", "P02")),
        ("Kyiv", "city, area", ("P03", "P04")),
    ]
    assert [label.name for label in figure.labels] == ["Kyiv", "Donetsk"]


def test_labels_do_not_touch_each_other() -> None:
    crowd = [place(f"Town number {n}", "city", "UA", 48.0 + n % 5 / 20, 37.0 + n / 40) for n in range(30)]
    figure = locator_map(crowd)
    assert figure is not None
    assert len(figure.dots) == 30
    assert len({(label.x, label.y) for label in figure.labels}) == len(figure.labels) <= 16


def test_no_place_no_map() -> None:
    assert locator_map([]) is None
    assert locator_map([place("Nowhere", "city", "", None, None)]) is None
    assert locator_map([place("Ukraine", "country", "UA", 48.4, 31.2)]) is None


def test_a_place_without_coordinates_is_no_dot() -> None:
    figure = locator_map([place("Kyiv", "city", "UA", 50.45, 30.52), place("Somewhere", "city", "UA", None, None)])
    assert figure is not None
    assert [dot.name for dot in figure.dots] == ["Kyiv"]
