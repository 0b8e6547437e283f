"""Where a Doc holds words of a list, found by their keys: no token object is made for the words that are not on it."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.strings import get_string_id
from spacy.tokens import Doc


@lru_cache(maxsize=64)
def _keys(words: frozenset[str]) -> frozenset[int]:
    return frozenset(map(get_string_id, words))


def places_of(doc: Doc, words: frozenset[str], attribute: str = "ORTH") -> Iterator[int]:
    """The places of the tokens whose text, or with `LOWER` whose text in lower case, is one of the words."""
    keys = _keys(words)
    return (place for place, key in enumerate(doc.to_array([attribute]).tolist()) if key in keys)
