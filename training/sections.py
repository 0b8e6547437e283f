"""Train the classifier of sections on Wikipedia's news items: `python -m training.sections CORPUS [--write]`.

CORPUS is wcep_topics.jsonl.gz: items of 2010-2020 from the Current events portal (CC BY-SA 4.0) with the heading
they stood under. Headings know no sanctions: those stand under diplomacy and others, and the rules tell them. What is reported is learnt without what it is reported on: 2010-2017 for 2018-2020, and everything that
names neither Ukraine nor Russia for what names them from 2014 on. The weights that ship have seen all. Needs
scikit-learn (`pip install briefgen[training]`).

The headings are many editors' and differ where items do not. So the classifier learns from what a larger one, a transformer
that is never shipped, makes of each item in the light of the others (`training/section_teacher.py` wrote it down), and a
little from the heading itself (Hinton, Vinyals & Dean 2015). That teacher saw the headings of the items that the report below
is on, though never an item's own: the report flatters a little. By itself, with none of them seen, it has .823 and .822.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report

from briefgen.extract.section_features import RARE, STEPS, features_of, masked, mean_vector
from briefgen.extract.section_model import FILE, SectionModel
from briefgen.extract.section_rules import Word, split_words
from briefgen.extract.sections import rule_scores
from briefgen.language.pipeline import load_nlp
from briefgen.profile import Profile, load_profile
from training.linear import Columns, columns_of, count_features, matrix_of, pack

FEATURES = 70_000
LEAST_ITEMS = 4
LEAST_SMALL = 20
"""Times a word is written small in the corpus to be no name where it has a capital."""
FAR_FROM_WAR = 0.5
"""Weight of an item that no rule of diplomacy, battlefield or sanctions speaks for."""
PENALTY = 3.0
LEAST_WEIGHT = 0.002
"""Part of the largest weight below which an item is not taken for one of a class at all."""
CLASSES = ("battlefield", "diplomacy", "side-stories")
HEADING = 0.2
"""What the heading itself counts; the teacher's judgement counts the rest."""
TEMPERATURE = 0.5
"""Of the teacher's shares, as in Hinton et al.: below 1, what is likely becomes likelier."""
VECTOR = 3.0
"""How long a mean vector of length 1 is beside the words."""
SCALE = 0.05
JUDGEMENTS = Path(__file__).with_name("section_judgements.npz")
WAR = re.compile(
    r"Ukrain|Crimea|Donbas|Donetsk|Luhansk|Kiev\b|Kyiv|Odess?a\b|Mariupol|Russia|Moscow|Kremlin|Putin|NATO"
)


@dataclass(frozen=True, slots=True)
class Row:
    """An item: its day, its words, its class, how likely it is to be of each of CLASSES, and how much it counts."""

    date: str
    words: tuple[Word, ...]
    label: str
    shares: tuple[float, ...]
    weight: float
    on_war: bool


def read_rows(path: Path) -> list[Row]:
    """The items of the corpus, with what the teacher makes of them."""
    profile, judged = load_profile("generic"), np.load(JUDGEMENTS)["shares"]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_row(json.loads(line), shares, profile) for line, shares in zip(lines, judged, strict=True)]


def class_of(item: dict[str, Any]) -> str:
    """The class of an item's heading."""
    return "side-stories" if item["label"] == "other" else str(item["label"])


def _row(item: dict[str, Any], judged: np.ndarray, profile: Profile) -> Row:
    words = split_words(item["text"])
    scores = rule_scores(words, profile)
    near = max(scores[name] for name in ("diplomacy", "battlefield", "sanctions")) > 0
    label = class_of(item)
    on_war = bool(WAR.search(item["text"]))
    return Row(item["date"], words, label, targets(label, judged), 1.0 if near else FAR_FROM_WAR, on_war)


def targets(label: str, judged: np.ndarray) -> tuple[float, ...]:
    """Shares of the classes to learn: the teacher's, sharpened, and the heading's."""
    sharp = (judged / judged.sum()) ** (1 / TEMPERATURE)
    heading = np.array([float(name == label) for name in CLASSES])
    return tuple((HEADING * heading + (1 - HEADING) * sharp / sharp.sum()).tolist())


def common_words(rows: Iterable[Row]) -> dict[str, int]:
    """Words that are often written small, with their rarity in whole steps."""
    rows = list(rows)
    small = Counter(word.text for row in rows for word in set(row.words) if word.text.islower())
    return {
        word: min(RARE, round(float(np.log(len(rows) / count))))
        for word, count in sorted(small.items())
        if count >= LEAST_SMALL
    }


def weigh(sets: Sequence[frozenset[str]], columns: Columns, idf: np.ndarray) -> csr_matrix:
    """One line an item; a value is the feature's rarity over the root of the number of features."""
    seen = matrix_of(sets, columns)
    sizes = np.repeat([len(features) for features in sets], np.diff(seen.indptr))
    seen.data = idf[seen.indices] / np.sqrt(sizes)
    return seen


def train(rows: Sequence[Row]) -> SectionModel:
    """A classifier of whole-numbered weights that takes every class for equally likely: the profile knows better."""
    common, vocab = common_words(rows), load_nlp().vocab
    kinds = [masked(row.words, common) for row in rows]
    sets = [frozenset(features_of(row.words, names)) for row, names in zip(rows, kinds, strict=True)]
    counts = count_features(sets)
    columns = columns_of(counts, LEAST_ITEMS)
    names = list(columns)
    idf = np.log(len(rows) / np.array([counts[name] for name in names]))
    places = np.array([mean_vector(names, common, vocab) for names in kinds]) * (VECTOR / STEPS)
    seen = hstack([weigh(sets, columns, idf), csr_matrix(places)]).tocsr()
    model = fit(seen, np.array([[row.weight * share for share in row.shares] for row in rows]))
    weighed, leans = model.coef_[:, : len(names)] * idf, model.coef_[:, len(names) :] * (VECTOR / STEPS)
    reach = np.abs(weighed).max(axis=0) * np.sqrt([counts[name] for name in names])
    best = sorted(np.argsort(-reach, kind="stable")[:FEATURES])
    whole = np.rint(weighed / SCALE).astype(int)
    return SectionModel(
        classes=tuple(model.classes_),
        bias=tuple(int(value) for value in np.rint(model.intercept_ / SCALE)),
        scale=SCALE,
        weights={names[column]: tuple(int(value) for value in whole[:, column]) for column in best},
        directions=np.rint(leans * 1000 / SCALE).astype(np.int64),
        common=common,
    )


def fit(seen: csr_matrix, weights: np.ndarray) -> LogisticRegression:
    """The regression of items that are of each class to a degree: once for each class, weighed so that all classes count alike."""
    weights = weights / weights.sum(axis=0)
    places, classes = np.nonzero(weights > LEAST_WEIGHT * weights.max())
    own = weights[places, classes] * len(seen.indptr) / weights.shape[1]
    model = LogisticRegression(C=PENALTY, max_iter=150, tol=1e-3)
    return model.fit(seen[places], np.array(CLASSES)[classes], sample_weight=own)


def report(model: SectionModel, rows: Sequence[Row]) -> str:
    """Precision, recall and F1 of each class."""
    vocab = load_nlp().vocab
    scores = [model.score(row.words, vocab) for row in rows]
    guesses = [max(model.classes, key=lambda name: score[name]) for score in scores]
    return str(classification_report([row.label for row in rows], guesses, digits=3))


def write(model: SectionModel, path: Path) -> None:
    """The weights where the package reads them."""
    stored = {
        "licence": "CC BY-SA 4.0; see section_NOTICE",
        "classes": model.classes,
        "bias": model.bias,
        "scale": model.scale,
        "directions": model.directions.tolist(),
        "common": model.common,
        "features": list(model.weights),
        "weights": list(model.weights.values()),
    }
    pack(stored, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument(
        "--write", action="store_true", help="train on all items and write the weights into the package"
    )
    options = parser.parse_args()
    rows = read_rows(options.corpus)
    if options.write:
        write(train(rows), Path(__file__).parents[1] / "briefgen" / "data" / FILE)
        return
    early = train([row for row in rows if row.date < "2018"])
    print("2018-2020", report(early, [row for row in rows if row.date >= "2018"]), sep="\n")
    elsewhere = train([row for row in rows if not row.on_war])
    print("on the war", report(elsewhere, [row for row in rows if row.on_war and row.date >= "2014"]), sep="\n")


if __name__ == "__main__":
    main()
