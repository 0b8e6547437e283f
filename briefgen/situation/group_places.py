"""Which countries and which other names a report gives: two bus accidents on one day, one in Peru and one in Spain, are two.

Only names that leave little doubt count: countries and their peoples, and regions and large towns that no bearer of the
name elsewhere rivals in size. A name that may be of several countries counts for each.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from briefgen.data import load_lexicon
from briefgen.extract.gazetteer import Entry, country_of, find_entries
from briefgen.situation.group_features import normalise

OPENING = 300
"""Characters of the text that are searched, after the title."""
LONGEST = 3
"""Words of the longest name that is looked for."""
LARGE = 150_000
"""People of a town from which its name alone tells the country."""
RIVAL = 0.2
"""Share of the largest bearer's people from which another place of the name makes it doubtful."""
_NAME = re.compile(r"(?:[A-Z](?:\.\s?[A-Z])+\.?|[A-Z][\w’'-]*[^\W_])(?:\s+(?:[a-z]{2}\s+)?[A-Z][\w’'-]*[^\W_])*")

_INSIDE = re.compile(r"[a-z,] ([A-Z][^\W_]+(?:['’-][^\W_]+)*)")


def countries_of(title: str, text: str) -> frozenset[str]:
    """The codes of the countries that the title and the opening of the text name."""
    return frozenset(code for part in (title, text[:OPENING]) for code in _named(part))


def names_of(text: str) -> frozenset[str]:
    """The names inside the sentences of the opening that are no places: people, ships, films, firms, as compared terms."""
    words = (match[1] for match in _INSIDE.finditer(text[:OPENING]))
    return frozenset(term for word in words if not _codes(word) and (term := normalise(word)))


def _named(text: str) -> Iterator[str]:
    for run in _NAME.findall(text):
        words = run.replace("’", "'").split()
        place = 0
        while place < len(words):
            for size in range(min(LONGEST, len(words) - place), 0, -1):
                codes = _codes(" ".join(words[place : place + size]))
                if codes:
                    yield from codes
                    place += size - 1
                    break
            place += 1


@lru_cache(maxsize=50_000)
def _codes(name: str) -> frozenset[str]:
    """The countries that a name stands for or lies in; none if it is no certain place."""
    name = re.sub(r"'s?$", "", name)
    if name in _peoples():
        return frozenset({_peoples()[name]})
    if len(name) < 2 or name in _doubtful() or (name.isupper() and len(name) > 3 and not country_of(name)):
        return frozenset()
    entries = find_entries(name)
    countries = {entry.country for entry in entries if entry.kind == "country"}
    if countries:
        regions = {entry.country for entry in entries if entry.kind == "region" and entry.primary}
        return frozenset(countries | regions)
    return frozenset({entry.country for entry in _great(name, entries) if entry.country})


def _great(name: str, entries: tuple[Entry, ...]) -> list[Entry]:
    """The regions and large towns among places of a name; under a name that is not their first one only the known ones."""
    known = name in _known()
    sure = [entry for entry in entries if entry.primary or known]
    sure = [entry for entry in sure if entry.kind in {"region", "area"} or entry.people >= LARGE]
    largest = max((entry.people for entry in sure), default=0)
    return [entry for entry in sure if entry.people >= RIVAL * largest]


@cache
def _known() -> frozenset[str]:
    return frozenset(load_lexicon("gpe")["cities"]["names"])


@cache
def _doubtful() -> frozenset[str]:
    return frozenset(load_lexicon("group_words")["places"]["doubtful"])


@cache
def _peoples() -> dict[str, str]:
    return {word: code for code, words in load_lexicon("demonyms")["countries"].items() for word in words}
