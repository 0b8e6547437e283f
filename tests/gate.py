"""The quality gate: figures on our own gold (test half) may not fall below `floors.json`.

`python -m tests.gate` measures and exits with 1 when a figure is below its floor or a gold file is not the one that
the floors were set on. `--update` raises floors to what is measured, rounded down to two decimals; it lowers none
without `--allow-regression`, takes a changed gold file only with `--accept-gold NAME`, and writes docs/quality.md.
"""

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
FLOORS = FOLDER / "floors.json"
GOLD = FOLDER / "gold"
PAGE = FOLDER.parent / "docs" / "quality.md"
START, END = "<!-- floors: start -->", "<!-- floors: end -->"
SPLIT = "test"

Figures = Mapping[str, float]


@dataclass(frozen=True)
class Entry:
    """What is held of one extractor: the digest of its gold file and the least value of each figure."""

    sha256: str
    floors: dict[str, float]


def measure_dates() -> dict[str, float]:
    from briefgen.language.pipeline import load_nlp
    from tests.measure_dates import load_gold, score

    result = score(load_nlp(), load_gold(SPLIT))
    return {name: result.f(name) for name in ("strict", "relaxed", "type", "value")}


def measure_dates_news() -> dict[str, float]:
    from briefgen.language.pipeline import load_nlp
    from tests.measure_dates import load_gold, score

    result = score(load_nlp(), load_gold(SPLIT, "dates_news"))
    return {name: result.f(name) for name in ("strict", "relaxed", "type", "value")}


def measure_dates_wire() -> dict[str, float]:
    from briefgen.language.pipeline import load_nlp
    from tests.measure_dates import load_gold, score

    result = score(load_nlp(), load_gold(SPLIT, "dates_wire"))
    return {name: result.f(name) for name in ("strict", "relaxed", "type", "value")}


def measure_dates_yearless() -> dict[str, float]:
    from briefgen.language.pipeline import load_nlp
    from tests.measure_dates import load_gold, right_days

    return {"right day": right_days(load_nlp(), load_gold(SPLIT, "dates_yearless"))}


def measure_dates_seeds() -> dict[str, float]:
    """Nothing where the real seeds are not on this machine; the gate then says so."""
    from briefgen.language.pipeline import load_nlp
    from tests.measure_dates import measure_drawn

    return measure_drawn(load_nlp())


def measure_quantities(gold: str = "quantities") -> dict[str, float]:
    from tests.measure_quantities import measure

    return {name.partition(" ")[0]: figures["f"] for name, figures in measure(SPLIT, gold).items()}


def measure_quantities_news() -> dict[str, float]:
    return measure_quantities("quantities_news")


def measure_quantities_wire() -> dict[str, float]:
    return measure_quantities("quantities_wire")


def measure_quantities_unseen() -> dict[str, float]:
    """Without what is counted, which two of its passages label."""
    found = measure_quantities("quantities_unseen")
    return {name: value for name, value in found.items() if name != "counts"}


def measure_quantities_general() -> dict[str, float]:
    return measure_quantities("quantities_general")


def measure_modality(gold: str = "modality") -> dict[str, float]:
    from tests.measure_modality import measure

    figures = measure(SPLIT, gold)
    return {name: figures[name]["f"] for name in ("modality", "polarity")}


def measure_modality_wire() -> dict[str, float]:
    return measure_modality("modality_wire")


def measure_modality_general() -> dict[str, float]:
    return measure_modality("modality_general")


def measure_quotes() -> dict[str, float]:
    from tests.measure_quotes import f1, measure

    tally, _ = measure(SPLIT)
    return {
        "found": tally.spoken_half / tally.spoken,
        "precision": tally.spoken_half / tally.spoken_found,
        "speaker": tally.spoken_right / tally.spoken_half,
        "attribution": f1(tally.half, tally.gold, tally.found),
    }


def measure_actors() -> dict[str, float]:
    from collections import Counter

    from tests.measure_actors import load_gold, rates, score_entities

    counts = score_entities(row for row in load_gold("actors") if row["split"] == SPLIT)
    total = sum(counts.values(), Counter[str]())
    precision, recall, f = rates(total)
    return {"precision": precision, "recall": recall, "f": f, "names": total["named"] / total["right"]}


def measure_places() -> dict[str, float]:
    from tests.measure_actors import load_gold, rates, score_places

    count = score_places([row for row in load_gold("places") if row["split"] == SPLIT])
    return {"f": rates(count)[2], "whole": count["whole"] / count["right"]}


def measure_sections() -> dict[str, float]:
    from tests.measure_sections import measure

    return {name.split("/")[1]: value for name, value in measure(SPLIT).items()}


def measure_groups() -> dict[str, float]:
    from tests.measure_groups import measure

    (figure,) = measure(SPLIT).values()
    return {"b-cubed": figure}


def measure_events() -> dict[str, float]:
    from tests.measure_situation import pair_joined, read_gold

    pairs = [(row["same"], pair_joined(row)) for row in read_gold("events", SPLIT)]
    right = sum(same and joined for same, joined in pairs)
    return {
        "precision": right / sum(joined for _, joined in pairs),
        "recall": right / sum(same for same, _ in pairs),
    }


def measure_deeds() -> dict[str, float]:
    from tests.measure_deeds import measure

    return measure(SPLIT)


def measure_changes() -> dict[str, float]:
    from tests.measure_following import measure

    return measure(SPLIT)


def measure_positions() -> dict[str, float]:
    from tests.measure_following import measure_positions as measure

    return measure(SPLIT)


def measure_contradictions() -> dict[str, float]:
    from tests.measure_situation import holds, read_gold, set_contradictions

    hit = wanted = good = found = 0
    for row in (row for row in read_gold("contradictions", SPLIT) if "articles" in row):
        told = set_contradictions(row)
        wanted += len(row["expect"])
        found += len(told)
        hit += sum(any(holds(expected, item) for item in told) for expected in row["expect"])
        good += sum(any(holds(expected, item) for expected in row["expect"]) for item in told)
    return {"precision": good / found, "recall": hit / wanted}


MEASURES: dict[str, Callable[[], Figures]] = {
    "actors": measure_actors,
    "changes": measure_changes,
    "contradictions": measure_contradictions,
    "dates": measure_dates,
    "dates_news": measure_dates_news,
    "dates_wire": measure_dates_wire,
    "dates_yearless": measure_dates_yearless,
    "dates_seeds": measure_dates_seeds,
    "deeds": measure_deeds,
    "events": measure_events,
    "groups": measure_groups,
    "modality": measure_modality,
    "modality_general": measure_modality_general,
    "modality_wire": measure_modality_wire,
    "places": measure_places,
    "positions": measure_positions,
    "quantities": measure_quantities,
    "quantities_general": measure_quantities_general,
    "quantities_news": measure_quantities_news,
    "quantities_unseen": measure_quantities_unseen,
    "quantities_wire": measure_quantities_wire,
    "quotes": measure_quotes,
    "sections": measure_sections,
}


def digest(path: Path) -> str:
    """SHA-256 of a gold file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def gold_digests() -> dict[str, str]:
    """The digest of each extractor's gold as it is now."""
    return {name: digest(GOLD / f"{name}.jsonl") for name in MEASURES}


def judge(held: Mapping[str, Entry], figures: Mapping[str, Figures], digests: Mapping[str, str]) -> list[str]:
    """What is wrong: figures below their floors, figures without one, gold that is not the gold of the floors."""
    wrong = []
    for name, measured in figures.items():
        entry = held.get(name)
        if entry is None:
            wrong.append(f"{name}: no floors; run with --update --accept-gold {name}")
            continue
        if entry.sha256 != digests[name]:
            wrong.append(f"{name}: its gold file has changed; look at the change, then --update --accept-gold {name}")
        wrong += [f"{name}.{figure}: no floor" for figure in measured if figure not in entry.floors]
        for figure, floor in entry.floors.items():
            value = measured.get(figure)
            if value is None or value < floor:
                wrong.append(
                    f"{name}.{figure}: {'not measured' if value is None else f'{value:.3f}'}, floor {floor:.2f}"
                )
    return wrong


def update(
    held: Mapping[str, Entry],
    figures: Mapping[str, Figures],
    digests: Mapping[str, str],
    *,
    accepted: Iterable[str] = (),
    allow_regression: bool = False,
) -> tuple[dict[str, Entry], list[str]]:
    """The floors raised to what was measured, and what was refused: lower floors, and gold that nobody accepted."""
    accepted, result, refused = set(accepted), dict(held), []
    for name, measured in figures.items():
        old = held.get(name, Entry("", {}))
        if old.sha256 != digests[name] and name not in accepted:
            refused.append(f"{name}: its gold file has changed: --accept-gold {name}")
            continue
        new = {figure: rounded_down(value) for figure, value in sorted(measured.items())}
        lower = [figure for figure, floor in old.floors.items() if new.get(figure, -1.0) < floor]
        if lower and not allow_regression:
            refused += [f"{name}.{figure}: would fall below {old.floors[figure]:.2f}" for figure in lower]
            new |= {figure: old.floors[figure] for figure in lower}
        result[name] = Entry(digests[name], new)
    return dict(sorted(result.items())), refused


def rounded_down(value: float) -> float:
    """A value rounded down to two decimals, so that a last bit of another machine changes nothing."""
    return math.floor(value * 100 + 1e-9) / 100


def read_floors(path: Path = FLOORS) -> dict[str, Entry]:
    """What is held of each extractor; nothing where no file is."""
    rows = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {name: Entry(**row) for name, row in rows.items()}


def write_floors(held: Mapping[str, Entry], path: Path = FLOORS) -> None:
    rows = {name: asdict(entry) for name, entry in held.items()}
    path.write_text(json.dumps(rows, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def table(held: Mapping[str, Entry]) -> str:
    """The floors as docs/quality.md shows them."""
    rows = [
        f"| {name} | {figure} | {floor:.2f} |" for name, entry in held.items() for figure, floor in entry.floors.items()
    ]
    return "\n".join(["| extractor | figure | at least |", "|---|---|---:|", *rows])


def write_table(held: Mapping[str, Entry], path: Path = PAGE) -> None:
    head, _, rest = path.read_text(encoding="utf-8").partition(START)
    path.write_text(f"{head}{START}\n{table(held)}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


def read_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What to measure and what to do with it; a gold that is accepted is measured, and nothing else by itself."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.gate", description="Figures on our own gold, and their floors."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MEASURES)}; all when none is named")
    parser.add_argument("--update", action="store_true", help="raise the floors of what was measured")
    parser.add_argument("--accept-gold", action="append", default=[], metavar="NAME", choices=list(MEASURES))
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower floors too")
    read = parser.parse_args(arguments)
    if unknown := [name for name in read.names if name not in MEASURES]:
        parser.error(f"no such part: {', '.join(unknown)}")
    read.names = list(dict.fromkeys([*read.names, *read.accept_gold])) or list(MEASURES)
    return read


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, judge or update; 1 when something is wrong or refused."""
    asked = read_arguments(arguments)
    measured = {name: MEASURES[name]() for name in asked.names}
    figures = {name: found for name, found in measured.items() if found}
    for name in sorted(measured.keys() - figures.keys()):
        sys.stdout.write(f"{name}: skipped, its texts are not on this machine\n")
    held, digests = read_floors(), gold_digests()
    for name, found in figures.items():
        floors = held[name].floors if name in held else {}
        for figure, value in found.items():
            sys.stdout.write(f"{name + '.' + figure:28} {value:.3f}  floor {floors.get(figure, 0.0):.2f}\n")
    if asked.update:
        held, wrong = update(
            held, figures, digests, accepted=asked.accept_gold, allow_regression=asked.allow_regression
        )
        write_floors(held)
        write_table(held)
    else:
        wrong = judge(held, figures, digests)
    sys.stdout.writelines(f"WRONG {line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
