"""Which mention before it a pronoun stands for.

The scoring follows the salience factors of Lappin and Leass (1994): subjects before others, near before far, with agreement in
gender and number; in doubt there is no answer. A fixed number of mentions is looked back over, so time is linear.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from spacy.tokens import Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import form_lemmas
from briefgen.extract.speaker_gender import PRONOUN_GENDER, Gender
from briefgen.extract.speaker_roles import person_noun
from briefgen.language.syntax import SUBJECTS, dep

LOOK_BACK = 14
UNITS_BACK = 4
PARAGRAPHS_BACK = 2
LEAST_LEAD = 0.5
INTRODUCED = 2.5
TOLD_OF = 4.0
CLAUSE = 3.5
OWNED = 3.0
DESCRIBING = frozenset({"who", "whose", "a", "an", "the"})
OPENING = 3
"""Words of a title before a name that opens a paragraph."""
MORE_THAN_TWO = frozenset({"three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many"})
PLURALS = frozenset({"they", "them", "their", "both"})
NEUTRALS = frozenset({"it", "its"})
REPLIES = frozenset({"replied", "replies", "responded", "responds", "answered", "answers"})
QUESTION_BACK = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for somebody: token of the head, resolved name, and what agreement needs."""

    head: int
    start: int
    end: int
    name: str
    gender: Gender | None
    number: str
    subject: bool
    speaker: bool
    unit: int
    paragraph: int
    main: bool = False
    named: bool = True


def antecedent(
    layout: Layout, mentions: Sequence[Mention], token: Token, told_of: AbstractSet[str] = frozenset()
) -> Mention | None:
    """The mention a pronoun stands for, or None when two are as likely or none agrees.

    `told_of` are those whom the quotation beside the pronoun names, and who hardly speak of themselves by name.
    """
    scored: dict[str, tuple[float, Mention]] = {}
    recent = list(_recent(layout, mentions, token))
    known = {mention.name: mention.gender for mention in recent if mention.gender is not None and mention.subject}
    bound = {mention.name for mention in recent if _bound(token, layout.doc[mention.head])}
    if _inserted(token) and layout.doc[token.i - 2].lower_ in {"who", "which"}:
        bound |= {mention.name for mention in recent if token.i - mention.end in {2, 3}}
    elif _inserted(token):
        here = (mention for mention in recent if mention.unit == layout.unit[token.i] and mention.subject)
        bound |= {mention.name for mention in here if layout.doc[mention.head].lower_ != token.lower_}
    bound |= {mention.name for mention in recent if _tells_of(token, mention, recent, layout)}
    bound |= {mention.name for mention in recent if _asks(token, mention, layout)}
    told = any(_same_pronoun(token, mention, layout) for mention in recent)
    free = (
        mention for mention in recent if mention.name not in bound and not (told and _stranger(token, mention, layout))
    )
    for mention in (replace(mention, gender=mention.gender or known.get(mention.name)) for mention in free):
        score = _score(layout, token, mention)
        score = score - TOLD_OF * (mention.name in told_of) if score is not None else None
        if score is not None and score > scored.get(mention.name, (float("-inf"), mention))[0]:
            scored[mention.name] = (score, mention)
    ranked = sorted(scored.values(), key=lambda pair: -pair[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < LEAST_LEAD):
        return None
    return ranked[0][1]


def _same_pronoun(token: Token, mention: Mention, layout: Layout) -> bool:
    """Whether a pronoun of the same gender stands before one in its sentence: "asked | her about it, she said"."""
    gender = PRONOUN_GENDER.get(token.lower_)
    word = layout.doc[mention.head].lower_
    return gender is not None and mention.unit == layout.unit[token.i] and PRONOUN_GENDER.get(word) == gender


def _stranger(token: Token, mention: Mention, layout: Layout) -> bool:
    """Whether a description of the same sentence tells no gender, so that it is hardly whom its pronouns go on with."""
    return mention.unit == layout.unit[token.i] and not mention.named and mention.gender is None


def _tells_of(token: Token, mention: Mention, recent: Sequence[Mention], layout: Layout) -> bool:
    """Whether a description holds the same pronoun, and so is somebody else: "A chemist | she paid said it was iron. She left"."""
    verb = layout.doc[mention.head].head.i
    if mention.named or not mention.subject:
        return False
    inner = (other for other in recent if mention.head < other.head < verb)
    return any(layout.doc[other.head].lower_ == token.lower_ for other in inner)


def _asks(token: Token, mention: Mention, layout: Layout) -> bool:
    """Whether somebody has just put a question, and so is not who answers it: "“Is it true?” | Hale asked. “It is,” he replied"."""
    near = 0 < layout.unit[token.i] - mention.unit <= QUESTION_BACK
    if not (near and mention.speaker and token.head.lower_ in REPLIES):
        return False
    verb = layout.doc[mention.head].head
    words = layout.doc[max(0, layout.units[mention.unit][0] - 2) : max(verb.i, mention.end)]
    return any(word.text == "?" for word in words)


def _inserted(token: Token) -> bool:
    """Whether "he" stands in "The mayor, he said, had not read it", and so is not the mayor."""
    doc = token.doc
    closed = token.i + 2 < len(doc) and doc[token.i + 2].text == "," and bool(form_lemmas(doc[token.i + 1].lower_))
    return closed and token.i > 0 and doc[token.i - 1].text == ","


def _recent(layout: Layout, mentions: Sequence[Mention], token: Token) -> Iterator[Mention]:
    unit, paragraph = layout.unit[token.i], layout.paragraph[token.i]
    for mention in mentions[-LOOK_BACK:]:
        if unit - mention.unit <= UNITS_BACK and paragraph - mention.paragraph <= PARAGRAPHS_BACK:
            yield mention


def _score(layout: Layout, token: Token, mention: Mention) -> float | None:
    """How well a mention fits a pronoun; None when it cannot be meant."""
    agreement = _agreement(token.lower_, mention)
    head = layout.doc[mention.head]
    if agreement is None:
        return None
    score = agreement - 2.0 * (layout.unit[token.i] - mention.unit)
    score += 2.0 * mention.subject + 1.0 * mention.speaker + 1.0 * mention.main
    score += 1.0 * (mention.main and mention.unit == layout.unit[token.i])
    score -= 1.0 * (dep(head) == "nmod:poss")
    score += OWNED * _opens_paragraph(layout, token, mention)
    score += INTRODUCED * _introduced(layout, token, mention)
    score += 1.5 * _same_pronoun(token, mention, layout)
    score += CLAUSE * _of_clause_above(token, mention)
    score -= 0.5 * (not mention.named)
    score -= 1.0 * (not mention.named and _trails(token) and mention.unit == layout.unit[token.i])
    return score + 0.01 * (mention.head - token.i) / 10


def _trails(token: Token) -> bool:
    """Whether "they" stands in the attribution behind what was said, and so is hardly told of there: "..., they argued"."""
    doc, place = token.doc, token.i - 1
    cue = token.i + 1 < len(doc) and bool(form_lemmas(doc[token.i + 1].lower_))
    return cue and place > 0 and (doc[place].text in {",", "”", '"'})


def _of_clause_above(token: Token, mention: Mention) -> bool:
    """Whether somebody is the subject of the nearest clause around a pronoun's own: "while Cole called it a farce, even if | he said"."""
    verb = token.head
    while verb.head.i != verb.i:
        verb = verb.head
        subject = next((child for child in verb.lefts if dep(child) in SUBJECTS and child.i < token.i), None)
        if subject is not None:
            return mention.named and mention.start <= subject.i < mention.end
    return False


def _opens_paragraph(layout: Layout, token: Token, mention: Mention) -> bool:
    """Whether a paragraph begins with what is somebody's: "Mr. Hale's version | was different. “...,” he said"."""
    head, first = layout.doc[mention.head], layout.units[mention.unit][0]
    owner = dep(head) == "nmod:poss" and dep(head.head) in SUBJECTS and not person_noun(head.head)
    opens = mention.start - first < OPENING and (first == 0 or layout.paragraph[first - 1] != mention.paragraph)
    here = mention.paragraph == layout.paragraph[token.i] and layout.unit[token.i] - mention.unit == 1
    return owner and opens and here and mention.named


def _introduced(layout: Layout, token: Token, mention: Mention) -> bool:
    """Whether a paragraph has just brought somebody in as no subject, telling who it is: "It angered | Rosa Fuentes, whose son"."""
    doc, end = layout.doc, mention.end
    if mention.subject or not mention.named or mention.number != "one" or mention.end - mention.start < 2:
        return False
    here = mention.paragraph == layout.paragraph[token.i] and layout.unit[token.i] - mention.unit == 1
    described = (
        end + 1 < len(doc) and doc[end].text == "," and (doc[end + 1].lower_ in DESCRIBING or doc[end + 1].like_num)
    )
    return here and described


def _agreement(pronoun: str, mention: Mention) -> float | None:
    gender = PRONOUN_GENDER.get(pronoun)
    if gender is not None:
        if mention.number != "one" or (mention.gender is not None and mention.gender != gender):
            return None
        return 0.5 if mention.gender == gender else 0.0
    if pronoun == "both" and mention.number == "many" and mention.name.split(" ")[0].lower() in MORE_THAN_TWO:
        return None
    if pronoun in PLURALS:
        body = mention.number == "thing" and mention.speaker and mention.named
        return 0.0 if mention.number == "many" else -1.5 if body else None
    if pronoun in NEUTRALS:
        return 0.0 if mention.number == "thing" and mention.subject else None
    return None


def _bound(token: Token, other: Token) -> bool:
    """Whether two words are arguments of one verb, so that a plain pronoun cannot mean the other."""
    return token.head.i == other.head.i and dep(token) != "nmod:poss" and token.head.i != token.i
