"""Bounds on a day: an earliest and a latest, either of which may be open, each with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.extract.said_time import OPEN
from briefgen.model import Time


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one piece of evidence says of a day."""

    first: date | None
    last: date | None
    reason: str
    phrase: str = ""

    @property
    def closed(self) -> bool:
        """Whether both ends are known."""
        return self.first is not None and self.last is not None


def agree(found: Sequence[Bounds]) -> bool:
    """Whether there is a day that all evidence allows."""
    first = max((bounds.first for bounds in found if bounds.first), default=date.min)
    return first <= min((bounds.last for bounds in found if bounds.last), default=date.max)


def meet(found: Sequence[Bounds]) -> Bounds | None:
    """What all evidence together allows; where it is inconsistent, the widest stretch that any of it allows."""
    if not found:
        return None
    firsts = [bounds.first for bounds in found if bounds.first]
    lasts = [bounds.last for bounds in found if bounds.last]
    first, last = max(firsts, default=None), min(lasts, default=None)
    reason = "; ".join(dict.fromkeys(bounds.reason for bounds in found))
    if first and last and first > last:
        closed = [bounds for bounds in found if bounds.closed]
        first = min((bounds.first for bounds in closed if bounds.first), default=min(firsts))
        last = max((bounds.last for bounds in closed if bounds.last), default=max(lasts))
        reason = f"evidence does not agree, so all of it is allowed: {reason}"
        if first > last:
            return None
    return Bounds(first, last, reason, next((bounds.phrase for bounds in found if bounds.phrase), ""))


def time_of(bounds: Bounds) -> Time:
    """Bounds as a Time with basis 'inferred'."""
    first = bounds.first.isoformat() if bounds.first else OPEN
    last = bounds.last.isoformat() if bounds.last else OPEN
    single = first == last
    return Time(
        first if single else f"{first}/{last}",
        "day" if single else "interval",
        bounds.phrase,
        "inferred",
        bounds.reason,
    )
