"""What the page Themes says of themes: how far they reach, and what to look at again."""

from collections.abc import Mapping

from kwalicode.ui.language import N_, _, number, percent
from kwalicode.workflows.theme_reach import Quantity, quantity
from kwalicode.workflows.theme_review import Point, Question, State
from kwalicode.workflows.themes import ListedTheme, ThemesState


def quantity_words() -> Mapping[Quantity, str]:
    """Give the words for how many participants, the same in the page and in a report (W87)."""
    return {
        "none": _("nobody"),
        "one": _("one of them"),
        "few": _("a few"),
        "some": _("some"),
        "half": _("half"),
        "most": _("more than half"),
        "nearly all": _("nearly all"),
        "all": _("all"),
    }


def prevalence(listed: ListedTheme, state: ThemesState) -> str:
    """Say how far a theme reaches; never by a number of segments alone (W04)."""
    n = len(listed.reach.cases)
    if not listed.reach.segments:
        return _("nothing coded yet")
    return _(
        "in {documents} of {all_documents} documents, {participants} of {all_participants} "
        "participants ({word}), {segments}",
        documents=number(len(listed.reach.documents)),
        all_documents=number(state.n_documents),
        participants=number(n),
        all_participants=number(state.n_participants),
        word=quantity_words()[quantity(n, state.n_participants, state.limits)],
        segments=N_("{n} segment", "{n} segments", len(listed.reach.segments)),
    )


def begun(sentence: str) -> str:
    """Let a sentence begin with a capital."""
    return sentence[:1].upper() + sentence[1:]


def question_words() -> Mapping[Question, str]:
    """Give the questions of the review list."""
    return {
        "claim": _("Is there a claim in one sentence?"),
        "concept": _("Is there one idea in its centre?"),
        "data": _("Is there enough data?"),
        "boundary": _("Is there a boundary: what is it not about?"),
        "counter-case": _("Was a counter-case looked for?"),
        "distinct": _("Does it differ from the other themes?"),
    }


STATE_ICONS: Mapping[State, str] = {
    "there": ":material/check_circle:",
    "look again": ":material/visibility:",
    "missing": ":material/radio_button_unchecked:",
}


def state_words() -> Mapping[State, str]:
    """Name the states of a question."""
    return {"there": _("yes"), "look again": _("look again"), "missing": _("not yet")}


def advice(point: Point, listed: ListedTheme) -> str:
    """Say how a question stands and what to do."""
    if point.question == "data":
        return _about_data(point, listed)
    if point.question == "distinct":
        return _about_others(point)
    if point.state == "there":
        return _met(point, listed)
    return {
        "claim": _one_sentence(point),
        "concept": _("Name the idea that holds the theme together, on the tab Claim and basis."),
        "boundary": _("Write down what the theme does not cover, on the tab Claim and basis."),
        "counter-case": _(
            "Look for segments that speak against it, on the tab Counter-cases. If there are none, "
            "write down there where you looked."
        ),
    }[point.question]


def _one_sentence(point: Point) -> str:
    if point.why == "long claim":
        return _("The claim is more than one sentence. Say it in one.")
    return _("Say in one sentence what the theme claims, on the tab Claim and basis.")


def _met(point: Point, listed: ListedTheme) -> str:
    if point.question == "counter-case":
        if point.why == "searched":
            return _("None was found; a memo tells where you looked.")
        return N_("{n} counter-case", "{n} counter-cases", len(listed.theme.counter_cases))
    field = {"claim": "claim", "concept": "concept", "boundary": "scope"}[point.question]
    return str(getattr(listed.theme, field))


def _about_data(point: Point, listed: ListedTheme) -> str:
    n = N_("{n} participant", "{n} participants", len(listed.reach.cases))
    if point.why == "nothing coded":
        return _("Nothing is coded under it yet. Link categories or codes that were used.")
    if point.why == "one participant":
        return _("It rests on one participant. Look for others, or tell it as one case.")
    if point.why == "mostly one participant":
        return _(
            "{share} of its segments come from one participant, of {n} in all. See whether it "
            "holds without that one.",
            share=percent(point.share),
            n=n,
        )
    documents = N_("{n} document", "{n} documents", len(listed.reach.documents))
    return _("{participants} in {documents}", participants=n, documents=documents)


def _about_others(point: Point) -> str:
    if point.why == "shared codes":
        return _(
            "{share} of its codes are also under “{name}”. Merge the two, or say what sets them "
            "apart.",
            share=percent(point.share),
            name=point.other,
        )
    return _("It shares no more than half of its codes with any other theme.")
