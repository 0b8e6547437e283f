"""The rules of the house, held by reading the code: short functions, no clock, no network, fast `--help`."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import briefgen

ROOT = Path(briefgen.__file__).parent
LONGEST_FUNCTION = 50
LONGEST_FILE = 400
MEDIAN_FUNCTION = 8
MOST_PARAMETERS = 5
VAGUE_NAMES = ("util", "helper", "manager", "misc", "common")
CLOCK = {("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"), ("time", "time")}
CLOCK_MAY_BE_READ = {"cli"}
NETWORK = {
    "socket",
    "ssl",
    "smtplib",
    "urllib.request",
    "http.client",
    "http.server",
    "requests",
    "urllib3",
    "httpx",
    "aiohttp",
}
NETWORK_MAY_BE_USED = {"deliver.py"}
HEAVY = (
    "spacy",
    "thinc",
    "weasyprint",
    "trafilatura",
    "sklearn",
    "datasketch",
    "dateparser",
    "numpy",
    "lxml",
    "jinja2",
)

Function = ast.FunctionDef | ast.AsyncFunctionDef

FILES = sorted(ROOT.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions() -> Iterator[tuple[str, Function]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{name_of(path)}:{node.lineno} {node.name}", node


def length(function: Function) -> int:
    """Lines of a function without its decorators and docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    last = function.end_lineno or function.lineno
    first = body[0].lineno if body else last
    return last - first + 1 + (function.body[0].lineno - function.lineno if function.body else 0)


def test_functions_are_short() -> None:
    lengths = {place: length(function) for place, function in functions()}
    assert {place: lines for place, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}
    assert sorted(lengths.values())[len(lengths) // 2] <= MEDIAN_FUNCTION


def test_files_are_short() -> None:
    lines = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: number for name, number in lines.items() if number > LONGEST_FILE} == {}


def test_functions_have_few_parameters() -> None:
    """Commands are excepted: they have as many parameters as options. `self`, `cls` and fixed keywords do not count twice."""
    counts = {
        place: len(
            [
                arg
                for arg in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
                if arg.arg not in {"self", "cls"}
            ]
        )
        for place, node in functions()
        if not place.startswith("cli/")
    }
    assert {place: number for place, number in counts.items() if number > MOST_PARAMETERS} == {}


def test_every_module_has_a_docstring() -> None:
    assert [name_of(path) for path, tree in TREES.items() if ast.get_docstring(tree) is None] == []


def public(tree: ast.Module) -> Iterator[ast.ClassDef | Function]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                methods = (item for item in node.body if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef))
                yield from (item for item in methods if not item.name.startswith("_"))


def test_what_is_public_is_documented() -> None:
    missing = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path, tree in TREES.items()
        for node in public(tree)
        if ast.get_docstring(node) is None
    ]
    assert missing == []


def test_everything_is_annotated() -> None:
    def bare(node: Function) -> bool:
        named = (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)
        given = [arg for arg in named if arg.arg not in {"self", "cls"}]
        return node.returns is None or any(arg.annotation is None for arg in given)

    assert [place for place, node in functions() if bare(node)] == []


def broad(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches everything and goes on; one that ends in a bare `raise` only cleans up."""
    cleans_up = isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    names = {node.id if isinstance(node, ast.Name) else "" if node else "all" for node in caught}
    return bool(names & {"all", "Exception", "BaseException"}) and not cleans_up


def test_no_handler_swallows_everything() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and broad(node)
    ]
    assert wrong == []


def test_no_module_has_a_vague_name() -> None:
    assert [name_of(path) for path in FILES if any(word in path.stem for word in VAGUE_NAMES)] == []


def test_the_clock_is_read_by_the_command_line_alone() -> None:
    wrong = [
        f"{name_of(path)}:{node.lineno}"
        for path, tree in TREES.items()
        if name_of(path).split("/")[0] not in CLOCK_MAY_BE_READ
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and (node.value.id, node.attr) in CLOCK
    ]
    assert wrong == []


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def test_only_delivery_uses_the_network() -> None:
    wrong = [
        f"{name_of(path)}:{line} {module}"
        for path, tree in TREES.items()
        if name_of(path) not in NETWORK_MAY_BE_USED
        for line, module in imported(tree)
        if module in NETWORK
    ]
    assert wrong == []


@pytest.mark.parametrize("arguments", [["--help"], ["make", "--help"], ["schema"]])
def test_help_loads_no_heavy_library(arguments: list[str]) -> None:
    code = (
        "import sys\n"
        "from briefgen.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        f"print('LOADED', *[name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert result.stdout.splitlines()[-1] == "LOADED"


def test_every_library_that_is_imported_is_declared() -> None:
    """A dependency of a dependency may go away; what we import we name in pyproject.toml."""
    project = tomllib.loads((ROOT.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", entry)[0].lower().replace("_", "-") for entry in project["dependencies"]}
    distributions = packages_distributions()
    roots = {module.split(".")[0] for tree in TREES.values() for _, module in imported(tree)}
    outside = {name for name in roots - set(sys.stdlib_module_names) - {"briefgen"} if name in distributions}
    missing = {
        name
        for name in outside
        if not declared & {distribution.lower().replace("_", "-") for distribution in distributions[name]}
    }
    assert missing == set()


def test_no_test_helper_or_developer_package_is_imported() -> None:
    developer = {"pytest", "hypothesis", "syrupy", "jsonschema", "aiosmtpd", "sklearn", "tests", "training"}
    wrong = [
        f"{name_of(path)}:{line} {module}"
        for path, tree in TREES.items()
        for line, module in imported(tree)
        if module.split(".")[0] in developer
    ]
    assert wrong == []
