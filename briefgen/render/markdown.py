"""A Brief as Markdown with footnotes (CommonMark plus the footnotes and tables of GitHub)."""

from briefgen.audience import Audience
from briefgen.printed import Brief
from briefgen.render.context import make_context
from briefgen.render.limits import limited
from briefgen.render.sandbox import fill_template

PAGE = "brief.md.j2"


@limited
def render_markdown(brief: Brief, audience: Audience) -> str:
    """The brief as Markdown; text of articles is escaped, so that none of it becomes markup.

    Raises:
        TemplateError: if the audience's templates cannot be filled.
    """
    text = fill_template(audience, PAGE, make_context(brief, audience, "markdown"))
    lines = [line.rstrip() for line in text.split("\n")]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip() + "\n"
