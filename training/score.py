"""Scoring a pipeline: tagging, syntax, sentences and names on the parts of the corpora that nothing was trained on.

Names are scored as PERSON, ORG and LOC after the entity pass (our GPE counts as LOC, NORP as none), exact spans.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from briefgen.language import parsing
from briefgen.language.pipeline import load_embedded

SYNTAX = ("gum_test_news", "ewt_test")
NAMES = ("ner_test_wikigold", "gum_test_news", "ner_test_ewt")
Figures = dict[str, float]


def load_scored(path: Path) -> Language:
    """The pipeline of a folder as briefgen runs it, but with every sentence parsed."""
    nlp = load_embedded(path)
    parser: Any = nlp.get_pipe(parsing.COMPONENT)
    parser.everywhere = True
    return nlp


def read_corpus(nlp: Language, path: Path) -> list[Doc]:
    """The gold Docs of a file."""
    return list(DocBin().from_disk(path).get_docs(nlp.vocab))


def score_syntax(nlp: Language, gold: Iterable[Doc]) -> Figures:
    """Accuracy of tags and parts of speech, UAS and LAS without punctuation, as the whole pipeline gives them."""
    examples = [Example(nlp(doc.text), doc) for doc in gold]
    scores = Scorer.score_token_attr(examples, "tag") | Scorer.score_token_attr(examples, "pos")
    scores |= Scorer.score_deps(examples, "dep", getter=lambda token, _: token.dep_, ignore_labels=("punct", "p"))
    return {key: round(scores[key], 3) for key in ("tag_acc", "pos_acc", "dep_uas", "dep_las")}


def score_sentences(nlp: Language, gold: Iterable[Doc]) -> Figures:
    """Precision, recall and F of exact sentence spans, white space at their ends left aside."""
    return f_score((sentence_spans(doc), sentence_spans(nlp(doc.text))) for doc in gold)


def sentence_spans(doc: Doc) -> set[tuple[int, int]]:
    return {(s.start_char, s.start_char + len(s.text.rstrip())) for s in doc.sents if s.text.strip()}


def score_names(nlp: Language, gold: Iterable[Doc]) -> dict[str, Figures]:
    """Precision, recall and F of names, all together and by label."""
    pairs = [(name_spans(doc), name_spans(nlp(doc.text))) for doc in gold]
    by_label = {
        label: f_score((only(a, label), only(b, label)) for a, b in pairs) for label in ("PERSON", "ORG", "LOC")
    }
    return {"all": f_score(pairs)} | by_label


def name_spans(doc: Doc) -> set[tuple[int, int, str]]:
    to_gold = {"GPE": "LOC"}
    return {(e.start_char, e.end_char, to_gold.get(e.label_, e.label_)) for e in doc.ents if e.label_ != "NORP"}


def only(spans: set[tuple[int, int, str]], label: str) -> set[tuple[int, int, str]]:
    return {span for span in spans if span[2] == label}


def f_score(pairs: Iterable[tuple[set[Any], set[Any]]]) -> Figures:
    """Precision, recall and F over (gold, found) pairs of sets."""
    counts: Counter[str] = Counter()
    for gold, found in pairs:
        counts.update(right=len(gold & found), gold=len(gold), found=len(found))
    precision, recall = counts["right"] / max(counts["found"], 1), counts["right"] / max(counts["gold"], 1)
    f = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"p": round(precision, 3), "r": round(recall, 3), "f": round(f, 3)}


def score_all(nlp: Language, corpora: Path) -> dict[str, dict[str, Any]]:
    """All figures of the model card."""
    figures: dict[str, dict[str, Any]] = {}
    for name in SYNTAX:
        figures[f"syntax {name}"] = score_syntax(nlp, read_corpus(nlp, corpora / f"{name}.spacy"))
        figures[f"sentences {name}"] = score_sentences(nlp, read_corpus(nlp, corpora / f"{name}.spacy"))
    for name in NAMES:
        figures[f"names {name}"] = score_names(nlp, read_corpus(nlp, corpora / f"{name}.spacy"))
    return figures
