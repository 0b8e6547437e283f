"""Each format on a small file of its own, read through `read_articles` as a user would."""

import json
import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefgen.model import Article, Problem
from briefgen.sources import read_articles
from briefgen.sources.formats import file_format

FIRST = "Negotiators from four countries met again on Monday in a hotel above the lake, and both sides spoke of progress for the first time in weeks."
SECOND = "“We are closer,” said one delegate. He would not say how close they had come to a deal on the border."
THIRD = "The talks are to go on until Thursday, when ministers arrive and the last open points will be put before them."

PAGE = f"""<!DOCTYPE html><html><head><title>Talks resume in Geneva | Lake Post</title>
<meta property="og:title" content="Talks resume in Geneva"><meta property="og:site_name" content="Lake Post">
<link rel="canonical" href="https://www.lakepost.example/world/talks-resume">
<meta property="article:published_time" content="2025-12-01T23:30:00-05:00"><meta name="author" content="Jane Doe">
</head><body><nav><a href="/">Home</a><a href="/sport">Sport</a></nav><article><h1>Talks resume in Geneva</h1><p>By Jane Doe</p>
<p>GENEVA (Reuters) - {FIRST}</p><h2>What comes next</h2><p>{SECOND.replace("close they", "<b>close</b> they")}</p>
<p>Sign up for our newsletter to get the day's news.</p><p>{THIRD}</p></article><footer>© 2025 Lake Post</footer></body></html>"""

RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lake Post</title>
<item><title>Talks resume in Geneva</title><link>https://www.lakepost.example/a/1</link><author>Jane Doe</author><pubDate>Mon, 01 Dec 2025 23:30:00 -0500</pubDate>
<description>Short.</description><content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p><p>The post Talks resume appeared first on Lake Post.</p>]]></content:encoded></item>
<item><title>Ministers arrive</title><link>https://www.reuters.com/world/ministers-2025-12-04/</link><description>{THIRD}</description></item>
<item><title>Nothing to read</title><link>https://www.lakepost.example/a/3</link></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Lake Post</title>
<entry><title>Talks resume in Geneva</title><link href="https://www.lakepost.example/a/1"/><published>2025-12-01T23:30:00Z</published>
<author><name>Jane Doe</name></author><content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;</content></entry></feed>"""


def read(folder: Path, name: str, data: str | bytes) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return read_articles([folder])


def letter(body: str, subtype: str = "plain") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Lake Post <news@lakepost.example>", "desk@reader.example"
    message["Subject"], message["Date"] = "Fwd: Talks resume in Geneva", "Mon, 01 Dec 2025 23:30:00 -0500"
    message.set_content(body, subtype=subtype)
    return message


def test_web_page(tmp_path: Path) -> None:
    (article,), problems = read(tmp_path, "page.html", PAGE)
    assert problems == ()
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert (article.headline, article.byline, article.dateline) == (
        "Talks resume in Geneva",
        "Jane Doe",
        "GENEVA (Reuters)",
    )
    assert (article.publisher, article.url) == (
        "Lake Post",
        "https://www.lakepost.example/world/talks-resume",
    ) or article.publisher == "lakepost.example"
    assert (article.published.value, article.published.basis) == ("2025-12-01", "stated")


def test_web_page_without_ending_and_with_another_encoding(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').encode("cp1252")
    (article,), problems = read(tmp_path, "saved", page)
    assert "“We are closer,”" in article.text
    assert problems == ()


def test_page_whose_date_stands_in_its_link_alone(tmp_path: Path) -> None:
    page = PAGE.replace("/world/talks-resume", "/2025/11/30/talks-resume").replace(
        'property="article:published_time"', 'property="x"'
    )
    (article,), _ = read(tmp_path, "page.html", page)
    assert (article.published.value, article.published.basis) == ("2025-11-30", "url")


def test_page_of_menus_is_a_problem(tmp_path: Path) -> None:
    articles, problems = read(tmp_path, "page.html", "<html><body><nav><a href='/'>Home</a></nav></body></html>")
    assert (articles, [problem.code for problem in problems]) == ((), ["no-text"])


def test_deep_page_is_a_problem(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "page.html", "<html><body>" + "<div>" * 50_000 + FIRST)
    assert [problem.code for problem in problems] == ["too-deep"]


def test_rss(tmp_path: Path) -> None:
    (first, second), problems = read(tmp_path, "feed.xml", RSS)
    assert first.text == f"{FIRST}\n\n{SECOND}"
    assert (first.headline, first.byline, first.url) == (
        "Talks resume in Geneva",
        "Jane Doe",
        "https://www.lakepost.example/a/1",
    )
    assert (first.published.value, first.published.basis) == ("2025-12-01", "stated")
    assert (second.publisher, second.published.value, second.published.basis) == ("Reuters", "2025-12-04", "url")
    assert RSS[slice(*second.span)].startswith("<item><title>Ministers arrive")
    assert [(problem.code, problem.place) for problem in problems] == [("no-text", "feed.xml:5")]


def test_atom(tmp_path: Path) -> None:
    (article,), _ = read(tmp_path, "feed", ATOM)
    assert (article.text, article.byline, article.published.value) == (f"{FIRST}\n\n{SECOND}", "Jane Doe", "2025-12-01")


def test_mail_in_plain_text_with_wrapped_lines(tmp_path: Path) -> None:
    import textwrap

    body = "\n\n".join(textwrap.fill(part, 60) for part in (FIRST, SECOND, THIRD)) + "\n\n-- \nJane Doe\nLake Post\n"
    (article,), problems = read(tmp_path, "message.eml", letter(body).as_bytes())
    assert article.text == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert (article.headline, article.publisher) == ("Talks resume in Geneva", "lakepost.example")
    assert (article.published.value, article.published.basis) == ("2025-12-01", "stated")
    assert problems == ()


def test_mail_in_html_and_an_attachment(tmp_path: Path) -> None:
    message = letter(f"<p>{FIRST}</p><p>{SECOND}</p>", "html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="x.pdf")
    (article,), problems = read(tmp_path, "message.eml", message.as_bytes())
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert [problem.code for problem in problems] == ["attachment"]


def test_mbox_and_a_line_that_begins_with_from(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box.mbox")
    for part in (
        f"{FIRST}\n\nFrom here on the road is closed, the mayor said on Tuesday in a message to all households.\n",
        f"{SECOND}\n\n{THIRD}\n",
    ):
        box.add(mailbox.mboxMessage(letter(part)))
    box.close()
    articles, problems = read_articles([tmp_path])
    assert [article.text.split("\n\n") for article in articles] == [
        [FIRST, "From here on the road is closed, the mayor said on Tuesday in a message to all households."],
        [SECOND, THIRD],
    ]
    assert problems == ()


def test_json_lines_under_common_names_and_bad_lines(tmp_path: Path) -> None:
    rows = [
        json.dumps(
            {
                "title": "Talks resume",
                "content": f"{FIRST}\n\n{SECOND}",
                "link": "https://www.bbc.co.uk/news/1",
                "pubDate": "Mon, 01 Dec 2025 10:00:00 GMT",
                "authors": ["Jane Doe", "John Roe"],
            }
        ),
        json.dumps({"headline": "Second", "text": THIRD, "source": {"name": "Lake Post"}, "published": 1764547200}),
        '{"text": "half \\ud800 a pair"}',
        '{"text": "x", "score": NaN}',
        "no json at all",
        json.dumps({"title": "no text"}),
    ]
    (first, second), problems = read(tmp_path, "all.jsonl", "\n".join(rows))
    assert (first.headline, first.publisher, first.byline, first.published.value) == (
        "Talks resume",
        "BBC News",
        "Jane Doe, John Roe",
        "2025-12-01",
    )
    assert (second.text, second.publisher, second.published.value) == (THIRD, "Lake Post", "2025-12-01")
    assert [(problem.code, problem.place) for problem in problems] == [
        ("surrogate", "all.jsonl:3"),
        ("json", "all.jsonl:4"),
        ("json", "all.jsonl:5"),
        ("no-text", "all.jsonl:6"),
    ]


def test_a_record_whose_text_only_repeats_its_title_keeps_the_text(tmp_path: Path) -> None:
    rows = [
        json.dumps({"title": FIRST.rstrip("."), "text": FIRST}),
        json.dumps({"title": FIRST[:40], "text": FIRST, "source": "Lake Post"}),
        json.dumps({"title": FIRST.rstrip("."), "text": f"{FIRST}\n\n{SECOND}"}),
    ]
    articles, problems = read(tmp_path, "all.jsonl", "\n".join(rows))
    assert [article.text for article in articles] == [FIRST, FIRST, SECOND]
    assert problems == ()


def test_articles_printed_as_json_lines_are_read_back(tmp_path: Path) -> None:
    from pydantic import TypeAdapter

    (article,), _ = read(tmp_path, "page.html", PAGE)
    (tmp_path / "page.html").unlink()
    (again,), _ = read(tmp_path, "again.jsonl", TypeAdapter(Article).dump_json(article))
    fields = ("id", "text", "headline", "byline", "dateline", "publisher", "url", "published")
    assert [getattr(again, name) for name in fields] == [getattr(article, name) for name in fields]


def test_json_array(tmp_path: Path) -> None:
    articles, _ = read(tmp_path, "all.json", json.dumps([{"text": FIRST}, {"text": THIRD}], indent=1))
    assert [article.text for article in articles] == [FIRST, THIRD]


def test_pdf(tmp_path: Path) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    html = f"<h1>Talks resume in Geneva</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    (tmp_path / "story.pdf").write_bytes(weasyprint.HTML(string=html).write_pdf())
    (article,), problems = read_articles([tmp_path])
    assert problems == ()
    assert article.headline == "Talks resume in Geneva"
    assert " ".join(article.text.split()) == f"{FIRST} {SECOND} {THIRD}"


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("From today the bridge is closed.\nTo: be or not to be", "a.txt", "dump"),
        ("From: a@b.example\nSubject: x\n\nbody", "a.txt", "mail"),
        ('"He left," she said.', "a.txt", "dump"),
        ("{curly} beginnings are text", "a.txt", "dump"),
        ("[Analysis] The front has moved", "a.txt", "dump"),
        ("<p>Only a piece</p>", "a.html", "page"),
        ("<?xml version='1.0'?><other/>", "a.xml", "xml"),
        ("Title: A talk\nDate: 3 May 2025\n\nText", "a.txt", "dump"),
    ],
)
def test_formats_are_told_by_content(text: str, name: str, expected: str) -> None:
    assert file_format(text, name) == expected
