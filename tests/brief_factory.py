"""Sample briefs in our own words: an ordinary week, and the awkward ones.

`write_sample()` puts the ordinary one into briefgen/data/sample-brief.json, which `briefgen check` and
`briefgen preview` render; a test holds the file and this builder together.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from briefgen.model import Evidence, Period, Time
from briefgen.printed import (
    Bar,
    Brief,
    Datum,
    Dispute,
    DisputeRow,
    Figure,
    Item,
    Ledger,
    Line,
    Marker,
    Note,
    Passage,
    Piece,
    PlaceMark,
    SectionBlock,
    SourceEntry,
    TimelineRow,
    Voice,
)

SAMPLE = Path(__file__).resolve().parents[1] / "briefgen" / "data" / "sample-brief.json"

WIRE = (
    "MOSCOW, Dec 2 - Two American envoys sat with President Vladimir Putin for more than four hours on Tuesday night. "
    "The talks brought no agreement on territory, Kremlin aide Yuri Ushakov told reporters after midnight. "
    "“We agreed that we would not disclose the substance of what was discussed,” Ushakov said. "
    "He called the conversation “useful, constructive and rather substantive.” "
    "Before the meeting Putin accused European governments of blocking an end to the war and called their amendments "
    "“absolutely unacceptable.” A video shown that evening had him praising the capture of Pokrovsk, "
    "which Ukraine's general staff denied. Ukrainian troops still held the northern districts and were "
    "counter-attacking, the army said."
)
RADIO = (
    "The plan began at 28 points and came out of Geneva with 19, two officials familiar with the text said. "
    "The first American draft would cap Ukraine's army at 600,000; a European counter-proposal raised that to 800,000. "
    "In earlier talks Russia had asked for a ceiling below 100,000. "
    "Moscow has said again and again that it must have all of Donetsk region. "
    "President Volodymyr Zelenskyy said in Dublin on Tuesday that he feared Washington might lose interest. "
    "“There will be no simple solutions,” he said. “Everything has to be fair and open.”"
)
PAPER = (
    "A drone strike on Kyiv in the night to Sunday killed three people, Mayor Vitali Klitschko said, among them an infant. "
    "Eleven were hurt. Rescue services later put the dead at four. "
    "Any foreign soldier sent to Ukraine would be a legitimate target, Putin told a forum in Vladivostok on 5 September. "
    "“We assume that they will be legitimate targets,” he said."
)
RIVAL = (
    "Putin warned the West from Vladivostok. “We proceed from the fact that these would be lawful targets for "
    "destruction,” he told the forum. Twenty-six countries had promised a day earlier to take part in a force "
    "after a ceasefire, the French president said."
)
ENERGY = (
    "Germany's economy minister said in Kyiv that between 55 % and 60 % of the country's gas works had been damaged. "
    "Berlin has paid a third of the €390 million in the energy fund. "
    "Power was cut in Odesa region for 51,800 households after a strike on a substation, the operator DTEK said."
)
MONEY = (
    "Washington put its two heaviest blows yet on Russian oil on 22 October, when the Treasury named Rosneft and Lukoil. "
    "India's refiners were weighing whether to stop buying, traders said. "
    "The European Commission will propose a loan built on frozen Russian assets, its president announced on Wednesday. "
    "Belgium called the scheme the worst of the options."
)
POSTURE = (
    "The United States will not replace a brigade that leaves Romania, the Pentagon said. "
    "Bucharest expects that 700 to 800 soldiers will go and about 1,000 will stay. "
    "Poland closed part of its eastern airspace while Russian drones flew over western Ukraine."
)
UNDATED = (
    "Village after village in Zaporizhzhia region is being emptied, volunteers say. "
    "Nobody gave a figure for those who stayed in Huliaipole."
)

TEXTS = {"a1": WIRE, "a2": RADIO, "a3": PAPER, "a4": RIVAL, "a5": ENERGY, "a6": MONEY, "a7": POSTURE, "a8": UNDATED}
# headline, publisher, byline, date as printed, basis, url, path, grade
ABOUT = {
    "a1": ("Four hours in the Kremlin, and no word on land", "Northern Wire", "By M. Aalto", "2 December 2025", "stated in the text", "https://northern-wire.example/2025/12/02/kremlin-talks", "inbox/000.txt", "B"),
    "a2": ("What is left of the plan", "Radio Baltica", "", "3 December 2025", "from the address", "https://radio-baltica.example/a/2025-12-03/plan", "inbox/001.txt", "B"),
    "a3": ("Infant among dead as drones hit Kyiv", "The Harbour Post", "By R. Quill and S. Tams", "8 September 2025", "stated in the text", "https://harbour-post.example/kyiv-drones", "inbox/002.txt", "C"),
    "a4": ("Foreign troops would be targets, Kremlin leader says", "Publisher not stated", "", "5 September 2025 (inferred)", "inferred from another article", "", "inbox/003.txt", ""),
    "a5": ("Minister brings money for pipes and pumps", "Publisher not stated", "", "undated", "unknown", "", "inbox/003.txt", ""),
    "a6": ("Oil, loans and a Belgian no", "Ledger & Coast", "By Ida Brandt", "3 December 2025", "stated in the text", "https://ledger-coast.example/markets/oil-loans?id=77&page=1", "inbox/004.html", "A"),
    "a7": ("Brigade leaves Romania", "Northern Wire", "", "29 October 2025", "from the address", "https://northern-wire.example/2025/10/29/romania", "inbox/005.eml", "B"),
    "a8": ("A region packs its bags", "Publisher not stated", "", "undated", "unknown", "", "inbox/006.txt", ""),
}  # fmt: skip


class Setter:
    """Sets lines from the sample articles and numbers lines, notes and codes as it goes."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self.count = 0
        self.notes: list[Note] = []
        self.codes: dict[tuple[str, int, int], str] = {}
        self.uses: dict[str, list[str]] = {}

    def next_line(self) -> str:
        self.count += 1
        return f"L{self.count:04d}"

    def evidence(self, article: str, text: str) -> Evidence:
        start = self.texts[article].index(text)
        return Evidence(article, start, start + len(text), text)

    def code(self, evidence: Evidence, line: str) -> str:
        key = (evidence.article, evidence.start, evidence.end)
        code = self.codes.setdefault(key, f"P{len(self.codes) + 1:02d}")
        self.uses.setdefault(code, []).append(line)
        return code

    def passage(self, article: str, text: str, edits: Sequence[tuple[str, str, str]] = (), noted: bool = True) -> Line:
        """A passage; `edits` are (role, the article's words, the printed words), in the order of the text."""
        evidence, line = self.evidence(article, text), self.next_line()
        pieces = tuple(_pieces(text, edits))
        code = self.code(evidence, line)
        printed = "".join(piece.text for piece in pieces)
        notes = (self.note(line, code, evidence),) if noted else ()
        return Line(
            line, "passage", printed, pieces, notes, (code,), (evidence,), "", (), f"{article}:{evidence.start}"
        )

    def note(self, line: str, code: str, evidence: Evidence) -> int:
        _, publisher, _, day, _, url, *_ = _about(evidence.article)
        words = evidence.text.split(" ")
        opening = evidence.text if len(words) <= 14 else " ".join(words[:12]) + "…"
        number = len(self.notes) + 1
        self.notes.append(Note(number, line, code, publisher, day, opening, url))
        return number

    def computed(self, text: str, *passages: tuple[str, str], value: str = "", template: str = "sample") -> Line:
        evidence = tuple(self.evidence(article, words) for article, words in passages)
        line = self.next_line()
        codes = tuple(dict.fromkeys(self.code(item, line) for item in evidence))
        data = (Datum("value", value, "stated", evidence),) if value else ()
        return Line(line, "computed", text, (), (), codes, evidence, template, data)

    def sources(self) -> tuple[SourceEntry, ...]:
        return tuple(self._source(number, article) for number, article in enumerate(self.texts, 1))

    def _source(self, number: int, article: str) -> SourceEntry:
        headline, publisher, byline, day, basis, url, path, grade = _about(article)
        own = sorted((key, code) for key, code in self.codes.items() if key[0] == article)
        passages = tuple(self._annexed(key, code) for key, code in own)
        return SourceEntry(f"S{number}", article, publisher, headline, byline, day, basis, grade, url, path, passages)

    def _annexed(self, key: tuple[str, int, int], code: str) -> Passage:
        article, start, end = key
        text = self.texts[article]
        before, after = text[max(0, start - 70) : start], text[end : end + 70]
        before = "… " + before.partition(" ")[2] if start > 70 else before
        after = after.rpartition(" ")[0] + " …" if len(after) == 70 else after
        notes = tuple(note.number for note in self.notes if note.code == code)
        return Passage(
            code, Evidence(article, start, end, text[start:end]), before, after, tuple(self.uses[code]), notes
        )


def _about(article: str) -> tuple[str, ...]:
    return ABOUT.get(article) or ABOUT["a" + str(int("".join(filter(str.isdigit, article)) or 1) % 8 + 1)]


def _pieces(text: str, edits: Sequence[tuple[str, str, str]]) -> list[Piece]:
    pieces: list[Piece] = []
    rest = text
    for role, words, printed in edits:
        anchor, after = (words[:-1], True) if words.endswith("|") else (words, False)
        before, found, rest = rest.partition(anchor)
        assert found, (words, text)
        if after:
            before, found = before + found, ""
        if before:
            pieces.append(Piece("verbatim", before, before))
        pieces.append(Piece(role, printed, found))  # type: ignore[arg-type]
    return [*pieces, Piece("verbatim", rest, rest)] if rest else pieces


def _day(value: str) -> Time:
    return Time(value, "day", value, "stated") if value else Time()


def _item(setter: Setter, lines: Sequence[Line], sourcing: Line, **about: object) -> Item:
    values = {"markers": (), "date": "undated", "section": "diplomacy", "places": (), **about}
    return Item(lead=lines[0], support=tuple(lines[1:]), sourcing=sourcing, event=f"e{setter.count}", **values)  # type: ignore[arg-type]


def _figure(line: Line, speaker: str = "", date: str = "3 December 2025", markers: tuple[Marker, ...] = ()) -> Figure:
    return Figure(line, speaker, date, markers)


def sample_brief(audience: str = "weekly", product: str = "Weekly intelligence brief") -> Brief:
    """An ordinary week: four sections, disputes, voices, gaps, undated and unnamed sources."""
    s = Setter(TEXTS)
    p = s.passage
    bottom = (
        p("a1", "The talks brought no agreement on territory, Kremlin aide Yuri Ushakov told reporters after midnight.", [("insert", " after midnight|", " [on 3 December]")]),
        p("a6", "The European Commission will propose a loan built on frozen Russian assets, its president announced on Wednesday.", [("insert", " on Wednesday|", " [3 December]")]),
    )  # fmt: skip
    developments = _developments(s)
    numbers = (
        _figure(s.computed("28 points in the first American plan", ("a2", "The plan began at 28 points"), value="28")),
        _figure(
            s.computed("51,800 households without power", ("a5", "51,800 households"), value="51,800"),
            "Yuri Ushakov",
            markers=("claim", "single source"),
        ),
        _figure(
            s.computed(
                "55 % and 60 % of the country's gas works", ("a5", "between 55 % and 60 %"), value="55 % and 60 %"
            ),
            date="reported 3 December 2025",
        ),
    )
    changes = (
        s.computed("New: 9 events."),
        s.computed("With further reports: 2 events."),
        s.computed("Figure revised: 600,000, before 800,000.", ("a2", "600,000")),
        s.computed("No longer reported: 1 event."),
    )
    sections = _sections(s)
    disputes = _disputes(s)
    voices = _voices(s)
    timeline = _timeline(s)
    coverage = (
        s.computed("8 articles read, from 5 publishers; 3 articles name no publisher."),
        s.computed("5 articles are dated by text, file or address; 1 by inference; 2 not dated."),
        s.computed("Oldest report 5 September 2025; newest 3 December 2025."),
    )
    gaps = (
        s.computed("Prisoners and exchanges: no report.", template="gap_none"),
        s.computed("Energy: 1 article, 1 origin.", template="gap_some"),
        s.computed("Human rights: no report.", template="gap_none"),
    )
    omissions = (
        s.computed("4 passages or files left out: not about the situation."),
        s.computed("1 passage or file left out: duplicate."),
    )
    return Brief(
        situation="russia-ukraine", title="Russia–Ukraine war", audience=audience, product=product, date="2025-12-05",
        dateline="Week to Friday 5 December 2025", period=Period("2025-11-29", "2025-12-05"), marking="TLP:CLEAR",
        headline=None, bottom_line=bottom, developments=developments, changes=changes, sections=sections,
        disputes=disputes, voices=voices, timeline=timeline, places=PLACES, numbers=numbers, activity=_activity(),
        coverage=coverage, gaps=gaps, omissions=omissions, judgements=(), notes=tuple(s.notes), sources=s.sources(),
    )  # fmt: skip


def _developments(s: Setter) -> tuple[Item, ...]:
    p = s.passage
    first = [
        p("a1", "Two American envoys sat with President Vladimir Putin for more than four hours on Tuesday night.", [("insert", " on Tuesday night|", " [2 December]")]),
        p("a1", "“We agreed that we would not disclose the substance of what was discussed,” Ushakov said."),
        p("a1", "He called the conversation “useful, constructive and rather substantive.”", [("insert", "He", "[Ushakov]")]),
    ]  # fmt: skip
    second = [
        p(
            "a2",
            "The plan began at 28 points and came out of Geneva with 19, two officials familiar with the text said.",
        ),
        p("a2", "Moscow has said again and again that it must have all of Donetsk region."),
    ]
    third = [
        p("a1", "A video shown that evening had him praising the capture of Pokrovsk, which Ukraine's general staff denied.", [("insert", "him", "[Putin]"), ("typography", "Ukraine's", "Ukraine’s")]),
        p("a1", "Ukrainian troops still held the northern districts and were counter-attacking, the army said."),
    ]  # fmt: skip
    fourth = [
        p(
            "a5",
            "Power was cut in Odesa region for 51,800 households after a strike on a substation, the operator DTEK said.",
        ),
    ]
    fifth = [
        p("a6", "Belgium called the scheme the worst of the options."),
    ]
    return (
        _item(s, first, s.computed("Reported by 2 articles of 2 publishers, 1 origin.", ("a1", "more than four hours")), date="2 December 2025", places=("Moscow",), markers=("single source",)),
        _item(s, second, s.computed("Reported by Radio Baltica alone.", ("a2", "The plan began")), date="3 December 2025", markers=("single source", "claim"), places=("Geneva",)),
        _item(s, third, s.computed("Reported by Northern Wire alone.", ("a1", "the capture of Pokrovsk")), section="battlefield", date="2 December 2025", markers=("disputed", "denied"), places=("Pokrovsk", "Donetsk")),
        _item(s, fourth, s.computed("Reported by one article that names no publisher.", ("a5", "Power was cut")), section="battlefield", date="undated", markers=("undated", "single source"), places=("Odesa",)),
        _item(s, fifth, s.computed("Reported by Ledger & Coast alone.", ("a6", "Belgium called")), section="sanctions", date="3 December 2025", markers=("single source",), places=("Brussels",)),
    )  # fmt: skip


def _sections(s: Setter) -> tuple[SectionBlock, ...]:
    p, one = s.passage, s.computed
    diplomacy = (
        _item(s, [p("a2", "President Volodymyr Zelenskyy said in Dublin on Tuesday that he feared Washington might lose interest.", [("insert", " on Tuesday|", " [2 December]")])], one("Reported by 2 articles of 2 publishers, 2 origins.", ("a2", "in Dublin")), date="2 December 2025", places=("Dublin",), markers=("claim",)),
        _item(s, [p("a1", "Before the meeting Putin accused European governments of blocking an end to the war and called their amendments “absolutely unacceptable.”")], one("Reported by Northern Wire alone.", ("a1", "Before the meeting")), date="2 December 2025", markers=("claim", "single source")),
    )  # fmt: skip
    older = (
        _item(s, [p("a4", "Twenty-six countries had promised a day earlier to take part in a force after a ceasefire, the French president said.", [("insert", " a day earlier|", " [on 4 September]")])], one("Reported by one article that names no publisher.", ("a4", "Twenty-six")), date="4 September 2025 (inferred)", markers=("planned", "single source", "background")),
    )  # fmt: skip
    battle = (
        _item(s, [p("a8", "Village after village in Zaporizhzhia region is being emptied, volunteers say."), p("a8", "Nobody gave a figure for those who stayed in Huliaipole.")], one("Reported by one article that names no publisher.", ("a8", "Village")), section="battlefield", markers=("undated", "single source", "claim"), places=("Huliaipole", "Zaporizhzhia")),
    )  # fmt: skip
    battle_old = (
        _item(s, [p("a3", "A drone strike on Kyiv in the night to Sunday killed three people, Mayor Vitali Klitschko said, among them an infant.", [("insert", " in the night to Sunday|", " [7 September]")]), p("a3", "Rescue services later put the dead at four.")], one("Reported by The Harbour Post alone.", ("a3", "A drone strike")), section="battlefield", date="7 September 2025", markers=("disputed", "background"), places=("Kyiv",)),
    )  # fmt: skip
    sanctions_old = (
        _item(s, [p("a6", "Washington put its two heaviest blows yet on Russian oil on 22 October, when the Treasury named Rosneft and Lukoil."), p("a6", "India's refiners were weighing whether to stop buying, traders said.", [("typography", "India's", "India’s")])], one("Reported by Ledger & Coast alone.", ("a6", "Washington put")), section="sanctions", date="22 October 2025", markers=("single source", "background"), places=("Washington",)),
    )  # fmt: skip
    side = (
        _item(s, [p("a5", "Berlin has paid a third of the €390 million in the energy fund.")], one("Reported by one article that names no publisher.", ("a5", "Berlin has paid")), section="side-stories", markers=("undated", "single source"), places=("Berlin",)),
    )  # fmt: skip
    side_old = (
        _item(s, [p("a7", "The United States will not replace a brigade that leaves Romania, the Pentagon said."), p("a7", "Bucharest expects that 700 to 800 soldiers will go and about 1,000 will stay.")], one("Reported by Northern Wire alone.", ("a7", "The United States")), section="side-stories", date="29 October 2025", markers=("planned", "background"), places=("Romania",)),
    )  # fmt: skip
    return (
        SectionBlock("diplomacy", "Diplomacy", diplomacy, older),
        SectionBlock("battlefield", "Battlefield", battle, battle_old),
        SectionBlock("sanctions", "Sanctions and pressure", (), sanctions_old),
        SectionBlock("side-stories", "Side stories", side, side_old),
    )


def _disputes(s: Setter) -> tuple[Dispute, ...]:
    def row(value: str, speaker: str, day: str, article: str, text: str) -> DisputeRow:
        return DisputeRow(value, speaker, day, s.computed(value, (article, text), value=value))

    ceiling = s.computed("Accounts of the ceiling on Ukraine's forces differ.", ("a2", "600,000"), ("a2", "800,000"))
    dead = s.computed("Accounts of the dead differ.", ("a3", "three people"), ("a3", "four"))
    pokrovsk = s.computed("One account denies what another reports.", ("a1", "the capture of Pokrovsk"))
    words = s.computed("Words of Vladimir Putin are given in different forms.", ("a3", "legitimate targets,"))
    return (
        Dispute(ceiling, "figure", (
            row("below 100,000", "Russia", "undated", "a2", "a ceiling below 100,000"),
            row("600,000", "first American draft", "undated", "a2", "600,000"),
            row("800,000", "European counter-proposal", "undated", "a2", "800,000"),
        )),
        Dispute(dead, "figure", (
            row("three", "Vitali Klitschko", "7 September 2025", "a3", "three people"),
            row("four", "rescue services", "7 September 2025", "a3", "put the dead at four"),
        )),
        Dispute(pokrovsk, "polarity", (
            row("the capture of Pokrovsk", "Vladimir Putin", "2 December 2025", "a1", "the capture of Pokrovsk"),
            row("denied", "Ukraine’s general staff", "2 December 2025", "a1", "which Ukraine's general staff denied"),
        )),
        Dispute(words, "wording", (
            row("“We assume that they will be legitimate targets,”", "Vladimir Putin", "5 September 2025", "a3", "“We assume that they will be legitimate targets,”"),
            row("“We proceed from the fact that these would be lawful targets for destruction,”", "Vladimir Putin", "5 September 2025 (inferred)", "a4", "“We proceed from the fact that these would be lawful targets for destruction,”"),
        )),
    )  # fmt: skip


def _voices(s: Setter) -> tuple[Voice, ...]:
    p = s.passage
    return (
        Voice("Volodymyr Zelenskyy", "Kyiv", (
            p("a2", "“There will be no simple solutions,” he said. “Everything has to be fair and open.”", [("insert", " he", " [Zelenskyy]")]),
        ), ("2 December 2025",)),
        Voice("Vladimir Putin", "Moscow", (
            p("a4", "“We proceed from the fact that these would be lawful targets for destruction,” he told the forum.", [("insert", " he", " [Putin]")]),
            p("a3", "Any foreign soldier sent to Ukraine would be a legitimate target, Putin told a forum in Vladivostok on 5 September."),
        ), ("5 September 2025 (inferred)", "5 September 2025")),
        Voice("Economy minister of Germany", "", (
            p("a5", "Germany's economy minister said in Kyiv that between 55 % and 60 % of the country's gas works had been damaged.", [("typography", "Germany's", "Germany’s")]),
        ), ("undated",)),
    )  # fmt: skip


def _timeline(s: Setter) -> tuple[TimelineRow, ...]:
    def row(value: str, printed: str, section: str, article: str, text: str, inside: bool) -> TimelineRow:  # noqa: PLR0917
        return TimelineRow(_day(value), printed, section, s.passage(article, text, noted=False), inside)

    return (
        row("2025-09-04", "4 September 2025 (inferred)", "diplomacy", "a4", "Twenty-six countries had promised a day earlier to take part in a force after a ceasefire", False),
        row("2025-09-05", "5 September 2025", "diplomacy", "a3", "Any foreign soldier sent to Ukraine would be a legitimate target, Putin told a forum in Vladivostok on 5 September.", False),
        row("2025-09-07", "7 September 2025", "battlefield", "a3", "A drone strike on Kyiv in the night to Sunday killed three people", False),
        row("2025-10-22", "22 October 2025", "sanctions", "a6", "Washington put its two heaviest blows yet on Russian oil on 22 October", False),
        row("2025-10-29", "29 October 2025", "side-stories", "a7", "The United States will not replace a brigade that leaves Romania, the Pentagon said.", False),
        row("2025-11", "November 2025", "diplomacy", "a2", "The plan began at 28 points and came out of Geneva with 19", False),
        row("2025-12-02", "2 December 2025", "diplomacy", "a1", "Two American envoys sat with President Vladimir Putin for more than four hours on Tuesday night.", True),
        row("2025-12-02", "2 December 2025", "battlefield", "a1", "A video shown that evening had him praising the capture of Pokrovsk", True),
        row("2025-12-03", "3 December 2025", "sanctions", "a6", "Belgium called the scheme the worst of the options.", True),
    )  # fmt: skip


PLACES = (
    PlaceMark("Kyiv", "city", "UA", "Kyiv City", 50.45, 30.52, ("P27",)),
    PlaceMark("Pokrovsk", "city", "UA", "Donetsk Oblast", 48.28, 37.18, ("P05", "P06")),
    PlaceMark("Huliaipole", "city", "UA", "Zaporizhzhia Oblast", 47.66, 36.26, ("P24",)),
    PlaceMark("Zaporizhzhia", "region", "UA", "Zaporizhzhia Oblast", 47.84, 35.14, ("P23",)),
    PlaceMark("Odesa", "region", "UA", "Odesa Oblast", 46.48, 30.73, ("P09",)),
    PlaceMark("Donetsk", "region", "UA", "Donetsk Oblast", 48.0, 37.8, ("P04",)),
    PlaceMark("Moscow", "city", "RU", "Moscow", 55.75, 37.62, ("P01",)),
    PlaceMark("Romania", "country", "RO", "", 45.94, 24.97, ("P30",)),
    PlaceMark("Geneva", "city", "CH", "Geneva", 46.2, 6.15, ("P03",)),
)


def _activity() -> tuple[Bar, ...]:
    days = ("29 Nov", "30 Nov", "1 Dec", "2 Dec", "3 Dec", "4 Dec", "5 Dec")
    counts = {
        "diplomacy": (0, 1, 1, 6, 4, 0, 1),
        "battlefield": (1, 0, 2, 3, 1, 1, 0),
        "sanctions": (0, 0, 0, 0, 3, 1, 0),
        "side-stories": (0, 0, 1, 0, 0, 0, 0),
    }
    return tuple(
        Bar(day, key, value) for key, values in counts.items() for day, value in zip(days, values, strict=True)
    )


def empty_brief() -> Brief:
    """A week in which next to nothing was found: one item, empty sections, no places, no timeline."""
    s = Setter(TEXTS)
    line = s.passage("a8", "Village after village in Zaporizhzhia region is being emptied, volunteers say.")
    item = _item(s, [line], s.computed("Reported by one article that names no publisher.", ("a8", "Village")))
    empty = s.computed("No report of the period falls under this section.")
    blocks = tuple(
        SectionBlock(key, title, (), (), s.computed(empty.text))
        for key, title in (("diplomacy", "Diplomacy"), ("battlefield", "Battlefield"))
    )
    return replace(
        sample_brief(), bottom_line=(), developments=(item,), changes=(), sections=blocks, disputes=(), voices=(),
        timeline=(), places=(), numbers=(), activity=(), gaps=(), omissions=(), coverage=(), headline=None,
        notes=tuple(s.notes), sources=tuple(source for source in s.sources() if source.passages),
    )  # fmt: skip


HOSTILE = (
    "<script>alert(1)</script> {{ 7 * 7 }} {% raw %} </span></p> &amp; said the mayor of <b>Kyiv</b>.",
    "حذر الرئيس من أن القوات الأجنبية ستكون أهدافا مشروعة، said the agency.",
    "基辅市长表示，无人机袭击造成三人死亡。",
    "The word Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    + "x" * 150
    + " was printed.",
    "A very long quotation: “" + "we will not accept a settlement that is signed over our heads, " * 14 + "never.”",
    "Prices rose 3–4 % to €1,234.56 — “efficient offices”, the first official said; ﬁnal ﬂows of ½ and 10² km².",
    "--></style><style>*{display:none}</style><!-- ]]> \\u003c/script> was the text of the leaflet.",
)


def hostile_brief() -> Brief:
    """Text that tries to leave its place: markup, template code, other scripts, endless words."""
    texts = {f"h{number}": text for number, text in enumerate(HOSTILE)}
    s = Setter(texts)
    items = tuple(
        _item(s, [s.passage(key, text)], s.computed("Reported by one article that names no publisher.", (key, text[:12])), section=("diplomacy", "battlefield")[number % 2], markers=("claim", "single source"), places=("<i>Kyiv</i>",))
        for number, (key, text) in enumerate(texts.items())
    )  # fmt: skip
    rows = tuple(
        TimelineRow(_day(f"2025-12-0{number + 1}"), f"{number + 1} December 2025", "diplomacy", s.passage(key, text, noted=False), True)
        for number, (key, text) in enumerate(texts.items())
    )  # fmt: skip
    blocks = (
        SectionBlock("diplomacy", "Diplomacy <b>&", items[2:], ()),
        SectionBlock(
            "battlefield", "Battlefield", (), (), s.computed("No report of the period falls under this section.")
        ),
    )
    return replace(
        sample_brief(), title="A & B <war> “quoted”", bottom_line=(), developments=items[:2], changes=(), sections=blocks,
        disputes=(), voices=(), timeline=rows, places=tuple(replace(place, codes=("P01",)) for place in PLACES), numbers=(), coverage=(), gaps=(), omissions=(),
        notes=tuple(s.notes), sources=s.sources(),
    )  # fmt: skip


def big_brief(events: int = 100, notes: int = 300) -> Brief:
    """Many events with several sentences each, and a long timeline: for speed and for lost notes."""
    each = max(1, notes // events)
    sentences = [
        f"Report {number} says that column {number % 7} moved {number * 3 + 1} kilometres along the road to the river, "
        f"and that the commander of group {number % 11} asked for {number % 90 + 10} more vehicles before winter."
        for number in range(events * each)
    ]
    texts = {
        f"b{block}": " ".join(sentences[block * 30 : block * 30 + 30]) for block in range((len(sentences) + 29) // 30)
    }
    s = Setter(texts)
    items = []
    for event in range(events):
        numbers = range(event * each, event * each + each)
        lines = [s.passage(f"b{number // 30}", sentences[number]) for number in numbers]
        sourcing = s.computed(
            "Reported by 2 articles of 2 publishers, 1 origin.", (f"b{numbers[0] // 30}", sentences[numbers[0]])
        )
        items.append(
            _item(
                s,
                lines,
                sourcing,
                section=("diplomacy", "battlefield")[event % 2],
                date="2 December 2025",
                markers=("claim",),
            )
        )
    rows = tuple(
        TimelineRow(_day(f"2025-{7 + event % 6:02d}-{event % 27 + 1:02d}"), "as reported", item.section, replace(item.lead, id=s.next_line(), notes=()), event % 6 == 5)
        for event, item in enumerate(items[:60])
    )  # fmt: skip
    blocks = (
        SectionBlock("diplomacy", "Diplomacy", tuple(items[5::2]), ()),
        SectionBlock("battlefield", "Battlefield", tuple(items[6::2]), ()),
    )
    base = sample_brief()
    return replace(
        base, bottom_line=(), developments=tuple(items[:5]), changes=(), sections=blocks, disputes=(), voices=(),
        timeline=rows, places=tuple(replace(place, codes=("P01",)) for place in PLACES), numbers=(), coverage=(), gaps=(), omissions=(), notes=tuple(s.notes), sources=s.sources(),
    )  # fmt: skip


def ledger_of(brief: Brief) -> str:
    """The ledger of a brief as JSON."""
    return TypeAdapter(Ledger).dump_json(Ledger("0", brief.situation, brief.audience, brief), indent=1).decode()


def write_sample() -> None:
    """Write the ordinary sample to the package's data."""
    SAMPLE.write_bytes(TypeAdapter(Brief).dump_json(sample_brief(), indent=1) + b"\n")


if __name__ == "__main__":
    write_sample()
