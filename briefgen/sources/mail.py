"""EML and mbox mail as articles: the text of each message is read as a dump, its headers as metadata."""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from functools import partial

from briefgen.model import Span, Time
from briefgen.sources.assembly import Parts, assemble_story
from briefgen.sources.dates import read_date
from briefgen.sources.drafts import Draft, Flaw, Reading
from briefgen.sources.dumps import read_dump
from briefgen.sources.guard import guarded
from briefgen.sources.html import fragment_paragraphs, read_html
from briefgen.sources.publishers import publisher_of_host

# A message of an mbox begins with an asctime date; a sentence that opens with "From" has none (RFC 4155, appendix A).
_FROM = re.compile(
    r"^From \S{1,320} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d \d\d:\d\d(?::\d\d)?.{0,12}\d{4}.{0,12}$(?=\r?\n[A-Za-z][A-Za-z0-9-]*:)",
    re.MULTILINE,
)
_QUOTED_FROM = re.compile(r"^>(?=>*From )", re.MULTILINE)
_HEADER = re.compile(
    r"(?:From|To|Cc|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Reply-To|Delivered-To|Content-Type|X-[\w-]+|List-[\w-]+|DKIM-Signature|Sender):\s?\S",
    re.IGNORECASE,
)
_REPLY = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr)\s?:\s*)+", re.IGNORECASE)
_SIGNATURE = re.compile(r"^-- ?\r?\n", re.MULTILINE)
MOST_MESSAGES = 2_000


def is_mbox(text: str) -> bool:
    """Whether a text begins as an mbox does."""
    return bool(_FROM.match(text))


def is_message(text: str) -> bool:
    """Whether a text begins with the headers of a mail: two known ones in the lines before the first blank one."""
    head = re.split(r"\r?\n\r?\n", text[:20_000], maxsplit=1)[0].splitlines()
    known = [line for line in head if _HEADER.match(line)]
    return len(known) >= 2 and bool(head) and bool(re.match(r"[A-Za-z][\w-]*:", head[0]))


def read_mail(text: str, encoding: str) -> Reading:
    """The articles of one message, or of all messages of an mbox; `encoding` is the one that gave `text`."""
    drafts: list[Draft] = []
    flaws: list[Flaw] = []
    for number, (span, source) in enumerate(_messages(text)):
        if number >= MOST_MESSAGES:
            flaws.append(Flaw("too-many", f"more than {MOST_MESSAGES} messages; the rest were left out"))
            break
        found, wrong = guarded(partial(_read_message, source.encode(encoding, "replace"), span), "mail")
        drafts += found
        flaws += (replace(flaw, place=str(number + 1) if flaw.place == "" else flaw.place) for flaw in wrong)
    return tuple(drafts), tuple(flaws)


def _messages(text: str) -> Iterator[tuple[Span, str]]:
    starts = [match for match in _FROM.finditer(text) if _follows_blank(text, match.start())]
    if not starts:
        yield (len(text) - len(text.lstrip()), len(text.rstrip())), text
        return
    for match, after in zip(starts, [*starts[1:], None], strict=True):
        end = after.start() if after else len(text)
        source = _QUOTED_FROM.sub("", text[match.end() : end].lstrip("\r\n"))
        yield (match.start(), match.start() + len(text[match.start() : end].rstrip())), source


def _follows_blank(text: str, start: int) -> bool:
    before = text[max(start - 4, 0) : start].replace("\r", "")
    return start == 0 or before.endswith("\n\n")


def _read_message(data: bytes, span: Span) -> Reading:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    drafts, flaws = _read_body(message, span)
    attached = tuple(_attachment(part) for part in message.iter_attachments()) if message.is_multipart() else ()
    if not drafts and not flaws:
        flaws = (Flaw("no-text", "a message without text was left out"),)
    return tuple(_with_headers(drafts, message)), flaws + attached


def _attachment(part: EmailMessage) -> Flaw:
    return Flaw("attachment", f"an attachment ({part.get_content_type()}) was left out; save it as a file of its own")


def _read_body(message: EmailMessage, span: Span) -> Reading:
    plain = _content(message, "plain")
    if plain and len(plain.strip()) > 80:
        drafts, _ = read_dump(_SIGNATURE.split(plain, maxsplit=1)[0])
        return tuple(replace(draft, span=span) for draft in drafts), ()
    page = _content(message, "html")
    if not page:
        return (), ()
    drafts, _ = read_html(page)
    if not drafts:
        story = assemble_story(fragment_paragraphs(page), Parts(), span)
        drafts = (story,) if story.text else ()
    return tuple(replace(draft, span=span) for draft in drafts), ()


def _content(message: EmailMessage, kind: str) -> str | None:
    """The text of a message's plain or HTML part, bytes that its charset does not know replaced."""
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return None
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return None
    try:
        return data.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _with_headers(drafts: tuple[Draft, ...], message: EmailMessage) -> Iterator[Draft]:
    """Headers fill in what a single article of a message does not tell of itself; of several, only the sender holds."""
    publisher = publisher_of_host(parseaddr(_header(message, "From"))[1].rpartition("@")[2])
    for draft in drafts:
        filled = replace(draft, publisher=draft.publisher or publisher)
        if len(drafts) == 1:
            subject = _REPLY.sub("", _header(message, "Subject")) or None
            filled = replace(filled, headline=draft.headline or subject, published=_sent(draft, message))
        yield filled


def _sent(draft: Draft, message: EmailMessage) -> Time:
    return draft.published if draft.published.basis != "unknown" else read_date(_header(message, "Date"))


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())
