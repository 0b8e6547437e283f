"""`verify`: the finished file as a reader sees it, against its ledger, and the ledger against the sources."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import lxml.html
from rapidfuzz import fuzz

from briefgen.model import Article, Problem
from briefgen.printed import Brief, Line, printed_lines
from briefgen.verify.passages import check_ledger
from briefgen.verify.visible import Finished, View, squash

GAP = "\x00"
FEWEST_LETTERS = 3
RESEMBLES = 75
SHORT_TEXT = 12
_LETTERS = re.compile(r"[^\W\d_]")
_CODE = r"P\d\d"
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
        found += _check_readings(view, brief, words)
        if view.html is not None:
            found += _check_links(view, brief)
    return tuple(dict.fromkeys(found))


def _check_readings(view: View, brief: Brief, words: frozenset[str]) -> list[Problem]:
    """What is wrong in the text of a view; one whole reading in which every word is accounted for is enough."""
    found = list(_check_text(view, brief, words))
    if found and view.again:
        return list(_check_text(replace(view, text=view.again(), again=None), brief, words))
    return found


def fixed_words(brief: Brief, fixed: Iterable[str]) -> frozenset[str]:
    """Everything but sentences that a brief may show, squashed: template words and plain metadata."""
    metadata = [brief.title, brief.product, brief.dateline, brief.marking, brief.audience, *_section_words(brief)]
    metadata += [brief.date, brief.period.start, brief.period.end]
    for source in brief.sources:
        metadata += [source.code, source.publisher, source.headline, source.byline, source.date, source.basis]
        metadata += [source.grade, source.url, source.path, *(passage.code for passage in source.passages)]
    metadata += [word for voice in brief.voices for word in (voice.actor, voice.side, *voice.dates)]
    metadata += [word for dispute in brief.disputes for row in dispute.rows for word in (row.speaker, row.date)]
    metadata += [word for figure in brief.numbers for word in (figure.speaker, figure.date, *figure.markers)]
    metadata += [word for row in brief.timeline for word in (row.date, row.section)]
    metadata += [word for place in brief.places for word in (place.name, place.region, place.country, place.precision)]
    metadata += [word for bar in brief.activity for word in (bar.label, bar.group, bar.detail)]
    return frozenset(word for word in (squash(text) for text in (*metadata, *fixed)) if word)


def _section_words(brief: Brief) -> Iterator[str]:
    for block in brief.sections:
        yield from (block.title, block.key)
    blocks = (item for block in brief.sections for item in (*block.items, *block.background))
    for item in (*brief.developments, *blocks):
        yield from (item.date, *item.markers, *item.places, item.stretch)


def _check_text(view: View, brief: Brief, words: frozenset[str]) -> Iterator[Problem]:
    """Text of the view that is neither a sentence with its note, nor a note, nor an annexed passage, nor fixed words."""
    rest = squash(view.text)
    for _, pattern in sorted(_expected(brief), key=lambda pair: -pair[0]):
        rest = pattern.sub(GAP, rest)
    ordered = sorted(words, key=len, reverse=True)
    lines = printed_lines(brief)
    for segment in rest.split(GAP):
        left = _without(segment, ordered)
        if len(_LETTERS.findall(left)) >= FEWEST_LETTERS:
            yield _unaccounted(segment, left, lines, view)


def _expected(brief: Brief) -> Iterator[tuple[int, re.Pattern[str]]]:
    """What sentences, notes and passages look like when squashed, each with its length."""
    for line in printed_lines(brief):
        if len(_LETTERS.findall(line.text)) < FEWEST_LETTERS:
            continue  # a bare figure of a table, which could be part of any code or date
        yield len(line.text), re.compile(re.escape(squash(line.text)) + _tail(line))
    for note in brief.notes:
        parts = (str(note.number), note.publisher, note.date, note.passage)
        told = r"\W{0,4}".join(re.escape(squash(part)) for part in parts)
        yield len(note.passage) + 40, re.compile(told + _optional(re.escape(note.code)))
    for source in brief.sources:
        for passage in source.passages:
            text = passage.before + passage.evidence.text + passage.after
            yield len(text) + 40, _annexed(squash(passage.code), squash(text))


def _annexed(code: str, text: str) -> re.Pattern[str]:
    """A passage with its code before it, or, where print sets the code in the margin, after it and its note numbers."""
    code, text = re.escape(code), re.escape(text)
    return re.compile(rf"{code}\W{{0,2}}{text}|{text}\w{{0,20}}[\d\W]{{0,60}}{code}(?!\d)")


def _tail(line: Line) -> str:
    """What must follow a sentence: the numbers of its notes, or the codes of its passages; a computed line may do without."""
    calls = r"\W{0,3}".join(str(number) for number in line.notes)
    codes = r"\W{0,3}".join(re.escape(code) for code in line.codes)
    wanted = "|".join(marks for marks in (calls, codes) if marks)
    if line.kind == "computed":
        return _optional(wanted) if wanted else ""
    return rf"\W{{0,3}}(?:{wanted})(?!\d)" if wanted else ""


def _optional(marks: str) -> str:
    """Marks that may be left out, but not be replaced by the code of another passage."""
    return rf"(?:\W{{0,3}}(?:{marks})(?!\d)|(?!\W{{0,3}}{_CODE}))"


def _without(segment: str, words: Sequence[str]) -> str:
    """A segment from where it cannot be made of fixed words, figures and marks; '' when all of it can."""
    reached = [False] * (len(segment) + 1)
    reached[0] = True
    furthest = 0
    for at in range(len(segment)):
        if not reached[at]:
            continue
        furthest = at
        free = _FREE.match(segment, at)
        if free:
            for end in range(at + 1, free.end() + 1):
                reached[end] = True
        for word in words:
            if segment.startswith(word, at):
                reached[at + len(word)] = True
    return "" if reached[-1] else segment[furthest:]


def _unaccounted(segment: str, left: str, lines: Sequence[Line], view: View) -> Problem:
    """A problem for text that nothing accounts for from `left` on, with the sentence that the segment most resembles."""
    lines = [line for line in lines if len(line.text) >= SHORT_TEXT]
    near = max(lines, key=lambda line: fuzz.partial_ratio(squash(line.text), segment), default=None)
    if near is not None and squash(near.text) in segment:
        return Problem("sentence-without-note", f"{near.text[:90]!r} is not followed by its note", near.id)
    if near is None or fuzz.partial_ratio(squash(near.text), segment) < RESEMBLES:
        what = f"the {view.name} prints text that no passage and no template accounts for: {left[:120]!r}"
        return Problem("sentence-without-note", what, view.name)
    return Problem("sentence-changed", f"printed {left[:120]!r}, source has {near.text[:120]!r}", near.id)


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
    for link in tree.xpath("//a[starts-with(@href, '#P') or starts-with(@href, '#call-')]"):
        yield from _check_pointer(link)


def _check_pointer(link: Any) -> Iterator[Problem]:
    """A link to a passage or back to a call shows the code or number that it leads to."""
    target, shown = link.get("href")[1:].removeprefix("call-"), squash(link.text_content())
    if re.match(rf"{_CODE}|\d", shown) and shown != target:
        yield Problem("note-leads-elsewhere", f"a link shows {shown} and leads to {target}", target)


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
