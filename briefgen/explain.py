"""`explain`: where a printed sentence, an event, a difference or a date comes from, and which rule chose it."""

from collections.abc import Iterator

from briefgen.brief.wording import time_in_words
from briefgen.errors import UsageError
from briefgen.model import Article, Contradiction, Event, Situation, Statement, Time
from briefgen.printed import Brief, Item, Line, printed_lines

WHY_DIFFERENT = {
    ("figure", ""): "both count the same in one event and cannot both hold",
    ("figure", "revised"): "the later report brings a higher count of what only grows",
    ("polarity", "control"): "one says that the place was taken, the other that somebody else holds it",
    ("polarity", "rebuttal"): "the second denies what the sentence before it says",
    ("polarity", ""): "one says that it happened, the other that it did not",
    ("wording", ""): "one utterance of one speaker is quoted in two wordings",
}


FEW = 12
"""Sentences, origins or sides that are shown."""
LONG = 300
"""Characters of one."""


def explain_printed(brief: Brief, identifier: str) -> str:
    """One screen on a line (L0012), a note (12) or a passage (P07) of a finished brief.

    Raises:
        UsageError: if the brief has none of that name.
    """
    lines = {line.id: line for line in printed_lines(brief)}
    notes = {str(note.number): note.line for note in brief.notes}
    wanted = notes.get(identifier.removeprefix("note-"), identifier)
    if wanted in lines:
        return "\n".join(_line(lines[wanted], brief))
    for source in brief.sources:
        for passage in source.passages:
            if passage.code == identifier:
                used = ", ".join(passage.lines)
                return f"{identifier}: {passage.evidence.text}\n  from {source.path} ({source.publisher}, {source.date})\n  used by {used}"
    raise UsageError(
        f"the brief has no line, note or passage {identifier!r}; lines are L0001 and up, passages P01 and up"
    )


def _line(line: Line, brief: Brief) -> Iterator[str]:
    yield f"{line.id} ({line.kind}): {line.text}"
    for evidence in line.evidence:
        source = next((item for item in brief.sources if item.article == evidence.article), None)
        where = f"{source.path}, {source.publisher}, {source.date} ({source.basis})" if source else evidence.article
        yield f"  passage {evidence.start}-{evidence.end} of {where}:"
        yield f"    {evidence.text}"
    for piece in line.pieces:
        if piece.role != "verbatim":
            yield f"  {piece.role}: {piece.original!r} is printed as {piece.text!r}"
    for datum in line.data:
        yield f"  {datum.name} = {datum.value} ({datum.check})"
    yield from (f"  event {item.event}" for item in _items(brief) if line in (item.lead, *item.support))


def _items(brief: Brief) -> Iterator[Item]:
    yield from brief.developments
    for block in brief.sections:
        yield from (*block.items, *block.background)


def explain_known(situation: Situation, identifier: str) -> str:
    """One screen on an event, statement, contradiction or article of a situation.

    Raises:
        UsageError: if the situation has none of that id.
    """
    statements = {statement.id: statement for statement in situation.statements}
    articles = {article.id: article for article in situation.articles}
    for event in situation.events:
        if event.id == identifier:
            return "\n".join(_event(event, statements, articles))
    for item in situation.contradictions:
        if item.id == identifier:
            return "\n".join(_contradiction(item, articles))
    if identifier in statements:
        return "\n".join(_statement(statements[identifier], articles))
    if identifier in articles:
        return "\n".join(_article(articles[identifier]))
    raise UsageError(f"the situation has no event, statement, difference or article {identifier!r}")


def _event(event: Event, statements: dict[str, Statement], articles: dict[str, Article]) -> Iterator[str]:
    yield f"{event.id}: {event.type or 'no type'}, {event.section}; score {event.score:g}"
    yield f"  {event.actor or 'nobody named'} -> {event.recipient or 'nobody named'}; at {_places(event)}"
    yield f"  time {_time(event.time)}"
    yield f"  joined because {event.reason}"
    told = []
    for key in event.statements:
        statement = statements[key]
        mark = "*" if key == event.lead else " "
        told.append(f" {mark} {key} ({articles[statement.evidence.article].path}): {_short(statement.evidence.text)}")
    yield from _few(told, "sentences")
    yield from _few([f"  origin {o.name} ({o.kind}): {_short(o.reason)}" for o in event.origins], "origins")


def _places(event: Event) -> str:
    names = [place.name for place in event.places]
    return ", ".join(names[:FEW]) or "no place named"


def _time(time: Time) -> str:
    told = f"{time_in_words(time)} ({time.basis}; {time.phrase or 'no words'})"
    return f"{told}: {_short(time.reason)}" if time.reason else told


def _few(lines: list[str], what: str) -> Iterator[str]:
    """The first lines, and how many more there are: an answer fits on one screen."""
    yield from lines[:FEW]
    if len(lines) > FEW:
        yield f"  … and {len(lines) - FEW} more {what}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONG else words[:LONG].rpartition(" ")[0] + " …"


def _contradiction(item: Contradiction, articles: dict[str, Article]) -> Iterator[str]:
    yield f"{item.id}: {item.kind} of {item.slot} in {item.event}"
    yield f"  set side by side because {WHY_DIFFERENT[item.kind, item.nature]}"
    told = []
    for variant in item.variants:
        who, where = variant.speaker or "nobody named", articles[variant.evidence.article].path
        told.append(
            f"  {_short(variant.value)} — {who}, {time_in_words(variant.time)}, {where}: {_short(variant.evidence.text)}"
        )
    yield from _few(told, "sides")


def _statement(statement: Statement, articles: dict[str, Article]) -> Iterator[str]:
    yield f"{statement.id} ({articles[statement.evidence.article].path}): {statement.evidence.text}"
    yield f"  section {statement.section}, type {statement.type or '-'}, {statement.kind}, {statement.modality}, {statement.polarity}"
    yield f"  speaker {statement.speaker or '-'}, cue {statement.cue or '-'}; rule: {statement.rule}"
    yield f"  {statement.actor or 'nobody named'} -> {statement.recipient or 'nobody named'}"
    yield f"  time {_time(statement.time)}"
    yield f"  {'cannot be printed: ' + statement.alone if statement.alone else 'can be printed'}"


def _article(article: Article) -> Iterator[str]:
    yield f"{article.id}: {article.headline or 'no headline'} ({article.path}, characters {article.span[0]}-{article.span[1]})"
    yield f"  publisher {article.publisher or 'not stated'}; {article.url or 'no address'}"
    published = article.published
    yield f"  published {time_in_words(published)}: {published.basis}{'; ' + published.reason if published.reason else ''}"
