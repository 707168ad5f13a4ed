"""The methods section on design, team, recruitment, composition and material."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kwalicode.model import Acquisition, DocumentKind, Language
from kwalicode.report.funnel import Funnel, funnel_text
from kwalicode.report.methods import material_words as words
from kwalicode.report.methods.coding import Coding
from kwalicode.report.methods.material_held import Held, tell_held
from kwalicode.report.methods.say import Part, Teller


class Margin(NamedTuple):
    """How participants divide by one thing alone (W17).

    Attributes:
        name: Of the attribute; empty for the role.
        groups: Values, several where small groups were put together, and the persons of each;
            empty where that would leave fewer than two groups.
    """

    name: str
    groups: tuple[tuple[tuple[str, ...], int], ...]


class Recruited(NamedTuple):
    """How participants came to the study.

    Attributes:
        funnel: None where nothing was recorded, or the key file is closed.
        planned: Interviews that were planned, and at most; None where nobody planned any.
        n_changes: How often that plan changed.
        targets: Names of the attributes for which numbers were aimed at.
    """

    funnel: Funnel | None = None
    planned: tuple[int, int] | None = None
    n_changes: int = 0
    targets: tuple[str, ...] = ()


class Texts(NamedTuple):
    """The documents of one kind.

    Attributes:
        n_words: In all of them, questions of interviewers included.
        shortest: Words of the shortest one.
        first: Day of the earliest one; None where no day is known.
        n_undated: Those of which no day is known.
        languages: How many there are in each language.
    """

    n: int = 0
    n_words: int = 0
    shortest: int = 0
    longest: int = 0
    first: date | None = None
    last: date | None = None
    n_undated: int = 0
    languages: Mapping[str, int] = {}


class AnsweredSurvey(NamedTuple):
    """A survey with its respondents and questions."""

    name: str
    n_respondents: int
    n_open: int
    n_closed: int


class Material(NamedTuple):
    """What was collected.

    Attributes:
        texts: By kind; a kind without any is left out.
        n_answers: Answers in own words in the study.
        n_participants: Who speaks in the interviews.
        n_again: Of these, who speaks in more than one.
        n_interviewers: Who asks in them.
        routes: Documents by how they were acquired.
        held: How the interviews were held.
    """

    texts: Mapping[DocumentKind, Texts]
    n_answers: int
    n_participants: int
    n_again: int
    n_interviewers: int
    routes: Mapping[Acquisition, int]
    surveys: tuple[AnsweredSurvey, ...]
    held: Held = Held()


def material_parts(
    recruited: Recruited,
    margins: Sequence[Margin],
    material: Material,
    coding: Coding,
    k: int,
    language: Language,
) -> Iterator[Part]:
    """Write these parts; of fewer than k persons nothing is told apart (W60)."""
    yield _design(coding, language)
    yield _team(material, coding, language)
    yield _recruitment(recruited, k, language)
    yield _composition(margins, material.n_participants, k, language)
    yield _material(material, k, language)


def _design(coding: Coding, language: Language) -> Part:
    teller = Teller("design", words.DESIGN, language)
    kinds = dict.fromkeys(one.kind for one in coding.passes)
    if kinds and coding.origins:
        teller.tell("rounds", kinds=teller.listed(teller.word(kind) for kind in kinds))
    teller.ask("ask")
    teller.ask("ask_setting")
    return teller.part()


def _team(material: Material, coding: Coding, language: Language) -> Part:
    teller = Teller("team", words.TEAM, language)
    if material.n_interviewers:
        teller.tell("interviewers", material.n_interviewers)
    if coding.memos.get("reflexive"):
        teller.tell("reflexive", coding.memos["reflexive"])
    teller.ask("ask")
    return teller.part()


def _recruitment(recruited: Recruited, k: int, language: Language) -> Part:
    teller = Teller("recruitment", words.RECRUITMENT, language)
    if recruited.planned:
        planned, most = recruited.planned
        teller.tell("planned", planned, most=teller.number(most))
    if recruited.n_changes:
        teller.tell("changed", recruited.n_changes)
    if recruited.targets:
        teller.tell("targets", names=teller.listed(recruited.targets))
    funnel = recruited.funnel
    if funnel is None:
        teller.ask("ask_funnel")
    else:
        few = funnel.n_withdrawn and funnel.n_persons_withdrawn < k
        shown = funnel._replace(n_withdrawn=0, n_persons_withdrawn=0) if few else funnel
        teller.tell_text("funnel", funnel_text(shown, language=language))
        if few:
            teller.tell("lost_few", few=k)
    if recruited.n_changes:
        teller.ask("ask_changed")
    teller.ask("ask")
    return teller.part()


def _composition(
    margins: Sequence[Margin], n_participants: int, k: int, language: Language
) -> Part:
    teller = Teller("composition", words.COMPOSITION, language)
    if n_participants:
        teller.tell("participants", n_participants)
    told = [one for one in margins if one.groups]
    if told:
        teller.tell("margins", few=k)
        rows = [row for one in told for row in _rows(one, teller)]
        teller.show("heads", rows, (500, 800, 300))
    kept = [one.name or teller.word("role") for one in margins if not one.groups]
    if kept:
        teller.tell("withheld", names=teller.listed(kept), few=k)
    if not told:
        teller.ask("ask")
    return teller.part()


def _rows(margin: Margin, teller: Teller) -> Iterator[tuple[str, str, str]]:
    known = {"": "unknown", "yes": "yes", "no": "no"}
    for labels, n in margin.groups:
        named = [teller.word(known[one]) if one in known else one for one in labels]
        yield margin.name or teller.word("role"), teller.listed(named), teller.number(n)


def _material(material: Material, k: int, language: Language) -> Part:
    teller = Teller("material", words.MATERIAL, language)
    if "interview" in material.texts:
        _tell_texts(teller, "interview", material.texts["interview"])
        tell_held(teller, material.held, material.texts["interview"].n)
        _tell_again(teller, material.n_again, k)
    if "document" in material.texts:
        _tell_texts(teller, "document", material.texts["document"])
    ways = [teller.word(route, n) for route, n in material.routes.items()]
    if ways:
        teller.tell("routes", list=teller.listed(ways))
    for survey in material.surveys:
        _tell_survey(teller, survey)
    if material.n_answers:
        teller.tell("answers", material.n_answers)
    if not any(one.first for one in material.texts.values()):
        teller.ask("ask_dates")
    teller.ask("ask")
    return teller.part()


def _tell_texts(teller: Teller, kind: str, texts: Texts) -> None:
    teller.tell(kind, texts.n)
    if texts.first and texts.last:
        days = {"first": teller.day(texts.first), "last": teller.day(texts.last)}
        teller.tell(f"{kind}_on" if texts.first == texts.last else f"{kind}_held", **days)
        if texts.n_undated:
            teller.tell("undated", texts.n_undated)
    sizes = {"all": texts.n_words, "least": texts.shortest, "most": texts.longest}
    sizes["mean"] = round(texts.n_words / texts.n)
    teller.tell(f"{kind}_words", **{name: teller.number(n) for name, n in sizes.items()})
    if len(texts.languages) > 1:
        spoken = [teller.word(language, n) for language, n in texts.languages.items()]
        teller.tell("languages", list=teller.listed(spoken))


def _tell_again(teller: Teller, n: int, k: int) -> None:
    if not n:
        teller.tell("again_none")
    elif n < k:
        teller.tell("again_few", few=k)
    else:
        teller.tell("again", n)


def _tell_survey(teller: Teller, survey: AnsweredSurvey) -> None:
    teller.tell(
        "survey",
        survey.n_respondents,
        name=survey.name,
        open=teller.word("open", survey.n_open),
        closed=teller.word("closed", survey.n_closed),
    )
