"""The PLOVER event type of a sentence, by the lexicon `data/plover.toml`.

PLOVER (Halterman, Bagozzi, Beger, Schrodt & Scarborough 2023) names sixteen types of political events. A sentence
has the type whose words stand highest in it: in its main verb, then in its main clause, then elsewhere.
"""

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.section_rules import Matcher, build_matcher, split_words
from briefgen.extract.section_verbs import content_tokens, is_light, main_verb
from briefgen.language.syntax import dep, noun_phrase, oblique
from briefgen.language.words import text_of

MAIN_VERB = 1.5
LIGHT_VERB = 1.4
"""A verb that leaves it to its object what is done: "gave its backing" is no gift."""
MAIN_CLAUSE = 1.0
ELSEWHERE = 0.45
LATER = 0.02
"""Taken off per word before a term: what comes first is what a news sentence is about."""
SURE = 0.6
"""What a deed must score: words that stand in side clauses alone give an event no type but that of harm done."""
AT_HOME = 0.35
"""Added to the types that belong to the sentence's section."""
HOMES = {
    "battlefield": frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "COERCE"}),
    "sanctions": frozenset({"SANCTION", "CONCEDE", "COERCE"}),
    "side-stories": frozenset({"PROTEST", "COERCE"}),
}
EMBEDDED = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "parataxis", "csubj"})


def event_type(sentence: Span, section: str) -> str:
    """The PLOVER type of a sentence; "" where its words do not tell."""
    return read_deed(sentence, section)[0]


def read_deed(sentence: Span, section: str) -> tuple[str, Span | None]:
    """The PLOVER type of a sentence and the words that gave it; ("", None) where none tell plainly."""
    home = HOMES.get(section, frozenset())
    nothing = [
        range(match.start, match.end) for match in _table("nothing", "terms").find(split_words(text_of(sentence)))
    ]
    scored = _done(sentence, nothing)
    found = {name: told for name, told in scored.items() if told[0] >= SURE or name == "ASSAULT"}
    if not found:
        return "", None
    best = max(sorted(found), key=lambda name: found[name][0] + AT_HOME * (name in home))
    return best, found[best][1]


def score_types(sentence: Span) -> dict[str, float]:
    """How strongly the words of a sentence speak for each type that they name at all, about 0 to 1.5."""
    return {name: score for name, (score, _) in _done(sentence).items()}


def _done(sentence: Span, nothing: Sequence[range] = ()) -> dict[str, tuple[float, Span | None]]:
    """The scores without that of harm where nobody did it."""
    scored = _scored(sentence, nothing)
    accident = _is_accident(sentence, scored.get("ASSAULT", (0.0, None))[1])
    return {name: told for name, told in scored.items() if not (accident and name == "ASSAULT")}


def _scored(sentence: Span, nothing: Sequence[range] = ()) -> dict[str, tuple[float, Span | None]]:
    """For each type the score of its best words, and these; words inside the ranges `nothing` do not count."""
    matches = list(_matcher().find(split_words(text_of(sentence))))
    if not matches:
        return {}
    verb = main_verb(sentence)
    core = content_tokens(verb, sentence)
    clause = frozenset({verb.i, *(token.i for token in verb.ancestors)})
    begin = sentence.start_char
    scores: dict[str, tuple[float, Span | None]] = {}
    for match in matches:
        if any(match.start < part.stop and part.start < match.end for part in nothing):
            continue
        tokens = sentence.doc.char_span(begin + match.start, begin + match.end, alignment_mode="expand")
        score = round(_place_score(sentence, tokens, core, clause) + 0.1 * match.term.count(" "), 6)
        if match.owner not in scores or score > scores[match.owner][0]:
            scores[match.owner] = score, tokens
    return scores


def _place_score(sentence: Span, tokens: Span | None, core: frozenset[int], clause: frozenset[int]) -> float:
    if tokens is None:
        return ELSEWHERE
    late = min(LATER * (tokens.start - sentence.start), 0.4)
    return max(_token_score(token, core, clause) for token in tokens) - late


def _token_score(token: Token, core: frozenset[int], clause: frozenset[int]) -> float:
    if token.i in core:
        return LIGHT_VERB if len(core) > 1 and is_light(token) else MAIN_VERB
    chain = (token, *token.ancestors)
    aside = any(part.i not in clause and dep(part) in EMBEDDED and not _is_purpose(part) for part in chain)
    return ELSEWHERE if aside else MAIN_CLAUSE


def _is_purpose(token: Token) -> bool:
    """Whether a verb says what a noun is about, as in "the decision to recall the envoy"."""
    return dep(token) == "acl" and token.tag_ == "VB" and token.i > 0 and token.nbor(-1).lower_ == "to"


@cache
def _matcher() -> Matcher:
    lexicon = load_lexicon("plover")
    return build_matcher((name, term) for name, table in lexicon.items() for term in table["terms"])


def _is_accident(sentence: Span, deed: Span | None) -> bool:
    """Whether the words of harm stand beside a storm, a quake or a crash, so that nobody did it."""
    accident, harm = _table("accident", "terms"), _table("accident", "harm")
    if deed is None:
        return False
    if next(harm.find(split_words(text_of(deed))), None) is None:
        return _by_nature(deed)
    return next(accident.find(split_words(text_of(sentence))), None) is not None


def _by_nature(deed: Span) -> bool:
    """Whether a quake or a storm is the subject or the agent of a verb: "a quake struck the coast", "hit by floods"."""
    for verb in deed:
        agents = [child for child in verb.lefts if dep(child) == "nsubj"] + list(oblique(verb, "by"))
        if any(
            next(_table("accident", "terms").find(split_words(text_of(noun_phrase(noun)))), None) for noun in agents
        ):
            return True
    return False


@cache
def _table(name: str, key: str) -> Matcher:
    return build_matcher(("", term) for term in load_lexicon("parties")[name][key])
