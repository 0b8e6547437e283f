"""Count how common words are in news: `python training/group_words.py CORPUS` writes the background of grouping.

CORPUS is wcep_topics.jsonl.gz (CC BY-SA 4.0). What is stored per word is the number of items that hold it.
"""

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path

from briefgen.situation.group_features import BACKGROUND, Report, read_features

LEAST_ITEMS = 4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    counts: Counter[str] = Counter()
    items = 0
    with gzip.open(parser.parse_args().corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            items += 1
            counts.update(read_features(Report(str(items), "", "", json.loads(line)["text"])).words)
    kept = {word: count for word, count in sorted(counts.items()) if count >= LEAST_ITEMS}
    packed = json.dumps({"items": items, "words": kept}, separators=(",", ":"), ensure_ascii=False).encode()
    path = Path(__file__).parents[1] / "briefgen" / "data" / BACKGROUND
    path.write_bytes(gzip.compress(packed, compresslevel=9, mtime=0))


if __name__ == "__main__":
    main()
