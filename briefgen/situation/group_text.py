"""Title and opening of a report without what the page prints around them: outlets, captions, players, newsletters."""

import re
from functools import cache

from briefgen.data import load_lexicon
from briefgen.sources.publishers import listed_publisher

HEAD = 600
"""Characters of the text that are rid of furniture; behind them little is compared."""
LONGEST_OUTLET = 5
"""Words of the longest outlet's name behind a title."""
_TAIL = re.compile(r"\s+(?:[-–—|»•·]+)\s+([^-–—|»•·]{2,40})$")
_DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)


def bare_title(title: str) -> str:
    """The title without the name of the outlet behind it ("... - BBC News", "... | World | Reuters")."""
    title = title.strip()
    match = _TAIL.search(title)
    while match and match.start() > 0 and _is_outlet(match[1]):
        title = title[: match.start()]
        match = _TAIL.search(title)
    return title


def bare_text(text: str) -> str:
    """The text without captions, players, newsletters and credits in its head."""
    head = text[:HEAD]
    for pattern in _patterns():
        head = pattern.sub(" ", head)
    return head + text[HEAD:]


def _is_outlet(words: str) -> bool:
    """Whether words behind a title name an outlet or the section of one."""
    if listed_publisher(words) or _DOMAIN.fullmatch(words.strip()):
        return True
    named = words.split()
    last = named[-1].lower() if named else ""
    return len(named) <= LONGEST_OUTLET and last in _outlet_words() and all(not word[0].islower() for word in named)


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(load_lexicon("group_furniture")["outlet"])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(pattern for name in load_lexicon("group_furniture")["rules"] for pattern in rule_patterns(name))


@cache
def rule_patterns(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of one rule of `data/group_furniture.toml`."""
    rule = load_lexicon("group_furniture")["rules"][name]
    flags = re.NOFLAG if rule.get("case") else re.IGNORECASE
    return tuple(re.compile(pattern, flags) for pattern in rule["patterns"])
