"""Templates of others are stopped when they run away, and can reach nothing."""

import shutil
from pathlib import Path

import pytest

from briefgen.audience import Audience
from briefgen.errors import TemplateError
from briefgen.render.assets import find_audience, templates_folder
from briefgen.render.html import render_html
from briefgen.render.limits import Limits, run_limited
from briefgen.render.pdf import render_pdf
from briefgen.render.sandbox import fill_template, wrap
from tests import brief_factory as factory

TIGHT = Limits(cpu=3, clock=60, megabytes=700)
LOOP = "{% for a in brief.notes %}" * 6 + "{{ brief.title }}" + "{% endfor %}" * 6
GROW = "{% set ns = namespace(t='x') %}{% for a in brief.notes %}{% for b in brief.notes %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}{% endfor %}"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    shutil.copytree(templates_folder() / "weekly", tmp_path / "own")
    return tmp_path / "own"


def with_body(folder: Path, body: str) -> Audience:
    text = "{% extends 'base.html.j2' %}\n{% block body %}\n" + body + "{% endblock %}"
    (folder / "brief.html.j2").write_text(text, encoding="utf-8")
    return find_audience(folder.name, folder)


def test_a_copy_renders_in_a_child_like_ours(own: Path) -> None:
    brief = factory.empty_brief()
    page = render_html(brief, find_audience("own", own), "{}")
    assert page.replace('class="screen a4 audience-own"', 'class="screen a4 audience-weekly"') == render_html(
        brief, find_audience("weekly"), "{}"
    )


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (LOOP, "stopped after 3 seconds of computing"),
        (GROW, "stopped at 700 MB of memory"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "calls itself without end"),
    ],
)
def test_runaway_templates_are_stopped(own: Path, body: str, said: str) -> None:
    audience = with_body(own, body)
    with pytest.raises(TemplateError, match=said):
        run_limited("briefgen.render.html:render_html", (factory.sample_brief(), audience, "{}"), {}, TIGHT)


def test_errors_of_the_child_come_back_as_they_are(own: Path) -> None:
    audience = with_body(own, "{{ brief.nothing }}")
    with pytest.raises(TemplateError, match=r"brief\.html\.j2:3: .*nothing"):
        render_html(factory.empty_brief(), audience, "{}")


@pytest.mark.parametrize("place", ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "../../../etc/passwd"])
def test_pdf_of_a_template_that_reaches_out_fails_aloud(own: Path, place: str) -> None:
    audience = with_body(own, f'<img src="{place}">')
    with pytest.raises(TemplateError, match="outside its folder"):
        render_pdf(factory.empty_brief(), audience, "{}")


@pytest.mark.parametrize(
    "body",
    [
        "{{ brief.__init__ }}",
        "{{ brief.title.format(brief) }}",
        "{{ brief.notes.__len__() }}",
        "{{ label.__globals__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ 'x' * 10000000000 }}",
        "{{ 9 ** 9999999 }}",
        "{{ brief | attr('__class__') }}",
        "{{ brief.title | safe }}",
        "{{ self._TemplateReference__context }}",
        "{% do brief.notes.clear() %}",
        "{{ cycler('a') }}",
        "{{ range(3) }}",
        "{% include '/etc/passwd' %}",
        "{% include '../../../../etc/passwd' %}",
    ],
)
def test_sandbox(own: Path, body: str) -> None:
    audience = with_body(own, body)
    with pytest.raises(TemplateError):
        fill_template(audience, "brief.html.j2", {"brief": factory.empty_brief(), "audience": audience, "label": len})


def test_wrapping_breaks_at_spaces_only() -> None:
    address = "https://example.org/" + "x" * 90
    assert wrap(f"see {address} now", 20, "  ", "- ") == f"- see\n  {address}\n  now"
