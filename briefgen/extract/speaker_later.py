"""Who is meant before the text has said so: "he told supporters" and "a Republican senator said" in the first sentences.

Newspapers open with a pronoun or a description and give the name in the next sentence or two. Only the first person that the text
names counts, only as the subject of a sentence, and only where nobody else can have been meant.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.speaker_gender import PRONOUN_GENDER
from briefgen.extract.speaker_pronouns import Mention
from briefgen.extract.speaker_roles import RoleIndex, same_office

UNITS_AHEAD = 5
PARAGRAPHS_AHEAD = 3
OPENING = 3
"""A description may wait for its name in the first paragraphs of a text alone."""


def first_named(mentions: Sequence[Mention], place: int) -> Mention | None:
    """The first person named after a token, if that is the first of the text and a subject."""
    if any(mention.named and mention.number == "one" and mention.head < place for mention in mentions):
        return None
    named = next((mention for mention in mentions if mention.named and mention.number == "one"), None)
    return named if named is not None and named.subject else None


def _near(layout: Layout, token: Token, mention: Mention) -> bool:
    units = mention.unit - layout.unit[token.i]
    return 0 <= units <= UNITS_AHEAD and mention.paragraph - layout.paragraph[token.i] <= PARAGRAPHS_AHEAD


def pronouns_ahead(layout: Layout, mentions: Sequence[Mention], known: set[int]) -> Iterator[tuple[int, str]]:
    """Pronouns before the first name of a text, with the person named there: `"...," he told voters. ... Hal Brennan signed`."""
    named = first_named(mentions, 0)
    if named is None or any(
        mention.number == "one" and not mention.named and mention.head < named.head for mention in mentions
    ):
        return
    for token in layout.tokens[: named.head]:
        gender = PRONOUN_GENDER.get(token.lower_)
        if gender is None or token.i in known or not layout.outside(token) or not _near(layout, token, named):
            continue
        if named.gender in {None, gender}:
            yield token.i, named.name


def named_ahead(token: Token, layout: Layout, mentions: Sequence[Mention], roles: RoleIndex) -> str | None:
    """Who "a Republican senator" of the first sentence is: the first person named after it, if of that very office."""
    if layout.paragraph[token.i] > OPENING or not any(child.lower_ in {"a", "an"} for child in token.lefts):
        return None
    named = first_named(mentions, token.i)
    if named is None or not _near(layout, token, named) or named.unit == layout.unit[token.i]:
        return None
    return named.name if same_office(token, roles.roles.get(named.name, set())) else None
