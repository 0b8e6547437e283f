"""How far a reported content reaches: a clause drawn out where the parse broke it off, cut where the reporter goes on."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import Cue, verb_cue
from briefgen.extract.speaker_mentions import is_passive_form
from briefgen.language.syntax import dep

Tokens = tuple[int, int]
YEAR = re.compile(r"(?:19|20)\d\d")
CLOSING_MARKS = frozenset({'"', "”", "’", "'", "''", "»"})
LONGEST_SUBJECT = 12
LONGEST_SUBJECT_SAID = 40
BESIDE_REACH = 9
SPELLS = frozenset({"minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months"})
SUMMING_REACH = 5
DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
CONCESSIONS = frozenset({"though", "although"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
NEWS_PLACES = frozenset(
    ["statement", "interview", "speech", "tweet", "post", "letter", "email", "memo", "conference", "briefing", "news"]
)
THAT_REACH = 6
LONGEST_CONTENT = 200
OTHERS_REACH = 9
SUBORDINATE_REACH = 10
SUBORDINATORS = frozenset(["after", "before", "when", "while", "as", "since", "although", "though", "because", "once"])
CONSEQUENCES = frozenset(
    [
        "citing",
        "ending",
        "capping",
        "according",
        "angering",
        "prompting",
        "sparking",
        "triggering",
        "drawing",
        "fueling",
        "stoking",
        "infuriating",
        "alarming",
    ]
)
JUDGING = frozenset(
    {"call", "describe", "accuse", "urge", "dismiss", "denounce", "blame", "criticize", "criticise", "praise"}
)
JOINTS = frozenset({"and", "but", "then", "yet"})


def frames(phrase: Token) -> bool:
    """Whether a phrase says when or in what words somebody spoke: "on Monday", "in a statement"."""
    dated = phrase.lower_ in DAYS or phrase.ent_type_ in {"DATE", "TIME"} or YEAR.fullmatch(phrase.text) is not None
    return dated or phrase.lemma_.lower() in NEWS_PLACES


def has_to(token: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(child.lower_ == "to" and dep(child) in {"mark", "aux"} for child in token.lefts)


def with_subject(start: int, verb: Token) -> int:
    """Where a clause begins whose subject the parse hung elsewhere ("says the general, Omar Said, has been killed")."""
    between = verb.doc[verb.i + 1 : start]
    says = verb.lemma_.lower() == "say"
    first = next((word for word in verb.doc[start : start + 3] if not word.is_punct), verb.doc[start])
    reach = LONGEST_SUBJECT_SAID if says else LONGEST_SUBJECT
    bare = (says or first.tag_ in FINITE_TAGS) and 0 < len(between) <= reach
    whole = bare and between[0].pos_ in {"DET", "PROPN", "NOUN", "ADJ", "NUM", "PRON"} and not between[0].is_punct
    return verb.i + 1 if whole and (says or not any(word.tag_ in FINITE_TAGS for word in between)) else start


def extent(clause: Token, verb: Token) -> Tokens:
    """A clause from end to end, cut before coordinated verbs that report for the same speaker."""
    start, end = clause.left_edge.i, clause.right_edge.i
    for token in _conjuncts(clause):
        if shares_speaker(token, clause, verb):
            end = min(end, token.left_edge.i - 1)
    if start <= verb.i <= end:
        start, end = (verb.i + 1, end) if clause.i > verb.i else (start, verb.left_edge.i - 1)
    return start, end


def _conjuncts(clause: Token) -> Iterator[Token]:
    for child in clause.children:
        if dep(child) == "conj":
            yield child
            yield from _conjuncts(child)


def shares_speaker(conjunct: Token, clause: Token, verb: Token) -> bool:
    """Whether "and accused Kyiv" goes on after the speaker of `verb`, though it was hung on the clause he said."""
    cue = verb_cue(conjunct)
    if (
        cue is None
        or not (joined(conjunct) or after_comma(conjunct))
        or cue.group != "speech"
        or any(dep(child).startswith("nsubj") for child in conjunct.children)
    ):
        return False
    if any(dep(child) in {"mark", "aux"} and child.lower_ != "has" for child in conjunct.lefts) or has_to(clause):
        return False
    finite = {"VBD", "VBZ", "VBP", "VB"}
    comma = any(child.text == "," for child in conjunct.lefts)
    return conjunct.tag_ == verb.tag_ or (comma and conjunct.tag_ in finite and verb.tag_ in finite)


def after_comma(word: Token) -> bool:
    """Whether a comma stands before a word, a closing quotation mark between them or not."""
    place = word.i - 1
    while place > 0 and word.doc[place].text in CLOSING_MARKS:
        place -= 1
    return place >= 0 and word.doc[place].text == ","


def before_participle(content: Tokens, cue: Cue, layout: Layout) -> Tokens:
    """A clause cut before ", adding ..." or ", citing ...", which go on with the speaker."""
    start, end = content
    if start < cue.token.i and cue.token.i > end:
        return content
    for place in range(start + 3, min(end, start + LONGEST_CONTENT)):
        word = layout.tokens[place]
        if word.text == ";" and layout.outside(word):
            return start, place - 1
        if (
            word.lower_ in CONCESSIONS
            and layout.outside(word)
            and after_comma(word)
            and _last_comma(place, end, layout)
        ):
            return start, place - 1
        if (
            word.lower_ == "even"
            and layout.outside(word)
            and after_comma(word)
            and word.nbor(1).lower_ in {"as", "though"}
        ):
            return start, place - 1
        if word.lower_ == "while" and layout.outside(word) and after_comma(word) and _others_speak(word):
            return start, place - 1
        if layout.outside(word) and after_comma(word) and (_continues(word) or _others_beside(word)):
            return start, place - 1
        if layout.outside(word) and _goes_on_speaking(word, cue):
            return start, before_joint(word)
        if layout.outside(word) and after_comma(word) and _sums_up(word) and _last_comma(place, end, layout):
            return start, place - 1
    return content


def _others_beside(word: Token) -> bool:
    """Whether the reporter sets another speaker or time beside what was said: ", with Hale saying", ", hours after Hale said"."""
    doc = word.doc
    if word.lower_ == "with":
        said = next((other for other in doc[word.i + 2 : word.i + BESIDE_REACH] if other.tag_ == "VBG"), None)
        return (
            said is not None
            and verb_cue(said) is not None
            and all(other.pos_ in {"PROPN", "NOUN", "DET", "ADJ"} for other in doc[word.i + 1 : said.i])
        )
    place = word.i + (word.lower_ in {"just", "only", "a", "two", "three", "several"})
    timed = place + 1 < len(doc) and doc[place].lower_ in SPELLS
    return timed and doc[place + 1].lower_ in {"after", "before"}


def _sums_up(first: Token) -> bool:
    """Whether the reporter names what was said: ", a charge she has denied", ", the latest sign that the party is split"."""
    words = [word.lower_ for word in first.doc[first.i : first.i + SUMMING_REACH]]
    noun = next((place for place, word in enumerate(words) if word in summing_nouns()), None)
    if noun is None or words[0] not in {"a", "an", "the", "another", "one"}:
        return False
    between = first.doc[first.i + 1 : first.i + noun]
    return all(word.pos_ in {"ADJ", "ADV", "NOUN", "VERB", "NUM"} and not word.is_punct for word in between)


@cache
def summing_nouns() -> frozenset[str]:
    """Nouns with which a reporter sums up what somebody said or did."""
    return frozenset(load_lexicon("reporting")["summing"]["nouns"])


def _others_speak(word: Token) -> bool:
    """Whether ", while most Democrats say" sets somebody else's words against a clause."""
    for after in word.doc[word.i + 1 : word.i + OTHERS_REACH]:
        cue = verb_cue(after)
        if cue is not None and after.tag_ in FINITE_TAGS:
            return "clause" in cue.takes
        if after.is_punct or after.tag_ in FINITE_TAGS:
            return False
    return False


def _last_comma(start: int, end: int, layout: Layout) -> bool:
    """Whether no comma closes what begins at a token, so that it is no insertion ("..., although not perfect, was ...")."""
    return not any(word.text == "," and layout.outside(word) for word in layout.doc[start : end + 1])


def _goes_on_speaking(word: Token, cue: Cue) -> bool:
    """Whether a verb tells more of what the speaker said: "..., and warned of delays", "... and warning that" after "saying"."""
    other = verb_cue(word)
    if other is None or other.group != "speech" or before_joint(word) == word.i:
        return False
    if cue.token.tag_ == "VBG":
        return word.lower_.endswith("ing") and word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "that"
    comma = word.doc[before_joint(word)].text == "," or after_comma(word.doc[before_joint(word) + 1])
    joint = word.doc[before_joint(word) + 1].lower_
    parallel = joint == "but" or (_that_after(cue.token, THAT_REACH) and word.tag_ == cue.token.tag_)
    parallel = parallel and _that_after(word, 1)
    parallel = parallel or (other.lemma in JUDGING and word.tag_ in {cue.token.tag_, "VBN"})
    finite = word.tag_ in {"VBD", "VBZ", "VBP"} or (word.tag_ == "VBN" and not is_passive_form(word))
    return (comma or parallel) and finite and cue.token.tag_ in {"VBD", "VBZ", "VBP", "VBN"}


def _that_after(word: Token, reach: int) -> bool:
    return any(after.lower_ == "that" for after in word.doc[word.i + 1 : word.i + 1 + reach])


def before_joint(word: Token) -> int:
    """The token before "and also" in front of a verb; the verb itself where no joint stands there."""
    place = word.i - 1
    while place > 0 and word.doc[place].pos_ == "ADV" and word.doc[place].lower_ not in JOINTS:
        place -= 1
    return place - 1 if place > 0 and word.doc[place].lower_ in JOINTS else word.i


def joined(word: Token) -> bool:
    """Whether "and" or "but", with adverbs or none, stands before a verb, so that it has no subject of its own."""
    return before_joint(word) != word.i


def within_clause(content: Tokens, cue: Cue, layout: Layout) -> Tokens:
    """A content cut at the comma that ends a subordinate clause: "Before Hale announced he would go, | the paper printed it"."""
    start, end = content
    doc, first = layout.doc, layout.units[layout.unit[cue.token.i]][0]
    if start < cue.token.i or not _subordinate(cue.token, first):
        return content
    for place in range(start + 1, end):
        if doc[place].text == "," and layout.outside(doc[place]) and _clause_begins(doc[place + 1 : end + 1]):
            return start, place - 1
    return content


def beyond_clause(content: Tokens, cue: Cue, layout: Layout) -> bool:
    """Whether a content lies behind the comma that ends the cue's subordinate clause: "After Hale concluded his speech, | Cole spoke"."""
    doc, start = layout.doc, content[0]
    behind = start > cue.token.i + 2 and doc[start - 1].text == "," and doc[start].lower_ != "that"
    return behind and _subordinate(cue.token, layout.units[layout.unit[cue.token.i]][0])


def _subordinate(verb: Token, first: int) -> bool:
    """Whether a verb stands in a clause that "after" or "while" opens at the start of its unit or after a comma."""
    for place in range(verb.i - 1, max(first, verb.i - SUBORDINATE_REACH) - 1, -1):
        word = verb.doc[place]
        if word.lower_ in SUBORDINATORS:
            return _opens_phrase(word, first)
        if word.is_punct or (word.tag_ in FINITE_TAGS - {"MD"} and word.pos_ != "AUX"):
            return False
    return False


def _opens_phrase(word: Token, first: int) -> bool:
    """Whether a word begins a unit or follows a comma, "not long" or "two days" before it or not."""
    place = word.i
    while place > first and word.doc[place - 1].pos_ in {"ADV", "PART", "NUM", "NOUN", "DET", "ADJ"}:
        place -= 1
    return place == first or word.doc[place - 1].text == "," or word.doc[place - 1].is_space


def _clause_begins(words: Sequence[Token] | Span) -> bool:
    """Whether a clause with a subject of its own begins with some words: "the paper printed it"."""
    if (
        not len(words)
        or words[0].pos_ not in {"PRON", "PROPN", "NOUN", "DET", "ADJ", "NUM"}
        or words[0].tag_.startswith("W")
    ):
        return False
    for word in words[1:SUBORDINATE_REACH]:
        if word.tag_ in FINITE_TAGS:
            return True
        if word.is_punct:
            return False
    return False


def _continues(word: Token) -> bool:
    if word.lower_ in CONSEQUENCES:
        return True
    cue = verb_cue(word) if word.tag_ == "VBG" else None
    return cue is not None and cue.group == "speech"
