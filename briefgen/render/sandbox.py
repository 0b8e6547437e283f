"""The Jinja environment of all templates: sandboxed and immutable, escaping, strict about unknown names.

A template may read fields of the records it is given and call macros, functions marked by `allowed` and a few
methods of text; it can change nothing, reach nothing else, and never print unescaped text. Jinja's
`ImmutableSandboxedEnvironment`, made narrower. Endless templates are stopped by `limits`, not here.
"""

import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import jinja2
from jinja2 import nodes
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from briefgen.audience import Audience
from briefgen.errors import TemplateError
from briefgen.render.assets import SHARED, templates_folder

TEXT_METHODS = frozenset({"startswith", "endswith", "split", "strip", "lower", "upper", "removeprefix", "removesuffix"})
MAPPING_METHODS = frozenset({"items", "keys", "values", "get"})
FILTERS = frozenset(
    {"abs", "batch", "capitalize", "count", "default", "dictsort", "e", "escape", "first", "float", "groupby", "int"}
    | {"join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse"}
    | {"round", "select", "selectattr", "slice", "sort", "string", "sum", "title", "trim", "truncate", "unique"}
    | {"upper", "wordcount", "wrap", "md"}
)
_BLANKS = re.compile(r"\s+")
Function = TypeVar("Function", bound=Callable[..., Any])


def allowed(function: Function) -> Function:
    """Mark a function of ours as callable from templates."""
    function.briefgen_allowed = True  # type: ignore[attr-defined]
    return function


class TemplateSandbox(ImmutableSandboxedEnvironment):
    """An environment in which a template can only read records and call what it is given."""

    intercepted_binops = frozenset({"*", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields of records, harmless methods of text and mappings; nothing with an underscore."""
        if attr.startswith("_"):
            return False
        if is_dataclass(obj) or isinstance(obj, BaseModel):
            return attr in field_names(type(obj))
        if isinstance(obj, str):
            return attr in TEXT_METHODS
        if isinstance(obj, Mapping):
            return attr in MAPPING_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, loops, functions marked by `allowed`, and the methods above."""
        if isinstance(obj, Macro) or getattr(obj, "briefgen_allowed", False):
            return True
        return isinstance(getattr(obj, "__self__", None), (str, dict, LoopContext)) or obj is jinja2.utils.Namespace

    def call(self, context: Any, function: Any, *args: Any, **options: Any) -> Any:
        """A call of what may be called; the message names it without its address in memory."""
        if not self.is_safe_callable(function):
            name = getattr(function, "__name__", type(function).__name__)
            raise jinja2.exceptions.SecurityError(f"{name!r} may not be called from a template")
        return super().call(context, function, *args, **options)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ARG002  Jinja's signature
        """Multiplication of numbers only: `"x" * 1000000000` would fill the memory."""
        if operator == "**" or not all(isinstance(side, (int, float)) for side in (left, right)):
            raise jinja2.exceptions.SecurityError(f"{operator!r} is for plain numbers only")
        return left * right

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.EvalContextModifier):
            raise jinja2.TemplateSyntaxError("escaping cannot be switched off", node.lineno, name, filename)
        return tree


def field_names(kind: type) -> frozenset[str]:
    """The names of the fields of a record type."""
    fields: Mapping[str, Any] = getattr(kind, "model_fields", None) or getattr(kind, "__dataclass_fields__", {})
    return frozenset(fields)


def wrap(text: object, width: int = 72, indent: str = "", first: str | None = None) -> str:
    """Plain text broken at spaces, never inside a word or an address, under a hanging indent."""
    words = " ".join(str(text).split())
    opening = indent if first is None else first
    options = {"break_long_words": False, "break_on_hyphens": False}
    return textwrap.fill(words, width, initial_indent=opening, subsequent_indent=indent, **options)  # type: ignore[arg-type]


def escape_markdown(text: object) -> str:
    """Text of one line in which nothing is Markdown or HTML markup; a blank at its edge stays, so that what follows stays apart."""
    flat = " ".join(_BLANKS.split(str(text))).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"\\{char}" if char in "\\`*_[]#|~!" else char for char in flat)


def make_environment(folder: Path) -> TemplateSandbox:
    """The environment of an audience's folder: its own files, then our shared partials, then `NAME/file` of ours."""
    ours = templates_folder()
    loader = jinja2.ChoiceLoader(
        [jinja2.FileSystemLoader(folder), jinja2.FileSystemLoader(ours / SHARED), jinja2.FileSystemLoader(ours)]
    )
    environment = TemplateSandbox(
        loader=loader,
        autoescape=lambda name: name is None or not name.endswith((".txt.j2", ".md.j2")),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters = {name: value for name, value in environment.filters.items() if name in FILTERS}
    environment.filters |= {"wrap": wrap, "md": escape_markdown}
    environment.globals = {"namespace": jinja2.utils.Namespace}
    return environment


def fill_template(audience: Audience, name: str, context: Mapping[str, Any]) -> str:
    """The template `name` of the audience filled with the context.

    Raises:
        TemplateError: with file and line, if the template is missing, wrong, or asks for what does not exist.
    """
    try:
        return make_environment(audience.folder).get_template(name).render(context)
    except jinja2.TemplateNotFound as error:
        raise TemplateError(f"{audience.folder}: no template {error.name!r}") from error
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename or error.name}:{error.lineno}: {error.message}") from error
    except TemplateError as error:
        raise TemplateError(f"{_place(error, audience)}: {error.message}") from error
    except RecursionError as error:
        raise TemplateError(f"{_place(error, audience)}: a macro calls itself without end") from error
    except (jinja2.TemplateRuntimeError, TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise TemplateError(f"{_place(error, audience)}: {error}") from error


def _place(error: Exception, audience: Audience) -> str:
    """File and line of the innermost template in the traceback."""
    place, trace = str(audience.folder), error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
