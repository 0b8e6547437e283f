"""`python -m training [STAGE...]`: the shipped pipeline again from the corpora, stage after stage; see training/README.md.

Without a stage all of them are run; each leaves what it made under training/work and is skipped when that is there.
"""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy

from briefgen.language import entities, sentences
from briefgen.language.pipeline import EMBEDDED, load_embedded
from training.assemble import assemble, notice
from training.card import card
from training.corpus import write_development, write_syntax, write_training
from training.fit import fit, with_numpy
from training.names import write_names_development
from training.reader import load_reader
from training.score import load_scored, score_all
from training.silver import write_silver
from training.teach import Teacher, write_taught
from training.teach_names import NameTeacher, write_taught_names
from training.vectors import write_vectors

HERE = Path(__file__).parent
WORK = HERE / "work"
CORPORA = HERE.parent.parent / "shared" / "corpora"
LEMMAS = EMBEDDED
SYNTAX_ROUNDS = ((0.001, 2200, 0.1), (0.0008, 3000, 0.15))
"""Rate at first, steps and dropout of each round."""
TREES_ROUNDS = ((0.001, 3600, 0.1), (0.0007, 1500, 0.1))
"""One on the trees of each of the teacher's rounds."""


def make_vectors() -> None:
    """Word vectors."""
    write_vectors(WORK)


def make_first() -> None:
    """The first network: treebanks and gold names."""
    train = write_training(CORPORA, WORK / "first.spacy")
    dev = write_development(CORPORA, WORK / "dev.spacy")
    fit(
        HERE / "first.cfg",
        WORK / "first",
        {"paths.train": str(train), "paths.dev": str(dev), "paths.vectors": str(WORK / "vectors")},
    )


def make_silver() -> None:
    """Silver names by the first network and the entity pass."""
    with with_numpy():
        nlp = spacy.load(WORK / "first" / "model-last", exclude=["parser"])
    nlp.add_pipe(entities.COMPONENT)
    write_silver(nlp, CORPORA / "wcep_topics.jsonl.gz", WORK / "silver.spacy")


def make_second() -> None:
    """The second network: on from the first with silver names."""
    train = write_training(CORPORA, WORK / "second.spacy", WORK / "silver.spacy")
    paths = {
        "train": train,
        "dev": WORK / "dev.spacy",
        "vectors": WORK / "vectors",
        "start": WORK / "first" / "model-last",
    }
    fit(HERE / "second.cfg", WORK / "second", {f"paths.{key}": str(path) for key, path in paths.items()})


def make_syntax() -> None:
    """The network for syntax: on from the second without names, in rounds whose rate falls to nothing."""
    train, start = write_syntax(CORPORA, WORK / "syntax.spacy"), WORK / "second" / "model-last"
    for number, settings in enumerate(SYNTAX_ROUNDS, 1):
        start = _continue("syntax.cfg", f"syntax{number}", train, start, _round(*settings))


def make_teacher() -> None:
    """The teacher of trees: a graph-based parser, trained on the treebanks in rounds."""
    teacher = _teacher()
    teacher.train(WORK)
    print(teacher.score(CORPORA / "syn_dev.spacy"))


def _teacher() -> Teacher:
    return Teacher(CORPORA, WORK, load_reader(WORK, "ner"))


def make_taught() -> None:
    """News sentences with the trees that the teacher gives them after each round, among the treebanks."""
    teacher = _teacher()
    for number in range(1, len(TREES_ROUNDS) + 1):
        teacher.load(WORK / f"teacher{number}.npz")
        write_taught(teacher, load_embedded(WORK / "draft"), CORPORA, WORK / f"taught{number}.spacy")


def make_trees() -> None:
    """The last rounds for syntax: on with what the teacher reads, the rate falling to nothing in each."""
    start = WORK / f"syntax{len(SYNTAX_ROUNDS)}" / "model-last"
    for number, settings in enumerate(TREES_ROUNDS, 1):
        start = _continue("syntax.cfg", f"trees{number}", WORK / f"taught{number}.spacy", start, _round(*settings))


def _round(rate: float, steps: int, dropout: float) -> dict[str, Any]:
    schedule = "optimizer.learn_rate"
    return {"dropout": dropout, "max_steps": steps, f"{schedule}.total_steps": steps, f"{schedule}.initial_rate": rate}


def make_name_teacher() -> None:
    """The teacher of names: a tagger, trained on the gold names."""
    NameTeacher(CORPORA, WORK, load_reader(WORK, "parser")).train(WORK / "name_teacher.npz")


def make_names() -> None:
    """The network for names: on from the first with gold names and what the teacher reads in the news and in EWT, in two rounds."""
    write_names_development(CORPORA, WORK / "names_dev.spacy")
    teacher = NameTeacher(CORPORA, WORK, load_reader(WORK, "parser"))
    teacher.load(WORK / "name_teacher.npz")
    train = write_taught_names(teacher, CORPORA, WORK / "names.spacy")
    start = _continue("names.cfg", "names1", train, WORK / "first" / "model-last", {})
    _assemble(f"syntax{len(SYNTAX_ROUNDS)}", "names1", WORK / "draft")
    _continue("names_on.cfg", "names2", train, start, {})


def _continue(config: str, out: str, train: Path, start: Path, settings: dict[str, Any]) -> Path:
    """Train on from `start`; where the last model is."""
    dev = "names_dev.spacy" if config.startswith("names") else "dev.spacy"
    paths = {"train": train, "dev": WORK / dev, "vectors": WORK / "vectors", "start": start}
    overrides = {f"paths.{key}": str(path) for key, path in paths.items()}
    fit(HERE / config, WORK / out, overrides | {f"training.{key}": value for key, value in settings.items()})
    return WORK / out / "model-last"


def _assemble(syntax: str, names: str, out: Path) -> None:
    with with_numpy():
        assemble(WORK / syntax / "model-last", WORK / names / "model-last", WORK / "vectors", LEMMAS, out)


def make_model() -> None:
    """The folder that ships, with its notice."""
    _assemble(f"trees{len(TREES_ROUNDS)}", "names2", WORK / "en_brief")
    (WORK / "en_brief" / "NOTICE").write_text(notice(), encoding="utf-8")


def make_score() -> None:
    """Figures of the assembled pipeline, and the model card that holds them."""
    figures = score_all(load_scored(WORK / "en_brief"), CORPORA)
    print(json.dumps(figures, indent=1))
    (WORK / "en_brief" / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    (WORK / "en_brief" / "README.md").write_text(card(figures), encoding="utf-8")


def ship() -> None:
    """The folder put where briefgen loads it from."""
    shutil.rmtree(EMBEDDED)
    shutil.copytree(WORK / "en_brief", EMBEDDED)


STAGES: dict[str, tuple[Callable[[], None], str]] = {
    "vectors": (make_vectors, "vectors"),
    "first": (make_first, "first/model-last"),
    "silver": (make_silver, "silver.spacy"),
    "second": (make_second, "second/model-last"),
    "syntax": (make_syntax, f"syntax{len(SYNTAX_ROUNDS)}/model-last"),
    "name_teacher": (make_name_teacher, "name_teacher.npz"),
    "names": (make_names, "names2/model-last"),
    "teacher": (make_teacher, f"teacher{len(TREES_ROUNDS)}.npz"),
    "taught": (make_taught, f"taught{len(TREES_ROUNDS)}.spacy"),
    "trees": (make_trees, f"trees{len(TREES_ROUNDS)}/model-last"),
    "model": (make_model, "en_brief/NOTICE"),
    "score": (make_score, "en_brief/README.md"),
}


def main(names: list[str]) -> None:
    """Run the named stages, or all whose result is not there yet."""
    assert sentences.COMPONENT, "the components are registered by importing them"
    WORK.mkdir(exist_ok=True)
    for name, (make, result) in STAGES.items():
        if name in names or (not names and not (WORK / result).exists()):
            print(f"== {name}: {make.__doc__}", flush=True)
            make()
    if "ship" in names or not names:
        print(f"== ship: {ship.__doc__}", flush=True)
        ship()


if __name__ == "__main__":
    main(sys.argv[1:])
