"""Who a cue of reported speech says it is that speaks: the words that name the speaker, by syntax with word order behind it."""

from spacy.tokens import Span, Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import QUOTED, Cue, verb_cue
from briefgen.extract.report_extents import DAYS, after_comma, shares_speaker
from briefgen.extract.report_misread import misread_name, misread_subject
from briefgen.extract.report_nouns import holder_after
from briefgen.extract.speaker_datelines import DASHES, is_dateline
from briefgen.extract.speaker_mentions import (
    DUMMIES,
    FINITE,
    mention_span,
    phrase_after,
    phrase_before,
    speaks,
    verb_subject,
)
from briefgen.extract.speaker_spans import widened
from briefgen.language.syntax import dep

CARRIERS = frozenset(
    {
        "express",
        "voice",
        "make",
        "issue",
        "raise",
        "repeat",
        "reiterate",
        "share",
        "deliver",
        "have",
        "give",
        "tweet",
        "post",
        "publish",
        "renew",
        "echo",
    }
)
HEARSAY = frozenset(
    [
        "expect",
        "believe",
        "say",
        "think",
        "report",
        "allege",
        "accuse",
        "understand",
        "rumor",
        "rumour",
        "suspect",
        "blame",
        "ask",
        "tell",
        "urge",
        "warn",
        "order",
        "advise",
        "inform",
        "forecast",
        "project",
        "predict",
        "estimate",
    ]
)
ISSUING = CARRIERS | frozenset(
    [
        "release",
        "launch",
        "publish",
        "post",
        "send",
        "write",
        "sign",
        "read",
        "circulate",
        "file",
        "tweet",
        "put",
        "record",
        "broadcast",
    ]
)
PETITIONS = frozenset({"sue", "notify", "petition", "contact", "email", "fine", "warn", "lobby"})
BODIES = frozenset(
    {"court", "city", "state", "government", "company", "agency", "department", "ministry", "school", "council"}
)
REMEMBERING = frozenset(
    {"recall", "remember", "hear", "quote", "catch", "record", "show", "feature", "depict", "capture"}
)
RECORDINGS = frozenset(
    {"video", "clip", "tape", "recording", "footage", "audio", "photo", "picture", "image", "memory", "transcript"}
)
FARTHEST = 60
CLIMB = 4
LONGEST_LABEL = 3


def cue_span(cue: Cue) -> tuple[int, int]:
    """The cue's characters: the verb, or all of "quoted as saying"."""
    head = cue.token.head
    if cue.lemma == "say" and head.lower_ == "quoted" and head.i < cue.token.i:
        return head.idx, cue.end
    return cue.start, cue.end


def cue_speaker(cue: Cue, layout: Layout) -> Span | None:
    """The words of the sentence that name who says it."""
    span = _trimmed(_own_part(_named_by_syntax(cue, layout), cue.token), layout)
    if span is None or span[0].pos_ not in {"ADP", "SCONJ"} or span.text.lower().startswith(("at least", "at most")):
        return widened(span, cue.token, layout) if span is not None and cue.kind == "verb" else span
    return phrase_before(cue.token, layout) if cue.kind == "verb" else None


def undescribed(span: Span | None) -> Span | None:
    """The words that name a speaker without what is only told of them: "a poll [released] Friday", "a man [who lives nearby]"."""
    if span is not None and span[0].lower_ in {"a", "an", "one", "another"}:
        span = span[: next((place for place, word in enumerate(span) if place > 1 and word.lower_ == "who"), len(span))]
    dated = span is not None and len(span) > 1 and span[-1].lower_ in DAYS | {"yesterday", "today", "tonight"}
    if span is not None and dated and not any(word.pos_ == "VERB" for word in span):
        span = span[:-1]
    last = span[-1] if span is not None and len(span) > 1 else None
    named = last is not None and last.lower_ in {"titled", "entitled", "called"}
    if span is not None and last is not None and (named or (dep(last) == "acl" and last.tag_ in {"VBN", "VBD"})):
        return span[:-1]
    return span


def _own_part(span: Span | None, verb: Token) -> Span | None:
    """Who speaks as the sentence goes: nobody from before a semicolon, nor a thing after the verb where a phrase before it fits."""
    if span is None or span[0].tag_.startswith("PRP$"):
        return span
    if span.start > verb.i and not speaks(span):
        return _before_insertion(verb) or span
    semicolon = next((place for place in range(verb.i - 1, span.end - 1, -1) if verb.doc[place].text == ";"), None)
    if semicolon is None or verb.i - semicolon < 2:
        return span
    return phrase_after(verb.doc, semicolon + 1, verb.i) or span


def _before_insertion(verb: Token) -> Span | None:
    """Who speaks in "The premier, in an essay in a newspaper, says": the phrase before what two commas set off."""
    doc, first = verb.doc, verb.sent.start
    commas = [place for place in range(verb.i - 1, first, -1) if doc[place].text == ","]
    if len(commas) < 2 or commas[0] != verb.i - 1 or doc[commas[1] + 1].pos_ != "ADP":
        return None
    start = next((place + 1 for place in commas[2:]), first)
    span = phrase_after(doc, start, commas[1])
    return span if span is not None and span.end == commas[1] and speaks(span) else None


def _trimmed(span: Span | None, layout: Layout) -> Span | None:
    """A speaker's words without a joint at their end; the name before "who" in "It was Ruth Cole who said"."""
    span = on_one_line(span) if span is not None else None
    while span is not None and len(span) > 1 and span[-1].pos_ == "CCONJ":
        span = span.doc[span.start : span.end - 1]
    if span is not None and len(span) > 1 and span[0].lower_ == "that" and span[0].tag_ in {"WDT", "IN"}:
        return span.doc[span.start + 1 : span.end]
    if span is None or span.text.lower() != "who":
        return _behind_label(span, layout) if span is not None else None
    start, first = span.start, layout.units[layout.unit[span.start]][0]
    while start > first and layout.doc[start - 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET"}:
        start -= 1
    return span.doc[start : span.start] if start < span.start else span


def _behind_label(span: Span, layout: Layout) -> Span:
    """The name behind "Photo:" or "Image caption", which open a line and say nothing themselves."""
    doc, end = span.doc, span.end
    if end + 1 < len(doc) and doc[end].text == ":" and layout.outside(doc[end]) and len(span) <= LONGEST_LABEL:
        return phrase_after(doc, end + 1, layout.units[layout.unit[end]][1]) or span
    caption = len(span) > 2 and span[:2].text.lower() in {"image caption", "photo caption", "image copyright"}
    return doc[span.start + 2 : end] if caption else span


def on_one_line(span: Span) -> Span:
    """A phrase without the heading or dateline before it, and a name without an adverb and what follows it."""
    breaks = [token.i for token in span[:-1] if token.is_space]
    start = breaks[-1] + 1 if breaks else span.start
    if is_dateline(span.doc[start]):
        start = next((token.i + 1 for token in span.doc[start : span.end - 1] if token.text in DASHES), start)
    start += 2 if len(span) > 2 and span.doc[start].pos_ == "ADV" and span.doc[start + 1].text == "," else 0
    while start > 0 and span.doc[start].ent_iob_ == "I" and not span.doc[start - 1].is_space:
        start -= 1
    named = span.doc[start].pos_ == "PROPN"
    adverb = next((token.i for token in span.doc[start + 1 : span.end] if named and token.tag_ == "RB"), span.end)
    return span.doc[start:adverb]


def _named_by_syntax(cue: Cue, layout: Layout) -> Span | None:
    holder = holder_after(cue.token) if cue.kind == "noun" else None
    if holder is not None:
        return phrase_after(cue.token.doc, *holder)
    overheard = _overheard(cue.token)
    if overheard is not None:
        return overheard
    misread = misread_subject(cue.token) if cue.kind == "verb" else None
    if misread is not None:
        return mention_span(misread, layout)
    head = _noun_owner(cue.token) if cue.kind == "noun" else _verb_owner(cue.token)
    if head is None and cue.kind == "verb" and cue.token.tag_ in FINITE:
        return phrase_before(cue.token, layout) or _far_before(cue.token, layout)
    if head is not None and is_dateline(head):
        return _after_dateline(head)
    purpose = cue.token.i > 0 and cue.token.nbor(-1).lower_ == "to"
    if cue.kind == "verb" and not is_passive(cue.token) and not _own_subject(cue.token) and not purpose:
        beside = phrase_before(cue.token, layout)
        if beside is not None:
            return beside
    if head is None or head.lower_ in DUMMIES - {"it"} or abs(head.i - cue.token.i) > FARTHEST:
        return None
    if layout.paragraph[head.i] != layout.paragraph[cue.token.i]:
        return None
    span = mention_span(head, layout)
    return _before_cue(span, cue.token) if span is not None else None


def _far_before(verb: Token, layout: Layout) -> Span | None:
    """Who speaks in "At a briefing, the head of the firm, a company that made it, says": the first phrase of several set off."""
    doc, first = verb.doc, layout.units[layout.unit[verb.i]][0]
    commas = [place for place in range(first, verb.i) if doc[place].text == "," and layout.outside(doc[place])]
    if len(commas) < 2 or commas[-1] != verb.i - 1:
        return None
    starts = [first, *(place + 1 for place in commas[:-1])]
    for number, start in enumerate(starts[:-1]):
        span = phrase_after(doc, start, commas[number])
        if doc[start].pos_ in {"ADP", "SCONJ", "ADV"} or span is None or span.end != commas[number]:
            continue
        described = all(
            doc[other].pos_ in {"DET", "PRON"} or doc[other].tag_ == "VBN" for other in starts[number + 1 :]
        )
        return span if described and speaks(span) else None
    return None


def _overheard(verb: Token) -> Span | None:
    """Whom somebody heard in "One aide recalled her saying", by word order."""
    if verb.tag_ != "VBG" or verb.i < 2:
        return None
    before, doc = verb.nbor(-1), verb.doc
    start = before.i
    while start > 0 and doc[start].pos_ == "PROPN" and doc[start - 1].pos_ == "PROPN":
        start -= 1
    named = before.lower_ in {"him", "her", "them"} or before.pos_ == "PROPN"
    recorded = start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lemma_.lower() in RECORDINGS
    return doc[start : verb.i] if named and (recorded or doc[start - 1].lemma_.lower() in REMEMBERING) else None


def _before_cue(span: Span, cue: Token) -> Span | None:
    """A speaker's words without the cue, which the parse may have hung on them ("The company promised")."""
    if not span.start <= cue.i < span.end:
        return span
    return span.doc[span.start : cue.i] if span.start < cue.i else None


def _own_subject(verb: Token) -> bool:
    subjects = [child for child in verb.children if dep(child).startswith("nsubj") and not child.is_space]
    return any(child.i < verb.i or child.lower_ not in DAYS for child in subjects)


def _after_dateline(place: Token) -> Span | None:
    """The subject after "WASHINGTON — " or "KYIV, Ukraine (AP) — "."""
    for token in place.doc[place.i + 1 : place.i + 9]:
        if token.text in {"—", "–", "--", "-"}:
            return phrase_after(place.doc, token.i + 1, place.sent.end)
    return None


def _noun_owner(noun: Token) -> Token | None:
    """Whose claim it is: the possessor, or who "expressed" it."""
    owner = next((child for child in noun.children if dep(child) == "nmod:poss"), None)
    cased = any(dep(child) == "case" for child in noun.lefts)
    if owner is None and dep(noun) == "obj" and not cased and noun.head.lemma_.lower() in CARRIERS:
        return verb_subject(_outer_cue(noun.head) or noun.head)
    return owner


def _verb_owner(verb: Token) -> Token | None:
    if is_passive(verb):
        agents = (child for child in verb.children if dep(child) == "obl:agent")
        return next(agents, None) if verb.lower_ not in QUOTED else None
    lifted = _lifted(verb) or _outer_cue(verb)
    if lifted is not None:
        return verb_subject(lifted)
    above = _finite_above(verb) if verb.tag_ == "VBG" and after_comma(verb) else None
    if above is not None:
        subject = verb_subject(above)
        return (_walking_out(verb, above) if subject is not None and _thing(subject) else None) or subject
    subject = misread_name(verb) or verb_subject(verb)
    if subject is not None and dep(verb) == "acl" and subject.i == verb.head.i:
        return _issuer(subject)
    return subject


def _thing(subject: Token) -> bool:
    return subject.pos_ == "NOUN" and not speaks(subject.doc[subject.i : subject.i + 1])


def _walking_out(verb: Token, above: Token) -> Token | None:
    """Who acts in the clause right before ", saying" where the sentence is about a thing: "A split emerges after a faction walked out"."""
    for place in range(verb.i - 1, above.i, -1):
        if verb.doc[place].tag_ in FINITE:
            subject = verb_subject(verb.doc[place])
            return subject if subject is not None and subject.i > above.i and not _thing(subject) else None
    return None


def _finite_above(word: Token) -> Token | None:
    """The first finite verb that ", saying ..." hangs on through its heads: "blocked a bill to fund it, saying".

    Behind a clause with "after" it goes on from the main clause: "quit after his coalition fell, accusing".
    """
    head = word.head
    for _ in range(CLIMB):
        if head.tag_ in {"VBD", "VBZ", "VBP"} or head.head.i == head.i:
            break
        head = head.head
    if dep(head) == "advcl" and any(child.lower_ == "after" and dep(child) == "mark" for child in head.lefts):
        head = head.head if head.head.i < head.i and head.head.tag_ in FINITE else head
    return head if head.tag_ in {"VBD", "VBZ", "VBP"} and head.i < word.i else None


def _issuer(noun: Token) -> Token | None:
    """Who issued the statement in "issued a statement saying" or took "the step of insisting"; a document speaks itself."""
    deed = noun.head.pos_ == "VERB" or noun.head.lemma_.lower() in ISSUING  # "issues" may be tagged as a noun
    owner = verb_subject(noun.head) if dep(noun) in {"obj", "obl"} and deed else None
    if not speaks(noun.doc[noun.i : noun.i + 1]) or _petitioned(noun):
        return owner or noun
    return owner if owner is not None and noun.head.lemma_.lower() in ISSUING else noun


def _petitioned(noun: Token) -> bool:
    """Whether a body is written to or sued, so that "claiming" after it is not its own: "sued the city claiming"."""
    return noun.head.lemma_.lower() in PETITIONS and (noun.pos_ == "PROPN" or noun.lower_ in BODIES)


def _lifted(verb: Token) -> Token | None:
    """The cue whose speaker goes on with this verb, when the parse hung it on what that speaker said."""
    head = verb.head
    while dep(verb) == "conj" and dep(head) == "conj":
        head = head.head
    if dep(verb) == "conj" and dep(head) == "ccomp" and shares_speaker(verb, head, head.head):
        return head.head if verb_cue(head.head) is not None else None
    return None


def _outer_cue(verb: Token) -> Token | None:
    """The cue whose speaker goes on with ", arguing that ...", though it was hung on what that speaker said."""
    if verb.tag_ != "VBG" or not after_comma(verb):
        return None
    head = verb.head
    for _ in range(4):
        if dep(head) == "ccomp" and verb_cue(head.head) is not None and head.head.i < verb.i:
            return head.head
        head = head.head
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, so that its subject is not who speaks; "was quoted as saying" is not meant."""
    auxiliary = any(dep(child) == "aux:pass" for child in verb.children) or _joined_passive(verb)
    follows = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    if verb.lower_ == "accused" and follows == "of":
        return True
    if (
        dep(verb) == "acl"
        and verb.tag_ in {"VBN", "VBD"}
        and (
            follows in {"of", "by"}
            or (follows == "as" and verb.nbor(1).head.tag_ not in FINITE)
            or _told_to(verb, follows)
        )
    ):
        return True
    return auxiliary or (verb.tag_ == "VBN" and any(dep(child) == "nsubj:pass" for child in verb.children))


def _joined_passive(verb: Token) -> bool:
    """Whether a participle goes on from a passive: "has been placed on alert and told to prepare"."""
    after, own = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb, verb.nbor(-1).tag_ == "CC" if verb.i else False
    passive = dep(verb) == "conj" and any(dep(child) == "aux:pass" for child in verb.head.lefts)
    return passive and own and verb.lower_ in {"told", "asked", "ordered", "urged"} and after.lower_ in {"to", "by"}


def _told_to(verb: Token, follows: str) -> bool:
    """Whether a participle after a noun says what others want or think of it: "residents asked to leave"."""
    cue = verb_cue(verb)
    return follows == "to" and cue is not None and (cue.lemma in HEARSAY or "addressee" in cue.takes)
