"""The tense of the clause that a date stands in: what a weekday or a month without a year is reckoned by."""

import re
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Doc, Span, Token

from briefgen.extract.date_cues import (
    Tense,
    is_ahead_of,
    is_called,
    is_called_off,
    is_coming,
    is_compared,
    is_held_for,
    is_looked_to,
    is_of_a_former_plan,
    owns_a_thing,
    stands_before_held,
    stands_beside_what_befell,
    still_to_be_held,
    tells_apart,
    tells_what_happened,
)
from briefgen.extract.date_lexicon import lexicon, listed, numbered
from briefgen.language.document import Document
from briefgen.language.syntax import dep

_OPENS: Final = re.compile(r"(?:^|[.!?:\n”\"’])\s{0,2}[*•–—-]?\s?\Z")
_RUNS_IN: Final = re.compile(r"\s?[:–—“\"‘]|\s?\n")
"""A date that opens a line or sentence and stands apart from it: a heading, which no clause has a tense for."""
_THEN: Final = 160
"""Characters before "today" in which a time long past makes it mean our times."""
_HAVE: Final = frozenset({"have", "has", "had", "having", "'ve", "’ve"})
_LOOKING_BACK: Final = frozenset({"despite", "since", "over", "amid"})
_WAITING: Final = frozenset({"when", "once", "if", "until", "unless", "before", "after"})
_PASSIVE: Final = frozenset({"be", "been", "being", "was", "were", "is", "are"})
_BIDDING: Final = frozenset({"urge", "order", "invite", "direct", "instruct", "command", "call"})
_LIKELY: Final = frozenset({"likely", "possible", "unlikely", "imminent", "due", "poised"})
_AFTER: Final = frozenset({"after", "following"})
_BE: Final = frozenset({"is", "are", "was", "were", "'s", "’s"})


def tense_at(document: Document, start: int, end: int) -> Tense:
    """The tense of the clause that the words `start`-`end` stand in."""
    doc, text = document.doc, document.text
    span = doc.char_span(start, end, alignment_mode="expand")
    if not span or (_OPENS.search(text, max(0, start - 4), start) and _RUNS_IN.match(text, end)):
        return "unknown"
    if span.start and (doc[span.start - 1].lower_ == "since" or is_compared(doc, span.start)):
        return "past"
    if is_of_a_former_plan(doc, span.start):
        return "nearest"
    if (
        is_coming(doc, span.start)
        or still_to_be_held(doc, span.end)
        or is_held_for(doc, span.start)
        or is_ahead_of(doc, span.start)
    ):
        return "future"
    verb = _verb_above(span.root)
    if verb is None:
        return "present" if stands_before_held(doc, span.end) else "unknown"
    if verb.i > span.end and span.end < len(doc) and doc[span.end].tag_ == "TO":
        verb = _verb_above(verb.head) or verb  # "agreed Monday to cut tariffs"
    tense = tense_of(verb)
    if tense == "future" and _is_aim(verb) and (owns_a_thing(doc, span.end) or tells_apart(doc, span.end)):
        tense = "present"  # "to protest Sunday's decision"
    if tense in {"past", "present"} and is_called_off(doc, span, verb):
        return "nearest"
    if tense in {"present", "timetable", "past"} and is_called(doc, span.start, tense):
        return "future"
    if tense in {"present", "timetable"} and is_looked_to(doc, span.start):
        return "future"
    if tense == "present" and stands_before_held(doc, span.end) and not _bygone(span.root, verb):
        return "nearest"  # "is the favourite in Sunday's election"
    if tense == "past" and stands_before_held(doc, span.end):
        return "present"
    if tense in {"present", "timetable", "unknown"} and tells_apart(doc, span.end):
        return "past"
    if tense == "future" and tells_apart(doc, span.end) and tells_what_happened(doc, span.end):
        return "past"  # "help it recover from the April earthquake"
    if tense == "present" and (_begins_a_span(doc, span) or _stands_bare(doc, span, verb)):
        return "future"
    if tense in {"present", "timetable"} and _awaited(verb):
        return "future"
    named = dep(span.root) == "nsubj" and span.end < len(doc) and doc[span.end].lower_ in {"is", "’s", "'s"}
    if tense == "present" and (verb == span.root or (named and doc[span.end].pos_ == "AUX")):
        return "future"  # "the match is on Saturday", "Saturday is a holiday"
    if tense in {"future", "timetable"} and _bygone(span.root, verb):
        return "past"
    by_a_thing = doc[span.start - 1].lower_ == "by" and owns_a_thing(doc, span.end)
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


def _begins_a_span(doc: Doc, date: Span) -> bool:
    """Whether a span from the date to another is told in the present: "lends its hall from Saturday until March"."""
    until = doc[date.end].lower_ in {"until", "till", "through"} if date.end < len(doc) else False
    return until and date.start > 0 and doc[date.start - 1].lower_ == "from"


def _stands_bare(doc: Doc, date: Span, verb: Token) -> bool:
    """Whether a weekday without "on" follows a verb in the present: what is planned, as news tells it ("swims Thursday")."""
    if verb.tag_ not in {"VBZ", "VBP"} or verb.pos_ != "VERB" or not verb.i < date.start or not _names_weekday(date):
        return False
    if any(dep(child) in {"aux", "aux:pass", "cop"} for child in verb.children):
        return False
    before, behind = doc[date.start - 1], doc[date.end] if date.end < len(doc) else None
    apart = behind is None or behind.pos_ in {"PUNCT", "ADP", "CCONJ", "SCONJ"}
    return (
        apart
        and before.pos_ in {"VERB", "NOUN", "PROPN", "ADV"}
        and verb.lemma_.lower() not in listed("tense", "telling")
    )


def _names_weekday(date: Span) -> bool:
    return date.text.partition(" ")[0].lower() in numbered("weekdays")


def _awaited(verb: Token) -> bool:
    """Whether a present clause says what a coming one waits for: "will take over when he steps down in June"."""
    if dep(verb) != "advcl" or not any(child.lower_ in _WAITING for child in verb.children):
        return False
    return tense_of(verb.head) == "future"


def _bygone(token: Token, verb: Token) -> bool:
    """Whether the date belongs to what the future clause only looks back on ("despite Sunday's vote")."""
    if stands_beside_what_befell(token):
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
    return tense != "past" or ("by" not in left and verb.lemma_.lower() in listed("tense", "granting"))


def _to_be_done(doc: Doc, place: int) -> bool:
    """Whether the verb before the date is what was agreed or planned: "signed a deal to end the war by Tuesday"."""
    for token in reversed(doc[max(0, place - 10) : place]):
        if token.is_sent_start or (token.pos_ in {"VERB", "AUX"} and token.tag_ != "VB"):
            return False
        if token.tag_ == "VB" and token.i and doc[token.i - 1].lower_ == "to":
            before = doc[token.i - 2] if token.i > 1 else token
            return before.pos_ == "NOUN" or before.lemma_.lower() in listed("tense", "planning")
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
    return "nsubj" in kinds or (clause and "compound" in kinds and token.lemma_.lower() in listed("tense", "timetable"))


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
    if words & listed("tense", "future_auxiliaries"):
        return "past" if "have" in words else "future"
    tags = {helper.tag_ for helper in helpers} | {verb.tag_}
    if verb.lower_ in _LIKELY and helpers:
        return "future"  # "more rain was likely Friday night"
    active = verb.tag_ == "VBN" and words & _HAVE and not words & _PASSIVE
    if active and verb.lemma_.lower() in _BIDDING:
        return "past"  # "had urged residents Sunday to stay inside"
    if "VBD" in tags or ("VBN" in tags and words & _HAVE):
        return "future" if verb.tag_ == "VBN" and _planned(verb) else "past"
    if any(child.tag_ == "TO" for child in verb.children) or (verb.tag_ == "VB" and not _is_finite(verb)):
        return _infinitive(verb)
    if verb.tag_ in {"VBN", "JJ"} and not helpers and dep(verb) == "xcomp" and verb.head.tag_ != "VBN":
        return tense_of(verb.head)  # "will stay closed until Friday"
    if verb.tag_ == "VBN":
        return "future" if _planned(verb) else "present" if helpers else "past"
    if verb.tag_ == "VBG":
        return _gerund(verb, helpers)
    if verb.lemma_.lower() in listed("tense", "unchanged") and verb.tag_ != "VBZ":
        return "past"
    if verb.pos_ == "ADJ" and verb.lower_ in listed("tense", "planning"):
        return "future"  # "is due in court on Monday"
    if verb.lemma_.lower() in listed("tense", "setting") and verb.tag_ in {"VBZ", "VBP"}:
        return "future"
    if verb.lemma_.lower() in listed("looks_to", "verbs"):
        return "future"  # "prepares for the storm on Thursday"
    return "timetable" if verb.lemma_.lower() in listed("tense", "timetable") else "present"


def _has_subject(verb: Token) -> bool:
    return any(dep(child).startswith("nsubj") for child in verb.children)


def _is_finite(verb: Token) -> bool:
    """Whether a form tagged as infinitive has a subject of its own: "drones hit the base"."""
    return verb.dep_ == "ROOT" and any(dep(child) == "nsubj" for child in verb.children)


def _planned(verb: Token) -> bool:
    if verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].tag_ == "RP":
        return False  # "set off an alarm"
    if verb.lemma_.lower() in {"set", "aim", "offer", "want", "seek"}:
        return verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].lower_ in {"for", "to"}
    return verb.lemma_.lower() in listed("tense", "planning") - {
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
        return "timetable"
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
    if head.lemma_.lower() in {"tell", "ask"} and tense_of(head) == "past":
        return "nearest"  # "were told to come on Wednesday"
    if head == verb or head.lemma_.lower() in listed("tense", "planning") or head.pos_ in {"NOUN", "ADJ", "PROPN"}:
        return "future"
    return "future" if _is_aim(verb) else _finite_above(head)


def _is_aim(verb: Token) -> bool:
    """Whether an infinitive tells what somebody does something for: "flies to Oslo to meet him on Monday"."""
    return any(child.tag_ == "TO" for child in verb.children) and _finite_above(verb.head) == "present"


def _once_planned(verb: Token) -> bool:
    """Whether a verb tells what somebody had planned before: "had promised to resign in January"."""
    planned = verb.head.lemma_.lower() in listed("tense", "planning")
    return planned and any(child.lower_ == "had" for child in verb.head.lefts)


def _finite_above(token: Token) -> Tense:
    """The tense of the verb above; "past" unless that verb itself shows another (no climbing without end)."""
    above = _verb_above(token)
    if above is None or above.tag_ in {"VBG", "VB"}:
        return "future" if above is not None and above.tag_ == "VB" and not _once_planned(above) else "past"
    return tense_of(above)
