"""What a whole sentence must look like for its modality: openings, ultimatums, threats by what is warned of, deeds to come.

The words are data, `hedges.toml`.
"""

from functools import cache
from itertools import pairwise
from typing import Any

from spacy.tokens import Token

from briefgen.data import load_lexicon
from briefgen.extract.modality_spine import Spine, completed, find_phrase, is_infinitive
from briefgen.language.syntax import dep

_OPEN = frozenset({"will", "would", "'ll", "’ll", "'d", "’d", "could", "may", "might"})
_WOULD = frozenset({"would", "'d", "’d"})
_TOLD = frozenset({"VBD", "VBN"})


@cache
def rules() -> Any:
    """The tables of modality of `hedges.toml`."""
    return load_lexicon("hedges")["modality"]


def frame_trigger(spine: Spine, modality: str) -> str:
    """The frame of a modality that a sentence has, or ''."""
    if modality == "conditional":
        return _opening(spine)
    if modality == "threatened":
        return _ultimatum(spine) or _harm(spine)
    if modality == "planned":
        return _future_in_past(spine) or _coming(spine)
    if modality == "asked":
        return _directive(spine)
    return ""


def _opening(spine: Spine) -> str:
    """What opens a sentence about what would be: "Without a deal", "Had the valve been shut"."""
    words = [place for place, word in zip(spine.places, spine.row, strict=True) if word.lower[0].isalnum()]
    if len(words) < 2:
        return ""
    first, second = (spine.sentence.doc[place] for place in words[:2])
    rule = rules()["conditional"]
    if first.lower_ in rule["inverted"] and second.pos_ in {"DET", "PRON", "NOUN", "PROPN", "ADJ"}:
        behind = [word.lower for word in spine.row]
        return first.lower_ if "," in behind and not _OPEN.isdisjoint(behind[behind.index(",") :]) else ""
    if not any(token.lower_ in _OPEN for token in spine.auxiliaries):
        return ""
    return first.lower_ if first.lower_ in rule["openings"] and second.tag_ != "VBG" else ""


def _ultimatum(spine: Spine) -> str:
    """The words "or face" behind a verb that gives someone a choice."""
    rule = rules()["threatened"]
    if not any(verb.lemma_.lower() in rule["ultimatums"] for verb in spine.verbs):
        return ""
    words = [word.lower for word in spine.row]
    pairs = {f"{first} {second}" for first, second in pairwise(words)}
    return next((phrase for phrase in rule["or_else"] if phrase in pairs), "")


def _harm(spine: Spine) -> str:
    """A verb of harm that someone warns will happen: "any ship that enters will be sunk, he warned"."""
    if not any(verb.lemma_.lower() in {"warn", "threaten"} for verb in spine.verbs):
        return ""
    for verb in spine.verbs:
        sure = any(child.lower_ in {"will", "would", "shall"} for child in verb.children)
        if sure and verb.lemma_.lower() in rules()["threatened"]["harms"]:
            return verb.lemma_.lower()
    return ""


def _future_in_past(spine: Spine) -> str:
    """The word "would" in what someone said: "the ministry said it would send more troops".

    What someone suggests or foresees is no plan, nor what another would have to do.
    """
    for verb in spine.verbs:
        would = any(child.lower_ in _WOULD for child in verb.children)
        if would and not _is_need(verb) and _is_said(verb, spine):
            return "would"
    return ""


def _is_said(verb: Token, spine: Spine) -> bool:
    """Whether someone told in the past what a verb says, in front of it or behind."""
    if dep(verb) == "ccomp":
        said = verb.head.tag_ in _TOLD and verb.head.i in spine.near
        return said and verb.head.lemma_.lower() not in _unplanned()
    if dep(verb) != "ROOT":
        return False
    beside = [other for other in spine.verbs if dep(other) == "parataxis"]
    if any(other.tag_ in _TOLD and other.lemma_.lower() not in _unplanned() for other in beside):
        return True
    return bool(find_phrase(spine, ["accord to"])) and not any(child.lower_ == "have" for child in verb.children)


@cache
def _unplanned() -> frozenset[str]:
    return frozenset({*rules()["suggesting"], *rules()["foretelling"]})


def _is_need(verb: Token) -> bool:
    """Whether a verb says what has to be, or can be, done: "would have to leave", "would be able to"."""
    words = [token.lower_ for token in verb.doc[max(verb.i - 2, verb.sent.start) : verb.i + 2]]
    return "to" in words or verb.lower_ == "able"


def _coming(spine: Spine) -> str:
    """A day to come beside a main verb of the present: "parliament votes on it next week"."""
    root = spine.verbs[0]
    told = root.lemma_.lower() in rules()["claimed"]["verbs"]
    if told or root.tag_ not in {"VBZ", "VBP"} or any(dep(child).startswith("aux") for child in root.children):
        return ""
    return find_phrase(spine, rules()["planned"]["coming"])


def _directive(spine: Spine) -> str:
    """A main verb that makes someone do something: "pressed the chancellor to explain"."""
    verb = spine.verbs[0]
    if verb.lemma_.lower() not in rules()["asked"]["directive"] or not any(map(is_infinitive, completed(verb))):
        return ""
    labels = {dep(child) for child in verb.children}
    addressed = not labels.isdisjoint({"obj", "iobj", "nsubj:pass", "aux:pass"})
    return verb.lemma_.lower() if addressed and not any(child.lower_ in _OPEN for child in verb.children) else ""
