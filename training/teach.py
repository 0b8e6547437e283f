"""Trees of the news by a stronger parser: teachers trained on the treebanks, asked together about the news sentences.

`python -m training.teach WORK SEED` trains one teacher on `WORK/numbers.npz` and writes what it reads in the news and in the
development part to `WORK/read-SEED.npz`; `python -m training.teach WORK --merge SEED...` writes the likeliest answers of
several, on average, to `WORK/taught.npz`. On a graphics card (H200) three of them side by side took five minutes.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from training import biaffine, descent
from training.encoder import fetch_encoder, load_weights
from training.rows import DEV, GOLD, NEWS, Batch, Sentences, ahead

STEPS, RATE, SLOW = 1800, 0.002, {"encoder": 0.05}
"""Steps, rate at first, and the share of it at which the encoder learns, which knows much already."""
TOGETHER = 48
"""Rows of a batch."""
UNKNOWN = 0.1
"""Share of the words that a teacher is not told while it learns."""
KEPT = {"tags": 3, "morphs": 3, "heads": 4, "labels": 3}
"""Likeliest answers that are kept, the most that a word has."""


def teach(sentences: Sentences, encoder: descent.Params, seed: int) -> descent.Params:
    """One teacher."""
    vectors = vectors_of(sentences)
    noise = np.random.default_rng(seed)

    def batches() -> Iterator[Batch]:
        for batch in sentences.forever(sentences.of(GOLD), TOGETHER, seed, pieces=True):
            batch["word"] *= noise.random(batch["word"].shape) > UNKNOWN
            yield with_vectors(batch, vectors)

    sizes = {name: int(sentences.arrays[name].max()) + 1 for name in ("word", "prefix", "suffix", "shape")}
    sizes |= {f"read {name}": int(sentences.arrays[f"read {name} count"]) for name in ("tag", "dep")}
    params = biaffine.start(encoder, sizes, vectors.shape[1], sentences.outputs(), seed)
    return descent.train(biaffine.loss, params, ahead(batches()), descent.How(STEPS, RATE, seed, SLOW))


def vectors_of(sentences: Sentences) -> np.ndarray:
    """The static vector of each form."""
    return np.asarray(sentences.arrays["vectors"].astype("float32") * sentences.arrays["step"])


def with_vectors(batch: Batch, vectors: np.ndarray) -> Batch:
    """The batch with the static vectors of its words, without what no teacher reads."""
    batch["vector"] = vectors[batch.pop("form")]
    return {name: values for name, values in batch.items() if name not in {"other form", "place"}}


def read_all(sentences: Sentences, params: descent.Params, part: int) -> Iterator[tuple[Batch, dict[str, np.ndarray]]]:
    """The batches of a part and how likely the answers are for each word."""
    vectors = vectors_of(sentences)
    for batch in sentences.in_order(part, TOGETHER, pieces=True):
        found = biaffine.read(params, with_vectors(dict(batch), vectors))
        yield batch, dict(zip(KEPT, (np.asarray(part, dtype="float16") for part in found), strict=True))


def write_read(sentences: Sentences, params: descent.Params, out: Path) -> None:
    """What a teacher reads in the news and in the development part, all of it, in half precision."""
    arrays: dict[str, list[np.ndarray]] = {}
    for part in (DEV, NEWS):
        for batch, found in read_all(sentences, params, part):
            there = batch["sentence"] > 0
            for name, values in found.items():
                arrays.setdefault(f"{name}{part}", []).append(values[there])
    for name, parts in arrays.items():
        np.save(out.with_name(f"{out.stem}-{name}.npy"), np.concatenate(parts))


def positions(sentences: Sentences, part: int) -> dict[str, np.ndarray]:
    """For each word of a part, as `write_read` orders them: its place in the numbers, and where its sentence begins in its row."""
    out: dict[str, list[np.ndarray]] = {name: [] for name in ("place", "first", "heads", "labels", "tags")}
    for batch in sentences.in_order(part, TOGETHER, pieces=False):
        there = batch["sentence"] > 0
        order = np.cumsum(np.ones_like(batch["sentence"]), 1) - 1
        begins = np.where(there & (np.diff(batch["sentence"], axis=1, prepend=0) != 0), order, 0)
        out["first"].append(np.maximum.accumulate(begins, 1)[there])
        for name in ("place", "heads", "labels", "tags"):
            out[name].append(batch[name][there])
    return {name: np.concatenate(parts) for name, parts in out.items()}


def mean(reads: list[Path], name: str, part: int) -> np.ndarray:
    """How likely several teachers find the answers of one kind, on average."""
    total = 0.0
    for read in reads:
        total = total + np.load(read.with_name(f"{read.stem}-{name}{part}.npy")).astype("float32")
    return np.asarray(total / len(reads))


def merge(sentences: Sentences, reads: list[Path], out: Path) -> None:
    """The likeliest answers of several teachers on average, for the news; their figures on the development part are printed."""
    where = positions(sentences, DEV)
    for asked in [*([read] for read in reads), reads]:
        heads, labels, tags = (mean(asked, name, DEV).argmax(-1) for name in ("heads", "labels", "tags"))
        print(len(asked), figures(sentences, where, heads, labels, tags), flush=True)
    where = positions(sentences, NEWS)
    arrays: dict[str, Any] = {"place": where["place"].astype("int32")}
    for name, count in KEPT.items():
        likely = mean(reads, name, NEWS)
        best = np.argpartition(-likely, count, axis=1)[:, :count]
        best = np.take_along_axis(best, np.argsort(-np.take_along_axis(likely, best, 1), axis=1), 1)
        arrays[name] = best.astype("int16")
        if name == "heads":  # counted within their sentences, as the treebanks' are
            arrays[name] = np.where(best > 0, best - where["first"][:, None], 0).astype("int16")
        arrays[f"{name} likely"] = np.rint(np.take_along_axis(likely, best, 1) * 255).astype("uint8")
    np.savez_compressed(out, **arrays)


def figures(
    sentences: Sentences, where: dict[str, np.ndarray], heads: np.ndarray, labels: np.ndarray, tags: np.ndarray
) -> dict[str, float]:
    """UAS and LAS without punctuation, before any tree is mended, and the share of tags that are right."""
    counted = where["labels"] != list(sentences.arrays["label names"]).index("punct")
    right = (heads == where["heads"]) & counted
    both = right & (labels == where["labels"])
    tagged = where["tags"] >= 0
    return {
        "uas": round(float(right.sum() / counted.sum()), 4),
        "las": round(float(both.sum() / counted.sum()), 4),
        "tag": round(float((tags == where["tags"])[tagged].mean()), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("seeds", type=int, nargs="+")
    parser.add_argument("--merge", action="store_true")
    options = parser.parse_args()
    sentences = Sentences(options.work / "numbers.npz")
    reads = [options.work / f"read-{seed}.npz" for seed in options.seeds]
    if options.merge:
        merge(sentences, reads, options.work / "taught.npz")
        return
    for seed, out in zip(options.seeds, reads, strict=True):
        write_read(sentences, teach(sentences, load_weights(fetch_encoder(options.work)), seed), out)


if __name__ == "__main__":
    main()
