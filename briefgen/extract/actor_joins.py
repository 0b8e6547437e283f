"""Names that the recogniser saw in pieces made whole: a nation and its army, a town and its airport, A & B, a general staff and its country."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from briefgen.data import load_lexicon
from briefgen.extract.actor_labels import Found
from briefgen.extract.actor_short_forms import SHORT_FORM
from briefgen.extract.actor_titles import is_demonym, is_no_name, is_title_word
from briefgen.extract.gazetteer import country_of
from briefgen.language.document import Document
from briefgen.language.name_grammar import given_names, institution_words
from briefgen.model import EntityLabel


def join_pieces(document: Document, spans: Iterable[Found]) -> list[Found]:
    """The spans in text order, each as long as its name is."""
    text, joined = document.text, list[Found]()
    for span in spans:
        last = joined[-1] if joined else None
        if (last is not None and span.start < last.end) or _SUFFIX.fullmatch(f" {text[span.start : span.end]}"):
            continue
        if last is not None and (label := _label_of_both(text, last, span)):
            joined[-1] = Found(last.start, span.end, label)
        else:
            joined.append(_whole(document, span))
    return joined


def _label_of_both(text: str, one: Found, two: Found) -> EntityLabel | None:
    """The label of two neighbours as one name, None where they are two names."""
    between = text[one.end : two.start]
    if between == " " and two.label == "ORG" and _is_nation(text, one):
        return "ORG" if text[two.start : two.end].rpartition(" ")[2] in _words("national", "words") else None
    if between == " & " and not (one.label == two.label == "PERSON" and " " in text[one.start : one.end]):
        return "ORG"
    owned = between in {" of ", " of the "} and one.label in {"ORG", "GPE"} and two.label in {"GPE", "ORG"}
    introduced = two.label == "ORG" and SHORT_FORM.match(text, two.end) is not None  # it has a name of its own
    return "ORG" if owned and not introduced and _is_institution(text[one.start : one.end], two) else None


def _is_institution(name: str, owner: Found) -> bool:
    """Whether a name ends in a word of an institution: General Staff, not NATO; one word only before a nation: Embassy of Sudan."""
    last = name.rpartition(" ")[2]
    if " " not in name:
        return owner.label == "GPE" and name in _words("national", "words")
    return last.lower() in institution_words() or last in _words("national", "words")


def _whole(document: Document, span: Found) -> Found:
    text = document.text
    if span.label == "PERSON":
        suffix = _SUFFIX.match(text, span.end)
        stop = text.startswith(".", span.end) and text[span.start : span.end].endswith((" Jr", " Sr"))
        named_may = text.startswith(" May ", span.end) and text[span.start : span.end] in given_names()
        span = replace(span, end=suffix.end() if suffix else span.end + (4 if named_may else stop))
    if span.label == "ORG" and (number := _ORDINAL.search(text, max(0, span.start - 6), span.start)):
        last = text[span.start : span.end].rpartition(" ")[2].lower()
        return replace(span, start=number.start()) if last in institution_words() else span
    return _with_tail(document, span)


_SUFFIX = re.compile(r",? (?:(?:Jr|Sr)\b\.?|I{2,3}\b|IV\b)")
"""What tells a son from his father: behind the name it is a part of it."""
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th) $")
_TAIL = re.compile(r"(?: [A-Z][a-z][\w'’-]*){1,4}")


def _with_tail(document: Document, span: Found) -> Found:
    """A name to its last word, where that makes it a body or a building: Kuala Lumpur | International Airport."""
    tail = _TAIL.match(document.text, span.end)
    if not tail or _is_headline(document, span.start):
        return span
    words = tail[0].split()
    for end in range(len(words), 0, -1):
        following = words[end].lower() if end < len(words) else ""
        label = _label_of_tail(" ".join(words[:end]), span) or _national(document.text, span, words[end - 1])
        if label and (not following or is_title_word(following) or is_no_name(following)):
            end_of_tail = span.end + sum(len(word) + 1 for word in words[:end])
            return Found(_over_word_before(document, span), end_of_tail, label)
    return span


def _national(text: str, span: Found, last: str) -> EntityLabel | None:
    """ORG where a nation and a body that each has stand together: United States | Army."""
    return "ORG" if last in _words("national", "words") and _is_nation(text, span) else None


def _over_word_before(document: Document, span: Found) -> int:
    """Where a body begins in whose name a people is the second word: Anglo | Irish Bank."""
    before = re.search(r"[a-z,] ([A-Z][a-z]+) $", document.text[max(0, span.start - 20) : span.start])
    inside = span.label == "NORP" and before and not is_title_word(before[1].lower())
    return span.start - len(before[1]) - 1 if inside and before else span.start


def _label_of_tail(tail: str, span: Found) -> EntityLabel | None:
    def ends(key: str) -> bool:
        return any(tail == words or tail.endswith(f" {words}") for words in _words("tails", key))

    if ends("bodies"):
        return "ORG"
    return "LOC" if span.label != "NORP" and ends("sites") else None


def _is_headline(document: Document, start: int) -> bool:
    """Whether most words of the sentence begin with a capital, so that a capital shows nothing."""
    token = document.doc.char_span(start, start + 1, alignment_mode="expand")
    words = [word.text for word in token.sent if word.is_alpha and len(word) > 3] if token is not None else []
    return sum(word[0].islower() for word in words) < len(words) / 4


def join_bodies(document: Document, spans: list[Found]) -> list[Found]:
    """Spans with two bodies side by side made one: United Nations | Security Council."""
    joined: list[Found] = []
    for span in spans:
        last = joined[-1] if joined else span
        beside = last.label == span.label == "ORG" and last.end + 1 == span.start and document.text[last.end] == " "
        if beside:
            joined[-1] = replace(last, end=span.end)
        else:
            joined.append(span)
    ends = _ends_of_bodies(document, [span for span in joined if span.label == "ORG"])
    return merge((), (replace(span, end=ends.get(span.end, span.end)) for span in joined))


def merge(first: Iterable[Found], second: Iterable[Found]) -> list[Found]:
    """Both lists in text order; where spans overlap the first list's stands, and the longer of two of the second."""
    kept = sorted(first, key=lambda one: (one.start, one.end))
    for span in sorted(second, key=lambda one: (one.start, -one.end)):
        at = bisect_left(kept, span.start, key=lambda one: one.start)
        clear_left = at == 0 or kept[at - 1].end <= span.start
        if clear_left and (at == len(kept) or span.end <= kept[at].start):
            kept.insert(at, span)
    return kept


def _is_nation(text: str, span: Found) -> bool:
    return span.label == "NORP" or (span.label == "GPE" and bool(country_of(text[span.start : span.end])))


_BODY_TAIL = re.compile(r"(?: [A-Z][a-z]{2,15}){1,2}\b")


def _ends_of_bodies(document: Document, bodies: Sequence[Found]) -> dict[int, int]:
    """Where bodies end whose last words were missed: United Nations | Security Council."""
    tails = ((span.end, _BODY_TAIL.match(document.text, span.end)) for span in bodies)
    return {end: tail.end() for end, tail in tails if tail and _is_body_tail(tail[0].split())}


def _is_body_tail(words: list[str]) -> bool:
    """Whether words end as the name of a body does, and are no title or people: Security Council, not Russian President."""
    return is_no_name(words[-1]) and not is_title_word(words[-1].lower()) and not is_demonym(words[0])


@cache
def _words(group: str, key: str) -> frozenset[str]:
    return frozenset(load_lexicon("name_context")[group][key])
