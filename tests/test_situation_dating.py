"""Undated articles get intervals by reasoning that can be printed, and never a guess."""

from datetime import date

import pytest
from spacy.language import Language

from briefgen.extract.extractors import read_findings
from briefgen.extract.renaming import unify_names
from briefgen.language.document import read_document
from briefgen.model import UNKNOWN_TIME, Article, Time
from briefgen.profile import load_profile
from briefgen.situation.bounds import Bounds, meet, time_of
from briefgen.situation.dating import date_articles
from briefgen.situation.item_order import order_bounds

PROFILE = load_profile("russia-ukraine")


def article(name: str, text: str, published: str = "", headline: str | None = "Headline") -> Article:
    time = Time(published, "day", published, "stated") if published else UNKNOWN_TIME
    return Article(id=name, path=f"{name}.txt", span=(0, len(text)), text=text, headline=headline, published=time)


def dated(nlp: Language, *articles: Article) -> dict[str, Time]:
    found = unify_names([read_findings(read_document(nlp, item), PROFILE) for item in articles])
    return {item.document.article.id: item.document.article.published for item in date_articles(found, PROFILE)}


DATED = article("known", "Envoys met in Vienna on Thursday to discuss grain.", "2025-09-05")


def test_a_dated_article_keeps_its_date(nlp: Language) -> None:
    assert dated(nlp, DATED)["known"].basis == "stated"


def test_a_named_day_without_a_year_is_a_lower_bound(nlp: Language) -> None:
    found = dated(nlp, DATED, article("open", "The court in Kyiv sentenced two men on September 8, prosecutors said."))
    assert found["open"].value == "2025-09-08/.."
    assert found["open"].basis == "inferred"
    assert "September 8" in found["open"].reason


def test_a_deadline_ahead_is_no_lower_bound(nlp: Language) -> None:
    found = dated(nlp, DATED, article("ahead", "Trump set a Sept. 27 deadline for Kyiv to answer the plan."))
    assert found["ahead"].basis == "unknown"


def test_as_of_a_day_is_nearly_that_day(nlp: Language) -> None:
    found = dated(nlp, DATED, article("as-of", "Here is what was known of the talks in Kyiv as of September 9."))
    assert found["as-of"].value == "2025-09-09/2025-09-10"


def test_the_age_of_the_war_is_a_clock(nlp: Language) -> None:
    found = dated(
        nlp, article("clock", "Russia's invasion of Ukraine is now in its 46th month, and shells fall every day.")
    )
    assert found["clock"].value == "2025-11-24/2025-12-24"


def test_the_same_quotation_dates_a_weekday(nlp: Language) -> None:
    words = '"We will never accept a border that was drawn by tanks," President Volodymyr Zelenskyy said'
    known = article("known", f"{words} in Kyiv.", "2025-09-08")
    found = dated(nlp, known, article("echo", f"{words} on Friday. He spoke to reporters in Kyiv."))
    assert found["echo"].value == "2025-09-05/2025-09-11"
    assert "quotes the same words" in found["echo"].reason


def test_another_speaker_of_like_words_dates_nothing(nlp: Language) -> None:
    known = article(
        "known", '"We will never accept a border drawn by tanks," Kaja Kallas said in Tallinn.', "2025-09-08"
    )
    found = dated(
        nlp, known, article("echo", '"We will never accept a border drawn by tanks," Maia Sandu said on Friday.')
    )
    assert found["echo"].basis == "unknown"


def test_relative_days_follow_an_inferred_date(nlp: Language) -> None:
    from briefgen.extract.statements import read_statements

    known = article(
        "known",
        '"We will never accept a border that was drawn by tanks," Volodymyr Zelenskyy said in Kyiv.',
        "2025-09-08",
    )
    echo = article(
        "echo", '"We will never accept a border that was drawn by tanks," Volodymyr Zelenskyy said in Kyiv on Friday.'
    )
    found = unify_names([read_findings(read_document(nlp, item), PROFILE) for item in (known, echo)])
    last = date_articles(found, PROFILE)[1]
    assert [statement.time.value for statement in read_statements(last)] == ["2025-09-05"]


def test_nothing_known_stays_unknown(nlp: Language) -> None:
    assert dated(nlp, article("bare", "Ukraine needs more shells, the ministry said."))["bare"] == UNKNOWN_TIME


def test_inconsistent_evidence_widens() -> None:
    one = Bounds(date(2025, 9, 1), date(2025, 9, 3), "a")
    other = Bounds(date(2025, 9, 10), date(2025, 9, 12), "b")
    found = meet([one, other])
    assert found is not None
    assert (found.first, found.last) == (date(2025, 9, 1), date(2025, 9, 12))
    assert "does not agree" in found.reason
    assert meet([]) is None


def test_a_single_day_is_a_day() -> None:
    assert time_of(Bounds(date(2025, 9, 1), date(2025, 9, 1), "a")).value == "2025-09-01"


def test_neighbours_bound_an_item_where_a_file_runs_one_way() -> None:
    items = [Article(id=str(n), path="items.txt", span=(n, n + 1), text="x") for n in range(4)]
    known: dict[str, Bounds | None] = {
        "0": Bounds(date(2025, 9, 5), date(2025, 9, 6), "a"),
        "1": None,
        "2": Bounds(date(2025, 8, 20), date(2025, 8, 21), "b"),
        "3": Bounds(date(2025, 8, 10), date(2025, 8, 11), "c"),
    }
    between = order_bounds(items, known)["1"]
    assert between is not None
    assert (between.first, between.last) == (date(2025, 8, 20), date(2025, 9, 6))
    shuffled = known | {"3": Bounds(date(2025, 9, 20), date(2025, 9, 21), "c")}
    assert order_bounds(items, shuffled)["1"] is None


def _file(number: int) -> list[Article]:
    return [Article(id=str(n), path="dump.txt", span=(n, n + 1), text="x", headline=f"H{n}") for n in range(number)]


def _from_day(day: int) -> Bounds:
    return Bounds(date(2025, 9, day), None, "it names a day")


@pytest.mark.parametrize(
    ("days", "last"), [((25, 20, 15, 10, 5), 26), ((25, 20, 15, 5, 10), None), ((25, 20, 15, 15, 5), None)]
)
def test_whole_articles_are_in_order_only_where_five_run_one_way(days: tuple[int, ...], last: int | None) -> None:
    known: dict[str, Bounds | None] = {str(n): _from_day(day) for n, day in enumerate(days)}
    known["0"] = Bounds(date(2025, 9, 25), date(2025, 9, 26), "as of")
    found = order_bounds(_file(5), known, {str(n): date(2025, 9, day) for n, day in enumerate(days)})["3"]
    assert found is not None
    assert found.last == (last and date(2025, 9, last))


def test_four_whole_articles_show_no_order() -> None:
    known: dict[str, Bounds | None] = {str(n): _from_day(25 - 5 * n) for n in range(4)}
    assert order_bounds(_file(4), known, {str(n): date(2025, 9, 25 - 5 * n) for n in range(4)}) == known


def test_an_article_without_marks_is_bounded_by_an_open_neighbour() -> None:
    days = (25, 20, 15, 10, None, 5)
    known: dict[str, Bounds | None] = {str(n): _from_day(day) if day else None for n, day in enumerate(days)}
    known["3"] = Bounds(date(2025, 9, 10), date(2025, 9, 11), "a")
    marks = {str(n): date(2025, 9, day) for n, day in enumerate(days) if day}
    found = order_bounds(_file(6), known, marks)["4"]
    assert found is not None
    assert (found.first, found.last) == (date(2025, 9, 5), date(2025, 9, 11))
    assert "5 of its items" in found.reason


TRUE_DAYS = {
    ("001_117a44706a92ffc7.txt", 0): "2025-09-05",
    ("001_117a44706a92ffc7.txt", 1): "2025-08-27",
    ("001_117a44706a92ffc7.txt", 2): "2025-08-22",
    ("001_117a44706a92ffc7.txt", 3): "2025-08-20",
    ("001_117a44706a92ffc7.txt", 4): "2025-08-18",
    ("001_117a44706a92ffc7.txt", 5): "2025-08-19",
    ("001_117a44706a92ffc7.txt", 6): "2025-08-15",
    ("001_117a44706a92ffc7.txt", 7): "2025-08-14",
    ("001_117a44706a92ffc7.txt", 8): "2025-08-13",
    ("001_117a44706a92ffc7.txt", 9): "2025-08-12",
    ("002_fa935ef0b8060800.txt", 0): "2025-11-26",
    ("002_fa935ef0b8060800.txt", 1): "2025-11-23",
    ("002_fa935ef0b8060800.txt", 2): "2025-11-14",
    ("002_fa935ef0b8060800.txt", 4): "2025-10-24",
    ("002_fa935ef0b8060800.txt", 5): "2025-09-28",
    ("004_1831ea2d1c6214bc.txt", 0): "2025-12-03",
}


@pytest.fixture(scope="module")
def real_times(nlp: Language, real_seeds: object) -> dict[tuple[str, int], Time]:
    from pathlib import Path

    from briefgen.sources import read_articles

    assert isinstance(real_seeds, Path)
    articles, _ = read_articles([real_seeds])
    times = dated(nlp, *articles)
    numbers: dict[str, int] = {}
    found = {}
    for item in articles:
        number = numbers.setdefault(item.path, 0)
        numbers[item.path] += 1
        found[item.path, number] = times[item.id]
    return found


@pytest.mark.parametrize("key", sorted(TRUE_DAYS))
def test_the_intervals_of_the_real_seeds_hold_the_true_day(
    real_times: dict[tuple[str, int], Time], key: tuple[str, int]
) -> None:
    first, _, last = real_times[key].value.partition("/")
    true = TRUE_DAYS[key]
    assert not first or first == ".." or first <= true
    assert not first or (last or first) == ".." or true <= (last or first)


def test_most_of_the_real_seeds_are_dated_within_a_fortnight(real_times: dict[tuple[str, int], Time]) -> None:
    narrow = 0
    for key in TRUE_DAYS:
        first, _, last = real_times[key].value.partition("/")
        if first not in {"", ".."} and last not in {"", ".."}:
            narrow += (date.fromisoformat(last) - date.fromisoformat(first)).days <= 14
    assert narrow >= 11
