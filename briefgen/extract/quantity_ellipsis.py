"""The noun that a bare number leaves out because it was just said: "killed 13 people here and 9 there".

A bare number takes the noun that the number before it counts, in the same sentence, where it is joined to that one;
or the plural subject of a verb that says how many: "cases rose to 219".
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from briefgen.data import load_lexicon
from briefgen.extract.quantity_numbers import GAP
from briefgen.extract.quantity_outcomes import is_outcome, outcome_class, state_of
from briefgen.language.syntax import dep
from briefgen.language.words import words_of
from briefgen.model import QuantityMention

_FARTHEST = 110
_LEAST = r"(?:(?:at least|up to|more than|about|around|some|over|nearly|another|only|just)\s)?"
_JOINED = re.compile(rf"(?:[,;(–—]\s?|\b(?:and|with|but|while|than){GAP}){_LEAST}\Z", re.IGNORECASE)
_REACHED = re.compile(rf"\b(?:up{GAP}from|down{GAP}from|against|compared{GAP}with){GAP}{_LEAST}\Z", re.IGNORECASE)
_TURNED = re.compile(rf"(?:{GAP}[a-z]+){{0,2}}{GAP}to{GAP}{_LEAST}")
_FOLLOWED = re.compile(
    rf"(?:{GAP}(?:more|others))?(?:{GAP}(?:in|on|at|of{GAP}(?:them|whom|which)|against|to{GAP}[A-Z][a-z]+|critically|fatally|seriously|the{GAP}"
    r"(?:day|week|month|year)\b|a (?:day|week|month|year) earlier)\b|[,.;)]|\Z)"
)
_FROM = re.compile(rf"\bfrom{GAP}{_LEAST}\Z", re.IGNORECASE)


def fill_nouns(doc: Doc, mentions: Sequence[QuantityMention]) -> tuple[QuantityMention, ...]:
    """The mentions, bare numbers with the unit that the number before them lets us give."""
    filled: list[QuantityMention] = []
    text = words_of(doc).text
    for mention in mentions:
        last = filled[-1] if filled else None
        if last is not None and not _is_of_two(text, filled, mention) and _takes_noun(doc, last, mention):
            counts = "people" if last.unit == "person" else _noun_of(last)
            filled.append(replace(mention, unit=last.unit, counts=f"{counts} {_befallen(text, mention.end)}".strip()))
        elif _other_things(text, filled, mention):
            thing = next(other for other in reversed(filled) if other.unit in _parted())
            filled.append(replace(mention, unit=thing.unit, counts=mention.counts.replace("people", _noun_of(thing))))
        else:
            filled.append(mention)
    return tuple(filled)


@cache
def _parted() -> frozenset[str]:
    return frozenset(load_lexicon("units")["people"]["parted"])


def _befallen(text: str, end: int) -> str:
    """What befell the things of a bare number right behind it: "nine of which were shot down"."""
    match = _BEFALLEN.match(text, end)
    state = state_of(match[1].lower()) if match is not None else ""
    return f"{state} down" if match is not None and match[2] else state if is_outcome(state) else ""


def _other_things(text: str, before: Sequence[QuantityMention], mention: QuantityMention) -> bool:
    """Whether "others" are of the drones or missiles just counted: "nine were downed, while seven others were lost"."""
    others = mention.unit == "person" and text[mention.start : mention.end].lower().endswith("others")
    near = [other for other in before if mention.start - other.end < _FARTHEST]
    harmed = outcome_class(mention.counts) in {"killed", "wounded", "missing", "captured", "detained", "displaced"}
    return others and not harmed and any(other.unit in _parted() for other in near)


def _is_of_two(text: str, before: Sequence[QuantityMention], mention: QuantityMention) -> bool:
    """Whether a part is of two kinds of things together: "479 drones and 20 missiles, of which 460 were lost"."""
    if len(before) < 2 or before[-2].unit == before[-1].unit or not before[-2].unit:
        return False
    joined = re.fullmatch(rf",?{GAP}and{GAP}{_LEAST}", text[before[-2].end : before[-1].start], re.IGNORECASE)
    return joined is not None and _OF_THESE.search(text[before[-1].end : mention.start]) is not None


def _noun_of(mention: QuantityMention) -> str:
    """The counted phrase of the other number up to its noun, without what befell it."""
    words = mention.counts.split()
    for place, word in enumerate(words):
        if word.lower().startswith(mention.unit.lower()[: max(3, len(mention.unit) - 2)]):
            return " ".join(words[: place + 1])
    return mention.counts


def _takes_noun(doc: Doc, last: QuantityMention, mention: QuantityMention) -> bool:
    if mention.unit or mention.rule != "number" or last.rule not in {"count", "number"} or not last.unit:
        return False
    text = words_of(doc).text
    gap = text[last.end : mention.start]
    if len(gap) > _FARTHEST or not all(_is_whole(bound) for bound in mention.value):
        return False
    token = doc.char_span(mention.start, mention.start + 1, alignment_mode="expand")
    former = doc.char_span(last.start, last.start + 1, alignment_mode="expand")
    if token is None or former is None or token.sent.start != former.sent.start:
        return False
    if _is_part(text, gap, last, mention.end):
        return True
    if _TURNED.fullmatch(gap) and (_FROM.search(text[: last.start][-30:]) or len(gap) < 14):
        return True
    return bool((_JOINED.search(gap) or _REACHED.search(gap)) and _FOLLOWED.match(text, mention.end))


_OF_THESE = re.compile(rf"\bof{GAP}(?:which|whom|these|them|those)(?:{GAP}|,)?{_LEAST}\Z", re.IGNORECASE)
_ACTS = re.compile(
    rf"{GAP}(?:more{GAP}|others{GAP})?(?:were|was|have|had|has|are|did|failed|got|hit|struck|reached|fell|landed|missed|crashed|exploded)\b"
)
_BEFALLEN = re.compile(
    rf"(?:{GAP}of{GAP}(?:which|them|these|those|whom))?{GAP}(?:were|was|have{GAP}been|had{GAP}been)"
    rf"(?:{GAP}(?:reportedly|also|allegedly))?{GAP}([a-z]{{3,14}})({GAP}down)?\b"
)
_LINKED = re.compile(r"\b(?:and|while|but|that|with)\b|[;,]")


def _is_part(text: str, gap: str, last: QuantityMention, end: int) -> bool:
    """Whether a number tells of a part of the things just counted: "728 drones, of which 711 were lost"."""
    if _OF_THESE.search(gap):
        return True
    if re.match(rf"{GAP}more(?:[.,;)]|\Z)", text[end : end + 8]):
        return True  # "five jets with options for 11 more"
    parted = last.unit in _parted()
    return parted and _ACTS.match(text, end) is not None and _LINKED.search(gap) is not None


def _is_whole(bound: float | None) -> bool:
    return bound is None or float(bound).is_integer()


def counted_subject(doc: Doc, first: int) -> Token | None:
    """The plural subject whose number a verb of change or extent gives: "cases rose to 219"; None without one."""
    number = doc[first]
    verb = number.head
    lexicon = load_lexicon("numbers")["extent"]
    if dep(number).split(":")[0] not in {"obj", "obl", "xcomp", "attr"} or verb.lemma_.lower() not in lexicon["verbs"]:
        return None
    if not 0 < first - verb.i <= 6 or any(token.pos_ in {"NOUN", "PUNCT"} for token in doc[verb.i + 1 : first]):
        return None  # "tornadoes hit the state with twelve killed, six in one town"
    subjects = [child for child in verb.children if dep(child) == "nsubj" and child.i < first]
    subject = subjects[0] if len(subjects) == 1 else None
    counted = subject is not None and subject.tag_ == "NNS" and subject.lemma_.lower() not in lexicon["measures"]
    return subject if counted else None
