"""A Document: an article with its tokens, sentences, entities and syntax. Extractors read nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc, Span

from briefgen.language.parsing import COMPONENT as PARSER
from briefgen.language.parsing import AskedParser
from briefgen.model import Article

TOGETHER = 50_000
"""Characters after which the sentences of the articles so far are parsed."""


@dataclass(frozen=True)
class Document:
    """An article as the pipeline read it; `doc.text == article.text`, so character offsets agree."""

    article: Article
    doc: Doc

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences in order, without those that hold only white space."""
        text = self.text
        return tuple(span for span in self.doc.sents if not text[span.start_char : span.end_char].isspace())


def read_document(nlp: Language, article: Article) -> Document:
    """One article as a Document."""
    return Document(article, nlp(article.text))


def read_documents(nlp: Language, articles: Iterable[Article]) -> Iterator[Document]:
    """Articles as Documents, in order.

    Each is read by itself: in a batch the sums of a matrix product, and with them once in a while a label, would depend on
    what else the batch holds, and so on the order of the input. Our parser alone takes the sentences of several, for what it
    computes over them goes number by number (`language.trees`), and costs hardly more for many sentences than for one.
    """
    parser = nlp.get_pipe(PARSER) if PARSER in nlp.pipe_names else None
    if not isinstance(parser, AskedParser):
        yield from (read_document(nlp, article) for article in articles)
        return
    for group in _groups(articles):
        docs = [nlp(article.text, disable=[PARSER]) for article in group]
        parser.parse(docs)
        yield from map(Document, group, docs)


def _groups(articles: Iterable[Article]) -> Iterator[list[Article]]:
    group: list[Article] = []
    size = 0
    for article in articles:
        group.append(article)
        size += len(article.text)
        if size >= TOGETHER:
            yield group
            group, size = [], 0
    if group:
        yield group
