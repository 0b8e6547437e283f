"""Files written whole or not at all."""

import os
import tempfile
from pathlib import Path

from briefgen.errors import UsageError


def write_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that a kill at any moment leaves the old file or the new one, never half.

    Raises:
        UsageError: if the folder cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from error
