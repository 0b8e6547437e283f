"""Nouns that make a sentence a plan, a threat, a claim or a denial: "issued a denial", "a plan to build a dam"."""

from collections.abc import Collection

from spacy.tokens import Token

from briefgen.extract.modality_frames import rules
from briefgen.extract.modality_spine import Spine
from briefgen.language.syntax import dep


def noun_trigger(spine: Spine, nouns: Collection[str]) -> str:
    """A noun with a clause of its own that the sentence brings up, and does nothing else with; or ''."""
    for noun in spine.nouns:
        if noun.lemma_.lower() in nouns and not _is_undone(noun):
            return noun.lemma_.lower()
    return ""


def _is_undone(noun: Token) -> bool:
    """Whether the sentence tells what became of it: "scrapped a plan to", "plans to build it drew protests"."""
    verb = noun.head
    lemma = verb.lemma_.lower()
    if dep(noun) == "nsubj:pass":
        return lemma not in rules()["light"]["verbs"]
    return lemma in rules()["light"]["undoing"] or (
        dep(noun) == "nsubj" and verb.pos_ == "VERB" and lemma not in _BRINGING
    )


_BRINGING = frozenset({"call", "include", "envisage", "foresee", "emerge", "surface", "circulate", "swirl", "persist"})


def act_trigger(spine: Spine, nouns: Collection[str]) -> str:
    """A noun that says what its verb does: "issued a denial", "a demand was made"; or ''."""
    light = rules()["light"]["verbs"]
    for label, noun in spine.parts:
        faced = noun.head.lemma_.lower() == "face" and noun.lemma_.lower() in {"threat", "ultimatum"}  # another's
        if faced:
            continue
        if label in {"obj", "nsubj:pass"} and noun.lemma_.lower() in nouns and noun.head.lemma_.lower() in light:
            return noun.lemma_.lower()
    return ""
