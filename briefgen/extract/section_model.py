"""A linear classifier of news sentences into sections, trained by `training/sections.py`.

Multinomial logistic regression on words, pairs of words and their vectors (Wang & Manning 2012 find such baselines hard
to beat on short texts). The weights are whole numbers, so that a sum is the same on every machine. Trained on the items of
Wikipedia's Current events portal, 2010-2020, CC BY-SA 4.0; see data/section_NOTICE.
"""

import gzip
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from spacy.vocab import Vocab

from briefgen.extract.section_features import features_of, masked, mean_vector
from briefgen.extract.section_rules import Word

FILE = "section_weights.json.gz"
SANCTIONS = "sanctions"
HOMES = ("diplomacy", "side-stories")
"""Sanctions have no heading in the portal. They stand under one of these, and the likelier one lends them its log-odds:
whether a sentence is on sanctions is for the rules to say."""


@dataclass(frozen=True, slots=True)
class SectionModel:
    """Weights per feature and class, in units of `scale`."""

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    scale: float
    weights: Mapping[str, tuple[int, ...]]
    directions: "np.ndarray[tuple[int, int], np.dtype[np.int64]]"
    """For each class a weight per dimension of the mean vector, in units of `scale` over 1000 a step."""
    common: Mapping[str, int]
    """Words often written small, with how rare they are: what is no name though it has a capital."""

    def score(self, words: tuple[Word, ...], vocab: Vocab) -> dict[str, float]:
        """Log-odds of each class for the words of a sentence, the mean of the learnt ones 0."""
        kinds = masked(words, self.common)
        features = set(features_of(words, kinds))
        known = [self.weights[feature] for feature in features if feature in self.weights]
        length = math.sqrt(max(len(features), 1))
        sums = [sum(column) for column in zip(*known, strict=True)] if known else [0] * len(self.classes)
        leans = [lean / 1000 for lean in (self.directions @ mean_vector(kinds, self.common, vocab)).tolist()]
        logits = [
            (bias + total / length + lean) * self.scale
            for bias, total, lean in zip(self.bias, sums, leans, strict=True)
        ]
        mean = sum(logits) / len(logits)
        found = {name: round(logit - mean, 6) for name, logit in zip(self.classes, logits, strict=True)}
        return found | {SANCTIONS: max(found[name] for name in HOMES)}


@cache
def load_section_model() -> SectionModel:
    """The classifier that ships with briefgen."""
    packed = files("briefgen.data").joinpath(FILE).read_bytes()
    stored = json.loads(gzip.decompress(packed))
    rows = zip(stored["features"], stored["weights"], strict=True)
    return SectionModel(
        classes=tuple(stored["classes"]),
        bias=tuple(stored["bias"]),
        scale=stored["scale"],
        weights={feature: tuple(row) for feature, row in rows},
        directions=np.array(stored["directions"], dtype=np.int64),
        common=stored["common"],
    )
