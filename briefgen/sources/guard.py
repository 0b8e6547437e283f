"""The parsers that we call fail on some damaged input with errors of their own making; those become Flaws here."""

from collections.abc import Callable

from briefgen.sources.drafts import Flaw, Reading

# What feedparser, lxml, trafilatura and the email package were seen to raise on mutated files (see tests/test_sources_fuzz.py).
LIBRARY_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


def guarded(read: Callable[[], Reading], what: str) -> Reading:
    """What `read` makes of a file, or a Flaw where the library behind it fails; `what` names the format."""
    try:
        return read()
    except LIBRARY_FAULTS as error:
        return (), (Flaw("damaged", f"is too damaged to be read as {what} ({type(error).__name__}); it was left out"),)
