"""The spine of a sentence: its main verb and the clauses that complete it, and the phrases that stand on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.modality_phrases import BE, NOT, Word, ends_at, read_phrase
from briefgen.extract.report_cues import speaks_through
from briefgen.language.syntax import dep
from briefgen.language.words import words_of

_COMPLEMENTS = ("ccomp", "xcomp")
_LOOSE = frozenset({"advcl", "acl:relcl", "appos", "conj", "list"})


@dataclass(frozen=True, slots=True)
class Spine:
    """The verbs a sentence hangs on, outermost first, and the words that belong directly to them."""

    verbs: tuple[Token, ...]
    near: frozenset[int]
    sentence: Span
    places: tuple[int, ...]
    """Where the words of the sentence stand in the Doc."""
    row: tuple[Word, ...]
    words: frozenset[str]
    parts: tuple[tuple[str, Token], ...]
    """What hangs on the verbs, each with its label."""
    auxiliaries: tuple[Token, ...]
    adverbs: tuple[Token, ...]
    nouns: tuple[Token, ...]
    """Those among the parts that a clause completes: "a plan to ..."."""


def read_spine(sentence: Span) -> Spine:
    """The spine of a sentence that was parsed."""
    verbs = [sentence.root]
    verbs += [child for child in sentence.root.children if dep(child) == "parataxis" and _reports(child)]
    for verb in verbs:
        verbs += [child for child in completed(verb) if child not in verbs]
    near = {verb.i for verb in verbs}
    for verb in verbs:
        near |= {token.i for child in verb.children if dep(child) not in _LOOSE for token in shallow(child)}
    columns = words_of(sentence.doc)
    said = [place for place in range(sentence.start, sentence.end) if not columns.forms[place].isspace()]
    parts = tuple((dep(child), child) for verb in verbs for child in verb.children)
    auxiliaries = tuple(child for label, child in parts if label.split(":")[0] == "aux")
    adverbs = tuple(child for label, child in parts if label.split(":")[0] == "advmod")
    nouns = tuple(
        child
        for label, child in parts
        if label in {"obj", "nsubj", "xcomp"} and any(dep(clause) == "acl" for clause in child.children)
    )
    row = tuple(Word(columns.lower[place], columns.lemmas[place].lower(), columns.tags[place]) for place in said)
    words = _phrase_words(row)
    return Spine(tuple(verbs), frozenset(near), sentence, tuple(said), row, words, parts, auxiliaries, adverbs, nouns)


def _phrase_words(row: Iterable[Word]) -> frozenset[str]:
    """The words and lemmas that phrases of the lexicons may name."""
    found = {form for word in row for form in word[:2]}
    return frozenset(found | ({"be"} if found & BE else set()) | ({"not"} if found & NOT else set()))


def _reports(verb: Token) -> bool:
    """Whether a verb set beside the main one frames it ("..., he said")."""
    return verb.pos_ == "VERB" and verb.lemma_.lower() in load_lexicon("hedges")["modality"]["claimed"]["verbs"]


def completed(verb: Token) -> Iterable[Token]:
    """The clauses that complete a verb, directly or through a noun such as "evidence that", "plan to"."""
    bridges = load_lexicon("hedges")["modality"]["bridges"]
    aimed = verb.lemma_.lower() in _aimed() or speaks_through(verb)
    for child in verb.children:
        label = dep(child)
        if (
            (label in _COMPLEMENTS and child.pos_ in {"VERB", "AUX", "NOUN", "ADJ"})
            or (
                label in {"advcl", "acl"}
                and child.i > verb.i
                and aimed
                and is_infinitive(child)
                and not _is_a_way(child)
            )
            or _is_clause_of_noun(verb, child)
        ):
            yield child
        elif label in {"obj", "nsubj"} and child.lemma_.lower() in bridges:
            yield from (clause for clause in child.children if dep(clause) == "acl" and _is_marked(clause))


def _is_a_way(clause: Token) -> bool:
    """Whether an infinitive tells how a thing is done: "advised him on how to vote"."""
    return any(child.tag_ == "WRB" and child.i < clause.i for child in clause.children)


def _is_clause_of_noun(root: Token, verb: Token) -> bool:
    """The verb right behind the noun that a parser took for the root: "Drivers threatened to strike"."""
    nominal = root.dep_ == "ROOT" and root.pos_ in {"NOUN", "PROPN"}
    behind = nominal and dep(verb) == "acl" and verb.i == root.i + 1 and verb.lemma_.lower() in _verbs()
    return behind and any(is_infinitive(child) for child in verb.children)


@cache
def _verbs() -> frozenset[str]:
    """The verbs of all modalities: an infinitive behind another verb is its purpose."""
    rules = load_lexicon("hedges")["modality"]
    return frozenset(verb for name in rules["order"] for verb in rules[name]["verbs"])


@cache
def _aimed() -> frozenset[str]:
    """The verbs that an infinitive completes, whatever it hangs on: "pressed the premier to explain"."""
    return _verbs().union(load_lexicon("hedges")["modality"]["asked"]["directive"])


def _is_marked(clause: Token) -> bool:
    return any(child.lower_ in {"that", "to", "of"} for child in clause.children)


def shallow(token: Token) -> list[Token]:
    """A word with its direct dependents that are no clauses."""
    return [
        token,
        *(child for child in token.children if dep(child) not in _LOOSE and not dep(child).startswith("acl")),
    ]


def is_infinitive(clause: Token) -> bool:
    """Whether a clause is one with "to"."""
    return any(child.lower_ == "to" and dep(child) == "mark" for child in clause.children)


def find_phrase(spine: Spine, phrases: Sequence[str]) -> str:
    """The words of the first of the phrases that stands in a sentence with one of its words on the spine."""
    for text in phrases:
        phrase = read_phrase(text)
        if phrase.may_stand(spine.words):
            for place in range(len(spine.row)):
                end = ends_at(spine.row, place, phrase.items)
                found = end >= 0 and not spine.near.isdisjoint(spine.places[place:end])
                if found and not _is_cause(text, spine.row[end : end + 1]):
                    return " ".join(word.lower for word in spine.row[place:end])
    return ""


def _is_cause(phrase: str, following: Sequence[Word]) -> bool:
    """Whether "due to" gives a cause, no plan: no verb follows."""
    return phrase.endswith("due to") and not any(word.tag in {"VB", "VBP", "RB"} for word in following)
