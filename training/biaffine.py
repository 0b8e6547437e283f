"""A graph-based parser after Dozat & Manning (2017), in JAX: the teacher of the silver trees. It is never shipped.

Two layers of LSTM in both directions read a sentence whose first position stands for the root; every word then picks its head
by a biaffine score, and the label of that arc by another. What another pipeline reads (its inner vectors, tags, labels and heads)
stands among the features, so that its trees are translated where they are right and overruled where they are not.
"""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from training.descent import NUMBERS, PLACES, Arrays, Params, dropped

WIDTH, ARC, LABEL = 200, 256, 64
"""Numbers of an LSTM's state, and of the vectors that are compared for an arc and for its label."""
EMBEDDED = {"word": 100, "prefix": 16, "suffix": 32, "shape": 16, "tag": 32, "dep": 32}
READ = 96
DROPOUT = 0.33
TAG_SHARE = 0.2
"""How much the side task, telling the tag of each word, weighs in the loss."""
FAR = -1e9


def start(sizes: dict[str, int], glove: int, outputs: dict[str, int], seed: int) -> Params:
    """Untrained parameters: `sizes` of the embedded features, width of the word vectors, numbers of labels and tags."""
    chance = np.random.default_rng(seed)

    def matrix(rows: int, columns: int, scale: float = 1.0) -> np.ndarray:
        return np.asarray(chance.standard_normal((rows, columns)) * scale / np.sqrt(rows), dtype="float32")

    params: Params = {name: matrix(sizes[name], width) * 0.5 for name, width in EMBEDDED.items()}
    params["word"] *= 0.0
    params |= {"glove": matrix(glove, EMBEDDED["word"]), "read": matrix(2 * READ, READ), "root": matrix(1, READ)}
    width = sum(EMBEDDED.values()) + READ
    for layer in ("first", "second"):
        for way in ("on", "back"):
            square = np.linalg.qr(chance.standard_normal((4, WIDTH, WIDTH)))[0].astype("float32")
            bias = np.zeros(4 * WIDTH, "float32")
            bias[:WIDTH] = 1.0  # remember at first
            params[f"{layer} {way}"] = {"in": matrix(width, 4 * WIDTH), "state": np.hstack(list(square)), "bias": bias}
        width = 2 * WIDTH
    params["tags"] = matrix(width, outputs["tags"])
    for name, size in (("arc", ARC), ("label", LABEL)):
        params |= {f"{name} {side}": matrix(width + 1, size) for side in ("word", "head")}
    params |= {"arcs": matrix(ARC + 1, ARC, 0.3), "as read": np.ones((2, sizes["dep"]), "float32")}
    labels = outputs["labels"]
    params |= {"labels": matrix(LABEL + 1, labels * (LABEL + 1), 0.3).reshape(LABEL + 1, labels, LABEL + 1)}
    return params


def lstm(params: Params, x: jax.Array, mask: jax.Array, *, back: bool) -> jax.Array:
    """One direction of a layer; beyond the end of a sentence its state stays nothing."""
    inputs = jnp.swapaxes(x @ params["in"] + params["bias"], 0, 1)

    def step(state: tuple[jax.Array, jax.Array], now: tuple[jax.Array, jax.Array]) -> tuple[Any, jax.Array]:
        out, memory = state
        gates, there = now
        keep, take, show, new = jnp.split(gates + out @ params["state"], 4, -1)
        memory = (jax.nn.sigmoid(keep) * memory + jax.nn.sigmoid(take) * jnp.tanh(new)) * there
        out = jax.nn.sigmoid(show) * jnp.tanh(memory)
        return (out, memory), out

    nothing = jnp.zeros((x.shape[0], WIDTH))
    _, outs = jax.lax.scan(step, (nothing, nothing), (inputs, mask.T[:, :, None]), reverse=back)
    return jnp.swapaxes(outs, 0, 1)


def with_one(x: jax.Array) -> jax.Array:
    """A last number that is always one, for a bias."""
    return jnp.concatenate([x, jnp.ones((*x.shape[:-1], 1))], -1)


def read_words(params: Params, batch: Arrays, keys: list[Any]) -> jax.Array:
    """The features of each word side by side."""
    there = batch["read"]
    of_head = jnp.take_along_axis(there, batch["read head"][..., None], 1)
    parts = {name: params[name][batch[name]] for name in EMBEDDED}
    parts["word"] += batch["glove"] @ params["glove"]
    parts["read"] = jnp.concatenate([there, of_head], -1) @ params["read"]
    parts["read"] += jnp.zeros_like(parts["read"]).at[:, 0].set(params["root"][0])
    return jnp.concatenate(
        [dropped(part, key, DROPOUT, NUMBERS) for part, key in zip(parts.values(), keys, strict=True)], -1
    )


def scores(params: Params, batch: Arrays, key: Any) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array]:
    """Scores of tags and heads, and what labels are compared by, of word and head."""
    keys = list(jax.random.split(key, 16)) if key is not None else [None] * 16
    x = read_words(params, batch, keys[: len(EMBEDDED) + 1])
    tags = jnp.zeros(0)
    for layer, mine in (("first", keys[8]), ("second", keys[9])):
        ways = (lstm(params[f"{layer} {way}"], x, batch["mask"], back=way == "back") for way in ("on", "back"))
        x = dropped(jnp.concatenate(list(ways), -1), mine, DROPOUT, PLACES)
        tags = x @ params["tags"] if layer == "first" else tags
    seen = with_one(x)
    names = ("arc word", "arc head", "label word", "label head")
    word, head, label, label_head = (
        with_one(dropped(jax.nn.leaky_relu(seen @ params[name], 0.1), mine, DROPOUT, PLACES))
        for name, mine in zip(names, keys[10:14], strict=True)
    )
    arcs = (word @ params["arcs"]) @ jnp.swapaxes(head[..., :-1], 1, 2)
    positions = jnp.arange(x.shape[1])
    as_read = batch["read head"][..., None] == positions
    arcs += as_read * params["as read"][0][batch["dep"]][..., None]
    arcs += jnp.swapaxes(as_read * params["as read"][1][batch["dep"]][..., None], 1, 2)
    allowed = (batch["mask"][:, None, :] > 0) & (positions[:, None] != positions)
    return tags, jnp.where(allowed, arcs, FAR), label, label_head


def label_scores(params: Params, label: jax.Array, label_head: jax.Array, heads: jax.Array) -> jax.Array:
    """Scores of the labels of the arcs to given heads."""
    mine = jnp.take_along_axis(label_head, heads[..., None], 1)
    return jnp.einsum("btlk,btk->btl", jnp.einsum("btd,dlk->btlk", label, params["labels"]), mine)


def loss(params: Params, batch: Arrays, key: jax.Array) -> jax.Array:
    """Cross entropy of heads, labels and tags, a word on average."""
    tags, arcs, label, label_head = scores(params, batch, key)
    labels = label_scores(params, label, label_head, batch["heads"])
    mask = batch["mask"].at[:, 0].set(0)

    def entropy(logits: jax.Array, gold: jax.Array) -> jax.Array:
        likely = jnp.take_along_axis(jax.nn.log_softmax(logits), gold[..., None], -1)[..., 0]
        return -(likely * mask).sum() / mask.sum()

    return entropy(arcs, batch["heads"]) + entropy(labels, batch["labels"]) + TAG_SHARE * entropy(tags, batch["tags"])


@jax.jit
def read(params: Params, batch: Arrays) -> tuple[jax.Array, jax.Array, jax.Array]:
    """How likely each tag, each head and, given the likeliest head, each label is."""
    tags, arcs, label, label_head = scores(params, batch, None)
    labels = label_scores(params, label, label_head, arcs.argmax(-1))
    return jax.nn.softmax(tags), jax.nn.softmax(arcs), jax.nn.softmax(labels)
