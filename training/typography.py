"""Typographic variety while training: what news scrapes do to quotes, capitals and full stops.

Each training text is left alone, or one change is made to all of it, anew in each epoch: straight or curly quotes, a
first line in capitals, "U.S." as "U. S.", an apostrophe lost from a possessive.
"""

import random
from collections.abc import Callable, Iterator
from typing import Any

from spacy import util
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

STRAIGHT = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})
LEAD = 6
"""Words of a lead that stand in capitals at most."""


@util.registry.augmenters("briefgen.typography.v1")
def create_typography(level: float) -> Callable[[Language, Example], Iterator[Example]]:
    """An augmenter that changes a share `level` of the texts."""
    chance = random.Random(1)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        if chance.random() >= level:
            yield example
            return
        change = chance.choice(CHANGES)
        words = [token.text for token in example.reference]
        changed = retyped(example.reference, change(words, chance))
        plain = Doc(nlp.vocab, words=[token.text for token in changed], spaces=spaces_of(changed))
        yield Example(plain, changed)

    return augment


def straight(words: list[str], _: random.Random) -> list[str]:
    """Typewriter quotes."""
    return [word.translate(STRAIGHT) for word in words]


def curly(words: list[str], _: random.Random) -> list[str]:
    """Printer's quotes, opening and closing in turn."""
    opening = True
    out = []
    for word in words:
        if word in {'"', "``", "''"}:
            out.append("“" if opening else "”")
            opening = not opening
        else:
            out.append(word.replace("'", "’"))
    return out


def capital_lead(words: list[str], chance: random.Random) -> list[str]:
    """The first words in capitals, as wire services and scraped headlines have them."""
    upto = chance.randint(1, LEAD)
    return [word.upper() if index < upto else word for index, word in enumerate(words)]


def no_apostrophe(words: list[str], chance: random.Random) -> list[str]:
    """Possessives and contractions whose apostrophe a scraper dropped."""
    return [word.replace("'", "").replace("’", "") or word for word in words]


CHANGES = (straight, curly, curly, capital_lead, capital_lead, no_apostrophe)


def spaces_of(doc: Doc) -> list[bool]:
    """Whether a space follows each token."""
    return [bool(token.whitespace_) for token in doc]


def retyped(doc: Doc, words: list[str]) -> Doc:
    """The same annotations over other word forms, token for token; what is missing stays missing."""
    names: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "ENT_IOB", "ENT_TYPE"]
    names += ["HEAD", "DEP"] if doc.has_annotation("DEP") else ["SENT_START"]
    values: Any = doc.to_array(names)
    return Doc(doc.vocab, words=words, spaces=spaces_of(doc)).from_array(names, values)
