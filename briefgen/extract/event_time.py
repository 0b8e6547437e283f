"""The time a sentence tells its main event for: the date on its main verb, else the nearest that dates and not bounds.

The publication date is never taken in silence: a sentence without a date has an unknown time, unless the layout
dates it (a run-in heading such as "Jan. 31:" holds for what follows, up to the next one).
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import Final

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.date_calendar import day_of
from briefgen.language.syntax import dep
from briefgen.model import UNKNOWN_TIME, Article, Basis, DateMention, Time

_BOUNDS: Final = frozenset(
    {"since", "until", "till", "before", "after", "than", "ahead", "following", "beyond", "past", "despite"}
)
_BOUNDING: Final = frozenset({"since", "until", "till", "before"})
_COARSE: Final = frozenset({"year", "decade", "century", "season", "quarter", "half"})
_SAYING: Final = frozenset({"say", "claim", "report", "confirm", "believe", "add", "announce", "estimate"})
_CASE: Final = frozenset({"case"})
_LEADING: Final = _CASE | {"mark"}
_CLAUSAL: Final = frozenset({"mark", "nsubj", "nsubj:pass", "advmod", "aux", "aux:pass"})
_BEFORE_NOUN: Final = frozenset({"nmod:poss", "compound", "nmod", "nmod:unmarked", "amod"})
_JOINED: Final = re.compile(r"\s*(?:and|to|through|until|[-–—])\s*(?:(?:on|in|the|late|early) )?\Z")
_BETWEEN: Final = re.compile(r"\b(?:between|from)\s*(?:(?:late|early|the) )?\Z", re.IGNORECASE)
_HEADED: Final = re.compile(r"\s*(?:[:–—]|\n|\Z|-\s|[“\"‘(])")
_DAYS: Final = re.compile(r"P(\d{1,3})D")
_HEADING_RULES: Final = frozenset({"month-day", "day-month", "iso", "weekday"})
_REACH: Final = 120


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that a sentence may be dated by: its mention, the word it hangs on, and how far from the main verb."""

    mention: DateMention
    token: Token
    hops: int
    """Verbs between the mention and the main verb."""


def event_time(sentence: Span, dates: Sequence[DateMention], article: Article) -> Time:
    """The time of the sentence's main event; `dates` are those of the whole article, in text order.

    Intervals are kept ("September 6 and 7" -> `2025-09-06/2025-09-07`); what cannot be dated is UNKNOWN_TIME.
    """
    usable = dated_in(sentence, dates, article)
    shifted = shifted_time(sentence, dates, article)
    if usable and not (shifted and all(found.hops for found in usable)):
        return time_of(nearest(usable, sentence.root).mention, dates, article.text)
    return shifted or headed_time(sentence, dates, article)


def dated_in(sentence: Span, dates: Sequence[DateMention], article: Article) -> list[Dated]:
    """The days of a sentence that date something that happened, and neither bound it nor describe a thing."""
    return [found for found in days_in(sentence, dates, article) if not describes(found)]


def days_in(sentence: Span, dates: Sequence[DateMention], article: Article) -> list[Dated]:
    """The days of a sentence that stand for themselves and bound nothing ("since 2022", "the 2022 invasion")."""
    inside = [date for date in _inside(sentence, dates) if _is_day(date)]
    dated = [found for date in inside if (found := _dated(sentence, date)) is not None]
    return [found for found in dated if not _bounds(found, article.text)]


def describes(found: Dated) -> bool:
    """Whether a day belongs to a thing that the sentence names, or to what it looks to."""
    token = found.token
    return (
        is_beyond(token)
        or _dates_what_is_to_come(token)
        or _is_nested(token)
        or _is_aside(token)
        or _is_of_another(token)
    )


def nearest(found: Sequence[Dated], verb: Token) -> Dated:
    """The day on the main verb, else the one that hangs nearest to `verb`."""
    return min(found, key=lambda dated: (dated.hops, abs(dated.token.i - verb.i)))


def _inside(sentence: Span, dates: Sequence[DateMention]) -> list[DateMention]:
    return [date for date in dates if sentence.start_char <= date.start and date.end <= sentence.end_char]


def _is_day(date: DateMention) -> bool:
    known = date.basis != "unknown" and "X" not in date.value
    return date.type in {"DATE", "TIME"} and known and date.granularity not in {"reference", "unknown"}


def _dated(sentence: Span, date: DateMention) -> Dated | None:
    span = sentence.doc.char_span(date.start, date.end, alignment_mode="expand")
    if not span:
        return None
    token = span.root
    verbs = [above for above in token.ancestors if above.pos_ in {"VERB", "AUX"}]
    return Dated(date, token, max(0, len(verbs) - 1))


def _bounds(found: Dated, text: str) -> bool:
    """Whether the mention bounds the event or names another thing ("since 2022", "the 2022 invasion")."""
    before = text[max(0, found.mention.start - 24) : found.mention.start].lower().split()
    if found.mention.granularity == "time" and before[-1:] in (["before"], ["after"]):
        return False  # "in a raid before dawn on Saturday"
    while before and before[-1] in {"the", "a", "an", "this", "next", "last", "its", "their"}:
        before.pop()
    if before and (before[-1] in _BOUNDS or before[-2:] == ["ahead", "of"]):
        return True
    if before[-1:] == ["for"] and before[-2:-1] and before[-2] in load_lexicon("dates")["context"]["held_for"]:
        return True  # "calls an election for April 3"
    thing, names = found.token.head, dep(found.token) in {"nummod", "compound", "amod", "nmod"}
    if found.mention.granularity == "month":  # "April 2015 Norland floods: ..."
        return names and found.token.i < thing.i and thing.pos_ == "NOUN" and not dep(thing).startswith("nsubj")
    return found.mention.granularity in _COARSE and names


def _led_by(word: Token, words: Container[str], kinds: frozenset[str] = _LEADING) -> bool:
    """Whether a preposition or conjunction before a word, in its own phrase, is among some."""
    return any(child.lower_ in words and dep(child) in kinds for child in word.lefts)


def is_beyond(token: Token) -> bool:
    """Whether a date belongs to what the event came after or before: "after talks in Oslo on Thursday, he flew home".

    What a verb tells that came first is often the event itself: "three died after a bus fell on Tuesday".
    """
    if _follows_a_bound(token):
        return True
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            return _led_by(above, _BOUNDING) or (_led_by(above, {"after"}) and _is_done_first(above))
        if _led_by(above, _BOUNDS):
            return True
    return False


def _follows_a_bound(token: Token) -> bool:
    """Whether a date on the verb stands right behind what the event came after: "met following a raid in Kassa last week".

    With a preposition of its own only behind what was still to come: "shut the port ahead of a summit on Friday".
    """
    verb = token.head
    before = [child for child in verb.children if verb.i < child.i < token.left_edge.i]
    if verb.pos_ not in {"VERB", "AUX"} or not before or before[-1].right_edge.i + 1 != token.left_edge.i:
        return False
    if before[-1].lower_ == "ahead":
        return before[-1].right_edge.i > before[-1].i
    if before[-1].left_edge.nbor(-1).lower_ == "ahead":
        return True
    bare = not any(dep(child) == "case" for child in token.lefts)
    return bare and dep(before[-1]) == "obl" and _led_by(before[-1], _BOUNDS, _CASE)


def _is_aside(token: Token) -> bool:
    """Whether a date stands in a clause about a thing that the sentence names ("the abbey, founded in 1524")."""
    for above in (token, *token.ancestors):
        kind = dep(above)
        if kind == "acl" and (_is_finite(above) or (_is_told(above.head.head) and not _is_set_off(above))):
            return False  # a finite verb, hung on its subject: "said 5,000 people rallied on Saturday"
        if _is_accused_of(above) or _is_reason(above):
            return True
        clause = kind == "acl:relcl" or (kind.startswith("acl") and above.pos_ in {"VERB", "AUX"})
        if clause and not _is_what_happened(above.head) and not _is_met(above):
            return True
        if kind == "advcl" and above.tag_ == "VBN" and not any(dep(child) in _CLAUSAL for child in above.children):
            return True
    return False


def _is_told(verb: Token) -> bool:
    return verb.lemma_.lower() in _SAYING


def _is_set_off(participle: Token) -> bool:
    """Whether a comma stands before a participle: "all ministers, appointed on Monday"."""
    return participle.i > 0 and participle.nbor(-1).text == ","


def _is_accused_of(word: Token) -> bool:
    """Whether a word tells what somebody is tried or punished for: "charged with robbing a bank", "jailed over the fire"."""
    rule = load_lexicon("dates")["asides"]
    return _led_by(word, rule["accusations"]) and word.head.lemma_.lower() in rule["accusing"]


def _is_reason(word: Token) -> bool:
    """Whether a word is a deed that the event looks back on: "received nine months for shooting a boy", "guilty of lying"."""
    looking_back = load_lexicon("dates")["asides"]["looking_back"]
    return word.tag_ == "VBG" and _led_by(word, looking_back)


def _is_of_another(token: Token) -> bool:
    """Whether a day stands before the noun that it dates, and that noun is not the event: "over Monday's raid", "bans a Saturday march"."""
    thing = token.head
    if not (token.i < thing.i and thing.pos_ in {"NOUN", "PROPN"} and dep(token) in _BEFORE_NOUN):
        return False
    rule = load_lexicon("dates")["asides"]
    if any(child.lower_ in rule["planned"] for child in thing.lefts):
        return True
    if dep(thing) == "obj":
        return thing.head.lemma_.lower() not in rule["enacting"]
    return dep(thing) == "obl" and _led_by(thing, rule["about"], _CASE)


def _is_finite(verb: Token) -> bool:
    """Whether a verb is in the past, by its own tag or that of a verb joined to it ("prepared in Oslo and signed")."""
    return verb.tag_ == "VBD" or any(dep(child) == "conj" and child.tag_ == "VBD" for child in verb.children)


def _is_what_happened(noun: Token) -> bool:
    """Whether a noun is the event itself, as the subject: "the attack that began on Monday destroyed homes"."""
    return dep(noun).startswith("nsubj") and noun.lemma_.lower() in load_lexicon("dates")["asides"]["events"]


def _is_met(launch: Token) -> bool:
    """Whether what was launched is stopped on its way, in the same hours: "shot down 88 of 110 drones launched overnight"."""
    rule = load_lexicon("dates")["asides"]
    if launch.lemma_.lower() not in rule["launching"]:
        return False
    verb = next((above for above in launch.ancestors if above.pos_ in {"VERB", "AUX"}), None)
    return verb is not None and verb.lemma_.lower() in rule["stopping"]


def _is_nested(token: Token) -> bool:
    """Whether a date tells when a thing was that another thing is set beside ("in contrast to their clash in May")."""
    if token.i < token.head.i and dep(token.head) == "nmod" and token.head.head.pos_ == "NOUN":
        return True  # "the results of Sunday's vote"
    thing = token.head
    passed = dep(token) == "nmod" and any(
        dep(child) == "nmod" and thing.i < child.i < token.i for child in thing.children
    )
    nouns = int(passed)  # read as hanging on the first of two things, it belongs to the second
    if _hangs_loose(token):
        return False
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            break
        nouns += above.pos_ in {"NOUN", "PROPN"} and dep(above) in {"nmod", "obl"}
    return nouns > 1


def _hangs_loose(token: Token) -> bool:
    """Whether a day with "on" stands behind a place or a thing not yet named, and belongs to the verb: "a note on a truce on Monday"."""
    on, thing = _led_by(token, {"on"}, _CASE), token.head
    if on and thing.pos_ == "PROPN" and any(child.lower_ in {"in", "near", "at"} for child in thing.lefts):
        return True  # "a fire in a bar in the Alps on New Year's Eve"
    return on and thing.pos_ == "NOUN" and any(child.lower_ in {"a", "an"} for child in thing.lefts)


def _dates_what_is_to_come(token: Token) -> bool:
    """Whether a date belongs to what the event only looks to ("set a Nov. 27 deadline", "prepared for talks Friday")."""
    looked_to = load_lexicon("dates")["looks_to"]
    term = False
    for above in (token, *token.ancestors):
        term = term or _led_by(above, looked_to["terms"], _CASE)
        if above.pos_ not in {"VERB", "AUX"}:
            if above.lemma_.lower() in looked_to["nouns"] and above is not token:
                return True
        elif above.lemma_.lower() in looked_to["verbs"] or (term and _sets_a_term(above, looked_to["nouns"])):
            return True
        elif _is_infinitive(above):
            term = True  # "gave them an ultimatum to answer at the summit on Sunday"
        else:
            return term and _is_on_condition(above)
    return False


def _is_on_condition(verb: Token) -> bool:
    """Whether a clause tells what has yet to be: "agree on a loan provided that the house votes by Friday"."""
    words = load_lexicon("dates")["looks_to"]["conditions"]
    return any(token.lower_ in words for token in verb.doc[verb.sent.root.i : verb.i])


def _sets_a_term(verb: Token, nouns: Sequence[str]) -> bool:
    """Whether what is done is done to a term: "extended the deadline to 9 September", "gave an ultimatum"."""
    return any(dep(child) == "obj" and child.lemma_.lower() in nouns for child in verb.rights)


def _is_done_first(participle: Token) -> bool:
    """Whether a participle tells what somebody did or bore first: "freed after being held on Friday", and not how somebody died."""
    passive = any(child.lower_ == "being" for child in participle.lefts)
    fatal = participle.head.lemma_.lower() in load_lexicon("dates")["asides"]["ends"]
    return (participle.tag_ == "VBG" or passive) and not fatal


def _is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.lefts)


def time_of(date: DateMention, dates: Sequence[DateMention], text: str) -> Time:
    """The Time that a mention gives, or the interval that it makes with the mention beside it."""
    for first, second in _pairs(date, dates):
        if _is_day(second) and _is_day(first) and _is_interval(first, second, text):
            phrase = text[first.start : second.end]
            basis: Basis = "stated" if {first.basis, second.basis} == {"stated"} else "resolved"
            return Time(f"{first.value}/{second.value}", "interval", phrase, basis)
    return Time(date.value, date.granularity, text[date.start : date.end], date.basis)


def _pairs(date: DateMention, dates: Sequence[DateMention]) -> list[tuple[DateMention, DateMention]]:
    place = next(place for place, other in enumerate(dates) if other.start == date.start)
    around = dates[max(0, place - 1) : place + 2]
    return [(first, second) for first, second in pairwise(around) if date in {first, second}]


def _is_interval(first: DateMention, second: DateMention, text: str) -> bool:
    gap = text[first.end : min(second.start, first.end + 24)]
    if second.start - first.end > 16 or not _JOINED.fullmatch(gap) or first.value >= second.value:
        return False
    if "and" not in gap.split():
        return first.granularity == second.granularity
    if _BETWEEN.search(text[max(0, first.start - 24) : first.start]):
        return first.granularity == second.granularity
    days = day_of(first.value), day_of(second.value)
    return bool(days[0] and days[1] and days[1] - days[0] == timedelta(days=1))


def shifted_time(sentence: Span, dates: Sequence[DateMention], article: Article) -> Time | None:
    """`a day after officials met on Thursday`: the day reckoned from the date of that clause."""
    inside, text = _inside(sentence, dates), article.text
    for place, date in enumerate(inside):
        days = _DAYS.fullmatch(date.value) if date.type == "DURATION" else None
        side = re.match(r"\s(after|before)\b", text[date.end : date.end + 12])
        after = next((other for other in inside[place + 1 :] if _is_day(other) and day_of(other.value)), None)
        anchor = day_of(after.value) if after else None
        if days and side and after and anchor and after.start - date.end < _REACH:
            step = timedelta(days=int(days[1]) * (1 if side[1] == "after" else -1))
            return Time((anchor + step).isoformat(), "day", text[date.start : after.end], "resolved")
    return None


def headed_time(sentence: Span, dates: Sequence[DateMention], article: Article) -> Time:
    """The date of the run-in heading that the sentence stands under; UNKNOWN_TIME where there is none."""
    text = article.text
    headings = [date for date in dates if date.start <= sentence.start_char and _is_heading(date, text)]
    if not headings:
        return UNKNOWN_TIME
    heading = headings[-1]
    apart = "\n" in text[heading.end : sentence.start_char].lstrip(" :\t\n")
    alone = text[heading.end : heading.end + 2].strip() in {"", ":"} and text[heading.end : heading.end + 3].count("\n")
    if apart and not (alone and _in_series(dates, text)):
        return UNKNOWN_TIME
    return Time(heading.value, heading.granularity, text[heading.start : heading.end], heading.basis)


def _in_series(dates: Sequence[DateMention], text: str) -> bool:
    return sum(_is_heading(date, text) for date in dates) > 1


def _is_heading(date: DateMention, text: str) -> bool:
    if date.rule not in _HEADING_RULES or date.granularity != "day" or not _is_day(date):
        return False
    before = text[max(0, date.start - 4) : date.start].rstrip(" \t*•-–—#")
    starts = not before or before[-1] in '\n.!?”"’'
    return starts and bool(_HEADED.match(text, date.end))
