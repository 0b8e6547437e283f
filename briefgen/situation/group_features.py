"""What is compared when reports are grouped: words, names and figures of the title and the opening, as vectors.

TF-IDF with three channels in one vector (all words; the title's words; names), so that a sum of vectors is all that a
cluster must keep. Words that reports of one event use for one another count as one (`data/group_words.toml`). How rare
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
from functools import cache
from importlib.resources import files

from briefgen.data import load_lexicon

BACKGROUND = "group_words.json.gz"
BACKGROUND_WEIGHT = 1000.0
"""The background counts like this many reports."""
OPENING = 1200
"""Characters of the text that are read."""
TITLE_WEIGHT = 1.6
BODY_WEIGHT = 1.0
CHANNELS = {"w": 0.55, "t": 0.15, "n": 0.30}
"""Shares of all words, of the title's words and of names in the likeness of two reports."""
NAME_PREFIX, TITLE_PREFIX = "=", "^"
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
    title: Mapping[str, float]
    names: Mapping[str, float]
    day: int | None


def read_features(report: Report) -> Features:
    """The terms of a report; an unreadable date counts as unknown."""
    title = [match[0] for match in _WORD.finditer(report.title)]
    body = list(_WORD.finditer(report.text[:OPENING]))
    spelled = [match[0] for match in body]
    named = _names(spelled, [_starts_sentence(report.text, match.start()) for match in body])
    words: Counter[str] = Counter()
    for word in spelled:
        _count(words, word, BODY_WEIGHT)
    for word in title:
        _count(words, word, TITLE_WEIGHT)
    heads: Counter[str] = Counter()
    for word in title:
        _count(heads, word, 1.0)
    names: Counter[str] = Counter()
    for word in (*spelled, *title):
        if word in named or (word[0].isupper() and normalise(word) in _known_names()):
            _count(names, word, 1.0)
    _place_capitals(words, names, f"{report.title} {report.text[:OPENING]}")
    return Features(dict(words), dict(heads), dict(names), _day(report.date))


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
        counts.update(feature.words.keys() | feature.names.keys())
    items, background = _background()
    total = len(features) + BACKGROUND_WEIGHT
    return {
        term: max(0.0, -math.log((count + BACKGROUND_WEIGHT * background.get(term, 0.5) / items) / total))
        for term, count in counts.items()
    }


def weigh(feature: Features, rare: Mapping[str, float]) -> dict[str, float]:
    """The features as one vector of length 1; empty for a report without words."""
    vector: dict[str, float] = {}
    for prefix, share, counted in (
        ("", CHANNELS["w"], feature.words),
        (TITLE_PREFIX, CHANNELS["t"], feature.title),
        (NAME_PREFIX, CHANNELS["n"], feature.names),
    ):
        raw = {
            term: (1 + math.log(count) if count > 1 else count) * rare.get(term, 0.0) for term, count in counted.items()
        }
        length = math.sqrt(sum(value * value for _, value in sorted(raw.items())))
        if length > 0:
            scale = math.sqrt(share) / length
            vector |= {prefix + term: value * scale for term, value in raw.items() if value > 0}
    length = math.sqrt(sum(value * value for _, value in sorted(vector.items())))
    return {term: round(value / length, 9) for term, value in sorted(vector.items())} if length else {}


def _count(counter: Counter[str], word: str, weight: float) -> None:
    for part in (word, *word.split("-")) if "-" in word else (word,):
        term = normalise(part)
        if len(term) > 1 or term.isdigit():
            counter[term] += weight  # type: ignore[assignment]


def _names(spelled: Sequence[str], starts: Sequence[bool]) -> frozenset[str]:
    """Words with a capital inside a sentence."""
    pairs = zip(spelled, starts, strict=True)
    return frozenset(word for word, first in pairs if not first and word[0].isupper() and normalise(word))


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].strip()
    return start == 0 or not before or before[-1] in '.!?"“”:–—-•|'


def _place_capitals(words: Counter[str], names: Counter[str], text: str) -> None:
    """Both names of a place where a report gives one: a capital brings its country, "X's capital" its name."""
    lexicon = load_lexicon("group_words")
    capitals: Mapping[str, str] = lexicon["capitals"]
    says_capital = "capital" in text.lower()
    for country, city in capitals.items():
        land, town = normalise(country), normalise(city)
        for counter in (words, names):
            if town in counter and land not in counter:
                counter[land] += 0.5  # type: ignore[assignment]
            elif says_capital and land in counter and town not in counter:
                counter[town] += 0.5  # type: ignore[assignment]


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
def _known_names() -> frozenset[str]:
    lexicon = load_lexicon("group_words")
    return frozenset((*lexicon["names"], *lexicon["peoples"], *lexicon["capitals"].values()))


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
