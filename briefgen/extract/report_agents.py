"""Who speaks in the passive ("was accused of lying by Hale"), and before dashes that set in who they are."""

from spacy.tokens import Span, Token

from briefgen.extract.quote_layout import Layout
from briefgen.extract.report_cues import Cue
from briefgen.extract.report_extents import DAYS, FINITE_TAGS, Tokens
from briefgen.extract.report_speakers import is_passive
from briefgen.extract.speaker_datelines import DASHES
from briefgen.extract.speaker_mentions import is_passive_form, phrase_after, speaks

AGENT_REACH = 20
EACH = frozenset({"both", "all", "each"})
NAMED_REACH = 12


def agent_after(verb: Token, layout: Layout) -> Span | None:
    """The phrase after "by" that names who speaks, behind a passive participle in its clause; None for things."""
    if verb.tag_ not in {"VBN", "VBD"} or verb.lower_ == "quoted" or not (is_passive_form(verb) or is_passive(verb)):
        return None
    end = min(verb.i + AGENT_REACH, layout.units[layout.unit[verb.i]][1])
    for place in range(verb.i + 1, end - 1):
        word = verb.doc[place]
        if not layout.outside(word):
            continue
        if word.lower_ == "by" and (verb.doc[place + 1].tag_ == "VBG" or verb.doc[place + 1].pos_ in {"PART", "ADV"}):
            return None  # "accused of breaking the law by not telling Congress"
        if word.lower_ == "by" and place > verb.i + 1 and verb.doc[place - 1].tag_ == "VBN":
            return None  # "accused of using secrets leaked by a friend"
        if word.lower_ == "by":
            agent = phrase_after(verb.doc, place + 1, _before_charge(verb, place + 1, end))
            return agent if agent is not None and (speaks(agent) or agent[0].pos_ == "PRON") else None
        if word.tag_ in FINITE_TAGS or word.text in {";", ":"}:
            return None
    return None


def _before_charge(verb: Token, start: int, end: int) -> int:
    """Where "of" opens the charge behind who makes it: "accused by Hale | of lying"; `end` for other verbs."""
    charged = verb.lower_ in {"accused", "suspected"}
    return next((place for place in range(start + 1, end) if charged and verb.doc[place].lower_ == "of"), end)


def _to_pause(end: int, verb: Token) -> int:
    """The end of "involvement in the plot" up to the next mark, verb or joint, for when the parse hung its tail elsewhere."""
    doc, last = verb.doc, verb.sent.end
    while (
        end + 1 < last
        and doc[end + 1].pos_ not in {"PUNCT", "CCONJ", "SCONJ", "SPACE"}
        and doc[end + 1].tag_ not in FINITE_TAGS
    ):
        end += 1
    return end


def passive_content(cue: Cue, agent: Span) -> Tokens | None:
    """What was said of the subject: "lying" of "accused of lying by Hale", "a sham" of "described by Hale as a sham"."""
    doc, verb, by = cue.token.doc, cue.token, agent.start - 1
    link = verb.i + 1
    link += 2 * (doc[link].lower_ == "on" and doc[min(link + 1, by)].lower_ in DAYS)
    if link < by and doc[link].lower_ in {"of", "as"}:
        return link + 1, by - 1
    if verb.i + 1 == by and agent.end + 1 < len(doc) and doc[agent.end].lower_ in {"of", "as"}:
        first = doc[agent.end + 1]
        last = first.head if first.head.i > first.i else first
        return first.i, _to_pause(max(first.right_edge.i, last.right_edge.i), verb)
    if (
        verb.i + 1 < by
        and "naming" in cue.takes
        and doc[verb.i + 1].lower_ in {"a", "an"}
        and by - verb.i < NAMED_REACH
    ):
        return verb.i + 1, by - 1
    return None


def before_dashes(verb: Token, layout: Layout) -> Span | None:
    """Who speaks where dashes set in who they are: "Two witnesses — Ann Pell and Carl Benson — both said"."""
    doc, first = verb.doc, layout.units[layout.unit[verb.i]][0]
    place = verb.i - 1 - (verb.i > 0 and doc[verb.i - 1].lower_ in EACH)
    if place <= first or doc[place].text not in DASHES:
        return None
    opens = next((back for back in range(place - 1, first, -1) if doc[back].text in DASHES), None)
    named = phrase_after(doc, first, opens) if opens is not None else None
    return named if named is not None and named.end == opens and speaks(named) else None
