"""The pipeline as extractors see it: offsets, sentences, the parser on demand, hostile text, other pipelines."""

import time

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from briefgen.errors import LanguageError
from briefgen.language.document import Document, read_document, read_documents
from briefgen.language.parsing import asks_for_syntax
from briefgen.language.pipeline import EMBEDDED, equip, load_nlp
from briefgen.language.syntax import is_parsed, subject
from briefgen.model import Article, Time


def article(text: str) -> Article:
    return Article(id="a", path="a.txt", span=(0, len(text)), text=text, published=Time())


def test_a_document_keeps_text_and_annotates_it(document: Document) -> None:
    """
    Gen. Ada Holt of the U.S. Army said 12 soldiers were freed on Sept. 5.

    "We are glad," Holt told Reuters.
    """
    assert document.doc.text == document.text
    assert [s.text for s in document.sentences] == document.text.split("\n\n")
    said = next(token for token in document.doc if token.text == "said")
    assert (said.lemma_, said.pos_) == ("say", "VERB")
    named = subject(said)
    assert named is not None
    assert "Holt" in [token.text for token in named.subtree]


def test_a_heading_is_left_to_its_words(document: Document) -> None:
    """
    Weather and traffic

    Officials said two roads were closed.
    """
    heading, body = document.sentences
    assert (is_parsed(heading), is_parsed(body)) == (False, True)
    assert [token.dep_ for token in heading] == ["ROOT", "", ""]
    assert heading.root.text == "Weather"


def test_no_tree_runs_over_a_sentence(nlp: Language) -> None:
    doc = nlp('He said no. Nice place\n\n"Go," she said. A wet spring\nThe army lost 3 men.')
    for sentence in doc.sents:
        assert {token.head.sent.start for token in sentence} == {sentence.start}


def test_many_and_one_agree(nlp: Language) -> None:
    texts = ["Ann said yes.\n\nA view", "Two men left. “Why?” Bo asked.", "", " \n "]
    read = [document.doc for document in read_documents(nlp, map(article, texts))]
    for text, doc in zip(texts, read, strict=True):
        assert doc.to_json() == read_document(nlp, article(text)).doc.to_json()


def test_missing_pipeline_names_the_install_command() -> None:
    with pytest.raises(LanguageError) as caught:
        load_nlp("en_core_web_none")
    assert "python -m spacy download en_core_web_none" in caught.value.message
    assert "\n" not in caught.value.message


def test_other_pipelines_get_our_components() -> None:
    other = spacy.blank("en")
    other.add_pipe("sentencizer")
    assert equip(other).pipe_names == ["news_sentences", "entity_pass"]
    assert [s.text for s in other("“Why?” Bo Lee asked. He left.").sents] == ["“Why?” Bo Lee asked.", "He left."]


def test_asking_needs_a_reason() -> None:
    vocab = spacy.blank("en").vocab
    plain = Doc(
        vocab,
        words=["A", "wet", "spring"],
        tags=["DT", "JJ", "NN"],
        lemmas=["a", "wet", "spring"],
        sent_starts=[True, False, False],
    )
    said = Doc(
        vocab, words=["Nobody", "warned"], tags=["NN", "VBD"], lemmas=["nobody", "warn"], sent_starts=[True, False]
    )
    assert not asks_for_syntax(plain[:])
    assert asks_for_syntax(said[:])


HOSTILE = {
    "quotes": '"' * 8_000,
    "dots": "." * 8_000,
    "brackets": "([{" * 4_000,
    "no spaces": "мир" * 20_000,
    "digits": "1,234." * 5_000,
    "letters": "a" * 100_000,
    "emoji": "🎉👍🏽 " * 5_000,
    "han": "他走了。" * 5_000,
    "nul": "One\x00two. \x00\x00 Three said.\x00",
    "controls": "a\x0bb\x0cc\x85d\u2028e\u200b\ufeff",
    "newlines": "\n" * 20_000,
    "spaces": " " * 20_000,
    "apostrophes": "'s" * 5_000,
    "hyphens": "a-b-" * 5_000,
    "url": "http://x.y/" + "a.b/" * 5_000,
    "lines": "He said.\n" * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_bounded_time_and_keeps_offsets(nlp: Language, name: str) -> None:
    started = time.process_time()
    document = read_document(nlp, article(HOSTILE[name]))
    assert time.process_time() - started < 40
    assert document.doc.text == document.text
    assert all(token.text == document.text[token.idx : token.idx + len(token)] for token in document.doc)


def test_lone_surrogates_keep_offsets(nlp: Language) -> None:
    text = "Broken \ud83d text. Ann said so."
    document = read_document(nlp, article(text))
    assert len(document.doc.text) == len(text)
    assert document.sentences[1].start_char == text.index("Ann")
    assert document.text == text


def test_the_model_is_small_and_carries_its_papers() -> None:
    files = [path for path in EMBEDDED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 25_000_000
    notice = (EMBEDDED / "NOTICE").read_text(encoding="utf-8")
    assert all(word in notice for word in ("CC BY-SA 4.0", "EWT", "GUM", "WikiGold", "GloVe"))


def test_the_model_says_where_it_came_from() -> None:
    card = (EMBEDDED / "README.md").read_text(encoding="utf-8")
    assert "## Measured" in card
    assert "## Limits" in card


@pytest.mark.slow
def test_a_million_characters_take_bounded_time(nlp: Language) -> None:
    text = "Gen. Ada Holt said on Monday that 12 people were freed. " * 18_000
    started = time.process_time()
    document = read_document(nlp, article(text[:1_000_000]))
    assert len(document.sentences) == 17_858
    assert time.process_time() - started < 300


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("She hoped for rain.", "hope"),
        ("He hopped over it.", "hop"),
        ("They rated it.", "rate"),
        ("He was riding home.", "ride"),
        ("They visited us.", "visit"),
    ],
)
def test_a_lemma_is_that_of_the_spelling(text: str, lemma: str, nlp: Language) -> None:
    """What ends in one vowel and one consonant doubles it before -ed: "hoped" is not of "hop"."""
    assert lemma in [token.lemma_ for token in nlp(text)]
