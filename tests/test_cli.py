"""The command line as a user meets it: results, messages of one line, exit statuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).resolve().parents[1] / "seeds"


def briefgen(
    *arguments: str, cwd: Path | None = None, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        capture_output=True,
        text=True,
        input=stdin,
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=300,
        check=False,
    )


def one_line_without_traceback(result: subprocess.CompletedProcess[str], status: int) -> str:
    assert result.returncode == status, result.stderr
    assert "Traceback" not in result.stderr
    lines = [line for line in result.stderr.splitlines() if line.startswith("briefgen:")]
    assert len(lines) == 1, result.stderr
    return lines[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["make", "/nowhere/at/all"], "nowhere"),
        (["make", str(SEEDS), "--audience", "wekly"], "weekly"),
        (["make", str(SEEDS), "--profile", "russia-ukrain"], "russia-ukraine"),
        (["make", str(SEEDS), "--week", "2025-W70"], "2025-W36"),
        (["make", str(SEEDS), "--from", "2025-08-01"], "--to"),
        (["make", str(SEEDS), "--format", "docx"], "pdf"),
        (["make", str(SEEDS), "--bogus"], "--bogus"),
        (["make"], "paths"),
        (["mak"], "mak"),
        (["verify", "/nowhere.html", str(SEEDS)], "cannot be read"),
        (["render", "/nowhere.json"], "cannot be read"),
        (["annotate", "--model", "en_core_web_nowhere"], "spacy download"),
        (["explain", "L0001", "/nowhere.json"], "cannot be read"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(arguments: list[str], words: str) -> None:
    assert words in one_line_without_traceback(briefgen(*arguments), 2)


@pytest.mark.parametrize("command", ["make", "read", "model"])
def test_an_empty_folder_is_no_usable_input(tmp_path: Path, command: str) -> None:
    assert "no article" in one_line_without_traceback(briefgen(command, str(tmp_path)), 3)


def test_a_binary_file_is_no_usable_input(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(bytes(range(256)) * 40)
    result = briefgen("make", str(tmp_path))
    one_line_without_traceback(result, 3)
    assert "x.txt" in result.stderr


@pytest.mark.parametrize("text", ["not toml", 'name = "x"', 'name = "x"\ntitle = "X"\nsectons = 1\n[sections]\n'])
def test_a_broken_profile_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    assert "mine.toml" in one_line_without_traceback(briefgen("make", str(SEEDS), "--profile", str(path)), 2)


def test_a_bad_file_is_left_out_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 500)
    text = "date 2025-09-05 Russian drones struck a depot near Odesa on Thursday, killing two people, Governor Oleh Kiper said.\n\n"
    (tmp_path / "good.txt").write_text(
        text + "Talks on a ceasefire will resume in Geneva next week, the Swiss foreign ministry said on Friday.\n",
        encoding="utf-8",
    )
    result = briefgen("make", str(tmp_path), "--format", "html,json", "-o", str(tmp_path / "out"))
    assert result.returncode == 0, result.stderr
    assert "bad.txt" in result.stderr
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["2025-09-05-russia-ukraine-weekly.html", "2025-09-05-russia-ukraine-weekly.json"]
    assert result.stdout.split() == [str(tmp_path / "out" / name) for name in names]
    strict = briefgen(
        "make",
        str(tmp_path / "good.txt"),
        str(tmp_path / "bad.txt"),
        "--format",
        "html",
        "-o",
        str(tmp_path / "o2"),
        "--strict",
    )
    assert strict.returncode == 3


def test_read_prints_the_fields_of_article(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "date 2025-09-05 Envoys met in Vienna on Monday to discuss grain shipments through the strait.\n",
        encoding="utf-8",
    )
    result = briefgen("read", str(tmp_path), "--jsonl")
    fields = json.loads(result.stdout)
    assert set(fields) == {
        "id",
        "path",
        "span",
        "text",
        "headline",
        "byline",
        "dateline",
        "publisher",
        "url",
        "published",
    }
    assert fields["published"]["value"] == "2025-09-05"
    assert fields["path"] == "a.txt"


def test_read_dates_what_is_undated_by_the_others_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "date 2025-11-28 Envoys of Norland met in Vienna on Thursday to discuss grain shipments through the strait.\n",
        encoding="utf-8",
    )
    (tmp_path / "b.txt").write_text(
        "As of November 26, Norland held ninety prisoners in the old fortress of Lowtown, its ministry said.\n",
        encoding="utf-8",
    )
    inferred = [json.loads(line) for line in briefgen("read", str(tmp_path), "--jsonl").stdout.splitlines()]
    plain = [json.loads(line) for line in briefgen("read", str(tmp_path), "--jsonl", "--no-infer").stdout.splitlines()]
    assert [article["published"]["basis"] for article in plain] == ["stated", "unknown"]
    assert [article["published"]["basis"] for article in inferred] == ["stated", "inferred"]
    assert inferred[1]["published"]["reason"]
    assert inferred[1]["published"]["reason"] in briefgen("read", str(tmp_path)).stdout


def test_annotate_says_in_its_status_that_a_line_was_bad() -> None:
    good = json.dumps({"id": 1, "text": "Envoys met on Friday.", "published": "2025-09-06"})
    result = briefgen("annotate", stdin=f"{good}\nnonsense\n{good}\n")
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.returncode == 3
    assert [("error" in answer) for answer in answers] == [False, True, False]
    assert answers[0] == answers[2]


def test_the_schema_is_a_schema_and_the_model_follows_it(tmp_path: Path) -> None:
    import jsonschema

    schema = json.loads(briefgen("schema").stdout)
    result = briefgen("model", str(SEEDS), "--from", "2025-08-01", "--to", "2025-12-06", "--quiet")
    situation = json.loads(result.stdout)
    jsonschema.Draft202012Validator(schema).validate(situation)
    records = {"Situation": schema, **schema["$defs"]}
    assert [
        (name, field)
        for name, record in records.items()
        for field, told in record["properties"].items()
        if not told.get("description")
    ] == []
    texts = {article["id"]: article["text"] for article in situation["articles"]}
    for statement in situation["statements"]:
        evidence = statement["evidence"]
        assert texts[evidence["article"]][evidence["start"] : evidence["end"]] == evidence["text"]


def test_settings_are_read_and_a_wrong_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "briefgen.toml").write_text("[read]\njsonl = true\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text(
        "date 2025-09-05 Envoys met in Vienna on Monday to discuss grain shipments.\n", encoding="utf-8"
    )
    assert json.loads(briefgen("read", "a.txt", cwd=tmp_path).stdout)["path"] == "a.txt"
    (tmp_path / "briefgen.toml").write_text("[read]\njsnl = true\n", encoding="utf-8")
    assert "jsonl" in one_line_without_traceback(briefgen("read", "a.txt", cwd=tmp_path), 2)


def test_help_is_fast_and_names_every_command() -> None:
    result = briefgen("--help")
    for name in (
        "make",
        "read",
        "annotate",
        "group",
        "model",
        "render",
        "verify",
        "check",
        "new",
        "send",
        "explain",
        "schema",
        "preview",
    ):
        assert f"\n  {name} " in result.stdout
