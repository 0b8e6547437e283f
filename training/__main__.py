"""`python -m training [STAGE...]`: the shipped pipeline again from the corpora, stage after stage; see training/README.md.

Without a stage all of them are run; each leaves what it made under training/work and is skipped when that is there.
"""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import spacy

from briefgen.language import entities, sentences
from briefgen.language.pipeline import EMBEDDED, equip
from training.assemble import assemble, notice
from training.card import card
from training.corpus import write_development, write_training
from training.fit import fit, with_numpy
from training.score import score_all
from training.silver import write_silver
from training.vectors import write_vectors

HERE = Path(__file__).parent
WORK = HERE / "work"
CORPORA = HERE.parent.parent / "shared" / "corpora"
LEMMAS = EMBEDDED


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


def make_model() -> None:
    """The folder that ships, with its notice."""
    assemble(WORK / "second" / "model-last", LEMMAS, WORK / "en_brief")
    (WORK / "en_brief" / "NOTICE").write_text(notice(), encoding="utf-8")


def make_score() -> None:
    """Figures of the assembled pipeline, and the model card that holds them."""
    with with_numpy():
        nlp = equip(spacy.load(WORK / "en_brief"), asked=False)
    figures = score_all(nlp, CORPORA)
    print(json.dumps(figures, indent=1))
    (WORK / "en_brief" / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    (WORK / "en_brief" / "README.md").write_text(card(figures), encoding="utf-8")


def ship() -> None:
    """The folder put where briefgen loads it from."""
    shutil.copytree(WORK / "en_brief", EMBEDDED, dirs_exist_ok=True)


STAGES: dict[str, tuple[Callable[[], None], str]] = {
    "vectors": (make_vectors, "vectors"),
    "first": (make_first, "first/model-last"),
    "silver": (make_silver, "silver.spacy"),
    "second": (make_second, "second/model-last"),
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
