"""Quotations: each test's docstring is the article."""

import time

import pytest
from spacy.language import Language

from briefgen.data import load_lexicon
from briefgen.extract.actors import extract_entities
from briefgen.extract.quote_marks import find_quoted
from briefgen.extract.quotes import extract_quotations
from briefgen.extract.report_cues import form_lemmas
from briefgen.language.document import Document, read_document
from briefgen.model import Quotation
from tests.conftest import make_article


def _quotations(document: Document) -> tuple[Quotation, ...]:
    return extract_quotations(document, extract_entities(document))


def _said(document: Document) -> list[tuple[str, str | None, str]]:
    """Kind, speaker and content of each quotation."""
    return [
        (found.kind, found.speaker.name if found.speaker else None, document.text[slice(*found.content)])
        for found in _quotations(document)
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"Our men held the dam",says Paul Holt.',
        '"Our men held the dam,"said Paul Holt.',
        'Paul Holt said,"Our men held the dam."',
        'Paul Holt said:"Our men held the dam."',
        "“Our men held the dam,”said Paul Holt.",
        "“Our men held the dam.”Paul Holt said so on Monday.",
        "Paul Holt said,“Our men held the dam.”",
    ],
)
def test_a_lost_space_beside_a_mark_loses_no_quotation(text: str, nlp: Language) -> None:
    (found,) = _said(read_document(nlp, make_article(text)))
    assert found[:2] == ("direct", "Paul Holt")
    assert "Our men held the dam" in found[2]


def _inner(text: str) -> list[str]:
    return [text[slice(*quoted.inner)] for quoted in find_quoted(text)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said “yes” and „nein“ and «non».", ["yes", "nein", "non"]),
        ("‘We waited,’ he said. It was Anna’s idea; the ’90s were over.", ["We waited,"]),
        ("The dogs' bowls and the Smiths' car. Don't.", []),
        ('He is 6\'2" tall and 80" wide.', []),
        ("He said: “She told me ‘no’ twice.”", ["She told me ‘no’ twice."]),
        ("``Never,'' she said.", ["Never,"]),
        ("''Never,'' she said. ''Not once.''", ["Never,", "Not once."]),
        ('"My son called, Rosa Lind said. The line went dead.', ["My son called,"]),
    ],
)
def test_marks(text: str, inner: list[str]) -> None:
    assert _inner(text) == inner


def test_a_run_over_paragraphs_is_marked_as_continued() -> None:
    found = find_quoted("“One.\n\n“Two.\n\n“Three,” he said.")
    assert [quoted.continues for quoted in found] == [False, True, True]
    assert [quoted.closed for quoted in found] == [False, False, True]


def test_interrupted(document: Document) -> None:
    """
    "We will rebuild," Mayor Ann Pell said. "It will take years."
    """
    assert _said(document) == [
        ("direct", "Ann Pell", '"We will rebuild,"'),
        ("direct", "Ann Pell", '"It will take years."'),
    ]


def test_cue_and_speaker_spans(document: Document) -> None:
    """
    "We will rebuild," Mayor Ann Pell said.
    """
    (found,) = _quotations(document)
    assert found.cue is not None
    assert found.speaker is not None
    assert document.text[slice(*found.cue)] == "said"
    assert document.text[found.speaker.start : found.speaker.end] == "Mayor Ann Pell"
    assert (found.start, found.end) == (0, len(document.text) - 1)


def test_inversion_with_two_speakers(document: Document) -> None:
    """
    “They must not leave,” said Sen. Mark Hale (D-Mont.) and Rep. Maria Soto (R-N.M.) in a joint statement.

    “We will hold hearings,” they added.
    """
    assert [speaker for _, speaker, _ in _said(document)] == ["Mark Hale and Maria Soto"] * 2


def test_a_statement_given_whole_runs_to_its_closing_mark(document: Document) -> None:
    """Ann Cole's full statement:
    "The dam is old and it will not last the winter.

    Nobody has looked at the gates since 1990.

    I will ask for money in May."

    In a letter, Carl Benson said the dam was safe."""
    said = [(quotation.speaker.name if quotation.speaker else None) for quotation in _quotations(document)]
    assert said == ["Ann Cole", "Ann Cole", "Ann Cole", "Carl Benson"]


def test_a_lost_closing_mark_takes_no_paragraph_along(document: Document) -> None:
    """ "The dam is old and it will not last the winter.

    Nobody has looked at the gates since 1990.

    The council meets in May, and "nothing is decided," Ann Cole said."""
    assert len(_quotations(document)) == 2


def test_a_statement_is_somebodys(document: Document) -> None:
    """“The dam is old,” said a statement from Ann Cole's office."""
    assert [quotation.speaker.name for quotation in _quotations(document) if quotation.speaker] == [
        "a statement from Ann Cole's office"
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The head of the regional board, mayoral chief of staff Ann Cole, said the dam was safe.", "Ann Cole"),
        ("The warden of the camp run by the northern league, Ann Cole, said the dam was safe.", "Ann Cole"),
        ("Norland's deputy chief of staff Ann Cole said the dam was safe.", "Ann Cole"),
        ("Benson campaign chair Ann Cole said the dam was safe.", "Ann Cole"),
        ("Officials said in a Telegram post that the dam was safe.", "Officials"),
        ("Chancellor of the Exchequer Ann Cole defended it by saying she had seen the dam.", "Ann Cole"),
        ("Norland and Estland yesterday promised to rebuild the dam.", "Norland and Estland"),
    ],
)
def test_offices_of_several_words_lead_to_the_name(text: str, name: str, nlp: Language) -> None:
    found = _quotations(read_document(nlp, make_article(text)))
    assert [quotation.speaker.name for quotation in found if quotation.speaker] == [name]


def test_he_is_the_subject_of_the_clause_above(nlp: Language) -> None:
    text = (
        "Carl Benson posted that the plan was “deaf,” while David Urban, a former adviser, called it “unfortunate,” "
        "even if he said “it does not sound the end” of the campaign."
    )
    found = _quotations(read_document(nlp, make_article(text)))
    assert [quotation.speaker.name for quotation in found if quotation.speaker] == [
        "Carl Benson",
        "David Urban",
        "David Urban",
    ]


def test_quotations_under_the_labels_of_an_agency(document: Document) -> None:
    """A fire broke out in the port at night.

    Source: Ann Cole, head of the regional administration, on Telegram

    Quote: "The fire has been put out. Nobody was hurt."

    Background: The port burned in May."""
    assert _said(document) == [("direct", "Ann Cole", '"The fire has been put out. Nobody was hurt."')]


def test_officials_of_two_countries_are_two(document: Document) -> None:
    """A British official spoke of a deal. The French official said it was near."""
    assert [quotation.speaker.name for quotation in _quotations(document) if quotation.speaker] == [
        "The French official"
    ]


def test_a_city_is_attacked_for_the_second_night_and_nobody_blamed(document: Document) -> None:
    """Russian drones attacked the port for the second night running, said the regional governor, Ann Cole."""
    assert [quotation.speaker.name for quotation in _quotations(document) if quotation.speaker] == ["Ann Cole"]


def test_a_block_behind_a_colon(document: Document) -> None:
    """Ann Cole described the plan as a farce, saying:

    The town is doing it again. This plan will put us all in debt.

    Later the council voted."""
    assert _said(document)[-1] == (
        "direct",
        "Ann Cole",
        "The town is doing it again. This plan will put us all in debt.",
    )


def test_what_a_list_follows_is_no_block(document: Document) -> None:
    """The council said the following towns were hit:

    Two villages in the north were flooded on Monday."""
    assert [kind for kind, _, _ in _said(document)] == ["indirect"]


def test_an_apostrophe_gone_wrong_closes_nothing(document: Document) -> None:
    """“The order goes beyond the board”s powers and is void,” the opinion states."""
    assert _said(document) == [("direct", "the opinion", "“The order goes beyond the board”s powers and is void,”")]


def test_that_was_the_line_of(document: Document) -> None:
    """“Goodbye hand, hello fist.” That was the opening line of a statement by county spokeswoman Ann Cole."""
    assert _said(document)[0][1] == "Ann Cole"


def test_a_second_verb_of_the_main_clause(document: Document) -> None:
    """Judge Ann Cole threw the lawyers' words back to show they had argued in bad faith, and found the board had erred."""
    assert _said(document)[-1] == ("indirect", "Ann Cole", "the board had erred")


def test_the_deputy_speaker_is_not_the_speaker(document: Document) -> None:
    """Carl Benson said Ann Cole, the deputy speaker who oversees the debate, was upset.

    The Speaker said he would call a vote."""
    assert [quotation.speaker.name for quotation in _quotations(document) if quotation.speaker] == [
        "Carl Benson",
        "Speaker",
    ]


def test_the_candidate_is_whose_campaign_speaks(document: Document) -> None:
    """Sen. Ann Cole faces Democrat Carl Benson, a former pilot. The remark drew attention.

    Cole's campaign said the candidate joked about skipping a meal."""
    joke = next(
        quotation for quotation in _quotations(document) if "skipping" in document.text[quotation.content[0] :][:9]
    )
    assert joke.speaker is not None
    assert joke.speaker.name == "Ann Cole"


def test_whom_papers_were_shown_to_does_not_speak(document: Document) -> None:
    """The dam will be torn down, according to plans first shared with The Herald."""
    assert [quotation.speaker.name for quotation in _quotations(document) if quotation.speaker] == [
        "plans first shared with The Herald"
    ]


def test_a_sentence_behind_a_shout_is_no_attribution(document: Document) -> None:
    """“The dam is going. Run!” The river earlier hit the town with a wave that broke a wall, city officials said."""
    assert [quotation.kind for quotation in _quotations(document)] == ["direct", "indirect"]


def test_who_adds_is_who_spoke(document: Document) -> None:
    """“The dam is old,” an engineer who did not give her name told Reuters, adding that the gates leak."""
    assert [quotation.speaker.name for quotation in _quotations(document) if quotation.speaker] == ["an engineer"] * 2


def test_who_comes_up_in_passing_does_not_go_on(document: Document) -> None:
    """“The dam is old,” Ann Cole said in the hall moments after Carl Benson announced the repairs.

    “We have asked for money three times. We will ask again.”"""
    said = [quotation.speaker.name for quotation in _quotations(document) if quotation.speaker]
    assert said == ["Ann Cole", "Carl Benson", "Ann Cole"]


def test_quoted_as_saying(document: Document) -> None:
    """
    "No talks are planned," Sergey Lavrov was quoted as saying by a state news agency.
    """
    (found,) = _quotations(document)
    assert found.cue is not None
    assert document.text[slice(*found.cue)] == "quoted as saying"
    assert found.speaker is not None
    assert found.speaker.name == "Sergey Lavrov"


def test_addressee_is_not_the_speaker(document: Document) -> None:
    """
    Dana Ruiz told Reuters that the port was open.
    """
    assert _said(document) == [("indirect", "Dana Ruiz", "the port was open")]


def test_colon_and_post(document: Document) -> None:
    """
    In a post on X, Vitali Klitschko wrote: "Explosions in the city. Stay in shelters!"
    """
    assert _said(document) == [("direct", "Vitali Klitschko", '"Explosions in the city. Stay in shelters!"')]


def test_mixed_clause(document: Document) -> None:
    """
    Karin Holt said that the fee was "a gift to speculators" and should go.
    """
    assert _said(document) == [("mixed", "Karin Holt", 'the fee was "a gift to speculators" and should go')]


def test_short_name_giving(document: Document) -> None:
    """
    Donald Trump called the bill "a wish list."
    """
    assert _said(document) == [("mixed", "Donald Trump", '"a wish list."')]


def test_terms_and_titles_are_not_speech(document: Document) -> None:
    """
    The so-called "Freedom Fries" were dropped. The musical "Big Red," which opened in May, is about a "paper tiger."
    """
    assert _said(document) == []


def test_according_to(document: Document) -> None:
    """
    Three people were hurt, according to two officials briefed on the matter. According to the mayor, the bridge is closed.
    """
    assert _said(document) == [
        ("indirect", "two officials briefed on the matter", "Three people were hurt"),
        ("indirect", "the mayor", "the bridge is closed"),
    ]


def test_run_of_paragraphs_takes_the_speaker_of_its_end(document: Document) -> None:
    """
    "I have been a nurse for 30 years.

    "I have never seen anything like this," Laura Penn said.
    """
    assert [speaker for _, speaker, _ in _said(document)] == ["Laura Penn"] * 2


def test_bare_quotation_after_its_speaker(document: Document) -> None:
    """
    "He can come to us," Laura Penn told ABC News.

    "I won't go there while my town is under fire."
    """
    assert [speaker for _, speaker, _ in _said(document)] == ["Laura Penn"] * 2


def test_bare_quotation_without_proof_has_no_speaker(document: Document) -> None:
    """
    Both lines were heard in one room on Wednesday.

    "The border is a disaster."
    """
    assert _said(document) == [("direct", None, '"The border is a disaster."')]


def test_dated_quotations_under_a_heading_that_names_the_speaker(document: Document) -> None:
    """
    In his words: Donald Trump on trade

    Jan. 31 "Tariffs are beautiful." The markets fell. Feb. 2 "They will pay for everything." Nobody did.
    """
    assert [speaker for _, speaker, _ in _said(document)] == ["Donald Trump"] * 2


def test_nothing_was_said(document: Document) -> None:
    """
    He did not say what the cost would be. She declined to say who called. Asked whether he would resign, Carl Benson left.
    """
    assert _said(document) == []


def test_coordinated_verbs_share_their_speaker(document: Document) -> None:
    """
    The ministry denied that its forces had shelled the town, and accused Kyiv of staging the attack.
    """
    assert [text for _, _, text in _said(document)] == ["its forces had shelled the town", "staging the attack"]


def test_participle_ends_the_content(document: Document) -> None:
    """
    Rosa Lind said the town was calm, adding that nobody had fled.
    """
    assert _said(document) == [
        ("indirect", "Rosa Lind", "the town was calm"),
        ("indirect", "Rosa Lind", "nobody had fled"),
    ]


def test_heading_with_its_source(document: Document) -> None:
    """
    Troop move 'directly at odds' with strategy: lawmakers

    The troops left.
    """
    assert _said(document)[0] == ("mixed", "lawmakers", "Troop move 'directly at odds' with strategy")


RULES = [
    (part, name, group)
    for part in ("verbs", "nouns", "adjectives", "phrases")
    for name, group in load_lexicon("reporting")[part].items()
]


@pytest.mark.parametrize(("part", "name", "group"), RULES, ids=[f"{part}.{name}" for part, name, _ in RULES])
def test_lexicon_both_ways(part: str, name: str, group: dict[str, list[str]], nlp: Language) -> None:
    for example in group["examples"]:
        found = _quotations(read_document(nlp, make_article(example)))
        cues = [example[slice(*quotation.cue)].lower() for quotation in found if quotation.cue]
        words = set(group.get("lemmas", group.get("words", [])))
        cues += [cue.split()[-1] for cue in cues]
        assert any(cue in words or form_lemmas(cue) & words or cue.rstrip("s") in words for cue in cues), example
    for example in group["counter_examples"]:
        assert not _quotations(read_document(nlp, make_article(example))), example


FRAMES = load_lexicon("reporting")["frames"]


@pytest.mark.parametrize("example", [text for group in FRAMES.values() for text in group["examples"]])
def test_frames_report(example: str, nlp: Language) -> None:
    assert _quotations(read_document(nlp, make_article(example)))


@pytest.mark.parametrize("example", [text for group in FRAMES.values() for text in group["counter_examples"]])
def test_others_do_not(example: str, nlp: Language) -> None:
    assert not _quotations(read_document(nlp, make_article(example)))


PREDICATES = load_lexicon("reporting")["predicates"]


@pytest.mark.parametrize("example", PREDICATES["examples"])
def test_what_documents_and_crowds_say(example: str, nlp: Language) -> None:
    found = _quotations(read_document(nlp, make_article(example)))
    assert [quotation.rule for quotation in found] == ["quote-predicate:speech"]


@pytest.mark.parametrize("example", PREDICATES["counter_examples"])
def test_other_things_say_nothing(example: str, nlp: Language) -> None:
    assert not _quotations(read_document(nlp, make_article(example)))


def test_passive_agents_speak(document: Document) -> None:
    """
    The deal was described by Sen. Ann Pell as "a sham." Mr. Roe was accused of lying by Gov. Tom Cole.
    """
    assert _said(document) == [("direct", "Ann Pell", '"a sham."'), ("indirect", "Tom Cole", "lying")]


def test_labels_of_pictures_do_not_speak(document: Document) -> None:
    """
    Photo: Gov. Tom Cole, left, said the bridge would open in May.
    """
    assert _said(document) == [("indirect", "Tom Cole", "the bridge would open in May")]


def test_a_sentence_goes_on_after_a_relative_clause(document: Document) -> None:
    """
    A man who told a host that the mayor was crooked has been charged. According to police the man fled.
    """
    assert _said(document) == [("indirect", "A man", "the mayor was crooked"), ("indirect", "police", "the man fled")]


def test_told_people_described_before_that(document: Document) -> None:
    """
    Ann Pell told supporters gathered in her driveway that she would fight. Republicans on the House Budget Committee said that was not enough.
    """
    assert _said(document) == [
        ("indirect", "Ann Pell", "she would fight"),
        ("indirect", "Republicans on the House Budget Committee", "that was not enough"),
    ]


def test_people_close_to_somebody_are_not_that_person(document: Document) -> None:
    """
    People close to Ann Pell say the senator is ill. Moscow rejected the accusations. Tom Cole, asked about it at a diner, shrugged.
    """
    assert _said(document) == [
        ("indirect", "People close to Ann Pell", "the senator is ill"),
        ("indirect", "Moscow", "the accusations"),
    ]


def test_quick_to_say(document: Document) -> None:
    """
    Critics were quick to note that he is old. Sheriff Don Kessler was accused on Tuesday of ignoring a court by Ann Pell.
    """
    assert _said(document) == [("indirect", "Critics", "he is old"), ("indirect", "Ann Pell", "ignoring a court")]


def test_but_that_goes_on(document: Document) -> None:
    """
    Ann Pell said the plan had been "a mistake," but that the uproar was "nonsense." Repeating his claim that the vote was rigged, Tom Roe flew to Texas.
    """
    assert _said(document) == [
        ("mixed", "Ann Pell", 'the plan had been "a mistake," but that the uproar was "nonsense."'),
        ("indirect", None, "the vote was rigged"),
    ]


@pytest.mark.parametrize("unit", ['"', "“", "‘ ", '"a ', "'a ", "said ", '"Yes," he said. '])
def test_time_is_linear_in_marks(unit: str) -> None:
    """No article; hostile runs of marks must not take more than seconds."""
    start = time.perf_counter()
    find_quoted(unit * (100_000 // len(unit)))
    assert time.perf_counter() - start < 5.0


def test_time_on_a_long_article(nlp: Language) -> None:
    text = '"Yes," he said. Ann Pell told Reuters that it rained. ' * 400
    document = read_document(nlp, make_article(text))
    entities = extract_entities(document)
    start = time.perf_counter()
    found = extract_quotations(document, entities)
    assert len(found) >= 790
    assert time.perf_counter() - start < 10.0


def test_time_on_one_endless_sentence(nlp: Language) -> None:
    document = read_document(nlp, make_article("he said, she said, they said that " * 1600))
    entities = extract_entities(document)
    start = time.process_time()
    extract_quotations(document, entities)
    assert time.process_time() - start < 5.0


def test_titles_and_signs_beside_a_cue_are_no_speech(document: Document) -> None:
    """
    Appearing on CBS's "Face the Nation," Paul Hale said the memo should go out. In a barn full of "Farmers for Keller" signs, he said the rule was bad.
    """
    assert [kind for kind, _, _ in _said(document)] == ["indirect", "indirect"]


def test_clause_goes_on_after_an_abbreviation(document: Document) -> None:
    """
    Paul Hale insists he rides the No. 9 every Friday.
    """
    assert _said(document) == [("indirect", "Paul Hale", "he rides the No. 9 every Friday")]


def test_day_after_the_cue_is_no_content(document: Document) -> None:
    """
    House Republicans said Monday they would bring the bill back.
    """
    assert [content for _, _, content in _said(document)] == ["they would bring the bill back"]


def test_statement_is_reported_once(document: Document) -> None:
    """
    Police said in a statement that the driver had been drinking.
    """
    assert [content for _, _, content in _said(document)] == ["the driver had been drinking"]


def test_announced_object_keeps_its_phrases(document: Document) -> None:
    """
    Charter Foods announced plans to merge with Tribune Mills.
    """
    assert [content for _, _, content in _said(document)] == ["plans to merge with Tribune Mills"]


def test_content_stops_before_a_speaker_with_an_office(document: Document) -> None:
    """
    A girl was killed in Zaporizhzhia, the head of the regional administration, Ivan Fedchuk, said.
    """
    assert _said(document) == [("indirect", "Ivan Fedchuk", "A girl was killed in Zaporizhzhia")]


def test_slogan_that_was_heard(document: Document) -> None:
    """
    You have heard the slogan: "Build it back." It is on every mug.
    """
    assert _said(document) == []


def test_transcript(document: Document) -> None:
    """
    On Sunday, host Beth Harlan pressed the budget director, Owen Pryce.

    HARLAN: Does the plan add to the deficit?

    PRYCE: It does not. He said so himself.
    """
    assert _said(document) == [
        ("direct", "Beth Harlan", "Does the plan add to the deficit?"),
        ("direct", "Owen Pryce", "It does not. He said so himself."),
    ]


def test_transcript_whose_labels_give_offices(document: Document) -> None:
    """
    ANN COLE, CBN ANCHOR (voice-over): Good evening.

    SEN. MARY BENSON (R), OHIO: We doubt that it will pass.

    COLE (on camera): Thank you.
    """
    assert _said(document) == [
        ("direct", "Ann Cole", "Good evening."),
        ("direct", "Mary Benson", "We doubt that it will pass."),
        ("direct", "Ann Cole", "Thank you."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'Senator Paul Dorn spoke to Peter Hale.\n\n"Is it money?" Hale asked.\n\n"Of course," he responded.',
        'Paul Dorn was asked about the budget.\n\n"Will you vote for it?" a reporter said.\n\n"Of course," he answered.',
        'The top Democrat on the panel said the plan was late.\n\nIn an interview, Sen. Paul Dorn, D-Ohio, said he had seen it.\n\n"Of course," he said.',
    ],
)
def test_pronoun_after_a_question_or_a_name_set_off(text: str, nlp: Language) -> None:
    *_, (_, speaker, said) = _said(read_document(nlp, make_article(text)))
    assert (speaker, said) == ("Paul Dorn", '"Of course,"')


def test_question_that_somebody_else_answers_too(document: Document) -> None:
    """
    Senator Paul Dorn spoke to Peter Hale. "Is it money?" Hale asked. "It was money last year," he said.
    """
    assert _said(document)[-1] == ("direct", "Peter Hale", '"It was money last year,"')


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“We are ready,” regional commander Carl Benson was quoted by the news agency KBN as saying.", "Carl Benson"),
        ("“We are ready,” Benson was cited by the agency as saying.", "Benson"),
        ("Carl Benson arrived. “We are ready,” the agency quoted him as saying.", "Carl Benson"),
        ("“We are ready,” the paper reported.", "the paper"),
    ],
)
def test_who_passes_words_on_is_not_who_speaks(text: str, speaker: str, nlp: Language) -> None:
    assert _said(read_document(nlp, make_article(text))) == [("direct", speaker, "“We are ready,”")]


def test_this_is_nobody(document: Document) -> None:
    """
    Carl Benson, an officer of the 9th brigade “Red Band”, said this on air.
    """
    assert _said(document) == []


def test_heading_that_begins_with_its_speaker(document: Document) -> None:
    """
    Benson: Council 'wasted' millions on bridge

    Mayor Carl Benson spoke on Monday.
    """
    assert _said(document) == [("mixed", "Carl Benson", "Council 'wasted' millions on bridge")]


def test_words_that_the_next_paragraph_gives_to_somebody(document: Document) -> None:
    """
    "Build it high and send them the bill!"

    That was Wade Pickering two years ago, at the rally that started it all.
    """
    assert _said(document) == [("direct", "Wade Pickering", '"Build it high and send them the bill!"')]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("\"We had to act.'' What followed is known.", ["We had to act."]),
        ("“We won early.“ After it, she said, “We rest.“", ["We won early.", "We rest."]),
        ("‘’Should they ask, we will tell,” says Cole.", ["Should they ask, we will tell,"]),
    ],
)
def test_marks_of_another_kind_close(text: str, inner: list[str]) -> None:
    assert _inner(text) == inner


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"It will stay shut," Benson has said of the bridge.', "Benson"),
        ('"Open the gates!" the crowd chanted as the governor spoke.', "the crowd"),
        ('One aide recalled Cole saying, "I never asked for this."', "Cole"),
        ('"I read enough," Mr. Benson shot back.', "Benson"),
        ('"We did," Benson allowed with a shrug.', "Benson"),
        ('"They blocked it," team member Rosa Noori told the press.', "Rosa Noori"),
    ],
)
def test_cues_in_other_forms(text: str, speaker: str, nlp: Language) -> None:
    found = _quotations(read_document(nlp, make_article(text)))
    assert [quotation.speaker and quotation.speaker.name for quotation in found if quotation.kind == "direct"] == [
        speaker
    ]


def test_titles_of_programmes_and_works_are_not_said(document: Document) -> None:
    """
    "He listened," Mr. Odell said on ABC's "This Week." He proposed to her before a painting, "Joan of Arc", by a friend.
    """
    assert [content for _, _, content in _said(document)] == ['"He listened,"']


def test_questions_and_answers(document: Document) -> None:
    """
    The diver Ruth Hale spoke to us in June.

    Q: Was it dark?

    A: You could not see your hand.
    """
    assert _said(document) == [
        ("direct", None, "Was it dark?"),
        ("direct", "Ruth Hale", "You could not see your hand."),
    ]


def test_attribution_that_opens_the_next_quotation(document: Document) -> None:
    """
    Ruth Hale said the plan was "damning" and "came two years late." She continued: "We had one of our own."
    """
    assert _said(document)[-1] == ("direct", "Ruth Hale", '"We had one of our own."')


def test_name_of_a_thing_is_not_said(document: Document) -> None:
    """
    One of the prints on show was a silk screen called "Horses and Riders" from 1987.
    """
    assert _said(document) == []


def test_words_whose_answer_they_were(document: Document) -> None:
    """
    “We won.” That was Ann Cole's response when asked about the vote.
    """
    assert _said(document) == [("direct", "Ann Cole", "“We won.”")]


def test_words_in_commas_between_subject_and_verb(document: Document) -> None:
    """
    Ruth Cole says the press, “the most dishonest people on earth,” is in on it.
    """
    assert _said(document) == [("mixed", "Ruth Cole", "the press, “the most dishonest people on earth,” is in on it")]


def test_words_before_a_clause_of_somebody_else(document: Document) -> None:
    """
    The prime minister called them “insulting and unacceptable,” while Mexico vowed to wait.
    """
    assert _said(document)[0] == ("mixed", "The prime minister", "“insulting and unacceptable,”")


def test_name_given_after_a_report(document: Document) -> None:
    """
    The ministry said the farmers were to blame and described Cole as “a dead-end diplomat.”
    """
    assert _said(document) == [
        ("indirect", "The ministry", "the farmers were to blame"),
        ("mixed", "The ministry", "“a dead-end diplomat.”"),
    ]


def test_somebody_described_by_nobody(document: Document) -> None:
    """
    Police searched for a student described as "infatuated" with knives.
    """
    assert _said(document) == []


def test_a_sentence_that_ends_in_marks_after_its_attribution(document: Document) -> None:
    """
    Ray Pulaski is tired. They have promised it since he was in school, he says, “and look around.”
    """
    assert _said(document) == [
        ("mixed", "Ray Pulaski", "They have promised it since he was in school, he says, “and look around.”")
    ]


def test_a_subject_before_the_marks(document: Document) -> None:
    """
    Senator Ann Carr said the mayor's nominee for sheriff, Jeff Sutter, “will not enforce the law.”
    """
    assert _said(document) == [
        ("mixed", "Ann Carr", "the mayor's nominee for sheriff, Jeff Sutter, “will not enforce the law.”")
    ]


def test_a_noun_that_looks_like_a_verb_of_speech_after_a_quotation(document: Document) -> None:
    """
    Paul Hale, Ann Cole said, “never read it.” The state, she added, was to blame.
    """
    assert [content for _, _, content in _said(document)][1] == "The state, she added, was to blame"


def test_what_somebody_does_before_marks_is_no_cue(document: Document) -> None:
    """
    Ann Cole said that if rebels attacked the fleet, “that will be the end of it.”
    """
    assert _said(document) == [("mixed", "Ann Cole", "if rebels attacked the fleet, “that will be the end of it.”")]


def test_marks_around_what_describes_a_noun(document: Document) -> None:
    """
    Ann Cole vowed “swift” countermeasures. The weather office warned of “life-threatening” floods in the north.
    """
    assert [content for _, _, content in _said(document)] == [
        "“swift” countermeasures",
        "“life-threatening” floods in the north",
    ]


def test_two_speakers_with_long_offices(document: Document) -> None:
    """
    League President Sonia Oza and Women's Commission chairwoman Ruth Malik called the plan “shameful.”
    """
    assert [speaker for _, speaker, _ in _said(document)] == ["Sonia Oza and Ruth Malik"]


def test_a_lost_opening_mark(document: Document) -> None:
    """
    We will never sign it,” Ann Cole told reporters on Friday. “Not now.”
    """
    assert _said(document) == [("direct", "Ann Cole", "We will never sign it,”"), ("direct", "Ann Cole", "“Not now.”")]


def test_a_heading_with_an_office(document: Document) -> None:
    """
    Kyiv mayor: 'We will rebuild'
    """
    assert _said(document) == [("direct", "Kyiv mayor", "'We will rebuild'")]


def test_a_statement_that_somebody_denies(document: Document) -> None:
    """
    Ann Cole's statement that the road was safe was false, an internal review found.
    """
    assert ("indirect", "Ann Cole", "the road was safe") in _said(document)


def test_an_unknown_office_and_a_name_behind_what_was_said(document: Document) -> None:
    """
    Mayor Paul Ryan, who has said he will go, is “fully confident” in the vote, a spokeswoman, Ruth Strong, said.
    """
    assert _said(document)[0] == (
        "mixed",
        "Ruth Strong",
        "Mayor Paul Ryan, who has said he will go, is “fully confident” in the vote",
    )


def test_a_second_quotation_behind_the_speaker(document: Document) -> None:
    """
    The road is “the worst in the state,” says the league's Paul Hale, but “it isn't hopeless.”
    """
    assert [(content, speaker) for _, speaker, content in _said(document)] == [
        ("The road is “the worst in the state,”", "Paul Hale"),
        ("“it isn't hopeless.”", "Paul Hale"),
    ]
