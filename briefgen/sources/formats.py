"""Which reader a file needs, told by its content first and by its name second."""

import re
from collections.abc import Callable

from briefgen.sources.decoding import Decoded, decode
from briefgen.sources.drafts import Flaw, Reading
from briefgen.sources.dumps import read_dump
from briefgen.sources.feeds import read_feed
from briefgen.sources.guard import guarded
from briefgen.sources.html import read_html
from briefgen.sources.mail import is_mbox, is_message, read_mail
from briefgen.sources.pdf import read_pdf
from briefgen.sources.records import is_records, read_records

_FEED = re.compile(
    r"\s*(?:<\?[^>]{0,500}>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>]{0,500}>\s*){0,9}<(?:rss|feed|rdf:RDF|channel)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml\s")
_TAG = re.compile(r"</?(?:p|div|article|h1|span|a|br|section)[\s>/]", re.IGNORECASE)
_HEAD = 2_000

Reader = Callable[[bytes, Decoded], Reading]


def read_bytes(data: bytes, name: str) -> Reading:
    """The articles in the bytes of a file called `name`, and what was wrong with it."""
    if b"%PDF-" in data[:1024]:
        return guarded(lambda: read_pdf(data), "PDF")
    decoded = decode(data)
    if isinstance(decoded, Flaw):
        return (), (decoded,)
    kind = file_format(decoded.text, name)
    drafts, flaws = _READERS[kind](data, decoded)
    guess = (decoded.guess,) if decoded.guess and kind != "mail" else ()
    return drafts, guess + flaws


def file_format(text: str, name: str) -> str:
    """The format of a decoded file: "feed", "page", "xml", "mail", "records" or "dump"."""
    head, ending = text[:_HEAD], name.lower().rpartition(".")[2]
    if _FEED.match(head):
        return "feed"
    if _PAGE.search(head) or (ending in ("html", "htm", "xhtml") and _TAG.search(text[:20_000])):
        return "page"
    if _XML.match(head):
        return "xml"
    if is_mbox(text) or is_message(text):
        return "mail"
    if is_records(text) or (ending in ("jsonl", "ndjson") and head.lstrip()[:1] in '{["n-0123456789'):
        return "records"
    return "dump"


_UNKNOWN_XML = Flaw("format", "is XML of an unknown kind; it was left out; RSS, Atom and HTML are read")
_READERS: dict[str, Reader] = {
    "feed": lambda data, decoded: guarded(lambda: read_feed(data, decoded.text), "a feed"),
    "page": lambda _, decoded: guarded(lambda: read_html(decoded.text), "a web page"),
    "xml": lambda *_: ((), (_UNKNOWN_XML,)),
    "mail": lambda _, decoded: read_mail(decoded.text, decoded.encoding),
    "records": lambda _, decoded: read_records(decoded.text),
    "dump": lambda _, decoded: read_dump(decoded.text),
}
