"""Datelines, agency signatures and who wrote it."""

import re
from functools import cache

from briefgen.data import load_lexicon
from briefgen.model import Article

_PLACE = r"[A-ZÀ-ÖØ-ÝĀ-ŽЀ-Я][A-ZÀ-ÖØ-ÝĀ-ŽЀ-Я.'’/ -]{2,40}"
_REGION = r"(?:,\s[A-Z][\w.' -]{1,30}){0,2}"
_DATE = r"(?:,?\s(?:\d{1,2}\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?:\s\d{1,2})?(?:,?\s\d{4})?)?"
_AGENCY = r"(?:\.?\s?(?:\(|(?P<slash>/))(?P<agency>[\w/ .-]{2,30}?)(?(slash)/\.?|\)))"
"""The agency as it signs: "(Reuters)", and between slashes with or without periods: ". /TASS/.", " /PRNewswire/"."""
_DASH = r"\s?(?:—|–|--|-|:)\s"
_CAPITALS = re.compile(rf"(?P<words>(?P<place>{_PLACE}?){_REGION}{_DATE}{_AGENCY}?){_DASH}\s*(?=\S)")
_NAMED_PLACE = r"[A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){0,3}"
_SIGNED = re.compile(
    rf"(?P<words>(?P<place>{_NAMED_PLACE}){_REGION}{_DATE}{_AGENCY})(?:{_DASH}|\s)\s*(?=[\"“'‘A-Z0-9])"
)
_AGENCY_ALONE = re.compile(
    r"(?P<words>(?:(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2} )?\((?P<agency>[\w/ .-]{2,30})\))\s?(?:—|–|--|-)\s\s*(?=\S)"
)
_BARE = r"(?P<words>(?P<place>{cities}))\s(?=[\"“'‘\[(]?[A-Z0-9])"
_HEAD = 140


def dateline(paragraph: str) -> re.Match[str] | None:
    """The dateline that opens a paragraph: group "words" is what to record, the match ends where the story begins.

    Capitals before a dash, a place before an agency in brackets, an agency alone, or a city of the lexicon in capitals
    with nothing after it.
    """
    head = paragraph[:_HEAD]
    found = _CAPITALS.match(head)
    if found and _is_located(found) and _known_or_none(found["agency"]):
        return found
    found = _SIGNED.match(head) or _AGENCY_ALONE.match(head)
    if found and agency(found["agency"]):
        return found
    return _bare().match(head)


def agency(words: str) -> str | None:
    """The news agency that a signature names, exactly, or None."""
    return _signatures().get(words.strip(" .,—–-"))


def wire_credit(article: Article) -> str | None:
    """The news agency whose copy an article is, by its dateline, byline or the credit in its text; None when unsigned."""
    for words in (article.dateline, article.byline):
        if words and (found := _agency_within(words)):
            return found
    return _agency_in_brackets(article.text[:400]) or _agency_in_brackets(article.text[-400:])


def _agency_within(words: str) -> str | None:
    parts = re.split(r"[()/,;|]|\band\b", words)
    return next((found for part in parts if (found := agency(part))), None)


def _agency_in_brackets(words: str) -> str | None:
    inside = re.findall(r"\(([\w/ .-]{2,30})\)", words)
    return next((found for part in inside if (found := agency(part))), None)


def _known_or_none(signature: str | None) -> bool:
    return signature is None or agency(signature) is not None


def _is_located(found: re.Match[str]) -> bool:
    """Whether capitals before a dash name a place: a listed city, or words with a region, an agency or a long dash."""
    if found["place"] in _cities():
        return True
    if len(found["place"].split()) > 4 or agency(found["place"]):
        return False
    located = found["words"] != found["place"] and "," in found["words"]
    return located or found["agency"] is not None or "—" in found[0][len(found["words"]) :]


@cache
def _bare() -> re.Pattern[str]:
    """A city in capitals before the story, the longest name first ("KRYVYI RIH The mayor said")."""
    return re.compile(
        _BARE.format(cities="|".join(re.escape(city) for city in sorted(_cities(), key=len, reverse=True)))
    )


@cache
def _cities() -> frozenset[str]:
    return frozenset(load_lexicon("datelines")["cities"])


@cache
def _signatures() -> dict[str, str]:
    table = load_lexicon("datelines")["agencies"]
    return {signature: name for name, signatures in table.items() for signature in signatures}
