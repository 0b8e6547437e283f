"""PDF files as dumps: the text of the pages, running heads and page numbers off, lines put together again."""

import re
from collections import Counter
from collections.abc import Sequence

from briefgen.sources.drafts import Flaw, Reading
from briefgen.sources.dumps import read_dump

MOST_PAGES = 500
_HYPHEN = re.compile(r"[\x02\ufffe\u00ad]\s*\n?\s*")
_PAGE_NUMBER = re.compile(r"(?:page\s)?\d{1,4}(?:\s?(?:/|of)\s?\d{1,4})?", re.IGNORECASE)
_FIGURES = re.compile(r"\d+")
_EDGE = 3


def read_pdf(data: bytes) -> Reading:
    """The articles of a PDF; spans count characters of its extracted text. A scan without text is a Flaw."""
    pages = _pages(data)
    if isinstance(pages, Flaw):
        return (), (pages,)
    text = "\n".join(_without_running_lines(pages))
    if len(text.split()) < 5:
        return (), (
            Flaw("no-text", "the PDF holds no text (a scan?); it was left out; run text recognition on it first"),
        )
    return read_dump(text, wrapped=True)


def _pages(data: bytes) -> list[list[str]] | Flaw:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = [
            _lines(document[number].get_textpage().get_text_bounded())
            for number in range(min(len(document), MOST_PAGES))
        ]
    except pypdfium2.PdfiumError as error:
        return Flaw("pdf", f"cannot be read as PDF ({error}); it was left out")
    return pages


def _lines(text: str) -> list[str]:
    return _HYPHEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")


def _without_running_lines(pages: Sequence[Sequence[str]]) -> list[str]:
    """All lines but page numbers and those that stand at the edge of three pages or more, figures aside."""
    counts = Counter(form for page in pages for form in {_form(line) for line in _edges(page)})
    kept: list[str] = []
    for page in pages:
        edge = _edges(page)
        kept += [line for line in page if not (line in edge and _is_running(line, counts))]
    return kept


def _edges(page: Sequence[str]) -> list[str]:
    filled = [line for line in page if line.strip()]
    return [*filled[:_EDGE], *filled[-_EDGE:]]


def _form(line: str) -> str:
    return _FIGURES.sub("0", line.strip())


def _is_running(line: str, counts: Counter[str]) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line.strip())) or (counts[_form(line)] >= 3 and len(line.strip()) < 120)
