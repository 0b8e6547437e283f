"""Which party of the situation an actor speaks for: by its own name, by its country's, or by the office it is given."""

from collections.abc import Mapping, Sequence

from briefgen.extract.actor_offices import find_offices, side_of
from briefgen.extract.findings import Findings
from briefgen.profile import Profile


def find_sides(found: Sequence[Findings], profile: Profile) -> Mapping[str, str]:
    """The title of the side of each actor that has one; actors described for two sides have none."""
    described: dict[str, set[str]] = {}
    for findings in found:
        for name, descriptions in find_offices(findings.document, findings.entities).items():
            described.setdefault(name, set()).update(descriptions)
    names = {entity.name for findings in found for entity in findings.entities} | set(described)
    keys = {name: side_of(name, sorted(described.get(name, ())), profile) for name in sorted(names)}
    return {name: profile.sides[key].title for name, key in keys.items() if key}
