"""Words of statements as weighted vectors, to tell whether two sentences report the same thing.

TF-IDF over light stems, names and figures (Salton & Buckley 1988); names weigh more than words, since two
reports of one event share who, where and how many before they share verbs.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from briefgen.data import load_lexicon
from briefgen.model import Statement

Vector = Mapping[str, float]

_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d,.]*")
NAME_WEIGHT = 1.5
STRONGEST = 4
NEIGHBOURS = 2


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its commonest English endings, enough to join 'strikes' and 'striking'."""
    word = word.lower().replace("’", "'").removesuffix("'s").strip("'-")
    for ending in ("ations", "ation", "ings", "ing", "edly", "ied", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(load_lexicon("stopwords")["words"])


def terms_of(statement: Statement) -> Counter[str]:
    """The terms of one statement: stems of its content words, its names and its figures."""
    words = (stem(match) for match in _WORD.findall(statement.evidence.text) if match.lower() not in _stopwords())
    counted = Counter(word for word in words if len(word) > 1 or word.isdigit())
    for name in (*statement.actors, *(place.name for place in statement.places)):
        counted[f"={name.lower()}"] += 1
    return counted


def words_of(statement: Statement) -> frozenset[str]:
    """The stems of a statement that are no part of a name, title or people: what is said of whom is named."""
    return _telling(terms_of(statement), statement)


def _telling(terms: Iterable[str], statement: Statement) -> frozenset[str]:
    named = {stem(word) for name in statement.actors for word in name.split()}
    named |= {stem(word) for place in statement.places for word in (*place.name.split(), *place.region.split())}
    named |= _titles()
    return frozenset(term for term in terms if not term.startswith("=") and term not in named)


@cache
def _titles() -> frozenset[str]:
    """Stems of titles and peoples, which name who somebody is and not what was done."""
    return frozenset(stem(word) for word in load_lexicon("stopwords")["identity"])


@dataclass(frozen=True, slots=True)
class Sketch:
    """A statement for comparison: its vector of length one, and its telling words with their weights."""

    vector: Vector
    words: Vector
    weight: float
    """What its telling words weigh together."""


def sketch_all(statements: Sequence[Statement]) -> tuple[Sketch, ...]:
    """Sketches of statements, weighted against each other."""
    counted = [terms_of(statement) for statement in statements]
    frequency = Counter(term for terms in counted for term in terms)
    total = len(counted)

    def weight(term: str, number: int = 1) -> float:
        return _weight(term, number, frequency[term], total)

    def sketch(terms: Counter[str], statement: Statement) -> Sketch:
        words = {word: weight(word) for word in _telling(terms, statement)}
        unit = _unit({term: weight(term, number) for term, number in terms.items()})
        return Sketch(unit, words, math.fsum(words.values()))

    return tuple(map(sketch, counted, statements))


def likeness(one: Sketch, other: Sketch) -> tuple[float, int]:
    """How alike two statements are, 0 to 1, and how many telling words they share.

    The mean of the cosine of all terms and of the overlap coefficient of the telling words: a short report of an
    event shares most of its words with a long one, though their cosine is low.
    """
    shared = one.words.keys() & other.words.keys()
    smaller = min(one.weight, other.weight)
    overlap = math.fsum([one.words[word] for word in shared]) / smaller if smaller else 0.0
    return round((cosine(one.vector, other.vector) + overlap) / 2, 9), len(shared)


def _weight(term: str, number: int, documents: int, total: int) -> float:
    idf = math.log((1 + total) / (1 + documents)) + 1
    return (1 + math.log(number)) * idf * (NAME_WEIGHT if term.startswith("=") else 1.0)


def _unit(vector: dict[str, float]) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in sorted(vector.items())}


def cosine(left: Vector, right: Vector) -> float:
    """Cosine of two vectors of length one."""
    small, large = (left, right) if len(left) <= len(right) else (right, left)
    return math.fsum([weight * large[term] for term, weight in small.items() if term in large])


def rare_pairs(vectors: Sequence[Vector], most: int = 40) -> Iterable[tuple[int, int]]:
    """Pairs of vectors that share a term: all of those with a rare one, and neighbours among those with a common one.

    Of a term that more than `most` vectors have, each is paired with the next ones in the order of their strongest
    terms, so that a story told a thousand times is joined in linear time.
    """
    index: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        for term in vector:
            index.setdefault(term, []).append(number)
    ranks = _ranks(vectors) if any(len(numbers) > most for numbers in index.values()) else ()
    pairs: set[tuple[int, int]] = set()
    for numbers in index.values():
        if len(numbers) > most:
            pairs |= _neighbours(sorted(numbers, key=lambda number: ranks[number]))
        else:
            pairs |= {(left, right) for place, left in enumerate(numbers) for right in numbers[place + 1 :]}
    return sorted(pairs)


def _ranks(vectors: Sequence[Vector]) -> Sequence[tuple[tuple[str, ...], int]]:
    """The order of vectors by their strongest terms."""
    return [
        (tuple(sorted(vector, key=lambda term: (-vector[term], term))[:STRONGEST]), number)
        for number, vector in enumerate(vectors)
    ]


def _neighbours(numbers: Sequence[int]) -> set[tuple[int, int]]:
    return {
        (min(left, right), max(left, right))
        for place, left in enumerate(numbers)
        for right in numbers[place + 1 : place + 1 + NEIGHBOURS]
    }
