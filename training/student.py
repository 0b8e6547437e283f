"""The network for syntax that ships, as it is while it learns, in JAX; `briefgen/language/network.py` and `trees.py` compute it in numpy.

Below, spaCy's Tok2Vec: hashed features and a static vector, mixed, then layers that each see one word further to both sides; tags and
features are told from there. Above, for parsing, blocks of a recurrent layer in both directions whose gates look at the words alone
(Bradbury et al. 2017, QRNN; Lei et al. 2018, SRU), so that only sums run along the sentence, and of a layer over each word by itself; then
biaffine scores of heads (Dozat & Manning 2017), and labels told from a word and its head.
"""

from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from training.biaffine import FAR, allowed, ends, with_root
from training.descent import NUMBERS, PLACES, Arrays, Params, dropped

WIDTH, LAYERS = 128, 4
TABLES = (5000, 1000, 2500, 2500)
"""Rows of the tables of the hashed features."""
PIECES, LAYER_PIECES = 3, 2
"""Pieces of the maxout layers: of the one that mixes, and of those above it."""
SLIM = 1e-8
TAG_SHARE, MORPH_SHARE = 0.5, 0.3
"""How much telling tags and features weighs in the loss."""


@dataclass(frozen=True)
class Shape:
    """How many blocks stand above, how wide their states and the vectors that are compared are, and what is dropped while learning."""

    blocks: int = 3
    state: int = 128
    arc: int = 128
    label: int = 96
    dropout: float = 0.2
    embedded: float = 0.15


def start(vectors: int, outputs: dict[str, int], shape: Shape, seed: int) -> Params:
    """Untrained parameters for static vectors of a width; `outputs` are the numbers of tags, features and labels."""
    chance = np.random.default_rng(seed)

    def matrix(rows: int, columns: int, scale: float = 1.0) -> np.ndarray:
        return np.asarray(chance.standard_normal((rows, columns)) * scale / np.sqrt(rows), dtype="float32")

    def layer(rows: int, columns: int, scale: float = 1.0) -> Params:
        return {"weights": matrix(rows, columns, scale), "bias": np.zeros(columns, "float32")}

    def norm(width: int) -> Params:
        return {"gain": np.ones(width, "float32"), "shift": np.zeros(width, "float32")}

    params: Params = {
        "tables": [np.asarray(chance.uniform(-0.1, 0.1, (rows, WIDTH)), dtype="float32") for rows in TABLES],
        "static": matrix(vectors, WIDTH),
        "mix": layer((len(TABLES) + 1) * WIDTH, PIECES * WIDTH) | norm(WIDTH),
        "layers": [layer(3 * WIDTH, LAYER_PIECES * WIDTH) | norm(WIDTH) for _ in range(LAYERS)],
        "tags": layer(WIDTH, outputs["tags"], 0.1),
        "morphs": layer(WIDTH, outputs["morphs"], 0.1),
    }
    width, state = WIDTH, shape.state
    params["blocks"] = []
    for _ in range(shape.blocks):
        gates = layer(width, 6 * state)
        gates["bias"][2 * state : 4 * state] = 1.0  # remember at first
        block = {"gates": gates, "out": layer(2 * state, width) | norm(width)}
        params["blocks"].append(block | {"over": layer(width, PIECES * width) | norm(width)})
    params |= {
        "arc word": layer(width, shape.arc),
        "arc head": layer(width, shape.arc),
        "arc root": matrix(1, shape.arc),
    }
    params |= {"arcs": layer(shape.arc, shape.arc, 0.3)}
    double = 2 * shape.label
    params |= {"label word": layer(width, double), "label head": layer(width, double), "label root": matrix(1, double)}
    params |= {"labels": layer(shape.label, outputs["labels"])}
    return params


def linear(x: jax.Array, layer: Params) -> jax.Array:
    return x @ layer["weights"] + layer["bias"]


def normal(x: jax.Array, layer: Params) -> jax.Array:
    x = x - x.mean(-1, keepdims=True)
    return x / jnp.sqrt((x * x).mean(-1, keepdims=True) + SLIM) * layer["gain"] + layer["shift"]


def maxout(x: jax.Array, layer: Params, pieces: int) -> jax.Array:
    made = linear(x, layer)
    return made.reshape(*made.shape[:-1], pieces, -1).max(-2)


def words(params: Params, batch: Arrays, keys: list[Any], shape: Shape) -> jax.Array:
    """What the lower layers make of the words of each row."""
    parts = [table[batch["hashed"][..., i, :]].sum(-2) for i, table in enumerate(params["tables"])]
    parts.append(batch["vector"] @ params["static"])
    if keys[0] is not None:
        parts = [
            dropped(part, key, shape.embedded, NUMBERS)
            for part, key in zip(parts, jax.random.split(keys[0], 5), strict=True)
        ]
    x = normal(maxout(jnp.concatenate(parts, -1), params["mix"], PIECES), params["mix"])
    x = x * batch["there"][..., None]
    for layer, key in zip(params["layers"], keys[1:], strict=False):
        padded = jnp.pad(x, ((0, 0), (1, 1), (0, 0)))
        window = jnp.concatenate([padded[:, :-2], padded[:, 1:-1], padded[:, 2:]], -1)
        made = normal(maxout(window, layer, LAYER_PIECES), layer)
        x = (x + dropped(made, key, shape.dropout / 2)) * batch["there"][..., None]
    return x


def recurrent(block: Params, x: jax.Array, kept: tuple[jax.Array, jax.Array]) -> jax.Array:
    """Both directions of the recurrent layer side by side, before what comes out is mixed."""
    new, forget, show = jnp.split(linear(x, block["gates"]), 3, -1)
    forget, show = jax.nn.sigmoid(forget), jax.nn.sigmoid(show)
    ways = []
    for way, (mine, keep) in enumerate(zip(jnp.split(new, 2, -1), jnp.split(forget, 2, -1), strict=True)):
        fed = (1 - keep) * mine
        # the state from the word before, or behind, is nothing at the first word of a sentence, or at the last
        carried = keep * kept[1 - way][..., None]
        _, state = jax.lax.associative_scan(_joined, (carried, fed), reverse=bool(way), axis=1)
        ways.append(state)
    return jnp.concatenate(ways, -1) * show


def _joined(first: tuple[jax.Array, jax.Array], second: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
    return first[0] * second[0], second[0] * first[1] + second[1]


def scores(params: Params, batch: Arrays, key: Any, shape: Shape) -> dict[str, jax.Array]:
    """Scores of tags, features and heads (the root first); what labels are told from, of word and of head."""
    keys = list(jax.random.split(key, 32)) if key is not None else [None] * 32
    x = words(params, batch, keys[:6], shape)
    told = dropped(x, keys[6], shape.dropout, PLACES)
    out = {name: linear(told, params[name]) for name in ("tags", "morphs")}
    kept = ends(batch["sentence"])
    for number, block in enumerate(params["blocks"]):
        seen = linear(recurrent(block, x, kept), block["out"])
        x = normal(x + dropped(seen, keys[8 + 2 * number], shape.dropout, PLACES), block["out"])
        made = maxout(x, block["over"], PIECES)
        x = normal(x + dropped(made, keys[9 + 2 * number], shape.dropout, PLACES), block["over"])
    x = dropped(x, keys[7], shape.dropout, PLACES)
    word, head = (jax.nn.relu(linear(x, params[f"arc {side}"])) for side in ("word", "head"))
    arcs = linear(word, params["arcs"]) @ jnp.swapaxes(with_root(head, params["arc root"]), 1, 2)
    out["heads"] = jnp.where(allowed(batch["sentence"]), arcs, FAR)
    out["label word"] = linear(x, params["label word"])
    out["label head"] = with_root(linear(x, params["label head"]), params["label root"])
    return out


def label_scores(params: Params, found: dict[str, jax.Array], heads: jax.Array) -> jax.Array:
    """Scores of the labels of the arcs to given heads."""
    both = found["label word"] + jnp.take_along_axis(found["label head"], heads[..., None], 1)
    return linear(both.reshape(*both.shape[:-1], 2, -1).max(-2), params["labels"])


def loss(params: Params, batch: Arrays, key: Any, shape: Shape) -> jax.Array:
    """Cross entropy against the answers of the teachers, or of the treebanks, a word on average."""
    found = scores(params, batch, key, shape)
    total: jax.Array = 0.0 * found["tags"].sum()
    mask = batch["there"]
    for name, share in (("heads", 1.0), ("tags", TAG_SHARE), ("morphs", MORPH_SHARE)):
        total += share * entropy(found[name], batch[name], batch[f"{name} likely"], mask)
    labels = label_scores(params, found, batch["heads"][..., 0])
    return total + entropy(labels, batch["labels"], batch["labels likely"], mask)


def entropy(logits: jax.Array, answers: jax.Array, likely: jax.Array, mask: jax.Array) -> jax.Array:
    """Cross entropy where each word has several answers with their shares, -1 for none."""
    logs = jnp.take_along_axis(jax.nn.log_softmax(logits), jnp.maximum(answers, 0), -1)
    shares = likely * (answers >= 0) * (logs > FAR / 2)
    return -(jnp.where(shares > 0, logs * shares, 0.0) * mask[..., None]).sum() / mask.sum()
