"""The documented template context is the real one."""

from pathlib import Path

from briefgen.audience import Audience, Budget
from briefgen.render.reference import END, RECORDS, START, context_reference
from briefgen.render.sandbox import field_names

PAGE = Path(__file__).resolve().parents[1] / "docs" / "templates.md"


def test_page_holds_the_generated_reference() -> None:
    text = PAGE.read_text(encoding="utf-8")
    held = text.partition(START)[2].partition(END)[0]
    assert held.strip() == context_reference().strip(), "put the output of `python -m briefgen.render.reference` there"


def test_every_printed_field_is_described() -> None:
    printed = context_reference().partition("### Evidence\n")[0]
    rows = [line.split(" | ") for line in printed.split("\n") if line.startswith("| `") and line.count(" | ") == 3]
    assert [row[0] for row in rows if not row[2].strip()] == []


def test_every_record_is_there() -> None:
    text = context_reference()
    for kind in RECORDS:
        assert f"### {kind.__name__}\n" in text
        assert all(f"| `{name}` |" in text for name in field_names(kind) if name != "folder")


def test_every_key_of_audience_toml_is_there() -> None:
    assert field_names(Audience) | field_names(Budget) <= {
        part for part in context_reference().split("`") if part.isidentifier()
    }
