"""`verify`: the finished file as a reader sees it, against its ledger, and the ledger against the sources."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import lxml.html
from rapidfuzz import fuzz

from briefgen.brief.passages import printed, set_passage
from briefgen.model import Article, Problem
from briefgen.printed import Brief, Line, Note, printed_lines
from briefgen.verify.passages import check_ledger
from briefgen.verify.visible import Finished, View, squash

GAP = "\x00"
FEWEST_LETTERS = 3
_LETTERS = re.compile(r"[^\W\d_]")
_FREE = re.compile(r"[\d\W_]+")


def verify_brief(finished: Finished, articles: Mapping[str, Article], fixed: Iterable[str]) -> tuple[Problem, ...]:
    """All that is wrong with a finished brief; empty when every printed sentence holds.

    Args:
        finished: the file as read back.
        articles: the sources, read afresh, by id.
        fixed: the fixed words of the audience's templates, labels and styles.
    """
    brief = finished.ledger.brief
    words = fixed_words(brief, fixed)
    found = [*check_ledger(brief, articles)]
    for view in finished.views:
        found += [*_check_text(view, brief, words), *_check_notes(view, brief)]
        if view.html is not None:
            found += _check_links(view, brief)
    return tuple(dict.fromkeys(found))


def fixed_words(brief: Brief, fixed: Iterable[str]) -> frozenset[str]:
    """Everything but sentences that a brief may show, squashed: template words and plain metadata."""
    metadata = [
        brief.title,
        brief.product,
        brief.dateline,
        brief.marking,
        brief.date,
        brief.period.start,
        brief.period.end,
        brief.audience,
    ]
    for source in brief.sources:
        metadata += [
            source.code,
            source.publisher,
            source.headline,
            source.byline,
            source.date,
            source.basis,
            source.grade,
            source.url,
            source.path,
        ]
        for passage in source.passages:
            metadata += [passage.code, passage.before, passage.after]
            metadata += [printed(set_passage(passage.evidence)), passage.evidence.text]
    for note in brief.notes:
        metadata += [note.publisher, note.date, note.passage, note.code, note.url]
    for block in brief.sections:
        metadata += [block.title, block.key]
        metadata += [
            word for item in (*block.items, *block.background) for word in (item.date, *item.markers, *item.places)
        ]
    metadata += [word for item in brief.developments for word in (item.date, *item.markers, *item.places)]
    metadata += [word for voice in brief.voices for word in (voice.actor, voice.side, *voice.dates)]
    metadata += [
        word for dispute in brief.disputes for row in dispute.rows for word in (row.value, row.speaker, row.date)
    ]
    metadata += [word for row in brief.timeline for word in (row.date, row.section)]
    metadata += [word for place in brief.places for word in (place.name, place.region, place.country, place.precision)]
    metadata += [word for bar in brief.activity for word in (bar.label, bar.group, bar.detail)]
    return frozenset(word for word in (squash(text) for text in (*metadata, *fixed)) if word)


def _check_text(view: View, brief: Brief, words: frozenset[str]) -> Iterator[Problem]:
    """Text of the view that is neither a line of the ledger nor fixed words."""
    rest = squash(view.text)
    lines = printed_lines(brief)
    for text in sorted({squash(line.text) for line in lines}, key=len, reverse=True):
        rest = rest.replace(text, GAP)
    for word in sorted((word for word in words if len(word) >= 12), key=len, reverse=True):
        rest = rest.replace(word, GAP)
    short = sorted((word for word in words if len(word) < 12), key=len, reverse=True)
    for segment in rest.split(GAP):
        left = _without(segment, short)
        if len(_LETTERS.findall(left)) >= FEWEST_LETTERS:
            yield _unaccounted(segment, lines, view)


def _without(segment: str, words: Sequence[str]) -> str:
    """What remains of a segment when it cannot be made of fixed words, figures and marks; '' when it can."""
    reached = [False] * (len(segment) + 1)
    reached[0] = True
    for at in range(len(segment)):
        if not reached[at]:
            continue
        free = _FREE.match(segment, at)
        if free:
            for end in range(at + 1, free.end() + 1):
                reached[end] = True
        for word in words:
            if segment.startswith(word, at):
                reached[at + len(word)] = True
    return "" if reached[-1] else segment


def _unaccounted(segment: str, lines: Sequence[Line], view: View) -> Problem:
    """A problem for text that nothing accounts for, with the sentence it most resembles."""
    near = max(lines, key=lambda line: fuzz.partial_ratio(squash(line.text), segment), default=None)
    if near is not None and fuzz.partial_ratio(squash(near.text), segment) >= 75:
        return Problem(
            "sentence-changed",
            f"the {view.name} does not read as its source: {near.text[:90]!r}, printed {segment[:120]!r}",
            near.id,
        )
    return Problem(
        "sentence-without-note",
        f"the {view.name} prints text that no passage and no template accounts for: {segment[:120]!r}",
        view.name,
    )


def _check_notes(view: View, brief: Brief) -> Iterator[Problem]:
    """Each printed sentence is followed by the numbers of its notes, and each note opens with its number."""
    text = squash(view.text)
    if not any(squash(note.passage) in text for note in brief.notes):
        return
    lines = {line.id: line for line in printed_lines(brief)}
    for note in brief.notes:
        line = lines.get(note.line)
        if line is None or squash(line.text) not in text:
            continue
        if not _called(text, line):
            yield Problem(
                "sentence-without-note", f"{line.text[:90]!r} is not followed by its note {note.number}", line.id
            )
        if view.name != "plain text" and not _described(text, note):
            yield Problem(
                "note-leads-elsewhere",
                f"note {note.number} does not show its passage {note.passage!r}",
                f"note {note.number}",
            )


def _called(text: str, line: Line) -> bool:
    calls = "".join(rf"\W*{number}" for number in line.notes)
    return re.search(re.escape(squash(line.text)) + calls + r"(?!\d)", text) is not None


def _described(text: str, note: Note) -> bool:
    parts = (str(note.number), note.publisher, note.date, note.passage)
    return re.search(r"\W{0,4}".join(re.escape(squash(part)) for part in parts), text) is not None


def _check_links(view: View, brief: Brief) -> Iterator[Problem]:
    """In HTML: each sentence's element holds its text, and its calls lead to its own notes."""
    tree: Any = lxml.html.fromstring(view.html or "")
    lines = {line.id: line for line in printed_lines(brief)}
    for element in tree.xpath("//*[@data-line]"):
        line = lines.get(element.get("data-line"))
        if line is None:
            yield Problem(
                "sentence-without-note",
                f"{element.text_content()[:90]!r} is not in the ledger",
                element.get("data-line"),
            )
            continue
        yield from _check_element(element, line)


def _check_element(element: Any, line: Line) -> Iterator[Problem]:
    if squash(line.text) not in squash(element.text_content()):
        yield Problem(
            "sentence-changed", f"printed {element.text_content()[:120]!r}, source has {line.text[:120]!r}", line.id
        )
    targets = [link.get("href")[6:] for link in element.xpath(".//a[starts-with(@href, '#note-')]")]
    wrong = sorted(set(targets) - {str(number) for number in line.notes})
    if wrong:
        yield Problem("note-leads-elsewhere", f"a call leads to note {wrong[0]}, not to {line.notes}", line.id)
    shown = [link.text_content().strip() for link in element.xpath(".//a[starts-with(@href, '#note-')]")]
    if any(re.sub(r"\D", "", text) != target for text, target in zip(shown, targets, strict=True)):
        yield Problem(
            "note-leads-elsewhere", f"a call shows another number than the note it leads to: {shown}", line.id
        )
