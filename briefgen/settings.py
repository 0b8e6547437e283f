"""`briefgen.toml`: options that need not be typed. Looked for from the current folder upward, then in the user's own."""

import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from briefgen.errors import UsageError

FILE = "briefgen.toml"


def find_settings(start: Path, user_folder: Path) -> Path | None:
    """The nearest settings file, or None."""
    places = [*(folder / FILE for folder in (start, *start.parents)), user_folder / FILE]
    return next((place for place in places if place.is_file()), None)


def load_settings(path: Path, known: Mapping[str, Iterable[str]]) -> dict[str, dict[str, Any]]:
    """Options by command: those of the file's top level for every command that has them, then each `[command]` table.

    Raises:
        UsageError: if the file is not TOML, or names a command or option that does not exist.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    general = {key: value for key, value in values.items() if not isinstance(value, dict)}
    every = {option for options in known.values() for option in options}
    _refuse_unknown(path, general, every)
    found = {
        command: {key: value for key, value in general.items() if _option(key) in options}
        for command, options in known.items()
    }
    for command, table in values.items():
        if isinstance(table, dict):
            _refuse_unknown(path, {command: table}, known)
            _refuse_unknown(path, table, known[command], f"{command}.")
            found[command] |= table
    return {command: {_option(key): value for key, value in options.items()} for command, options in found.items()}


def _option(key: str) -> str:
    return key.replace("-", "_")


def _refuse_unknown(path: Path, keys: Iterable[str], known: Iterable[str], prefix: str = "") -> None:
    names = set(known)
    for key in keys:
        if _option(key) not in names:
            near = get_close_matches(_option(key), sorted(names), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise UsageError(f"{path}: unknown option {prefix + key!r}{hint}")
