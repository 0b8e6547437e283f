"""A Brief cut to what an audience prints: parts that its templates leave out, and pages that it does not have.

Whatever goes, goes whole and by score, lowest first (events stand in the order of their score); notes are
numbered again so that the print has no holes. Nothing is ever shortened inside a line.
"""

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from briefgen.audience import Audience, Budget, Part
from briefgen.errors import TemplateError
from briefgen.printed import Brief, Item, Line, Note, Passage, SourceEntry, printed_lines
from briefgen.render.limits import limited
from briefgen.render.pdf import count_pages

Record = TypeVar("Record")
_FIELDS: dict[Part, tuple[str, ...]] = {
    "bottom-line": ("bottom_line",),
    "developments": ("developments",),
    "changes": ("changes",),
    "numbers": ("numbers",),
    "sections": ("sections",),
    "disputes": ("disputes",),
    "voices": ("voices",),
    "timeline": ("timeline",),
    "map": ("places",),
    "activity": ("activity",),
    "coverage": ("coverage", "gaps", "omissions"),
}


@limited
def fit_brief(brief: Brief, audience: Audience) -> Brief:
    """The brief as this audience can print it: its parts only, within its pages.

    Raises:
        TemplateError: if even the shortest form overflows `budget.pages`.
    """
    brief = keep_parts(brief, audience)
    if not audience.budget.pages:
        return brief
    for shorter in _shorter(brief):
        if count_pages(shorter, audience) <= audience.budget.pages:
            return shorter
    raise TemplateError(f"{audience.name}: one development does not fit {audience.budget.pages} page(s)")


def keep_parts(brief: Brief, audience: Audience) -> Brief:
    """The brief without what the audience's parts and budget leave out, its notes numbered again."""
    gone: dict[str, Any] = {name: () for part, names in _FIELDS.items() if part not in audience.parts for name in names}
    shorter = _within_budget(replace(brief, **gone), audience.budget)
    return brief if shorter == brief else renumber(shorter)


def _within_budget(brief: Brief, budget: Budget) -> Brief:
    def items(given: tuple[Item, ...], most: int) -> tuple[Item, ...]:
        return tuple(replace(item, support=item.support[: budget.support]) for item in given[:most])

    return replace(
        brief,
        developments=items(brief.developments, budget.developments),
        sections=tuple(
            replace(
                block,
                items=items(block.items, budget.per_section),
                background=items(block.background, budget.background),
            )
            for block in brief.sections
        ),
        disputes=brief.disputes[: budget.disputes],
        voices=tuple(
            replace(voice, lines=voice.lines[: budget.per_voice], dates=voice.dates[: budget.per_voice])
            for voice in brief.voices[: budget.voices]
        ),
        timeline=brief.timeline[-budget.timeline :] if budget.timeline else (),
    )


def renumber(brief: Brief) -> Brief:
    """The brief with the notes of its remaining lines numbered from 1, and an annex of what they rest on."""
    lines = {line.id for line in printed_lines(brief)}
    kept = [note for note in brief.notes if note.line in lines]
    numbers = {note.number: number for number, note in enumerate(kept, 1)}

    def renumbered(line: Line) -> Line:
        return replace(line, notes=tuple(numbers[number] for number in line.notes))

    notes = tuple(replace(note, number=numbers[note.number]) for note in kept)
    codes = {code for line in printed_lines(brief) for code in line.codes} | {note.code for note in notes}
    sources = tuple(_source(source, codes, notes, lines) for source in brief.sources)
    places = tuple(replace(p, codes=tuple(code for code in p.codes if code in codes)) for p in brief.places)
    return replace(_map_lines(brief, renumbered), notes=notes, sources=sources, places=places)


def _source(source: SourceEntry, codes: set[str], notes: tuple[Note, ...], lines: set[str]) -> SourceEntry:
    def passage(old: Passage) -> Passage:
        numbers = tuple(note.number for note in notes if note.code == old.code)
        return replace(old, notes=numbers, lines=tuple(line for line in old.lines if line in lines))

    return replace(source, passages=tuple(passage(old) for old in source.passages if old.code in codes))


def _map_lines(record: Record, change: Callable[[Line], Line]) -> Record:
    """A record with every Line inside it changed."""
    changed: Any = record
    if isinstance(record, Line):
        changed = change(record)
    elif isinstance(record, tuple):
        changed = tuple(_map_lines(item, change) for item in record)
    elif is_dataclass(record) and not isinstance(record, type):
        values = {field.name: getattr(record, field.name) for field in fields(record)}
        touched = {key: _map_lines(value, change) for key, value in values.items() if isinstance(value, tuple | Line)}
        changed = replace(record, **touched)
    return changed  # type: ignore[no-any-return]


def _shorter(brief: Brief) -> Iterator[Brief]:
    """Ever shorter forms: background, then single lines of support, section items, side parts, developments."""
    yield brief
    for cut in (_without_background, _less_support, _less_support, _one_item_less, _one_item_less, _one_item_less):
        brief = renumber(cut(brief))
        yield brief
    for names in (("omissions",), ("voices",), ("disputes",), ("sections",), ("changes",), ("gaps",), ("numbers",)):
        gone: dict[str, Any] = dict.fromkeys(names, ())
        brief = renumber(replace(brief, **gone))
        yield brief
    while len(brief.developments) > 1 or len(brief.bottom_line) > 1:
        more = len(brief.developments) > 1
        brief = renumber(
            replace(brief, developments=brief.developments[:-1])
            if more
            else replace(brief, bottom_line=brief.bottom_line[:1])
        )
        yield brief


def _without_background(brief: Brief) -> Brief:
    return replace(brief, sections=tuple(replace(block, background=()) for block in brief.sections))


def _less_support(brief: Brief) -> Brief:
    """Each event without its last line of support, from the lowest score up."""
    shorter = tuple(replace(item, support=item.support[:-1]) for item in brief.developments)
    blocks = tuple(
        replace(block, items=tuple(replace(item, support=item.support[:-1]) for item in block.items))
        for block in brief.sections
    )
    return replace(brief, developments=shorter, sections=blocks)


def _one_item_less(brief: Brief) -> Brief:
    blocks = tuple(replace(block, items=block.items[: max(1, len(block.items) - 1)]) for block in brief.sections)
    return replace(brief, sections=blocks)
