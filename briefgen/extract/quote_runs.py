"""Quotations without a cue of their own: the rest of `"...," he said. "..."`, further paragraphs, words after a colon.

The speaker carries over only where the run of the text proves it: the same paragraph, a quotation left open by the
paragraph before, or a paragraph of nothing but quotation after one that ends with its speaker.
"""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from briefgen.extract.quote_kinds import begins_sentence, finished, run_in, says_something, word_before
from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import verb_cue
from briefgen.extract.report_extents import SUBORDINATORS
from briefgen.extract.speaker_mentions import mention_span, phrase_after, speaks, verb_subject
from briefgen.extract.speaker_record import People
from briefgen.extract.speakers import speaker_of
from briefgen.language.syntax import SUBJECTS, dep
from briefgen.model import Quotation, Speaker

HEADLINE = re.compile(r"\b[Ii]n (?:his|her|their) (?:own )?words\s?[:,–—-]\s?|\b[Ii]n quotes\s?:\s?", re.ASCII)
HEADLINE_REACH = 20_000
FOLLOW_REACH = 12
TURNS = 2
"""Paragraphs of nothing but talk before one that has no cue."""
SHORT_TURN = 130
RECENT = 12
LONGEST_LABEL = 5
SOURCE_REACH = 12
"""Units before a quotation within which its source may stand on a line of its own."""
FOLLOWING = frozenset(
    [
        ("that", "was"),
        ("this", "was"),
        ("that", "is"),
        ("so", "said"),
        ("so", "says"),
        ("thus", "spoke"),
        ("so", "spoke"),
    ]
)
LINES = frozenset({"line", "lines", "sentence", "words"})
LINE_REACH = 20
RESPONSES = frozenset(
    {"response", "answer", "reply", "message", "verdict", "assessment", "reaction", "advice", "view", "take", "warning"}
)
INSCRIPTIONS = frozenset(
    {"slogan", "motto", "sign", "signs", "banner", "title", "headline", "sticker", "name", "label"}
)


def carry_on(layout: Layout, people: People, quotations: Sequence[Quotation]) -> list[Quotation]:
    """The quotations of a text that no cue claims, with the speaker their place gives them, or none."""
    claimed = {place for quotation in quotations for place in layout.places_within(*quotation.content)}
    waiting = deque(sorted(quotations, key=lambda quotation: quotation.content))
    found: list[Quotation] = []
    last: Quotation | None = None
    recent: deque[Quotation] = deque(maxlen=RECENT)
    for quoted, span in enumerate(layout.quoted):
        while waiting and waiting[0].content[1] <= span.start:
            last = _spoken(layout, last, waiting.popleft())
            recent.append(last)
        if quoted in claimed or not _stands_alone(layout, quoted):
            continue
        speaker, rule = _speaker(layout, people, quoted, last)
        if rule == "quote-run" and last is not None:
            other = _answering(layout, recent, last, quoted)
            speaker, rule = (other, "quote-answer") if other is not None else (speaker, rule)
        last = Quotation(span.start, span.end, "direct", (span.start, span.end), None, speaker, rule)
        found.append(last)
        recent.append(last)
    return _backward(layout, quotations, found)


def _spoken(layout: Layout, last: Quotation | None, read: Quotation) -> Quotation:
    """The quotation that a next one may carry on: not the document that "she said, according to the indictment" names."""
    if last is not None and _in_passing(layout, last, read):
        return last
    within = last is not None and read.content[0] <= last.content[0] and last.content[1] <= read.content[1]
    return last if last is not None and within and read.rule.startswith("phrase") and last.kind == "direct" else read


def _in_passing(layout: Layout, last: Quotation, read: Quotation) -> bool:
    """Whether somebody else only comes up where a sentence tells when a quotation was said: "Hale said, after Cole announced a pause"."""
    if last.kind != "direct" or read.kind != "indirect" or last.cue is None or read.cue is None:
        return False
    words = layout.doc.char_span(last.cue[1], max(last.cue[1] + 1, read.cue[0]), alignment_mode="expand")
    if words is None or last.cue[1] > read.cue[0] or layout.unit[words.start] != layout.unit[words.end - 1]:
        return False
    return any(word.lower_ in SUBORDINATORS and layout.outside(word) for word in words)


def _answering(layout: Layout, recent: Sequence[Quotation], last: Quotation, quoted: int) -> Speaker | None:
    """Who speaks in a paragraph without a cue after two people have spoken by turns: the one who did not speak last.

    Only where their turns are short, or the last asks something: newspapers also break one person's words into paragraphs.
    """
    span = layout.quoted[quoted]
    paragraph = layout.paragraph[layout.tokens_of(quoted)[0]]
    if span.continues or last.speaker is None or "\n" not in layout.text[last.end : span.start]:
        return None
    turns: dict[int, Quotation] = {}
    for quotation in recent:
        words = layout.doc.char_span(*quotation.content, alignment_mode="expand")
        if quotation.kind == "direct" and words is not None and layout.paragraph[words[0].i] >= paragraph - TURNS:
            turns.setdefault(layout.paragraph[words[0].i], quotation)
    row = [turns[number].speaker for number in range(paragraph - TURNS, paragraph) if number in turns]
    if set(turns) != set(range(paragraph - len(turns), paragraph)) or len(row) < TURNS or row[-2] is None:
        return None
    by_turns = row[-1] is not None and row[-1].name == last.speaker.name != row[-2].name
    asked = layout.text[last.content[0] : last.content[1]].rstrip("”\"’' ").endswith("?")
    short = all(turn.content[1] - turn.content[0] < SHORT_TURN for turn in turns.values())
    return row[-2] if by_turns and (asked or short) and span.end - span.start < SHORT_TURN else None


def _backward(layout: Layout, quotations: Sequence[Quotation], found: list[Quotation]) -> list[Quotation]:
    """Speakers for the first paragraphs of a run that names its speaker only at the end."""
    known = {
        place: quotation.speaker
        for quotation in (*quotations, *found)
        for place in layout.places_within(*quotation.content)
    }
    starts = {span.start: place for place, span in enumerate(layout.quoted)}
    for number in range(len(found) - 1, -1, -1):
        place = starts[found[number].content[0]]
        follows = place + 1 < len(layout.quoted) and layout.quoted[place + 1].continues
        if follows and found[number].speaker is None and known.get(place + 1) is not None:
            known[place] = known[place + 1]
            found[number] = replace(found[number], speaker=known[place], rule="quote-run")
    return found


def _stands_alone(layout: Layout, quoted: int) -> bool:
    """Whether a quotation is a statement of its own: all of its unit, or the words after a colon."""
    if not (says_something(layout, quoted) or _goes_on(layout, quoted)) or _inscription(layout, quoted):
        return False
    if layout.quoted[quoted].continues or layout.alone(layout.unit_of(quoted)) or word_before(layout, quoted) == ":":
        return True
    return run_in(layout, quoted) and finished(layout, quoted) and begins_sentence(layout, quoted)


def _inscription(layout: Layout, quoted: int) -> bool:
    """Whether a colon after a word for a slogan, a sign or a title stands before a quotation: nobody says it here."""
    place = layout.tokens_of(quoted)[0]
    return place > 1 and layout.doc[place - 1].text == ":" and layout.doc[place - 2].lower_ in INSCRIPTIONS


def _goes_on(layout: Layout, quoted: int) -> bool:
    """Whether a finished quotation of a word or two follows the attribution of another in its paragraph."""
    unit = layout.unit_of(quoted)
    if not quoted or not finished(layout, quoted) or layout.unit[layout.tokens_of(quoted - 1)[1] - 1] < unit - 1:
        return False
    return layout.paragraph[layout.tokens_of(quoted - 1)[0]] == layout.paragraph[layout.tokens_of(quoted)[0]]


def _speaker(layout: Layout, people: People, quoted: int, last: Quotation | None) -> tuple[Speaker | None, str]:
    unit = layout.unit_of(quoted)
    if word_before(layout, quoted) == ":":
        sourced = _sourced(layout, people, quoted)
        return sourced or _subject(layout, people, unit) or _labelled(layout, people, quoted), "quote-colon"
    if run_in(layout, quoted):
        return _of_headline(layout, people, quoted), "quote-dated"
    if last is not None and _adjoining(layout, last, quoted):
        return last.speaker, "quote-run"
    followed = _that_was(layout, people, unit + 1)
    if followed is not None:
        return followed, "quote-followed"
    if unit and layout.paragraph[layout.units[unit - 1][0]] == layout.paragraph[layout.units[unit][0]]:
        return _subject(layout, people, unit - 1) or _over_fragment(layout, last, unit), "quote-after"
    if unit and _announces(layout, unit - 1):
        return _subject(layout, people, unit - 1), "quote-announced"
    return _of_headline(layout, people, quoted), "quote-alone"


def _sourced(layout: Layout, people: People, quoted: int) -> Speaker | None:
    """Who is quoted behind the label "Quote:" or "Quote from Hale:": who is named there, or on the line "Source: Hale on X"."""
    unit = layout.unit_of(quoted)
    words = layout.unit_tokens(unit)
    if not words or words[0].lower_ != "quote":
        return None
    lines = [words[: words.index(next(word for word in words if word.text == ":"))]]
    lines += [layout.unit_tokens(number) for number in range(unit - 1, max(-1, unit - SOURCE_REACH), -1)]
    for number, line in enumerate(lines):
        if number and not (len(line) > 2 and line[0].lower_ == "source" and line[1].text == ":"):
            continue
        entity = next((people.by_token[word.i] for word in line if word.i in people.by_token), None)
        if entity is not None and entity.label in {"PERSON", "ORG"}:
            return Speaker(entity.start, entity.end, people.name_of(entity))
    return None


def _labelled(layout: Layout, people: People, quoted: int) -> Speaker | None:
    """Who stands alone before a colon and a quotation: "Kyiv mayor: 'We will rebuild'"."""
    place = layout.tokens_of(quoted)[0]
    colon = next((back for back in range(place - 1, -1, -1) if layout.doc[back].text == ":"), 0)
    span = layout.doc[layout.units[layout.unit[place]][0] : colon]
    short = 0 < len(span) <= LONGEST_LABEL and all(token.pos_ in {"NOUN", "PROPN", "ADJ", "DET"} for token in span)
    return speaker_of(span, people) if short and speaks(span) else None


def _that_was(layout: Layout, people: People, number: int) -> Speaker | None:
    """Who "That was Wade Pickering two years ago" or "So says her mother, Ann" after a quotation names."""
    tokens = layout.unit_tokens(number)[:FOLLOW_REACH] if number < len(layout.units) else []
    words = tuple(token.lower_ for token in tokens[:2])
    if words not in FOLLOWING:
        return None
    span = phrase_after(layout.doc, tokens[2].i, layout.units[number][1]) if len(tokens) > 2 else None
    if any(token.lower_ in LINES for token in tokens[2:]):
        behind = layout.unit_tokens(number)[2:LINE_REACH]
        named = (people.by_token[token.i] for token in behind if token.i in people.by_token)
        person = next((entity for entity in named if entity.label == "PERSON"), None)
        return Speaker(person.start, person.end, people.name_of(person)) if person is not None else None
    entity = next((people.by_token[token.i] for token in span or () if token.i in people.by_token), None)
    if span is None or entity is None or entity.label != "PERSON":
        return None
    owned = span[-1].lower_ in RESPONSES and layout.text[entity.end : entity.end + 2] in {"'s", "’s"}
    return Speaker(entity.start, entity.end, people.name_of(entity)) if owned else speaker_of(span, people)


def _of_headline(layout: Layout, people: People, quoted: int) -> Speaker | None:
    """The person whose words an article collects: "In his words: Trump on the war" over quotations under dates."""
    match = HEADLINE.search(layout.text, 0, HEADLINE_REACH)
    if match is None or not (run_in(layout, quoted) or layout.alone(layout.unit_of(quoted))):
        return None
    for token in layout.tokens:
        if token.idx >= match.end():
            entity = people.by_token.get(token.i)
            person = entity is not None and entity.label == "PERSON"
            return Speaker(entity.start, entity.end, people.name_of(entity)) if entity is not None and person else None
    return None


def _adjoining(layout: Layout, last: Quotation, quoted: int) -> bool:
    """Whether a quotation carries on the last one, with nothing but their attribution between."""
    unit = layout.unit_of(quoted)
    gap = layout.text[last.end : layout.quoted[quoted].start]
    if gap.count("\n\n") > 1 or (last.kind == "indirect" and "\n" in gap):
        return False
    span = layout.doc.char_span(last.start, last.end, alignment_mode="expand")
    return span is not None and unit - layout.unit[span.end - 1] <= 1


def _over_fragment(layout: Layout, last: Quotation | None, unit: int) -> Speaker | None:
    """Who spoke in the sentence before one without a verb: `Not her pension, she said. Not her job. "I'm done."`"""
    span = layout.doc.char_span(last.start, last.end, alignment_mode="expand") if last is not None else None
    verbs = any(token.pos_ in {"VERB", "AUX"} for token in layout.unit_tokens(unit - 1))
    near = span is not None and layout.unit[span.end - 1] == unit - 2
    near = near and span is not None and layout.paragraph[span.start] == layout.paragraph[layout.units[unit][0]]
    return last.speaker if last is not None and near and not verbs and last.cue is not None else None


def _announces(layout: Layout, number: int) -> bool:
    tokens = layout.unit_tokens(number)
    return bool(tokens) and tokens[-1].text == ":"


def _subject(layout: Layout, people: People, number: int) -> Speaker | None:
    """Who a sentence is about: the subject of its main verb, when that is somebody."""
    tokens = [token for token in layout.unit_tokens(number) if layout.outside(token)]
    root = next((token for token in tokens if dep(token) == "ROOT"), None)
    subject = verb_subject(root) if root is not None else None
    subject = subject or _first_named(tokens, people)
    span = mention_span(subject, layout) if subject is not None else None
    speaker = speaker_of(span, people) if span is not None else None
    if subject is None or speaker is None:
        return None
    return speaker if speaker.name in people.genders or _somebody(subject, people) else None


def _first_named(tokens: Sequence[Token], people: People) -> Token | None:
    """The person a sentence begins with, a title of a word before them or not ("Sen. Dana Ruiz, ..., shot back:")."""
    for token in tokens[:2]:
        entity = people.by_token.get(token.i)
        if entity is not None:
            return token if entity.label == "PERSON" else None
    return None


def _somebody(subject: Token, people: People) -> bool:
    entity = people.by_token.get(subject.i)
    if entity is not None:
        return entity.label == "PERSON" or verb_cue(subject.head) is not None
    return subject.i in people.pronouns and subject.lower_ not in {"it", "its"} and dep(subject) in SUBJECTS
