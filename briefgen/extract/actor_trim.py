"""The extent of a name: without articles, titles, possessive endings and punctuation; never over a line end."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from briefgen.data import load_lexicon
from briefgen.extract.actor_titles import is_demonym, is_particle, is_title_word, name_like, title_before, title_tokens
from briefgen.extract.gazetteer import country_of, find_entries
from briefgen.language.words import text_of, words_of

_EDGE = " \t\n\r.,;:!?\"'“”‘’«»()[]{}–—-…*•"


_POSSESSIVE = re.compile(r"(?:['’´`]s|s['’]|['’´`])$", re.IGNORECASE)


def lines(entity: Span) -> Iterator[Span]:
    """The parts of an entity that stand on one line each."""
    start = entity.start
    for token in entity if "\n" in text_of(entity) else ():
        if "\n" in token.text:
            if token.i > start:
                yield entity.doc[start : token.i]
            start = token.i + 1
    if start < entity.end:
        yield entity.doc[start : entity.end]


def trim(span: Span) -> Span | None:
    """A span without articles and titles before it and words that are no name behind it; None if nothing is left."""
    start, end, person = span.start, span.end, span.label_ == "PERSON"
    while start < end and (_is_article(span.doc[start]) or not span.doc[start].text[0].isalnum()):
        start += 1
    words = words_of(span.doc)
    for place in range(start + 1, end):
        if (
            words.pos[place] in {"AUX", "VERB"}
            and words.forms[place].istitle()
            and span.doc[place].dep_ not in {"flat", "compound"}
            and words.lower[place - 1] not in {"of", "for", "and", "&"}
        ):
            end = place
            break
    while end > start and not any(c.isalnum() for c in span.doc[end - 1].text):
        end -= 1
    if not person:
        end = _before_title(span.doc, start, end)
        while end > start + 1 and {end - 1, end} <= title_tokens(span.doc):
            end -= 1  # Iranian | Supreme Leader, of which the recogniser took the first word of the title
        start = _after_kind(span.doc, start, end)
    if person:
        start = _after_title(span.doc[start:end]) if end > start else end
    return span.doc[start:end] if start < end and not _only_title(span.doc[start:end]) else None


def _before_title(doc: Doc, start: int, end: int) -> int:
    """Where a place or a body ends to which the recogniser added a title: "White House | Press Secretary"."""
    title = title_before(doc, end)
    plural = doc[end - 1].lower_.endswith("s") or (title > start and doc[title - 1].text == "-")
    if not start < title < end or plural or doc[title - 1].lower_ in {"of", "for", "and"}:
        return end
    return title - 1 if title - 1 > start and is_demonym(doc[title - 1].text) else title


def _after_kind(doc: Doc, start: int, end: int) -> int:
    """Where a town begins to which the recogniser added its kind: "Hero City | Moscow"; a whole name stays as it is."""
    kinds = load_lexicon("places")["words"]["settlement"]
    if end - start < 2 or find_entries(doc[start:end].text) or not find_entries(doc[end - 1].text):
        return start
    return end - 1 if doc[end - 2].lower_ in kinds else start


def _is_article(token: Token) -> bool:
    """Whether a token is an article that is no part of the name, as it is in "he told The New York Times"."""
    return token.lower_ in {"a", "an"} or (token.lower_ == "the" and (token.text != "The" or bool(token.is_sent_start)))


def _only_title(span: Span) -> bool:
    """Whether nothing but a title is left: "U.S. Gen.", "Slovak Prime Minister"."""
    rest = [token.lower_ for token in span if not is_demonym(token.text) and not country_of(token.text)]
    phrase = " ".join(rest)
    ends_in_title = bool(rest) and rest[-1] == span[-1].lower_
    return ends_in_title and any(is_title_word(text) for text in (phrase, f"{phrase}.", phrase.rstrip(".")))


def _after_title(span: Span) -> int:
    """The first token of a person's name after the titles that the recogniser took for a part of it."""
    for i in range(span.end - 1, span.start, -1):
        if title_before(span.doc, i) < i and name_like(span.doc[i]):
            return i
    start = span.start
    while start < span.end and not name_like(span.doc[start]) and not is_particle(span.doc[start]):
        start += 1
    return start


def characters(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without possessive ending and punctuation at its edges; a full stop stays in an abbreviation."""
    words = text[start:end]
    words = re.sub(r"-(?:led|backed|based|born|brokered|made|run|held|occupied|controlled|style|era)$", "", words)
    words = _POSSESSIVE.sub(
        lambda found: "s" if found[0][0] in "sS" and len(found[0]) == 2 and found[0][1] in "'’" else "", words
    )
    left = len(words) - len(words.lstrip(_EDGE))
    words = (
        words.strip(_EDGE.replace(".", ""))
        if re.search(r"\b[A-Z]\.$|\b(?:Jr|Sr|Inc|Corp|Co|Ltd|St)\.$", words)
        else words.strip(_EDGE)
    )
    return start + left, start + left + len(words)
