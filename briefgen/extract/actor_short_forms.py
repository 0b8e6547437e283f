"""Long names and the short forms that stand in brackets behind them: "U.S. Army Europe and Africa Command (USAREUR-AF)".

The letters of the short form are looked for from right to left in the words before the bracket, the first of them at the
start of a word: Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions", PSB 2003.
"""

import re
from collections.abc import Iterable, Iterator

from briefgen.extract.actor_labels import Found
from briefgen.extract.gazetteer import find_entries
from briefgen.language.document import Document
from briefgen.language.name_grammar import institution_words
from briefgen.model import EntityLabel

SHORT_FORM = re.compile(r"\s{0,2}\(\s{0,2}(?:the\s|or\s)?[\"“']?([A-Z][A-Za-z0-9&./-]{1,14})[\"”']?\s{0,2}\)")
_BRACKET = re.compile(r" \(([A-Z][A-Z0-9&]{1,9}(?:-[A-Z0-9]{1,4})?)\)")
_SMALL = frozenset({"of", "and", "for", "the", "&", "de"})
_WORDS = 10


def find_short_forms(document: Document, spans: Iterable[Found]) -> Iterator[Found]:
    """Organisations introduced with a short form, and the short form, where the recogniser did not see the whole name."""
    known = {span.end: span for span in spans if span.label in {"ORG", "LOC"}}
    for bracket in _BRACKET.finditer(document.text):
        before = known.get(bracket.start())
        start: int | None
        label: EntityLabel
        if before is not None and long_form(bracket[1], document.text[before.start : before.end]) is not None:
            start, label = before.start, before.label
        else:
            start, label = _start_of_name(document.text, bracket.start(), bracket[1]), "ORG"
            if start is not None and not _is_body(document.text[start : bracket.start()].split()):
                start = None
        if start is not None and not find_entries(document.text[start : bracket.start()]):
            yield Found(start, bracket.start(), label)
            yield Found(bracket.start(1), bracket.end(1), label)


def _is_body(words: list[str]) -> bool:
    """Whether a long name holds a word for a body; a survey or a lamp may have a short form, too."""
    last = words[-1].lower()
    if last in {
        "survey",
        "light",
        "system",
        "month",
        "act",
        "plan",
        "treaty",
        "index",
        "test",
        "list",
        "missile",
        "missiles",
    }:
        return False
    return any(word.lower() in institution_words() or word.lower().rstrip("s") in institution_words() for word in words)


def long_form(short: str, words: str) -> int | None:
    """Where in the words before a bracket the long form of `short` begins, None if its letters are not there."""
    at = len(words) - 1
    letters = [letter.lower() for letter in short if letter.isalnum()]
    for number in range(len(letters) - 1, -1, -1):
        while at >= 0 and (
            words[at].lower() != letters[number] or (number == 0 and at > 0 and words[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
        at -= 1
    return at + 1


def _start_of_name(text: str, end: int, short: str) -> int | None:
    """The first character of the capitalised words before a bracket that hold the long form."""
    window = max(0, end - 120)
    words = list(re.finditer(r"[^\s(),;:]+", text[window:end]))[-_WORDS:]
    first = len(words)
    while (
        first > 0
        and (words[first - 1][0][0].isupper() or words[first - 1][0] in _SMALL)
        and _joined(text, window, words, first)
    ):
        first -= 1
    while first < len(words) and not words[first][0][0].isupper():
        first += 1
    if len(words) - first < 2:
        return None
    start = window + words[first].start()
    found = long_form(short, text[start:end])
    return None if found is None else _with_country(text, start, start + found)


def _joined(text: str, window: int, words: list[re.Match[str]], first: int) -> bool:
    """Whether only a space divides a word from the next one."""
    return first == len(words) or text[window + words[first - 1].end() : window + words[first].start()] == " "


def _with_country(text: str, first: int, start: int) -> int:
    """The start moved to a country before the long form: "U.S. Department of Justice (DOJ)"."""
    before = text[first:start].strip()
    return first if before and any(entry.kind == "country" for entry in find_entries(before)) else start
