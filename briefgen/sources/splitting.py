"""Where one article of a dump ends and the next begins.

No word of an article decides: separators, date prefixes, links on lines of their own, signatures, tails of links and
the shape of headlines do. Blocks tile the non-blank lines of the file, so that nothing is lost between them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from briefgen.sources.furniture import furniture_kind
from briefgen.sources.items import item_starts
from briefgen.sources.lines import Line, heading, line_url
from briefgen.sources.links import Role, link_roles, slug_title
from briefgen.sources.titles import is_head_matter, is_prose, is_title, start_strength

_AGE = re.compile(r".*\bago\b.*|.*\bmin(?:ute)?s?\.? read\b.*", re.IGNORECASE)
_STORY = 100


class Block(NamedTuple):
    """The lines of one article, its link if it has one, and the indices of lines that are a tail of other stories."""

    lines: tuple[Line, ...]
    url: str | None
    tail: frozenset[int]


def split_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The articles of a dump as blocks of lines, in order; every line is in exactly one block.

    A block without running text joins the one before it (or after, when it comes first).
    """
    if not lines:
        return ()
    roles = link_roles(lines)
    tail = tail_lines(lines)
    starts = _with_items(lines, _Scan(lines, roles, tail).starts(), tail)
    return tuple(_block(lines, span, roles, tail) for span in _with_prose(lines, starts, tail))


class _Scan:
    """One pass over the lines that notes where an article begins."""

    def __init__(self, lines: Sequence[Line], roles: Mapping[int, Role], tail: frozenset[int]) -> None:
        self.lines = lines
        self.roles = roles
        self.tail = tail
        self.named = _named_starts(lines, self.roles)
        self.top = _top_heading(lines)
        self.story = 0
        self.ended = False

    def starts(self) -> list[int]:
        """Indices of the lines that begin an article; the first is always 0."""
        found = [0]
        for index in range(len(self.lines)):
            if index and self._begins(index):
                found.append(index)
                self.story, self.ended = 0, False
            self._note(index)
        return found

    def _begins(self, index: int) -> bool:
        line = self.lines[index]
        if line.kind == "separator" or index in self.tail:
            return False
        if index in self.named.forced:
            return True
        if self.roles.get(index) == "opens":
            return not self._is_under_title(index)
        if self.lines[index - 1].kind == "separator":
            return self._after_separator(index)
        if line.kind in ("furniture", "image", "url", "contact", "credit", "byline", "underline"):
            return False
        if self._signs_off(index):
            return False
        return self._begins_story(index)

    def _begins_story(self, index: int) -> bool:
        strength = start_strength(self.lines, index)
        line = self.lines[index]
        if self.ended and (strength or line.blanks or self._closed_above(index)):
            return True
        if self.story < _STORY:
            return False
        if strength == 3:
            return True
        if line.kind == "heading" and self.top and line.text.startswith(self.top):
            return True
        return strength == 2 and line.blanks > 0 and index not in self.named.suppressed

    def _closed_above(self, index: int) -> bool:
        """Whether the line above can only be the last of an article: its link, its contact, a tail of other stories."""
        above = self.lines[index - 1].kind == "contact" or index - 1 in self.tail
        return above or self.roles.get(index - 1) == "closes"

    def _signs_off(self, index: int) -> bool:
        """Whether a date or label right under a closing link, with a blank line after it, belongs to the link."""
        line = self.lines[index]
        if (
            line.kind not in ("dated", "label")
            or is_prose(line)
            or line.blanks
            or self.roles.get(index - 1) != "closes"
        ):
            return False
        return index + 1 >= len(self.lines) or self.lines[index + 1].blanks > 0

    def _after_separator(self, index: int) -> bool:
        """A ruled line always ends an article unless it is made of stars, which may only part its sections."""
        strong = self.lines[index - 1].text[0] in "-=_—" or any(map(str.isdigit, self.lines[index - 1].text))
        return (strong and self.story > 0) or self.ended or start_strength(self.lines, index) > 1

    def _is_under_title(self, index: int) -> bool:
        """Whether the line above is already the headline of the article that this link belongs to."""
        return self.story == 0 and not self.ended and index > 0

    def _note(self, index: int) -> None:
        line = self.lines[index]
        if is_prose(line) and index not in self.tail:
            self.story += len(line.text)
        elif self._ends(index) and self.story >= _STORY // 2:
            self.ended = True

    def _ends(self, index: int) -> bool:
        line = self.lines[index]
        if self.roles.get(index) == "closes" or line.kind in ("contact", "credit"):
            return True
        return line.kind == "byline" or (index in self.tail and index + 1 not in self.tail)


def _top_heading(lines: Sequence[Line]) -> str | None:
    """The marks of the headings that are headlines: those of a heading that opens the dump, if none ranks higher."""
    levels = [found[0] for line in lines if line.kind == "heading" and (found := heading(line.text)) and found[0] < 7]
    first = heading(lines[0].text) if lines[0].kind == "heading" else None
    return "#" * first[0] + " " if first and levels and first[0] == min(levels) else None


class _Named(NamedTuple):
    forced: frozenset[int]
    suppressed: frozenset[int]


def _named_starts(lines: Sequence[Line], roles: Mapping[int, Role]) -> _Named:
    """Headlines that the slug of a closing link spells begin its article; other headline shapes up to it do not.

    Where no headline is spelt (a link of figures) but the stretch begins with one, the others are its subheads.
    """
    forced: set[int] = set()
    suppressed: set[int] = set()
    previous = -1
    opened = False
    for index, role in sorted(roles.items()):
        stretch = range(previous + 1, index)
        if role == "closes":
            found = slug_title(lines, stretch, lines[index].text)
            if found is not None:
                forced.add(found)
                suppressed.update(range(found + 1, index))
            elif not opened and _begins_with_title(lines, stretch):
                suppressed.update(index for index in stretch[1:] if lines[index].blanks < 2)
        if role == "opens" and index and is_title(lines[index - 1]) and not lines[index].blanks:
            forced.add(index - 1)
        if role != "inside":
            previous, opened = index, role == "opens"
    return _Named(frozenset(forced), frozenset(suppressed))


def _begins_with_title(lines: Sequence[Line], stretch: range) -> bool:
    first = next((index for index in stretch if lines[index].kind in ("text", "heading", "dated", "label")), None)
    return first is not None and is_title(lines[first]) and start_strength(lines, first) > 0


def tail_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of lines that list other stories: a title, then its age or reading time, and no story after them."""
    pairs = [index for index in range(len(lines) - 1) if _is_pair(lines, index)]
    found: set[int] = set()
    for index in pairs:
        if _is_same_list(lines, index, found) or not _story_follows(lines, index + 2):
            found.update((index, index + 1))
    return frozenset(found)


def _is_same_list(lines: Sequence[Line], index: int, found: set[int]) -> bool:
    """Whether a pair goes on with the list of the pair above: same spacing, an age of the same make."""
    if index - 2 not in found or (lines[index].blanks != lines[index - 2].blanks and index - 4 in found):
        return False
    return _make(lines[index + 1].text) == _make(lines[index - 1].text)


def _make(age: str) -> tuple[bool, bool, bool]:
    return "ago" in age, "read" in age, age[0].isalnum()


def _is_pair(lines: Sequence[Line], index: int) -> bool:
    title, age = lines[index], lines[index + 1]
    if title.kind not in ("text", "heading") or len(title.text) > 260 or not _is_age(age):
        return False
    return not (age.blanks and title.blanks > age.blanks)


def _is_age(line: Line) -> bool:
    return line.kind == "furniture" and furniture_kind(line.text) == "counter" and bool(_AGE.fullmatch(line.text))


def _story_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether head matter, then running text, comes next without another title between."""
    for place in range(index, min(index + 8, len(lines))):
        line = lines[place]
        if is_prose(line):
            return line.kind == "text" and not (place + 1 < len(lines) and _is_pair(lines, place))
        if not is_head_matter(line):
            return False
    return False


def _with_items(lines: Sequence[Line], starts: Sequence[int], tail: frozenset[int]) -> list[int]:
    """The starts, with those of undated items that stand one to a paragraph."""
    found: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        found.append(start)
        story = [index for index in range(start, end) if index not in tail]
        found.extend(index for index in item_starts(lines, story) if index > start)
    return found


def _with_prose(lines: Sequence[Line], starts: Sequence[int], tail: frozenset[int]) -> list[tuple[int, int]]:
    """The stretches between starts, those without running text joined to a neighbour."""
    spans: list[tuple[int, int]] = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        holds = any(is_prose(lines[index]) for index in range(start, end) if index not in tail)
        if spans and (not holds or not _holds_prose(lines, spans[-1], tail)):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _holds_prose(lines: Sequence[Line], span: tuple[int, int], tail: frozenset[int]) -> bool:
    return any(is_prose(lines[index]) for index in range(*span) if index not in tail)


def _block(lines: Sequence[Line], span: tuple[int, int], roles: Mapping[int, Role], tail: frozenset[int]) -> Block:
    start, end = span
    links = [index for index in range(start, end) if roles.get(index) in ("closes", "opens")]
    closing = [index for index in links if roles[index] == "closes"]
    chosen = closing[0] if closing else (links[0] if links else None)
    url = line_url(lines[chosen].text) if chosen is not None else None
    return Block(tuple(lines[start:end]), url, frozenset(index - start for index in tail if start <= index < end))
