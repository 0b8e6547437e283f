"""JSON Lines in, JSON Lines out: the work of `annotate` and `group`, one answer for each line.

A bad line answers with an error object in its place; the others go on.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from briefgen.model import UNKNOWN_TIME, Article, Time
from briefgen.profile import Profile

BATCH = 64
LONGEST_TEXT = 1_000_000
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$")


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be answered: its number, its id where it gave one, and what is wrong."""

    number: int
    id: Any
    code: str
    message: str

    def answer(self) -> dict[str, Any]:
        """The error object that is printed in its place."""
        return {"id": self.id, "error": {"code": self.code, "message": self.message, "line": self.number}}


@dataclass(frozen=True, slots=True)
class Asked:
    """A line that can be answered."""

    id: Any
    fields: dict[str, Any]


def annotate_lines(lines: Iterable[str], profile: Profile, model: str) -> Iterator[tuple[dict[str, Any], bool]]:
    """An annotation for each line, and whether the line was good."""
    from briefgen.language.pipeline import load_nlp

    nlp = load_nlp(model)
    asked = (_parse(number, line, ("text",)) for number, line in enumerate(lines, start=1) if line.strip())
    while batch := list(islice(asked, BATCH)):
        yield from _annotate_batch(batch, nlp, profile)


def _annotate_batch(batch: list[Asked | BadLine], nlp: Any, profile: Profile) -> Iterator[tuple[dict[str, Any], bool]]:
    from briefgen.extract.annotation import annotate
    from briefgen.extract.extractors import read_findings
    from briefgen.language.document import read_documents

    documents = read_documents(nlp, [_article(line) for line in batch if isinstance(line, Asked)])
    for line in batch:
        if isinstance(line, BadLine):
            yield line.answer(), False
        else:
            yield annotate(line.id, read_findings(next(documents), profile)), True


def _article(line: Asked) -> Article:
    text = line.fields["text"]
    published = line.fields.get("published")
    day = _DAY.match(published) if published else None
    time = Time(day.group(1), "day", day.group(), "stated") if day else UNKNOWN_TIME
    return Article(id=str(line.id), path="stdin", span=(0, len(text)), text=text, published=time)


def group_lines(lines: Iterable[str]) -> Iterator[tuple[dict[str, Any], bool]]:
    """A cluster for each line; all lines are read before the first answer."""
    from briefgen.situation.groups import Report, group_reports

    asked = [_parse(number, line, ("text",), day="date") for number, line in enumerate(lines, start=1) if line.strip()]
    good = [line for line in asked if isinstance(line, Asked)]
    reports = [
        Report(str(number), _date_of(line), str(line.fields.get("title") or ""), line.fields["text"])
        for number, line in enumerate(good)
    ]
    cluster_of = {
        member: f"g{number}" for number, group in enumerate(group_reports(reports), start=1) for member in group
    }
    numbers = iter(range(len(good)))
    for line in asked:
        if isinstance(line, BadLine):
            yield line.answer(), False
        else:
            yield {"id": line.id, "cluster": cluster_of[str(next(numbers))]}, True


def _date_of(line: Asked) -> str:
    match = _DAY.match(str(line.fields.get("date") or ""))
    return match.group(1) if match else ""


def _parse(number: int, line: str, needed: tuple[str, ...], day: str = "published") -> Asked | BadLine:
    try:
        fields = json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        return BadLine(number, None, "not-json", f"not JSON: {error}")
    if not isinstance(fields, dict):
        return BadLine(number, None, "not-object", "each line must be a JSON object")
    identifier = fields.get("id")
    if not isinstance(identifier, str | int) or isinstance(identifier, bool):
        return BadLine(number, None, "no-id", "the line has no id (a string or a whole number)")
    return _checked(number, Asked(identifier, fields), needed, day)


def _checked(number: int, line: Asked, needed: tuple[str, ...], day: str) -> Asked | BadLine:
    for name in needed:
        text = line.fields.get(name)
        if not isinstance(text, str):
            return BadLine(number, line.id, f"no-{name}", f"the line has no {name} (a string)")
        if len(text) > LONGEST_TEXT:
            return BadLine(number, line.id, "too-long", f"{name} is longer than {LONGEST_TEXT:,} characters")
        if any("\ud800" <= char <= "\udfff" for char in text):
            return BadLine(number, line.id, "bad-text", f"{name} holds half a surrogate pair, which is no text")
    given = line.fields.get(day)
    if given is not None and not _is_day(given):
        return BadLine(number, line.id, "bad-date", f"{day} {given!r} is no day: write YYYY-MM-DD")
    return line


def _is_day(given: Any) -> bool:
    if given == "":
        return True
    match = _DAY.match(given) if isinstance(given, str) else None
    try:
        return match is not None and bool(date.fromisoformat(match.group(1)))
    except ValueError:
        return False


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")
