"""Attributions set into or behind a sentence, read by word order alone: "The fire, officials said, ...", "..., a poll found."

The parser hangs these small clauses wherever it likes, so commas and the order of words decide.
"""

from dataclasses import dataclass

from spacy.tokens import Span, Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import QUOTED, SAYING, frame_words, verb_cue
from briefgen.extract.report_edges import CIRCUMSTANCES
from briefgen.extract.report_extents import CONCESSIONS, DAYS, FINITE_TAGS
from briefgen.extract.report_rescue import AFTERMATH
from briefgen.extract.speaker_mentions import (
    NOMINAL,
    WH,
    is_passive_form,
    people_noun,
    phrase_after,
    phrase_head,
    speaks,
)
from briefgen.language.syntax import dep

LONGEST_TAIL = 12
LONGEST_NAME = 4
LONGEST_OFFICE = 24
FARTHEST = 80
SHORTEST_HOST = 3
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "NN", "NNS"})
INNER = frozenset({"of", "'s", "’s", "for", "from", "in", "on", "at", "by", "to", "-", "and"})
CLOSERS = frozenset({",", ".", "?", "!"})
TURNING = frozenset(
    {"announce", "confirm", "report", "claim", "reveal", "acknowledge", "predict", "allege", "complain"}
)
"""Verbs of speech that may stand before who speaks: "..., announced the governor"."""
PAST = frozenset({"VBD", "VBZ"})
RELAYED = QUOTED | {"carried"}
"""Who passes words on: "the paper reported, quoted by Kyodo"."""
NOBODY = frozenset({"it", "i", "we", "you", "this", "that"})


@dataclass(frozen=True, slots=True)
class Aside:
    """A small clause that attributes the rest of its unit: the tokens from its first comma to its end, speaker and verb."""

    comma: int
    end: int
    speaker: Span
    verb: Token


def aside_at(verb: Token, layout: Layout) -> Aside | None:
    """The small clause between commas, or between a comma and the stop, that a verb and its subject make."""
    cue = verb_cue(verb)
    if (
        cue is None
        or cue.lemma not in frame_words("parenthetic")
        or verb.tag_ not in FINITE
        or not layout.outside(verb)
    ):
        return None
    start, end = layout.units[layout.unit[verb.i]]
    aside = _led_by_as(verb, cue.lemma, layout)
    if aside is not None:
        return aside
    if verb.i >= start + SHORTEST_HOST and verb.nbor(-1).text == "," and cue.lemma in SAYING - {"tell"}:
        aside = _inverted(verb, end, layout)
        told = _says_something(verb.doc[start : verb.i - 1], layout)
        if aside is not None or _named_office(verb, start, layout) is None:
            return aside if aside is not None and (told or _verb_after(aside, end)) else None
    turned = _turned(verb, cue.lemma, layout)
    if turned is not None:
        return turned
    place = _tail_end(verb, cue.lemma, end)
    if place < end and verb.doc[place].text not in CLOSERS:
        return None
    named = _named_office(verb, start, layout) or _office_behind(verb, start, layout)
    if named is not None:
        return Aside(named[0], place, named[1], verb)
    comma = _comma_before(verb, start, layout)
    if comma is None or (verb.tag_ == "VBN" and is_passive_form(verb)) or verb.doc[comma - 1].lower_ == "who":
        return None
    speaker = _subject(verb.doc[comma + 1 : verb.i], verb)
    return Aside(comma, place, speaker, verb) if speaker is not None else None


def _led_by_as(verb: Token, lemma: str, layout: Layout) -> Aside | None:
    """The small clause of "As Hale said on Friday, ...", "..., as Hale told reporters, ..." or "..., as one aide noted."."""
    doc, (start, end) = verb.doc, layout.units[layout.unit[verb.i]]
    first = next(
        (place for place in range(verb.i - 1, max(start, verb.i - LONGEST_TAIL) - 1, -1) if doc[place].lower_ == "as"),
        None,
    )
    if first is None or first + 1 >= verb.i or lemma not in frame_words("as_said"):
        return None
    opens = first == start or doc[first - 1].text == "," or doc[first - 1].is_space
    words = doc[first + 1 : verb.i]
    if not opens or not all(layout.outside(word) and (_within(word) or word.text == ",") for word in words):
        return None
    place = _tail_end(verb, lemma, end)
    closed = doc[place].text in CLOSERS if place < end else first > start
    meanwhile = place == verb.i + 1 and first == start and verb.tag_ == "VBD" and lemma in frame_words("going_on")
    speaker = _subject(_named(words), verb)
    if not closed or meanwhile or speaker is None or speaker[0].lower_ in NOBODY:
        return None
    return (
        None if first == start and place + SHORTEST_HOST >= end else Aside(max(start, first - 1), place, speaker, verb)
    )


def _turned(verb: Token, lemma: str, layout: Layout) -> Aside | None:
    """The small clause that ends a unit, its speaker behind the verb: "..., announced its governor, Ann Hale."."""
    start, end = layout.units[layout.unit[verb.i]]
    before = verb.doc[start : verb.i - 1] if verb.i >= start + SHORTEST_HOST else verb.doc[verb.i : verb.i]
    if lemma not in TURNING or verb.tag_ not in PAST or not len(before) or verb.nbor(-1).text != ",":
        return None
    aside = _inverted(verb, end, layout) if _says_something(before, layout) else None
    if aside is None or not all(word.is_punct or word.pos_ == "PROPN" for word in verb.doc[aside.end : end]):
        return None
    named = aside.speaker[-1].pos_ == "PROPN" or people_noun(aside.speaker[0].lower_)
    return aside if named or people_noun(phrase_head(aside.speaker).lower_) else None


def _named(words: Span) -> Span:
    """The name among an office and a name that commas part: "the bloc's envoy, Ann Hale,", "Ann Hale, a Democrat,"."""
    commas = [place for place, word in enumerate(words) if word.text == ","]
    if not commas:
        return words
    second = words[commas[0] + 1 : commas[1] if len(commas) > 1 else len(words)]
    return second if len(second) and all(word.pos_ == "PROPN" for word in second) else words[: commas[0]]


def _verb_after(aside: Aside, end: int) -> bool:
    """Whether the sentence around "said Smith," goes on with its verb behind the comma."""
    doc = aside.verb.doc
    return aside.end + 1 < end and doc[aside.end].text == "," and doc[aside.end + 1].tag_ in FINITE_TAGS


def _says_something(words: Span, layout: Layout) -> bool:
    """Whether words before ", said Smith" are more than a name: a verb, a quotation, or a short answer ("Not yet")."""
    bare = not any(word.text == "," for word in words)
    told = any(
        word.tag_ in FINITE_TAGS
        or (word.pos_ == "VERB" and any(dep(child) == "obj" for child in word.rights))
        or (bare and word.pos_ in {"VERB", "AUX"})
        or not layout.outside(word)
        for word in words
    )
    return told or not any(word.pos_ in {"PROPN", "NOUN", "PRON"} for word in words)


def _inverted(verb: Token, end: int, layout: Layout) -> Aside | None:
    """The small clause "..., says retired Col. Ray Dunn, who flew with him"."""
    speaker = phrase_after(verb.doc, verb.i + 1, end)
    follows = verb.doc[speaker.end] if speaker is not None and speaker.end < end else None
    closed = follows is None or (follows.is_punct and follows.text != ":") or follows.pos_ == "SPACE"
    closed = closed and (follows is None or layout.outside(follows))
    if speaker is None or not closed or not speaks(speaker) or speaker[0].lower_ in DAYS | {"that"}:
        return None
    return Aside(verb.i - 1, speaker.end, speaker, verb)


def _tail_end(verb: Token, lemma: str, end: int) -> int:
    """The token after a verb with whom was told and when or where: "told donors", "said in an interview on Monday"."""
    place = verb.i + 1
    told = phrase_after(verb.doc, place, end) if lemma == "tell" else None
    place = told.end if told is not None and speaks(told) else place
    if place + 1 < end and verb.doc[place].lower_ == "to" and verb.doc[place + 1].tag_ == "VB":
        return place
    if place < end and verb.doc[place].lower_ in AFTERMATH | DAYS | frame_words("times"):
        for after in range(place + 1, min(place + LONGEST_TAIL, end)):
            if verb.doc[after].tag_ in FINITE_TAGS or verb.doc[after].pos_ == "SCONJ":
                return place
            if verb.doc[after].text in CLOSERS:
                return after
        return end if end - place <= LONGEST_TAIL else place
    return place


def _comma_before(verb: Token, start: int, layout: Layout) -> int | None:
    """The comma that opens the small clause: nothing but one noun phrase stands between it and the verb."""
    for place in range(verb.i - 1, max(start + SHORTEST_HOST - 1, verb.i - LONGEST_TAIL) - 1, -1):
        word = verb.doc[place]
        if word.text == "," and layout.outside(word):
            return place if place < verb.i - 1 else None
        if not layout.outside(word) or not _within(word) or word.lower_ in WH:
            return None
    return None


def _named_office(verb: Token, start: int, layout: Layout) -> tuple[int, Span] | None:
    """The first comma and the name of ", a spokeswoman, Ann Hale, said." behind what was said."""
    doc, close = verb.doc, verb.i - 1
    first = close
    while first > start and doc[first - 1].pos_ == "PROPN" and close - first < LONGEST_NAME:
        first -= 1
    if doc[close].text != "," or first == close or doc[first - 1].text != ",":
        return None
    for place in range(first - 2, max(start + SHORTEST_HOST, first - LONGEST_OFFICE), -1):
        if doc[place].text == ",":
            office = doc[place + 1 : first - 1]
            role = len(office) > 1 and office[0].pos_ in {"DET", "PRON"} and people_noun(phrase_head(office).lower_)
            return (place, doc[first:close]) if role and layout.outside(doc[place]) else None
        if not layout.outside(doc[place]) or not _within(doc[place]):
            return None
    return None


def _office_behind(verb: Token, start: int, layout: Layout) -> tuple[int, Span] | None:
    """The first comma and the name of ", Ann Hale, an officer for the county's sheriff, told ..." behind what was said."""
    doc, close = verb.doc, verb.i - 1
    commas = [place for place in range(close, max(start, close - LONGEST_OFFICE), -1) if doc[place].text == ","][:3]
    if len(commas) < 3 or commas[0] != close or any(not layout.outside(doc[place]) for place in commas):
        return None
    name, office = doc[commas[2] + 1 : commas[1]], doc[commas[1] + 1 : close]
    person = 1 < len(name) <= LONGEST_NAME and all(word.pos_ == "PROPN" for word in name)
    role = (
        len(office) > 1 and all(_within(word) for word in office) and any(people_noun(word.lower_) for word in office)
    )
    return (commas[2], name) if person and role else None


def _within(word: Token) -> bool:
    """Whether a word may stand in a noun phrase with its short tails ("a poll released Wednesday")."""
    named = word.pos_ in NOMINAL or people_noun(word.lower_) or word.lower_ in INNER
    return named or word.tag_ in {"VBN", "POS"} or word.pos_ in {"ADV", "PART"} or word.lower_ in {"has", "have", "had"}


def _subject(words: Span, after: Token) -> Span | None:
    """The words that name who says it: a pronoun, or a noun phrase before its participle and auxiliaries."""
    end = len(words)
    for place, word in enumerate(words):
        if place and (word.tag_ == "VBN" or word.pos_ in {"AUX", "ADV"} or word.lower_ in {"has", "have", "had"}):
            end = place
            break
    named = words[:end] if end and len(words) else None
    if named is None or named[0].pos_ in {"ADP", "CCONJ", "ADV", "SCONJ"} or named[0].tag_ in {"VBN", "RB"}:
        return None
    several = len(named) < 3 and named[-1].tag_ == "NNS" and after.lower_ in {"said", "say"}
    return named if (len(named) == 1 and named[0].pos_ == "PRON") or several or speaks(named) else None


def host(aside: Aside, layout: Layout) -> tuple[int, int]:
    """First and last token of the sentence that a small clause attributes: before it, or on both sides of it."""
    start, end = layout.units[layout.unit[aside.verb.i]]
    if layout.doc[start].lower_ == "as" and aside.comma == start:
        return aside.end + 1, end - 1
    if layout.doc[aside.comma - 1].tag_ == "WDT" and layout.doc[aside.end].text == "," and aside.end + 1 < end:
        return aside.end + 1, end - 1  # "a truce that, he said, could lead to peace"
    after = [word for word in layout.tokens[aside.end : min(end, aside.end + FARTHEST)] if not word.is_space]
    behind = all(word.is_punct or not layout.outside(word) for word in after)
    if aside.speaker.start > aside.verb.i:
        behind = behind or not (len(after) > 1 and after[0].text == "," and _resumes(after[1]))
    quoted = any(not layout.outside(word) for word in after)
    behind = behind or (len(after) > 2 and _reporter_goes_on(after[1], after[2]) and not (quoted and _joint(after[1])))
    return (start, aside.comma - 1) if behind else (start, end - 1)


def _resumes(word: Token) -> bool:
    """Whether the host sentence goes on at a word after "said Smith,"."""
    return _joint(word) or word.tag_ in FINITE_TAGS or word.pos_ == "AUX"


def _joint(word: Token) -> bool:
    return word.pos_ == "CCONJ"


def _reporter_goes_on(word: Token, following: Token) -> bool:
    """Whether ", and drove on", ", citing ..." or ", as the storm neared" goes on with the reporter, not with the speech."""
    if _joint(word):
        return following.tag_ in {"VBD", "VBZ"}
    if word.lower_ in RELAYED:
        return following.lower_ == "by"
    if word.tag_ == "VBG":
        return word.lower_ == "citing" or verb_cue(word) is not None
    return word.lower_ in CIRCUMSTANCES | CONCESSIONS | {"amid"}
