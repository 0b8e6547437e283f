"""Time expressions: every rule both ways, the gold, and what must never become a date."""

import re
import time
from itertools import pairwise

import pytest
from spacy.language import Language

from briefgen.extract.date_lexicon import DateRule, date_rules, lexicon
from briefgen.extract.date_phrases import matches_near, word_places
from briefgen.extract.dates import RESOLVERS, extract_dates
from briefgen.language.document import Document, read_document
from briefgen.model import DateMention
from tests.conftest import make_article
from tests.measure_dates import load_gold, score

NOWADAYS = lexicon()["nowadays"]
RULES = [pytest.param(rule, id=rule.name) for rule in date_rules()]
FLOORS = {"strict": 0.95, "relaxed": 0.97, "type": 0.96, "value": 0.95}


def read(nlp: Language, text: str, published: str = "2025-09-05") -> tuple[DateMention, ...]:
    return extract_dates(read_document(nlp, make_article(text, published)))


def values(nlp: Language, text: str, published: str = "2025-09-05") -> list[tuple[str, str]]:
    return [(text[date.start : date.end], date.value) for date in read(nlp, text, published)]


@pytest.mark.parametrize("rule", RULES)
def test_rule_finds_its_examples(rule: DateRule, nlp: Language) -> None:
    assert rule.examples
    assert rule.value in RESOLVERS
    for text, published, mention, value in rule.examples:
        found = [(text[date.start : date.end], date.value, date.rule) for date in read(nlp, text, published)]
        assert (mention, value, rule.name) in found


@pytest.mark.parametrize("rule", RULES)
def test_rule_leaves_its_counter_examples(rule: DateRule, nlp: Language) -> None:
    assert rule.counter_examples
    for text in rule.counter_examples:
        assert [date for date in read(nlp, text) if date.rule == rule.name] == [], text


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_tried_wherever_it_matches(rule: DateRule) -> None:
    """The words of `seek` leave nothing out: near them the pattern finds what it finds in the whole text."""
    gap = " Nothing is told here of any such thing, and more words follow that say as little. " * 4
    text = gap.join(passage.text for name in ("dates", "dates_news") for passage in load_gold(name=name))
    whole = [found.span() for found in rule.pattern.finditer(text) if found[0]]
    assert [found.span() for found in matches_near(rule, text, word_places(text)) if found[0]] == whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mayor had urged residents Sunday to stay inside.", "2025-08-31"),
        ("The envoy was due in Oslo on Sunday for meetings.", "2025-09-07"),
        ("The extent of the damage from Tuesday night's quake could not be assessed.", "2025-09-02TNI"),
        ("The premier directed her envoy to leave for Oslo on Sunday.", "2025-09-07"),
    ],
)
def test_weekdays_of_bidding_and_of_what_befell(text: str, value: str, nlp: Language) -> None:
    assert value in [found for _, found in values(nlp, text)]


def test_a_time_told_in_another_zone_is_the_same_moment(nlp: Language) -> None:
    found = dict(values(nlp, "The planes came at 3:30 a.m. (0030 GMT) on Friday."))
    assert found["0030 GMT"] == "2025-09-05T00:30"


@pytest.mark.parametrize("split", ["dev", "test"])
def test_gold(split: str, nlp: Language) -> None:
    result = score(nlp, load_gold(split))
    reached = {name: result.f(name) for name in FLOORS}
    assert {name: f for name, f in reached.items() if f < FLOORS[name]} == {}


def test_passages_without_dates(nlp: Language) -> None:
    """Nothing is invented where a reader sees no date."""
    empty = [passage for passage in load_gold() if passage.id.startswith("neg-")]
    assert len(empty) >= 4
    assert [values(nlp, passage.text) for passage in empty] == [[] for _ in empty]


def test_real_seeds(real_seeds: object, nlp: Language) -> None:
    result = score(nlp, load_gold("seeds"))
    assert result.f("value") >= 0.95
    assert result.found - result.relaxed <= 1


def test_mentions_do_not_overlap(document: Document) -> None:
    """
    On Friday, September 5, 2025, at 10:30 p.m. local time, two days after the vote of Wednesday evening,
    the early morning of September 6 brought the third quarter of 2025 to a close in late summer last year.
    """
    found = extract_dates(document)
    assert len(found) > 5
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_weekday_of_publication_is_that_day(document: Document) -> None:
    """
    Putin spoke on Friday. The ministers will meet on Friday. The court sits next Friday; it sat last Friday.
    """
    assert [date.value for date in extract_dates(document)] == ["2025-09-05", "2025-09-05", "2025-09-12", "2025-08-29"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The parties agreed to meet on Tuesday.", "2025-09-09"),
        ("The parties met on Tuesday.", "2025-09-02"),
        ("The summit is scheduled for Tuesday.", "2025-09-09"),
        ("He was arrested on Tuesday.", "2025-09-02"),
        ("Troops left ahead of Tuesday's vote.", "2025-09-09"),
        ("He gave them until Tuesday to answer.", "2025-09-09"),
        ("Fighting went on until Tuesday.", "2025-09-02"),
        ("The sanctions, announced Tuesday, hurt banks.", "2025-09-02"),
        ("The talks could resume Tuesday.", "2025-09-09"),
        ("The troops could have left on Tuesday.", "2025-09-02"),
        ("The parliament called an election for October 26.", "2025-10-26"),
        ("The vote was held on October 26.", "2024-10-26"),
        ("Campaigning ends ahead of a national election on Sunday.", "2025-09-07"),
        ("The tariffs were to take effect on Monday.", "2025-09-08"),
        ("Shops have been shut and will stay closed until at least Tuesday.", "2025-09-09"),
        ("A flood watch has been issued through Tuesday.", "2025-09-09"),
        ("The second match is on Saturday.", "2025-09-06"),
        ("The accused is due in court on Monday.", "2025-09-08"),
        ("They are to be married on Friday 17 April.", "2026-04-17"),
        ("It is the first case since December 29.", "2024-12-29"),
        ("The court weighs an appeal over the June raid.", "2025-06"),
        ("Lawmakers return in January.", "2026-01"),
        ("The leaders have signed a deal to end the war by Tuesday.", "2025-09-09"),
        ("The rebels had managed to leave by Tuesday.", "2025-09-02"),
        ("The governor announces a referendum in November.", "2025-11"),
        ("Police held ten men before Thursday's scheduled protest.", "2025-09-11"),
        ("He lost a suit over the June 30 deadline.", "2025-06-30"),
        ("Forecasters said that more rain was likely on Monday.", "2025-09-08"),
        ("The voters will choose a flag in a March vote.", "2026-03"),
        ("The bank gave a loan to help it recover from the April earthquake.", "2025-04"),
        ("She will take over when the governor steps down in June.", "2026-06"),
        ("The law was due to expire on October 1 if not renewed.", "2025-10-01"),
        ("He calls for an apology for an air strike in August that killed ten.", "2025-08"),
        ("The minister announces his resignation at the end of November.", "2025-11"),
        ("The officer will not be charged over the shooting in March.", "2025-03"),
        ("As in August, the envoys will meet in Oslo.", "2025-08"),
        ("The ballots were postmarked by September 10.", "2025-09-10"),
        ("Norland beats Sudland to advance to the final on Sunday.", "2025-09-07"),
        ("The winner advances to the final after a match on Sunday.", "2025-08-31"),
    ],
)
def test_tense_chooses_the_day(text: str, value: str, nlp: Language) -> None:
    assert [found for _, found in values(nlp, text)] == [value]


@pytest.mark.parametrize("text", NOWADAYS["examples"])
def test_today_means_our_times(text: str, nlp: Language) -> None:
    assert "PRESENT_REF" in {date.value for date in extract_dates(read_document(nlp, make_article(text)))}


@pytest.mark.parametrize("text", NOWADAYS["counter_examples"])
def test_today_is_the_day(text: str, nlp: Language) -> None:
    assert "PRESENT_REF" not in {date.value for date in extract_dates(read_document(nlp, make_article(text)))}


def test_nothing_is_reckoned_without_a_publication_date(nlp: Language) -> None:
    text = "He left on Friday, two weeks ago, last month, yesterday, on March 3 and early this morning."
    found = read(nlp, text, published="")
    assert len(found) == 6
    assert {date.basis for date in found} == {"unknown"}
    assert not any(re.search(r"\d{4}-\d\d-\d\d", date.value) for date in found)


def test_a_month_is_of_the_year_that_it_belongs_to(document: Document) -> None:
    """
    He was barred from last year's November vote.
    """
    assert [date.value for date in extract_dates(document)] == ["2024", "2024-11"]


def test_a_year_earlier_steps_from_what_is_told_and_not_from_what_it_is_compared_with(document: Document) -> None:
    """
    Prices rose 2 percent in January from December and 4 percent from a year earlier.
    """
    assert [date.value for date in extract_dates(document)] == ["2025-01", "2024-12", "2024"]


def test_later_without_a_first_date_stays_unknown(document: Document) -> None:
    """
    The week began with hope. Four days later it was gone. The following day he resigned.
    """
    assert all(date.basis == "unknown" for date in extract_dates(document) if date.rule != "the-unit")


def test_a_month_ends_the_reach_of_a_day(document: Document) -> None:
    """
    On September 3 he met his guest. In August the talks had failed. The following day he was gone.
    """
    assert extract_dates(document)[-1].basis == "unknown"


def test_ambiguous_numeric_date_keeps_only_its_year(nlp: Language) -> None:
    assert values(nlp, "Dated 05/09/2025.", "2026-03-01") == [("05/09/2025", "2025")]
    assert values(nlp, "Dated 05/09/2025.", "2025-09-06") == [("05/09/2025", "2025-09-05")]


def test_impossible_days_are_left_out(nlp: Language) -> None:
    assert values(nlp, "It was dated February 30, 2025.") == []


def test_durations_are_no_dates(document: Document) -> None:
    """
    The three-year war, in its 46th month, will not end within 24 hours, said a 71-year-old after two weeks away.
    """
    found = extract_dates(document)
    assert {date.type for date in found} == {"DURATION"}
    assert [date.value for date in found] == ["P3Y", "P46M", "PT24H", "P71Y", "P2W"]


@pytest.mark.parametrize(
    "unit",
    ["9", "1 ", "“", "'", " ", "\n", "a ", "the ", "2 to ", "last ", "May ", "1-", "5,", "early ", "and a half "],
)
def test_matching_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * size)[:size]
        start = time.process_time()
        for rule in date_rules():
            for _ in rule.pattern.finditer(text):
                pass
        return time.process_time() - start

    seconds(1_000)
    assert seconds(40_000) < 10 * max(seconds(10_000), 0.05)


def test_what_somebody_had_promised_is_past(nlp: Language) -> None:
    assert values(nlp, "She had promised to resign in December.") == [("December", "2024-12")]
    assert values(nlp, "She has promised to resign in December.") == [("December", "2025-12")]
