"""Quoted stretches of a text by their marks alone: straight, curly, German, French, single, and TeX-like marks.

One pass over the marks, paragraph by paragraph, so time is linear in the text. A paragraph that opens a
quotation and never closes it runs on into the next one if that begins with an opening mark again (the
convention of news agencies); otherwise the closing mark was lost and the paragraph ends the quotation.
Apostrophes, feet and inches are no marks. Quotations inside a quotation belong to the outer one.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

MARK = re.compile("``|''|’’|‘‘|‘’(?=\\w)|[\"“”„‟«»‘’‚‹›']")
PARAGRAPH = re.compile(r"[^\n]+")
LOST_CLOSING = re.compile(
    r"[,?!][’']?(?=\s+(?:(?:he|she|they|(?:[A-Z][\w.’'-]{0,30}\s){1,5})\s?(?:said|says|told|added|wrote|asked)\b"
    r"|(?:said|says|added|wrote)\s(?:[A-Z]|the\s)))"
)
SHORTEST = 8
LONGEST_RUN = 8
"""Paragraphs that a statement given whole may run on for without a mark."""
CLOSERS = {
    "“": ("”", '"', "''", "’’"),
    "”": ("”",),
    "‟": ("”",),
    "„": ("“", "”", '"'),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    '"': ('"', "”", "''", "’’"),
    "``": ("''", '"', "”", "’’"),
    "‘‘": ("’’", "”", '"', "''"),
    "‘’": ("’’", "”", '"', "''"),
    "''": ("''", '"', "”"),
}
REOPENS = {"“": ("“",), '"': ('"', "“"), "``": ("``",), "«": ("«",), "„": ("„",)}
NOT_OPENING = re.compile(r"['’‘](?:em|til|cause|tis|twas|round|n|bout|\d\ds?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch in quotation marks, marks included; `closed` is false where the closing mark is missing."""

    start: int
    end: int
    mark: str
    closed: bool = True
    continues: bool = False
    shut: str = ""
    """The closing mark, where it is not of a length with the opening one."""

    @property
    def inner(self) -> tuple[int, int]:
        """Start and end of the words between the marks."""
        return self.start + len(self.mark), self.end - (len(self.shut or self.mark) if self.closed else 0)


def find_quoted(text: str) -> tuple[Quoted, ...]:
    """The outermost quoted stretches of a text, in order; none crosses a line break."""
    found: list[Quoted] = []
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text) if match[0].strip()]
    number = 0
    while number < len(paragraphs):
        start, end = paragraphs[number]
        run = _open_run(text, found, paragraphs[number : number + LONGEST_RUN])
        if run:
            found += run
            number += len(run) - 1
            start, end = run[-1].end, paragraphs[number][1]  # what follows the closing mark is read by itself
        fresh = [_trimmed(text, quoted) for quoted in _in_paragraph(text, start, end)]
        fresh = [quoted for quoted in fresh if quoted.inner[0] < quoted.inner[1]]
        found += _continued(text, found, fresh, start)
        number += 1
    return tuple(found)


def _open_run(text: str, before: list[Quoted], paragraphs: list[tuple[int, int]]) -> list[Quoted]:
    """The paragraphs, none opened by a mark, up to the closing mark of a statement that an earlier one opened."""
    if not before or before[-1].closed or not paragraphs or text[before[-1].end : paragraphs[0][0]].strip():
        return []
    run: list[Quoted] = []
    for start, end in paragraphs:
        mark = next((mark for mark in MARK.finditer(text, start, end) if mark[0] not in {"'", "’", "‘"}), None)
        if mark is None:
            run.append(Quoted(start, start + len(text[start:end].rstrip()), "", closed=False, continues=True))
            continue
        shuts = mark[0] in CLOSERS.get(before[-1].mark or '"', ()) and text[mark.start() - 1] in ".,?!…"
        shuts = shuts and _after(text, mark.end()).isspace()
        return [*run, Quoted(start, mark.end(), "", continues=True, shut=mark[0])] if shuts else []
    return []


def _continued(text: str, before: list[Quoted], fresh: list[Quoted], start: int) -> list[Quoted]:
    """The quotations of a paragraph, the first marked when it carries on one left open by the last paragraph."""
    if not fresh or not before or before[-1].closed or text[start : fresh[0].start].strip():
        return fresh
    if text[before[-1].end : start].strip():
        return fresh
    return [replace(fresh[0], continues=True), *fresh[1:]]


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quoted]:
    singles = _single_closers(text, start, end)
    opened: tuple[str, int] | None = None
    skip_to = start
    for match in MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if at < skip_to:
            continue
        if opened is None:
            closer = _single_end(text, mark, at, singles)
            if closer is not None:
                yield Quoted(at, closer + 1, mark)
                skip_to = closer + 1
            elif _opens(text, mark, at, start):
                opened = (mark, at)
            elif mark == "”" and skip_to == start and _lost_opening(text, start, at):
                yield Quoted(start, at + 1, "", shut=mark)
                skip_to = at + 1
        elif _closes(text, opened[0], mark, at):
            yield Quoted(opened[1], match.end(), opened[0], shut=mark)
            opened = None
        elif mark in REOPENS.get(opened[0], ()):
            yield Quoted(opened[1], at, opened[0], closed=False)
            opened = (mark, at)
    if opened is not None and opened[1] + 1 < end:
        yield Quoted(opened[1], end, opened[0], closed=False)


def _lost_opening(text: str, start: int, at: int) -> bool:
    """Whether a paragraph begins with what its first mark closes: `We will never sign it,” Hale said`."""
    return (
        at - start > SHORTEST
        and text[at - 1] in ",?!"
        and MARK.search(text, start, at) is None
        and text[start].isupper()
    )


def _trimmed(text: str, quoted: Quoted) -> Quoted:
    """An unclosed quotation cut before the words that name its speaker, and without white space at its end."""
    if quoted.closed:
        return quoted
    lost = LOST_CLOSING.search(text, quoted.start, quoted.end)
    end = lost.end() if lost else quoted.end
    return replace(quoted, end=quoted.start + len(text[quoted.start : end].rstrip()))


def _before(text: str, at: int) -> str:
    return text[at - 1] if at else " "


def _after(text: str, at: int) -> str:
    return text[at] if at < len(text) else " "


def _opens(text: str, mark: str, at: int, start: int) -> bool:
    if mark in {"“", "„", "«", "``", "‹", "‟", "‘‘", "‘’"}:
        return True
    if mark == "''":
        return _before(text, at) in " \n([—–" and not _after(text, at + 2).isspace()
    if mark not in {'"', "”", "»"}:
        return False
    before, after = _before(text, at), _after(text, at + 1)
    if at == start:
        return not after.isspace() or mark == '"'
    if mark == '"' and before == "," and after.isupper():
        return True  # said,"We ...": nothing is open that it could close
    tight = not after.isspace() and (after.isalnum() or after in "'‘’[($€£.…-—“")
    return not before.isalnum() and before not in ".,!?%" and (tight or (mark == '"' and before.isspace()))


def _closes(text: str, opening: str, mark: str, at: int) -> bool:
    if mark == opening == "“":
        return not _before(text, at).isspace() and not _after(text, at + 1).isalnum()
    if mark not in CLOSERS.get(opening, ()):
        return False
    if mark == "”" and re.match(r"\w”s\b", text[at - 1 : at + 3]):
        return False  # an apostrophe gone wrong: "DHS”s"
    if mark != '"':
        return True
    before, after = _before(text, at), _after(text, at + 1)
    opening_again = (before.isspace() or before in "([") and after.isalnum()
    return not opening_again


def _single_closers(text: str, start: int, end: int) -> list[int]:
    """Places in a paragraph where a single mark may close, apostrophes inside words left out."""
    found = []
    for match in MARK.finditer(text, start, end):
        at = match.start()
        if match.group() not in {"'", "’"} or _before(text, at).isspace() or at == start:
            continue
        if not _after(text, at + 1).isalnum():
            found.append(at)
    return found


def _single_end(text: str, mark: str, at: int, closers: list[int]) -> int | None:
    """Where the single quotation that opens here closes; None where this is an apostrophe or nothing closes it."""
    before, after = _before(text, at), _after(text, at + 1)
    if mark not in {"'", "‘", "‚"} or before.isalnum() or not (after.isalnum() or after in '“"$€£[…'):
        return None
    if NOT_OPENING.match(text, at):
        return None
    place = bisect_left(closers, at + 1)
    for follows in range(place, min(place + 4, len(closers))):
        last = follows + 1 >= len(closers)
        if last or not _plural_possessive(text, closers[follows]):
            return closers[follows]
    return None


def _plural_possessive(text: str, at: int) -> bool:
    return text[at - 1] == "s" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()
