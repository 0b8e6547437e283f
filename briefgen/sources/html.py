"""A saved web page as one article: trafilatura finds the story and its metadata; nothing is fetched."""

import re
from collections.abc import Iterator
from typing import Any

from briefgen.model import UNKNOWN_TIME, Time
from briefgen.sources.assembly import Parts, assemble_story
from briefgen.sources.dates import date_in_url, read_date
from briefgen.sources.drafts import Flaw, Reading
from briefgen.sources.publishers import listed_publisher, publisher_of_url

_LONG_TAG = re.compile(r"<[^<>]{20000,}>")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(https?://\S{3,2000})\s*-->")
_TAGS = re.compile(r"<(/?)[a-zA-Z][^<>]*>")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]|&#(?:x[dD][89a-fA-F][0-9a-fA-F]{2}|x?[01]?[0-9a-fA-F]);"
)
_MARKUP = re.compile(
    r"<(?:p|br|div|span|a|ul|ol|li|h[1-6]|table|blockquote|img|b|i|em|strong|html|body|section|article)[\s>/]",
    re.IGNORECASE,
)
_DEEPEST = 512
# htmldate's own upper bound is today's date: a fixed one keeps the clock out of what is read.
_DATE_BOUNDS = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2100-01-01"}
_BLOCKS = frozenset({"p", "item", "quote", "row", "code"})


def read_html(text: str) -> Reading:
    """The article of a web page, or a Flaw where the page holds no story."""
    page = _LONG_TAG.sub("", text)
    if _too_deep(page):
        return (), (Flaw("too-deep", f"its markup nests deeper than {_DEEPEST}; it was left out"),)
    found = _extract(page)
    if found is None:
        return (), (Flaw("no-text", "the page holds no story that could be told from its menus; it was left out"),)
    parts = _parts(found, page)
    draft = assemble_story(_paragraphs(found.body), parts, _extent(text))
    if not draft.text:
        return (), (Flaw("no-text", "the page holds no running text; it was left out"),)
    return (draft,), ()


def _extract(page: str) -> Any:
    from trafilatura import bare_extraction

    return bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=_DATE_BOUNDS)


def _too_deep(page: str) -> bool:
    depth = 0
    for match in _TAGS.finditer(page):
        if match[1]:
            depth -= depth > 0
        elif not match[0].endswith("/>") and match[0][1:4].lower() not in _VOID:
            depth += 1
            if depth > 8 * _DEEPEST:
                return True
    return False


_VOID = frozenset(
    {"br>", "br ", "hr>", "hr ", "img", "inp", "lin", "met", "p>", "p ", "li>", "li ", "sou", "wbr", "col"}
)


def _parts(found: Any, page: str) -> Parts:
    saved = _SAVED_FROM.search(page[:4096])
    url = _web_link(found.url) or (saved[1] if saved else None)
    return Parts(
        headline=_one_line(found.title),
        byline=_one_line((found.author or "").replace(";", ",")),
        publisher=publisher_of_url(url) or _site(found.sitename),
        url=url,
        published=_published(found.date, url, page),
    )


def _published(day: str | None, url: str | None, page: str) -> Time:
    """The day that the page states; one that only its link holds is marked so."""
    in_url = date_in_url(url) if url else UNKNOWN_TIME
    if day and (day != in_url.value or _STATES_DATE.search(page)):
        return read_date(day)
    return in_url


_STATES_DATE = re.compile(
    r"datePublished|published_time|pubdate|<time\b|dc\.date|dcterms\.|\"date\"|article:published|publish[-_]date",
    re.IGNORECASE,
)


def _site(name: str | None) -> str | None:
    words = _one_line(name)
    return (listed_publisher(words) or words) if words else None


def _web_link(url: str | None) -> str | None:
    return url if url and re.match(r"https?://[^\s<>\"]+$", url) else None


def _one_line(words: str | None) -> str | None:
    return " ".join(words.split()) or None if words else None


def _paragraphs(body: Any) -> Iterator[str]:
    """The running text of the story's tree, block by block; headings stay out."""
    for element in body.iter(*_BLOCKS):
        if not any(parent.tag in _BLOCKS for parent in element.iterancestors()) and (words := _words(element)):
            yield from words


def _words(element: Any) -> list[str]:
    inner = list(element.iter("p")) if element.tag == "quote" else []
    texts = ["".join(part.itertext()) for part in (inner or [element])]
    return [line for text in texts if (line := " ".join(text.split()))]


def fragment_paragraphs(fragment: str) -> list[str]:
    """The text of a piece of HTML (a feed's entry, a mail) as paragraphs, scripts and tags left out."""
    if not _MARKUP.search(fragment):
        return [line for row in fragment.splitlines() if (line := " ".join(row.split()))]
    from lxml import etree, html

    try:
        tree = html.fragment_fromstring(_CONTROL.sub(" ", _LONG_TAG.sub("", fragment)), create_parent="div")
    except (etree.ParserError, ValueError):
        return []
    for element in tree.iter("script", "style", "head", "title", "figure", "noscript", "template"):
        element.text, element[:] = None, []
    for element in tree.iter("p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "td"):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "")
    return [line for row in "".join(tree.itertext()).splitlines() if (line := " ".join(row.split()))]


def _extent(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    return start, max(len(text.rstrip()), start)
