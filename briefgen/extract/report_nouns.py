"""What a noun or adjective reports: "the claim that he won", "amid fears the wall could fall", "a pledge to withdraw"."""

from spacy.tokens import Token

from briefgen.extract.report_cues import Cue, frame_words
from briefgen.extract.report_extents import FINITE_TAGS, Tokens, has_to
from briefgen.language.syntax import SUBJECTS, dep

THAT_CLAUSES = frozenset({"acl", "acl:relcl", "ccomp"})
HOLDING = frozenset({"among", "by", "from", "of"})
HOLDER_REACH = 9
RELATIVES = frozenset({"who", "which", "that", "whom"})
NOMINATIVES = frozenset({"he", "she", "it", "they", "we"})


def word_content(cue: Cue) -> Tokens | None:
    """What a noun or adjective reports: "that ..." or, for promises and plans, "to ..." right after it."""
    for child in cue.token.children:
        if child.i <= cue.token.i or dep(child) not in THAT_CLAUSES:
            continue
        if child.left_edge.i > _latest(cue):
            continue
        first = child.left_edge.lower_
        if (first == "that" and (marked(child) or _complete(child))) or (
            first == "to" and cue.lemma in frame_words("acting")
        ):
            return child.left_edge.i, _before_finite(child)
    return _that_clause(cue) or _carried_clause(cue) or _bare_clause(cue)


def _complete(clause: Token) -> bool:
    """Whether a clause that was read as a relative one has a subject and an object of its own: "charges that he sold rifles"."""
    own = [child for child in clause.children if child.lower_ not in RELATIVES]
    return any(dep(child) in SUBJECTS for child in own) and any(dep(child) == "obj" for child in own)


def _bare_clause(cue: Cue) -> Tokens | None:
    """The clause without "that" behind several claims or fears: "amid fears the wall could collapse", no relative clause."""
    noun = cue.token
    owned = any(dep(child) == "nmod:poss" for child in noun.lefts)
    if (noun.tag_ != "NNS" and not owned) or any(dep(child) == "det" for child in noun.lefts):
        return None
    follows = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    beside = [follows.head] if follows.lower_ in NOMINATIVES and follows.head.i > follows.i else []
    for child in (*noun.rights, *beside):
        subject = next((word for word in child.lefts if dep(word) in SUBJECTS), None)
        if (
            (dep(child) not in THAT_CLAUSES and child not in beside)
            or subject is None
            or subject.left_edge.i != noun.i + 1
        ):
            continue
        if subject.lower_ in RELATIVES:
            continue
        whole = any(
            dep(word) in {"cop", "aux:pass", "obj", "ccomp", "xcomp"} and word.lower_ not in RELATIVES
            for word in child.children
        )
        modal = cue.lemma in frame_words("bare") and any(word.tag_ == "MD" for word in child.lefts)
        if whole or modal:
            return noun.i + 1, _before_finite(child)
    return None


def _carried_clause(cue: Cue) -> Tokens | None:
    """The that-clause that the parse hung on a noun between: "concern among moderates that the party is adrift"."""
    nouns = (child for child in cue.token.rights if dep(child) == "nmod")
    clauses = (part for noun in nouns for part in noun.rights if marked(part) and dep(part) in THAT_CLAUSES)
    return next(((clause.left_edge.i, _before_finite(clause)) for clause in clauses), None)


def _that_clause(cue: Cue) -> Tokens | None:
    """The clause that "that" opens right after a noun or adjective, when the parse hung it on another word."""
    holder = holder_after(cue.token) if cue.kind == "noun" else None
    place = holder[1] if holder is not None else cue.token.i + 1
    if place >= len(cue.token.doc) or cue.token.doc[place].lower_ != "that" or dep(cue.token.doc[place]) != "mark":
        return None
    clause = cue.token.doc[place].head
    return (place, clause.right_edge.i) if clause.i > place else None


def _before_finite(clause: Token) -> int:
    """The end of an infinitive, before a finite verb that was joined to it ("an offer to talk and instead challenged him")."""
    for child in clause.rights:
        if dep(child) == "conj" and has_to(clause) and child.tag_ in FINITE_TAGS:
            return child.left_edge.i - 1
    return clause.right_edge.i


def _latest(cue: Cue) -> int:
    """The last token at which a clause may begin that belongs to a noun or adjective."""
    holder = holder_after(cue.token) if cue.kind == "noun" else None
    return holder[1] if holder is not None else cue.token.i + (1 if cue.kind == "noun" else 4)


def holder_after(noun: Token) -> Tokens | None:
    """The tokens of "moderates" and the place after them in "concern among moderates that"."""
    doc, place = noun.doc, noun.i + 1
    if place + 1 >= len(doc) or doc[place].lower_ not in HOLDING:
        return None
    for end in range(place + 1, min(place + HOLDER_REACH, len(doc))):
        if doc[end].lower_ in {"that", "to"} and end > place + 1:
            return place + 1, end
        if doc[end].pos_ in {"VERB", "AUX", "PUNCT", "SCONJ"}:
            return None
    return None


def marked(clause: Token) -> bool:
    """Whether "that" opens a clause."""
    return any(child.lower_ == "that" and dep(child) in {"mark", "dep"} for child in clause.lefts)
