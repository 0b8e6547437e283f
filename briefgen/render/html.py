"""A Brief as one self-contained HTML page, and as the page that is set for print."""

from briefgen.audience import Audience
from briefgen.printed import Brief
from briefgen.render.context import SidePanel, make_context
from briefgen.render.limits import limited
from briefgen.render.sandbox import fill_template

PAGE = "brief.html.j2"


@limited
def render_html(brief: Brief, audience: Audience, ledger_json: str) -> str:
    """The brief as one HTML page: no network, no script needed to read, fonts and ledger inside.

    Raises:
        TemplateError: if the audience's templates cannot be filled.
    """
    return fill_template(audience, PAGE, make_context(brief, audience, "screen", ledger_json))


def print_page(brief: Brief, audience: Audience, side_panel: SidePanel = "full") -> str:
    """The same partials set for paper, every note beside its call, and so much of the side panel beside page one."""
    return fill_template(audience, PAGE, make_context(brief, audience, "print", side_panel=side_panel))
