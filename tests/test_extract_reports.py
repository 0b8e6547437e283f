"""Reported speech by syntax: each test's docstring is the article."""

import pytest
from spacy.language import Language

from briefgen.data import load_lexicon
from briefgen.extract.quote_layout import lay_out
from briefgen.extract.report_cues import form_lemmas
from briefgen.extract.reports import find_reports
from briefgen.language.document import Document, read_document
from tests.conftest import make_article


def _contents(document: Document) -> list[tuple[str | None, str]]:
    layout = lay_out(document.doc)
    found = (report for number in range(len(layout.units)) for report in find_reports(layout, number))
    return [
        (report.speaker.text if report.speaker else None, document.text[slice(*report.content)]) for report in found
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The mayor said that the bridge was closed.", "The mayor", "the bridge was closed"),
        ("The bridge was closed, the mayor said on Monday.", "the mayor", "The bridge was closed"),
        ("The bridge, the mayor said, was closed.", "the mayor", "The bridge, the mayor said, was closed"),
        (
            "The mayor said after days of talks, the two sides had agreed on a plan.",
            "The mayor",
            "after days of talks, the two sides had agreed on a plan",
        ),
        (
            "The mayor said before the storm passed, the bridge would stay closed.",
            "The mayor",
            "before the storm passed, the bridge would stay closed",
        ),
        ("Officials urged residents to leave the coast.", "Officials", "to leave the coast"),
        ("Analysts believe prices will fall.", "Analysts", "prices will fall"),
        ("Ann Pell is confident that the dam will hold.", "Ann Pell", "the dam will hold"),
        ("Carl Benson's claim that he won was false.", "Carl Benson", "he won"),
        ("The union accused the owners of hiding the accident.", "The union", "hiding the accident"),
        ("Aid groups called for a truce on Sunday.", "Aid groups", "a truce"),
        ("Moscow denied the allegations.", "Moscow", "the allegations"),
        ("The group issued a statement saying the raid had failed.", "The group", "the raid had failed"),
        ("Aides cautioned against reading too much into one poll.", "Aides", "reading too much into one poll"),
        (
            "Prices will rise, a Marlow University poll released Friday found.",
            "a Marlow University poll",
            "Prices will",
        ),
        (
            "The hall burned down, Ann Cole, press officer for the county sheriff's office, told ABC News.",
            "Ann Cole",
            "The hall burned down",
        ),
        (
            "The dam broke, the head of the regional office of water and roads for the north, Ann Cole, said on Friday.",
            "Ann Cole",
            "The dam broke",
        ),
        (
            "Two engineers — Ann Cole and Carl Benson — both testified that the dam was weak.",
            "Two engineers",
            "the dam was weak",
        ),
        (
            "The dam held through the night, announced the county's governor, Ann Cole.",
            "the county's governor",
            "The dam held",
        ),
        ("OSLO: The dam held through the night, an official said.", "an official", "The dam held through the night"),
        (
            "Police have said that the fire followed a quarrel and asked for the help of the town.",
            "Police",
            "the help of the town",
        ),
        ("The council announced on Monday a ban on trucks.", "The council", "a ban on trucks"),
        ("Carl Benson offered a plan that, Ann Cole said, would cost millions.", "Ann Cole", "would cost millions"),
        (
            "The dam was safe, the Morning Post reported, quoted by two agencies.",
            "the Morning Post",
            "The dam was safe",
        ),
        ("As Ann Cole told reporters last week, the plan was flawed.", "Ann Cole", "the plan was flawed"),
        ("The plan was flawed, as the mayor noted.", "the mayor", "The plan was flawed"),
        ("As the city's envoy, Ann Cole, argues, the plan is flawed.", "Ann Cole", "the plan is flawed"),
        ("The owner hid the leak for years, the suit claims.", "the suit", "The owner hid the leak for years"),
        ("The mayor took to X to warn that the dam was weak.", "The mayor", "the dam was weak"),
        (
            "Ann Cole called on the council to further limit traffic.",
            "Ann Cole",
            "to further limit traffic",
        ),
        (
            "Aides argue the rules she signed — all drafted in May — should stand.",
            "Aides",
            "the rules she signed — all drafted in May — should stand",
        ),
        ("The plan, said Mayor Ann Cole, was flawed.", "Mayor Ann Cole", "The plan, said Mayor Ann Cole, was flawed"),
        (
            "Two of the state's four senators announced they would vote no.",
            "Two of the state's four senators",
            "they would",
        ),
        (
            "More than half of the nation's mayors have said they will not pay.",
            "More than half of the nation's mayors",
            "they",
        ),
        ("The clerk left early, his office says, but denies taking the keys.", "his office", "taking the keys"),
        ("Ann Cole said the road was open, and warned of more delays.", "Ann Cole", "more delays"),
        ("It was Ann Cole who said that the road was open.", "Ann Cole", "the road was open"),
        ("The Daily Courier, the party mouthpiece, had said that talks were over.", "Daily Courier", "talks were over"),
        ("Speaking at a plant here, Cole said the ban was over.", "Cole", "the ban was over"),
        ("There is growing concern among moderates that the party is adrift.", "moderates", "the party is adrift"),
        ("Ann Cole opposed a bill to fund the port, saying it would fail.", "Ann Cole", "it would fail"),
        ("Voters feel it went too far, while most mayors say it did not.", "Voters", "it went too far"),
        ("Rebels claim responsibility for the blast.", "Rebels", "responsibility for the blast"),
        ("The army reports 87 people, including eight guards, were killed.", "The army", "87 people, including"),
        ("NASA says the probe is lost.", "NASA", "the probe is lost"),
        ("The agency reports that as many as nine wells are dry.", "The agency", "as many as nine wells are dry"),
        ("The police asked for patience.", "The police", "patience"),
        ("Doctors warn of a wave of flu about to reach the north.", "Doctors", "a wave of flu"),
        ("Polls show a tight race in the north.", "Polls", "a tight race"),
        ("The senator called the vote a sham.", "The senator", "the vote a sham"),
        ("Farmers insist the water, when filtered, is safe.", "Farmers", "the water, when filtered, is safe"),
        ("Gov. Ann Cole, whose term ends soon, said Friday that the road is “shut.”", "Gov. Ann Cole", "the road is"),
        ("Most farmers don't believe the road is safe.", "Most farmers", "the road is safe"),
        ("The road is shut, two aides said, amid talk of a flood.", "two aides", "The road is shut"),
        (
            "Thousands of farmers marched on Sunday to demand the release of the mayor.",
            "Thousands of farmers",
            "the release",
        ),
        (
            "Sen. Ann Cole called Gov. Tom Dunn to warn that the road could flood.",
            "Sen. Ann Cole",
            "the road could flood",
        ),
        ("The Arab League calls on the Security Council to back its plan.", "Arab League", "to back its plan"),
        ("The group urged the introduction of a toll.", "The group", "the introduction of a toll"),
        ("Gov. Ann Cole said, for the sake of peace, farmers should wait.", "Gov. Ann Cole", "for the sake of peace"),
        ("Farmers said he had sold the road, a claim the mayor disputed.", "Farmers", "he had sold the road"),
        ("Aides described the talks as frank.", "Aides", "the talks as frank"),
        ("Some asked for a recount and questioned whether it was fair.", "Some", "whether it was fair"),
        ("Belarus imposed a toll on trucks, saying the road was worn.", "Belarus", "the road was worn"),
        ("Farmers blocked the road, saying it cost too much.", "Farmers", "it cost too much"),
        (
            "The court, the panel has ruled, may wait, though the office has estimated that few pay.",
            "the office",
            "few pay",
        ),
        ("Ann Cole notified the Supreme Court claiming a conflict of laws.", "Ann Cole", "a conflict of laws"),
        ("Ann Cole, the envoy, said he felt ill but warned that he would go.", "Ann Cole", "he would go"),
        ("Neighbors who oppose the plan say it will fail.", "Neighbors who oppose the plan", "it will fail"),
        ("Oman rejects Iran's demand to hand over the envoy.", "Iran", "to hand over the envoy"),
        ("According to Kyodo, quoting a paper, the army was on alert.", "Kyodo", "the army was on alert"),
        ("They turned back boats which, according to AFP, both states have criticised.", "AFP", "both states"),
        (
            "The court rejects the extradition of men accused by Chad of a role in the plot.",
            "Chad",
            "a role in the plot",
        ),
        (
            "Several members of the league state that only the mayor can act.",
            "Several members of the league",
            "only the",
        ),
        (
            "Ann Cole blocked the plan, saying the toll, against her advice, is unlawful.",
            "Ann Cole",
            "the toll, against her advice, is unlawful",
        ),
        ("Ann Cole tweets a call to boycott the paper.", "Ann Cole", "to boycott the paper"),
        ("The envoy resigns following Hale's announcement he will quit the accord.", "Hale", "he will quit the accord"),
        ("Ann Cole speaks of peace, pledges to uphold the treaty, and leaves.", "Ann Cole", "to uphold the treaty"),
        ("The court calls on the state to explain why the road is shut.", "The court", "to explain why"),
        ("Ann Cole announces that plans to build the road will be dropped.", "Ann Cole", "plans to build the road"),
        (
            "Ann Cole, the Ohio mayor who leads the board, pledged on Thursday to bring it up.",
            "Ann Cole",
            "to bring it up",
        ),
        ("The White House denies that account.", "White House", "that account"),
        (
            "Ann Cole, a member of the panel, told The Post the meeting gave them a voice.",
            "Ann Cole",
            "the meeting gave",
        ),
        (
            "Ann Cole said the focus will be on raising costs for the industry so Norland has less money.",
            "Ann Cole",
            "the focus will be on raising costs for the industry so Norland has less money",
        ),
        (
            "Ann Cole says the bill matters, because it may show others the way.",
            "Ann Cole",
            "the bill matters, because it may show others the way",
        ),
        (
            "Ann Cole spoke, brushing aside complaints from her own party that the army was idle.",
            "her own party",
            "the army was idle",
        ),
        ("Paul Hale was indicted on charges that he sold rifles to a friend.", "", "he sold rifles to a friend"),
        ("A farmer shouted that the road was shut.", "A farmer", "the road was shut"),
        (
            "The road is worn, according to an analysis by the Marlow Group.",
            "an analysis by the Marlow Group",
            "The road is worn",
        ),
        ("Economists expect two cuts this year.", "Economists", "two cuts this year"),
        ("In Ann Cole's view, the road is worn.", "Ann Cole", "the road is worn"),
        ("The message from Ann Cole was simple: The town would not pay.", "Ann Cole", "The town would not pay"),
        ("Ann Cole's claim to have won the race was false.", "Ann Cole", "to have won the race"),
        ("The senator allowed that the vote was close.", "The senator", "the vote was close"),
        ("Oslo reports 12 new cases in a day as tests carried out by clinics remain rare.", "Oslo", "12 new cases"),
        ("Ann Cole said the plan works but is worth another look.", "Ann Cole", "the plan works but is worth another"),
        ("The wardens note the find provided further proof.", "The wardens", "the find provided further proof"),
    ],
)
def test_frames(text: str, speaker: str, content: str, nlp: Language) -> None:
    found = _contents(read_document(nlp, make_article(text)))
    named = [((who or "").removeprefix("The "), what) for who, what in found]
    assert any(who == speaker.removeprefix("The ") and what.startswith(content) for who, what in named), found


@pytest.mark.parametrize(
    "text",
    [
        "He did not say how many people were hurt.",
        "She refused to say who had called.",
        "If the mayor says that it is closed, turn back.",
        "The turnout suggests that people were tired.",
        "The book was written in 1990.",
        "The state added a lane to the road.",
        "The fleet, estimated to hold 40 ships, left port.",
        "He requested anonymity to discuss the matter.",
        "A friend, who asked not to be identified, left early.",
        "The storm claimed five lives.",
        "The agency notified all 50 states of the change.",
        "A million people expected to attend stayed away.",
        "He met the priest said to be in hiding.",
        "The law lets them claim asylum.",
        "The aide, asked for comment, left the room.",
        "Farmers don't believe anything he says.",
        "Mayors in four states met with the storm expected to reach land on Friday.",
        "He helped write a bill that would have given them a path to work.",
        "The claims he made on Sunday were checked.",
        "The aide, asked to sum up the week, laughed.",
        "Ann Cole has no plans to retire.",
        "Ann Cole stopped short of saying that the sheriff should go.",
        "In Ann Cole's garden, the road is worn.",
        "The road from the mayor's house was simple: It had no turns.",
        "A fever killed two in the north of the state, the first cases reported from the current outbreak.",
        "When a clerk stopped them, Ann Cole said it again.",
        "The rules allow trucks on the bridge.",
    ],
)
def test_no_report(text: str, nlp: Language) -> None:
    assert _contents(read_document(nlp, make_article(text))) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor, who has said he will veto any tax on shops, met donors.", "he will veto any tax on shops"),
        ("The mayor said the toll would rise, a charge her rival denies.", "the toll would rise"),
        ("The mayor, who spoke for an hour, insisted she had read it.", "she had read it"),
        ("The mayor denied any part in the plot, which was hatched at her house.", "any part in the plot"),
        ("The mayor said the toll, a tax by another name, would rise.", "the toll, a tax by another name, would rise"),
    ],
)
def test_content_ends_where_the_reporter_goes_on(text: str, content: str, nlp: Language) -> None:
    assert [what for _, what in _contents(read_document(nlp, make_article(text)))] == [content]


SUMMING = load_lexicon("reporting")["summing"]


@pytest.mark.parametrize("text", SUMMING["examples"])
def test_summing_nouns_end_a_content(text: str, nlp: Language) -> None:
    found = _contents(read_document(nlp, make_article(text)))
    assert len(found) == 1
    assert "," not in found[0][1]


@pytest.mark.parametrize("text", SUMMING["counter_examples"])
def test_other_nouns_do_not_end_a_content(text: str, nlp: Language) -> None:
    assert "," in _contents(read_document(nlp, make_article(text)))[0][1]


def test_a_dateline_is_not_the_speaker(document: Document) -> None:
    """
    WASHINGTON — President Donald Trump said he would sign the bill.
    """
    assert [speaker for speaker, _ in _contents(document)] == ["President Donald Trump"]


def test_a_heading_above_is_not_the_speaker(document: Document) -> None:
    """
    Council votes on bridge

    Officials said the bridge would close.
    """
    assert _contents(document) == [("Officials", "the bridge would close")]


def test_participle_goes_back_to_the_speaker_and_not_to_the_clause(document: Document) -> None:
    """
    The Pentagon denied that this decision would weaken Europe, arguing that allies could do more.
    """
    assert [speaker for speaker, _ in _contents(document)] == ["The Pentagon", "The Pentagon"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The White House is expected to announce changes next week.", "to announce changes next week"),
        ("Ann Cole, who won two titles, is believed to be weighing a run.", "to be weighing a run"),
        ("The clerk was accused of breaking a state law.", "breaking a state law"),
        ("There were fears that the dam would break.", "the dam would break"),
    ],
)
def test_hearsay_has_no_speaker(text: str, content: str, nlp: Language) -> None:
    assert _contents(read_document(nlp, make_article(text))) == [(None, content)]


def test_a_subordinate_clause_ends_at_its_comma(document: Document) -> None:
    """Not long before Ann Cole announced she would travel to Rome, the Courier printed a letter about the visit."""
    assert _contents(document) == [("Ann Cole", "she would travel to Rome")]


@pytest.mark.parametrize(("form", "lemma"), [("said", "say"), ("begged", "beg"), ("denies", "deny"), ("vowing", "vow")])
def test_forms(form: str, lemma: str) -> None:
    assert lemma in form_lemmas(form)


@pytest.mark.parametrize(
    "text",
    [
        "As lawmakers argued, protesters blocked the bridge.",
        "As the mayor told the story, the crowd cheered.",
        "After Ann Cole concluded her opening remarks, the council voted.",
        "He left early, as he said he would.",
        "Police did not elaborate on the men's roles or say if the search went on.",
        "Four engineers testified over the course of two hearings Tuesday that lasted nine hours.",
        "The dam was built according to generally accepted principles.",
        "The flood killed 18 people, hours after mayors expressed optimism for the coming week.",
    ],
)
def test_what_went_on_meanwhile_is_no_report(text: str, nlp: Language) -> None:
    assert not _contents(read_document(nlp, make_article(text)))


def test_a_credit_at_the_end_is_no_content(document: Document) -> None:
    """Paul Hale stated this at a joint conference with Ann Cole, an Orbis correspondent reports."""
    assert "an Orbis correspondent reports" not in [content for _, content in _contents(document)]


def test_a_state_that_borders_states_nothing(document: Document) -> None:
    """Paul Hale, the governor of Kassa state that borders Norland, said only two people were hurt."""
    assert [content for _, content in _contents(document)] == ["only two people were hurt"]
