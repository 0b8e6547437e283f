"""Sending a finished mail over SMTP: one connection a recipient, and never the same edition twice to one address.

Before the message is handed over the store says `sending`; a reply makes it `sent` or `refused`; anything else
(a lost connection, a kill) leaves it unknown, and unknown is never sent again unless asked (RFC 5321, 4.2.5 and 6.1).
"""

import mimetypes
import re
import smtplib
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from pathlib import Path
from typing import Literal

from briefgen.errors import DeliveryError, UsageError
from briefgen.store import Sent, Store

Security = Literal["starttls", "tls", "none"]
WIRE = policy.SMTP.clone(max_line_length=998)  # a folded List-Unsubscribe breaks one-click unsubscribing
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
DEFAULT_PORTS: dict[str, int] = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True)
class Server:
    """Where and how mail is handed over; login only when a user is given."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = ""
    password: str = ""
    timeout: float = 30.0


@dataclass(frozen=True, slots=True)
class Mailing:
    """A finished mail, its sender and those who get it."""

    message: EmailMessage
    sender: str
    recipients: tuple[str, ...]
    unsubscribe: str = ""

    @property
    def edition(self) -> str:
        """What the mail is known by in the store: its Message-ID, which the edition makes."""
        return str(self.message["Message-ID"]).strip()


def read_mailing(
    path: Path, sender: str, recipients: Sequence[str], unsubscribe: str = "", attach: Sequence[Path] = ()
) -> Mailing:
    """A mailing from a finished .eml file, with files such as the PDF attached on demand.

    Raises:
        UsageError: if the file is no mail of ours or an address is none.
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from error
    assert isinstance(message, EmailMessage)
    if not message["Message-ID"] or not message["Subject"]:
        raise UsageError(f"{path}: no finished mail: it has no Message-ID or no subject")
    for file in attach:
        _attach(message, file)
    addresses = tuple(dict.fromkeys(_address(recipient) for recipient in recipients))
    if not addresses:
        raise UsageError("nobody to send to: give --to ADDRESS")
    if unsubscribe and not re.fullmatch(r"(?:https://|mailto:)[!-;=?-~]+", unsubscribe):
        raise UsageError(f"--unsubscribe {unsubscribe!r}: give an https or mailto address")
    return Mailing(message, _address(sender), addresses, unsubscribe)


def _attach(message: EmailMessage, file: Path) -> None:
    """One more file of the mail; its Message-ID stays, since it is the same edition."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UsageError(f"--attach {file}: cannot be read: {error.strerror}") from error
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    main, _, minor = kind.partition("/")
    message.add_attachment(data, maintype=main, subtype=minor, filename=file.name)


def _address(text: str) -> str:
    """One bare address; anything that could end a header or a command is refused."""
    found = parseaddr(text)[1]
    user, _, host = found.rpartition("@")
    if (
        not user
        or not host
        or any(char.isspace() or ord(char) < 32 for char in text.strip())
        or set(found) & set('<>,;"\\')
    ):
        raise UsageError(f"{text!r} is no mail address")
    return f"{user}@{host.lower()}"


def send_mailing(mailing: Mailing, server: Server, store: Store, *, resend: bool = False) -> Iterator[Sent]:
    """Send to each recipient in turn and say what became of it; those already served are left alone."""
    for address in mailing.recipients:
        before = store.sent(mailing.edition, address)
        if before and (before.state == "sent" or before.state in {"sending", "unknown"}) and not resend:
            state: Literal["sent", "unknown"] = "sent" if before.state == "sent" else "unknown"
            yield Sent(
                mailing.edition,
                address,
                state,
                f"not sent again: {before.reply or 'an earlier run did not learn its fate'}",
            )
            continue
        outcome = _send_one(mailing, address, server, store)
        store.record(outcome)
        yield outcome


def _send_one(mailing: Mailing, address: str, server: Server, store: Store) -> Sent:
    handed_over = False
    try:
        with _connection(server) as smtp:
            _expect(smtp.mail(mailing.sender), "sender")
            _expect(smtp.rcpt(address), "recipient")
            handed_over = True
            store.record(Sent(mailing.edition, address, "sending", ""))
            code, reply = smtp.data(_wire_bytes(mailing, address))
        return Sent(mailing.edition, address, "sent" if code == 250 else "refused", f"{code} {_text(reply)}")
    except DeliveryError as error:
        return Sent(mailing.edition, address, "refused", error.message)
    except smtplib.SMTPDataError as error:
        return Sent(mailing.edition, address, "refused", f"{error.smtp_code} {_text(error.smtp_error)}")
    except (smtplib.SMTPException, OSError) as error:
        return Sent(
            mailing.edition, address, "unknown" if handed_over else "refused", f"{type(error).__name__}: {error}"
        )


@contextmanager
def _connection(server: Server) -> Iterator[smtplib.SMTP]:
    """A greeted, secured and logged-in connection. A failed good-bye after the reply changes nothing."""
    if server.user and server.security == "none" and server.host not in LOOPBACK:
        raise DeliveryError("no login over an unsecured line: give --security starttls or tls")
    context = ssl.create_default_context()
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout, context=context)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout)
    try:
        smtp.ehlo()
        if server.security == "starttls":
            smtp.starttls(context=context)
            smtp.ehlo()
        if server.user:
            smtp.login(server.user, server.password)
        yield smtp
    finally:
        smtp.close()


def _expect(reply: tuple[int, bytes], what: str) -> None:
    code, text = reply
    if not 200 <= code < 300:
        raise DeliveryError(f"{what} refused: {code} {_text(text)}")


def _text(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.split())[:200]


def _wire_bytes(mailing: Mailing, address: str) -> bytes:
    """The message as sent to one recipient: its own To, the sender's From, all else as rendered."""
    message = BytesParser(policy=WIRE).parsebytes(mailing.message.as_bytes(policy=WIRE))
    headers = {
        "To": address,
        "From": mailing.sender,
        "X-Unsent": "",
        "List-Unsubscribe": "",
        "List-Unsubscribe-Post": "",
    }
    if mailing.unsubscribe:
        headers["List-Unsubscribe"] = f"<{mailing.unsubscribe}>"
    if mailing.unsubscribe.startswith("https"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    for name, value in headers.items():
        del message[name]
        if value:
            message[name] = value
    return message.as_bytes(policy=WIRE)
