"""One name for one actor across articles: findings with every variant of a name replaced by the chosen one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from briefgen.extract.findings import Findings
from briefgen.extract.names import merge_names
from briefgen.model import EntityLabel, EntityMention, Quotation

NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC"})


def unify_names(found: Sequence[Findings]) -> tuple[Findings, ...]:
    """The findings of all articles with one name for each person, organisation and place."""
    chosen = merge_names(entity for findings in found for entity in findings.entities if entity.label in NAMED)
    return tuple(_renamed(findings, chosen) for findings in found)


def labels_of(found: Sequence[Findings]) -> Mapping[str, EntityLabel]:
    """The label that each name most often has; ties go to the alphabet."""
    counts: dict[str, dict[EntityLabel, int]] = {}
    for findings in found:
        for entity in findings.entities:
            of_name = counts.setdefault(entity.name, {})
            of_name[entity.label] = of_name.get(entity.label, 0) + 1
    return {name: min(labels, key=lambda label: (-labels[label], label)) for name, labels in sorted(counts.items())}


def _renamed(findings: Findings, chosen: Mapping[str, str]) -> Findings:
    return replace(
        findings,
        entities=tuple(_entity(entity, chosen) for entity in findings.entities),
        pronouns={token: chosen.get(name, name) for token, name in findings.pronouns.items()},
        quotations=tuple(_quotation(quote, chosen) for quote in findings.quotations),
    )


def _entity(entity: EntityMention, chosen: Mapping[str, str]) -> EntityMention:
    return replace(entity, name=chosen.get(entity.name, entity.name)) if entity.label in NAMED else entity


def _quotation(quote: Quotation, chosen: Mapping[str, str]) -> Quotation:
    if quote.speaker is None or quote.speaker.name not in chosen:
        return quote
    return replace(quote, speaker=replace(quote.speaker, name=chosen[quote.speaker.name]))
