"""A passage as printed: verbatim but for tracked edits (brackets, cuts, typography), and the way back.

Joined, the `original` of all pieces is the evidence, character by character; joined, their `text` is the print.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from briefgen.data import load_lexicon
from briefgen.model import Evidence, Gloss
from briefgen.printed import Piece

CUT = "…"
WORD_JOINER = "\u2060"
_TYPOGRAPHY = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<initials>(?<![A-Za-z])[A-Z]\.(?:\s[A-Z]\.)+)"
    r"|(?P<number>(?<=\d), (?=000\b))"
    r"|(?P<dash>(?<=\s)--(?=\s)|(?<=\w)--(?=\w))"
    r"|(?P<double>[\"“”„]|''|``)"
    r"|(?P<single>['‘’`´])"
    r"|(?P<hidden>[\u200b-\u200d\u2060\ufeff\u00ad])"
)
_OPENS_BEFORE = re.compile(r"(?:^|[\s(\[—–-])$")
_LEADING = re.compile(
    r"(?:But|And|So|Yet|Meanwhile|However|Additionally|Furthermore|Moreover|Notably|Instead|Still),? (?=\S)"
)
_JOINTS = (", and ", ", but ", ", while ", "; ")
_LEANING = frozenset({"it", "its", "they", "them", "their", "this", "these", "those", "such"})
_CLAUSE = re.compile(r"(?:[,;:!?()—–]|(?<!\b[A-Z])\.)(?:\s|$)|\s(?:which|who|while|as|after|before|amid|when)\b|[\"“”]")
_LOOSE_END = re.compile(
    r"(?:\s+(?:the|a|an|this|these|those|its|his|her|their|our|your|of|to|in|on|for|by|with|from|at|into|over|under|about|as|than|end|up"
    r"|that|and|or|but|not|had|has|have|was|were|is|are|be|been|will|would|can|could|may|might|must|should))+$"
)
"""Words at the end of a cut passage that lead nowhere without what follows."""
FEWEST_WORDS, OPENING_WORDS = 9, 20


def set_passage(evidence: Evidence, glosses: Sequence[Gloss] = (), skip: int = 0) -> tuple[Piece, ...]:
    """The pieces of a whole passage with its insertions; `skip` characters or a connective at its head are cut."""
    lead = _LEADING.match(evidence.text, skip)
    skip = lead.end() if lead and len(evidence.text) > lead.end() else skip
    pieces = [Piece("cut", f"{CUT} ", evidence.text[:skip])] if skip else []
    usable = [gloss for gloss in glosses if gloss.start >= evidence.start + skip or gloss.kind == "speaker"]
    if skip:
        usable = [
            g if g.kind != "speaker" else Gloss(evidence.start + skip, evidence.start + skip, g.text, g.kind)
            for g in usable
        ]
    return tuple(_merged([*pieces, *_pieces(evidence, skip, len(evidence.text), usable)]))


def own_clause(text: str, speaker: str) -> int:
    """Where in a passage that leans on what stands before it the clause begins that its speaker opens by name.

    0 where there is no such clause, or where the clause leans on something as well.
    """
    surname = speaker.rpartition(" ")[2]
    starts = [text.find(f"{joint}{surname} ") + len(joint) for joint in _JOINTS if f"{joint}{surname} " in text]
    start = min(starts, default=0)
    clause = {word.strip(",.;:’'\"”").lower() for word in text[start:].split()}
    return 0 if clause & _LEANING else start


def set_opening(evidence: Evidence, glosses: Sequence[Gloss] = ()) -> tuple[Piece, ...]:
    """A passage that is printed in full elsewhere, as a pointer: cut at the border of a clause where it is long."""
    end = _opening_end(evidence.text)
    if end == len(evidence.text):
        return set_passage(evidence, glosses)
    before = [gloss for gloss in glosses if gloss.end <= evidence.start + end and gloss.kind != "day"]
    opening = Evidence(evidence.article, evidence.start, evidence.start + end, evidence.text[:end])
    return (*set_passage(opening, before), Piece("cut", f" {CUT}", evidence.text[end:]))


def opening_of(text: str) -> str:
    """The opening words of a text as far as the border of a clause; all of it where it is short."""
    return " ".join(text[: _opening_end(text)].split())


def _opening_end(text: str) -> int:
    """Where a pointer ends: the last border of a clause within its words, else their end, never inside initials."""
    words = list(re.finditer(r"\S+", text))
    if len(words) <= OPENING_WORDS + 2:
        return len(text)
    fewest, most = words[FEWEST_WORDS].start(), words[OPENING_WORDS - 1].end()
    initials = re.match(r"(?:\s[A-Z]\.)+", text[most:]) if re.search(r"\b[A-Z]\.$", text[:most]) else None
    most += initials.end() if initials else 0
    borders = [match.start() for match in _CLAUSE.finditer(text, fewest, most)]
    head = text[: max(borders, default=most)]
    return len(_LOOSE_END.sub("", head.rstrip(' ,;:–—-“"(')))


def ends_early(sentence: Evidence, phrase: Evidence) -> bool:
    """Whether a phrase stops before its clause does, so that the cut has to be marked."""
    rest = sentence.text[phrase.end - sentence.start :].lstrip(' “"(')
    return bool(rest) and _CLAUSE.match(f" {rest}") is None and rest[0] not in ",;:.!?()—–”"


def qualified(sentence: Evidence, figure: Evidence) -> Evidence:
    """A figure with the words before it that say how sure it is: "more than", "about", "between"."""
    before = sentence.text[: figure.start - sentence.start]
    match = _qualifiers().search(before)
    if match is None:
        return figure
    start = match.start()
    return Evidence(figure.article, sentence.start + start, figure.end, before[start:] + figure.text)


@cache
def _qualifiers() -> re.Pattern[str]:
    """A qualifier, or the word that opens a range, at the end of a text."""
    words = [word for rule in load_lexicon("hedges")["qualifiers"].values() for word in rule["before"]]
    heads = "|".join(re.escape(word) for word in sorted([*words, "between", "from"], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{heads})\s*(?:between\s+)?\Z", re.IGNORECASE)


def phrase_after(sentence: Evidence, inside: Evidence, words: int = 9) -> Evidence:
    """The part of a sentence that begins with the passage `inside` and goes on to a border of clauses."""
    start = inside.start - sentence.start
    rest = sentence.text[start + len(inside.text) :]
    border = _CLAUSE.search(rest)
    end = border.start() if border else len(rest)
    kept = re.match(rf"(?:\s*\S+){{0,{words}}}", rest[:end])
    length = len(inside.text) + (kept.end() if kept else 0)
    text = sentence.text[start : start + length].rstrip(' ,;:.–—-“"(')
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip()
    if length < len(inside.text) + end:
        text = inside.text + _LOOSE_END.sub("", text[len(inside.text) :])
    return Evidence(sentence.article, sentence.start + start, sentence.start + start + len(text), text)


def printed(pieces: Sequence[Piece]) -> str:
    """The text as the reader sees it."""
    return "".join(piece.text for piece in pieces)


def original(pieces: Sequence[Piece]) -> str:
    """The article's own characters that the pieces stand for."""
    return "".join(piece.original for piece in pieces)


def _pieces(evidence: Evidence, start: int, end: int, glosses: Sequence[Gloss]) -> Iterator[Piece]:
    at, text = start, evidence.text
    for gloss in sorted(glosses, key=lambda item: (item.start, item.end)):
        first, last = gloss.start - evidence.start, gloss.end - evidence.start
        if not at <= first <= last <= end:
            continue
        yield from _typeset(text, at, first)
        at = last
        if first < last:
            yield Piece("insert", f"[{gloss.text}]", text[first:last])
        else:
            yield from _beside(gloss)
    yield from _typeset(text, at, end)


def _beside(gloss: Gloss) -> Iterator[Piece]:
    """An insertion without words of its own: before the passage with a space after it, else with one before."""
    bracket = f"[{gloss.text}]"
    yield Piece("insert", f"{bracket} " if gloss.kind == "speaker" else f" {bracket}", "")


def _typeset(text: str, start: int, end: int) -> Iterator[Piece]:
    at = start
    for match in _TYPOGRAPHY.finditer(text, start, end):
        fixed = typographic(text, match)
        if fixed == match.group():
            continue
        if at < match.start():
            yield Piece("verbatim", text[at : match.start()], text[at : match.start()])
        yield Piece("typography", fixed, match.group())
        at = match.end()
    if at < end:
        yield Piece("verbatim", text[at:end], text[at:end])


def typographic(text: str, match: re.Match[str]) -> str:
    """The normal form of one run of spaces, dots, dashes or quotation marks at its place in the text."""
    kind, before = match.lastgroup, text[: match.start()]
    if kind == "space":
        return " "
    if kind == "initials":
        return re.sub(r"\s", "", match.group())
    if kind == "number":
        return ","
    if kind == "dash":
        return "–" if before[-1:].isspace() else "—"
    if kind == "hidden":
        return ""
    opens = _opens(before, text[match.end() : match.end() + 1])
    if kind == "double":
        return "“" if opens else "”"
    return "‘" if opens and match.group() in "'`‘" else "’"


def _opens(before: str, after: str) -> bool:
    return bool(_OPENS_BEFORE.search(before[-1:])) and not after.isspace() and after != ""


def is_typographic(piece: Piece) -> bool:
    """Whether a typography piece changes nothing but spaces, dots, dashes, marks or hidden characters."""
    return _letters(piece.text) == _letters(piece.original)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _merged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces without empty ones."""
    return (piece for piece in pieces if piece.text or piece.original)
