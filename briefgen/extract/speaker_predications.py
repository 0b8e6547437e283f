"""What is said of somebody who stands beside it: "Ann Pell, a former auditor, said", "Pell is a Democrat", "A guard for years, he said".

Such a description adds nobody to the text: it is the person it is said of, and what it calls them may name them later.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.speaker_gender import PRONOUN_GENDER
from briefgen.extract.speaker_pronouns import LOOK_BACK, Mention
from briefgen.language.syntax import SUBJECTS, dep

PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
LOOSE = frozenset({"a", "an", "his", "her", "their"})
"""Words that open an apposition even where the parse shows none; "the" opens a sentence's subject as often."""
ONCE = frozenset({"then", "now", "once", "formerly", "long", "also"})
CLOSES = frozenset({",", ".", ";", ")", "—", "–", "--"})
BE = frozenset({"is", "was", "'s", "’s", "became", "becomes", "remains", "remained", "been"})
LONGEST = 9
TAIL = 14
OPENING = 4
"""Words of a title before the name that opens a sentence."""


def apposed_to(token: Token, layout: Layout, mentions: Sequence[Mention]) -> Mention | None:
    """The one whom a description between commas describes: "Pell" for "auditor" in "Pell, a former auditor, has"."""
    start = phrase_start(token)
    before = _before_comma(token, start)
    if before is None or not _closed(token):
        return None
    last = next((mention for mention in reversed(mentions[-LOOK_BACK:]) if mention.end <= before + 1), None)
    if last is None or last.end != before + 1 or last.number != "one":
        return None
    beside = token.doc[start].lower_ in LOOSE or token.doc[start - 1].lower_ in ONCE
    opens = last.start - layout.units[last.unit][0] < OPENING
    return last if beside or opens or (dep(token) == "appos" and last.start <= token.head.i < token.i) else None


def _before_comma(token: Token, start: int) -> int | None:
    """The token before the comma that opens an apposition, a person's years and "then" left out ("Pell, 44, then a teacher")."""
    doc = token.doc
    start -= start > 2 and doc[start - 1].lower_ in ONCE
    place = start - 1
    if place < 1 or doc[place].text != "," or doc[place - 1].is_punct:
        return None
    aged = place > 2 and doc[place - 1].like_num and doc[place - 2].text == ","
    return place - 3 if aged else place - 1


def phrase_start(token: Token) -> int:
    """Where the noun phrase of a head begins, by word order."""
    doc, place = token.doc, token.i
    while place > 0 and token.i - place < LONGEST and _before_noun(doc[place - 1]):
        place -= 1
    return place


def _before_noun(word: Token) -> bool:
    participle = word.tag_ in {"VBN", "VBG", "VBD", "JJ"} and word.i > 0 and word.nbor(-1).pos_ in {"DET", "ADV"}
    return word.pos_ in PHRASE or participle or word.tag_ in {"PRP$", "POS"} or word.text == "-"


def _closed(token: Token) -> bool:
    """Whether a comma, a stop or a clause about the person ends the phrase before any finite verb."""
    for word in token.doc[token.i + 1 : token.i + TAIL]:
        if word.text in CLOSES or word.is_space or word.lower_ == "who":
            return True
        if word.pos_ in {"VERB", "AUX"}:
            return word.tag_ in {"VBN", "VBG"}
    return False


def predicated_of(token: Token, mentions: Sequence[Mention]) -> Mention | None:
    """The one of whom a noun is said with "be": "Isley" for "man" in "Isley is a man of few words"."""
    linked = any(child.lower_ in BE and child.i < token.i for child in token.lefts)
    subject = next((child for child in token.lefts if dep(child) in SUBJECTS), None)
    if not linked or subject is None:
        return None
    recent = reversed(mentions[-LOOK_BACK:])
    return next((mention for mention in recent if mention.start <= subject.i < mention.end), None)


def fronted(token: Token, layout: Layout) -> bool:
    """Whether a description opens a sentence before the one it describes: "A retired guard, he said he meant no harm"."""
    doc, start = token.doc, phrase_start(token)
    if start != layout.units[layout.unit[token.i]][0] or doc[start].lower_ not in {"a", "an"}:
        return False
    comma = next((word.i for word in doc[token.i + 1 : token.i + TAIL] if word.text in CLOSES), None)
    if comma is None or doc[comma].text != "," or comma + 1 >= len(doc):
        return False
    after = doc[comma + 1]
    return after.lower_ in PRONOUN_GENDER or after.tag_ == "NNP"
