"""An audience: a folder with `audience.toml`, templates and partials, ours or the user's own.

The TOML says what is printed, in which order, how much of it, and in which words the parts are titled.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field, ValidationError

from briefgen.errors import AudienceError
from briefgen.tables import Table, explain_invalid

Part = Literal[
    "bottom-line",
    "developments",
    "judgements",
    "changes",
    "numbers",
    "sections",
    "disputes",
    "voices",
    "timeline",
    "map",
    "activity",
    "coverage",
    "method",
    "annex",
]
ALL_PARTS: tuple[Part, ...] = get_args(Part)


class Budget(Table):
    """How much is printed; what does not fit goes by score, lowest first."""

    bottom_line_words: Annotated[int, Field(description="most words of the bottom line")] = 60
    developments: Annotated[int, Field(description="most key developments")] = 5
    support: Annotated[int, Field(description="further sentences under an event")] = 2
    per_section: Annotated[int, Field(description="most events of a section")] = 6
    stretches: Annotated[
        int, Field(description="events from which a section stands under headings of day, week or month; 0 for never")
    ] = 0
    background: Annotated[int, Field(description="older events under a section")] = 4
    disputes: Annotated[int, Field(description="most figures and accounts in dispute")] = 8
    voices: Annotated[int, Field(description="most actors quoted")] = 8
    per_voice: Annotated[int, Field(description="most quotations of an actor")] = 3
    timeline: Annotated[int, Field(description="most events of the timeline")] = 24
    pages: Annotated[int, Field(description="most pages of the PDF before its annex; 0 for no limit")] = 0
    front_pages: Annotated[
        int, Field(description="most pages that the key developments end on; the rest go to their sections; 0 for any")
    ] = 0
    mail_bytes: Annotated[int, Field(description="most bytes of the HTML part of the mail")] = 80_000


class Audience(Table):
    """Who reads, and therefore what is printed how."""

    name: Annotated[str, Field(description="name of the folder")]
    product: Annotated[str, Field(description="title of the product, printed")]
    description: Annotated[str, Field(description="for whom it is")] = ""
    marking: Annotated[str, Field(description="TLP 2.0 marking, printed on every page and in the subject")] = (
        "TLP:CLEAR"
    )
    paper: Annotated[Literal["A4", "Letter"], Field(description="size of the page")] = "A4"
    notes: Annotated[Literal["footnotes", "endnotes", "links"], Field(description="where notes are printed")] = (
        "footnotes"
    )
    formats: Annotated[
        tuple[Literal["pdf", "html", "eml", "md", "json"], ...], Field(description="what `make` writes")
    ] = ("pdf", "html", "eml", "json")
    sections: Annotated[tuple[str, ...], Field(description="section keys in order; empty: as in the profile")] = ()
    parts: Annotated[tuple[Part, ...], Field(description="what is printed, in this order")] = ALL_PARTS
    budget: Annotated[Budget, Field(description="how much is printed")] = Budget()
    labels: Annotated[dict[str, str], Field(description="titles of parts, by part name or label name")] = {}
    folder: Annotated[Path, Field(description="where its templates stand", exclude=True)] = Path()


def load_audience(folder: Path) -> Audience:
    """The audience of a folder.

    Raises:
        AudienceError: if the folder or its `audience.toml` is missing or wrong.
    """
    place = folder / "audience.toml"
    try:
        values = tomllib.loads(place.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise AudienceError(
            f"no audience in {folder}: it needs an audience.toml; try `briefgen new audience NAME`"
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AudienceError(f"{place}: {error}") from error
    try:
        return Audience.model_validate({"name": folder.name, **values, "folder": folder})
    except ValidationError as error:
        raise AudienceError(f"{place}: {explain_invalid(error, (Audience, Budget))}") from error
