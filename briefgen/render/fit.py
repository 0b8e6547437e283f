"""A Brief cut to what an audience prints: parts that its templates leave out, and pages that it does not have.

Whatever goes, goes whole and by score, lowest first (events stand in the order of their score); notes are
numbered again so that the print has no holes. Nothing is ever shortened inside a line.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from briefgen.audience import Audience, Budget, Part
from briefgen.errors import TemplateError
from briefgen.printed import Brief, Item, Line, Note, Passage, SourceEntry, printed_lines
from briefgen.render.html import print_page
from briefgen.render.limits import always_limited, limited
from briefgen.render.pdf import Extent, measure

FEWEST = 2
LEAST_MISSED = ("omissions", "voices", "disputes", "changes", "gaps", "activity", "places", "timeline", "numbers")
Record = TypeVar("Record")
_CALL = re.compile(r'href="#note-(\d+)"')
_FIELDS: dict[Part, tuple[str, ...]] = {
    "bottom-line": ("bottom_line",),
    "developments": ("developments",),
    "judgements": ("judgements",),
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
    """The brief as this audience can print it: its parts only, within its pages, notes numbered in the order of print.

    Raises:
        TemplateError: if even the shortest form overflows `budget.pages`.
    """
    brief = keep_parts(brief, audience)
    if audience.budget.pages or audience.budget.front_pages:
        brief = fit_pages(brief, audience)
    return in_order_of_print(brief, audience)


@always_limited
def fit_pages(brief: Brief, audience: Audience) -> Brief:
    """The brief cut to `budget.front_pages` and `budget.pages`, which takes laying it out.

    Raises:
        TemplateError: if even the shortest form overflows.
    """
    brief, extent = _within_front(brief, audience)
    most = audience.budget.pages
    return brief if not most or extent.pages <= most else _within_pages(brief, audience)


def _within_front(brief: Brief, audience: Audience) -> tuple[Brief, Extent]:
    """The brief with as many key developments as end on its first pages; those after go first in their sections."""
    most, extent = audience.budget.front_pages, measure(brief, audience)
    while most and len(brief.developments) > 1 and extent.front > most:
        brief = keep_parts(renumber(_one_development_less(brief)), audience)
        extent = measure(brief, audience)
    return brief, extent


def _within_pages(brief: Brief, audience: Audience) -> Brief:
    """The longest shorter form of the brief that fits: tried at growing steps, then between the last two."""
    most = audience.budget.pages

    def fits(form: Brief) -> bool:
        return measure(renumber(form), audience).pages <= most

    forms = [brief, *_shorter(brief)]
    low, high = 0, min(1, len(forms) - 1)
    while not fits(forms[high]):
        if high == len(forms) - 1:
            raise TemplateError(f"{audience.name}: one development does not fit {most} page(s)")
        low, high = high, min(2 * high, len(forms) - 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if fits(forms[middle]) else (middle, high)
    return renumber(_filled(forms[high], brief, fits))


def _filled(form: Brief, brief: Brief, fits: Callable[[Brief], bool]) -> Brief:
    """A form that lost whole sections, with the first event of each that its pages still have room for."""
    for block in brief.sections[len(form.sections) :]:
        first = tuple(replace(item, support=()) for item in block.items[:1])
        richer = replace(form, sections=(*form.sections, replace(block, items=first, background=())))
        form = richer if first and fits(richer) else form
    return form


def in_order_of_print(brief: Brief, audience: Audience) -> Brief:
    """The brief with its notes numbered as the audience's own template prints them."""
    called = list(dict.fromkeys(int(number) for number in _CALL.findall(print_page(brief, audience))))
    rest = [note.number for note in brief.notes if note.number not in called]
    places = {number: place for place, number in enumerate([*called, *rest])}
    ordered = tuple(sorted(brief.notes, key=lambda note: places[note.number]))
    return brief if ordered == brief.notes else renumber(replace(brief, notes=ordered))


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
    """Ever shorter forms: background, then single lines of support, quotations, section items, parts, developments."""
    for cut in (
        _less_background,
        _less_support,
        _less_voices,
        _less_items,
        _fewer_disputes,
        _fewer_sections,
        _fewer_parts,
    ):
        while (less := cut(brief)) != brief:
            brief = less
            yield brief
    while len(brief.developments) > 1:
        brief = replace(brief, developments=brief.developments[:-1])
        yield brief
    if len(brief.bottom_line) > 1:
        yield replace(brief, bottom_line=brief.bottom_line[:1])


def _one_development_less(brief: Brief) -> Brief:
    """The last key development as the first event of its section, where that is printed."""
    last = brief.developments[-1]
    blocks = tuple(
        replace(block, items=(last, *block.items), empty=None) if block.key == last.section else block
        for block in brief.sections
    )
    return replace(brief, developments=brief.developments[:-1], sections=blocks)


def _less_background(brief: Brief) -> Brief:
    blocks = tuple(replace(block, background=block.background[:-1]) for block in brief.sections)
    return replace(brief, sections=blocks)


def _less_support(brief: Brief) -> Brief:
    """Each event without its last line of support."""
    shorter = tuple(replace(item, support=item.support[:-1]) for item in brief.developments)
    blocks = tuple(
        replace(block, items=tuple(replace(item, support=item.support[:-1]) for item in block.items))
        for block in brief.sections
    )
    return replace(brief, developments=shorter, sections=blocks)


def _less_voices(brief: Brief) -> Brief:
    """Each actor with one quotation less, then one actor less."""
    if any(len(voice.lines) > 1 for voice in brief.voices):
        voices = tuple(replace(v, lines=v.lines[: max(1, len(v.lines) - 1)]) for v in brief.voices)
        return replace(brief, voices=tuple(replace(v, dates=v.dates[: len(v.lines)]) for v in voices))
    return replace(brief, voices=brief.voices[:-1]) if len(brief.voices) > FEWEST else brief


def _less_items(brief: Brief) -> Brief:
    """The longest sections with one event less, until each has one."""
    longest = max((len(block.items) for block in brief.sections), default=0)
    cut = [len(block.items) == longest > 1 for block in brief.sections]
    pairs = zip(brief.sections, cut, strict=True)
    return replace(brief, sections=tuple(replace(b, items=b.items[:-1]) if short else b for b, short in pairs))


def _fewer_disputes(brief: Brief) -> Brief:
    return replace(brief, disputes=brief.disputes[:-1]) if len(brief.disputes) > FEWEST else brief


def _fewer_sections(brief: Brief) -> Brief:
    """One section less, the last first."""
    return replace(brief, sections=brief.sections[:-1])


def _fewer_parts(brief: Brief) -> Brief:
    """The part that is missed least gone."""
    name = next((name for name in LEAST_MISSED if getattr(brief, name)), None)
    gone: dict[str, Any] = {name: ()} if name else {}
    return replace(brief, **gone)
