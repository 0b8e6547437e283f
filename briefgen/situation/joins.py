"""Which statements tell of one event.

Two statements are joined when their words, names and figures agree (`terms.likeness`) and their times do not
exclude each other, or when they tell of a strike on one city on one day (`scenes`); clusters grow from the most
similar pair downward and join only while they agree on average (average linkage, Sokal & Michener 1958), so that no
chain of lookalikes builds one great event. Equal sentences are compared once, common terms pair only neighbours and
great clusters are represented by a few members: the time is near-linear in the number of statements.
"""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefgen.model import Statement
from briefgen.situation.calendar import Days, days_of, overlaps, told_days
from briefgen.situation.scenes import MEETING, Scene, other_site, same_happening, scenes_of, share_city, share_days
from briefgen.situation.terms import Sketch, likeness, rare_pairs, sketch_all, stem

SAME = {2: 0.48, 3: 0.41}
SAME_MANY = 0.345
SAME_ARTICLE = 0.55
DISTANT = 0.55
"""Needed of two reports published more than DISTANT_DAYS apart, when one of them gives no time."""
DISTANT_DAYS = 14
STRIKE = 0.5
"""What two strikes on one city on one day count as, however they are worded."""
HINTED = 0.2
"""Likeness needed besides, where one of the two days is only that of the report."""
JOIN = 0.30
NEVER = 2.0
LEADS = 2
"""Sentences at the head of a report that tell what it is about."""
LEAD_ALIKE = 0.19
"""Likeness from which the heads of reports of one story tell one event."""
LEAD_SHARED = 2
"""Names or telling words that such heads must share where one is a second sentence."""
OTHER_STORY = 0.6
"""Likeness needed where the heads of two reports are of different stories."""
PEOPLE = 2
"""People or bodies that two tellings of one meeting must share."""
QUOTED = frozenset({"direct", "mixed"})
COMPANY = 3
"""People or bodies that tell one meeting apart on its day, where its place is not told."""
MEMBERS = 8
"""Members that stand for a great cluster."""
BUCKET = 40
"""Strikes of one city and day that are compared pair by pair."""
_WORD = re.compile(r"\w+")
_ORDINAL = re.compile(
    r"\b(\d{1,3}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?:\w+\s+)?(\w{4,})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(villages?|towns?|settlements?|tankers?|ships?|vessels?|frigates?|districts?|provinces?|streets?|islands?)"
    r"\s+(?:of\s+)?([A-Z][\w’'-]+)"
)
_FIGURES = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "seventh": "7th",
            "eighth": "8th", "ninth": "9th", "tenth": "10th"}  # fmt: skip
ELSEWHERE = "elsewhere"
"""What sets a sentence apart from those that it goes on from."""
MONEY = re.compile(r"[A-Z]{3}\Z")
"""Units of money are ISO 4217 codes."""

Cluster = tuple[int, ...]
Link = tuple[float, int, int]


@dataclass(frozen=True, slots=True)
class Field:
    """Statements to be joined, with all that is compared."""

    statements: Sequence[Statement]
    sketches: Sequence[Sketch]
    scenes: Sequence[Scene]
    labels: Sequence[Mapping[str, frozenset[str]]]
    published: Mapping[str, Days]
    stories: Mapping[str, int]
    days: Sequence[Days | None]
    """When each happening was: by its own weekday ("Sunday's quake"), else by the sentence's time."""
    met: Sequence[frozenset[str]]
    """Those whom each statement names, places left out."""
    named: Sequence[frozenset[str]]
    """All that each statement names."""
    sums: Sequence[frozenset[tuple[object, str]]]
    """The sums of money of each statement."""

    def affinity(self, left: int, right: int) -> float:
        """How much speaks for one event, 0 to 1."""
        alike = likeness(self.sketches[left], self.sketches[right])[0]
        sure = self.one_happening(left, right, alike) or self.one_story(left, right, alike)
        return max(alike, STRIKE) if sure else alike

    def same_story(self, left: int, right: int) -> bool | None:
        """Whether the reports that two statements stand in are of one story; None where grouping was not asked."""
        one, other = (self.stories.get(self.statements[number].evidence.article) for number in (left, right))
        return None if one is None or other is None else one == other

    def leads(self, left: int, right: int) -> bool:
        """Whether both statements open their reports."""
        return max(self.statements[left].position, self.statements[right].position) < LEADS

    def others_named(self, left: int, right: int) -> bool:
        """Whether two sentences name different people or bodies: one defendant's plea, and another's."""
        first, second = (self.met[number] - {self.statements[number].speaker} for number in (left, right))
        return bool(first and second) and not first & second

    def one_story(self, left: int, right: int, alike: float) -> bool:
        """Whether both open reports of one story, in words that are somewhat alike, and do not name other people each.

        A second sentence shares more than a place.
        """
        if self.same_story(left, right) is not True or not self.leads(left, right) or alike < LEAD_ALIKE:
            return False
        if self.others_named(left, right):
            return False
        first = self.statements[left].position == self.statements[right].position == 0
        return first or bool(self.met[left] & self.met[right]) or self._shared(left, right) >= LEAD_SHARED

    def _shared(self, left: int, right: int) -> int:
        """How many names and telling words two statements share."""
        one, other = self.sketches[left], self.sketches[right]
        names = sum(term.startswith("=") for term in one.vector.keys() & other.vector.keys())
        return names + len(one.words.keys() & other.words.keys())

    def one_happening(self, left: int, right: int, alike: float) -> bool:
        """Whether both tell of one strike, quake, crash or meeting; a day that is only the report's needs like words besides."""
        one, other = self.scenes[left], self.scenes[right]
        if one.kind == other.kind == MEETING:
            met = len(self.met[left] & self.met[right])
            if met < PEOPLE:
                return False
            if met >= COMPANY and not (one.cities and other.cities) and share_days(one, other):
                return alike >= HINTED
        return same_happening(one, other) and ((one.stated and other.stated) or alike >= HINTED)


def find_events(
    statements: Sequence[Statement],
    published: Mapping[str, Days] | None = None,
    stories: Mapping[str, int] | None = None,
) -> tuple[tuple[Statement, ...], ...]:
    """Groups of statements that tell of one event, in an order that the order of input does not change.

    `published` gives the days articles were published on, `stories` the number of the story that each tells
    (`groups.group_reports`), by their ids.
    """
    ordered = sorted(statements, key=lambda statement: statement.id)
    copies = _copies(ordered)
    chosen = [ordered[numbers[0]] for numbers in copies]
    clusters = _join(_field(chosen, published or {}, stories or {}))
    groups = (sorted(place for number in cluster for place in copies[number]) for cluster in clusters)
    return tuple(tuple(ordered[place] for place in group) for group in sorted(groups))


def _field(statements: Sequence[Statement], published: Mapping[str, Days], stories: Mapping[str, int]) -> Field:
    labels = [_labels(statement.evidence.text) for statement in statements]
    scenes = scenes_of(statements, published)
    days = [scene.days if scene.own_day else days_of(told.time) for told, scene in zip(statements, scenes, strict=True)]
    places = [frozenset(place.name for place in told.places) for told in statements]
    actors = [frozenset(told.actors) for told in statements]
    return Field(
        statements,
        sketch_all(statements),
        scenes,
        labels,
        published,
        stories,
        days,
        met=[names - towns for names, towns in zip(actors, places, strict=True)],
        named=[names | towns for names, towns in zip(actors, places, strict=True)],
        sums=[frozenset((q.value, q.unit) for q in told.quantities if MONEY.match(q.unit)) for told in statements],
    )


def _copies(statements: Sequence[Statement]) -> list[list[int]]:
    """Numbers of statements that say the same in the same words at the same time, together."""
    same: dict[tuple[str, str, str], list[int]] = {}
    for number, statement in enumerate(statements):
        words = " ".join(_WORD.findall(statement.evidence.text.lower()))
        same.setdefault((words, statement.time.value, statement.speaker or ""), []).append(number)
    return list(same.values())


def _labels(text: str) -> Mapping[str, frozenset[str]]:
    """What tells things of one kind apart: the 18th package, the second round, the village of Komar."""
    found: dict[str, set[str]] = {}
    for number, noun in _ORDINAL.findall(text):
        found.setdefault(stem(noun), set()).add(_FIGURES.get(number.lower(), number.lower()))
    for kind, name in _NAMED.findall(text):
        found.setdefault(stem(kind), set()).add(name)
    return {noun: frozenset(names) for noun, names in found.items()}


def _links(field: Field) -> list[Link]:
    pairs = {*rare_pairs([sketch.vector for sketch in field.sketches]), *_happening_pairs(field), *_lead_pairs(field)}
    found = ((_link(field, left, right), left, right) for left, right in sorted(pairs))
    return sorted((link for link in found if link[0]), key=lambda link: (-link[0], link[1], link[2]))


def _happening_pairs(field: Field) -> Iterator[tuple[int, int]]:
    """Pairs of happenings of one kind in one city on one day; of a hot story each with its neighbours only."""
    buckets: dict[tuple[str, str, int], list[int]] = {}
    for number, scene in enumerate(field.scenes):
        if scene.kind and len(scene.cities) == 1 and scene.days:
            city = min(scene.cities).partition(",")[0]
            for day in range(scene.days[0].toordinal(), scene.days[1].toordinal() + 1):
                buckets.setdefault((scene.kind, city, day), []).append(number)
    for _, numbers in sorted(buckets.items()):
        for place, left in enumerate(numbers):
            yield from ((left, right) for right in numbers[place + 1 : place + 1 + BUCKET])


def _lead_pairs(field: Field) -> Iterator[tuple[int, int]]:
    """Pairs of heads of reports of one story; of a hot story each with its neighbours only."""
    heads: dict[int, list[int]] = {}
    for number, statement in enumerate(field.statements):
        story = field.stories.get(statement.evidence.article)
        if story is not None and statement.position < LEADS:
            heads.setdefault(story, []).append(number)
    for _, numbers in sorted(heads.items()):
        for place, left in enumerate(numbers):
            yield from ((left, right) for right in numbers[place + 1 : place + 1 + BUCKET])


def _link(field: Field, left: int, right: int) -> float:
    """How strongly two statements are linked; 0 when they are not."""
    one, other = field.statements[left], field.statements[right]
    if not _may_be_one(field, left, right):
        return 0.0
    alike, shared = likeness(field.sketches[left], field.sketches[right])
    if one.evidence.article == other.evidence.article:
        if field.others_named(left, right):
            return 0.0
        return alike if shared >= 3 and alike >= SAME_ARTICLE else 0.0
    if field.one_happening(left, right, alike) or field.one_story(left, right, alike):
        return max(alike, STRIKE)
    if field.same_story(left, right) is False and not _told_apart_alike(field, left, right, alike):
        return 0.0
    return alike if alike >= _needed(shared, _distant(field, one, other)) else 0.0


def _told_apart_alike(field: Field, left: int, right: int, alike: float) -> bool:
    """Whether sentences of reports of two stories may tell one thing: they share a name, and heads are much alike."""
    shared = not field.named[left].isdisjoint(field.named[right])
    return shared and (not field.leads(left, right) or alike >= OTHER_STORY)


def _needed(shared: int, distant: bool) -> float:
    """How alike two sentences must be: the fewer telling words they share and the longer apart, the more."""
    least = SAME.get(shared, SAME_MANY if shared > max(SAME) else NEVER)
    return max(least, DISTANT) if distant else least


def _distant(field: Field, one: Statement, other: Statement) -> bool:
    if days_of(one.time) and days_of(other.time):
        return False
    days, others = (field.published.get(statement.evidence.article) for statement in (one, other))
    return bool(days and others and max((days[0] - others[1]).days, (others[0] - days[1]).days) > DISTANT_DAYS)


def _may_be_one(field: Field, left: int, right: int) -> bool:
    one, other = field.statements[left], field.statements[right]
    if one.kind in QUOTED and other.kind in QUOTED and one.speaker != other.speaker:
        return False
    if not _times_agree(field, left, right) or not _labels_agree(field.labels[left], field.labels[right]):
        return False
    if _sums_clash(field, left, right):
        return False
    scene, second = field.scenes[left], field.scenes[right]
    if other_site(scene, second) or (ELSEWHERE in one.evidence.text) != (ELSEWHERE in other.evidence.text):
        return False
    sure = scene.cities and second.cities and {scene.kind, second.kind}.isdisjoint({"", MEETING})
    return not sure or share_city(scene.cities, second.cities)


def _times_agree(field: Field, left: int, right: int) -> bool:
    days, others = field.days[left], field.days[right]
    if days and others:
        return overlaps(days, others)
    told, others_told = (told_days(field.statements[number].time) for number in (left, right))
    return not _told_before(told, others) and not _told_before(others_told, days)


def _told_before(told: Days | None, days: Days | None) -> bool:
    """Whether a deed was told of before the days of another."""
    return told is not None and days is not None and told[1] < days[0]


def _labels_agree(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> bool:
    return all(one[noun] & other[noun] for noun in one.keys() & other.keys())


def _sums_clash(field: Field, left: int, right: int) -> bool:
    """Whether two sentences that begin with different actors give different sums of money."""
    sums, others = field.sums[left], field.sums[right]
    if not sums or not others or sums & others:
        return False
    told = (field.statements[number] for number in (left, right))
    first, second = (next((name for name in s.actors if name != s.speaker), "") for s in told)
    return bool(first and second) and first != second


def _join(field: Field) -> list[Cluster]:
    number = len(field.statements)
    owner = list(range(number))
    clusters = {index: [index] for index in range(number)}
    for _, left, right in _links(field):
        one, other = owner[left], owner[right]
        if one == other or _average(clusters[one], clusters[other], field) < JOIN:
            continue
        great, small = (one, other) if len(clusters[one]) >= len(clusters[other]) else (other, one)
        for member in clusters[small]:
            owner[member] = great
        clusters[great] += clusters.pop(small)
    return sorted(tuple(sorted(cluster)) for cluster in clusters.values())


def _average(one: Sequence[int], other: Sequence[int], field: Field) -> float:
    alike = [field.affinity(left, right) for left in _spread(one) for right in _spread(other)]
    return math.fsum(alike) / len(alike)


def _spread(cluster: Sequence[int]) -> Sequence[int]:
    """A few members of a cluster, evenly spread, in place of all."""
    if len(cluster) <= MEMBERS:
        return cluster
    return tuple(cluster[place * len(cluster) // MEMBERS] for place in range(MEMBERS))
