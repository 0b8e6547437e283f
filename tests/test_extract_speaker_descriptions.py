"""Who a description of a person is: each text is an article, and the last quotation's speaker is the one that counts."""

import pytest
from spacy.language import Language

from briefgen.extract.actors import extract_entities
from briefgen.extract.quotes import extract_quotations
from briefgen.language.document import read_document
from tests.conftest import make_article


def _last_speaker(text: str, nlp: Language) -> str | None:
    document = read_document(nlp, make_article(text))
    found = extract_quotations(document, extract_entities(document))
    return found[-1].speaker.name if found[-1].speaker else None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # the name behind a relative clause, and behind the body that somebody heads
        ("The Iowa Democrat who leads the caucus, Ruth Cole, called the bill a sham.", "Ruth Cole"),
        ("The lawyer who wrote the brief, Sam Ortiz of Legal Aid, said the judge was wrong.", "Sam Ortiz"),
        ("The treasurer of the state party, Ruth Cole, said the money was gone.", "Ruth Cole"),
        # party and state behind a name
        (
            (
                "Sen. Ruth Cole (D-Mont.) met Sen. Paul Hale, R-Ky., on Monday. They shook hands.\n\n"
                "The Montana Democrat said the deal was done."
            ),
            "Ruth Cole",
        ),
        (
            (
                "Rep. Ruth Cole of New Mexico met Rep. Paul Hale of Maine on Monday. They shook hands.\n\n"
                "The New Mexico congresswoman said the deal was done."
            ),
            "Ruth Cole",
        ),
        # the lawyer who has a name some sentences later, and "she" between
        (
            "Hale pleaded guilty. His lawyer spoke. She said he was sorry. “Very,” the lawyer, Ruth Cole, said.",
            "Ruth Cole",
        ),
        (
            "Hale pleaded guilty. His lawyer said he was sorry.\n\n“Very,” the lawyer, Ruth Cole, added. She left.",
            "Ruth Cole",
        ),
        # the other of two, where the last to speak is known for something else
        (
            (
                "“It was near,” said Paul Hale, who owns the land. “It was far,” said Ruth Cole, a biologist.\n\n"
                "She showed a map. The rancher said he did not trust it."
            ),
            "Paul Hale",
        ),
        # a post in two words is not that of a lawyer
        ("“No,” said Ruth Cole, a lawyer. The district attorney will not retry the case, and he said so.", "Ruth Cole"),
        # a clause tells which man
        ("Paul Hale confessed. The man who wrote the words down said he was sure.", "The man who wrote the words down"),
        # one of two parties' members told of, and what they are
        ("Two former governors, a Republican and a Democrat, said the law was weak.", "Two former governors"),
        # what sets nobody apart
        ("Sen. Paul Hale's farewell drew 300 people. The three-term senator said he was done.", "Paul Hale"),
        ("Sen. Paul Hale's farewell drew 300 people. The 71-year-old lawmaker said he was done.", "Paul Hale"),
        (
            (
                "Ann Pell, a Democrat, spoke on Monday. The vote was held an hour later, after a long debate.\n\n"
                "The two-term senator said the bill would fail."
            ),
            "Ann Pell",
        ),
        # somebody told to do something is not the judge who tells him
        ("The judge told Mr. Wolfe to sit down. “You will wait,” the judge said.", "The judge"),
        # "of lying" is what the chairman is accused of, not part of his name
        ("The lawyers accused the chairman of lying.", "The lawyers"),
        # the unnamed source just told of comes before a named office of that kind
        (
            (
                "Press secretary Ruth Cole said nothing had changed. A state official said otherwise.\n\n"
                "The official said the plan was dead."
            ),
            "A state official",
        ),
        # an office beside a possessor is the possessor's
        (
            "Governor Hale's lawyer, Sam Ortiz, said the story was false. The governor himself, he added, was abroad.",
            "Sam Ortiz",
        ),
        # names beside words that end a place's or a body's name
        ("Justice Elena Park, in a dissent, wrote that the court had erred.", "Elena Park"),
        ("Equality North Carolina says the order makes things worse.", "Equality North Carolina"),
        # the participle between a document and its verb; the office before a name behind a comma
        ("The lawsuit, filed Monday in federal court in Tulsa, says the jail ignored him.", "The lawsuit"),
    ],
)
def test_descriptions(text: str, speaker: str, nlp: Language) -> None:
    assert _last_speaker(text, nlp) == speaker


@pytest.mark.parametrize(
    "text",
    [
        # another party, another state
        "Sen. Ruth Cole (D-Mont.) left the room. The Montana Republican said the deal was off.",
        "Rep. Ruth Cole of Maine, a Democrat, left the room. The Ohio Democrat said the deal was off.",
        # one person named, but nothing tells that the description is of somebody known
        "Police arrested Paul Hale on Monday at his home. The driver said he had seen it all.",
    ],
)
def test_a_description_of_somebody_else(text: str, nlp: Language) -> None:
    assert _last_speaker(text, nlp) not in {"Ruth Cole", "Paul Hale"}


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("BERLIN (Reuters) - The bank will cut 40 jobs, three people said.", "The bank will cut 40 jobs"),
        ("Lima, Peru — A bus fell into a river on Monday, the police said.", "A bus fell into a river on Monday"),
        ("The mayor announced, in a televised speech, that she would resign.", "she would resign"),
        ("The mayor said late last week that she would resign.", "she would resign"),
        ("The mayor disputed that account.", "that account"),
        (
            (
                "The mayor says the former treasurer, Paul Hale, who left the city in June after a long quarrel "
                "over his pay, has been charged."
            ),
            "the former treasurer, Paul Hale, who left the city in June after a long quarrel over his pay, has been charged",
        ),
    ],
)
def test_edges_of_contents(text: str, content: str, nlp: Language) -> None:
    document = read_document(nlp, make_article(text))
    start, end = extract_quotations(document, extract_entities(document))[0].content
    assert text[start:end] == content


def test_what_is_not_specified_is_not_said(nlp: Language) -> None:
    text = "The mayor left the room without saying whether she would resign."
    document = read_document(nlp, make_article(text))
    assert not extract_quotations(document, extract_entities(document))
