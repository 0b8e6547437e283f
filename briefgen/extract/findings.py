"""Everything the extractors found in one article, before it becomes statements."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.language.document import Document
from briefgen.model import DateMention, EntityMention, PlaceMention, QuantityMention, Quotation


@dataclass(frozen=True, slots=True)
class Findings:
    """The mentions of one Document, each tuple in the order of the text."""

    document: Document
    entities: tuple[EntityMention, ...]
    places: tuple[PlaceMention, ...]
    dates: tuple[DateMention, ...]
    quotations: tuple[Quotation, ...]
    quantities: tuple[QuantityMention, ...]
    pronouns: Mapping[int, str]
    """The name behind a pronoun, by the pronoun's token."""
    section: str
    sections: tuple[str, ...]
    """Section of each sentence, in step with `document.sentences`."""
