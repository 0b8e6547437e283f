"""A graph-based parser after Dozat & Manning (2017), in JAX: the teacher of the silver trees. It is never shipped.

A transformer that has read much (`encoder.py`) and two layers of LSTM in both directions read sentences, several in a row; every word
then picks its head, or the root, by a biaffine score, and the label of that arc by another. What another pipeline reads (its tags,
labels and heads) stands among the features, so that its trees are translated where they are right and overruled where they are not.
"""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from training.descent import NUMBERS, PLACES, Arrays, Params, dropped
from training.encoder import encode

WIDTH, ARC, LABEL = 200, 256, 64
"""Numbers of an LSTM's state, and of the vectors that are compared for an arc and for its label."""
EMBEDDED = {"word": 100, "prefix": 16, "suffix": 32, "shape": 16, "read tag": 32, "read dep": 32}
INNER, READ = 384, 256
"""Numbers of a piece's vector, and of what is made of a word's first piece and its last."""
DROPOUT = 0.33
TAG_SHARE = 0.2
"""How much each side task, telling the tag of each word and its features, weighs in the loss."""
FAR = -1e9


def start(encoder: Params, sizes: dict[str, int], vectors: int, outputs: dict[str, int], seed: int) -> Params:
    """Untrained layers above an encoder: `sizes` of the embedded features, width of the word vectors, numbers of labels and tags."""
    chance = np.random.default_rng(seed)

    def matrix(rows: int, columns: int, scale: float = 1.0) -> np.ndarray:
        return np.asarray(chance.standard_normal((rows, columns)) * scale / np.sqrt(rows), dtype="float32")

    params: Params = {name: matrix(sizes[name], width) * 0.5 for name, width in EMBEDDED.items()}
    params["word"] *= 0.0
    params |= {"encoder": encoder, "static": matrix(vectors, EMBEDDED["word"]), "inner": matrix(2 * INNER, READ)}
    width = sum(EMBEDDED.values()) + READ
    for layer in ("first", "second"):
        for way in ("on", "back"):
            square = np.linalg.qr(chance.standard_normal((4, WIDTH, WIDTH)))[0].astype("float32")
            bias = np.zeros(4 * WIDTH, "float32")
            bias[:WIDTH] = 1.0  # remember at first
            params[f"{layer} {way}"] = {"in": matrix(width, 4 * WIDTH), "state": np.hstack(list(square)), "bias": bias}
        width = 2 * WIDTH
    params |= {name: matrix(width, outputs[name]) for name in ("tags", "morphs")}
    for name, size in (("arc", ARC), ("label", LABEL)):
        params |= {f"{name} {side}": matrix(width + 1, size) for side in ("word", "head")}
        params |= {f"{name} root": matrix(1, size)}
    params |= {"arcs": matrix(ARC + 1, ARC, 0.3), "as read": np.ones((2, sizes["read dep"]), "float32")}
    labels = outputs["labels"]
    params |= {"labels": matrix(LABEL + 1, labels * (LABEL + 1), 0.3).reshape(LABEL + 1, labels, LABEL + 1)}
    return params


def lstm(params: Params, x: jax.Array, kept: jax.Array, *, back: bool) -> jax.Array:
    """One direction of a layer; where `kept` is 0, at a word, its state is nothing for whoever comes next."""
    inputs = jnp.swapaxes(x @ params["in"] + params["bias"], 0, 1)

    def step(state: tuple[jax.Array, jax.Array], now: tuple[jax.Array, jax.Array]) -> tuple[Any, jax.Array]:
        out, memory = state
        gates, there = now
        keep, take, show, new = jnp.split(gates + out @ params["state"], 4, -1)
        memory = jax.nn.sigmoid(keep) * memory + jax.nn.sigmoid(take) * jnp.tanh(new)
        out = jax.nn.sigmoid(show) * jnp.tanh(memory)
        return (out * there, memory * there), out

    nothing = jnp.zeros((x.shape[0], params["state"].shape[0]))
    _, outs = jax.lax.scan(step, (nothing, nothing), (inputs, kept.T[:, :, None]), reverse=back)
    return jnp.swapaxes(outs, 0, 1)


def with_one(x: jax.Array) -> jax.Array:
    """A last number that is always one, for a bias."""
    return jnp.concatenate([x, jnp.ones((*x.shape[:-1], 1))], -1)


def ends(sentence: jax.Array) -> tuple[jax.Array, jax.Array]:
    """1 for each word of a row but the last of its sentence, and for each but the first."""
    same = (sentence[:, 1:] == sentence[:, :-1]).astype("float32")
    return jnp.pad(same, ((0, 0), (0, 1))), jnp.pad(same, ((0, 0), (1, 0)))


def read_words(params: Params, batch: Arrays, keys: list[Any]) -> jax.Array:
    """The features of each word side by side."""
    among = batch["piece sentence"]
    seen = ((among[:, :, None] == among[:, None, :]) & (among[:, None, :] > 0)).astype("float32")
    pieces = encode(params["encoder"], batch["ids"], seen, keys[-1], batch["piece place"])
    ways = [jnp.take_along_axis(pieces, batch[f"{end} piece"][..., None], 1) for end in ("first", "last")]
    parts = {name: params[name][batch[name]] for name in EMBEDDED}
    parts["word"] += batch["vector"] @ params["static"]
    parts["inner"] = jnp.concatenate(ways, -1) @ params["inner"]
    return jnp.concatenate(
        [dropped(part, key, DROPOUT, NUMBERS) for part, key in zip(parts.values(), keys, strict=False)], -1
    )


def scores(params: Params, batch: Arrays, key: Any) -> tuple[jax.Array, ...]:
    """Scores of tags, of features and of heads, and what labels are compared by, of word and of head, the root first."""
    keys = list(jax.random.split(key, 16)) if key is not None else [None] * 16
    x = read_words(params, batch, [*keys[: len(EMBEDDED) + 1], keys[15]])
    kept = ends(batch["sentence"])
    side: dict[str, jax.Array] = {}
    for layer, mine in (("first", keys[8]), ("second", keys[9])):
        outs = [
            lstm(params[f"{layer} {way}"], x, mask, back=way == "back")
            for way, mask in zip(("on", "back"), kept, strict=True)
        ]
        x = dropped(jnp.concatenate(outs, -1), mine, DROPOUT, PLACES)
        side = side or {name: x @ params[name] for name in ("tags", "morphs")}
    seen = with_one(x)
    names = ("arc word", "arc head", "label word", "label head")
    word, head, label, label_head = (
        dropped(jax.nn.leaky_relu(seen @ params[name], 0.1), mine, DROPOUT, PLACES)
        for name, mine in zip(names, keys[10:14], strict=True)
    )
    head, label_head = (
        with_root(part, params[f"{name} root"]) for part, name in ((head, "arc"), (label_head, "label"))
    )
    arcs = (with_one(word) @ params["arcs"]) @ jnp.swapaxes(head, 1, 2)
    read = batch["read head"][..., None] == jnp.arange(x.shape[1] + 1)
    arcs += read * params["as read"][0][batch["read dep"]][..., None]
    back = read[..., 1:] * params["as read"][1][batch["read dep"]][..., None]
    arcs = arcs.at[..., 1:].add(jnp.swapaxes(back, 1, 2))
    return (
        side["tags"],
        side["morphs"],
        jnp.where(allowed(batch["sentence"]), arcs, FAR),
        with_one(label),
        with_one(label_head),
    )


def with_root(x: jax.Array, root: jax.Array) -> jax.Array:
    """The vectors of the words of each row behind the vector of the root."""
    return jnp.concatenate([jnp.broadcast_to(root, (x.shape[0], 1, x.shape[2])), x], 1)


def allowed(sentence: jax.Array) -> jax.Array:
    """Which heads, the root first, each word may have: another word of its sentence."""
    places = jnp.arange(sentence.shape[1])
    pairs = (sentence[:, :, None] == sentence[:, None, :]) & (places[:, None] != places)
    return jnp.pad(pairs, ((0, 0), (0, 0), (1, 0)), constant_values=True)


def label_scores(params: Params, label: jax.Array, label_head: jax.Array, heads: jax.Array) -> jax.Array:
    """Scores of the labels of the arcs to given heads."""
    mine = jnp.take_along_axis(label_head, heads[..., None], 1)
    return jnp.einsum("btlk,btk->btl", jnp.einsum("btd,dlk->btlk", label, params["labels"]), mine)


def loss(params: Params, batch: Arrays, key: jax.Array) -> jax.Array:
    """Cross entropy of heads, labels, tags and features, a word on average."""
    tags, morphs, arcs, label, label_head = scores(params, batch, key)
    there = batch["sentence"] > 0
    heads = jnp.maximum(batch["heads"], 0)
    labels = label_scores(params, label, label_head, heads)

    def entropy(logits: jax.Array, gold: jax.Array) -> jax.Array:
        mask = there * (gold >= 0)
        likely = jnp.take_along_axis(jax.nn.log_softmax(logits), jnp.maximum(gold, 0)[..., None], -1)[..., 0]
        return -(likely * mask).sum() / jnp.maximum(mask.sum(), 1)

    side = entropy(tags, batch["tags"]) + entropy(morphs, batch["morphs"])
    return entropy(arcs, batch["heads"]) + entropy(labels, batch["labels"]) + TAG_SHARE * side


@jax.jit
def read(params: Params, batch: Arrays) -> tuple[jax.Array, ...]:
    """How likely each tag, each row of features, each head and, given the likeliest head, each label is."""
    tags, morphs, arcs, label, label_head = scores(params, batch, None)
    labels = label_scores(params, label, label_head, arcs.argmax(-1))
    return tuple(jax.nn.softmax(part) for part in (tags, morphs, arcs, labels))
