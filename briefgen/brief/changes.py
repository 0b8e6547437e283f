"""What changed since the previous edition, in print: counts by kind, and the events that matter most one by one.

What is new stands in the brief itself; what was revised, disputed, added to or is told no more stands here, each with
the passages that show it.
"""

from collections.abc import Iterator, Mapping

from briefgen.brief.passages import CUT, opening_of
from briefgen.brief.press import Press
from briefgen.brief.wording import UNDATED, counted, time_in_words
from briefgen.model import Article, Change, Event, Evidence, Situation, Statement
from briefgen.printed import Datum, Line
from briefgen.situation.calendar import days_of, overlaps, period_days
from briefgen.situation.positions import time_said

COUNTED = {
    "new": "new",
    "updated": "updated",
    "no longer reported": "gone",
    "outside the period": "past",
    "unchanged": "unchanged",
}
"""Kinds of change of which only the best are told one by one, if any, and the wording of their count."""
LISTED = 3
"""Events of one such kind that are told."""
MOST = 8
"""Events that were revised or are newly disputed, and changes of position."""

Statements = Mapping[str, Statement]


def change_lines(situation: Situation, statements: Statements, press: Press) -> tuple[Line, ...]:
    """The lines of "What changed"; without a previous edition the changes of position of the period alone."""
    events = {event.id: event for event in situation.events}
    ranked = sorted(situation.changes, key=lambda change: _rank(change, events))
    told = {
        kind: [change for change in ranked if change.kind == kind] for kind in (*COUNTED, "revised", "contradicted")
    }
    lines: list[Line] = []
    for kind in ("revised", "contradicted"):
        lines += [line for change in told[kind][:MOST] if (line := _told(change, press))]
    lines += _turns(situation, statements, press)
    for kind, name in COUNTED.items():
        if told[kind]:
            number = counted(len(told[kind]), "event", "events")
            lines.append(press.computed(f"change_{name}", [Datum("count", number, "given")]))
            found = (_told(change, press) for change in told[kind] if name not in {"unchanged", "past"})
            lines += [line for line in found if line][:LISTED]
    return tuple(lines)


def _rank(change: Change, events: Mapping[str, Event]) -> float:
    return -events[change.event].score if change.event in events else 0.0


def _told(change: Change, press: Press) -> Line | None:
    """One change with the opening words of the passage that shows it; None where none can be read alone."""
    name = COUNTED.get(change.kind, change.kind)
    if name == "gone":
        return press.computed("change_gone_event", _opening(change.detail, "given", ()))
    shown = change.evidence
    if change.kind == "contradicted":
        shown = shown[::-1]
    readable = [item for item in shown if (found := press.statement_of(item)) and _stands(found)]
    if not readable:
        return None
    data = _opening(readable[0].text, "stated", (readable[0], *(item for item in shown if item != readable[0])))
    if change.detail:
        data.append(Datum("detail", change.detail, "given"))
    suffix = "" if name in {"revised", "contradicted"} else "_event"
    return press.computed(f"change_{name}{suffix}", data)


def _stands(statement: Statement) -> bool:
    """Whether the opening of a statement can be read alone as it stands in its article."""
    return not statement.alone and all(gloss.kind == "day" for gloss in statement.glosses)


def _opening(
    text: str, check: str, evidence: tuple[Evidence, ...], name: str = "told", cut: str = "cut"
) -> list[Datum]:
    words = opening_of(text)
    ends = " ".join(words.split()) == " ".join(text.split())
    stop = "" if words[-1:] in {".", "!", "?", "”", '"'} else "."
    return [Datum(name, words, check, evidence), Datum(cut, stop if ends else f" {CUT}", "given")]


def _turns(situation: Situation, statements: Statements, press: Press) -> Iterator[Line]:
    """Changes of position whose later statement was made in the period."""
    articles = {article.id: article for article in situation.articles}
    period = period_days(situation.period)
    turns = [(position.actor, turn) for position in situation.positions for turn in position.turns]
    recent = [pair for pair in turns if overlaps(days_of(time_said(statements[pair[1].later], articles)), period)]
    for actor, turn in recent[:MOST]:
        yield from _turn(actor, (statements[turn.earlier], statements[turn.later]), articles, press)


def _turn(
    actor: str, pair: tuple[Statement, Statement], articles: Mapping[str, Article], press: Press
) -> Iterator[Line]:
    data = [Datum("actor", actor, "given")]
    for statement, name, day in zip(pair, ("earlier", "later"), ("before", "after"), strict=True):
        said = statement.content.text.strip(' "“”') if statement.content else statement.evidence.text
        words = said if said and said in statement.passage.text else statement.evidence.text
        opening = _opening(words, "stated", (statement.passage,), name, f"cut_{name}")
        data += [opening[0], Datum(day, time_in_words(time_said(statement, articles)), "given")]
        data.append(Datum(f"cut_{name}", CUT if opening[1].value.strip() == CUT else "", "given"))
    if UNDATED not in {datum.value for datum in data}:
        yield press.computed("change_position", data)
