"""Quotations of an article: direct, mixed and indirect reported speech, each with its cue and its speaker.

Content spans follow the practice of PARC 3.0 and PolNeAR: the quotation marks belong to a direct content, a mixed
content is the whole reported clause with the quoted words in it, and "that" stays outside. The two halves of
`"...," he said. "..."` are two quotations with one speaker.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from briefgen.extract.quote_blocks import block_quotations
from briefgen.extract.quote_frames import Frame, find_frame, frame_report
from briefgen.extract.quote_kinds import begins_sentence, whole
from briefgen.extract.quote_layout import Layout, lay_out
from briefgen.extract.quote_names import naming_report
from briefgen.extract.quote_predicates import predicate_report
from briefgen.extract.quote_runs import carry_on
from briefgen.extract.quote_transcripts import find_turns, heading_quotations, outside_turns, turn_quotations
from briefgen.extract.report_cues import SAYING, verb_cue
from briefgen.extract.report_edges import trim
from briefgen.extract.report_extents import FINITE_TAGS
from briefgen.extract.report_order import aside_at
from briefgen.extract.report_record import Report
from briefgen.extract.report_speakers import on_one_line
from briefgen.extract.reports import find_reports
from briefgen.extract.speaker_people import read_people
from briefgen.extract.speaker_record import People
from briefgen.extract.speakers import speaker_of
from briefgen.language.document import Document
from briefgen.model import EntityMention, Quotation, QuoteKind

SAME = 0.9
_JOINT = re.compile(r"[,;\s]*+(?:(?:and|but)\s++)?")
NESTED_REACH = 25
LONE_WORD = 3
"""Tokens of a quotation of one word, marks included."""
PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM"})


def extract_quotations(document: Document, entities: Sequence[EntityMention]) -> tuple[Quotation, ...]:
    """The reported speech of a document in text order, speakers resolved with the entities found in it."""
    return quotations_among(read_people(lay_out(document.doc), entities))


def quotations_among(people: People) -> tuple[Quotation, ...]:
    """The reported speech of a text whose people have been read, in text order."""
    layout = people.layout
    reports = collect_reports(layout)
    quotations = [_quotation(layout, report, people) for report in reports]
    quotations += carry_on(layout, people, quotations)
    turns = find_turns(layout, people)
    if turns:
        quotations = outside_turns(quotations, turns) + turn_quotations(turns, people)
    else:
        quotations += heading_quotations(layout, people)
        quotations += block_quotations(layout, people)
    return tuple(sorted(quotations, key=lambda found: (found.content, found.start)))


def collect_reports(layout: Layout) -> list[Report]:
    """All attributions of a text that carry a cue of their own."""
    syntactic = [report for number in range(len(layout.units)) for report in find_reports(layout, number)]
    by_unit = _by_unit(syntactic)
    syntactic = [report for report in syntactic if not _nested(report, by_unit[report.unit])]
    syntactic = [_with_whole_quotations(layout, report) for report in syntactic]
    by_unit = _by_unit(syntactic)
    found = (_quoted_report(layout, quoted, by_unit[layout.unit_of(quoted)]) for quoted in range(len(layout.quoted)))
    reports = [report for report in found if report is not None]
    marked = _by_unit(reports)
    syntactic = [report for report in syntactic if not _repeated(report, marked[report.unit])]
    return reports + [_gone_on(layout, report, marked[report.unit]) for report in syntactic]


def _gone_on(layout: Layout, report: Report, marked: list[Report]) -> Report:
    """A report of ", adding that ..." by whoever said the quotation before it in its sentence."""
    said = [other for other in marked if other.cue is not None and report.cue is not None and other.cue < report.cue]
    if report.speaker is not None or report.cue is None or not said:
        return report
    words = layout.doc.char_span(*report.cue)
    adds = words is not None and words[0].tag_ == "VBG" and layout.text[: report.cue[0]].rstrip().endswith(",")
    return replace(report, speaker=said[-1].speaker) if adds else report


def _by_unit(reports: list[Report]) -> dict[int, list[Report]]:
    """Reports by the unit of their cue; what belongs together stands in one unit, which keeps the work linear."""
    found: dict[int, list[Report]] = defaultdict(list)
    for report in reports:
        found[report.unit].append(report)
    return found


def _nested(report: Report, others: list[Report]) -> bool:
    """Whether a noun only opens what another cue reports ("denied reports that she would go", "said in a statement that")."""
    if not report.rule.startswith("noun") or report.cue is None:
        return False
    if report.rule == "noun:speech" and report.speaker is not None:
        return any(other is not report and other.content[0] == report.content[0] for other in others)
    start = report.cue[0]
    return any(
        (other.content[0] <= start <= other.content[0] + NESTED_REACH and start < other.content[1])
        or (other is not report and other.content[0] == report.content[0])
        for other in others
    )


def _quoted_report(layout: Layout, quoted: int, syntactic: list[Report]) -> Report | None:
    """The attribution of one quotation, unless syntax shows the clause that it is part of."""
    frame = find_frame(layout, quoted)
    resumed = _resumed(layout, frame) if frame is not None and frame.side == "left" else None
    if resumed is not None:
        return resumed
    if frame is not None and whole(layout, quoted, frame.side):
        return replace(frame_report(layout, frame), whole=True)
    if any(_covers(layout, report, quoted) for report in syntactic):
        return None
    if frame is not None:
        return _partial(layout, frame)
    named = naming_report(layout, quoted)
    named = _with_noun(layout, named, quoted) if named is not None else None
    return _joined_on(layout, named, syntactic) if named is not None else predicate_report(layout, quoted)


def _resumed(layout: Layout, frame: Frame) -> Report | None:
    """A sentence that ends in marks after its attribution: "They have been promising it for years, he says, “and look.”"""
    aside = aside_at(frame.cue.token, layout)
    start, end = layout.tokens_of(frame.quoted)
    if aside is None or aside.end != start - 1 or begins_sentence(layout, frame.quoted):
        return None
    first = layout.units[layout.unit[frame.cue.token.i]][0]
    if any(not layout.outside(word) for word in layout.doc[first : aside.comma]):
        return None
    span = trim((first, end - 1), layout)
    report = frame_report(layout, frame)
    return replace(report, content=(span[0], layout.quoted[frame.quoted].end)) if span is not None else None


def _joined_on(layout: Layout, named: Report, syntactic: list[Report]) -> Report:
    """A name that somebody gave who had just been reported: `said that the talks failed | and called them "a farce"`."""
    start = named.cue[0] if named.cue is not None else named.content[0]
    for report in syntactic:
        between = layout.text[report.content[1] : start] if report.content[1] <= start else ""
        if between.strip(" ,").lower() in {"and", "but"} and report.rule.startswith("verb"):
            return replace(named, speaker=report.speaker)
    return named


def _partial(layout: Layout, frame: Frame) -> Report:
    """A mixed quotation that syntax did not show: from the start of its clause to the closing mark."""
    report = frame_report(layout, frame)
    start, end = report.content
    if frame.side == "right":
        start = min(start, _clause_start(layout, frame))
    else:
        end = max(end, _noun_end(layout, frame.quoted, frame.cue.token), _clause_end(layout, frame))
    return Report((start, end), report.cue, report.speaker, report.rule, report.unit, frame.quoted)


def _with_noun(layout: Layout, named: Report, quoted: int) -> Report:
    """A name in marks with the noun it stands before, where it is what somebody warns of or promises, not what they praise."""
    words = layout.doc.char_span(*named.cue) if named.cue is not None else None
    cue = verb_cue(words[-1]) if words is not None else None
    end = _noun_end(layout, quoted, cue.token) if cue is not None and cue.takes & {"object", "of", "infinitive"} else 0
    return replace(named, content=(named.content[0], end)) if end else named


def _noun_end(layout: Layout, quoted: int, cue: Token) -> int:
    """The end of the noun phrase that words in marks only describe: `vowed (for) "swift" | countermeasures on steel`; else 0."""
    start, end = layout.tokens_of(quoted)
    last = layout.units[layout.unit_of(quoted)][1]
    beside = cue.i + 1 + (layout.doc[start - 1].lower_ in {"of", "for"}) == start
    if not beside or end >= last or layout.doc[end].pos_ != "NOUN" or not layout.outside(layout.doc[end]):
        return 0
    while end + 1 < last and layout.doc[end + 1].pos_ in PHRASE and layout.outside(layout.doc[end + 1]):
        end += 1
    return layout.doc[end].idx + len(layout.doc[end])


def _clause_end(layout: Layout, frame: Frame) -> int:
    """The end of a clause whose subject alone stands in marks: `said “swift action” | by its crews saved the dam`; else 0."""
    start, end = layout.tokens_of(frame.quoted)
    last = layout.units[layout.unit_of(frame.quoted)][1]
    rest = [word for word in layout.doc[end:last] if not word.is_space]
    bare = not any(word.tag_ in FINITE_TAGS for word in layout.doc[start:end]) and end - start > LONE_WORD
    joined = len(rest) > 1 and rest[0].pos_ == "ADP" and rest[0].lower_ in {"by", "of", "in", "from", "on", "against"}
    if frame.cue.lemma not in SAYING or frame.cue.token.i != start - 1 or not (bare and joined):
        return 0
    verb = next((word for word in rest if word.tag_ in FINITE_TAGS or word.text in {",", ";"}), None)
    relative = verb is None or verb.nbor(-1).lower_ in {"who", "which", "that"} or verb.text in {",", ";"}
    stop = rest[-1] if rest[-1].text not in {".", "!", "?"} else rest[-2]
    return 0 if relative or not layout.outside(stop) else stop.idx + len(stop)


def _clause_start(layout: Layout, frame: Frame) -> int:
    """Where the sentence begins that a quotation ends: the start of its unit, run-in dates left out."""
    first = layout.units[layout.unit_of(frame.quoted)][0]
    last = layout.tokens_of(frame.quoted)[0]
    words = [token for token in layout.doc[first:last] if not token.is_space]
    cues = [word.i for word in words if layout.outside(word) and verb_cue(word) is not None]
    words = [word for word in words if word.i > max(cues, default=-1)]
    while words and words[0].is_punct and layout.outside(words[0]):
        words = words[1:]
    return words[0].idx if words else layout.quoted[frame.quoted].start


def _covers(layout: Layout, report: Report, quoted: int) -> bool:
    span = layout.quoted[quoted]
    return report.content[0] < span.end and span.start < report.content[1] and not report.rule.startswith("phrase")


def _with_whole_quotations(layout: Layout, report: Report) -> Report:
    """A report whose content takes in the marks of the quotations it touches."""
    start, end = report.content
    for span in layout.quoted_within(start, end):
        start, end = min(start, span.start), max(end, span.end)
    if report.cue is not None and start <= report.cue[0] < end:
        start, end = report.content
    if report.speaker is not None and start == report.speaker.start_char and report.speaker.end_char < end:
        start = _behind_speaker(layout, report.speaker.end_char, end)
    return Report((start, end), report.cue, report.speaker, report.rule, report.unit)


def _behind_speaker(layout: Layout, place: int, end: int) -> int:
    """Where words go on behind who says them: "says the mayor, but | “it isn't hopeless.”"."""
    joint = _JOINT.match(layout.text, place, end)
    return joint.end() if joint else place


def _repeated(report: Report, reports: list[Report]) -> bool:
    """Whether a report by syntax says again what marks and word order have said."""
    same = [other for other in reports if other.cue == report.cue]
    return any(other.whole or _overlap(other.content, report.content) for other in same)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _quotation(layout: Layout, report: Report, people: People) -> Quotation:
    if report.speaker is not None:
        report = replace(report, speaker=on_one_line(report.speaker))
    speaker = speaker_of(report.speaker, people) if report.speaker is not None else None
    parts = [report.content]
    parts += [report.cue] if report.cue is not None else []
    parts += [(report.speaker.start_char, report.speaker.end_char)] if report.speaker is not None else []
    start, end = min(part[0] for part in parts), max(part[1] for part in parts)
    return Quotation(start, end, kind_of(layout, report), report.content, report.cue, speaker, report.rule)


def kind_of(layout: Layout, report: Report) -> QuoteKind:
    """Direct when the content is a statement in marks, mixed when only words of it are quoted, else indirect."""
    start, end = report.content
    spans = layout.quoted_within(start, end)
    inside = sum(min(span.end, end) - max(span.start, start) for span in spans)
    if inside <= 0:
        return "indirect"
    statement = (report.quoted is None or report.whole) and spans[0].start <= start
    return "direct" if statement and inside >= SAME * (end - start) and not _after_that(layout, start) else "mixed"


def _after_that(layout: Layout, start: int) -> bool:
    return layout.text[max(0, start - 6) : start].rstrip().lower().endswith("that")
