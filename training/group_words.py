"""What grouping knows of news before it reads any: `python -m training.group_words CORPUS`.

CORPUS is wcep_topics.jsonl.gz (CC BY-SA 4.0). Written are, per word, the number of items that hold it, and the vectors
of words that items or English at large use often, from the vectors of the embedded pipeline (GloVe, PDDL).
"""

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path

import numpy as np
import spacy

from briefgen.situation.group_features import BACKGROUND, Report, opening_words, read_features
from briefgen.situation.group_vectors import VECTORS, dense_vector, stored_vectors
from training import vectors

WORK = Path(__file__).parent / "work"
DATA = Path(__file__).parents[1] / "briefgen" / "data"
LEAST_ITEMS = 4
FREQUENT_ROWS = 15_000
SAMPLE = 6000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    with gzip.open(parser.parse_args().corpus, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    write_counts(texts)
    write_vectors(texts)


def write_counts(texts: list[str]) -> None:
    """In how many items each word stands."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(read_features(Report("", "", "", text)).words)
    kept = {word: count for word, count in sorted(counts.items()) if count >= LEAST_ITEMS}
    packed = json.dumps({"items": len(texts), "words": kept}, separators=(",", ":"), ensure_ascii=False).encode()
    (DATA / BACKGROUND).write_bytes(gzip.compress(packed, compresslevel=9, mtime=0))


def write_vectors(texts: list[str]) -> None:
    """Vectors in whole numbers, and the mean vector of news, which is taken away from every report."""
    rows, full = _glove()
    used = Counter(word for text in texts for word in set(opening_words("", text)))
    words = sorted(word for word in rows if used[word] >= LEAST_ITEMS or rows[word] < FREQUENT_ROWS)
    numbers = {row: number for number, row in enumerate(sorted({rows[word] for word in words}))}
    table = full[sorted(numbers)]
    _write(words, [numbers[rows[word]] for word in words], table, np.zeros(table.shape[1]))
    sample = random.Random(1).sample(texts, SAMPLE)
    about = np.array([dense_vector(opening_words("", text)) for text in sample], dtype=float)
    first = np.linalg.svd(about - about.mean(0), full_matrices=False)[2][0]
    table = table - np.outer(table @ first, first)
    _write(words, [numbers[rows[word]] for word in words], table, np.zeros(table.shape[1]))
    about = np.array([dense_vector(opening_words("", text)) for text in sample], dtype=float)
    _write(words, [numbers[rows[word]] for word in words], table, about.mean(0))


def _glove() -> tuple[dict[str, int], np.ndarray]:
    """For each word of lower case its row, and the rows made of length 1."""
    vocab = spacy.load(vectors.write_vectors(WORK)).vocab
    full = np.asarray(vocab.vectors.data, dtype=float)
    full /= np.maximum(np.linalg.norm(full, axis=1, keepdims=True), 1e-6)
    spelled = ((vocab.strings[key], row) for key, row in vocab.vectors.key2row.items())
    return {word: int(row) for word, row in spelled if word.isalnum() and word == word.lower()}, full


def _write(words: list[str], rows: list[int], table: np.ndarray, common: np.ndarray) -> None:
    head = {
        "dimensions": table.shape[1],
        "common": [round(value) for value in common.tolist()],
        "words": " ".join(words),
        "rows": rows,
    }
    whole = np.rint(table * (127 / np.abs(table).max())).astype(np.int8)
    packed = json.dumps(head, separators=(",", ":"), ensure_ascii=False).encode() + b"\n" + whole.tobytes()
    (DATA / VECTORS).write_bytes(gzip.compress(packed, compresslevel=9, mtime=0))
    stored_vectors.cache_clear()


if __name__ == "__main__":
    main()
