"""`briefgen check DIR` and `briefgen preview DIR`: what a user's own audience is told."""

import re
import shutil
from pathlib import Path

import pytest

from briefgen.audience import load_audience
from briefgen.model import Problem
from briefgen.render.assets import find_audience, templates_folder, with_labels
from briefgen.render.check import check_audience, check_template, load_sample_brief, sample_for
from briefgen.render.html import render_html
from briefgen.render.preview import preview_audience
from tests import brief_factory as factory


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_RENDER_CHILD", "1")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the digest, as `briefgen new audience` makes it."""
    shutil.copytree(templates_folder() / "digest", tmp_path / "own")
    return tmp_path / "own"


def told(folder: Path, body: str) -> list[Problem]:
    path = folder / "brief.html.j2"
    path.write_text("{% extends 'base.html.j2' %}\n{% block body %}\n" + body + "\n{% endblock %}\n", encoding="utf-8")
    return list(check_template(path, find_audience("digest")))


def test_sample_in_the_package_is_the_factorys() -> None:
    assert load_sample_brief() == factory.sample_brief(), "run `python -m tests.brief_factory`"


@pytest.mark.parametrize("name", ["weekly", "digest", "executive", "analyst", "markdown"])
def test_our_templates_have_no_unknown_name(name: str) -> None:
    audience = find_audience(name)
    folders = (templates_folder() / name, templates_folder() / "_shared")
    found = [p for folder in folders for path in sorted(folder.glob("*.j2")) for p in check_template(path, audience)]
    assert found == []


def test_a_copy_of_ours_is_fine(own: Path) -> None:
    assert check_audience(own) == ()


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("{{ breif.title }}", 3, "unknown variable 'breif'; did you mean 'brief'?"),
        ("\n{{ brief.developmens }}", 4, "Brief has no 'developmens'; did you mean 'developments'?"),
        ("{% for item in brief.developments %}{{ item.led }}{% endfor %}", 3, "Item has no 'led'; did you mean 'lead'?"),
        ("{% for b in brief.sections %}{% for i in b.items %}{{ i.lead.txt }}{% endfor %}{% endfor %}", 3, "Line has no 'txt'; did you mean 'text'?"),
        ("{{ (brief.notes | first).publishr }}", 3, "Note has no 'publishr'; did you mean 'publisher'?"),
        ("{{ brief.sources[0].passages[0].evidence.txt }}", 3, "Evidence has no 'txt'; did you mean 'text'?"),
        ("{% set top = brief.developments[0] %}{{ top.marker }}", 3, "Item has no 'marker'; did you mean 'markers'?"),
        ("{{ audience.budget.page }}", 3, "Budget has no 'page'; did you mean 'pages'?"),
        ("{{ brief.headline.tex }}", 3, "Line has no 'tex'; did you mean 'text'?"),
        ("{{ brief.__class__.__mro__ }}", 3, "'__class__' is not for templates"),
        ("{{ brief.developments[0].lead.text }}", 3, "the bare text of a line has no note: use sentence(line)"),
        ("{% from '_macros.html.j2' import sentense with context %}", 3, "_macros.html.j2 has no macro 'sentense'; did you mean 'sentence'?"),
        ("{% include '../../etc/passwd' %}", 3, "no template '../../etc/passwd'; files are read from the audience's folder"),
        ("{{ brief.title | safe }}", 3, "filter 'safe' is not allowed"),
        ("{{ brief.title | uper }}", 3, "filter 'uper' is not allowed; did you mean 'upper'?"),
        ("{% include '_contens.html.j2' %}", 3, "no template '_contens.html.j2'; did you mean '_contents.html.j2'?"),
        ("{% for x in brief.notes %}", 4, "Encountered unknown tag 'endblock'"),
        ("{% autoescape false %}{% endautoescape %}", 3, "escaping cannot be switched off"),
    ],
)  # fmt: skip
def test_mistakes_are_named_with_their_line(own: Path, body: str, line: int, message: str) -> None:
    found = told(own, body)
    assert any(problem.message.startswith(message) for problem in found), found
    assert found[0].place.endswith(f"brief.html.j2:{line}")


@pytest.mark.parametrize(
    "body",
    [
        "{% for item in brief.developments %}{{ item.lead.text | wordcount }}{{ loop.index }}{% endfor %}",
        "{% for key, name in audience.labels.items() %}{{ key }}{{ name }}{% endfor %}",
        "{% set blocks = brief.sections | selectattr('items') | list %}{{ blocks[0].title }}",
        "{% macro one(x) %}{{ x.anything }}{% endmacro %}{{ one(brief.developments[0]) }}",
        "{{ note(1).publisher }}{{ label('annex') }}{{ brief.title[:3] }}",
    ],
)
def test_what_is_right_is_not_complained_of(own: Path, body: str) -> None:
    assert told(own, body) == []


def test_missing_notes_are_reported(own: Path) -> None:
    bare = "{% block front %}{% for item in brief.developments %}<p>{{ item.lead.text }}</p>{% endfor %}{% endblock %}"
    (own / "brief.html.j2").write_text("{% extends 'base.html.j2' %}\n" + bare, encoding="utf-8")
    codes = {problem.code for problem in check_audience(own)}
    assert "missing-notes" in codes


def test_mistakes_that_only_show_in_print_have_their_line(own: Path) -> None:
    (own / "brief.html.j2").write_text(
        "{% extends 'base.html.j2' %}\n{% block body %}\n{{ label('anex') }}{% endblock %}", encoding="utf-8"
    )
    (problem,) = check_audience(own)
    assert problem.message == "no label 'anex'; did you mean 'annex'?"
    assert problem.place == str(own / "brief.html.j2:3")


def test_the_example_of_the_documents_works(own: Path) -> None:
    page = (Path(__file__).resolve().parents[1] / "docs" / "templates.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(toml|jinja|css)\n(.*?)```", page, re.DOTALL))
    for kind, name in {"toml": "audience.toml", "jinja": "brief.html.j2", "css": "style.css"}.items():
        (own / name).write_text(blocks[kind], encoding="utf-8")
    (own / "_part-coverage.html.j2").unlink()
    assert check_audience(own) == ()
    audience = with_labels(load_audience(own))
    text = render_html(sample_for(audience), audience, "{}")
    assert text.index("What they say") < text.index('class="figures"') < text.index("Source annex</h2>")
    assert "#123a2c" in text


def test_a_call_that_is_refused_is_named_without_addresses(own: Path) -> None:
    (own / "brief.html.j2").write_text(
        "{% extends 'base.html.j2' %}\n{% block body %}\n{{ brief.title.format(1) }}{% endblock %}", encoding="utf-8"
    )
    (problem,) = check_audience(own)
    assert problem.message == "'format' may not be called from a template"


def test_a_sentence_that_is_copied_without_its_note_is_found(own: Path) -> None:
    bare = "{% macro bare(line) %}{{ line.text }}{% endmacro %}{% for item in brief.developments %}{{ bare(item.lead) }}{% endfor %}"
    (own / "brief.html.j2").write_text(
        "{% extends 'base.html.j2' %}\n{% block body %}" + bare + "{% include '_parts.html.j2' %}{% endblock %}",
        encoding="utf-8",
    )
    found = check_audience(own)
    assert {problem.code for problem in found} == {"missing-notes"}
    assert "sentence(line)" in found[0].message


def test_a_label_that_no_template_prints_is_named(own: Path) -> None:
    place = own / "audience.toml"
    place.write_text(place.read_text(encoding="utf-8") + 'botom-line = "In short"\n', encoding="utf-8")
    (problem,) = check_audience(own)
    assert problem.message == "no template prints the label 'botom-line'; did you mean 'bottom-line'?"
    assert problem.place == str(own / "audience.toml")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"coverage"]', '"covrage"]', "parts.3: no 'covrage'; did you mean 'coverage'?"),
        ("per_section", "per_sektion", "unknown key 'budget.per_sektion'; did you mean 'per_section'?"),
        ('"links"', '"link"', "notes: no 'link'; did you mean 'links'?"),
        ("[budget]", "[budget", "Expected ']'"),
    ],
)
def test_slips_in_toml_are_named_with_the_nearest_word(own: Path, old: str, new: str, message: str) -> None:
    place = own / "audience.toml"
    place.write_text(place.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    (problem,) = check_audience(own)
    assert problem.message.startswith(message)
    assert problem.place == str(place)


def test_broken_toml_is_one_problem(own: Path) -> None:
    (own / "audience.toml").write_text('product = "X"\npats = []\n', encoding="utf-8")
    (problem,) = check_audience(own)
    assert "unknown key 'pats'; did you mean 'parts'?" in problem.message


def test_no_folder() -> None:
    (problem,) = check_audience(Path("/nowhere/at/all"))
    assert "it needs an audience.toml" in problem.message


def test_preview_writes_beside_the_folder(own: Path) -> None:
    messages = list(preview_audience(own, rounds=1))
    assert len(messages) == 2
    assert (own.parent / "own-preview.pdf").read_bytes().startswith(b"%PDF")
    assert "TLP:CLEAR" in (own.parent / "own-preview.html").read_text(encoding="utf-8")


def test_sample_is_arranged_for_the_audience() -> None:
    digest = sample_for(find_audience("digest"))
    assert digest.audience == "digest"
    assert digest.voices == ()
    assert [note.number for note in digest.notes] == list(range(1, len(digest.notes) + 1))
