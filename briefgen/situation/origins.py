"""Where reports ultimately come from: several outlets may tell one origin.

One origin, each with its reason in print: copies and long shared passages; the credit to one news agency (byline,
dateline, closing line, "told The Associated Press"); one speaker's words and nothing else. What remains is an outlet's
own report. Articles are joined pair by pair, so that a copy of a copy is the same origin.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations

from briefgen.data import load_lexicon
from briefgen.model import Article, Origin, Statement
from briefgen.situation.near_copies import KEPT_TEXTS, containment, find_near_copies, shingles

SHARED = 0.4
"""Share of the shorter text's five-word runs from which two articles have one origin."""
FEWEST_SHARED = 15
"""Five-word runs that must be shared: about twenty words in a row."""
RARE = 12
"""Articles beyond which a five-word run is a set phrase and proves nothing."""
HEAD, TAIL = 400, 300
"""Characters at the ends of a text where an agency is credited."""
STRENGTH = ("copy", "wire", "speaker", "outlet")


@dataclass(frozen=True, slots=True)
class Link:
    """What makes an article share an origin: with `key` goes everybody who has it too."""

    kind: str
    key: str
    name: str
    reason: str


def find_origins(articles: Sequence[Article], statements: Sequence[Statement] = ()) -> tuple[Origin, ...]:
    """The independent origins of articles that tell one event or statement, sorted; each article is in exactly one.

    `statements` are those of the articles that matter here; with none, the articles are judged as a whole.
    Every Origin has a reason that can be printed. The order of the input does not matter.
    """
    ordered = sorted({article.id: article for article in articles}.values(), key=lambda article: article.id)
    told: dict[str, list[Statement]] = {}
    for statement in statements:
        told.setdefault(statement.evidence.article, []).append(statement)
    links = {article.id: tuple(_links(article, told.get(article.id, ()))) for article in ordered}
    for first, second, link in _copies(ordered):
        links[first] += (link,)
        links[second] += (link,)
    return tuple(sorted((_origin(group, links) for group in _joined(ordered, links)), key=lambda origin: origin.id))


@lru_cache(maxsize=KEPT_TEXTS)
def agencies_of(article: Article) -> tuple[str, ...]:
    """Keys of the agencies an article as a whole is credited to, in the order of `data/agencies.toml`."""
    return tuple(key for key in load_lexicon("agencies") if _credited(article, key))


def told_agencies(text: str) -> tuple[str, ...]:
    """Keys of the agencies that a speaker of the text told something ("told Reuters")."""
    return tuple(key for key, pattern in _told_patterns().items() if pattern.search(text))


def _links(article: Article, own: Sequence[Statement]) -> Iterator[Link]:
    lexicon = load_lexicon("agencies")
    for key in agencies_of(article):
        title = lexicon[key]["title"]
        yield Link("wire", key, title, f"credited to {title}")
    told = [set(told_agencies(statement.evidence.text)) for statement in own]
    for key in sorted(set.intersection(*told)) if told else ():
        title = lexicon[key]["title"]
        yield Link("wire", key, title, f"what was told to {title}")
    speakers = {statement.speaker for statement in own}
    if len(speakers) == 1 and (speaker := speakers.pop()):
        yield Link("speaker", speaker.casefold(), speaker, f"the words of {speaker}")


def _credited(article: Article, key: str) -> bool:
    table = load_lexicon("agencies")[key]
    credit = _credit_patterns()[key]
    return (
        _host(article.url) in table["domains"]
        or article.publisher == table["title"]
        or bool(article.byline and _name_patterns()[key].search(article.byline))
        or bool(credit.search(f"{article.dateline or ''} {article.text[:HEAD]}"))
        or bool(credit.search(article.text[max(0, len(article.text) - TAIL) :]))
    )


def _host(url: str | None) -> str:
    found = re.match(r"https?://(?:www\.)?([^/:?#]+)", url or "", re.IGNORECASE)
    return found[1].lower() if found else ""


def _copies(articles: Sequence[Article]) -> Iterator[tuple[str, str, Link]]:
    """Pairs of articles of one text, and of articles that share long passages."""
    leaders: dict[str, str] = {}
    for group in find_near_copies({article.id: article.text for article in articles}):
        for member in group.members:
            leaders[member] = group.representative
            if member != group.representative:
                yield group.representative, member, Link("copy", group.representative, "", "the same text")
    for first, second, link in _shared_passages(articles):
        if leaders[first] != leaders[second]:
            yield first, second, link


def _shared_passages(articles: Sequence[Article]) -> Iterator[tuple[str, str, Link]]:
    marks = {article.id: shingles(article.text) for article in articles}
    for (first, second), count in sorted(_common_runs(marks).items()):
        if count >= FEWEST_SHARED and containment(marks[first], marks[second]) >= SHARED:
            yield first, second, Link("copy", first, "", "long passages in the same words")


def _common_runs(marks: Mapping[str, frozenset[bytes]]) -> Mapping[tuple[str, str], int]:
    """How many runs that are no set phrase each pair of articles shares, in the order of their ids."""
    if len(marks) <= RARE:  # so no run can be a set phrase
        return {(first, second): len(marks[first] & marks[second]) for first, second in combinations(sorted(marks), 2)}
    holders: dict[bytes, list[str]] = {}
    for key in sorted(marks):
        for mark in marks[key]:
            holders.setdefault(mark, []).append(key)
    common: Counter[tuple[str, str]] = Counter()
    for keys in holders.values():
        if 1 < len(keys) <= RARE:
            common.update(combinations(keys, 2))
    return common


def _joined(articles: Sequence[Article], links: Mapping[str, tuple[Link, ...]]) -> Iterator[list[Article]]:
    """Articles that share a link, directly or through others."""
    parent = {article.id: article.id for article in articles}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    holders: dict[tuple[str, str], str] = {}
    for article in articles:
        for link in links[article.id]:
            other = holders.setdefault((link.kind, link.key), article.id)
            parent[root(article.id)] = root(other)
    groups: dict[str, list[Article]] = {}
    for article in articles:
        groups.setdefault(root(article.id), []).append(article)
    yield from groups.values()


def _origin(group: Sequence[Article], links: Mapping[str, tuple[Link, ...]]) -> Origin:
    keys = tuple(article.id for article in group)
    found = sorted(_shared(group, links), key=lambda link: (STRENGTH.index(link.kind), link.key, link.reason))
    named = [link for link in found if link.name]
    publishers = sorted({article.publisher for article in group if article.publisher})
    kind = named[0].kind if named else found[0].kind if found else "outlet"
    name = named[0].name if named else (publishers[0] if publishers else "unknown publisher")
    reasons = list(dict.fromkeys(link.reason for link in found)) or ["its own report"]
    return Origin(_origin_id(kind, name, keys), kind, name, keys, _reason(len(group), reasons))


def _shared(group: Sequence[Article], links: Mapping[str, tuple[Link, ...]]) -> Iterable[Link]:
    """Links that hold the group together; of a lone article all but those to itself as a speaker."""
    every = [link for article in group for link in links[article.id]]
    if len(group) == 1:
        return [link for link in every if link.kind == "wire"]
    return [link for link in every if sum(link.key == other.key and link.kind == other.kind for other in every) > 1]


def _reason(number: int, reasons: Sequence[str]) -> str:
    said = "; ".join(reasons)
    return said if number == 1 else f"{number} articles, 1 origin: {said}"


def _origin_id(kind: str, name: str, keys: Sequence[str]) -> str:
    return "o" + hashlib.sha256("\0".join((kind, name, *keys)).encode()).hexdigest()[:12]


def _alternatives(key: str) -> str:
    names = sorted(load_lexicon("agencies")[key]["names"], key=len, reverse=True)
    return "|".join(map(re.escape, names))


@cache
def _name_patterns() -> dict[str, re.Pattern[str]]:
    return {key: re.compile(rf"(?<![\w-])(?:{_alternatives(key)})(?![\w-])") for key in load_lexicon("agencies")}


@cache
def _credit_patterns() -> dict[str, re.Pattern[str]]:
    """The agency in brackets, alone or with others, or between slashes; after "by" or the copyright sign; before "contributed to this"."""
    shape = (
        r"\((?:[\w .-]{{0,40}}[/,;] ?)?(?:{0})(?:[/,;] ?[\w .-]{{0,40}})?\)|(?<!\S)/(?:{0})/|(?:^|[\n—–-]\s*)[Bb](?:y|Y) (?:{0})(?![\w-])|"
        r"(?:©|\(c\)|Copyright)\s*(?:\d{{4}}\s*)?(?:{0})(?![\w-])|(?<![\w-])(?:{0}) contributed to this"
    )
    return {key: re.compile(shape.format(_alternatives(key))) for key in load_lexicon("agencies")}


@cache
def _told_patterns() -> dict[str, re.Pattern[str]]:
    """What stands before the agency's name: "told", "said to", "in an interview with"."""
    before = r"(?:\btold|\bsaid to|\binterview with|\bspeaking to|\bspoke to|\baccording to|\bcited by|\bquoted by)"
    middle = (
        r"\s+(?:the\s+)?(?:(?:state|news|wire|Russian|Ukrainian|Turkish|French|German|state-run)\s+){0,3}(?:agency\s+)?"
    )
    return {key: re.compile(rf"{before}{middle}(?:{_alternatives(key)})(?![\w-])") for key in load_lexicon("agencies")}
