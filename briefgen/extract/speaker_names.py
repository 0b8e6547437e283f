"""Names of people that a statistical reader cut short or overlooked, put right before speakers are resolved.

A known first name and the capitalised words after it are a person ("Mike Pence", not "Mike"); a surname that the text
has given in full is that person wherever it stands alone; "House Speaker" and "the New York Democrat" are no names.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.quote_layout import Layout, token_range
from briefgen.extract.report_cues import form_lemmas
from briefgen.extract.speaker_gender import known_first_name
from briefgen.extract.speaker_roles import states
from briefgen.language.words import words_of
from briefgen.model import EntityMention

PARTICLES = frozenset(
    {"de", "van", "von", "der", "den", "bin", "al", "el", "le", "la", "du", "di", "da", "dos", "ibn", "ben"}
)
SUFFIXES = frozenset({"jr.", "sr.", "ii", "iii", "iv", "jr"})
LONGEST_NAME = 5
NICKNAMED = re.compile(
    r"(?P<first>[A-Z][\w’'-]{1,20})(?: [A-Z]\.){0,2} [\"“‘][A-Z][\w’'-]{1,14}(?: [A-Z][\w’'-]{1,14})?[\"”’] (?P<last>[A-Z][\w’'-]{1,20})"
)
BODIES = frozenset(
    [
        "university",
        "college",
        "hospital",
        "school",
        "inc",
        "inc.",
        "corp",
        "corp.",
        "co.",
        "ltd",
        "group",
        "party",
        "street",
        "avenue",
        "airport",
        "stadium",
        "center",
        "centre",
        "institute",
        "foundation",
        "bank",
        "company",
        "department",
        "ministry",
        "house",
        "court",
        "act",
        "bill",
        "committee",
        "campaign",
        "administration",
        "news",
        "times",
        "post",
        "library",
        "building",
        "tower",
        "award",
        "prize",
        "memorial",
        "park",
        "square",
        "boulevard",
        "hotel",
        "church",
        "county",
        "city",
        "association",
    ]
)


def repaired_names(layout: Layout, entities: Sequence[EntityMention]) -> tuple[EntityMention, ...]:
    """The entities of a text with its people's names completed, in order."""
    doc = layout.doc
    entities = _with_nicknames(layout, entities)
    kept = [
        _without_role(_person_by_role(_without_tail(entity), doc)) for entity in entities if not _only_title(entity)
    ]
    kept = [entity for entity in _persons_by_ending(kept) if not _hometown(entity, kept, layout)]
    settled = (_settled(found, _touching(found, kept)) for found in _spelled_out(layout))
    full = [found for found in settled if found is not None]
    kept = [entity for entity in kept if not _touching(entity, full)]
    people = sorted([*full, *(entity for entity in kept if entity.label == "PERSON")], key=lambda entity: entity.start)
    called = [found for found in _called(layout) if not _touching(found, people)]
    called += [found for found in _apposed(layout) if not _touching(found, sorted([*kept, *called], key=_start))]
    called.sort(key=_start)
    kept = [entity for entity in kept if not _touching(entity, called)]
    full = sorted([*full, *called], key=lambda entity: entity.start)
    full = sorted([*full, *_sharing_surname(layout, [*kept, *full])], key=_start)
    kept = [entity for entity in kept if not _touching(entity, full)]
    surnames = list(_bare_surnames(layout, [*kept, *full]))
    kept = [entity for entity in kept if not _touching(entity, surnames)]
    return tuple(sorted([*kept, *full, *surnames], key=lambda entity: entity.start))


def _with_nicknames(layout: Layout, entities: Sequence[EntityMention]) -> Sequence[EntityMention]:
    """The entities with people whose nickname stands in marks amid their name as one: `Earl L. "Buddy" Carter`."""
    found = []
    for match in NICKNAMED.finditer(layout.text):
        last = match["last"].lower()
        first = match["first"].lower()
        person = any(entity.label == "PERSON" and entity.start == match.start() for entity in entities)
        if (person or known_first_name(first)) and last not in _listed("never_names") | BODIES | _titles():
            found.append(EntityMention(match.start(), match.end(), "PERSON", match.group()))
    kept = [entity for entity in entities if not _touching(entity, found)]
    names = {name: person.name for person in found for name in (person.name.split()[-1],)}
    kept = [replace(entity, name=names[entity.name]) if entity.name in names else entity for entity in kept]
    return sorted([*kept, *found], key=_start) if found else entities


@cache
def _titles() -> frozenset[str]:
    people = load_lexicon("roles")["people"]
    return frozenset(people["nouns"]) | frozenset(load_lexicon("roles")["people"]["titles"])


def _only_title(entity: EntityMention) -> bool:
    """Whether the last word of an entity is a role, so that it names nobody ("House Speaker")."""
    if entity.label == "GPE":
        return " " in entity.name and entity.name.split()[-1].lower() in {"republican", "democrat"}
    if entity.label not in {"PERSON", "ORG"}:
        return False
    return _ends_in_role(entity.name.split())


def _ends_in_role(words: Sequence[str]) -> bool:
    """Whether the last word is a role and no surname: "House Speaker", "Virginia Judge", not "Steve King"."""
    first, last = words[0].lower(), words[-1].lower()
    surname = len(words) > 1 and last in _listed("surnames") and known_first_name(first) and first not in states()
    return last in _titles() and not surname


def _hometown(entity: EntityMention, entities: Sequence[EntityMention], layout: Layout) -> bool:
    """Whether one word taken for a person is where another is from: "Sen. Dale Whitt of Corbin"."""
    before = next((other for other in entities if other.end == entity.start - len(" of ")), None)
    linked = before is not None and before.label == "PERSON" and layout.text[before.end : entity.start] == " of "
    return linked and entity.label == "PERSON" and " " not in entity.name


def _without_tail(entity: EntityMention) -> EntityMention:
    """A person's entity without a word in small letters that was taken for its end ("Otto also")."""
    name, _, tail = entity.name.rpartition(" ")
    plain = entity.label == "PERSON" and name and tail.islower() and entity.end - entity.start == len(entity.name)
    return replace(entity, end=entity.start + len(name), name=name) if plain else entity


def _without_role(entity: EntityMention) -> EntityMention:
    """A person's entity without the role that was taken into it ("Interviewer Jane Colby")."""
    role, _, name = entity.name.partition(" ")
    length = entity.end - entity.start
    if entity.label != "PERSON" or " " not in name or role.lower() not in _titles() or length < len(entity.name):
        return entity if length >= len(entity.name) else _renamed(entity)
    return replace(entity, start=entity.end - len(name), name=name)


def _renamed(entity: EntityMention) -> EntityMention:
    """A short mention of a person whose full name has a role before it."""
    role, _, name = entity.name.partition(" ")
    roled = entity.label == "PERSON" and " " in name and role.lower() in _titles()
    return replace(entity, name=name) if roled else entity


def _persons_by_ending(entities: Sequence[EntityMention]) -> Iterator[EntityMention]:
    """Entities of which one that was taken for a body is the end of a person's name of the text ("Le Pen")."""
    names = {entity.name for entity in entities if entity.label == "PERSON"}
    endings = {name.partition(" ")[2] for name in names}
    for entity in entities:
        ending = entity.label != "PERSON" and " " in entity.name and entity.name in endings
        yield replace(entity, label="PERSON") if ending else entity


def _person_by_role(entity: EntityMention, doc: Doc) -> EntityMention:
    """An entity as a person when a role says so: "her lawyer, Dana Cho," or "Sen. Dana Cho"."""
    words = entity.name.split()
    if entity.label == "PERSON" or not 2 <= len(words) <= 3 or not all(word[:1].isupper() for word in words):
        return entity
    start, end = token_range(doc, entity.start, entity.end)
    before = doc[start - 1].lower_ if start else ""
    apposed = before == "," and start > 1 and doc[start - 2].lower_ in _titles()
    closed = end < len(doc) and doc[end].text in {",", "."}
    if words[-1].lower() in BODIES or not (before in _short_titles() or (apposed and closed)):
        return entity
    return replace(entity, label="PERSON")


def _short_titles() -> frozenset[str]:
    return _listed("titles")


@cache
def _listed(part: str) -> frozenset[str]:
    return frozenset(load_lexicon("roles")["people"][part])


def _spelled_out(layout: Layout) -> Iterator[EntityMention]:
    """A known first name with the capitalised words that follow it."""
    last, tokens, words = -1, layout.tokens, words_of(layout.doc)
    for token, form, lower in zip(tokens, words.forms, words.lower, strict=True):
        if not form[0].isupper() or not known_first_name(lower) or token.i <= last:
            continue
        end = _name_end(token)
        bodily = tokens[end - 1].lower_ in BODIES and not (token.i and tokens[token.i - 1].lower_ in _short_titles())
        if end > token.i + 1 and not bodily and not _ends_in_role([word.text for word in tokens[token.i : end]]):
            last = end - 1
            yield _person(token.doc[token.i : end])


def _person(span: Span) -> EntityMention:
    return EntityMention(span.start_char, span.end_char, "PERSON", span.text)


def _called(layout: Layout) -> Iterator[EntityMention]:
    """Names that a title or a relation introduces: "Mr. Voss", "Councilwoman Pruitt", "her grandson Malik", "his wife, Ann,"."""
    kin, titles = _listed("kin"), _short_titles() | _listed("before_names")
    tokens = layout.tokens
    for token, word in zip(tokens[:-1], words_of(layout.doc).lower, strict=False):
        if word not in kin and word not in titles:
            continue
        titled = word in titles and token.text[0].isupper()
        place = token.i + 1
        place += tokens[place].text == ("." if titled else ",") and place + 1 < len(tokens)
        if not titled and not (word in kin and _possessed(token)):
            continue
        end = _capital_end(token.doc, place)
        closed = tokens[place - 1].text != "," or (end < len(tokens) and tokens[end].text in {",", "."})
        if end > place and closed:
            yield _person(token.doc[place:end])


def _start(entity: EntityMention) -> int:
    return entity.start


def _apposed(layout: Layout) -> Iterator[EntityMention]:
    """Names of two or three words beside a role: "Her spokesman, Grant Hobbs, disputed it", "team member Rosa Noori"."""
    roles, tokens, words = _roles(), layout.tokens, words_of(layout.doc)
    for token, form, lower in zip(tokens[:-4], words.forms, words.lower, strict=False):
        if not form[0].islower() or not (lower in roles or _ends_role(token.i, words.lower, roles)):
            continue
        comma = tokens[token.i + 1].text == ","
        place = token.i + 1 + comma
        end = _capital_end(token.doc, place)
        named = end - place > 1 and all(word.pos_ in {"PROPN", "AUX"} for word in tokens[place:end])
        if named and not (comma and (end >= len(tokens) or tokens[end].text != ",")):
            yield _person(token.doc[place:end])


def _ends_role(place: int, lower: Sequence[str], roles: frozenset[str]) -> bool:
    """Whether a word ends "chief of staff" or "secretary of state"."""
    return place > 1 and lower[place - 1] == "of" and lower[place - 2] in roles


@cache
def _roles() -> frozenset[str]:
    return frozenset(load_lexicon("roles")["people"]["nouns"])


def _possessed(token: Token) -> bool:
    start = max(token.sent.start, token.i - 4)
    return any(word.tag_ in {"PRP$", "POS"} for word in token.doc[start : token.i])


def _capital_end(doc: Doc, place: int) -> int:
    """Where the one or two capitalised words end that may be a name and begin at a token."""
    end = place
    while end < len(doc) and end - place < 3 and _capital(doc[end]):
        end += 1
    return place if end > place and doc[end - 1].lower_ in BODIES | (_titles() - _listed("surnames")) else end


def _capital(token: Token) -> bool:
    plain = token.is_alpha and token.is_title and len(token) > 2
    return (
        plain
        and token.pos_ in {"PROPN", "NOUN", "VERB", "ADJ", "X", "AUX"}
        and token.lower_ not in BODIES | (_titles() - _listed("surnames")) | _listed("never_names")
    )


def _name_end(token: Token) -> int:
    doc, place = token.doc, token.i + 1
    while place < len(doc) and place - token.i < LONGEST_NAME and _part(doc[place]):
        place += 1
    while place > token.i + 1 and doc[place - 1].lower_ in PARTICLES | {"-"}:
        place -= 1
    return place


def _part(token: Token) -> bool:
    """Whether a word may go on a name."""
    if token.lower_ in PARTICLES or token.lower_ in SUFFIXES or token.text == "-":
        return True
    if not token.text[0].isupper() or token.pos_ not in {"PROPN", "NOUN", "ADJ", "X", "VERB"}:
        return False
    return not (token.pos_ == "VERB" and form_lemmas(token.lower_))


def _settled(found: EntityMention, entities: Sequence[EntityMention]) -> EntityMention | None:
    """A name as an entity reader would give it: its own reading where it says as much, ours where it says less."""
    for entity in entities:
        inside = found.start <= entity.start and entity.end <= found.end
        if entity.label == "PERSON" and (entity.start <= found.start and entity.end >= found.end):
            return None if len(entity.name.split()) > 1 else replace(found, name=found.name)
        if not inside and entity.end > found.end:
            return None
        if entity.label == "PERSON" and " " in entity.name and len(entity.name) > len(found.name):
            return replace(found, name=entity.name)
    return found


def _touching(entity: EntityMention, others: Sequence[EntityMention]) -> Sequence[EntityMention]:
    """Those of a sorted row of entities that share characters with one."""
    first = bisect_right(others, entity.start, key=lambda other: other.end)
    last = bisect_left(others, entity.end, key=lambda other: other.start)
    return others[first:last]


def _sharing_surname(layout: Layout, entities: Sequence[EntityMention]) -> Iterator[EntityMention]:
    """The first of two who share the surname that only the second has: "Leigh and Dale Carmody"; later "Leigh" too."""
    named = {entity.start: entity.name for entity in entities if entity.label == "PERSON" and " " in entity.name}
    found: dict[str, str] = {}
    for token in layout.tokens[2:]:
        name = named.get(token.idx)
        if name is None or token.nbor(-1).lower_ != "and":
            continue
        first = token.nbor(-2)
        if not first.is_title or not known_first_name(first.lower_):
            continue
        alone = first.i == 0 or first.nbor(-1).pos_ != "PROPN"
        if (
            alone
            and known_first_name(token.lower_)
            and not any(other.startswith(f"{first.text} ") for other in named.values())
        ):
            found[first.text] = f"{first.text} {name.split()[-1]}"
    for token in layout.tokens if found else ():
        after = token.nbor(1) if token.i + 1 < len(layout.doc) else token
        if token.text in found and after.pos_ != "PROPN":
            yield EntityMention(token.idx, token.idx + len(token), "PERSON", found[token.text])


def _bare_surnames(layout: Layout, entities: Sequence[EntityMention]) -> Iterator[EntityMention]:
    """Single words equal to the surname of one person of the text, where no person stands yet."""
    people = {entity.name for entity in entities if entity.label == "PERSON" and " " in entity.name}
    by_surname: dict[str, set[str]] = {}
    for name in people:
        by_surname.setdefault(name.split()[-1], set()).add(name)
    taken: set[int] = set()
    for entity in entities:
        start, end = token_range(layout.doc, entity.start, entity.end)
        if entity.label == "PERSON" or end - start > 1:
            taken.update(range(start, end))
    for token in layout.tokens:
        names = by_surname.get(token.text, set())
        if len(names) == 1 and token.i not in taken and token.pos_ in {"PROPN", "NOUN", "VERB", "ADJ"}:
            yield EntityMention(token.idx, token.idx + len(token.text), "PERSON", min(names))
