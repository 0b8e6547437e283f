"""Geometry of the locator map: outlines of first-level regions, those named in the brief, and named places.

Only what the sources name is marked, as precisely as they name it: a region is shaded, a town is a dot, a
country is neither. No line of control is drawn. Projection: Lambert's conformal conic with two standard
parallels (Snyder, Map Projections, 1987, p. 107), plain latitude and longitude near the equator.
"""

import json
import math
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from anyascii import anyascii

from briefgen.printed import PlaceMark

WIDTH, HEIGHT = 470.0, 300.0
WIDE = 24.0  # degrees: a country wider or higher than this is shown around its places only
LEAST = 3.0
MOST_LABELS = 16
WIDER = frozenset({"region", "country"})

Box = tuple[float, float, float, float]
Ring = list[tuple[float, float]]
Named = dict[tuple[str, int], list[PlaceMark]]
Projection = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Land:
    """A region's outline as an SVG path; `named` if the brief names it, `home` if it is part of the main country."""

    path: str
    named: bool
    home: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map with its anchor: start, end or middle."""

    name: str
    x: float
    y: float
    anchor: str
    region: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A named town or point."""

    x: float
    y: float
    name: str


@dataclass(frozen=True, slots=True)
class LocatorMap:
    """All that the map's drawing needs."""

    width: float
    height: float
    lands: tuple[Land, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    shown: tuple[PlaceMark, ...]


@dataclass(frozen=True, slots=True)
class _Region:
    names: frozenset[str]
    rings: tuple[Ring, ...]


def locator_map(places: Sequence[PlaceMark]) -> LocatorMap | None:
    """The map of the places, or None when none of them has a country that we have an outline of."""
    homes = _homes(places)
    if not homes:
        return None
    box = _extent(places, homes)
    project, width, height = _fitted(box)
    shown = [key for key, about in _index().items() if _overlap(_box_of(about), box)]
    named = _named_regions(places, shown, box)
    lands = [
        Land(path, (key, number) in named, key in homes)
        for key in sorted(shown, key=lambda key: key in homes)
        for number, region in enumerate(_regions(key))
        if (path := _path(region, project, box))
    ]
    lands.sort(key=lambda land: (land.home, land.named))
    dots = _dots(places, project, (width, height))
    regions = [(found[0].name, *_middle(_regions(key)[number], project)) for (key, number), found in named.items()]
    labels = _place_labels(dots, regions, (width, height))
    drawn = _drawn(places, {dot.name for dot in dots}, named)
    return LocatorMap(width, height, tuple(lands), tuple(dots), tuple(labels), drawn)


def _drawn(places: Sequence[PlaceMark], dots: set[str], named: Named) -> tuple[PlaceMark, ...]:
    """The places that the map shows, those of one spot or region as one, with the passages of all."""
    groups = [[place for place in places if place.name == dot and place.precision not in WIDER] for dot in sorted(dots)]
    groups += [list(found) for found in named.values()]
    ranked = sorted(groups, key=lambda group: places.index(group[0]))
    return tuple(_as_one(group) for group in ranked)


def _as_one(group: Sequence[PlaceMark]) -> PlaceMark:
    names, kinds = (dict.fromkeys(getattr(p, field) for p in group) for field in ("name", "precision"))
    codes = tuple(dict.fromkeys(code for place in group for code in place.codes))
    return replace(group[0], name=", ".join(names), precision=", ".join(kinds), codes=codes)


@cache
def _archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(files("briefgen.data").joinpath("outlines.zip").read_bytes()))


@cache
def _index() -> Mapping[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = json.loads(_archive().read("index.json"))
    return found


@cache
def _regions(key: str) -> tuple[_Region, ...]:
    content = json.loads(_archive().read(f"{key}.json"))
    arcs = [_arc(flat) for flat in content["arcs"]]
    return tuple(
        _Region(
            frozenset(_plain(name) for name in (entry["name"], *entry["alt"])),
            tuple(_ring(ring, arcs) for ring in entry["rings"]),
        )
        for entry in content["regions"]
    )


def _arc(flat: Sequence[int]) -> Ring:
    x, y, points = 0, 0, []
    for index in range(0, len(flat), 2):
        x, y = x + flat[index], y + flat[index + 1]
        points.append((x / 1000, y / 1000))
    return points


def _ring(numbers: Sequence[int], arcs: Sequence[Ring]) -> Ring:
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    wide = points and max(x for x, _ in points) - min(x for x, _ in points) > 300
    return [(x + 360 if x < 0 else x, y) for x, y in points] if wide else points


def _plain(name: str) -> str:
    """A region's name without accents, signs and the words for region."""
    words = "".join(char if char.isalnum() else " " for char in anyascii(name.replace("'", "")).lower()).split()
    extra = {"oblast", "region", "province", "state", "district", "county", "governorate", "republic", "of", "the"}
    return " ".join(word for word in words if word not in extra)


def _box_of(about: Mapping[str, Any]) -> Box:
    west, south, east, north = (value / 1000 for value in about["box"])
    return west, south, east, north


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _homes(places: Sequence[PlaceMark]) -> tuple[str, ...]:
    """The country most places lie in, and a second one nearly as often named when both fit a map."""
    keys = {str(about["alpha"]): key for key, about in _index().items() if about["alpha"]}
    counts = Counter(keys[place.country] for place in places if place.country in keys and place.precision != "country")
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked:
        return ()
    first = ranked[0][0]
    others = [key for key, count in ranked[1:2] if 2 * count >= ranked[0][1] and _fit_together(first, key)]
    return (first, *others)


def _fit_together(one: str, other: str) -> bool:
    box = _union([_box_of(_index()[one]), _box_of(_index()[other])])
    return max(box[2] - box[0], box[3] - box[1]) <= WIDE


def _union(boxes: Sequence[Box]) -> Box:
    wests, souths, easts, norths = zip(*boxes, strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def _extent(places: Sequence[PlaceMark], homes: Sequence[str]) -> Box:
    box = _union([_box_of(_index()[key]) for key in homes])
    if max(box[2] - box[0], box[3] - box[1]) > WIDE:
        countries = {_index()[key]["alpha"] for key in homes}
        near = [(place.longitude, place.latitude) for place in places if place.country in countries]
        points = [(x, y) for x, y in near if x is not None and y is not None]
        box = _union([(x - LEAST, y - LEAST * 0.7, x + LEAST, y + LEAST * 0.7) for x, y in points]) if points else box
    margin_x, margin_y = (box[2] - box[0]) * 0.04 + 0.1, (box[3] - box[1]) * 0.04 + 0.1
    return box[0] - margin_x, max(-85, box[1] - margin_y), box[2] + margin_x, min(85, box[3] + margin_y)


def _fitted(box: Box) -> tuple[Projection, float, float]:
    """The projection of degrees to the map's own units, and the size of the map."""
    raw = _projection(box)
    edge = [raw(box[0] + (box[2] - box[0]) * i / 8, box[j]) for i in range(9) for j in (1, 3)]
    left, right = min(x for x, _ in edge), max(x for x, _ in edge)
    top, bottom = max(y for _, y in edge), min(y for _, y in edge)
    scale = min(WIDTH / (right - left), HEIGHT / (top - bottom))

    def project(longitude: float, latitude: float) -> tuple[float, float]:
        x, y = raw(longitude, latitude)
        return (x - left) * scale, (top - y) * scale

    return project, round((right - left) * scale), round((top - bottom) * scale)


def _projection(box: Box) -> Projection:
    south, north, middle = math.radians(box[1]), math.radians(box[3]), (box[0] + box[2]) / 2
    first, second = south + (north - south) / 6, north - (north - south) / 6
    if abs(first + second) < 0.35 or first * second <= 0:
        shrink = math.cos((first + second) / 2)
        return lambda longitude, latitude: ((longitude - middle) * shrink, latitude)
    n = math.log(math.cos(first) / math.cos(second)) / math.log(_tangent(second) / _tangent(first))
    factor = math.cos(first) * _tangent(first) ** n / n

    def conic(longitude: float, latitude: float) -> tuple[float, float]:
        rho = factor / _tangent(math.radians(max(-89.0, min(89.0, latitude)))) ** n
        theta = n * math.radians(longitude - middle)
        return rho * math.sin(theta) * 57.3, -rho * math.cos(theta) * 57.3

    return conic


def _tangent(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


def _path(region: _Region, project: Projection, box: Box) -> str:
    """The outline as an SVG path without what lies far outside or is too small to see."""
    parts = []
    for ring in region.rings:
        if _overlap(_ring_box(ring), box):
            points = list(_thinned(project(x, y) for x, y in ring))
            if len(points) > 2:
                parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    return "".join(parts)


def _thinned(points: Iterator[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    last = (math.inf, math.inf)
    for point in points:
        if abs(point[0] - last[0]) + abs(point[1] - last[1]) >= 0.8:
            last = point
            yield point


def _named_regions(places: Sequence[PlaceMark], shown: Sequence[str], box: Box) -> Named:
    """Country and number of each region that places of precision 'region' name."""
    found: Named = {}
    for place in (place for place in places if place.precision == "region"):
        for key in shown:
            if _index()[key]["alpha"] == place.country:
                number = _region_number(place, _regions(key))
                if number is not None and _reaches(_regions(key)[number], box):
                    found.setdefault((key, number), []).append(place)
    return found


def _reaches(region: _Region, box: Box) -> bool:
    return any(_overlap(_ring_box(ring), box) for ring in region.rings)


def _ring_box(ring: Ring) -> Box:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _region_number(place: PlaceMark, regions: Sequence[_Region]) -> int | None:
    wanted = {_plain(name) for name in (place.name, place.region) if name}
    by_name = (number for number, region in enumerate(regions) if wanted & region.names)
    inside = (number for number, region in enumerate(regions) if _holds(region, place))
    return next(by_name, None) if place.latitude is None else next(inside, next(by_name, None))


def _holds(region: _Region, place: PlaceMark) -> bool:
    if place.latitude is None or place.longitude is None:
        return False
    return sum(_ring_holds(ring, place.longitude, place.latitude) for ring in region.rings) % 2 == 1


def _ring_holds(ring: Ring, x: float, y: float) -> bool:
    """Ray casting."""
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _middle(region: _Region, project: Projection) -> tuple[float, float]:
    """Centre of gravity of the largest ring."""
    rings = [[project(x, y) for x, y in ring] for ring in region.rings]
    ring = max(rings, key=lambda ring: abs(_area(ring)))
    pairs = list(zip(ring, [*ring[1:], *ring[:1]], strict=True))
    area = _area(ring) or 1.0
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in pairs) / (6 * area)
    return x, y


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True)) / 2


def _dots(places: Sequence[PlaceMark], project: Projection, size: tuple[float, float]) -> list[Dot]:
    found: dict[str, Dot] = {}
    for place in places:
        if place.precision in WIDER or place.latitude is None or place.longitude is None:
            continue
        x, y = project(place.longitude, place.latitude)
        if 4 < x < size[0] - 4 and 4 < y < size[1] - 4:
            found.setdefault(place.name, Dot(round(x, 1), round(y, 1), place.name))
    return list(found.values())


def _place_labels(
    dots: Sequence[Dot], regions: Sequence[tuple[str, float, float]], size: tuple[float, float]
) -> list[Label]:
    """Names that fit without touching another name, a dot or the frame; the others stand in the table only."""
    taken: list[Box] = [(dot.x - 5, dot.y - 5, dot.x + 5, dot.y + 5) for dot in dots]
    labels: list[Label] = []
    for dot in dots[:MOST_LABELS]:
        width = 6.0 * len(dot.name)
        spots = (("start", 7.0, 3.8), ("end", -7.0, 3.8), ("middle", 0.0, -8.0), ("middle", 0.0, 15.0))
        options = [Label(dot.name, dot.x + dx, dot.y + dy, anchor, region=False) for anchor, dx, dy in spots]
        labels += _first_free(options, width, taken, size)
    for name, x, y in regions:
        options = [Label(name, round(x, 1), round(y + dy, 1), "middle", region=True) for dy in (3, -12, 18, -24, 30)]
        labels += _first_free(options, 5.6 * len(name), taken, size)
    return labels


def _first_free(options: Sequence[Label], width: float, taken: list[Box], size: tuple[float, float]) -> list[Label]:
    for option in options:
        left = option.x - {"start": 0.0, "end": width, "middle": width / 2}[option.anchor]
        box = (left - 1, option.y - 9, left + width + 1, option.y + 3)
        inside = box[0] > 2 and box[2] < size[0] - 2 and box[1] > 2 and box[3] < size[1] - 2
        own = sum(_overlap(box, other) for other in taken)
        if inside and not own:
            taken.append(box)
            return [option]
    return []
