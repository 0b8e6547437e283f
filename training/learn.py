"""The network for syntax that ships learns from the treebanks and from what the teachers read in the news.

`python -m training.learn WORK OUT` reads `WORK/numbers.npz` and `WORK/taught.npz`, trains `student.py`, and writes its parameters to OUT.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from training import descent, student
from training.rows import DEV, GOLD, NEWS, Batch, Sentences, ahead
from training.student import Shape
from training.teach import KEPT, figures

STEPS, RATE, SEED = 9_000, 0.003, 1
TOGETHER = 64
"""Rows of a batch."""
GOLD_TIMES = 3
"""How often the treebanks stand among the news."""
CHANGED = 0.5
"""Share of the batches whose words may have another typography."""


class Answers:
    """For each word the likeliest answers and their shares: the teachers' for the news, those of the treebanks elsewhere."""

    def __init__(self, sentences: Sentences, taught: Path) -> None:
        size = int(sentences.length.sum())
        self.arrays: dict[str, np.ndarray] = {}
        with np.load(taught) as read:
            place = read["place"]
            for name, count in KEPT.items():
                answers = np.full((size, count), -1, "int16")
                likely = np.zeros((size, count), "uint8")
                answers[:, 0], likely[:, 0] = sentences.arrays[name], 255
                answers[place], likely[place] = read[name], read[f"{name} likely"]
                self.arrays |= {name: answers, f"{name} likely": likely}
        self.known = np.repeat(sentences.part == GOLD, sentences.length)
        self.known[place] = True
        firsts = np.repeat(sentences.starts, sentences.length)
        self.within = np.arange(size) - firsts

    def add(self, batch: Batch) -> dict[str, Any]:
        """The batch with its answers; heads are counted in the row."""
        place, there = batch["place"], batch["sentence"] > 0
        out: dict[str, Any] = {name: values[place] for name, values in self.arrays.items()}
        order = np.arange(place.shape[1])
        first = (order - self.within[place])[..., None]
        heads = out["heads"].astype("int32")
        out["heads"] = np.where(heads > 0, heads + first, heads) * there[..., None]
        out |= {name: out[name].astype("int32") for name in ("tags", "morphs", "labels")}
        out |= {f"{name} likely": out[f"{name} likely"].astype("float32") / 255 for name in KEPT}
        return out | {"sentence": batch["sentence"], "there": (there & self.known[place]).astype("float32")}


def batches(sentences: Sentences, answers: Answers, places: list[int], seed: int) -> Iterator[Batch]:
    """Batches for the student, for ever."""
    chance = np.random.default_rng(seed)
    for batch in sentences.forever(places, TOGETHER, seed, pieces=False):
        form = batch["other form"] if chance.random() < CHANGED else batch["form"]
        yield answers.add(batch) | {"form": form}


def fed(forms: dict[str, jax.Array], batch: dict[str, Any]) -> dict[str, Any]:
    """The batch with the features of its forms."""
    form = batch["form"]
    vector = forms["vectors"][form].astype("float32") * forms["step"]
    return batch | {"hashed": forms["hashed"][form].astype("int32"), "vector": vector * batch["there"][..., None]}


def untrained(sentences: Sentences, shape: Shape, seed: int = SEED) -> descent.Params:
    """Parameters of the shape that the sentences ask for."""
    return student.start(sentences.arrays["vectors"].shape[1], sentences.outputs(), shape, seed)


def learn(sentences: Sentences, answers: Answers, shape: Shape, how: descent.How) -> descent.Params:
    """The trained parameters."""
    forms, params = forms_of(sentences), untrained(sentences, shape, how.seed)
    places = sentences.of(GOLD) * GOLD_TIMES + sentences.of(NEWS)

    def loss(params: descent.Params, batch: descent.Arrays, key: jax.Array) -> jax.Array:
        return student.loss(params, fed(forms, batch), key, shape)

    return descent.train(loss, params, ahead(batches(sentences, answers, places, how.seed)), how)


def forms_of(sentences: Sentences) -> dict[str, jax.Array]:
    return {name: jnp.asarray(sentences.arrays[name]) for name in ("hashed", "vectors", "step")}


def score(sentences: Sentences, params: descent.Params, shape: Shape, part: int = DEV) -> dict[str, float]:
    """UAS, LAS and tags on a part of the treebanks, before any tree is mended."""
    forms = forms_of(sentences)
    params = jax.tree.map(jnp.asarray, params)

    @jax.jit
    def answers(batch: dict[str, Any]) -> tuple[jax.Array, ...]:
        found = student.scores(params, fed(forms, batch), None, shape)
        heads = found["heads"].argmax(-1)
        return heads, student.label_scores(params, found, heads).argmax(-1), found["tags"].argmax(-1)

    columns: dict[str, list[np.ndarray]] = {}
    for batch in sentences.in_order(part, TOGETHER, pieces=False):
        there = batch["sentence"] > 0
        given = {"form": batch["form"], "sentence": batch["sentence"], "there": there.astype("float32")}
        for name, found in zip(("heads", "labels", "tags"), answers(given), strict=True):
            columns.setdefault(name, []).append(np.asarray(found)[there])
            columns.setdefault(f"gold {name}", []).append(batch[name][there])
    joined = {name: np.concatenate(parts) for name, parts in columns.items()}
    where = {name: joined[f"gold {name}"] for name in ("heads", "labels", "tags")}
    return figures(sentences, where, *(joined[name] for name in ("heads", "labels", "tags")))


def learn_syntax(work: Path, out: Path) -> None:
    """Train the network for syntax on what `work` holds, print its figures, and write its parameters."""
    sentences = Sentences(work / "numbers.npz")
    answers = Answers(sentences, work / "taught.npz")
    params = learn(sentences, answers, Shape(), descent.How(STEPS, RATE, SEED))
    print(score(sentences, params, Shape()), flush=True)
    descent.save(params, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    learn_syntax(options.work, options.out)


if __name__ == "__main__":
    main()
