"""Which reader a file needs, told by its content first and by its name second."""

from briefgen.sources.decoding import decode
from briefgen.sources.drafts import Flaw, Reading
from briefgen.sources.dumps import read_dump


def read_bytes(data: bytes, name: str) -> Reading:
    """The articles in the bytes of a file called `name`."""
    decoded = decode(data)
    if isinstance(decoded, Flaw):
        return (), (decoded,)
    text, guess = decoded
    drafts, flaws = read_dump(text)
    return drafts, ((guess,) if guess else ()) + flaws
