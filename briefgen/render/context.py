"""What every template is given: `brief`, `audience`, the medium, and a few functions.

`docs/templates.md` is generated from this module and from the records; a test holds them together.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal

from markupsafe import Markup

from briefgen.audience import Audience
from briefgen.data import load_lexicon
from briefgen.errors import AudienceError, TemplateError
from briefgen.printed import Brief, Dispute, Item, Line, Note, SourceEntry
from briefgen.render import charts, scales
from briefgen.render import map as maps
from briefgen.render.assets import print_fonts, read_style, screen_fonts, shared_labels
from briefgen.render.map import LocatorMap
from briefgen.render.sandbox import allowed

Medium = Literal["print", "screen", "mail", "text", "markdown"]
SidePanel = Literal["full", "contents", "none"]
SIDE_PANELS: tuple[SidePanel, ...] = ("full", "contents", "none")
"""What stands beside the key developments of page one, in the order in which it is tried: contents and numbers, contents, nothing."""
DOUBTS = frozenset({"single source", "claim", "denied", "disputed", "planned"})
_LINK = re.compile(r"https?://[^\s\"'<>\\^`{|}\x00-\x20]+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: where it leads, its title and its number."""

    anchor: str
    title: str
    number: int


def make_context(
    brief: Brief, audience: Audience, medium: Medium, ledger: str = "", *, side_panel: SidePanel = "full"
) -> dict[str, Any]:
    """The whole context of one rendering; nothing in it can be changed by a template."""
    labels = {**shared_labels(), **audience.labels}
    contents = _contents(brief, audience, labels)
    context: dict[str, Any] = {
        "brief": brief,
        "audience": audience,
        "medium": medium,
        "footnotes": medium == "print" and audience.notes == "footnotes",
        "side_panel": side_panel,
        "contents": contents,
        "label": _label(labels),
        "note": _note(brief),
        "source_of": _source_of(brief),
        "first": _first(),
        "number_of": _number_of(contents),
        "section_title": _section_title(brief),
        "speakers": speakers,
        "safe_url": safe_url,
        "figure_of": figure_of,
        "publishers": _publishers(brief),
        "rating": _rating(brief),
        "style": _style(audience),
        "fonts": _fonts(brief, medium),
        "ledger": _ledger(ledger),
        "words_json": _words_json(labels),
    }
    return {**context, **_figures(brief)}


def _figures(brief: Brief) -> dict[str, Callable[..., Any]]:
    @allowed
    def timeline_figure() -> charts.TimelineFigure | None:
        """Geometry of the timeline, or None when fewer than two events have a day to stand on."""
        return charts.timeline_figure(brief.timeline, brief.sections, brief.period)

    @allowed
    def activity_table() -> charts.ActivityTable | None:
        """Counts of reports by section and day, or None when nothing is counted."""
        return charts.activity_table(brief.activity)

    @allowed
    def locator_map() -> LocatorMap | None:
        """Geometry of the map, or None when no place lies in a country that we can draw."""
        return maps.locator_map(brief.places)

    @allowed
    def scale_figure(dispute: Dispute) -> scales.ScaleFigure | None:
        """Geometry of a figure in dispute on one scale, or None where its values are no plain numbers of one kind."""
        return scales.scale_figure(dispute)

    return {
        "scale_figure": scale_figure,
        "timeline_figure": timeline_figure,
        "activity_table": activity_table,
        "locator_map": locator_map,
    }


def _contents(brief: Brief, audience: Audience, labels: Mapping[str, str]) -> tuple[Entry, ...]:
    """What follows page one, in the order of print, without what is empty."""
    filled = {
        "judgements": brief.judgements,
        "changes": brief.changes,
        "disputes": brief.disputes,
        "voices": brief.voices,
        "timeline": brief.timeline,
        "map": brief.places,
        "activity": brief.activity,
        "coverage": brief.coverage or brief.gaps or brief.omissions,
        "annex": brief.sources,
    }
    found: list[tuple[str, str]] = []
    for part in audience.parts:
        if part == "sections":
            found += [(f"section-{block.key}", block.title) for block in brief.sections]
        elif filled.get(part):
            found.append((f"part-{part}", labels[part]))
    return tuple(Entry(anchor, title, number) for number, (anchor, title) in enumerate(found, 1))


def _label(labels: Mapping[str, str]) -> Callable[[str], str]:
    @allowed
    def label(name: str) -> str:
        """The fixed words of that name: from `[labels]` of audience.toml, else ours."""
        if name not in labels:
            near = get_close_matches(str(name), labels, n=1)
            raise TemplateError(f"no label {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return labels[name]

    return label


def _note(brief: Brief) -> Callable[[int], Note]:
    notes = {note.number: note for note in brief.notes}

    @allowed
    def note(number: int) -> Note:
        """The note of that number."""
        if number not in notes:
            raise TemplateError(f"the brief has no note {number}")
        return notes[number]

    return note


def _source_of(brief: Brief) -> Callable[[str], SourceEntry]:
    sources = {passage.code: source for source in brief.sources for passage in source.passages}

    @allowed
    def source_of(code: str) -> SourceEntry:
        """The article that holds the passage of that code."""
        if code not in sources:
            raise TemplateError(f"the brief has no passage {code!r}")
        return sources[code]

    return source_of


def _sources_behind(brief: Brief) -> Callable[[Item], list[SourceEntry]]:
    sources = {passage.code: source for source in brief.sources for passage in source.passages}

    def behind(item: Item) -> list[SourceEntry]:
        codes = [code for line in (item.lead, *item.support, item.sourcing) for code in line.codes]
        return list({source.code: source for code in codes if (source := sources.get(code))}.values())

    return behind


def _publishers(brief: Brief) -> Callable[[Item], tuple[str, ...]]:
    behind = _sources_behind(brief)

    @allowed
    def publishers(item: Item) -> tuple[str, ...]:
        """The publishers whose articles tell an event, each once."""
        return tuple(dict.fromkeys(source.publisher for source in behind(item)))

    return publishers


def _rating(brief: Brief) -> Callable[[Item], str]:
    behind = _sources_behind(brief)
    graded = any(source.grade for source in brief.sources)

    @allowed
    def rating(item: Item) -> str:
        """The Admiralty letter of an event's best publisher and the digit of its sourcing: 'B6'; '' where none is graded."""
        letter = min((source.grade for source in behind(item) if source.grade), default="F")
        return f"{letter}{6 if DOUBTS & set(item.markers) else 1}" if graded else ""

    return rating


def _first() -> Callable[[str], bool]:
    """A function that says whether an id is met for the first time: an id may stand in a page once only."""
    met: set[str] = set()

    @allowed
    def first(name: str) -> bool:
        """Whether a line is printed for the first time: an id may stand in a page once only."""
        fresh = name not in met
        met.add(name)
        return fresh

    return first


def _number_of(contents: tuple[Entry, ...]) -> Callable[[str], int | str]:
    numbers = {entry.anchor: entry.number for entry in contents} if len(contents) > 1 else {}

    @allowed
    def number_of(anchor: str) -> int | str:
        """The number of a part in the contents, or "" where it has none or stands alone."""
        return numbers.get(anchor, "")

    return number_of


def _section_title(brief: Brief) -> Callable[[str], str]:
    titles = {block.key: block.title for block in brief.sections}

    @allowed
    def section_title(key: str) -> str:
        """The title of a section by its key."""
        return titles.get(key, key)

    return section_title


@allowed
def speakers(item: Item) -> str:
    """The speakers of an event, for the filter of the page."""
    return "|".join(dict.fromkeys(line.speaker for line in (item.lead, *item.support) if line.speaker))


@allowed
def figure_of(line: Line) -> str:
    """The number that a line opens with, to be set large: '90 billion'; '' where it opens with none."""
    value = line.data[0].value if line.data else ""
    if not value or not line.text.startswith(value):
        return ""
    scales = load_lexicon("numbers")["scales"]["words"]
    words = value.split(" ")
    last = max((at for at, word in enumerate(words, 1) if word[-1:] == "%" or re.search(r"\d", word)), default=0)
    while last < len(words) and last and words[last].lower() in scales:
        last += 1
    return " ".join(words[:last])


@allowed
def safe_url(url: str) -> str:
    """The address if it is plain http or https, else '': nothing else becomes a link."""
    return url if _LINK.match(url) else ""


def _style(audience: Audience) -> Callable[..., Markup]:
    @allowed
    def style(name: str, *, optional: bool = False) -> Markup:
        """A style sheet of the audience's folder or of ours, for a style element."""
        try:
            return Markup(read_style(name, audience))  # noqa: S704  a file of ours or of the audience's folder
        except AudienceError as error:
            if optional:
                return Markup()
            raise TemplateError(error.message) from error

    return style


def _fonts(brief: Brief, medium: Medium) -> Callable[[], Markup]:
    @allowed
    def fonts() -> Markup:
        """The `@font-face` rules of our fonts."""
        rules = print_fonts() if medium == "print" else screen_fonts(str(brief))
        return Markup(rules)  # noqa: S704  our own rules

    return fonts


def _words_json(labels: Mapping[str, str]) -> Callable[..., Markup]:
    @allowed
    def words_json(*names: str, **renamed: str) -> Markup:
        """Labels as JSON for the page's script."""
        chosen = {**{name: name for name in names}, **renamed}
        return _script_json(json.dumps({key: labels[name] for key, name in chosen.items()}))

    return words_json


def _ledger(text: str) -> Callable[[], Markup]:
    @allowed
    def ledger() -> Markup:
        """The ledger as JSON for a script element; empty on paper."""
        return _script_json(text)

    return ledger


def _script_json(text: str) -> Markup:
    """JSON that stands in a script element: '</' and '<!--' would end or confuse it."""
    return Markup(text.replace("</", "<\\/").replace("<!--", "<\\u0021--"))  # noqa: S704  see above
