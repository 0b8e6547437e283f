"""What changed between two editions, and who changed position, on their gold.

python tests/measure_following.py [dev|test] [--misses]

`gold/changes.jsonl` gives two editions and, by words of the event, what became of it; `gold/positions.jsonl` gives two
reports of one speaker and whether the position changed.
"""

import sys
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dataclasses import replace

from briefgen.model import Article, Situation
from briefgen.situation.changes import with_changes
from tests.measure_situation import Row, make_articles, read_gold, situation_of


def articles_of(rows: Sequence[Row]) -> tuple[Article, ...]:
    """Articles with ids from their texts, so that a report keeps its id from edition to edition."""
    made = make_articles([(row["publisher"], row["published"], row["text"]) for row in rows])
    return tuple(replace(item, id=blake2b(item.text.encode(), digest_size=6).hexdigest()) for item in made)


def kinds_of(row: Row) -> Iterator[tuple[str, str]]:
    """The text of each event and what became of it."""
    told = zip(("before", "after"), row["periods"], strict=True)
    before, after = (situation_of(articles_of(row[key]), (period[0], period[1])) for key, period in told)
    changed = with_changes(after, before)
    texts = {
        event.id: _text(event.statements, situation) for situation in (before, changed) for event in situation.events
    }
    yield from ((texts[change.event], change.kind) for change in changed.changes)


def _text(keys: Sequence[str], situation: Situation) -> str:
    told = {statement.id: statement.evidence.text for statement in situation.statements}
    return " / ".join(told[key] for key in keys)


def changes_right(row: Row) -> list[tuple[str, str, bool]]:
    """Each label of a pair of editions, and whether exactly that is found."""
    found = list(kinds_of(row))
    return [(words, kind, [k for text, k in found if words in text] == [kind]) for words, kind in row["expect"]]


def turned(row: Row) -> bool:
    """Whether a change of position is found."""
    situation = situation_of(articles_of(row["articles"]))
    return any(position.turns for position in situation.positions if position.actor == row["actor"])


def measure(split: str) -> dict[str, float]:
    """Share of changes that are right; precision and recall of changes of position."""
    changes = [right for row in read_gold("changes", split) for _, _, right in changes_right(row)]
    return {"right": sum(changes) / len(changes)}


def measure_positions(split: str) -> dict[str, float]:
    """Precision and recall of changes of position."""
    pairs = [(row["turn"], turned(row)) for row in read_gold("positions", split)]
    both = sum(wanted and found for wanted, found in pairs)
    return {
        "precision": both / max(1, sum(found for _, found in pairs)),
        "recall": both / sum(wanted for wanted, _ in pairs),
    }


def main() -> None:
    split = next((word for word in sys.argv[1:] if word in {"dev", "test"}), "test")
    print(f"[{split}] changes", measure(split), "positions", measure_positions(split))
    if "--misses" in sys.argv:
        for row in read_gold("changes", split):
            print(
                "\n".join(f"   {row['id']}: {words} {kind}" for words, kind, right in changes_right(row) if not right)
            )
        missed = (row for row in read_gold("positions", split) if turned(row) != row["turn"])
        print("\n".join(f"   {row['id']}: wanted {row['turn']}" for row in missed))


if __name__ == "__main__":
    main()
