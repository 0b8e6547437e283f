"""How sure a sentence is of what it says: asserted, claimed, denied, planned, threatened, conditional or asked.

After ConText (Chapman, Chu and Dowling 2007; Harkema et al. 2009): triggers with a scope, phrases that only look
like triggers, and words that end a scope. The scope is taken from the parse: a trigger counts if it stands on the
spine of the sentence, the main verb and the clauses that complete it, not in a relative or adverbial clause.
The triggers are data: `hedges.toml` and `denials.toml`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.language.syntax import dep, oblique
from briefgen.language.words import text_of
from briefgen.model import Modality, Polarity, Quotation

Reading = tuple[Modality, Polarity, str]
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re"})
_COMPLEMENTS = ("ccomp", "xcomp")
_LOOSE = frozenset({"advcl", "acl:relcl", "appos", "conj", "list"})


@dataclass(frozen=True, slots=True)
class Spine:
    """The verbs a sentence hangs on, outermost first, and the words that belong directly to them."""

    verbs: tuple[Token, ...]
    near: frozenset[int]
    sentence: Span
    tokens: tuple[Token, ...]
    words: frozenset[str]
    parts: tuple[tuple[str, Token], ...]
    """What hangs on the verbs, each with its label."""


def read_modality(sentence: Span, quotations: Sequence[Quotation]) -> Reading:
    """The modality and polarity of what a sentence says, and the rule that told it.

    Args:
        sentence: the sentence, parsed.
        quotations: reported speech of the document; what lies in the content of one is at least claimed.

    Returns:
        Modality, polarity, and `modality:trigger`. A denial is negated; a request or question is asked.
    """
    spine = _spine(sentence)
    modality, rule = _modality(spine, quotations)
    return modality, _polarity(spine, modality), rule


def _spine(sentence: Span) -> Spine:
    verbs = [sentence.root]
    verbs += [child for child in sentence.root.children if dep(child) == "parataxis" and _reports(child)]
    for verb in verbs:
        verbs += [child for child in _completed(verb) if child not in verbs]
    near = {verb.i for verb in verbs}
    for verb in verbs:
        near |= {token.i for child in verb.children if dep(child) not in _LOOSE for token in _shallow(child)}
    tokens = tuple(token for token in sentence if not token.is_space)
    parts = tuple((dep(child), child) for verb in verbs for child in verb.children)
    return Spine(tuple(verbs), frozenset(near), sentence, tokens, _words(tokens), parts)


def _words(tokens: Iterable[Token]) -> frozenset[str]:
    """The words and lemmas that phrases of the lexicons may name."""
    found = {word for token in tokens for word in (token.lower_, token.lemma_.lower())}
    return frozenset(found | ({"be"} if found & _BE else set()) | ({"not"} if found & {"n't", "n’t"} else set()))


def _reports(verb: Token) -> bool:
    """Whether a verb set beside the main one frames it ("..., he said")."""
    return verb.pos_ == "VERB" and verb.lemma_.lower() in load_lexicon("hedges")["modality"]["claimed"]["verbs"]


def _completed(verb: Token) -> Iterable[Token]:
    """The clauses that complete a verb, directly or through a noun such as "evidence that", "plan to"."""
    bridges = load_lexicon("hedges")["modality"]["bridges"]
    for child in verb.children:
        label = dep(child)
        if (
            (label in _COMPLEMENTS and child.pos_ in {"VERB", "AUX", "NOUN", "ADJ"})
            or (
                label in {"advcl", "acl"}
                and child.i > verb.i
                and verb.lemma_.lower() in _verbs()
                and _is_infinitive(child)
            )
            or _is_clause_of_noun(verb, child)
        ):
            yield child
        elif label in {"obj", "nsubj"} and child.lemma_.lower() in bridges:
            yield from (clause for clause in child.children if dep(clause) == "acl" and _is_marked(clause))


def _is_clause_of_noun(root: Token, verb: Token) -> bool:
    """The verb right behind the noun that a parser took for the root: "Drivers threatened to strike"."""
    nominal = root.dep_ == "ROOT" and root.pos_ in {"NOUN", "PROPN"}
    behind = nominal and dep(verb) == "acl" and verb.i == root.i + 1 and verb.lemma_.lower() in _verbs()
    return behind and any(_is_infinitive(child) for child in verb.children)


@cache
def _verbs() -> frozenset[str]:
    """The verbs of all modalities: an infinitive behind another verb is its purpose."""
    rules = load_lexicon("hedges")["modality"]
    return frozenset(verb for name in rules["order"] for verb in rules[name]["verbs"])


def _is_marked(clause: Token) -> bool:
    return any(child.lower_ in {"that", "to", "of"} for child in clause.children)


def _shallow(token: Token) -> list[Token]:
    """A word with its direct dependents that are no clauses."""
    return [
        token,
        *(child for child in token.children if dep(child) not in _LOOSE and not dep(child).startswith("acl")),
    ]


def _modality(spine: Spine, quotations: Sequence[Quotation]) -> tuple[Modality, str]:
    denial = _denial(spine)
    if denial:
        return "denied", f"denied:{denial}"
    if text_of(spine.sentence).rstrip("\"'”’) \n").endswith("?"):
        return "asked", "asked:?"
    lexicon = load_lexicon("hedges")["modality"]
    for modality in lexicon["order"]:
        trigger = _trigger(spine, modality, lexicon[modality])
        if trigger:
            return modality, f"{modality}:{trigger}"
    if _is_quoted(spine, quotations):
        return "claimed", "claimed:quotation"
    return "asserted", "asserted"


def _trigger(spine: Spine, modality: str, rule: Any) -> str:
    """The trigger of a rule on the spine, or ''."""
    return (
        _phrase(spine, rule["phrases"])
        or _verb_trigger(spine, modality, rule)
        or _first(token.lower_ for token in _attached(spine, {"aux"}) if _is_auxiliary(token, rule))
        or _first(token.lower_ for token in _attached(spine, {"advmod"}) if token.lower_ in rule["adverbs"])
        or _first(token.lemma_ for token in _nouns_with_clause(spine) if token.lemma_ in rule["nouns"])
        or _mark_trigger(spine, rule.get("marks", ()))
        or (_future_in_past(spine) if modality == "planned" else "")
    )


def _is_auxiliary(token: Token, rule: Any) -> bool:
    """An auxiliary of the rule; "could not" tells of what was tried, and "warns that prices will rise" of no plan."""
    if token.lower_ not in rule["auxiliaries"]:
        return False
    if token.lower_ == "could" and _negations_of(token.head):
        return False
    clause = token.head
    foretold = (
        dep(clause) == "ccomp" and clause.head.lemma_.lower() in load_lexicon("hedges")["modality"]["foretelling"]
    )
    return not (foretold and "will" in rule["auxiliaries"])


def _future_in_past(spine: Spine) -> str:
    """The word "would" in what someone said: "the ministry said it would send more troops".

    What someone suggests or foresees is no plan, nor what another would have to do.
    """
    for verb in spine.verbs:
        said = dep(verb) == "ccomp" and verb.head.tag_ in {"VBD", "VBN"} and verb.head.i in spine.near
        if said and verb.head.lemma_.lower() in _unplanned():
            continue
        if said and not _is_need(verb) and any(child.lower_ in {"would", "'d", "’d"} for child in verb.children):
            return "would"
    return ""


@cache
def _unplanned() -> frozenset[str]:
    rules = load_lexicon("hedges")["modality"]
    return frozenset({*rules["suggesting"], *rules["foretelling"]})


def _is_need(verb: Token) -> bool:
    """Whether a verb says what has to be, or can be, done: "would have to leave", "would be able to"."""
    words = [token.lower_ for token in verb.doc[max(verb.i - 2, verb.sent.start) : verb.i + 2]]
    return "to" in words or verb.lower_ == "able"


def _first(found: Iterable[str]) -> str:
    return next(iter(found), "")


def _verb_trigger(spine: Spine, modality: str, rule: Any) -> str:
    """A verb of the rule; planning takes an infinitive, threats and claims a clause or nothing sure."""
    for verb in spine.verbs:
        lemma = verb.lemma_.lower()
        if (
            lemma in rule["verbs"]
            and _may_be_verb(verb)
            and not _before_noun(verb)
            and _governs(verb, modality, lemma, rule)
        ):
            return lemma
    return ""


def _may_be_verb(word: Token) -> bool:
    """A verb, or a noun that the tagger made of the main verb: "Seoul plans to buy jets"."""
    return word.pos_ in {"VERB", "AUX"} or (
        word.dep_ == "ROOT" and any(_is_infinitive(child) or _is_that_clause(child, word) for child in word.children)
    )


def _is_that_clause(clause: Token, word: Token) -> bool:
    """A clause that "that" opens right after a plural: "The envoy demands that the raids should end"."""
    that = word.tag_ == "NNS" and word.i + 1 < len(word.doc) and word.nbor(1).lower_ == "that"
    return that and word.nbor(1).head.i == clause.i


def _before_noun(verb: Token) -> bool:
    """A participle that the parser took for the main verb: "Sixty alleged militants are held"."""
    first = verb.i == verb.sent.start or verb.nbor(-1).pos_ in {"NUM", "DET"}
    if first and verb.lower_ in {"alleged", "suspected", "reported", "accused"}:
        return True
    if (
        verb.tag_ != "VBN"
        or verb.i + 1 >= len(verb.doc)
        or any(dep(child).startswith("aux") for child in verb.children)
    ):
        return False
    return verb.nbor(1).pos_ in {"NOUN", "PROPN", "ADJ"} and not any(dep(child) == "nsubj" for child in verb.children)


def _governs(verb: Token, modality: str, lemma: str, rule: Any) -> bool:
    clauses = list(_completed(verb))
    if modality == "planned" and lemma in rule["infinitive"]:
        promised = lemma in rule["objects"] and any(dep(child) == "obj" for child in verb.children)
        return promised or any(_is_infinitive(clause) for clause in clauses) or _is_arranged(verb)
    if modality in {"threatened", "planned"}:
        return bool(clauses) or _has_actor(verb) or any(True for _ in oblique(verb, "with"))
    if modality == "claimed":
        return bool(clauses) or dep(verb) == "parataxis" or lemma in rule["always"]
    behind = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    if behind in rule.get("unless", {}).get(lemma, ()):
        return False  # "pleaded guilty"
    return not any(child.lower_ in {"will", "wo", "would", "may", "might", "could"} for child in verb.children)


def _is_arranged(verb: Token) -> bool:
    """A passive of the present: "talks are scheduled for October"."""
    return any(child.lower_ in {"is", "are"} and dep(child) == "aux:pass" for child in verb.children)


def _is_infinitive(clause: Token) -> bool:
    return any(child.lower_ == "to" and dep(child) == "mark" for child in clause.children)


def _has_actor(verb: Token) -> bool:
    """Whether someone with a name or a passive by-phrase does it: rising water threatens no one on purpose."""
    return any(dep(child) == "nsubj" and child.pos_ in {"PROPN", "PRON"} for child in verb.children)


def _attached(spine: Spine, labels: set[str]) -> Iterable[Token]:
    return (child for label, child in spine.parts if label.split(":")[0] in labels)


def _nouns_with_clause(spine: Spine) -> Iterable[Token]:
    for label, child in spine.parts:
        if label in {"obj", "nsubj", "xcomp"} and any(dep(clause) == "acl" for clause in child.children):
            yield child


def _mark_trigger(spine: Spine, marks: Sequence[str]) -> str:
    """A conditional clause that hangs on the spine."""
    for label, clause in spine.parts if marks else ():
        if label in {"advcl", "obl"}:  # "unless pay rises" may be read as a noun
            for child in clause.children:
                if dep(child) in {"mark", "aux"} and child.lower_ in marks and child.i == clause.left_edge.i:
                    return child.lower_
    return ""


def _phrase(spine: Spine, phrases: Sequence[str]) -> str:
    """The first of the phrases whose lemmas stand in a row with one of them on the spine."""
    for phrase in phrases:
        words = phrase.split()
        if spine.words.issuperset(words):
            for place in range(len(spine.tokens) - len(words) + 1):
                window = spine.tokens[place : place + len(words)]
                found = all(map(_is_word, window, words)) and any(token.i in spine.near for token in window)
                if found and not _is_cause(phrase, spine.tokens[place + len(words) : place + len(words) + 1]):
                    return phrase
    return ""


def _is_cause(phrase: str, following: Sequence[Token]) -> bool:
    """Whether "due to" gives a cause, no plan: no verb follows."""
    return phrase.endswith("due to") and not any(token.tag_ in {"VB", "VBP", "RB"} for token in following)


def _is_word(token: Token, word: str) -> bool:
    if word == "be":
        return token.lower_ in _BE
    return word in {token.lower_, token.lemma_.lower()} or (word == "not" and token.lower_ in {"n't", "n’t"})


def _denial(spine: Spine) -> str:
    """The trigger of a denial that is not itself denied, or ''."""
    rule = load_lexicon("denials")["denied"]
    for verb in spine.verbs:
        lemma = verb.lemma_.lower()
        if lemma in rule["verbs"] and not _negations_of(verb) and _denies(verb, lemma, rule):
            return lemma
        if _calls_it_false(verb, lemma, rule):
            return verb.lower_
    return _phrase(spine, rule["phrases"])


def _calls_it_false(verb: Token, lemma: str, rule: Any) -> bool:
    """Whether a claim is called false: "the claim is false", "called the report a fabrication"."""
    if verb.lower_ in rule["predicates"]:
        return any(child.lemma_ in rule["claims"] for child in verb.children if dep(child) == "nsubj")
    if lemma not in rule["framed_by"] or _negations_of(verb):
        return False
    return any(token.lower_ in rule["predicates"] for child in verb.children for token in _shallow(child))


def _denies(verb: Token, lemma: str, rule: Any) -> bool:
    """Denying something; rejecting only what was claimed."""
    if any(dep(child) == "nsubj:pass" and child.lemma_ not in rule["claims"] for child in verb.children):
        return False
    objects = [child for child in verb.children if dep(child) in {"obj", "iobj"}]
    if lemma not in rule["of_claims"]:
        return not any(dep(child) == "iobj" or child.lemma_.lower() in rule["acts"] for child in objects)
    arguments = [child for child in verb.children if dep(child) in {"obj", "nsubj:pass"}]
    return any(child.lemma_.lower() in rule["claims"] for child in arguments)


def _negations_of(verb: Token) -> int:
    """How often a verb is negated: adverbs, and a negative subject or object."""
    rule = load_lexicon("denials")["negated"]
    count = 0
    for child in verb.children:
        label = dep(child)
        if child.lower_ in rule["words"] and label in {"advmod", "cc:preconj", "aux"}:
            count += not _is_pseudo(child)
        elif label.split(":")[0] in {"nsubj", "obj", "xcomp"}:
            count += _is_negative_noun(child, rule)
    return count


def _is_negative_noun(noun: Token, rule: Any) -> bool:
    if noun.lower_ in rule["pronouns"]:
        return True
    if noun.lower_ == "one" and noun.i > noun.sent.start and noun.nbor(-1).lower_ == "no":
        return True
    return any(child.lower_ in rule["determiners"] and not _is_pseudo(child) for child in noun.children)


def _is_pseudo(token: Token) -> bool:
    """Whether a negation word begins or ends a phrase that negates nothing."""
    start = max(token.sent.start, token.i - 3)
    end = min(token.sent.end, token.i + 4)
    window = " " + " ".join(part.lower_ for part in token.doc[start:end]) + " "
    return any(f" {phrase} " in window for phrase in load_lexicon("denials")["negated"]["pseudo"])


def _polarity(spine: Spine, modality: Modality) -> Polarity:
    """Negated if an odd number of negations bears on the spine; a denial is negated, an open question is not."""
    if modality == "denied":
        return "negated"
    rule = load_lexicon("denials")["negated"]
    if _phrase(spine, ["not rule out", "never rule out", "n't rule out", "not exclude"]):
        return "affirmed"
    count = sum(_negations_of(verb) for verb in spine.verbs)
    count += sum(verb.lemma_.lower() in rule["verbs"] for verb in spine.verbs)
    phrases = [phrase for phrase in rule["phrases"] if phrase.split()[0] not in {"no", "there"}]
    count += bool(_phrase(spine, phrases)) or (count == 0 and bool(_phrase(spine, rule["phrases"])))
    return "negated" if count % 2 else "affirmed"


def _is_quoted(spine: Spine, quotations: Sequence[Quotation]) -> bool:
    """Whether the sentence's main part is the content of reported speech."""
    start, end = spine.sentence.start_char, spine.sentence.end_char
    covered = sum(max(0, min(end, q.content[1]) - max(start, q.content[0])) for q in quotations)
    return covered * 2 >= end - start or any(
        q.kind == "indirect" and start <= q.content[0] < end and _frames(q, spine) for q in quotations
    )


def _frames(quotation: Quotation, spine: Spine) -> bool:
    """Whether the cue of a quotation, if it has one, is one of the main verbs of a sentence."""
    if quotation.cue is None or spine.verbs[0].pos_ not in {"VERB", "AUX"}:
        return True
    return any(verb.idx == quotation.cue[0] for verb in spine.verbs)
