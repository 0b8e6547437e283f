"""How sure a sentence is of what it says: asserted, claimed, denied, planned, threatened, conditional or asked.

After ConText (Chapman, Chu and Dowling 2007; Harkema et al. 2009): triggers with a scope, phrases that only look
like triggers, and words that end a scope. The scope is taken from the parse: a trigger counts if it stands on the
spine of the sentence, the main verb and the clauses that complete it, not in a relative or adverbial clause.
The triggers are data: `hedges.toml` and `denials.toml`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.modality_frames import frame_trigger
from briefgen.extract.modality_nouns import act_trigger, noun_trigger
from briefgen.extract.modality_spine import Spine, completed, find_phrase, is_infinitive, read_spine, shallow
from briefgen.language.syntax import dep, oblique
from briefgen.language.words import text_of
from briefgen.model import Modality, Polarity, Quotation

TOLL_REACH = 9
Reading = tuple[Modality, Polarity, str]


def read_modality(sentence: Span, quotations: Sequence[Quotation]) -> Reading:
    """The modality and polarity of what a sentence says, and the rule that told it.

    Args:
        sentence: the sentence, parsed.
        quotations: reported speech of the document; what lies in the content of one is at least claimed.

    Returns:
        Modality, polarity, and `modality:trigger`. A denial is negated; a request or question is asked.
    """
    spine = read_spine(sentence)
    modality, rule = _modality(spine, quotations)
    return modality, _polarity(spine, modality), rule


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
        find_phrase(spine, rule["phrases"])
        or _verb_trigger(spine, modality, rule)
        or _first(token.lower_ for token in spine.auxiliaries if _is_auxiliary(token, rule))
        or _first(token.lower_ for token in spine.adverbs if token.lower_ in rule["adverbs"])
        or noun_trigger(spine, rule["nouns"])
        or act_trigger(spine, rule.get("acts", ()))
        or _mark_trigger(spine, rule.get("marks", ()))
        or frame_trigger(spine, modality)
    )


def _is_auxiliary(token: Token, rule: Any) -> bool:
    """An auxiliary of the rule; "could not" tells of what was tried, and "warns that prices will rise" of no plan."""
    if token.lower_ not in rule["auxiliaries"]:
        return False
    if token.lower_ == "could" and (_negations_of(token.head) or token.head.lemma_.lower() in rule["able"]):
        return False
    clause = token.head
    foretold = (
        dep(clause) == "ccomp" and clause.head.lemma_.lower() in load_lexicon("hedges")["modality"]["foretelling"]
    )
    return not (foretold and "will" in rule["auxiliaries"])


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
        word.dep_ == "ROOT" and any(is_infinitive(child) or _is_that_clause(child, word) for child in word.children)
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
    clauses = list(completed(verb))
    if modality == "asked" and _is_planned(verb):
        return False  # "plans to appeal"
    if modality == "asked" and any(child.lemma_ == "question" and dep(child) == "nsubj:pass" for child in verb.lefts):
        return False  # "additional questions were asked"
    if modality == "asked" and verb.lemma_.lower() == "question" and any(dep(child) == "obj" for child in verb.rights):
        return False  # "questions his legitimacy" doubts it, "questioned the suspect" asks nothing that is told
    if modality == "planned" and _is_owned_up(verb):
        return False  # "confessed to planning the theft"
    if modality == "planned" and lemma in rule["infinitive"]:
        promised = lemma in rule["objects"] and any(dep(child) == "obj" for child in verb.children)
        return promised or any(is_infinitive(clause) for clause in clauses) or _is_arranged(verb)
    if modality in {"threatened", "planned"}:
        return bool(clauses) or _has_actor(verb) or any(True for _ in oblique(verb, "with"))
    if modality == "claimed":
        if _by_nobody(verb) or (lemma == "claim" and _takes_toll(verb, rule["toll"])):
            return False  # "no group has claimed responsibility", "the flood claimed nine lives"
        if lemma in rule["finite"]:
            return dep(verb) == "parataxis" or any(map(_is_finite, clauses))
        return bool(clauses) or dep(verb) == "parataxis" or lemma in rule["always"]
    behind = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    if behind in rule.get("unless", {}).get(lemma, ()):
        return False  # "pleaded guilty"
    return not any(child.lower_ in {"will", "wo", "would", "may", "might", "could"} for child in verb.children)


def _by_nobody(verb: Token) -> bool:
    """Whether the subject of a verb is nobody, so that nothing is claimed."""
    subjects = (child for child in verb.lefts if dep(child) == "nsubj")
    return any(subject.left_edge.lower_ in {"no", "nobody", "none", "neither"} for subject in subjects)


def _takes_toll(verb: Token, tolls: Sequence[str]) -> bool:
    """Whether what is claimed, behind numbers and "a total of", is lives or victims."""
    if any(child.lemma_.lower() in tolls for child in verb.children):
        return True
    for word in verb.doc[verb.i + 1 : verb.i + TOLL_REACH]:
        if word.lemma_.lower() in tolls or word.lower_ == "lives":
            return True
        if word.pos_ not in {"NUM", "DET", "ADJ", "ADP", "ADV"} and word.lower_ != "total":
            return False
    return False


def _is_planned(verb: Token) -> bool:
    """Whether a verb is what somebody plans to do."""
    planning = load_lexicon("hedges")["modality"]["planned"]["infinitive"]
    return is_infinitive(verb) and dep(verb) == "xcomp" and verb.head.lemma_.lower() in planning


def _is_owned_up(verb: Token) -> bool:
    """Whether a gerund is a deed that somebody tells of or is charged with."""
    return verb.tag_ == "VBG" and any(
        child.lower_ in {"to", "of", "for"} and dep(child) in {"mark", "case"} for child in verb.lefts
    )


def _is_finite(clause: Token) -> bool:
    """Whether a clause tells that something is so: no infinitive, no "if", no bare "guilty"."""
    if dep(clause) != "ccomp" or any(child.lower_ in {"if", "whether", "to"} for child in clause.children):
        return False
    words = [clause, *(child for child in clause.children if dep(child) in {"aux", "aux:pass", "cop"})]
    return any(word.tag_ in {"VBD", "VBZ", "VBP", "MD"} for word in words)


def _is_arranged(verb: Token) -> bool:
    """A passive of the present: "talks are scheduled for October"."""
    return any(child.lower_ in {"is", "are"} and dep(child) == "aux:pass" for child in verb.children)


def _has_actor(verb: Token) -> bool:
    """Whether someone with a name or a passive by-phrase does it: rising water threatens no one on purpose."""
    return any(dep(child) == "nsubj" and child.pos_ in {"PROPN", "PRON"} for child in verb.children)


def _mark_trigger(spine: Spine, marks: Sequence[str]) -> str:
    """A conditional clause that hangs on the spine."""
    for label, clause in spine.parts if marks else ():
        if label in {"advcl", "obl"}:  # "unless pay rises" may be read as a noun
            for child in clause.children:
                if dep(child) in {"mark", "aux"} and child.lower_ in marks and child.i == clause.left_edge.i:
                    return child.lower_
    return ""


def _denial(spine: Spine) -> str:
    """The trigger of a denial that is not itself denied, or ''."""
    rule = load_lexicon("denials")["denied"]
    for verb in spine.verbs:
        lemma = verb.lemma_.lower()
        if lemma in rule["verbs"] and not _negations_of(verb) and _denies(verb, lemma, rule):
            return lemma
        if _calls_it_false(verb, lemma, rule):
            return verb.lower_
    return find_phrase(spine, rule["phrases"]) or act_trigger(spine, rule["acts_of"])


def _calls_it_false(verb: Token, lemma: str, rule: Any) -> bool:
    """Whether a claim is called false: "the claim is false", "called the report a fabrication"."""
    if verb.lower_ in rule["predicates"]:
        return any(child.lemma_ in rule["claims"] for child in verb.children if dep(child) == "nsubj")
    if lemma not in rule["framed_by"] or _negations_of(verb):
        return False
    said = {token.lower_ for child in verb.children for token in shallow(child)}
    of_claim = any(_is_claim(child, rule) for child in verb.children if dep(child) in {"obj", "nsubj:pass", "nsubj"})
    return not said.isdisjoint(rule["predicates"]) or (of_claim and not said.isdisjoint(rule["weak_predicates"]))


def _is_claim(noun: Token, rule: Any) -> bool:
    named = noun.lemma_.lower() in rule["claims"] or any(child.lemma_ in rule["claims"] for child in noun.children)
    return named or noun.lower_ in {"it", "that", "this"}


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
    if find_phrase(spine, rule["open"]):
        return "affirmed"
    count = sum(_negations_of(verb) for verb in spine.verbs)
    count += sum(verb.lemma_.lower() in rule["verbs"] for verb in spine.verbs)
    phrases = [phrase for phrase in rule["phrases"] if phrase.split()[0] not in {"no", "there"}]
    count += bool(find_phrase(spine, phrases)) or (count == 0 and bool(find_phrase(spine, rule["phrases"])))
    return "negated" if count % 2 else "affirmed"


def _is_quoted(spine: Spine, quotations: Sequence[Quotation]) -> bool:
    """Whether the sentence's main part is the content of reported speech."""
    start, end = spine.sentence.start_char, spine.sentence.end_char
    quotations = [quotation for quotation in quotations if not _is_done(quotation, spine)]
    covered = sum(max(0, min(end, q.content[1]) - max(start, q.content[0])) for q in quotations)
    return (
        covered * 2 >= end - start
        or any(q.kind == "indirect" and start <= q.content[0] < end and _frames(q, spine) for q in quotations)
        or any(_ends_quoted(q, start, end) for q in quotations)
    )


def _ends_quoted(quotation: Quotation, start: int, end: int) -> bool:
    """Whether a sentence is the end of what somebody is quoted with, and who said it: `... It is over," Hale said.`"""
    if quotation.kind != "direct" or quotation.cue is None or not start <= quotation.cue[0] < end:
        return False
    return quotation.content[0] < start < quotation.content[1] < quotation.cue[0]


def _is_done(quotation: Quotation, spine: Spine) -> bool:
    """Whether what a quotation reports is done by saying it, undone, or only mentioned.

    "Declared an emergency", "withdrew a request", "signed an order to", "met over claims that".
    """
    if quotation.kind != "indirect" or quotation.cue is None:
        return False
    rule = load_lexicon("hedges")["modality"]
    for verb in spine.verbs:
        if verb.idx == quotation.cue[0]:
            return _performs(verb, rule["claimed"])
    if not quotation.rule.startswith("noun"):
        return False
    for label, noun in spine.parts:
        if label in {"obj", "nsubj", "nsubj:pass"} and noun.idx == quotation.cue[0]:
            ordered = spine.sentence.doc.text[slice(*quotation.content)].startswith("to ")
            return ordered or noun.head.lemma_.lower() in rule["light"]["undoing"]
    return not quotation.content[0] <= spine.sentence.root.idx < quotation.content[1]


def _performs(verb: Token, rule: Any) -> bool:
    """Whether to say it is to do it: "declared an emergency", "refused to leave"; "declared victory" is a claim."""
    if verb.lemma_.lower() in rule["refusing"]:
        return True
    if verb.lemma_.lower() not in rule["performing"]:
        return False
    objects = {child.lemma_.lower() for child in verb.children if dep(child) == "obj"}
    return bool(objects) and objects.isdisjoint(rule["claimable"]) and not any(completed(verb))


def _frames(quotation: Quotation, spine: Spine) -> bool:
    """Whether the cue of a quotation, if it has one, is one of the main verbs of a sentence."""
    if quotation.cue is None or spine.verbs[0].pos_ not in {"VERB", "AUX"}:
        return True
    return any(verb.idx == quotation.cue[0] for verb in spine.verbs)
