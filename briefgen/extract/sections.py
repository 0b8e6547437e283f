"""Which section of the brief a text and each of its sentences belong to.

Three voices, in log-odds and weighed by the profile: its rules, a classifier trained on dated news items, and the
section of the sentence's event type. What the main clause says counts in full, what a relative or adverbial clause
adds counts half: an attack that drew condemnation is an attack. Before all that stands the gate: an article that
hardly names the situation is a side story whatever it is about.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import repeat

from spacy.tokens import Span
from spacy.vocab import Vocab

from briefgen.data import load_lexicon
from briefgen.extract.event_types import score_types
from briefgen.extract.gazetteer import find_entries
from briefgen.extract.section_model import SANCTIONS, load_section_model
from briefgen.extract.section_rules import Match, Matcher, Word, build_matcher, split_words
from briefgen.extract.section_verbs import main_verb, side_spans
from briefgen.language.document import Document
from briefgen.language.words import text_of
from briefgen.profile import Gate, Profile

SIDE_CLAUSE_FACTOR = 0.5
MAIN_VERB_FACTOR = 1.35
"""What a term counts that holds the verb of the sentence, where no event type speaks for the verb."""
MORE_FACTOR = 0.4
"""What a second term of the same rule adds, as a share of the first; a third adds that share of the second."""
OTHER_TYPES = 0.5
"""What an event type that is not the strongest of a sentence counts."""
SHORT_TEXT = 2
"""Sentences up to which a text may pass the gate by a hint."""
LARGE_PLACE = 50_000
"""People from which a town is taken for the place that a name means, where nothing else says so."""
SHORTEST_PLACE = 4
"""Letters below which a capitalised word is not looked up as a place."""
LEAST_SHARE = 0.02
"""A share below this is no surer than this."""
LEAD_WEIGHT = 3.0
"""How much more the first sentence says of the whole text than each later one."""
HABIT_SHARE = 0.7
"""How much of the classifier's habit is taken off where a text says what its sentences are likely to be about."""
LEAST_VOICE = 0.02
"""What a sentence without any lean still says of the text it stands in."""

Scores = dict[str, float]


def classify_sections(document: Document, profile: Profile) -> tuple[str, tuple[str, ...]]:
    """The section of the whole text, and of each sentence in step with `document.sentences`.

    A text outside the gate, and all its sentences, take the gate's fallback; an empty text takes the default section.
    """
    sentences = document.sentences
    if not passes_gate([text_of(sentence) for sentence in sentences], profile.gate):
        outside = profile.gate.fallback or profile.default_section
        return outside, (outside,) * len(sentences)
    if not sentences:
        return profile.default_section, ()
    scores = [score_sentence(sentence, profile) for sentence in sentences]
    if len(scores) > SHORT_TEXT and profile.classify.model_weight:
        habit = _habit(sentences[0].vocab)
        scores = [_added(score, habit, -HABIT_SHARE * profile.classify.model_weight) for score in scores]
    shares = [_shares(score) for score in scores]
    leads = (LEAD_WEIGHT, *repeat(1.0, len(shares) - 1))
    whole = _mean((lead * _lean(share), share) for lead, share in zip(leads, shares, strict=True))
    weight = profile.classify.context_weight
    context = [_log(_mean([(1.0, whole), *_neighbours(shares, number)])) for number in range(len(shares))]
    chosen = _best(whole, profile)
    pairs = zip(shares, context, strict=True)
    return chosen, tuple(
        _best(_without_lent_sanctions(_added(_log(own), near, weight), own, chosen), profile) for own, near in pairs
    )


def _without_lent_sanctions(scores: Scores, own: Scores, whole: str) -> Scores:
    """Scores without those of sanctions, which have their own words, where a sentence has none and the text is on something else."""
    lent = whole != SANCTIONS and own.get(SANCTIONS, 0.0) < max(own.values())
    return {name: score for name, score in scores.items() if name != SANCTIONS} if lent else scores


def passes_gate(sentences: Sequence[str], gate: Gate) -> bool:
    """Whether enough of the sentences name the situation; always, where the gate has neither terms nor countries.

    An item of a digest often takes the war for granted: "Three fighter jets violate Estonian airspace." A text of one or
    two sentences also passes by a hint, as long as it names no place far off. A first sentence that names the situation
    twice ("a Russian missile hit Dnipro") tells what the rest is about, and counts three times.
    """
    if not gate.terms and not gate.countries:
        return True
    read = [split_words(sentence) for sentence in sentences]
    naming = [_names_situation(words, gate) for words in read]
    if any(naming):
        more = LEAD_WEIGHT - 1 if _names_twice(read[0], gate) else 0.0
        return sum(naming) + more >= gate.share * (len(read) + more)
    return len(read) <= SHORT_TEXT and _hints_at_situation(tuple(word for words in read for word in words), gate)


def is_in_focus(text: str, gate: Gate) -> bool:
    """Whether a text names a place of the gate's focus, or a hint and nothing far off; always, where it has no focus."""
    if not gate.focus:
        return True
    words = split_words(text)
    return any(_in_countries(name, gate.focus) for name in _capitalised(words)) or _hints_at_situation(words, gate)


def _names_situation(words: tuple[Word, ...], gate: Gate) -> bool:
    return any(_gate_matcher(gate.terms).find(words)) or any(
        _in_countries(name, gate.countries) for name in _capitalised(words)
    )


def _names_twice(words: tuple[Word, ...], gate: Gate) -> bool:
    return len({match.start for match in _gate_matcher(gate.terms).find(words)}) > 1


def _hints_at_situation(words: tuple[Word, ...], gate: Gate) -> bool:
    hints = [range(match.start, match.end) for match in _gate_matcher(gate.hints).find(words)]
    others = tuple(word for word in words if not any(word.start in hint for hint in hints))
    near = frozenset(gate.near + gate.countries)
    return bool(hints) and not any(_far_off(name, near) for name in _capitalised(others))


def _far_off(name: str, near: frozenset[str]) -> bool:
    """Whether a name is that of a large place, or of the people, of a country that is not among those near."""
    country = _peoples().get(name, "")
    for entry in find_entries(name)[:1]:
        large = entry.kind in {"country", "region"} or entry.people >= LARGE_PLACE
        country = country or (entry.country if large else "")
    return bool(country) and country not in near


@cache
def _peoples() -> Mapping[str, str]:
    """The country of each people that is named by an adjective or noun of its own."""
    return {name: code for code, names in load_lexicon("demonyms")["countries"].items() for name in names}


def _capitalised(words: tuple[Word, ...]) -> Iterator[str]:
    """Words with a capital, and pairs of them that stand side by side, where a place may be named."""
    for number, word in enumerate(words):
        if word.text[0].isupper() and len(word.text) >= SHORTEST_PLACE:
            yield word.text
            if number + 1 < len(words) and words[number + 1].start == word.end + 1:
                yield f"{word.text} {words[number + 1].text}"


def _in_countries(name: str, countries: tuple[str, ...]) -> bool:
    """Whether the best known place of that name lies in one of the countries."""
    return bool(countries) and any(entry.country in countries for entry in find_entries(name)[:1])


def score_sentence(sentence: Span, profile: Profile) -> Scores:
    """Log-odds of each section of the profile for one sentence."""
    words = split_words(text_of(sentence))
    weigh = profile.classify
    scores = {name: weigh.prior.get(name, 0.0) for name in profile.sections}
    verb = main_verb(sentence).idx - sentence.start_char if weigh.type_weight <= 1 else -1
    voices: list[tuple[float, Mapping[str, float]]] = [
        (weigh.rule_weight, rule_scores(words, profile, side_spans(sentence), verb)),
        (weigh.model_weight, load_section_model().score(words, sentence.vocab) if weigh.model_weight else {}),
        (weigh.type_weight, _type_scores(sentence, profile) if weigh.type_weight else {}),
    ]
    for weight, voice in voices:
        for section in scores.keys() & voice.keys():
            scores[section] += weight * voice[section]
    return scores


def rule_scores(words: tuple[Word, ...], profile: Profile, side: Iterable[range] = (), verb: int = -1) -> Scores:
    """What the rules of each section say of the words.

    `side` holds the characters of subordinate clauses, `verb` is where the verb of the sentence begins (-1: not known).
    """
    side = tuple(side)
    found: dict[str, list[float]] = {}
    covered: dict[str, int] = {}
    for match in _rule_matcher(profile).find(words):
        if match.start >= covered.get(match.owner, -1):
            found.setdefault(match.owner, []).append(_factor(match, side, verb))
            covered[match.owner] = match.end
    scores = dict.fromkeys(profile.sections, 0.0)
    for owner, factors in found.items():
        section, _, rule = owner.partition(".")
        scores[section] += profile.sections[section].rules[rule].weight * _diminishing(factors)
    return scores


def _factor(match: Match, side: tuple[range, ...], verb: int) -> float:
    if match.start <= verb < match.end:
        return MAIN_VERB_FACTOR
    return SIDE_CLAUSE_FACTOR if any(match.start in span for span in side) else 1.0


def _diminishing(factors: list[float]) -> float:
    return sum(factor * MORE_FACTOR**number for number, factor in enumerate(sorted(factors, reverse=True)))


def _type_scores(sentence: Span, profile: Profile) -> Scores:
    """The section of the strongest type by its strength; the other types' sections count half theirs."""
    ranked = sorted(score_types(sentence).items(), key=lambda item: (-item[1], item[0]))
    scores: Scores = {}
    for number, (name, score) in enumerate(ranked):
        section = profile.classify.types.get(name)
        if section:
            scores.setdefault(section, score if number == 0 else OTHER_TYPES * score)
    return scores


def _shares(scores: Scores) -> Scores:
    """Log-odds as shares of 1 (softmax)."""
    top = max(scores.values())
    raised = {name: math.exp(value - top) for name, value in scores.items()}
    total = sum(raised.values())
    return {name: value / total for name, value in raised.items()}


def _neighbours(shares: list[Scores], number: int) -> Iterator[tuple[float, Scores]]:
    """The sentence before, which a sentence continues, and the one after, with their weights."""
    if number > 0:
        yield _lean(shares[number - 1]), shares[number - 1]
    if number + 1 < len(shares):
        yield 0.5 * _lean(shares[number + 1]), shares[number + 1]


def _lean(shares: Scores) -> float:
    """How much a sentence says of what stands around it: by how much its first section leads the second."""
    first, second, *_ = sorted((*shares.values(), 0.0), reverse=True)
    return first - second + LEAST_VOICE


@cache
def _habit(vocab: Vocab) -> Scores:
    """What the classifier says of sentences that say nothing, in log-odds.

    It has learnt how often single items fall to each section, and falls back on that. In an article what stands around says
    it better: without this, each colourless sentence of a report on talks counts for a side story.
    """
    scores = [load_section_model().score(split_words(text), vocab) for text in load_lexicon("colourless")["sentences"]]
    return {name: sum(score[name] for score in scores) / len(scores) for name in scores[0]}


def _mean(weighed: Iterable[tuple[float, Scores]]) -> Scores:
    weighed = list(weighed)
    total = sum(weight for weight, _ in weighed)
    return {name: sum(weight * shares[name] for weight, shares in weighed) / total for name in weighed[0][1]}


def _log(shares: Scores) -> Scores:
    return {name: math.log(share + LEAST_SHARE) for name, share in shares.items()}


def _added(score: Scores, other: Scores, weight: float) -> Scores:
    return {name: value + weight * other.get(name, 0.0) for name, value in score.items()}


def _best(scores: Scores, profile: Profile) -> str:
    """The section with the most; among equals the default section, then the order of the profile."""
    if not scores:
        return profile.default_section
    top = max(scores.values())
    ties = [name for name, value in scores.items() if round(top - value, 6) <= 0]
    return profile.default_section if profile.default_section in ties else ties[0]


@cache
def _gate_matcher(terms: tuple[str, ...]) -> Matcher:
    return build_matcher(("gate", term) for term in terms)


_MATCHERS: dict[int, tuple[Profile, Matcher]] = {}
"""Matchers by the identity of their profile, which is kept beside them: to compare its hundreds of terms costs more than to match."""


def _rule_matcher(profile: Profile) -> Matcher:
    kept = _MATCHERS.get(id(profile))
    if kept is None:
        kept = _MATCHERS[id(profile)] = (profile, build_matcher(_rule_terms(profile)))
    return kept[1]


def _rule_terms(profile: Profile) -> Iterable[tuple[str, str]]:
    for section, table in profile.sections.items():
        for name, rule in table.rules.items():
            yield from ((f"{section}.{name}", term) for term in rule.terms)
