"""Who is meant where somebody is described beside their name: each text is an article, its last speaker counts."""

import pytest
from spacy.language import Language

from tests.test_extract_speaker_descriptions import _last_speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # an apposition adds nobody, even where it stands nearer to the pronoun
        (
            "Paul Hale met Ruth Cole on Monday. Ms. Cole, then a law professor, spoke first, and he called her “a fine witness.”",
            "Paul Hale",
        ),
        ("Ruth Cole, his Democratic successor, nodded. “I agree,” she said.", "Ruth Cole"),
        ("Hale, 44, a former auditor, has led the inquiry. He said it would end in May.", "Hale"),
        (
            "The talks were held at noon. Paul Hale, the water commissioner, was late. He said the talks went well.",
            "Paul Hale",
        ),
        # nor does what somebody is said to be
        ("Paul Hale is a man of few words. “No,” he told the speaker.", "Paul Hale"),
        # nor what opens the sentence before them
        ("Paul Hale lives next door. A retired guard, he said he meant no harm.", "Paul Hale"),
        # but a new person after a comma is one
        ("After a call from Paul Hale, the mayor said the road was closed.", "the mayor"),
        # what was said of somebody names them later
        (
            "Ruth Cole, a freshman Democrat, met Paul Hale, a former congressman. He left.\n\nThe congresswoman said it was late.",
            "Ruth Cole",
        ),
        # the object of a verb is not its subject
        (
            "Bo Hale is a deacon, and Rev. Sam Ortiz leads the church. Hale told the pastor off. “Go,” the pastor said.",
            "Sam Ortiz",
        ),
        # "the governor" is not the one who stands beneath
        (
            "Lt. Gov. Bo Hale spoke for an hour. Gov. Ruth Cole waited, and an aide held her coat.\n\n“I limp,” the governor said.",
            "Ruth Cole",
        ),
        # whom somebody asked is who answers
        ("Ruth Cole was in Reno. When a reporter asked her about the chaos, she said it would pass.", "Ruth Cole"),
        # of a state
        (
            "Sen. Paul Hale (D-R.I.) met Sen. Ruth Cole, R-Ala., at noon.\n\n“I saw it,” the Rhode Islander said.",
            "Paul Hale",
        ),
        ("Sen. Paul Hale (D-R.I.) met Sen. Ruth Cole, R-Ala., at noon.\n\nThe Kansan said no.", "Kansan"),
        # one official is the official of the next words
        (
            "One White House official said Hale was “gone.” The official insisted, however, that the post was safe.",
            "One White House official",
        ),
        # "the candidate" of a new paragraph may be anybody
        (
            "Paul Hale met Ruth Cole and Ann Bell. Cole sighed. “No,” she said.\n\nAt the rally, the candidate promised to go.",
            "the candidate",
        ),
    ],
)
def test_described_beside_the_name(text: str, speaker: str, nlp: Language) -> None:
    assert _last_speaker(text, nlp) == speaker
