"""Numbers inside codes: links, mail addresses, handles, telephone and reference numbers."""

import re

_MARKS = ("@", "#", "http", "www.")
"""Without one of them nothing is an address."""
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*\Z|(?<!\S)[^\s@]{1,64}@\S*\Z|[#@]\w*\Z")


def in_address(text: str, place: int) -> bool:
    """Inside a link, a mail address, a handle or a tag."""
    window = text[max(0, place - 301) : place]
    return any(mark in window for mark in _MARKS) and _ADDRESS.search(text, max(0, place - 300), place) is not None


_DIALLED_BEFORE = re.compile(r"[+(]?\d[\d ()\-–]*\Z|[+(]{1,2}\Z")
_DIALLED_AFTER = re.compile(r"[\d ()\-–]*")


def in_telephone_number(before: str, written: str, after: str, *, measured: bool) -> bool:
    """Part of a telephone or reference number: groups with hyphens, a leading plus sign or nought."""
    if re.search(r"\d[-–]\Z", before) and re.match(r"[-–]\d", after):
        return True
    lead, tail = _DIALLED_BEFORE.search(before), _DIALLED_AFTER.match(after)
    run = (lead[0] if lead else "") + written + (tail[0] if tail else "")
    digits = re.sub(r"\D", "", run)
    if measured or not 7 <= len(digits) <= 15:
        return False
    hyphened = len(re.findall(r"\d+[-–]", run)) >= 2 and re.search(r"\d{4}", run)
    return bool(hyphened) or run.startswith("+") or re.match(r"\(?0\d{2,}\D", run) is not None
