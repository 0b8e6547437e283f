"""Findings become Statements: one for each sentence, with speaker, modality, time, places and figures."""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span

from briefgen.extract.claimants import find_claimant
from briefgen.extract.date_calendar import day_of
from briefgen.extract.event_types import read_deed
from briefgen.extract.extractors import read_findings
from briefgen.extract.findings import Findings
from briefgen.extract.modality import read_modality
from briefgen.extract.parties import find_parties
from briefgen.extract.said_time import WISH, main_quotation, quotations_in, sentence_times
from briefgen.extract.standing import entities_in, find_glosses, why_not_alone
from briefgen.language.document import Document
from briefgen.language.words import text_of, words_of
from briefgen.model import (
    UNKNOWN_TIME,
    Article,
    Evidence,
    Place,
    Quantity,
    Quotation,
    Statement,
    StatementKind,
    Time,
    cite,
)
from briefgen.profile import Profile

QUOTE_MARKS = '"“”'
LONGEST_PASSAGE = 700


def extract_statements(documents: Iterable[Document], profile: Profile) -> tuple[Statement, ...]:
    """The statements of all documents, in the order of documents and sentences."""
    return tuple(statement for document in documents for statement in read_statements(read_findings(document, profile)))


def read_statements(findings: Findings) -> Iterator[Statement]:
    """The statements of one document, one for each sentence that holds words."""
    sentences, words = findings.document.sentences, words_of(findings.document.doc).forms
    for position, sentence in enumerate(sentences):
        if any(map(str.isalpha, words[sentence.start : sentence.end])):
            yield _statement(position, sentences, findings)


def _statement(position: int, sentences: Sequence[Span], findings: Findings) -> Statement:
    sentence, article = sentences[position], findings.document.article
    start, end = _trimmed(sentence)
    inside = quotations_in(sentence, findings.quotations)
    main = main_quotation(sentence, inside)
    times = sentence_times(sentence, findings.dates, article, findings.quotations)
    reading = read_modality(sentence, [quote for quote in inside if not quote.rule.endswith(WISH)])
    modality, polarity, rule = reading
    passage = _passage_span(position, sentences, findings.document.text)
    glosses = find_glosses(passage, findings)
    speaker = _speaker(main) if main else find_claimant(sentence, reading, inside, findings)
    kind, deed = read_deed(sentence, findings.sections[position])
    actor, recipient = find_parties(sentence, deed, kind, findings, speaker)
    return Statement(
        id=f"{article.id}:{start}-{end}",
        evidence=cite(article, start, end),
        section=findings.sections[position],
        type=kind,
        kind=_kind(main),
        modality=modality,
        polarity=polarity,
        speaker=speaker,
        cue=article.text[main.cue[0] : main.cue[1]] if main and main.cue else None,
        content=cite(article, *main.content) if main else None,
        actors=_actors(start, end, findings, speaker),
        places=_places(start, end, findings),
        time=UNKNOWN_TIME if modality == "denied" and _is_to_come(times.deed, article) else times.deed,
        quantities=_quantities(start, end, findings, speaker),
        position=position,
        passage=_passage(article, passage),
        glosses=glosses,
        alone=why_not_alone(passage, findings, glosses),
        actor=actor,
        recipient=recipient,
        said=times.said,
        rule=f"{main.rule if main else 'narration'}; {rule}",
    )


def _speaker(quote: Quotation) -> str | None:
    return quote.speaker.name if quote.speaker else None


def _is_to_come(time: Time, article: Article) -> bool:
    """Whether a time is a day after publication, on which no denial was made: "denies it, and says talks open on Friday"."""
    day, published = day_of(time.value), day_of(article.published.value)
    return day is not None and published is not None and day > published


def _trimmed(span: Span) -> tuple[int, int]:
    text = text_of(span)
    start = span.start_char + len(text) - len(text.lstrip())
    return start, span.start_char + len(text.rstrip())


def _passage(article: Article, span: Span) -> Evidence:
    return cite(article, *_trimmed(span))


def _kind(main: Quotation | None) -> StatementKind:
    return main.kind if main else "narration"


def _actors(start: int, end: int, findings: Findings, speaker: str | None) -> tuple[str, ...]:
    named = [
        entity.name for entity in entities_in(start, end, findings.entities) if entity.label in {"PERSON", "ORG", "GPE"}
    ]
    return tuple(dict.fromkeys([*([speaker] if speaker else []), *named]))


def _places(start: int, end: int, findings: Findings) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(mention.place for mention in findings.places if start <= mention.start < end))


def _quantities(start: int, end: int, findings: Findings, speaker: str | None) -> tuple[Quantity, ...]:
    article = findings.document.article
    return tuple(
        Quantity(found.value, found.unit, found.counts, found.qualifier, speaker, cite(article, found.start, found.end))
        for found in findings.quantities
        if start <= found.start < end
    )


def _passage_span(position: int, sentences: Sequence[Span], text: str) -> Span:
    """The sentence, drawn out to whole quotations where it begins or ends inside one, within a paragraph of the text."""
    first = last = sentences[position]
    number = position
    while _open_quote(text[first.start_char : last.end_char]) and number + 1 < len(sentences):
        if last.end_char - first.start_char > LONGEST_PASSAGE:
            return sentences[position]  # it only grows: thousands of quotations that never close take linear time
        if "\n" in text[last.end_char : sentences[number + 1].start_char] or _ends_quote_run(last):
            break
        number += 1
        last = sentences[number]
    number = position
    while _stray_close(text[first.start_char : last.end_char]) and number > 0:
        if last.end_char - first.start_char > LONGEST_PASSAGE:
            return sentences[position]
        if "\n" in text[sentences[number - 1].end_char : first.start_char]:
            break
        number -= 1
        first = sentences[number]
    span = first.doc[first.start : last.end]
    return span if span.end_char - span.start_char <= LONGEST_PASSAGE else sentences[position]


def _ends_quote_run(sentence: Span) -> bool:
    return "\n" in text_of(sentence).strip()


def _open_quote(text: str) -> bool:
    curly = text.count("“") > text.count("”")
    return (
        curly or ("“" not in text and text.count('"') % 2 == 1 and text.lstrip()[:1] == '"') or _odd_after_space(text)
    )


def _odd_after_space(text: str) -> bool:
    """An opening straight mark that nothing closes: an odd number of marks, the last one after a space."""
    last = text.rfind('"')
    return text.count('"') % 2 == 1 and last > 0 and text[last - 1].isspace() and "“" not in text


def _stray_close(text: str) -> bool:
    curly = text.count("”") > text.count("“") and text.count('"') == 0
    last = text.rfind('"')
    straight = (
        text.count('"') % 2 == 1 and last > 0 and not text[last - 1].isspace() and "“" not in text and "”" not in text
    )
    return curly or (straight and not _open_quote(text))
