"""A text dump as its non-blank lines, each with its offsets and what it looks like on its own."""

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from briefgen.sources.credits import agency
from briefgen.sources.dates import date_prefix
from briefgen.sources.furniture import furniture_kind

Kind = Literal[
    "text",
    "url",
    "separator",
    "underline",
    "dated",
    "label",
    "contact",
    "byline",
    "credit",
    "heading",
    "image",
    "furniture",
]

_LINE = re.compile(r"[^\n\r\u2028\u2029\v\f\x85]+")
_SEPARATOR = re.compile(r"(?:[-=_*~#•—–+]\s?){3,}")
_NUMBERED = re.compile(
    r"[-=_*#\s]{0,20}\[?(?:article|story|item|document|doc|text|report|source)\s{0,2}(?:no\.?|#|n°)?\s{0,2}\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\]?\s?[:.)]?[-=_*#\s]{0,20}",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:(?:url|link|source|via|original(?: article)?|original link|permalink|available at|retrieved from)\s{0,3}[:\-–]\s{0,3})?"
    r"<?(?P<url>(?:https?://|www\.)[^\s<>]{3,2000})>?",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[[^\[\]]{0,80}\]\((?P<url>https?://[^\s()]{3,2000})\)")
_IMAGE = re.compile(r"(?:!\[[^\]]{0,2000}\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)\s*)+")
_LABEL = re.compile(
    r"[*_]{0,2}(?P<label>title|headline|byline|by|author|authors|source|publisher|outlet|publication|newspaper|url|link|date|published)[*_]{0,2}\s?:[*_]{0,2}\s+(?P<value>\S.{0,300})",
    re.IGNORECASE,
)
_EMAIL = r"[\w.+'’-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
_CONTACT = re.compile(
    rf"[(\[]?(?:—\s*|-\s*)?(?:please\s+)?(?:write|contact|e-?mail|reach|tips to|send tips to)[\s:]{{1,4}}(?:to\s+)?(?:(?P<name>[^@()<>]{{2,80}}?)\s{{0,3}}(?:\b(?:at|via|on)\s|[:(<,])\s{{0,3}})?<?(?P<email>{_EMAIL})[)>.\]]*"
    rf"|(?P<name2>[^@()]{{2,80}}?)\s+can be (?:reached|contacted)\s+(?:at|via)\s+(?P<email2>{_EMAIL})[.]?",
    re.IGNORECASE,
)
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯІЇЄҐ]|[dl]['’][A-Z])"
_PARTICLE = "(?:de|van|von|der|den|da|das|do|dos|du|di|del|della|al|el|bin|ibn|la|le|los|las|ter|ten|te|zu|af|av|y|e)"
_NAME = rf"{_CAPITAL}[\w.'’-]*(?:\s+(?:{_PARTICLE}\s+){{0,3}}{_CAPITAL}[\w.'’-]*){{0,4}}"
_NAMES = rf"{_NAME}(?:(?:,\s*|\s+and\s+|,\s+and\s+|\s*&\s*|\s*[|/;]\s*){_NAME}){{0,6}}"
_BYLINE = re.compile(
    rf"[*_—–\-•\s]{{0,6}}(?:(?:By|BY|by|[Aa]uthors?\s?:(?:\s+[Bb]y)?|[Bb]yline\s?:(?:\s+[Bb]y)?|Written by|Reported by|Story by|Text by)\s+)(?P<name>{_NAMES})(?:\s*[,|–—-]\s*(?P<role>[A-Z0-9][\w &'’.,:/-]{{1,78}}[\w)]))?[*_\s]{{0,4}}"
)
_CREDIT = re.compile(rf"[*_]{{0,3}}\s?(?:—|–|--|-|\(|\[)\s?(?:(?:By|BY|by)\s+)?(?P<name>{_NAME})[)\]*_]{{0,3}}\s?")
_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<title>\S.*?)\s*#*")
_BOLD = re.compile(r"(?P<marks>\*\*|__)(?P<title>[^*_\s](?:[^*_]|[*_](?![*_]))*)(?P=marks)")


class Line(NamedTuple):
    """A non-blank line: its stripped characters `start`-`end` of the file, blank lines before it, its kind."""

    start: int
    end: int
    text: str
    blanks: int
    kind: Kind


def read_lines(text: str) -> tuple[Line, ...]:
    """The non-blank lines of a text in order."""
    lines = [Line(start, start + len(line), line, blanks, line_kind(line)) for start, line, blanks in _rows(text)]
    above = [None, *lines][: len(lines)]
    return tuple(_underlining(before, line) for before, line in zip(above, lines, strict=True))


def _underlining(above: Line | None, line: Line) -> Line:
    """A ruled line right under a line of about its own length underlines a heading (Markdown's "Setext" form)."""
    if above is None or line.kind != "separator" or line.blanks or above.kind != "text" or not above.blanks:
        return line
    if line.text[0] not in "=-" or abs(len(line.text) - len(above.text)) > 3:
        return line
    return line._replace(kind="underline" if line.text[0] == "=" else "furniture")


def _rows(text: str) -> Iterator[tuple[int, str, int]]:
    last = 0
    for match in _LINE.finditer(text):
        line = match[0].strip()
        if line:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield start, line, _blank_lines(text[last:start]) if last else 1
            last = match.end()


def _blank_lines(gap: str) -> int:
    return max(gap.replace("\r\n", "\n").replace("\r", "\n").count("\n") - 1, 0)


def line_kind(line: str) -> Kind:
    """What a line looks like without its neighbours."""
    if len(line) > 2500:
        return "dated" if date_prefix(line) else "text"
    for kind, test in _TESTS:
        if test(line):
            return kind
    return "text"


def line_url(line: str) -> str | None:
    """The URL of a line that holds nothing else."""
    match = _URL.fullmatch(line) or _LINK.fullmatch(line)
    return match["url"].rstrip(".,;") if match else None


def contact(line: str) -> tuple[str | None, str] | None:
    """The name, if any, and the address of a contact line ("Write to Jane Doe at jane@example.com")."""
    match = _CONTACT.fullmatch(line) if len(line) <= 250 and "@" in line else None
    if match is None:
        return None
    name = (match["name"] or match["name2"] or "").strip(" :,-<") or None
    return name, match["email"] or match["email2"]


def byline(line: str) -> str | None:
    """The name or names in a byline ("By Jane Doe", "Author: Jane Doe", "— By REUTERS")."""
    match = _byline_match(line)
    return match["name"] if match else None


def byline_date(line: str) -> str:
    """What follows the name in a byline ("By Jane Doe | 5 May 2025"), where a date may stand."""
    match = _byline_match(line)
    return (match["role"] or "") if match else ""


def _byline_match(line: str) -> re.Match[str] | None:
    """A byline names somebody in two words or more, or signs in capitals: "By Friday, ..." opens a sentence."""
    match = _BYLINE.fullmatch(line) if len(line) <= 160 else None
    labelled = match is not None and ":" in line[: match.start("name")]
    return match if match and (labelled or " " in match["name"] or match["name"].isupper()) else None


def label(line: str) -> tuple[str, str] | None:
    """Name and value of a line like "Title: Talks resume"; the name in lower case."""
    match = _LABEL.fullmatch(line) if len(line) <= 340 else None
    return (match["label"].lower(), match["value"].strip(" *_\"'")) if match else None


def heading(line: str) -> tuple[int, str] | None:
    """Level and words of a Markdown heading or of a paragraph all in bold (level 7)."""
    if match := _HEADING.fullmatch(line):
        return len(match["marks"]), match["title"]
    match = _BOLD.fullmatch(line) if len(line) <= 250 else None
    return (7, match["title"]) if match else None


def is_bare_credit(line: str) -> bool:
    """Whether a line is a dash or bracket and an agency, or a long dash and a name in capitals ("— JANE DOE")."""
    match = _CREDIT.fullmatch(line) if len(line) <= 60 else None
    if match is None:
        return False
    return agency(match["name"]) is not None or (line[0] == "—" and match["name"].isupper() and " " in match["name"])


def _is_separator(line: str) -> bool:
    if len(line) <= 60 and _NUMBERED.fullmatch(line):
        return True
    return len(line) <= 200 and bool(_SEPARATOR.fullmatch(line)) and len(set(line) - {" "}) == 1


def _is_dated(line: str) -> bool:
    return date_prefix(line) is not None


def _named_label(line: str) -> bool:
    found = label(line)
    return found is not None and found[0] not in ("by", "author", "authors", "byline")


_TESTS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    ("separator", _is_separator),
    ("url", lambda line: line_url(line) is not None),
    ("image", lambda line: bool(_IMAGE.fullmatch(line))),
    ("dated", _is_dated),
    ("contact", lambda line: contact(line) is not None),
    ("label", _named_label),
    ("byline", lambda line: byline(line) is not None),
    ("credit", lambda line: is_bare_credit(line) or furniture_kind(line) == "credit"),
    ("furniture", lambda line: furniture_kind(line) is not None),
    ("heading", lambda line: heading(line) is not None),
)
