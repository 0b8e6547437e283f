"""Speech that did not happen: "did not say", "declined to say", "if he agrees", "instead of saying"."""

from spacy.tokens import Token

from briefgen.extract.report_bounds import is_bare_hearsay
from briefgen.extract.report_cues import speaks_through
from briefgen.extract.report_rescue import NOMINATIVES
from briefgen.language.syntax import dep

REFUSALS = frozenset({"decline", "refuse", "fail", "forget", "hesitate"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nt"})
CONDITIONS = frozenset({"if", "unless", "until", "whether", "lest"})
GOING_ON = frozenset({"go", "continue", "begin", "proceed", "appear", "seem", "quick", "careful"})
DISBELIEF = frozenset({"believe", "think", "expect"})
"""Verbs that report what somebody holds even where they are denied: "most voters do not believe that"."""
GATHERING = frozenset(
    {"march", "rally", "gather", "demonstrate", "call", "phone", "write", "strike", "protest", "email", "text", "tweet"}
)
"""What people do to say something: "marched to demand", "called to warn"."""


def is_denied(word: Token) -> bool:
    """Whether the speech did not happen: "did not say", "declined to say", "if he agrees"."""
    negated = any(child.lower_ in NEGATIONS for child in word.lefts)
    if (negated and not _disbelieves(word)) or is_bare_hearsay(word):
        return True
    if any(dep(child) == "mark" and child.lower_ in CONDITIONS for child in word.lefts):
        return True
    alternative = dep(word) == "conj" and any(child.lower_ == "or" for child in word.lefts)
    if alternative and any(child.lower_ in NEGATIONS for child in word.head.lefts):
        return True  # "did not elaborate or say if"
    if word.pos_ == "NOUN" and any(child.lower_ == "no" for child in word.lefts):
        return True  # "has no plans to retire"
    if word.tag_ == "VBG" and word.i and (word.nbor(-1).lower_ == "without" or _short_of(word)):
        return True
    if any(child.lower_ == "to" and dep(child) == "mark" for child in word.lefts):
        return word.head.lemma_.lower() not in GOING_ON | GATHERING and not speaks_through(word.head)
    if word.tag_ in {"VBN", "VBD"} and (_absolute(word) or _when_asked(word) or _asked_about(word)):
        return True
    return dep(word) == "xcomp" and word.head.lemma_.lower() in REFUSALS


def _short_of(word: Token) -> bool:
    """Whether a participle is what somebody did not do: "stopped short of saying", "refrained from calling", "instead of saying"."""
    before = [other.lower_ for other in word.doc[max(0, word.i - 2) : word.i]]
    return before in (
        ["short", "of"],
        ["instead", "of"],
        ["refrained", "from"],
        ["refrains", "from"],
        ["rather", "than"],
    )


def _disbelieves(verb: Token) -> bool:
    """Whether "do not believe" has a clause to deny: "that ...", "the vote was fair", not "anything he says"."""
    follows = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    clause = (
        follows.lower_ == "that" or follows.pos_ in {"DET", "PROPN"} or follows.lower_ in NOMINATIVES - {"it", "you"}
    )
    return verb.lemma_.lower() in DISBELIEF and clause


def _when_asked(word: Token) -> bool:
    """Whether a participle follows "when" or "if" at once: "said when asked if she would"."""
    return word.i > word.sent.start and word.nbor(-1).lower_ in {"when", "if", "once", "unless", "than", "though"}


def _asked_about(word: Token) -> bool:
    """Whether a participle between commas only tells of a question: "Cole, asked about it at a diner, shrugged"."""
    if word.i < 1 or word.i + 1 >= len(word.doc) or word.lower_ not in {"asked", "pressed", "questioned"}:
        return False
    if word.nbor(-1).text != ",":
        return False
    close = next((other for other in word.sent if other.i > word.i and other.text == ","), word)
    resumed = close.i > word.i and close.i + 1 < len(word.doc) and close.nbor(1).tag_ in {"VBD", "VBZ"}
    return word.nbor(1).lower_ in {"about", "by", "on", "at"} or (
        word.nbor(1).lower_ in {"to", "for", "why", "how"} and resumed
    )


def _absolute(word: Token) -> bool:
    """Whether "Asked whether he would resign," opens a sentence about somebody else's question."""
    opens = word.i in {word.sent.start, word.sent.start + 1} and word.text[0].isupper()
    return opens and not any(dep(child).startswith("nsubj") for child in word.children)
