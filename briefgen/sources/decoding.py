"""Bytes to text: byte order mark, then UTF-8, then a guess that is reported as one."""

import codecs
import re
from typing import NamedTuple

from briefgen.sources.drafts import Flaw

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,40})",
    re.IGNORECASE,
)
_SAMPLE = 200_000
# The bytes of Windows-1252 that English text uses: typographic marks, currency and accented letters.
_WESTERN = frozenset(
    {
        0x80,
        0x82,
        0x84,
        0x85,
        *range(0x91, 0x98),
        0xA0,
        0xA3,
        0xA7,
        0xA9,
        0xAB,
        0xAE,
        0xB0,
        0xB4,
        0xBB,
        0xBD,
        *range(0xC0, 0xD7),
        *range(0xD8, 0xF7),
        *range(0xF8, 0x100),
    }
)


class Decoded(NamedTuple):
    """The text of a file, the encoding that gave it, and a Flaw where that is a guess."""

    text: str
    encoding: str
    guess: Flaw | None = None


def decode(data: bytes) -> Decoded | Flaw:
    """The text of a file, or a Flaw that says why it is none. Line ends stay as they are; a byte order mark goes."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _as(data, encoding) or Flaw("encoding", f"begins as {encoding} but is not; it was left out")
    if is_binary(data):
        return Flaw("binary", "is no text; it was left out")
    return _as(data, "utf-8") or _declared(data) or _guessed(data)


def is_binary(data: bytes) -> bool:
    """Whether bytes hold what no text holds: NUL or many control characters."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, bytes((*range(8), *range(14, 27), *range(28, 32), 127))))
    return b"\0" in sample or controls > len(sample) / 100


def _as(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes) -> Decoded | None:
    found = _DECLARED.search(data[:4096])
    return _as(data, (found[1] or found[2]).decode("ascii")) if found else None


def _guessed(data: bytes) -> Decoded | Flaw:
    encoding = "cp1252" if _is_western(data) else _best_guess(data)
    found = _as(data, encoding) if encoding else None
    if found is None:
        return Flaw("encoding", "its encoding is unknown; it was left out; save it as UTF-8")
    message = f"is not UTF-8; it was read as {encoding}, which may be wrong; save it as UTF-8"
    return found._replace(guess=Flaw("encoding-guessed", message))


def _is_western(data: bytes) -> bool:
    high = [byte for byte in data[:_SAMPLE] if byte > 127]
    return len(high) < len(data[:_SAMPLE]) / 20 and _WESTERN.issuperset(high)


def _best_guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else None
