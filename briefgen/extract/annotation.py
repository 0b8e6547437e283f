"""What `briefgen annotate` prints for one text: every mention with its offsets, in plain JSON types."""

from typing import Any

from briefgen.extract.findings import Findings
from briefgen.extract.statements import read_statements
from briefgen.language.words import text_of
from briefgen.model import DateMention, EntityMention, QuantityMention, Quotation, Statement


def annotate(identifier: Any, findings: Findings) -> dict[str, Any]:
    """The annotation of one text under the id that the caller gave it."""
    return {
        "id": identifier,
        "sentences": [_bounds(text_of(sentence), sentence.start_char) for sentence in findings.document.sentences],
        "entities": [_entity(entity) for entity in findings.entities],
        "dates": [_date(date) for date in findings.dates],
        "quotes": [_quote(quote) for quote in findings.quotations],
        "quantities": [_quantity(quantity) for quantity in findings.quantities],
        "statements": [_statement(statement) for statement in read_statements(findings)],
        "section": findings.section,
    }


def _bounds(text: str, offset: int) -> list[int]:
    start = offset + len(text) - len(text.lstrip())
    return [start, offset + len(text.rstrip())]


def _entity(entity: EntityMention) -> dict[str, Any]:
    return {"start": entity.start, "end": entity.end, "label": entity.label, "name": entity.name}


def _date(date: DateMention) -> dict[str, Any]:
    return {
        "start": date.start,
        "end": date.end,
        "value": date.value,
        "type": date.type,
        "granularity": date.granularity,
    }


def _quote(quote: Quotation) -> dict[str, Any]:
    speaker = quote.speaker
    return {
        "start": quote.start,
        "end": quote.end,
        "kind": quote.kind,
        "content": list(quote.content),
        "cue": list(quote.cue) if quote.cue else None,
        "speaker": {"start": speaker.start, "end": speaker.end, "name": speaker.name} if speaker else None,
    }


def _quantity(quantity: QuantityMention) -> dict[str, Any]:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "value": list(quantity.value),
        "unit": quantity.unit,
        "counts": quantity.counts,
        "qualifier": quantity.qualifier,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "start": statement.evidence.start,
        "end": statement.evidence.end,
        "section": statement.section,
        "modality": statement.modality,
        "time": statement.time.value,
    }
