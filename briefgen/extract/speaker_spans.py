"""Speakers' words drawn out to the whole noun phrase where the parse gave a part of it.

"London | Mayor Sadiq Khan declares", "a diplomat at | the United Nations says", "Iran, Turkey, and | the United States call".
"""

from spacy.tokens import Doc, Span, Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.speaker_mentions import people_noun, speaking_nouns

NAME_PARTS = frozenset({"PROPN", "NOUN", "ADJ"})
LINKS = frozenset({"at", "of", "for", "from", "in", "with", "to"})
JOINTS = frozenset({",", "and", "the", "&"})
AMOUNTS = frozenset(
    [
        "half",
        "some",
        "many",
        "most",
        "several",
        "all",
        "both",
        "few",
        "dozens",
        "scores",
        "hundreds",
        "thousands",
        "majority",
    ]
)
ARTICLES = frozenset({"a", "an", "the", "his", "her", "its", "their"})
MEASURES = frozenset({"more", "than", "at", "least", "nearly", "almost", "about", "most"})
SETTING_OFF = frozenset({",", "-", "–", "—", "--"})
PLACING = frozenset({"on", "at", "in", "of", "for", "from", "by", "with"})
LONGEST_GAP = 7
LONGEST_ROW = 14


def widened(span: Span, cue: Token, layout: Layout) -> Span:
    """The whole of a noun phrase whose part a speaker's words are; they stay as they are where nothing shows more."""
    if span.end > cue.i:
        return span
    opening = _beside_cue(span, cue, layout) or _before_long_apposition(span, cue, layout)
    if opening is not None:
        return opening
    start, end = _over_row(span, layout), _towards(span, cue, layout)
    if start == span.start:
        start = _over_names(span.doc, _over_link(span, layout), layout)
    start = _over_measure(span.doc, _over_part(span.doc, start, layout))
    return span.doc[_hyphened(span.doc, start) : _over_relative(span.doc, end, cue)]


def _over_relative(doc: Doc, end: int, cue: Token) -> int:
    """Where a clause ends that tells which people are meant, no comma before it: "Colleagues | who oppose the measure say"."""
    if not people_noun(doc[end - 1].lower_) or doc[end].lower_ != "who" or not end + 2 < cue.i < end + LONGEST_ROW:
        return end
    close = cue.i
    while doc[close - 1].pos_ in {"ADV", "AUX"} and not end <= doc[close - 1].head.i < close - 1:
        close -= 1  # "who wrote the words down" keeps its adverb
    verb = any(word.pos_ in {"VERB", "AUX"} for word in doc[end:close])
    return close if verb and not any(word.is_punct for word in doc[end:close]) else end


def _beside_cue(span: Span, cue: Token, layout: Layout) -> Span | None:
    """The name right before the verb, after a comma that the parse overlooked: "Speaking at a plant here, Hale said"."""
    doc, end = span.doc, cue.i
    while end > span.end and doc[end - 1].pos_ in {"ADV", "AUX"}:
        end -= 1
    start = end
    while start > span.end and _name_or_office(doc[start - 1], end) and layout.outside(doc[start - 1]):
        start -= 1
    return doc[start:end] if start < end and start > span.end and doc[start - 1].text in SETTING_OFF else None


def _name_or_office(word: Token, end: int) -> bool:
    """Whether a word belongs to a name that ends before a token, or to the office before it ("deputy governor Ali Nur")."""
    if word.pos_ == "PROPN" or word.is_title:
        return True
    return word.i < end - 1 and word.nbor(1).pos_ in {"PROPN", "NOUN"} and people_noun(word.lower_)


def _before_long_apposition(span: Span, cue: Token, layout: Layout) -> Span | None:
    """The name before a phrase that commas set off from it: "The People's Daily, the party mouthpiece, had said"."""
    doc, opening = span.doc, span.start - 1
    first = layout.units[layout.unit[span.start]][0]
    named = _name_ending(doc, opening, first)
    if named is not None and doc[span.start].lower_ in ARTICLES and doc[opening].text == ",":
        closes = doc[span.end].text == "," and _verb_group(doc, span.end + 1, cue)
        unclosed = doc[span.start].lower_ in {"a", "an"} and _verb_group(doc, span.end, cue)
        if closes or (unclosed and named.start == first):
            return named
    end = first
    while end < span.start and doc[end].pos_ == "PROPN":
        end += 1
    closes = span.end == cue.i - 1 and doc[span.end].text == ","
    opens = end > first and doc[end].text == "," and doc[end + 1].lower_ in {"a", "an", "the", "who"}
    return doc[first:end] if closes and opens and end < span.start else None


def _name_ending(doc: Doc, end: int, first: int) -> Span | None:
    """The name that ends before a token, its article left out."""
    start = end
    while start > first and (_name_before(doc[start - 1]) or doc[start - 1].tag_ == "POS"):
        start -= 1
    while start < end and doc[start].tag_ == "POS":
        start += 1
    return doc[start:end] if start < end else None


def _verb_group(doc: Doc, start: int, cue: Token) -> bool:
    """Whether only auxiliaries and adverbs stand between a token and the cue."""
    return all(word.pos_ in {"AUX", "ADV"} for word in doc[start : cue.i])


def _over_names(doc: Doc, start: int, layout: Layout) -> int:
    """The beginning of "The Santa Barbara County | Sheriff's Office" when the phrase begins amid capitalised words."""
    place = start
    while place > 0 and doc[place].pos_ == "PROPN" and _name_before(doc[place - 1]) and layout.outside(doc[place - 1]):
        place -= 1
    if place < start and place > 0 and doc[place - 1].lower_ == "the":
        place -= 1
    return place


def _name_before(word: Token) -> bool:
    return word.pos_ == "PROPN" or (word.pos_ == "ADJ" and word.text[0].isupper() and not word.is_sent_start)


def _towards(span: Span, cue: Token, layout: Layout) -> int:
    """Where the phrase ends when nothing but the rest of a name stands before the verb."""
    end = cue.i
    while end > span.end and span.doc[end - 1].pos_ in {"ADV", "AUX"}:
        end -= 1
    rest = span.doc[span.end : end]
    if _placed(span, rest, layout):
        return end
    if _row_of_names(rest, layout) and span[-1].pos_ == "PROPN":
        return end
    grouped = span[-1].pos_ == "PROPN" or people_noun(span[-1].lower_) or span[-1].lower_ in speaking_nouns()
    named = 0 < len(rest) <= LONGEST_GAP and rest[-1].pos_ == "PROPN" and grouped
    return end if named and all(word.pos_ in NAME_PARTS and layout.outside(word) for word in rest) else span.end


def _placed(span: Span, rest: Span, layout: Layout) -> bool:
    """Whether only what a group belongs to follows: "Republicans | on the House Budget Committee", "A study | by Yale University"."""
    if not 1 < len(rest) <= LONGEST_GAP or rest[0].lower_ not in PLACING or rest[-1].pos_ != "PROPN":
        return False
    if rest[0].lower_ == "on" and rest[1].lower_ != "the":
        return False
    group = people_noun(span[-1].lower_) or span[-1].lower_ in speaking_nouns() or span[-1].tag_ == "NNS"
    named = all(word.pos_ in NAME_PARTS | {"DET"} and layout.outside(word) for word in rest[1:])
    return group and span[-1].text != rest[-1].text and named


def _row_of_names(rest: Span, layout: Layout) -> bool:
    """Whether only names with their homes follow: "Ann Pell | of Ohio and Tom Roe of Texas"."""
    if not 2 < len(rest) <= LONGEST_ROW or rest[-1].pos_ != "PROPN" or not any(word.lower_ == "and" for word in rest):
        return False
    return all((word.pos_ == "PROPN" or word.lower_ in {"of", "and", ","}) and layout.outside(word) for word in rest)


def _over_link(span: Span, layout: Layout) -> int:
    """Where "a diplomat at" begins before a name that was taken for the speaker."""
    doc, place = span.doc, span.start - 1
    if place < 1 or doc[place].lower_ not in LINKS or not people_noun(doc[place - 1].lower_):
        return span.start
    place -= 1
    while place > 0 and doc[place - 1].pos_ in NAME_PARTS | {"DET", "NUM"} and layout.outside(doc[place - 1]):
        place -= 1
    return place


def _over_part(doc: Doc, start: int, layout: Layout) -> int:
    """Where "More than half of" or "Two of the state's" begins before the group it takes a part of."""
    place = start - 1
    while place > 0 and start - place < LONGEST_GAP and _owner_word(doc[place]) and layout.outside(doc[place]):
        place -= 1
    if place < 1 or doc[place].lower_ != "of" or not _amount(doc[place - 1]):
        return start
    return place - 1


def _over_measure(doc: Doc, start: int) -> int:
    """Where "More than half" begins."""
    while start > 0 and doc[start - 1].lower_ in MEASURES and (_amount(doc[start]) or doc[start].lower_ in MEASURES):
        start -= 1
    return start


def _owner_word(word: Token) -> bool:
    return word.pos_ in {"DET", "NOUN", "PROPN", "ADJ", "PART", "NUM"} or word.tag_ in {"PRP$", "POS"}


def _amount(word: Token) -> bool:
    return word.pos_ == "NUM" or word.lower_ in AMOUNTS


def _over_row(span: Span, layout: Layout) -> int:
    """The beginning of the unit when only names stand between it and a name ("Iran, Turkey, and the United States")."""
    first = layout.units[layout.unit[span.start]][0]
    row = span.doc[first : span.start]
    joined = 2 <= len(row) <= LONGEST_ROW and any(word.lower_ in {"and", "&"} for word in row[-2:])
    named = all(word.pos_ == "PROPN" or word.lower_ in JOINTS for word in row)
    return first if joined and named and row[0].pos_ == "PROPN" else span.start


def _hyphened(doc: Doc, start: int) -> int:
    """The beginning of "Grabar-Kitarovic" when the words begin after its hyphen."""
    joined = start > 1 and doc[start - 1].text == "-" and not doc[start - 1].whitespace_
    return start - 2 if joined and doc[start - 2].pos_ == "PROPN" and not doc[start - 2].whitespace_ else start
