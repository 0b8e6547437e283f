"""Numbers that name something: Article 5, Flight 370, the 787 Dreamliner, Three Mile Island, 432 Park Avenue.

The words they know stand in `numbers.toml`.
"""

import re

from spacy.tokens import Token

from briefgen.extract.quantity_candidate import Candidate
from briefgen.extract.quantity_numbers import GAP, number_values, number_words

_ABBREVIATIONS = frozenset({"no", "nos", "fig", "p", "pp", "vol", "para", "apt", "gen", "art", "sec"})


def is_named(candidate: Candidate) -> bool:
    """Follows a word that numbers name things with: Article 5, Flight 370."""
    if candidate.unit is not None or candidate.found.scaled:
        return False
    if _is_model_name(candidate) or _is_edition(candidate) or _is_numbered_thing(candidate):
        return True
    match = re.search(rf"([A-Za-z&№#]+)(\.?){GAP}?(?:\d+{GAP}?(?:,|and|or|to|[-–]){GAP}?)*\Z", candidate.before)
    word = match[1].lower() if match else ""
    written = candidate.text[candidate.found.start : candidate.found.end]
    if (word in number_words("weak_labels") and "," in written) or candidate.after.startswith(" times "):
        return False  # "fell under 4,000 in May", "a planet 1.4 times the size"
    if match is None or (match[2] and word not in _ABBREVIATIONS):
        return False
    if word in number_words("labels"):
        return True
    return word in number_words("weak_labels") and (match[1][0].isupper() or not _is_counted_noun(candidate.token(1)))


def _is_model_name(candidate: Candidate) -> bool:
    """A number that begins the name of a make: "the 787 Dreamliner"; a count of one name has no article before it."""
    word, after = candidate.token(1), candidate.token(2)
    article = re.search(rf"\b(?:an?|the){GAP}\Z", candidate.before, re.IGNORECASE)
    if article and candidate.found.value in number_values("labels", "airliners"):
        return word is None or word.tag_ != "NNS"
    if article is None or not candidate.found.digits or word is None or word.text[0].islower():
        return False
    if word.tag_ not in {"NNP", "NN"} or word.text.isupper():
        return False
    return after is None or after.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "CCONJ"}


def _is_edition(candidate: Candidate) -> bool:
    """A number inside a name: "the Orion 7 Pro", "the Golden 1 Center"."""
    before, after = candidate.token(-1), candidate.token(1)
    if before is None or after is None or not candidate.found.digits or not candidate.before.endswith(" "):
        return False
    capitals = before.text[0].isupper() and after.text[0].isupper()
    inner = (
        capitals and before.pos_ == after.pos_ == "PROPN" and after.tag_ == "NNP" and candidate.token(-2) is not None
    )
    small = candidate.found.value is not None and candidate.found.value < 100 and candidate.after.startswith(" ")
    return capitals and (after.lower_ in number_words("editions") or (inner and small and not before.is_sent_start))


def _is_numbered_thing(candidate: Candidate) -> bool:
    """Figures behind a singular noun that they tell from others: "at checkpoint 6", "in car 44"."""
    noun, lead, after = candidate.token(-1), candidate.token(-2), candidate.token(1)
    written = candidate.text[candidate.found.start : candidate.found.end]
    if noun is None or lead is None or not written.isdigit() or not candidate.before.endswith(" "):
        return False
    if noun.tag_ != "NN" or not noun.text.islower() or noun.lower_ in number_words("amounts"):
        return False
    if (lead.pos_ != "ADP" and len(written) < 5) or noun.lower_.endswith(("ed", "ing")):
        return False
    if after is not None and after.lower_ in {"were", "are", "have", "had", "died"}:
        return False  # "in the blast 20 were hurt"
    return after is None or after.pos_ in {"PUNCT", "ADP", "CCONJ", "SCONJ", "AUX"}


def is_address_number(candidate: Candidate) -> bool:
    """A house number: 432 Park Avenue."""
    if candidate.unit is not None or not candidate.found.digits or candidate.found.value.denominator > 1:
        return False
    for offset in range(1, 5):
        token = candidate.token(offset)
        if token is None or not (token.text[0].isupper() or token.lower_ in {"'s", "’s"}):
            return False
        if offset > 1 and token.lower_ in number_words("streets"):
            return True
    return False


def _is_counted_noun(token: Token | None) -> bool:
    return token is not None and token.tag_ in {"NNS", "JJ", "NNPS"}


def follows_name(candidate: Candidate) -> bool:
    """Digits right behind a proper noun with nothing to count after: Nord Stream 2, Su 34."""
    found, before, after = candidate.found, candidate.token(-1), candidate.token(1)
    if candidate.unit is not None or found.scaled or not found.digits or before is None:
        return False
    if not candidate.before[-1:].isspace() or not before.text[0].isupper() or before.is_sent_start:
        return False
    if before.pos_ not in {"PROPN", "NOUN"} and not (candidate.token(-2) or before).text[0].isupper():
        return False
    return not (after is not None and after.pos_ in {"NOUN", "ADJ", "PROPN"} and candidate.after[:1].isspace())


def is_title(candidate: Candidate) -> bool:
    """A number word inside a name: Seven Network, Three Mile Island."""
    word = candidate.text[candidate.found.start : candidate.found.end]
    after, before = candidate.token(1), candidate.token(-1)
    if candidate.found.digits or not word[0].isupper() or before is None or after is None:
        return False
    quoted = before.text in {'"', "“", "‘", "'"} and after.text[0].isupper()
    return quoted or (after.text[0].isupper() and after.pos_ == "PROPN" and not before.text[0].isupper())


_MANY = frozenset({"police", "personnel", "staff", "people", "crew", "cattle", "women", "men", "children", "aircraft"})


def is_designation(candidate: Candidate) -> bool:
    """Figures that name a model with the words beside them: "the Voyager 1 probe", "its 787 Dreamliner"."""
    found, before, after = candidate.found, candidate.token(-1), candidate.token(1)
    if candidate.unit is not None or found.scaled or not found.digits or before is None or after is None:
        return False
    if "," in candidate.text[found.start : found.end] or not candidate.after[:1].isspace():
        return False
    last = _end_of_names(candidate)
    if last is None or last.tag_ in {"NNS", "NNPS"} or last.lower_.endswith("s") or last.lower_ in _MANY:
        return False
    if found.value >= 100 and found.value % 50 and after.text[0].isupper():
        return last.pos_ == "PROPN"
    named = before.pos_ == "PROPN" and before.text[0].isupper() and not before.is_sent_start
    return named and last.tag_ == "NN" and last.text.islower() and candidate.before[-1:].isspace()


def _end_of_names(candidate: Candidate) -> Token | None:
    """The last noun of the run right behind a number, hyphens in it or not ("Shahed-type drones"); None where no noun follows."""
    last = None
    for offset in range(1, 9):
        token = candidate.token(offset)
        if token is None or not (token.pos_ in {"NOUN", "PROPN"} or (last is not None and token.text == "-")):
            break
        last = last if token.text == "-" else token
    return last
