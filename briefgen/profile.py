"""A situation as a TOML file: its name, sections and their words, gate, sides, beats and publishers.

Profiles ship in `briefgen/profiles/`; a user's own is a path. One may build on another (`extends`). Unknown
keys are refused with the nearest valid name, so that a typing error is never a silent default.
"""

import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from briefgen.errors import ProfileError
from briefgen.tables import Table, explain_invalid

MAX_EXTENDS = 8
"""Profiles one profile may stand on."""


class Rule(Table):
    """Words that speak for a section, each weighted, with texts that must and must not match."""

    terms: Annotated[
        tuple[str, ...],
        Field(
            description="words or phrases; lower case matches any case; `*` ends a stem, alone it is any word; see docs/profiles.md"
        ),
    ]
    weight: Annotated[float, Field(description="natural log-odds for the section; below 0 speaks against it")] = 1.0
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()


class SectionRules(Table):
    """A section of the brief and the rules that put a sentence there."""

    title: str
    rules: Annotated[dict[str, Rule], Field(description="named rules")] = {}


class Gate(Table):
    """When an article belongs to the situation at all; without one every article does."""

    terms: tuple[str, ...] = ()
    countries: Annotated[
        tuple[str, ...], Field(description="ISO 3166-1 alpha-2 codes: a place of these countries counts as a term")
    ] = ()
    share: Annotated[float, Field(description="least share of its sentences that name a core term")] = 0.0
    focus: Annotated[
        tuple[str, ...],
        Field(
            description="ISO 3166-1 alpha-2 codes: a passage that names a place of these, or a hint, is squarely about it"
        ),
    ] = ()
    hints: Annotated[
        tuple[str, ...],
        Field(
            description="words that let in a text of one or two sentences that names no core term and no place far off"
        ),
    ] = ()
    near: Annotated[
        tuple[str, ...], Field(description="ISO 3166-1 alpha-2 codes of countries that are not far off")
    ] = ()
    fallback: Annotated[str, Field(description="section of an article outside the gate")] = ""


class Classify(Table):
    """How much each voice counts when a section is chosen; all are in natural log-odds."""

    model_weight: Annotated[float, Field(ge=0, description="the classifier trained on Wikipedia's news items")] = 1.0
    rule_weight: Annotated[float, Field(ge=0, description="the rules of the sections")] = 1.0
    type_weight: Annotated[float, Field(ge=0, description="the section of the sentence's event type")] = 0.0
    context_weight: Annotated[float, Field(ge=0, description="the whole text, for one of its sentences")] = 0.0
    prior: Annotated[dict[str, float], Field(description="what a section has before a word is read")] = {}
    types: Annotated[dict[str, str], Field(description="section of each PLOVER event type")] = {}


class Side(Table):
    """A party to the situation: its names as a speaker, and the countries or people that count with it."""

    title: str
    names: tuple[str, ...]


class Beat(Table):
    """A subject that is expected to be covered."""

    title: str
    terms: tuple[str, ...]


class Issue(Table):
    """A question on which positions are held."""

    title: str
    terms: tuple[str, ...]


class Publisher(Table):
    """A publisher by domain: its name and, where the user grades it, its Admiralty letter."""

    name: str
    grade: Annotated[str, Field(pattern=r"^[A-F]?$")] = ""


class Profile(Table):
    """A situation."""

    name: str
    title: str
    began: Annotated[
        str, Field(pattern=r"^(?:\d{4}-\d{2}-\d{2})?$", description="day it began, for 'its 46th month'")
    ] = ""
    language: str = "en"
    default_section: Annotated[str, Field(description="section of a sentence that no rule claims")] = ""
    extends: Annotated[str, Field(description="the profile whose tables this one completes or replaces")] = ""
    classify: Classify = Classify()
    gate: Gate = Gate()
    sections: dict[str, SectionRules]
    sides: dict[str, Side] = {}
    beats: dict[str, Beat] = {}
    issues: dict[str, Issue] = {}
    publishers: dict[str, Publisher] = {}


def load_profile(name_or_path: str) -> Profile:
    """A shipped profile by name, or the profile at a path.

    Raises:
        ProfileError: if it does not exist, is not TOML, or holds unknown or wrong keys.
    """
    return parse_profile(_profile_text(name_or_path), name_or_path)


def parse_profile(text: str, place: str) -> Profile:
    """A profile from TOML text; `place` names it in errors."""
    try:
        return Profile.model_validate(_completed(tomllib.loads(text), place, 0))
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"profile {place}: not valid TOML: {error}") from error
    except ValidationError as error:
        raise ProfileError(f"profile {place}: {explain_invalid(error, _TABLES)}") from error


def profile_names() -> tuple[str, ...]:
    """The names of the profiles that ship with briefgen."""
    found = (entry.name for entry in files("briefgen.profiles").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))


def _completed(tables: dict[str, Any], place: str, depth: int) -> dict[str, Any]:
    base = tables.get("extends")
    if not isinstance(base, str) or not base:
        return tables
    if depth == MAX_EXTENDS:
        raise ProfileError(f"profile {place}: 'extends' goes round in a circle")
    return _merged(_completed(tomllib.loads(_profile_text(base)), base, depth + 1), tables)


def _merged(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of `base`, with those of `own` in their place; sub-tables are merged, lists are replaced."""
    both = {key: _merged(base[key], own[key]) for key in base.keys() & own.keys() if _are_tables(base[key], own[key])}
    return {**base, **own, **both}


def _are_tables(*values: Any) -> bool:
    return all(isinstance(value, dict) for value in values)


def _profile_text(name_or_path: str) -> str:
    if name_or_path in profile_names():
        return files("briefgen.profiles").joinpath(f"{name_or_path}.toml").read_text(encoding="utf-8")
    path = Path(name_or_path)
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        near = get_close_matches(name_or_path, profile_names(), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else f"; shipped are {', '.join(profile_names())}"
        raise ProfileError(f"no profile {name_or_path!r}{hint}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(f"profile {name_or_path}: cannot be read: {error}") from error


_TABLES = (Profile, Classify, Gate, SectionRules, Rule, Side, Beat, Publisher)
