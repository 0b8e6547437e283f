"""The order of items in one file: where it runs from new to old (or old to new), neighbours bound what lies between."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from briefgen.model import Article
from briefgen.situation.bounds import Bounds, meet
from briefgen.situation.calendar import days_of

FEWEST_KNOWN = 3
FEWEST_MARKS = 5
"""Items that must run one way where each is an article of its own: by chance five do so once in sixty times."""
Known = Mapping[str, Bounds | None]
Marks = Mapping[str, date]


def order_bounds(articles: Sequence[Article], known: Known, marks: Marks | None = None) -> dict[str, Bounds | None]:
    """The bounds of undated articles, narrowed by their neighbours in files that run one way in time.

    A list of bare items runs one way where three of them are dated so. Articles with titles or addresses may stand in
    any order: five must, by their own dates or by `marks`, the latest day that each names.
    """
    result = dict(known)
    files: dict[str, list[Article]] = {}
    for article in articles:
        files.setdefault(article.path, []).append(article)
    for path, items in sorted(files.items()):
        ordered = sorted(items, key=lambda article: article.span)
        direction, why = _run(ordered, known, marks or {})
        if direction:
            newest_first = ordered if direction == "new to old" else ordered[::-1]
            reason = f"it stands between items of {path}, which runs from {direction}{why}"
            result |= _between(newest_first, known, reason)
    return result


def _run(items: Sequence[Article], known: Known, marks: Marks) -> tuple[str, str]:
    """The direction in which a file runs, '' for none, and what shows it."""
    if all(article.url is None and article.headline is None for article in items):
        return _direction([_days(article, known) for article in items]), ""
    named = [day for article in items if (day := _mark(article, marks))]
    if len(named) < FEWEST_MARKS or len(set(named)) < len(named):
        return "", ""
    falls, rises = named == sorted(named, reverse=True), named == sorted(named)
    told = f" ({len(named)} of its items name days that run so, {named[0].isoformat()} to {named[-1].isoformat()})"
    return ("new to old" if falls else "old to new" if rises else ""), told


def _mark(article: Article, marks: Marks) -> date | None:
    """The day that places an article in its file: its own date, else the latest day it names."""
    days = days_of(article.published)
    return days[0] if days else marks.get(article.id)


def _days(article: Article, known: Known) -> tuple[date, date] | None:
    first, last = _ends(article, known)
    return (first, last) if first and last else None


def _ends(article: Article, known: Known) -> tuple[date | None, date | None]:
    """The first and the last day an article may be of, either of which may be open."""
    bounds = known.get(article.id)
    return (bounds.first, bounds.last) if bounds else days_of(article.published) or (None, None)


def _direction(days: Sequence[tuple[date, date] | None]) -> str:
    """'new to old', 'old to new', or '' when too few items are dated or they do not run one way."""
    dated = [day for day in days if day]
    if len(dated) < FEWEST_KNOWN or len(set(dated)) < 2:
        return ""
    pairs = list(pairwise(dated))
    falls = all(later[0] <= earlier[1] for earlier, later in pairs) and dated[-1][0] < dated[0][0]
    rises = all(later[1] >= earlier[0] for earlier, later in pairs) and dated[-1][0] > dated[0][0]
    if falls == rises:
        return ""
    return "new to old" if falls else "old to new"


def _between(newest_first: Sequence[Article], known: Known, reason: str) -> dict[str, Bounds | None]:
    found: dict[str, Bounds | None] = {}
    ends = [_ends(article, known) for article in newest_first]
    for number, article in enumerate(newest_first):
        if article.id not in known:
            continue
        lasts = [last for _, last in ends[:number] if last]
        firsts = [first for first, _ in ends[number + 1 :] if first]
        if not lasts and not firsts:
            continue
        beside = Bounds(max(firsts, default=None), min(lasts, default=None), reason)
        own = known[article.id]
        found[article.id] = meet([own, beside] if own else [beside])
    return found
