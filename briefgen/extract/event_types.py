"""The PLOVER event type of a sentence, by the lexicon `data/plover.toml`.

PLOVER (Halterman, Bagozzi, Beger, Schrodt & Scarborough 2023) names sixteen types of political events. A sentence
has the type whose words stand highest in it: in its main verb, then in its main clause, then elsewhere.
"""

from functools import cache

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.section_rules import Match, Matcher, build_matcher, split_words
from briefgen.extract.section_verbs import content_tokens, main_verb
from briefgen.language.syntax import dep

MAIN_VERB = 1.5
MAIN_CLAUSE = 1.0
ELSEWHERE = 0.45
LATER = 0.02
"""Taken off per word before a term: what comes first is what a news sentence is about."""
FALLBACK = {"diplomacy": "CONSULT", "battlefield": "ASSAULT", "sanctions": "SANCTION"}
AT_HOME = 0.35
"""Added to the types that belong to the sentence's section."""
HOMES = {
    "battlefield": frozenset({"ASSAULT", "MOBILIZE", "RETREAT", "COERCE"}),
    "sanctions": frozenset({"SANCTION", "CONCEDE", "COERCE"}),
    "side-stories": frozenset({"PROTEST", "COERCE"}),
}
EMBEDDED = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "parataxis", "csubj"})


def event_type(sentence: Span, section: str) -> str:
    """The PLOVER type of a sentence; "" where neither its words nor its section tell."""
    home = HOMES.get(section, frozenset())
    scores = {name: score + AT_HOME * (name in home) for name, score in score_types(sentence).items()}
    if not scores:
        return FALLBACK.get(section, "")
    return max(sorted(scores), key=lambda name: scores[name])


def score_types(sentence: Span) -> dict[str, float]:
    """How strongly the words of a sentence speak for each type that they name at all, about 0 to 1.5."""
    verb = main_verb(sentence)
    core = content_tokens(verb, sentence)
    clause = frozenset({verb.i, *(token.i for token in verb.ancestors)})
    scores: dict[str, float] = {}
    for match in _matcher().find(split_words(sentence.text)):
        score = _place_score(sentence, match, core, clause) + 0.1 * match.term.count(" ")
        scores[match.owner] = max(scores.get(match.owner, 0.0), score)
    return {name: round(score, 6) for name, score in scores.items()}


def _place_score(sentence: Span, match: Match, core: frozenset[int], clause: frozenset[int]) -> float:
    begin = sentence.start_char
    tokens = sentence.doc.char_span(begin + match.start, begin + match.end, alignment_mode="expand")
    if tokens is None:
        return ELSEWHERE
    late = min(LATER * (tokens.start - sentence.start), 0.4)
    return max(_token_score(token, core, clause) for token in tokens) - late


def _token_score(token: Token, core: frozenset[int], clause: frozenset[int]) -> float:
    if token.i in core:
        return MAIN_VERB
    chain = (token, *token.ancestors)
    return ELSEWHERE if any(part.i not in clause and dep(part) in EMBEDDED for part in chain) else MAIN_CLAUSE


@cache
def _matcher() -> Matcher:
    lexicon = load_lexicon("plover")
    return build_matcher((name, term) for name, table in lexicon.items() for term in table["terms"])
