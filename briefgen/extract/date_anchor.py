"""What a relative phrase is reckoned from: the publication day, the tense of its clause, the dates already read.

A weekday in a past clause is the latest one on or before the publication day, in a future clause the coming one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from briefgen.extract.date_calendar import day_of, granularity_of
from briefgen.extract.date_cues import Tense
from briefgen.language.document import Document
from briefgen.model import Basis, DateType, Granularity

NEAR: Final = 600
"""Characters within which an earlier date of the text is what "the next day" is reckoned from."""
_PARAGRAPH: Final = 250
_COMPARED: Final = frozenset({"earlier-later", "year-ago", "ago", "unit-before"})
"""Rules of dates that another date is set beside."""
_YEARS: Final = range(1600, 2400)


@dataclass(frozen=True, slots=True)
class Valued:
    """The value of a phrase."""

    value: str
    type: DateType = "DATE"
    basis: Basis = "stated"

    @property
    def granularity(self) -> Granularity:
        """How fine the value is."""
        return granularity_of(self.value, self.type)


@dataclass(frozen=True, slots=True)
class Read:
    """A phrase of the text that has its value."""

    start: int
    end: int
    valued: Valued
    rule: str = ""
    after_from: bool = False
    """Whether "from" stands before it: what another stretch is compared with, or where a span begins."""
    after_since: bool = False
    """Whether "since" stands before it: where something began that goes on."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a phrase is valued against: publication day, tense of its clause, dates read before it, and its sentence."""

    base: date | None
    tense: Tense
    earlier: Sequence[Read]
    start: int
    sentence: tuple[int, int]
    after_from: bool = False
    after_since: bool = False
    nowadays: bool = False
    """Whether "today" tells of our times and not of the day."""

    told: Read | None = None
    """The time of day told last, for "two hours later" and for what goes on past midnight."""

    @property
    def ahead(self) -> bool:
        """Whether the clause tells of what is to come."""
        return self.tense in {"future", "timetable"}

    def last_day(self) -> date | None:
        """The day last named before the phrase, if it is near; else the publication day."""
        return self.named_day() or self.base

    def named_day(self) -> date | None:
        """The day last named before the phrase, if it is near."""
        for read in self._near():
            if read.after_since:
                continue
            if day := day_of(read.valued.value):
                if self.tense == "past" and self.base and day > self.base:
                    continue  # a deed of the past is on no day to come
                return day
            if read.valued.granularity == "month" and self.start - read.end < _PARAGRAPH:
                return None  # the story has moved to a month: its days are not those named before
        return None

    def last_value(self, *granularities: Granularity) -> str:
        """The value of the last near date as fine as one of these, or ''."""
        return next((read.valued.value for read in self._near() if read.valued.granularity in granularities), "")

    def own_value(self, *granularities: Granularity) -> str:
        """As `last_value`, but passing over dates that are only compared with ("from $3 million a year earlier")."""
        own = (read for read in self._near() if read.rule not in _COMPARED and not read.after_from)
        return next((read.valued.value for read in own if read.valued.granularity in granularities), "")

    def compared_value(self, *granularities: Granularity) -> str:
        """As `last_value`, but passing over what the stretch was compared with ("up from December")."""
        own = [read for read in self._near() if not read.after_from] or self._near()
        return next((read.valued.value for read in own if read.valued.granularity in granularities), "")

    def _near(self) -> list[Read]:
        near = (read for read in reversed(self.earlier) if 0 <= self.start - read.end < NEAR)
        return [read for read in near if read.valued.type in {"DATE", "TIME"}]


def publication_day(document: Document) -> date | None:
    """The day the article was published; None where it is not known to the day."""
    published = document.article.published
    day = day_of(published.value) if published.granularity == "day" else None  # an interval begins with a day too
    return day if day and day.year in _YEARS else None
