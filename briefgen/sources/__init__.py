"""Outside to Articles: text dumps, HTML, feeds, mail, JSON Lines and PDF; splitting, furniture, metadata."""

from briefgen.sources.credits import wire_credit
from briefgen.sources.reading import read_articles

__all__ = ["read_articles", "wire_credit"]
