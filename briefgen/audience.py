"""An audience: a folder with `audience.toml`, templates and partials, ours or the user's own.

The TOML says what is printed, in which order, how much of it, and in which words the parts are titled.
"""

import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from briefgen.errors import AudienceError

Part = Literal[
    "bottom-line",
    "developments",
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
ALL_PARTS: tuple[Part, ...] = (
    "bottom-line",
    "developments",
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
)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Budget(_Table):
    """How much is printed; what does not fit goes by score, lowest first."""

    bottom_line_words: int = 60
    developments: int = 5
    support: Annotated[int, Field(description="further sentences under an event")] = 2
    per_section: int = 6
    background: Annotated[int, Field(description="older events under a section")] = 4
    disputes: int = 8
    voices: int = 8
    per_voice: int = 3
    timeline: int = 24
    pages: Annotated[int, Field(description="most pages of the PDF; 0 for no limit")] = 0
    mail_bytes: int = 90_000


class Audience(_Table):
    """Who reads, and therefore what is printed how."""

    name: str
    product: Annotated[str, Field(description="title of the product, printed")]
    description: str = ""
    marking: str = "TLP:CLEAR"
    paper: Literal["A4", "Letter"] = "A4"
    notes: Annotated[Literal["footnotes", "endnotes", "links"], Field(description="where notes are printed")] = (
        "footnotes"
    )
    formats: tuple[Literal["pdf", "html", "eml", "md", "json"], ...] = ("pdf", "html", "eml", "json")
    sections: Annotated[tuple[str, ...], Field(description="section keys in order; empty: as in the profile")] = ()
    parts: tuple[Part, ...] = ALL_PARTS
    budget: Budget = Budget()
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
        raise AudienceError(f"{place}: {_explain(error)}") from error


def _explain(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return f"{place}: {first['msg']}"
    near = get_close_matches(str(first["loc"][-1]), [*Audience.model_fields, *Budget.model_fields], n=1)
    return f"unknown key {place!r}" + (f"; did you mean {near[0]!r}?" if near else "")
