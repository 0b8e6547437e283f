"""A Brief as a tagged PDF: real notes at the foot of the page, and a guard that counts them in the result.

WeasyPrint loses footnotes in silence when a line is kept without laying out its notes (issue 1636 and
kin), so the style sheets set `orphans: 99` and the finished pages are read: each note must stand on exactly
one page, and that the page of its call.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import pydyf
from weasyprint import HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse, path2url

from briefgen.audience import Audience
from briefgen.errors import TemplateError
from briefgen.printed import Brief
from briefgen.render.assets import styles_folder
from briefgen.render.context import SIDE_PANELS
from briefgen.render.html import print_page
from briefgen.render.limits import always_limited

PART = '<section class="part'
ANNEX = f'{PART} annex">'
LINE = 20
"""CSS pixels below the top of a page that no line fits above."""
Variant = Literal["pdf/ua-1", "pdf/a-3a"]
_KINDS = {".ttf": "font/ttf", ".woff2": "font/woff2", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
_KINDS |= {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".otf": "font/otf", ".woff": "font/woff", ".webp": "image/webp"}
_ACCESSIBLE = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class PackageFetcher(URLFetcher):  # type: ignore[misc]
    """Gives our own fonts (`briefgen:`), `data:`, and files of the audience's folder; refuses all else aloud.

    `FatalURLFetchingError` is the only exception that WeasyPrint does not swallow.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(allowed_protocols=["data"])
        self.folder = folder.resolve()

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The bytes behind an address that a template names."""
        scheme = url.split(":", 1)[0].lower()
        if scheme == "data":
            return super().fetch(url, headers)
        root, path = styles_folder(), url.removeprefix("briefgen:")
        if scheme == "file":
            root, path = self.folder, unquote(urlsplit(url).path)
        place = (root / path).resolve()
        if scheme not in {"briefgen", "file"} or not place.is_relative_to(root) or place.suffix not in _KINDS:
            raise FatalURLFetchingError(f"a template asks for {url[:200]!r}, which is outside its folder")
        try:
            return URLFetcherResponse(url, place.read_bytes(), {"Content-Type": _KINDS[place.suffix]})
        except OSError as error:
            raise FatalURLFetchingError(f"a template asks for {url[:200]!r}: {error.strerror}") from error


@always_limited
def render_pdf(
    brief: Brief,
    audience: Audience,
    ledger_json: str,
    attachments: Mapping[str, bytes] | None = None,
    variant: Variant = "pdf/a-3a",
) -> bytes:
    """The brief as PDF bytes, `ledger.json` and the attachments inside; the same input gives the same bytes.

    Raises:
        TemplateError: if a template cannot be filled, asks for a file outside its folder, or a note is lost.
    """
    document = lay_out(brief, audience)
    check_notes(document.pages, [note.number for note in brief.notes])
    files = {"ledger.json": ledger_json.encode(), **(attachments or {})}
    document.metadata.attachments = [_attachment(name, data, brief.date) for name, data in sorted(files.items())]
    if variant == "pdf/a-3a":
        _say_accessible(document.metadata)
    target = BytesIO()
    document.write_pdf(target, finisher=_mend, **_options(variant))
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a brief reaches on paper: its pages before the annex, and the page that its key developments end on."""

    pages: int
    front: int


def measure(brief: Brief, audience: Audience) -> Extent:
    """How many pages the brief fills before its annex, which is not laid out, and where its front ends."""
    pages = lay_out(brief, audience, annex=False).pages
    found = {anchor: number for number, page in enumerate(pages, 1) for anchor in page.anchors}
    last = [line.id for item in brief.developments for line in (item.lead, *item.support, item.sourcing)]
    back = [
        (found[name], name)
        for name in ("part-annex", "part-method")
        if name in found and _is_back(name, brief, audience)
    ]
    body = [number - _is_at_top(pages[number - 1], name) for number, name in back]
    return Extent(min(body, default=len(pages)), max((found[line] for line in last if line in found), default=1))


def _is_at_top(page: Any, anchor: str) -> bool:
    """Whether nothing of the page stands above an anchor."""
    return bool(page.anchors[anchor][1] < page._page_box.content_box_y() + LINE)  # noqa: SLF001  no public way


def _is_back(anchor: str, brief: Brief, audience: Audience) -> bool:
    """Whether a part belongs to the back matter: the annex, and how to read the brief where that opens it."""
    return anchor == "part-annex" or ("method annex" in " ".join(audience.parts) and bool(brief.sources))


def lay_out(brief: Brief, audience: Audience, *, annex: bool = True) -> Any:
    """The laid-out document, a `weasyprint.Document`; its side panel with no more than ends above the notes of page one.

    A panel is tried on the front alone first, which takes a tenth of the time and shows nearly always what the whole would.
    """
    for panel in SIDE_PANELS[:-1]:
        text = print_page(brief, audience, panel)
        if _side_meets_notes(_render(_front_alone(text), audience).pages[0]):
            continue
        document = _render(text if annex else _without_annex(text), audience)
        if not _side_meets_notes(document.pages[0]):
            return document
    text = print_page(brief, audience, SIDE_PANELS[-1])
    return _render(text if annex else _without_annex(text), audience)


def _render(page: str, audience: Audience) -> Any:
    fetcher = PackageFetcher(audience.folder)
    try:
        return HTML(string=page, base_url=path2url(audience.folder) + "/", url_fetcher=fetcher).render(
            font_config=FontConfiguration(), **_options("pdf/ua-1")
        )
    except FatalURLFetchingError as error:
        raise TemplateError(str(error)) from error


def _front_alone(page: str) -> str:
    """A page up to its first part after the front; whole, where it has none of ours."""
    front, part, _ = page.partition(PART)
    return front + "</main></body></html>" if part else page


def _without_annex(page: str) -> str:
    """A page without our annex: half of the work, and of no weight where pages before it are counted."""
    before, start, after = page.partition(ANNEX)
    return before + after.partition("</section>")[2] if start else page


def _side_meets_notes(page: Any) -> bool:
    """Whether the floating side panel of page one runs into the notes: WeasyPrint does not shorten floats for them."""
    root = page._page_box  # noqa: SLF001  no public way
    area = [box.position_y for box in root.descendants() if type(box).__name__ == "FootnoteAreaBox"]
    sides = [box for box in root.descendants() if box.element is not None and box.element.get("class") == "side"]
    return any(box.position_y + box.margin_height() > min([*area, page.height - 80]) for box in sides)


def check_notes(pages: Sequence[Any], numbers: Sequence[int]) -> None:
    """Fail unless each note stands on exactly one page, the page of its call.

    Raises:
        TemplateError: naming the notes that are missing, doubled or parted from their call.
    """
    found: dict[str, list[int]] = {}
    for page_number, page in enumerate(pages, 1):
        for anchor in page.anchors:
            found.setdefault(anchor, []).append(page_number)
    notes = {number: found.get(f"note-{number}", []) for number in numbers}
    lost = [number for number, places in notes.items() if len(places) != 1]
    parted = [n for n, places in notes.items() if n not in lost and places != found.get(f"call-{n}", [])]
    if lost:
        raise TemplateError(f"notes {_listed(lost)} are not printed exactly once; does a template leave out a line?")
    if parted and _are_footnotes(pages):
        raise TemplateError(f"notes {_listed(parted)} are not on the page of their call; put no notes into tables")


def _are_footnotes(pages: Sequence[Any]) -> bool:
    return not any("part-notes" in page.anchors for page in pages)


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers[:12]) + (" ..." if len(numbers) > 12 else "")


def _options(variant: Variant) -> dict[str, Any]:
    return {"pdf_variant": variant, "pdf_tags": True, "pdf_identifier": True}


def _say_accessible(metadata: Any) -> None:
    """Let the archival form name PDF/UA-1 too, with the extension schema that PDF/A wants for it.

    WeasyPrint writes one identification only, and its option for more XMP makes a second RDF block.
    """
    written: Callable[..., bytes] = metadata.generate_rdf_metadata

    def generate(*args: Any) -> bytes:
        return written(*args).replace(b"</rdf:RDF>", _ACCESSIBLE + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = generate


def _mend(_: Any, pdf: Any) -> None:
    """Number the ids of table headers, which WeasyPrint 69 takes from memory addresses, so that they differ from run to run;
    and name the colours of transparent groups, for which it gives a name that they do not hold.
    """
    numbers: dict[str, str] = {}

    def steady(address: Any) -> Any:
        return pydyf.String(numbers.setdefault(str(address.string), f"th{len(numbers) + 1}"))

    for element in pdf.objects:
        group = getattr(element, "extra", {}).get("Group")
        if isinstance(group, dict) and group.get("CS") == "/srgb":
            group["CS"] = "/DeviceRGB"
        if not isinstance(element, dict) or element.get("Type") != "/StructElem":
            continue
        if "ID" in element:
            element["ID"] = steady(element["ID"])
        table = element.get("A")
        if isinstance(table, dict) and "Headers" in table:
            table["Headers"] = pydyf.Array([steady(address) for address in table["Headers"]])


def _attachment(name: str, data: bytes, day: str) -> Attachment:
    moment = datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC)
    return Attachment(
        file_obj=BytesIO(data),
        name=name,
        description=name,
        created=moment,
        modified=moment,
        relationship="Data" if name.endswith(".json") else "Source",
        url_fetcher=None,
    )
