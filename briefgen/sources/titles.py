"""Which lines could be a headline or a subhead, and which begin an article: shape and neighbours, no words."""

import re
from collections.abc import Sequence
from functools import lru_cache

from briefgen.sources.credits import dateline
from briefgen.sources.dates import date_prefix
from briefgen.sources.furniture import furniture_kind
from briefgen.sources.lines import Line, heading, label, line_url

_CLOSERS = "\"'”’»)]*_ "
_ABBREVIATION_END = re.compile(r".*(?:\b[A-Z]\.){2,}|.*\b(?:Inc|Jr|Sr|Co|Ltd|No)\.")
_LINKED = re.compile(r"\[(?P<title>[^\[\]]{3,300})\]\((?P<url>https?://[^\s()]{3,2000})\)")
_BULLET = re.compile(r"(?:[-–—•*·>]|\d{1,2}[.)])\s")
LONG_TITLE = 8
LONG_QUESTION = 16


def title_words(line: str) -> str:
    """The words of a line without the Markdown marks and the label of a headline."""
    marked = heading(line)
    words = marked[1] if marked else line
    named = label(words)
    if named and named[0] in ("title", "headline"):
        words = named[1]
    linked = _LINKED.fullmatch(words)
    return (linked["title"] if linked else words).strip("*_# ")


def title_link(line: str) -> str | None:
    """The URL of a headline that is a Markdown link."""
    marked = heading(line)
    linked = _LINKED.fullmatch(marked[1] if marked else line)
    return linked["url"] if linked else None


@lru_cache(maxsize=4096)
def is_title(line: Line) -> bool:
    """Whether a line has the shape of a headline or subhead: short, capital first, no full stop."""
    if line.kind == "heading":
        return True
    if line.kind != "text" or len(line.text) > 220:
        return False
    words = title_words(line.text)
    if not 1 <= len(words.split()) <= 32 or not _opens_like_title(words):
        return False
    return not ends_sentence(words) or (words.rstrip(_CLOSERS)[-1:] in "?!" and words[:1] not in "\"“'‘")


def _opens_like_title(words: str) -> bool:
    if _BULLET.match(words):
        return False
    first = words.lstrip("\"'“‘«([¿¡€$£").strip()[:1]
    return first.isupper() or first.isdigit() or words[:2] in ("iP", "eB")


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence, a clause or a lead-in does."""
    tail = text.rstrip(_CLOSERS)
    return tail[-1:] in ".!?…:;," and not _ABBREVIATION_END.fullmatch(tail[-40:])


@lru_cache(maxsize=4096)
def is_prose(line: Line) -> bool:
    """Whether a line is running text of a story."""
    if line.kind == "dated":
        found = date_prefix(line.text)
        return found is not None and len(line.text) - found.end > 40
    return line.kind == "text" and not is_title(line) and len(line.text) >= 25


def is_headline(lines: Sequence[Line], index: int) -> bool:
    """Whether a line that opens an article is its headline: the shape of one, or one short sentence above counters."""
    line = lines[index]
    if line.kind == "label":
        return (label(line.text) or ("", ""))[0] in ("title", "headline")
    if is_title(line):
        return True
    return line.kind == "text" and len(line.text) <= 160 and _head_matter_follows(lines, index)


def start_strength(lines: Sequence[Line], index: int) -> int:
    """How surely a line begins an article, from 0 (not at all) to 3 (no doubt), by its shape and what follows it."""
    line = lines[index]
    if line.kind in ("dated", "label"):
        return max(_labelled_strength(line), 3 * _opens_head(lines, index))
    if not is_title(line) and not (line.kind == "text" and len(line.text) <= 160):
        return 0
    if not _prose_follows(lines, index):
        return 0
    if _head_matter_follows(lines, index) or _dateline_follows(lines, index):
        return 3 if line.kind != "heading" or is_title(line) else 0
    return _shape_strength(line) if is_title(line) else 0


def _labelled_strength(line: Line) -> int:
    if line.kind == "dated":
        return 3 if is_prose(line) else 0
    return 3 if (label(line.text) or ("", ""))[0] in ("title", "headline") else 0


def _opens_head(lines: Sequence[Line], index: int) -> bool:
    """Whether a date or label stands above a headline: apart from what is before it, next to a title, then a story."""
    if not lines[index].blanks and index:
        return False
    for place in range(index + 1, min(index + 6, len(lines))):
        if lines[place].blanks:
            return False
        if is_headline(lines, place):
            return _prose_follows(lines, place)
        if not is_head_matter(lines[place]):
            return False
    return False


def _shape_strength(line: Line) -> int:
    marked = heading(line.text)
    if marked:
        return 2 if marked[0] == 1 or title_link(line.text) else 0
    least = LONG_QUESTION if line.text.endswith("?") else LONG_TITLE
    return 2 if len(line.text.split()) >= least else 1


def _prose_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether running text comes within the next lines, before a separator."""
    for line in lines[index + 1 : index + 9]:
        if line.kind == "separator":
            return False
        if is_prose(line):
            return True
    return False


def _head_matter_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether what stands between a headline and its story comes next: byline, date, counters, then running text."""
    matter = 0
    for line in lines[index + 1 : index + 9]:
        if is_prose(line) and line.kind == "text":
            return matter > 0
        if not is_head_matter(line):
            return False
        matter += line.kind != "furniture" or furniture_kind(line.text) == "counter"
    return False


def is_head_matter(line: Line) -> bool:
    """Whether a line can stand between a headline and its story."""
    if line.kind == "dated":
        return not is_prose(line)
    return line.kind in ("byline", "label", "furniture", "image", "credit", "underline")


def _dateline_follows(lines: Sequence[Line], index: int) -> bool:
    following = lines[index + 1 : index + 2]
    return bool(following) and following[0].kind == "text" and dateline(following[0].text) is not None


def slug_overlap(words: str, url: str) -> float:
    """Share of the long words of a headline that its URL spells; 0 for a URL without words."""
    path = re.sub(r"[^a-z0-9]+", "-", (line_url(url) or url).lower()).split("-")
    wanted = {
        word for word in re.findall(r"[a-z0-9]+", words.lower().replace("’", "").replace("'", "")) if len(word) > 3
    }
    spelled = wanted & set(path)
    return len(spelled) / len(wanted) if len(spelled) >= 3 else 0.0
