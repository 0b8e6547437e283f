"""Sentences of news: rules over characters that run before the parser and bind it.

A line break always ends a sentence. A full stop ends one unless it belongs to an abbreviation, an initial, a list number or a
quoted question that its speaker follows (`"Where?" Putin asked.`). Closing quotes and brackets stay with the sentence they close.
White space between sentences belongs to none of them: it forms sentences of its own, which `Document.sentences` leaves out.
Every pattern is linear in the length of the text, and no sentence is longer than MAX_TOKENS.
"""

import calendar
import re
from collections import deque
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from briefgen.data import load_lexicon
from briefgen.language.headings import Word, find_junctions
from briefgen.language.words import read_text

COMPONENT = "news_sentences"
MAX_TOKENS = 400
_INSIDE = np.uint64(2**64 - 1)
"""spaCy's -1 for a token that starts no sentence."""

_PLACES: list[str | int] = ["IDX", "IS_SPACE"]
_WORDS: list[str | int] = ["ORTH", "TAG", "SPACY"]

_QUOTES = "\"“”„‟«»'‘’"
_CLOSERS = _QUOTES + ")]}›"
_OPENERS = _QUOTES + "([{‹¿¡*_#>–—-•·"
_LINE = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
# A run of terminators, what closes with it, footnote marks, and the gap to the next sentence (none needed after CJK stops).
_STOP = re.compile(
    rf"(?<![.!?…])(?P<mark>[.!?…]++(?:[ \u00a0]\.(?![^\s.]))*+)(?P<closers>(?:[{re.escape(_CLOSERS)}]|\[\d{{1,3}}\])*+)(?P<gap>[^\S\n]++)"
    r"|(?:(?<=[a-z]{2})|(?<=\d{2})|(?<=[%)\]]))[.!?][”\"]?(?=[A-Z][a-z]*+[\s,’'])|[。！？।]++[」』”’)）]*+"
)
_DATE_LINE = re.compile(
    rf"(?:(?P<before>(?<![^\W_])[^\W_]++|[”\"’')]) |(?:\A|\n)[^\S\n]*+)(?P<date>(?:{'|'.join(calendar.day_name)}), (?:{'|'.join(calendar.month_name[1:])}) \d{{1,2}}, \d{{4}}) (?=[A-Z“\"])"
)
"""A full date that a scrape left between a headline, or nothing, and the first sentence."""
_IN_A_CLAUSE = frozenset(
    [
        "on",
        "of",
        "from",
        "until",
        "till",
        "since",
        "by",
        "for",
        "before",
        "after",
        "late",
        "early",
        "between",
        "and",
        "to",
        "through",
        "last",
        "next",
        "this",
        "dated",
        "the",
    ]
)
_LOOSE_CLOSER = re.compile(r"[\"”’'»)\]]++[^\S\n]++")
_LOOSE_NOTES = re.compile(r"(?:\[(?:\d{1,3}|[a-z]|(?:[a-z]{2,12} ){1,3}needed)\][^\S\n]*+)++")
"""Footnote marks that stand apart from the stop (`end. [2] Next`)."""
_NUMBER_NOTE = re.compile(r"\d{1,2}[^\S\n]++(?=(?P<opener>[A-Z][a-z]*+)[\s,’'])")
"""A footnote mark that lost its height (`end. 4 Even though`): only words that no number counts may follow."""
_ASIDE = re.compile(
    rf"(?<![.…])(?P<mark>[.!?])[{re.escape(_CLOSERS)}]*+(?P<gap>[^\S\n]++)\((?P<aside>[^()\n]{{3,200}}+)\)(?P<after>[^\S\n]++(?=[A-Z“\"])|[^\S\n]*+$)",
    re.MULTILINE,
)
"""Brackets between two sentences, such as a credit; what opens in them may be small (`done. (photo: Ann Lee) Next`)."""
_YEAR = re.compile(r"\([^()]{0,40}\b[12]\d{3}\)")
"""The year of a work whose title ends with a mark (`Viva! (1965)`)."""
_LABEL = re.compile(r"(?:Image|Photo|Picture|Video|File|Credit|Caption|Source|Note):\s")
_CONTRACTED = re.compile(r"['’](?:s|m|d|re|ve|ll)$")
_WORD = re.compile(r"[^\W_][^\s\"“”„()\[\]]*")
_ATTRIBUTION = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,5}?(?P<verb>[a-z]+)\b(?P<after>.?)")
_SELF = frozenset({"I", "I'm", "I’m", "I've", "I’ve", "I'll", "I’ll", "I'd", "I’d"})
_WORD_BACK = 24
_PLAIN_WORD = re.compile(r"(?<=\s)[a-z]{3,}\Z")
_CURRENCIES = frozenset("$€£")
_ABBREVIATED = ("titles", "before_digits", "open")
_INITIAL = re.compile(r"(?:^|[\s.(\"“‘'-])[A-Z]$")
_LIST_MARK = re.compile(r"(?:^|\n)[^\S\n]*[(\[]?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5})$")


_RUN_IN_MARK = re.compile(r"(?:(?P<word>\w+)[”\"’)]*+[.?!][”\"’)]* \d{1,2}|: 1)$")
_LIFE = re.compile(r"[(;,]\s?(?:b|d|m|r|div|née)$")
"""Born, died, married, reigned (`(b. 1950`)."""


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(load_lexicon("sentences")[group]["words"])


def sentence_breaks(text: str) -> Iterator[int]:
    """Offsets at which a new sentence may begin, rising; the gap before it is not skipped."""
    breaks = {match.end() for match in _LINE.finditer(text)}
    breaks.update(end for match in _STOP.finditer(text) if _ends_sentence(text, match, end := _gap_end(text, match)))
    for match in _DATE_LINE.finditer(text):
        if match["before"] not in _IN_A_CLAUSE:
            breaks.update((match.start("date"), match.end()))
    for match in _ASIDE.finditer(text):
        if match["mark"] != "." or not _is_abbreviation(text[max(0, match.start() - _WORD_BACK) : match.start()], "(x"):
            breaks.update((match.end("gap"), match.end()))
    yield from sorted(breaks)


def _gap_end(text: str, match: re.Match[str]) -> int:
    """Where the stop, its closers and the gap end; a quote or footnote mark that stands apart (`end . " Next`) closes too."""
    if not match["mark"]:
        return match.end()
    loose = _LOOSE_CLOSER.match(text, match.end())
    end = loose.end() if loose else match.end()
    notes = _LOOSE_NOTES.match(text, end)
    if notes:
        return notes.end()
    number = _NUMBER_NOTE.match(text, end)
    return number.end() if number and number["opener"].lower() in _words("uncounted") else end


def _ends_sentence(text: str, match: re.Match[str], end: int) -> bool:
    if match["mark"] is None:
        return not match.group()[0].isascii() or _next_word(text, end).lower() in _words("starters")
    closers = text[match.end("mark") : end]
    following = text[end : end + 120]
    first = following.lstrip(_OPENERS + " ")[:1]
    if first.islower() or first in _CURRENCIES:
        before = text[max(0, match.start() - _WORD_BACK) : match.start()]
        return (
            "." not in match["mark"][1:]
            and not closers.strip()
            and _is_plain(before)
            and not _told(match["mark"], following)
        )
    if not first or not (first.isalnum() or following[:1] in _OPENERS):
        return False
    if match["mark"].endswith(("...", "…")) and _next_word(text, end) in _SELF:
        return False
    if closers.strip() and _is_attribution(match["mark"], following):
        return False
    if match["mark"] != "." and _YEAR.match(following):
        return False
    if match["mark"] == "." and not set(closers) & set(_QUOTES):
        return not _is_abbreviation(text[max(0, match.start() - _WORD_BACK) : match.start()], following)
    return True


def _is_plain(before: str) -> bool:
    """Whether a word that is written out stands before a full stop: even a small letter opens a sentence behind it."""
    word = _PLAIN_WORD.search(before)
    return word is not None and not any(word.group() in _words(group) for group in _ABBREVIATED)


def _told(mark: str, following: str) -> bool:
    """Whether what stands before the mark, without quotation marks, is what somebody asks or shouts (`Why now? he asked.`)."""
    words = [word.strip(",.;:") for word in following.split(maxsplit=3)[:3]]
    return mark != "." and not _words("reporting").isdisjoint(words[:3])


def _is_attribution(mark: str, following: str) -> bool:
    found = _ATTRIBUTION.match(following)
    if not found or found["verb"] not in _words("reporting") or _opens(following):
        return False
    return mark != "." or found["after"] in {".", ""}


def _is_abbreviation(before: str, following: str) -> bool:
    """Whether the stop between these two belongs to an abbreviation, an initial or a list number."""
    if _is_list_mark(before) or (_LIFE.search(before) and following[:1].isalnum()):
        return True
    word = re.split(r"[\s(\[/\"“‘]|[—–]|-(?=\w+$)", before)[-1].lower()
    upcoming = _next_word(following, 0)
    if word in _words("titles"):
        return True
    if word in _words("before_digits"):
        return upcoming[:1].isdigit() or (word not in {"no", "p", "mar", "art", "arts"} and not _opens(following))
    if word in _words("open") or _INITIAL.search(before):
        return not _opens(following)
    return False


def _is_list_mark(before: str) -> bool:
    """Whether a number that stands alone counts what follows: at the start of a line, behind the end of a sentence, or as 1 behind a colon."""
    if _LIST_MARK.search(before):
        return True
    found = _RUN_IN_MARK.search(before)
    if not found:
        return False
    return not found["word"] or found["word"].lower() not in _words("before_digits") | _words("titles")


def _opens(following: str) -> bool:
    """Whether what follows opens a sentence by its first word or by a quote."""
    word = _CONTRACTED.sub("", _next_word(following, 0).lower())
    return following[0] in '"“«#*•' or word in _words("starters") or bool(_LABEL.match(following))


def _next_word(text: str, start: int) -> str:
    found = _WORD.search(text, start, start + 40)
    return found.group().rstrip(".,;:!?’'") if found else ""


def set_sentences(doc: Doc) -> Doc:
    """The Doc with `is_sent_start` set on every token, for the parser to keep; run-in headings are looked for in a tagged one."""
    starts = _starting_tokens(doc)
    if doc.has_annotation("TAG"):
        starts.update(list(_run_in(doc, starts)))
    values: Any = np.full(len(doc), _INSIDE, dtype="uint64")
    last = -MAX_TOKENS
    for index in range(len(doc)):
        if index in starts or index - last >= MAX_TOKENS:
            values[index], last = 1, index
    return doc.from_array(["SENT_START"], values)


def _starting_tokens(doc: Doc) -> set[int]:
    breaks = deque(sentence_breaks(read_text(doc)))
    starts: set[int] = set()
    gap: list[int] = []
    after_break = True
    for number, (place, is_space) in enumerate(doc.to_array(_PLACES).tolist()):
        while breaks and breaks[0] <= place:
            after_break = bool(breaks.popleft()) or after_break
        if is_space:
            gap.append(number)
        elif after_break:
            starts.update((*gap[:1], number))
            after_break, gap = False, []
        else:
            gap = []
    return starts.union(gap[:1])


def split_stretches(doc: Doc) -> Iterator[list[Token]]:
    """The tokens between the boundaries that the rules set, white space left out."""
    for stretch in _stretches(doc, _starting_tokens(doc)):
        yield [doc[number] for number in stretch]


def _stretches(doc: Doc, starts: Collection[int]) -> Iterator[list[int]]:
    stretch: list[int] = []
    for number, is_space in enumerate(doc.to_array(["IS_SPACE"]).tolist()):
        if number in starts and stretch:
            yield stretch
            stretch = []
        if not is_space:
            stretch.append(number)
    if stretch:
        yield stretch


def _run_in(doc: Doc, starts: Collection[int]) -> Iterator[int]:
    """The tokens that begin a sentence behind a heading without a line break."""
    texts, tags, spaced = doc.to_array(_WORDS).T.tolist()
    string = {key: doc.vocab.strings[key] for key in {*texts, *tags}}.__getitem__
    words = list(map(Word, map(string, texts), map(string, tags), map(bool, spaced)))
    for stretch in _stretches(doc, starts):
        if 1 < len(stretch) <= MAX_TOKENS:
            yield from (stretch[at] for at in find_junctions([words[number] for number in stretch]))


@Language.component(COMPONENT)
def news_sentences(doc: Doc) -> Doc:
    """The splitter as a component of a pipeline, in front of its parser."""
    return set_sentences(doc)
