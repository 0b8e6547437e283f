"""A linear classifier of news sentences into sections, trained by `training/sections.py`.

Multinomial logistic regression on words and pairs of words (Wang & Manning 2012 find such baselines hard to beat
on short texts). The weights are whole numbers, so that a sum is the same on every machine. Trained on the items of
Wikipedia's Current events portal, 2010-2020, CC BY-SA 4.0; see data/section_NOTICE.
"""

import gzip
import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from briefgen.extract.section_rules import Word

FILE = "section_weights.json.gz"


@dataclass(frozen=True, slots=True)
class SectionModel:
    """Weights per feature and class, in units of `scale`."""

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    scale: float
    weights: Mapping[str, tuple[int, ...]]

    def score(self, words: tuple[Word, ...]) -> dict[str, float]:
        """Log-odds of each class for the words of a sentence, their mean 0."""
        features = set(features_of(words))
        known = [self.weights[feature] for feature in features if feature in self.weights]
        length = math.sqrt(max(len(features), 1))
        sums = [sum(column) for column in zip(*known, strict=True)] if known else [0] * len(self.classes)
        logits = [(bias + total / length) * self.scale for bias, total in zip(self.bias, sums, strict=True)]
        mean = sum(logits) / len(logits)
        return {name: round(logit - mean, 6) for name, logit in zip(self.classes, logits, strict=True)}


def features_of(words: tuple[Word, ...]) -> Iterator[str]:
    """The features of a sentence: its words in lower case, a number as `0`, and each pair of neighbours."""
    lowered = ["0" if word.lower.isdigit() else word.lower for word in words]
    yield from lowered
    for first, second in pairwise(lowered):
        yield f"{first} {second}"


@cache
def load_section_model() -> SectionModel:
    """The classifier that ships with briefgen."""
    packed = files("briefgen.data").joinpath(FILE).read_bytes()
    stored = json.loads(gzip.decompress(packed))
    rows = zip(stored["features"], stored["weights"], strict=True)
    weights = {feature: tuple(row) for feature, row in rows}
    return SectionModel(tuple(stored["classes"]), tuple(stored["bias"]), stored["scale"], weights)
