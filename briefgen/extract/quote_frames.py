"""Quotations beside their cues by marks and word order: `"...," Smith, a lawyer, said`, `Trump replied: "..."`.

Parsers trained on treebanks stumble over quotation marks, so the places where English puts "he said" are read
directly (the patterns are those of Krestel, Bergler and Witte 2008 and O'Keefe and others 2012); the parse only
says where the subject is, and even for that there is a fallback.
"""

from dataclasses import dataclass

from spacy.tokens import Span, Token

from briefgen.extract.quote_kinds import names_work, says_something
from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import QUOTED, SAYING, Cue, form_lemmas, verb_cue
from briefgen.extract.report_record import Report
from briefgen.extract.report_speakers import cue_span, cue_speaker, is_passive, undescribed
from briefgen.extract.speaker_mentions import people_noun, phrase_after, speaks, with_description

LEFT_REACH = 22
RIGHT_REACH = 28
PERFECT = frozenset({"has", "have", "had", "would", "’d", "'d"})
PARTICLES = {"go": frozenset({"on"}), "put": frozenset({"it"})}
PARTED = {
    "wave": frozenset({"off", "away", "aside"}),
    "brush": frozenset({"off", "away", "aside"}),
    "sum": frozenset({"up"}),
}
"""Particles of verbs that name only with them, an object between or not: "waved the report off as"."""
PARTED_REACH = 8
KEPT = frozenset({"kept", "keeps", "began", "started", "begins", "starts"})
"""Verbs behind which "saying" is the verb of a finite clause: "he kept saying"."""
LONGEST_NAME = 5
CLAUSE_OPENERS = frozenset(
    {"while", "but", "as", "although", "though", "because", "when", "which", "after", "before", "since"}
)
CALLING = frozenset({"call", "dub", "label", "brand", "term"})
RETORTS = frozenset({"shot", "fired", "hit", "pushed", "chimed", "weighed", "cut", "broke", "put"})
QUOTING = frozenset({"quote", "addressee"})
SPOKEN_ALOUD = frozenset({"rail", "boast", "complain", "lament", "talk", "speak"})
"""Verbs that name or judge, behind which a comma may still open what was said: "he railed, “Never!”"."""
PASSED_REACH = 10
LINKS = frozenset({",", ":", "that", "—", "–", "-", "--", "(", ")", "and", "..."})


@dataclass(frozen=True, slots=True)
class Frame:
    """A quotation with the cue beside it and the side the cue stands on."""

    quoted: int
    cue: Cue
    side: str


def find_frame(layout: Layout, quoted: int) -> Frame | None:
    """The cue that stands beside a quotation in its unit, or None."""
    if names_work(layout, quoted):
        return None
    left, right = _left_words(layout, quoted), _right_words(layout, quoted)
    if left and form_lemmas(left[-1].lower_) & CALLING and not is_name_of_thing(left[-1], "call"):
        return None  # "whom the paper once called “the least of men,” said"
    introduced = left and left[-1].text in {",", ":"}
    first = _left_frame(layout, left, quoted) if not _sets_off(left, right) else None
    if introduced and first is not None:
        return first
    return _right_frame(layout, right, quoted) or first or _open_frame(layout, right, quoted)


def _sets_off(left: list[Token], right: list[Token]) -> bool:
    """Whether a quotation stands between a subject and its verb: `says the media, "the worst of all," are in on it`."""
    if len(left) < 2 or left[-1].text != "," or left[-2].pos_ not in {"NOUN", "PROPN"} or not right:
        return False
    return right[0].tag_ in {"VBZ", "VBP", "VBD", "MD"} and verb_cue(right[0]) is None


def frame_report(layout: Layout, frame: Frame) -> Report:
    """The quotation of a frame as an attribution."""
    span = layout.quoted[frame.quoted]
    number = layout.unit[frame.cue.token.i]
    speaker = frame_speaker(layout, frame)
    rule = f"quote-{frame.side}:{frame.cue.group}"
    return Report((span.start, span.end), cue_span(frame.cue), speaker, rule, number, frame.quoted)


def frame_speaker(layout: Layout, frame: Frame) -> Span | None:
    """The words beside a quotation that name its speaker: by word order where it is plain, else by syntax."""
    cue = frame.cue
    parsed = cue_speaker(cue, layout)
    if frame.side == "right":
        named = _passed_on(cue.token) or undescribed(_inverted(layout, frame) or _between(layout, frame)) or parsed
        return with_description(named) if named is not None else None
    return _resumed(layout, frame) or parsed


def _passed_on(verb: Token) -> Span | None:
    """Whom somebody quotes: "..., the agency quoted | him as saying"."""
    doc, reach = verb.doc, range(verb.i + 2, min(verb.i + PASSED_REACH, len(verb.doc) - 1))
    link = next((place for place in reach if doc[place].lower_ == "as" and doc[place + 1].lower_ == "saying"), None)
    return phrase_after(doc, verb.i + 1, link) if verb.lower_ in QUOTED and link is not None else None


def _resumed(layout: Layout, frame: Frame) -> Span | None:
    """`"...," said Rep. Dana Ruiz, who chairs the panel, "and ..."`: the noun phrase after a cue that follows a quotation."""
    place = frame.cue.token.i
    if not place or layout.inside[place - 1] < 0 or frame.cue.lemma not in SAYING:
        return None
    return phrase_after(layout.doc, place + 1, layout.tokens_of(frame.quoted)[0])


def _inverted(layout: Layout, frame: Frame) -> Span | None:
    """`said Sen. Roger Wicker`: the noun phrase after a cue that follows the quotation at once."""
    words = _right_words(layout, frame.quoted)
    before = [word for word in words if word.i < frame.cue.token.i and not word.is_punct and word.pos_ != "ADV"]
    if before:
        return None
    end = layout.units[layout.unit[frame.cue.token.i]][1]
    return phrase_after(layout.doc, frame.cue.token.i + 1, end)


def _between(layout: Layout, frame: Frame) -> Span | None:
    """`Smith, a lawyer for the group, said`: the noun phrase between the quotation and the cue."""
    words = [word for word in _right_words(layout, frame.quoted) if word.i < frame.cue.token.i]
    while words and (words[0].is_punct or words[0].pos_ in {"ADV", "CCONJ"}):
        words = words[1:]
    return phrase_after(layout.doc, words[0].i, frame.cue.token.i) if words else None


def _left_words(layout: Layout, quoted: int) -> list[Token]:
    """The words of the unit between the last quotation, or its beginning, and this one."""
    start = layout.tokens_of(quoted)[0]
    words: list[Token] = []
    place = start - 1
    unit_start = layout.units[layout.unit[start]][0]
    while place >= unit_start and layout.inside[place] < 0 and len(words) < LEFT_REACH + 10:
        if not layout.doc[place].is_space:
            words.append(layout.doc[place])
        place -= 1
    return words[::-1]


def _right_words(layout: Layout, quoted: int) -> list[Token]:
    """The words of the unit between this quotation and the next, or the end."""
    end = layout.tokens_of(quoted)[1]
    unit_end = layout.units[layout.unit[end - 1]][1]
    words = []
    for place in range(end, min(unit_end, end + RIGHT_REACH)):
        if layout.inside[place] >= 0:
            break
        if not layout.doc[place].is_space:
            words.append(layout.doc[place])
    return words


def _has_subject(gap: list[Token], layout: Layout, quoted: int) -> bool:
    """Whether the verb that begins a quotation has its subject before the marks: `said the nominee, Jeff Hale, "will not`."""
    start, end = layout.tokens_of(quoted)
    first = next((word for word in layout.doc[start + 1 : end] if not word.is_punct), None)
    subject = (
        len(gap) > 2
        and gap[-1].text == ","
        and gap[0].pos_ in {"DET", "PROPN", "NOUN"}
        and gap[0].i == gap[-1].i - len(gap) + 1
    )
    finite = first is not None and first.tag_ in {"MD", "VBZ", "VBD", "VBP"} and first.text[0].islower()
    return subject and finite


def _left_frame(layout: Layout, words: list[Token], quoted: int) -> Frame | None:
    """The last cue before a quotation with nothing but links, adverbs and phrases between."""
    for place in range(len(words) - 1, max(-1, len(words) - LEFT_REACH), -1):
        cue = verb_cue(words[place])
        if cue is None or not cue.takes & QUOTING or not is_really(cue):
            if is_finite(words[place]):
                return None
            continue
        if (is_passive(cue.token) and cue.lemma not in SAYING) or is_name_of_thing(cue.token, cue.lemma):
            return None
        gap = words[place + 1 :]
        if not place and len(gap) > 2 and gap[-1].lower_ in {"but", "and"} and gap[-2].text == ",":
            return Frame(quoted, cue, "left")  # `is "strong," says Ann Hale, but "not invincible"`
        if _has_subject(gap, layout, quoted):
            return None
        return Frame(quoted, cue, "left") if _left_gap(gap, cue) else None
    return None


def is_name_of_thing(verb: Token, lemma: str) -> bool:
    """Whether a participle after a noun gives its name: `a print called "Cowboys"`, not `Hale called "Cowboys" dull`."""
    before = verb.nbor(-1) if verb.i else verb
    bare = before.pos_ in {"NOUN", "PROPN"} and (verb.tag_ == "VBN" or not speaks(verb.doc[before.i : verb.i]))
    return lemma in CALLING and verb.lower_.endswith("d") and bare


def _open_frame(layout: Layout, words: list[Token], quoted: int) -> Frame | None:
    """Any verb where English puts "he said": `"I read enough," Mr. Bledsoe shot back.`, `"Fine," she allowed.`"""
    start, end = layout.quoted[quoted].inner
    if (
        not words
        or layout.text[start:end].rstrip("”’'\" ")[-1:] not in ",?!"
        or words[0].i != layout.tokens_of(quoted)[1]
    ):
        return None
    place = next((number for number, word in enumerate(words) if _tells(word)), len(words))
    subject = words[:place]
    if subject and subject[0].lower_ in CLAUSE_OPENERS:
        return None
    if not 0 < place <= LONGEST_NAME or place == len(words):
        return None
    person = subject[0].lower_ in {"he", "she", "they"} and place == 1
    if not person and not (subject[-1].pos_ == "PROPN" or people_noun(subject[-1].lower_)):
        return None
    after = words[place + 1] if place + 1 < len(words) else None
    closed = after is None or after.is_punct or after.pos_ in {"ADV", "ADP", "PART"} or after.tag_ == "RP"
    if not closed or any(word.is_punct and word.text != "." for word in subject):
        return None
    verb = words[place]
    return Frame(quoted, Cue(verb, verb.lemma_.lower(), "speech", frozenset({"quote"}), "verb"), "right")


def _tells(word: Token) -> bool:
    """Whether a word can be the verb of "he allowed" or "Bledsoe shot back"."""
    back = word.i + 1 < len(word.doc) and word.nbor(1).lower_ in {"back", "in"} and word.lower_ in RETORTS
    return back or (word.pos_ == "VERB" and word.tag_ in {"VBD", "VBZ", "VBN"})


def _left_gap(gap: list[Token], cue: Cue) -> bool:
    """Whether a quotation follows a cue closely enough to be what it reports."""
    if gap and gap[-1].text == "," and "naming" in cue.takes and not cue.takes & {"clause", "addressee"}:
        return cue.lemma in SPOKEN_ALOUD  # "if they attacked the fleet, “that ...”"
    if not gap or gap[-1].text in {",", ":"}:
        return True
    if all(word.lower_ in LINKS or word.pos_ == "ADV" for word in gap):
        return True
    return cue.lemma in SAYING and gap[-1].lower_ == "that"


def _right_frame(layout: Layout, words: list[Token], quoted: int) -> Frame | None:
    """The first cue after a quotation with only a noun phrase between."""
    if not words or not _open_ended(layout, quoted, words[0]):
        return None
    commas = 0
    for place, word in enumerate(words):
        cue = verb_cue(word)
        if cue is not None and cue.takes & QUOTING and is_really(cue) and _right_gap(words[:place], word, cue):
            return None if _points_back(word) else Frame(quoted, cue, "right")
        commas += word.text == ","
        if _relayed(words, place):
            continue
        if word.lower_ in PERFECT and place:
            continue
        if commas > 4 or (word.pos_ in {"AUX", "SCONJ"} and not _relative(words[:place])):
            return None
        if is_finite(word) and word.lower_ not in KEPT and not _relative(words[:place]):
            return None
    return None


def _relayed(words: list[Token], place: int) -> bool:
    """Whether a word belongs to "was quoted (by the agency) as", behind which the cue stands: "..., Hale was quoted by Kyodo as | saying"."""
    word = words[place]
    if word.lower_ in {"was", "is", "were"}:
        return place + 1 < len(words) and words[place + 1].lower_ in QUOTED
    passed = next((other for other in range(place, 0, -1) if words[other].lower_ in QUOTED), None)
    if passed is None or words[passed - 1].lower_ not in {"was", "is", "were", "as"} | PERFECT:
        return word.lower_ == "quoted" or (word.lower_ == "as" and place > 0 and words[place - 1].lower_ == "quoted")
    return passed == place or words[passed + 1].lower_ in {"by", "as"}


def _points_back(cue: Token) -> bool:
    """Whether a cue's object is "this", so that the marks before it hold a name of its subject: "..., of the “Red Band”, said this"."""
    doc, after = cue.doc, cue.i + 1
    pointed = after < len(doc) and doc[after].lower_ == "this"
    return pointed and (after + 1 == len(doc) or doc[after + 1].pos_ not in {"NOUN", "ADJ", "PROPN"})


def is_finite(word: Token) -> bool:
    """Whether a word is the verb of a clause; a name that was taken for a verb is not."""
    if word.text[0].isupper() or people_noun(word.lower_):
        return False
    return word.pos_ in {"VERB", "AUX"} and word.tag_ in {"VB", "VBD", "VBP", "VBZ", "MD"}


def is_really(cue: Cue) -> bool:
    """Whether a verb that mostly means something else reports here: "went on", not "went home"."""
    parted = PARTED.get(cue.lemma)
    if parted is not None:
        return any(word.lower_ in parted for word in cue.token.doc[cue.token.i + 1 : cue.token.i + PARTED_REACH])
    particles = PARTICLES.get(cue.lemma)
    return particles is None or (cue.token.i + 1 < len(cue.token.doc) and cue.token.nbor(1).lower_ in particles)


def _relative(words: list[Token]) -> bool:
    """Whether a verb is inside ", who has led the group since 2019,"."""
    return any(word.lower_ in {"who", "whose", "which"} for word in words)


def _open_ended(layout: Layout, quoted: int, following: Token) -> bool:
    """Whether a sentence may go on after a quotation."""
    start, end = layout.quoted[quoted].inner
    last = layout.text[start:end].rstrip("”’'\" ")[-1:]
    return last in ",?!—–-…." or following.text in {",", "—", "–", "-", "--"} or says_something(layout, quoted)


def _right_gap(gap: list[Token], word: Token, cue: Cue) -> bool:
    """Whether the words between a quotation and a cue are no more than the speaker."""
    if not gap and (word.tag_ == "VBG" or (word.tag_ == "VB" and word.lower_ != "read") or cue.lemma == "tell"):
        return False
    if word.tag_ == "VBG" and not (gap and (gap[-1].lower_ == "as" or gap[-1].lower_ in KEPT)):
        return False
    if word.tag_ == "VBN" and cue.lemma not in SAYING and (not gap or is_passive(word)):
        return False
    first = next((token for token in gap if not token.is_punct), None)
    if first is None:
        return True
    if first.lower_ in CLAUSE_OPENERS:
        return False
    nominal = first.pos_ in {"PRON", "PROPN", "NOUN", "DET", "ADJ", "NUM", "ADV"}
    return nominal or first.text[0].isupper() or first.lower_ in {"both", "neither", "either"}
