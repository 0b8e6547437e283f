"""Who is named: people, organisations, countries and places, peoples, each with one name within the article."""

from briefgen.extract.actor_names import name_mentions
from briefgen.extract.actor_offices import find_offices, side_of
from briefgen.extract.actor_spans import find_spans
from briefgen.language.document import Document
from briefgen.model import EntityMention

__all__ = ["extract_entities", "find_offices", "side_of"]


def extract_entities(document: Document) -> tuple[EntityMention, ...]:
    """The names of a document in text order, none overlapping.

    An extent is what an annotator would mark: no article, no title before a person, no possessive ending. `name` is the
    full name that the article gives (Zelenskyy -> Volodymyr Zelenskyy), the long form of an organisation, one name for a
    country; an ambiguous surname stays as it is.
    """
    return name_mentions(document.text, find_spans(document))
