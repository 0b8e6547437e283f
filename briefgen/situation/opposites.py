"""Statements that cannot both be true: who holds a place, a denial of the sentence before, a yes against a no.

Three patterns that can be read safely without understanding: a place captured and still held by somebody else; a
sentence that denies "the accusation" or "it" right behind an accusation; and one speaker's "not" before the verb and
object that another speaker affirms.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefgen.data import load_lexicon
from briefgen.model import Article, Statement
from briefgen.situation.calendar import Days, days_of
from briefgen.situation.scenes import CLOSE, has_any, is_town, pattern_of
from briefgen.situation.terms import stem
from briefgen.situation.wordings import days_apart

LONGEST_APART = 14
"""Days between a capture that is claimed and a report that the place is held."""
SAME_TALK = 7
NEAR = 60
"""Characters between a verb of capture and the place."""
PREFIX = 4
_THE_PLACE = re.compile(r"\bthe (?:city|town|village|settlement)\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:not|never)\s+(?:yet\s+|ever\s+)?(\w+)((?:\W+\w+){1,8})|n[’']t\s+(\w+)((?:\W+\w+){1,8})", re.IGNORECASE
)
_ENDED = re.compile(
    r"\b(?:not|never)\s+(?:yet\s+|ever\s+)?(\w+)\s*(?:[.,;”\"]|$)|n[’']t\s+(\w+)\s*(?:[.,;”\"]|$)", re.IGNORECASE
)
_STOP = re.compile(r"[,;:.]| but | and | because | until | unless ", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_LIGHT = frozenset(
    {"a", "an", "the", "to", "of", "on", "in", "at", "for", "with", "any", "been", "be", "its", "his", "their", "that"}
)
_PRONOUNS = frozenset({"i", "we", "he", "she", "it", "they", "you", "who"})
_HOLDER = re.compile(
    r"\b([A-Z]\w+)(?:[’']s)?\s+(?:\w+\s+)?(?:forces|troops|units|soldiers|army|military|defenders|control|marines|fighters|brigades?)\b"
)


@dataclass(frozen=True, slots=True)
class Opposition:
    """Two statements that oppose each other, and what about."""

    one: Statement
    other: Statement
    nature: str
    slot: str


def find_opposites(
    statements: Sequence[Statement], articles: Mapping[str, Article], sides: Mapping[str, str]
) -> tuple[Opposition, ...]:
    """All oppositions, each pair of statements once, whatever the order of input."""
    ordered = sorted(statements, key=lambda statement: (statement.evidence.article, statement.position, statement.id))
    found: dict[tuple[str, str], Opposition] = {}
    for item in (*_control(ordered, articles), *_rebuttals(ordered), *_negations(ordered, articles, sides)):
        key = min(item.one.id, item.other.id), max(item.one.id, item.other.id)
        found.setdefault(key, item)
    return tuple(found[key] for key in sorted(found))


def _control(ordered: Sequence[Statement], articles: Mapping[str, Article]) -> Iterator[Opposition]:
    """A capture and a report that somebody else still holds the place: the first fitting report of each capture."""
    speakers = {statement.speaker for statement in ordered}
    claims: dict[str, list[Statement]] = {}
    for statement in ordered:
        for place in _captured(statement, speakers):
            claims.setdefault(place, []).append(statement)
    holds = _held(ordered, frozenset(claims))
    for place in sorted(claims.keys() & holds.keys()):
        for one in claims[place][:3]:
            fit = (other for other in holds[place] if _opposed(one, other) and _in_step(one, other, articles))
            yield from (Opposition(one, other, "control", place) for other in list(fit)[:1])


def _captured(statement: Statement, speakers: Collection[str | None]) -> list[str]:
    """The places that a sentence says were taken: what stands behind the verb, or before 'was captured'."""
    text = statement.evidence.text
    if statement.modality not in {"asserted", "claimed"} or statement.polarity != "affirmed" or _tells_held(statement):
        return []
    took = pattern_of("took").search(text)
    known = {p.name for p in statement.places if p.precision in CLOSE or is_town(p.name, text)}
    wide = {place.name for place in statement.places} - known
    named = [name for name in statement.actors if name not in speakers and name not in wide]
    return [name for name in dict.fromkeys((*sorted(known), *named)) if took and _is_object(name, text, took)]


def _is_object(name: str, text: str, took: re.Match[str]) -> bool:
    behind = text.find(name, took.end(), took.end() + NEAR)
    between = text[took.end() : behind] if behind >= 0 else ""
    passive = re.match(r"\W+(?:was|were|is|has been|had been|have been)\b", text[text.find(name) + len(name) :])
    before = 0 <= text.find(name) < took.start() <= text.find(name) + len(name) + 25 and bool(passive)
    return before or (behind >= 0 and not re.search(r"[;:.]| (?:by|near|after|from|outside|while) ", between))


def _held(ordered: Sequence[Statement], places: Collection[str]) -> dict[str, list[Statement]]:
    """Reports that somebody holds one of the places."""
    found: dict[str, list[Statement]] = {}
    for previous, statement in zip((None, *ordered), ordered, strict=False):
        if _tells_held(statement):
            for place in _places(statement, previous, places):
                found.setdefault(place, []).append(statement)
    return found


def _places(statement: Statement, previous: Statement | None, places: Collection[str]) -> tuple[str, ...]:
    """Which of the places a sentence names; for "the city" the only one of the sentence before."""
    own = _named(statement, places)
    if own or previous is None or previous.evidence.article != statement.evidence.article:
        return own
    before = _named(previous, places)
    return before if len(before) == 1 and _THE_PLACE.search(statement.evidence.text) else ()


def _named(statement: Statement, places: Collection[str]) -> tuple[str, ...]:
    names = (*statement.actors, *(place.name for place in statement.places))
    return tuple(dict.fromkeys(name for name in names if name in places))


def _tells_held(statement: Statement) -> bool:
    text = pattern_of("holds_not").sub(" ", statement.evidence.text)
    if statement.modality == "denied":
        return has_any(text, "took")
    return (
        statement.modality in {"asserted", "claimed"}
        and bool(pattern_of("holds").search(text))
        and bool(_HOLDER.search(text))
    )


def _opposed(one: Statement, other: Statement) -> bool:
    """Whether the place is held by somebody who is not the one that took it."""
    if one.id == other.id or other.modality == "denied":
        return one.id != other.id and one.speaker != other.speaker
    holders = set(_HOLDER.findall(other.evidence.text))
    before = one.evidence.text[: _took_at(one.evidence.text)]
    return bool(holders) and not any(holder[:5] in before for holder in holders)


def _took_at(text: str) -> int:
    match = pattern_of("took").search(text)
    return match.start() if match else len(text)


def _in_step(one: Statement, other: Statement, articles: Mapping[str, Article]) -> bool:
    """Whether the report of holding is no older than the capture, and not weeks younger."""
    if one.evidence.article == other.evidence.article:
        return True
    days, others = _told(one, articles), _told(other, articles)
    if days is None or others is None:
        return False
    return others[1] >= days[0] and days_apart(days, others) <= LONGEST_APART and _times_meet(one, other)


def _times_meet(one: Statement, other: Statement) -> bool:
    days, others = days_of(one.time), days_of(other.time)
    return days is None or others is None or days_apart(days, others) <= LONGEST_APART


def _told(statement: Statement, articles: Mapping[str, Article]) -> Days | None:
    return days_of(articles[statement.evidence.article].published)


def _rebuttals(ordered: Sequence[Statement]) -> Iterator[Opposition]:
    """A charge, and the next sentence of the article in which somebody else denies it."""
    for one, other in pairwise(ordered):
        if one.evidence.article != other.evidence.article or other.position != one.position + 1:
            continue
        if (
            one.modality in {"claimed", "asserted"}
            and _charges(one)
            and _denies(other)
            and one.speaker != other.speaker
        ):
            yield Opposition(one, other, "rebuttal", other.speaker or one.type)


def _charges(statement: Statement) -> bool:
    return has_any(statement.evidence.text, "rebuttal", "charges")


def _denies(statement: Statement) -> bool:
    """Whether a sentence denies what the one before says, by a word that points back."""
    lexicon = load_lexicon("scenes")["rebuttal"]
    verbs, objects = (_alternatives(lexicon[key]) for key in ("verbs", "objects"))
    text = statement.evidence.text
    match = re.search(rf"(?<!not )\b(?:{verbs})\s+(?:\w+ing\s+)?(?:{objects})\b(\W*\w*)", text, re.IGNORECASE)
    if not match:
        return False
    verb = match.group(0).split()[0].lower()
    plain = (
        verb not in {"called", "calls", "rejected", "rejects", "dismissed", "dismisses"}
        or "claim" in match.group(0).lower()
    )
    return plain or _pointed(match.group(0)) or has_any(text, "rebuttal", "falsehood")


def _pointed(words: str) -> bool:
    return bool(
        re.search(r"accusation|allegation|charge|report|account|assertion|suggestion", words, re.IGNORECASE)
    ) and not words.lower().startswith("call")


def _alternatives(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _negations(
    ordered: Sequence[Statement], articles: Mapping[str, Article], sides: Mapping[str, str]
) -> Iterator[Opposition]:
    """What one speaker says did happen and another says did not: the same verb and object of the same subject."""
    spoken = [
        s
        for s in ordered
        if s.speaker and s.modality in {"claimed", "denied", "asserted", "planned"} and s.kind != "direct"
    ]
    index: dict[str, list[Statement]] = {}
    for statement in spoken:
        for word in {stem(word) for word in (*_WORD.findall(statement.evidence.text.lower()), "")}:
            index.setdefault(word, []).append(statement)
    for other in spoken:
        clause = _negated_clause(other.evidence.text)
        for one in index.get(clause[1], ())[:200] if clause else ():
            if (
                clause
                and _affirms(one, clause)
                and _one_matter(one, other, articles)
                and _subjects_agree(one, other, clause, sides)
            ):
                yield Opposition(one, other, "", " ".join(clause).strip())
                break


def _negated_clause(text: str) -> tuple[str, str] | None:
    """The verb behind a 'not' and the first content word of its object."""
    ended = _ENDED.search(text)
    if ended:
        verb = (ended.group(1) or ended.group(2)).lower()
        return (verb, "") if has_any(verb, "alone") else None
    match = _NEGATED.search(text)
    if not match:
        return None
    verb, rest = (match.group(1), match.group(2)) if match.group(1) else (match.group(3), match.group(4))
    objects = [word for word in _WORD.findall(_STOP.split(rest)[0].lower()) if word not in _LIGHT]
    return (verb.lower(), stem(objects[0])) if objects and len(verb) >= PREFIX else None


def _affirms(statement: Statement, clause: tuple[str, str]) -> bool:
    return (
        statement.polarity == "affirmed"
        and statement.modality != "denied"
        and _verb_at(statement.evidence.text, clause) >= 0
    )


def _verb_at(text: str, clause: tuple[str, str]) -> int:
    """Where the verb of a clause stands in a text with its object right behind it; -1 for nowhere."""
    words = list(_WORD.finditer(text.lower()))
    for number, word in enumerate(words):
        if word.group()[:PREFIX] == clause[0][:PREFIX] and abs(len(word.group()) - len(clause[0])) <= 3:
            if not clause[1]:
                return word.start() if word.group() == clause[0] else -1
            following = [w.group() for w in words[number + 1 : number + 6] if w.group() not in _LIGHT][:2]
            if clause[1] in map(stem, following):
                return word.start()
    return -1


def _one_matter(one: Statement, other: Statement, articles: Mapping[str, Article]) -> bool:
    if one.speaker == other.speaker:
        return False
    if one.evidence.article == other.evidence.article:
        return abs(one.position - other.position) <= 8
    days, others = _told(one, articles), _told(other, articles)
    return bool(days and others and days_apart(days, others) <= SAME_TALK) and _times_meet(one, other)


def _subjects_agree(one: Statement, other: Statement, clause: tuple[str, str], sides: Mapping[str, str]) -> bool:
    """Whether the verb has the same subject in both: the same word before it, or names of one side, not two countries."""
    left = one.evidence.text[: _verb_at(one.evidence.text, clause)]
    negated = (_NEGATED if clause[1] else _ENDED).search(other.evidence.text)
    right = other.evidence.text[: negated.start()] if negated else ""
    subject, negated_subject = _last_actor(left, one), _last_actor(right, other)
    if not clause[1] and _elsewhere(one, other):
        return False
    if not subject or not negated_subject:
        return _last_noun(left) == _last_noun(right) != "" and _last_noun(left) not in _PRONOUNS
    return subject == negated_subject or _one_side(subject, negated_subject, one, other, sides)


def _elsewhere(one: Statement, other: Statement) -> bool:
    """Whether two sentences name places and share none: ministers of two countries."""
    places, others = ({place.name for place in s.places} for s in (one, other))
    return bool(places and others) and not places & others


def _one_side(subject: str, other_subject: str, one: Statement, other: Statement, sides: Mapping[str, str]) -> bool:
    countries = {place.name for s in (one, other) for place in s.places if place.precision == "country"}
    return (
        bool(sides.get(subject))
        and sides.get(subject) == sides.get(other_subject)
        and not {subject, other_subject} <= countries
    )


def _last_actor(text: str, statement: Statement) -> str:
    """The actor named last in a text, but not the speaker before a reporting verb."""
    found = [(text.rfind(name.split()[-1]), name) for name in statement.actors if name != statement.speaker]
    place, name = max(found, default=(-1, ""))
    return name if place >= 0 else ""


def _last_noun(text: str) -> str:
    light = _LIGHT | {"did", "does", "do", "had", "has", "have", "was", "were", "is", "are", "would", "will"}
    words = [word for word in _WORD.findall(text.lower()) if word not in light]
    return stem(words[-1]) if words else ""
