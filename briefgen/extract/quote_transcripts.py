"""Speech without marks whose layout names the speaker: transcripts (`TRUMP: No.`) and headings (`Hale: Tariffs will stay`).

A label counts where the text shows that it is one: capitals at the start of a paragraph, at least two such paragraphs, or names
that the text knows. A transcript's paragraph is one direct quotation; a heading is indirect, or mixed with words in marks.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from briefgen.extract.quote_layout import Layout, token_range
from briefgen.extract.speaker_mentions import people_noun, speaking_nouns
from briefgen.extract.speaker_record import People
from briefgen.model import Quotation, QuoteKind, Speaker

LABEL = re.compile(
    r"(?m)^[ \t]*(?P<label>(?:[A-Z][\w.’'-]{1,24}|[A-Z]{1,3}\.?)(?:[ \t][\w.’'&-]{1,24}){0,4})"
    r"(?:[ \t]\([A-Z-]{1,6}\))?(?:,[ \t][A-Z][A-Z .,’'&/-]{1,60})?"
    r"(?:[ \t]\([^()\n]{1,40}\))?:[ \t]+(?P<said>\S[^\n]*)"
)
"""A label, its party, its office in capitals and a stage direction: "ANN COLE (R), SENATOR FROM OHIO (on camera): ..."."""
ASKED = re.compile(r"(?m)^[ \t]*(?P<label>[QA])(?:[:.]|[ \t]*[—–-])[ \t]+(?P<said>\S[^\n]*)")
"""The lines of an interview in questions and answers: "Q: ...", "A. ..."."""
LEAST_TURNS = 2
LEAST_NAMED = 3
LONGEST_HEADING = 22
FINISHED = frozenset('.?!:;,"”')
HEADINGS_WITHIN = 3
PARTS = frozenset(
    {"source", "sources", "details", "background", "quote", "update", "updated", "reference", "note", "photo", "video"}
)
"""Labels of the parts of a report, as agencies set them: nobody speaks there."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of a transcript: its label and its words, as characters of the text."""

    label: tuple[int, int]
    said: tuple[int, int]


def find_turns(layout: Layout, people: People) -> list[Turn]:
    """The turns of a transcript in a text, in order; none where nothing shows that it is one."""
    asked = [
        Turn(match.span("label"), _stripped(layout.text, *match.span("said"))) for match in ASKED.finditer(layout.text)
    ]
    if {layout.text[slice(*turn.label)] for turn in asked} == {"Q", "A"}:
        return asked
    found = [
        Turn(match.span("label"), _stripped(layout.text, *match.span("said"))) for match in LABEL.finditer(layout.text)
    ]
    capitals = [turn for turn in found if _shouted(layout.text[slice(*turn.label)])]
    if len(capitals) >= LEAST_TURNS:
        return capitals
    known = [turn for turn in found if _names(turn, people)]
    return known if len(known) >= LEAST_NAMED and len({layout.text[slice(*turn.label)] for turn in known}) > 1 else []


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    return start, start + len(text[start:end].rstrip())


def _shouted(label: str) -> bool:
    """Whether a label is a name in capitals ("TRUMP", "MR. HALE", "Q")."""
    letters = [char for char in label if char.isalpha()]
    return len(letters) > 1 and all(char.isupper() for char in letters)


def turn_quotations(turns: Sequence[Turn], people: People) -> list[Quotation]:
    """What each speaker of a transcript says."""
    return [
        Quotation(turn.label[0], turn.said[1], "direct", turn.said, None, _labelled(turn, people), "transcript")
        for turn in turns
    ]


def _names(turn: Turn, people: People) -> set[str]:
    """The people of a text whose surname ends a label; their full names where there are any."""
    words = people.layout.text[slice(*turn.label)].lower().split()
    names = {name for name in people.genders if name.split()[-1].lower() == words[-1]}
    return {name for name in names if " " in name} or names


def _labelled(turn: Turn, people: People) -> Speaker | None:
    """The person that a label names, in full where the text gives the full name; nobody for "Q", whom the text alone names for "A"."""
    label = people.layout.text[slice(*turn.label)]
    if label in {"Q", "A"}:
        named = sorted(people.genders) if label == "A" else []
        return Speaker(*turn.label, named[0]) if len(named) == 1 else None
    names = _names(turn, people)
    written = label.title() if label.isupper() else label
    return Speaker(*turn.label, min(names) if len(names) == 1 else written)


def heading_quotations(layout: Layout, people: People) -> Iterator[Quotation]:
    """What a heading says somebody said: "Hale: China 'ripped us off'", "Poll: Most voters want a recount"."""
    for match in islice(LABEL.finditer(layout.text), HEADINGS_WITHIN):
        label, said = match.span("label"), _stripped(layout.text, *match.span("said"))
        first, end = token_range(layout.doc, *label)
        words = layout.doc[end : token_range(layout.doc, *said)[1]]
        if (
            layout.text[said[1] - 1] in FINISHED
            or len(words) > LONGEST_HEADING
            or layout.paragraph[first] > HEADINGS_WITHIN
        ):
            continue
        speaker = _heading_speaker(layout, people, label)
        if speaker is not None and any(word.pos_ in {"VERB", "AUX"} for word in words) and layout.inside[end + 1] < 0:
            kind: QuoteKind = "mixed" if layout.quoted_within(*said) else "indirect"
            yield Quotation(label[0], said[1], kind, said, None, speaker, "heading:speech")


def _heading_speaker(layout: Layout, people: People, label: tuple[int, int]) -> Speaker | None:
    last = layout.doc[token_range(layout.doc, *label)[1] - 1]
    if layout.text[slice(*label)].lower() in PARTS:
        return None
    entity = people.by_token.get(last.i)
    if entity is not None and entity.label != "NORP":
        return Speaker(*label, people.name_of(entity))
    speaks = people_noun(last.lower_) or last.lower_ in speaking_nouns() or last.lower_.rstrip("s") in speaking_nouns()
    return Speaker(*label, layout.text[slice(*label)]) if speaks else None


def outside_turns(quotations: Sequence[Quotation], turns: Sequence[Turn]) -> list[Quotation]:
    """The quotations of a text without those that only a speaker of its transcript makes."""
    starts = [turn.label[0] for turn in turns]
    ends = [turn.said[1] for turn in turns]
    return [quotation for quotation in quotations if not _inside(quotation.start, starts, ends)]


def _inside(place: int, starts: Sequence[int], ends: Sequence[int]) -> bool:
    turn = bisect_right(starts, place) - 1
    return turn >= 0 and place < ends[turn]
