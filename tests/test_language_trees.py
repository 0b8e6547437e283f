"""The graph-based parser: the best tree of the scores, sums along sentences, and the same trees whatever is parsed together."""

import itertools

import numpy as np
import pytest
from spacy.language import Language

from briefgen.language.parsing import AskedParser
from briefgen.language.spanning import best_heads, spanning
from briefgen.language.trees import Along


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether every word comes to the root, going up."""
    up = (0, *heads)
    word_of = dict(enumerate(up))
    return all(_reaches(word, word_of) for word in range(1, len(up)))


def _reaches(word: int, up: dict[int, int]) -> bool:
    for _ in up:
        word = up[word]
    return word == 0


def best_of_all(scores: np.ndarray, roots: int | None) -> float:
    """The greatest sum of any tree, tried one by one; with so many words on the root, or with any number."""
    count = len(scores)
    return max(
        float(sum(scores[word, head] for word, head in enumerate(heads)))
        for heads in itertools.product(range(count + 1), repeat=count)
        if is_tree(heads) and (roots is None or heads.count(0) == roots)
    )


@pytest.mark.parametrize("seed", range(12))
def test_the_best_tree_of_all_is_found(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 6))
    heads = spanning(scores.copy())
    assert is_tree(tuple(heads))
    assert sum(scores[word, head] for word, head in enumerate(heads)) == pytest.approx(best_of_all(scores, None))


@pytest.mark.parametrize("seed", range(12))
def test_one_word_alone_hangs_on_the_root(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(5, 6)).astype("float32")
    scores[:, 0] += 2
    likely = scores - np.log(
        np.exp(scores).sum(axis=1, keepdims=True) - np.exp(scores[np.arange(5), np.arange(1, 6)])[:, None]
    )
    heads = best_heads(scores.copy())
    assert is_tree(tuple(heads))
    assert (heads == 0).sum() == 1
    assert sum(likely[word, head] for word, head in enumerate(heads)) == pytest.approx(best_of_all(likely, 1), abs=1e-4)


def test_a_word_alone_is_the_root() -> None:
    assert best_heads(np.array([[-3.0, 9.0]])).tolist() == [0]


def test_a_long_sentence_whose_words_all_want_each_other_is_parsed() -> None:
    scores = np.zeros((400, 401))
    scores[np.arange(400), np.arange(400).reshape(-1, 2)[:, ::-1].reshape(-1) + 1] = (
        5.0  # pairs that point at each other
    )
    heads = best_heads(scores)
    assert (heads == 0).sum() == 1
    assert is_tree(tuple(heads))


def test_states_run_along_each_sentence_both_ways() -> None:
    lengths = [2, 4, 1]
    fed, kept = np.ones((7, 2)), np.full((7, 2), 0.5)
    states = Along(lengths).run(fed, kept, np.ones((7, 2)))
    assert states[:, 0].tolist() == [1, 1.5, 1, 1.5, 1.75, 1.875, 1]
    assert states[:, 1].tolist() == [1.5, 1, 1.875, 1.75, 1.5, 1, 1]


def test_a_sentence_gets_its_tree_whatever_is_parsed_with_it(nlp: Language) -> None:
    parser = nlp.get_pipe("asked_parser")
    assert isinstance(parser, AskedParser)
    texts = (
        "The minister said that the talks had failed.",
        "Five people were killed. Two drones were shot down over Kyiv, he said.",
    )
    docs = [nlp(text, disable=["asked_parser"]) for text in texts * 40]
    pairs = [(doc.tensor, [(sentence.start, sentence.end) for sentence in doc.sents]) for doc in docs]
    together = parser.parser.parse(pairs)
    for pair, (heads, labels) in zip(pairs, together, strict=True):
        ((own_heads, own_labels),) = parser.parser.parse([pair])
        assert heads.tolist() == own_heads.tolist()
        assert labels.tolist() == own_labels.tolist()


def test_words_outside_of_the_sentences_have_no_label(nlp: Language) -> None:
    parser = nlp.get_pipe("asked_parser")
    assert isinstance(parser, AskedParser)
    doc = nlp("Nothing here. The army said it would leave.", disable=["asked_parser"])
    ((heads, labels),) = parser.parser.parse([(doc.tensor, [(3, 10)])])
    assert heads[:3].tolist() == [0, 1, 2]
    assert labels[:3].tolist() == [-1, -1, -1]
    assert (labels[3:] >= 0).all()


def test_the_verb_of_saying_governs_what_is_said(nlp: Language) -> None:
    doc = nlp("The Kremlin said on Monday that the army would never leave the city.")
    said = next(token for token in doc if token.text == "said")
    assert said.dep_ == "ROOT"
    assert {(token.text, token.dep_) for token in said.children} >= {
        ("Kremlin", "nsubj"),
        ("leave", "ccomp"),
        ("Monday", "obl"),
    }
