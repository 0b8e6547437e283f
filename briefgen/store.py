"""What is kept between runs: files written whole or not at all, and an SQLite store of editions and what was sent.

The store is one file. `PRAGMA user_version` is its version; a newer one is refused, not guessed at.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefgen.errors import StoreError, UsageError

VERSION = 1
BUSY_SECONDS = 5.0
SCHEMA = """
CREATE TABLE article (
  id TEXT PRIMARY KEY, path TEXT NOT NULL, publisher TEXT, headline TEXT, url TEXT, published TEXT NOT NULL, first_edition TEXT NOT NULL
) STRICT;
CREATE TABLE edition (
  stem TEXT PRIMARY KEY, situation TEXT NOT NULL, audience TEXT NOT NULL, date TEXT NOT NULL, digest TEXT NOT NULL
) STRICT;
CREATE TABLE sent (
  edition TEXT NOT NULL, address TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('sending', 'sent', 'refused', 'unknown')),
  reply TEXT NOT NULL, PRIMARY KEY (edition, address)
) STRICT;
"""

State = Literal["sending", "sent", "refused", "unknown"]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one edition for one address."""

    edition: str
    address: str
    state: State
    reply: str


class Store:
    """An open store; use `open_store`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def sent(self, edition: str, address: str) -> Sent | None:
        """What is recorded for an edition and an address; None when nothing is."""
        row = self._connection.execute(
            "SELECT edition, address, state, reply FROM sent WHERE edition = ? AND address = ?", (edition, address)
        )
        found = row.fetchone()
        return Sent(*found) if found else None

    def record(self, sent: Sent) -> None:
        """Record what became of an edition for an address, at once and durably."""
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?)", (sent.edition, sent.address, sent.state, sent.reply)
            )


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """The store at `path`, made when it does not exist.

    Raises:
        StoreError: if it is damaged, locked by another run, or written by a newer briefgen.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"the store {path} cannot be opened: {error}") from error
    try:
        _prepare(connection, path)
        yield Store(connection)
    except sqlite3.OperationalError as error:
        raise StoreError(
            f"the store {path} is locked or cannot be written: {error}; wait for the other run to end"
        ) from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"the store {path} is damaged: {error}; move it away and run again") from error
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > VERSION:
        raise StoreError(
            f"the store {path} was written by a newer briefgen (version {version}, known is {VERSION}): update briefgen"
        )
    if version == 0:
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                for statement in SCHEMA.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {VERSION}")


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a kill at any moment leaves the old file or the new one, never half.

    Raises:
        UsageError: if the folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
