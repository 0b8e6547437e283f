"""What a cue reports in a phrase rather than a clause: "accused of lying", "called for calm", "denied the charge", "polls show a tie"."""

import re

from spacy.tokens import Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import TAKEN, Cue, frame_words
from briefgen.extract.report_extents import DAYS, FINITE_TAGS, Tokens, after_comma, frames
from briefgen.extract.speaker_mentions import people_noun, speaks, verb_subject
from briefgen.language.syntax import dep

PURPOSES = frozenset({"in", "so"})
WARNINGS = frozenset({"warn", "caution", "argue", "advise", "plead"})
COMPLAINTS = frozenset({"complain", "warn", "worry", "brag", "boast", "joke", "fret", "gripe", "grumble", "rant"})
REFUTING = frozenset({"reject", "dismiss"})
CHARGES = frozenset({"accusation", "allegation", "claim", "criticism", "suggestion", "notion"})
SHOWING = frozenset({"show"})
FINDING = frozenset({"show", "find", "suggest", "indicate", "put", "give"})
MEASURING = frozenset({"poll", "polls", "survey", "surveys", "polling"})
OBJECT_PHRASES = frozenset(
    {
        "within",
        "ahead",
        "behind",
        "on",
        "for",
        "against",
        "of",
        "between",
        "with",
        "by",
        "from",
        "in",
        "over",
        "about",
        "into",
        "to",
        "as",
        "at",
    }
)
POINTERS = frozenset({"that", "this", "it", "them", "him", "her", "me", "us", "these", "those"})
ACCUSED_REACH = 14
NAMED_REACH = 14
NAMING = frozenset({"call", "label", "brand", "dub", "deem", "term", "declare", "pronounce"})
MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?")
UNDATED = frozenset({"predict", "forecast", "allege"})
STRIKING = frozenset({"attack", "hit", "strike", "blast", "pound", "slam"})
"""Verbs that blame with words or strike with arms."""
GOT = frozenset({"life", "victim", "asylum", "benefit", "territory", "seat", "prize", "title", "refund", "deduction"})
STATES = frozenset({"xcomp", "acl", "advcl", "ccomp"})
OF_CLAUSES = frozenset({"acl", "nmod"})


def phrase_content(cue: Cue) -> Tokens | None:
    """First and last token of the phrase that a verb reports, or None."""
    found = _prepositional(cue) if "of" in cue.takes else None
    if found is None and cue.lemma in REFUTING:
        found = _refuted(cue)
    if found is None and cue.lemma in SHOWING:
        found = _shown(cue)
    if found is None and ("object" in cue.takes or (cue.lemma in FINDING and _measured(cue.token))):
        found = _object(cue)
    return found


def _refuted(cue: Cue) -> Tokens | None:
    """What was said of somebody who rejects it: "Moscow rejected | the accusations", not "rejected the bill"."""
    thing = next((child for child in cue.token.rights if dep(child) == "obj"), None)
    if thing is None or thing.lemma_.lower() not in CHARGES or cue.token.tag_ == "VBN":
        return None
    named = any(
        word.lower_ == "as" or not word.is_alpha
        for word in thing.doc[thing.right_edge.i + 1 : thing.right_edge.i + 2]
        if word.text != "."
    )
    return (thing.left_edge.i, thing.right_edge.i) if not named else None


def name_content(cue: Cue, layout: Layout) -> Tokens | None:
    """What somebody says a thing is, outside quotation marks: "called | the vote a sham", "described | the talks as frank"."""
    if "naming" not in cue.takes or cue.token.tag_ == "VBN":
        return None
    found = (
        _named_as(cue.token)
        if cue.lemma in frame_words("naming_as")
        else _named(cue.token)
        if cue.lemma in NAMING
        else None
    )
    if found is None or layout.quoted_within(cue.token.idx, cue.token.doc[found[1]].idx):
        return None
    return found


def _named(verb: Token) -> Tokens | None:
    """For example "the vote a sham" or "it unfair" after "called"."""
    thing = next((child for child in verb.rights if dep(child) == "obj"), None)
    said = next((child for child in verb.rights if dep(child) == "xcomp" and child.pos_ in {"NOUN", "ADJ"}), None)
    if thing is None or said is None or said.left_edge.i != thing.right_edge.i + 1:
        return _named_in_order(verb)
    return thing.left_edge.i, said.right_edge.i


def _named_in_order(verb: Token) -> Tokens | None:
    """For example "the vote a sham" by word order: a phrase or pronoun, then one with "a"."""
    doc = verb.doc
    words = doc[verb.i + 1 : verb.i + NAMED_REACH]
    if len(words) < 3 or words[0].pos_ not in {"DET", "PRON", "PROPN"} or words[0].lower_ in {"a", "an"}:
        return None
    for word in words[1:]:
        if word.lower_ in {"a", "an"} and word.nbor(-1).pos_ in {"NOUN", "PROPN", "PRON"}:
            return words[0].i, max(word.head.i, word.head.right_edge.i) if word.head.i > word.i else word.i + 1
        if word.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return None
    return None


def _named_as(verb: Token) -> Tokens | None:
    """For example "the talks as frank" after "described"."""
    doc, start = verb.doc, verb.i + 1
    start += start < len(doc) and doc[start].lower_ == "to"
    for place in range(start + 1, min(start + NAMED_REACH, len(doc) - 1)):
        if doc[place].lower_ == "as" and not doc[place + 1].is_punct:
            head = doc[place].head if doc[place].head.i > place else doc[place + 1]
            return start, max(head.right_edge.i, place + 1)
        if doc[place].is_punct or doc[place].tag_ in FINITE_TAGS or doc[place].is_space:
            return None
    return None


def _measured(verb: Token) -> bool:
    """Whether a poll or a record shows something, which is told whatever its form: "polls show a tight race"."""
    subject = verb_subject(verb)
    return subject is not None and subject.lemma_.lower() in MEASURING


def _prepositional(cue: Cue) -> Tokens | None:
    """For example "hiding the accident" after accused of, "a truce" after called for."""
    prepositions = _prepositions(cue.lemma)
    if cue.lemma in {"ask", "appeal"} and not _asks(cue.token):
        return None
    if cue.lemma in STRIKING and not _strikes_with_words(cue.token):
        return None
    if cue.token.i + 1 < len(cue.token.doc) and cue.token.nbor(1).lower_ in prepositions:
        return None if _bare_pointer(cue.token) else _after_preposition(cue.token, prepositions)
    for child in cue.token.children:
        if child.i > cue.token.i and dep(child) in {"obl", "advcl"} and child.left_edge.lower_ in prepositions:
            return child.left_edge.i + 1, child.right_edge.i
        if child.i > cue.token.i and dep(child) == "obj":
            hung = next(
                (part for part in child.rights if part.left_edge.lower_ in prepositions and dep(part) in OF_CLAUSES),
                None,
            )
            if hung is not None:
                return hung.left_edge.i + 1, hung.right_edge.i
    return _after_preposition(cue.token, prepositions) or _accused_of(cue)


def _strikes_with_words(verb: Token) -> bool:
    """Whether somebody is attacked for a deed: not "attacked the city for the second night"."""
    words = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + ACCUSED_REACH)]
    return any(
        word.lower_ in {"for", "over", "as"} and word.nbor(1).tag_ in {"VBG", "PRP$", "POS"} for word in words[:-1]
    )


def _bare_pointer(verb: Token) -> bool:
    """Whether nothing but "it" or "that" is warned of or argued against."""
    words = verb.doc[verb.i + 2 : verb.i + 4]
    closed = len(words) < 2 or words[1].is_punct or words[1].is_space
    return len(words) > 0 and words[0].lower_ in POINTERS and closed


def _accused_of(cue: Cue) -> Tokens | None:
    """What somebody is accused of by word order, for when the parse hung it elsewhere: "accuses Hale and the city of hiding it"."""
    doc, verb = cue.token.doc, cue.token
    if cue.lemma != "accuse":
        return None
    for place in range(verb.i + 2, min(verb.i + ACCUSED_REACH, len(doc) - 1)):
        if doc[place].lower_ == "of" and doc[place + 1].tag_ == "VBG":
            return place + 1, doc[place + 1].right_edge.i
        if doc[place].is_punct or doc[place].tag_ in FINITE_TAGS:
            return None
    return None


def _asks(verb: Token) -> bool:
    """Whether somebody asks for something here: not "would ask for", and not the participle of ", asked for comment,"."""
    participle = verb.tag_ == "VBN" and not any(child.lower_ in {"has", "have", "had"} for child in verb.lefts)
    comment = any(word.lower_ == "comment" for word in verb.doc[verb.i + 2 : verb.i + 4])
    return not participle and not comment and not any(child.tag_ == "MD" for child in verb.lefts)


def _prepositions(lemma: str) -> frozenset[str]:
    """The words that open what a verb reports: "accused of", "called for", "warned against", "complained about"."""
    found = {"for"} if lemma in frame_words("for_verbs") else {"of"}
    found |= {"against"} if lemma in WARNINGS else set()
    found |= {"about"} if lemma in COMPLAINTS else set()
    return frozenset(found)


def _after_preposition(verb: Token, prepositions: frozenset[str]) -> Tokens | None:
    """The phrase after "warned of" by word order, for when the parse hung it elsewhere."""
    place = verb.i + 1
    if place + 1 >= len(verb.doc) or verb.doc[place].lower_ not in prepositions:
        return None
    first = verb.doc[place + 1]
    top = first
    while top.head.i > place and top.head.i != top.i and top.head.left_edge.i >= place:
        top = top.head
    return (place + 1, max(first.right_edge.i, top.right_edge.i)) if not first.is_punct else None


def _object(cue: Cue) -> Tokens | None:
    if any(child.tag_ == "MD" for child in cue.token.lefts):
        return None
    dated = _behind_day(cue)
    if dated is not None:
        return dated
    for child in cue.token.children:
        if child.left_edge.i == child.right_edge.i and child.lower_ in POINTERS and cue.lemma not in FINDING:
            continue
        if cue.lemma == "cite" and child.pos_ == "PROPN":
            continue
        if cue.lemma == "urge" and (speaks(child.doc[child.i : child.i + 1]) or people_noun(child.lower_)):
            continue
        if cue.lemma == "threaten" and child.lemma_.lower() not in frame_words("threats"):
            continue
        if child.left_edge.lower_ in PURPOSES or (cue.lemma == "claim" and _taken(child)):
            continue
        if child.i > cue.token.i and (
            dep(child) == "obj"
            or (dep(child) in {"xcomp", "advcl"} and child.tag_ == "VBG" and not after_comma(child.left_edge))
        ):
            return child.left_edge.i, _before_relative(child.left_edge.i, _with_phrases(child, cue.token), cue.token)
    pointed = _pointed(cue)
    if pointed is not None:
        return pointed
    follows = cue.token.nbor(1) if cue.token.i + 1 < len(cue.token.doc) else cue.token
    return (follows.i, follows.right_edge.i) if cue.lemma == "claim" and follows.lower_ in TAKEN else None


def _behind_day(cue: Cue) -> Tokens | None:
    """The object that a day parts from its verb, whatever the parse made of it: "announced on Monday | a ban on exports"."""
    doc, place = cue.token.doc, cue.token.i + 1
    place += place < len(doc) and doc[place].lower_ == "on"
    day = place
    while place + 1 < len(doc) and (
        doc[place].lower_ in DAYS or MONTH.fullmatch(doc[place].text) or doc[place].like_num
    ):
        place += 1
    if place == day or doc[day].like_num or not doc[day].text[0].isupper() or cue.lemma in UNDATED:
        return None
    if doc[place].pos_ not in {"DET", "ADJ", "NOUN", "PRON"} or (
        doc[place].pos_ == "PRON" and doc[place].tag_ != "PRP$"
    ):
        return None
    head = next(
        (word for word in doc[place : place + NAMED_REACH] if word.pos_ in {"NOUN", "PROPN"} and not _runs_on(word)),
        None,
    )
    if head is None or any(word.tag_ in FINITE_TAGS for word in doc[place : head.i + 2]):
        return None
    return place, max(head.i, head.right_edge.i)


def _runs_on(noun: Token) -> bool:
    """Whether the noun behind a noun is the one that counts: the travel of "a travel ban"."""
    return noun.i + 1 < len(noun.doc) and noun.nbor(1).pos_ in {"NOUN", "PROPN"}


def _pointed(cue: Cue) -> Tokens | None:
    """For example "that figure" after "disputes", for when it was read as a clause."""
    words = cue.token.doc[cue.token.i + 1 : cue.token.i + 4]
    plain = len(words) == 3 and words[0].lower_ in POINTERS and words[1].pos_ == "NOUN" and words[2].is_punct
    return (words[0].i, words[1].i) if plain and cue.token.tag_ != "VBN" else None


def _before_relative(start: int, end: int, verb: Token) -> int:
    """The end of an object before ", which ..." that the reporter adds to it."""
    for word in verb.doc[start + 1 : end]:
        if word.text == "," and word.nbor(1).tag_ in {"WDT", "WP", "WP$"}:
            return word.i - 1
    return end


def _taken(thing: Token) -> bool:
    """Whether what is claimed is got or held, not said: "claimed three lives", "claim asylum", "claims the island as its own"."""
    held = any(word.lower_ == "as" for word in thing.doc[thing.i + 1 : thing.right_edge.i + 2])
    return held or thing.lemma_.lower() in GOT


def _with_phrases(thing: Token, verb: Token) -> int:
    """The end of "plans to close the plant", "a tariff on steel" or "the vote illegal", though parts were hung on the verb."""
    end = thing.right_edge.i
    for child in verb.rights:
        first = child.left_edge
        phrase = first.lower_ == "to" or (first.pos_ in {"ADP", "ADV"} and first.lower_ in OBJECT_PHRASES)
        phrase = phrase or (first.lower_ in {"this", "next", "last"} and child.lower_ in frame_words("times"))
        said_of = dep(child) == "xcomp" and child.pos_ in {"ADJ", "NOUN"}
        if first.i == end + 1 and (said_of or (phrase and not frames(child))):
            end = child.right_edge.i
    return end


def _shown(cue: Cue) -> Tokens | None:
    """A state that a poll or picture shows: "showed | Hale leading by nine points"."""
    for child in cue.token.rights:
        if dep(child) in {"obj", "iobj"}:
            if child.tag_ == "VBG" and child.left_edge.i < child.i:
                return child.left_edge.i, child.right_edge.i
            states = (part for part in (*child.rights, *cue.token.rights) if part.tag_ == "VBG" and dep(part) in STATES)
            part = next((state for state in states if state.left_edge.i == child.i + 1), None)
            return (child.left_edge.i, part.right_edge.i) if part is not None else None
    return None
