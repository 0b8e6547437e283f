"""Plain text and Markdown-like dumps as articles."""

from briefgen.sources.assembly import assemble
from briefgen.sources.drafts import Draft, Flaw, Reading
from briefgen.sources.lines import read_lines
from briefgen.sources.splitting import Block, split_blocks
from briefgen.sources.wrapping import unwrap

MOST_ARTICLES = 2_000


def read_dump(text: str, *, wrapped: bool = False) -> Reading:
    """The articles of a text dump in order; what holds no running text is a Flaw with its line.

    `wrapped` says that lines are never paragraphs, as in PDF; otherwise their lengths tell.
    """
    blocks = split_blocks(unwrap(read_lines(text), always=wrapped))
    pairs = [(block, assemble(block)) for block in blocks[:MOST_ARTICLES]]
    drafts = tuple(draft for _, draft in pairs if draft.text)
    flaws = tuple(_no_text(text, draft) for _, draft in pairs if not draft.text)
    return drafts, flaws + _too_many(text, blocks)


def _no_text(text: str, draft: Draft) -> Flaw:
    message = "no running text was found here; it was left out"
    return Flaw("no-text", message, _line_place(text, draft.span[0]))


def _too_many(text: str, blocks: tuple[Block, ...]) -> tuple[Flaw, ...]:
    if len(blocks) <= MOST_ARTICLES:
        return ()
    message = f"more than {MOST_ARTICLES} articles; the {len(blocks) - MOST_ARTICLES} after these were left out; split the file"
    return (Flaw("too-many", message, _line_place(text, blocks[MOST_ARTICLES].lines[0].start)),)


def _line_place(text: str, offset: int) -> str:
    return str(text.count("\n", 0, offset) + 1)
