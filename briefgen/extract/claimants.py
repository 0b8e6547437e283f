"""Who claims, denies or threatens in a sentence that is no quotation as a whole: "the Kremlin denied the report, and ..."."""

from collections.abc import Sequence

from spacy.tokens import Span, Token

from briefgen.extract.findings import Findings
from briefgen.extract.modality import Reading
from briefgen.extract.said_time import on_main_verb
from briefgen.language.syntax import dep
from briefgen.model import Quotation

_SPOKEN = frozenset({"claimed", "denied", "threatened", "asked"})
_BORNE = frozenset({"face", "have", "bring", "draw"})
"""Verbs whose subject is not who says it: "faces allegations"."""
_NAMED = frozenset({"PERSON", "ORG", "GPE"})


def find_claimant(sentence: Span, reading: Reading, inside: Sequence[Quotation], findings: Findings) -> str | None:
    """The name of whoever the main verb makes say what the sentence tells; None where nobody is named.

    Args:
        sentence: the sentence, parsed.
        reading: its modality, polarity and rule.
        inside: the quotations of which words stand in it, none of which is most of it.
        findings: what was found in its document.
    """
    modality, _, rule = reading
    if modality not in _SPOKEN:
        return None
    quote = on_main_verb(sentence, inside)
    if quote is not None:
        return quote.speaker.name if quote.speaker else None
    doer = _doer(sentence.root, rule.partition(":")[2])
    if doer is None:
        return None
    places = [doer.idx, *(child.idx for child in doer.children if dep(child) == "appos")]
    named = [entity for entity in findings.entities if entity.label in _NAMED]
    return next((found.name for place in places for found in named if found.start <= place < found.end), None)


def _doer(root: Token, trigger: str) -> Token | None:
    """The subject of a main verb that is the trigger, or has it for its object; None where the verb is not active."""
    words = trigger.split(" ")
    uttered = any(dep(child) == "obj" and child.lemma_.lower() == trigger for child in root.children)
    if root.lemma_.lower() in _BORNE or not (uttered or words[0] in {root.lower_, root.lemma_.lower()}):
        return None
    if any(dep(child) in {"aux:pass", "nsubj:pass"} or child.tag_ == "MD" for child in root.children):
        return None
    return next((child for child in root.children if dep(child) == "nsubj"), None)
