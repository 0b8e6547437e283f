"""`read_articles` on the real seeds, labelled by offsets before the reader was written."""

import json
from pathlib import Path
from typing import Any

from briefgen.model import Article
from briefgen.sources import read_articles

GOLD = Path(__file__).parent / "gold" / "reading.jsonl"


def labels() -> list[dict[str, Any]]:
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def expected(label: dict[str, Any], text: str) -> dict[str, Any]:
    """The labelled fields as strings, cut from the file by their offsets."""
    fields = ("headline", "url", "byline", "dateline")
    cut = {name: text[slice(*label[name])] if label[name] else None for name in fields}
    start, end = label["body"]
    return {
        **cut,
        "span": tuple(label["span"]),
        "publisher": label["publisher"],
        "published": tuple(label["published"]),
        "begins": text[start : start + 40],
        "ends": text[end - 40 : end],
    }


def found(article: Article) -> dict[str, Any]:
    return {
        "headline": article.headline,
        "url": article.url,
        "byline": article.byline,
        "dateline": article.dateline,
        "span": article.span,
        "publisher": article.publisher,
        "published": (article.published.value, article.published.basis),
        "begins": article.text[:40],
        "ends": article.text[-40:],
    }


def test_real_seeds_are_read_as_labelled(real_seeds: Path) -> None:
    articles, problems = read_articles([real_seeds])
    texts = {path.name: path.read_bytes().decode() for path in real_seeds.iterdir()}
    assert [(article.path, found(article)) for article in articles] == [
        (label["file"], expected(label, texts[label["file"]])) for label in labels()
    ]
    assert problems == ()
