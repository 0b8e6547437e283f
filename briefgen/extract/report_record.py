"""An attribution as it is found, before speakers are resolved and quotations are sorted by kind."""

from dataclasses import dataclass

from spacy.tokens import Span


@dataclass(frozen=True, slots=True)
class Report:
    """Content and cue as characters, the words that name the speaker, the rule that found it and its unit."""

    content: tuple[int, int]
    cue: tuple[int, int] | None
    speaker: Span | None
    rule: str
    unit: int
    quoted: int | None = None
    whole: bool = False
