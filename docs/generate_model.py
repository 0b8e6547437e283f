"""The reference part of docs/model.md from the records: `python docs/generate_model.py` writes it, a test compares it."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from briefgen import model

TARGET = Path(__file__).with_name("model.md")
START, END = "<!-- reference: start -->", "<!-- reference: end -->"
INNER = {"EntityMention", "DateMention", "Quotation", "QuantityMention", "PlaceMention", "Speaker"}
"""Records between extractors, which the exported situation does not hold."""


def records() -> list[type]:
    """The records that a situation is made of, in the order of the module."""
    found = [value for value in vars(model).values() if isinstance(value, type) and dataclasses.is_dataclass(value)]
    return [record for record in found if record.__module__ == model.__name__ and record.__name__ not in INNER]


def reference() -> str:
    """Every record with its fields."""
    return "\n".join(_section(record) for record in records())


def _section(record: type) -> str:
    rows = "".join(f"| `{name}` | {kind} | {text} |\n" for name, kind, text in _rows(record))
    title = (record.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")
    return f"### {record.__name__}\n\n{title}\n\n| field | type | |\n|---|---|---|\n{rows}"


def _rows(record: Any) -> Iterator[tuple[str, str, str]]:
    hints = get_type_hints(record, include_extras=True)
    for field in dataclasses.fields(record):
        hint = hints[field.name]
        noted = [item for item in get_args(hint)[1:] if isinstance(item, FieldInfo)] if _is_annotated(hint) else []
        kind = get_args(hint)[0] if _is_annotated(hint) else hint
        yield field.name, _kind(kind), noted[0].description or "" if noted else ""


def _is_annotated(hint: Any) -> bool:
    return get_origin(hint) is Annotated


def _kind(hint: Any) -> str:
    """A type in words of JSON."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return f"list of {_kind(inner[0])}" if inner[-1] is ... else f"[{', '.join(map(_kind, inner))}]"
    if origin is not None and getattr(origin, "__name__", "") == "Literal":
        return ", ".join(f"`{value}`" for value in inner)
    if inner:
        return " or ".join(dict.fromkeys(_kind(item) for item in inner))
    names = {str: "text", int: "number", float: "number", type(None): "null"}
    return names.get(hint, getattr(hint, "__name__", str(hint)))


def page(text: str) -> str:
    """The page with its reference part made anew."""
    head, _, rest = text.partition(START)
    return f"{head}{START}\n\n{reference()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    TARGET.write_text(page(TARGET.read_text(encoding="utf-8")), encoding="utf-8")
