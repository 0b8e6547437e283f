"""The model card: what the shipped pipeline is, what it was made from, what it scores and where it fails."""

from typing import Any

from training.assemble import SOURCES, VERSION

HEAD = """# en_brief {version}

The English pipeline of briefgen: tokeniser, tagger, morphology, lemmas, names (PERSON, ORG, LOC) and
dependencies (Universal Dependencies labels). One network for syntax and one for names, with word vectors, computed by
`briefgen/language/network.py`, and a graph-based parser over the first (`briefgen/language/trees.py`): `briefgen.language.pipeline.load_nlp()` loads the folder and puts the news sentence splitter, the
entity pass (GPE, LOC, NORP; lists, titles, surnames) and the parser on demand around it. Licence: CC BY-SA 4.0, see NOTICE.

Made by the stages of `make model` (`python -m training`; training/README.md of the project says which runs, and what of it ran on a graphics
card). The network for names is that of 0.6.0. The same seed gives the same figures within noise: floating-point sums differ between processors.

## Made from

| what | licence | by | for |
|---|---|---|---|
"""
LIMITS = """
## Limits

- Trained on treebanks of the web, of Wikinews and other open genres and on encyclopaedic names, not on newswire: unknown
  organisations and lone rare surnames are its weak points; on text in capitals, in other languages or without punctuation it guesses.
- LOC covers buildings; ORG is the weakest label. Silver names came from a portal of 2010-2020: younger names rest on context.
- Short sentences of a noun and a verb whose past is its participle ("Drivers threatened to strike.") are now and then read as a noun
  with a participle.
- Peoples, religions and parties are labelled by lists, not by the network.
- Names of people carry the biases of their sources: Western and Eastern European names are found best.
"""


def card(figures: dict[str, Any]) -> str:
    """The README of the model folder, with figures as `score_all` gives them."""
    rows = [f"| {name} | {licence} | {author} | {use} |" for name, licence, author, use in SOURCES]
    measured = [f"| {name} | {_plain(value)} |" for name, value in figures.items()]
    table = [
        "",
        "## Measured",
        "",
        "On parts that nothing was trained on, with our components around it. Names: exact spans, GPE counted as LOC.",
        "",
        "| what | figures |",
        "|---|---|",
    ]
    return HEAD.format(version=VERSION) + "\n".join(rows + table + measured) + "\n" + LIMITS


def _plain(value: dict[str, Any]) -> str:
    parts = (
        f"{key} {'/'.join(f'{x:.3f}' for x in part.values())}" if isinstance(part, dict) else f"{key} {part:.3f}"
        for key, part in value.items()
    )
    return ", ".join(parts)
