"""One identity for the spellings of a name.

Romanisations are brought to one key by the rules of `transliteration.toml` (BGN/PCGN, the Ukrainian official
romanisation of 2010, ISO 9, newspaper Arabic), given names by classes of equivalents; a person is one only when surname
and given name both agree, so that relatives of one surname stay apart.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from anyascii import anyascii

from briefgen.data import load_lexicon
from briefgen.model import EntityLabel, EntityMention

ARTICLES = frozenset({"al", "el", "ul", "ad", "as", "ar", "an"})
"""The Arabic article before a name, as it is written before the sounds that it takes on."""


@lru_cache(maxsize=65536)
def spelling_key(word: str) -> str:
    """The form in which all romanisations of one word agree."""
    key = re.sub(r"[^a-z]", "", anyascii(word).lower())
    for pattern, becomes in _rules():
        key = pattern.sub(becomes, key)
    return key


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The key under which `name` must be looked for: that of its surname, or of the whole when it has one word.

    Names that are the same person's always share it; the reverse does not hold.
    """
    words = name_words(name)
    return spelling_key(_surname(words)) if words else ""


@lru_cache(maxsize=65536)
def same_name(first: str, second: str) -> bool:
    """Whether two names are spellings of one: the same words, with or without middle names, in either order.

    A bare surname is no spelling of a full name: who is meant is for the context to say (`merge_names`).
    """
    one, two = name_words(first), name_words(second)
    if not one or not two or _suffix(first) != _suffix(second) or (len(one) == 1) != (len(two) == 1):
        return False
    if len(one) == 1:
        return spelling_key(one[0]) == spelling_key(two[0])
    return any(_agree(order, two) for order in (one, (one[-1], *one[1:-1], one[0]), (*one[1:], one[0])))


def merge_names(mentions: Iterable[EntityMention]) -> Mapping[str, str]:
    """From each name of the mentions, which may come from many articles, to the name the entity shall have.

    The most frequent spelling with a given name wins; a tie goes to the longer, then to the alphabet. A bare surname
    joins the one person who bears it; with two of them it stays as it is. Names meet only within a label and a key.
    """
    counts = Counter((mention.label, mention.name) for mention in mentions)
    blocks: dict[tuple[EntityLabel, str], list[str]] = defaultdict(list)
    for kind, name in sorted(counts):
        blocks[kind, name_key(name) if kind == "PERSON" else _plain_key(name)].append(name)
    merged: dict[str, str] = {}
    for (label, _), names in sorted(blocks.items()):
        weight = {name: counts[label, name] for name in names}
        merged |= _merge_people(weight) if label == "PERSON" else dict.fromkeys(names, _best(names, weight))
    return merged


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell people apart: without suffix, Arabic article and apostrophes, hyphens undone."""
    words = re.findall(r"[^\W\d_](?:[\w'’ʼ]|\.(?=\w))*\.?", name.replace("-", " "))
    kept = [word for word in words if word.lower() not in _suffixes()]
    return tuple(
        word for i, word in enumerate(kept) if not (len(kept) > 1 and word.lower() in ARTICLES and i < len(kept) - 1)
    )


def given_class(word: str) -> str:
    """The class of a given name over languages (Volodymyr, Vladimir), else its own key."""
    key = spelling_key(word)
    return _given().get(key, key)


def _agree(one: Sequence[str], two: Sequence[str]) -> bool:
    if spelling_key(one[-1]) != spelling_key(two[-1]) or not _same_given(one[0], two[0]):
        return False
    short, long = sorted(({*map(spelling_key, names[1:-1])} for names in (_formal(one), _formal(two))), key=len)
    return all(any(_initial(word, other) for other in long) for word in short)


def _same_given(one: str, two: str) -> bool:
    if len(one.rstrip(".")) == 1 or len(two.rstrip(".")) == 1:
        return one[0].lower() == two[0].lower()
    return given_class(one) == given_class(two)


def _initial(one: str, two: str) -> bool:
    return one == two or (min(len(one), len(two)) == 1 and one[:1] == two[:1])


def _formal(words: Sequence[str]) -> Sequence[str]:
    """The words without patronymics."""
    ends = tuple(load_lexicon("transliteration")["patronymic"]["ends"])
    middle = [word for word in words[1:-1] if not word.lower().endswith(ends)]
    return (words[0], *middle, words[-1])


def _surname(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    first_is_surname = words[0].lower() in _surnames_first()
    turned = spelling_key(words[-1]) in _given() and spelling_key(words[0]) not in _given()
    return words[0] if first_is_surname or turned else words[-1]


def is_surname_first(name: str) -> bool:
    """Whether a name in Latin letters begins with the surname: Xi Jinping, Ban Ki-moon."""
    words = name.split()
    joined = re.fullmatch(r"[A-Z][a-z]+-[a-z]+", words[-1]) is not None and not words[-1].lower().startswith(
        tuple(f"{article}-" for article in ARTICLES)
    )
    return len(words) == 2 and (joined or words[0].lower() in _surnames_first())


def _suffix(name: str) -> str:
    last = name.rsplit(maxsplit=1)[-1].lower().rstrip(".") if name.strip() else ""
    return last if last in {"jr", "sr", "ii", "iii", "iv"} else ""


def _plain_key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", anyascii(name).lower()).strip()


def _merge_people(weight: Mapping[str, int]) -> dict[str, str]:
    full = [name for name in weight if len(name_words(name)) > 1]
    groups: list[list[str]] = []
    for name in sorted(full, key=lambda one: (-weight[one], one)):
        for group in groups:
            if same_name(group[0], name):
                group.append(name)
                break
        else:
            groups.append([name])
    chosen = [_best(group, weight) for group in groups]
    merged = {name: best for group, best in zip(groups, chosen, strict=True) for name in group}
    bare = [name for name in weight if name not in merged]
    if not bare:
        return merged
    return merged | dict.fromkeys(bare, chosen[0] if len(chosen) == 1 else _best(bare, weight))


def _best(names: Sequence[str], weight: Mapping[str, int]) -> str:
    return min(names, key=lambda name: (-weight[name], -len(name), name))


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    rules = load_lexicon("transliteration")["rules"]
    return tuple((re.compile(rule["pattern"]), rule["becomes"]) for rule in rules)


@cache
def _given() -> dict[str, str]:
    return dict(_given_pairs())


def _given_pairs() -> Iterator[tuple[str, str]]:
    for group in reversed(load_lexicon("transliteration")["given"]["groups"]):
        for name in group:
            yield spelling_key(name), spelling_key(group[0])


@cache
def _surnames_first() -> frozenset[str]:
    return frozenset(name.lower() for name in load_lexicon("transliteration")["surname_first"]["surnames"])


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(load_lexicon("name_parts")["suffixes"]["terms"])
