"""Reports of one event together: near-copies first, then the same event in other words, near in time.

Near-linear: copies collapse into one report, each report looks for others under its rarest terms and only at the ones
nearest in time, and clusters join by average linkage, for which a cluster needs no more than the sum of its vectors
(group-average agglomerative clustering, Manning, Raghavan & Schütze 2008, chapter 17.3). Neither the order of the input
nor ids decide anything; where two reports are equal in every word, their ids break the tie.
"""

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.situation.group_features import Features, Report, rarity, read_features, weigh
from briefgen.situation.near_copies import find_near_copies

__all__ = ["Report", "group_reports"]

THRESHOLD = 0.17
"""Average likeness from which two clusters are one event."""
SURE = 0.45
"""Likeness from which clusters join at once, though a likelier pair may stand behind."""
RARE_TERMS = 10
"""Terms of a report under which others are looked for."""
NEAREST = 24
"""Reports looked at under one term, those next in time."""
CANDIDATES = 12
"""Reports that one is compared with in full."""
CLOSENESS = (1.0, 0.95, 0.8, 0.6, 0.4, 0.25)
"""Factor on the likeness of reports so many days apart; beyond these, nothing joins."""
UNDATED = 0.85
"""Factor where a day is not known."""

Vector = Mapping[str, float]


def group_reports(reports: Sequence[Report]) -> tuple[tuple[str, ...], ...]:
    """Ids of reports of one event together; each id once, groups and ids in the order of the input.

    Reports are of one event when their titles and openings are alike and their days near (about a week at most).
    """
    copies = _copy_sets(reports)
    keys = sorted(copies, key=lambda key: (key.date, key.title, key.text, key.id))
    features = [read_features(key) for key in keys]
    clusters = _Clusters([feature.day for feature in features], _vectors(features))
    clusters.join()
    numbers = {report.id: number for number, report in enumerate(reports)}
    found = [[report.id for member in group for report in copies[keys[member]]] for group in clusters.groups()]
    ordered = (tuple(sorted(group, key=numbers.__getitem__)) for group in found)
    return tuple(sorted(ordered, key=lambda group: numbers[group[0]]))


def _copy_sets(reports: Sequence[Report]) -> dict[Report, list[Report]]:
    """Copies of one text in neighbouring days, by the earliest of them."""
    by_id = {report.id: report for report in reports}
    order = sorted(by_id.values(), key=lambda report: (report.date, report.title, report.text, report.id))
    names = {report.id: f"{number:09}" for number, report in enumerate(order)}
    texts = {names[report.id]: f"{report.title}\n{report.text}" for report in order}
    sets: dict[Report, list[Report]] = {}
    for group in find_near_copies(texts):
        for run in _runs([order[int(name)] for name in group.members]):
            sets[run[0]] = run
    return sets


def _runs(copies: list[Report]) -> Iterator[list[Report]]:
    """Copies in order of time, cut where more days lie between two than may lie between reports of one event."""
    days = [read_features(Report("", copy.date, "", "")).day for copy in copies]
    start = 0
    for end in range(1, len(copies) + 1):
        before, after = days[end - 1], days[end] if end < len(copies) else None
        far = before is not None and after is not None and after - before >= len(CLOSENESS)
        if far or end == len(copies):
            yield copies[start:end]
            start = end


def _vectors(features: Sequence[Features]) -> list[dict[str, float]]:
    rare = rarity(features)
    return [weigh(feature, rare) for feature in features]


@dataclass(slots=True)
class _Cluster:
    members: list[int]
    total: dict[str, float]
    days: list[int]
    near: set[int]
    version: int = 0

    @property
    def day(self) -> float | None:
        return sum(self.days) / len(self.days) if self.days else None


class _Clusters:
    """Clusters of reports by number, joined from the likeliest pair down."""

    def __init__(self, days: Sequence[int | None], vectors: Sequence[dict[str, float]]) -> None:
        self.alive = {
            number: _Cluster([number], dict(vector), [] if day is None else [day], set())
            for number, (day, vector) in enumerate(zip(days, vectors, strict=True))
        }
        self.heap: list[tuple[float, int, int, int, int]] = []
        self.where = list(range(len(vectors)))
        for first, second in sorted(set(_candidate_pairs(days, vectors))):
            self._push(first, second)

    def join(self) -> None:
        """Join pairs until none is alike enough."""
        while self.heap:
            likeness, first, second, *versions = heapq.heappop(self.heap)
            if first not in self.alive or second not in self.alive:
                continue
            if versions != [self.alive[first].version, self.alive[second].version]:
                likeness = -self._likeness(first, second)
                if -likeness < THRESHOLD:
                    continue
                if -likeness < SURE and self.heap and self.heap[0][0] < likeness:
                    self._push(first, second, -likeness)
                    continue
            self._merge(first, second)

    def groups(self) -> Iterator[list[int]]:
        """The members of each cluster."""
        for number in sorted(self.alive):
            yield sorted(self.alive[number].members)

    def _merge(self, first: int, second: int) -> None:
        big, small = self.alive[first], self.alive[second]
        if (len(big.total), -first) < (len(small.total), -second):
            first, second, big, small = second, first, small, big
        for term, value in small.total.items():
            big.total[term] = big.total.get(term, 0.0) + value
        big.members += small.members
        big.days += small.days
        big.version += 1
        del self.alive[second]
        news = sorted(
            number for number in small.near if number in self.alive and number not in big.near and number != first
        )
        big.near |= small.near
        for number in news:
            self.alive[number].near.add(first)
            self._push(*sorted((first, number)))

    def _push(self, first: int, second: int, likeness: float | None = None) -> None:
        likeness = self._likeness(first, second) if likeness is None else likeness
        one, other = self.alive[first], self.alive[second]
        one.near.add(second)
        other.near.add(first)
        if likeness >= THRESHOLD:
            heapq.heappush(self.heap, (-likeness, first, second, one.version, other.version))

    def _likeness(self, first: int, second: int) -> float:
        one, other = self.alive[first], self.alive[second]
        small, big = sorted((one.total, other.total), key=len)
        dot = sum(value * big[term] for term, value in small.items() if term in big)
        return round(dot / (len(one.members) * len(other.members)) * closeness(one.day, other.day), 6)


def closeness(first: float | None, second: float | None) -> float:
    """Factor on likeness for the time between two days; fractions of days lie between the steps."""
    if first is None or second is None:
        return UNDATED
    gap = abs(first - second)
    below = int(gap)
    if below + 1 >= len(CLOSENESS):
        return CLOSENESS[below] if below < len(CLOSENESS) and gap == below else 0.0
    return CLOSENESS[below] + (gap - below) * (CLOSENESS[below + 1] - CLOSENESS[below])


def _near(first: int | None, second: int | None) -> bool:
    return first is None or second is None or -len(CLOSENESS) < first - second < len(CLOSENESS)


def _candidate_pairs(days: Sequence[int | None], vectors: Sequence[Mapping[str, float]]) -> Iterator[tuple[int, int]]:
    """Pairs of reports that share rare terms; numbers stand in order of time, so neighbours in a list are near in time."""
    postings: dict[str, list[int]] = {}
    for number, vector in enumerate(vectors):
        for term in vector:
            postings.setdefault(term, []).append(number)
    for number, vector in enumerate(vectors):
        shared: dict[int, float] = {}
        for term in sorted(vector, key=lambda term: (-vector[term], term))[:RARE_TERMS]:
            for other in _nearest(postings[term], number):
                if other != number and _near(days[number], days[other]):
                    shared[other] = shared.get(other, 0.0) + vector[term] * vectors[other][term]
        best = sorted(shared, key=lambda other: (-round(shared[other], 9), other))[:CANDIDATES]
        yield from ((min(number, other), max(number, other)) for other in best)


def _nearest(posting: Sequence[int], number: int) -> Sequence[int]:
    place = bisect_left(posting, number)
    return posting[max(0, place - NEAREST // 2) : place + NEAREST // 2 + 1]
