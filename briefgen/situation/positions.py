"""Who said what on which issue over time, where a speaker changed position, and what each side says.

An issue is one of the profile's; where none fits it is a beat, else the section; beats that are themselves a side ("Moscow") are
none. A change of position is printed by its two statements and never inferred from tone: one speaker, two days, one
matter, and a yes against a no (`stances`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from briefgen.model import Article, Position, SideView, Statement, Time, Turn
from briefgen.profile import Profile
from briefgen.situation.calendar import Days, days_of
from briefgen.situation.coverage import term_pattern
from briefgen.situation.stances import opposed, stance_of
from briefgen.situation.terms import rare_pairs

FEWEST = 2
"""Statements that make a position."""
FEWEST_SIDES = 2
SPOKEN = frozenset({"direct", "mixed", "indirect"})
WILLED = frozenset({"AGREE", "REJECT", "SUPPORT", "REQUEST"})
"""Types of deeds that are a position without anything being quoted."""

Key = tuple[str, str]
Known = tuple[Mapping[str, Article], Profile, Mapping[str, str]]
Issues = Mapping[str, tuple[str, ...]]


def find_positions(
    statements: Sequence[Statement], articles: Mapping[str, Article], profile: Profile, sides: Mapping[str, str]
) -> tuple[Position, ...]:
    """What each actor said on each issue on which it spoke at least twice, oldest first; sorted by actor and issue."""
    said: dict[Key, list[Statement]] = {}
    turns: dict[Key, list[Turn]] = {}
    for holder, told in sorted(_by_holder(statements).items()):
        by_id = {statement.id: statement for statement in told}
        for statement in told:
            for issue in issues_of(statement, profile):
                said.setdefault((holder, issue), []).append(statement)
        for turn in find_turns(told, articles):
            for issue in issues_of(by_id[turn.later], profile)[:1]:
                turns.setdefault((holder, issue), []).append(turn)
                _add(by_id[turn.earlier], said[holder, issue])
    return tuple(
        _position(key, told, tuple(turns.get(key, ())), (articles, profile, sides))
        for key, told in sorted(said.items())
        if len(told) >= FEWEST
    )


def _add(statement: Statement, told: list[Statement]) -> None:
    """A statement among those of an issue that it was not counted to."""
    if statement not in told:
        told.append(statement)


def _by_holder(statements: Sequence[Statement]) -> Mapping[str, list[Statement]]:
    """Statements by whose position they tell: who speaks, or who rejects, demands or agrees without a quotation."""
    held: dict[str, list[Statement]] = {}
    for statement in statements:
        holder = holder_of(statement)
        if holder:
            held.setdefault(holder, []).append(statement)
    return held


def holder_of(statement: Statement) -> str:
    """Whose position a statement tells; '' for nobody's."""
    if statement.speaker and statement.kind in SPOKEN:
        return statement.speaker
    return (statement.actor or "") if statement.type in WILLED else ""


def find_views(
    statements: Sequence[Statement], articles: Mapping[str, Article], profile: Profile, sides: Mapping[str, str]
) -> tuple[SideView, ...]:
    """What each side says on each issue on which at least two sides spoke, newest first."""
    by_issue: dict[str, dict[str, list[Statement]]] = {}
    for statement in statements:
        side = sides.get(holder_of(statement), "")
        for issue in issues_of(statement, profile) if side else ():
            by_issue.setdefault(issue, {}).setdefault(side, []).append(statement)
    return tuple(
        _view((side, issue), told, articles, profile)
        for issue, by_side in sorted(by_issue.items())
        if len(by_side) >= FEWEST_SIDES
        for side, told in sorted(by_side.items())
    )


def issues_of(statement: Statement, profile: Profile) -> tuple[str, ...]:
    """The issues a statement speaks of: those of the profile whose terms it names, else its beats, else its section."""
    text = (statement.content or statement.evidence).text
    asked = tuple(key for key, issue in profile.issues.items() if term_pattern(issue.terms).search(text))
    if asked:
        return asked
    sides = {*profile.sides, *(side.title for side in profile.sides.values())}
    beats = (key for key, beat in profile.beats.items() if key not in sides and beat.title not in sides)
    found = tuple(key for key in beats if term_pattern(profile.beats[key].terms).search(text))
    return found or ((statement.section,) if statement.section in profile.sections else ())


def when_said(statement: Statement, articles: Mapping[str, Article]) -> Days | None:
    """The days on which something was said: the sentence's own time unless it stands inside the words, else the publication."""
    return days_of(time_said(statement, articles))


def time_said(statement: Statement, articles: Mapping[str, Article]) -> Time:
    """When something was said, as a Time."""
    if statement.said.value:
        return statement.said
    published = articles[statement.evidence.article].published
    inside = statement.content is not None and statement.time.phrase in statement.content.text
    return published if not statement.time.value or (inside and published.value) else statement.time


def _title(issue: str, profile: Profile) -> str:
    for table in (profile.issues, profile.beats, profile.sections):
        if issue in table:
            return table[issue].title
    return issue


def _position(key: Key, told: Sequence[Statement], turns: tuple[Turn, ...], known: Known) -> Position:
    articles, profile, sides = known
    ordered = sorted(told, key=lambda statement: _oldest_first(statement, articles))
    keys = tuple(statement.id for statement in ordered)
    return Position(key[0], sides.get(key[0], ""), key[1], _title(key[1], profile), keys, turns)


def _view(key: Key, told: Sequence[Statement], articles: Mapping[str, Article], profile: Profile) -> SideView:
    ordered = sorted(told, key=lambda statement: _newest_first(statement, articles))
    actors = tuple(dict.fromkeys(holder_of(statement) for statement in ordered))
    return SideView(key[0], key[1], _title(key[1], profile), actors, tuple(statement.id for statement in ordered))


def _oldest_first(statement: Statement, articles: Mapping[str, Article]) -> tuple[date, str]:
    days = when_said(statement, articles)
    return (days[0] if days else date.max, statement.id)


def _newest_first(statement: Statement, articles: Mapping[str, Article]) -> tuple[int, str]:
    days = when_said(statement, articles)
    return (-days[1].toordinal() if days else 0, statement.id)


def find_turns(told: Sequence[Statement], articles: Mapping[str, Article]) -> Iterator[Turn]:
    """Changes of position among one speaker's statements: a yes that became a no, or back, each told once."""
    held = [(statement, stance) for statement in told if (stance := stance_of(statement))]
    seen: set[frozenset[str]] = set()
    for left, right in rare_pairs([dict.fromkeys(stance.matter, 1.0) for _, stance in held]):
        if not opposed(held[left][1], held[right][1]):
            continue
        pair = (held[left][0], held[right][0])
        early, late = sorted(pair, key=lambda statement: _oldest_first(statement, articles))
        said = frozenset({early.evidence.text, late.evidence.text})
        if _later(early, late, articles) and said not in seen:
            seen.add(said)
            yield Turn(early.id, late.id)


def _later(early: Statement, late: Statement, articles: Mapping[str, Article]) -> bool:
    days, others = when_said(early, articles), when_said(late, articles)
    return days is not None and others is not None and days[1] < others[0]
