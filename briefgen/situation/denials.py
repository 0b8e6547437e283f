"""Whether a denial and an assertion of one event are about the same: what is denied, not the whole sentence, is compared.

A denial names what it denies by a clause ("denied that its troops had shelled the town"), by a verb or noun behind
the denial ("denied shelling the town"), or only points at what others say ("denied the allegations", "called it fake").
"""

import re
from functools import cache

from rapidfuzz import fuzz

from briefgen.data import load_lexicon
from briefgen.model import Statement
from briefgen.situation.scenes import tells_strike
from briefgen.situation.terms import stem

LEAST_ALIKE = 55.0
"""Likeness (0-100) that the two sentences must have in any case."""
LEAST_TOLD = 0.6
"""Share of the words denied that the other sentence must say."""
MOST_TOLD = 0.8
"""The share where the act denied is not known."""
_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"^\W*(?:(?:\w+\W+){0,3}?)that\b", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\b(?:has|have|had|is|are|was|were|been|being|would|will|could|did)\s+(?:\w+ly\s+)?(?!been|being)(\w+)",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"[;:.!?](?=\s|$)|,?\s(?:but|while|when|after|before|because|calling|accusing)\s|,?\sand\s(?:says?|said|adds?|added|claims?|claimed)\s"
)
_POINTING = frozenset(
    {"involvement", "responsibility", "role", "part", "wrongdoing", "guilt", "any", "all", "ever", "having", "being"}
)


def denies_told(denial: Statement, told: Statement) -> bool:
    """Whether the one denies what the other says; a denial that only points must be like it in words."""
    if fuzz.token_set_ratio(denial.evidence.text, told.evidence.text) < LEAST_ALIKE:
        return False
    denied = denied_words(denial.evidence.text)
    words = [word for word in _words(denied) if stem(word) not in _light()]
    said = {stem(word) for word in _words(told.evidence.text)}
    if not words:
        return True
    share = sum(stem(word) in said for word in words) / len(words)
    act = _act(denied, words)
    return share >= (LEAST_TOLD if act else MOST_TOLD) and (act is None or _told_act(act, said, told))


def denied_words(text: str) -> str:
    """What stands behind the first verb of denial, as far as the clause goes; empty where there is none."""
    match = _verb().search(text)
    return _BORDER.split(text[match.end() :])[0] if match else ""


def _act(denied: str, words: list[str]) -> str | None:
    """The word for the act denied: the verb of a clause behind its auxiliary, else the first word behind the denial."""
    predicate = _PREDICATE.search(denied)
    return predicate.group(1).lower() if predicate else None if _CLAUSE.match(denied) else words[0]


def _told_act(act: str, said: set[str], told: Statement) -> bool:
    """Whether the act denied is told: by its own word, or both are strikes."""
    return stem(act) in said or (tells_strike(f"{act} on") and tells_strike(told.evidence.text))


def _words(text: str) -> list[str]:
    stopwords = frozenset(load_lexicon("stopwords")["words"])
    return [word for word in _WORD.findall(text.lower()) if word not in stopwords]


@cache
def _light() -> frozenset[str]:
    """Stems of what points at a charge without naming it."""
    return frozenset(stem(word) for word in (*load_lexicon("denials")["denied"]["claims"], *_POINTING))


@cache
def _verb() -> re.Pattern[str]:
    """The verbs of denial in their forms."""
    bases = [verb.removesuffix("e").removesuffix("y") for verb in load_lexicon("denials")["denied"]["verbs"]]
    alternatives = "|".join(re.escape(base) for base in sorted(bases, key=lambda base: (-len(base), base)))
    return re.compile(rf"\b(?:{alternatives})(?:e|es|ed|ing|s|y|ies|ied|ying)?\b", re.IGNORECASE)
