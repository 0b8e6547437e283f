"""Words of statements as weighted vectors, to tell whether two sentences report the same thing.

TF-IDF over light stems, names and figures (Salton & Buckley 1988); names weigh more than words, since two
reports of one event share who, where and how many before they share verbs.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from briefgen.model import Statement

Vector = Mapping[str, float]

_WORD = re.compile(r"[^\W\d_][\w’'-]*|\d[\d,.]*")
STOPWORDS = frozenset(
    "a about above after again against all also am an and any are as at be because been before being below between both but by can could "
    "did do does doing down during each few for from further had has have having he her here hers him his how i if in into is it its itself "
    "just me more most my no nor not now of off on once only or other our out over own re s said same says say saying she should so some such "
    "than that the their them then there these they this those through to too under until up very was we were what when where which while who "
    "whom why will with would you your told according added including amid may might must one two new last week month year day".split()
)
NAME_WEIGHT = 1.5


def stem(word: str) -> str:
    """A word without its commonest English endings, enough to join 'strikes' and 'striking'."""
    word = word.lower().replace("’", "'").removesuffix("'s").strip("'-")
    for ending in ("ations", "ation", "ings", "ing", "edly", "ied", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def terms_of(statement: Statement) -> Counter[str]:
    """The terms of one statement: stems of its content words, its names and its figures."""
    words = (stem(match) for match in _WORD.findall(statement.evidence.text) if match.lower() not in STOPWORDS)
    counted = Counter(word for word in words if len(word) > 1 or word.isdigit())
    for name in (*statement.actors, *(place.name for place in statement.places)):
        counted[f"={name.lower()}"] += 1
    return counted


def weigh(counted: Sequence[Counter[str]]) -> tuple[Vector, ...]:
    """TF-IDF vectors of length one, one for each counter."""
    frequency = Counter(term for terms in counted for term in terms)
    total = len(counted)
    return tuple(
        _unit({term: _weight(term, number, frequency[term], total) for term, number in terms.items()})
        for terms in counted
    )


def _weight(term: str, number: int, documents: int, total: int) -> float:
    idf = math.log((1 + total) / (1 + documents)) + 1
    return (1 + math.log(number)) * idf * (NAME_WEIGHT if term.startswith("=") else 1.0)


def _unit(vector: dict[str, float]) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
    return {term: weight / length for term, weight in sorted(vector.items())}


def cosine(left: Vector, right: Vector) -> float:
    """Cosine of two vectors of length one."""
    small, large = (left, right) if len(left) <= len(right) else (right, left)
    return math.fsum(weight * large[term] for term, weight in small.items() if term in large)


def rare_pairs(vectors: Sequence[Vector], most: int = 40) -> Iterable[tuple[int, int]]:
    """Pairs of vectors that share a term which at most `most` of them have: candidates for comparison."""
    index: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        for term in vector:
            index.setdefault(term, []).append(number)
    pairs = {
        (left, right)
        for numbers in index.values()
        if 1 < len(numbers) <= most
        for place, left in enumerate(numbers)
        for right in numbers[place + 1 :]
    }
    return sorted(pairs)
