"""Markdown marks taken off running text; every other character stays as it stands in the file."""

import re

_IMAGE = re.compile(r"!\[[^\[\]]{0,1000}\]\([^()\s]{0,1000}(?:\s\"[^\"]{0,300}\")?\)")
_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,1000})\]\((?:https?://|/|#|mailto:)[^()\s]{0,1000}(?:\([^()\s]{0,200}\))?(?:\s\"[^\"]{0,300}\")?\)"
)
_STRONG = re.compile(r"(?<![\w*])\*\*(?P<words>[^\s*](?:[^*\n]{0,2000}[^\s*])?)\*\*(?![\w*])")
_STRONG_LINES = re.compile(r"(?<![\w_])__(?P<words>[^\s_](?:[^_\n]{0,2000}[^\s_])?)__(?![\w_])")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?P<words>[^\s*](?:[^*\n]{0,2000}[^\s*])?)\*(?![\w*])")
_EMPHASIS_LINES = re.compile(r"(?<![\w_\\])_(?P<words>[^\s_](?:[^_\n]{0,2000}[^\s_])?)_(?![\w_])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(?P<words>[*_#\[\]()>\\-])")
_OPENING = re.compile(r"^(?:(?:>|[-*•·]|\d{1,2}\.(?=\s[A-Z]))\s+)+(?=\S)")
_PAIRS = (_LINK, _STRONG, _STRONG_LINES, _EMPHASIS, _EMPHASIS_LINES, _ESCAPE)


def plain_words(paragraph: str) -> str:
    """A paragraph without Markdown: pictures gone, links and emphasis as their words, bullets and `>` off its head,
    control characters out.
    """
    paragraph = _CONTROL.sub("", paragraph)
    if not any(mark in paragraph for mark in "*_[\\>-•·") and not paragraph[:1].isdigit():
        return paragraph
    words = _IMAGE.sub("", _OPENING.sub("", paragraph))
    for pattern in _PAIRS:
        words = pattern.sub(r"\g<words>", words)
    return words.strip()
