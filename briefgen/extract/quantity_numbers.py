"""Numbers in running text, as written in news: digits, words, scales, fractions, collectives and their mixtures.

A scan, linear in the text, cuts out atoms (digits, number words, scales); neighbours join into one number
("three and a half million"). What the number means, and whether it counts anything, is decided elsewhere.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from briefgen.data import load_lexicon
from briefgen.model import Number

GAP = r"[ \t\u00a0\u2009\u202f]"
_DIGITS = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]\d)"
    r"|\d{1,3}(?:, 0\d\d)+(?!\d)"
    r"|\d{1,3},\d{1,2}(?=[ \u00a0](?:million|billion|trillion|mn|bn|euros?|percent|per cent|kron[eo]r|zloty|złoty|lei|lev)\b|[ \u00a0]?[%€])"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f ]\d{3})+(?![\d,.]?\d)"
    r"|\d+(?:\.\d+)?|\.\d+"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a number: where it stands, what kind it is, and its worth."""

    start: int
    end: int
    kind: str
    value: Fraction
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class NumberSpan:
    """A number in the text; `open` says that only its lower bound is known ("dozens")."""

    start: int
    end: int
    value: Fraction
    digits: bool
    scaled: bool = False
    open: bool = False
    fraction: bool = False
    mantissa: Fraction = Fraction(0)
    suffix: str = ""

    @property
    def scale(self) -> Fraction:
        """What the mantissa was multiplied with: a million for "3.5 million"."""
        return self.value / self.mantissa if self.mantissa and self.scaled else Fraction(1)


@cache
def number_words(table: str, key: str = "words") -> frozenset[str]:
    """The words of a table of `numbers.toml`."""
    return frozenset(load_lexicon("numbers")[table][key])


@cache
def number_values(table: str, key: str) -> frozenset[int]:
    """The values of a table of `numbers.toml`."""
    return frozenset(load_lexicon("numbers")[table][key])


def number(value: Fraction) -> Number:
    """A fraction as the JSON number a reader expects: an integer, or a float of at most six decimals."""
    if value.denominator == 1:
        return int(value)
    return round(float(value), 6 if abs(value) >= 1 else 8)


@cache
def _worth() -> dict[str, tuple[str, Fraction]]:
    """Each number word with its kind and worth."""
    lexicon = load_lexicon("numbers")
    words = {word: ("fraction", Fraction(1, part)) for word, part in lexicon["fractions"]["words"].items()}
    for kind in ("cardinals", "scales", "dozens", "collectives"):
        words |= {word: (kind.removesuffix("s"), Fraction(value)) for word, value in lexicon[kind]["words"].items()}
    return words


@cache
def _atom_pattern() -> re.Pattern[str]:
    """Words whole, then what begins with a digit, a point or a fraction sign: so that most of a text is skipped at once."""
    suffixes = "|".join(sorted(load_lexicon("numbers")["suffixes"]["words"], key=len, reverse=True))
    vulgar = "".join(load_lexicon("numbers")["vulgar"]["words"])
    codes = [mark for marks in load_lexicon("units")["money"]["before"].values() for mark in marks if mark.isalpha()]
    glued = "|".join(rf"(?<=(?<![A-Za-z]){code})" for code in sorted(codes))
    return re.compile(
        rf"(?P<word>[A-Za-z]+)|(?=[\d.{vulgar}])(?:"
        rf"(?<![\w.,/])(?:(?P<whole>\d{{1,3}})[ -])?(?P<part>1/2|[12]/3|[13]/4|[1-4]/5|[1357]/8)(?![\w/])"
        rf"|(?:(?<![\w.,])|{glued})(?P<digits>(?>{_DIGITS}))(?P<vulgar>[{vulgar}])?(?P<suffix>(?i:{suffixes}))?(?![^\W\d_])"
        rf"|(?<![\w.,])(?P<bare>(?>{_DIGITS}))"
        rf"|(?P<lone>[{vulgar}]))"
    )


def find_numbers(text: str) -> list[NumberSpan]:
    """The numbers of a text in order; time and memory are linear in its length."""
    return [_number_of(group) for group in _groups(text, list(_find_atoms(text)))]


def _find_atoms(text: str) -> Iterator[Atom]:
    for match in _atom_pattern().finditer(text):
        if match["word"]:
            yield from _word_atom(text, match)
        elif match["part"]:
            yield Atom(match.start(), match.end(), "vulgar", int(match["whole"] or 0) + Fraction(match["part"]))
        elif match["lone"]:
            yield Atom(match.start(), match.end(), "vulgar", _vulgar(match["lone"]))
        else:
            yield _digit_atom(match)


def _word_atom(text: str, match: re.Match[str]) -> Iterator[Atom]:
    """The atom of a number word that is no part of a longer word."""
    start, end = match.span()
    if (
        match[0].lower() in _worth()
        and not _is_word_sign(text[start - 1 : start])
        and not _is_word_sign(text[end : end + 1])
    ):
        yield Atom(start, end, *_worth()[match[0].lower()])


def _is_word_sign(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _digit_atom(match: re.Match[str]) -> Atom:
    written = match["digits"] or match["bare"]
    if re.fullmatch(r"\d{1,3},\d{1,2}", written):
        written = written.replace(",", ".")  # "4,65 million", as on the Continent
    written = re.sub(r"[,\s]", "", written)
    value = Fraction(written) if len(written) < 40 else Fraction(0)
    if match["vulgar"]:
        value += _vulgar(match["vulgar"])
    return Atom(match.start(), match.end(), "digits", value, match["suffix"] or "")


def _vulgar(sign: str) -> Fraction:
    return Fraction(load_lexicon("numbers")["vulgar"]["words"][sign])


def _groups(text: str, atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    """Runs of atoms that belong to one number."""
    group: list[Atom] = []
    for place, found in enumerate(atoms):
        atom = _scaling(text, atoms[place - 1], found) if place else found
        if group and not _joins(group, atom, text[group[-1].end : atom.start]):
            yield group
            group = []
        group.append(atom)
    if group:
        yield group


def _scaling(text: str, last: Atom, atom: Atom) -> Atom:
    """A plural as the scale of the figures right before it, "$7 millions"; any other atom as it is."""
    scales = atom.kind == "collective" and atom.value >= 1000 and last.kind in {"digits", "cardinal"}
    return replace(atom, kind="scale") if scales and text[last.end : atom.start] == " " else atom


_PLAIN = re.compile(rf"{GAP}?-?{GAP}?")
_AND = re.compile(rf"(?:{GAP}|-)and(?:{GAP}|-)")
_AND_A = re.compile(rf"(?:{GAP}|-)and(?:{GAP}|-)an?(?:{GAP}|-)")
_HALF_A = re.compile(rf"(?:{GAP}|-)an?(?:{GAP}|-)")
_OF = re.compile(rf"{GAP}of{GAP}")
_OF_A = re.compile(rf"{GAP}of{GAP}an?{GAP}")


def _joins(group: list[Atom], atom: Atom, gap: str) -> bool:
    """Whether an atom continues the number that `group` began, across the characters between them."""
    last = group[-1]
    if len(gap) > 8 or last.suffix:
        return False
    if _PLAIN.fullmatch(gap):
        return _follows(group, atom, gap)
    if _AND_A.fullmatch(gap) or (_AND.fullmatch(gap) and atom.kind == "fraction"):
        return atom.kind == "fraction" and last.kind in {"cardinal", "digits", "scale"}
    if _AND.fullmatch(gap):
        return last.kind == "scale" and last.value == 100 and atom.kind == "cardinal"
    if _OF_A.fullmatch(gap):
        return last.kind == "fraction" and atom.kind == "scale"
    if _HALF_A.fullmatch(gap):
        return last.kind == "fraction" and last.value == Fraction(1, 2) and atom.kind in {"scale", "dozen"}
    return bool(_OF.fullmatch(gap)) and last.kind == "collective" and atom.kind == "collective"


def _follows(group: list[Atom], atom: Atom, gap: str) -> bool:
    """Whether `atom` may stand right behind the last atom of `group`, or after a hyphen."""
    last = group[-1]
    if not gap:
        return atom.kind == "vulgar"
    if atom.kind in {"scale", "dozen"}:
        return last.kind in {"cardinal", "digits", "scale", "dozen", "vulgar"} or _is_half(group)
    if atom.kind == "fraction":
        return last.kind in {"cardinal", "digits"} and len(group) == 1 and last.value * atom.value < 1
    if atom.kind == "cardinal":
        return _tens_and_ones(last, atom) or (last.kind == "scale" and "-" not in gap)
    return atom.kind == "vulgar" and last.kind == "digits" and "-" not in gap


def _is_half(group: list[Atom]) -> bool:
    """Whether a scale may follow: "half million", "quarter-million"."""
    return len(group) == 1 and group[-1].kind == "fraction" and group[-1].value in {Fraction(1, 2), Fraction(1, 4)}


def _tens_and_ones(last: Atom, atom: Atom) -> bool:
    return last.kind == "cardinal" and last.value >= 20 and last.value % 10 == 0 and 0 < atom.value < 10


def _number_of(group: list[Atom]) -> NumberSpan:
    """One number from its atoms."""
    total, current = Fraction(0), Fraction(0)
    largest = Fraction(1)
    for place, atom in enumerate(group):
        if atom.kind in {"scale", "dozen"}:
            current = (current or Fraction(1)) * atom.value
            largest = max(largest, atom.value)
            if atom.value >= 1000:
                total, current = total + current, Fraction(0)
        elif atom.kind == "collective":
            current = (current or Fraction(1)) * atom.value
        elif atom.kind == "fraction" and place and _is_share(group, place):
            current *= atom.value
        else:
            current += atom.value
    return _span_of(group, total + current, largest)


def _is_share(group: list[Atom], place: int) -> bool:
    """Whether a fraction word multiplies what stands before it: "two thirds", but not "two and a half"."""
    before = group[place - 1]
    return before.end + 1 >= group[place].start and before.kind in {"cardinal", "digits"}


def _span_of(group: list[Atom], value: Fraction, largest: Fraction) -> NumberSpan:
    suffix = group[-1].suffix
    factor = Fraction(load_lexicon("numbers")["suffixes"]["words"].get(suffix.lower(), 1))
    return NumberSpan(
        group[0].start,
        group[-1].end,
        value * factor,
        digits=group[0].kind == "digits",
        scaled=largest > 1 or factor > 1,
        open=group[0].kind == "collective",
        fraction=group[-1].kind == "fraction" and (len(group) == 1 or _is_share(group, len(group) - 1)),
        mantissa=value * factor / max(largest, factor),
        suffix=suffix,
    )
