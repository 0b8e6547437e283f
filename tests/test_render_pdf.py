"""The finished PDF read back: no lost note, no lost passage, one identity, nothing from outside."""

import io
import json
import os
import re
import subprocess
import sys
import time
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdf
import pypdfium2
import pytest
from weasyprint.urls import FatalURLFetchingError

from briefgen.errors import TemplateError
from briefgen.printed import Brief, printed_lines
from briefgen.render import html, pdf
from briefgen.render.assets import find_audience, templates_folder
from briefgen.render.fit import fit_brief
from briefgen.render.pdf import PackageFetcher, check_notes, lay_out, measure, render_pdf
from tests import brief_factory as factory

BRIEFS = {"sample": factory.sample_brief, "empty": factory.empty_brief, "hostile": factory.hostile_brief}
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFGEN_RENDER_CHILD", "1")


@cache
def made(name: str, audience_name: str = "weekly") -> tuple[Brief, bytes]:
    audience = find_audience(audience_name)
    brief = fit_brief(BRIEFS[name](), audience)
    return brief, render_pdf(brief, audience, factory.ledger_of(brief), {"note.txt": b"by hand"})


def flat(text: str) -> str:
    return re.sub(r"[\s\u2060]", "", unicodedata.normalize("NFKC", text))


def read_back(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return flat("".join(page.get_textpage().get_text_bounded() for page in document))


@pytest.mark.parametrize("name", BRIEFS)
def test_no_line_note_or_passage_is_lost(name: str) -> None:
    brief, data = made(name)
    text = read_back(data)
    lines = [line.text for line in printed_lines(brief) if not RIGHT_TO_LEFT.search(line.text)]
    notes = [
        f"{n.number} {n.publisher}, {n.date}: {n.passage}" for n in brief.notes if not RIGHT_TO_LEFT.search(n.passage)
    ]
    passages = [
        passage.code + passage.before + passage.evidence.text + passage.after
        for source in brief.sources
        for passage in source.passages
        if not RIGHT_TO_LEFT.search(passage.evidence.text)
    ]
    assert [words for words in (*lines, *notes, *passages) if flat(words) not in text] == []


@pytest.mark.parametrize("audience", ["digest", "executive", "analyst"])
def test_other_audiences_lose_nothing(audience: str) -> None:
    brief, data = made("sample", audience)
    text = read_back(data)
    lines = {line.id: line.text for line in printed_lines(brief)}
    shown = lines if audience == "analyst" else {note.line: lines[note.line] for note in brief.notes}
    assert [words for words in shown.values() if flat(words) not in text] == []


def test_executive_is_exactly_one_page() -> None:
    for name in BRIEFS:
        _, data = made(name, "executive")
        assert len(pypdfium2.PdfDocument(data)) == 1


def test_executive_leaves_out_what_does_not_fit_whole() -> None:
    audience = find_audience("executive")
    brief = fit_brief(factory.big_brief(40, 120), audience)
    assert measure(brief, audience).pages == 1
    assert [note.number for note in brief.notes] == list(range(1, len(brief.notes) + 1))
    assert {line.id for line in printed_lines(brief)} <= {line.id for line in printed_lines(factory.big_brief(40, 120))}


def test_document_names_itself() -> None:
    _, data = made("sample")
    reader = pypdf.PdfReader(io.BytesIO(data))
    about = reader.metadata
    assert about is not None
    assert about.title == "Russia–Ukraine war: Weekly intelligence brief, 2025-12-05"
    assert about.author == "briefgen"
    assert str(about.get("/CreationDate")).startswith("D:20251205120000")
    root: Any = reader.trailer["/Root"]
    assert str(root["/Lang"]) == "en"
    assert root["/MarkInfo"]["/Marked"]
    described = root["/Metadata"].get_object().get_data()
    assert b'pdfaid:part="3"' in described
    assert b'pdfuaid:part="1"' in described
    assert described.count(b"<rdf:RDF") == 1


def test_ledger_and_files_are_attached_with_fixed_dates() -> None:
    brief, data = made("sample")
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert json.loads(reader.attachments["ledger.json"][0]) == json.loads(factory.ledger_of(brief))
    assert reader.attachments["note.txt"] == [b"by hand"]
    dates = {str(getattr(item, "modification_date", "")) for item in reader.attachment_list}
    assert len(dates) == 1
    assert "2025-12-05" in dates.pop()


def test_bookmarks_lead_to_parts() -> None:
    _, data = made("sample")
    titles = [item.title for item in pypdf.PdfReader(io.BytesIO(data)).outline if not isinstance(item, list)]
    assert titles[0] == "Bottom line"
    assert "1 What changed" in titles
    assert "12 Source annex" in titles


def test_marking_and_number_stand_on_every_page() -> None:
    _, data = made("sample")
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, 1):
        text = page.get_textpage().get_text_bounded()
        assert text.count("TLP:CLEAR") >= 2
        assert f"{number} / {len(document)}" in text


def test_contents_give_page_numbers() -> None:
    _, data = made("sample")
    document = pypdfium2.PdfDocument(data)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    annex = next(number for number, text in enumerate(pages, 1) if "12 Source annex" in " ".join(text.split()))
    digits = re.search(r"([\d\s]+)In this issue", pages[0])
    assert digits is not None
    assert digits.group(1).split()[-1] == str(annex)


SCRIPT = """
import hashlib, os, sys
sys.path.insert(0, {root!r})
os.environ["BRIEFGEN_RENDER_CHILD"] = "1"
from tests import brief_factory as factory
from briefgen.render.assets import find_audience
from briefgen.render.pdf import render_pdf
brief = factory.sample_brief()
print(hashlib.sha256(render_pdf(brief, find_audience("weekly"), factory.ledger_of(brief))).hexdigest())
"""


def test_same_bytes_in_any_zone_locale_and_folder(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[1]
    places = ((str(root), "UTC", "C", "0"), (str(tmp_path), "Asia/Kathmandu", "de_DE.UTF-8", "77"))
    digests = set()
    for folder, zone, locale, seed in places:
        environment = {**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT.format(root=str(root))]
        digests.add(subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True).stdout)
    assert len(digests) == 1


@pytest.mark.parametrize(
    ("anchors", "numbers", "said"),
    [
        ([["note-1", "call-1"]], [1, 2], "notes 2 are not printed exactly once"),
        ([["note-1", "call-1"], ["note-1"]], [1], "notes 1 are not printed exactly once"),
        ([["call-1"], ["note-1"]], [1], "notes 1 are not on the page of their call"),
    ],
)
def test_guard_names_lost_and_parted_notes(anchors: list[list[str]], numbers: list[int], said: str) -> None:
    pages = [SimpleNamespace(anchors=dict.fromkeys(names)) for names in anchors]
    with pytest.raises(TemplateError, match=said):
        check_notes(pages, numbers)


def test_guard_is_content_with_endnotes() -> None:
    pages = [SimpleNamespace(anchors={"call-1": None}), SimpleNamespace(anchors={"note-1": None, "part-notes": None})]
    check_notes(pages, [1])


def test_a_template_that_drops_a_line_fails_the_build() -> None:
    brief = factory.empty_brief()
    notes = (*brief.notes, replace(brief.notes[0], number=9, line="L9999"))
    with pytest.raises(TemplateError, match="notes 9 are not printed"):
        render_pdf(replace(brief, notes=notes), find_audience("weekly"), "{}")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.png",
        "https://example.org/a.css",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "briefgen:../../etc/passwd",
        "briefgen:fonts/subsets.toml",
    ],
)
def test_fetcher_refuses_what_lies_outside(url: str) -> None:
    with pytest.raises(FatalURLFetchingError):
        PackageFetcher(templates_folder() / "weekly").fetch(url)


def test_fetcher_gives_our_fonts_and_the_folders_own_files(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"png")
    fetcher = PackageFetcher(tmp_path)
    assert fetcher.fetch("briefgen:fonts/sans-400.ttf").read()[:4] in {b"\0\1\0\0", b"true"}
    assert fetcher.fetch((tmp_path / "logo.png").as_uri()).read() == b"png"
    (tmp_path / "way-out.png").symlink_to("/etc/hostname")
    with pytest.raises(FatalURLFetchingError):
        fetcher.fetch((tmp_path / "way-out.png").as_uri())


def test_side_panel_never_runs_into_the_notes() -> None:
    sections = tuple(
        replace(factory.sample_brief().sections[0], key=f"s{n}", title=f"Section {n}", items=(), background=())
        for n in range(40)
    )
    document = lay_out(replace(factory.empty_brief(), sections=sections), find_audience("weekly"))
    assert not pdf._side_meets_notes(document.pages[0])


@pytest.mark.parametrize("variant", ["pdf/a-3a", "pdf/ua-1"])
def test_variants(variant: pdf.Variant) -> None:
    brief = factory.empty_brief()
    data = render_pdf(brief, find_audience("weekly"), factory.ledger_of(brief), variant=variant)
    assert data.startswith(b"%PDF-1.7")


@pytest.mark.slow
def test_time_grows_with_length_and_no_more() -> None:
    audience = find_audience("weekly")
    lay_out(factory.empty_brief(), audience)
    spent = []
    for events in (25, 100):
        brief, start = factory.big_brief(events, 3 * events), time.process_time()
        data = render_pdf(brief, audience, factory.ledger_of(brief))
        spent.append(time.process_time() - start)
        text = read_back(data)
        assert [line.id for line in printed_lines(brief) if flat(line.text) not in text] == []
    assert spent[1] < 30  # 15 on two cores shared by eight
    assert spent[1] / spent[0] < 5


@pytest.mark.parametrize(
    ("kept", "panels", "beside"),
    [("numbers", ["full"], 2), ("numbers twice", ["full", "contents"], 1), ("tall", ["full", "contents", "none"], 0)],
)
def test_side_panel_ends_above_the_notes(
    kept: str, panels: list[str], beside: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Contents and numbers stand beside page one, contents alone, or nothing: what would run into the notes goes below."""
    brief = factory.sample_brief()
    more = {"numbers": 1, "numbers twice": 3, "tall": 3}[kept]
    brief = replace(brief, numbers=brief.numbers * more)
    if kept == "tall":
        brief = replace(brief, bottom_line=brief.bottom_line * 6)
    asked: list[str] = []

    def print_page(brief: Brief, audience: Any, panel: Any = "full") -> str:
        asked.append(panel)
        return html.print_page(brief, audience, panel)

    monkeypatch.setattr(pdf, "print_page", print_page)
    page = lay_out(brief, find_audience("weekly")).pages[0]
    assert asked == panels
    side = [
        box for box in page._page_box.descendants() if box.element is not None and box.element.get("class") == "side"
    ]
    assert not pdf._side_meets_notes(page)
    words = " ".join(box.text for each in side[:1] for box in each.descendants() if hasattr(box, "text"))
    assert [("In this issue" in words), ("In numbers" in words)] == [beside > 0, beside > 1]
