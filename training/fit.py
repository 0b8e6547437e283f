"""Training one pipeline with spaCy's own loop, on one thread, with the matrix products of numpy."""

import sys
from pathlib import Path
from typing import Any

from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops

from training import typography  # noqa: F401  (registers the augmenter)


def fit(config: Path, out: Path, overrides: dict[str, Any]) -> Path:
    """Train as `config` says with overrides; the best pipeline is under `out`."""
    out.mkdir(parents=True, exist_ok=True)
    set_current_ops(NumpyOps(use_blis=False))
    nlp = init_nlp(load_config(config, overrides=overrides, interpolate=False))
    train(nlp, out, stdout=sys.stdout, stderr=sys.stderr)
    return out / "model-best"
