"""The order of items in one file: where it runs from new to old (or old to new), neighbours bound what lies between."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from briefgen.model import Article
from briefgen.situation.bounds import Bounds, meet
from briefgen.situation.calendar import days_of

FEWEST_KNOWN = 3
Known = Mapping[str, Bounds | None]


def order_bounds(articles: Sequence[Article], known: Known) -> dict[str, Bounds | None]:
    """The bounds of undated articles, narrowed by their neighbours in files of bare items that run one way in time."""
    result = dict(known)
    files: dict[str, list[Article]] = {}
    for article in articles:
        if article.url is None and article.headline is None:
            files.setdefault(article.path, []).append(article)
    for path, items in sorted(files.items()):
        ordered = sorted(items, key=lambda article: article.span)
        direction = _direction([_days(article, known) for article in ordered])
        if direction:
            newest_first = ordered if direction == "new to old" else ordered[::-1]
            result |= _between(newest_first, known, f"it stands between items of {path}, which runs from {direction}")
    return result


def _days(article: Article, known: Known) -> tuple[date, date] | None:
    bounds = known.get(article.id)
    if bounds and bounds.first and bounds.last:
        return bounds.first, bounds.last
    return days_of(article.published)


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
    days = [_days(article, known) for article in newest_first]
    for number, article in enumerate(newest_first):
        if article.id not in known:
            continue
        lasts = [day[1] for day in days[:number] if day]
        firsts = [day[0] for day in days[number + 1 :] if day]
        if not lasts and not firsts:
            continue
        beside = Bounds(max(firsts, default=None), min(lasts, default=None), reason)
        own = known[article.id]
        found[article.id] = meet([own, beside] if own else [beside])
    return found
