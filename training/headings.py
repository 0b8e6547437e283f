"""Train the model of run-in headings: `python -m training.headings CORPORA [--write]`.

CORPORA is the folder of the treebanks (syn_train, syn_dev) and of wcep_topics.jsonl.gz. In GUM a heading is followed by the text with
a space between them; where a sentence begins without a full stop before it, there is an example. The items of the news portal are one
sentence each: every capital inside them is a counter-example. Half of the documents is learnt from and the other half
reported; the weights that ship have seen all. Needs scikit-learn (`pip install briefgen[training]`).
"""

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from briefgen.language.headings import FILE, HeadingModel, Word, candidates, features_of, rough_kind
from briefgen.language.network import COMPONENT as NETWORKS
from briefgen.language.pipeline import load_nlp
from briefgen.language.sentences import split_stretches
from training.linear import columns_of, count_features, matrix_of, pack

ITEMS = 16_000
"""News items that counter-examples are taken from."""
LEAST_EXAMPLES = 3
PENALTY = 1.0
SCALE = 0.05
NOISE = 1.1
"""Noise on the vectors that tags are made from, in their own deviations: one tag in forty becomes another."""
SURE = 0.5
"""Log-odds that a junction must have; chosen so that one clean news sentence in 1,000 is cut."""
NEVER_SHARE, NEVER_EXAMPLES = 0.005, 60
"""A rough kind of place with fewer junctions than this share, of at least so many places, is not looked at."""
SHIPPED_LEAST = 2
"""Weights below this, in units of SCALE, are left out."""

Example = tuple[list[Word], int, bool]


def read_gold(nlp: Language, corpora: Path) -> Iterator[list[Example]]:
    """The examples of each document of GUM, which has names; EWT's mail and forums open sentences anywhere and spoil news.

    Each is read twice: the tagger knows this text by heart, so the second time its network is disturbed until it errs as
    it does on text that it has not seen.
    """
    random_numbers = np.random.default_rng(4)
    for name in ("syn_train", "syn_dev"):
        for gold in DocBin().from_disk(corpora / f"{name}.spacy").get_docs(nlp.vocab):
            if gold.has_annotation("ENT_IOB"):
                starts = {sentence[0].idx for sentence in gold.sents}
                disturbed = _read_disturbed(nlp, gold.text, random_numbers)
                yield [*_examples(nlp(gold.text), starts), *_examples(disturbed, starts)]


def _read_disturbed(nlp: Language, text: str, random_numbers: np.random.Generator) -> Doc:
    doc: Doc = nlp.get_pipe(NETWORKS)(nlp.make_doc(text))
    noise = random_numbers.normal(0, NOISE * doc.tensor.std(), doc.tensor.shape)
    doc.tensor = (doc.tensor + noise).astype("float32")
    tagged: Doc = nlp.get_pipe("tagger")(doc)
    return tagged


def read_items(nlp: Language, corpora: Path) -> Iterator[list[Example]]:
    """The counter-examples of each news item."""
    with gzip.open(corpora / "wcep_topics.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [" ".join(json.loads(line)["text"].split()) for line in lines]
    for text in random.Random(4).sample(texts, ITEMS):
        yield list(_examples(nlp(text), set()))


def _examples(doc: Doc, starts: set[int]) -> Iterator[Example]:
    for stretch in split_stretches(doc):
        words = [Word(token.text, token.tag_, bool(token.whitespace_)) for token in stretch]
        begin, possible = 0, set(candidates(words))
        for at in range(1, len(words)):
            is_start = stretch[at].idx in starts
            if at in possible:
                yield words[begin:], at - begin, is_start
            begin = at if is_start else begin


def train(examples: list[Example]) -> HeadingModel:
    """A model of whole-numbered weights."""
    sets = [set(features_of(words, at)) for words, at, _ in examples]
    answers = np.array([answer for *_, answer in examples])
    columns = columns_of(count_features(sets), LEAST_EXAMPLES)
    matrix = matrix_of(sets, columns)
    model = LogisticRegression(C=PENALTY, max_iter=400, random_state=0).fit(matrix, answers)
    whole = np.rint(model.coef_[0] / SCALE).astype(int)
    weights = {name: int(weight) for name, weight in zip(columns, whole, strict=True) if abs(weight) >= SHIPPED_LEAST}
    return HeadingModel(round((model.intercept_[0] - SURE) / SCALE), weights, _never(examples))


def _never(examples: list[Example]) -> frozenset[str]:
    places: Counter[str] = Counter()
    junctions: Counter[str] = Counter()
    for words, at, answer in examples:
        kind = rough_kind(words, at)
        places[kind] += 1
        junctions[kind] += answer
    return frozenset(
        kind for kind, count in places.items() if count >= NEVER_EXAMPLES and junctions[kind] <= NEVER_SHARE * count
    )


def report(model: HeadingModel, examples: list[Example]) -> str:
    """Junctions found and invented."""
    said = [model.is_junction(words, at) for words, at, _ in examples]
    right = sum(answer and yes for (*_, answer), yes in zip(examples, said, strict=True))
    return f"{right} right of {sum(said)} found, {sum(answer for *_, answer in examples)} in all"


def write(model: HeadingModel, path: Path) -> None:
    """The weights where the package reads them."""
    stored = {
        "licence": "CC BY-SA 4.0; see language/en_brief/NOTICE",
        "bias": model.bias,
        "never": sorted(model.never),
        "weights": model.weights,
    }
    pack(stored, path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument(
        "--write", action="store_true", help="train on everything and write the weights into the package"
    )
    options = parser.parse_args()
    nlp = load_nlp()
    nlp.select_pipes(enable=["networks", "tagger"])
    gold, items = list(read_gold(nlp, options.corpora)), list(read_items(nlp, options.corpora))
    model = train([one for docs in (gold[::2], items[::2]) for doc in docs for one in doc])
    print("treebanks", report(model, [one for doc in gold[1::2] for one in doc]))
    print("news items", report(model, [one for doc in items[1::2] for one in doc]), f"({len(items[1::2])} items)")
    if options.write:
        model = train([one for docs in (gold, items) for doc in docs for one in doc])
        write(model, Path(__file__).parents[1] / "briefgen" / "data" / FILE)


if __name__ == "__main__":
    main()
