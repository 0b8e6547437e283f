"""Lines of a page that are no part of its story, by the rules of `data/furniture.toml`."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from briefgen.data import load_lexicon

_BULLET = re.compile(r"^(?:[-–—•*·>|]\s+)+")
_WRAPPING = "*_~` \t\u00a0"


class FurnitureRule(NamedTuple):
    """One kind of furniture: a line that a pattern matches whole, unless `unless` does."""

    name: str
    kind: str
    patterns: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None


@lru_cache(maxsize=4096)
def furniture_kind(line: str) -> str | None:
    """The kind of furniture that a line is ("counter", "share", ...), or None for a line of a story."""
    rule = furniture_rule(line)
    return rule.kind if rule else None


def furniture_rule(line: str) -> FurnitureRule | None:
    """The first rule that a line satisfies; lines over the lexicon's `longest` satisfy none."""
    if len(line) > load_lexicon("furniture")["longest"]:
        return None
    bare = _BULLET.sub("", line.strip()).strip(_WRAPPING)
    return next((rule for rule in furniture_rules() if _satisfies(bare, rule)), None) if bare else None


def _satisfies(bare: str, rule: FurnitureRule) -> bool:
    if not any(pattern.fullmatch(bare) for pattern in rule.patterns):
        return False
    return rule.unless is None or not rule.unless.fullmatch(bare)


@cache
def furniture_rules() -> tuple[FurnitureRule, ...]:
    """The rules in the order of the lexicon."""
    table = load_lexicon("furniture")["rules"]
    return tuple(_compiled(name, entry) for name, entry in table.items())


def _compiled(name: str, entry: dict[str, object]) -> FurnitureRule:
    flags = re.NOFLAG if entry.get("case") else re.IGNORECASE
    patterns = entry["patterns"]
    assert isinstance(patterns, list)
    unless = re.compile(str(entry["not"]), flags) if "not" in entry else None
    return FurnitureRule(name, str(entry["kind"]), tuple(re.compile(each, flags) for each in patterns), unless)
