"""Fixed wordings: dates in words and computed lines, filled from data/computed.toml and nowhere else."""

from collections.abc import Sequence
from datetime import date

from briefgen.data import load_lexicon
from briefgen.model import Period, Time
from briefgen.printed import Datum

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
UNDATED = "undated"
BASIS_WORDS = {
    "stated": "as stated",
    "url": "from its address",
    "resolved": "from its words and the day of publication",
    "inferred": "inferred",
    "unknown": "not stated",
}


def fill(template: str, data: Sequence[Datum]) -> str:
    """The wording `template` with each `{name}` replaced by that datum's value.

    Values are put in by plain replacement of whole slots: text of articles is never a format string.
    """
    pieces = load_lexicon("computed")["wordings"][template].split("{")
    values = {datum.name: datum.value for datum in data}
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, _, rest = piece.partition("}")
        filled.append(values[name] + rest)
    return "".join(filled)


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: '1 outlet', '3 outlets'."""
    return f"{number} {one if number == 1 else many}"


def day_in_words(day: date) -> str:
    """'5 September 2025'."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def time_in_words(time: Time) -> str:
    """A Time as it is printed, no finer than it is known; 'undated' when unknown."""
    first, _, last = time.value.partition("/")
    words = _interval(first, last) if last else value_in_words(first)
    return f"{words} (inferred)" if words != UNDATED and time.basis == "inferred" else words


def event_time_in_words(time: Time) -> str:
    """As `time_in_words`; a deed of which only the day of its telling is known was 'reported 3 December 2025'."""
    first, _, last = time.value.partition("/")
    told = value_in_words(last) if first == ".." and time.basis != "inferred" else UNDATED
    return f"reported {told}" if told != UNDATED else time_in_words(time)


def _interval(first: str, last: str) -> str:
    begin, end = value_in_words(first), value_in_words(last)
    if last == ".." and begin != UNDATED:
        return f"{begin} or later"
    if first == ".." and end != UNDATED:
        return f"{end} or earlier"
    if UNDATED in (begin, end):
        return UNDATED
    (*days, year), (*last_days, last_year) = begin.split(), end.split()
    if len(days) == len(last_days) == 2 and days[1:] == last_days[1:] and year == last_year:
        return f"{days[0]}–{end}"
    return f"{' '.join(days)} – {end}" if days and last_days and year == last_year else f"{begin} – {end}"


def value_in_words(value: str) -> str:
    """A TIMEX3 value of a day, week, month, season, quarter or year in words; 'undated' where it is none."""
    parts = value.partition("T")[0].split("-")
    if not parts[0].isdigit() or len(parts[0]) != 4:
        return UNDATED
    if len(parts) == 1:
        return parts[0]
    if parts[1] in SEASONS:
        return f"{SEASONS[parts[1]]} {parts[0]}"
    if parts[1][0] == "W" and parts[1][1:].isdigit():
        return _week_words(int(parts[0]), int(parts[1][1:]))
    if not parts[1].isdigit() or not 1 <= int(parts[1]) <= 12:
        return f"{parts[1]} {parts[0]}"
    month = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return f"{int(parts[2])} {month}" if len(parts) > 2 and parts[2].isdigit() else month


def _week_words(year: int, week: int) -> str:
    try:
        return f"week of {day_in_words(date.fromisocalendar(year, week, 1))}"
    except ValueError:  # a week that the year does not have
        return UNDATED


def period_in_words(period: Period) -> str:
    """'Week to Friday 5 December 2025', or both ends when it is no week."""
    begin, end = date.fromisoformat(period.start), date.fromisoformat(period.end)
    if (end - begin).days == 6:
        return f"Week to {WEEKDAYS[end.weekday()]} {day_in_words(end)}"
    return (
        f"{day_in_words(begin)} to {day_in_words(end)}"
        if begin != end
        else f"{WEEKDAYS[end.weekday()]} {day_in_words(end)}"
    )
