"""Layouts that are not among the first five: each dump beside what must come out of it."""

from typing import NamedTuple

import pytest

from briefgen.sources.dumps import read_dump

P1 = "Rescuers pulled eleven people from the rubble of a hotel on Thursday, two days after an earthquake levelled the old town and cut its water supply."
P2 = 'Mayor Ilse Brandt said the search would go on through the night. "Every hour counts," she told reporters at the station.'
P3 = "Brandt asked drivers to leave the coastal road free for ambulances, and the army set up a field hospital in the stadium."
Q1 = "Dockworkers in three ports ended a strike on Friday after owners agreed to raise wages by 6% over two years, their union said."
Q2 = "The deal came after a night of talks in the customs house. Union leader Omar Haddad called it fair."
R1 = "Astronomers have found a comet that will pass inside the orbit of Mars in March. The comet was seen first by Lucia Prado, a teacher who searches the sky from her roof. Prado said she had thought it was a smudge on the lens."
OTHERS = "Bakers warn of dearer bread\n2 minutes ago 3 min read EUROPE\nOld cinema to reopen\n3 minutes ago 4 min read EUROPE"
HOTEL, DOCK = "Hotel rescue goes on", "Dock strike ends"
LONG_HOTEL = "Hotel rescue goes on in the old town"


class Got(NamedTuple):
    headline: str | None
    paragraphs: tuple[str, ...]
    url: str | None = None
    published: str = ""
    byline: str | None = None
    publisher: str | None = None


DUMPS: dict[str, tuple[str, tuple[Got, ...]]] = {
    "a date above each headline": (
        f"2025-11-03\n{HOTEL}\n\n{P1}\n\n{P2}\n\n2025-11-04\n{DOCK}\n\n{Q1}\n\n{Q2}\n",
        (Got(HOTEL, (P1, P2), published="2025-11-03"), Got(DOCK, (Q1, Q2), published="2025-11-04")),
    ),
    "labels above each story": (
        f"Date: 2025-11-03\nTitle: {HOTEL}\nSource: Reuters\n\n{P1}\n\nDate: 2025-11-04\nTitle: {DOCK}\nSource: Lake Post\n\n{Q1}\n",
        (
            Got(HOTEL, (P1,), published="2025-11-03", publisher="Reuters"),
            Got(DOCK, (Q1,), published="2025-11-04", publisher="Lake Post"),
        ),
    ),
    "a story right under a contact line and right under a tail of other stories": (
        f"date 2025-11-03 {P1}\n{P3}\nWrite to Jane Doe at jane@post.example\n{Q1}\n{Q2}\nAuthor: Ann Roe\nShare\n{OTHERS}\n{R1}\n",
        (
            Got(None, (P1, P3), published="2025-11-03", byline="Jane Doe"),
            Got(None, (Q1, Q2), byline="Ann Roe"),
            Got(None, (R1,)),
        ),
    ),
    "numbered": (
        f"Article 1\n{HOTEL}\n{P1}\n{P2}\nArticle 2\n{DOCK}\n{Q1}\n{Q2}\n",
        (Got(HOTEL, (P1, P2)), Got(DOCK, (Q1, Q2))),
    ),
    "Markdown of the first level with subheads": (
        f"# {HOTEL}\n\n{P1}\n\n## The army helps\n\n{P3}\n\n# {DOCK}\n\n{Q1}\n",
        (Got(HOTEL, (P1, P3)), Got(DOCK, (Q1,))),
    ),
    "Markdown of the second level": (
        f"## {HOTEL}\n\n{P1}\n\n{P3}\n\n## {DOCK}\n\n{Q1}\n",
        (Got(HOTEL, (P1, P3)), Got(DOCK, (Q1,))),
    ),
    "underlined headlines": (
        f"{HOTEL}\n====================\n\n{P1}\n\n{DOCK}\n================\n\n{Q1}\n",
        (Got(HOTEL, (P1,)), Got(DOCK, (Q1,))),
    ),
    "headlines that are links": (
        f"## [{HOTEL}](https://a.example/hotel)\n\n{P1}\n\n## [{DOCK}](https://b.example/dock)\n\n{Q1}\n",
        (Got(HOTEL, (P1,), url="https://a.example/hotel"), Got(DOCK, (Q1,), url="https://b.example/dock")),
    ),
    "no blank line anywhere": (
        f"{LONG_HOTEL}\n{P1}\n{P2}\nhttps://a.example/hotel-rescue-goes-old-town\n{DOCK}\n{Q1}\nhttps://b.example/dock-strike-ends\n",
        (
            Got(LONG_HOTEL, (P1, P2), url="https://a.example/hotel-rescue-goes-old-town"),
            Got(DOCK, (Q1,), url="https://b.example/dock-strike-ends"),
        ),
    ),
    "headlines that end with a full stop": (
        f"{LONG_HOTEL}.\n\n{P1}\nhttps://a.example/hotel-rescue-goes-on-old-town\n\n{DOCK} after long night.\n\n{Q1}\nhttps://b.example/dock-strike-ends-after-long-night\n",
        (
            Got(f"{LONG_HOTEL}.", (P1,), url="https://a.example/hotel-rescue-goes-on-old-town"),
            Got(f"{DOCK} after long night.", (Q1,), url="https://b.example/dock-strike-ends-after-long-night"),
        ),
    ),
    "links without headlines": (
        f"https://a.example/hotel-rescue\n\n{P1}\n\n{P2}\n\nhttps://b.example/dock-strike\n\n{Q1}\n",
        (
            Got(None, (P1, P2), url="https://a.example/hotel-rescue"),
            Got(None, (Q1,), url="https://b.example/dock-strike"),
        ),
    ),
    "link and date at the end": (
        f"{HOTEL}\n\n{P1}\n\nhttps://a.example/x1\nPublished: 3 November 2025\n\n{DOCK}\n\n{Q1}\n\nhttps://a.example/x2\nPublished: 4 November 2025\n",
        (
            Got(HOTEL, (P1,), url="https://a.example/x1", published="2025-11-03"),
            Got(DOCK, (Q1,), url="https://a.example/x2", published="2025-11-04"),
        ),
    ),
    "byline with a date, and a sentence that opens with By": (
        f"{LONG_HOTEL}\n\nBy Jane Doe | November 3, 2025 10:40 a.m. ET\n\n{P1}\n\nBy Friday, the army had left the old town.\n",
        (
            Got(
                LONG_HOTEL,
                (P1, "By Friday, the army had left the old town."),
                published="2025-11-03",
                byline="Jane Doe",
            ),
        ),
    ),
    "an agency's ruled-off credits": (
        f"{LONG_HOTEL}\n\nBy JANE DOE\n\nPORTO, Portugal (AP) — {P1}\n\n___\n\nAssociated Press writers John Roe in Lisbon and Mary Moe in Porto contributed to this report.\n\n___\n\nFollow AP's coverage of quakes at https://apnews.com/hub/quakes\n",
        (Got(LONG_HOTEL, (P1,), byline="JANE DOE", publisher="Associated Press"),),
    ),
    "an agency's standards": (
        f"{LONG_HOTEL}\n\nNov 3 (Reuters) - {P1}\n\n(Reporting by Jane Doe; Editing by John Roe)\n\nOur Standards: The Thomson Reuters Trust Principles.\n",
        (Got(LONG_HOTEL, (P1,), publisher="Reuters"),),
    ),
    "outlet and date under the headline": (
        f"{LONG_HOTEL}\nThe Guardian\nNovember 3, 2025\n\n{P1}\n\n\nDock strike ends after a night of talks\nReuters\n4 November 2025\n\n{Q1}\n",
        (
            Got(LONG_HOTEL, (P1,), published="2025-11-03", publisher="The Guardian"),
            Got("Dock strike ends after a night of talks", (Q1,), published="2025-11-04", publisher="Reuters"),
        ),
    ),
    "a question as subhead": (
        f" date 2025-11-03 {P1}\n\nWhat do we know about the quake so far?\n\n{P2}\n",
        (Got(None, (P1, P2), published="2025-11-03"),),
    ),
    "long subheads above a link of figures": (
        f"{LONG_HOTEL}\n\n{P1}\n\nArmy Sets Up Field Hospital In The Old Stadium\n\n{P2}\nhttps://a.example/article-1234\n\n{DOCK}\n\n{Q1}\nhttps://a.example/article-1235\n",
        (
            Got(LONG_HOTEL, (P1, P2), url="https://a.example/article-1234"),
            Got(DOCK, (Q1,), url="https://a.example/article-1235"),
        ),
    ),
    "links within the story": (
        f"{LONG_HOTEL}\n\n{P1}\n\nhttps://x.com/mayor/status/1\n\n{P2}\n\nREAD MORE: Quake levels town\n\nRelated: https://a.example/other\n\n{P3}\nhttps://a.example/article-1234",
        (Got(LONG_HOTEL, (P1, P2, P3), url="https://a.example/article-1234"),),
    ),
    "points with bullets before the story": (
        f"{LONG_HOTEL}\n\n- Eleven people were found alive\n- The army set up a field hospital\n\n{P1}\n",
        (Got(LONG_HOTEL, ("Eleven people were found alive", "The army set up a field hospital", P1)),),
    ),
    "items with bullets": (
        f"- {P1} {P2}\n- {Q1} {Q2}\n- {R1}\n",
        (Got(None, (f"{P1} {P2}",)), Got(None, (f"{Q1} {Q2}",)), Got(None, (R1,))),
    ),
    "a tail of other stories with blank lines": (
        f"{LONG_HOTEL}\n3 hours ago\n\n{P1}\n\nMore stories\n\nFerry names its first woman captain\n\n2 hours ago\n\nOld cinema to reopen as library\n\n5 hours ago\n",
        (Got(LONG_HOTEL, (P1,)),),
    ),
    "one paragraph": (P1, (Got(None, (P1,)),)),
    "emphasis and links in the text": (
        f"{LONG_HOTEL}\n\n{P1.replace('eleven people', '**eleven people**').replace('a hotel', '[a hotel](https://a.example/h)')}\n",
        (Got(LONG_HOTEL, (P1,)),),
    ),
}


@pytest.mark.parametrize("name", DUMPS)
def test_layout(name: str) -> None:
    text, expected = DUMPS[name]
    drafts, flaws = read_dump(text)
    found = tuple(
        Got(
            draft.headline,
            tuple(draft.text.split("\n\n")),
            draft.url,
            draft.published.value,
            draft.byline,
            want.publisher and draft.publisher,
        )
        for draft, want in zip(drafts, expected, strict=False)
    )
    assert found == expected
    assert len(drafts) == len(expected)
    assert flaws == ()


I1 = (
    "A ferry with ninety passengers ran onto a sandbank off the northern islands in thick fog early on Sunday. Lifeboats took everybody ashore "
    "within three hours, and nobody was hurt, the coastguard said. The vessel was pulled free at high water."
)
I2 = (
    "Wheat prices fell to their lowest level in four years after a record harvest in the southern plains. Traders expect exporters to sell "
    "quickly before silos fill, which would push bread flour down further by the end of the year."
)
I3 = (
    "An orchestra founded by refugees has won the main prize of the festival for young musicians. Its conductor told the audience that half of "
    "the players had never owned an instrument before they met in a school gymnasium two winters ago."
)
I4 = (
    "The ferry had left the main harbour at dawn although the coastguard had warned of fog for the whole morning, passengers said. Some "
    "of them waited on deck for two hours before lifeboats reached the sandbank, which is under water for most of the day."
)


def test_items_of_unlike_matters_are_told_apart_where_nobody_is_named() -> None:
    assert [draft.text for draft in read_dump(f"{I1}\n{I2}\n{I3}\n")[0]] == [I1, I2, I3]


def test_paragraphs_of_one_matter_stay_together_where_nobody_is_named() -> None:
    assert [draft.text for draft in read_dump(f"{I1}\n{I4}\n")[0]] == [f"{I1}\n\n{I4}"]


def test_an_article_is_not_older_than_its_picture() -> None:
    picture = "![People on a quay in Lowtown, May 3, 2025.](https://pictures.example/1.jpg)\n*A ferry on May 7, 2025. Photo: Jane Doe*"
    (draft,) = read_dump(f"{HOTEL}\n\n{P1}\n\n{picture}\n\n{P2}\n")[0]
    assert (draft.published.value, draft.published.basis) == ("2025-05-07/..", "inferred")
    assert draft.published.reason == "a picture in it is of 2025-05-07"
    (dated,) = read_dump(f"date 2025-05-09 {P1}\n\n{picture}\n\n{P2}\n")[0]
    assert dated.published.value == "2025-05-09"
