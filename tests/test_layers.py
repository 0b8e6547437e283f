"""Imports run one way through the house; nothing inside imports the root."""

import ast
from pathlib import Path

import briefgen

LAYERS = (
    "errors",
    "model",
    "printed",
    "data",
    "tables",
    "judgements",
    "profiles",
    "profile",
    "audience",
    "sources",
    "language",
    "extract",
    "situation",
    "brief",
    "render",
    "verify",
    "store",
    "deliver",
    "pipeline",
    "streams",
    "settings",
    "explain",
    "cli",
    "__main__",
)
ROOT = Path(briefgen.__file__).parent


def layer_of(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


def imported_layers(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            names = [f"{base}.{alias.name}" for alias in node.names] if base == "briefgen" else [base]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "briefgen":
                found.add(parts[1] if len(parts) > 1 else "")
    return found


def modules() -> list[Path]:
    return [path for path in sorted(ROOT.rglob("*.py")) if path != ROOT / "__init__.py"]


def test_every_module_has_a_layer() -> None:
    assert {layer_of(path) for path in modules()} <= set(LAYERS)


def test_imports_run_upward_only() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name or 'the root'}"
        for path in modules()
        for name in imported_layers(path)
        if name != "__version__" and (name not in LAYERS or LAYERS.index(name) > LAYERS.index(layer_of(path)))
    ]
    assert wrong == []


def test_at_most_two_levels_of_folders() -> None:
    deepest = max(len(path.relative_to(ROOT).parts) for path in modules())
    assert deepest <= 2
