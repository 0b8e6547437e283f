"""What a cue reports in a phrase rather than a clause: "accused of lying", "called for calm", "denied the charge", "polls show a tie"."""

from spacy.tokens import Token

from briefgen.extract.report_cues import TAKEN, Cue
from briefgen.extract.report_extents import FINITE_TAGS, Tokens, frames
from briefgen.extract.speaker_mentions import verb_subject
from briefgen.language.syntax import dep

FOR_VERBS = frozenset(
    [
        "call",
        "blame",
        "thank",
        "praise",
        "credit",
        "criticize",
        "criticise",
        "fault",
        "condemn",
        "chide",
        "ask",
        "appeal",
        "plead",
        "beg",
        "apologize",
        "apologise",
        "slam",
        "blast",
        "attack",
        "denounce",
        "rebuke",
        "berate",
        "hail",
    ]
)
PURPOSES = frozenset({"in", "so"})
WARNINGS = frozenset({"warn", "caution", "argue", "advise", "plead"})
COMPLAINTS = frozenset({"complain", "warn", "worry", "brag", "boast", "joke", "fret", "gripe", "grumble", "rant"})
SHOWING = frozenset({"show"})
FINDING = frozenset({"show", "find", "suggest", "indicate", "put", "give"})
THREATS = frozenset(
    """veto lawsuit suit action sanction retaliation strike tariff force war boycott walkout shutdown filibuster
    response reprisal consequence cut""".split()
)
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
GOT = frozenset({"life", "victim", "asylum", "benefit", "territory", "seat", "prize", "title", "refund", "deduction"})
STATES = frozenset({"xcomp", "acl", "advcl", "ccomp"})
OF_CLAUSES = frozenset({"acl", "nmod"})


def phrase_content(cue: Cue) -> Tokens | None:
    """First and last token of the phrase that a verb reports, or None."""
    found = _prepositional(cue) if "of" in cue.takes else None
    if found is None and cue.lemma in SHOWING:
        found = _shown(cue)
    if found is None and ("object" in cue.takes or (cue.lemma in FINDING and _measured(cue.token))):
        found = _object(cue)
    return found


def _measured(verb: Token) -> bool:
    """Whether a poll or a record shows something, which is told whatever its form: "polls show a tight race"."""
    subject = verb_subject(verb)
    return subject is not None and subject.lemma_.lower() in MEASURING


def _prepositional(cue: Cue) -> Tokens | None:
    """For example "hiding the accident" after accused of, "a truce" after called for."""
    prepositions = _prepositions(cue.lemma)
    if cue.lemma in {"ask", "appeal"} and not _asks(cue.token):
        return None
    if cue.token.i + 1 < len(cue.token.doc) and cue.token.nbor(1).lower_ in prepositions:
        return _after_preposition(cue.token, prepositions)
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
    found = {"for"} if lemma in FOR_VERBS else {"of"}
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
    for child in cue.token.children:
        if child.left_edge.i == child.right_edge.i and child.lower_ in POINTERS and cue.lemma not in FINDING:
            continue
        if cue.lemma == "threaten" and child.lemma_.lower() not in THREATS:
            continue
        if child.left_edge.lower_ in PURPOSES or (cue.lemma == "claim" and _taken(child)):
            continue
        if child.i > cue.token.i and (
            dep(child) == "obj" or (dep(child) in {"xcomp", "advcl"} and child.tag_ == "VBG")
        ):
            return child.left_edge.i, _with_phrases(child, cue.token)
    follows = cue.token.nbor(1) if cue.token.i + 1 < len(cue.token.doc) else cue.token
    return (follows.i, follows.right_edge.i) if cue.lemma == "claim" and follows.lower_ in TAKEN else None


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
