"""Types of the records followed through a template, to find fields that do not exist before anything is rendered."""

import types
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from jinja2 import nodes

from briefgen.audience import Audience
from briefgen.printed import Brief, Line, Note, SourceEntry
from briefgen.render.charts import ActivityTable, TimelineFigure
from briefgen.render.context import Entry
from briefgen.render.map import LocatorMap
from briefgen.render.sandbox import field_names
from briefgen.render.scales import ScaleFigure

ROOTS: Mapping[str, Any] = {"brief": Brief, "audience": Audience, "contents": tuple[Entry, ...]}
CALLS: Mapping[str, Any] = {
    "note": Note,
    "source_of": SourceEntry,
    "scale_figure": ScaleFigure,
    "timeline_figure": TimelineFigure,
    "activity_table": ActivityTable,
    "locator_map": LocatorMap,
}
SAME = frozenset({"list", "sort", "reverse", "selectattr", "rejectattr", "select", "reject", "unique"})
ELEMENT = frozenset({"first", "last", "min", "max"})
Found = tuple[int, str, str]
Scope = Mapping[str, Any]


class TypeWalker:
    """Walks one template's tree with the types of its names."""

    def __init__(self, tree: nodes.Template, *, html: bool = False) -> None:
        self.tree = tree
        self.html = html
        self.found: list[Found] = []

    def problems(self) -> Iterator[Found]:
        """Unknown fields and unsafe attributes, each with its line."""
        self._walk(self.tree, ROOTS)
        yield from dict.fromkeys(self.found)

    def _walk(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.Getattr):
            self._field(node, scope)
        elif isinstance(node, nodes.For):
            self._loop(node, scope)
            return
        elif isinstance(node, nodes.Output) and self.html:
            self._bare(node, scope)
        elif isinstance(node, nodes.Macro):
            scope = {**scope, **{argument.name: None for argument in node.args}}
        for child in node.iter_child_nodes():
            self._walk(child, scope)
            if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
                scope = {**scope, child.target.name: self._type(child.node, scope)}

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        self._walk(node.iter, scope)
        inner = dict(scope)
        for name in node.target.find_all(nodes.Name):
            inner[name.name] = None
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = element_of(self._type(node.iter, scope))
        for child in (*([node.test] if node.test else []), *node.body, *node.else_):
            self._walk(child, inner)
            if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
                inner[child.target.name] = self._type(child.node, inner)

    def _bare(self, node: nodes.Output, scope: Scope) -> None:
        """The text of a line, printed as it stands and so without its note."""
        for part in node.nodes:
            if isinstance(part, nodes.Getattr) and part.attr == "text" and self._type(part.node, scope) is Line:
                what = "the bare text of a line has no note: use sentence(line), or cell(line) in tables"
                self.found.append((part.lineno, "missing-notes", what))

    def _field(self, node: nodes.Getattr, scope: Scope) -> None:
        if node.attr.startswith("_"):
            self.found.append((node.lineno, "unsafe-call", f"{node.attr!r} is not for templates"))
            return
        owner = self._type(node.node, scope)
        fields = field_names(owner) if isinstance(owner, type) else frozenset()
        if fields and node.attr not in fields:
            near = get_close_matches(node.attr, sorted(fields), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            self.found.append((node.lineno, "unknown-variable", f"{owner.__name__} has no {node.attr!r}{hint}"))

    def _type(self, node: nodes.Node | None, scope: Scope) -> Any:
        """The type of an expression, or None where it is not known."""
        if isinstance(node, nodes.Name):
            return scope.get(node.name)
        if isinstance(node, nodes.Getattr):
            return field_type(self._type(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem):
            owner = self._type(node.node, scope)
            return owner if isinstance(node.arg, nodes.Slice) else element_of(owner)
        if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name):
            return CALLS.get(node.node.name)
        if isinstance(node, nodes.Filter):
            owner = self._type(node.node, scope)
            return owner if node.name in SAME else element_of(owner) if node.name in ELEMENT else None
        return None


def field_type(owner: Any, name: str) -> Any:
    """The type of a record's field, without Annotated and None; None if it is not known."""
    if not isinstance(owner, type) or name not in field_names(owner):
        return None
    return _plain(get_type_hints(owner).get(name))


def _plain(kind: Any) -> Any:
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if get_origin(kind) is types.UnionType:
        parts = [part for part in get_args(kind) if part is not type(None)]
        return _plain(parts[0]) if len(parts) == 1 else None
    return kind


def element_of(kind: Any) -> Any:
    """The type of the elements of `tuple[X, ...]`, or None."""
    parts = get_args(kind) if get_origin(kind) is tuple else ()
    return _plain(parts[0]) if len(parts) == 2 and parts[1] is Ellipsis else None
