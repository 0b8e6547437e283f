"""Loading the language pipeline: ours ships inside the package, any installed spaCy pipeline may replace it.

Around either stand our own components: a tokeniser that hostile text cannot slow down, the news sentence splitter in front of
whatever parses, and the entity pass behind whatever names. Ours runs its parser where an extractor asks for syntax only.
"""

from pathlib import Path

import spacy
from spacy.language import Language
from thinc.api import use_ops
from threadpoolctl import threadpool_limits

from briefgen.errors import LanguageError
from briefgen.language import entities, lemmas, names, network, parsing, sentences
from briefgen.language.tokens import GuardedTokenizer, cut_at_quotes

EMBEDDED = Path(__file__).parent / "en_brief"
MAX_LENGTH = 5_000_000
_SPLITTERS = ("senter", "sentencizer")
OURS = (network.COMPONENT, names.COMPONENT, parsing.COMPONENT)
"""Components that the embedded pipeline is stored with; importing them registers them with spaCy."""


def load_nlp(model: str = "en_brief") -> Language:
    """The embedded English pipeline, or the installed spaCy pipeline called `model`, with our components around it.

    Raises:
        LanguageError: if no such pipeline is installed, or if it neither parses nor names.
    """
    return load_embedded() if model == "en_brief" else equip(_load_installed(model))


def equip(nlp: Language, *, embedded: bool = False) -> Language:
    """Our components around a pipeline; `embedded` is ours, whose lemmas are kept."""
    threadpool_limits(1, user_api="blas")  # our matrices are small: threads cost three times what they give
    nlp.max_length = MAX_LENGTH
    cut_at_quotes(nlp.tokenizer)
    nlp.tokenizer = GuardedTokenizer(nlp.tokenizer, nlp.vocab)
    for name in set(_SPLITTERS) & set(nlp.pipe_names):
        nlp.disable_pipe(name)
    first = next((name for name in nlp.pipe_names if name in {"parser", "ner"}), None)
    nlp.add_pipe(sentences.COMPONENT, before=first)
    nlp.add_pipe(entities.COMPONENT, last=True)
    if embedded:
        nlp.add_pipe(lemmas.COMPONENT, after="lemmatizer")
        nlp.disable_pipe("lemmatizer")
    return nlp


def load_embedded(path: Path = EMBEDDED) -> Language:
    """Our pipeline, computing with numpy's matrix products: on a CPU they take a third of the time of spaCy's default."""
    with use_ops("numpy", use_blis=False):
        return equip(spacy.load(path), embedded=True)


def _load_installed(model: str) -> Language:
    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise LanguageError(
            f"spaCy pipeline {model!r} is not installed: run `python -m spacy download {model}`, or leave out --model"
        ) from error
    missing = [name for name in ("parser", "ner") if name not in nlp.pipe_names]
    if missing:
        raise LanguageError(
            f"spaCy pipeline {model!r} has no {' and no '.join(missing)}: choose one that has, or leave out --model"
        )
    return nlp
