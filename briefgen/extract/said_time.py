"""When a sentence's deed was, and when the sentence says that it was told: two days that news puts side by side.

"The talks settled nothing, the ministry said on Wednesday" gives the day of the words. A deed that is told in the past
was no later, and that is all that is known: its time is open at the start (`../2025-12-03`, EDTF). Where what is said is
no deed of the past but a wish, a judgement or a plan, the saying is what happened, and it has its day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.date_tense import tense_of
from briefgen.extract.event_time import (
    Dated,
    days_in,
    describes,
    event_time,
    headed_time,
    is_beyond,
    nearest,
    shifted_time,
    time_of,
)
from briefgen.language.syntax import dep
from briefgen.language.words import text_of
from briefgen.model import UNKNOWN_TIME, Article, DateMention, Quotation, Time

OPEN: Final = ".."
"""An end that is not known (EDTF, ISO 8601-2): '../2025-12-03'."""
LEAST_SHARE: Final = 0.25
WISH: Final = ":intention"
"""Ending of the rules for what somebody wants or plans, which is no claim."""
_NEAR: Final = 10
"""Words between a cue and its date where the parser hung the date elsewhere."""
_LEADING_UP: Final = frozenset({"after", "before", "when", "once", "since", "until"})
_NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never"})


@dataclass(frozen=True, slots=True)
class Times:
    """When what a sentence tells happened, and when it was said, where the sentence tells that."""

    deed: Time
    said: Time = UNKNOWN_TIME


def sentence_times(
    sentence: Span, dates: Sequence[DateMention], article: Article, quotations: Sequence[Quotation]
) -> Times:
    """The times of a sentence; `dates` and `quotations` are those of the whole article, in text order.

    A time inside what is said dates that, unless it stands in quoted words alone; one outside it that hangs on the cue
    dates the saying.
    """
    inside = quotations_in(sentence, quotations)
    main = main_quotation(sentence, inside) or on_main_verb(sentence, inside)
    if main is None:
        return Times(event_time(sentence, dates, article))
    usable = days_in(sentence, dates, article)
    telling = [found for found in usable if _tells(found, inside)]
    said = _best([found for found in telling if _on_cue(found, [main])], sentence, dates, article)
    rest = [found for found in usable if found not in telling and not describes(found)]
    shifted = shifted_time(sentence, dates, article)
    if main.kind != "direct" and shifted and all(found.hops for found in rest):
        return Times(shifted, said)
    own = [found for found in rest if not _lies_in(found.mention, [main])]
    if main.kind != "direct" and not any(not found.hops for found in own):
        own = [found for found in rest if _lies_in(found.mention, [main])] or own
    if own:
        return Times(_best(own, _content(sentence, main) or sentence, dates, article), said)
    return Times(_by_the_saying(sentence, main, said) or headed_time(sentence, dates, article), said)


def _by_the_saying(sentence: Span, main: Quotation, said: Time) -> Time | None:
    """The time of what is told without a day of its own, by the day on which it was said; None where nothing tells that."""
    content = _content(sentence, main)
    if not said.value:
        return None
    if main.kind == "direct" or content is None or _denies(sentence, main) or not tells_past_deed(content):
        return said
    last = said.value.rpartition("/")[2].partition("T")[0]
    return Time(f"{OPEN}/{last}", "interval", said.phrase, said.basis, f"told on {last}, and not dated")


def _denies(sentence: Span, main: Quotation) -> bool:
    cue = sentence.doc.char_span(*main.cue, alignment_mode="expand") if main.cue else None
    return cue is not None and any(word.lemma_.lower() in load_lexicon("denials")["denied"]["verbs"] for word in cue)


def quotations_in(sentence: Span, quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The quotations of which some words stand in the sentence."""
    start, end = sentence.start_char, sentence.end_char
    return tuple(quote for quote in quotations if quote.content[0] < end and quote.content[1] > start)


def main_quotation(sentence: Span, inside: Sequence[Quotation]) -> Quotation | None:
    """The quotation that covers most of the sentence, if it covers enough to be what the sentence tells.

    What was said before the sentence's own event is not it: "After the mayor said the bridge was safe, engineers closed it."
    """
    text = text_of(sentence)
    start, end = sentence.start_char + len(text) - len(text.lstrip()), sentence.start_char + len(text.rstrip())

    def shared(quote: Quotation) -> int:
        """How much of the sentence the content of a quotation covers."""
        return min(end, quote.content[1]) - max(start, quote.content[0])

    telling = [quote for quote in inside if not (_leads_up(sentence, quote) or _is_anothers_plan(sentence, quote))]
    best = max(telling, key=lambda quote: (shared(quote), -quote.start), default=None)
    spoken = on_main_verb(sentence, telling)
    if best and spoken and best.rule.endswith(WISH):
        best = spoken  # "called the decision to ban it a mistake"
    return best if best and shared(best) >= LEAST_SHARE * (end - start) else None


def _leads_up(sentence: Span, quote: Quotation) -> bool:
    """Whether the words are said in a clause of time beside the main clause: "After she said ...", "... after she said"."""
    cue = sentence.doc.char_span(*quote.cue, alignment_mode="expand") if quote.cue else None
    if cue is None or not sentence.start <= cue.start < sentence.end:
        return False
    clause = next((word for word in (cue.root, *cue.root.ancestors) if dep(word) == "advcl"), None)
    if clause is None or clause.head != sentence.root or quote.content[0] <= sentence.root.idx < quote.content[1]:
        return False
    marks = _LEADING_UP if clause.i < sentence.root.i else _LEADING_UP - {"when", "once"}
    return any(child.lower_ in marks and dep(child) == "mark" for child in clause.lefts)


def _is_anothers_plan(sentence: Span, quote: Quotation) -> bool:
    """Whether a plan is what somebody else acts on: "senators criticised | the Pentagon's decision to leave"."""
    cue = (
        sentence.doc.char_span(*quote.cue, alignment_mode="expand") if quote.cue and quote.rule.endswith(WISH) else None
    )
    noun = cue.root if cue is not None else None
    if noun is None or noun.pos_ != "NOUN" or dep(noun) not in {"obj", "obl"}:
        return False
    return any(dep(child) == "nmod:poss" and child.pos_ in {"NOUN", "PROPN"} for child in noun.lefts)


def on_main_verb(sentence: Span, inside: Sequence[Quotation]) -> Quotation | None:
    """The quotation whose cue is the main verb, however short what is said: "said in an interview on Thursday that he knew"."""
    verb = sentence.root.idx
    return next((quote for quote in inside if quote.cue and quote.cue[0] <= verb < quote.cue[1]), None)


def tells_past_deed(content: Span) -> bool:
    """Whether reported words tell of what was done before they were said: no state, no plan, nothing that went on."""
    verb = _head(content)
    if verb is None or tense_of(verb) != "past" or any(child.lower_ in _NEGATIONS for child in verb.children):
        return False
    harmed = verb.lower_ in _words("deeds", "harm")  # "were missing", adjective or participle
    if harmed or any(dep(child) == "cop" for child in verb.children):
        return harmed
    return verb.tag_ != "VBG" and verb.lemma_.lower() not in _words("deeds", "states")


@cache
def _words(table: str, key: str) -> frozenset[str]:
    return frozenset(load_lexicon("saying")[table][key])


def _head(content: Span) -> Token | None:
    """The verb or adjective that says what the words tell."""
    root = content.root
    chain = (root, *(above for above in root.ancestors if content.start <= above.i < content.end))
    return next((token for token in chain if _is_predicate(token)), None)


def _is_predicate(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} or any(dep(child) == "cop" for child in token.children)


def _content(sentence: Span, main: Quotation) -> Span | None:
    """The words of a quotation that stand in the sentence."""
    start, end = max(main.content[0], sentence.start_char), min(main.content[1], sentence.end_char)
    return sentence.doc.char_span(start, end, alignment_mode="contract")


def _lies_in(date: DateMention, quotations: Sequence[Quotation]) -> bool:
    return any(quote.content[0] <= date.start and date.end <= quote.content[1] for quote in quotations)


def _tells(found: Dated, inside: Sequence[Quotation]) -> bool:
    """Whether a date stands outside what is said, on the words that tell who said it."""
    return not _lies_in(found.mention, inside) and not is_beyond(found.token) and _on_cue(found, inside)


def _on_cue(found: Dated, quotations: Sequence[Quotation]) -> bool:
    """Whether a date outside what is said hangs on the words that tell who said it."""
    return any(quote.cue is not None and _hangs_on(found.token, quote.cue, quote.content) for quote in quotations)


def _hangs_on(token: Token, cue: tuple[int, int], content: tuple[int, int]) -> bool:
    telling = False
    for above in token.ancestors:
        if cue[0] <= above.idx < cue[1]:
            return True
        if content[0] <= above.idx < content[1]:
            break
        if above.pos_ in {"VERB", "AUX"} and not telling:
            if above.lemma_.lower() not in _words("said", "verbs"):
                return False
            telling = True
    return telling or _beside(token, cue)


def _beside(token: Token, cue: tuple[int, int]) -> bool:
    """Whether no verb stands between a date and the cue, wherever the parser hung the date."""
    words = token.doc.char_span(*cue, alignment_mode="expand")
    if words is None or words.sent != token.sent:
        return False
    first, last = (words.end, token.i) if token.i >= words.end else (token.i + 1, words.start)
    between = token.doc[first:last]
    return len(between) <= _NEAR and not any(part.pos_ in {"VERB", "AUX"} for part in between)


def _best(found: Sequence[Dated], clause: Span, dates: Sequence[DateMention], article: Article) -> Time:
    return time_of(nearest(found, clause.root).mention, dates, article.text) if found else UNKNOWN_TIME
