"""The documents say what the code does: commands, options, keys, records, codes, links and examples."""

import ast
import dataclasses
import importlib.util
import re
import shlex
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import BaseModel
from spacy.language import Language

from briefgen import errors, profile
from briefgen.data import load_lexicon
from briefgen.extract.annotation import annotate
from briefgen.extract.extractors import EXTRACTORS, read_findings
from briefgen.language.document import read_document
from briefgen.profile import load_profile
from tests.conftest import make_article

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), ROOT / "README.md"])
CODE = re.compile(r"`([^`\n]+)`")


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@cache
def script(name: str) -> ModuleType:
    """A script of docs/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def marked(text: str) -> set[str]:
    """Every word of the code spans of a page."""
    return {word for code in CODE.findall(text) for word in re.findall(r"[\w-]+", code)}


def test_the_command_line_is_as_documented() -> None:
    assert text_of("cli.md") == script("generate_cli").reference(), "run python docs/generate_cli.py"


def test_the_records_are_as_documented() -> None:
    text = text_of("model.md")
    assert text == script("generate_model").page(text), "run python docs/generate_model.py"


def test_every_command_and_option_is_in_the_reference() -> None:
    text = text_of("cli.md")
    for name, function in script("generate_cli").commands():
        assert f"## {name}\n" in text
        section = text.partition(f"## {name}\n")[2].partition("\n## ")[0]
        assert all(
            f"`{option}`" in section for entry in script("generate_cli").entries(function) for option in entry.names
        )


def test_settings_names_that_differ_from_options_are_told() -> None:
    """In briefgen.toml a parameter's name counts, not the option's."""
    differ = set()
    for _, function in script("generate_cli").commands():
        for entry in script("generate_cli").entries(function):
            long = [name for name in entry.names if name.startswith("--")]
            if long and entry.name not in {name.removeprefix("--").replace("-", "_") for name in long}:
                differ.add(entry.name)
    assert differ - {"sender", "target"} <= marked(text_of("cli.md").partition("## ")[0])


def test_every_exit_status_is_told() -> None:
    statuses = {
        error.exit_status
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, errors.BriefgenError)
    }
    told = {int(number) for number in re.findall(r"^\| (\d+) \|", text_of("cli.md"), re.MULTILINE)}
    assert {0, 1, 130} | statuses <= told


def test_every_profile_key_is_documented() -> None:
    tables = [value for value in vars(profile).values() if isinstance(value, type) and issubclass(value, BaseModel)]
    keys = {key for table in tables if table.__module__ == profile.__name__ for key in table.model_fields}
    known = marked(text_of("profiles.md"))
    assert keys - known - {"rules"} == set()


def test_every_weight_of_the_score_is_documented_with_its_number() -> None:
    rows = {
        name: float(number)
        for name, number in re.findall(r"^\| `([a-z]+)` \| (-?[\d.]+) \|", text_of("selection.md"), re.MULTILINE)
    }
    assert rows == load_lexicon("score")["weights"]
    assert f"`principal.share` ({load_lexicon('score')['principal']['share']})" in text_of("selection.md")


def test_every_code_of_verify_is_documented() -> None:
    used = set()
    for path in sorted((ROOT / "briefgen" / "verify").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                assert isinstance(node.args[0], ast.Constant)
                used.add(node.args[0].value)
    told = set(re.findall(r"^\| `([a-z-]+)` \|", text_of("verify.md"), re.MULTILINE))
    assert told == used


def test_every_fixed_number_of_selection_is_the_codes() -> None:
    from briefgen.brief import compose
    from briefgen.situation import events

    text = text_of("selection.md")
    assert f"token-set ratio of {compose.TOO_ALIKE:g} or more" in text
    assert f"more than {events.LONGEST_EVENT} days" in text
    assert f"beyond {events.LONG_SENTENCE} words" in text


def test_every_environment_variable_is_documented() -> None:
    named = set()
    for path in sorted((ROOT / "briefgen").rglob("*.py")):
        named |= set(re.findall(r"\bBRIEFGEN_[A-Z_]+\b", path.read_text(encoding="utf-8")))
    assert named
    assert named <= marked(text_of("delivery.md")) | marked(text_of("developing.md"))


def test_every_extractor_is_documented() -> None:
    told = " ".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert [row.field for row in EXTRACTORS if row.field not in told] == []


def test_every_field_of_annotate_is_documented(nlp: Language) -> None:
    article = make_article('"Two drones struck Odesa on Thursday," Governor Oleh Kiper said.')
    answer = annotate(1, read_findings(read_document(nlp, article), load_profile("russia-ukraine")))
    rows = {
        name: set(re.findall(r"\w+", rest))
        for name, rest in re.findall(
            r"^\| `(\w+)` \| (.+) \|$", text_of("model.md").partition("## Records")[0], re.MULTILINE
        )
    }
    assert set(answer) == set(rows)
    for field in ("entities", "dates", "quotes", "quantities", "statements"):
        assert answer[field], f"the sample has no {field}"
        assert set(answer[field][0]) <= rows[field]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    local = [
        target.partition("#")[0]
        for target in targets
        if "://" not in target and not target.startswith(("#", "mailto:"))
    ]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_pictures_are_shown_and_small() -> None:
    pictures = sorted((DOCS / "pictures").glob("*"))
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    assert pictures
    assert [picture.name for picture in pictures if f"docs/pictures/{picture.name}" not in shown] == []
    assert [picture.name for picture in pictures if picture.stat().st_size >= 200_000] == []


def test_every_page_is_reached_from_the_index() -> None:
    linked = set(re.findall(r"\]\(([a-z_]+\.md)\)", text_of("index.md")))
    assert {page.name for page in DOCS.glob("*.md")} - {"index.md"} == linked


def examples() -> list[Any]:
    """Every command line of the indented code of our pages."""
    found = []
    for page in PAGES:
        for line in page.read_text(encoding="utf-8").splitlines():
            command = re.match(r"(?:    |\$ )\s*(briefgen [a-z].*)", line)
            if command and "[OPTIONS]" not in line:
                found.append(pytest.param(command[1].partition("  ")[0], id=f"{page.name}: {command[1][:50]}"))
    return found


@pytest.mark.parametrize("line", examples())
def test_examples_use_what_exists(line: str) -> None:
    known = {
        name: {option for entry in script("generate_cli").entries(function) for option in entry.names}
        for name, function in script("generate_cli").commands()
    }
    words = shlex.split(line.partition(" #")[0].partition(" > ")[0].partition(" | ")[0].partition(" < ")[0])
    name = " ".join(words[:3]) if words[1] == "new" else " ".join(words[:2])
    assert name in known
    assert {word.partition("=")[0] for word in words if word.startswith("-")} - {"--help"} <= known[name]


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {
        name
        for page in PAGES
        for name in re.findall(r"(?:^    |`)make ([a-z][a-z-]*)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert named <= targets
    assert {"brief", "test"} <= named


def test_tests_that_the_pages_name_exist() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for name in re.findall(r"tests/(?:test|measure)_[a-z_]+\.py", text):
            assert (ROOT / name).is_file(), f"{page.name} names {name}"
        functions = set(re.findall(r"`(test_[a-z_0-9]+)`", text))
        defined = {
            name
            for path in (ROOT / "tests").glob("test_*.py")
            for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        }
        assert functions <= defined, page.name


def test_modules_and_data_that_the_pages_name_exist() -> None:
    for page in PAGES:
        for name in re.findall(r"`(briefgen/[a-z_/-]+\.(?:py|toml))`", page.read_text(encoding="utf-8")):
            assert (ROOT / name).is_file(), f"{page.name} names {name}"


def test_dated_records_are_frozen() -> None:
    """What model.md promises of the records."""
    assert all(getattr(record, "__dataclass_params__").frozen for record in script("generate_model").records())  # noqa: B009
    assert all(dataclasses.fields(record) for record in script("generate_model").records())
