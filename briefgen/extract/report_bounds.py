"""Where the sentence around a cue takes over again: after a relative clause, a participle, or a bare "said to be"."""

from spacy.tokens import Doc, Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import Cue, verb_cue
from briefgen.extract.report_extents import FINITE_TAGS, Tokens
from briefgen.language.syntax import dep

WH = frozenset({"who", "which", "whose"})
OWNED = 4
RELATIVE_REACH = 6
RESTRICTIVE_REACH = 8
TOLD_REACH = 12
NEW_CLAUSE = frozenset(
    {"that", "who", "which", "what", "whose", "where", "and", "but", "or", ",", ";", ":", "—", "–", "(", "if"}
)
THOUGHT = frozenset(
    {"said", "believed", "thought", "known", "reported", "understood", "rumored", "rumoured", "alleged"}
)


def within_relative(content: Tokens, cue: Cue, layout: Layout) -> Tokens:
    """A content cut at the comma that closes a clause in the middle: "Hale, who has said he will veto it, | met donors"."""
    start, end = content
    doc = layout.doc
    if start < cue.token.i or not _inner_clause(cue.token, layout):
        return content
    for place in range(start + 1, end):
        if doc[place].text == "," and layout.outside(doc[place]) and _resumes(doc, place + 1, end):
            told = cue.lemma != "say" or doc[start].lower_ == "to"
            whole = told or any(word.tag_ in FINITE_TAGS for word in doc[start:place])
            return (start, place - 1) if whole else content
    return content


def _inner_clause(verb: Token, layout: Layout) -> bool:
    """Whether a verb stands in ", who (has) said" or is the participle of ", saying"."""
    doc, first = verb.doc, layout.units[layout.unit[verb.i]][0]
    place = verb.i - 1
    while place > first and verb.i - place < RELATIVE_REACH and doc[place].pos_ in {"ADV", "AUX"}:
        place -= 1
    place = next((back for back in range(place, max(first, place - OWNED), -1) if doc[back].lower_ == "whose"), place)
    if doc[place].lower_ in WH:
        return place > first and doc[place - 1].text == ","
    return verb.tag_ == "VBG" and doc[verb.i - 1].text == "," and verb.i - 1 > first


def _resumes(doc: Doc, place: int, end: int) -> bool:
    """Whether a verb without a subject of its own follows a comma, adverbs between them or not."""
    while place < end and doc[place].pos_ == "ADV" and doc[place].tag_ == "RB":
        place += 1
    return doc[place].tag_ in FINITE_TAGS and doc[place].pos_ in {"VERB", "AUX"}


def is_bare_hearsay(verb: Token) -> bool:
    """Whether a participle after a noun only says what others think or want of it: "the dissident said to be in hiding"."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.i < 1 or verb.i + 2 >= len(verb.doc) or verb.nbor(1).lower_ != "to":
        return False
    if verb.nbor(-1).pos_ not in {"NOUN", "PROPN"}:
        return False
    being = verb.nbor(2).lower_ in {"be", "have"} and verb.lower_ in THOUGHT
    own = verb.nbor(-1).head.i == verb.i or verb.nbor(-1).head.head.i == verb.i  # "officials expected to finish in May"
    own = own and not (verb.i > 1 and verb.nbor(-2).pos_ == "ADP")
    if verb.lower_ == "expected" and not own:
        return True
    return being or (verb.tag_ == "VBN" and dep(verb) not in {"ROOT", "conj"})


def before_main_verb(content: Tokens, cue: Cue, layout: Layout) -> Tokens:
    """A content cut where the sentence goes on without a comma: "A man who said he saw it | has been charged"."""
    start, end = content
    doc, first = layout.doc, layout.units[layout.unit[cue.token.i]][0]
    if start < cue.token.i or not _restrictive(cue.token, first):
        return content
    told = False
    for place in range(start, end + 1):
        word = doc[place]
        if not layout.outside(word):
            continue
        if word.lower_ in NEW_CLAUSE and place > start:
            return content
        if word.tag_ not in FINITE_TAGS or word.pos_ not in {"VERB", "AUX"}:
            continue
        if told and doc[place - 1].pos_ not in {"AUX", "PART", "PRON", "DET"}:
            return start, place - 1
        cue_again = verb_cue(word)
        if cue_again is not None and "clause" in cue_again.takes and word.nbor(1).lower_ != "to":
            return content
        told = True
    return content


def _restrictive(verb: Token, first: int) -> bool:
    """Whether a verb stands in "A man who (has) told", before the sentence's own verb and with no comma before "who"."""
    doc, place = verb.doc, verb.i - 1
    while place > first and verb.i - place < RESTRICTIVE_REACH and doc[place].pos_ in {"ADV", "AUX"}:
        place -= 1
    if doc[place].lower_ not in {"who", "that"} or place == first or doc[place - 1].pos_ not in {"NOUN", "PROPN"}:
        return False
    return not any(word.tag_ in FINITE_TAGS or word.pos_ == "SCONJ" for word in doc[first:place])


def behind_addressee(content: Tokens, cue: Cue) -> Tokens:
    """A content that begins behind those who were told: "told supporters gathered in her driveway that | she would fight"."""
    start, end = content
    doc = cue.token.doc
    if "addressee" not in cue.takes or start != cue.token.i + 1 or doc[start].lower_ == "that":
        return content
    for place in range(start + 1, min(start + TOLD_REACH, end)):
        if doc[place].lower_ == "that" and doc[place].tag_ == "IN" and doc[place + 1].pos_ != "PUNCT":
            return place + 1, end
        if doc[place].is_punct or doc[place].tag_ in FINITE_TAGS - {"VBD"}:
            break
    return _behind_named(doc, start, end), end


def _behind_named(doc: Doc, start: int, end: int) -> int:
    """Where a clause begins behind a name that the parse gave it for a second subject: "told The Post | the meeting gave"."""
    place = start + (doc[start].lower_ == "the")
    while place < end and doc[place].pos_ == "PROPN":
        place += 1
    last = doc[place - 1]
    if (
        last.pos_ != "PROPN"
        or place >= end
        or doc[place].pos_ not in {"DET", "PRON"}
        or not dep(last).startswith("nsubj")
    ):
        return start
    subjects = [child for child in last.head.lefts if dep(child).startswith("nsubj")]
    return place if len(subjects) > 1 and subjects[0].i == last.i else start
