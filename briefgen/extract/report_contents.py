"""What a cue reports, as tokens: its clause, its infinitive, its object, or the sentence it is set into."""

from collections.abc import Iterator

from spacy.tokens import Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import Cue, verb_cue
from briefgen.extract.speaker_mentions import verb_subject
from briefgen.language.syntax import dep

Tokens = tuple[int, int]
CLOSING_MARKS = frozenset({'"', "”", "’", "'", "''", "»"})
CLAUSES = frozenset({"ccomp", "csubj"})
NOMINALS = frozenset({"obl", "iobj", "obj", "nmod"})
THAT_CLAUSES = frozenset({"acl", "acl:relcl", "ccomp"})
OF_CLAUSES = frozenset({"acl", "nmod"})
INCLUDED_OBJECT = frozenset({"want", "expect", "wish", "prefer", "intend"})
FOR_VERBS = frozenset(
    {"call", "blame", "thank", "praise", "credit", "criticize", "criticise", "fault", "condemn", "chide"}
)
ACTING_NOUNS = frozenset(
    ["promise", "pledge", "vow", "threat", "offer", "plan", "decision", "refusal", "proposal", "commitment"]
)
TRIMMED = frozenset({",", ".", ";", ":", "-", "–", "—", "--", "?", "!", "and", "but"})
CIRCUMSTANCES = frozenset({"when", "while", "as", "after", "before", "during", "since"})
INFINITIVE_REACH = 12
OBJECT_PHRASES = frozenset({"on", "for", "against", "of", "between", "with", "by"})
LONGEST_SUBJECT = 12
DAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
TIMES_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
VERBAL = frozenset({"VERB", "AUX", "PUNCT", "PART", "ADP"})
FUTURE_IN_PAST = frozenset({"would", "should", "could", "might", "must"})
POINTERS = frozenset({"that", "this", "it", "them", "him", "her", "me", "us", "these", "those"})
SILENCES = frozenset(
    ["say", "comment", "answer", "discuss", "elaborate", "name", "identify", "disclose", "reveal", "speculate"]
)
CONCESSIONS = frozenset({"though", "although"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})


def verb_content(cue: Cue, layout: Layout) -> Tokens | None:
    """First and last token of what a verb reports, or None."""
    found = None
    if "infinitive" in cue.takes and _to_follows(cue.token):
        found = _infinitive(cue)
    if found is None and "clause" in cue.takes:
        found = _clause(cue) or _fronted(cue.token) or _inserted(cue.token)
    if found is None and "infinitive" in cue.takes:
        found = _infinitive(cue)
    if found is None and "of" in cue.takes:
        found = _prepositional(cue)
    if found is None and "object" in cue.takes:
        found = _object(cue)
    if found is None:
        return None
    start, end = before_participle(_resumed(found, cue, layout), cue, layout)
    return _after_day(cue, start, end), end


def _after_day(cue: Cue, start: int, end: int) -> int:
    """Where a content begins after the day of its cue: "said (on) Monday (night) | they would"."""
    doc, place = cue.token.doc, start
    if start != cue.token.i + 1:
        return start
    place += doc[place].lower_ == "on"
    if doc[place].lower_ not in DAYS:
        return start
    place += 1
    place += place < end and doc[place].lower_ in TIMES_OF_DAY
    return place if place < end and doc[place].pos_ not in VERBAL else start


def word_content(cue: Cue) -> Tokens | None:
    """What a noun or adjective reports: "that ..." or, for promises and plans, "to ..." right after it."""
    for child in cue.token.children:
        if child.i <= cue.token.i or dep(child) not in THAT_CLAUSES:
            continue
        if child.left_edge.i > cue.token.i + (1 if cue.kind == "noun" else 4):
            continue
        first = child.left_edge.lower_
        if (first == "that" and _marked(child)) or (first == "to" and cue.lemma in ACTING_NOUNS):
            return child.left_edge.i, child.right_edge.i
    return None


def _marked(clause: Token) -> bool:
    return any(child.lower_ == "that" and dep(child) in {"mark", "dep"} for child in clause.lefts)


def _clause(cue: Cue) -> Tokens | None:
    clauses = [child for child in cue.token.rights if dep(child) in CLAUSES and not child.is_space]
    if clauses:
        start, end = _extent(clauses[0], cue.token)[0], _extent(clauses[-1], cue.token)[1]
        return _with_subject(start, cue.token), end
    for child in cue.token.children:
        if _may_carry(child, cue):
            hung = next((part for part in child.children if dep(part) in THAT_CLAUSES and _marked(part)), None)
            if hung is not None:
                return _extent(hung, cue.token)
    return None


def _with_subject(start: int, verb: Token) -> int:
    """Where a clause begins whose subject the parse hung elsewhere ("says the general, Omar Said, has been killed")."""
    between = verb.doc[verb.i + 1 : start]
    says = verb.lemma_.lower() == "say"
    bare = (says or verb.doc[start].tag_ in FINITE_TAGS) and 0 < len(between) <= LONGEST_SUBJECT
    whole = bare and between[0].pos_ in {"DET", "PROPN", "NOUN", "ADJ", "NUM", "PRON"} and not between[0].is_punct
    return verb.i + 1 if whole and (says or not any(word.tag_ in FINITE_TAGS for word in between)) else start


def _may_carry(child: Token, cue: Cue) -> bool:
    """Whether a that-clause hung on a noun after the verb may be the verb's own ("said in its update that")."""
    carriers = NOMINALS if "addressee" in cue.takes else NOMINALS - {"obj"}
    return dep(child) in carriers and child.i > cue.token.i


def _fronted(verb: Token) -> Tokens | None:
    """The clause before "the governor said", parsed as its complement."""
    subject = verb_subject(verb)
    for child in verb.children:
        if dep(child) in CLAUSES and child.i < verb.i:
            inside = subject is not None and child.left_edge.i <= subject.i <= child.right_edge.i
            return None if inside or not _set_off(child, verb) else _extent(child, verb)
    return None


def _set_off(clause: Token, verb: Token) -> bool:
    """Whether a comma or a closing quotation mark parts a clause from the words that attribute it."""
    edge = clause.right_edge.i
    near = verb.doc[max(0, edge - 1) : edge + 3]
    return any(word.text == "," or word.text in CLOSING_MARKS for word in near)


def _inserted(verb: Token) -> Tokens | None:
    """The sentence that "..., he said, ..." or "..., analysts believe." hangs on."""
    host = verb.head
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
    for child in cue.token.children:
        if child.i < cue.token.i:
            continue
        if dep(child) in {"xcomp", "ccomp", "advcl", "acl"} and _has_to(child):
            return _without_for(_with_object(cue, _extent(child, cue.token)), cue)
        if dep(child) in {"obj", "iobj", "obl"}:
            hung = next((part for part in child.children if dep(part) == "acl" and _has_to(part)), None)
            if hung is not None:
                return _without_for(_with_object(cue, _extent(hung, cue.token)), cue)
    return _infinitive_in_order(cue)


def _to_follows(verb: Token) -> bool:
    return verb.i + 2 < len(verb.doc) and verb.nbor(1).lower_ == "to" and verb.nbor(2).tag_ == "VB"


def _infinitive_in_order(cue: Cue) -> Tokens | None:
    """The infinitive after "called on Hamas" by word order, for when the parse hung it elsewhere."""
    doc, verb = cue.token.doc, cue.token
    reach = INFINITIVE_REACH if "addressee" in cue.takes else 1
    for place in range(verb.i + 1, min(verb.i + 1 + reach, len(doc) - 1)):
        word = doc[place]
        if word.lower_ == "to" and doc[place + 1].tag_ == "VB":
            return place, max(place + 1, doc[place + 1].right_edge.i)
        if word.is_punct or word.is_space or word.tag_ in FINITE_TAGS or word.lower_ == "that":
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


def _has_to(token: Token) -> bool:
    return any(child.lower_ == "to" and dep(child) in {"mark", "aux"} for child in token.lefts)


def _prepositional(cue: Cue) -> Tokens | None:
    """For example "hiding the accident" after accused of, "a truce" after called for."""
    preposition = "for" if cue.lemma in FOR_VERBS else "of"
    for child in cue.token.children:
        if child.i > cue.token.i and dep(child) in {"obl", "advcl"} and child.left_edge.lower_ == preposition:
            return child.left_edge.i + 1, child.right_edge.i
        if child.i > cue.token.i and dep(child) == "obj":
            hung = next(
                (part for part in child.rights if part.left_edge.lower_ == preposition and dep(part) in OF_CLAUSES),
                None,
            )
            if hung is not None:
                return hung.left_edge.i + 1, hung.right_edge.i
    return None


def _object(cue: Cue) -> Tokens | None:
    if any(child.tag_ == "MD" for child in cue.token.lefts):
        return None
    for child in cue.token.children:
        if child.left_edge.i == child.right_edge.i and child.lower_ in POINTERS:
            continue
        if child.i > cue.token.i and (
            dep(child) == "obj" or (dep(child) in {"xcomp", "advcl"} and child.tag_ == "VBG")
        ):
            return child.left_edge.i, _with_phrases(child, cue.token)
    return None


def _with_phrases(thing: Token, verb: Token) -> int:
    """The end of "plans to close the plant" or "a tariff on steel", though its phrases were hung on the verb."""
    end = thing.right_edge.i
    for child in verb.rights:
        first = child.left_edge
        phrase = first.lower_ == "to" or (first.pos_ == "ADP" and first.lower_ in OBJECT_PHRASES)
        if first.i == end + 1 and phrase and not (first.lower_ == "on" and child.lower_ in DAYS):
            end = child.right_edge.i
    return end


def _extent(clause: Token, verb: Token) -> Tokens:
    """A clause from end to end, cut before coordinated verbs that report for the same speaker."""
    start, end = clause.left_edge.i, clause.right_edge.i
    for token in _conjuncts(clause):
        if shares_speaker(token, clause, verb):
            end = min(end, token.left_edge.i - 1)
    if start <= verb.i <= end:
        start, end = (verb.i + 1, end) if clause.i > verb.i else (start, verb.left_edge.i - 1)
    return start, end


def _conjuncts(clause: Token) -> Iterator[Token]:
    for child in clause.children:
        if dep(child) == "conj":
            yield child
            yield from _conjuncts(child)


def shares_speaker(conjunct: Token, clause: Token, verb: Token) -> bool:
    """Whether "and accused Kyiv" goes on after the speaker of `verb`, though it was hung on the clause he said."""
    cue = verb_cue(conjunct)
    if cue is None or cue.group != "speech" or any(dep(child).startswith("nsubj") for child in conjunct.children):
        return False
    if any(dep(child) in {"mark", "aux"} and child.lower_ != "has" for child in conjunct.lefts) or _has_to(clause):
        return False
    finite = {"VBD", "VBZ", "VBP", "VB"}
    comma = any(child.text == "," for child in conjunct.lefts)
    return conjunct.tag_ == verb.tag_ or (comma and conjunct.tag_ in finite and verb.tag_ in finite)


def _resumed(content: Tokens, cue: Cue, layout: Layout) -> Tokens:
    """A clause that the parse broke off before its own verb, or before "if ...", taken to the end of the unit."""
    start, end = content
    last = layout.units[layout.unit[cue.token.i]][1] - 1
    if start < cue.token.i or end >= last - 1 or layout.doc[start].pos_ in {"AUX", "VERB", "PART"}:
        return content
    if layout.doc[end + 1].text == "," and dep(cue.token).startswith("acl"):
        return content
    if _abbreviated(layout.doc[end + 1]) or _unfinished(layout, start, end):
        return start, last
    follows = layout.doc[end + 1] if layout.doc[end + 1].text != "," else layout.doc[end + 2]
    bare = follows.pos_ in {"AUX", "VERB"} and follows.tag_ in FINITE_TAGS and not _own_subject(follows)
    condition = follows.lower_ in {"if", "unless", "because", "that"} and layout.doc[end + 1].text != ","
    joined = layout.doc[end + 1].lower_ in {"and", "but", "or"} and layout.doc[end + 2].lower_ in FUTURE_IN_PAST
    joined = joined and any(word.tag_ in FINITE_TAGS for word in layout.doc[start:end])
    runs_on = bare and follows.i > cue.token.i and verb_cue(follows) is None
    return (start, last) if runs_on or condition or joined else content


def _abbreviated(stop: Token) -> bool:
    """Whether a stop inside a unit belongs to "Lt." or "No."."""
    return stop.text == "." and stop.i > 0 and not stop.nbor(-1).whitespace_ and len(stop.nbor(-1)) < 4


def _unfinished(layout: Layout, start: int, end: int) -> bool:
    """Whether a clause was broken off before its verb: "that | bones found on the island, almost certainly belong to her"."""
    doc = layout.doc
    if "that" not in {doc[start - 1].lower_, doc[start].lower_} or any(
        word.tag_ in FINITE_TAGS for word in doc[start - 1 : end + 1]
    ):
        return False
    return any(word.tag_ in FINITE_TAGS for word in doc[end + 1 : layout.units[layout.unit[end]][1]])


def _own_subject(verb: Token) -> bool:
    head = verb.head if dep(verb) in {"aux", "cop", "aux:pass"} else verb
    return any(dep(child).startswith("nsubj") and child.i > verb.i - 4 and child.i != verb.i for child in head.lefts)


def after_comma(word: Token) -> bool:
    """Whether a comma stands before a word, a closing quotation mark between them or not."""
    place = word.i - 1
    while place > 0 and word.doc[place].text in CLOSING_MARKS:
        place -= 1
    return place >= 0 and word.doc[place].text == ","


def before_participle(content: Tokens, cue: Cue, layout: Layout) -> Tokens:
    """A clause cut before ", adding ..." or ", citing ...", which go on with the speaker."""
    start, end = content
    doc = layout.doc
    if start < cue.token.i and cue.token.i > end:
        return content
    for place in range(start + 3, end):
        word = doc[place]
        if word.lower_ in CONCESSIONS and layout.outside(word) and after_comma(word):
            return start, place - 1
        if layout.outside(word) and after_comma(word) and _continues(word):
            return start, place - 1
    return content


def _continues(word: Token) -> bool:
    if word.lower_ in {"citing", "according"}:
        return True
    cue = verb_cue(word) if word.tag_ == "VBG" else None
    return cue is not None and cue.group == "speech"


def trim(content: Tokens, layout: Layout) -> tuple[int, int] | None:
    """Characters of a stretch of tokens without "that", commas and the final stop at its edges."""
    doc = layout.doc
    start, end = content
    while start <= end and (doc[start].is_space or doc[start].lower_ in TRIMMED or _opens_clause(doc[start])):
        start += 1
    while end >= start and (doc[end].is_space or (layout.outside(doc[end]) and doc[end].lower_ in TRIMMED)):
        end -= 1
    if end < start or (start == end and doc[start].is_punct) or doc[start].lower_ in CIRCUMSTANCES:
        return None
    return doc[start].idx, doc[end].idx + len(doc[end].text)


def _opens_clause(token: Token) -> bool:
    if token.lower_ != "that" or token.i + 1 >= len(token.doc):
        return False
    return dep(token) == "mark" or token.nbor(1).pos_ not in {"VERB", "AUX", "PUNCT"}
