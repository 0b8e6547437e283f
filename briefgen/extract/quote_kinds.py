"""Which quotation marks hold speech: a statement, part of one, or only a term, a title or a nickname."""

from briefgen.extract.quote_layout import Layout

FINITE = frozenset({"VERB", "AUX"})
FINAL = frozenset(".?!…,")
LONGEST_TITLE = 6


def words_in(layout: Layout, quoted: int) -> int:
    """Number of words between the marks."""
    start, end = layout.tokens_of(quoted)
    return sum(1 for token in layout.doc[start:end] if not token.is_punct and not token.is_space)


def says_something(layout: Layout, quoted: int) -> bool:
    """Whether a quotation that stands by itself is a statement rather than a term or a title."""
    start, end = layout.tokens_of(quoted)
    tokens = layout.doc[start:end]
    verb = any(token.pos_ in FINITE for token in tokens)
    return (verb and words_in(layout, quoted) >= 3) or (finished(layout, quoted) and words_in(layout, quoted) >= 2)


def finished(layout: Layout, quoted: int) -> bool:
    """Whether the last character between the marks ends a sentence."""
    start, end = layout.quoted[quoted].inner
    return layout.text[start:end].rstrip("”’'\" ")[-1:] in {".", "?", "!", "…"}


def begins_sentence(layout: Layout, quoted: int) -> bool:
    """Whether the first letter between the marks is a capital, or an ellipsis stands for what is left out."""
    start, end = layout.quoted[quoted].inner
    first = layout.text[start:end].lstrip("‘'“\"[ ")[:1]
    return first.isupper() or first.isdigit() or first in {"…", "."}


def word_before(layout: Layout, quoted: int) -> str:
    """The word or mark before a quotation in its unit, lower case, or ""."""
    start = layout.tokens_of(quoted)[0]
    first = layout.units[layout.unit[start]][0]
    place = start - 1
    while place >= first and layout.doc[place].is_space:
        place -= 1
    return layout.doc[place].lower_ if place >= first else ""


def names_work(layout: Layout, quoted: int) -> bool:
    """Whether a quotation is a title or a sign by its place: `on "Face the Nation,"`, `with "Vote Now" signs`."""
    start, end = layout.tokens_of(quoted)
    words = [token.text for token in layout.doc[start:end] if token.is_alpha]
    titled = len(words) > 1 and all(word[0].isupper() for word in words if len(word) > 3) and words[0][0].isupper()
    if not titled or not start or (finished(layout, quoted) and not _short_title(layout, quoted)):
        return False
    before = layout.doc[start - 1]
    if before.lower_ in {"as", "titled", "entitled", "headlined"}:
        return before.lower_ != "as"
    follows = layout.doc[end] if end < len(layout.doc) else before
    inside = layout.doc[end - 2].text == ","
    apposed = before.text == "," and follows.text == "," and start > 1 and layout.doc[start - 2].pos_ == "NOUN"
    return apposed or (before.pos_ == "ADP" or before.tag_ == "POS") or (follows.pos_ == "NOUN" and not inside)


def _short_title(layout: Layout, quoted: int) -> bool:
    """Whether the stop between the marks may be that of the sentence around a title (`on ABC's "This Week."`)."""
    start, end = layout.quoted[quoted].inner
    return layout.text[start:end].endswith(".") and words_in(layout, quoted) <= LONGEST_TITLE


def run_in(layout: Layout, quoted: int) -> bool:
    """Whether only a date or a short heading stands before a quotation in its unit ("Jan. 31")."""
    start = layout.tokens_of(quoted)[0]
    words = [token for token in layout.doc[layout.units[layout.unit[start]][0] : start] if not token.is_space]
    return (
        0 < len(words) <= 5
        and all(word.pos_ in {"PROPN", "NUM", "PUNCT"} for word in words)
        and words[0].text[0].isupper()
    )


def whole(layout: Layout, quoted: int, side: str) -> bool:
    """Whether a quotation beside a cue is all that was said (direct), not part of a reporter's sentence (mixed)."""
    before = word_before(layout, quoted)
    if begins_sentence(layout, quoted) and says_something(layout, quoted) and run_in(layout, quoted):
        return True
    if before in {":", ""} or (before in {'"', "”", "''"}):
        return True
    if before == ",":
        return (
            begins_sentence(layout, quoted)
            or (says_something(layout, quoted) and words_in(layout, quoted) > 3)
            or side == "left"
        )
    return side == "left" and before != "that" and begins_sentence(layout, quoted) and says_something(layout, quoted)
