"""What is compared when reports are grouped: words, names and figures of the title and the opening, as vectors.

TF-IDF in one vector, so that a sum of vectors is all that a cluster must keep. Words that reports of one event use for one another count as one (`data/group_words.toml`). How rare
a word is comes from the reports themselves and from a background of news items (`data/group_words.json.gz`).
"""

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from briefgen.data import load_lexicon

BACKGROUND = "group_words.json.gz"
BACKGROUND_SHARE = 0.5
"""What the background says of a word's rarity, against what the reports say: a folder on one war knows its own common
words, but a story told a thousand times must not make its own words worthless."""
OPENING = ((300, 1.0), (700, 0.7), (1400, 0.4))
"""Up to which character of the text a word counts how much: a report says first what it is about."""
TITLE_WEIGHT = 1.6
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
    """Counted terms of a report, weighed by where they stand, and its day as a number (None: unknown)."""

    words: Mapping[str, float]
    day: int | None


def read_features(report: Report) -> Features:
    """The terms of a report; an unreadable date counts as unknown."""
    words: dict[str, float] = {}
    for match in _WORD.finditer(report.title):
        _count(words, match[0], TITLE_WEIGHT)
    start = 0
    for end, weight in OPENING:
        for match in _WORD.finditer(report.text, start, end):
            _count(words, match[0], weight)
        start = end
    _place_capitals(words, f"{report.title} {report.text[: OPENING[0][0]]}")
    return Features(words, _day(report.date))


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
        counts.update(feature.words.keys())
    items, background = _background()
    own = {term: -math.log(count / (len(features) + 1)) for term, count in counts.items()}
    return {
        term: (1 - BACKGROUND_SHARE) * value - BACKGROUND_SHARE * math.log(background.get(term, 0.5) / items)
        for term, value in own.items()
    }


def weigh(feature: Features, rare: Mapping[str, float]) -> dict[str, float]:
    """The features as a vector of length 1 (Salton & Buckley 1988); empty for a report without words."""
    raw = {term: (1 + math.log(count) if count > 1 else count) * rare[term] for term, count in feature.words.items()}
    length = math.sqrt(sum(value * value for _, value in sorted(raw.items())))
    return {term: round(value / length, 9) for term, value in sorted(raw.items()) if value > 0} if length else {}


def _count(counter: dict[str, float], word: str, weight: float) -> None:
    for part in (word, *word.split("-")) if "-" in word else (word,):
        term = normalise(part)
        if len(term) > 1 or term.isdigit():
            counter[term] = counter.get(term, 0.0) + weight


def _place_capitals(words: dict[str, float], text: str) -> None:
    """Both names of a place where a report gives one: a capital brings its country, "X's capital" its name."""
    says_capital = "capital" in text.lower()
    for land, town in _capitals():
        if town in words and land not in words:
            words[land] = 0.5
        elif says_capital and land in words and town not in words:
            words[town] = 0.5


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
