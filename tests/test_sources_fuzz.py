"""Mutated files of every format: each is read or reported, and none raises."""

import random
from email.message import EmailMessage

import pytest

from briefgen.sources.formats import read_bytes

STORY = "Negotiators from four countries met again on Monday in a hotel above the lake, and both sides spoke of progress for the first time in weeks."
PAGE = f"<html><head><title>Talks</title><meta property='article:published_time' content='2025-12-01'></head><body><article><h1>Talks</h1><p>{STORY}</p><p>{STORY}</p></article></body></html>"
FEED = f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>Post</title><item><title>Talks</title><link>https://a.example/1</link><pubDate>Mon, 01 Dec 2025 10:00:00 GMT</pubDate><description>&lt;p&gt;{STORY}&lt;/p&gt;</description></item></channel></rss>"
INSERTS = (
    b"<",
    b">",
    b"\n\n",
    b"=?utf-8?q?=FF?=",
    b"\xff",
    b"\\ud800",
    b"NaN",
    b"&#xD800;",
    b"&#7;",
    b"<div>" * 50,
    b"From: ;\n",
    b"Date: 99 Foo\n",
    b"[",
    b"{",
    b"(",
    b'"',
    b"\xc3",
)


def message() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = (
        "Lake Post <news@post.example>",
        "Talks",
        "Mon, 01 Dec 2025 10:00:00 +0000",
    )
    mail.set_content(STORY)
    mail.add_alternative(PAGE, subtype="html")
    return mail.as_bytes()


FILES = {
    "page": PAGE.encode(),
    "feed": FEED.encode(),
    "mail": message(),
    "mbox": b"From a@b.example Mon Dec  1 10:00:00 2025\n"
    + message()
    + b"\n\nFrom a@b.example Mon Dec  1 10:00:00 2025\n"
    + message(),
    "records": b'{"title": "Talks", "text": "'
    + STORY.encode()
    + b'", "date": "2025-12-01", "source": {"name": "Post"}}\n' * 3,
    "dump": f"Talks resume in the capital\n\n{STORY}\nhttps://a.example/talks\n\n date 2025-12-01 {STORY}\n".encode(),
}


def mutated(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        place = chance.randrange(max(len(changed), 1))
        match chance.randrange(4):
            case 0:
                changed[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[place : place + chance.randint(1, 60)]
            case 2:
                changed[place:place] = changed[place : place + chance.randint(1, 200)]
            case _:
                changed[place:place] = chance.choice(INSERTS)
    return bytes(changed)


@pytest.mark.parametrize("name", FILES)
def test_mutated_files_are_read_or_reported(name: str) -> None:
    chance = random.Random(name)
    for _ in range(60):
        drafts, flaws = read_bytes(mutated(FILES[name], chance), f"x.{name}")
        assert drafts or flaws
        for draft in drafts:
            fields = (draft.text, draft.headline, draft.byline, draft.publisher, draft.url)
            assert draft.text.strip()
            assert all(field is None or field.encode("utf-8") for field in fields)
