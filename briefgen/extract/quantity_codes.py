"""Numbers inside codes: links, mail addresses, handles, telephone and reference numbers."""

import re

_MARKS = ("@", "#", "http", "www.")
"""Without one of them nothing is an address."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*\Z|(?<!\S)[^\s@]{1,64}@\S*\Z|[#@]\w*\Z")


def in_address(text: str, place: int) -> bool:
    """Inside a link, a mail address, a handle or a tag."""
    window = text[max(0, place - 301) : place]
    return any(mark in window for mark in _MARKS) and _ADDRESS.search(text, max(0, place - 300), place) is not None


def in_telephone_number(before: str, after: str, *, measured: bool) -> bool:
    """Part of a telephone or reference number: three groups with hyphens, or a leading plus sign."""
    joined = re.search(r"\d[-–]\Z", before) is not None, re.match(r"[-–]\d", after) is not None
    return all(joined) or bool(re.search(r"(?:^|\s)\+(?:[\d ]+)?\Z", before) and len(after) and not measured)
