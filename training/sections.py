"""Train the classifier of sections on Wikipedia's news items: `python training/sections.py CORPUS [--write]`.

CORPUS is wcep_topics.jsonl.gz: items of 2010-2020 from the Current events portal (CC BY-SA 4.0) with the heading
they stood under. Headings know no sanctions: an item that the rules of the default profile put there is taken out of
the other classes. Options are chosen on 2019, with 2010-2018 to learn from; 2020 is reported; the weights that ship
have seen all years. Needs scikit-learn (`pip install briefgen[training]`).
"""

import argparse
import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import classification_report

from briefgen.extract.section_model import FILE, SectionModel, features_of
from briefgen.extract.section_rules import split_words
from briefgen.extract.sections import rule_scores
from briefgen.profile import Profile, load_profile

CLASSES = ("battlefield", "diplomacy", "sanctions", "side-stories")
SILVER_AT = 4.0
"""Log-odds by the rules from which an item counts as one on sanctions."""
FEATURES = 50_000
LEAST_ITEMS = 4
PENALTY = 1.0
SCALE = 0.05

Row = tuple[int, frozenset[str], str]


def read_rows(path: Path) -> list[Row]:
    """Year, features and class of each item."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        profile = load_profile("russia-ukraine")
        found = [_row(json.loads(line), profile) for line in lines]
    return [row for row in found if row is not None]


def _row(item: dict[str, Any], profile: Profile) -> Row | None:
    words = split_words(item["text"])
    label = "side-stories" if item["label"] == "other" else item["label"]
    if rule_scores(words, profile)["sanctions"] >= SILVER_AT:
        if label == "battlefield":
            return None
        label = "sanctions"
    return int(item["date"][:4]), frozenset(features_of(words)), label


def matrix(rows: Sequence[Row], columns: dict[str, int], idf: np.ndarray) -> csr_matrix:
    """One line an item; a value is the feature's rarity over the root of the number of features."""
    pointers, indices, values = [0], [], []
    for _, features, _ in rows:
        known = sorted(columns[feature] for feature in features if feature in columns)
        indices += known
        values += [idf[column] / np.sqrt(len(features)) for column in known]
        pointers.append(len(indices))
    return csr_matrix((values, indices, pointers), shape=(len(rows), len(columns)))


def train(rows: Sequence[Row]) -> SectionModel:
    """A classifier of whole-numbered weights that takes every class for equally likely: the profile knows better."""
    counts: dict[str, int] = {}
    for _, features, _ in rows:
        for feature in features:
            counts[feature] = counts.get(feature, 0) + 1
    names = sorted(feature for feature, count in counts.items() if count >= LEAST_ITEMS)
    columns = {name: number for number, name in enumerate(names)}
    idf = np.log(len(rows) / np.array([counts[name] for name in names]))
    model = LogisticRegression(C=PENALTY, max_iter=400, random_state=0)
    model.fit(matrix(rows, columns, idf), [label for _, _, label in rows])
    weighed = model.coef_ * idf
    reach = np.abs(weighed).max(axis=0) * np.sqrt([counts[name] for name in names])
    best = sorted(np.argsort(-reach, kind="stable")[:FEATURES])
    whole = np.rint(weighed / SCALE).astype(int)
    weights = {names[column]: tuple(int(value) for value in whole[:, column]) for column in best}
    share = np.array([sum(label == name for _, _, label in rows) / len(rows) for name in model.classes_])
    bias = tuple(int(value) for value in np.rint((model.intercept_ - np.log(share)) / SCALE))
    return SectionModel(tuple(model.classes_), bias, SCALE, weights)


def report(model: SectionModel, rows: Sequence[Row]) -> str:
    """Precision, recall and F1 of each class."""
    guesses = []
    for _, features, _ in rows:
        known = [list(model.weights[feature]) for feature in features if feature in model.weights]
        sums = np.array(known or [[0] * len(model.classes)]).sum(axis=0) / np.sqrt(max(len(features), 1))
        guesses.append(model.classes[int(np.argmax(np.array(model.bias) + sums))])
    return str(classification_report([label for _, _, label in rows], guesses, digits=3))


def write(model: SectionModel, path: Path) -> None:
    """The weights as JSON in gzip, byte for byte the same for the same weights."""
    stored = {
        "licence": "CC BY-SA 4.0; see section_NOTICE",
        "classes": model.classes,
        "bias": model.bias,
        "scale": model.scale,
        "features": list(model.weights),
        "weights": list(model.weights.values()),
    }
    packed = json.dumps(stored, separators=(",", ":"), ensure_ascii=False).encode()
    path.write_bytes(gzip.compress(packed, compresslevel=9, mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument(
        "--write", action="store_true", help="train on all years and write the weights into the package"
    )
    options = parser.parse_args()
    rows = read_rows(options.corpus)
    early = train([row for row in rows if row[0] <= 2018])
    for year in (2019, 2020):
        print(year, report(early, [row for row in rows if row[0] == year]), sep="\n")
    if options.write:
        write(train(rows), Path(__file__).parents[1] / "briefgen" / "data" / FILE)


if __name__ == "__main__":
    main()
