"""Files written whole, and the store."""

import sqlite3
from pathlib import Path

import pytest

from briefgen.errors import StoreError, UsageError
from briefgen.store import Sent, open_store, write_atomically


def test_what_was_sent_is_remembered(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "store.sqlite"
    with open_store(path) as store:
        store.record(Sent("m1", "a@example.org", "sent", "250 ok"))
    with open_store(path) as store:
        assert store.sent("m1", "a@example.org") == Sent("m1", "a@example.org", "sent", "250 ok")
        assert store.sent("m1", "b@example.org") is None


def test_a_damaged_store_is_named(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    path.write_bytes(b"this is no database, not at all" * 50)
    with pytest.raises(StoreError, match="damaged"), open_store(path):
        pass


def test_a_newer_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="newer"), open_store(path):
        pass


def test_a_locked_store_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.store.BUSY_SECONDS", 0.05)
    path = tmp_path / "store.sqlite"
    with open_store(path):
        pass
    other = sqlite3.connect(path)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(StoreError, match="locked"), open_store(path) as store:
            store.record(Sent("m1", "a@example.org", "sent", ""))
    finally:
        other.close()


def test_a_write_replaces_whole_files_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "out" / "brief.pdf"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in path.parent.iterdir()] == ["brief.pdf"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"old")

    def no_space(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("briefgen.store.os.fsync", no_space)
    with pytest.raises(UsageError, match="No space left"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["brief.pdf"]
