"""The fixed words that an audience's templates, labels and styles may print: what is no sentence of a source."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

from briefgen.audience import Audience
from briefgen.render.assets import shared_labels, styles_folder, templates_folder

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_STRING = re.compile(r"\"([^\"\n]+)\"|'([^'\n]+)'")
_TAG = re.compile(r"<[^<>]*>", re.DOTALL)
_CONTENT = re.compile(r"content\s*:\s*([^;}]+)")
_SHARED = "_shared"


def fixed_words(audience: Audience) -> frozenset[str]:
    """Every run of literal words in the audience's templates, our shared partials, the labels and the styles."""
    folders = (audience.folder, templates_folder() / _SHARED)
    templates = [path for folder in folders for path in sorted(folder.glob("*.j2"))]
    words = {word for path in templates for word in _template_words(path.read_text(encoding="utf-8"))}
    styles = [*styles_folder().glob("*.css"), *audience.folder.glob("*.css")]
    words |= {word for path in styles for word in _style_words(path)}
    return frozenset(words | set(shared_labels().values()) | set(audience.labels.values()))


def _template_words(text: str) -> Iterator[str]:
    text = _COMMENT.sub(" ", text)
    for code in _CODE.findall(text):
        yield from (one or other for one, other in _STRING.findall(code))
    for piece in _CODE.split(text):
        for literal in _TAG.split(piece):
            if literal.strip():
                yield html.unescape(literal)


def _style_words(path: Path) -> Iterator[str]:
    for value in _CONTENT.findall(path.read_text(encoding="utf-8")):
        yield from (one or other for one, other in _STRING.findall(value))
