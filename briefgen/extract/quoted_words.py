"""Where quoted words stand: what is said inside them leans on nothing outside."""

import re

from spacy.tokens import Token

from briefgen.extract.findings import Findings

MARKED = re.compile(r"[\"“][^\"“”]*[\"”]")


def quoted_spans(findings: Findings) -> tuple[tuple[int, int], ...]:
    """Where quoted words stand: contents of direct quotations, and what stands between marks in mixed ones."""
    text = findings.document.text
    spans = [quote.content for quote in findings.quotations if quote.kind == "direct"]
    for quote in findings.quotations:
        if quote.kind == "mixed":
            spans += [
                match.span() for match in MARKED.finditer(text, max(0, quote.content[0] - 1), quote.content[1] + 1)
            ]
    return tuple(spans)


def is_quoted(token: Token, findings: Findings) -> bool:
    """Whether a word stands inside a quotation."""
    return any(start <= token.idx < end for start, end in quoted_spans(findings))
