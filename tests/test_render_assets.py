"""Audiences, labels, styles and fonts are found from anywhere, and nothing outside their folders is."""

from pathlib import Path

import pytest

from briefgen.audience import ALL_PARTS
from briefgen.errors import AudienceError
from briefgen.render.assets import (
    audience_folders,
    find_audience,
    is_shipped,
    print_fonts,
    read_style,
    screen_fonts,
    shared_labels,
    styles_folder,
)


def test_ours() -> None:
    assert set(audience_folders()) == {"weekly", "executive", "analyst", "digest", "markdown"}
    for name in audience_folders():
        audience = find_audience(name)
        assert is_shipped(audience)
        assert set(ALL_PARTS) <= set(audience.labels)


def test_unknown_name_gets_the_nearest() -> None:
    with pytest.raises(AudienceError, match="did you mean 'weekly'"):
        find_audience("weekley")


def test_a_folder_of_ones_own_or_a_folder_of_folders(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "audience.toml").write_text('product = "P"\n[labels]\nannex = "Proof"\n', encoding="utf-8")
    assert {"one", "two", "weekly"} <= set(audience_folders(tmp_path))
    assert "two" not in audience_folders(tmp_path / "one")
    own = find_audience("one", tmp_path)
    assert own.labels["annex"] == "Proof"
    assert own.labels["voices"] == shared_labels()["voices"]
    assert not is_shipped(own)


def test_own_audience_stands_before_ours_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "weekly").mkdir()
    (tmp_path / "weekly" / "audience.toml").write_text('product = "Mine"\n', encoding="utf-8")
    assert find_audience("weekly", tmp_path).product == "Mine"


def test_a_folder_without_audience_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AudienceError, match="needs an audience"):
        audience_folders(tmp_path)


def test_styles_come_from_the_two_folders_only(tmp_path: Path) -> None:
    audience = find_audience("weekly")
    assert "--navy" in read_style("base.css", audience)
    for name in ("../pyproject.toml", "/etc/passwd", "nothing.css"):
        with pytest.raises(AudienceError):
            read_style(name, audience)


def test_every_font_that_print_names_exists() -> None:
    names = [part.split(")")[0] for part in print_fonts().split("briefgen:")[1:]]
    assert len(names) == 8
    assert all((styles_folder() / name).is_file() for name in names)
    assert sum(path.stat().st_size for path in (styles_folder() / "fonts").iterdir()) < 3_000_000


def test_screen_fonts_follow_the_text() -> None:
    assert screen_fonts("plain").count("@font-face") == 7
    assert screen_fonts("Київ").count("@font-face") == 14
    assert "http" not in screen_fonts("Łódź Київ")


def test_licences_stand_beside_the_fonts() -> None:
    for name in ("OFL-serif.txt", "OFL-sans.txt"):
        assert "SIL OPEN FONT LICENSE" in (styles_folder() / "fonts" / name).read_text(encoding="utf-8")
