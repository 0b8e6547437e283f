"""Datelines, which name a place and nobody who speaks: "WASHINGTON — The chairmen said"."""

import re
from itertools import takewhile

from spacy.tokens import Span, Token

DATELINE_REACH = 12
DASHES = frozenset({"—", "–", "--", "-"})
DATELINE = re.compile(
    r"(?:(?:[A-Z][A-Z.’'-]{2,20}(?:[ ,]{1,2}[A-Z][\w.’'-]{1,20}){0,4})?(?:,? [A-Z][a-z.]{2,8} \d{1,2})? ?\([A-Z][A-Za-z ./]{1,24}\)"
    r"|[A-Z][A-Z.’'-]{2,20}(?:[ ,]{1,2}[A-Z][\w.’'-]{1,20}){0,4}"
    r"|[A-Z][a-z]{2,20}(?: [A-Z][a-z]{2,20}){0,2}, [A-Z][a-z.]{2,20}(?: [A-Z][a-z]{2,20}){0,2})\s{0,2}[—–-]{1,2}\s{1,2}"
)
"""For example "WASHINGTON (Reuters) - ", "KYIV, Ukraine — ", "(AP) — ", "Jakarta, Indonesia — "."""

CITY = re.compile(r"[A-Z]{3,16}(?: [A-Z]{3,16})?\s?:\s{1,2}(?=[A-Z])")
"""The place of a report before a colon: "KABUL: "."""


def is_dateline(token: Token) -> bool:
    """Whether a word is the place a report was sent from: "WASHINGTON — The chairmen", "MOSCOW President Ada Holt", not "NASA says"."""
    if token.text[:1].isupper() and _in_dateline(token):
        return True
    capitals = len(token) > 3 and token.is_upper and token.is_alpha
    if not capitals or (token.i and "\n" not in token.nbor(-1).text):
        return False
    after = token.doc[token.i + 1 : token.i + DATELINE_REACH]
    dashed = any(word.text in DASHES for word in after) and not any(
        word.pos_ in {"VERB", "AUX"} for word in _to_dash(after)
    )
    return dashed or (len(after) > 0 and after[0].text[0].isupper())


def _in_dateline(token: Token) -> bool:
    """Whether a word stands in a dateline that opens its paragraph: "NEW YORK (Reuters) - "."""
    first = token.i
    while first > 0 and "\n" not in token.doc[first - 1].text:
        first -= 1
        if token.i - first > DATELINE_REACH:
            return False
    match = DATELINE.match(token.doc[first : token.i + DATELINE_REACH].text)
    return match is not None and token.idx < token.doc[first].idx + match.end()


def _to_dash(words: Span) -> list[Token]:
    """The words before the first dash."""
    return list(takewhile(lambda word: word.text not in DASHES, words))
