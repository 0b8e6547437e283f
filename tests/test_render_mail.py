"""The mail: two parts made for reading, bytes that repeat, nothing that ends a header."""

import email
import email.policy
import json
from dataclasses import replace
from email.message import EmailMessage

import lxml.html
import pytest

from briefgen.errors import TemplateError
from briefgen.printed import Brief, printed_lines
from briefgen.render.assets import find_audience
from briefgen.render.fit import fit_brief
from briefgen.render.mail import render_mail
from tests import brief_factory as factory


def mail_of(brief: Brief, audience_name: str = "digest") -> tuple[Brief, EmailMessage]:
    audience = find_audience(audience_name)
    brief = fit_brief(brief, audience)
    message = email.message_from_bytes(
        render_mail(brief, audience, factory.ledger_of(brief)), policy=email.policy.default
    )
    assert isinstance(message, EmailMessage)
    return brief, message


def part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def flat(text: str) -> str:
    return "".join(text.replace("\u2060", "").split())


def test_headers() -> None:
    _, message = mail_of(factory.sample_brief("digest", "News digest"))
    assert message["Subject"] == "[TLP:CLEAR] News digest: Russia–Ukraine war, Week to Friday 5 December 2025"
    assert message["Date"] == "Fri, 05 Dec 2025 12:00:00 +0000"
    assert message["Message-ID"].endswith("@briefgen.invalid>")
    assert message.get_content_type() == "multipart/mixed"


def test_nothing_ends_a_header() -> None:
    hostile = replace(
        factory.empty_brief(), title="War\r\nBcc: someone@example.org\r\n\r\nbody", marking="TLP:CLEAR\nX: y"
    )
    _, message = mail_of(hostile)
    assert set(message.keys()) == {"Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"}
    assert "Bcc: someone@example.org body" in message["Subject"]


@pytest.mark.parametrize("brief", [factory.sample_brief(), factory.hostile_brief(), factory.empty_brief()])
def test_both_parts_carry_every_line_with_its_note(brief: Brief) -> None:
    brief, message = mail_of(brief)
    text, tree = part(message, "plain"), lxml.html.fromstring(part(message, "html"))
    shown = [line for line in printed_lines(brief) if line.notes]
    for line in shown:
        assert flat(line.text) + "".join(f"[{number}]" for number in line.notes) in flat(text)
        (element,) = tree.xpath(f"//*[@data-line='{line.id}']")
        assert flat(element.text_content()) == flat(line.text) + "".join(map(str, line.notes))
    for note in brief.notes:
        assert f"[{note.number}] {note.publisher}" in text
        assert tree.xpath(f"//*[@id='note-{note.number}'][@data-note='{note.number}']")


def test_plain_text_is_wrapped_and_addresses_are_whole() -> None:
    brief, message = mail_of(factory.sample_brief())
    text = part(message, "plain")
    assert max(len(line) for line in text.splitlines() if "://" not in line) <= 72
    assert all(note.url in text for note in brief.notes)
    assert "<" not in text


def test_html_needs_nothing_from_outside() -> None:
    _, message = mail_of(factory.hostile_brief())
    tree = lxml.html.fromstring(part(message, "html"))
    assert tree.xpath("//img | //script | //link | //@src | //svg") == []
    assert {href[:8] for href in tree.xpath("//a/@href") if not href.startswith("#")} <= {"https://"}
    assert tree.xpath("//p[@class='lead']/@style")


def test_html_stays_small_and_is_cut_whole() -> None:
    audience, brief = find_audience("weekly"), factory.big_brief()
    message = email.message_from_bytes(render_mail(brief, audience, "{}"), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    html = part(message, "html")
    assert len(html.encode()) <= audience.budget.mail_bytes < 102_000
    assert "The full brief has more" in html
    assert "The full brief has more" in part(message, "plain")
    lines = {line.id: line for line in printed_lines(brief)}
    for element in lxml.html.fromstring(html).xpath("//*[@data-line]"):
        assert flat(lines[element.get("data-line")].text) in flat(element.text_content())


def test_a_mail_too_small_for_one_event_is_refused() -> None:
    audience = find_audience("digest")
    tiny = audience.model_copy(update={"budget": audience.budget.model_copy(update={"mail_bytes": 3000})})
    with pytest.raises(TemplateError, match=r"raise budget\.mail_bytes"):
        render_mail(fit_brief(factory.sample_brief(), audience), tiny, "{}")


def test_ledger_is_attached() -> None:
    brief, message = mail_of(factory.sample_brief())
    (attached,) = [item for item in message.iter_attachments() if item.get_filename() == "ledger.json"]
    assert attached.get_content_type() == "application/json"
    assert json.loads(attached.get_content()) == json.loads(factory.ledger_of(brief))


def test_files_on_demand() -> None:
    audience = find_audience("digest")
    data = render_mail(fit_brief(factory.sample_brief(), audience), audience, "{}", {"brief.pdf": b"%PDF"})
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    kinds = {item.get_filename(): item.get_content_type() for item in message.iter_attachments()}
    assert kinds == {"ledger.json": "application/json", "brief.pdf": "application/pdf"}


def test_same_brief_same_bytes_other_brief_other_id() -> None:
    audience = find_audience("digest")
    one, again = (render_mail(fit_brief(factory.sample_brief(), audience), audience, "{}") for _ in range(2))
    other = render_mail(fit_brief(factory.empty_brief(), audience), audience, "{}")
    assert one == again
    ids = [email.message_from_bytes(data)["Message-ID"] for data in (one, other)]
    assert len(set(ids)) == 2
