"""Setting lines: numbers of lines and notes, codes of passages, markings, and the annex.

One Press serves one brief. It hands out numbers in the order in which lines are set, so lines are set in the
order of print.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefgen.brief.passages import (
    CUT,
    ends_early,
    own_clause,
    phrase_after,
    printed,
    qualified,
    set_opening,
    set_passage,
)
from briefgen.brief.wording import BASIS_WORDS, counted, fill, time_in_words
from briefgen.model import Article, Event, Evidence, Quantity, Statement
from briefgen.printed import Datum, Line, Marker, Note, Passage, Piece, SourceEntry
from briefgen.profile import Profile

NO_PUBLISHER = "Publisher not stated"
CONTEXT = 160
OPENING = 62

PassageKey = tuple[str, int, int]


def key_of(evidence: Evidence) -> PassageKey:
    """What makes two passages the same one."""
    return evidence.article, evidence.start, evidence.end


class Press:
    """Sets lines and remembers what was set."""

    def __init__(
        self,
        articles: Mapping[str, Article],
        statements: Mapping[str, Statement],
        profile: Profile,
        disputed: frozenset[str],
    ) -> None:
        self._articles = articles
        self._statements = statements
        self._told = {key_of(s.passage): s for s in reversed(tuple(statements.values()))}  # of several the first
        self._profile = profile
        self._disputed = disputed
        self._lines = 0
        self._codes: dict[PassageKey, str] = {}
        self._evidence: dict[str, Evidence] = {}
        self._used: dict[str, list[str]] = {}
        self._notes: list[Note] = []
        self._printed: set[PassageKey] = set()

    def passage(self, statement: Statement) -> Line:
        """A statement's passage as a line with its note."""
        self._printed.add(key_of(statement.passage))
        pieces = set_passage(statement.passage, statement.glosses)
        line = self._passage_line(statement, pieces)
        note = self._note(line, statement.passage)
        return _with_notes(line, (note.number,))

    def pointer(self, statement: Statement) -> Line:
        """A passage with its code instead of a note; only its opening where it stands in the brief already."""
        again = self.is_printed(statement)
        self._printed.add(key_of(statement.passage))
        setting = set_opening if again else set_passage
        return self._passage_line(statement, setting(statement.passage, statement.glosses))

    def cited(self, evidence: Evidence) -> Line:
        """A passage by its evidence, whole and with its code, though it may stand in the brief already.

        A passage that leans on what stands before it is printed from the clause on that its speaker opens.
        """
        statement = self.statement_of(evidence)
        if statement is None:
            return self._line_of(evidence, set_passage(evidence))
        self._printed.add(key_of(statement.passage))
        pieces = set_passage(statement.passage, statement.glosses, _own_start(statement))
        return self._passage_line(statement, pieces)

    def can_follow(self, evidence: Evidence, before: Evidence | None) -> bool:
        """Whether a passage can be read alone, or right behind the passage `before` as it stands in the article."""
        statement = self.statement_of(evidence)
        if statement is None or not statement.alone or _own_start(statement):
            return True
        told = self.statement_of(before) if before else None
        if told is None or told.evidence.article != statement.evidence.article:
            return False
        return told.position + 1 == statement.position

    def statement_of(self, evidence: Evidence) -> Statement | None:
        """The statement whose passage this is, if it is one's."""
        return self._told.get(key_of(evidence))

    def figure(self, quantity: Quantity, lead: Statement) -> Line:
        """A figure with its qualifier and the words after it, as far as its clause goes, out of the lead's passage."""
        loose = bool(quantity.qualifier) or quantity.value[0] != quantity.value[1]
        figure = qualified(lead.evidence, quantity.evidence) if loose else quantity.evidence
        evidence = phrase_after(lead.evidence, figure)
        pieces = set_passage(evidence)
        if ends_early(lead.evidence, evidence):
            pieces = (*pieces, Piece("cut", f" {CUT}", ""))
        value = Datum("value", printed(set_passage(figure)), "stated", (evidence,))
        return replace(self._line_of(evidence, pieces), data=(value,), statement=lead.id)

    def computed(self, template: str, data: Sequence[Datum]) -> Line:
        """A computed line; the evidence of its data is listed by code."""
        evidence = tuple(dict.fromkeys(item for datum in data for item in datum.evidence))
        number = self._next_line()
        codes = tuple(dict.fromkeys(self._code(item, number) for item in evidence))
        return Line(
            id=number,
            kind="computed",
            text=fill(template, data),
            codes=codes,
            evidence=evidence,
            template=template,
            data=tuple(data),
        )

    def judgement(self, text: str, basis: Sequence[Evidence]) -> Line:
        """The analyst's own words, with a note for each of the passages on which they rest."""
        number, evidence = self._next_line(), tuple(dict.fromkeys(basis))
        codes = tuple(self._code(item, number) for item in evidence)
        line = Line(id=number, kind="judgement", text=text, codes=codes, evidence=evidence)
        return _with_notes(line, tuple(self._note(line, item).number for item in evidence))

    def is_printed(self, statement: Statement) -> bool:
        """Whether the statement's passage stands in the brief already."""
        return key_of(statement.passage) in self._printed

    def code_of(self, evidence: Evidence) -> str:
        """The code of a passage that is relied on, or ''."""
        return self._codes.get(key_of(evidence), "")

    def sourcing(self, event: Event) -> Line:
        """How many articles, publishers and origins tell an event."""
        told = [self._statements[key].evidence for key in event.statements]
        first = {evidence.article: evidence for evidence in reversed(told)}
        evidence = tuple(first[key] for key in sorted(first))
        named = sorted({self._articles[key].publisher or "" for key in first} - {""})
        unnamed = sum(1 for key in first if not self._articles[key].publisher)
        if len(first) == 1:
            return self._single(named, evidence)
        data = [
            Datum("articles", counted(len(first), "article", "articles"), "articles", evidence),
            Datum("origins", counted(len(event.origins), "origin", "origins"), "origins", evidence),
        ]
        if not named:
            return self.computed("several_unnamed", [*data, Datum("unnamed", _names(unnamed), "publishers", evidence)])
        data.append(Datum("publishers", counted(len(named), "publisher", "publishers"), "publishers", evidence))
        if not unnamed:
            return self.computed("several", data)
        others = Datum("unnamed", counted(unnamed, "article", "articles"), "unnamed", evidence)
        return self.computed("several_mixed", [*data, others])

    def _single(self, named: Sequence[str], evidence: tuple[Evidence, ...]) -> Line:
        if not named:
            return self.computed("single_unnamed", [Datum("articles", "one article", "articles", evidence)])
        return self.computed("single", [Datum("publisher", named[0], "publisher", evidence)])

    def markers(self, event: Event, in_period: bool) -> tuple[Marker, ...]:
        """The markings of an event, most important first."""
        lead = self._statements[event.lead]
        undated = not event.time.value and not self._articles[lead.evidence.article].published.value
        tests: tuple[tuple[Marker, bool], ...] = (
            ("disputed", event.id in self._disputed),
            ("denied", lead.modality == "denied"),
            ("claim", lead.modality == "claimed"),
            ("planned", lead.modality in {"planned", "threatened"}),
            ("single source", len(event.origins) <= 1),
            ("undated", undated),
            ("background", not in_period),
        )
        return tuple(name for name, holds in tests if holds)

    def notes(self) -> tuple[Note, ...]:
        """All notes, by number."""
        return tuple(self._notes)

    def sources(self, articles: Sequence[Article]) -> tuple[SourceEntry, ...]:
        """The annex: every article, with the passages relied on in the order of its text."""
        return tuple(self._source(number, article) for number, article in enumerate(articles, start=1))

    def publisher(self, article: str) -> str:
        """The publisher of an article as printed."""
        return self._articles[article].publisher or NO_PUBLISHER

    def _source(self, number: int, article: Article) -> SourceEntry:
        own = sorted((key, code) for key, code in self._codes.items() if key[0] == article.id)
        return SourceEntry(
            code=f"S{number}",
            article=article.id,
            publisher=self.publisher(article.id),
            headline=article.headline or "",
            byline=article.byline or "",
            date=time_in_words(article.published),
            basis=BASIS_WORDS[article.published.basis],
            grade=self._grade(article),
            url=article.url or "",
            path=article.path,
            passages=tuple(self._annexed(code, article) for _, code in own),
        )

    def _grade(self, article: Article) -> str:
        grades = {publisher.name: publisher.grade for publisher in self._profile.publishers.values()}
        return grades.get(article.publisher or "", "")

    def _annexed(self, code: str, article: Article) -> Passage:
        evidence, text = self._evidence[code], article.text
        before = text[max(0, evidence.start - CONTEXT) : evidence.start].rpartition("\n")[2]
        after = text[evidence.end : evidence.end + CONTEXT].partition("\n")[0]
        lines = tuple(self._used[code])
        notes = tuple(note.number for note in self._notes if note.code == code)
        return Passage(
            code, evidence, _whole_words(before, at_end=True), _whole_words(after, at_end=False), lines, notes
        )

    def _passage_line(self, statement: Statement, pieces: tuple[Piece, ...]) -> Line:
        line = self._line_of(statement.passage, pieces)
        return replace(line, statement=statement.id, speaker=statement.speaker or "")

    def _line_of(self, evidence: Evidence, pieces: tuple[Piece, ...]) -> Line:
        """A passage as set, under the next number and with its code."""
        number = self._next_line()
        return Line(
            id=number,
            kind="passage",
            text=printed(pieces),
            pieces=pieces,
            codes=(self._code(evidence, number),),
            evidence=(evidence,),
        )

    def _note(self, line: Line, evidence: Evidence) -> Note:
        article = self._articles[evidence.article]
        note = Note(
            number=len(self._notes) + 1,
            line=line.id,
            code=self.code_of(evidence),
            publisher=self.publisher(article.id),
            date=time_in_words(article.published),
            passage=opening(printed(set_passage(evidence))),
            url=article.url or "",
        )
        self._notes.append(note)
        return note

    def _next_line(self) -> str:
        self._lines += 1
        return f"L{self._lines:04d}"

    def _code(self, evidence: Evidence, line: str) -> str:
        code = self._codes.setdefault(key_of(evidence), f"P{len(self._codes) + 1:02d}")
        self._evidence.setdefault(code, evidence)
        self._used.setdefault(code, []).append(line)
        return code


def _own_start(statement: Statement) -> int:
    """Where the part of a leaning statement begins that can be printed alone, 0 for nowhere."""
    return own_clause(statement.passage.text, statement.speaker) if statement.alone and statement.speaker else 0


def _with_notes(line: Line, notes: tuple[int, ...]) -> Line:
    return replace(line, notes=notes)


def _names(unnamed: int) -> str:
    return "it names" if unnamed == 1 else "they name"


def opening(text: str) -> str:
    """The first words of a passage, for its note: few enough for one line behind publisher and date."""
    if len(text) <= OPENING:
        return text
    return text[: OPENING + 1].rpartition(" ")[0].rstrip(" ,;:–—-“(") + "…"


def _whole_words(text: str, *, at_end: bool) -> str:
    """Context cut to whole words, with an ellipsis where words are missing."""
    if len(text) < CONTEXT:
        return text
    return "… " + text.partition(" ")[2] if at_end else text.rpartition(" ")[0] + " …"
