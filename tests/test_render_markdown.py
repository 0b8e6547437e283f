"""Markdown: every line with its note, and nothing of an article becomes markup."""

import re

from briefgen.printed import printed_lines
from briefgen.render.assets import find_audience
from briefgen.render.fit import fit_brief
from briefgen.render.markdown import render_markdown
from briefgen.render.sandbox import escape_markdown
from tests import brief_factory as factory


def test_lines_and_notes() -> None:
    audience = find_audience("markdown")
    brief = fit_brief(factory.sample_brief(), audience)
    text = render_markdown(brief, audience)
    for line in printed_lines(brief):
        assert escape_markdown(line.text) in text
    for note in brief.notes:
        assert len(re.findall(rf"\[\^{note.number}\](?!:)", text)) == 1
        assert len(re.findall(rf"(?m)^\[\^{note.number}\]: ", text)) == 1


def test_hostile_text_is_disarmed() -> None:
    audience = find_audience("markdown")
    text = render_markdown(factory.hostile_brief(), audience)
    assert "<script" not in text
    assert "&lt;script&gt;" in text


def test_escaping() -> None:
    assert escape_markdown("*a* [b](c) | `d`\n# e <f>") == r"\*a\* \[b\](c) \| \`d\` \# e &lt;f&gt;"
    assert escape_markdown("before \n") == "before "


def test_passages_stand_apart_from_their_context() -> None:
    """Two asterisks between a full stop and a letter close nothing (CommonMark, right-flanking delimiter runs)."""
    audience = find_audience("markdown")
    text = render_markdown(fit_brief(factory.sample_brief(), audience), audience)
    passages = re.findall(r"(?m)^- \*\*P\d+\*\* .+$", text)
    assert passages
    for passage in passages:
        assert not re.search(r"[^\w\s]\*\*\w", passage)
