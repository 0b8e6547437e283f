"""Who said what on which issue over time, where a speaker changed position, and what each side says.

An issue is a beat of the profile, or the section where no beat fits; beats that are themselves a side ("Moscow") are
none. A change of position is printed by its two statements and never inferred from tone: one speaker, two days, the
same telling words, and a yes against a no.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from briefgen.model import Article, Position, SideView, Statement, Turn
from briefgen.profile import Profile
from briefgen.situation.calendar import Days, days_of
from briefgen.situation.coverage import term_pattern
from briefgen.situation.terms import Sketch, likeness, rare_pairs, sketch_all

FEWEST = 2
"""Statements that make a position."""
FEWEST_SIDES = 2
SHARED = 3
ALIKE = 0.35
SPOKEN = frozenset({"direct", "mixed", "indirect"})
HELD = frozenset({"asserted", "claimed", "denied", "planned"})

Key = tuple[str, str]
Issues = Mapping[str, tuple[str, ...]]


def find_positions(
    statements: Sequence[Statement], articles: Mapping[str, Article], profile: Profile, sides: Mapping[str, str]
) -> tuple[Position, ...]:
    """What each actor said on each issue on which it spoke at least twice, oldest first; sorted by actor and issue."""
    said: dict[Key, list[Statement]] = {}
    for statement in _spoken(statements):
        for issue in issues_of(statement, profile):
            said.setdefault((statement.speaker or "", issue), []).append(statement)
    return tuple(
        _position(key, told, articles, (profile, sides)) for key, told in sorted(said.items()) if len(told) >= FEWEST
    )


def find_views(
    statements: Sequence[Statement], articles: Mapping[str, Article], profile: Profile, sides: Mapping[str, str]
) -> tuple[SideView, ...]:
    """What each side says on each issue on which at least two sides spoke, newest first."""
    by_issue: dict[str, dict[str, list[Statement]]] = {}
    for statement in _spoken(statements):
        side = sides.get(statement.speaker or "", "")
        for issue in issues_of(statement, profile) if side else ():
            by_issue.setdefault(issue, {}).setdefault(side, []).append(statement)
    return tuple(
        _view((side, issue), told, articles, profile)
        for issue, by_side in sorted(by_issue.items())
        if len(by_side) >= FEWEST_SIDES
        for side, told in sorted(by_side.items())
    )


def issues_of(statement: Statement, profile: Profile) -> tuple[str, ...]:
    """The issues a statement speaks of: beats whose terms it names, else its section."""
    sides = {*profile.sides, *(side.title for side in profile.sides.values())}
    beats = (key for key, beat in profile.beats.items() if key not in sides and beat.title not in sides)
    text = (statement.content or statement.evidence).text
    found = tuple(key for key in beats if term_pattern(profile.beats[key].terms).search(text))
    return found or ((statement.section,) if statement.section in profile.sections else ())


def when_said(statement: Statement, articles: Mapping[str, Article]) -> Days | None:
    """The days on which something was said: the sentence's own time, else the publication of its article."""
    return days_of(statement.time) or days_of(articles[statement.evidence.article].published)


def _spoken(statements: Sequence[Statement]) -> Iterator[Statement]:
    yield from (s for s in statements if s.speaker and s.kind in SPOKEN)


def _title(issue: str, profile: Profile) -> str:
    return profile.beats[issue].title if issue in profile.beats else profile.sections[issue].title


def _position(
    key: Key, told: Sequence[Statement], articles: Mapping[str, Article], known: tuple[Profile, Mapping[str, str]]
) -> Position:
    profile, sides = known
    ordered = sorted(told, key=lambda statement: _oldest_first(statement, articles))
    keys = tuple(statement.id for statement in ordered)
    turns = tuple(find_turns(ordered, articles))
    return Position(key[0], sides.get(key[0], ""), key[1], _title(key[1], profile), keys, turns)


def _view(key: Key, told: Sequence[Statement], articles: Mapping[str, Article], profile: Profile) -> SideView:
    ordered = sorted(told, key=lambda statement: _newest_first(statement, articles))
    actors = tuple(dict.fromkeys(statement.speaker or "" for statement in ordered))
    return SideView(key[0], key[1], _title(key[1], profile), actors, tuple(statement.id for statement in ordered))


def _oldest_first(statement: Statement, articles: Mapping[str, Article]) -> tuple[date, str]:
    days = when_said(statement, articles)
    return (days[0] if days else date.max, statement.id)


def _newest_first(statement: Statement, articles: Mapping[str, Article]) -> tuple[int, str]:
    days = when_said(statement, articles)
    return (-days[1].toordinal() if days else 0, statement.id)


def find_turns(ordered: Sequence[Statement], articles: Mapping[str, Article]) -> Iterator[Turn]:
    """Changes of position among one speaker's statements on one issue, oldest first: a yes that became a no, or back."""
    held = [s for s in ordered if s.modality in HELD]
    if len({s.polarity for s in held}) < 2:
        return
    sketches = sketch_all(held)
    opposed = (
        (left, right)
        for left, right in rare_pairs([sketch.words for sketch in sketches])
        if _opposed(held, left, right)
    )
    pairs = ((held[left], held[right]) for left, right in opposed if _same_matter(sketches[left], sketches[right]))
    for one, other in pairs:
        early, late = sorted((one, other), key=lambda statement: _oldest_first(statement, articles))
        if _later(early, late, articles):
            yield Turn(early.id, late.id)


def _opposed(held: Sequence[Statement], left: int, right: int) -> bool:
    return held[left].polarity != held[right].polarity


def _same_matter(one: Sketch, other: Sketch) -> bool:
    alike, shared = likeness(one, other)
    return shared >= SHARED and alike >= ALIKE


def _later(early: Statement, late: Statement, articles: Mapping[str, Article]) -> bool:
    days, others = when_said(early, articles), when_said(late, articles)
    return days is not None and others is not None and days[1] < others[0]
