"""Who did it and to whom, by the order of words."""

import pytest

from tests.measure_situation import make_articles, statements_of

TOLD = [
    ("Turkey accused Greece of delay on Monday.", "Turkey", "Greece"),
    ("Greece was accused of delay by Turkey on Monday.", "Turkey", "Greece"),
    ("An attack on Aleppo by Turkey killed nine people.", "Turkey", None),
    ("Talks between Ahmed Davutoglu and Nikos Kotzias lasted an hour.", "Ahmed Davutoglu", "Nikos Kotzias"),
    ("Ukrainian drones attacked a depot near Tula on Monday.", "Ukraine", None),
    ("Drones hit a depot in Odesa on Monday, officials said.", None, None),
    ("Norway received a further 20 million dollars from the European Union.", "European Union", "Norway"),
    ("Greek premier and party leader Kyriakos Mitsotakis accused Turkey of delay.", "Kyriakos Mitsotakis", "Turkey"),
    ("Drills began near an island that lies close to a port shelled by Turkey.", None, None),
    ("Poland, which borders Belarus, has deployed soldiers in the east.", "Poland", None),
]


@pytest.mark.parametrize(("text", "actor", "recipient"), TOLD)
def test_parties_are_read_by_word_order(text: str, actor: str | None, recipient: str | None) -> None:
    (statement,) = statements_of(make_articles([("Wire", "2025-05-05", text)]))
    assert (statement.actor, statement.recipient) == (actor, recipient)
