"""A clause that the parse broke off, taken on to where its sentence goes on or ends."""

from spacy.tokens import Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import Cue, verb_cue
from briefgen.extract.report_extents import CLOSING_MARKS, DAYS, FINITE_TAGS, Tokens, frames
from briefgen.language.syntax import dep

FUTURE_IN_PAST = frozenset({"would", "should", "could", "might", "must"})
BREAKS = frozenset(
    ["after", "before", "when", "while", "as", "amid", "despite", "during", "following", "since", "until", "by", "via"]
)
DASHES = frozenset({"—", "–", "--"})
BOUNDS = frozenset({",", ";", ":", "—", "–", "--", "(", "-"})


def resumed(content: Tokens, cue: Cue, layout: Layout) -> Tokens:
    """A clause that the parse broke off before its own verb, or before "if ...", taken to the end of the unit."""
    start, end = content
    last = layout.units[layout.unit[cue.token.i]][1] - 1
    if start < cue.token.i or end >= last - 1 or layout.doc[start].pos_ in {"AUX", "VERB", "PART"}:
        return content
    if layout.doc[end + 1].text == "," and dep(cue.token).startswith("acl"):
        return content
    if _abbreviated(layout.doc[end + 1]) or _unfinished(layout, start, end) or _parted(cue, layout, content):
        return start, last
    if _dashed_in(layout, end + 1, last):
        return start, last
    follows = layout.doc[end + 1] if layout.doc[end + 1].text != "," else layout.doc[end + 2]
    bare = follows.pos_ in {"AUX", "VERB"} and follows.tag_ in FINITE_TAGS and not _own_subject(follows)
    comma = layout.doc[end + 1].text == ","
    condition = follows.lower_ == "because" or (follows.lower_ in {"if", "unless", "that", "so"} and not comma)
    if _that_again(layout, end + 1, last):
        return start, last
    joined = _joint_within(content, cue, layout, last)
    runs_on = bare and follows.i > cue.token.i and verb_cue(follows) is None
    return (start, last) if runs_on or condition or joined else content


def _joint_within(content: Tokens, cue: Cue, layout: Layout, last: int) -> bool:
    """Whether "and would stay", or in another tense than the reporter's "but is worried", goes on with what was said."""
    start, place = content[0], content[1] + 1
    while place < last and layout.doc[place].text in CLOSING_MARKS:
        place += 1
    if place + 1 >= last or layout.doc[place].lower_ not in {"and", "but", "or"}:
        return False
    verb = layout.doc[place + 1]
    told = [word.tag_ for word in layout.doc[start:place] if word.tag_ in FINITE_TAGS]
    modal = verb.lower_ in FUTURE_IN_PAST or (verb.tag_ == "MD" and verb.i > cue.token.i and "clause" in cue.takes)
    present = cue.token.tag_ == "VBD" and verb.tag_ in {"VBZ", "VBP"} and told[:1] in (["VBZ"], ["VBP"])
    return bool(told) and (modal or present)


def _that_again(layout: Layout, place: int, last: int) -> bool:
    """Whether "and that" or "but that" goes on right behind a clause, closing marks and a comma between or not."""
    while place < last and layout.doc[place].text in CLOSING_MARKS | {","}:
        place += 1
    return (
        place + 1 < last
        and layout.doc[place].lower_ in {"and", "but", "or"}
        and layout.doc[place + 1].tag_ == "IN"
        and layout.doc[place + 1].lower_ == "that"
    )


def _abbreviated(stop: Token) -> bool:
    """Whether a stop inside a unit belongs to "Lt." or "No."."""
    return stop.text == "." and stop.i > 0 and not stop.nbor(-1).whitespace_ and len(stop.nbor(-1)) < 4


def _unfinished(layout: Layout, start: int, end: int) -> bool:
    """Whether a clause was broken off before its verb: "that | bones found on the island, almost certainly belong to her"."""
    doc = layout.doc
    if "that" not in {doc[start - 1].lower_, doc[start].lower_} or any(
        word.tag_ in FINITE_TAGS for word in doc[start - 1 : end + 1]
    ):
        return False
    return any(word.tag_ in FINITE_TAGS for word in doc[end + 1 : layout.units[layout.unit[end]][1]])


def _parted(cue: Cue, layout: Layout, content: Tokens) -> bool:
    """Whether a subject was parted from its verb by a phrase in commas: "saying the presence, against their will, | is unlawful"."""
    doc, (start, end) = layout.doc, content
    if (
        cue.lemma != "say"
        or start != cue.token.i + 1
        or doc[end + 1].text != ","
        or any(word.tag_ in FINITE_TAGS for word in doc[start : end + 1])
    ):
        return False
    last = layout.units[layout.unit[end]][1]
    comma = next((place for place in range(end + 2, last) if doc[place].text == ","), last)
    inner = doc[end + 2 : comma]
    plain = len(inner) > 0 and inner[0].pos_ == "ADP" and not any(word.tag_ in FINITE_TAGS for word in inner)
    return plain and comma + 1 < last and doc[comma + 1].tag_ in FINITE_TAGS


def _dashed_in(layout: Layout, dash: int, last: int) -> bool:
    """Whether dashes only set something in before a clause's verb: "argue the bills she vetoed | — all passed in May — should stand"."""
    doc = layout.doc
    if doc[dash].text not in DASHES:
        return False
    other = next((place for place in range(dash + 2, last) if doc[place].text in DASHES), last)
    return other + 1 < last and doc[other + 1].tag_ in FINITE_TAGS and verb_cue(doc[other + 1]) is None


def _own_subject(verb: Token) -> bool:
    head = verb.head if dep(verb) in {"aux", "cop", "aux:pass"} else verb
    return any(dep(child).startswith("nsubj") and child.i > verb.i - 4 and child.i != verb.i for child in head.lefts)


def stretched(content: Tokens, cue: Cue, layout: Layout) -> Tokens:
    """A clause that the parse broke off in mid-air, with no mark or joint, drawn out to the next one."""
    start, end = content
    last = layout.units[layout.unit[cue.token.i]][1] - 1
    if (
        start < cue.token.i
        or end >= last
        or dep(cue.token).startswith("acl")
        or not _broken(layout.doc[end + 1], layout)
    ):
        return content
    for place in range(end + 1, last + 1):
        word = layout.doc[place]
        if layout.outside(word) and (word.text in BOUNDS or word.tag_ in FINITE_TAGS or word.lower_ in BREAKS):
            return (start, place - 1) if word.text in BOUNDS else content
    return start, last


def _broken(word: Token, layout: Layout) -> bool:
    """Whether a clause cannot well end before a word."""
    if not layout.outside(word) or word.pos_ in {"PUNCT", "CCONJ", "SPACE", "AUX", "SCONJ"} or word.lower_ in BREAKS:
        return False
    return word.tag_ not in FINITE_TAGS and not (word.pos_ == "ADP" and frames(word.head)) and word.lower_ not in DAYS
