"""Silver names: news sentences of Wikipedia's Current events portal, kept where rules, lists and model agree.

The teacher (a first model with the entity pass behind it) reads all sentences; each string then takes the label that most of
its mentions got (one sense per corpus), and a sentence is kept only when every name in it is sure and no capitalised
word is left unexplained. What a teacher says once about an unknown word is thus never taught on.
"""

import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from briefgen.data import load_lexicon
from briefgen.language.entities import is_listed

TO_GOLD = {"GPE": "LOC"}
LEAST_MENTIONS = 2
LEAST_SHARE = 0.8
PLAIN_SHARE = 0.2
"""Share kept of the sentences that name places alone; they are many and teach little."""
PLACE_WORDS = (
    "Mount ",
    "Lake ",
    "Gulf of ",
    "Republic of ",
    "People's Republic of ",
    "Democratic Republic of ",
    "State of ",
)
COUNTRIES = frozenset(load_lexicon("gpe")["countries"]["names"])
Votes = dict[str, Counter[str]]


def write_silver(nlp: Language, source: Path, out: Path) -> int:
    """Annotate the sentences of `source` (wcep_topics.jsonl.gz) with `nlp`, write the sure ones; how many there are."""
    docs = list(nlp.pipe(read_sentences(source), batch_size=64))
    votes = count_votes(docs)
    given = given_names(votes)
    kept = [silver for doc in docs if (silver := sure_doc(doc, votes, given)) is not None]
    chance = random.Random(3)
    kept = [doc for doc in kept if any(span.label_ != "LOC" for span in doc.ents) or chance.random() < PLAIN_SHARE]
    DocBin(docs=kept).to_disk(out)
    return len(kept)


def read_sentences(source: Path) -> Iterator[str]:
    """The texts of the corpus."""
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield " ".join(json.loads(line)["text"].split())


def count_votes(docs: Iterable[Doc]) -> Votes:
    """For each name how often it got which label."""
    votes: Votes = defaultdict(Counter)
    for doc in docs:
        for span in doc.ents:
            votes[span.text][TO_GOLD.get(span.label_, span.label_)] += 1
    return votes


def given_names(votes: Votes) -> frozenset[str]:
    """First words of the people that were named most surely."""
    first: Counter[str] = Counter()
    for name, labels in votes.items():
        if " " in name and labels["PERSON"] >= LEAST_SHARE * labels.total():
            first[name.split()[0]] += 1
    return frozenset(word for word, count in first.items() if count >= 3)


def label_of(span: Span, votes: Votes, given: frozenset[str]) -> str | None:
    """The label that a name is sure to have, None where it is not."""
    if span.text.startswith(PLACE_WORDS):
        return "LOC"
    if len(span) > 2 and (span[0].text in COUNTRIES or span[1:].text in votes) and span.label_ in {"ORG", "PERSON"}:
        return None  # "Philippines Rodrigo Duterte": two names that stand side by side
    label, count = votes[span.text].most_common(1)[0]
    total = votes[span.text].total()
    if is_listed(span.text) or (total >= LEAST_MENTIONS and count >= LEAST_SHARE * total):
        return label
    if total == 1 and label == "PERSON" and len(span) in {2, 3} and span[0].text in given:
        return label
    return None


def sure_doc(doc: Doc, votes: Votes, given: frozenset[str]) -> Doc | None:
    """The sentence with its sure names, None when anything in it is unsure."""
    labels = [(span, label_of(span, votes, given)) for span in doc.ents]
    if any(label is None for _, label in labels) or not labels:
        return None
    covered = {token.i for span, _ in labels for token in span}
    if any(is_unexplained(doc, index) for index in range(1, len(doc)) if index not in covered):
        return None
    copy = Doc(doc.vocab, words=[token.text for token in doc], spaces=[bool(token.whitespace_) for token in doc])
    copy.set_ents(
        [Span(copy, span.start, span.end, label=label) for span, label in labels if label and label != "NORP"]
    )
    return copy


def is_unexplained(doc: Doc, index: int) -> bool:
    """Whether a word stands with a capital for no reason that we know."""
    token, before = doc[index], doc[index - 1].text
    if not token.text[0].isupper() or before in {".", ":", '"', "“", "?", "!", "'"}:
        return False
    return token.lower_ not in EXPLAINED and token.pos_ == "PROPN"


EXPLAINED = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october
    november december president minister prime foreign defense defence secretary general king queen prince princess pope chief senator
    governor mayor chancellor sir dr. mr. mrs. ms. i st. cup world league olympics olympic war day prize award internet covid-19 deputy
    vice leader judge captain colonel sheikh emir sultan ambassador justice lord lady bishop archbishop cardinal us""".split()
)
