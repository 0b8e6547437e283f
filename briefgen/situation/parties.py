"""Who did it and to whom, as far as the words tell without a doubt: a wrong actor is worse than none.

The actor of what was said is its speaker. The actor of a deed is the name that opens the sentence or the reported
words, unless the verb is passive; who reports a deed did not do it. The recipient is a name right behind a verb or
noun that takes one ("accused Athens", "talks with Ankara").
"""

import re
from collections.abc import Sequence

from briefgen.data import load_lexicon
from briefgen.model import Statement
from briefgen.situation.scenes import compile_words, has_any, pattern_of

MATERIAL = "material"
REACH = 40
FIRST = 90
"""Characters from the start of a sentence in which the words for a recipient count: later ones are of another clause."""
_TITLES = r"(?P<titles>(?:[A-Z][\w.]+\s+){0,4}?)"
_ACTS = re.compile(
    r"\W+(?:also |later |again |then |since |repeatedly )?(?:has|have|had|will|would|made|took|met|began|set|sent|gave|cut|struck|hit|held|won|shot"
    r"|agrees|rejects|accuses|warns|imposes|says|\w+ed)\b"
)
_WORD = re.compile(r"[^\W_]+")


def actor_of(statement: Statement) -> str | None:
    """The actor of what a statement tells, or None where it is not sure."""
    if statement.speaker and statement.type not in load_lexicon("scenes")[MATERIAL]["types"]:
        return statement.speaker
    texts = (statement.evidence.text, statement.content.text if statement.content else "")
    named = [name for name in statement.actors if name != statement.speaker and not has_any(name, "strike", "weapons")]
    return next((name for text in texts for name in named if _opens(name, text)), None)


def recipient_of(statement: Statement, actor: str | None) -> str | None:
    """The one that it was done or said to, or None where it is not sure."""
    text = statement.evidence.text
    others = [name for name in statement.actors if name not in {actor, statement.speaker}]
    if actor is None:
        return None
    for match in pattern_of("recipient").finditer(text[:FIRST]):
        near = text[match.end() : match.end() + REACH]
        found = next((name for name in others if _follows(name, near)), None)
        if found:
            return found
    return None


def _opens(name: str, text: str) -> bool:
    """Whether a text begins with a name, titles before it allowed, and goes on in the active voice."""
    words = _WORD.findall(name)
    if not words:
        return False
    full, last = re.escape(name), re.escape(words[-1])
    match = re.match(rf"[\"“‘']?(?:The )?{_TITLES}(?:{full}|{last})(?P<after>.*)", text, re.DOTALL)
    if not match or not _is_title(match.group("titles"), words):
        return False
    return bool(_ACTS.match(match.group("after"))) and not compile_words(_passive()).match(
        match.group("after").lstrip()
    )


def _is_title(words: str, name: Sequence[str]) -> bool:
    known = {*load_lexicon("stopwords")["identity"], *(word.lower() for word in name)}
    return all(word.lower().strip(".,") in known for word in words.split())


def _passive() -> tuple[str, ...]:
    return tuple(load_lexicon("scenes")[MATERIAL]["passive"])


def _follows(name: str, near: str) -> bool:
    """Whether a name stands at the head of a text, titles before it allowed."""
    words = _WORD.findall(name)
    if not words:
        return False
    full, last = re.escape(name), re.escape(words[-1])
    return bool(re.match(rf"\s+(?:the\s+)?(?:[A-Z][\w.-]+\s+){{0,3}}?(?:{full}|{last})(?![\w’'-]|\s+[A-Z])", near))
