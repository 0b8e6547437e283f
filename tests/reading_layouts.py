"""Synthetic stories laid out as dumps are, and what a reader must make of each."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold"
STORIES: list[dict[str, Any]] = json.loads((GOLD / "reading_stories.json").read_text(encoding="utf-8"))
ITEMS: list[str] = json.loads((GOLD / "reading_items.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Expected:
    headline: str | None
    text: str
    url: str | None = None
    byline: str | None = None
    published: str = ""


@dataclass(frozen=True)
class Piece:
    layout: str
    text: str
    expected: tuple[Expected, ...]


Story = dict[str, Any]


def _body(story: Story) -> str:
    return "\n\n".join(story["paragraphs"])


def dated(story: Story, gap: str = "\n\n") -> Piece:
    lines = list(story["paragraphs"])
    if story["subhead"]:
        lines.insert(3, story["subhead"])
    text = f" date {story['day']} " + gap.join(lines)
    return Piece("dated", text, (Expected(None, _body(story), published=story["day"]),))


def dated_tight(story: Story) -> Piece:
    return Piece("dated_tight", dated(story, "\n").text, dated(story).expected)


def contact(story: Story) -> Piece:
    address = story["byline"].lower().replace(" ", ".") + "@ledger.example"
    text = f" date {story['day']} " + "\n".join(story["paragraphs"]) + f"\nWrite to {story['byline']} at {address}"
    return Piece("contact", text, (Expected(None, _body(story), byline=story["byline"], published=story["day"]),))


def link_after(story: Story) -> Piece:
    text = f"{story['headline']}\n\n{_body(story)}\n{story['url']}"
    return Piece("link_after", text, (Expected(story["headline"], _body(story), story["url"]),))


def link_after_marked(story: Story) -> Piece:
    """Markdown: a bold deck, subheads, a picture, a caption, a promo, then the link."""
    paragraphs = list(story["paragraphs"])
    marked = [paragraphs[0], paragraphs[1], "### In the **valley**", *paragraphs[2:]]
    marked.insert(2, "![People on a quay](https://pictures.example/1.jpg)\n*Photo credit: JANE DOE*")
    body = "\n\n".join(marked)
    text = f"{story['headline']}\n\n**What is known so far about the events**\n\n{body}\n\n*Claim your free trial of our premium edition today.*\n{story['url']}"
    return Piece("link_after_marked", text, (Expected(story["headline"], _body(story), story["url"]),))


def link_before(story: Story) -> Piece:
    text = f"{story['url']}\n{story['headline']}\n\n{_body(story)}"
    return Piece("link_before", text, (Expected(story["headline"], _body(story), story["url"]),))


def link_under_title(story: Story) -> Piece:
    text = f"{story['headline']}\n{story['url']}\n\n{_body(story)}"
    return Piece("link_under_title", text, (Expected(story["headline"], _body(story), story["url"]),))


def scrape(story: Story) -> Piece:
    place = story["dateline"]
    first, *rest = story["paragraphs"]
    head = f"{story['headline']}.\n- Last update: 3 hours ago\n- 5 min read\n- 1,204 Views\n- EUROPE\n"
    tail = "".join(f"{title}\n{n} minutes ago {n} min read EUROPE\n" for n, title in enumerate(TAIL, start=2))
    text = (
        head
        + "\n".join([f"{place} {first}" if place else first, *rest])
        + f"\nAuthor: {story['byline']}\nShare\n"
        + tail
    )
    return Piece(
        "scrape", text.rstrip("\n"), (Expected(story["headline"] + ".", _body(story), byline=story["byline"]),)
    )


def labelled(story: Story) -> Piece:
    text = f"Title: {story['headline']}\nDate: {story['day']}\nURL: {story['url']}\n\n{_body(story)}"
    return Piece("labelled", text, (Expected(story["headline"], _body(story), story["url"], published=story["day"]),))


def bylined(story: Story) -> Piece:
    text = f"{story['headline']}\n\nBy {story['byline']}\n\n{_body(story)}"
    return Piece("bylined", text, (Expected(story["headline"], _body(story), byline=story["byline"]),))


def items(count: int, gap: str = "\n") -> Piece:
    return Piece("items", gap.join(ITEMS[:count]), tuple(Expected(None, item) for item in ITEMS[:count]))


TAIL = (
    "Ferry company names its first woman captain",
    "Rain ends the longest drought in forty years, and farmers are dancing in the fields",
    "Old cinema to reopen as a library — council",
    "Three climbers found alive after four nights on the ridge.",
    "Bakers warn of dearer bread",
)
LAYOUTS: tuple[Callable[[Story], Piece], ...] = (
    dated,
    dated_tight,
    contact,
    link_after,
    link_after_marked,
    link_before,
    link_under_title,
    scrape,
    labelled,
    bylined,
)
