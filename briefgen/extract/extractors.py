"""The table of extractors and the one function that runs them over a Document.

A new extractor is a function from a Document and its named entities to mentions, and a row here.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from briefgen.extract.actors import extract_entities
from briefgen.extract.dates import extract_dates
from briefgen.extract.findings import Findings
from briefgen.extract.places import extract_places
from briefgen.extract.quantities import extract_quantities
from briefgen.extract.quote_layout import lay_out
from briefgen.extract.quotes import quotations_among
from briefgen.extract.sections import classify_sections
from briefgen.extract.speaker_people import read_people
from briefgen.language.document import Document
from briefgen.model import EntityMention
from briefgen.profile import Profile

Mentions = tuple[Any, ...]


class Extractor(NamedTuple):
    """One kind of mention: the field of Findings it fills, and the function that finds it."""

    field: str
    function: Callable[[Document, Sequence[EntityMention], Profile], Mentions]


EXTRACTORS: tuple[Extractor, ...] = (
    Extractor("places", extract_places),
    Extractor("dates", lambda document, _, __: extract_dates(document)),
    Extractor("quantities", lambda document, _, __: extract_quantities(document)),
)


def read_findings(document: Document, profile: Profile) -> Findings:
    """Everything the extractors find in one Document, and its sections under the profile."""
    entities = extract_entities(document)
    found = {row.field: row.function(document, entities, profile) for row in EXTRACTORS}
    people = read_people(lay_out(document.doc), entities)
    section, sections = classify_sections(document, profile)
    return Findings(
        document=document,
        entities=entities,
        quotations=quotations_among(people),
        pronouns=people.pronouns,
        section=section,
        sections=sections,
        **found,
    )
