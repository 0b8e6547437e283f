"""Which name a mention stands for within its article: full names, countries, short forms of organisations."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from briefgen.data import load_lexicon
from briefgen.extract.actor_labels import Found
from briefgen.extract.actor_short_forms import SHORT_FORM, long_form
from briefgen.extract.gazetteer import country_name, find_entries
from briefgen.extract.names import name_key, name_words, same_name, spelling_key
from briefgen.extract.speaker_gender import name_gender, title_gender
from briefgen.model import EntityMention


def name_mentions(text: str, spans: Sequence[Found]) -> tuple[EntityMention, ...]:
    """The spans as mentions, each with the fullest name that the article lets us give it."""
    people = _people(text, spans)
    organisations = _short_forms(text, spans)
    return tuple(_mention(text, span, people, organisations) for span in spans)


def _mention(text: str, span: Found, people: Mapping[int, str], organisations: Mapping[str, str]) -> EntityMention:
    words = plain(text[span.start : span.end])
    if span.label == "PERSON":
        name = people.get(span.start, words)
    elif span.label == "ORG":
        name = acronyms().get(words) or organisations.get(words, words.removeprefix("The "))
    elif span.label in {"GPE", "LOC"}:
        name = organisations.get(words) or place_name(words)
    else:
        name = words
    return EntityMention(span.start, span.end, span.label, name)


@cache
def acronyms() -> Mapping[str, str]:
    """Forms of organisations that need no explanation -> the name of acronyms.toml, the name itself included."""
    listed = load_lexicon("acronyms").values()
    return {form: entry["name"] for entry in listed for form in (entry["name"], *entry["forms"])}


def plain(words: str) -> str:
    """Words on one line with plain apostrophes and without spaces inside an abbreviation ("U. S.")."""
    one_line = " ".join(words.replace("’", "'").split())
    return re.sub(r"\b([A-Z]\.) (?=[A-Z]\.)", r"\1", one_line)


def place_name(words: str) -> str:
    """The name of a country or of a listed or large place under any of its names, else the words in usual case."""
    for entry in find_entries(words):
        if entry.kind == "country":
            return country_name(entry.country)
        if entry.kind == "area" or (entry.people >= 100_000 and (entry.primary or not _has_primary(words))):
            return entry.name
        break
    return words.title() if words.isupper() and len(words) > 4 else words


def _has_primary(words: str) -> bool:
    return any(entry.primary for entry in find_entries(words))


def _people(text: str, spans: Sequence[Found]) -> dict[int, str]:
    """The full name for the person mentioned at each offset."""
    mentions = [
        (span.start, _usual_case(plain(text[span.start : span.end]))) for span in spans if span.label == "PERSON"
    ]
    full = _full_names([name for _, name in mentions])
    by_part: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for start, name in mentions:
        if name in full:
            for key in {spelling_key(word) for word in name_words(name)}:
                if all(known != full[name] for _, known in by_part[key]):
                    by_part[key].append((start, full[name]))
    bound: dict[str, str] = {}
    return {
        start: full.get(name) or _by_title(text, start, name, by_part) or _bound_name(name, start, by_part, bound)
        for start, name in mentions
    }


def _by_title(text: str, start: int, name: str, by_part: Mapping[str, Sequence[tuple[int, str]]]) -> str | None:
    """Of several bearers of a surname the one whom "Mr." or "Mrs." can mean by their first names."""
    gender = title_gender(text, start)
    words = name_words(name)
    if gender is None or not words:
        return None
    bearers = {full for _, full in by_part.get(spelling_key(words[-1]), ())}
    certain = [full for full in bearers if name_gender(full) == gender]
    possible = [full for full in bearers if name_gender(full) in {gender, None}]
    chosen = certain if len(certain) == 1 else possible
    return chosen[0] if len(bearers) > 1 and len(chosen) == 1 else None


def _full_names(names: Sequence[str]) -> dict[str, str]:
    """Each name of two words or more -> the first spelling of that person in the article, the longest of which wins."""
    blocks: dict[str, list[list[str]]] = defaultdict(list)
    for name in dict.fromkeys(names):
        if len(name_words(name)) < 2:
            continue
        groups = blocks[name_key(name)]
        group = next((one for one in groups if same_name(one[0], name) or _ends_with(one[0], name)), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    return {name: _best_form(group) for groups in blocks.values() for group in groups for name in group}


def _best_form(group: Sequence[str]) -> str:
    return max(
        group,
        key=lambda name: (len(name_words(name)) if not re.search(r"\b[A-Z]\.", name) else 1.5, -group.index(name)),
    )


def _ends_with(full: str, part: str) -> bool:
    """Whether one name is the other without its given name: Giuseppe Cavo Dragone, Cavo Dragone."""
    long, short = sorted(
        (list(map(spelling_key, name_words(full))), list(map(spelling_key, name_words(part)))), key=len
    )[::-1]
    return len(short) < len(long) and long[-len(short) :] == short


def _bound_name(name: str, start: int, by_part: Mapping[str, Sequence[tuple[int, str]]], bound: dict[str, str]) -> str:
    """The person a bare name stands for: the only bearer, or the only one introduced when it was first used; else itself."""
    if name in bound:
        return bound[name]
    words = name_words(name)
    bearers = by_part.get(spelling_key(words[-1]), ()) if words else ()
    last = [(at, full) for at, full in bearers if spelling_key(name_words(full)[-1]) == spelling_key(words[-1])]
    for choice in (last, [] if last else list(bearers)):
        before = [full for at, full in choice if at < start]
        if len(choice) == 1 or len(before) == 1:
            bound[name] = before[0] if len(before) == 1 else choice[0][1]
            return bound[name]
    return name


def _usual_case(name: str) -> str:
    return " ".join(word.capitalize() if len(word) > 2 else word for word in name.split()) if name.isupper() else name


def _short_forms(text: str, spans: Sequence[Found]) -> dict[str, str]:
    """Short form -> long name, from "Long Name (LN)" and from initials that only one long name of the article has."""
    forms: dict[str, str] = {}
    longs = [span for span in spans if span.label in {"ORG", "GPE", "LOC"} and " " in text[span.start : span.end]]
    for span in longs:
        short = SHORT_FORM.match(text, span.end)
        name = plain(text[span.start : span.end])
        foreign = span.label == "ORG" and short is not None and short[1].isupper() and 3 <= len(short[1]) <= 6
        known = acronyms().get(short[1]) if short else None
        fits = short is not None and (long_form(short[1], name) is not None or short[1].upper() in _initials(name))
        if short and (fits or (foreign and known is None and not find_entries(short[1]))):
            forms.setdefault(short[1], name)
    by_initials: dict[str, set[str]] = defaultdict(set)
    for span in longs:
        name = plain(text[span.start : span.end])
        for initials in _initials(name):
            by_initials[initials].add(name)
    for initials, names in by_initials.items():
        if len(names) == 1 and len(initials) > 2 and initials not in acronyms():
            forms.setdefault(initials, next(iter(names)))
    return forms


def _initials(name: str) -> set[str]:
    words = re.findall(r"[A-Za-z][\w'.-]*", name)
    big = "".join(word[0] for word in words if word[0].isupper())
    every = "".join(word[0].upper() for word in words)
    national = "".join(word[0] for word in words[1:] if word[0].isupper())
    return {form for form in (big, every, national) if len(form) > 1}
