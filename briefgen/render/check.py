"""`briefgen check DIR`: an audience folder read, its templates looked through, and a sample brief rendered.

Unknown names are found without rendering, by following the types of `brief` and `audience` through loops and
attributes, so that each is named with file, line and the nearest valid name.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
import lxml.html
from jinja2 import nodes
from pydantic import TypeAdapter

from briefgen.audience import Audience, load_audience
from briefgen.errors import BriefgenError
from briefgen.model import Problem
from briefgen.printed import Brief, printed_lines
from briefgen.render.assets import shared_labels, with_labels
from briefgen.render.context import make_context
from briefgen.render.fit import fit_brief
from briefgen.render.html import render_html
from briefgen.render.inference import TypeWalker
from briefgen.render.mail import render_mail
from briefgen.render.markdown import render_markdown
from briefgen.render.pdf import render_pdf
from briefgen.render.sandbox import FILTERS, make_environment

_CALL = re.compile(r'href="#note-(\d+)"')
_LABEL = re.compile(r"""label\(\s*["']([^"']+)["']""")
LONG_ENOUGH = 25
_LINE = re.compile(r'data-line="([^"]+)"')
EXTRA_NAMES = ("cut_short", "loop", "caller", "self", "super", "varargs", "kwargs", "namespace")


@cache
def load_sample_brief() -> Brief:
    """The sample brief of the package: an ordinary week, in our own words."""
    return TypeAdapter(Brief).validate_json(files("briefgen.data").joinpath("sample-brief.json").read_bytes())


def sample_for(audience: Audience) -> Brief:
    """The sample brief arranged for an audience."""
    sample = replace(load_sample_brief(), audience=audience.name, product=audience.product, marking=audience.marking)
    return fit_brief(sample, audience)


def check_audience(folder: Path) -> tuple[Problem, ...]:
    """All that is wrong with an audience folder; empty when it can be used."""
    try:
        audience = with_labels(load_audience(folder.resolve()))
    except BriefgenError as error:
        return (_placed("audience", error.message, folder / "audience.toml"),)
    found = [problem for path in sorted(folder.glob("*.j2")) for problem in check_template(path, audience)]
    found += _labels(folder)
    return tuple(found) or tuple(_check_renders(audience, folder))


def _placed(code: str, message: str, place: Path) -> Problem:
    """A problem at the place that its message opens with, where it opens with one in that folder."""
    match = re.match(r"(\S+?\.(?:j2|toml)(?::\d+)?): ", message)
    if match is None:
        return Problem(code, message, str(place))
    named = Path(match.group(1))
    inside = named.parent == place.parent.resolve() or named.parent == place.resolve()
    shown = (place.parent if place.suffix else place) / named.name if inside else named
    return Problem(code, message[match.end() :], str(shown))


def _labels(folder: Path) -> Iterator[Problem]:
    """Labels of the audience that neither our templates nor its own print."""
    own = load_audience(folder).labels
    written = " ".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.j2")))
    known = {*shared_labels(), *_LABEL.findall(written)}
    for name in own:
        if name not in known:
            yield Problem(
                "unknown-label",
                f"no template prints the label {name!r}{nearest(name, known)}",
                str(folder / "audience.toml"),
            )


def check_template(path: Path, audience: Audience) -> Iterator[Problem]:
    """Unknown names, unknown fields, unsafe calls and missing files of one template, without rendering it."""
    environment = make_environment(audience.folder)
    try:
        tree = environment.parse(path.read_text(encoding="utf-8"), path.name, str(path))
    except jinja2.TemplateSyntaxError as error:
        yield Problem("syntax", str(error.message), f"{path}:{error.lineno}")
        return
    except (OSError, UnicodeDecodeError) as error:
        yield Problem("unreadable", str(error), str(path))
        return
    for line, code, message in (
        *_names(tree, audience),
        *_filters(tree),
        *_files(tree, environment),
        *_macros(tree, environment),
        *TypeWalker(tree, html=path.name.endswith(".html.j2")).problems(),
    ):
        yield Problem(code, message, f"{path}:{line}")


Found = tuple[int, str, str]


def _names(tree: nodes.Template, audience: Audience) -> Iterator[Found]:
    known = {*make_context(load_sample_brief(), audience, "print"), *EXTRA_NAMES, *_assigned(tree)}
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in known:
            yield node.lineno, "unknown-variable", f"unknown variable {node.name!r}{nearest(node.name, known)}"


def _assigned(tree: nodes.Template) -> set[str]:
    """Every name that the template itself sets, imports or takes as an argument."""
    names = {node.name for node in tree.find_all(nodes.Name) if node.ctx in {"store", "param"}}
    names |= {node.name for node in tree.find_all(nodes.Macro)}
    names |= {node.target for node in tree.find_all(nodes.Import)}
    for node in tree.find_all(nodes.FromImport):
        names |= {name if isinstance(name, str) else name[1] for name in node.names}
    return names


def _filters(tree: nodes.Template) -> Iterator[Found]:
    for node in tree.find_all(nodes.Filter):
        if node.name not in FILTERS:
            yield node.lineno, "unsafe-call", f"filter {node.name!r} is not allowed{nearest(node.name, FILTERS)}"


def _files(tree: nodes.Template, environment: jinja2.Environment) -> Iterator[Found]:
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in (node for kind in kinds for node in tree.find_all(kind)):
        name = getattr(node, "template", None)
        if isinstance(name, nodes.Const) and name.value not in environment.list_templates():
            near = nearest(name.value, environment.list_templates())
            where = "" if near else "; files are read from the audience's folder and from ours, never from elsewhere"
            yield node.lineno, "missing-file", f"no template {name.value!r}{near}{where}"


def _macros(tree: nodes.Template, environment: jinja2.Environment) -> Iterator[Found]:
    """Macros that are imported from a file that has none of that name."""
    for node in tree.find_all(nodes.FromImport):
        file = node.template.value if isinstance(node.template, nodes.Const) else None
        if file not in environment.list_templates() or environment.loader is None:
            continue
        source = environment.loader.get_source(environment, str(file))[0]
        names = {macro.name for macro in environment.parse(source).find_all(nodes.Macro)}
        for name in (name if isinstance(name, str) else name[0] for name in node.names):
            if name not in names:
                yield node.lineno, "unknown-variable", f"{file} has no macro {name!r}{nearest(name, names)}"


def nearest(name: str, known: object) -> str:
    """'; did you mean ...?' with the nearest known name, or ''."""
    near = get_close_matches(str(name), [str(item) for item in known], n=1)  # type: ignore[attr-defined]
    return f"; did you mean {near[0]!r}?" if near else ""


def _check_renders(audience: Audience, folder: Path) -> Iterator[Problem]:
    """The sample brief in every format of the audience; notes and lines that the page leaves out."""
    try:
        brief = sample_for(audience)
        page = render_html(brief, audience, "{}")
        yield from _left_out(page, brief, folder)
        if "pdf" in audience.formats:
            render_pdf(brief, audience, "{}")
        if "eml" in audience.formats:
            render_mail(brief, audience, "{}")
        if "md" in audience.formats:
            render_markdown(brief, audience)
    except BriefgenError as error:
        yield _placed("render", error.message, folder)


def _left_out(page: str, brief: Brief, folder: Path) -> Iterator[Problem]:
    place = str(folder / "brief.html.j2")
    printed = {int(number) for number in _CALL.findall(page)}
    lost = [note.number for note in brief.notes if note.number not in printed]
    if lost:
        numbers = ", ".join(map(str, lost[:12]))
        yield Problem(
            "missing-notes",
            f"the page prints lines without their notes: {numbers}; print them with sentence(line)",
            place,
        )
    if not _LINE.search(page):
        yield Problem("missing-lines", "the page prints no line of the brief; print lines with sentence(line)", place)
    bare = _bare_text(page)
    for line in printed_lines(brief):
        if line.kind == "passage" and len(line.text) >= LONG_ENOUGH and " ".join(line.text.split()) in bare:
            what = f"the page prints {line.text[:60]!r}… without its note: use sentence(line), or cell(line) in tables"
            yield Problem("missing-notes", what, place)


def _bare_text(page: str) -> str:
    """What a page shows outside of lines, notes and the annex."""
    tree: Any = lxml.html.fromstring(page)
    for element in tree.xpath("//*[@data-line or @data-note or @data-code] | //script | //style | //head"):
        element.drop_tree()
    return " ".join(str(tree.text_content()).split())
