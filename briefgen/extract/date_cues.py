"""What the words beside a date tell of it: whether it is that of something called, held, awaited, called off or past.

These cues come before the tense of the clause (date_tense.py) and hold wherever the parser hung the date.
"""

from itertools import pairwise
from typing import Final, Literal

from spacy.tokens import Doc, Span, Token

from briefgen.extract.date_lexicon import lexicon, listed

Tense = Literal["past", "future", "timetable", "present", "nearest", "unknown"]
"""Of a clause; `timetable` is the present of what is to come: "the court sits in May"; `nearest` is past or coming."""
_GONE_BY: Final = frozenset({"after", "past", "missed", "passed"})
_BE: Final = frozenset({"is", "are", "was", "were"})
_FORMERLY: Final = frozenset({"first", "originally", "initially", "previously"})
_OF_A_THING: Final = frozenset({"of", "in", "at", "near", "on", "'s", "’s"})


def _words(key: str) -> frozenset[str]:
    return listed("tense", key)


def is_compared(doc: Doc, place: int) -> bool:
    """Whether a date is that of what the clause is likened to or tells of: "as in October", "the three months through May"."""
    if (
        place > 1
        and doc[place - 1].lower_ in {"through", "to", "ended"}
        and doc[place - 2].lower_ in {"months", "weeks", "year"}
    ):
        return True
    return place > 1 and doc[place - 1].lower_ in {"in", "on"} and doc[place - 2].lower_ in {"as", "than", "like"}


def is_ahead_of(doc: Doc, place: int) -> bool:
    """Whether the date is that of something to come: "ahead of an election on Sunday", "due in court on Monday"."""
    for back in range(place - 1, max(place - 11, 0), -1):
        if doc[back].lower_ == "of" and doc[back - 1].lower_ == "ahead":
            return True
        if doc[back].lower_ == "to" and doc[back - 1].lower_ in _BE and doc[back + 1].text.islower():
            return doc[back + 1].pos_ not in {"DET", "NUM", "PRON", "ADJ"}  # "were to march Thursday"
        if doc[back].lower_ == "due" and (doc[back + 1].lower_ != "to" or doc[back + 2].tag_ in {"VB", "VBP"}):
            return doc[back - 1].lower_ not in {"was", "were"}
        if doc[back].pos_ in {"VERB", "AUX", "PUNCT"} and not _is_infinitive(doc, back):
            return False
    return False


def _is_infinitive(doc: Doc, place: int) -> bool:
    """Whether a verb stands behind "to" or "to be"."""
    return doc[place].tag_ in {"VB", "VBN"} and any(token.tag_ == "TO" for token in doc[max(0, place - 2) : place])


def tells_apart(doc: Doc, place: int) -> bool:
    """Whether a date stands before the noun it tells apart from others, which is past unless held: "the June raid"."""
    for token in doc[place : place + 5]:
        if token.lower_ in lexicon()["context"]["held_for"] or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return False
        if token.pos_ == "NOUN":
            return not any(after.lower_ in lexicon()["context"]["held_for"] for after in doc[token.i + 1 : token.i + 3])
    return False


def tells_what_happened(doc: Doc, place: int) -> bool:
    """Whether the noun behind a date tells what befell, as an earthquake or an attack."""
    noun = next((token for token in doc[place : place + 5] if token.pos_ == "NOUN"), None)
    return noun is not None and noun.lemma_.lower() in lexicon()["asides"]["events"]


def is_of_a_former_plan(doc: Doc, place: int) -> bool:
    """Whether the day was set before and may have gone by: "first set for Monday", "originally scheduled to open in May"."""
    left = [token.lower_ for token in doc[max(0, place - 6) : place]]
    formerly = max((left.index(word) for word in _FORMERLY & set(left)), default=-1)
    return (
        formerly >= 0
        and left[-1:] in (["for"], ["on"], ["in"])
        and bool(_words("planning") & set(left[formerly + 1 :]) | {"scheduled", "planned"} & set(left[formerly + 1 :]))
    )


def is_coming(doc: Doc, place: int) -> bool:
    """Whether the words right before the date say that it is to come: "scheduled for", "as early as"."""
    left = [token.lower_ for token in doc[max(0, place - 6) : place]]
    if left[-2:] in (["was", "due"], ["were", "due"]) or ("deadline" in left and _GONE_BY & set(left)):
        return False
    if _due_somewhere(left):
        return True
    while (
        left and left[-1] in {"the", "on", "this", "in", "from"} and " ".join(left[-2:]) not in _words("future_before")
    ):
        left.pop()
    return any(" ".join(left[-size:]) in _words("future_before") for size in (1, 2, 3) if len(left) >= size)


def _due_somewhere(left: list[str]) -> bool:
    """Whether somebody was due at a place on the day: "was due in Geneva on"."""
    return "due" in left[:-2] and left[left.index("due") + 1] in {"in", "at", "back", "home"}


def still_to_be_held(doc: Doc, place: int) -> bool:
    """Whether what stands behind the date is still to be held: "Thursday's scheduled protest"."""
    behind = [token.lower_ for token in doc[place : place + 2]]
    if behind[:1] in (["'s"], ["’s"]):
        behind.pop(0)
    return bool(behind) and behind[0] in {"scheduled", "planned", "upcoming"}


def owns_a_thing(doc: Doc, place: int) -> bool:
    """Whether what stands behind the date is its own and no term: "crippled by Friday's tsunami"."""
    behind = [token.lower_ for token in doc[place : place + 3]]
    return behind[:1] in (["'s"], ["’s"]) and not listed("context", "held_for").intersection(behind)


def is_held_for(doc: Doc, place: int) -> bool:
    """Whether the date is what something is called for: "an election for November 26"."""
    if place < 2 or doc[place - 1].lower_ != "for":
        return False
    return doc[place - 2].lower_ in lexicon()["context"]["held_for"]


def is_called(doc: Doc, place: int, tense: Tense) -> bool:
    """Whether the date is that of what somebody calls or announces: "announces a referendum in November"."""
    for_it = any(
        one.lower_ == "for" and other.lemma_.lower() == "call"
        for other, one in pairwise(doc[max(0, place - 8) : place])
    )
    if place < 3 or doc[place - 1].lower_ not in ({"in"} if tense == "past" and not for_it else {"in", "on"}):
        return False
    if doc[place - 2].lower_ not in lexicon()["context"]["held_for"]:
        return False
    for token in reversed(doc[max(0, place - 8) : place - 2]):
        if token.pos_ in {"VERB", "AUX"}:
            return token.lemma_.lower() in _words("calling")
        if token.pos_ in {"PUNCT", "ADP"}:
            return token.lower_ == "for" and token.i > 0 and doc[token.i - 1].lemma_.lower() in _words("calling")
    return False


def is_called_off(doc: Doc, date: Span, verb: Token) -> bool:
    """Whether the date may be that of what somebody called off: "called off a meeting on Friday"."""
    off = verb.lemma_.lower() == "call" and verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ == "off"
    if not off and verb.lemma_.lower() not in _words("calling_off"):
        return False
    place = date.start
    if place < verb.i:  # "Friday's concert was cancelled"
        return doc[date.end : date.end + 1].text in {"'s", "’s"} and not owns_a_thing(doc, date.end)
    between = doc[verb.i + 1 : place]
    return 0 < len(between) < 12 and any(token.lower_ in lexicon()["context"]["held_for"] for token in between)


def is_looked_to(doc: Doc, place: int) -> bool:
    """Whether the date is that of what somebody comes or looks to: "advance to the final on Monday"."""
    place -= place > 0 and doc[place - 1].lower_ in {"on", "in"}
    held = doc[place - 1].lower_ if place > 2 else ""
    if held in {"strike", "strikes"} or held not in lexicon()["context"]["held_for"]:
        return False  # an air strike is no walkout
    for token in reversed(doc[max(0, place - 9) : place - 1]):
        if token.pos_ in {"VERB", "AUX", "PUNCT", "PART"}:
            return False
        if token.pos_ == "ADP" and token.lower_ not in {"of", "at", "between"}:
            return token.lower_ in {"to", "for", "into"}
    return False


def stands_before_held(doc: Doc, place: int) -> bool:
    """Whether the date stands before what is held on it ("the May 11 elections"): the nearest one, past or coming."""
    for token in doc[place : place + 6]:
        if token.lower_ in lexicon()["context"]["held_for"]:
            return True
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "CCONJ"}:
            return False
    return False


def stands_beside_what_befell(token: Token) -> bool:
    """Whether a date stands behind what happened, with no verb between: "the bombing of a house in Oslo on March 17"."""
    place = token.left_edge.i
    place -= place > 0 and token.doc[place - 1].lower_ in {"in", "on"}
    for before in reversed(token.doc[max(token.sent.start, place - 9) : place]):
        if before.pos_ == "NOUN" and before.lemma_.lower() in lexicon()["asides"]["befell"]:
            return True
        if before.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} and before.lower_ not in _OF_A_THING:
            return False
    return False
