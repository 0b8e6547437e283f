"""Contents where the parse shows none: the rest of `X said that ...`, and the front of `..., the governor said.`"""

from spacy.tokens import Span, Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import SAYING, Cue, frame_words
from briefgen.extract.speaker_mentions import phrase_after, speaks

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
STRICT = frozenset({"say", "tell", "add", "write", "state"})
AFTERMATH = frozenset(
    {"on", "in", "at", "during", "after", "to", "through", "via", "late", "early", "by", "from", "for"}
)
SHORTEST = 3
DATED_REACH = 6
SET_OFF_REACH = 10
POINTERS = frozenset({"it", "so", "this", "as"})
NOMINATIVES = frozenset({"he", "she", "it", "they", "we", "i", "you"})


def rescued(cue: Cue, speaker: Span | None, layout: Layout, number: int) -> tuple[int, int] | None:
    """First and last token of what a verb reports by word order alone, or None where that is not plain."""
    if cue.kind != "verb" or speaker is None or cue.group == "intention":
        return None
    if cue.lemma in {"say", "tell"} or ("clause" in cue.takes and (_that_follows(cue) or _plainly_reports(cue))):
        found = _rest(cue, layout, number)
        if found is not None:
            return found
    if cue.lemma in frame_words("clausal") and _clause_at_once(cue, layout, number):
        return cue.token.i + 1, layout.units[number][1] - 1
    if "clause" in cue.takes and _gap_follows(cue):
        return _to_comma(cue, layout, number)
    closes = "clause" in cue.takes and cue.token.tag_ in FINITE_TAGS and _next_word(cue.token) in {".", ""}
    return _front(cue, speaker, layout, number) if closes or cue.lemma in STRICT | frame_words("parenthetic") else None


def _clause_at_once(cue: Cue, layout: Layout, number: int) -> bool:
    """Whether a subject and its verb follow at once: "insist the water, when filtered, is safe"."""
    words = layout.doc[cue.token.i + 1 : layout.units[number][1]]
    if (
        not len(words)
        or words[0].pos_ not in {"DET", "PROPN", "NOUN", "PRON", "ADJ", "NUM"}
        or not layout.outside(words[0])
    ):
        return False
    for word in words[1:]:
        if word.tag_ in FINITE_TAGS and word.pos_ in {"AUX", "VERB"}:
            return True
        if word.tag_ == "VBN" and _takes_object(word):
            return True
        if word.lower_ in {"that", "who", "which"} or word.pos_ == "CCONJ" or not layout.outside(word):
            return False
    return False


def _takes_object(word: Token) -> bool:
    """Whether a noun phrase follows, which no participle has: "argue the find provided further proof"."""
    after = word.nbor(1) if word.i + 1 < len(word.doc) else word
    return after.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "PRON"} and after.lower_ not in frame_words("times") | {"that"}


def _gap_follows(cue: Cue) -> bool:
    """Whether the subject of what is reported stands before the cue: "a visit that an aide confirmed would happen"."""
    after = cue.token.i + 1
    return after < len(cue.token.doc) and cue.token.doc[after].tag_ == "MD"


def _to_comma(cue: Cue, layout: Layout, number: int) -> tuple[int, int]:
    start, end = cue.token.i + 1, layout.units[number][1]
    comma = next((place for place in range(start, end) if layout.doc[place].text in {",", "."}), end)
    return start, comma - 1


def _plainly_reports(cue: Cue) -> bool:
    """Whether what follows must be a clause: ", stating its helmets failed", "the army reports 87 people were killed"."""
    before = cue.token.nbor(-1).text if cue.token.i else ""
    return (cue.token.tag_ == "VBG" and before == ",") or cue.token.tag_ == "NNS"


def _that_follows(cue: Cue) -> bool:
    """Whether "that" comes at once, or a few words after a verb that mostly reports ("wrote last year that")."""
    reach = 5 if cue.lemma in SAYING else 1
    follows = cue.token.doc[cue.token.i + 1 : cue.token.i + 1 + reach]
    return any(word.lower_ == "that" for word in follows) or _dated_that(cue.token) or _set_off_that(cue.token)


def _set_off_that(verb: Token) -> bool:
    """Whether one phrase between commas stands before "that": "announced, in a televised speech, | that he would go"."""
    doc, place = verb.doc, verb.i + 1
    if place + 2 >= len(doc) or doc[place].text != "," or doc[place + 1].pos_ != "ADP":
        return False
    for after in range(place + 2, min(place + SET_OFF_REACH, len(doc) - 1)):
        if doc[after].text == ",":
            return doc[after + 1].lower_ == "that" and doc[after + 1].tag_ == "IN"
        if doc[after].tag_ in FINITE_TAGS:
            return False
    return False


def _dated_that(verb: Token) -> bool:
    """Whether only a time or place stands before "that": "announced in March | that he would go"."""
    words = verb.doc[verb.i + 1 : verb.i + 1 + DATED_REACH]
    if len(words) < 2 or words[0].pos_ != "ADP":
        return False
    for word in words[1:]:
        if word.lower_ == "that":
            return word.tag_ == "IN"
        if word.pos_ not in {"PROPN", "NOUN", "NUM", "DET", "ADJ"}:
            return False
    return False


def _next_word(token: Token) -> str:
    return token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""


def _rest(cue: Cue, layout: Layout, number: int) -> tuple[int, int] | None:
    """Everything after `said (that)` or `told Reuters (that)`, when it is a clause outside quotation marks."""
    end = layout.units[number][1]
    start = cue.token.i + 1
    if "addressee" in cue.takes:
        pronoun = start < end and layout.doc[start].pos_ == "PRON"
        told = phrase_after(layout.doc, start, start + 1 if pronoun else end)
        start = told.end if told is not None and _next_word(cue.token) != "that" else start
    start = _over_setting(layout, start, end)
    that = next((place for place in range(start, min(start + 9, end)) if layout.doc[place].lower_ == "that"), None)
    if that is not None and not any(word.text in {",", ":"} for word in layout.doc[start:that]):
        start = that + 1
    elif start >= end or layout.doc[start].pos_ in {"ADP", "PUNCT", "ADV", "SPACE"}:
        return None
    words = layout.doc[start:end]
    if len(words) > 1 and words[0].lower_ in POINTERS and words[1].pos_ in {"ADP", "ADV", "PUNCT"}:
        return None
    relative = that is not None and that > cue.token.i + 1 and len(words) > 0 and words[0].tag_ in FINITE_TAGS
    bare = cue.lemma == "say" and len(words) > 1 and words[0].pos_ in {"DET", "PROPN", "NOUN"}
    opened = (that == cue.token.i + 1 or bare) and any(word.pos_ in {"VERB", "AUX"} for word in words)
    return (start, end - 1) if (opened or _clausal(words, layout)) and not relative else None


def _over_setting(layout: Layout, start: int, end: int) -> int:
    """Where the clause begins after "said, for the sake of peace, | countries should wait"."""
    opens = layout.doc[start + 1] if start + 3 < end else None
    if opens is None or layout.doc[start].text != "," or not (opens.pos_ == "ADP" or opens.lower_ == "as"):
        return start
    closes = next((place for place in range(start + 2, min(start + 10, end)) if layout.doc[place].text == ","), None)
    return closes + 1 if closes is not None and layout.outside(layout.doc[closes]) else start


def _clausal(words: Span, layout: Layout) -> bool:
    outside = [word for word in words if layout.outside(word) and not word.is_space]
    if len(outside) > 1 and outside[0].lower_ in NOMINATIVES and outside[1].pos_ in {"VERB", "AUX"}:
        return True
    return len(words) >= SHORTEST and bool(outside) and any(word.tag_ in FINITE_TAGS for word in words)


def _front(cue: Cue, speaker: Span, layout: Layout, number: int) -> tuple[int, int] | None:
    """The clause before `, the governor said` at the end of a unit."""
    start, end = layout.units[number]
    first = min(speaker.start, cue.token.i)
    if cue.lemma not in SAYING and not speaks(speaker):
        return None  # "two deaths, the first cases reported this year"
    if not _ends_here(cue, speaker, layout, end) or first - start < SHORTEST or not _comma_before(layout, first):
        return None
    words = layout.doc[start : first - 1]
    return (start, first - 2) if _clausal(words, layout) else None


def _comma_before(layout: Layout, place: int) -> bool:
    """Whether a comma stands before a token, inside a closing quotation mark or out of it."""
    before = layout.doc[place - 1]
    return before.text == "," or (not layout.outside(before) and layout.doc[place - 2].text == ",")


def _ends_here(cue: Cue, speaker: Span, layout: Layout, end: int) -> bool:
    """Whether only a phrase of time or place follows the attribution."""
    after = max(cue.token.i, speaker.end - 1) + 1
    if after >= end:
        return True
    follows = layout.doc[after]
    return follows.is_punct or follows.is_space or follows.lower_ in AFTERMATH or follows.pos_ in {"ADV", "PROPN"}
