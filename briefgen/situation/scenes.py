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
from briefgen.situation.calendar import Days, days_of

CLOSE = frozenset({"point", "city"})
HARM = frozenset({"killed", "wounded"})
TOLD = frozenset({"asserted", "claimed"})
REACH = 2
"""Sentences over which a place or day is carried on."""
LEAD = 3
"""First sentences of a report: what they tell without a day happened on the day of the report or the day before."""
LONGEST = 2


@dataclass(frozen=True, slots=True)
class Scene:
    """What a statement tells of: a strike or not, on which city, on which days, and whether the text gives the days."""

    strike: bool
    cities: frozenset[str]
    days: Days | None
    stated: bool


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
            own = replace(own, cities=last[1].cities, days=own.days or last[1].days, strike=last[1].strike)
            own = replace(own, stated=own.days is not None)
        if own.strike and len(own.cities) == 1:
            last = (statement.position, own)
        scenes.append(own)
    return scenes


def own_scene(statement: Statement) -> Scene:
    """What the sentence itself says."""
    days = days_of(statement.time)
    days = days if days and (days[1] - days[0]).days <= LONGEST else None
    cities = frozenset(place.name for place in statement.places if place.precision in CLOSE) - {statement.speaker or ""}
    told = statement.modality in TOLD and statement.polarity == "affirmed"
    strike = told and (tells_strike(statement.evidence.text) or (harms(statement) and statement.type == "ASSAULT"))
    return Scene(strike, cities, days, days is not None)


def harms(statement: Statement) -> bool:
    """Whether the statement counts dead or wounded."""
    return any(outcome_class(quantity.counts) in HARM for quantity in statement.quantities)


def _bounded(scene: Scene, statement: Statement, published: Days | None) -> Scene:
    """An undated lead happened on the day of publication or the day before, where that day is known."""
    if scene.days or published is None or statement.position >= LEAD or (published[1] - published[0]).days > 1:
        return scene
    return replace(scene, days=(published[0] - timedelta(days=1), published[1]))


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


def same_strike(one: Scene, other: Scene) -> bool:
    """Whether two scenes are strikes on one city with days in common."""
    if not (one.strike and other.strike and len(one.cities) == 1 and one.cities == other.cities):
        return False
    return bool(one.days and other.days and one.days[0] <= other.days[1] and other.days[0] <= one.days[1])
