"""News sentences with silver syntax: our own trees where the pipeline that was trained elsewhere reads the same root and subjects.

Its tags (those that both schemes use alike) go on all sentences; where root or subjects differ they stand without a tree.
"""

import random
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from training.corpus import VOCAB, pieces, read_docs, write_docs
from training.fit import with_numpy
from training.silver import read_sentences

SENTENCES = 14_000
LONGEST = 60
SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "csubj", "csubjpass", "csubj:pass"})
ALIKE = frozenset(
    """VB VBD VBG VBN VBP VBZ NN NNS NNP NNPS JJ JJR JJS RB IN DT CC MD PRP PRP$ TO CD WDT WP WRB RP EX POS""".split()
)


def load_teacher(path: Path) -> Language:
    """The pipeline that was trained elsewhere, cut down to tags and trees."""
    with with_numpy():
        return spacy.load(path, exclude=["ner", "lemmatizer", "attribute_ruler", "senter"])


def write_trees(ours: Language, teacher: Language, corpora: Path, out: Path) -> Path:
    """The treebanks with the silver sentences among them."""
    texts = list(read_sentences(corpora / "wcep_topics.jsonl.gz"))
    random.Random(9).shuffle(texts)
    docs = list(pieces(read_docs(corpora / "syn_train.spacy")))
    docs += silver_trees(ours, teacher, texts[:SENTENCES])
    random.Random(5).shuffle(docs)
    return write_docs(docs, out)


def silver_trees(ours: Language, teacher: Language, texts: list[str]) -> Iterator[Doc]:
    """The texts that both read as the same words in one sentence."""
    for doc, other in zip(ours.pipe(texts), teacher.pipe(texts), strict=True):
        words = [token.text for token in doc]
        if words != [token.text for token in other] or len(doc) > LONGEST:
            continue
        if len(list(doc.sents)) == len(list(other.sents)) == 1:
            tags = [token.tag_ if token.tag_ in ALIKE else "" for token in other]
            spaces = [bool(token.whitespace_) for token in doc]
            tree = skeleton(doc[:]) == skeleton(other[:])
            heads = [token.head.i for token in doc] if tree else None
            labels = [token.dep_ for token in doc] if tree else None
            yield Doc(VOCAB, words=words, spaces=spaces, tags=tags, heads=heads, deps=labels)


def skeleton(sentence: Span) -> tuple[int, set[tuple[int, int]]]:
    """The root of a sentence, and its subjects with their verbs."""
    return sentence.root.i, {(token.i, token.head.i) for token in sentence if token.dep_ in SUBJECTS}
