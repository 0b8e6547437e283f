"""The columns of a Doc say what its tokens say."""

from briefgen.language.document import Document
from briefgen.language.words import read_text, text_of, tokens_among, words_of


def test_columns_say_what_tokens_say(document: Document) -> None:
    """
    Mr. Ann Lee didn’t say, "we're  leaving" on 5 May.

    Kyiv's U.S. envoys met twice\t— in "Lviv" — 😀 and left.
    """
    doc, words = document.doc, words_of(document.doc)
    assert words.text == read_text(doc) == doc.text
    assert words.forms == tuple(token.text for token in doc)
    assert words.lower == tuple(token.lower_ for token in doc)
    assert words.tags == tuple(token.tag_ for token in doc)
    assert words.pos == tuple(token.pos_ for token in doc)
    assert words.lemmas == tuple(token.lemma_ for token in doc)
    assert words.starts == tuple(token.idx for token in doc)
    assert words_of(doc) is words


def test_spans_say_what_spacy_says(document: Document) -> None:
    """
    Two envoys met in Lviv. They left for the talks  in Kyiv.
    """
    doc = document.doc
    for start in range(len(doc)):
        for end in range(start + 1, len(doc) + 1):
            assert text_of(doc[start:end]) == words_of(doc).between(start, end) == doc[start:end].text
    first, second = document.sentences
    assert [token.i for token in tokens_among(second, {"they", "in", "met"})] == [
        token.i for token in second if token.lower_ in {"they", "in"}
    ]
    assert not list(tokens_among(first[:0], {"two"}))
