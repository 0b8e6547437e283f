"""Datelines, agencies, bylines, contact lines and outlets."""

import pytest

from briefgen.model import Article
from briefgen.sources.credits import dateline, wire_credit
from briefgen.sources.lines import byline, contact, line_kind, line_url
from briefgen.sources.publishers import publisher_named, publisher_of_url, registrable_domain


@pytest.mark.parametrize(
    ("paragraph", "words", "rest"),
    [
        ("WASHINGTON — The chairmen said", "WASHINGTON", "The chairmen said"),
        ("KYIV, Ukraine (AP) — The army said", "KYIV, Ukraine (AP)", "The army said"),
        ("MOSCOW, Dec 3 (Reuters) - The Kremlin said", "MOSCOW, Dec 3 (Reuters)", "The Kremlin said"),
        ("Kyiv (dpa) – The army said", "Kyiv (dpa)", "The army said"),
        ("MOSCOW Russian President", "MOSCOW", "Russian President"),
        ("UNITED NATIONS A vote on", "UNITED NATIONS", "A vote on"),
        ("MOSCOW US-trained pilots", "MOSCOW", "US-trained pilots"),
        ("KYIV “I was there,” the mayor", "KYIV", "“I was there,” the mayor"),
        ("ST. PETERSBURG, Russia — The fair", "ST. PETERSBURG, Russia", "The fair"),
        ("(Reuters) - The army said", "(Reuters)", "The army said"),
        ("Nov 3 (Reuters) - The army said", "Nov 3 (Reuters)", "The army said"),
        ("KYIV: The army said", "KYIV", "The army said"),
        ("BRUSSELS, May 20. /TASS/. Ministers have", "BRUSSELS, May 20. /TASS/.", "Ministers have"),
        ("MOSCOW, December 3 /TASS/. The army", "MOSCOW, December 3 /TASS/.", "The army"),
        ("NEAR HULIAIPOLE — The road", "NEAR HULIAIPOLE", "The road"),
        ("OUTSIDE POKROVSK, Ukraine — The road", "OUTSIDE POKROVSK, Ukraine", "The road"),
    ],
)
def test_datelines(paragraph: str, words: str, rest: str) -> None:
    found = dateline(paragraph)
    assert found is not None
    assert (found["words"].strip(" ,"), paragraph[found.end() :]) == (words, rest)


@pytest.mark.parametrize(
    "paragraph",
    [
        "NATO defense chiefs met",
        "NATO Secretary General Mark Rutte said",
        "U.S. President Donald Trump said",
        "US Secretary of State",
        "UKRAINE LEADERSHIP has expressed",
        "Moscow - the city that never sleeps",
        "EU leaders — all but one — agreed",
        "A man (AP) was",
        "Moscow. /Left/. The road",
        "EAST /West talks began",
        "NOTE: The road is closed",
        "MUST READ - The guide",
        "BREAKING – The bridge fell",
        "ISIL – Sinai Province said",
        "Trump (right) - who left early",
        "",
    ],
)
def test_openings_that_are_no_dateline(paragraph: str) -> None:
    assert dateline(paragraph) is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("Author: Sophia Brooks", "Sophia Brooks"),
        ("— By REUTERS", "REUTERS"),
        ("*By Anton Reva*", "Anton Reva"),
        ("By Jane van der Berg, Lake Post", "Jane van der Berg"),
        ("By Tomás dos Anjos", "Tomás dos Anjos"),
        ("By Élise d'Arcy and Łukasz Nowak", "Élise d'Arcy and Łukasz Nowak"),
        ("By Friday the town was lost", None),
        ("By the river", None),
    ],
)
def test_bylines(line: str, name: str | None) -> None:
    found = byline(line)
    assert (found.split(", Lake")[0] if found else found) == name


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Write to Jane Doe at jane.doe@post.example", ("Jane Doe", "jane.doe@post.example")),
        ("Write to Tom O'Roe at tom.o'roe@post.example", ("Tom O'Roe", "tom.o'roe@post.example")),
        ("Contact Jane Doe at jane@post.example.", ("Jane Doe", "jane@post.example")),
        ("Jane Doe can be reached at jane@post.example", ("Jane Doe", "jane@post.example")),
        ("E-mail: jane@post.example", (None, "jane@post.example")),
        ("Hackers had written to staff at press@ministry.example for weeks before the attack, officials said.", None),
        ("Write to us", None),
    ],
)
def test_contact_lines(line: str, expected: tuple[str | None, str] | None) -> None:
    assert contact(line) == expected


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.bbc.co.uk/news/1", "BBC News"),
        ("https://edition.cnn.com/x", "CNN"),
        ("https://www.yahoo.com/news/x", "Yahoo News"),
        ("https://finance.yahoo.com/news/x", "Yahoo Finance"),
        ("https://www.president.gov.ua/en/x", "Office of the President of Ukraine"),
        ("https://news.unknown-paper.co.nz/x", "unknown-paper.co.nz"),
        ("https://sub.unknown.example/x", "unknown.example"),
        ("https://t.me/channel/1", None),
        ("https://192.0.2.1/x", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_publishers_by_link(url: str | None, publisher: str | None) -> None:
    assert publisher_of_url(url) == publisher


def test_publishers_by_name() -> None:
    assert [publisher_named(words) for words in ("guardian", "The Reuters", "bbc.com", "Lake Post")] == [
        "The Guardian",
        "Reuters",
        "BBC News",
        "Lake Post",
    ]
    assert registrable_domain("localhost") is None


def test_lines_with_a_link_and_nothing_else() -> None:
    assert line_url("URL: <https://a.example/x>") == "https://a.example/x"
    assert line_url("[Read the original](https://a.example/x)") == "https://a.example/x"
    assert line_url("See https://a.example/x for more") is None
    assert [line_kind(line) for line in ("- WORLD", "(AP)", "— JANE DOE", "Share", "**Bold words**")] == [
        "furniture",
        "credit",
        "credit",
        "furniture",
        "heading",
    ]


def test_wire_credit() -> None:
    def article(**fields: str) -> Article:
        return Article(**({"id": "x", "path": "x", "text": "Text."} | fields), span=(0, 5))  # type: ignore[arg-type]

    assert wire_credit(article(byline="REUTERS")) == "Reuters"
    assert wire_credit(article(byline="Jane Doe, Associated Press")) == "Associated Press"
    assert wire_credit(article(dateline="KYIV, Ukraine (AP)")) == "Associated Press"
    assert wire_credit(article(text="The army said so. (AFP)")) == "AFP"
    assert wire_credit(article(text="Reuters witnesses saw smoke.")) is None
