"""What is new since the previous edition, and ids that hold between editions."""

import pytest

from briefgen.situation.changes import with_changes
from tests.measure_following import changes_right
from tests.measure_situation import make_articles, read_gold, situation_of

FIRST = ("Wire", "2025-06-03", "A missile struck a market in Kharkiv on Tuesday, killing three people, officials said.")
LATER = (
    "Post",
    "2025-06-04",
    "The death toll from Tuesday's missile strike on a market in Kharkiv rose to seven people killed, officials said.",
)
OTHER = ("Ledger", "2025-06-04", "Norway approved 500 million euros for Ukrainian air defence on Wednesday.")


def _kinds(before: list[tuple[str, str, str]], after: list[tuple[str, str, str]]) -> list[str]:
    changed = with_changes(situation_of(make_articles(after)), situation_of(make_articles(before)))
    return sorted(change.kind for change in changed.changes)


def test_the_same_articles_bring_no_change() -> None:
    assert _kinds([FIRST, OTHER], [FIRST, OTHER]) == ["unchanged", "unchanged"]


def test_a_further_event_is_new_and_a_later_toll_is_a_revision() -> None:
    assert _kinds([FIRST], [FIRST, OTHER]) == ["new", "unchanged"]
    assert _kinds([FIRST], [FIRST, LATER]) == ["revised"]


def test_an_event_keeps_its_id_when_an_article_is_added() -> None:
    before = situation_of(make_articles([FIRST]))
    for added in (LATER, OTHER):
        after = with_changes(situation_of(make_articles([FIRST, added])), before)
        assert before.events[0].id in {event.id for event in after.events}
        known = {event.id for event in after.events}
        assert {entry.event for entry in after.timeline} | {item.event for item in after.contradictions} <= known


def test_an_event_is_no_longer_reported_only_when_its_articles_are_gone() -> None:
    before = situation_of(make_articles([FIRST, OTHER]))
    articles = make_articles([FIRST, OTHER])
    assert [c.kind for c in with_changes(situation_of(articles[:1]), before).changes] == [
        "unchanged",
        "no longer reported",
    ]


@pytest.mark.parametrize("row", read_gold("changes", "dev"), ids=lambda row: row["id"])
def test_successive_editions_tell_what_became_of_each_event(row: dict[str, object]) -> None:
    assert [label for label in changes_right(row) if not label[2]] == []


def test_what_shows_a_change_is_a_passage_of_this_edition() -> None:
    before, after = (situation_of(make_articles(told)) for told in ([FIRST], [FIRST, LATER]))
    (change,) = with_changes(after, before).changes
    assert (change.kind, change.detail) == ("revised", "three people → seven people killed")
    assert [item.text for item in change.evidence] == [LATER[2], FIRST[2]]


def test_a_new_event_never_bears_the_id_of_an_earlier_one() -> None:
    before = situation_of(make_articles([FIRST, OTHER]))
    after = with_changes(situation_of(make_articles([OTHER])), before)
    assert {event.id for event in after.events} <= {event.id for event in before.events}
    fresh = with_changes(situation_of(make_articles([LATER])), situation_of(make_articles([OTHER])))
    assert not {event.id for event in fresh.events} & {event.id for event in before.events if event.lead[:4] == "a001"}
