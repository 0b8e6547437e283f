"""JSON Lines and JSON arrays as articles, one a record, under the field names that crawlers and exports use."""

import json
import math
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from briefgen.model import UNKNOWN_TIME, Span, Time
from briefgen.sources.assembly import Parts, assemble_story
from briefgen.sources.dates import read_date, time_of_datetime
from briefgen.sources.drafts import Draft, Flaw, Reading
from briefgen.sources.html import fragment_paragraphs
from briefgen.sources.publishers import publisher_named

MOST_RECORDS = 2_000
_TEXT = (
    "text",
    "body",
    "content",
    "article",
    "maintext",
    "full_text",
    "article_text",
    "articlebody",
    "cleaned_text",
    "description",
    "summary",
)
_HEADLINE = ("headline", "title", "name")
_URL = ("url", "link", "canonical_url", "source_url", "canonicallink", "href", "uri")
_DATE = (
    "published",
    "date",
    "published_at",
    "publishedat",
    "date_published",
    "datepublished",
    "pubdate",
    "date_publish",
    "publish_date",
    "publication_date",
    "published_date",
    "timestamp",
    "created_at",
    "seendate",
)
_PUBLISHER = (
    "publisher",
    "outlet",
    "source",
    "site",
    "site_name",
    "sitename",
    "source_name",
    "newspaper",
    "publication",
    "domain",
    "source_domain",
)
_BYLINE = ("byline", "author", "authors", "creator")


def read_records(text: str) -> Reading:
    """The records of JSON Lines, or of one JSON object or array; each bad line is a Flaw with its number."""
    drafts: list[Draft] = []
    flaws: list[Flaw] = []
    for number, (place, span, value) in enumerate(_values(text)):
        if number >= MOST_RECORDS:
            flaws.append(Flaw("too-many", f"more than {MOST_RECORDS} records; the rest were left out", place))
            break
        made = _draft(value, span, place)
        if isinstance(made, Flaw):
            flaws.append(made)
        else:
            drafts.append(made)
    return tuple(drafts), tuple(flaws)


def is_records(text: str) -> bool:
    """Whether a text is JSON: its first line, or all of it, parses as an object or an array of objects."""
    head = text.lstrip()[:1]
    if head not in ("{", "["):
        return False
    first = text.lstrip().split("\n", 1)[0]
    return _is_object(parse_json(first)) or _is_object(parse_json(text))


def _is_object(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def parse_json(text: str) -> Any:
    """The value of a JSON text; NaN, infinities, lone surrogates and what is no JSON give a Flaw."""
    try:
        value = json.loads(text, parse_constant=_refuse, parse_float=_finite)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return Flaw("surrogate", "holds half a character (a lone surrogate); the record was left out")
    except RecursionError:
        return Flaw("json", "nests too deep; the record was left out")
    except ValueError as error:
        return Flaw("json", f"is no JSON ({error}); the record was left out")
    return value


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no JSON number")


def _finite(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise ValueError("a number too large")
    return value


def _values(text: str) -> Iterator[tuple[str, Span, Any]]:
    """Each record with its place (line number) and span."""
    whole = (
        parse_json(text)
        if text.lstrip().startswith("[") or "\n" not in text.strip() or text.lstrip()[:2] in ("{\n", "{\r")
        else None
    )
    if whole is not None:
        extent = (len(text) - len(text.lstrip()), len(text.rstrip()))
        for value in whole if isinstance(whole, list) else [whole]:
            yield "1", extent, value
        return
    offset = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            start = offset + len(line) - len(line.lstrip())
            yield str(number), (start, offset + len(line.rstrip())), parse_json(line)
        offset += len(line) + 1


def _draft(value: Any, span: Span, place: str) -> Draft | Flaw:
    if isinstance(value, Flaw):
        return Flaw(value.code, value.message, place)
    if not isinstance(value, dict):
        return Flaw("json", "is no object; the record was left out", place)
    record = {str(name).lower(): field for name, field in value.items()}
    text = _string(record, _TEXT)
    if text is None:
        return Flaw("no-text", f"has no text (a field such as {', '.join(_TEXT[:3])}); the record was left out", place)
    draft = assemble_story(fragment_paragraphs(text), _parts(record), span)
    return draft if draft.text else Flaw("no-text", "holds no running text; the record was left out", place)


def _parts(record: Mapping[str, Any]) -> Parts:
    publisher = _string(record, _PUBLISHER)
    url = _string(record, _URL)
    return Parts(
        headline=_string(record, _HEADLINE),
        byline=_string(record, _BYLINE),
        dateline=_string(record, ("dateline",)),
        publisher=publisher_named(publisher) if publisher else None,
        url=url if url and url.startswith(("http://", "https://")) else None,
        published=_published(record),
    )


def _string(record: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """The first of the fields that holds words: a string, a list of strings, or an object with a name."""
    for name in names:
        if words := _words(record.get(name)):
            return words
    return None


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return ", ".join(part for each in value if (part := _words(each)))
    return _words(value.get("name") or value.get("title") or "") if isinstance(value, dict) else ""


def _published(record: Mapping[str, Any]) -> Time:
    for name in _DATE:
        found = _time(record.get(name))
        if found.basis != "unknown":
            return found
    return UNKNOWN_TIME


def _time(value: Any) -> Time:
    """A date in words, in seconds or milliseconds since 1970 (then the day in UTC), or a Time as `read --jsonl` prints it."""
    if isinstance(value, dict):
        return _printed_time(value)
    if isinstance(value, int) and not isinstance(value, bool):
        seconds = value // 1000 if value > 10**11 else value
        if 10**8 < seconds < 4 * 10**9:
            return time_of_datetime(datetime.fromtimestamp(seconds, tz=UTC), str(value))
        return (
            read_date(f"{value // 10**4}-{value // 100 % 100:02}-{value % 100:02}")
            if 19_000_101 <= value < 21_000_101
            else UNKNOWN_TIME
        )
    return read_date(value) if isinstance(value, str) else UNKNOWN_TIME


def _printed_time(value: Mapping[str, Any]) -> Time:
    found = read_date(str(value.get("value", "")))
    if found.basis == "unknown" or value.get("basis") not in ("stated", "url"):
        return UNKNOWN_TIME
    return Time(found.value, found.granularity, str(value.get("phrase", "")), value["basis"])
