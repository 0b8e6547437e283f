"""Which of several places of one name is meant: what stands beside it, other places of the article, size, the profile.

A choice must win clearly. Where two places stay as likely, there is no choice, and the mention keeps its words without
coordinates: a wrong pin is worse than none.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefgen.extract.gazetteer import Entry, find_entries, find_region, place_key

_CLEAR = 0.5
"""By how much the best candidate must beat the next: a factor of three in people."""
_KNOWN_ALONE = 300_000
"""American towns of fewer people are written with their state (Associated Press style), so rarely meant without."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What the text beside a name says about it."""

    region: bool = False
    settlement: bool = False
    country: str = ""
    within: str = ""
    """Code of the first-level region, from "Paris, Texas"."""


def choose(name: str, hints: Hints, countries: Mapping[str, float]) -> Entry | None:
    """The place meant by a name, None where there is none or no clear one.

    `countries` weighs the countries that the rest of the article and the profile speak of.
    """
    candidates = _allowed(find_entries(name), hints)
    if not candidates:
        return None
    scored = sorted(((_score(entry, countries), entry) for entry in candidates), key=lambda pair: -pair[0])
    best, entry = scored[0]
    rivals = [score for score, other in scored[1:] if not _one_place(entry, other)]
    return entry if not rivals or best - rivals[0] >= _CLEAR or hints.within or hints.country else None


def country_weights(certain: Sequence[Entry], peoples: Sequence[str], home: Sequence[str]) -> dict[str, float]:
    """How much each country ("UA") and region ("UA.05") is spoken of: its share of certain mentions, more for the profile's own.

    `peoples` are the countries whose peoples are named, each as good as half a mention.
    """
    counts: Counter[str] = Counter()
    for entry in certain:
        counts[entry.country] += 2 * bool(entry.country)
    counts.update(peoples)
    counts = +counts
    total = sum(counts.values()) or 1
    weights = {code: 0.3 + 1.5 * count / total for code, count in counts.items()}
    for code in home:
        weights[code] = weights.get(code, 0) + 0.6
    return weights | {f"{entry.country}.{entry.region}": 1.0 for entry in certain if entry.region}


def _allowed(entries: Sequence[Entry], hints: Hints) -> list[Entry]:
    """The candidates that what stands beside the name lets through, cities before regions of one name unless a region is meant."""
    kept = [entry for entry in entries if not hints.country or entry.country == hints.country]
    if hints.within:
        return [entry for entry in kept if entry.region == hints.within and entry.kind == "city"]
    if hints.region:
        regions = [entry for entry in kept if entry.kind in {"region", "area"}]
        return regions or [found for entry in kept if (found := _region_of_same_name(entry))]
    if hints.settlement:
        return [entry for entry in kept if entry.kind == "city"]
    listed = [entry for entry in kept if entry.kind in {"country", "area"}]
    return listed + [
        entry for entry in kept if entry.kind == "city" or (entry.kind == "region" and not _has_city(entry, kept))
    ]


def _region_of_same_name(city: Entry) -> Entry | None:
    """The region around a town that bears its name, for towns found under another spelling."""
    region = find_region(city.country, city.region)
    return region if region and place_key(region.name) == place_key(city.name) else None


def _has_city(region: Entry, entries: Sequence[Entry]) -> bool:
    """Whether a town of some size in that region bears its name: alone, the name means the town."""
    return any(
        entry.kind == "city" and entry.country == region.country and (entry.region == region.region or entry.capital)
        and (entry.primary or entry.people >= 1_000_000) and entry.people >= 50_000
        for entry in entries
    )  # fmt: skip


def _score(entry: Entry, countries: Mapping[str, float]) -> float:
    size = math.log10(max(entry.people, 300))
    rank = {"country": 2.0, "area": 3.0, "region": 0.5, "city": 0.0}[entry.kind]
    small = entry.country == "US" and entry.kind == "city" and entry.people < _KNOWN_ALONE
    doubt = 2.0 * (not entry.primary) + 2.0 * small
    context = countries.get(entry.country, 0.0) + countries.get(f"{entry.country}.{entry.region}", 0.0)
    return size + rank + 1.5 * entry.capital - doubt + context


def _one_place(one: Entry, other: Entry) -> bool:
    """Whether two entries are parts of one place, such as a city that is a region of its own."""
    same = one.country == other.country and one.name == other.name
    return same and (one.region == other.region or "region" in {one.kind, other.kind})
