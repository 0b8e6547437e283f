"""One block of a dump as an article: its fields told from its text, its furniture left out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from briefgen.model import UNKNOWN_TIME, Span, Time
from briefgen.sources.credits import agency, dateline
from briefgen.sources.dates import date_in_url, date_prefix, days_within, read_date
from briefgen.sources.drafts import Draft
from briefgen.sources.lines import Line, byline, byline_date, contact, is_bare_credit, label, line_kind, line_url
from briefgen.sources.markup import plain_words
from briefgen.sources.publishers import listed_publisher, publisher_named, publisher_of_host, publisher_of_url
from briefgen.sources.splitting import Block
from briefgen.sources.titles import is_headline, is_prose, is_title, slug_overlap, title_link, title_words

_SAME_TITLE = 82
_LONGEST_SUBHEAD = 14
_LEADING_MARKS = re.compile(r"^[-–—:,.\s*]+")


@dataclass
class Parts:
    """What is known of one article so far; a reader with metadata fills it in before the text is taken."""

    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    publisher: str | None = None
    credit: str | None = None
    url: str | None = None
    published: Time = UNKNOWN_TIME
    pictured: tuple[Time, ...] = ()
    """Days that captions give."""
    paragraphs: list[str] = field(default_factory=list)
    repeated: str | None = None
    """Running text that only says the headline again; it is the story where nothing else follows."""


def assemble(block: Block) -> Draft:
    """The article of a block. Its text may be empty when the block holds furniture alone."""
    parts = Parts(url=block.url)
    lines = block.lines
    opening = _headline_index(lines, block.url)
    after_image = False
    for index, line in enumerate(lines):
        if index == opening:
            parts.headline, parts.url = title_words(line.text), parts.url or title_link(line.text)
        elif index not in block.tail and not (after_image and _is_emphasised(line)):
            _take(parts, line)
        if line.kind == "image" or (after_image and _is_emphasised(line)):
            parts.pictured += days_within(line.text)
        after_image = line.kind == "image"
    return _draft(parts, (lines[0].start, lines[-1].end))


def assemble_story(paragraphs: Iterable[str], parts: Parts, span: Span) -> Draft:
    """The article whose paragraphs a reader took out of a page, feed, mail or record; `parts` holds its metadata.

    Furniture, bylines and datelines among the paragraphs are told as in a dump; metadata ranks before them.
    """
    for text in paragraphs:
        line = Line(0, len(text), text, 1, line_kind(text))
        if parts.headline is None and not parts.paragraphs and is_title(line):
            parts.headline = title_words(text)
        elif line.kind not in ("url", "label") or not parts.paragraphs:
            _take(parts, line)
    return _draft(parts, span)


def _headline_index(lines: Sequence[Line], url: str | None) -> int | None:
    """The line that is the headline: the first that is neither link, label nor furniture, if it has the shape of one.

    A first line that the link spells is a headline too, though it ends with a full stop.
    """
    for index, line in enumerate(lines[:-1]):
        if line.kind in ("text", "heading") or (line.kind == "label" and is_headline(lines, index)):
            return index if is_headline(lines, index) or _is_spelt(line, url) else None
        if line.kind in ("dated", "contact") and is_prose(line):
            return None
    return None


def _is_spelt(line: Line, url: str | None) -> bool:
    return url is not None and len(line.text) <= 160 and slug_overlap(title_words(line.text), url) >= 0.5


def _is_emphasised(line: Line) -> bool:
    """Whether a line is wholly in italics, as captions under pictures are."""
    return line.blanks == 0 and len(line.text) > 2 and line.text[0] == line.text[-1] and line.text[0] in "*_"


def _take(parts: Parts, line: Line) -> None:
    """Note what one line after the headline tells."""
    if line.kind == "text":
        _take_text(parts, line)
    elif line.kind == "dated":
        _take_dated(parts, line)
    elif line.kind == "label":
        _take_label(parts, line)
    elif line.kind == "contact":
        _take_contact(parts, line)
    elif line.kind == "byline":
        _take_byline(parts, byline(line.text) or "")
        stated = read_date(byline_date(line.text))
        parts.published = stated if parts.published.basis == "unknown" else parts.published
    elif line.kind == "credit" and is_bare_credit(line.text):
        _take_byline(parts, line.text.strip("—–-()[] *_"))


def _take_text(parts: Parts, line: Line) -> None:
    if not parts.paragraphs and _is_outlet_line(parts, line.text):
        return
    if _is_heading(parts, line):
        return
    if _repeats_headline(parts, line.text):
        parts.repeated = parts.repeated or line.text
    else:
        _add(parts, line.text)


def _is_heading(parts: Parts, line: Line) -> bool:
    """Whether a line is a deck above the story or a subhead in it; a longer line without a full stop stays text."""
    return is_title(line) and (not parts.paragraphs or len(line.text.split()) <= _LONGEST_SUBHEAD)


def _is_outlet_line(parts: Parts, text: str) -> bool:
    """Take a line above the story that names a listed outlet and nothing else."""
    found = listed_publisher(text) if len(text) <= 60 else None
    parts.publisher = parts.publisher or found
    return found is not None


def _repeats_headline(parts: Parts, text: str) -> bool:
    if parts.headline is None or len(parts.paragraphs) > 1 or len(text) > 300:
        return False
    return fuzz.token_sort_ratio(parts.headline.casefold(), title_words(text).casefold()) >= _SAME_TITLE


def _add(parts: Parts, paragraph: str) -> None:
    words = plain_words(paragraph)
    if not parts.paragraphs:
        words = _without_dateline(parts, words)
    if words:
        parts.paragraphs.append(words)


def _without_dateline(parts: Parts, words: str) -> str:
    found = dateline(words)
    if found is None:
        return words
    parts.dateline = found["words"].strip(" ,—–-")
    return words[found.end() :]


def _take_dated(parts: Parts, line: Line) -> None:
    found = date_prefix(line.text)
    assert found is not None
    if parts.published.basis == "unknown" and (not parts.paragraphs or line.text[:1].isalpha()):
        parts.published = found.published
    rest = _LEADING_MARKS.sub("", line.text[found.end :])
    if is_prose(line):
        _add(parts, rest)


def _take_label(parts: Parts, line: Line) -> None:
    name, value = label(line.text) or ("", "")
    if name in ("source", "publisher", "outlet", "publication", "newspaper"):
        parts.publisher = parts.publisher or publisher_named(value)
    elif name in ("url", "link"):
        parts.url = parts.url or line_url(value)
    elif name in ("date", "published"):
        parts.published = read_date(value) if parts.published.basis == "unknown" else parts.published


def _take_contact(parts: Parts, line: Line) -> None:
    name, address = contact(line.text) or (None, "")
    parts.byline = parts.byline or name
    parts.credit = parts.credit or publisher_of_host(address.rpartition("@")[2])


def _take_byline(parts: Parts, name: str) -> None:
    parts.byline = parts.byline or name
    parts.credit = parts.credit or agency(name) or listed_publisher(name)


def _draft(parts: Parts, span: Span) -> Draft:
    """The article; what the link tells of publisher and date ranks after what the text states, a credit last."""
    if parts.repeated and not parts.paragraphs:
        _add(parts, parts.repeated)
    published = parts.published if parts.published.basis != "unknown" or not parts.url else date_in_url(parts.url)
    if published.basis == "unknown" and parts.pictured:
        published = _not_before(max(parts.pictured, key=lambda time: time.value))
    return Draft(
        span=span,
        text=_joined(parts.paragraphs),
        headline=parts.headline,
        byline=parts.byline,
        dateline=parts.dateline,
        publisher=parts.publisher or publisher_of_url(parts.url) or parts.credit or _signed(parts),
        url=parts.url,
        published=published,
    )


def _not_before(picture: Time) -> Time:
    """An article is not older than a picture in it."""
    reason = f"a picture in it is of {picture.value}"
    return Time(f"{picture.value}/..", "interval", picture.phrase, "inferred", reason)


def _signed(parts: Parts) -> str | None:
    """The agency of the dateline, or the outlet that ends the headline ("Talks resume - BBC News")."""
    inside = re.findall(r"\(([^()]{2,30})\)", parts.dateline or "")
    ending = re.split(r"\s[-|–—]\s", parts.headline or "")[1:][-1:]
    named = (agency(words) for words in inside)
    return next((found for found in (*named, *(listed_publisher(words) for words in ending)) if found), None)


def _joined(paragraphs: Iterable[str]) -> str:
    return "\n\n".join(paragraphs)
