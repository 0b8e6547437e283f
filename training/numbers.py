"""Sentences as numbers, for the teacher of trees and for the network that ships: `training/work/numbers.npz`.

All of it is made here, with spaCy; what learns from it (`teach.py`, `learn.py`) reads arrays alone, so that it can run where a
graphics card is and spaCy is not. Words stand one behind the other, sentence after sentence; heads are counted from 1 within their
sentence, 0 is the root.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.backends import NumpyOps
from tokenizers import Tokenizer

from briefgen.language import network, sentences
from briefgen.language.network import FIRST_SEED, HASHED, Words
from training import corpus
from training.corpus import read_docs, read_sentences
from training.encoder import fetch_encoder, load_pieces
from training.rows import DEV, GOLD, NEWS
from training.student import TABLES
from training.typography import CHANGES
from training.vectors import ALIASES

LONGEST, SHORTEST = 69, 5
"""Words of a sentence at most, and of one from the news at least."""
AFFIXES = {"prefix": 2000, "suffix": 6000, "shape": 600}
UNKNOWN_PIECE = 100
CHANGED = 0.25
"""Share of the sentences that have another typography the second time."""
_HASH = NumpyOps()
Columns = dict[str, Any]


def gold_sentences(path: Path) -> Iterator[Doc]:
    """The sentences of a treebank, each by itself."""
    return (sentence.as_doc() for doc in read_docs(path) for sentence in doc.sents if len(sentence) <= LONGEST)


def news_sentences(splitter: Language, corpora: Path) -> Iterator[Doc]:
    """The sentences of the news items as our pipeline splits them, and those of the gold names, which have no trees."""
    with splitter.select_pipes(enable=[network.COMPONENT, "tagger", sentences.COMPONENT]):
        for doc in splitter.pipe(read_sentences(corpora / "wcep_topics.jsonl.gz"), batch_size=128):
            yield from plain_sentences(doc)
        for named in read_docs(corpora / "ner_train.spacy"):
            if not named.has_annotation("DEP"):
                yield from plain_sentences(splitter(named.text))


def plain_sentences(doc: Doc) -> Iterator[Doc]:
    """The sentences of a Doc without what was read in them, but for those too short or too long to learn from."""
    for sentence in doc.sents:
        if SHORTEST <= len(sentence) <= LONGEST and not any(token.is_space for token in sentence):
            yield Doc(corpus.VOCAB, [t.text for t in sentence], [bool(t.whitespace_) for t in sentence])


def morph_label(vocab: Vocab, morph: str, pos: str) -> str:
    """Part of speech and features of a word, as spaCy's morphologizer names them."""
    features: dict[str, str] = vocab.morphology.feats_to_dict(morph)
    if pos:
        features["POS"] = pos
    return str(vocab.strings[vocab.morphology.add(features)])


class Numbers:
    """What the numbers stand for, and the columns as they grow."""

    def __init__(self, nlp: Language, pieces: Tokenizer, words: dict[str, int]) -> None:
        tagger: Any = nlp.get_pipe("tagger")
        morphologizer: Any = nlp.get_pipe("morphologizer")
        self.vocab, self.pieces, self.words = nlp.vocab, pieces, words
        self.tags = {label: row for row, label in enumerate(tagger.labels)}
        self.morphs = {label: row for row, label in enumerate(morphologizer.labels)}
        self.labels: dict[str, int] = {}
        self.forms: dict[tuple[int, ...], int] = {}
        self.cut: dict[str, list[int]] = {}
        self.chance = random.Random(7)

    def columns(self, doc: Doc, read: Doc, reader: dict[str, dict[str, int]]) -> Columns:
        """The columns of one sentence; `read` is what the other pipeline makes of it."""
        lower = [ALIASES.get(token.text, token.lower_) for token in doc]
        cut = [self._pieces(token.text) for token in doc]
        gold = doc.has_annotation("DEP")
        out = {
            "form": self._forms([token.text for token in doc]),
            "other form": self._forms(self._changed([token.text for token in doc])),
            "word": [self.words.get(word, 0) for word in lower],
            "prefix": [number(word[:3], AFFIXES["prefix"]) for word in lower],
            "suffix": [number(word[-3:], AFFIXES["suffix"]) for word in lower],
            "shape": [number(token.shape_, AFFIXES["shape"]) for token in doc],
            "read tag": [reader["tag"].get(token.tag_, 0) for token in read],
            "read dep": [reader["dep"].get(token.dep_, 0) for token in read],
            "read head": [head_of(token) for token in read],
            "pieces": [piece for ids in cut for piece in ids],
            "cut": [len(ids) for ids in cut],
            "heads": [head_of(token) if gold else -1 for token in doc],
            "labels": [self.labels.setdefault(token.dep_, len(self.labels)) if gold else -1 for token in doc],
            "tags": [self.tags.get(token.tag_, -1) for token in doc],
            "morphs": [self._morph(token) for token in doc],
        }
        return {name: np.array(values, "int32") for name, values in out.items()}

    def _morph(self, token: Any) -> int:
        return self.morphs.get(morph_label(self.vocab, str(token.morph), token.pos_), -1) if token.pos_ else -1

    def _changed(self, words: list[str]) -> list[str]:
        return self.chance.choice(CHANGES)(words, self.chance) if self.chance.random() < CHANGED else words

    def _pieces(self, text: str) -> list[int]:
        if text not in self.cut:
            self.cut[text] = self.pieces.encode(text, add_special_tokens=False).ids or [UNKNOWN_PIECE]
        return self.cut[text]

    def _forms(self, words: list[str]) -> list[int]:
        keys = Doc(self.vocab, words).to_array(["LOWER", *HASHED])
        return [self.forms.setdefault(tuple(row), len(self.forms)) for row in keys.tolist()]

    def tables(self, vectors: Words) -> Columns:
        """For each form its rows in the hashed tables, and its static vector in whole steps."""
        keys = np.array(list(self.forms), dtype="uint64")
        hashed = [
            _HASH.hash(np.ascontiguousarray(keys[:, 1 + index]), FIRST_SEED + index) % rows
            for index, rows in enumerate(TABLES)
        ]
        return {
            "hashed": np.stack(hashed, 1).astype("int16"),
            "vectors": vectors.steps(keys[:, 0]).astype("int8"),
            "step": np.float32(vectors.step),
        }


def head_of(token: Any) -> int:
    """The head of a word of a Doc that is one sentence, counted from 1, 0 for the root."""
    return 0 if token.head.i == token.i else int(token.head.i) + 1


def number(text: str, size: int) -> int:
    """A number for a text, the same everywhere; several texts may share it."""
    value = 0
    for letter in text:
        value = (value * 1_000_003 + ord(letter)) & 0xFFFFFFFF
    return value % size + 1


def write_numbers(nlp: Language, reader: Language, corpora: Path, work: Path, out: Path) -> Path:
    """All sentences as arrays, in order: `nlp` splits the news and names the labels, `reader` is the other pipeline."""
    gold = list(gold_sentences(corpora / "syn_train.spacy"))
    counts = Counter(token.lower_ for doc in gold for token in doc)
    words = {word: row for row, word in enumerate((word for word, count in counts.items() if count > 2), 1)}
    numbers = Numbers(nlp, load_pieces(fetch_encoder(work)), words)
    networks: Any = nlp.get_pipe(network.COMPONENT)
    parts = {GOLD: gold, DEV: list(gold_sentences(corpora / "syn_dev.spacy")), NEWS: list(news_sentences(nlp, corpora))}
    np.savez_compressed(out, **arrays_of(parts, numbers, reader, networks.networks["syntax"].words))
    return out


def arrays_of(parts: dict[int, list[Doc]], numbers: Numbers, reader: Language, vectors: Words) -> Columns:
    """The arrays of all sentences of the parts."""
    parser: Any = reader.get_pipe("parser")
    tagger: Any = reader.get_pipe("tagger")
    names = {
        "tag": {tag: row for row, tag in enumerate(tagger.labels, 1)},
        "dep": {label: row for row, label in enumerate(parser.labels, 1)},
    }
    docs = [(part, doc) for part, found in parts.items() for doc in found]
    columns = [numbers.columns(doc, read, names) for (_, doc), read in zip(docs, reading(docs, reader), strict=True)]
    arrays = {name: np.concatenate([column[name] for column in columns]) for name in columns[0]}
    arrays |= {"length": np.array([len(doc) for _, doc in docs]), "part": np.array([part for part, _ in docs])}
    arrays |= {name: narrowed(array) for name, array in arrays.items()}
    arrays |= numbers.tables(vectors)
    lists = {"label names": numbers.labels, "tag names": numbers.tags, "morph names": numbers.morphs}
    arrays |= {name: np.array(list(values)) for name, values in lists.items()}
    arrays |= {f"read {name} count": np.array(len(values) + 1) for name, values in names.items()}
    return arrays


def reading(docs: Iterable[tuple[int, Doc]], reader: Language) -> Iterator[Doc]:
    """What the other pipeline makes of the sentences."""
    words = (Doc(reader.vocab, [t.text for t in doc], [bool(t.whitespace_) for t in doc]) for _, doc in docs)
    return reader.pipe(words, batch_size=256)


def narrowed(array: np.ndarray) -> np.ndarray:
    """The same numbers in as few bytes as hold them."""
    kinds = ("int8", "int16", "int32")
    kind = next(k for k in kinds if np.iinfo(k).min <= array.min() and array.max() <= np.iinfo(k).max)
    return array.astype(kind)
