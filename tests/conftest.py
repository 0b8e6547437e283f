"""Shared fixtures: the test's docstring is the article."""

from functools import cache
from pathlib import Path

import pytest
from spacy.language import Language

from briefgen.language.document import Document, read_document
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article, Period, Situation, Time
from briefgen.pipeline import Request, produce_situation
from briefgen.profile import load_profile
from briefgen.sources import read_articles

REAL_SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


@cache
def _nlp() -> Language:
    return load_nlp()


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The embedded pipeline, loaded once."""
    return _nlp()


def make_article(text: str, published: str = "2025-09-05") -> Article:
    """An article of the given text, dated unless `published` is empty."""
    time = Time(published, "day", published, "stated") if published else Time()
    return Article(id="test", path="test.txt", span=(0, len(text)), text=text, published=time)


@pytest.fixture
def document(request: pytest.FixtureRequest, nlp: Language) -> Document:
    """The test's docstring, dedented, as a Document published on 5 September 2025 (a Friday)."""
    lines = (request.function.__doc__ or "").strip("\n").split("\n")
    text = "\n".join(line.strip() for line in lines).strip()
    return read_document(nlp, make_article(text))


@pytest.fixture(scope="session")
def real_seeds() -> Path:
    """The user's own source documents, which stand outside the project; the test is skipped where they do not."""
    if not REAL_SEEDS.is_dir():
        pytest.skip("the real seeds stand in ../shared/seeds of the developers' machines only")
    return REAL_SEEDS


SEEDS = Path(__file__).resolve().parents[1] / "seeds"


@pytest.fixture(scope="session")
def sample_articles() -> tuple[Article, ...]:
    """The articles of the sample set."""
    return read_articles([SEEDS])[0]


@pytest.fixture(scope="session")
def sample_situation(sample_articles: tuple[Article, ...]) -> Situation:
    """The situation of the sample set over the whole of its autumn."""
    request = Request(load_profile("russia-ukraine"), Period("2025-08-01", "2025-12-06"))
    return produce_situation(sample_articles, request)
