"""Which article a URL on a line of its own belongs to: the one it ends, the one it opens, or none."""

from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import urlsplit

from briefgen.sources.lines import Line, line_url
from briefgen.sources.titles import is_headline, is_prose, is_title, slug_overlap, start_strength, title_words

Role = Literal["closes", "opens", "inside"]

_SOCIAL = (
    "x.com",
    "twitter.com",
    "t.co",
    "youtube.com",
    "youtu.be",
    "t.me",
    "facebook.com",
    "instagram.com",
    "tiktok.com",
    "bsky.app",
    "threads.net",
    "truthsocial.com",
    "vimeo.com",
)
_PICTURE = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp4")
_MATCH = 0.5


def link_roles(lines: Sequence[Line]) -> dict[int, Role]:
    """The role of each line that is a URL, by the index of the line.

    Each link gets a score for ending and for opening an article from its neighbours, its spacing and the words of its
    slug; the best sequence of roles is then found as a path (Viterbi), so that each stretch of text has one link.
    """
    indices = [index for index, line in enumerate(lines) if line.kind == "url"]
    inside = {index for index in indices if _is_inside(lines, index)}
    main = [index for index in indices if index not in inside]
    roles: dict[int, Role] = dict.fromkeys(sorted(inside), "inside")
    return roles | _best_path(lines, main)


def _is_inside(lines: Sequence[Line], index: int) -> bool:
    url = line_url(lines[index].text) or ""
    if url.lower().endswith(_PICTURE):
        return True
    following = lines[index + 1 : index + 2]
    social = link_host(url).removeprefix("www.").removeprefix("m.") in _SOCIAL
    return social and bool(following) and is_prose(following[0]) and index > 0


def link_host(url: str) -> str:
    """The host of a URL in lower case; empty for what is no URL."""
    try:
        return (urlsplit(url if "://" in url else f"https://{url}").hostname or "").lower()
    except ValueError:
        return ""


def _best_path(lines: Sequence[Line], indices: Sequence[int]) -> dict[int, Role]:
    if not indices:
        return {}
    scores: dict[Role, float] = {"closes": 0.0, "opens": 0.0}
    came_from: list[dict[Role, Role]] = []
    previous = -1
    for index in indices:
        own = _own_scores(lines, index, previous)
        chosen: dict[Role, Role] = {}
        updated: dict[Role, float] = {}
        for role in _ROLES:
            options = {
                before: score + _step(lines, (previous, before), (index, role)) for before, score in scores.items()
            }
            chosen[role] = max(_ROLES, key=options.__getitem__)
            updated[role] = options[chosen[role]] + own[role]
        scores, previous = updated, index
        came_from.append(chosen)
    return _trace(indices, came_from, max(_ROLES, key=scores.__getitem__))


_ROLES: tuple[Role, ...] = ("closes", "opens")


def _trace(indices: Sequence[int], came_from: Sequence[Mapping[Role, Role]], last: Role) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    for index, chosen in zip(reversed(indices), reversed(came_from), strict=True):
        roles[index] = last
        last = chosen[last]
    return roles


def _own_scores(lines: Sequence[Line], index: int, previous: int) -> dict[Role, float]:
    """How well one link fits each role, by what stands around it."""
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    closes = opens = 0.0
    if after is None or after.kind == "separator":
        closes += 3
    if before is None or before.kind == "separator":
        opens += 3
    if _is_in_head(lines, index):
        return {"closes": 0.0, "opens": 4.0}
    if before and after:
        closes += 2 * (lines[index].blanks == 0 and after.blanks > 0 and not is_title(before))
        opens += 3 * (lines[index].blanks > 0 and after.blanks == 0)
        opens += 2 * (is_title(before) and is_prose(after))
        closes += 4 * _signs_off(lines, index)
        closes += after.blanks > 0 and start_strength(lines, index + 1) > 0 and not is_title(before)
    title_before, title_after = _slug_scores(lines, index, previous)
    return {"closes": closes + 4 * title_before, "opens": opens + 4 * title_after}


def _is_in_head(lines: Sequence[Line], index: int) -> bool:
    """Whether a link stands among the labels under a headline ("Title: ...", "Date: ...", "URL: ...")."""
    place = index - 1
    while (
        place >= 0
        and place > index - 8
        and lines[place].kind in ("label", "dated", "byline")
        and not is_prose(lines[place])
    ):
        if lines[place].kind == "label" and is_headline(lines, place):
            return True
        place -= 1
    if place == index - 1:
        return False
    return place < 0 or lines[place].kind == "separator" or is_title(lines[place])


def _signs_off(lines: Sequence[Line], index: int) -> bool:
    """Whether a link is followed at once by a date or label, and that by a blank line: both end an article."""
    if index + 2 >= len(lines) or is_title(lines[index - 1]):
        return False
    after = lines[index + 1]
    return after.kind in ("dated", "label") and not is_prose(after) and not after.blanks and lines[index + 2].blanks > 0


def _slug_scores(lines: Sequence[Line], index: int, previous: int) -> tuple[float, float]:
    """How well the slug spells a headline of the text before, and one of the lines next to the link."""
    url = lines[index].text
    adjacent = [line for line in lines[index + 1 : index + 3] if is_title(line)]
    if index and is_title(lines[index - 1]):
        adjacent.append(lines[index - 1])
    after = max((slug_overlap(title_words(line.text), url) for line in adjacent), default=0.0)
    found = slug_title(lines, range(previous + 1, max(index - 1, previous + 1)), url)
    return (0.0 if found is None else slug_overlap(title_words(lines[found].text), url)), after


def slug_title(lines: Sequence[Line], stretch: range, url: str) -> int | None:
    """The index of the line in a stretch whose words the slug of a URL spells best, the first of equals, if well enough."""
    shares = {
        index: slug_overlap(title_words(lines[index].text), url) for index in stretch if _may_be_title(lines[index])
    }
    best = max(shares, key=shares.__getitem__, default=None)
    return best if best is not None and shares[best] >= _MATCH else None


def _may_be_title(line: Line) -> bool:
    """A title by its shape, or a line short enough to be one that ends with a full stop."""
    return is_title(line) or (line.kind == "text" and len(line.text) <= 160) or line.kind == "label"


def _step(lines: Sequence[Line], before: tuple[int, Role], now: tuple[int, Role]) -> float:
    """Penalty for two roles in a row: a stretch of text with no link, with two links, or a link with no text."""
    (start, earlier), (end, later) = before, now
    if start < 0:
        return -1.0 if later == "opens" and _has_prose(lines, 0, end) else (0.0 if earlier == "closes" else -0.01)
    if line_url(lines[start].text) == line_url(lines[end].text):
        return 0.0
    prose = _has_prose(lines, start + 1, end)
    if earlier == later:
        return 0.0 if prose else -5.0
    if earlier == "closes":
        return -1.5 if prose else 0.0
    return -1.5 if _has_inner_start(lines, start, end) else -4.0


def _has_inner_start(lines: Sequence[Line], start: int, end: int) -> bool:
    """Whether running text, then what looks like the head of another article, stands between two links."""
    first = next((index for index in range(start + 1, end) if is_prose(lines[index])), end)
    if slug_title(lines, range(first + 1, end), lines[end].text) is not None:
        return True
    return any(lines[index].blanks and start_strength(lines, index) > 1 for index in range(first + 1, end))


def _has_prose(lines: Sequence[Line], start: int, end: int) -> bool:
    return any(is_prose(line) for line in lines[start:end])
