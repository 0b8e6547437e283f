"""Attribution by a phrase: "according to two officials briefed on the matter, ..."."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import Cue, frame_words
from briefgen.extract.report_edges import after_dateline
from briefgen.extract.report_extents import FINITE_TAGS, before_participle
from briefgen.extract.report_record import Report
from briefgen.extract.report_speakers import cue_speaker
from briefgen.extract.speaker_mentions import (
    mention_span,
    people_noun,
    phrase_after,
    phrase_head,
    speaks,
    with_description,
)

MAKING = frozenset({"make", "makes", "made", "making"})
MADE_REACH = 9
LONGEST = 5
SHORTEST = 15
SHORTEST_CLAUSE = 3
VIEWER_REACH = 7
MESSAGE_REACH = 8
HEADLINE = 30
HEADLINE_SPEAKER = 4
OTHER = frozenset({"VERB", "AUX", "NUM", "PUNCT", "PRON"})
ARTICLES = frozenset({"the", "a", "an"})
OPENERS = frozenset({"that", "which", "who", "whom"})
RELAYING = frozenset({"citing", "quoting", "speaking", "writing", "talking", "referring"})
EDGES = frozenset({"(", ",", ".", ";", ":", "—", "–", "-", "--", "and", "but", "?", "!"})


def headline_reports(layout: Layout, number: int) -> Iterator[Report]:
    """A heading that ends in who says so: "Pull-out 'at odds' with strategy: lawmakers"."""
    tokens = layout.unit_tokens(number)
    colon = next((place for place, token in enumerate(tokens) if token.text == ":" and layout.outside(token)), None)
    if colon is None or colon < 3 or not 1 <= len(tokens) - colon - 1 <= HEADLINE_SPEAKER or len(tokens) > HEADLINE:
        return
    speaker = layout.doc[tokens[colon + 1].i : tokens[-1].i + 1]
    if not any(token.pos_ in {"VERB", "AUX"} or not layout.outside(token) for token in tokens[:colon]):
        return
    named = any(token.pos_ in {"NOUN", "PROPN"} for token in speaker) and not any(
        token.pos_ in OTHER for token in speaker
    )
    content = _clean(layout, tokens[0].i, tokens[colon].i)
    if named and speaks(speaker) and content is not None:
        yield Report(content, None, speaker, "heading:speech", number)


def made_reports(layout: Layout, number: int) -> Iterator[Report]:
    """What somebody "made clear that", or "made the case that"."""
    for token in layout.unit_tokens(number):
        if token.lower_ not in MAKING or not layout.outside(token):
            continue
        that, word = _made_that(token, layout, number)
        cue = Cue(token, "make", "speech", frozenset({"clause"}), "verb")
        speaker = cue_speaker(cue, layout) if that is not None else None
        if that is None or speaker is None or speaker.text.lower() in {"it", "that", "this", "which"}:
            continue
        extent = before_participle((that + 1, layout.units[number][1] - 1), cue, layout)
        content = _clean(layout, extent[0], extent[1] + 1)
        if content is not None:
            yield Report(content, (token.idx, word.idx + len(word)), speaker, "phrase:speech", number)


def _made_that(verb: Token, layout: Layout, number: int) -> tuple[int | None, Token]:
    """Where "that" stands after "made (it) clear (on Tuesday)", and the word that was made; None where it does not."""
    words = load_lexicon("reporting")["phrases"]["made"]["words"]
    made: Token | None = None
    for token in layout.doc[verb.i + 1 : min(verb.i + MADE_REACH, layout.units[number][1])]:
        if made is not None and token.lower_ == "that":
            return token.i, made
        if token.is_punct or token.tag_ in FINITE_TAGS or not layout.outside(token):
            break
        made = token if token.lower_ in words else made
        if made is None and token.pos_ not in {"DET", "PRON", "ADV", "ADJ"}:
            break
    return None, verb


@cache
def _phrases() -> frozenset[str]:
    return frozenset(load_lexicon("reporting")["phrases"]["according"]["words"])


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.split()[0] for phrase in _phrases())


@cache
def _never() -> frozenset[str]:
    return frozenset(load_lexicon("reporting")["phrases"]["according"]["never"])


def according_reports(layout: Layout, number: int) -> Iterator[Report]:
    """What a unit says according to somebody."""
    tokens = [token for token in layout.unit_tokens(number) if layout.outside(token)]
    for place in range(len(tokens)):
        length = _phrase_length(tokens, place)
        if length:
            report = _report(layout, tokens[place : place + length], number)
            if report is not None:
                yield report


def view_reports(layout: Layout, number: int) -> Iterator[Report]:
    """What a unit says "in Hale's view" or "by her own account", set off by a comma."""
    end = layout.units[number][1]
    for token in layout.unit_tokens(number):
        if token.lower_ not in frame_words("views") or token.i + 1 >= end or not layout.outside(token):
            continue
        owner, first = _viewer(token, layout, number)
        if owner is None or layout.doc[token.i + 1].text != ",":
            continue
        start = layout.units[number][0]
        content = _clean(layout, token.i + 2, end) if first - start < SHORTEST_CLAUSE else _clean(layout, start, end)
        if content is not None and _clause(layout, content):
            yield Report(content, (token.idx, token.idx + len(token)), owner, "phrase:speech", number)


def _viewer(noun: Token, layout: Layout, number: int) -> tuple[Span | None, int]:
    """Whose view it is, and where "in" or "by" stands before them."""
    doc, place = layout.doc, noun.i - 1
    place -= doc[place].lower_ == "own"
    for first in range(place, max(layout.units[number][0] - 1, place - VIEWER_REACH), -1):
        if doc[first].lower_ in {"in", "by"}:
            owner = doc[first + 1 : place + (doc[place].tag_ != "POS")]
            owned = doc[place].tag_ in {"POS", "PRP$"}
            return (owner if owned and len(owner) > 0 and _viewing(owner) else None), first
    return None, noun.i


def _viewing(owner: Span) -> bool:
    return owner[0].tag_ == "PRP$" or speaks(owner)


def message_reports(layout: Layout, number: int) -> Iterator[Report]:
    """What a message is behind its colon: "The message from the mayor was simple: The town would not pay."."""
    tokens = layout.unit_tokens(number)
    colon = next((token for token in tokens if token.text == ":" and layout.outside(token)), None)
    noun = next((token for token in tokens[:MESSAGE_REACH] if token.lower_ in frame_words("messages")), None)
    if colon is None or noun is None or noun.i > colon.i or not layout.outside(noun):
        return
    content = _clean(layout, colon.i + 1, layout.units[number][1])
    after = layout.doc[colon.i + 1 : layout.units[number][1]]
    told = any(token.tag_ in FINITE_TAGS for token in after) and all(layout.outside(token) for token in after)
    linked = any(token.lower_ in {"is", "was"} for token in layout.doc[noun.i + 1 : colon.i])
    speaker = _sender(noun, layout)
    if content is not None and told and linked and speaker is not None:
        yield Report(content, (noun.idx, noun.idx + len(noun)), speaker, "phrase:speech", number)


def _sender(noun: Token, layout: Layout) -> Span | None:
    """Whose message it is: "Hale's", or behind "from"."""
    doc, place = layout.doc, noun.i + 1
    if place < len(doc) and doc[place].lower_ == "from":
        span = phrase_after(doc, place + 1, noun.sent.end)
        return span if span is not None and speaks(span) else None
    owner = next((child for child in noun.lefts if child.dep_ == "nmod:poss"), None)
    span = mention_span(owner, layout) if owner is not None and owner.pos_ != "PRON" else None
    return span if span is not None and speaks(span) else None


def _phrase_length(tokens: list[Token], place: int) -> int:
    if tokens[place].lower_ not in _first_words():
        return 0
    for length in range(LONGEST, 1, -1):
        if " ".join(token.lower_ for token in tokens[place : place + length]) in _phrases():
            return length
    return 0


def _report(layout: Layout, phrase: list[Token], number: int) -> Report | None:
    end = layout.units[number][1]
    speaker = _speaker(layout, phrase, end)
    if speaker is None or phrase_head(speaker).lower_ in _never():
        return None
    start = layout.units[number][0]
    before = _clean(layout, start, phrase[0].i)
    tail = _clean(layout, _after(layout, speaker, end), end)
    content = before if before is not None and _clause(layout, before) else tail
    if tail is not None and _inside_clause(layout, phrase[0].i - 1):
        content = tail
    if content is None:
        return None
    cue = (phrase[0].idx, phrase[-1].idx + len(phrase[-1].text))
    return Report(content, cue, speaker, "phrase:speech", number)


def _inside_clause(layout: Layout, place: int) -> bool:
    """Whether a phrase opens a clause that another word has begun: "learned that according to", "boats which, according to"."""
    place -= layout.doc[place].text == ","
    return layout.doc[place].lower_ in OPENERS and layout.doc[place].tag_ in {"IN", "WDT", "WP"}


def _clause(layout: Layout, content: tuple[int, int]) -> bool:
    """Whether characters are more than a link ("And yesterday"): long, or with a verb of their own."""
    words = layout.doc.char_span(*content, alignment_mode="expand")
    verb = words is not None and any(word.pos_ in {"VERB", "AUX"} for word in words)
    return content[1] - content[0] > SHORTEST or (verb and len(words or ()) > 2)


def _speaker(layout: Layout, phrase: list[Token], end: int) -> Span | None:
    """The noun phrase after "according to": as parsed or by word order, whichever reaches further."""
    first = phrase[-1].i + 1
    found = phrase_after(layout.doc, first, end)
    found = _by_whom(with_description(_before_article(found)), end) if found is not None else None
    head = phrase[0].head
    if phrase[-1].i < head.i < end and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        span = mention_span(head, layout)
        span = _before_article(span) if span is not None else None
        if span is not None and span.start == first and (found is None or found.end <= span.end):
            return span
    return found


def _by_whom(span: Span, end: int) -> Span:
    """A document with who made it: "an analysis | by the Marlow Group"."""
    doc, place = span.doc, span.end
    made = place + 1 < end and doc[place].lower_ == "by" and span[-1].pos_ == "NOUN" and speaks(span)
    maker = phrase_after(doc, place + 1, end) if made and not people_noun(span[-1].lower_) else None
    return doc[span.start : maker.end] if maker is not None else span


def _before_article(span: Span) -> Span:
    """A phrase cut where another begins, no comma between: "According to police | the man fled"."""
    for token in span[1:]:
        before = token.nbor(-1)
        if token.lower_ in ARTICLES and (before.pos_ in {"NOUN", "PROPN"} or people_noun(before.lower_)):
            return span.doc[span.start : token.i]
    return span


def _after(layout: Layout, speaker: Span, end: int) -> int:
    """Where the clause begins after an opening "According to a report published on Tuesday by the bank,"."""
    for place in range(speaker.end, end):
        if layout.doc[place].text == "," and not _describes(layout, place + 1, end):
            return place + 1
    return speaker.end


def _describes(layout: Layout, start: int, end: int) -> bool:
    """Whether the words after a comma only describe the speaker: "who led the study," or "a lawyer for the group,"."""
    words = layout.doc[start:end]
    comma = next((place for place, word in enumerate(words) if word.text == ","), None)
    if comma is None or comma + SHORTEST_CLAUSE > len(words):
        return False
    opening, inner = words[0].lower_, words[:comma]
    verbs = any(word.tag_ in FINITE_TAGS for word in inner)
    if opening in {"who", "which", "whose"}:
        return True
    own = opening in {"a", "an", "the", "his", "her", "its"} or opening in RELAYING or _bare_role(inner)
    return own and not verbs


def _bare_role(inner: Span) -> bool:
    """Whether words without an article tell what somebody is: "trade expert at the school", "head of the union"."""
    head = next((word for word in inner if word.pos_ not in {"ADJ", "NOUN", "PROPN"}), inner[-1])
    noun = head.nbor(-1) if head.pos_ == "ADP" and head.i > inner.start else head
    return noun.tag_ == "NN" and noun.text[0].islower() and people_noun(noun.lower_)


def _clean(layout: Layout, start: int, end: int) -> tuple[int, int] | None:
    doc = layout.doc
    while start < end and (doc[start].is_space or doc[start].lower_ in EDGES):
        start += 1
    start = after_dateline(start, end - 1, layout)
    while end > start and (doc[end - 1].is_space or (doc[end - 1].lower_ in EDGES and layout.outside(doc[end - 1]))):
        end -= 1
    return (doc[start].idx, doc[end - 1].idx + len(doc[end - 1].text)) if start < end else None
