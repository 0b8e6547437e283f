"""The reference of the template context, made from the records and from a real context: `docs/templates.md`.

Run `python -m briefgen.render.reference` to print it; a test holds the page to it.
"""

import inspect
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from briefgen.audience import Audience, Budget
from briefgen.model import Evidence, Period, Time
from briefgen.printed import (
    Bar,
    Brief,
    Datum,
    Dispute,
    DisputeRow,
    Figure,
    Item,
    Line,
    Note,
    Passage,
    Piece,
    PlaceMark,
    SectionBlock,
    SourceEntry,
    TimelineRow,
    Voice,
)
from briefgen.render.assets import find_audience, shared_labels
from briefgen.render.check import load_sample_brief
from briefgen.render.context import Entry, make_context
from briefgen.render.sandbox import FILTERS, field_names

RECORDS: tuple[type, ...] = (
    *(
        Brief,
        Line,
        Piece,
        Datum,
        Note,
        Item,
        SectionBlock,
        Dispute,
        DisputeRow,
        Voice,
        Figure,
        TimelineRow,
        PlaceMark,
        Bar,
    ),
    *(SourceEntry, Passage, Evidence, Time, Period, Entry, Audience, Budget),
)
LONGEST = 48
START, END = "<!-- reference: start -->", "<!-- reference: end -->"


def context_reference() -> str:
    """The whole reference as Markdown."""
    return "\n".join([*_variables(), *_functions(), *_filters(), *_records(), *_labels()]).strip() + "\n"


def _context() -> dict[str, Any]:
    return make_context(load_sample_brief(), find_audience("weekly"), "screen", "{}")


def _variables() -> Iterator[str]:
    yield from ("### Variables", "", "| name | type | example |", "|---|---|---|")
    for name, value in sorted(_context().items()):
        if not callable(value):
            yield f"| `{name}` | {_named(type(value))} | {_example(value)} |"
    yield "| `cut_short` | bool | in mail only: whether something did not fit |"


def _functions() -> Iterator[str]:
    yield from ("", "### Functions", "", "| call | what it gives |", "|---|---|")
    for name, value in sorted(_context().items()):
        if callable(value):
            names = ", ".join(inspect.signature(value).parameters)
            yield f"| `{name}({names})` | {inspect.getdoc(value)} |"


def _filters() -> Iterator[str]:
    yield from ("", "### Filters", "", ", ".join(f"`{name}`" for name in sorted(FILTERS)) + ".")


def _records() -> Iterator[str]:
    examples: dict[type, Any] = {}
    for value in _walk(load_sample_brief()):
        examples[type(value)] = max(examples.get(type(value), value), value, key=_richness)
    examples |= {
        Audience: find_audience("weekly"),
        Budget: find_audience("weekly").budget,
        Entry: _context()["contents"][0],
    }
    for kind in RECORDS:
        yield from ("", f"### {kind.__name__}", "", (inspect.getdoc(kind) or "").split("\n")[0], "")
        yield from ("| field | type | what it is | example |", "|---|---|---|---|")
        hints = get_type_hints(kind, include_extras=True)
        for name in [name for name in hints if name in field_names(kind)]:
            value = getattr(examples.get(kind), name, "")
            yield f"| `{name}` | {_named(hints[name])} | {_described(kind, name, hints[name])} | {_example(value)} |"


def _labels() -> Iterator[str]:
    yield from ("", "### Labels", "", "| name | ours |", "|---|---|")
    for name, words in shared_labels().items():
        yield f"| `{name}` | {words} |"


def _richness(record: Any) -> int:
    return sum(bool(getattr(record, name)) for name in field_names(type(record)))


def _walk(record: Any) -> Iterator[Any]:
    """Every record inside a record."""
    for item in record if isinstance(record, tuple) else ():
        yield from _walk(item)
    if hasattr(type(record), "__dataclass_fields__"):
        for name in type(record).__dataclass_fields__:
            yield from _walk(getattr(record, name))
        yield record


def _named(kind: Any) -> str:
    """A type in words: 'list of Line', 'Line or None'."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _named(parts[0])
    if origin is types.UnionType:
        return " or ".join("None" if part is types.NoneType else _named(part) for part in parts)
    if origin is tuple:
        return f"list of {_named(parts[0])}" if Ellipsis in parts else "pair"
    if origin is Literal:
        return " / ".join(f'"{part}"' for part in parts)
    if origin is dict:
        return "mapping of text"
    name = str(kind.__name__)
    return {"str": "text", "int": "number", "float": "number", "tuple": "list"}.get(name, name)


def _described(kind: type, name: str, hint: Any) -> str:
    found = [extra.description for extra in get_args(hint)[1:] if isinstance(extra, FieldInfo)]
    model = getattr(kind, "model_fields", {}).get(name)
    text = next((words for words in found if words), None) or getattr(model, "description", None) or ""
    return str(text).replace("|", "\\|")


def _example(value: Any) -> str:
    if isinstance(value, Path):
        value = value.name  # an example must not depend on where the project stands
    if isinstance(value, tuple):
        return (
            f"{len(value)} of them"
            if value and hasattr(type(value[0]), "__dataclass_fields__")
            else _quoted(list(value))
        )
    if hasattr(type(value), "__dataclass_fields__") or hasattr(type(value), "model_fields"):
        return ""
    return "" if value in ("", None) else _quoted(value)


def _quoted(value: Any) -> str:
    text = " ".join(str(value).split()).replace("|", "\\|").replace("`", "'")
    return f"`{text[:LONGEST]}…`" if len(text) > LONGEST else f"`{text}`"


if __name__ == "__main__":
    import sys

    sys.stdout.write(context_reference())
