"""RSS and Atom files as articles, one an entry; feedparser reads the bytes and fetches nothing."""

import re
from io import BytesIO
from typing import Any

from briefgen.sources.assembly import Parts, assemble_story
from briefgen.sources.dates import read_date
from briefgen.sources.drafts import Draft, Flaw, Reading
from briefgen.sources.html import fragment_paragraphs
from briefgen.sources.publishers import listed_publisher, publisher_of_url

MOST_ENTRIES = 2_000
_ENTRY = re.compile(r"<(?:item|entry)[\s>]")
_ENTRY_END = re.compile(r"</(?:item|entry)\s*>")


def read_feed(data: bytes, text: str) -> Reading:
    """The entries of a feed as articles; an entry without text is a Flaw. `text` is the decoded file."""
    import feedparser

    feed = feedparser.parse(BytesIO(data))
    spans = _spans(text, len(feed.entries))
    drafts: list[Draft] = []
    flaws: list[Flaw] = []
    for entry, span in list(zip(feed.entries, spans, strict=True))[:MOST_ENTRIES]:
        draft = _draft(entry, feed.feed, span)
        if draft.text:
            drafts.append(draft)
        else:
            flaws.append(
                Flaw("no-text", "a feed entry without text was left out", str(text.count("\n", 0, span[0]) + 1))
            )
    return tuple(drafts), (*flaws, *_feed_flaws(feed))


def _feed_flaws(feed: Any) -> tuple[Flaw, ...]:
    if not feed.entries:
        return (Flaw("no-text", "the feed holds no entry that can be read"),)
    if len(feed.entries) > MOST_ENTRIES:
        return (Flaw("too-many", f"more than {MOST_ENTRIES} entries; the rest were left out"),)
    if (
        feed.bozo
        and "charset" not in str(type(feed.bozo_exception)).lower()
        and "Encoding" not in type(feed.bozo_exception).__name__
    ):
        return (Flaw("feed-damaged", "the feed is not well-formed; entries may be missing"),)
    return ()


def _spans(text: str, count: int) -> list[tuple[int, int]]:
    """Where each entry stands in the file; the whole file for each when they cannot be told apart."""
    starts = [match.start() for match in _ENTRY.finditer(text)]
    ends = [match.end() for match in _ENTRY_END.finditer(text)]
    if len(starts) == len(ends) == count:
        return list(zip(starts, ends, strict=True))
    return [(0, len(text))] * count


def _draft(entry: Any, feed: Any, span: tuple[int, int]) -> Draft:
    url = _link(entry.get("link"))
    stated = entry.get("published") or entry.get("dc_date") or entry.get("updated") or ""
    parts = Parts(
        headline=_plain(entry.get("title", "")),
        byline=_plain(entry.get("author", "")),
        publisher=_publisher(entry, feed, url),
        url=url,
        published=read_date(str(stated)),
    )
    return assemble_story(fragment_paragraphs(_longest(entry)), parts, span)


def _publisher(entry: Any, feed: Any, url: str | None) -> str | None:
    source = (entry.get("source") or {}).get("title")
    if source:
        return listed_publisher(source) or str(source)
    return publisher_of_url(url) or _plain(feed.get("title", ""))


def _longest(entry: Any) -> str:
    """The fullest text that an entry carries: its content, or its summary."""
    texts = [str(part.get("value", "")) for part in entry.get("content", ())]
    return max([*texts, str(entry.get("summary", ""))], key=len)


def _plain(words: str) -> str | None:
    return " ".join(fragment_paragraphs(words)) or None


def _link(url: Any) -> str | None:
    return url if isinstance(url, str) and url.startswith(("http://", "https://")) else None
