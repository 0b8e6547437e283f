"""annotate and group, line by line: a bad line answers with an error object, the others go on."""

import json

import pytest

from briefgen.profile import load_profile
from briefgen.streams import annotate_lines, group_lines

GOOD = json.dumps({"id": "a", "text": "Talks resumed in Vienna on Monday.", "published": "2025-09-05"})
BAD = [
    ("{", "not-json"),
    ("[1]", "not-object"),
    ('{"text": "x"}', "no-id"),
    ('{"id": true, "text": "x"}', "no-id"),
    ('{"id": "b"}', "no-text"),
    ('{"id": "b", "text": 3}', "no-text"),
    ('{"id": "b", "text": "x", "published": "2025-02-30"}', "bad-date"),
    ('{"id": "b", "text": "x", "published": "yesterday"}', "bad-date"),
    ('{"id": "b", "text": "x", "published": 20250905}', "bad-date"),
    ('{"id": "b", "text": "half \\ud800"}', "bad-text"),
    ('{"id": "b", "text": "x", "n": NaN}', "not-json"),
    ('{"id": "b", "text": ' + "[" * 100_000, "not-json"),
]


@pytest.mark.parametrize(("line", "code"), BAD)
def test_a_bad_line_is_answered_in_its_place(line: str, code: str) -> None:
    answers = list(annotate_lines([GOOD, line, GOOD], load_profile("russia-ukraine"), "en_brief"))
    assert [good for _, good in answers] == [True, False, True]
    assert answers[1][0]["error"]["code"] == code
    assert answers[1][0]["error"]["line"] == 2
    assert answers[0][0] == answers[2][0]


def test_empty_texts_and_missing_dates_are_answered() -> None:
    lines = [json.dumps({"id": n, "text": text}) for n, text in enumerate(["", "  \n", "Talks resumed."])]
    answers = list(annotate_lines(lines, load_profile("generic"), "en_brief"))
    assert [answer["id"] for answer, good in answers if good] == [0, 1, 2]
    assert answers[0][0]["sentences"] == []


def test_group_answers_each_line_with_a_cluster() -> None:
    report = {
        "date": "2025-09-05",
        "title": "Drones hit Odesa port",
        "text": "Russian drones hit the port of Odesa on Friday, killing two dockers.",
    }
    other = {
        "date": "2025-09-05",
        "title": "Bank raises rates",
        "text": "The central bank of Norland raised its key rate to four percent.",
    }
    lines = [json.dumps({"id": n, **fields}) for n, fields in enumerate([report, other, report])]
    answers = list(group_lines([*lines, "{"]))
    clusters = [answer.get("cluster") for answer, _ in answers]
    assert clusters[0] == clusters[2] != clusters[1]
    assert answers[3][0]["error"]["code"] == "not-json"
