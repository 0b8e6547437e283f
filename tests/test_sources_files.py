"""What a user may drop into a folder: each bad thing is one Problem with its place, and nothing stops the run."""

import locale
import os
import random
import time
from pathlib import Path

import pytest

from briefgen.errors import UsageError
from briefgen.model import Article, Problem
from briefgen.sources import read_articles
from briefgen.sources.files import MOST_BYTES

STORY = "The ferry left the harbour at noon with 40 passengers and a cargo of apples, its owner said on Friday."
OTHER = "The ferry came back at dusk without its cargo, and nobody on board would say where the apples had gone."


def codes(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(problem.place, problem.code) for problem in problems]


def places(articles: tuple[Article, ...]) -> list[str]:
    return [article.path for article in articles]


def test_missing_path_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        read_articles([tmp_path / "nowhere"])


def test_empty_folder_is_a_problem(tmp_path: Path) -> None:
    assert read_articles([tmp_path]) == ((), (Problem("empty", "the folder holds no file", tmp_path.name),))


def test_bad_files_are_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(STORY)
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 4)
    (tmp_path / "empty.txt").write_text(" \n\n")
    (tmp_path / "large.txt").write_bytes(b"a" * (MOST_BYTES + 1))
    (tmp_path / "rules.txt").write_text("-----\n\n=====\n")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing here")
    (tmp_path / "old.txt").write_bytes(
        "Café owners in Kyiv’s centre shut early on Friday because of the blackout.".encode("cp1252")
    )
    (tmp_path / "marked.txt").write_bytes(b"\xff\xfe" + b"\x00\xd8")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dead").symlink_to(tmp_path / "gone")
    (tmp_path / ".hidden.txt").write_text(OTHER)
    articles, problems = read_articles([tmp_path])
    assert places(articles) == ["good.txt", "old.txt"]
    assert codes(problems) == [
        ("broken.pdf", "pdf"),
        ("dead", "unreadable"),
        ("empty.txt", "empty"),
        ("large.txt", "too-large"),
        ("marked.txt", "encoding"),
        ("old.txt", "encoding-guessed"),
        ("picture.jpg", "binary"),
        ("pipe", "unreadable"),
        ("rules.txt:1", "no-text"),
    ]
    assert articles[1].text.startswith("Café owners in Kyiv’s")
    assert all("\n" not in problem.message for problem in problems)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_forbidden_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "a.txt").chmod(0)
    assert codes(read_articles([tmp_path])[1]) == [("a.txt", "unreadable")]


def test_links_in_a_circle_and_the_same_file_twice(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(STORY)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "again.txt").symlink_to(tmp_path / "sub" / "a.txt")
    articles, problems = read_articles([tmp_path, tmp_path / "sub", tmp_path / "sub" / "a.txt"])
    assert (places(articles), problems) == (["a.txt"], ())


def test_order_and_ids_depend_on_the_files_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["b.txt", "A.txt", "ä.txt", "a/10.txt", "a/9.txt", "Z/z.txt"]
    for number, name in enumerate(names):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{STORY} It was trip number {number}.")
    first = read_articles([tmp_path])
    assert places(first[0]) == sorted(names)
    monkeypatch.chdir(tmp_path / "a")
    shuffled = [tmp_path / name for name in names]
    random.Random(1).shuffle(shuffled)
    assert read_articles([Path("..")]) == first
    assert [article.id for article in sorted(read_articles(shuffled)[0], key=lambda article: article.text)] == [
        article.id for article in sorted(first[0], key=lambda article: article.text)
    ]
    assert locale.setlocale(locale.LC_COLLATE)


def test_same_text_elsewhere_is_kept_and_from_the_same_place_reported(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(f"Ferry leaves\n\n{STORY}\nhttps://one.example/ferry")
    (tmp_path / "2.txt").write_text(f"Ferry leaves\n\n{STORY}\nhttps://two.example/ferry")
    (tmp_path / "3.txt").write_text(f"Ferry leaves\n\n{STORY}\nhttps://one.example/ferry")
    (one, two), problems = read_articles([tmp_path])
    assert two.id.startswith(f"{one.id}-")
    assert (len(one.id), len({one.id, two.id})) == (12, 2)
    assert [(problem.code, problem.place) for problem in problems] == [("duplicate", "3.txt:@0")]


def test_article_over_the_limit_is_left_out_and_its_neighbour_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"date 2025-01-02 {'word ' * 250_000}ends.\n\ndate 2025-01-03 {STORY}\n")
    articles, problems = read_articles([tmp_path])
    assert [article.text for article in articles] == [STORY]
    assert [problem.code for problem in problems] == ["too-long"]


def test_names_that_are_no_text_do_not_break_the_output(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(STORY)
    (article,), _ = read_articles([tmp_path])
    article.path.encode("utf-8")


@pytest.mark.slow
def test_a_thousand_small_files_take_a_few_seconds(tmp_path: Path) -> None:
    for number in range(1000):
        (tmp_path / f"{number}.txt").write_text(f"date 2025-09-05 {STORY} {number}\n\n{OTHER}\n" * 3)
    began = time.process_time()
    read_articles([tmp_path])
    assert time.process_time() - began < 6
