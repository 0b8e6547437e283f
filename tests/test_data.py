"""Knowledge as data: every lexicon's examples are run both ways somewhere, or the lexicon stands on a list with a reason.

Most lexicons are run by the tests of the module that owns them: `RUN_BY` names those tests, and it is read off their
parameters that no group is passed over. The others are run here, by `RULE_CHECKS`.
"""

import dataclasses
import inspect
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from spacy.language import Language

from briefgen.data import lexicon_names, load_lexicon
from briefgen.extract.actor_offices import stands_for
from briefgen.extract.actors import extract_entities
from briefgen.extract.places import extract_places
from briefgen.extract.section_rules import build_matcher, split_words
from briefgen.language.document import read_document
from briefgen.language.parsing import asks_for_syntax
from briefgen.profile import load_profile
from briefgen.situation import opposites
from briefgen.situation.scenes import compile_words, has_any, sites_of, tells_strike
from tests.conftest import make_article

NO_RULES = {
    "colourless": "sentences that say nothing; tests/test_extract_sections.py reads an article with such among its sentences",
    "computed": "fixed wordings; tests/test_brief_wording.py fills each, and verify fills them again",
    "datelines": "plain lists of cities and agencies; tests/test_sources_credits.py reads datelines with them",
    "first_names": "a census table of given names; tests/test_extract_speakers.py asks it",
    "given_names": "a list of first names; tests/test_language_entities.py makes people with them",
    "group_words": "lists of words and capitals; the grouping's gold measures them",
    "publishers": "a table from domain to name; tests/test_sources_dates.py and test_sources_credits.py look names up",
    "roles": "lists of nouns and given names; tests/test_extract_speakers.py and the quotation gold measure them",
    "score": "thirteen weights and a list of words; docs/selection.md explains each and tests/test_docs.py holds it",
    "stopwords": "words that say nothing",
}

RUN_BY: dict[str, tuple[str, ...]] = {
    "acronyms": ("test_extract_actors.test_acronyms_both_ways",),
    "agencies": ("test_situation_origins.test_an_agency_is_credited_by_its_examples_only",),
    "dates": (
        "test_extract_dates.test_rule_finds_its_examples",
        "test_extract_dates.test_rule_leaves_its_counter_examples",
        "test_extract_dates.test_today_means_our_times",
        "test_extract_dates.test_today_is_the_day",
        "test_extract_event_time.test_a_date_of_what_is_to_come_dates_no_event",
        "test_extract_event_time.test_a_date_of_the_event_stays_its_date",
        "test_extract_event_time.test_a_date_of_a_described_thing_dates_no_event",
        "test_extract_event_time.test_a_date_in_a_clause_of_the_event_dates_it",
    ),
    "demonyms": ("test_language_entities.test_examples_of_the_lexicons",),
    "denials": (
        "test_extract_modality.test_examples",
        "test_extract_modality.test_counter_examples",
        "test_extract_modality.test_negated",
        "test_extract_modality.test_not_negated",
    ),
    "saying": (
        "test_extract_said_time.test_a_deed_told_in_the_past_was_no_later_than_the_saying",
        "test_extract_said_time.test_a_judgement_or_plan_has_the_day_of_the_saying",
        "test_extract_said_time.test_the_day_of_an_interview_is_that_of_its_words",
        "test_extract_said_time.test_the_day_of_something_else_is_not_that_of_the_words",
    ),
    "furniture": ("test_sources_furniture.test_each_rule_takes_its_examples_and_no_counter_example",),
    "group_furniture": ("test_situation_group_text.test_rules_both_ways",),
    "gpe": ("test_language_entities.test_examples_of_the_lexicons",),
    "hedges": (
        "test_extract_modality.test_examples",
        "test_extract_modality.test_counter_examples",
        "test_extract_quantities.test_qualifier_examples",
        "test_extract_quantities.test_qualifier_counter_examples",
    ),
    "likelihood": ("test_judgements.test_examples_break_the_rule", "test_judgements.test_counter_examples_do_not"),
    "name_context": ("test_extract_actors.test_words_beside_a_name_both_ways",),
    "name_words": (
        "test_language_entities.test_words_of_names_both_ways",
        "test_language_entities.test_words_beside_names_both_ways",
    ),
    "numbers": ("test_extract_quantities.test_number_examples", "test_extract_quantities.test_number_counter_examples"),
    "offices": ("test_extract_actors.test_offices_both_ways",),
    "organisations": ("test_language_entities.test_examples_of_the_lexicons",),
    "plover": ("test_extract_sections.test_an_event_type_is_named_by_its_examples_only",),
    "reporting": (
        "test_extract_quotes.test_lexicon_both_ways",
        "test_extract_quotes.test_frames_report",
        "test_extract_quotes.test_others_do_not",
        "test_extract_quotes.test_what_documents_and_crowds_say",
        "test_extract_quotes.test_other_things_say_nothing",
        "test_extract_reports.test_summing_nouns_end_a_content",
        "test_extract_reports.test_other_nouns_do_not_end_a_content",
    ),
    "section_verbs": ("test_extract_sections.test_the_verb_that_says_what_a_sentence_is_about",),
    "sentences": ("test_language_sentences.test_examples_of_the_lexicon",),
    "standing": (
        "test_extract_standing.test_examples_lean_on_what_comes_before",
        "test_extract_standing.test_counter_examples_do_not",
    ),
    "titles": ("test_extract_actors.test_titles_both_ways",),
    "transliteration": (
        "test_extract_names.test_rules_both_ways",
        "test_extract_names.test_same",
        "test_extract_names.test_different",
    ),
    "units": (
        "test_extract_quantities.test_unit_examples",
        "test_extract_quantities.test_unit_counter_examples",
        "test_extract_quantities.test_outcome_examples",
    ),
}

ONE_WAY = {
    "metonyms.bodies.Ukraine": "the other bodies are its counter-examples",
    "numbers.change": "its verbs only make a number a change; any other number is a counter-example",
    "numbers.clock": "vetoes: what must not become a number",
    "numbers.editions": "vetoes: what must not become a number",
    "numbers.idioms": "vetoes: what must not become a number",
    "numbers.labels": "vetoes: what must not become a number",
    "numbers.months": "vetoes: what must not become a number",
    "numbers.scores": "vetoes: what must not become a number",
    "numbers.streets": "vetoes: what must not become a number",
    "numbers.vulgar": "a sign that is no fraction is no character of the table",
    "organisations.institutions": "its words only forbid the label PERSON",
    "sentences.starters": "tried by the cases of tests/test_language_sentences.py",
}
"""Groups that have examples of one kind only, and why that is enough."""


@dataclasses.dataclass(frozen=True)
class Group:
    """A table of a lexicon that carries examples, and the keys that lead to it."""

    path: tuple[str, ...]
    table: Mapping[str, Any]


def groups(lexicon: str) -> list[Group]:
    return list(_groups(load_lexicon(lexicon), ()))


def _groups(value: Any, path: tuple[str, ...]) -> Iterator[Group]:
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _groups(item, (*path, str(number)))
    if isinstance(value, dict):
        if "examples" in value or "counter_examples" in value:
            yield Group(path, value)
        for key, item in value.items():
            yield from _groups(item, (*path, key))


Check = Callable[[Language, Group, str], bool]
"""Whether the rule of a group holds for a text."""


def _names_country(nlp: Language, group: Group, text: str) -> bool:
    document = read_document(nlp, make_article(text))
    bodies = [entity.name for entity in extract_entities(document)]
    return any(stands_for(name) == group.table["country"] for name in bodies)


def _resolves_to_place(nlp: Language, group: Group, text: str) -> bool:
    document = read_document(nlp, make_article(text))
    found = extract_places(document, extract_entities(document), load_profile("russia-ukraine"))
    names = {name.removeprefix("the ") for name in group.table["names"]}
    return any(document.text[place.start : place.end].removeprefix("the ") in names for place in found)


def _holds_word(_: Language, group: Group, text: str) -> bool:
    return text.lower() in group.table["terms"]


def _asks(nlp: Language, _: Group, text: str) -> bool:
    return any(asks_for_syntax(sentence) for sentence in nlp(text).sents)


def _holds_marker(_: Language, group: Group, text: str) -> bool:
    words = f" {text.lower().strip('.')} "
    return any(f" {word} " in words for word in group.table["words"])


def _scene(_: Language, group: Group, text: str) -> bool:
    """The rules of scenes, which the situation reads in statements; a rule without `words` has a function of its own."""
    name = group.path[0]
    if name == "strike":
        return tells_strike(text)
    if name == "rebuttal":
        statement: Any = SimpleNamespace(evidence=SimpleNamespace(text=text))
        return opposites._denies(statement)
    if name == "site":
        return bool(sites_of(text))
    keys = ["words"] if "words" in group.table else ["killed", "wounded"]
    return any(has_any(text, name, key) for key in keys)


def _takes_stance(_: Language, group: Group, text: str) -> bool:
    return bool(compile_words(group.table["words"]).search(text))


def _opens_with_word(_: Language, group: Group, text: str) -> bool:
    return text.lower().split()[0].strip(",") in group.table["words"]


def _is_no_person(nlp: Language, _: Group, text: str) -> bool:
    document = read_document(nlp, make_article(text))
    return all(entity.label != "PERSON" for entity in extract_entities(document))


def _of_party(_: Language, group: Group, text: str) -> bool:
    """Words of the lists of `parties.toml`; its tables of terms are found in sentences."""
    if "terms" in group.table:
        return any(True for _ in build_matcher(("", term) for term in group.table["terms"]).find(split_words(text)))
    return text in (group.table.get("nouns") or group.table["lemmas"])


RULE_CHECKS: dict[str, Check] = {
    "dating": _holds_marker,
    "metonyms": _names_country,
    "name_parts": _holds_word,
    "organisations.institutions": _is_no_person,
    "parties": _of_party,
    "places": _resolves_to_place,
    "scenes": _scene,
    "standing.connective": _opens_with_word,
    "stances": _takes_stance,
    "syntax": _asks,
}


def check_of(lexicon: str, group: Group) -> Check | None:
    """The check of a group: its own, else its lexicon's."""
    return RULE_CHECKS.get(".".join((lexicon, *group.path))) or RULE_CHECKS.get(lexicon)


CHECKED = [
    pytest.param(group, check, id=".".join((lexicon, *group.path)))
    for lexicon in lexicon_names()
    for group in groups(lexicon)
    if (check := check_of(lexicon, group))
]


@pytest.mark.parametrize(("group", "check"), CHECKED)
def test_a_rule_holds_for_its_examples_only(group: Group, check: Check, nlp: Language) -> None:
    assert [text for text in group.table.get("examples", ()) if not check(nlp, group, text)] == []
    assert [text for text in group.table.get("counter_examples", ()) if check(nlp, group, text)] == []


def strings(value: Any) -> Iterator[str]:
    """Every text inside a parameter of a test."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for item in value.values() for text in strings(item))
    elif isinstance(value, list | tuple):  # a ParameterSet of pytest is a tuple
        yield from (text for item in value for text in strings(item))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from strings([getattr(value, field.name) for field in dataclasses.fields(value)])


def parameters(test: str) -> set[str]:
    """The texts among the parameters of a test of this folder."""
    module, _, name = test.partition(".")
    function = getattr(import_module(f"tests.{module}"), name)
    assert inspect.isfunction(function)
    marks = [mark for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
    return {text for mark in marks for text in strings(list(mark.args[1]))}


def is_run(group: Group, given: set[str]) -> bool:
    """Whether a group, by its key, its name or all of its texts, is among the parameters of tests."""
    texts = {text for key in ("examples", "counter_examples") for text in strings(list(group.table.get(key, ())))}
    return group.path[-1] in given or group.table.get("name", "") in given or (bool(texts) and texts <= given)


@pytest.mark.parametrize("lexicon", sorted(RUN_BY))
def test_its_own_tests_pass_over_no_group(lexicon: str) -> None:
    given = {text for test in RUN_BY[lexicon] for text in parameters(test)}
    missed = [group.path for group in groups(lexicon) if not check_of(lexicon, group) and not is_run(group, given)]
    assert [path for path in missed if ".".join((lexicon, *path)) not in ONE_WAY] == []


def test_every_lexicon_is_run_or_has_no_rules() -> None:
    run = {*RUN_BY, *(name for name in RULE_CHECKS if "." not in name)}
    assert {name for name in lexicon_names() if groups(name)} == run
    assert {name for name in lexicon_names() if not groups(name)} == set(NO_RULES)
    assert not run & set(NO_RULES)


def test_examples_go_both_ways_but_for_named_groups() -> None:
    one_way = {
        ".".join((lexicon, *group.path))
        for lexicon in lexicon_names()
        for group in groups(lexicon)
        if not group.table.get("examples") or not group.table.get("counter_examples")
    }
    assert one_way == set(ONE_WAY)
