"""Headings, captions and datelines that lost their line break and run straight into the text behind them.

A linear model over words and part-of-speech tags looks at every capitalised word that no rule of `sentences.py` has decided on.
It was trained on GUM and on news items that are one sentence each (`training/headings.py`); weights are whole numbers,
so that a sum is the same on every machine. It says yes only where it is sure: on clean news it cuts one sentence in 1,000.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from briefgen.data import load_lexicon

FILE = "heading_weights.json.gz"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENING = frozenset("\"'“‘«")
_CLOSING = frozenset("\"'”’»")
_JOINING = frozenset(
    {"&", "(", "[", "-", "–", "—", "/", "the", "#", "@", "of", "and", "or", "by", "with", "from", "for"}
)
_JOINING_TAGS = frozenset({"DT", "PRP$", "IN", "TO", "CC", "POS", "HYPH", "$"})
_IN_TITLES = frozenset({"IN", "DT", "CC", "TO", "POS"})
_SIZES = (1, 2, 3, 4, 5, 6, 8, 11, 15, 21)
_NOTHING = "<>"


class Word(NamedTuple):
    """A token as the model sees it."""

    text: str
    tag: str
    spaced: bool
    """Whether a space follows."""


@dataclass(frozen=True, slots=True)
class HeadingModel:
    """Weights per feature; `never` holds the rough kinds of places at which nothing ever ends."""

    bias: int
    weights: dict[str, int]
    never: frozenset[str]

    def is_junction(self, words: Sequence[Word], at: int) -> bool:
        """Whether a heading fills the words before `at`, and the text begins there."""
        if rough_kind(words, at) in self.never:
            return False
        weights = self.weights
        return self.bias + sum(weights.get(feature, 0) for feature in features_of(words, at)) > 0


@cache
def load_heading_model() -> HeadingModel:
    """The model that ships with briefgen."""
    stored = json.loads(gzip.decompress(files("briefgen.data").joinpath(FILE).read_bytes()))
    return HeadingModel(stored["bias"], stored["weights"], frozenset(stored["never"]))


def find_junctions(words: Sequence[Word]) -> Iterator[int]:
    """The places inside a stretch without a full stop at which a new sentence begins, rising."""
    model, start, left = load_heading_model(), 0, words
    for at in candidates(words):
        if model.is_junction(left, at - start):
            start, left = at, words[at:]
            yield at


def candidates(words: Sequence[Word]) -> Iterator[int]:
    """The places that need a decision: a capital or an opening quote behind a word that may end a heading."""
    for at in range(1, len(words)):
        first = words[at].text[0]
        if not (first.isupper() or first in _OPENING):
            continue
        before = words[at - 1]
        if before.text in _OPENING and before.text not in _CLOSING:
            continue
        if not before.spaced or before.tag in _JOINING_TAGS or before.text.lower() in _JOINING:
            continue
        if first.isupper() or (at + 1 < len(words) and words[at + 1].text[0].isupper()):
            yield at


def rough_kind(words: Sequence[Word], at: int) -> str:
    """The tags on both sides, whether a finite verb stands before, whether the first word comes again."""
    finite = any(word.tag in _FINITE for word in words[:at])
    small = at + 1 < len(words) and words[at + 1].text[0].islower()
    again = words[0].text == words[at].text
    return f"{words[at - 1].tag} {words[at].tag} {finite:d}{again:d}{small:d} {_kind(words[at])}"


@cache
def _openers() -> frozenset[str]:
    return frozenset(load_lexicon("sentences")["starters"]["words"])


def _kind(word: Word) -> str:
    return "opener" if word.text.lower() in _openers() else "name" if word.tag.startswith("NNP") else "other"


def features_of(words: Sequence[Word], at: int) -> Iterator[str]:
    """The features of a place: its neighbours, what stands before it since the last boundary, and what follows."""
    yield from _neighbours(words, at)
    yield from _before(words, at)
    yield from _after(words, at)
    yield from _repeated(words, at)


def _word(words: Sequence[Word], at: int) -> Word:
    return words[at] if 0 <= at < len(words) else Word(_NOTHING, _NOTHING, spaced=True)


def _neighbours(words: Sequence[Word], at: int) -> Iterator[str]:
    last2, last, this, next1, next2 = (_word(words, at + offset) for offset in (-2, -1, 0, 1, 2))
    text = this.text.lower()
    yield f"w={text if text[0].isalpha() else text + next1.text.lower()}"
    yield f"p={last.text.lower()}"
    yield f"n={next1.text.lower()}"
    yield f"tp={last.tag}"
    yield f"t={this.tag}"
    yield f"tn={next1.tag}"
    yield f"tpt={last.tag} {this.tag}"
    yield f"ttn={this.tag} {next1.tag}"
    yield f"tpp={last2.tag} {last.tag}"
    yield f"tppt={last2.tag} {last.tag} {this.tag}"
    yield f"ttnn={this.tag} {next1.tag} {next2.tag}"
    yield f"tptn={last.tag} {this.tag} {next1.tag}"
    yield f"s={_shape(last2.text)} {_shape(last.text)} {_shape(this.text)} {next1.text[0].islower():d}"


def _before(words: Sequence[Word], at: int) -> Iterator[str]:
    left, kind, last = words[:at], _kind(words[at]), words[at - 1]
    shape, low = _shape(last.text), _word(words, at + 1).text[0].islower()
    finite = any(word.tag in _FINITE for word in left)
    titled = all(not word.text[0].islower() or word.tag in _IN_TITLES for word in left)
    small = min(sum(word.text[0].islower() for word in left), 6)
    yield f"sp={shape} {kind}"
    yield f"len={_size(at)} {kind} {finite:d}"
    yield f"len={_size(at)}"
    yield f"fin={finite:d} {kind}"
    yield f"fin={finite:d} {last.tag} {kind}"
    yield f"first={words[0].tag} {finite:d} {kind}"
    yield f"title={titled:d} {finite:d} {kind}"
    yield f"title={titled:d} {low:d} {kind} {shape}"
    yield f"low={low:d} {kind} {titled:d}"
    yield f"small={small} {kind}"
    yield f"low2={low:d} {_word(words, at + 2).text[0].islower():d} {kind} {finite:d}"
    yield f"verb={_word(words, at + 1).tag in _FINITE:d} {finite:d} {shape} {kind}"
    yield f"open={sum(word.text == '(' for word in left) > sum(word.text == ')' for word in left):d}"
    yield f"quote={sum(word.text in _OPENING | _CLOSING for word in left) % 2}"
    if at == 1 and last.text[0].isdigit():
        yield "number"
    if at <= 2:
        yield f"left={' '.join(word.text.lower() for word in left)}"
    if last.text in _CLOSING:
        yield f"quoted={_word(words, at - 2).text in ',.?!':d} {kind}"


def _after(words: Sequence[Word], at: int) -> Iterator[str]:
    verb = next((number for number in range(at, len(words)) if words[number].tag in _FINITE), None)
    finite = any(word.tag in _FINITE for word in words[:at])
    stopped = any(word.text[0] in ".!?" for word in words[-2:])
    yield f"verb={'none' if verb is None else _size(verb - at)}"
    yield f"verbs={finite:d} {verb is not None:d} {_kind(words[at])}"
    yield f"stop={stopped:d} {finite:d}"
    yield f"rest={_size(len(words) - at)}"
    if _word(words, at + 1).text == ":":
        yield "colon"


def _repeated(words: Sequence[Word], at: int) -> Iterator[str]:
    text, left = words[at].text, words[:at]
    finite = any(word.tag in _FINITE for word in left)
    if words[0].text == text:
        yield f"again={at}" if at < 6 else "again"
        if at > 1 and words[1].text == _word(words, at + 1).text:
            yield "again2"
    if any(word.text == text for word in left):
        yield f"in={_word(words, at + 1).tag in _FINITE:d} {finite:d}"
        yield f"in={words[at - 1].tag}"
    elif len(text) > 3 and any(word.text.startswith(text) for word in left):
        yield "like"


def _shape(text: str) -> str:
    if text[0].isdigit():
        return "year" if len(text) == 4 and text.isdigit() else "digit"
    if not text[0].isalpha():
        return text
    return "X" if text.isupper() and len(text) > 1 else "Xx" if text[0].isupper() else "x"


def _size(count: int) -> int:
    return next((size for size in _SIZES if count <= size), 99)
