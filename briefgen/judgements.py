"""The analyst's own judgements, from a notes file: marked as hers, and held to the rules of the trade (ICD 203).

A notes file is TOML:

    [[judgement]]
    text = "Moscow is unlikely to accept the plan before the new year."
    confidence = "moderate"                                # low, moderate or high; printed as a sentence of its own
    basis = ["absolutely unacceptable", "19-point plan"]   # words of the articles on which it rests
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from briefgen.data import load_lexicon
from briefgen.errors import UsageError
from briefgen.model import Article, Evidence
from briefgen.tables import Table, explain_invalid

MARK = "Judgement:"
"""Opens every judgement in print, so that none can be taken for a source's sentence."""
LONGEST = 600
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_QUOTE_MARKS = "'‘’\"“”"


class Judgement(Table):
    """What the analyst concludes, how confident she is, and the words of the articles on which it rests."""

    text: Annotated[str, Field(min_length=10, max_length=LONGEST)]
    confidence: Literal["low", "moderate", "high"] | None = None
    basis: tuple[Annotated[str, Field(min_length=3)], ...] = ()


class _Notes(Table):
    judgement: tuple[Judgement, ...]


def load_judgements(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a notes file, in its order.

    Raises:
        UsageError: if it cannot be read, holds unknown keys, or a judgement breaks a rule; the message names it.
    """
    try:
        notes = _Notes.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"notes {path}: {error}") from error
    except ValidationError as error:
        raise UsageError(f"notes {path}: {explain_invalid(error, (_Notes, Judgement))}") from error
    for number, judgement in enumerate(notes.judgement, start=1):
        if reason := broken_rule(judgement.text):
            raise UsageError(f"notes {path}: judgement {number} {reason}: {judgement.text!r}; see docs/judgements.md")
    return notes.judgement


def printed_judgement(judgement: Judgement) -> str:
    """A judgement as it is printed: its mark, its words, and the confidence in a sentence of its own."""
    words = " ".join(judgement.text.split())
    confidence = f" Confidence: {judgement.confidence}." if judgement.confidence else ""
    return f"{MARK} {words}{confidence}"


def broken_rule(text: str) -> str:
    """The rule of ICD 203 that a judgement breaks, in words, or ''."""
    lexicon = load_lexicon("likelihood")
    first, second = (_found(text, table) for table in ("scale", "probability_scale"))
    if first and second:
        return f"{lexicon['mixed']['reason']} ({first[0]}, {second[0]})"
    for sentence in _SENTENCE.split(text):
        terms = [word for table in ("scale", "probability_scale") for word in _found(sentence, table)]
        if terms and _found(sentence, "confidence"):
            return str(lexicon["confidence"]["reason"])
        if vague := _found(sentence, "vague"):
            return f"{lexicon['vague']['reason']} ({vague[0]}); the scale is: {', '.join(lexicon['scale'])}"
    return ""


def find_basis(judgement: Judgement, articles: Iterable[Article]) -> tuple[Evidence, ...]:
    """The passages that the words of the basis are, each in the first article that has them.

    Raises:
        UsageError: if words stand in no article.
    """
    articles = tuple(articles)
    return tuple(_passage(words, articles) for words in judgement.basis)


def _passage(words: str, articles: Sequence[Article]) -> Evidence:
    pattern = re.compile(r"\s+".join(_loose(word) for word in words.split()))
    for article in articles:
        if match := pattern.search(article.text):
            return Evidence(article.id, match.start(), match.end(), match.group())
    raise UsageError(f"notes: the basis {words!r} stands in no article; copy the words as the article has them")


def _loose(word: str) -> str:
    """A word as a pattern in which any quotation mark or apostrophe stands for any other."""
    return "".join(f"[{_QUOTE_MARKS}]" if char in _QUOTE_MARKS else re.escape(char) for char in word)


def _found(text: str, table: str) -> list[str]:
    """The words of a table that stand in a text, in the order of the text; what meets a longer term of a scale is not."""
    held = [span for other in ("scale", "probability_scale") if other != table for span in _spans(text, other)]
    return [
        match.group().lower()
        for match in _pattern(table).finditer(text)
        if match.group() != "May"  # the month; a sentence that opens with the verb is a question
        and not any(start < match.end() and match.start() < end and end - start > len(match[0]) for start, end in held)
    ]


def _spans(text: str, table: str) -> list[tuple[int, int]]:
    return [match.span() for match in _pattern(table).finditer(text)]


@cache
def _pattern(table: str) -> re.Pattern[str]:
    entry: Mapping[str, object] = load_lexicon("likelihood")[table]
    words = entry["words"] if "words" in entry else list(entry)
    assert isinstance(words, list)
    longest_first = sorted(map(re.escape, words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])", re.IGNORECASE)
