"""Tables that users write in TOML, typed: unknown keys are refused, and an error names the key and the nearest valid one."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError


class Table(BaseModel):
    """A frozen table that takes no key but its fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def explain_invalid(error: ValidationError, tables: Iterable[type[BaseModel]]) -> str:
    """What is wrong with a table in one line; an unknown key first, since a slip often explains what seems to be missing.

    Args:
        error: what pydantic found.
        tables: the kinds of table in which the key may have been meant to stand.
    """
    found = min(error.errors(), key=lambda item: item["type"] != "extra_forbidden")
    place = ".".join(str(part) for part in found["loc"])
    if found["type"] == "literal_error" and (meant := _nearest_choice(found)):
        return f"{place}: no {found['input']!r}; did you mean {meant!r}?"
    if found["type"] != "extra_forbidden":
        return f"{place}: {found['msg']}" if place else found["msg"]
    names = sorted({field for table in tables for field in table.model_fields})
    near = get_close_matches(str(found["loc"][-1]), names, n=1)
    return f"unknown key {place!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _nearest_choice(found: Mapping[str, Any]) -> str:
    """The allowed value that a wrong one comes nearest to, or ''."""
    choices = re.findall(r"'([^']*)'", str(found["ctx"]["expected"]))
    return next(iter(get_close_matches(str(found["input"]), choices, n=1)), "")
