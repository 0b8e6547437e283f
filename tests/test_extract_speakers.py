"""Who speaks: each test's docstring is the article."""

import pytest
from spacy.language import Language

from briefgen.data import load_lexicon
from briefgen.extract.actors import extract_entities
from briefgen.extract.quotes import extract_quotations
from briefgen.extract.speaker_gender import name_gender
from briefgen.extract.speakers import resolve_pronoun
from briefgen.language.document import Document, read_document
from tests.conftest import make_article


def _speakers(document: Document) -> list[str | None]:
    found = extract_quotations(document, extract_entities(document))
    return [quotation.speaker.name if quotation.speaker else None for quotation in found]


def test_pronoun_and_surname(document: Document) -> None:
    """
    Karin Holt said the fee was illegal. She added that it would be fought. Holt hoped that others would join.
    """
    assert _speakers(document) == ["Karin Holt"] * 3


def test_names_that_tell_whose_the_people_are_speak_with_them(document: Document) -> None:
    """
    French and German officials said the fee was illegal. Clinton and Obama aides said it would be fought. Trump and Putin said it would not.
    """
    assert _speakers(document) == ["French and German officials", "Clinton and Obama aides", "Trump and Putin"]


def test_bodies_that_speak_together_keep_their_whole_names(document: Document) -> None:
    """
    Hamas and the Israeli government said the fee was illegal. Officials from Russia and China said it would be fought. The Ministry of Water and Forests of Chad said it would not.
    """
    assert _speakers(document) == [
        "Hamas and the Israeli government",
        "Officials from Russia and China",
        "Ministry of Water and Forests of Chad",
    ]


def test_who_issues_a_statement_or_a_campaign_speaks_in_it(document: Document) -> None:
    """
    The coalition issues a statement saying that nine people were hurt. Oxfam launches a campaign calling on the lenders to wait.
    """
    assert _speakers(document) == ["The coalition", "Oxfam"]


def test_a_participle_behind_an_after_clause_goes_on_from_the_main_clause(document: Document) -> None:
    """
    Ann Pell resigns after the ruling coalition in parliament collapsed, accusing lawmakers of putting politics first.
    """
    assert _speakers(document) == ["Ann Pell"]


def test_gender_never_conflicts(document: Document) -> None:
    """
    Ann Pell met Carl Benson on Monday. He said the talks went well. She said they did not.
    """
    assert _speakers(document) == ["Carl Benson", "Ann Pell"]


def test_two_equal_candidates_leave_it_open(document: Document) -> None:
    """
    Paul Hale and Carl Benson met on Monday. He said the talks had failed.
    """
    assert _speakers(document) == [None]


def test_title_and_office(document: Document) -> None:
    """
    Ukrainian President Volodymyr Zelenskyy met Russian President Vladimir Putin. "We want peace," the Ukrainian president said.
    """
    assert _speakers(document)[0] == "Volodymyr Zelenskyy"


def test_apposition_names_the_office(document: Document) -> None:
    """
    The mayor, Carl Benson, insisted the city had done nothing wrong. "We followed the rules," the mayor said.
    """
    assert _speakers(document) == ["Carl Benson", "Carl Benson"]


def test_elegant_variation(document: Document) -> None:
    """
    Amy Klobuchar said she was heartbroken. "These were our neighbors," the Minnesota senator said.
    """
    assert _speakers(document) == ["Amy Klobuchar", "Amy Klobuchar"]


def test_organisations_and_capitals_speak_for_themselves(document: Document) -> None:
    """
    The Kremlin said talks were under way. Kyiv said there were none. The Pentagon said it would wait.
    """
    assert _speakers(document) == ["Kremlin", "Kyiv", "Pentagon"]


def test_unnamed_source_keeps_its_description(document: Document) -> None:
    """
    A Western official said the offensive had stalled. "They are running out of men," the official said.
    """
    assert _speakers(document) == ["A Western official", "A Western official"]


def test_plural_pronoun(document: Document) -> None:
    """
    Ann Pell and Maria Soto condemned the vote. "We will sue," they said.
    """
    assert _speakers(document)[-1] == "Ann Pell and Maria Soto"


def test_resolve_pronoun_is_public(document: Document) -> None:
    """
    Ann Pell left the hall. She told nobody that she was ill.
    """
    entities = extract_entities(document)
    she = next(token for token in document.doc if token.text == "She")
    nobody = next(token for token in document.doc if token.text == "left")
    assert resolve_pronoun(she, document, entities) == "Ann Pell"
    assert resolve_pronoun(nobody, document, entities) is None


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Ann Pell", "female"),
        ("Carl Benson", "male"),
        ("Pat Lowe", None),
        ("Xyzzy Foo", None),
        ("Lvova Petrova", "female"),
    ],
)
def test_gender_of_names(name: str, gender: str | None) -> None:
    assert name_gender(name) == gender


def test_first_names_are_in_one_list_only() -> None:
    table = load_lexicon("roles")["gender"]
    for key in ("male", "female", "either"):
        names = table[key].split()
        assert all(name == name.lower() for name in names)


def test_title_left_of_the_subject(document: Document) -> None:
    """
    London Mayor Petra Khan says the air is foul. A diplomat at the United Nations says talks go on.
    """
    assert _speakers(document) == ["Petra Khan", "A diplomat at the United Nations"]


def test_name_before_a_long_apposition(document: Document) -> None:
    """
    Boyd, a refugee himself from what is today the northern city of Varden, called the issue "very dangerous."
    """
    assert _speakers(document) == ["Boyd"]


def test_unnamed_source_keeps_what_is_said_of_it(document: Document) -> None:
    """
    A person close to the envoy denied the account. Two people familiar with the talks said they had failed.
    """
    assert _speakers(document) == ["A person close to the envoy", "Two people familiar with the talks"]


def test_one_of_them(document: Document) -> None:
    """
    Two of his aides were there. "He picked the restaurant," one of them, Dana Feld, told the jury.
    """
    assert _speakers(document) == ["Dana Feld"]


def test_spokesman_for_somebody_in_apposition(document: Document) -> None:
    """
    A spokesman for the rival, former Sen. Judith Crane, called the remark "beneath the office."
    """
    assert _speakers(document) != ["Judith Crane"]


def test_half_sentence_after_an_inverted_speaker(document: Document) -> None:
    """
    "The timing stinks," said Rep. Carl Mendez (D-N.M.), who chairs the panel, "and everybody knows it."
    """
    assert _speakers(document) == ["Carl Mendez", "Carl Mendez"]


def test_those_accused_do_not_accuse(document: Document) -> None:
    """
    Fifteen men accused of robbing a bank in 2013 were freed.
    """
    assert _speakers(document) == []


def test_role_inside_a_name(document: Document) -> None:
    """
    Interviewer Jane Colby pressed the minister, Peter Grant. "Did you read it?" Colby asked.
    """
    assert _speakers(document) == ["Jane Colby"]


def test_titles_tell_two_of_one_surname_apart(document: Document) -> None:
    """
    Few people know Carl Brandt better than Susan Brandt, his sister. "Carl doesn't lose," Ms. Brandt said.

    Mr. Brandt laughed. "That sounds like her," he said.
    """
    assert _speakers(document) == ["Susan Brandt", "Carl Brandt"]


def test_relations_introduce_names(document: Document) -> None:
    """Her grandson Malik, a student, was not so sure. "He could have meant both," he said."""
    assert _speakers(document) == ["Malik"]


def test_it_is_the_document_told_about(document: Document) -> None:
    """The complaint names three deputies. It accuses the office of destroying records."""
    assert _speakers(document) == ["The complaint"]


def test_an_unnamed_source_is_taken_up_again(document: Document) -> None:
    """
    It is, in the words of one longtime adviser, "the strangest campaign of all."

    Every morning begins with the phone. "Then we find out what we are doing," the adviser said.
    """
    assert _speakers(document)[-1] == "one longtime adviser"


def test_a_name_inside_according_to_is_no_apposition(document: Document) -> None:
    """According to legend, Bill Harker was born in a cave."""
    assert _speakers(document) == ["legend"]


def test_speakers_stand_on_one_line(document: Document) -> None:
    """
    WORLD

    Ann Cole said the road was open.
    """
    quotations = extract_quotations(document, extract_entities(document))
    found = [quotation.speaker for quotation in quotations if quotation.speaker]
    assert [document.text[speaker.start : speaker.end] for speaker in found] == ["Ann Cole"]


def test_census_names() -> None:
    assert name_gender("Darla Stokes") == "female"
    assert name_gender("Wendell Stokes") == "male"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Former Secretary of State Ruth Cole spoke in Rome, calling the plan a threat, adding that it would fail.",
            "Ruth Cole",
        ),
        ("Representatives Ann Pell of Ohio and Tom Roe of Texas said they were ill.", "Ann Pell and Tom Roe"),
        ("Roe's chief of staff, Will Otto, later said the talks were over.", "Will Otto"),
        ("Her daughter and campaign manager, Ruth Hall, said that the vote was close.", "Ruth Hall"),
        ("Some Republicans worry that the strategy will fail.", "Some Republicans"),
        ("The Rights Observatory for Human Dignity said nine people had died.", "Rights Observatory for Human Dignity"),
    ],
)
def test_names_of_speakers(text: str, speaker: str, nlp: Language) -> None:
    assert _speakers(read_document(nlp, make_article(text)))[-1] == speaker


def test_a_description_beside_a_name_is_somebody_else(document: Document) -> None:
    """
    Mr. Wolfe lied about it. The judge told Mr. Wolfe to surrender his passport. "Not in my courtroom," she warned him.
    """
    assert _speakers(document)[-1] == "The judge"


def test_another_official_is_not_the_first(document: Document) -> None:
    """One White House official called the mood "grim as a funeral." A third laughed. "Ask me in a week," the third official said."""
    assert _speakers(document)[-1] == "the third official"


def test_the_police_are_nobody_named_before(document: Document) -> None:
    """
    "She waved every morning," said Bill Tran. The police believe she acted alone.
    """
    assert _speakers(document) == ["Bill Tran", "The police"]


def test_pronoun_before_the_first_name(document: Document) -> None:
    """
    “We will win,” he told miners in a tent.

    It was raining. As mayor, Hal Brandt closed two mines.
    """
    assert _speakers(document) == ["Hal Brandt"]


def test_pronoun_before_a_description_of_somebody_else(document: Document) -> None:
    """
    “We will win,” he said. The foreman nodded. Hal Brandt closed two mines.
    """
    assert _speakers(document) == [None]


def test_office_before_its_name(document: Document) -> None:
    """
    A Republican senator said that he would vote no.

    “It is a mess,” Sen. Paul Voss told reporters. An official said the vote was near.
    """
    assert _speakers(document) == ["Paul Voss", "Paul Voss", "An official"]


def test_office_of_nobody_named(document: Document) -> None:
    """
    A prosecutor said that the case was over. Sen. Paul Voss smiled.
    """
    assert _speakers(document) == ["A prosecutor"]


def test_the_president_is_not_the_last_speaker(document: Document) -> None:
    """
    Ruth Cole said the war was lost. Len Dunn disagreed. The president said it was won.

    Of Cole, he added: “I fired her.”
    """
    assert _speakers(document) == ["Ruth Cole", "The president", "The president"]


def test_person_identified_behind_a_description(document: Document) -> None:
    """
    The officer involved, identified as Sgt. Paul Renko, told investigators that the light was red.
    """
    assert _speakers(document) == ["Paul Renko"]


def test_participle_after_an_attribution(document: Document) -> None:
    """
    The House has a right to the records, Judge Ann Mehta ruled in May, writing that it was clear.
    """
    assert _speakers(document) == ["Ann Mehta", "Ann Mehta"]


def test_pronoun_of_an_insertion_is_not_the_subject_around_it(document: Document) -> None:
    """
    Councilman Andre Fitch objected. The mayor, he said, had not read it.
    """
    assert _speakers(document) == ["Andre Fitch"]


def test_body_between_commas(document: Document) -> None:
    """
    The human rights group, Doctors for Peace, said the road was shut.
    """
    assert _speakers(document) == ["Doctors for Peace"]


def test_office_of_whoever_a_relative_clause_describes(document: Document) -> None:
    """
    Ruth Pell, whose office said the road was shut, was absent.
    """
    assert _speakers(document) == ["Ruth Pell's office"]


def test_critics_of_a_term_in_marks(document: Document) -> None:
    """
    Critics of the “toll tax” said it would hurt farmers.
    """
    assert _speakers(document) == ["Critics of the “toll tax”"]


def test_spokesman_with_a_bare_name(document: Document) -> None:
    """
    A spokesman for the governor, Ari Alder, said the road was shut. His pastor, the Rev. Jon Hart, said it was not.
    """
    assert _speakers(document) == ["Ari Alder", "Jon Hart"]


def test_as_one_of_them_put_it(document: Document) -> None:
    """
    Not all agree. As the mayor, Ruth Cole, put it: “The road is a swamp.”
    """
    assert _speakers(document) == ["Ruth Cole"]


def test_both_of_two(document: Document) -> None:
    """
    Two women said they knew him. Both said they feared him. “He is loud,” said one of the women, Ann Cole.
    """
    assert _speakers(document) == ["Two women", "Two women", "Ann Cole"]


def test_description_in_a_sentence_without_a_tree(document: Document) -> None:
    """
    The sheriff of Dunn County was defiant. “I stay,” he told farmers.
    """
    assert _speakers(document) == ["The sheriff of Dunn County"]


def test_pronoun_of_an_insertion_after_the_same_pronoun(document: Document) -> None:
    """
    Ann Cole came home in May. What she got, she says, was an earful.
    """
    assert _speakers(document) == ["Ann Cole"]


def test_speaker_before_a_quoted_clause_with_a_subject(document: Document) -> None:
    """
    Cole's lawyer, Arnold Reid, said the senator “denies these claims in the strongest terms.”
    """
    assert _speakers(document) == ["Arnold Reid"]


def test_only_woman_of_a_text(document: Document) -> None:
    """
    Ruth Cole stood at the gate. Paul Hale works inside. He lost his job in May. He took another in June. He sells fish.

    Bob Ortiz speaks for the plant. He gave her coffee. It was hot. She said it was good.
    """
    assert _speakers(document) == ["Ruth Cole"]


def test_two_who_share_a_surname(document: Document) -> None:
    """
    Ruth and Paul Cole agree on little. Ruth, who teaches, said she would not sign.
    """
    assert _speakers(document) == ["Ruth Cole"]


def test_going_to_is_no_report(document: Document) -> None:
    """
    Hale is going to build a road.
    """
    assert _speakers(document) == []


def test_an_office_without_an_article_behind_a_name(document: Document) -> None:
    """
    According to Professor Ann Cole, trade expert at the Dunn School of Economics, the talks have stalled.
    """
    assert _speakers(document) == ["Ann Cole"]


def test_one_of_a_crowd(document: Document) -> None:
    """
    The clerk faced 400 parents. “Why weren't we told?” demanded one. “Who did this?” shouted another.
    """
    assert _speakers(document) == ["one", "another"]


def test_two_of_them(document: Document) -> None:
    """
    The lawyers are worried. The case is weak, two of them said privately.
    """
    assert _speakers(document) == ["two of them"]


def test_a_paragraph_that_brings_somebody_in(document: Document) -> None:
    """
    Ruth Oakes said no child had been in danger.

    That did not satisfy Maria Fuentes, whose son is nine. “They knew,” she said.
    """
    assert _speakers(document) == ["Ruth Oakes", "Maria Fuentes"]


def test_a_surname_that_is_an_office(document: Document) -> None:
    """
    Judge Alice Monk wrote separately to say she would have gone further. Rep. Steve King agreed that she was right.
    """
    assert _speakers(document) == ["Alice Monk", "Steve King"]


def test_whom_a_quotation_names_did_not_say_it(document: Document) -> None:
    """
    James Clatter said he had called Mr. Boyle. He added that the paper was not his.

    Mr. Boyle's version of the call was different. “James Clatter denounced the report,” he wrote.
    """
    assert _speakers(document) == ["James Clatter", "James Clatter", "Boyle"]


def test_a_president_elect(document: Document) -> None:
    """
    The president-elect said officials had leaked it. “Who gave them this?” he wrote. James Clatter, the director, was out.
    """
    assert _speakers(document) == ["The president-elect", "The president-elect"]


def test_a_recording_of_somebody(document: Document) -> None:
    """
    Ann Cole released an ad that features Hugh Lattimore saying he “could work with” the mayor.
    """
    assert _speakers(document) == ["Hugh Lattimore"]


def test_over_a_fragment(document: Document) -> None:
    """
    “What have they kept?” asked Betty Lund, 71, a retired bus driver. Not her pension, she said. Not her house. “I'm done being polite.”
    """
    assert _speakers(document) == ["Betty Lund", "Betty Lund", "Betty Lund"]


def test_an_office_of_two_nouns(document: Document) -> None:
    """
    The attorney general went on television to say that the suspect was dead. “I saw him,” she said.
    """
    assert _speakers(document) == ["The attorney general", "The attorney general"]


def test_who_leads_a_panel_is_its_chairman(document: Document) -> None:
    """
    Rep. Owen Tillery, the Ohio Republican who leads the House Agriculture Committee, met Ann Cole and Paul Hale.

    The chairman laughed. “No,” he said.
    """
    assert _speakers(document) == ["Owen Tillery"]


def test_an_office_in_a_sentence_without_a_tree(document: Document) -> None:
    """
    Senate Majority Leader Carl Dorsett met two senators. One of them said he looked sad.

    Publicly, the majority leader was upbeat. “We will get this done,” he said.
    """
    assert _speakers(document) == ["One of them", "Carl Dorsett"]


def test_who_once_called_somebody(document: Document) -> None:
    """
    Mayor Sal Hale, whom the Courier once called “the least of men,” said he would miss it.
    """
    assert _speakers(document) == ["Courier", "Sal Hale"]


def test_spokesman_of_a_company_with_its_name(document: Document) -> None:
    """
    A spokesman for the company, Apex Energy, said the wells were safe.
    """
    assert _speakers(document) == ["A spokesman for the company"]


def test_one_of_them_with_an_office_and_a_city(document: Document) -> None:
    """
    One of the 19, Denver attorney Hugh Prescott, said he regretted the tone.
    """
    assert _speakers(document) == ["Hugh Prescott"]


def test_documents_by_they(document: Document) -> None:
    """
    The logs say otherwise. Between May and June, they show, the mayor flew to Dunn 11 times.
    """
    assert _speakers(document) == ["The logs"]


def test_a_pronoun_set_into_a_relative_clause(document: Document) -> None:
    """
    Mayor Ann Cole blamed the former chief, who, she said, “never once opened the file.”
    """
    assert _speakers(document) == ["Ann Cole"]


def test_a_title_before_a_surname_that_is_an_office(document: Document) -> None:
    """
    Rep. Ranger said the road was shut. Mr. Bishop said it was open.
    """
    assert _speakers(document) == ["Ranger", "Bishop"]
