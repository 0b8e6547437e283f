"""A number in its text, with what stands beside it: what the tests of a quantity look at."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from briefgen.extract.quantity_numbers import NumberSpan
from briefgen.extract.quantity_units import Unit
from briefgen.language.words import words_of


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number in its text, with the unit beside it and the tokens it covers."""

    text: str
    doc: Doc
    found: NumberSpan
    unit: Unit | None
    first: int
    last: int
    sentence: tuple[int, int]

    @property
    def sentence_end(self) -> int:
        """The character behind the last token of its sentence."""
        token = self.doc[self.sentence[1] - 1]
        return int(token.idx + len(token))

    @property
    def near(self) -> Span:
        """The tokens of its sentence that are not far away."""
        return self.doc[max(self.sentence[0], self.first - 40) : min(self.sentence[1], self.last + 40)]

    def token_at(self, end: int) -> int:
        """The place of the token that reaches the character `end`, at the number or behind it."""
        place = self.last
        while place + 1 < len(self.doc) and self.doc[place + 1].idx < end:
            place += 1
        return place

    @property
    def unit_before(self) -> bool:
        """Whether a currency sign stands before the number."""
        return self.unit is not None and self.unit.start < self.found.start

    @property
    def has_own_unit(self) -> bool:
        """Whether a unit stands beside the number itself and is not shared with a neighbour."""
        return self.unit is not None and (self.unit.start, self.unit.end) != (self.found.start, self.found.end)

    @property
    def before(self) -> str:
        """The 40 characters before the number."""
        return self.text[max(0, self.found.start - 40) : self.found.start]

    @property
    def after(self) -> str:
        """The 40 characters behind the number."""
        return self.text[self.found.end : self.found.end + 40]

    def token(self, offset: int) -> Token | None:
        """The token so many places behind the number, or before it where negative, in the same sentence."""
        place = self.last + offset if offset > 0 else self.first + offset
        if not 0 <= place < len(self.doc):
            return None
        inner = slice(self.last + 1, place + 1) if offset > 0 else slice(place + 1, self.first + 1)
        return None if any(words_of(self.doc).opening[inner]) else self.doc[place]
