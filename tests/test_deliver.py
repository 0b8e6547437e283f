"""Sending, against a real SMTP server on loopback that also refuses, drops and stalls."""

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from briefgen.deliver import Mailing, Server, read_mailing, send_mailing
from briefgen.errors import UsageError
from briefgen.render.assets import find_audience
from briefgen.render.fit import fit_brief
from briefgen.render.mail import render_mail
from briefgen.store import Sent, Store, open_store
from tests import brief_factory as factory

MAIL = b"""Subject: [TLP:CLEAR] Weekly brief\r
Date: Fri, 05 Dec 2025 12:00:00 +0000\r
Message-ID: <abc@briefgen.invalid>\r
X-Unsent: 1\r
MIME-Version: 1.0\r
Content-Type: text/plain; charset="utf-8"\r
\r
Text.\r
"""


class Handler:
    """Takes mail, or does what it is told instead."""

    def __init__(self) -> None:
        self.got: list[Envelope] = []
        self.behaviour = "accept"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.behaviour == "refuse recipient" or address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.got.append(envelope)
        if self.behaviour == "drop":
            transport: Any = server.transport
            transport.abort()
        if self.behaviour == "stall":
            import asyncio

            await asyncio.sleep(1.5)
        return "554 not today" if self.behaviour == "refuse data" else "250 taken"


@pytest.fixture
def handler() -> Handler:
    return Handler()


@pytest.fixture
def server(handler: Handler) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield Server("127.0.0.1", port, "none", timeout=0.7)
    controller.stop()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.sqlite") as opened:
        yield opened


def mailing(tmp_path: Path, *to: str, unsubscribe: str = "") -> Mailing:
    path = tmp_path / "brief.eml"
    path.write_bytes(MAIL)
    return read_mailing(path, "brief@example.org", to or ("a@example.org",), unsubscribe)


def states(found: Iterator[Sent]) -> list[str]:
    return [sent.state for sent in found]


def test_each_recipient_gets_a_mail_of_its_own(tmp_path: Path, handler: Handler, server: Server, store: Store) -> None:
    mail = mailing(tmp_path, "a@example.org", "b@example.org", unsubscribe="https://example.org/u?id=" + "x" * 90)
    assert states(send_mailing(mail, server, store)) == ["sent", "sent"]
    assert [envelope.rcpt_tos for envelope in handler.got] == [["a@example.org"], ["b@example.org"]]
    content = handler.got[0].content
    assert isinstance(content, bytes)
    got = BytesParser(policy=policy.default).parsebytes(content)
    assert (got["To"], got["From"], got["X-Unsent"]) == ("a@example.org", "brief@example.org", None)
    assert b"List-Unsubscribe: <https://example.org/u?id=" + b"x" * 90 + b">\r\n" in content
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_no_edition_goes_twice_to_one_address(tmp_path: Path, handler: Handler, server: Server, store: Store) -> None:
    mail = mailing(tmp_path)
    assert states(send_mailing(mail, server, store)) == ["sent"]
    assert states(send_mailing(mail, server, store)) == ["sent"]
    assert len(handler.got) == 1
    assert states(send_mailing(mail, server, store, resend=True)) == ["sent"]
    assert len(handler.got) == 2


@pytest.mark.parametrize("behaviour", ["drop", "stall"])
def test_a_lost_reply_is_unknown_and_not_sent_again(
    tmp_path: Path, handler: Handler, server: Server, store: Store, behaviour: str
) -> None:
    mail = mailing(tmp_path)
    handler.behaviour = behaviour
    assert states(send_mailing(mail, server, store)) == ["unknown"]
    handler.behaviour = "accept"
    assert states(send_mailing(mail, server, store)) == ["unknown"]
    assert len(handler.got) == 1


def test_a_kill_while_sending_counts_as_unknown(tmp_path: Path, handler: Handler, server: Server, store: Store) -> None:
    mail = mailing(tmp_path)
    store.record(Sent(mail.edition, "a@example.org", "sending", ""))
    assert states(send_mailing(mail, server, store)) == ["unknown"]
    assert handler.got == []


@pytest.mark.parametrize("behaviour", ["refuse recipient", "refuse data"])
def test_a_refusal_may_be_tried_again(
    tmp_path: Path, handler: Handler, server: Server, store: Store, behaviour: str
) -> None:
    mail = mailing(tmp_path)
    handler.behaviour = behaviour
    assert states(send_mailing(mail, server, store)) == ["refused"]
    handler.behaviour = "accept"
    assert states(send_mailing(mail, server, store)) == ["sent"]


def test_one_refused_recipient_does_not_stop_the_others(
    tmp_path: Path, handler: Handler, server: Server, store: Store
) -> None:
    mail = mailing(tmp_path, "nobody@example.org", "a@example.org")
    assert states(send_mailing(mail, server, store)) == ["refused", "sent"]


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A certificate for localhost that signs itself, and its key."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("makes its certificate with openssl, which is not installed")
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    command = [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(command, check=True, capture_output=True)
    return cert, key


class Doorkeeper:
    """Lets one name with one password in, and remembers who tried."""

    def __init__(self) -> None:
        self.tried: list[tuple[bytes, bytes]] = []

    def __call__(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        self.tried.append((data.login, data.password))
        return AuthResult(success=(data.login, data.password) == (b"desk", b"right"))


@pytest.fixture
def secured(handler: Handler, certificate: tuple[Path, Path]) -> Iterator[tuple[Server, Doorkeeper]]:
    """A server that wants STARTTLS, then a login."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    door = Doorkeeper()
    controller = Controller(
        handler,
        hostname="127.0.0.1",
        port=port,
        tls_context=context,
        require_starttls=True,
        authenticator=door,
        auth_required=True,
    )
    controller.start()
    yield Server("localhost", port, "starttls", "desk", "right", timeout=5), door
    controller.stop()


@pytest.fixture
def vouched(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate is one that this machine trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))


@pytest.mark.usefixtures("vouched")
def test_starttls_and_login(tmp_path: Path, handler: Handler, secured: tuple[Server, Doorkeeper], store: Store) -> None:
    server, door = secured
    assert states(send_mailing(mailing(tmp_path), server, store)) == ["sent"]
    assert door.tried == [(b"desk", b"right")]
    wrong = replace(server, password="wrong")
    (refused,) = send_mailing(mailing(tmp_path, "b@example.org"), wrong, store)
    assert refused.state == "refused"
    assert "wrong" not in refused.reply
    assert len(handler.got) == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(
    tmp_path: Path, handler: Handler, secured: tuple[Server, Doorkeeper], store: Store
) -> None:
    server, door = secured
    (refused,) = send_mailing(mailing(tmp_path), server, store)
    assert (refused.state, handler.got, door.tried) == ("refused", [], [])
    assert "certificate" in refused.reply.lower()


def test_a_server_without_starttls_gets_nothing(tmp_path: Path, handler: Handler, server: Server, store: Store) -> None:
    wanted = replace(server, security="starttls")
    assert states(send_mailing(mailing(tmp_path), wanted, store)) == ["refused"]
    assert handler.got == []


def test_a_password_never_crosses_an_open_line(tmp_path: Path, store: Store) -> None:
    server = Server("mail.example.org", 25, "none", "desk", "right")
    (refused,) = send_mailing(mailing(tmp_path), server, store)
    assert refused.state == "refused"
    assert "--security" in refused.reply


def test_a_pdf_is_attached_on_demand(tmp_path: Path, handler: Handler, server: Server, store: Store) -> None:
    audience = find_audience("digest")
    brief = fit_brief(factory.sample_brief("digest", "News digest"), audience)
    path, pdf = tmp_path / "brief.eml", tmp_path / "brief.pdf"
    path.write_bytes(render_mail(brief, audience, factory.ledger_of(brief)))
    pdf.write_bytes(b"%PDF-1.7 of the test")
    mail = read_mailing(path, "brief@example.org", ("a@example.org",), attach=[pdf])
    assert mail.edition == read_mailing(path, "brief@example.org", ("a@example.org",)).edition
    assert states(send_mailing(mail, server, store)) == ["sent"]
    content = handler.got[0].content
    assert isinstance(content, bytes)
    got = BytesParser(policy=policy.default).parsebytes(content)
    files = {part.get_filename(): part.get_content() for part in got.iter_attachments()}
    assert files["brief.pdf"] == pdf.read_bytes()
    assert "ledger.json" in files
    body = got.get_body(("html",))
    assert body is not None
    assert "preheader" in str(body.get_content())
    with pytest.raises(UsageError, match="cannot be read"):
        read_mailing(path, "brief@example.org", ("a@example.org",), attach=[tmp_path / "none.pdf"])


def test_no_server_is_a_refusal_not_a_crash(tmp_path: Path, store: Store) -> None:
    assert states(send_mailing(mailing(tmp_path), Server("127.0.0.1", 1, "none", timeout=0.5), store)) == ["refused"]


@pytest.mark.parametrize("address", ["", "no address", "a@b\r\nBcc: x@y", "a@b, c@d\n", "<a@b>\x00"])
def test_what_could_end_a_header_is_no_address(tmp_path: Path, address: str) -> None:
    with pytest.raises(UsageError):
        mailing(tmp_path, address)


def test_an_unsubscribe_address_is_https_or_mailto(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        mailing(tmp_path, unsubscribe="http://example.org/\r\nX: y")
