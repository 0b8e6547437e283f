"""What a number counts: the noun it belongs to, by the parse, else by the words that follow."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc, Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.quantity_ellipsis import counted_subject
from briefgen.extract.quantity_outcomes import is_outcome, lumped, people_outcome, read_outcome, state_of, takes_lives
from briefgen.language.syntax import dep, noun_phrase, oblique

PERSON = "person"
_REACH = 7
_LOOK_BACK = 26
_YEAR = re.compile(r"(?:19|20)\d\d")
_MODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "PUNCT", "NUM", "SYM"})
_BETWEEN_PUNCT = frozenset({"-", "–", ",", "“", '"', "'", "”"})
_DESCRIBING = frozenset(
    {"corrections", "appeals", "sales", "arms", "sports", "customs", "operations", "communications", "rights", "affairs",
     "savings", "securities", "services", "systems", "earnings", "elections", "emergencies", "works", "weapons", "games"}
)  # fmt: skip
"""Plurals that stand before the noun that is counted."""
_STANDING_IN = frozenset({"them", "which", "whom", "us", "you", "it"})
_UNCHANGED = frozenset({"species", "series", "aircraft", "spacecraft", "headquarters", "crossroads", "means"})
"""Plurals that are their own singular."""
_LEMMAS = {"corpses": "corpse", "axes": "axe", "lives": "life"}
"""Singulars that the lemmatiser gets wrong."""
_PEOPLE = {"people": PERSON, "others": PERSON, "other": PERSON, "persons": PERSON, "old": PERSON, "olds": PERSON}
"""Nouns that are just people: others, and the last part of "two thirteen-year-olds"."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The thing counted: its unit (a singular noun), the phrase, and the token that ends it."""

    unit: str
    counts: str
    last: int


def read_counted(doc: Doc, first: int, last: int) -> Counted:
    """What the number on the tokens `first`-`last` counts; unit and phrase are '' where nothing is counted."""
    state = _state(doc, last)
    if state is not None:
        end = state.i if state.i == last + 1 else _people_end(doc, last)
        return Counted(PERSON, f"people {lumped(doc, first, end, state_of(state.lower_))}", end)
    head = _beyond(doc, _noun(doc, last))
    if head is None or (head.i == last + 1 and _is_verb_form(head)):
        return _bare(doc, first, last)
    phrase = _phrase(doc, last, head)
    if takes_lives(doc, first, head):
        thing = "people" if head.lower_ == "lives" else phrase
        return Counted(PERSON if head.lower_ == "lives" else _unit(head), f"{thing} killed", head.i)
    outcome = read_outcome(doc, first, last, head)
    end = last if any(token.pos_ == "NUM" for token in doc[last + 1 : head.i]) else head.i
    return Counted(_unit(head), " ".join(filter(None, (phrase, outcome))), end)


def measured(doc: Doc, last: int) -> str:
    """What a measured amount is an amount of: "oil" in "5 barrels of oil", "drop" in "a 5% drop"; '' if unsaid."""
    after = _next(doc, last)
    if after is not None and after.lower_ == "of":
        head = _run_head(doc, after.i)
        return _phrase(doc, after.i, head) if head is not None else ""
    unit = doc[last]
    if (
        unit.head.pos_ == "NOUN"
        and last < unit.head.i <= last + 4
        and dep(unit) in {"compound", "nummod", "amod", "nmod"}
    ):
        return doc[last + 1 : unit.head.i + 1].text.lstrip("-– ")
    return ""


def _lexicon(table: str) -> Any:
    return load_lexicon("units")[table]


def _next(doc: Doc, place: int) -> Token | None:
    after = place + 1
    return doc[after] if after < len(doc) and not doc[after].is_sent_start else None


_SKIPPED = frozenset(
    {"others", "other", "more", "people", "persons", "still", "reportedly", "also", "have", "had", "has"}
)
_LINKING = frozenset({"made", "is", "are", "was", "were", "be", "been", "being", "remain", "remains", "remained"})
_REPORTED = frozenset(
    {
        "believed",
        "feared",
        "reported",
        "confirmed",
        "listed",
        "presumed",
        "left",
        "seriously",
        "critically",
        "badly",
        "lightly",
        "slightly",
        "shot",
        "found",
    }
)


def _state(doc: Doc, last: int) -> Token | None:
    """The state of people: "dead" in "12 dead", "wounded" in "12 were wounded" or "12 others wounded"."""
    states = _lexicon("people")["states"]
    after = _of_state(doc, last) or _next(doc, last)
    shot = None
    while after is not None and after.lower_ in _SKIPPED | _LINKING | _REPORTED and after.lower_ not in states:
        shot = after if after.lower_ == "shot" else shot
        after = _next(doc, after.i)
    if shot is not None and (after is None or after.pos_ in {"PUNCT", "ADP", "CCONJ"}) and not _is_downed(after):
        return shot
    if after is not None and after.lower_ in {"on", "aboard"}:
        return _aboard(doc, after)
    if after is None or after.lower_ not in states:
        return None
    follower = _next(doc, after.i)
    hyphened = follower is not None and follower.lower_[0] in "-‑"
    attributive = after.i == last + 1 and follower is not None and follower.pos_ in {"NOUN", "PROPN"}
    return None if attributive or hyphened else after


def _of_state(doc: Doc, last: int) -> Token | None:
    """The state in "six of the wounded", or None."""
    words = doc[last + 1 : last + 4]
    if len(words) < 3 or [token.lower_ for token in words[:2]] != ["of", "the"]:
        return None
    noun = words[2].nbor(1).pos_ in {"NOUN", "PROPN", "ADJ"} if words[2].i + 1 < len(doc) else False
    return words[2] if words[2].lower_ in _lexicon("people")["states"] and not noun else None


def _is_downed(after: Token | None) -> bool:
    return after is not None and after.lower_ in {"down", "out", "off"}


def _aboard(doc: Doc, word: Token) -> Token | None:
    """What befell "all 71 on board", or the word "aboard" or "board" itself; None for another "on"."""
    board = word if word.lower_ == "aboard" else _next(doc, word.i)
    if board is None or board.lower_ not in {"aboard", "board"}:
        return None
    fate = _state(doc, board.i)
    return board if fate is None else fate


def _people_end(doc: Doc, last: int) -> int:
    """The end of "three people" in "three people were killed"."""
    after = _next(doc, last)
    while after is not None and after.lower_ in {"people", "others", "other", "persons", "more"}:
        last = after.i
        after = _next(doc, last)
    return last


def _noun(doc: Doc, last: int) -> Token | None:
    """The noun a number counts: its head, else the end of the noun run behind it."""
    number = doc[last]
    head = number.head
    if last + 2 < len(doc) and doc[last + 1].lower_ == "of" and doc[last + 2].lower_ in _STANDING_IN:
        return None  # "eight of them", "two of which"
    if (
        dep(number) == "nummod"
        and head.pos_ in {"NOUN", "PROPN"}
        and last < head.i <= last + _REACH
        and _is_run(doc, last, head)
    ):
        return _whole_noun(doc, last, head)
    return _run_head(doc, _partitive(doc, last))


def _beyond(doc: Doc, head: Token | None) -> Token | None:
    """The noun that a plural describes: "officers" in "two corrections officers", "court" in "one appeals court"."""
    behind = _next(doc, head.i) if head is not None and head.lower_ in _DESCRIBING else None
    return behind if behind is not None and behind.pos_ == "NOUN" else head


def _whole_noun(doc: Doc, last: int, head: Token) -> Token:
    """The noun at the end of a compound: "permits" in "153 construction permits"."""
    before = head.nbor(-1)
    if head.tag_ == "NN" and before.tag_ == "NNS" and before.i > last and before.lower_ not in _DESCRIBING:
        return before if doc[last].lower_ not in {"one", "1"} else head  # "17 experts land": a verb read as a noun
    above = head.head
    if dep(head) == "compound" and head.tag_ == "NN" and above.tag_ == "NNS" and head.i < above.i <= last + _REACH:
        return above if _is_run(doc, head.i, above) else head
    return head


def _is_verb_form(head: Token) -> bool:
    """Whether the tagger took a verb for a noun: "about 500 fled"; a counted noun would be a plural."""
    return head.tag_ != "NNS" and head.pos_ == "NOUN" and (head.lower_.endswith("ed") or is_outcome(head.lower_))


def _is_run(doc: Doc, last: int, head: Token) -> bool:
    """Whether nothing but what may stand before a noun stands between; a list of numbers closes with "and" or "or"."""
    between = doc[last + 1 : head.i]
    numbers = len(between) > 1 and between[1].pos_ == "NUM"
    if len(between) > 0 and between[0].text == "," and not (numbers and _is_joined(between)):
        return False  # "injured about 1,500, flattened houses"
    return all(_may_stand_between(token, head) for token in between)


def _may_stand_between(token: Token, head: Token) -> bool:
    """What may stand between number and noun; "gay and bisexual men" joins two adjectives before a plural."""
    if token.text in {"-", "–", "—"} and token.whitespace_ and token.nbor(-1).whitespace_:
        return False  # "92 - Percentage of homes with water"
    if token.pos_ in _MODIFIERS or token.tag_ in {"VBN", "VBG", "NNP", "NNPS"}:
        return True
    behind = token.nbor(1)
    return token.lower_ in {"and", "or"} and head.tag_ == "NNS" and behind.i < head.i and behind.pos_ != "NUM"


def _is_joined(between: Span) -> bool:
    return any(token.lower_ in {"and", "or"} for token in between)


def _partitive(doc: Doc, last: int) -> int:
    """The place after which the noun stands: behind "of", "out of", or an article after "half"."""
    after = _next(doc, last)
    if after is not None and after.lower_ == "out":
        after = _next(doc, after.i)
    if after is not None and (after.lower_ == "of" or (doc[last].lower_ == "half" and after.pos_ in {"DET", "PRON"})):
        return after.i
    return last


def _run_head(doc: Doc, place: int) -> Token | None:
    """The last noun of the run of modifiers and nouns behind a token; of "of Ukraine's needs" it is no possessor."""
    head: Token | None = None
    partitive = doc[place].lower_ in {"of", "half"} or doc[place].pos_ == "DET"
    for token in doc[place + 1 : place + 1 + _REACH]:
        if token.is_sent_start or token.is_space:
            break
        if token.tag_ == "POS" and head is not None and (partitive or head.pos_ == "PROPN"):
            return _run_head(doc, _behind_number(token)) or head
        if token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ != "PERSON":
            head = token
        elif token.text == "-" and head is not None and not head.whitespace_ and not token.whitespace_:
            continue  # "cease-fire talks" in four tokens
        elif head is not None or not _may_precede(token, place):
            break
        if head is not None and head.tag_ == "NNS":
            break
    return head


def _behind_number(possessive: Token) -> int:
    """The place of a possessive ending, or of the number behind it: "18 of Venezuela's 23 states"."""
    place = possessive.i
    behind = _next(possessive.doc, place)
    while behind is not None and behind.pos_ == "NUM":
        place = behind.i
        behind = _next(possessive.doc, place)
    return place


def _may_precede(token: Token, place: int) -> bool:
    if token.pos_ in {"DET", "PRON"} or token.pos_ == "NUM":
        return token.doc[place].lower_ in {"of", "half"} or token.i > place + 1
    return (
        token.pos_ == "ADJ"
        or token.lower_ in {"straight", "consecutive", "more"}
        or token.tag_ in {"VBN", "VBG"}
        or token.text in _BETWEEN_PUNCT - {","}
    )


def _phrase(doc: Doc, last: int, head: Token) -> str:
    """The words from number to noun, without articles, numbers and the hyphen."""
    kept = [
        token for token in doc[last + 1 : head.i + 1] if token.pos_ not in {"DET", "NUM", "PRON"} or token.i == head.i
    ]
    while kept and (kept[0].text in _BETWEEN_PUNCT or kept[0].lower_ in {"out", "of", "more", "other", "additional"}):
        kept.pop(0)
    words = "".join(token.text_with_ws for token in kept).strip()
    return "people" if words.lower() in {"others", "other", ""} else words


def _unit(head: Token) -> str:
    """The singular of the noun."""
    if head.lower_ in _PEOPLE:
        return PERSON
    if head.lower_ in _UNCHANGED:
        return head.lower_
    if head.lower_ in _LEMMAS:
        return _LEMMAS[head.lower_]
    if head.tag_ == "NNS" and head.is_sent_start and head.text.istitle():
        return head.lemma_.lower()
    if head.pos_ == "PROPN" or any(char.isupper() or char.isdigit() for char in head.text):
        plural = head.tag_ in {"NNPS", "NNS"} or re.search(r"\d[a-z]*s$|[a-z]{2}s$", head.text)
        return head.text.removesuffix("s") if plural and not head.text.endswith("ss") else head.text
    return head.lemma_.lower()


def _bare(doc: Doc, first: int, last: int) -> Counted:
    """A number without noun: people, where the verb or a toll says so ("killed 12", "the toll rose to 12")."""
    outcome = people_outcome(doc, first)
    if outcome:
        return Counted(PERSON, f"people {lumped(doc, first, last, outcome)}", last)
    if _acts(doc, last):
        return Counted(PERSON, "people", last)
    counted = _of_subject(_counting_noun(doc, first), last)
    subject = None if counted.unit else counted_subject(doc, first)
    return counted if subject is None else Counted(_unit(subject), noun_phrase(subject).text, last)


def _acts(doc: Doc, last: int) -> bool:
    """Whether the number is the subject of something only people do: "thousands fled"."""
    after = _next(doc, last)
    while after is not None and (after.lower_ in _SKIPPED | _LINKING | _ACTING or after.tag_ == "RB"):
        after = _next(doc, after.i)
    if after is None or after.tag_ in {"NNS", "JJ", "IN"}:
        return False
    return after.lower_ in _deed_forms() or after.lemma_.lower() in _lexicon("people")["deeds"]


_ACTING = frozenset({"will", "would", "may", "could", "did", "do", "to", "not", "who"})


@cache
def _deed_forms() -> frozenset[str]:
    """The forms of the deeds, for a tagger that misses a verb."""
    deeds = _lexicon("people")["deeds"]
    stems = {deed: deed.removesuffix("e") for deed in deeds}
    return frozenset({"fled", *deeds, *(f"{stem}ed" for stem in stems.values()), *(f"{deed}s" for deed in deeds)})


def _counting_noun(doc: Doc, first: int) -> Token | None:
    """The word "toll" or "number of cases" before the number in the same sentence, with no other number between.

    Where the number is what the toll "rises to" or "stands at", other numbers may stand between.
    """
    told = _TOLD.search(doc[max(first - 6, 0) : first].text) is not None
    for place in range(first - 1, max(first - _LOOK_BACK * (1 + told), 0) - 1, -1):
        token = doc[place]
        if doc[place + 1].is_sent_start:
            return None
        if token.pos_ == "NUM" and token.lower_ != "one" and not _YEAR.fullmatch(token.text) and not told:
            return None
        if token.lemma_ in _lexicon("people")["groups"] and doc[token.i + 1].lower_ == "of" and first - token.i < 6:
            return token
        if token.lemma_ in {"toll", "number", "total", "tally", "count"} and token.pos_ == "NOUN":
            return token
    return None


_TOLD = re.compile(
    r"\b(?:(?:ris|climb|grow|jump|increas|mount|soar)(?:e|es|en|s|ed|ing)?|rose|grew|risen|stands?|stood)\s(?:to|at)(?:\s(?:at least|more than|"
    r"over|about|around|nearly|almost))?\s*\Z"
)


def _of_subject(counted: Token | None, last: int) -> Counted:
    """What a counting noun counts: "the number of cases rose to 180", "the death toll passed 200"."""
    if counted is None:
        return Counted("", "", last)
    if counted.lemma_ in _lexicon("people")["groups"]:
        return Counted(PERSON, f"people in {counted.lower_}", last)
    if counted.lemma_ == "toll":
        return Counted(PERSON, "people killed", last)
    for noun in (noun for noun in oblique(counted, "of") if noun.pos_ != "NUM"):
        return Counted(_unit(noun), noun_phrase(noun).text, last)
    return Counted("", "", last)
