"""Files to Articles: found, decoded, told apart by format, read, and given their identity."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from pathlib import Path

from briefgen.model import Article, Problem
from briefgen.sources.drafts import Draft, Flaw, Reading
from briefgen.sources.files import File, find_files, read_file
from briefgen.sources.formats import read_bytes

MOST_CHARACTERS = 1_000_000


def read_articles(paths: Sequence[Path]) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """The articles in files and folders, by path and then by position, and what was left out or doubtful.

    Takes text dumps, HTML pages, RSS and Atom feeds, EML and mbox mail, JSON Lines and PDF; see docs/reading.md.
    The order and the ids depend on the files alone: not on the order of `paths`, the current folder or the locale.
    Limits: 5 MB a file, 1,000,000 characters an article, 2,000 articles a dump.

    Raises:
        UsageError: if one of the paths does not exist.
    """
    files, problems = find_files(paths)
    found: list[tuple[File, Draft]] = []
    flaws = list(problems)
    for file in files:
        drafts, wrong = read_one(file)
        found += [(file, draft) for draft in drafts]
        flaws += wrong
    articles, repeated = _identified(found)
    return articles, tuple(sorted(flaws + repeated, key=lambda problem: problem.place.partition(":")[0]))


def read_one(file: File) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """The articles of one file as drafts, and its problems."""
    data = read_file(file)
    if isinstance(data, Problem):
        return (), (data,)
    drafts, flaws = _within_limits(read_bytes(data, file.label))
    if not drafts and not flaws:
        flaws = (Flaw("no-text", "no article was found in it"),)
    return drafts, tuple(_problem(flaw, file) for flaw in flaws)


def _within_limits(reading: Reading) -> Reading:
    drafts, flaws = reading
    kept = tuple(draft for draft in drafts if len(draft.text) <= MOST_CHARACTERS)
    message = f"an article of more than {MOST_CHARACTERS:,} characters was left out"
    long = (Flaw("too-long", message, f"@{draft.span[0]}") for draft in drafts if len(draft.text) > MOST_CHARACTERS)
    return kept, (*flaws, *long)


def _problem(flaw: Flaw, file: File) -> Problem:
    return Problem(flaw.code, flaw.message, f"{file.label}:{flaw.place}" if flaw.place else file.label)


def _identified(found: Iterable[tuple[File, Draft]]) -> tuple[tuple[Article, ...], list[Problem]]:
    """Drafts as Articles. The same text from elsewhere keeps a suffixed id; from the same place it is a Problem."""
    articles: list[Article] = []
    problems: list[Problem] = []
    places: dict[str, dict[tuple[str | None, str | None], str]] = {}
    for file, draft in found:
        digest = text_digest(draft.text)
        place = (draft.url, draft.publisher)
        known = places.setdefault(digest, {})
        if place in known:
            problems.append(
                Problem(
                    "duplicate", f"the same text as {known[place]}; it was left out", f"{file.label}:@{draft.span[0]}"
                )
            )
            continue
        articles.append(_article(digest if not known else f"{digest}-{_place_digest(place)}", file, draft))
        known[place] = file.label
    return tuple(articles), problems


def text_digest(text: str) -> str:
    """The id of a text: 12 hexadecimal digits of its BLAKE2b hash."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _place_digest(place: tuple[str | None, str | None]) -> str:
    return blake2b("\n".join(part or "" for part in place).encode("utf-8", "surrogatepass"), digest_size=2).hexdigest()


def _article(identity: str, file: File, draft: Draft) -> Article:
    return Article(
        id=identity,
        path=file.label,
        span=draft.span,
        text=draft.text,
        headline=draft.headline,
        byline=draft.byline,
        dateline=draft.dateline,
        publisher=draft.publisher,
        url=draft.url,
        published=draft.published,
    )
