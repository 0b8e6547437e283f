"""The words that name a speaker: the subject of a reporting verb, or the noun phrase beside it when parsing fails."""

import calendar
from collections.abc import Sequence
from functools import cache

from spacy.tokens import Doc, Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.quote_layout import Layout
from briefgen.language.syntax import SUBJECTS, dep

LEFT_PARTS = frozenset(
    {"det", "amod", "compound", "nummod", "nmod:poss", "nmod:desc", "flat", "advmod", "det:predet", "nmod", "obl:npmod"}
)
RIGHT_PARTS = frozenset({"flat", "flat:name", "flat:foreign", "goeswith", "compound", "nmod:desc"})
TAILS = frozenset({"of", "for", "at", "from", "in", "with"})
CONTROLLED = frozenset({"xcomp", "advcl", "conj", "acl", "ccomp", "parataxis"})
ADDRESSED = frozenset({"vocative", "dislocated"})
ISSUED = frozenset({"statement", "report", "letter", "memo", "release", "communique", "message", "notice"})
"""Documents that somebody issues: "a statement from his office"."""
DESCRIBING = frozenset({"close", "familiar", "briefed", "involved", "knowledgeable", "acquainted"})
CLIMB = 4
LONGEST_PHRASE = 7
APPOSITION = 12
AMOUNTS = frozenset({"tens", "thousands", "hundreds", "dozens", "scores", "millions", "majority", "handful", "number"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
GENERALS = frozenset({"attorney", "inspector", "surgeon", "solicitor", "secretary", "consul", "postmaster"})
RELATIVE = 30
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
CHARGING = frozenset({"accuse", "convict", "acquit", "suspect", "strip", "rob", "warn", "remind"})
NOMINATIVES = frozenset({"he", "she", "it", "they"})
WH = frozenset({"who", "which", "that", "whom"})
BE = frozenset({"is", "are", "was", "were", "be", "am", "get", "gets", "got", "'re", "’re", "'s", "’s"})
DUMMIES = frozenset({"it", "there", "what", "this", "that", "which", "these", "those", "nothing"})
STOPS = frozenset({",", ".", ":", ";", "—", "–", "?", "!", "--", '"', "“", "”", "who", "which", "that"})
_DAYS = frozenset(day.lower() for day in calendar.day_name)


def verb_subject(verb: Token, depth: int = CLIMB) -> Token | None:
    """The subject of a verb, that of the verb it hangs on when it has none, or the noun its relative clause describes."""
    own = _own_subject(verb)
    if own is not None:
        if own.lower_ in {"who", "which", "that"} and dep(verb).startswith("acl"):
            return _described(verb.head)
        return own
    if dep(verb) == "acl:relcl" or depth == 0:
        return None
    if dep(verb) == "acl" and verb.head.pos_ in {"NOUN", "PROPN"}:
        return _dated(verb.head)
    if dep(verb) in CONTROLLED and verb.head.i != verb.i:
        return verb_subject(_verb_above(verb), depth - 1)
    addressed = next((child for child in verb.lefts if dep(child) in ADDRESSED and child.pos_ in NOMINAL), None)
    return addressed or _person_before(verb)


def _dated(noun: Token) -> Token:
    """A noun; of a day behind a participle, what that describes: "a poll released Friday found" is of the poll."""
    before = noun.nbor(-1) if noun.i > noun.sent.start else noun
    is_day = noun.lower_ in _DAYS and dep(before).startswith("acl") and before.head.pos_ == "NOUN"
    return before.head if is_day else noun


def _person_before(verb: Token) -> Token | None:
    """The person right before a finite verb that the parse left without a subject ('..." Ada Holt said')."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.i == verb.sent.start:
        return None
    before = verb.nbor(-1)
    if before.lower_ not in NOMINATIVES and before.ent_type_ != "PERSON":
        return None
    return before.head if dep(before) == "flat" else before


def _own_subject(verb: Token) -> Token | None:
    """The subject of a verb; of two, the one beside it ("The fire, officials said, ...")."""
    found = [child for child in verb.children if dep(child) in SUBJECTS and not child.is_space]
    found = [child for child in found if child.lower_ not in _DAYS or child.i < verb.i]
    before = [child for child in found if child.i < verb.i]
    if len(before) > 1 and verb.nbor(-1).text != ",":
        return before[-1]
    return found[0] if found else None


def _verb_above(verb: Token) -> Token:
    """The verb a coordinated verb goes on from, when the parse joined it to a noun between them."""
    head = verb.head
    if dep(verb) == "conj" and verb.tag_ == "VBG" and dep(head) == "acl:relcl" and head.head.head.tag_ == "VBG":
        return head.head.head  # "carrying signs that read ... and chanting"
    for _ in range(CLIMB):
        below = verb.tag_ in FINITE and head.tag_ == "VBG"
        if dep(verb) != "conj" or (head.pos_ in {"VERB", "AUX", "ADJ"} and not below) or head.head.i == head.i:
            break
        head = head.head
    return head


def _described(noun: Token) -> Token:
    """The name that "an economist at Harlow Capital, who" belongs to, or the noun itself."""
    return noun.head if dep(noun) == "appos" and noun.head.pos_ == "PROPN" else noun


def mention_span(head: Token, layout: Layout) -> Span | None:
    """The noun phrase of a head with its titles, "of" tails and coordinated names; None inside quotation marks."""
    if not layout.outside(head) or head.is_space or head.is_punct:
        return None
    start, end = _phrase(head)
    end = max(end, _name_behind(head))
    while start and dep(head.doc[start - 1]) in SUBJECTS and head.doc[start - 1].head.i == head.head.i:
        start -= 1
    start -= start > 0 and start < head.i and head.doc[start - 1].pos_ == "DET" and head.doc[start - 1].head.i == start
    for other in (child for word in _with_name(head) for child in word.children):
        end = max(end, _phrase(other)[1]) if dep(other) == "conj" and other.pos_ in NOMINAL else end
    end += end + 1 < len(head.doc) and head.doc[end + 1].lower_ == "general" and head.doc[end].lower_ in GENERALS
    while end + 2 < len(head.doc) and head.doc[end + 1].text == "-" and not head.doc[end].whitespace_:
        end += 2  # "his brother-in-law"
    while start < head.i and (
        not layout.outside(head.doc[start]) or head.doc[start].is_punct or head.doc[start].is_space
    ):
        start += 1
    while end > head.i and not layout.outside(head.doc[end]):
        end -= 1
    if head.doc[end].pos_ in {"DET", "ADP"} and end > head.i:
        end = _over_term(end, layout)
    return with_description(head.doc[start : end + 1])


def _with_name(head: Token) -> list[Token]:
    """A title with the name behind it that the parse hung on it: "Senators | Ann Pell and Tom Roe"."""
    names = (child for child in head.children if dep(child) == "appos" and child.pos_ == "PROPN")
    return [head, *(name for name in names if name.i == head.i + 1 and head.lower_.endswith("s"))]


def _name_behind(head: Token) -> int:
    """The last token of a name behind "Chancellor of the Exchequer", no comma between; 0 where none stands there."""
    for name in head.rights:
        between = head.doc[head.i + 1 : name.i]
        office = dep(name) == "appos" and name.pos_ == "PROPN" and 0 < len(between) < LONGEST_PHRASE
        if office and between[0].lower_ == "of" and people_noun(head.lower_):
            return _phrase(name)[1] if all(word.pos_ in {"PROPN", "DET", "ADP"} for word in between) else 0
    return 0


def _over_term(end: int, layout: Layout) -> int:
    """The last token of a short term in marks that ends a phrase: "Critics of the | 'Cadillac tax'"."""
    quoted = layout.inside[end + 1] if end + 1 < len(layout.doc) else -1
    close = layout.tokens_of(quoted)[1] if quoted >= 0 else end
    return close - 1 if end < close <= end + LONGEST_PHRASE else end


def with_description(span: Span) -> Span:
    """An unnamed source with what is said of it: "A person | close to the envoy", "officials | briefed on the talks"."""
    doc, end = span.doc, span.end
    if end + 1 < len(doc) and doc[end - 1].lower_ in ISSUED and doc[end].lower_ in {"from", "by"}:
        issuer = phrase_after(doc, end + 1, min(end + 1 + LONGEST_PHRASE, doc[end].sent.end))
        return doc[span.start : issuer.end] if issuer is not None else span
    if len(span) > 1 and doc[end - 1].lower_ in DESCRIBING and people_noun(doc[end - 2].lower_):
        end -= 1
    if end + 2 >= len(doc) or not people_noun(doc[end - 1].lower_) or doc[end].lower_ not in DESCRIBING:
        return span
    if doc[end + 1].pos_ != "ADP" and doc[end + 1].lower_ != "to":
        return span
    tail = phrase_after(doc, end + 2, min(end + 2 + LONGEST_PHRASE, doc[end].sent.end))
    return doc[span.start : tail.end] if tail is not None else span


def _phrase(head: Token) -> tuple[int, int]:
    start, end = head.i, head.i
    for child in head.lefts:
        if dep(child) in LEFT_PARTS and not child.is_space:
            start = min(start, child.left_edge.i)
    for child in head.rights:
        if dep(child) in RIGHT_PARTS or _tail(child, end):
            end = max(end, child.right_edge.i if dep(child) in RIGHT_PARTS else _tail_end(child))
        elif _reduced(child, end):
            end = child.right_edge.i
    return start, end


def _tail(child: Token, end: int) -> bool:
    """Whether a word after a head belongs to its name: "chairman of the board", not "accused the chairman of lying"."""
    if dep(child) not in {"nmod", "obl"} or child.left_edge.i != end + 1:
        return False
    first = child.left_edge.lower_
    if first == "of" and child.head.head.lemma_.lower() in CHARGING and dep(child.head) in {"obj", "nsubj:pass"}:
        return False
    return first in TAILS or (first == "to" and people_noun(child.head.lower_))


def _reduced(child: Token, end: int) -> bool:
    """Whether a word right after a head describes it: "people familiar with the talks", "officials briefed on them"."""
    participle = dep(child) == "acl" and child.tag_ in {"VBN", "VBD"} and not child.left_edge.is_punct
    adjective = dep(child) == "amod" and child.pos_ == "ADJ"
    return (participle or adjective) and child.left_edge.i == end + 1 and child.right_edge.i - end < LONGEST_PHRASE


def _tail_end(child: Token) -> int:
    """The end of "of the Joint Chiefs of Staff", its clauses and appositions left out."""
    joined = [other for other in child.rights if dep(other) == "conj" and other.pos_ in NOMINAL]
    return max([_phrase(child)[1], *(_phrase(other)[1] for other in joined)])


def phrase_after(doc: Doc, start: int, end: int) -> Span | None:
    """The noun phrase that begins at a token: `said Sen. Roger Wicker (R-Miss.) and Rep. Mike Rogers in ...`."""
    place = start
    depth = 0
    while place < end:
        token = doc[place]
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0 or (
            depth == 0 and token.text != ")" and _stops(token, place > start) and not _abbreviation(token)
        ):
            break
        place += 1
    while place > start and doc[place - 1].text != ")" and _no_end(doc[place - 1]):
        place -= 1
    return doc[start:place] if place > start and _nominal(doc[start:place]) else None


def _no_end(token: Token) -> bool:
    return token.is_punct or token.pos_ in {"CCONJ", "ADP", "ADV"}


def _abbreviation(stop: Token) -> bool:
    """Whether a stop that stands as a word of its own belongs to "Maj." or "Gen."."""
    return (
        stop.text == "."
        and stop.i > 0
        and not stop.nbor(-1).whitespace_
        and len(stop.nbor(-1)) < 5
        and stop.nbor(-1).is_title
    )


def _stops(token: Token, begun: bool) -> bool:
    if token.text in STOPS:
        return True
    if token.pos_ == "ADP" and token.lower_ not in {"of", "for"}:
        return token.text != "Under"
    if token.pos_ in {"VERB", "AUX", "SCONJ"} and token.tag_ not in {"VBN", "VBG"} and not people_noun(token.lower_):
        return True
    if token.pos_ == "ADV" and begun:
        return True
    return token.is_space and "\n" in token.text


def _nominal(tokens: Sequence[Token] | Span) -> bool:
    plain = any(token.pos_ in {"NOUN", "PROPN", "PRON"} for token in tokens) or tokens[0].text[0].isupper()
    return plain or (len(tokens) == 1 and tokens[0].lower_ in {"one", "another", "others", "some", "many"})


def phrase_head(span: Span) -> Token:
    """The token of a phrase that the rest hangs on: the one whose head lies outside it, the last noun failing that."""
    nouns = [token for token in span if _nounlike(token)]
    for token in nouns:
        if token.head.i == token.i or not span.start <= token.head.i < span.end:
            return token
    subject = next((token for token in nouns if dep(token) in SUBJECTS), None)
    return subject or (nouns[-1] if nouns else span[0])


def _nounlike(token: Token) -> bool:
    return (token.pos_ in {"NOUN", "PROPN", "PRON"} and token.tag_ != "PRP$") or people_noun(token.lower_)


def phrase_before(verb: Token, layout: Layout) -> Span | None:
    """The noun phrase right before a finite verb, for when the parse shows no subject."""
    if verb.tag_ == "VBG" or dep(verb).startswith("acl") or (verb.tag_ == "VBN" and is_passive_form(verb)):
        return None
    doc, end = verb.doc, verb.i
    while end > 0 and (doc[end - 1].pos_ in {"ADV", "AUX"} and layout.outside(doc[end - 1])):
        end -= 1
    named = _name_between_commas(doc, end) or _before_relative(doc, end, layout)
    if named is not None:
        return named
    end = start = _before_apposition(doc, end, layout)
    described = _before_description(doc, end)
    start = min(start, described)
    while start > 0 and described - start < LONGEST_PHRASE and _phrase_word(doc[start - 1], layout):
        start -= 1
    span = doc[start:end] if start < end else None
    return span if span is not None and any(_speaking_word(word) for word in span) else None


def _speaking_word(word: Token) -> bool:
    noun = word.lower_.removesuffix("s")
    return (
        people_noun(word.lower_) or word.pos_ == "PROPN" or (word.pos_ in {"NOUN", "ADJ"} and noun in speaking_nouns())
    )


def is_passive_form(verb: Token) -> bool:
    """Whether a form of "be" stands before a participle, adverbs and negations between them or not."""
    place = verb.i - 1
    while place >= 0 and (
        verb.doc[place].pos_ == "ADV" or verb.doc[place].lower_ in {"not", "n't", "n’t", "been", "being"}
    ):
        if verb.doc[place].lower_ in {"been", "being"}:
            return True
        place -= 1
    return place >= 0 and verb.doc[place].lower_ in BE


def _before_description(doc: Doc, end: int) -> int:
    """Where "two people" ends in "two people familiar with the talks said"; `end` where nothing like it stands."""
    for place in range(end - 2, max(0, end - LONGEST_PHRASE), -1):
        if doc[place].lower_ in DESCRIBING and people_noun(doc[place - 1].lower_):
            return place
        if doc[place].is_punct or doc[place].is_space:
            break
    return end


def _name_between_commas(doc: Doc, end: int) -> Span | None:
    """The name in "the head of the region, Ivan Fedchuk, said"."""
    start = end - 1
    while start > 0 and doc[start - 1].pos_ == "PROPN":
        start -= 1
    closed = end > 1 and doc[end - 1].text == "," and start > 0 and doc[start - 1].text == ","
    titled = closed and doc[start - 2].pos_ == "NOUN"
    return doc[start : end - 1] if titled and 1 < end - 1 - start < LONGEST_PHRASE else None


def _before_relative(doc: Doc, end: int, layout: Layout) -> Span | None:
    """The name in "Quill, whose book comes out in the fall, said"."""
    first = layout.units[layout.unit[end]][0]
    if end < 4 or doc[end - 1].text != ",":
        return None
    for place in range(end - 2, max(first, end - RELATIVE), -1):
        if doc[place].lower_ in WH - {"that"} | {"whose"} and doc[place - 1].text == ",":
            start = close = place - 1
            while (
                start > first
                and doc[start - 1].pos_ in {"PROPN", "NOUN", "ADJ", "DET"}
                and layout.outside(doc[start - 1])
            ):
                start -= 1
            return doc[start:close] if start < close else None
        if not layout.outside(doc[place]) or doc[place].text in {";", ":", "—", "–"}:
            return None
    return None


def _before_apposition(doc: Doc, end: int, layout: Layout) -> int:
    """Where "Reggie Moore" ends in "Reggie Moore, 22, said": before what two commas set off."""
    if end < 3 or doc[end - 1].text != ",":
        return end
    for place in range(end - 2, max(0, end - APPOSITION), -1):
        word = doc[place]
        if word.text == ",":
            return place if doc[place - 1].pos_ == "PROPN" or _participle(doc[place + 1]) else end
        if word.tag_ == "VBD" and _participle(word) and doc[place - 1].text == ",":
            continue
        if not layout.outside(word) or word.tag_ in {"VBD", "VBZ", "VBP", "MD"} or word.text in STOPS:
            break
    return end


def _participle(word: Token) -> bool:
    """Whether a word may be the participle of "The lawsuit, filed on Monday, says" where no auxiliary stands before it."""
    return word.tag_ in {"VBN", "VBD"} and word.text[0].islower()


def _phrase_word(word: Token, layout: Layout) -> bool:
    if not layout.outside(word) or word.is_space:
        return False
    return (
        word.pos_ in NOMINAL - {"PRON"}
        or word.lower_ in {"of", "to", "his", "her", "their", "'s", "’s"}
        or people_noun(word.lower_)
    )


def people_noun(word: str) -> bool:
    """Whether a lower-case word is a noun for people, in the singular or plural."""
    nouns = _people_nouns()
    return word in nouns or (word.endswith("s") and word[:-1] in nouns)


@cache
def _people_nouns() -> frozenset[str]:
    return frozenset(load_lexicon("roles")["people"]["nouns"])


def speaks(span: Span) -> bool:
    """Whether a noun phrase can speak at all: a name, a pronoun for people, or a noun for people or documents."""
    head = phrase_head(span)
    named = head.pos_ == "PROPN" and (len(span) > 1 or head.ent_type_ or head.i != head.sent.start)
    if named or head.lower_ in {"he", "she", "they", "we", "i", "it"} or head.ent_type_:
        return True
    if head.lower_ in AMOUNTS and len(span) > 2 and span[-1].i > head.i:
        return people_noun(span[-1].lower_) or span[-1].pos_ == "PROPN"
    return head.lemma_.lower() in speaking_nouns() or head.lower_ in speaking_nouns()


@cache
def speaking_nouns() -> frozenset[str]:
    """Nouns of `data/roles.toml` for people, bodies of people and documents."""
    people = load_lexicon("roles")["people"]
    return frozenset(people["nouns"]) | frozenset(people["collectives"]) | frozenset(people["documents"])
