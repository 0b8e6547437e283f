"""Adam for the teachers: the loss goes down step by step, at a rate that falls to nothing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_default_prng_impl", "unsafe_rbg")  # quick, and the same on the same machine
Params = dict[str, Any]
Arrays = dict[str, Any]
Loss = Callable[[Params, Arrays, jax.Array], jax.Array]
LARGEST = 5.0
"""Length that a gradient is cut to."""
PLACES, NUMBERS = 1, 2
"""The axes of a batch behind its rows: dropout along the one takes the same numbers at every word, along the other whole words."""


@dataclass(frozen=True)
class How:
    """How many steps, at which rate, from which seed of chance; parameters named in `slow` learn at that share of the rate."""

    steps: int
    rate: float
    seed: int
    slow: Mapping[str, float] = field(default_factory=dict)


def train(loss: Loss, params: Params, batches: Iterator[Arrays], how: How) -> Params:
    """Train some steps of `loss` at a rate that rises at first, and then falls to nothing."""
    paces = {name: jax.tree.map(partial(_pace, how.slow.get(name, 1.0)), part) for name, part in params.items()}
    update = jax.jit(lambda *now: step_down(loss, paces, *now))
    state = {"count": 0, "mean": jax.tree.map(jnp.zeros_like, params), "spread": jax.tree.map(jnp.zeros_like, params)}
    key, total = jax.random.PRNGKey(how.seed), jnp.float32(0)
    for step in range(how.steps):
        now = how.rate * min((step + 1) / 100, 1 - step / how.steps)
        key, mine = jax.random.split(key)
        params, state, value = update(params, state, next(batches), mine, now)
        total += value  # not looked at before it is printed: a look waits for the card
        if step % 100 == 99:
            print(f"{step + 1:6} loss {float(total) / 100:.3f}", flush=True)
            total = jnp.float32(0)
    return params


def _pace(pace: float, _: Any) -> float:
    return pace


def step_down(
    loss: Loss, paces: Params, params: Params, state: Params, batch: Arrays, *how: Any
) -> tuple[Params, Params, jax.Array]:
    """One step; `paces` are shares of the rate, parameter by parameter, `how` is a key for chance, and the rate."""
    key, rate = how
    value, slope = jax.value_and_grad(loss)(params, batch, key)
    size = jnp.sqrt(sum(jnp.sum(x * x) for x in jax.tree.leaves(slope)))
    slope = jax.tree.map(lambda x: x * jnp.minimum(1.0, LARGEST / (size + 1e-6)), slope)
    count = state["count"] + 1
    mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, state["mean"], slope)
    spread = jax.tree.map(lambda v, g: 0.98 * v + 0.02 * g * g, state["spread"], slope)
    even, evened = 1 - 0.9**count, 1 - 0.98**count
    params = jax.tree.map(
        lambda p, m, v, pace: p - rate * pace * (m / even) / (jnp.sqrt(v / evened) + 1e-8), params, mean, spread, paces
    )
    return params, {"count": count, "mean": mean, "spread": spread}, value


def dropped(x: jax.Array, key: jax.Array | None, rate: float, along: int | None = None) -> jax.Array:
    """Dropout, the same all along one axis if that is given; nothing without a key."""
    if key is None:
        return x
    shape = tuple(1 if axis == along else size for axis, size in enumerate(x.shape))
    return x * jax.random.bernoulli(key, 1 - rate, shape) / (1 - rate)


def smoothed_entropy(scores: jax.Array, gold: jax.Array, share: float) -> jax.Array:
    """Cross entropy of each place, where the other outcomes have a share of the target."""
    likely = jax.nn.log_softmax(scores)
    right = jnp.take_along_axis(likely, gold[..., None], -1)[..., 0]
    return -(1 - share) * right - share * likely.mean(-1)


def save(params: Params, out: Any) -> None:
    """Keep parameters."""
    np.savez(out, *[np.asarray(leaf) for leaf in jax.tree.leaves(params)])


def load(shaped: Params, path: Any) -> Params:
    """The parameters kept in `path`, arranged like `shaped`."""
    stored = np.load(path)
    loaded: Params = jax.tree.unflatten(
        jax.tree.structure(shaped), [stored[f"arr_{i}"] for i in range(len(stored.files))]
    )
    return loaded
