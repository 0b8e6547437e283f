"""Where templates, styles and fonts are: beside the package in a wheel, at the root of a checkout.

The one place that finds them. Everything else asks here, so that nothing depends on the working directory.
"""

import base64
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from briefgen.audience import Audience, load_audience
from briefgen.errors import AudienceError

SHARED = "_shared"
_PACKAGE = Path(__file__).resolve().parents[1]
_FACES = (("400", "normal"), ("400", "italic"), ("600", "normal"), ("700", "normal"))
_FAMILIES = {"serif": "Briefgen Serif", "sans": "Briefgen Sans"}


def _find(name: str) -> Path:
    places = (_PACKAGE / name, _PACKAGE.parent / name)
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise AudienceError(f"the {name}/ folder of briefgen is missing; install it again")
    return found


@cache
def templates_folder() -> Path:
    """The folder of the audiences that ship with briefgen and of their shared partials."""
    return _find("templates")


@cache
def styles_folder() -> Path:
    """The folder of style sheets and fonts."""
    return _find("styles")


def is_shipped(audience: Audience) -> bool:
    """Whether an audience's templates are ours and so need no limits."""
    return audience.folder.resolve().parent == templates_folder()


def audience_folders(extra: Path | None = None) -> Mapping[str, Path]:
    """Name and folder of every audience: ours, then those under `extra`, which is one audience or holds several.

    Raises:
        AudienceError: if `extra` is no folder or holds no audience.
    """
    found = dict(_audiences_in(templates_folder()))
    if extra is None:
        return found
    own = {extra.resolve().name: extra.resolve()} if (extra / "audience.toml").is_file() else _audiences_in(extra)
    if not own:
        raise AudienceError(f"no audience in {extra}: it needs an audience.toml; try `briefgen new audience NAME`")
    return {**found, **own}


def _audiences_in(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        return {}
    return {path.name: path.resolve() for path in sorted(folder.iterdir()) if (path / "audience.toml").is_file()}


def find_audience(name: str, extra: Path | None = None) -> Audience:
    """The audience of that name, its labels completed with the shared ones.

    Raises:
        AudienceError: if there is none (the nearest name is given) or its folder cannot be used.
    """
    folders = audience_folders(extra)
    if name not in folders:
        near = get_close_matches(name, folders, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise AudienceError(f"no audience {name!r}{hint}; there are {', '.join(sorted(folders))}")
    return with_labels(load_audience(folders[name]))


@cache
def shared_labels() -> Mapping[str, str]:
    """The labels that every audience has unless its `audience.toml` says otherwise."""
    text = (templates_folder() / SHARED / "labels.toml").read_text(encoding="utf-8")
    return {key: str(value) for key, value in tomllib.loads(text).items()}


def with_labels(audience: Audience) -> Audience:
    """The audience with every shared label that it does not set itself."""
    return audience.model_copy(update={"labels": {**shared_labels(), **audience.labels}})


def read_style(name: str, audience: Audience) -> str:
    """A style sheet of the audience's own folder or of ours.

    Raises:
        AudienceError: if neither has it, or the name leads out of the folder.
    """
    for folder in (audience.folder.resolve(), styles_folder()):
        place = (folder / name).resolve()
        if place.is_relative_to(folder) and place.is_file():
            return place.read_text(encoding="utf-8")
    raise AudienceError(f"no style sheet {name!r} in {audience.folder} or {styles_folder()}")


def print_fonts() -> str:
    """`@font-face` rules for print: whole TTF faces under the `briefgen:` scheme that only the PDF fetcher knows."""
    return "\n".join(
        _face(family, weight, style, f"url(briefgen:fonts/{_stem(short, weight, style)}.ttf)")
        for short, family in _FAMILIES.items()
        for weight, style in _FACES
    )


def screen_fonts(text: str) -> str:
    """`@font-face` rules with the WOFF2 subsets that `text` needs, as data: a page carries its fonts with it."""
    wanted = [(subset, ranges) for subset, ranges in _subsets().items() if subset == "latin" or _meets(text, ranges)]
    return "\n".join(
        _face(family, weight, style, _embedded(f"{_stem(short, weight, style)}.{subset}.woff2"), ranges)
        for subset, ranges in wanted
        for short, family in _FAMILIES.items()
        for weight, style in _FACES
        if not (short == "serif" and weight == "700")
    )


def _stem(short: str, weight: str, style: str) -> str:
    return f"{short}-{weight}" + ("-italic" if style == "italic" else "")


def _face(family: str, weight: str, style: str, source: str, ranges: str = "") -> str:
    only = f"; unicode-range: {ranges}" if ranges else "; font-display: swap"
    return f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; src: {source}{only} }}'


@cache
def _embedded(file: str) -> str:
    data = (styles_folder() / "fonts" / file).read_bytes()
    return f"url(data:font/woff2;base64,{base64.b64encode(data).decode()}) format('woff2')"


@cache
def _subsets() -> Mapping[str, str]:
    text = (styles_folder() / "fonts" / "subsets.toml").read_text(encoding="utf-8")
    return {key: str(value) for key, value in sorted(tomllib.loads(text).items())}


def _meets(text: str, ranges: str) -> bool:
    bounds = [part.strip().removeprefix("U+").split("-") for part in ranges.split(",")]
    spans = [(int(pair[0], 16), int(pair[-1], 16)) for pair in bounds]
    return any(low <= ord(char) <= high for char in set(text) for low, high in spans)
