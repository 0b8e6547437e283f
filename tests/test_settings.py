"""briefgen.toml."""

from pathlib import Path

import pytest

from briefgen.errors import UsageError
from briefgen.settings import find_settings, load_settings

KNOWN = {"make": {"audience", "out", "profile"}, "read": {"jsonl"}}


def written(folder: Path, text: str) -> Path:
    path = folder / "briefgen.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_general_options_reach_the_commands_that_have_them(tmp_path: Path) -> None:
    path = written(tmp_path, 'profile = "generic"\n[make]\nout = "briefs"\n')
    assert load_settings(path, KNOWN) == {"make": {"profile": "generic", "out": "briefs"}, "read": {}}


@pytest.mark.parametrize(
    ("text", "hint"),
    [('profil = "x"', "profile"), ("[make]\nadience = 1", "audience"), ("[mak]\nout = 1", "make"), ("= 1", "Invalid")],
)
def test_an_unknown_option_names_the_nearest(tmp_path: Path, text: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        load_settings(written(tmp_path, text), KNOWN)


def test_the_nearest_file_upward_wins(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    path = written(tmp_path / "a", "")
    assert find_settings(inner, tmp_path / "none") == path
