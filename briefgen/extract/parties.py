"""Who did it and to whom, by the order of the words around those that gave a sentence its type.

A wrong actor is worse than none: what is not plain stays open. The one who acts stands before an active verb, behind "by",
as owner before a noun ("Lithuania's gift") or behind its preposition ("a warning from Rome"); the one that it is done to is the
object, the subject of a passive, or stands behind a preposition that the type takes (`data/parties.toml`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Span

from briefgen.data import load_lexicon
from briefgen.extract.findings import Findings
from briefgen.extract.party_phrases import (
    NOUNS,
    Words,
    is_control,
    modifier,
    owner_after,
    party_after,
    party_before,
    phrase_start,
    words_of_sentence,
)

Parties = tuple[str | None, str | None]
NOBODY: Parties = (None, None)
REACH = 16
"""Words behind the deed in which its preposition is looked for."""
STEPS = 40
_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "am", "’s", "'s", "gets", "got"})
_AUXILIARY = _BE | {"has", "have", "had", "having", "do", "does", "did"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SKIPPED = frozenset({"RB", "RBR", "TO", "MD", "``", "''", "-LRB-", "-RRB-", "RP"})
_STOPS = frozenset({",", ":", ".", "WDT", "WP", "WRB", "MD", "VBD", "VBZ", "VBP"})
_OPENERS = frozenset({"that", "after", "before", "because", "while", "although", "though", "if", "unless", "until", "since", "as"})  # fmt: skip
_MEANS = frozenset({"with", "on", "into"})
"""Before a noun that only says how: "hit the port with missiles", "put the army on alert"."""
_FIRST = frozenset({"i", "we"})
_NOMINATIVE = _FIRST | {"he", "she", "they", "it"}


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is told: the words, its type, and the place of its verb or noun and behind its words."""

    words: Words
    type: str
    place: int
    behind: int
    pronouns: Mapping[int, str]
    speaker: str | None

    def takes(self, table: str, key: str = "types") -> bool:
        """Whether the type stands in a list of the lexicon."""
        return self.type in load_lexicon("parties")[table][key]

    @property
    def prepositions(self) -> frozenset[str]:
        """Those behind which the recipient stands."""
        return frozenset(load_lexicon("parties")["recipient"].get(self.type, ()))


def find_parties(sentence: Span, deed: Span | None, kind: str, findings: Findings, speaker: str | None) -> Parties:
    """Actor and recipient of what a sentence tells; `deed` are the words that gave it its type `kind`."""
    if deed is None or not kind:
        return NOBODY
    words = words_of_sentence(sentence, findings.entities)
    places = [place for place, token in enumerate(words.tokens) if deed.start <= token.i < deed.end]
    tags = (("VB", "MD"), ("NN",), ("JJ",))
    found = next((place for some in tags for place in places if words.tag(place).startswith(some)), None)
    if found is None:
        return NOBODY
    if words.tag(found) == "JJ" and words.tag(found + 1) in NOUNS:
        found += 1
    told = _Deed(words, kind, found, max(found, places[-1]) + 1, findings.pronouns, speaker)
    as_noun = words.tag(found) in NOUNS and not _headline_verb(told)
    actor, recipient = _of_noun(told) if as_noun else _of_verb(told)
    if (
        actor is None
        and recipient != speaker
        and told.takes("verbal")
        and speaker in {entity.name for entity in findings.entities}
    ):
        actor = speaker
    return (actor, recipient if recipient != actor else None)


def _headline_verb(told: _Deed) -> bool:
    """Whether what was tagged a plural noun stands as a verb between two names or at a name's heel: "Merz meets Trump"."""
    words, place = told.words, told.place
    before = words.named.get(place - 1)
    if words.tag(place) != "NNS" or before is None:
        return False
    return before.label == "PERSON" or party_after(words, place + 1)[0] is not None


def _of_verb(told: _Deed) -> Parties:
    words, place = told.words, told.place
    if words.tag(place) == "MD" and words.lower(place) in {"must", "should"}:
        return told.speaker, _first(_subjects(told, place))
    agent = _agent(told, place + 1)
    if _is_passive(words, place) or (words.lower(place + 1) == "by" and (agent or told.takes("force"))):
        return agent, _given(told, told.behind, direct=False) or _undergoer(told)
    subjects = list(_subjects(told, place))
    if words.tokens[place].lemma_.lower() in _reversed() and told.type == "AID":
        return _behind(told, place + 1, frozenset({"from"})), _first(subjects)
    recipient = _given(told, told.behind, direct=told.takes("object"))
    if recipient is None and len(subjects) > 1 and told.takes("mutual"):
        recipient = subjects[1]
    return _first(subjects), recipient


def _undergoer(told: _Deed) -> str | None:
    """The subject of a passive, where the type does something to it; of what was rejected, whose it was."""
    if told.takes("object"):
        return _first(_subjects(told, told.place))
    start = next((p for p in range(told.place) if told.words.tag(p) in NOUNS), told.place)
    return _agent(told, start + 1, told.place) if told.type == "REJECT" else None


def _of_noun(told: _Deed) -> Parties:
    words = told.words
    head = told.place
    while words.tag(head + 1) in NOUNS and (head + 1) not in words.named:
        head += 1
    start = phrase_start(words, told.place)
    if words.lower(start - 1) in _MEANS and (doing := _verb_left(words, start - 2)) is not None:
        return _of_verb(replace(told, place=doing, behind=doing + 1))
    pair = _between(told, head + 1)
    if pair[0]:
        return pair
    recipient = _given(told, min(told.behind, head + 1), direct=False) or _crossing(told, head + 1)
    if recipient is None and told.takes("giver", "undergoer"):
        recipient = _behind(told, head + 1, frozenset({"of"}))
    actor = _agent(told, head + 1) or _giver(told, head + 1)
    owner = modifier(words, start, told.place, possessive=not told.takes("giver", "adjective"))
    verb = _verb_before(words, start)
    if verb is None or actor or owner:
        return actor or owner, recipient
    subjects = list(_subjects(told, verb))
    if words.tokens[verb].lemma_.lower() in _reversed():
        return None, _first(subjects) or recipient
    if recipient is None and len(subjects) > 1 and told.takes("mutual"):
        recipient = subjects[1]
    return _first(subjects), recipient


def _verb_left(words: Words, place: int) -> int | None:
    """The verb of the clause left of an instrument: "strikes the port with missiles"; None where a clause begins between."""
    for spot in range(place, max(-1, place - REACH), -1):
        if words.tag(spot) in {"VBD", "VBZ", "VBP", "VBN"} and words.lower(spot) not in _AUXILIARY:
            return spot
        if words.tag(spot) in _STOPS or words.lower(spot) in _OPENERS:
            return None
    return None


def _verb_before(words: Words, start: int) -> int | None:
    """The active verb right before a noun phrase: "made a visit", "came under attack"."""
    place = start - 1
    if words.lower(place) == "under":
        place -= 1
    active = words.tag(place).startswith("VB") and words.lower(place) not in _AUXILIARY
    return place if active and not _is_passive(words, place) else None


def _crossing(told: _Deed, place: int) -> str | None:
    """The one behind a passive whose subject the noun is: "sanctions were imposed on Belarus"."""
    words = told.words
    while words.tag(place) in {"MD", "RB"} or words.lower(place) in _AUXILIARY:
        place += 1
    return _behind(told, place + 1, told.prepositions) if words.tag(place) == "VBN" else None


def _giver(told: _Deed, place: int) -> str | None:
    for preposition in ("from", "of"):
        if told.takes("giver", preposition):
            found = _behind(told, place, frozenset({preposition}))
            if found:
                return found
    return None


def _between(told: _Deed, place: int) -> Parties:
    """The two of "talks between A and B"."""
    words = told.words
    if words.lower(place) != "between":
        return NOBODY
    one, end = party_after(words, place + 1)
    if words.tag(end) != "CC":
        return NOBODY
    return one, party_after(words, end + 1)[0]


def _agent(told: _Deed, place: int, end: int | None = None) -> str | None:
    """Who stands behind "by", a passive between allowed: "sanctions were imposed on Belarus by Canada"."""
    words = told.words
    for spot in range(place, min(len(words.tokens), place + REACH) if end is None else end):
        if words.tag(spot) in _STOPS and words.lower(spot) not in _BE | {"has", "have", "had"}:
            return None
        if words.lower(spot) in _OPENERS:
            return None
        if words.tag(spot) == "VBN" and words.tokens[spot].lemma_.lower() in _spoken() and not told.takes("verbal"):
            return None
        if words.lower(spot) == "by":
            other = spot - 1 > place and words.tag(spot - 1) == "VBN" and not _is_passive(words, spot - 1)
            return None if other else party_after(words, spot + 1)[0]
    return None


def _given(told: _Deed, place: int, *, direct: bool) -> str | None:
    """The one that it is done to: the object, or the one behind a preposition of the type."""
    ends_in = told.words.tag(told.behind - 1) in {"IN", "TO"} and told.behind - 1 > told.place
    if direct or ends_in:
        found, end = party_after(told.words, told.behind)
        if found and told.words.tag(end) not in _FINITE:
            return found
    if told.takes("owner") and not ends_in:
        found = owner_after(told.words, told.behind)
        if found:
            return found
    return _behind(told, place, told.prepositions)


def _behind(told: _Deed, place: int, prepositions: frozenset[str]) -> str | None:
    """The name behind the first of the prepositions that has one, within the clause."""
    words = told.words
    for spot in range(place, min(len(words.tokens), place + REACH)):
        if words.tag(spot) in _STOPS or words.lower(spot) in _OPENERS:
            return None
        if words.lower(spot) in prepositions and not words.tag(spot + 1).startswith("VB"):
            found = party_after(words, spot + 1)[0]
            if found:
                return found
    return None


def _is_passive(words: Words, place: int) -> bool:
    if words.tag(place) not in {"VBN", "VBD"}:
        return False
    spot = place - 1
    while words.tag(spot) == "RB":
        spot -= 1
    return words.lower(spot) in _BE


def _first(found: Iterator[str] | list[str]) -> str | None:
    return next(iter(found), None)


def _subjects(told: _Deed, verb: int) -> Iterator[str]:
    """Who stands before a verb as its subject; two that are joined by "and" both."""
    words, place, infinitive = told.words, verb - 1, False
    for _ in range(STEPS):
        tag, lower = words.tag(place), words.lower(place)
        if place < 0:
            return
        infinitive = infinitive or tag == "TO"
        if tag in _SKIPPED or lower in _AUXILIARY or (tag.startswith("VB") and infinitive):
            place -= 1
        elif tag == "CC":
            place = _finite_before(words, place)
        elif tag == ",":
            place = _before_comma(words, place)
            if place < 0:
                yield from _apposition(words, ~place) if ~place >= 0 else ()
                return
        elif tag in {"WDT", "WP"}:
            place -= 2 if words.tag(place - 1) == "," else 1
        elif tag == "PRP":
            yield from _pronoun(told, place) if lower in _NOMINATIVE else ()
            return
        elif tag in NOUNS or place in words.named:
            start = phrase_start(words, place)
            if is_control(words, place) and infinitive:
                place = start - 1
            elif words.lower(start - 1) == "by":
                yield from _joined(words, start, place)
                return
            elif words.tag(start - 1) == "," and _is_seat(words, start, place):
                place = start - 2
            elif (outer := _outer(words, start)) is not None:
                place = outer
                if place < 0:
                    return
            else:
                yield from _joined(words, start, place)
                return
        else:
            return


def _outer(words: Words, start: int) -> int | None:
    """The last word of the phrase that the one from `start` on, or one that is joined to it, hangs on ("chairmen of the House"); -1 where that is no noun."""
    if words.tag(start - 1) == "CC" and words.tag(start - 2) in NOUNS:
        start = phrase_start(words, start - 2)
    if words.tag(start - 1) != "IN" or words.lower(start - 1) in _OPENERS:
        return None
    return start - 2 if start > 1 and words.tag(start - 2) in NOUNS | {"CD"} else -1


def _is_seat(words: Words, start: int, head: int) -> bool:
    """Whether a place only says where the one before it lies: "the base in Lahij, Yemen"."""
    entity = words.named.get(head)
    before = words.named.get(start - 2)
    return entity is not None and entity.label == "GPE" and before is not None and before.label in {"GPE", "LOC"}


def _joined(words: Words, start: int, head: int) -> Iterator[str]:
    """The one that a phrase stands for; before it the one that "and" joins to it."""
    last = party_before(words, start, head)
    if words.tag(start - 1) == "CC" and (words.tag(start - 2) in NOUNS or (start - 2) in words.named):
        before = party_before(words, phrase_start(words, start - 2), start - 2)
        titles = (start - 2) not in words.named and head in words.named and words.named[head].label == "PERSON"
        if before and last and not titles:
            yield before
    if last:
        yield last


def _finite_before(words: Words, place: int) -> int:
    """The place of the verb whose subject a second verb shares; -1 for none."""
    return next((spot for spot in range(place - 1, -1, -1) if words.tag(spot) in _FINITE), -1)


def _before_comma(words: Words, place: int) -> int:
    """The place from which to look on left of a comma: before an insertion, or at the verb that is shared; -1 for nowhere.

    An insertion that is itself a person is given as the complement (`~`) of its last place.
    """
    opening = next((spot for spot in range(place - 1, -1, -1) if words.tag(spot) == ","), -1)
    inside = range(opening + 1, place)
    finite = any(words.tag(spot) in _FINITE for spot in inside)
    if opening < 0 or (finite and words.tag(opening + 1) not in {"WDT", "WP", "WRB"}):
        return _finite_before(words, place)
    entity = words.named.get(place - 1)
    whole = entity is not None and words.named.get(opening + 1) is entity
    return ~(place - 1) if whole and entity is not None and entity.label == "PERSON" else opening - 1


def _apposition(words: Words, place: int) -> Iterator[str]:
    entity = words.named.get(place)
    if entity is not None:
        yield entity.name


def _pronoun(told: _Deed, place: int) -> Iterator[str]:
    """Whom a pronoun stands for: the speaker for "I" and "we", else the one that the resolver is sure of."""
    token = told.words.tokens[place]
    name = told.speaker if token.lower_ in _FIRST else told.pronouns.get(token.i)
    if name:
        yield name


@cache
def _spoken() -> frozenset[str]:
    return frozenset(load_lexicon("parties")["spoken"]["lemmas"])


@cache
def _reversed() -> frozenset[str]:
    return frozenset(load_lexicon("parties")["reversed"]["lemmas"])
