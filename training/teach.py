"""Silver trees of a stronger parser: the graph-based teacher trained on the treebanks, then asked about the news sentences.

The student learns from them what the treebanks are too small to show. A sentence whose likeliest heads form no tree, or that
is among the least certain, is left out; a word whose tag is unsure stands without one.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from briefgen.language import network, sentences
from training import biaffine, descent
from training.batches import batch, by_length, forever
from training.corpus import VOCAB, pieces, read_docs, shuffled, write_docs
from training.features import LENGTHS, LONGEST, Scheme, make_scheme, sentence_features
from training.silver import read_sentences
from training.vectors import fetch, read_glove

ROUNDS = ((2000, 0.002), (3600, 0.0014))
"""Steps and rate at first of each round; the rate falls to nothing in each."""
SEED = 1
UNKNOWN = 0.1
"""Share of the words that the teacher is not told while it learns."""
SHORTEST = 5
"""Words of a sentence that is worth reading."""
KEPT = 0.85
"""Share of the sentences that is kept, the most certain."""
SURE_TAG = 0.7
GOLD_TIMES = 2
"""How often the treebanks stand among the silver trees."""
Probabilities = tuple[np.ndarray, np.ndarray, np.ndarray]


class Teacher:
    """The graph-based parser with what its numbers stand for."""

    def __init__(self, corpora: Path, work: Path, reader: Language) -> None:
        self.reader = reader
        words, glove = read_glove(fetch(work))
        self.gold = [sentence for sentence in gold_sentences(corpora / "syn_train.spacy") if len(sentence) <= LONGEST]
        self.scheme: Scheme = make_scheme(words, glove, self.gold, reader)
        self.params: descent.Params = {}

    def train(self, work: Path) -> None:
        """Learn the treebanks, round after round; a round whose end is in `work` is taken up from there."""
        sentences = list(sentence_features(self.gold, self.reader, self.scheme))
        self.params = self._untrained()
        for number, how in enumerate(ROUNDS, 1):
            end, seed = work / f"teacher{number}.npz", SEED + number - 1
            if end.exists():
                self.load(end)
                continue
            batches = forever(list(sentences), LENGTHS, self.scheme.glove, seed, UNKNOWN)
            self.params = descent.train(biaffine.loss, self.params, batches, descent.How(*how, seed))
            descent.save(self.params, end)

    def _untrained(self) -> descent.Params:
        sizes = {"labels": len(self.scheme.labels), "tags": len(self.scheme.tags)}
        return biaffine.start(self.scheme.sizes(), self.scheme.glove.shape[1], sizes, SEED)

    def load(self, path: Path) -> None:
        """Take up what was learnt."""
        self.params = descent.load(self._untrained(), path)

    def read(self, docs: list[Doc]) -> Iterator[tuple[Doc, Probabilities]]:
        """How likely the tags, heads and labels of each sentence are, in the order of their length."""
        sentences = list(sentence_features(docs, self.reader, self.scheme))
        for length, places in by_length(sentences, LENGTHS):
            read = biaffine.read(self.params, batch([sentences[place] for place in places], length, self.scheme.glove))
            tags, heads, labels = (np.array(part) for part in read)
            labels[..., self.scheme.labels.index("ROOT")] = heads.argmax(-1) == 0
            for row, place in enumerate(places):
                end = len(docs[place]) + 1
                yield docs[place], (tags[row, 1:end], heads[row, 1:end, :end], labels[row, 1:end])

    def score(self, path: Path) -> dict[str, float]:
        """UAS and LAS of a treebank's sentences without punctuation, before any tree is mended."""
        counts: Counter[str] = Counter()
        docs = [doc for doc in gold_sentences(path) if len(doc) <= LONGEST]
        for doc, (_, heads, labels) in self.read(docs):
            for token, head, label in zip(doc, heads.argmax(-1).tolist(), labels.argmax(-1).tolist(), strict=True):
                if token.dep_ != "punct":
                    right = head == (0 if token.head.i == token.i else token.head.i + 1)
                    counts.update(all=1, uas=right, las=right and self.scheme.labels[label] == token.dep_)
        return {name: round(counts[name] / counts["all"], 4) for name in ("uas", "las")}

    def draw(self, tags: np.ndarray, heads: np.ndarray, labels: np.ndarray, doc: Doc) -> Doc:
        """A sentence with its tree."""
        names = [self.scheme.labels[label] for label in labels.tolist()]
        return Doc(
            VOCAB,
            words=[token.text for token in doc],
            spaces=[bool(token.whitespace_) for token in doc],
            tags=[self.scheme.tags[tag] if tag >= 0 else "" for tag in tags.tolist()],
            heads=[place if head == 0 else head - 1 for place, head in enumerate(heads.tolist())],
            deps=["ROOT" if head == 0 else name for head, name in zip(heads.tolist(), names, strict=True)],
        )


def gold_sentences(path: Path) -> Iterator[Doc]:
    """The sentences of a treebank, each by itself."""
    return (sentence.as_doc() for doc in read_docs(path) for sentence in doc.sents)


def news_sentences(splitter: Language, corpora: Path) -> Iterator[Doc]:
    """The sentences of the news items as our pipeline splits them."""
    with splitter.select_pipes(enable=[network.COMPONENT, "tagger", sentences.COMPONENT]):
        for doc in splitter.pipe(read_sentences(corpora / "wcep_topics.jsonl.gz"), batch_size=128):
            for sentence in doc.sents:
                if SHORTEST <= len(sentence) <= LONGEST and not any(token.is_space for token in sentence):
                    yield Doc(VOCAB, [t.text for t in sentence], [bool(t.whitespace_) for t in sentence])


def is_tree(heads: np.ndarray) -> bool:
    """Whether heads, counted from 1 with 0 for the root, make a tree with one root."""
    if (heads == 0).sum() != 1:
        return False
    up = np.concatenate([[0], heads])
    for _ in range(len(heads).bit_length()):
        up = up[up]
    return not up.any()


def certainty(read: Probabilities) -> float:
    """How sure heads and labels are, a word on average; nothing where the heads are no tree."""
    _, heads, labels = read
    if not is_tree(heads.argmax(-1)):
        return 0.0
    return float((heads.max(-1) * labels.max(-1)).mean())


def silver(teacher: Teacher, docs: list[Doc]) -> list[Doc]:
    """The most certain sentences with their trees."""
    judged = [(certainty(found), reduced(found), doc) for doc, found in teacher.read(docs)]
    floor = max(float(np.quantile([sure for sure, *_ in judged], 1 - KEPT)), 1e-6)
    return [teacher.draw(*tree, doc) for sure, tree, doc in judged if sure >= floor]


def reduced(read: Probabilities) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The likeliest tag (-1 where unsure), head and label of each word."""
    tags, heads, labels = read
    return np.where(tags.max(-1) >= SURE_TAG, tags.argmax(-1), -1), heads.argmax(-1), labels.argmax(-1)


def write_taught(teacher: Teacher, splitter: Language, corpora: Path, out: Path) -> Path:
    """The treebanks, and the news sentences as the teacher reads them."""
    news = silver(teacher, list(news_sentences(splitter, corpora)))
    docs = list(pieces(read_docs(corpora / "syn_train.spacy"))) * GOLD_TIMES + news
    return write_docs(shuffled(docs), out)
