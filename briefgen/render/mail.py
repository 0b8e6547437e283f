"""A Brief as a mail: plain text written for reading, HTML of tables with inlined styles, the ledger attached.

Gmail clips an HTML part near 102 kB, so what does not fit goes whole, lowest first, and the mail says so.
Message-ID and MIME boundaries come from the content: the same brief gives the same bytes.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

import css_inline

from briefgen.audience import Audience
from briefgen.errors import TemplateError
from briefgen.printed import Brief
from briefgen.render.context import make_context
from briefgen.render.limits import limited
from briefgen.render.sandbox import fill_template

HTML_PART = "mail.html.j2"
TEXT_PART = "brief.txt.j2"
HEADERS = {"Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"}
_POLICY = policy.SMTP.clone(max_line_length=998)
_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False, keep_at_rules=True)


@limited
def render_mail(
    brief: Brief, audience: Audience, ledger_json: str, attachments: Mapping[str, bytes] | None = None
) -> bytes:
    """The brief as the bytes of an .eml file, without sender and receivers.

    Raises:
        TemplateError: if a template cannot be filled, or not even one event fits `budget.mail_bytes`.
    """
    text, html = _parts_that_fit(brief, audience)
    message = EmailMessage(policy=_POLICY)
    marking = f"[{brief.marking}] " if brief.marking else ""
    message["Subject"] = _one_line(f"{marking}{brief.product}: {brief.title}, {brief.dateline}")
    message["Date"] = format_datetime(datetime.fromisoformat(brief.date).replace(hour=12, tzinfo=UTC))
    message["Message-ID"] = f"<{_digest(text, html, ledger_json)}@briefgen.invalid>"
    message["X-Unsent"] = "1"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    message.add_attachment(ledger_json.encode(), maintype="application", subtype="json", filename="ledger.json")
    for name, data in sorted((attachments or {}).items()):
        message.add_attachment(data, maintype="application", subtype=_subtype(name), filename=name)
    _fix_boundaries(message, _digest(text, html, ledger_json))
    assert set(message.keys()) <= HEADERS, "a header was smuggled in"
    return message.as_bytes()


def _parts_that_fit(brief: Brief, audience: Audience) -> tuple[str, str]:
    for shorter in _shorter(brief):
        html = _html_part(shorter, audience, cut_short=shorter is not brief)
        if len(html.encode()) <= audience.budget.mail_bytes:
            return _text_part(shorter, audience, cut_short=shorter is not brief), html
    raise TemplateError(f"not one event fits a mail of {audience.budget.mail_bytes} bytes; raise budget.mail_bytes")


def _shorter(brief: Brief) -> Iterator[Brief]:
    """The brief, then the same with ever fewer events: the last of each section first, then developments."""
    yield brief
    longest = max((len(block.items) for block in brief.sections), default=0)
    for most in range(longest - 1, -1, -1):
        brief = replace(brief, sections=tuple(replace(block, items=block.items[:most]) for block in brief.sections))
        yield brief
    for most in range(len(brief.developments) - 1, 0, -1):
        brief = replace(brief, developments=brief.developments[:most])
        yield brief


def _html_part(brief: Brief, audience: Audience, *, cut_short: bool) -> str:
    context = {**make_context(brief, audience, "mail"), "cut_short": cut_short}
    return _INLINER.inline(fill_template(audience, HTML_PART, context))


def _text_part(brief: Brief, audience: Audience, *, cut_short: bool) -> str:
    context = {**make_context(brief, audience, "text"), "cut_short": cut_short}
    return fill_template(audience, TEXT_PART, context)


def _one_line(text: str) -> str:
    """Text without any character that could end a header."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _subtype(name: str) -> str:
    return "pdf" if name.endswith(".pdf") else "octet-stream"


def _fix_boundaries(message: EmailMessage, digest: str) -> None:
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_briefgen_{number}_{digest}")
