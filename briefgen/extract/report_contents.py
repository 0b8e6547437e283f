"""What a cue reports, as tokens: its clause, its infinitive, its object, or the sentence it is set into."""

from spacy.tokens import Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_bounds import before_main_verb, behind_addressee, within_relative
from briefgen.extract.report_cues import Cue, verb_cue
from briefgen.extract.report_edges import after_day
from briefgen.extract.report_extents import (
    CLOSING_MARKS,
    DAYS,
    FINITE_TAGS,
    SUBORDINATORS,
    Tokens,
    after_comma,
    before_participle,
    beyond_clause,
    extent,
    has_to,
    with_subject,
    within_clause,
)
from briefgen.extract.report_nouns import THAT_CLAUSES, marked
from briefgen.extract.report_objects import PURPOSES, name_content, phrase_content
from briefgen.extract.report_resumed import resumed, stretched
from briefgen.extract.speaker_mentions import is_passive_form, speaks, verb_subject
from briefgen.language.syntax import dep

CLAUSES = frozenset({"ccomp", "csubj"})
NOMINALS = frozenset({"obl", "iobj", "obj", "nmod"})
INCLUDED_OBJECT = frozenset({"want", "expect", "wish", "prefer", "intend"})
JUDGING = frozenset({"find", "believe", "judge", "consider"})
INFINITIVE_REACH = 12
WRITTEN_REACH = 8
WRITING = frozenset({"email", "text", "message", "tweet", "write", "call"})
SPLITTING = frozenset(
    {"further", "immediately", "urgently", "fully", "quickly", "also", "not", "either", "never", "finally"}
)
"""Adverbs that split an infinitive: "called on the bloc to further sanction the bank"."""
ACTS_ON_THINGS = frozenset({"request", "demand", "order"})
SILENCES = frozenset(
    ["say", "comment", "answer", "discuss", "elaborate", "name", "identify", "disclose", "reveal", "speculate"]
)


def verb_content(cue: Cue, layout: Layout) -> Tokens | None:
    """First and last token of what a verb reports, or None."""
    found = _clausal(cue)
    if found is not None:
        found = stretched(found, cue, layout)
    else:
        found = phrase_content(cue) or name_content(cue, layout)
    if found is None:
        return None
    found = before_main_verb(within_relative(resumed(found, cue, layout), cue, layout), cue, layout)
    found = behind_addressee(found, cue)
    if beyond_clause(found, cue, layout):
        return None
    start, end = within_clause(before_participle(found, cue, layout), cue, layout)
    return after_day(cue, start, end), end


def _clausal(cue: Cue) -> Tokens | None:
    found = _hearsay(cue.token)
    if found is None and cue.lemma in JUDGING:
        found = _judged(cue.token)
    if found is None and "infinitive" in cue.takes and _to_follows(cue.token):
        found = _infinitive(cue)
    if found is None and "clause" in cue.takes:
        found = (
            _asked_of(cue)
            or _clause(cue)
            or (None if _that_at_once(cue.token) else _fronted(cue.token) or _inserted(cue.token))
        )
    if found is None and "infinitive" in cue.takes:
        found = _infinitive(cue)
    return found


def _judged(verb: Token) -> Tokens | None:
    """What somebody finds a thing to be, by word order: "found | fraud in person to be rare"."""
    doc = verb.doc
    if is_passive_form(verb) or verb.i + 1 >= len(doc) or doc[verb.i + 1].is_punct or doc[verb.i + 1].lower_ == "by":
        return None
    for place in range(verb.i + 2, min(verb.i + 2 + INFINITIVE_REACH, len(doc) - 2)):
        if doc[place].lower_ == "to" and doc[place + 1].lower_ in {"be", "have"}:
            inner = doc[place + 1].head if doc[place + 1].head.i > place else doc[place + 1]
            return verb.i + 1, max(inner.right_edge.i, inner.i, place + 2)
        if doc[place].is_punct or doc[place].tag_ in FINITE_TAGS or doc[place].pos_ == "SCONJ":
            return None
    return None


def _that_at_once(verb: Token) -> bool:
    """Whether "that" opens what a verb reports right behind it, so that nothing before it can be meant."""
    place = verb.i + 1
    place += place < len(verb.doc) and verb.doc[place].lower_ == "on"
    place += place < len(verb.doc) and verb.doc[place].lower_ in DAYS
    return place < len(verb.doc) and verb.doc[place].lower_ == "that" and verb.doc[place].tag_ == "IN"


def _hearsay(verb: Token) -> Tokens | None:
    """The infinitive after "is believed" by word order, up to the edge of its verb."""
    if verb.tag_ == "VBG" or not is_passive_form(verb) or not _to_follows(verb):
        return None
    inner = verb.nbor(2)
    inner = inner.head if inner.head.i > inner.i else inner
    return verb.i + 1, max(inner.right_edge.i, inner.i)


def _clause(cue: Cue) -> Tokens | None:
    clauses = [child for child in cue.token.rights if _completes(child)]
    if clauses:
        start, end = extent(clauses[0], cue.token)[0], extent(clauses[-1], cue.token)[1]
        start = with_subject(start, cue.token)
        return None if _headless(start, cue) else (start, end)
    for child in cue.token.children:
        if _may_carry(child, cue):
            hung = next((part for part in child.children if dep(part) in THAT_CLAUSES and marked(part)), None)
            if hung is not None:
                return extent(hung, cue.token)
    return None


def _headless(start: int, cue: Cue) -> bool:
    """Whether a verb without its subject is no clause: "reports 12 new cases as tests | remain steady"."""
    doc, things = cue.token.doc, (child for child in cue.token.rights if dep(child) == "obj" and child.i < start)
    return "object" in cue.takes and doc[start].tag_ in FINITE_TAGS and doc[start - 1].pos_ != "PRON" and any(things)


def _completes(clause: Token) -> bool:
    """Whether a clause after a verb is what it reports: none that ", where" opens; one that "that" opens whatever its label."""
    if clause.is_space or (clause.left_edge.lower_ in {"where", "which", "who"} and after_comma(clause.left_edge)):
        return False
    if clause.tag_ == "VBG" and verb_cue(clause) is not None and after_comma(clause):
        return False
    if _only_credits(clause):
        return False
    first = clause.left_edge
    opened = first.i > 0 and first.nbor(-1).text in CLOSING_MARKS | {"“", "``"}
    if first.tag_ == "WDT" and not opened and first.i + 1 < len(first.doc) and first.nbor(1).tag_ in FINITE_TAGS:
        return False  # "at two hearings that lasted 11 hours"
    return dep(clause) in CLAUSES or (dep(clause) == "advcl" and clause.left_edge.lower_ == "that" and marked(clause))


def _only_credits(clause: Token) -> bool:
    """Whether a clause at the end says who tells all before it, and nothing: "..., a Norlandia correspondent reports"."""
    first = clause.left_edge
    set_off = first.text == "," or after_comma(first)
    return (
        set_off
        and clause.tag_ in FINITE_TAGS
        and verb_cue(clause) is not None
        and all(child.is_punct or dep(child).startswith("nsubj") for child in clause.children)
    )


def _may_carry(child: Token, cue: Cue) -> bool:
    """Whether a that-clause hung on a noun after the verb may be the verb's own ("said in its update that")."""
    carriers = NOMINALS if "addressee" in cue.takes else NOMINALS - {"obj"}
    return dep(child) in carriers and child.i > cue.token.i


def _fronted(verb: Token) -> Tokens | None:
    """The clause before "the governor said", parsed as its complement."""
    if any(child.tag_ == "MD" for child in verb.lefts) or _tells_when(verb):
        return None
    subject = verb_subject(verb)
    for child in verb.children:
        if dep(child) in CLAUSES and child.i < verb.i:
            inside = subject is not None and child.left_edge.i <= subject.i <= child.right_edge.i
            return None if inside or not _set_off(child, verb) else extent(child, verb)
    return None


def _tells_when(verb: Token) -> bool:
    """Whether a clause only tells when something befell: "..., hours after mediators expressed hope"."""
    return any(child.lower_ in SUBORDINATORS - {"as"} and child.i < verb.i for child in verb.children)


def _set_off(clause: Token, verb: Token) -> bool:
    """Whether a comma or a closing quotation mark parts a clause from the words that attribute it."""
    edge = clause.right_edge.i
    near = verb.doc[max(0, edge - 1) : edge + 3]
    return any(word.text == "," or word.text in CLOSING_MARKS for word in near)


def _inserted(verb: Token) -> Tokens | None:
    """The sentence that "..., he said, ..." or "..., analysts believe." hangs on."""
    host = verb.head
    if any(child.tag_ == "MD" for child in verb.lefts) or _tells_when(verb):
        return None
    if dep(verb) != "parataxis" or host.i == verb.i or host.pos_ == "PUNCT" or not _between_commas(verb):
        return None
    start, end = host.left_edge.i, host.right_edge.i
    if host.i > verb.i:
        return (verb.right_edge.i + 1, end) if start >= verb.left_edge.i else (start, end)
    if verb.right_edge.i >= end - 1 or (end > verb.i and not _goes_on(verb)):
        end = verb.left_edge.i - 1
    return (start, end) if start <= end else None


def _goes_on(verb: Token) -> bool:
    """Whether a sentence goes on at once after "officials said,": with no phrase between, and not with ", adding ..."."""
    follows = verb.doc[verb.i + 1 : verb.i + 3]
    return len(follows) > 1 and follows[0].text == "," and follows[1].tag_ != "VBG"


def _between_commas(verb: Token) -> bool:
    """Whether "officials said" is set off by a comma, so that the rest of the sentence is what they said."""
    first = verb.left_edge.i
    if verb.doc[first].text == ",":
        return True
    return first > 0 and (after_comma(verb.doc[first]) or verb.doc[first - 1].text in {"—", "–", "-", "--", "(", ","})


def _infinitive(cue: Cue) -> Tokens | None:
    if cue.lemma == "decline" or (cue.lemma == "refuse" and _next_verb(cue.token) in SILENCES):
        return None
    called_on = cue.lemma == "call" and not _called_up(cue.token)
    if cue.lemma in WRITING and not called_on and _to_say(cue.token):
        return None
    if _anonymous(cue.token) or _of_follows(cue.token) or _called_up(cue.token):
        return None
    if cue.lemma in ACTS_ON_THINGS and _on_thing(cue.token):
        return None
    for child in cue.token.children:
        if child.i < cue.token.i or child.left_edge.lower_ in PURPOSES:
            continue
        if dep(child) in {"xcomp", "ccomp", "advcl", "acl"} and has_to(child):
            thing = _offered(cue, child)
            if thing is not None:
                return thing.left_edge.i, child.right_edge.i
            return _without_for(_with_object(cue, extent(child, cue.token)), cue)
        if dep(child) in {"obj", "iobj", "obl"}:
            hung = next((part for part in child.children if dep(part) == "acl" and has_to(part)), None)
            if hung is not None:
                return _without_for(_with_object(cue, extent(hung, cue.token)), cue)
    found = _infinitive_in_order(cue)
    return _without_for(found, cue) if found is not None else None


def _to_say(verb: Token) -> bool:
    """Whether somebody writes "to say" what follows, so that it is the second verb's: "emailed reporters to say the vote was off"."""
    for word in verb.doc[verb.i + 1 : verb.i + 1 + WRITTEN_REACH]:
        if word.lower_ == "to" and word.i + 1 < len(verb.doc):
            return word.nbor(1).lower_ in {"say", "complain", "warn", "announce", "explain"}
        if word.is_punct or word.tag_ in FINITE_TAGS:
            return False
    return False


def _offered(cue: Cue, infinitive: Token) -> Token | None:
    """The thing in "pledging support to help them", which belongs to what is promised."""
    if "addressee" in cue.takes or cue.group != "speech":
        return None
    return next((child for child in cue.token.rights if dep(child) == "obj" and child.i < infinitive.left_edge.i), None)


def _called_up(verb: Token) -> bool:
    """Whether somebody is on the telephone: "called Cole to warn that", unlike "called on Cole to resign"."""
    follows = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    return verb.lemma_.lower() == "call" and follows not in {"on", "upon", "for"}


def _of_follows(verb: Token) -> bool:
    """Whether what a verb warns of stands right behind it, so that a later infinitive is not its own."""
    return verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ in {"of", "against"}


def _anonymous(verb: Token) -> bool:
    """Whether somebody only "asked not to be identified"."""
    words = [word.lower_ for word in verb.doc[verb.i + 1 : verb.i + 5]]
    return words[:3] == ["not", "to", "be"] and words[-1] in {"identified", "named", "quoted"}


def _on_thing(verb: Token) -> bool:
    """Whether what is asked for is a thing, so that an infinitive is its purpose: "requested anonymity to speak freely"."""
    thing = next((child for child in verb.rights if dep(child) in {"obj", "iobj"}), None)
    return thing is not None and thing.pos_ == "NOUN" and not speaks(thing.doc[thing.i : thing.i + 1])


def _to_follows(verb: Token) -> bool:
    return verb.i + 2 < len(verb.doc) and verb.nbor(1).lower_ == "to" and verb.nbor(2).tag_ == "VB"


def _asked_of(cue: Cue) -> Tokens | None:
    """The infinitive between "asked the court" and a clause that the parse made of what follows it."""
    if not {"infinitive", "addressee"} <= cue.takes or cue.token.tag_ == "VBG":
        return None
    inner = next((child for child in cue.token.rights if dep(child) == "xcomp" and has_to(child)), None)
    clause = next((child for child in cue.token.rights if dep(child) == "ccomp"), None)
    if inner is None or clause is None or clause.left_edge.i != inner.right_edge.i + 1:
        return None
    return inner.left_edge.i, clause.right_edge.i


def _infinitive_in_order(cue: Cue) -> Tokens | None:
    """The infinitive after "called on Hamas" by word order, for when the parse hung it elsewhere."""
    doc, verb = cue.token.doc, cue.token
    reach = INFINITIVE_REACH if "addressee" in cue.takes else 1
    for place in range(verb.i + 1, min(verb.i + 1 + reach, len(doc) - 1)):
        word = doc[place]
        inner = doc[place + 1 + (doc[place + 1].lower_ in SPLITTING and place + 2 < len(doc))]
        if word.lower_ == "to" and (inner.tag_ == "VB" or inner.i > place + 1):
            return place, max(inner.i, inner.right_edge.i)
        if word.is_punct or word.is_space or word.tag_ in FINITE_TAGS or word.lower_ in {"that", "of", "against"}:
            return None
    return None


def _with_object(cue: Cue, content: Tokens) -> Tokens:
    """For example "the city to close Main Street" after wants; only "to leave" after told residents."""
    if cue.lemma not in INCLUDED_OBJECT:
        return content
    things = [
        child.left_edge.i for child in cue.token.children if dep(child) in {"obj", "iobj"} and child.i > cue.token.i
    ]
    return min([content[0], *things]), content[1]


def _next_verb(token: Token) -> str:
    """The lemma of the verb in "refused to say"."""
    follows = token.doc[token.i + 1 : token.i + 3]
    return follows[1].lemma_.lower() if len(follows) > 1 and follows[0].lower_ == "to" else ""


def _without_for(content: Tokens, cue: Cue) -> Tokens:
    """For example "Witkoff to be fired" after called for."""
    start, end = content
    after = cue.token.i + 1
    if after < len(cue.token.doc) and cue.token.doc[after].lower_ == "for":
        start = after + 1
    return start, end
