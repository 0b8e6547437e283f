"""Datelines, which name a place and nobody who speaks: "WASHINGTON — The chairmen said"."""

from itertools import takewhile

from spacy.tokens import Span, Token

DATELINE_REACH = 12
DASHES = frozenset({"—", "–", "--", "-"})


def is_dateline(token: Token) -> bool:
    """Whether a word is the place a report was sent from: "WASHINGTON — The chairmen", "MOSCOW President Ada Holt", not "NASA says"."""
    capitals = len(token) > 3 and token.is_upper and token.is_alpha
    if not capitals or (token.i and "\n" not in token.nbor(-1).text):
        return False
    after = token.doc[token.i + 1 : token.i + DATELINE_REACH]
    dashed = any(word.text in DASHES for word in after) and not any(
        word.pos_ in {"VERB", "AUX"} for word in _to_dash(after)
    )
    return dashed or (len(after) > 0 and after[0].text[0].isupper())


def _to_dash(words: Span) -> list[Token]:
    """The words before the first dash."""
    return list(takewhile(lambda word: word.text not in DASHES, words))
