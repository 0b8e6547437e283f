"""What is compared when reports are grouped: words, names and figures of the title and the opening, as vectors.

TF-IDF in one vector, so that a sum of vectors is all that a cluster must keep. Words that reports of one event use for one another count as one (`data/group_words.toml`). How rare
a word is comes from the reports themselves and from a background of news items (`data/group_words.json.gz`).
"""

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from briefgen.data import load_lexicon

BACKGROUND = "group_words.json.gz"
BACKGROUND_SHARE = 0.5
"""What the background says of a word's rarity, against what the reports say: a folder on one war knows its own common
words, but a story told a thousand times must not make its own words worthless."""
ZONES = ((200, 1.0), (500, 0.3), (1200, 0.3), (4000, 0.15))
"""Up to which character of the text a zone goes, and what it counts. Each zone weighs the same however many words it
has, and what stands further down does not count: it is mostly the background that a paper prints with every story,
and likeness would grow with the length of what was handed in."""
TITLE_WEIGHT = 1.0
FULL_ZONE = 10
"""Terms from which a zone counts in full; the few words of a short title tell less."""
CAPITAL_WEIGHT = 0.5
"""What a place counts that was not written but follows from its capital, or the reverse."""
OPENING = 300
"""Characters of the text whose words tell what a report is about."""
_SIMPLE = re.compile(r"[^\W_]+")
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_ENDINGS = ("ational", "ations", "ation", "ings", "ing", "ies", "ied", "edly", "ed", "es", "ly", "s", "e")

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Report:
    """A news report to be grouped: an id, an ISO day or "", a title or "", and its text or the opening of it."""

    id: str
    date: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Features:
    """Counted terms of the title and of each zone of the text, with the zone's weight; and the day (None: unknown)."""

    zones: tuple[tuple[float, Mapping[str, float]], ...]
    day: int | None

    @property
    def words(self) -> frozenset[str]:
        """All terms of the report."""
        return frozenset(term for _, words in self.zones for term in words)


def read_features(report: Report) -> Features:
    """The terms of a report; an unreadable date counts as unknown."""
    zones = [(TITLE_WEIGHT, _counted(report.title, 0, len(report.title)))]
    start = 0
    for end, weight in ZONES:
        zones.append((weight, _counted(report.text, start, end)))
        start = end
    opening = f"{report.title} {report.text[: ZONES[0][0]]}"
    for term in _other_names({**zones[0][1], **zones[1][1]}, opening):
        zones[1][1][term] = CAPITAL_WEIGHT
    return Features(tuple(zones), _day(report.date))


def opening_words(title: str, text: str) -> dict[str, float]:
    """The words of the title and the opening in lower case, each once, with their rarity in news; no stopwords."""
    items, background = _background()
    words: dict[str, float] = {}
    for match in _SIMPLE.finditer(f"{title} {text[:OPENING]}"):
        term = normalise(match[0])
        if term:
            words[match[0].lower()] = round(math.log(items / background.get(term, 0.5)), 2)
    return words


@lru_cache(maxsize=100_000)
def normalise(word: str) -> str:
    """The term a word counts as: one spelling, one of several words of one meaning, without its ending; "" for none."""
    lower = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    lower = _figures().get(lower, lower)
    if word == "US":
        lower = "usa"
    if lower in _stopwords():
        return ""
    return _table().get(lower) or stem(lower)


def stem(word: str) -> str:
    """A word without its commonest English endings."""
    if word.isdigit() or len(word) < 5:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def rarity(features: Sequence[Features]) -> dict[str, float]:
    """How much each term tells (inverse document frequency), from the reports and the background together."""
    counts: Counter[str] = Counter()
    for feature in features:
        counts.update(feature.words)
    items, background = _background()
    own = {term: -math.log(count / (len(features) + 1)) for term, count in counts.items()}
    return {
        term: (1 - BACKGROUND_SHARE) * value - BACKGROUND_SHARE * math.log(background.get(term, 0.5) / items)
        for term, value in own.items()
    }


def weigh(feature: Features, rare: Mapping[str, float]) -> dict[str, float]:
    """The features as a vector of length 1 (Salton & Buckley 1988), zone by zone; empty for a report without words."""
    total: dict[str, float] = {}
    for weight, words in feature.zones:
        raw = {term: (1 + math.log(count) if count > 1 else count) * rare[term] for term, count in words.items()}
        share = weight * math.sqrt(min(1.0, len(raw) / FULL_ZONE))
        for term, value in _unit(raw).items():
            total[term] = total.get(term, 0.0) + share * value
    return {term: round(value, 9) for term, value in _unit(total).items()}


def _unit(raw: Mapping[str, float]) -> dict[str, float]:
    """A vector made of length 1, without what is not above 0; summed in the order of terms, so that it is always the same."""
    length = math.sqrt(sum(value * value for _, value in sorted(raw.items())))
    return {term: value / length for term, value in sorted(raw.items()) if value > 0}


def _counted(text: str, start: int, end: int) -> dict[str, float]:
    words: dict[str, float] = {}
    for match in _WORD.finditer(text, start, end):
        _count(words, match[0])
    return words


def _count(counter: dict[str, float], word: str) -> None:
    for part in (word, *word.split("-")) if "-" in word else (word,):
        term = normalise(part)
        if len(term) > 1 or term.isdigit():
            counter[term] = counter.get(term, 0.0) + 1.0


def _other_names(words: Mapping[str, float], text: str) -> Iterator[str]:
    """The other name of a place where a report gives one: a capital brings its country, "X's capital" its name."""
    says_capital = "capital" in text.lower()
    for land, town in _capitals():
        if town in words and land not in words:
            yield land
        elif says_capital and land in words and town not in words:
            yield town


def _day(written: str) -> int | None:
    try:
        return date.fromisoformat(written[:10]).toordinal()
    except ValueError:
        return None


@cache
def _table() -> dict[str, str]:
    lexicon = load_lexicon("group_words")
    return {
        word: head
        for group in ("same", "names", "peoples")
        for head, words in lexicon[group].items()
        for word in (head, *words)
    }


@cache
def _capitals() -> tuple[tuple[str, str], ...]:
    pairs = load_lexicon("group_words")["capitals"].items()
    return tuple((normalise(country), normalise(city)) for country, city in pairs)


@cache
def _figures() -> dict[str, str]:
    small = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    return {word: str(number) for number, word in enumerate(small.split())}


@cache
def _stopwords() -> frozenset[str]:
    return frozenset((*load_lexicon("stopwords")["words"], *load_lexicon("group_words")["stop"]))


@cache
def _background() -> tuple[int, Mapping[str, int]]:
    stored = json.loads(gzip.decompress(files("briefgen.data").joinpath(BACKGROUND).read_bytes()))
    return stored["items"], stored["words"]
