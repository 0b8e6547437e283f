"""Reported speech by syntax: a cue, the clause, infinitive or phrase it reports, and the words that name the speaker.

The frames are those of the PARC and PolNeAR annotation (Pareti 2012; Newell and others 2018): source, cue, content,
with verbs of speech, belief and intention, nouns ("the claim that ...") and "according to". The parser's errors
around quotation marks are met by `quote_frames`, which reads marks and word order.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import SAYING, Cue, noun_cue, verb_cue
from briefgen.extract.report_phrases import according_reports
from briefgen.extract.report_record import Report
from briefgen.extract.speaker_mentions import DUMMIES, mention_span, verb_subject
from briefgen.language.syntax import dep

WH_NEGATED = frozenset({"whether", "if", "why", "how", "what", "when", "where", "who", "which"})
REFUSALS = frozenset({"decline", "refuse", "fail", "forget", "hesitate"})
TRIMMED = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "?", "!", "and", "but"})
CONTENT_TYPES = frozenset({"ccomp", "csubj"})


def find_reports(layout: Layout, number: int) -> Iterator[Report]:
    """The reports of one unit that syntax shows, in the order of their cues; cues in quotation marks are left out."""
    tokens = [token for token in layout.unit_tokens(number) if layout.outside(token)]
    for token in tokens:
        cue = verb_cue(token) or noun_cue(token)
        if cue is not None:
            yield from _reports_of(cue, layout, number)
    yield from according_reports(layout, number)


def _reports_of(cue: Cue, layout: Layout, number: int) -> Iterator[Report]:
    content = _noun_content(cue) if cue.kind == "noun" else _verb_content(cue, layout)
    if content is None:
        return
    span = trim(content, layout)
    speaker = cue_speaker(cue, layout)
    if span is None or _unfit(cue, speaker):
        return
    yield Report(span, cue_span(cue), speaker, f"{cue.kind}:{cue.group}", number)


def cue_span(cue: Cue) -> tuple[int, int]:
    """The cue's characters: the verb, or all of "quoted as saying"."""
    head = cue.token.head
    if cue.lemma == "say" and head.lower_ == "quoted" and head.i < cue.token.i:
        return head.idx, cue.end
    return cue.start, cue.end


def cue_speaker(cue: Cue, layout: Layout) -> Span | None:
    """The words of the sentence that name who says it."""
    if cue.kind == "noun":
        owner = next((child for child in cue.token.children if dep(child) == "nmod:poss"), None)
        return mention_span(owner, layout) if owner is not None else None
    head = verb_subject(cue.token)
    if head is None or _passive(cue.token):
        head = _agent(cue.token) if _passive(cue.token) else None
    if head is None or head.lower_ in DUMMIES - {"it"} or abs(head.i - cue.token.i) > 60:
        return None
    return mention_span(head, layout)


def _passive(token: Token) -> bool:
    return any(dep(child) in {"nsubj:pass", "aux:pass"} for child in token.children)


def _agent(token: Token) -> Token | None:
    for child in token.children:
        if dep(child) == "obl:agent":
            return child
    return None


def _unfit(cue: Cue, speaker: Span | None) -> bool:
    """Whether a report lacks what makes it one: a belief or plan of nobody, or of a thing."""
    if speaker is None:
        return cue.group != "speech" or (cue.kind == "verb" and cue.lemma not in SAYING)
    return False


def _verb_content(cue: Cue, layout: Layout) -> tuple[int, int] | None:
    """First and last token of what a verb reports."""
    verb = cue.token
    if "clause" in cue.takes:
        found = _clause(cue) or _parenthetical(verb)
        if found is not None:
            return found
    if "infinitive" in cue.takes:
        found = _infinitive(cue)
        if found is not None:
            return found
    if "of" in cue.takes:
        found = _prepositional(cue)
        if found is not None:
            return found
    return _object(cue) if "object" in cue.takes else None


def _clause(cue: Cue) -> tuple[int, int] | None:
    for child in cue.token.children:
        if dep(child) in CONTENT_TYPES and child.i > cue.token.i:
            if _negated(cue.token) and child.left_edge.lower_ in WH_NEGATED:
                return None
            return _subtree(child, cue.token)
    return _fronted(cue.token)


def _fronted(verb: Token) -> tuple[int, int] | None:
    """The clause before "the governor said", parsed as its complement."""
    for child in verb.children:
        if dep(child) in CONTENT_TYPES and child.i < verb.i and not _own_subject_within(verb, child):
            return _subtree(child, verb)
    return None


def _own_subject_within(verb: Token, clause: Token) -> bool:
    subject = verb_subject(verb)
    return subject is not None and clause.left_edge.i <= subject.i <= clause.right_edge.i


def _parenthetical(verb: Token) -> tuple[int, int] | None:
    """The sentence that "..., he said, ..." or "..., analysts believe." hangs on."""
    if dep(verb) != "parataxis" or verb.head.i == verb.i or verb.head.pos_ == "PUNCT":
        return None
    host = verb.head
    if host.i > verb.i and not host.left_edge.i < verb.left_edge.i:
        return host.i and _subtree(host, verb)
    start, end = host.left_edge.i, host.right_edge.i
    if verb.right_edge.i >= end - 1:
        end = verb.left_edge.i - 1
    return (start, end) if start <= end else None


def _infinitive(cue: Cue) -> tuple[int, int] | None:
    if _passive(cue.token) and _agent(cue.token) is None:
        return None
    for child in cue.token.children:
        if dep(child) in {"xcomp", "ccomp", "advcl"} and child.i > cue.token.i and _has_to(child):
            return _subtree(child, cue.token)
    return None


def _has_to(token: Token) -> bool:
    return any(child.lower_ == "to" and dep(child) in {"mark", "aux"} for child in token.lefts)


def _prepositional(cue: Cue) -> tuple[int, int] | None:
    """ "of hiding the accident" after accused, "for a truce" after called."""
    wanted = {"call": "for", "blame": "for", "thank": "for", "praise": "for", "credit": "for", "criticize": "for"}
    preposition = wanted.get(cue.lemma, "for" if cue.lemma in {"criticise", "fault", "condemn", "chide"} else "of")
    for child in cue.token.children:
        if child.i > cue.token.i and dep(child) in {"obl", "advcl"} and child.left_edge.lower_ == preposition:
            start = child.left_edge.i + 1
            return start, child.right_edge.i
    return None


def _object(cue: Cue) -> tuple[int, int] | None:
    for child in cue.token.children:
        if dep(child) == "obj" and child.i > cue.token.i:
            return child.left_edge.i, child.right_edge.i
        if dep(child) == "xcomp" and child.tag_ == "VBG" and child.i > cue.token.i:
            return _subtree(child, cue.token)
    return None


def _noun_content(cue: Cue) -> tuple[int, int] | None:
    for child in cue.token.children:
        if child.i <= cue.token.i or dep(child) not in {"acl", "ccomp", "acl:relcl"}:
            continue
        mark = next((part for part in child.lefts if dep(part) == "mark"), None)
        if mark is not None and mark.lower_ in {"that", "to"} and child.left_edge.i == cue.token.i + 1:
            return child.left_edge.i, child.right_edge.i
    return None


def _negated(verb: Token) -> bool:
    return any(child.lower_ in {"not", "n't", "n’t", "never"} for child in verb.children) or (
        dep(verb) == "xcomp" and verb.head.lemma_.lower() in REFUSALS
    )


def _subtree(clause: Token, verb: Token) -> tuple[int, int]:
    """A clause's tokens from end to end, cut before coordinated verbs that report for the same speaker."""
    start, end = clause.left_edge.i, clause.right_edge.i
    for child in clause.children:
        if dep(child) == "conj" and shares_speaker(child, verb):
            end = min(end, child.left_edge.i - 1)
    if start <= verb.i <= end:
        start, end = (verb.i + 1, end) if clause.i > verb.i else (start, verb.left_edge.i - 1)
    return start, end


def shares_speaker(conjunct: Token, verb: Token) -> bool:
    """Whether "and accused Kyiv" goes on after the speaker of `verb`, though it was hung on what he said."""
    cue = verb_cue(conjunct)
    if cue is None or cue.group != "speech" or any(dep(child).startswith("nsubj") for child in conjunct.children):
        return False
    return conjunct.tag_ == verb.tag_ and conjunct.tag_ != "VB"


def trim(content: tuple[int, int], layout: Layout) -> tuple[int, int] | None:
    """Characters of a stretch of tokens without "that", commas and the final stop at its edges."""
    doc = layout.doc
    start, end = content
    while start <= end and (
        doc[start].is_space
        or doc[start].lower_ in TRIMMED
        or (doc[start].lower_ == "that" and doc[start].pos_ == "SCONJ")
    ):
        start += 1
    while end >= start and (doc[end].is_space or (layout.outside(doc[end]) and doc[end].lower_ in TRIMMED)):
        end -= 1
    if end < start or (start == end and doc[start].is_punct):
        return None
    return doc[start].idx, doc[end].idx + len(doc[end].text)
