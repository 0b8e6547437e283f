"""Reports of one event together: near-copies first, then the same event in other words, near in time.

Near-linear: copies collapse into one report, each report looks for others under its rarest terms and only at the ones
nearest in time, and clusters join by average linkage, for which a cluster needs no more than the sums of its vectors
(group-average agglomerative clustering, Manning, Raghavan & Schütze 2008, chapter 17.3). A report that is left alone
then joins the cluster it is clearly nearest to. Neither the order of the input nor ids decide anything; where two
reports are equal in every word, their ids break the tie.
"""

import heapq
import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.situation.group_features import Features, Report, opening_words, rarity, read_features, weigh
from briefgen.situation.group_places import countries_of, names_of
from briefgen.situation.group_text import bare_text, bare_title
from briefgen.situation.group_vectors import Dense, dense_vector, mean_likeness
from briefgen.situation.near_copies import find_near_copies

__all__ = ["Report", "group_reports"]

THRESHOLD = 0.56
"""Likeness from which two clusters are one event."""
SURE = 0.85
"""Likeness from which clusters join at once, though a likelier pair may stand behind."""
LONE, AHEAD = 0.4, 1.15
"""Likeness from which a report that stayed alone joins a cluster, and how many times as alike as to the next one."""
FOREIGN = 0.4
"""What likeness loses where two clusters name places, all in other countries, and share no other name."""
ABOUT = 0.4
"""What the words' meaning counts beside the words."""
RARE_TERMS = 10
"""Terms of a report under which others are looked for."""
NEAREST = 24
"""Reports looked at under one term, those next in time."""
CANDIDATES = 16
"""Reports that one is compared with in full."""
CLOSENESS = (1.0, 0.95, 0.8, 0.6, 0.4, 0.25)
"""Factor on the likeness of reports so many days apart; beyond these, nothing joins."""
UNDATED = 0.9
"""Factor where a day is not known."""
AROUND = 3
"""Days before and after a report in which those are counted that it might be mistaken for."""
CROWD = 6.0
"""Binary logarithm of the reports around one from which likeness counts as it is."""
SCARCE = 0.04
"""What likeness gains for each halving of the reports around below that: among few, fewer are alike by chance."""
NARROW = (0.2, 0.3)
"""Mean likeness of meaning of all reports from which that gain shrinks, and from which it is none: in a folder on one
matter even few reports are alike."""

Vector = Mapping[str, float]


def group_reports(reports: Sequence[Report]) -> tuple[tuple[str, ...], ...]:
    """Ids of reports of one event together; each id once, groups and ids in the order of the input.

    Reports are of one event when their titles and openings are alike and their days near (about a week at most).
    """
    copies = _copy_sets(reports)
    keys = sorted(copies, key=lambda key: (key.date, key.title, key.text, key.id))
    bare = [Report(key.id, key.date, bare_title(key.title), bare_text(key.text)) for key in keys]
    features = [read_features(report) for report in bare]
    vectors = _vectors(features)
    clusters = _Clusters([_lone(*report) for report in zip(range(len(bare)), bare, features, vectors, strict=True)])
    clusters.join()
    clusters.place_lone()
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
    about: Dense
    places: Counter[str]
    placed: int
    names: frozenset[str]
    days: list[int]
    near: set[int]
    crowd: float = CROWD
    version: int = 0

    @property
    def day(self) -> float | None:
        return sum(self.days) / len(self.days) if self.days else None


def _lone(number: int, report: Report, feature: Features, vector: dict[str, float]) -> _Cluster:
    """The cluster of one report."""
    about = dense_vector(opening_words(report.title, report.text))
    places = countries_of(report.title, report.text)
    days = [] if feature.day is None else [feature.day]
    names = names_of(report.text)
    return _Cluster([number], dict(vector), about, Counter(places), bool(places), names, days, set())


def _apart(one: _Cluster, other: _Cluster) -> float:
    """How sure it is that two clusters tell of different countries, 0 to 1."""
    if not one.placed or not other.placed or one.names & other.names:
        return 0.0
    shared = sum(count * other.places[code] for code, count in one.places.items()) / (one.placed * other.placed)
    both = one.placed * other.placed / (len(one.members) * len(other.members))
    return both * (1 - min(1.0, shared))


class _Clusters:
    """Clusters of reports by number, joined from the likeliest pair down."""

    def __init__(self, reports: Sequence[_Cluster]) -> None:
        self.alive = dict(enumerate(reports))
        self.heap: list[tuple[float, int, int, int, int]] = []
        self.owner = list(range(len(reports)))
        days = [report.days[0] if report.days else None for report in reports]
        self.scarce = SCARCE * _breadth([report.about for report in reports])
        for report, crowd in zip(reports, _crowds(days), strict=True):
            report.crowd = crowd
        for first, second in sorted(set(_candidate_pairs(days, [dict(report.total) for report in reports]))):
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

    def place_lone(self) -> None:
        """Let each report that stayed alone join the cluster that it is clearly nearest to, the surest first."""
        lone = [number for number, cluster in sorted(self.alive.items()) if len(cluster.members) == 1]
        wishes = sorted(wish for number in lone if (wish := self._wish(number)))
        settled: set[int] = set()
        for _, number, wished in wishes:
            if number in settled or number not in self.alive or len(self.alive[number].members) > 1:
                continue
            target = self._owner(wished)
            settled |= {number, target}
            if target != number:
                self._merge(target, number)

    def _wish(self, number: int) -> tuple[float, int, int] | None:
        """The cluster that a lone report would join, with the likeness below 0; None where two are about as near."""
        others = {self._owner(near) for near in self.alive[number].near} - {number}
        rated = sorted((-self._likeness(*sorted((number, other))), other) for other in others)
        if not rated or -rated[0][0] < LONE or (len(rated) > 1 and rated[0][0] > AHEAD * rated[1][0]):
            return None
        return rated[0][0], number, rated[0][1]

    def _owner(self, number: int) -> int:
        while self.owner[number] != number:
            self.owner[number] = self.owner[self.owner[number]]
            number = self.owner[number]
        return number

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
        big.about = big.about + small.about
        big.places += small.places
        big.placed += small.placed
        big.names |= small.names
        self.owner[second] = first
        big.members += small.members
        big.days += small.days
        big.crowd = max(big.crowd, small.crowd)
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
        pairs = len(one.members) * len(other.members)
        alike = math.sqrt(max(0.0, dot / pairs)) + ABOUT * mean_likeness(one.about, other.about, pairs)
        apart = _apart(one, other)
        scarce = self.scarce * (1 - apart) * max(0.0, CROWD - max(one.crowd, other.crowd))
        factor = (1 + scarce) * (1 - FOREIGN * apart) * closeness(one.day, other.day)
        return round(max(0.0, alike) * factor, 6)


def _breadth(meanings: Sequence[Dense]) -> float:
    """How many matters reports are about, from 0 (one) to 1 (the news at large), by the mean likeness of their meanings."""
    number = len(meanings)
    if number < 2:
        return 0.0
    total = sum(meanings[1:], meanings[0])
    own = math.fsum(mean_likeness(meaning, meaning, 1) for meaning in meanings)
    mean = (mean_likeness(total, total, 1) - own) / (number * (number - 1))
    return min(1.0, max(0.0, (NARROW[1] - mean) / (NARROW[1] - NARROW[0])))


def _crowds(days: Sequence[int | None]) -> list[float]:
    """How many reports there are in the days around each, as binary logarithms; those without a day are around all."""
    known = sorted(day for day in days if day is not None)
    undated = len(days) - len(known)
    return [
        math.log2(
            len(days) if day is None else undated + bisect_right(known, day + AROUND) - bisect_left(known, day - AROUND)
        )
        for day in days
    ]


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
