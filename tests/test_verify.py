"""verify finds what is wrong with a finished file: words, notes, sentences, sources."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefgen.audience import Audience
from briefgen.errors import TemplateError, UsageError
from briefgen.judgements import Judgement
from briefgen.model import Article, Problem, Situation
from briefgen.pipeline import ledger_json, produce_edition
from briefgen.printed import Brief, Item
from briefgen.profile import load_profile
from briefgen.render.assets import find_audience
from briefgen.render.html import render_html
from briefgen.render.mail import render_mail
from briefgen.render.pdf import render_pdf
from briefgen.render.words import fixed_words
from briefgen.verify.check import verify_brief
from briefgen.verify.visible import read_finished, squash

Render = Callable[[Brief, Audience, str], bytes]
RENDERERS: dict[str, Render] = {
    "html": lambda brief, audience, ledger: render_html(brief, audience, ledger).encode(),
    "pdf": lambda brief, audience, ledger: render_pdf(brief, audience, ledger, {}),
    "eml": render_mail,
}


@pytest.fixture(scope="module")
def articles(sample_articles: tuple[Article, ...]) -> dict[str, Article]:
    return {article.id: article for article in sample_articles}


@pytest.fixture(scope="module")
def audience() -> Audience:
    return find_audience("weekly")


@pytest.fixture(scope="module")
def brief(sample_situation: Situation, audience: Audience) -> Brief:
    return produce_edition(sample_situation, audience, load_profile("russia-ukraine"), ()).brief


def problems(path: Path, articles: dict[str, Article], audience: Audience) -> tuple[Problem, ...]:
    return verify_brief(read_finished(path), articles, fixed_words(audience))


def finished(folder: Path, kind: str, brief: Brief, audience: Audience, ledger: Brief | None = None) -> Path:
    path = folder / f"brief.{kind}"
    path.write_bytes(RENDERERS[kind](brief, audience, ledger_json(ledger or brief)))
    return path


def with_lead(brief: Brief, change: Callable[[Item], Item]) -> Brief:
    first, *rest = brief.developments
    return replace(brief, developments=(change(first), *rest))


def reworded(item: Item) -> Item:
    return replace(item, lead=replace(item.lead, text="Nobody met anybody at all.", pieces=()))


@pytest.mark.parametrize("kind", sorted(RENDERERS))
def test_an_honest_brief_passes(
    tmp_path: Path, kind: str, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    assert problems(finished(tmp_path, kind, brief, audience), articles, audience) == ()


@pytest.mark.parametrize("kind", sorted(RENDERERS))
def test_a_changed_sentence_is_found(
    tmp_path: Path, kind: str, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    path = finished(tmp_path, kind, with_lead(brief, reworded), audience, ledger=brief)
    assert problems(path, articles, audience) != ()


@pytest.mark.parametrize("kind", sorted(RENDERERS))
def test_one_changed_word_is_found(
    tmp_path: Path, kind: str, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    def change(item: Item) -> Item:
        words = item.lead.text.split(" ")
        words[len(words) // 2] = "scarcely"
        return replace(item, lead=replace(item.lead, text=" ".join(words), pieces=()))

    path = finished(tmp_path, kind, with_lead(brief, change), audience, ledger=brief)
    found = problems(path, articles, audience)
    assert {problem.code for problem in found} & {"sentence-changed", "sentence-without-note"}


def test_a_changed_word_in_ledger_and_print_is_found(
    tmp_path: Path, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    path = finished(tmp_path, "html", with_lead(brief, reworded), audience)
    assert "line-differs" in {problem.code for problem in problems(path, articles, audience)}


def test_a_note_that_leads_elsewhere_is_found(
    tmp_path: Path, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    path = finished(tmp_path, "html", brief, audience)
    page = path.read_text(encoding="utf-8")
    number = brief.developments[0].lead.notes[0]
    assert f'href="#note-{number}"' in page
    path.write_text(page.replace(f'href="#note-{number}"', f'href="#note-{number + 1}"', 1), encoding="utf-8")
    assert "note-leads-elsewhere" in {problem.code for problem in problems(path, articles, audience)}


@pytest.mark.parametrize("kind", sorted(RENDERERS))
def test_a_changed_date_of_a_development_is_found(
    tmp_path: Path, kind: str, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    changed = with_lead(brief, lambda item: replace(item, date="31 February 2025"))
    assert problems(finished(tmp_path, kind, changed, audience, ledger=brief), articles, audience) != ()


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_a_note_with_the_code_of_another_passage_is_found(
    tmp_path: Path, kind: str, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    first, second, *others = brief.notes
    assert first.code != second.code
    changed = replace(brief, notes=(replace(first, code=second.code), second, *others))
    assert problems(finished(tmp_path, kind, changed, audience, ledger=brief), articles, audience) != ()


def test_a_code_that_leads_to_another_passage_is_found(
    tmp_path: Path, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    path = finished(tmp_path, "html", brief, audience)
    page = path.read_text(encoding="utf-8")
    path.write_text(page.replace('href="#P01"', 'href="#P02"', 1), encoding="utf-8")
    assert "note-leads-elsewhere" in {problem.code for problem in problems(path, articles, audience)}


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_a_judgement_is_marked_and_rests_on_passages(
    tmp_path: Path, kind: str, sample_situation: Situation, audience: Audience, articles: dict[str, Article]
) -> None:
    words = " ".join(sample_situation.articles[0].text.split()[:4])
    judgement = Judgement(text="A truce is unlikely before spring.", confidence="low", basis=(words,))
    brief = produce_edition(sample_situation, audience, load_profile("russia-ukraine"), (), (judgement,)).brief
    (line,) = brief.judgements
    assert line.text == "Judgement: A truce is unlikely before spring. Confidence: low."
    assert line.codes
    assert problems(finished(tmp_path, kind, brief, audience), articles, audience) == ()
    changed = replace(brief, judgements=(replace(line, text="A truce came before spring."),))
    assert problems(finished(tmp_path, kind, changed, audience), articles, audience) != ()
    assert problems(finished(tmp_path, kind, changed, audience, ledger=brief), articles, audience) != ()


def test_a_judgement_among_the_reports_is_found(
    tmp_path: Path, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    def judged(item: Item) -> Item:
        line = replace(item.lead, kind="judgement", text="Judgement: A truce is unlikely.", pieces=())
        return replace(item, lead=line)

    path = finished(tmp_path, "html", with_lead(brief, judged), audience)
    assert "no-source" in {problem.code for problem in problems(path, articles, audience)}


@pytest.mark.parametrize("kind", sorted(RENDERERS))
def test_swapped_notes_are_found(
    tmp_path: Path, kind: str, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    def swap(item: Item) -> Item:
        return replace(item, lead=replace(item.lead, notes=(item.lead.notes[0] + 1,)))

    changed = with_lead(brief, swap)
    second = changed.developments[1]
    changed = (
        replace(
            changed,
            developments=(
                changed.developments[0],
                replace(second, lead=replace(second.lead, notes=(second.lead.notes[0] - 1,)), support=()),
                *changed.developments[2:],
            ),
        )
        if second.lead.notes[0] == brief.developments[0].lead.notes[0] + 1
        else changed
    )
    try:
        path = finished(tmp_path, kind, changed, audience, ledger=brief)
    except TemplateError:  # the build itself refuses, which is as good
        return
    assert problems(path, articles, audience) != ()


def test_a_sentence_without_a_note_is_found(
    tmp_path: Path, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    path = finished(tmp_path, "html", brief, audience)
    page = path.read_text(encoding="utf-8")
    added = page.replace("</h2>", "</h2><p>Officials expect a truce within days.</p>", 1)
    path.write_text(added, encoding="utf-8")
    found = problems(path, articles, audience)
    assert any("truce" in problem.message for problem in found)


def test_a_true_sentence_printed_again_without_its_note_is_found(
    tmp_path: Path, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    path = finished(tmp_path, "html", brief, audience)
    page = path.read_text(encoding="utf-8")
    added = page.replace("</h2>", f"</h2><p>{brief.developments[0].lead.text}</p>", 1)
    path.write_text(added, encoding="utf-8")
    assert "sentence-without-note" in {problem.code for problem in problems(path, articles, audience)}


def test_a_changed_source_is_found(
    tmp_path: Path, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    path = finished(tmp_path, "html", brief, audience)
    used = brief.developments[0].lead.evidence[0].article
    others = {key: article for key, article in articles.items() if key != used}
    changed = replace(articles[used], id="0" * 12, text=articles[used].text.replace("e", "a", 1))
    found = problems(path, {**others, changed.id: changed}, audience)
    assert {"source-changed", "source-missing"} <= {problem.code for problem in found}


def test_a_publisher_that_the_source_does_not_name_is_found(
    tmp_path: Path, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    source = brief.sources[0]
    changed = replace(brief, sources=(replace(source, publisher="The Daily Invention"), *brief.sources[1:]))
    found = problems(finished(tmp_path, "html", changed, audience), articles, audience)
    assert "source-differs" in {problem.code for problem in found}


def test_an_insertion_that_no_source_names_is_found(
    tmp_path: Path, brief: Brief, audience: Audience, articles: dict[str, Article]
) -> None:
    def invent(item: Item) -> Item:
        from briefgen.printed import Piece

        pieces = (Piece("insert", "[Zaphod Beeblebrox:] ", ""), *item.lead.pieces)
        return replace(item, lead=replace(item.lead, pieces=pieces, text="".join(piece.text for piece in pieces)))

    found = problems(finished(tmp_path, "html", with_lead(brief, invent), audience), articles, audience)
    assert "edit-not-allowed" in {problem.code for problem in found}


def test_what_is_no_brief_is_refused(tmp_path: Path) -> None:
    for name, data in (
        ("a.html", b"<p>hello</p>"),
        ("a.pdf", b"%PDF-1.7 nothing"),
        ("a.eml", b"Subject: x\r\n\r\nhello"),
        ("a.docx", b"x"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        with pytest.raises(UsageError):
            read_finished(path)
    with pytest.raises(UsageError, match="cannot be read"):
        read_finished(tmp_path / "missing.html")


def test_squash_keeps_digits_apart() -> None:
    assert squash("note 1\n2 days") != squash("note 12 days")
    assert squash("a b\u2060c") == squash("ab c")
