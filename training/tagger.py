"""A tagger of names, in JAX: the teacher of the silver names. It is never shipped.

Two layers of LSTM in both directions over words, affixes, lists, and what another pipeline reads: its inner vectors, its tags and its
names, which are translated where they are right and overruled where they are not (Lample et al. 2016, without characters).
"""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from training.biaffine import lstm
from training.descent import NUMBERS, PLACES, Arrays, Params, dropped, smoothed_entropy

WIDTH = 200
"""Numbers of an LSTM's state, as `biaffine.lstm` has them."""
EMBEDDED = {"word": 100, "prefix": 16, "suffix": 32, "shape": 24, "listed": 16, "tag": 24, "named": 32}
READ = 96
DROPOUT = 0.5
SMOOTH = 0.02
"""Share of each target that the other tags have."""


def start(sizes: dict[str, int], glove: int, tags: int, seed: int) -> Params:
    """Untrained parameters: `sizes` of the embedded features, width of the word vectors, number of tags."""
    chance = np.random.default_rng(seed)

    def matrix(rows: int, columns: int) -> np.ndarray:
        return np.asarray(chance.standard_normal((rows, columns)) / np.sqrt(rows), dtype="float32")

    def table(rows: int, columns: int) -> np.ndarray:
        return np.asarray(chance.standard_normal((rows, columns)) * 0.3, dtype="float32")

    params: Params = {name: table(sizes[name], width) for name, width in EMBEDDED.items()}
    params["word"] *= 0.0
    params |= {"glove": matrix(glove, EMBEDDED["word"]), "read": matrix(READ, READ)}
    width = sum(EMBEDDED.values()) + READ
    for layer in ("first", "second"):
        for way in ("on", "back"):
            square = np.linalg.qr(chance.standard_normal((4, WIDTH, WIDTH)))[0].astype("float32")
            bias = np.zeros(4 * WIDTH, "float32")
            bias[:WIDTH] = 1.0  # remember at first
            params[f"{layer} {way}"] = {"in": matrix(width, 4 * WIDTH), "state": np.hstack(list(square)), "bias": bias}
        width = 2 * WIDTH
    params |= {"tags": matrix(width, tags), "as named": np.zeros((sizes["named"], tags), "float32")}
    return params


def scores(params: Params, batch: Arrays, key: Any) -> jax.Array:
    """Scores of the tags of each word."""
    keys = list(jax.random.split(key, 12)) if key is not None else [None] * 12
    parts = {name: params[name][batch[name]] for name in EMBEDDED}
    parts["word"] += batch["glove"] @ params["glove"]
    parts["read"] = batch["read"] @ params["read"]
    kept = [dropped(part, mine, DROPOUT / 2, NUMBERS) for part, mine in zip(parts.values(), keys, strict=False)]
    x = dropped(jnp.concatenate(kept, -1), keys[8], DROPOUT / 2, PLACES)
    for layer, mine in (("first", keys[9]), ("second", keys[10])):
        ways = [lstm(params[f"{layer} {way}"], x, batch["mask"], back=way == "back") for way in ("on", "back")]
        x = dropped(jnp.concatenate(ways, -1), mine, DROPOUT, PLACES)
    return x @ params["tags"] + params["as named"][batch["named"]]


def loss(params: Params, batch: Arrays, key: jax.Array) -> jax.Array:
    """Cross entropy of the tags, a word on average."""
    mask = batch["mask"] * (batch["gold"] >= 0)
    each = smoothed_entropy(scores(params, batch, key), jnp.maximum(batch["gold"], 0), SMOOTH)
    return (each * mask).sum() / jnp.maximum(mask.sum(), 1)


@jax.jit
def read(params: Params, batch: Arrays) -> jax.Array:
    """How likely each tag of each word is."""
    return jax.nn.softmax(scores(params, batch, None))
