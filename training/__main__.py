"""`python -m training [STAGE...]`: the shipped pipeline again from the corpora, stage after stage; see training/README.md.

Without a stage all of them are run; each leaves what it made under training/work and is skipped when that is there.
"""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefgen.language.pipeline import EMBEDDED, load_embedded
from training.assemble import assemble, notice
from training.card import card
from training.corpus import write_development, write_training
from training.encoder import fetch_encoder, load_weights
from training.fit import fit, with_numpy
from training.learn import learn_syntax
from training.names import write_names_development
from training.numbers import write_numbers
from training.reader import load_reader
from training.rows import Sentences
from training.score import load_scored, score_all
from training.teach import merge, teach, write_read
from training.teach_names import NameTeacher, write_taught_names
from training.vectors import write_vectors

HERE = Path(__file__).parent
WORK = HERE / "work"
CORPORA = HERE.parent.parent / "shared" / "corpora"
TEACHERS = (1, 2, 3)
"""The seeds of the teachers of trees."""


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


def make_numbers() -> None:
    """Treebanks and news sentences as arrays, for the teachers of trees and for the network for syntax."""
    write_numbers(load_embedded(), load_reader(WORK, "ner"), CORPORA, WORK, WORK / "numbers.npz")


def make_taught() -> None:
    """What the teachers of trees read in the news, the likeliest answers on average."""
    numbers, reads = Sentences(WORK / "numbers.npz"), [WORK / f"read-{seed}.npz" for seed in TEACHERS]
    for seed, read in zip(TEACHERS, reads, strict=True):
        write_read(numbers, teach(numbers, load_weights(fetch_encoder(WORK)), seed), read)
    merge(numbers, reads, WORK / "taught.npz")


def make_syntax() -> None:
    """The network for syntax, from the treebanks and what the teachers read."""
    learn_syntax(WORK, WORK / "syntax.npz")


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
    _continue("names_on.cfg", "names2", train, start, {})


def _continue(config: str, out: str, train: Path, start: Path, settings: dict[str, Any]) -> Path:
    """Train on from `start`; where the last model is."""
    dev = "names_dev.spacy" if config.startswith("names") else "dev.spacy"
    paths = {"train": train, "dev": WORK / dev, "vectors": WORK / "vectors", "start": start}
    overrides = {f"paths.{key}": str(path) for key, path in paths.items()}
    fit(HERE / config, WORK / out, overrides | {f"training.{key}": value for key, value in settings.items()})
    return WORK / out / "model-last"


def make_model() -> None:
    """The folder that ships, with its notice."""
    with with_numpy():
        assemble(WORK, WORK / "names2" / "model-last", EMBEDDED, WORK / "en_brief")
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
    "name_teacher": (make_name_teacher, "name_teacher.npz"),
    "names": (make_names, "names2/model-last"),
    "numbers": (make_numbers, "numbers.npz"),
    "taught": (make_taught, "taught.npz"),
    "syntax": (make_syntax, "syntax.npz"),
    "model": (make_model, "en_brief/NOTICE"),
    "score": (make_score, "en_brief/README.md"),
}


def main(names: list[str]) -> None:
    """Run the named stages, or all whose result is not there yet."""
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
