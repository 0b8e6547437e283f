"""What a reader sees of a finished file, and the ledger it carries.

HTML is read as a browser shows it (no head, scripts or styles), PDF page by page through PDFium, mail part
by part. Nothing is fetched and nothing in the file is run.
"""

import email
import email.policy
import gzip
import io
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import lxml.html
from pydantic import TypeAdapter, ValidationError

from briefgen.errors import UsageError
from briefgen.printed import Ledger

LEDGER_ID = "briefgen-ledger"
LEDGER_FILE = "ledger.json"
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
DIGIT_BREAK = "\u241f"
BROKEN_HYPHEN = "\x02"
"""PDFium's sign for a hyphen at the end of a line; ours are all real, since nothing is hyphenated."""
_UNSEEN = ("script", "style", "head", "template", "noscript")


@dataclass(frozen=True, slots=True)
class View:
    """One rendering of a brief inside a file: its name, its text, and its HTML where it has one."""

    name: str
    text: str
    html: str | None = None
    again: Callable[[], str] | None = None
    """A second reading by another engine: PDFium now and then shuffles the labels of a figure."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file: its ledger and everything that it shows."""

    ledger: Ledger
    views: tuple[View, ...]


def squash(text: str) -> str:
    """Text in NFKC without white space and hidden characters: what can be compared between media.

    Between two digits white space leaves a mark, so that "note 1, then 2 days" is not "12 days".
    """
    plain = _HIDDEN.sub("", unicodedata.normalize("NFKC", text))
    return re.sub(r"\s+", "", re.sub(r"(?<=\d)\s+(?=\d)", DIGIT_BREAK, plain))


def read_finished(path: Path) -> Finished:
    """The ledger and the visible text of a finished brief.

    Raises:
        UsageError: if the file cannot be read, is no brief, or carries no ledger.
    """
    readers = {".html": _read_html, ".htm": _read_html, ".pdf": _read_pdf, ".eml": _read_mail}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise UsageError(f"{path}: verify reads .html, .pdf and .eml")
    try:
        return reader(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    except (ValueError, LookupError) as error:
        raise UsageError(f"{path}: not a brief that can be verified: {error}") from error


def parse_ledger(text: str) -> Ledger:
    """The ledger from its JSON.

    Raises:
        ValueError: if it is no ledger.
    """
    try:
        return TypeAdapter(Ledger).validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ValueError(f"its ledger is damaged at {place}: {first['msg']}") from error


def _read_html(data: bytes) -> Finished:
    text = data.decode("utf-8")
    return Finished(parse_ledger(_html_ledger(text)), (View("page", html_text(text), text),))


def _html_ledger(text: str) -> str:
    tree: Any = lxml.html.fromstring(text)
    found = tree.xpath("//script[@id=$name]", name=LEDGER_ID)
    if len(found) != 1:
        raise ValueError(f"it carries {len(found)} ledgers, not one")
    return str(found[0].text or "")


def html_text(text: str) -> str:
    """The words of a page in document order."""
    tree: Any = lxml.html.fromstring(text)
    for element in tree.xpath("|".join(f"//{name}" for name in _UNSEEN)):
        element.drop_tree()
    return " ".join(str(part) for part in tree.itertext())


def _read_pdf(data: bytes) -> Finished:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error
    try:
        pages = [page.get_textpage().get_text_bounded().replace(BROKEN_HYPHEN, "-") for page in document]
        ledger = _pdf_ledger(document)
    finally:
        document.close()
    return Finished(parse_ledger(ledger), (View("pages", join_pages(pages), again=lambda: _pypdf_text(data)),))


def _pypdf_text(data: bytes) -> str:
    from pypdf import PdfReader

    return join_pages([page.extract_text() for page in PdfReader(io.BytesIO(data)).pages])


def _pdf_ledger(document: Any) -> str:
    attachments = {document.get_attachment(n).get_name(): n for n in range(document.count_attachments())}
    if LEDGER_FILE not in attachments:
        raise ValueError(f"it carries no {LEDGER_FILE}")
    data = bytes(document.get_attachment(attachments[LEDGER_FILE]).get_data())
    return data.decode("utf-8")


def join_pages(pages: list[str]) -> str:
    """Pages as one text, without the running header and footer lines that repeat on them."""
    split = [[line for line in page.replace("\r", "\n").split("\n") if line.strip()] for page in pages]
    counts: dict[str, int] = {}
    for lines in split:
        for form in {_running_form(line) for line in lines}:
            counts[form] = counts.get(form, 0) + 1
    often = {form for form, number in counts.items() if len(pages) > 2 and number > len(pages) // 2}
    return "\n".join(line for lines in split for line in lines if _running_form(line) not in often)


def _running_form(line: str) -> str:
    return re.sub(r"\d+", "#", squash(line))


def _read_mail(data: bytes) -> Finished:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    views, ledger = [], None
    for part in message.walk():
        kind = part.get_content_type()
        if part.get_filename():
            ledger = _mail_ledger(part) or ledger
        elif kind == "text/plain":
            views.append(View("plain text", str(part.get_content())))
        elif kind == "text/html":
            html = str(part.get_content())
            views.append(View("HTML part", html_text(html), html))
    if ledger is None:
        raise ValueError(f"it carries no {LEDGER_FILE}")
    return Finished(parse_ledger(ledger), tuple(views))


def _mail_ledger(part: EmailMessage) -> str | None:
    name, payload = part.get_filename() or "", part.get_payload(decode=True)
    if not name.startswith(LEDGER_FILE) or not isinstance(payload, bytes):
        return None
    if name.endswith(".gz"):
        with gzip.open(io.BytesIO(payload)) as stream:
            payload = stream.read(64_000_000)
    json.loads(payload)
    return payload.decode("utf-8")
