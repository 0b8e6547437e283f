"""Can a sentence be printed alone? What has to be inserted in brackets so that it can?

A passage must not lean on the sentence before it: a pronoun gets its person in brackets, a quotation its
speaker, a relative day its date; what cannot be mended that way names the reason.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Span, Token

from briefgen.data import load_lexicon, load_words
from briefgen.extract.findings import Findings
from briefgen.extract.quoted_words import MARKED, is_quoted, quoted_spans
from briefgen.extract.standing_nouns import (
    definite,
    event_noun,
    is_unsaid,
    opening_of,
    place_noun,
    pointed_noun,
    told_of,
)
from briefgen.extract.standing_pronouns import is_possessive, leaning
from briefgen.language.syntax import dep
from briefgen.language.words import text_of, tokens_among, words_of
from briefgen.model import DateMention, EntityMention, Gloss

RELATIVE_DAY = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "yesterday",
        "today",
        "tomorrow",
        "tonight",
        "overnight",
        "day",
        "morning",
        "evening",
        "night",
        "afternoon",
    }
)
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
CLOSERS = "\"'”’»)]"
FEWEST_TOKENS = 6
_PARTIES = frozenset({"PERSON", "GPE", "ORG", "NORP"})
_ARGUMENTS = frozenset({"obj", "iobj", "obl", "nsubj", "nsubj:pass"})


def why_not_alone(passage: Span, findings: Findings, glosses: Sequence[Gloss]) -> str:
    """The reason why a passage cannot stand alone even with its glosses, or ''."""
    checks = (
        *(_not_a_sentence, _no_subject, _self_reference, _pointer, pointed_noun, _pointing, definite),
        *(_opening_phrase, told_of, _pair, _counted, place_noun, event_noun, _substitute),
    )
    reasons = (reason for check in checks if (reason := check(passage, findings)))
    return next(reasons, "") or _unresolved(passage, findings, glosses)


def find_glosses(passage: Span, findings: Findings) -> tuple[Gloss, ...]:
    """The insertions that a passage needs: speaker of a bare quotation, persons of pronouns, dates of days."""
    found = [*_speaker_gloss(passage, findings), *_pronoun_glosses(passage, findings), *_day_glosses(passage, findings)]
    return tuple(sorted(found, key=lambda gloss: (gloss.start, gloss.end)))


def _not_a_sentence(passage: Span, _: Findings) -> str:
    text, words = text_of(passage).strip(), words_of(passage.doc)
    alone = slice(passage.start, passage.end)
    if sum(map(str.isalpha, words.forms[alone])) < FEWEST_TOKENS:
        return "too short to say anything alone"
    if text.rstrip(CLOSERS).endswith("?"):
        return "a question"
    if not text.rstrip(CLOSERS).endswith((".", "!", "…")):
        return "not a full sentence"
    if {"VERB", "AUX"}.isdisjoint(words.pos[alone]):
        return "has no verb"
    return ""


def _no_subject(passage: Span, findings: Findings) -> str:
    """A verb in the third person of which nobody is told: "Condemns the plan and calls for a vote."."""
    verb = passage.root
    finite = verb.tag_ == "VBZ" or any(child.tag_ == "VBZ" and dep(child).startswith("aux") for child in verb.lefts)
    told = any(dep(child).startswith(("nsubj", "csubj", "expl")) for child in verb.children) or any(
        child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "SYM"} for child in verb.lefts
    )
    bare = finite and not told and not is_quoted(verb, findings)
    return str(load_lexicon("standing")["no_subject"]["reason"]) if bare else ""


def _self_reference(passage: Span, _: Findings) -> str:
    rule = load_lexicon("standing")["self_reference"]
    text = text_of(passage).lower().replace("’", "'")
    return rule["reason"] if any(phrase in text for phrase in rule["phrases"]) else ""


def _pointer(passage: Span, findings: Findings) -> str:
    rule = load_lexicon("standing")["demonstrative"]
    opening = opening_of(passage)
    if not opening or opening[0].lower_ not in rule["words"] or is_quoted(opening[0], findings):
        return ""
    if opening[0].lower_ == "both" and len(opening) > 1 and opening[1].pos_ == "PROPN":
        return ""
    if opening[0].lower_ == "there" and opening[0].dep_ == "expl":
        return ""
    return str(rule["reason"])


def _pointing(passage: Span, findings: Findings) -> str:
    """A "that" or "this" that stands for a thing of the sentence before: "would raise that to 800"."""
    rule = load_lexicon("standing")["pointing"]
    for token in tokens_among(passage, load_words("standing", "pointing", "words")):
        if dep(token) not in _ARGUMENTS or is_quoted(token, findings):
            continue
        own = {token.i, *(above.i for above in token.ancestors)}
        told = any(other.pos_ == "VERB" and other.i not in own for other in passage if other.i < token.i)
        said_which = any(dep(child).startswith(("acl", "nmod")) for child in token.rights)
        if token.tag_ == "DT" and not told and not said_which:
            return str(rule["reason"])
    return ""


def _opening_phrase(passage: Span, findings: Findings) -> str:
    """An opening such as "Prior to the meeting," that does not say which meeting."""
    rule = load_lexicon("standing")["opening_phrase"]
    words = [token for token in opening_of(passage) if not token.is_punct]
    nouns = load_lexicon("standing")["definite"]["nouns"]
    for before, article, noun in zip(words, words[1:], words[2:], strict=False):
        if before.lower_ in rule["words"] and article.lower_ == "the" and noun.lower_ in nouns and is_unsaid(noun):
            return "" if is_quoted(noun, findings) else str(rule["reason"])
        if before.pos_ == "VERB":
            return ""
    return ""


def _pair(passage: Span, findings: Findings) -> str:
    """Two of a kind ("both men", "the two leaders") in a passage that has not named two before."""
    rule = load_lexicon("standing")["pair"]
    for number in tokens_among(passage[:-1], load_words("standing", "pair", "words")):
        noun = number.nbor(1)
        if noun.lower_ not in rule["nouns"] or is_quoted(noun, findings):
            continue
        pointed = number.lower_ == "both" or (number.i > passage.start and number.nbor(-1).lower_ == "the")
        named = {
            e.name for e in findings.entities if passage.start_char <= e.start < number.idx and e.label in _PARTIES
        }
        after = noun.nbor(1).lower_ if noun.i + 1 < len(noun.doc) else ""
        if pointed and len(named) < 2 and after not in rule["explained_by"]:
            return str(rule["reason"])
    return ""


def _counted(passage: Span, _: Findings) -> str:
    """A number that stands for people or things: "all 11 died", "the other two would recover"."""
    rule = load_lexicon("standing")["counted"]
    numbers: set[str] = set()
    if "CD" not in words_of(passage.doc).tags[passage.start : passage.end]:
        return ""
    for before, token in pairwise(passage):
        if before.tag_ == "CD":
            numbers.add(_figures(before))
        alone = token.tag_ == "CD" and before.lower_ in rule["words"] and _figures(token) not in numbers
        if alone and _acts(token.doc[token.i + 1 : passage.end]):
            return str(rule["reason"])
    return ""


def _acts(words: Span) -> bool:
    """Whether a finite verb or auxiliary opens the words, an adverb before it or not."""
    return next((token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in words if token.tag_ != "RB"), False)


def _figures(number: Token) -> str:
    """A number as figures, where it is a word that the lexicon of numbers knows."""
    return str(load_lexicon("numbers")["cardinals"]["words"].get(number.lower_, number.lower_))


def _substitute(passage: Span, _: Findings) -> str:
    rule = load_lexicon("standing")["substitute"]
    opening = " ".join(token.lower_ for token in opening_of(passage)[:4])
    return rule["reason"] if any(opening.startswith(f"{phrase}") for phrase in rule["phrases"]) else ""


def _unresolved(passage: Span, findings: Findings, glosses: Sequence[Gloss]) -> str:
    glossed = {gloss.start for gloss in glosses}
    for token, _ in leaning(passage, findings, quoted_spans(findings)):
        if token.idx not in glossed:
            return f"'{token.text}' is not explained"
    quotes = [quote for quote in findings.quotations if _overlap(quote.content, passage) and quote.kind == "direct"]
    if any(quote.speaker is None for quote in quotes):
        return "a quotation whose speaker is not known"
    return ""


def _pronoun_glosses(passage: Span, findings: Findings) -> Iterator[Gloss]:
    for token, name in leaning(passage, findings, quoted_spans(findings)):
        if name:
            words = f"{name}’s" if is_possessive(token) else name
            yield Gloss(token.idx, token.idx + len(token.text), words, "pronoun")


def _speaker_gloss(passage: Span, findings: Findings) -> Iterator[Gloss]:
    for quote in findings.quotations:
        bare = quote.kind == "direct" or (quote.kind == "mixed" and _is_nothing_butis_quoted(passage))
        if not bare or quote.speaker is None or not _overlap(quote.content, passage):
            continue
        named = passage.start_char <= quote.speaker.start < passage.end_char
        if not named and not _cue_inside(quote.cue, passage):
            yield Gloss(passage.start_char, passage.start_char, f"{quote.speaker.name}:", "speaker")
            return


def _is_nothing_butis_quoted(passage: Span) -> bool:
    """Whether no verb stands outside the quotation marks: "Nov. 23 “We are tired of it.”"."""
    marked = [range(*match.span()) for match in MARKED.finditer(text_of(passage))]
    verbs = (token.idx - passage.start_char for token in passage if token.pos_ in {"VERB", "AUX"})
    return bool(marked) and all(any(place in span for span in marked) for place in verbs)


def _cue_inside(cue: tuple[int, int] | None, passage: Span) -> bool:
    return cue is not None and passage.start_char <= cue[0] < passage.end_char


def _day_glosses(passage: Span, findings: Findings) -> Iterator[Gloss]:
    inside = [date for date in findings.dates if passage.start_char <= date.start < passage.end_char]
    seen = {date.value[:10] for date in inside if not _is_relative_day(date, passage, findings)}
    for date in inside:
        if _is_relative_day(date, passage, findings) and date.value[:10] not in seen:
            seen.add(date.value[:10])
            yield Gloss(date.end, date.end, _in_words(date.value, findings), "day")


def _is_relative_day(date: DateMention, passage: Span, findings: Findings) -> bool:
    if date.basis != "resolved" or not passage.start_char <= date.start < passage.end_char:
        return False
    phrase = findings.document.text[date.start : date.end].lower().split()
    full = len(date.value) >= 10 and date.value[4:5] == "-" and date.value[5:7].isdigit() and date.value[8:10].isdigit()
    return (
        full
        and bool(RELATIVE_DAY & set(phrase))
        and not any(word[:3].title() in {m[:3] for m in MONTHS} for word in phrase)
    )


def _in_words(value: str, findings: Findings) -> str:
    year, month, day = value[:10].split("-")
    words = f"{int(day)} {MONTHS[int(month) - 1]}"
    return words if findings.document.article.published.value.startswith(year) else f"{words} {year}"


def _overlap(span: tuple[int, int], passage: Span) -> bool:
    return span[0] < passage.end_char and span[1] > passage.start_char


def entities_in(start: int, end: int, entities: Sequence[EntityMention]) -> tuple[EntityMention, ...]:
    """The entities that stand between two offsets."""
    return tuple(entity for entity in entities if start <= entity.start and entity.end <= end)
