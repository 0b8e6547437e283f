"""What the people of a text are kept in: mentions in order, names by token, genders, roles and resolved pronouns."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefgen.extract.quote_layout import Layout
from briefgen.extract.speaker_gender import Gender, name_gender, title_gender
from briefgen.extract.speaker_pronouns import Mention
from briefgen.extract.speaker_roles import RoleIndex
from briefgen.model import EntityMention

NEAREST = 60
"""Mentions that are looked at on one side of a word, so that the work is linear in the longest sentence too."""


@dataclass(slots=True)
class People:
    """The mentions of a text, in order, and names by token."""

    layout: Layout
    entities: Sequence[EntityMention]
    by_token: dict[int, EntityMention] = field(default_factory=dict)
    genders: dict[str, Gender | None] = field(default_factory=dict)
    full_names: dict[str, str] = field(default_factory=dict)
    families: Mapping[str, Sequence[str]] = field(default_factory=dict)
    roles: RoleIndex = field(default_factory=RoleIndex)
    mentions: list[Mention] = field(default_factory=list)
    pronouns: dict[int, str] = field(default_factory=dict)
    seen: dict[str, Mention] = field(default_factory=dict)
    """The last mention of each person named."""

    def mentions_before(self, token: int) -> Iterator[Mention]:
        """The nearest mentions before a token, the last one first."""
        last = bisect_left(self.mentions, token, key=lambda mention: mention.head)
        yield from reversed(self.mentions[max(0, last - NEAREST) : last])

    def mentions_after(self, token: int) -> Iterator[Mention]:
        """The nearest mentions after a token, the next one first."""
        first = bisect_right(self.mentions, token, key=lambda mention: mention.head)
        yield from self.mentions[first : first + NEAREST]

    def name_of(self, entity: EntityMention) -> str:
        """The fullest name the text gives for an entity; "Ms. Brandt" is the woman of two people of one surname."""
        name = self.full_names.get(entity.name, entity.name)
        gender = title_gender(self.layout.text, entity.start) if entity.label == "PERSON" else None
        if gender is None or (self.genders.get(name, gender) == gender and " " in name):
            return name
        family = [other for other in self.families.get(name.split()[-1], ()) if name_gender(other) == gender]
        if len(family) == 1:
            return family[0]
        clash = " " in name and self.genders.get(name) not in {None, gender}
        return f"{'Mr.' if gender == 'male' else 'Ms.'} {name.split()[-1]}" if clash else name
