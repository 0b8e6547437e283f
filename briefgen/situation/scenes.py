"""Where and when a statement plays, with what it takes over from the sentences before it in its article.

"At least three people were killed, the mayor said" stands behind the sentence that names the city and the drones:
a scene is what a reader would fill in. It is used to set reports of one happening side by side, never printed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from briefgen.data import load_lexicon
from briefgen.extract.quantity_outcomes import outcome_class
from briefgen.model import Statement
from briefgen.situation.calendar import Days, days_of, told_days

CLOSE = frozenset({"point", "city"})
KINDS = ("quake", "flood", "sinking", "crash", "shooting", "fire", "collapse")
"""Happenings other than strikes, each a table of `scenes.toml`; the first that fits is meant."""
MEETING = "meeting"
HARM = frozenset({"killed", "wounded", "missing", "casualties"})
TOLD = frozenset({"asserted", "claimed"})
REACH = 2
"""Sentences over which a place or day is carried on."""
LEAD = 3
"""First sentences of a report: what they tell without a day happened on the day of the report or the day before."""
LONGEST = 2
_SETTLED = re.compile(r"\b(?:town|city|village|port|suburb|resort)\s+of\s+$")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS_OWN = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[’']s\s+(?:[\w-]+\s+){{0,3}}?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """What a statement tells of: "strike" or another kind of happening, in which city, on which days, and whether the text gives the days."""

    kind: str
    cities: frozenset[str]
    days: Days | None
    stated: bool
    own_day: bool = False
    """Whether the day is that of the happening and not of what the sentence adds: "Sunday's toll rose on Tuesday"."""
    sites: frozenset[int] = frozenset()
    """Kinds of what was struck, where the sentence brings it up: "at a market"."""


def scenes_of(statements: Sequence[Statement], published: Mapping[str, Days] | None = None) -> tuple[Scene, ...]:
    """The scene of each statement, in their order; `published` gives the days articles were published on."""
    by_article: dict[str, list[int]] = {}
    for number, statement in enumerate(statements):
        by_article.setdefault(statement.evidence.article, []).append(number)
    found: dict[int, Scene] = {}
    for article, numbers in by_article.items():
        numbers.sort(key=lambda number: statements[number].position)
        told = _carried([statements[number] for number in numbers])
        dated = (
            _bounded(scene, statements[number], (published or {}).get(article))
            for number, scene in zip(numbers, told, strict=True)
        )
        found.update(zip(numbers, dated, strict=True))
    return tuple(found[number] for number in range(len(statements)))


def _carried(told: Sequence[Statement]) -> list[Scene]:
    """Scenes of one article's statements in order, each completed by the last one that is near enough."""
    scenes: list[Scene] = []
    last: tuple[int, Scene] | None = None
    for statement in told:
        own = own_scene(statement)
        if last and statement.position - last[0] <= REACH and harms(statement) and not own.cities:
            own = replace(own, cities=last[1].cities, days=own.days or last[1].days, kind=last[1].kind)
            own = replace(own, stated=own.days is not None)
        if own.kind and len(own.cities) == 1:
            last = (statement.position, own)
        scenes.append(own)
    return scenes


def own_scene(statement: Statement) -> Scene:
    """What the sentence itself says."""
    days = days_of(statement.time)
    days = days if days and (days[1] - days[0]).days <= LONGEST else None
    kind = _kind(statement)
    cities = spots_of(statement) if kind == MEETING else cities_of(statement)
    return Scene(kind, cities, days, days is not None, sites=sites_of(statement.evidence.text) if kind else frozenset())


def _kind(statement: Statement) -> str:
    """What kind of happening a statement tells of, '' for none."""
    text = statement.evidence.text
    if statement.modality not in TOLD:
        return ""
    plain = statement.kind == "narration" or told_days(statement.time)  # "the talks settled nothing, he said"
    told = plain and has_any(text, MEETING) and not has_any(text, MEETING, "never")
    met = MEETING if told else ""
    if statement.polarity != "affirmed":
        return met
    if tells_strike(text):
        return "strike"
    found = next((kind for kind in KINDS if has_any(text, kind)), "")
    return found or ("strike" if harms(statement) and statement.type == "ASSAULT" else met)


def spots_of(statement: Statement) -> frozenset[str]:
    """All places finer than a country that a statement names."""
    return frozenset(
        place.name for place in statement.places if place.precision != "country" and place.name != statement.speaker
    )


def cities_of(statement: Statement) -> frozenset[str]:
    """The towns a statement names, with the region where the text gives it: Springfield, Ohio is not the one in Illinois."""
    text = statement.evidence.text
    towns = [
        place
        for place in statement.places
        if place.name != statement.speaker and (place.precision in CLOSE or is_town(place.name, text))
    ]
    regions = {place.name for place in statement.places if place.precision == "region"}
    return frozenset(f"{town.name}, {town.region}" if town.region in regions else town.name for town in towns)


def is_town(name: str, text: str) -> bool:
    """Whether a text calls a place that the gazetteer does not know a town."""
    place = text.find(name)
    return place >= 0 and bool(_SETTLED.search(text[:place]))


def share_city(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of towns have one in common; a town without its region is the same as with it."""
    return bool(one & other) or any(
        first.partition(",")[0] == second.partition(",")[0] and ("," in first) != ("," in second)
        for first in one
        for second in other
    )


def harms(statement: Statement) -> bool:
    """Whether the statement counts dead, wounded or missing."""
    return any(outcome_class(quantity.counts) in HARM for quantity in statement.quantities)


def _bounded(scene: Scene, statement: Statement, published: Days | None) -> Scene:
    """The days by the day of publication, where that is known: "Sunday's quake" was on the last Sunday, an undated lead that day or the day before."""
    if published and published[0] == published[1] and (weekday := _own_weekday(scene, statement.evidence.text)):
        day = published[0] - timedelta(days=(published[0].isoweekday() - weekday) % 7)
        return replace(scene, days=(day, day), stated=True, own_day=True)
    if scene.days or published is None or statement.position >= LEAD or (published[1] - published[0]).days > 1:
        return scene
    return replace(scene, days=(published[0] - timedelta(days=1), published[1]))


def _own_weekday(scene: Scene, text: str) -> int:
    """The weekday (1-7) that a text gives its happening: "Sunday's earthquake"; 0 for none."""
    if not scene.kind:
        return 0
    words = (
        [pattern_of("strike", key) for key in ("strong", "weak")]
        if scene.kind == "strike"
        else [pattern_of(scene.kind)]
    )
    found = (match for pattern in words for match in pattern.finditer(text))
    before = (_WEEKDAYS_OWN.search(text[: match.start()]) for match in found)
    return next((_WEEKDAYS.index(match[1].lower()) + 1 for match in before if match), 0)


def tells_strike(text: str) -> bool:
    """Whether words tell of an armed strike."""
    lexicon = load_lexicon("scenes")["strike"]
    plain = _pattern(tuple(lexicon["never"])).sub(" ", text)
    if _pattern(tuple(lexicon["strong"])).search(plain):
        return True
    weak, weapons = _pattern(tuple(lexicon["weak"])), _pattern(tuple(lexicon["weapons"]))
    return bool(weak.search(plain) and weapons.search(plain) and not re.search(r"\bhit (?:song|film|show)", plain))


def has_any(text: str, table: str, key: str = "words") -> bool:
    """Whether a text holds one of the words of a table of `scenes.toml`."""
    return bool(pattern_of(table, key).search(text))


def pattern_of(table: str, key: str = "words") -> re.Pattern[str]:
    """The words of a table of `scenes.toml` as one pattern."""
    return _pattern(tuple(load_lexicon("scenes")[table][key]))


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return compile_words(words)


def compile_words(words: Iterable[str]) -> re.Pattern[str]:
    """Words and stems of a lexicon as one pattern, whole words, in any case."""
    parts = (r"\s+".join(map(_word, word.split())) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + ")", re.IGNORECASE)


def _word(word: str) -> str:
    return re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else r"(?!\w)")


def same_happening(one: Scene, other: Scene) -> bool:
    """Whether two scenes are happenings of one kind in one city with days in common."""
    if not (one.kind and one.kind == other.kind and len(one.cities) == len(other.cities) == 1):
        return False
    if not share_city(one.cities, other.cities):
        return False
    return share_days(one, other)


def other_site(one: Scene, other: Scene) -> bool:
    """Whether two scenes, one of them on no stated day, strike things of different kinds: "at a market", "at a checkpoint"."""
    sure = one.stated and other.stated
    return bool(one.sites and other.sites) and not sure and one.sites.isdisjoint(other.sites)


def sites_of(text: str) -> frozenset[int]:
    """The kinds, by number, of what a text says was struck: "at a market" is the first of `scenes.toml`."""
    return frozenset(number for number, pattern in enumerate(_sites()) if pattern.search(text))


@cache
def _sites() -> tuple[re.Pattern[str], ...]:
    kinds = ("|".join(map(re.escape, words)) for words in load_lexicon("scenes")["site"]["kinds"])
    return tuple(
        re.compile(rf"\b(?:at|in|into|inside|on|near|outside|by) an? (?:\w+ ){{0,2}}?(?:{words})\b") for words in kinds
    )


def share_days(one: Scene, other: Scene) -> bool:
    """Whether two scenes have days in common."""
    return bool(one.days and other.days and one.days[0] <= other.days[1] and other.days[0] <= one.days[1])
