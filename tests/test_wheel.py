"""The wheel, built, installed into an environment of its own and run from another folder (`make wheel-test`).

The environment sees the dependencies of the one that runs the tests through a `.pth` file, so that nothing is
downloaded; briefgen itself is there from the wheel alone.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
MODEL = "briefgen/language/en_brief"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the working tree's committed and uncommitted files."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert result.returncode == 0, result.stdout + result.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    """What the wheel holds."""
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The `briefgen` of a fresh environment that has the wheel and sees our dependencies."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=False, symlinks=True)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", encoding="utf-8")
    yield folder / "bin" / "python"
    shutil.rmtree(folder)


def run(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """briefgen of the wheel, from a folder that has nothing to do with the checkout."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [str(python), "-P", "-m", "briefgen", *arguments],
        cwd=cwd,
        env=kept,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def tracked(*folders: str) -> set[str]:
    """The files of folders that belong to the project."""
    command = ["git", "ls-files", "--", *folders]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return {name for name in listed if (ROOT / name).is_file()}


def test_everything_that_is_needed_is_inside(names: frozenset[str]) -> None:
    wanted = tracked("briefgen") | {f"briefgen/{name}" for name in tracked("templates", "styles")}
    assert wanted - names == set()
    assert any(name.startswith(f"{MODEL}/ner/") for name in names)


def test_nothing_else_is_inside(names: frozenset[str]) -> None:
    outside = {name for name in names if not name.startswith("briefgen/") and ".dist-info/" not in name}
    assert outside == set()
    assert not [
        name for name in names if any(part in {"tests", "seeds", "training", "docs", "out"} for part in name.split("/"))
    ]
    assert not [name for name in names if name.endswith((".pyc", ".orig", "~"))]


def test_licences_travel_with_what_they_cover(names: frozenset[str]) -> None:
    licences = {name.partition(".dist-info/licenses/")[2] for name in names if ".dist-info/licenses/" in name}
    assert {"LICENSE", "NOTICE", f"{MODEL}/NOTICE"} <= licences
    assert any(name.startswith("styles/fonts/OFL") for name in licences)


def test_the_wheel_is_what_runs(installed: Path, tmp_path: Path) -> None:
    code = "import briefgen; print(briefgen.__file__)"
    result = subprocess.run(
        [str(installed), "-P", "-c", code], cwd=tmp_path, env={}, capture_output=True, text=True, check=True
    )
    assert Path(result.stdout.strip()).is_relative_to(installed.parents[1])


def test_help_and_entry_point(installed: Path, tmp_path: Path, wheel: Path) -> None:
    result = run(installed, "--help", cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "verify" in result.stdout
    with zipfile.ZipFile(wheel) as archive:
        (entry,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "briefgen = briefgen.cli:main" in archive.read(entry).decode()


def test_a_brief_is_made_and_verified_elsewhere(installed: Path, tmp_path: Path) -> None:
    shutil.copytree(SEEDS, tmp_path / "articles")
    made = run(installed, "make", "articles", "--audience", "weekly,digest", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    files = [tmp_path / line for line in made.stdout.splitlines()]
    assert {path.suffix for path in files} == {".pdf", ".html", ".eml", ".json"}
    for path in files:
        if path.suffix != ".json":
            checked = run(installed, "verify", str(path), "articles", cwd=tmp_path)
            assert checked.returncode == 0, f"{path.name}: {checked.stdout}{checked.stderr}"


def test_profiles_audiences_and_data_are_found(installed: Path, tmp_path: Path) -> None:
    for profile in ("generic", "russia-ukraine"):
        assert run(installed, "check", profile, cwd=tmp_path).returncode == 0
    assert run(installed, "new", "audience", "mine", cwd=tmp_path).returncode == 0
    checked = run(installed, "check", "mine", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    assert json.loads(run(installed, "schema", cwd=tmp_path).stdout)["title"] == "Situation"
