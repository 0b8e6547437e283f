"""Questions about syntax, asked in Universal Dependencies terms whatever scheme the pipeline was trained on.

UD: https://universaldependencies.org/u/dep/ . spaCy's own English models use ClearNLP labels; the table maps
those whose structure is the same, the functions below bridge where it differs (prepositions).
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

CLEARNLP_TO_UD = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "dative": "iobj",
    "attr": "xcomp",
    "acomp": "xcomp",
    "relcl": "acl:relcl",
    "prt": "compound:prt",
    "nn": "compound",
    "poss": "nmod:poss",
    "neg": "advmod",
    "npadvmod": "obl:npmod",
    "preconj": "cc:preconj",
    "oprd": "xcomp",
}
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer"})
NOMINAL_PARTS = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "flat",
        "flat:name",
        "flat:foreign",
        "case",
        "advmod",
        "det:predet",
        "fixed",
        "goeswith",
    }
)


def dep(token: Token) -> str:
    """The dependency label of a token as a UD label."""
    key: int = token.dep
    label = _LABELS.get(key)
    if label is None:
        label = _LABELS[key] = CLEARNLP_TO_UD.get(token.dep_, token.dep_)
    return label


_LABELS: dict[int, str] = {}
"""UD labels by what spaCy keeps of a label; there are a few dozen."""


def subject(verb: Token) -> Token | None:
    """The head of the subject of a verb, or of the verb it is coordinated with; None where there is none."""
    for child in verb.children:
        if dep(child) in SUBJECTS:
            return child
    if dep(verb) == "conj":
        return subject(verb.head)
    return None


def oblique(head: Token, *prepositions: str) -> Iterator[Token]:
    """The nouns that hang on `head` through one of the prepositions ("by", "according to" is "according")."""
    for child in head.children:
        if dep(child) == "prep" or (child.dep_ in {"agent", "prep"}):
            if child.lower_ in prepositions:
                yield from (noun for noun in child.children if noun.dep_ == "pobj")
        elif dep(child).startswith(("obl", "nmod")):
            cases = {part.lower_ for part in child.children if dep(part) == "case"}
            if cases & set(prepositions):
                yield child


def noun_phrase(head: Token) -> Span:
    """The noun phrase of a head without its clauses, appositions and prepositional tails."""
    start, end = head.i, head.i
    for child in head.children:
        if dep(child) in NOMINAL_PARTS and child.dep_ != "prep" and not (dep(child) == "case" and child.i < head.i):
            start, end = min(start, child.left_edge.i), max(end, child.right_edge.i if child.i > head.i else head.i)
    return head.doc[start : end + 1]


def is_parsed(sentence: Span) -> bool:
    """Whether the parser was run on a sentence; in one that it passed over only the first token, the root, has a `dep_`."""
    doc = sentence.doc
    return len(sentence) == 1 or any(doc[place].dep for place in range(sentence.start + 1, sentence.end))
