"""The places of the world by name: a slim index of GeoNames that ships with the package.

`briefgen/data/gazetteer.z` is made by `training/gazetteer.py` (GeoNames, CC BY 4.0; see gazetteer.LICENCE.md): countries,
first-level regions, towns by population and more densely where wars of our time are told. It is read on first use and
searched by bisection, so that loading costs no more than unpacking it.
"""

import re
import unicodedata
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from anyascii import anyascii

from briefgen.data import load_lexicon

Kind = Literal["country", "region", "city", "area"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer."""

    name: str
    kind: Kind
    country: str
    region: str
    """Code of the first-level region within the country, '' for countries."""
    latitude: float | None
    longitude: float | None
    people: int
    capital: bool
    primary: bool
    """Whether it was found under its own name and not an alternate one."""


def place_key(name: str) -> str:
    """The form under which a name is looked up: lower case, no accents, apostrophes or punctuation."""
    if name.isascii():
        plain = name
        if name.isalpha():
            return name.lower()
    else:
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"['’ʼʻ‘`]", "", plain)).lower().split())


@lru_cache(maxsize=8192)
def find_entries(name: str) -> tuple[Entry, ...]:
    """All places of that name: areas and countries of our own lexicon first, then GeoNames' own and alternate names."""
    key = place_key(name)
    listed = _listed().get(key)
    if listed:
        return (listed,)
    numbers = next((found for spelling in _spellings(name) if (found := _numbers(spelling.encode()))), [])
    entries = [_entry(int(number.rstrip("-")), primary=not number.endswith("-")) for number in numbers]
    return tuple(sorted(entries, key=_rank))


def _spellings(name: str) -> Iterator[str]:
    """The keys under which a name may be listed."""
    yield place_key(name)
    if "-" in name:
        yield place_key(name.replace("-", ""))
    if not name.isascii():
        yield place_key(anyascii(name))


def country_name(code: str) -> str:
    """The English name of a country by its ISO 3166-1 alpha-2 code, '' if there is none."""
    return _countries().get(code, "")


def region_name(country: str, code: str) -> str:
    """The English name of a first-level region by country and GeoNames code, '' if there is none."""
    entry = find_region(country, code)
    return entry.name if entry else ""


def find_region(country: str, code: str) -> Entry | None:
    """The first-level region by country and GeoNames code, None if there is none."""
    return _regions().get((country, code))


@cache
def all_country_names() -> frozenset[str]:
    """The names of all countries as GeoNames has them."""
    return frozenset(_countries().values())


def country_of(name: str) -> str:
    """The code of the country of that name or alias ("U.S.", "Britain"), '' if it names none."""
    for entry in find_entries(name):
        if entry.kind == "country":
            return entry.country
    return ""


def _rank(entry: Entry) -> tuple[bool, int, int, str]:
    order = {"country": 0, "region": 1, "city": 1, "area": 0}[entry.kind]
    return not entry.primary, order, -entry.people, entry.name


@cache
def _parts() -> tuple[tuple[str, ...], list[bytes]]:
    """The rows of places, and the sorted lines of keys with the numbers of their rows behind a tab."""
    data = zlib.decompress(files("briefgen.data").joinpath("gazetteer.z").read_bytes())
    rows, keys = data.split(b"\n\n", 1)
    return tuple(rows.decode().split("\n")), keys.strip(b"\n").split(b"\n")


def _numbers(key: bytes) -> list[str]:
    """The row numbers under a key, by bisection: no letter of a key stands before a tab."""
    lines = _parts()[1]
    place = bisect_left(lines, key + b"\t")
    found, _, numbers = (lines[place] if place < len(lines) else b"").partition(b"\t")
    return numbers.decode().split() if numbers and found == key else []


@lru_cache(maxsize=8192)
def _entry(number: int, *, primary: bool = True) -> Entry:
    name, kind, country, region, latitude, longitude, people = _parts()[0][number].split("\t")
    size, capital = int(people.rstrip("*")) * 100, people.endswith("*")
    return Entry(name, _kind(kind), country, region, float(latitude), float(longitude), size, capital, primary)


def _kind(kind: str) -> Kind:
    return "country" if kind == "country" else "region" if kind == "region" else "city"


def _head() -> Iterator[Entry]:
    """Countries and regions, which stand before the towns."""
    for number in range(len(_parts()[0])):
        entry = _entry(number)
        if entry.kind == "city":
            return
        yield entry


@cache
def _regions() -> dict[tuple[str, str], Entry]:
    return {(entry.country, entry.region): entry for entry in _head() if entry.kind == "region"}


@cache
def _countries() -> dict[str, str]:
    return {entry.country: entry.name for entry in _head() if entry.kind == "country"}


@cache
def _country_entries() -> dict[str, Entry]:
    return {entry.country: entry for entry in _head() if entry.kind == "country"}


@cache
def _listed() -> dict[str, Entry]:
    """Aliases of countries and areas that are no administrative units, from places.toml."""
    lexicon = load_lexicon("places")
    found = {}
    for code, country in lexicon["countries"].items():
        for alias in country["names"]:
            found[place_key(alias)] = _country_entries()[code]
    for area in lexicon["areas"].values():
        for name in area["names"]:
            where = area.get("latitude"), area.get("longitude")
            kind: Kind = "region" if area.get("precision") == "region" else "area"
            found[place_key(name)] = Entry(
                area["names"][0], kind, area.get("country", ""), area.get("region", ""), *where, 0, False, True
            )
    return found
