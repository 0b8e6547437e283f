"""The news sentence splitter: hand-made cases, `|` marks each boundary."""

import time

import pytest
import spacy
from spacy.language import Language

from briefgen.data import load_lexicon
from briefgen.language.sentences import MAX_TOKENS, set_sentences

BLANK: Language = spacy.blank("en")


def split(text: str) -> list[str]:
    doc = set_sentences(BLANK.make_doc(text))
    assert doc.text == text
    return [sentence.text.strip() for sentence in doc.sents if sentence.text.strip()]


CASES = [
    "The minister resigned.|Nobody was surprised.",
    "“We will go on,” the mayor said.|“We have no choice.”|He left.",
    '"We will go on," the mayor said.|"We have no choice."|He left.',
    '"Where is the money?" Ivan Petrov asked.',
    "“Never again!” President Anna Kowalska said on Monday.|The crowd cheered.",
    "“Never again!”|The crowd cheered.",
    '"We will win." Petrov said.',
    '"It is over.|We have won," she said.',
    "He asked, 'Why now?'|Nobody answered.",
    "The U.S. Army sent troops.|They arrived on Friday.",
    "They met in the U.S.|The talks failed.",
    "The U. S. Army sent troops.|They arrived.",
    "Gen. Dan Fuller and Sen. Mary Holt (R-Miss.) disagreed.|Lt. Col. J. R. Brown did not.",
    "Rep. Tom Lund (D-Calif.) voted no.|Others abstained.",
    "It began at 9 a.m. on Friday.|It ended at 5 p.m.|He slept.",
    "The meeting at 10 a.m. Monday was short.",
    "It fell to 3.5 percent.|1,200 people lost work.",
    "KYIV, Sept. 5 (Wire) - Talks resumed.|They will last until Oct. 9.",
    "1. First point.|2. Second point.".replace("|", "\n|"),
    "# Heading\n|Body text without a stop\n\n|Another paragraph.",
    "- one item\n|- another item\n|* a third",
    "Talks failed...|The minister left.",
    "“I … I don't know,” he said.",
    "He left (it was late.)|She stayed.",
    "He left.|(She stayed.)|They slept.",
    "J. K. Morgan wrote it.|George W. Dunn read it.",
    "Acme Inc. Chairman Bo Lee resigned.|The firm, Acme Inc., fell.|Shares of Beta Corp.|The market rose.".replace(
        "Corp.|", "Corp. sank.|"
    ),
    "The envoy said.The talks go on.".replace(".The", ".|The"),
    "War broke out.[1]|Peace followed.[2][3]|All were glad.",
    "Он уехал.|Она осталась.",
    "他走了。|她留下了。",
    "No. 10 said no.|Nobody else did.",
    "It has a No. 2 spot.|The answer was no.|Nobody came.",
    "Is it true?|Yes!|It is.",
    'He called it "a disaster."|The minister did not.',
    "“It is a disaster,” he said, “and a shame.”|The minister agreed.",
    'It was , he said , " a shame . "|The minister agreed .',
    "She shouted “Stop!” and ran.",
    "Prices rose 5%.|€40 billion was lost.".replace("|€40", "|In all €40"),
    "Smith v. Jones was decided.|The court closed.",
    "He works for the U.N.|He likes it.",
    "Flood reaches the old town|Monday, June 3, 2019|Water rose.",
    "It opened on Monday, June 3, 2019 In Oslo.",
    "Friday, May 3, 2019|Water rose in the old town.",
    "Mayor: 'We stay'|Friday, May 3, 2019|Water rose.",
    "The dam broke at dawn. 4|However, nobody was hurt.",
    "The dam broke at dawn.|4 Danes were hurt.",
    "Two things count. 1.|The dam.".replace(" 1.|", "|1. "),
    "Talks began on Sept. 5.|They end on Oct. 9.|Nobody knows.",
    "The dam broke.|(photo: Ann Lee)|Nobody was hurt.",
    "He runs Acme Inc. (the mill) Chairman Bo Lee said.",
    "She wrote Onward! (1965), and Why Not? (Two Plays, 1970).",
    "Ann Lee (b. March 2009) and Bo Lee (d. 1990; m. 1960) met c. 1950 in Oslo.",
    "It is 2:25 a.m.|I've slept.|He paid for the Institute of Visual Arts.|Image: Ann Lee.",
    "The dam broke at dawn. [4] [12]|Nobody was hurt. [citation needed]|The town was empty.",
]


@pytest.mark.parametrize("case", CASES)
def test_hand_made_cases(case: str) -> None:
    expected = [part.strip() for part in case.split("|")]
    assert split(case.replace("|", " " if "\n|" not in case else "").replace(".[1] ", ".[1] ")) == expected


@pytest.mark.parametrize("group", ["titles", "before_digits", "open", "uncounted", "reporting"])
def test_examples_of_the_lexicon(group: str) -> None:
    rules = load_lexicon("sentences")[group]
    for example in (*rules["examples"], *rules["counter_examples"]):
        assert split(example.replace("|", " ")) == example.split("|")


def test_white_space_belongs_to_no_sentence() -> None:
    doc = set_sentences(BLANK.make_doc("  One came.\n\nTwo left.  \n"))
    assert [s.text for s in doc.sents if s.text.strip()] == ["One came.", "Two left."]


def test_a_sentence_has_a_bound() -> None:
    doc = set_sentences(BLANK.make_doc("word " * (3 * MAX_TOKENS)))
    assert max(len(sentence) for sentence in doc.sents) <= MAX_TOKENS


@pytest.mark.parametrize(
    "piece",
    ['"', ".", ". ", '."', "?!", " ", "\n", "A.", "A. ", "1", '" ', "…", "(", ". .", ". (", ". (ab) ", ". 1 ", "(b. "],
)
def test_hostile_runs_take_linear_time(piece: str) -> None:
    from briefgen.language.sentences import sentence_breaks

    text = piece * (100_000 // len(piece))
    started = time.process_time()
    list(sentence_breaks(text))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "text",
    [
        "The deal was signed in 2025.|The president left early.",
        "He left the town (near Oslo).|The president stayed.",
        '"We will stay."|The president left early.',
        "Is it over?|The president left!|But he came back.",
        "Prices rose 3.5%.|The bank kept its rate.",
        "Version 2.0.1 of Yahoo!News came out.",
    ],
)
def test_a_lost_space_behind_a_stop_loses_no_sentence(text: str, nlp: Language) -> None:
    doc = nlp(text.replace("|", ""))
    assert [sentence.text for sentence in doc.sents] == text.split("|")
