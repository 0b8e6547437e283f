"""Two wordings of one quotation: words of one speaker that two articles give differently.

Translators and editors word one utterance in different ways. Two quotations are one utterance when most content
words of the shorter one stand in the longer one too; quotations that are merely about the same thing share fewer.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from briefgen.data import load_lexicon
from briefgen.model import Article, Statement
from briefgen.situation.calendar import Days, days_of
from briefgen.situation.terms import rare_pairs, stem

LEAST_SHARED = 0.6
"""Share of the shorter quotation's content words that the other must hold."""
FEWEST_SHARED = 4
FEWEST_WORDS = 7
LONGEST_APART = 10
"""Days between two reports of one utterance."""
QUOTED = frozenset({"direct", "mixed"})
_MARKED = re.compile(r"[\"“]([^\"“”]+)(?:[\"”]|$)")
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")


def find_wordings(statements: Sequence[Statement], articles: Mapping[str, Article]) -> Iterator[tuple[Statement, ...]]:
    """Statements that give one utterance in different words, each utterance once, each wording once."""
    spoken: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda statement: statement.id):
        if statement.kind in QUOTED and statement.speaker and statement.content:
            spoken.setdefault(statement.speaker.split()[-1].lower(), []).append(statement)
    for _, said in sorted(spoken.items()):
        yield from _utterances(said, articles)


def _utterances(said: Sequence[Statement], articles: Mapping[str, Article]) -> Iterator[tuple[Statement, ...]]:
    """Groups of wordings; quotations are paired by the words they share, so that a talkative speaker costs no more."""
    groups: list[list[Statement]] = []
    for left, right in rare_pairs([dict.fromkeys(_content(_words(_quoted(s))), 1.0) for s in said]):
        one, other = said[left], said[right]
        if not _near(one, other, articles) or not two_wordings(_quoted(one), _quoted(other)):
            continue
        group = next((known for known in groups if one in known or other in known), None)
        if group is None:
            groups.append([one, other])
        else:
            group.extend(statement for statement in (one, other) if statement not in group)
    yield from (_distinct(group) for group in groups)


def _distinct(group: Sequence[Statement]) -> tuple[Statement, ...]:
    """One statement for each wording."""
    return tuple({" ".join(_words(_quoted(statement))): statement for statement in reversed(group)}.values())[::-1]


def _quoted(statement: Statement) -> str:
    """The words between quotation marks; all of the content where it has no marks of its own."""
    text = statement.content.text if statement.content else ""
    return " ".join(_MARKED.findall(text)) or text


def _near(one: Statement, other: Statement, articles: Mapping[str, Article]) -> bool:
    """Whether two articles may report one utterance: not one article, nor weeks apart."""
    if one.evidence.article == other.evidence.article:
        return False
    days, others = (days_of(articles[statement.evidence.article].published) for statement in (one, other))
    return days is None or others is None or days_apart(days, others) <= LONGEST_APART


def days_apart(one: Days, other: Days) -> int:
    """Days between two stretches of days; 0 or less when they touch."""
    return max((one[0] - other[1]).days, (other[0] - one[1]).days)


def two_wordings(one: str, other: str) -> bool:
    """Whether two quoted texts are one utterance in different words; one that is part of the other is the same words."""
    left, right = _words(one), _words(other)
    if min(len(left), len(right)) < FEWEST_WORDS or _within(left, right) or _within(right, left):
        return False
    first, second = _content(left), _content(right)
    shared = first & second
    return len(shared) >= FEWEST_SHARED and len(shared) >= LEAST_SHARED * min(len(first), len(second))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _content(words: Sequence[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in words if word not in _stopwords())


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(load_lexicon("stopwords")["words"])
