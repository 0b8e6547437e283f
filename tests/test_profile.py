"""Profiles: shipped ones load and are whole; one may extend another; wrong keys are refused with the right name."""

from pathlib import Path

import pytest

from briefgen.data import load_lexicon
from briefgen.errors import ProfileError
from briefgen.extract.section_rules import build_matcher
from briefgen.profile import load_profile, parse_profile, profile_names

PROFILES = {name: load_profile(name) for name in profile_names()}
LEAST = 'name = "x"\ntitle = "X"\n'


def test_the_shipped_profiles() -> None:
    assert profile_names() == ("generic", "russia-ukraine")
    assert PROFILES["generic"].gate.terms == ()
    assert PROFILES["russia-ukraine"].gate.fallback == "side-stories"


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_a_shipped_profile_is_whole(name: str) -> None:
    profile = PROFILES[name]
    assert profile.name == name
    assert tuple(profile.sections) == ("diplomacy", "battlefield", "sanctions", "side-stories")
    assert profile.default_section in profile.sections
    assert set(profile.classify.types) <= set(load_lexicon("plover"))
    assert set(profile.classify.types.values()) | set(profile.classify.prior) <= set(profile.sections)
    for terms in (profile.gate.terms, *(beat.terms for beat in profile.beats.values())):
        build_matcher(("x", term) for term in terms)
    for rule in (rule for table in profile.sections.values() for rule in table.rules.values()):
        assert rule.terms
        assert len(set(rule.terms)) == len(rule.terms)


def test_the_war_has_its_sides_beats_and_publishers() -> None:
    profile = PROFILES["russia-ukraine"]
    assert {"kyiv", "moscow", "washington", "europe"} <= set(profile.sides)
    wanted = {"front-east", "sanctions", "energy", "prisoners", "nuclear", "aid", "children", "maritime", "airspace"}
    assert wanted <= set(profile.beats)
    assert profile.publishers["apnews.com"].name == "The Associated Press"
    assert {publisher.grade for publisher in profile.publishers.values()} == {""}
    names = [name for side in profile.sides.values() for name in side.names]
    assert len(set(names)) == len(names)


def test_a_profile_extends_another() -> None:
    text = (
        LEAST
        + 'extends = "generic"\n[classify]\nmodel_weight = 0.1\n[sections.sanctions.rules.measures]\nterms = ["tax"]\n'
    )
    profile, base = parse_profile(text, "x.toml"), PROFILES["generic"]
    assert profile.name == "x"
    assert profile.sections["sanctions"].rules["measures"].terms == ("tax",)
    assert profile.sections["sanctions"].rules["tariffs"] == base.sections["sanctions"].rules["tariffs"]
    assert profile.sections["diplomacy"] == base.sections["diplomacy"]
    assert profile.classify.model_weight == 0.1
    assert profile.classify.types == base.classify.types


def test_a_profile_extends_a_file(tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    base.write_text(LEAST + "[sections.a]\ntitle = 'A'\n", encoding="utf-8")
    profile = parse_profile(f'name = "y"\ntitle = "Y"\nextends = "{base}"\n', "y.toml")
    assert profile.sections["a"].title == "A"


def test_a_circle_of_profiles_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "circle.toml"
    path.write_text(f'name = "c"\ntitle = "C"\nextends = "{path}"\n[sections]\n', encoding="utf-8")
    with pytest.raises(ProfileError, match="circle"):
        load_profile(str(path))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LEAST + "[sections]\n[gate]\nterm = ['a']", "did you mean 'terms'"),
        (LEAST + "[sections]\n[classify]\nmodel_weigth = 1", "did you mean 'model_weight'"),
        (LEAST + "[sections]\n[classify]\nmodel_weight = -1", "classify.model_weight"),
        (LEAST + "[sections]\n[publishers.'a.com']\nname = 'A'\ngrade = 'Z'", "grade"),
        (LEAST, "sections"),
        (LEAST + "extends = 'generik'\n", "did you mean 'generic'"),
        ("name = ", "not valid TOML"),
    ],
)
def test_a_wrong_profile_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(ProfileError, match=said):
        parse_profile(text, "x.toml")


def test_a_broken_base_is_named(tmp_path: Path) -> None:
    base = tmp_path / "base.toml"
    base.write_text("name = ", encoding="utf-8")
    with pytest.raises(ProfileError, match="not valid TOML"):
        parse_profile(f'name = "y"\ntitle = "Y"\nextends = "{base}"\n', "y.toml")


def test_an_unknown_profile_names_the_nearest() -> None:
    with pytest.raises(ProfileError, match="did you mean 'russia-ukraine'"):
        load_profile("russia-ukrain")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_an_unreadable_profile_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "p.toml"
    path.write_bytes(content) if content is not None else path.mkdir()
    with pytest.raises(ProfileError, match="cannot be read"):
        load_profile(str(path))
