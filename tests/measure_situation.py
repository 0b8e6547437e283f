"""Figures of the situation on its gold: pairs of statements, contradictions of small sets, and the real seeds.

python tests/measure_situation.py [dev|test] [--misses]
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from briefgen.extract.extractors import read_findings
from briefgen.extract.renaming import unify_names
from briefgen.extract.statements import read_statements
from briefgen.language.document import read_documents
from briefgen.language.pipeline import load_nlp
from briefgen.model import Article, Contradiction, Period, Situation, Statement, Time
from briefgen.pipeline import Request, produce_situation
from briefgen.profile import load_profile
from briefgen.situation.calendar import days_of
from briefgen.situation.dating import date_articles
from briefgen.situation.joins import find_events

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
Row = Mapping[str, Any]


def read_gold(name: str, split: str = "") -> list[Row]:
    """The rows of a gold file, of one split or all."""
    rows = [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if not split or row.get("split") == split]


def make_articles(told: Sequence[tuple[str, str, str]]) -> tuple[Article, ...]:
    """Articles of (publisher, day, text), with ids from their place."""
    return tuple(
        Article(
            id=f"a{number:03d}",
            path=f"{number:03d}.txt",
            span=(0, len(text)),
            text=text,
            publisher=publisher,
            published=Time(day, "day", day, "stated") if day else Time(),
        )
        for number, (publisher, day, text) in enumerate(told)
    )


def situation_of(articles: Sequence[Article], period: tuple[str, str] = ("2024-01-01", "2025-12-31")) -> Situation:
    """The situation of articles under the default profile."""
    return produce_situation(articles, Request(load_profile("russia-ukraine"), Period(*period)))


def statements_of(articles: Sequence[Article]) -> tuple[Statement, ...]:
    """The statements of articles under the default profile."""
    profile = load_profile("russia-ukraine")
    found = unify_names([read_findings(document, profile) for document in read_documents(load_nlp(), articles)])
    return tuple(statement for item in date_articles(found, profile) for statement in read_statements(item))


def pair_joined(row: Row) -> bool:
    """Whether the two statements of a gold pair fall into one event, among unrelated reports that give words weights."""
    articles = make_articles([("Wire", row["one_day"], row["one"]), ("Post", row["two_day"], row["two"])])
    published = {article.id: days for article in articles if (days := days_of(article.published))}
    groups = find_events((*statements_of(articles), *_background()), published)
    return any({statement.evidence.article for statement in group} >= {"a000", "a001"} for group in groups)


@cache
def _background() -> tuple[Statement, ...]:
    rows = read_gold("groups")[:24]
    made = make_articles([("Background", "2023-01-05", row["text"]) for row in rows])
    return statements_of([replace(article, id=f"b{article.id}", path=f"b{article.path}") for article in made])


def set_contradictions(row: Row) -> tuple[Contradiction, ...]:
    """The contradictions found in one gold set."""
    told = [(item["publisher"], item["published"], item["text"]) for item in row["articles"]]
    return situation_of(make_articles(told)).contradictions


def holds(expected: Row, found: Contradiction) -> bool:
    """Whether a found contradiction is the expected one: its kind, and its two texts in different variants."""
    texts = [_shown(variant) for variant in found.variants]
    one, other = expected["texts"]
    pair = any(one in left and other in right for left in texts for right in texts if left != right)
    return found.kind == expected["kind"] and found.nature == expected["nature"] and pair


def _shown(variant: Any) -> str:
    return f"{variant.value} {variant.evidence.text}"


@cache
def seed_situation() -> Situation:
    """The situation of the real seeds."""
    from briefgen.sources.reading import read_articles

    articles, _ = read_articles([SEEDS])
    return situation_of(articles, ("2025-08-01", "2025-12-06"))


def seed_found(row: Row, situation: Situation) -> bool:
    """Whether a labelled difference (or shared passage) of the seeds is found."""
    if row["kind"] == "shared":
        return any(_covered(row, [_place(situation, key) for key in event.statements]) for event in situation.events)
    return any(
        item.kind == row["kind"] and _covered(row, _variant_places(item, situation))
        for item in situation.contradictions
    )


def _covered(row: Row, places: Sequence[tuple[str, int, int]]) -> bool:
    hits = [
        {
            place
            for place in places
            if place[0] == wanted["path"] and place[1] < wanted["end"] and wanted["start"] < place[2]
        }
        for wanted in row["passages"]
    ]
    return all(hits) and len(set().union(*hits)) >= len(hits)


def _place(situation: Situation, key: str) -> tuple[str, int, int]:
    statement = {statement.id: statement for statement in situation.statements}[key]
    return _in_file(situation, statement.evidence.article, statement.evidence.start, statement.evidence.end)


def _variant_places(item: Contradiction, situation: Situation) -> list[tuple[str, int, int]]:
    return [_in_file(situation, v.evidence.article, v.evidence.start, v.evidence.end) for v in item.variants]


def _in_file(situation: Situation, article: str, start: int, end: int) -> tuple[str, int, int]:
    """The place of a passage in its file, near enough: articles are cut from files, furniture left out."""
    found = next(known for known in situation.articles if known.id == article)
    path = Path(found.path)
    source = (SEEDS / path.name).read_text(encoding="utf-8")
    passage = found.text[start:end]
    place = source.find(passage[:60], found.span[0])
    return path.name, place, place + (end - start)


def false_in_seeds(situation: Situation) -> list[Contradiction]:
    """Contradictions of the seeds that no label holds."""
    labels = [row for row in read_gold("contradictions") if row.get("seeds")]
    return [item for item in situation.contradictions if not any(_is_label(row, item, situation) for row in labels)]


def _is_label(row: Row, item: Contradiction, situation: Situation) -> bool:
    return item.kind == row["kind"] and _covered(row, _variant_places(item, situation))


def measure_pairs(split: str, misses: bool) -> Iterator[str]:
    """Precision and recall of joining two statements."""
    rows = read_gold("events", split)
    joined = [(row, pair_joined(row)) for row in rows]
    yield _figures("statement pairs joined", [(row["same"], found) for row, found in joined])
    if misses:
        yield from (f"   {row['id']}: wanted {row['same']}" for row, found in joined if row["same"] != found)


def measure_sets(split: str, misses: bool) -> Iterator[str]:
    """Recall of expected contradictions and the number of false ones."""
    hit = wanted = false = 0
    lines = []
    for row in (row for row in read_gold("contradictions", split) if "articles" in row):
        found = set_contradictions(row)
        good = [item for item in found if any(holds(expected, item) for expected in row["expect"])]
        missed = [expected for expected in row["expect"] if not any(holds(expected, item) for item in found)]
        wanted, hit, false = (
            wanted + len(row["expect"]),
            hit + len(row["expect"]) - len(missed),
            false + len(found) - len(good),
        )
        lines += [f"   {row['id']}: missed {expected['texts']}" for expected in missed]
        lines += [
            f"   {row['id']}: FALSE {i.kind} {i.nature} {[v.value for v in i.variants]}" for i in found if i not in good
        ]
    yield f"contradictions in sets: {hit} of {wanted} found, {false} false"
    yield from lines if misses else ()


def measure_seeds(misses: bool) -> Iterator[str]:
    """Recall of what a careful reader finds in the real seeds, and what is false."""
    situation = seed_situation()
    rows = [row for row in read_gold("contradictions") if row.get("seeds")]
    needed = [row for row in rows if row["required"]]
    found = sum(seed_found(row, situation) for row in needed)
    false = false_in_seeds(situation)
    yield f"contradictions and shared quotations in the seeds: {found} of {len(needed)} found, {len(false)} false"
    if misses:
        yield from (f"   {row['id']}: {'found' if seed_found(row, situation) else 'missed'}" for row in rows)
        yield from (f"   FALSE {item.kind} {[v.value[:90] for v in item.variants]}" for item in false)


def _figures(name: str, pairs: Sequence[tuple[bool, bool]]) -> str:
    right = sum(want and got for want, got in pairs)
    precision = right / max(1, sum(got for _, got in pairs))
    recall = right / max(1, sum(want for want, _ in pairs))
    return f"{name}: precision {precision:.3f} recall {recall:.3f} of {len(pairs)}"


def main() -> None:
    split = next((word for word in sys.argv[1:] if word in {"dev", "test"}), "test")
    misses = "--misses" in sys.argv
    lines = [*measure_pairs(split, misses), *measure_sets(split, misses)]
    print("\n".join([f"[{split}]", *lines, *(measure_seeds(misses) if SEEDS.is_dir() else ())]))


if __name__ == "__main__":
    main()
