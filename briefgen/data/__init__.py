"""Knowledge as data: lexicons in TOML beside this file.

Every rule in a lexicon carries `examples` and `counter_examples`; `tests/test_data.py` and `briefgen check`
run them through the extractor that owns the lexicon (`extract.RULE_CHECKS`).
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_lexicon(name: str) -> Mapping[str, Any]:
    """The lexicon `briefgen/data/<name>.toml` as plain dictionaries and lists; do not change what you get.

    Raises:
        FileNotFoundError: if the package holds no lexicon of that name.
    """
    text = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def load_words(name: str, table: str, key: str) -> frozenset[str]:
    """A list of words of a lexicon, for rules that ask of many words whether they are on it."""
    return frozenset(load_lexicon(name)[table][key])


def lexicon_names() -> tuple[str, ...]:
    """The names of all lexicons of the package, sorted."""
    found = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))
