"""The shipped pipeline scored on the treebanks' test parts, where the corpora are: what the model card says, and floors under it."""

import json
from pathlib import Path

import pytest

from briefgen.language.pipeline import EMBEDDED
from training.score import load_scored, read_corpus, score_sentences, score_syntax

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
FLOORS = {"gum_test_news": {"tag_acc": 0.96, "dep_las": 0.85}, "ewt_test": {"tag_acc": 0.94, "dep_las": 0.84}}
LEAST_SENTENCES = 0.89
"""F of exact spans on GUM's news."""
SAID = json.loads((EMBEDDED / "figures.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("part", FLOORS)
def test_syntax_is_as_good_as_the_card_says(part: str) -> None:
    if not CORPORA.exists():
        pytest.skip("the corpora are not there")
    nlp = load_scored(EMBEDDED)
    figures = score_syntax(nlp, read_corpus(nlp, CORPORA / f"{part}.spacy"))
    assert figures == pytest.approx(SAID[f"syntax {part}"], abs=0.003)  # sums round otherwise on other processors
    assert all(figures[name] >= floor for name, floor in FLOORS[part].items())


def test_sentences_are_as_good_as_the_card_says() -> None:
    if not CORPORA.exists():
        pytest.skip("the corpora are not there")
    nlp = load_scored(EMBEDDED)
    figures = score_sentences(nlp, read_corpus(nlp, CORPORA / "gum_test_news.spacy"))
    assert figures == pytest.approx(SAID["sentences gum_test_news"], abs=0.02)
    assert figures["f"] >= LEAST_SENTENCES
