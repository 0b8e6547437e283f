"""The tense of the clause that a date stands in: what a weekday or a month without a year is reckoned by."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from spacy.tokens import Doc, Token

from briefgen.extract.date_lexicon import lexicon
from briefgen.language.document import Document
from briefgen.language.syntax import dep

Tense = Literal["past", "future", "timetable", "present", "nearest", "unknown"]
"""Of a clause; `timetable` is the present of what is to come: "the court sits in May"; `nearest` is past or coming."""
_OPENS: Final = re.compile(r"(?:^|[.!?:\n”\"’])\s{0,2}[*•–—-]?\s?\Z")
_RUNS_IN: Final = re.compile(r"\s?[:–—“\"‘]|\s?\n")
"""A date that opens a line or sentence and stands apart from it: a heading, which no clause has a tense for."""
_THEN: Final = 160
"""Characters before "today" in which a time long past makes it mean our times."""
_HAVE: Final = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
_LOOKING_BACK: Final = frozenset({"despite", "since", "over", "amid"})
_WAITING: Final = frozenset({"when", "once", "if", "until", "unless", "before", "after"})
_LIKELY: Final = frozenset({"likely", "possible", "unlikely", "imminent"})
_GONE_BY: Final = frozenset({"after", "past", "missed", "passed"})
_AFTER: Final = frozenset({"after", "following"})
_OF_A_THING: Final = frozenset({"of", "in", "at", "near", "on", "'s", "’s"})
_BE: Final = frozenset({"is", "are", "was", "were", "'s", "’s"})


def tense_at(document: Document, start: int, end: int) -> Tense:
    """The tense of the clause that the words `start`-`end` stand in."""
    doc, text = document.doc, document.text
    span = doc.char_span(start, end, alignment_mode="expand")
    if not span or (_OPENS.search(text, max(0, start - 4), start) and _RUNS_IN.match(text, end)):
        return "unknown"
    if span.start and (doc[span.start - 1].lower_ == "since" or _compared(doc, span.start)):
        return "past"
    if (
        _coming_before(doc, span.start)
        or _set_for(doc, span.end)
        or _held_for(doc, span.start)
        or _ahead_of(doc, span.start)
    ):
        return "future"
    verb = _verb_above(span.root)
    if verb is None:
        return "present" if _before_held(doc, span.end) else "unknown"
    tense = tense_of(verb)
    if tense == "past" and _called_off(doc, span.start, verb):
        return "nearest"
    if tense in {"present", "timetable", "past"} and _called(doc, span.start, tense):
        return "future"
    if tense in {"present", "timetable"} and _to_held(doc, span.start):
        return "future"
    if tense == "past" and _before_held(doc, span.end):
        return "present"
    if tense in {"present", "timetable", "unknown"} and _describes(doc, span.end):
        return "past"
    if tense == "future" and _describes(doc, span.end) and _happened(doc, span.end):
        return "past"  # "help it recover from the April earthquake"
    if tense in {"present", "timetable"} and _awaited(verb):
        return "future"
    if tense == "present" and verb == span.root:
        return "future"  # "the match is on Saturday"
    if tense in {"future", "timetable"} and _bygone(span.root, verb):
        return "past"
    by_a_thing = doc[span.start - 1].lower_ == "by" and _owns(doc, span.end)
    return "future" if not by_a_thing and _is_deadline(doc, span.start, verb, tense) else tense


def nowadays(document: Document, start: int, end: int) -> bool:
    """Whether "today" means our times: "even today", "today's prices", "Built in 1890, today it is a museum"."""
    span = document.doc.char_span(start, end, alignment_mode="expand")
    if not span:
        return False
    words = lexicon()["nowadays"]
    before = [token.lower_ for token in document.doc[max(0, span.start - 2) : span.start]]
    behind = [token.lower_ for token in document.doc[span.end : span.end + 3]]
    if before[-1:] and before[-1] in words["before"] and before != ["as", "of"]:
        return True
    if behind[:1] in (["'s"], ["’s"]):
        return bool(set(behind[1:]) & set(words["things"]))
    verb = _verb_above(span.root)
    if verb is None or tense_of(verb) != "present":
        return False
    stands = (
        verb.lower_ in _BE
        or verb.lemma_.lower() in words["standing"]
        or any(dep(child) == "cop" for child in verb.children)
    )
    return stands and re.search(words["then"], document.text[max(0, start - _THEN) : start]) is not None


@cache
def _tense_words(key: str) -> frozenset[str]:
    return frozenset(lexicon()["tense"][key])


def _compared(doc: Doc, place: int) -> bool:
    """Whether a date is that of what the clause is likened to: "as in October, it will take part"."""
    return place > 1 and doc[place - 1].lower_ in {"in", "on"} and doc[place - 2].lower_ in {"as", "than", "like"}


def _ahead_of(doc: Doc, place: int) -> bool:
    """Whether the date is that of something to come: "ahead of an election on Sunday", "due in court on Monday"."""
    for back in range(place - 1, max(place - 11, 0), -1):
        if doc[back].lower_ == "of" and doc[back - 1].lower_ == "ahead":
            return True
        if doc[back].lower_ == "due" and (doc[back + 1].lower_ != "to" or doc[back + 2].tag_ in {"VB", "VBP"}):
            return doc[back - 1].lower_ not in {"was", "were"}
        if doc[back].pos_ in {"VERB", "AUX", "PUNCT"}:
            return False
    return False


def _describes(doc: Doc, place: int) -> bool:
    """Whether a date stands before the noun it tells apart from others, which is past unless held: "the June raid"."""
    for token in doc[place : place + 5]:
        if token.lower_ in lexicon()["context"]["held_for"] or token.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return False
        if token.pos_ == "NOUN":
            return not any(after.lower_ in lexicon()["context"]["held_for"] for after in doc[token.i + 1 : token.i + 3])
    return False


def _happened(doc: Doc, place: int) -> bool:
    """Whether the noun behind a date tells what befell, as an earthquake or an attack."""
    noun = next((token for token in doc[place : place + 5] if token.pos_ == "NOUN"), None)
    return noun is not None and noun.lemma_.lower() in lexicon()["asides"]["events"]


def _awaited(verb: Token) -> bool:
    """Whether a present clause says what a coming one waits for: "will take over when he steps down in June"."""
    if dep(verb) != "advcl" or not any(child.lower_ in _WAITING for child in verb.children):
        return False
    return tense_of(verb.head) == "future"


def _coming_before(doc: Doc, place: int) -> bool:
    left = [token.lower_ for token in doc[max(0, place - 6) : place]]
    if left[-2:] in (["was", "due"], ["were", "due"]) or ("deadline" in left and _GONE_BY & set(left)):
        return False
    while (
        left
        and left[-1] in {"the", "on", "this", "in", "from"}
        and " ".join(left[-2:]) not in _tense_words("future_before")
    ):
        left.pop()
    return any(" ".join(left[-size:]) in _tense_words("future_before") for size in (1, 2, 3) if len(left) >= size)


def _set_for(doc: Doc, place: int) -> bool:
    """Whether what stands behind the date is still to be held: "Thursday's scheduled protest"."""
    behind = [token.lower_ for token in doc[place : place + 2]]
    if behind[:1] in (["'s"], ["’s"]):
        behind.pop(0)
    return bool(behind) and behind[0] in {"scheduled", "planned", "upcoming"}


def _owns(doc: Doc, place: int) -> bool:
    """Whether what stands behind the date is its own and no term: "crippled by Friday's tsunami"."""
    behind = [token.lower_ for token in doc[place : place + 3]]
    return behind[:1] in (["'s"], ["’s"]) and behind[-1] not in lexicon()["context"]["held_for"]


def _held_for(doc: Doc, place: int) -> bool:
    """Whether the date is what something is called for: "an election for November 26"."""
    if place < 2 or doc[place - 1].lower_ != "for":
        return False
    return doc[place - 2].lower_ in lexicon()["context"]["held_for"]


def _called(doc: Doc, place: int, tense: Tense) -> bool:
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
            return token.lemma_.lower() in _tense_words("calling")
        if token.pos_ in {"PUNCT", "ADP"}:
            return token.lower_ == "for" and token.i > 0 and doc[token.i - 1].lemma_.lower() in _tense_words("calling")
    return False


def _called_off(doc: Doc, place: int, verb: Token) -> bool:
    """Whether the date may be that of what somebody called off: "called off a meeting on Friday"."""
    off = verb.lemma_.lower() == "call" and verb.i + 1 < len(doc) and doc[verb.i + 1].lower_ == "off"
    if not off and verb.lemma_.lower() not in _tense_words("calling_off"):
        return False
    between = doc[verb.i + 1 : place]
    return 0 < len(between) < 12 and any(token.lower_ in lexicon()["context"]["held_for"] for token in between)


def _to_held(doc: Doc, place: int) -> bool:
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


def _before_held(doc: Doc, place: int) -> bool:
    """Whether the date stands before what is held on it ("the May 11 elections"): the nearest one, past or coming."""
    for token in doc[place : place + 6]:
        if token.lower_ in lexicon()["context"]["held_for"]:
            return True
        if token.pos_ not in {"NOUN", "PROPN", "ADJ", "CCONJ"}:
            return False
    return False


def _bygone(token: Token, verb: Token) -> bool:
    """Whether the date belongs to what the future clause only looks back on ("despite Sunday's vote")."""
    if _beside_what_befell(token):
        return True  # wherever the parser hung it
    for above in token.ancestors:
        if above is verb or above == verb:
            return False
        if above.lemma_.lower() in lexicon()["asides"]["befell"]:
            return True  # "will not be charged over the shooting of a clerk in March"
        held = above.lower_ in lexicon()["context"]["held_for"]
        back = _LOOKING_BACK if held else _LOOKING_BACK | _AFTER
        if any(child.lower_ in back and dep(child) in {"case", "mark"} for child in above.children):
            return True
    return False


def _beside_what_befell(token: Token) -> bool:
    """Whether a date stands behind what happened, with no verb between: "the bombing of a house in Oslo on March 17"."""
    place = next((word.i for word in token.subtree), token.i)
    place -= place > 0 and token.doc[place - 1].lower_ in {"in", "on"}
    for before in reversed(token.doc[max(token.sent.start, place - 9) : place]):
        if before.pos_ == "NOUN" and before.lemma_.lower() in lexicon()["asides"]["befell"]:
            return True
        if before.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "NUM"} and before.lower_ not in _OF_A_THING:
            return False
    return False


def _is_deadline(doc: Doc, place: int, verb: Token, tense: Tense) -> bool:
    """Whether "by" or "until" bounds what is to come: not where it ends what went on in the past."""
    place -= 2 * (place > 1 and doc[place - 2 : place].text.lower() == "at least")
    left = [token.lower_ for token in doc[max(0, place - 2) : place]]
    if left[-1:] == ["before"]:
        return tense in {"present", "timetable", "unknown"}
    if not {"by", "until", "till", "through"} & set(left):
        return False
    if any(child.lower_ in {"has", "have", "'s", "’s"} for child in verb.children if dep(child) in {"aux", "aux:pass"}):
        return "by" not in left
    of_a_thing = verb.tag_ == "VBN" and dep(verb).startswith("acl")
    if of_a_thing and {"until", "by"} & set(left) and doc[place].sent.root.tag_ in {"VBZ", "VBP"}:
        return True  # "delays the trial of two men held since May until Monday"
    if tense == "past" and _to_be_done(doc, place):
        return True
    return tense != "past" or ("by" not in left and verb.lemma_.lower() in _tense_words("granting"))


def _to_be_done(doc: Doc, place: int) -> bool:
    """Whether the verb before the date is what was agreed or planned: "signed a deal to end the war by Tuesday"."""
    for token in reversed(doc[max(0, place - 10) : place]):
        if token.is_sent_start or (token.pos_ in {"VERB", "AUX"} and token.tag_ != "VB"):
            return False
        if token.tag_ == "VB" and token.i and doc[token.i - 1].lower_ == "to":
            before = doc[token.i - 2] if token.i > 1 else token
            return before.pos_ == "NOUN" or before.lemma_.lower() in _tense_words("planning")
    return False


def _verb_above(token: Token) -> Token | None:
    for above in (token, *token.ancestors):
        if above.pos_ in {"VERB", "AUX"} or any(dep(child) == "cop" for child in above.children) or _slipped(above):
            return above
    return None


def _slipped(token: Token) -> bool:
    """Whether the tagger took a verb for a plural noun: "New Hampshire votes on Tuesday"."""
    if token.tag_ != "NNS" or token.pos_ != "NOUN":
        return False
    kinds = {dep(child) for child in token.children}
    clause = dep(token) in {"ROOT", "parataxis"} and not kinds & {"det", "nummod", "nmod:poss"}
    return "nsubj" in kinds or (clause and "compound" in kinds and token.lemma_.lower() in _tense_words("timetable"))


def tense_of(verb: Token) -> Tense:
    """The tense of a verb by its own tag, its auxiliaries and what it hangs on."""
    helpers = [child for child in verb.children if dep(child) in {"aux", "aux:pass", "cop"}]
    words = {helper.lower_ for helper in helpers}
    to = next((child for child in verb.children if child.tag_ == "TO"), None)
    if to is not None and any(helper.lower_ in _BE and helper.i < to.i for helper in helpers):
        return "future"  # "was to take effect on Monday"
    if to is not None and any(child.lower_ == "for" and dep(child) == "mark" for child in verb.children):
        return "future"  # "for it to go forward in December"
    if dep(verb) == "conj" and verb.tag_ in {"VB", "VBN"} and not helpers and not _has_subject(verb):
        return tense_of(verb.head)
    if words & _tense_words("future_auxiliaries"):
        return "past" if "have" in words else "future"
    tags = {helper.tag_ for helper in helpers} | {verb.tag_}
    if verb.lower_ in _LIKELY and helpers:
        return "future"  # "more rain was likely Friday night"
    if "VBD" in tags or ("VBN" in tags and words & _HAVE):
        return "future" if verb.tag_ == "VBN" and _planned(verb) else "past"
    if any(child.tag_ == "TO" for child in verb.children) or (verb.tag_ == "VB" and not _is_finite(verb)):
        return _infinitive(verb)
    if verb.tag_ == "VBN" and not helpers and dep(verb) == "xcomp" and verb.head.tag_ != "VBN":
        return tense_of(verb.head)  # "will stay closed until Friday"
    if verb.tag_ == "VBN":
        return "future" if _planned(verb) else "present" if helpers else "past"
    if verb.tag_ == "VBG":
        return _gerund(verb, helpers)
    if verb.lemma_.lower() in _tense_words("unchanged") and verb.tag_ != "VBZ":
        return "past"
    if verb.pos_ == "ADJ" and verb.lower_ in _tense_words("planning"):
        return "future"  # "is due in court on Monday"
    if verb.lemma_.lower() in _tense_words("setting") and verb.tag_ in {"VBZ", "VBP"}:
        return "future"
    return "timetable" if verb.lemma_.lower() in _tense_words("timetable") else "present"


def _has_subject(verb: Token) -> bool:
    return any(dep(child).startswith("nsubj") for child in verb.children)


def _is_finite(verb: Token) -> bool:
    """Whether a form tagged as infinitive has a subject of its own: "drones hit the base"."""
    return verb.dep_ == "ROOT" and any(dep(child) == "nsubj" for child in verb.children)


def _planned(verb: Token) -> bool:
    if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].tag_ == "RP":
        return False  # "set off an alarm"
    if verb.lemma_.lower() == "set":
        return verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ in {"for", "to"}
    return verb.lemma_.lower() in _tense_words("planning") - {
        "agree",
        "decide",
        "order",
        "delay",
        "announce",
        "offer",
        "book",
    }


def _gerund(verb: Token, helpers: Sequence[Token]) -> Tense:
    if any(helper.tag_ in {"VBZ", "VBP"} for helper in helpers):
        return "future"
    above = _finite_above(verb.head) if verb.head != verb else "unknown"
    return (
        "unknown"
        if above in {"future", "timetable"} and any(dep(child) in {"mark", "case"} for child in verb.children)
        else above
    )


def _infinitive(verb: Token) -> Tense:
    head = verb.head
    if _once_planned(verb):
        return "past"
    if head == verb or head.lemma_.lower() in _tense_words("planning") or head.pos_ in {"NOUN", "ADJ", "PROPN"}:
        return "future"
    return _finite_above(head)


def _once_planned(verb: Token) -> bool:
    """Whether a verb tells what somebody had planned before: "had promised to resign in January"."""
    planned = verb.head.lemma_.lower() in _tense_words("planning")
    return planned and any(child.lower_ == "had" for child in verb.head.lefts)


def _finite_above(token: Token) -> Tense:
    """The tense of the verb above; "past" unless that verb itself shows another (no climbing without end)."""
    above = _verb_above(token)
    if above is None or above.tag_ in {"VBG", "VB"}:
        return "future" if above is not None and above.tag_ == "VB" and not _once_planned(above) else "past"
    return tense_of(above)
