"""A Document: an article with its tokens, sentences, entities and syntax. Extractors read nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.language import Language
from spacy.tokens import Doc, Span

from briefgen.model import Article


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
    what else the batch holds, and so on the order of the input. On a CPU batches gain nothing here.
    """
    for article in articles:
        yield read_document(nlp, article)
