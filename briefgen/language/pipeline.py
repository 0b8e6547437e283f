"""Loading the language pipeline: ours ships inside the package, any installed spaCy pipeline may replace it."""

from pathlib import Path

import spacy
from spacy.language import Language

from briefgen.errors import LanguageError

EMBEDDED = Path(__file__).parent / "en_brief"


def load_nlp(model: str = "en_brief") -> Language:
    """The embedded English pipeline, or the installed spaCy pipeline called `model`.

    Raises:
        LanguageError: if no such pipeline is installed.
    """
    if model == "en_brief":
        return spacy.load(EMBEDDED)
    try:
        return spacy.load(model)
    except OSError as error:
        raise LanguageError(
            f"spaCy pipeline {model!r} is not installed: run `python -m spacy download {model}`, or leave out --model"
        ) from error
