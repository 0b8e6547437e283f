"""The files below the paths that a user gives, in an order that no folder, locale or caller decides."""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from briefgen.errors import UsageError
from briefgen.model import Problem

MOST_BYTES = 5_000_000


class File(NamedTuple):
    """A file to read and the name it goes by: its path below the folder given, or its own name."""

    label: str
    path: Path


def find_files(paths: Sequence[Path]) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The regular files that `paths` name or hold, sorted by label; each file once.

    Hidden files and folders are skipped; links to folders are followed once. A folder without files is a Problem.

    Raises:
        UsageError: if one of the paths does not exist.
    """
    found: list[File] = []
    problems: list[Problem] = []
    for path in paths:
        files, flaws = _below(path)
        found += files
        problems += flaws
    return _distinct(found), tuple(sorted(set(problems), key=lambda problem: (problem.place, problem.code)))


def read_file(file: File) -> bytes | Problem:
    """The bytes of a file, or why it was left out: unreadable, empty or over the limit of 5 MB."""
    try:
        with file.path.open("rb") as handle:
            data = handle.read(MOST_BYTES + 1)
    except OSError as error:
        return Problem("unreadable", f"cannot be read ({error.strerror or error}); it was left out", file.label)
    if len(data) > MOST_BYTES:
        return Problem("too-large", f"larger than {MOST_BYTES // 1_000_000} MB; it was left out; split it", file.label)
    if not data.strip():
        return Problem("empty", "holds nothing; it was left out", file.label)
    return data


def _below(path: Path) -> tuple[list[File], list[Problem]]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        reason = "no such file or folder" if isinstance(error, FileNotFoundError) else str(error.strerror or error)
        raise UsageError(f"{path}: {reason}; check the path") from error
    if not stat.S_ISDIR(mode):
        return _sorted_out([(_label(path.name or str(path)), path)])
    entries = list(_walk(path, "", (_identity(path),)))
    files, problems = _sorted_out([entry for entry in entries if isinstance(entry, tuple)])
    problems += [entry for entry in entries if isinstance(entry, Problem)]
    if not files and not problems:
        problems = [Problem("empty", "the folder holds no file", _label(path.resolve().name))]
    return files, problems


def _walk(folder: Path, prefix: str, above: tuple[tuple[int, int], ...]) -> Iterator[tuple[str, Path] | Problem]:
    """Every entry below a folder that is no folder; `above` are the folders on the way, to stop at a loop of links."""
    try:
        names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield Problem(
            "unreadable", f"the folder cannot be read ({error.strerror or error})", _label(prefix or folder.name)
        )
        return
    for name in names:
        path = folder / name
        if not path.is_dir():
            yield _label(prefix + name), path
        elif (identity := _identity(path)) not in above:
            yield from _walk(path, f"{prefix}{name}/", (*above, identity))


def _identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _sorted_out(entries: Iterable[tuple[str, Path]]) -> tuple[list[File], list[Problem]]:
    """Regular files, and a Problem for each pipe, device and dead link (opening one could block for ever)."""
    files: list[File] = []
    problems: list[Problem] = []
    for label, path in entries:
        try:
            regular = stat.S_ISREG(path.stat().st_mode)
        except OSError as error:
            problems.append(
                Problem("unreadable", f"cannot be read ({error.strerror or error}); it was left out", label)
            )
            continue
        if regular:
            files.append(File(label, path))
        else:
            problems.append(Problem("unreadable", "is no regular file; it was left out", label))
    return files, problems


def _distinct(files: Iterable[File]) -> tuple[File, ...]:
    """One entry for each real file, under the shortest label that leads to it."""
    chosen: dict[str, File] = {}
    for file in sorted(files, key=lambda file: (len(file.label), file.label)):
        chosen.setdefault(os.path.realpath(file.path), file)
    return tuple(sorted(chosen.values(), key=lambda file: (file.label, os.path.realpath(file.path))))


def _label(name: str) -> str:
    """A path as text that every encoding of the output can hold."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace").replace(os.sep, "/")
