"""Which party of the situation an actor speaks for: by its own name, by its country's, or by the office it is given."""

from collections.abc import Mapping, Sequence

from briefgen.extract.actor_offices import find_offices
from briefgen.extract.findings import Findings
from briefgen.profile import Profile


def find_sides(found: Sequence[Findings], profile: Profile) -> Mapping[str, str]:
    """The title of the side of each actor that has one; actors described for two sides have none."""
    described: dict[str, set[str]] = {}
    for findings in found:
        for name, descriptions in find_offices(findings.document, findings.entities).items():
            described.setdefault(name, set()).update(descriptions)
    names = {entity.name for findings in found for entity in findings.entities} | set(described)
    sides = {name: _side(name, described.get(name, set()), profile) for name in sorted(names)}
    return {name: side for name, side in sides.items() if side}


def _side(name: str, descriptions: set[str], profile: Profile) -> str:
    own = [side.title for side in profile.sides.values() if name in side.names]
    if own:
        return own[0]
    found = {
        side.title for side in profile.sides.values() for word in side.names if any(word in text for text in descriptions)
    }
    return found.pop() if len(found) == 1 else ""
