"""A ledger against the sources: every line, note and passage is looked up again in freshly read articles."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from briefgen.brief.passages import CUT, is_typographic, original, printed, set_passage
from briefgen.brief.press import NO_PUBLISHER, opening
from briefgen.brief.wording import BASIS_WORDS, MONTHS, WEEKDAYS, counted, fill, time_in_words
from briefgen.judgements import MARK, broken_rule
from briefgen.model import Article, Evidence, Problem
from briefgen.printed import Brief, Datum, Line, Note, Piece, SourceEntry, printed_lines
from briefgen.situation.origins import find_origins

_NUMBER = re.compile(r"\d+")
_DAY = re.compile(r"\d{1,2} [A-Z][a-z]+(?: \d{4})?")
Articles = Mapping[str, Article]


def check_ledger(brief: Brief, articles: Articles) -> Iterator[Problem]:
    """Everything in a brief's ledger that its sources do not bear out."""
    for source in brief.sources:
        yield from _check_source(source, articles)
    for line in printed_lines(brief):
        yield from _check_line(line, articles)
    for line in printed_lines(brief):
        if line.kind == "judgement" and line not in brief.judgements:
            yield Problem("no-source", f"a judgement stands among the reports: {_short(line.text)!r}", line.id)
    yield from _check_coverage(brief)
    lines = {line.id: line for line in printed_lines(brief)}
    for note in brief.notes:
        yield from _check_note(note, lines, articles)


def _check_source(source: SourceEntry, articles: Articles) -> Iterator[Problem]:
    article = articles.get(source.article)
    if article is None:
        same = [other for other in articles.values() if other.path == source.path]
        if source.passages or not same:
            what = "its text has changed" if same else "it is not among the sources given"
            yield Problem("source-changed", f"article {source.article} cannot be checked: {what}", source.path)
        return
    dated = article.published.basis in {"stated", "url"}
    given = (source.publisher, source.headline, source.url, source.date if dated else "")
    held = (
        article.publisher or NO_PUBLISHER,
        article.headline or "",
        article.url or "",
        time_in_words(article.published) if dated else "",
    )
    for name, printed_value, value in zip(("publisher", "headline", "address", "date"), given, held, strict=True):
        if printed_value != value:
            yield Problem(
                "source-differs", f"{source.code}: {name} printed {printed_value!r}, source has {value!r}", source.path
            )
    for passage in source.passages:
        yield from _check_evidence(passage.evidence, articles, passage.code)


def _check_evidence(evidence: Evidence, articles: Articles, place: str) -> Iterator[Problem]:
    article = articles.get(evidence.article)
    if article is None:
        yield Problem(
            "source-missing",
            f"the article {evidence.article} of this passage is not among the sources, or has changed",
            place,
        )
    elif article.text[evidence.start : evidence.end] != evidence.text:
        yield Problem("passage-differs", f"the source does not read {_short(evidence.text)!r} there", place)


def _check_line(line: Line, articles: Articles) -> Iterator[Problem]:
    for evidence in line.evidence:
        yield from _check_evidence(evidence, articles, line.id)
    if line.kind == "passage":
        yield from _check_passage(line, articles)
    elif line.kind == "computed":
        yield from _check_computed(line, articles)
    elif not line.text.startswith(MARK) or broken_rule(line.text):
        yield Problem(
            "line-differs", f"no judgement that says it is one and keeps the rules: {_short(line.text)!r}", line.id
        )


def _check_passage(line: Line, articles: Articles) -> Iterator[Problem]:
    if len(line.evidence) != 1 or not line.codes:
        yield Problem("no-source", f"the sentence has no passage: {_short(line.text)!r}", line.id)
        return
    evidence = line.evidence[0]
    if printed(line.pieces) != line.text:
        yield Problem("line-differs", f"the sentence is not what its pieces make: {_short(line.text)!r}", line.id)
    if original(line.pieces) != evidence.text:
        yield Problem("line-differs", f"the sentence does not stand for its passage {_short(evidence.text)!r}", line.id)
    for piece in line.pieces:
        if not _is_allowed(piece, articles):
            yield Problem("edit-not-allowed", f"{piece.original!r} is printed as {piece.text!r}", line.id)
    for weekday, day in _dated_weekdays(line):
        if not _agree(weekday, day, articles.get(evidence.article)):
            yield Problem("edit-not-allowed", f"{day} is no {weekday} near the day of the article", line.id)


def _dated_weekdays(line: Line) -> Iterator[tuple[str, str]]:
    """Weekdays of a passage with the day that is put beside them: ("Friday", "5 September")."""
    before = ""
    for piece in line.pieces:
        day = piece.text.strip(" []")
        weekday = before.split()[-1:]
        if piece.role == "insert" and _DAY.fullmatch(day) and weekday and weekday[0] in WEEKDAYS:
            yield weekday[0], day
        before += piece.original


def _agree(weekday: str, day: str, article: Article | None) -> bool:
    """Whether a day in words is that weekday, in its own year or that of the article's date."""
    words = day.split()
    years = words[2:] or sorted(set(re.findall(r"\d{4}", article.published.value))) if article else words[2:]
    month = MONTHS.index(words[1]) + 1 if words[1] in MONTHS else 0
    if not years or not month:
        return True  # an inferred year is not in the sources: nothing to compare with
    return any(WEEKDAYS[date(int(year), month, int(words[0])).weekday()] == weekday for year in years)


def _is_allowed(piece: Piece, articles: Articles) -> bool:
    """Whether a piece is verbatim or one of the edits that DESIGN allows."""
    if piece.role == "verbatim":
        return piece.text == piece.original
    if piece.role == "cut":
        return piece.text.strip() == CUT
    if piece.role == "typography":
        return is_typographic(piece)
    bracket = piece.text.strip()
    return bracket.startswith("[") and bracket.endswith("]") and _is_known(bracket[1:-1], articles)


def _is_known(insertion: str, articles: Articles) -> bool:
    """Whether an insertion is a day in words, or one of the articles names all of it."""
    if _NUMBER.match(insertion):
        return bool(_DAY.fullmatch(insertion))
    words = [word.lower() for word in re.findall(r"\w+", insertion.removesuffix("’s"))]
    return any(all(word in text for word in words) for text in (article.text.lower() for article in articles.values()))


def _check_computed(line: Line, articles: Articles) -> Iterator[Problem]:
    try:
        expected = fill(line.template, line.data)
    except KeyError as error:
        yield Problem("computed-differs", f"no such fixed wording or datum: {error}", line.id)
        return
    if expected != line.text:
        yield Problem("computed-differs", f"printed {_short(line.text)!r}, computed {_short(expected)!r}", line.id)
    for datum in line.data:
        if not _holds(datum, articles):
            yield Problem("datum-differs", f"{datum.name} {datum.value!r} does not follow from its passages", line.id)


def _holds(datum: Datum, articles: Articles) -> bool:
    """Whether a datum can be computed again from its evidence."""
    told = [articles[evidence.article] for evidence in datum.evidence if evidence.article in articles]
    if datum.check == "stated":
        return not datum.evidence or any(
            _squeeze(datum.value) in _squeeze(evidence.text) for evidence in datum.evidence
        )
    if datum.check == "articles":
        return _leading_number(datum.value) == len({article.id for article in told})
    if datum.check == "publishers":
        named = {article.publisher for article in told if article.publisher}
        number = _leading_number(datum.value)
        return number is None or number == len(named)
    if datum.check == "unnamed":
        return _leading_number(datum.value) == len({article.id for article in told if not article.publisher})
    if datum.check == "publisher":
        return {article.publisher for article in told} == {datum.value}
    if datum.check == "origins":
        found = find_origins(sorted(told, key=lambda article: article.id), ())
        return (_leading_number(datum.value) or 0) <= len(found)
    return datum.check == "given"


def _leading_number(value: str) -> int | None:
    if value.startswith("one "):
        return 1
    match = _NUMBER.match(value)
    return int(match.group()) if match else None


def _squeeze(text: str) -> str:
    """Text for finding a value again: white space and the qualifier's case do not count."""
    return re.sub(r"\s+", " ", text).strip().lower()


def _check_coverage(brief: Brief) -> Iterator[Problem]:
    """What a brief says of the articles it read, counted again in its annex, which is held against the sources."""
    wanted = _coverage(brief.sources)
    for line in brief.coverage:
        for datum in line.data:
            if wanted.get(datum.name, datum.value) != datum.value:
                yield Problem(
                    "datum-differs", f"{datum.name} {datum.value!r}, the annex has {wanted[datum.name]!r}", line.id
                )


def _coverage(sources: Sequence[SourceEntry]) -> dict[str, str]:
    named = {source.publisher for source in sources if source.publisher != NO_PUBLISHER}
    unnamed = sum(source.publisher == NO_PUBLISHER for source in sources)
    inferred = sum(source.basis == BASIS_WORDS["inferred"] for source in sources)
    undated = sum(source.basis == BASIS_WORDS["unknown"] for source in sources)
    return {
        "articles": counted(len(sources), "article", "articles"),
        "publishers": counted(len(named), "publisher", "publishers"),
        "unnamed": counted(unnamed, "article names", "articles name"),
        "dated": counted(len(sources) - inferred - undated, "article is", "articles are"),
        "inferred": str(inferred),
        "undated": str(undated),
    }


def _check_note(note: Note, lines: Mapping[str, Line], articles: Articles) -> Iterator[Problem]:
    line = lines.get(note.line)
    place = f"note {note.number}"
    if line is None or note.number not in line.notes:
        yield Problem("note-leads-elsewhere", f"no sentence calls note {note.number}", place)
        return
    if note.code not in line.codes or not line.evidence:
        yield Problem("note-leads-elsewhere", f"{note.code} is not the passage of its sentence", place)
        return
    own = line.evidence[line.codes.index(note.code)] if len(line.codes) == len(line.evidence) else line.evidence[0]
    article = articles.get(own.article)
    if article is None:
        return
    expected = opening(printed(set_passage(own)))
    if (
        note.passage != expected
        or note.publisher != (article.publisher or NO_PUBLISHER)
        or note.url != (article.url or "")
    ):
        yield Problem("note-differs", f"the note does not describe its passage {_short(own.text)!r}", place)


def _short(text: str) -> str:
    flat = re.sub(r"\s+", " ", text)
    return flat if len(flat) <= 90 else flat[:87] + "…"
