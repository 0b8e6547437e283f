"""Cues of reported speech: verbs, nouns and adjectives of `data/reporting.toml`, found among the tokens of a Doc."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from briefgen.data import load_lexicon
from briefgen.extract.speaker_roles import stands_for_many

SAYING = frozenset(
    [
        "say",
        "tell",
        "add",
        "write",
        "ask",
        "state",
        "note",
        "explain",
        "insist",
        "continue",
        "reply",
        "respond",
        "argue",
        "warn",
        "declare",
        "recall",
        "tweet",
        "post",
    ]
)
"""Verbs that are cues whatever the tagger thinks of them."""

NOUNLIKE = frozenset({"reports", "claims", "claim", "demands", "charges", "estimates"})
CALLING_ON = frozenset({"calls", "plans", "vows", "offers", "threatens", "promises", "pledges"})
LONGEST_ASIDE = 9
PLATFORM_REACH = 4
TAKEN = frozenset({"responsibility", "victory", "credit"})
"""What is claimed so often that "claim" before it is a verb."""
MESSAGES = frozenset({"post", "tweet", "note", "text", "email", "message", "blog"})
ARTICLES = frozenset({"a", "an", "the"})
QUOTED = frozenset({"quoted", "cited"})
"""Participles of those whose words another passes on, who is no speaker: "was quoted by the agency as saying"."""
CLOSING = frozenset({'"', "”", "’", "''"})
VOWELS = "aeiou"
DOUBLING = re.compile(r"^[^aeiou]{0,3}[aeiou][bdgmnprt]$")
CLAUSE = frozenset({"clause"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A token that reports: its lemma, class (speech, belief, intention), what it takes, and kind of word."""

    token: Token
    lemma: str
    group: str
    takes: frozenset[str]
    kind: str

    @property
    def start(self) -> int:
        """First character."""
        return self.token.idx

    @property
    def end(self) -> int:
        """Character after the last."""
        return self.token.idx + len(self.token.text)


@dataclass(frozen=True, slots=True)
class _Entry:
    group: str
    takes: frozenset[str]


@cache
def verb_entries() -> Mapping[str, _Entry]:
    """Reporting verbs by lemma: the class of the first group that has it, and all that its groups take."""
    found: dict[str, _Entry] = {}
    for group in load_lexicon("reporting")["verbs"].values():
        for lemma in group["lemmas"]:
            known = found.get(lemma, _Entry(group["class"], frozenset()))
            found[lemma] = _Entry(known.group, known.takes | frozenset(group["takes"]))
    return found


@cache
def _listed(part: str) -> Mapping[str, str]:
    groups = load_lexicon("reporting")[part].values()
    return {lemma: group["class"] for group in groups for lemma in group["lemmas"]}


@cache
def frame_words(name: str) -> frozenset[str]:
    """The words of one of the frames in which verbs report: those that take "for", those of small clauses, ..."""
    return frozenset(load_lexicon("reporting")["frames"][name]["words"])


@cache
def weak_verbs() -> frozenset[str]:
    """Verbs that report only when somebody, or a document, is their subject."""
    return frozenset(load_lexicon("reporting")["weak"]["verbs"])


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    irregular = load_lexicon("reporting")["irregular"]
    for lemma in verb_entries():
        for form in irregular.get(lemma) or _regular(lemma):
            found[form].add(lemma)
        found[lemma].add(lemma)
    return {form: frozenset(lemmas) for form, lemmas in found.items()}


def form_lemmas(form: str) -> frozenset[str]:
    """The reporting verbs that a lower-case word may be a form of."""
    return _forms().get(form, frozenset())


def _regular(lemma: str) -> Iterable[str]:
    if lemma.endswith("e"):
        return (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    if lemma.endswith("y") and lemma[-2] not in VOWELS:
        return (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    if DOUBLING.search(lemma):
        return (lemma + "s", lemma + "ed", lemma + "ing", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing")
    plural = "es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return (lemma + plural, lemma + "ed", lemma + "ing")


def verb_cue(token: Token) -> Cue | None:
    """The verb cue that a token is, or None."""
    lemmas = form_lemmas(token.lower_)
    if (
        not lemmas
        or (token.i and token.nbor(-1).text == "-")
        or not (token.pos_ == "VERB" or _verb_after_all(token, lemmas))
    ):
        return None
    if token.tag_ in {"VBN", "VBD"} and token.i and _only_describes(token):
        return None
    if token.lower_ == "states" and token.i and token.nbor(-1).pos_ in {"NUM", "DET", "ADJ"}:
        return None
    lemma = token.lemma_.lower() if token.lemma_.lower() in lemmas else min(lemmas)
    if lemma == "like" and not _wishes(token):
        return None
    entry = verb_entries()[lemma]
    return Cue(token, lemma, entry.group, entry.takes, "verb")


def speaks_through(verb: Token) -> bool:
    """Whether an act is only how somebody speaks: "took to X to say", "took the floor to accuse", "used a speech to warn"."""
    lemma = verb.lemma_.lower()
    if lemma not in {"take", "use"} or verb.i + 2 >= len(verb.doc):
        return False
    to = lemma == "take" and verb.nbor(1).lower_ == "to"
    words = verb.doc[verb.i + 1 + to : verb.i + 1 + to + PLATFORM_REACH]
    listed = frame_words("platforms" if lemma == "take" else "occasions")
    for word in words:
        if word.lower_ in listed:
            return lemma == "use" or to or word.nbor(-1).lower_ == "the"
        if word.is_punct or word.lower_ == "to":
            return False
    return False


def _only_describes(word: Token) -> bool:
    """Whether a participle stands before its noun behind a preposition or an article: "after alleged attacks", "the promised talks"."""
    before = word.nbor(-1)
    if before.tag_ == "IN" and before.lower_ in {
        "after",
        "over",
        "amid",
        "of",
        "for",
        "by",
        "with",
        "despite",
        "about",
        "in",
    }:
        return word.i + 1 < len(word.doc) and word.nbor(1).lower_ not in {"that", "by", "as", "to", "in", "on", "with"}
    return before.lower_ in {"the", "a", "an"} or before.tag_ == "PRP$"


def _wishes(like: Token) -> bool:
    """Whether "like" stands in "would like to": what somebody wants, not what they are fond of."""
    before = like.doc[max(like.sent.start, like.i - 2) : like.i]
    would = any(word.lower_ in {"would", "'d", "’d"} for word in before)
    return would and like.i + 1 < len(like.doc) and like.nbor(1).lower_ == "to"


def _verb_after_all(token: Token, lemmas: frozenset[str]) -> bool:
    """Whether a word that the tagger took for something else is a reporting verb: "said", or "aides concede that"."""
    if not token.text[0].islower():
        return False
    if lemmas & SAYING and token.pos_ not in {"NOUN", "ADJ", "AUX"}:
        return True
    if token.pos_ not in {"NOUN", "ADJ"} or token.i + 1 >= len(token.doc):
        return False
    if token.lower_ in MESSAGES and any(word.lower_ in ARTICLES for word in token.doc[max(0, token.i - 2) : token.i]):
        return False  # "said in a Telegram post that"
    if (token.lower_ in NOUNLIKE and _between_phrases(token)) or _ends_aside(token) or _calls_on(token):
        return True
    if _states(token) or _joint_pledge(token):
        return True
    if token.nbor(1).lower_ != "that":
        return False
    if token.lower_.endswith("ing"):
        return token.i > 0 and token.nbor(-1).lower_ in {",", "and", "but"}
    if token.nbor(1).pos_ != "SCONJ":
        return False
    if token.dep_ == "ROOT" and token.i > token.sent.start and stands_for_many(token.nbor(-1)):
        return True
    return token.lemma_.lower() not in _listed("nouns") or _heads_sentence(token)


def _between_phrases(token: Token) -> bool:
    """Whether a plural that may be a verb stands between its subject and its object, with no other verb before it."""
    before, after = token.nbor(-1) if token.i else token, token.nbor(1)
    taken = after.lower_ in TAKEN
    if before.pos_ not in {"NOUN", "PROPN"} or not (taken or after.pos_ in {"NUM", "DET", "PRON"}):
        return False
    if before.tag_ == "NNS" and not taken:
        return False
    return not any(word.pos_ in {"VERB", "AUX"} for word in token.doc[token.sent.start : token.i])


def _calls_on(token: Token) -> bool:
    """Whether "The League calls on them to go" or "The League plans to go" has no other verb before: a name's verb, not a noun."""
    if token.lower_ not in CALLING_ON or not token.i or token.nbor(-1).pos_ != "PROPN":
        return False
    follows = {"to"} if token.lower_ != "calls" else {"on", "for"}
    return token.nbor(1).lower_ in follows and not any(
        word.pos_ in {"VERB", "AUX"} for word in token.doc[token.sent.start : token.i]
    )


def _states(token: Token) -> bool:
    """Whether "state" is a verb: behind a noun and before "that", or where a clause hangs on it and nothing else is a verb."""
    if token.lower_ != "state" or not token.i or token.nbor(-1).pos_ not in {"NOUN", "PROPN"}:
        return False
    if token.nbor(1).lower_ == "that" and (token.nbor(1).tag_ == "IN" or token.nbor(1).dep_ == "mark"):
        return not token.nbor(1).dep_.startswith("nsubj")  # "Zamfara state that borders Niger"
    clause = any(child.dep_ == "ccomp" for child in token.rights)
    return (
        token.dep_ == "ROOT"
        and clause
        and not any(word.pos_ in {"VERB", "AUX"} for word in token.doc[token.sent.start : token.i])
    )


def _joint_pledge(token: Token) -> bool:
    """Whether "pledges to" goes on from a verb: "speaks of peace, | pledges to uphold the treaty, and urges"."""
    if (
        token.lower_ not in CALLING_ON
        or token.tag_ != "NNS"
        or token.nbor(1).lower_ != "to"
        or token.i + 2 >= len(token.doc)
    ):
        return False
    follows = token.i > 0 and (token.nbor(-1).text == "," or token.nbor(-1).lower_ == "and")
    return follows and token.nbor(2).tag_ == "VB" and token.head.tag_ == "VBZ"


def _heads_sentence(token: Token) -> bool:
    """Whether a sentence has no other verb than a plural noun that follows its subject ("The agency reports that ...")."""
    if token.tag_ != "NNS" or token.i == token.sent.start:
        return False
    before = token.doc[token.sent.start : token.i]
    opening = before[0].pos_ not in {"ADP", "SCONJ"} and not any(
        word.pos_ in {"VERB", "AUX", "SCONJ"} for word in before
    )
    named = opening and before[-1].pos_ == "PROPN"
    return named or (token.dep_ == "ROOT" and before[-1].pos_ in {"NOUN", "PROPN", "PRON", "ADV"})


def _ends_aside(token: Token) -> bool:
    """Whether "report" ends a sentence after a comma and its subject: "..., the army report.", `"...," the letter states.`"""
    if token.lower_ not in {"report", "reports", "claim", "claims", "states", "notes", "estimates"} or (
        token.i + 1 < token.sent.end and not token.nbor(1).is_punct
    ):
        return False
    for place in range(token.i - 1, max(token.sent.start, token.i - LONGEST_ASIDE), -1):
        word = token.doc[place]
        if word.text == "," or (word.text in CLOSING and word.i and word.nbor(-1).text == ","):
            return token.i - place > 1 and token.doc[place + 1].lower_ not in {"a", "an"}
        if word.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "CCONJ", "NUM"}:
            return False
    return False


def word_cue(token: Token) -> Cue | None:
    """The noun or adjective cue that a token is, or None."""
    pos = token.pos_
    if pos not in _WORD_CUES:
        return None
    part, kind = _WORD_CUES[pos]
    lemma = token.lemma_.lower()
    return Cue(token, lemma, _listed(part)[lemma], CLAUSE, kind) if lemma in _listed(part) else None


_WORD_CUES = {"NOUN": ("nouns", "noun"), "ADJ": ("adjectives", "adjective")}
