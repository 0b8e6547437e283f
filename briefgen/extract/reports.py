"""Reported speech by syntax: a cue, the clause, infinitive or phrase it reports, and the words that name the speaker.

The frames are those of the PARC and PolNeAR annotation (Pareti 2012; Newell and others 2018): source, cue, content,
with verbs of speech, belief and intention, nouns ("the claim that ...") and "according to". The parser's errors
around quotation marks are met by `quote_frames`, which reads marks and word order.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_agents import EACH, agent_after, before_dashes, passive_content
from briefgen.extract.report_bounds import within_relative
from briefgen.extract.report_contents import verb_content
from briefgen.extract.report_cues import SAYING, Cue, frame_words, verb_cue, weak_verbs, word_cue
from briefgen.extract.report_denials import is_denied
from briefgen.extract.report_edges import trim
from briefgen.extract.report_extents import (
    FINITE_TAGS,
    after_comma,
    before_joint,
    before_participle,
    joined,
    within_clause,
)
from briefgen.extract.report_nouns import word_content
from briefgen.extract.report_order import RELAYED, aside_at, host
from briefgen.extract.report_phrases import (
    according_reports,
    headline_reports,
    made_reports,
    message_reports,
    view_reports,
)
from briefgen.extract.report_record import Report
from briefgen.extract.report_rescue import rescued
from briefgen.extract.report_speakers import FARTHEST, HEARSAY, cue_span, cue_speaker, is_passive, undescribed
from briefgen.extract.speaker_mentions import (
    is_passive_form,
    mention_span,
    phrase_head,
    speaking_nouns,
    speaks,
)
from briefgen.language.syntax import dep

CLOSE = 3
LONGEST_TAIL = 10
WHAT_REACH = 4
ABSTRACT = ("tion", "sion", "ness", "ment", "ity", "sal", "ance", "ence", "ism", "ship", "way", "step", "law")


def find_reports(layout: Layout, number: int) -> Iterator[Report]:
    """The reports of one unit that syntax shows, in the order of their cues; cues in quotation marks are left out."""
    tokens = [token for token in layout.unit_tokens(number) if layout.outside(token)]
    found: list[Report] = []
    for token in tokens:
        cue = verb_cue(token) or word_cue(token)
        report = _report(cue, layout, number, found) if cue is not None else None
        if report is None:
            continue
        found.append(report)
        yield report
    yield from made_reports(layout, number)
    yield from according_reports(layout, number)
    yield from view_reports(layout, number)
    yield from message_reports(layout, number)
    yield from headline_reports(layout, number)


def _follows(last: Report, verb: Token) -> bool:
    """Whether a verb comes right after the cue of another report, or after what it reports: "his office says, but denies"."""
    joint = verb.doc[before_joint(verb) + 1]
    if 0 <= joint.idx - last.content[1] <= CLOSE:
        return True
    return last.cue is not None and any(
        word.idx + len(word) == last.cue[1] for word in verb.doc[max(0, verb.i - 4) : verb.i]
    )


def _speaker_before(verb: Token, layout: Layout, number: int) -> Span | None:
    """Who a joined verb goes on from, when the verb before it only gave a name: "Hale called it "a farce" and | said"."""
    for place in range(verb.i - 1, layout.units[number][0], -1):
        word = verb.doc[place]
        cue = verb_cue(word) if layout.outside(word) and word.tag_ == verb.tag_ else None
        if cue is not None:
            return cue_speaker(cue, layout)
    return None


def _adds(last: Report, word: Token) -> bool:
    """Whether ", writing that" goes on after words that end in their attribution: "The law is void, the judge ruled in May, | writing"."""
    if word.tag_ != "VBG" or not after_comma(word) or last.cue is None or last.speaker is None:
        return False
    between = [other for other in word.doc[max(0, word.i - LONGEST_TAIL) : word.i] if other.idx >= last.cue[1]]
    trailing = last.content[1] <= last.cue[0] and not any(other.tag_ in FINITE_TAGS for other in between)
    return trailing and len(between) < LONGEST_TAIL


def _before(verb: Token, found: Sequence[Report]) -> Report | None:
    """The report that a joined verb goes on from: the first whose content ends right before it, failing that the last."""
    joint = verb.doc[before_joint(verb) + 1] if joined(verb) else None
    for report in found:
        if joint is not None and report.rule.startswith("verb") and 0 <= joint.idx - report.content[1] <= CLOSE:
            return report
    return found[-1] if found else None


def _thing(speaker: Span) -> bool:
    """Whether a phrase names nobody who could speak: the massacre of "said the massacre was planned and asked for help"."""
    head = phrase_head(speaker)
    return head.pos_ == "NOUN" and not speaks(speaker)


def _main_subject(verb: Token, last: Report, layout: Layout) -> Span | None:
    """Who ", and found that" goes on from when the cue before it stands in a side clause: the subject of the sentence."""
    root = verb.sent.root
    joint = before_joint(verb)
    comma = joint != verb.i and joint >= 0 and verb.doc[joint].text == ","
    inner = last.cue is not None and root.idx < last.cue[0] and root.i < verb.i
    if not (comma and inner) or root.tag_ != verb.tag_ or verb.tag_ not in FINITE_TAGS or verb_cue(root) is not None:
        return None
    subject = next((child for child in root.lefts if dep(child) == "nsubj"), None)
    return mention_span(subject, layout) if subject is not None else None


def _report(cue: Cue, layout: Layout, number: int, found: Sequence[Report]) -> Report | None:
    if is_denied(cue.token) or _relays(cue):
        return None
    aside = aside_at(cue.token, layout) if cue.kind == "verb" else None
    if aside is not None:
        span = trim(host(aside, layout), layout)
        return Report(span, cue_span(cue), aside.speaker, f"verb:{cue.group}", number) if span is not None else None
    passive = _passive(cue, layout, number)
    if passive is not None:
        return passive
    content = verb_content(cue, layout) if cue.kind == "verb" else word_content(cue)
    speaker = undescribed(cue_speaker(cue, layout))
    if cue.kind == "verb" and (speaker is None or speaker.text.lower() in EACH):
        speaker = before_dashes(cue.token, layout) or speaker
    if found and _adds(found[-1], cue.token):
        speaker = found[-1].speaker
    last = _before(cue.token, found)
    main = _main_subject(cue.token, last, layout) if last is not None else None
    if main is not None:
        speaker = main
    elif last is not None and joined(cue.token) and (speaker is None or _follows(last, cue.token) or _thing(speaker)):
        speaker = last.speaker
    if speaker is None and cue.kind == "verb" and joined(cue.token):
        speaker = _speaker_before(cue.token, layout, number)
    if content is None:
        content = _rescued(cue, speaker, layout, number)
    content = _whole_sentence(content, cue, speaker, layout) if content is not None else None
    content = _before_aside(content, cue, layout) if content is not None else None
    content = _clear_of(speaker, content, cue) if content is not None and speaker is not None else content
    if content is not None and (_far_phrase(content, cue) or _elided(content, cue) or _points_back(content, cue)):
        content = None
    span = trim(content, layout) if content is not None else None
    if span is None or not _fit(cue, speaker) or _set_aside(cue) or _named_thing(cue):
        return None
    return Report(span, cue_span(cue), speaker, f"{cue.kind}:{cue.group}", number)


def _far_phrase(content: tuple[int, int], cue: Cue) -> bool:
    """Whether words without a verb stand before another verb than the cue: "At 81 | , Cole hears cases, writes her opinions"."""
    doc, (start, end) = cue.token.doc, content
    verbs = {"VBD", "VBZ", "VBP", "MD"}
    if end >= cue.token.i or cue.kind != "verb" or any(word.tag_ in verbs for word in doc[start : end + 1]):
        return False
    return any(word.tag_ in verbs and word.pos_ == "VERB" for word in doc[end + 1 : cue.token.i])


def _elided(content: tuple[int, int], cue: Cue) -> bool:
    """Whether a clause leaves its verb to what came before, so that it tells nothing: "as he said he would"."""
    start, end = content
    likened = [word.lower_ for word in cue.token.doc[max(0, cue.token.i - 2) : cue.token.i]][:1] == ["as"]
    return likened and end - start < 2 and cue.token.doc[end].tag_ == "MD"


def _points_back(content: tuple[int, int], cue: Cue) -> bool:
    """Whether what was said stands before: "The plan is dead. Hale stated this at a briefing in Oslo"."""
    doc, start = cue.token.doc, content[0]
    pointer = start == cue.token.i + 1 and doc[start].pos_ == "PRON" and doc[start].lower_ == "this"
    return pointer and start + 1 < len(doc) and doc[start + 1].pos_ in {"ADP", "ADV"}


def _relays(cue: Cue) -> bool:
    """Whether a participle only tells whose words somebody passes on: "Kyodo, quoting the paper, said"."""
    after = cue.token.nbor(1) if cue.token.i + 1 < len(cue.token.doc) else cue.token
    return cue.lemma == "quote" and cue.token.tag_ == "VBG" and after.pos_ in {"DET", "PROPN", "NOUN", "ADJ"}


def _rescued(cue: Cue, speaker: Span | None, layout: Layout, number: int) -> tuple[int, int] | None:
    """What a verb reports by word order, up to where the sentence around it goes on."""
    content = rescued(cue, speaker, layout, number)
    if content is None:
        return None
    start, end = within_clause(within_relative(before_participle(content, cue, layout), cue, layout), cue, layout)
    cut = end < content[1] and not any(word.tag_ in FINITE_TAGS for word in layout.doc[start : end + 1])
    return None if cut and cue.lemma in frame_words("clausal") else (start, end)


def _passive(cue: Cue, layout: Layout, number: int) -> Report | None:
    """The report of a passive whose agent is named: "was accused of lying by Hale"."""
    if cue.kind != "verb" or not cue.takes & {"of", "naming"}:
        return None
    agent = agent_after(cue.token, layout)
    content = passive_content(cue, agent) if agent is not None else None
    span = trim(content, layout) if content is not None else None
    return Report(span, cue_span(cue), agent, f"verb:{cue.group}", number) if span is not None else None


def _before_aside(content: tuple[int, int], cue: Cue, layout: Layout) -> tuple[int, int]:
    """A clause cut before ", a poll found." at the end of its unit, not a phrase: "said after days of talks, Hale agreed"."""
    start, end = content
    first, last = layout.units[layout.unit[cue.token.i]]
    for place in range(last - 1, max(first, last - LONGEST_TAIL), -1):
        aside = aside_at(layout.doc[place], layout) if cue.token.i < place else None
        ends = aside is not None and (aside.end >= last - 1 or layout.doc[aside.end + 1].lower_ in RELAYED)
        if aside is not None and ends and aside.comma > cue.token.i:
            told = any(word.tag_ in FINITE_TAGS for word in layout.doc[start : aside.comma])
            return (start, aside.comma - 1) if start < aside.comma <= end and told else content
    return content


def _clear_of(speaker: Span, content: tuple[int, int], cue: Cue) -> tuple[int, int]:
    """A clause before its attribution, cut before the words that name the speaker ("..., the mayor, Carl Benson, said")."""
    start, end = content
    if start < speaker.start == end + 2 and cue.token.i > end:  # a comma between
        return start, min(end, _before_office(speaker.start, start, speaker.doc) - 1)
    if cue.token.i <= end or not start < speaker.start <= end:
        return content
    head = phrase_head(speaker)
    while dep(head) in {"appos", "nmod"} and head.head.pos_ == "NOUN":
        head = head.head
    first = min(speaker.start, head.left_edge.i)
    first = first if first > start else speaker.start
    first += speaker.doc[first].text == ","
    return start, _before_office(first, start, speaker.doc) - 1


def _before_office(name: int, start: int, doc: Doc) -> int:
    """Where the office of a speaker begins that commas set off before the name, whatever the parse hung it on; else `name`."""
    comma = next((place for place in range(name - 2, start, -1) if doc[place].text == ","), None)
    if comma is None or doc[name - 1].text != "," or doc[comma + 1].pos_ not in {"DET", "PRON"}:
        return name
    noun = next((token for token in doc[comma + 2 : name - 1] if token.pos_ == "NOUN"), None)
    return comma + 1 if noun is not None and noun.lemma_.lower() in speaking_nouns() else name


def _set_aside(cue: Cue) -> bool:
    """Whether a participle after a comma only describes: ", estimated to range between 80 and 100"."""
    token = cue.token
    if cue.kind != "verb" or token.tag_ != "VBN" or token.i + 1 >= len(token.doc) or not token.i:
        return False
    described = token.nbor(-1).text == "," and token.nbor(1).lower_ in {"to", "at", "by", "in", "as", "on"}
    return described and not _main_verb(token)


def _main_verb(participle: Token) -> bool:
    """Whether a sentence has no verb but what was read as a participle: "Hale, who leads the panel, promised on Friday to go"."""
    top = next(word for word in participle.sent if word.head.i == word.i)
    nominal = top.pos_ in {"PROPN", "NOUN"} and participle.head.i == top.i and top.i < participle.i
    return nominal and not any(word.pos_ in {"SCONJ", "ADP"} for word in participle.doc[participle.sent.start : top.i])


def _named_thing(cue: Cue) -> bool:
    """Whether somebody's words are only pointed to: "a look at what he has said this year"."""
    doc, place = cue.token.doc, cue.token.i
    if cue.kind != "verb" or place + 1 >= len(doc) or doc[place + 1].tag_ in FINITE_TAGS:
        return False
    pointed = any(word.lower_ == "what" for word in doc[max(0, place - WHAT_REACH) : place])
    return pointed and "that" not in {word.lower_ for word in doc[place + 1 : place + 4]}


def _whole_sentence(content: tuple[int, int], cue: Cue, speaker: Span | None, layout: Layout) -> tuple[int, int]:
    """The sentence around "The fire, officials said, started ...", not only what follows the insertion."""
    start, end = content
    place, number = cue.token.i + 1, layout.unit[cue.token.i]
    first = min(speaker.start, cue.token.i) if speaker is not None else cue.token.i
    inserted = (
        place < len(layout.doc) and layout.doc[place].text == "," and first > 1 and layout.doc[first - 1].text == ","
    )
    inserted = inserted and layout.doc[first - 2].lower_ not in {"who", "which"}
    if not inserted or start <= cue.token.i or cue.kind != "verb" or first - layout.units[number][0] > FARTHEST:
        return content
    return (
        (layout.units[number][0], end)
        if dep(layout.doc[layout.units[number][0]]) not in {"mark", "advmod"}
        else content
    )


def _opens(noun: Token) -> bool:
    """Whether a noun begins its sentence, an article and adjectives before it or not: what is then told of it is unclear."""
    before = noun.doc[noun.sent.start : noun.i]
    return all(word.pos_ in {"DET", "ADJ", "NOUN", "CCONJ", "SPACE"} for word in before)


def _fit(cue: Cue, speaker: Span | None) -> bool:
    """Whether a report has what makes it one: an opinion needs somebody, an unsourced noun a whole clause."""
    passive = speaker is None and cue.kind == "verb" and is_passive_form(cue.token)
    if passive and (cue.lemma in HEARSAY or _impersonal(cue.token)):
        return True
    if speaker is None:
        unsourced = cue.kind == "noun" and (cue.group == "speech" or (cue.group == "belief" and not _opens(cue.token)))
        return unsourced or (cue.kind == "verb" and cue.lemma in SAYING and not is_passive(cue.token))
    if cue.kind == "noun" and speaker.text.lower() in frame_words("platforms"):
        return False  # "said in a Telegram post that"
    if speaker[0].lower_ in {"no", "neither", "nobody", "none", "few"} or " nor " in speaker.text:
        return False
    if cue.kind == "verb" and _lifeless(speaker, cue):
        return False
    return cue.kind != "verb" or cue.lemma not in weak_verbs() or cue.lemma in SAYING - {"add"} or speaks(speaker)


def _impersonal(verb: Token) -> bool:
    """Whether nobody in particular is behind "It was also announced that"."""
    before = [word for word in verb.doc[max(verb.sent.start, verb.i - CLOSE - 1) : verb.i] if word.pos_ != "ADV"]
    return len(before) > 1 and before[0].lower_ == "it" and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "that"


def _lifeless(speaker: Span, cue: Cue) -> bool:
    """Whether a phrase names no one who speaks: the step of "took the step of insisting", the ways that "recalled how"."""
    head = phrase_head(speaker)
    name = len(speaker) == 1 and head.text[0].isupper() and head.tag_ == "NN"  # a surname that opens a sentence
    if head.pos_ != "NOUN" or speaks(speaker) or name:
        return False
    return cue.token.tag_ == "VBG" or (head.lemma_.lower().endswith(ABSTRACT) and cue.lemma not in SAYING)
