"""What the embedded pipeline computes by itself: networks, and tags of names."""

import itertools
from collections.abc import Iterable

import numpy as np
import pytest
from spacy.language import Language
from spacy.vocab import Vocab

from briefgen.language.document import read_documents
from briefgen.language.names import NameFinder, may_follow, stretches
from briefgen.language.network import HASHED, Networks
from briefgen.model import Article

TAGS = ["O", "B-ORG", "I-ORG", "L-ORG", "U-ORG", "U-LOC"]


def finder(*rows: dict[str, float]) -> tuple[NameFinder, np.ndarray]:
    """A name finder and the logarithms of chances, a hundredth for each tag that a row does not give."""
    found = NameFinder(Networks(Vocab()))
    found.set_tags(TAGS)
    return found, np.log(np.array([[row.get(tag, 0.01) for tag in TAGS] for row in rows], dtype="float32"))


def makes_sense(row: tuple[str, ...]) -> bool:
    return all(may_follow(one, other) for one, other in itertools.pairwise(("O", *row, "O")))


def test_what_begins_must_end() -> None:
    names, chances = finder({"B-ORG": 0.6, "U-LOC": 0.3}, {"O": 0.9})
    assert [TAGS[tag] for tag in names.best(chances)] == ["U-LOC", "O"]


def test_the_best_row_of_all_is_taken() -> None:
    names, _ = finder()
    chance = np.random.default_rng(7)
    for _ in range(20):
        chances = np.log(chance.dirichlet(np.ones(len(TAGS)), size=4)).astype("float32")
        rows = filter(makes_sense, itertools.product(TAGS, repeat=4))
        best = max(rows, key=lambda row: sum(chances[i, TAGS.index(tag)] for i, tag in enumerate(row)))
        assert tuple(TAGS[tag] for tag in names.best(chances)) == best


def test_stretches_end_with_the_words() -> None:
    assert list(stretches(np.array([True, False, True, True]))) == [(0, 1), (2, 4)]
    assert list(stretches(np.zeros(3, dtype=bool))) == []


def networks(nlp: Language) -> Networks:
    found = nlp.get_pipe("networks")
    assert isinstance(found, Networks)
    return found


def test_a_word_has_its_vector_however_it_is_written(nlp: Language) -> None:
    words = networks(nlp).networks["names"].words
    doc = nlp.make_doc("Warsaw warsaw WARSAW xqzzvv")
    vectors = words.of(doc.to_array(["LOWER"]))
    assert vectors[0].any()
    assert (vectors[0] == vectors[1]).all()
    assert (vectors[0] == vectors[2]).all()
    assert not vectors[3].any()


def test_the_vocabulary_knows_the_vectors(nlp: Language) -> None:
    assert nlp.vocab.has_vector("army")
    assert not nlp.vocab.has_vector("xqzzvv")
    assert nlp.vocab.get_vector("army").shape == (nlp.vocab.vectors_length,)
    assert (nlp.vocab.get_vector("Army") == nlp.vocab.get_vector("army")).all()
    assert not nlp.vocab.get_vector("xqzzvv").any()


def test_a_form_that_stands_twice_counts_by_its_neighbours(nlp: Language) -> None:
    first, *_, last = networks(nlp).read(nlp.make_doc("May she speak in May"), "syntax")
    assert first.shape == last.shape == (128,)
    assert not np.allclose(first, last)


def test_a_paragraph_begins_as_a_text_does(nlp: Language) -> None:
    syntax = networks(nlp)
    alone = syntax.read(nlp.make_doc("Drones hit the port"), "syntax")
    behind = syntax.read(nlp.make_doc("It rained.\n\nDrones hit the port\n\nHe left."), "syntax")
    assert np.allclose(behind[4:8], alone, atol=1e-5)


def test_sums_of_the_first_layer_are_exact(nlp: Language) -> None:
    """A product of single precision adds up a row otherwise among others (OpenBLAS on Haswell and Zen); this adds whole numbers."""
    for network in networks(nlp).networks.values():
        assert (network.static == np.rint(network.static)).all()
        assert np.abs(network.static).sum(axis=0).max() * 128 < 2**53


def test_an_article_is_read_alike_whatever_is_read_with_it(nlp: Language, sample_articles: tuple[Article, ...]) -> None:
    def read(articles: Iterable[Article]) -> dict[str, bytes]:
        for network in networks(nlp).networks.values():
            network.place.clear()
        kinds: list[str | int] = ["HEAD", "DEP", "TAG", "ENT_TYPE", "ENT_IOB", "SENT_START"]
        return {
            one.article.id: one.doc.tensor.tobytes() + one.doc.to_array(kinds).tobytes()
            for one in read_documents(nlp, articles)
        }

    alone = {key: value for article in sample_articles for key, value in read([article]).items()}
    assert read(sample_articles) == read(reversed(sample_articles)) == alone


def test_forms_that_are_kept_are_bounded(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    network = networks(nlp).networks["names"]
    doc = nlp.make_doc("one two three four five six seven eight nine ten")
    features = doc.to_array(["ORTH", "LOWER", *HASHED])
    nowhere = np.arange(0)
    expected = network(features, nowhere)
    monkeypatch.setattr(network, "place", {})
    monkeypatch.setattr(network, "kept", network.kept[:6].copy())
    halves = np.concatenate([network._known(features[:5]), network._known(features[5:])])
    assert len(network.place) == 5
    assert (halves == np.concatenate([network._embed(row[None]) for row in features])).all()
    assert (network(features, nowhere) == expected).all()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Go", "?!", "Владимир 北京"])
def test_little_text_is_read(nlp: Language, text: str) -> None:
    assert nlp(text).text == text
