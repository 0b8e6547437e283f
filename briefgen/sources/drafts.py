"""An article before it has its identity: what one reader made of one place in one file."""

from dataclasses import dataclass

from briefgen.model import UNKNOWN_TIME, Span, Time


@dataclass(frozen=True, slots=True)
class Draft:
    """An article's fields and the characters of the decoded file it came from."""

    span: Span
    text: str
    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: Time = UNKNOWN_TIME


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong within a file: a reason code, a sentence for the user and the place in the file, if narrower."""

    code: str
    message: str
    place: str = ""


Reading = tuple[tuple[Draft, ...], tuple[Flaw, ...]]
