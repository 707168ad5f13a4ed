"""The methods section on design, team, recruitment, composition and material."""

from collections.abc import Iterator

from kwalicode.model import Language
from kwalicode.report import methods_material_words as words
from kwalicode.report.funnel import funnel_text
from kwalicode.report.methods_facts import (
    FEWEST,
    AnsweredSurvey,
    Margin,
    Material,
    Recruited,
    StudyFacts,
    Texts,
)
from kwalicode.report.methods_say import Part, Teller


def material_parts(facts: StudyFacts, language: Language) -> Iterator[Part]:
    """Write these parts."""
    yield _design(facts, language)
    yield _team(facts, language)
    yield _recruitment(facts.recruited, language)
    yield _composition(facts, language)
    yield _material(facts.material, language)


def _design(facts: StudyFacts, language: Language) -> Part:
    teller = Teller("design", words.DESIGN, language)
    kinds = dict.fromkeys(one.kind for one in facts.coding.passes)
    if kinds and facts.coding.origins:
        teller.tell("rounds", kinds=teller.listed(teller.word(kind) for kind in kinds))
    teller.ask("ask")
    teller.ask("ask_setting")
    return teller.part()


def _team(facts: StudyFacts, language: Language) -> Part:
    teller = Teller("team", words.TEAM, language)
    if facts.material.n_interviewers:
        teller.tell("interviewers", facts.material.n_interviewers)
    if facts.coding.memos.get("reflexive"):
        teller.tell("reflexive", facts.coding.memos["reflexive"])
    teller.ask("ask")
    return teller.part()


def _recruitment(recruited: Recruited, language: Language) -> Part:
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
        few = funnel.n_withdrawn and funnel.n_persons_withdrawn < FEWEST
        shown = funnel._replace(n_withdrawn=0, n_persons_withdrawn=0) if few else funnel
        teller.tell_text("funnel", funnel_text(shown, language=language))
        if few:
            teller.tell("lost_few", few=FEWEST)
    if recruited.n_changes:
        teller.ask("ask_changed")
    teller.ask("ask")
    return teller.part()


def _composition(facts: StudyFacts, language: Language) -> Part:
    teller = Teller("composition", words.COMPOSITION, language)
    if facts.material.n_participants:
        teller.tell("participants", facts.material.n_participants)
    told = [one for one in facts.margins if one.groups]
    if told:
        teller.tell("margins", few=FEWEST)
        rows = [row for one in told for row in _rows(one, teller)]
        teller.show("heads", rows, (500, 800, 300))
    kept = [one.name or teller.word("role") for one in facts.margins if not one.groups]
    if kept:
        teller.tell("withheld", names=teller.listed(kept), few=FEWEST)
    if not told:
        teller.ask("ask")
    return teller.part()


def _rows(margin: Margin, teller: Teller) -> Iterator[tuple[str, str, str]]:
    known = {"": "unknown", "yes": "yes", "no": "no"}
    for labels, n in margin.groups:
        named = [teller.word(known[one]) if one in known else one for one in labels]
        yield margin.name or teller.word("role"), teller.listed(named), teller.number(n)


def _material(material: Material, language: Language) -> Part:
    teller = Teller("material", words.MATERIAL, language)
    for kind in ("interview", "document"):
        texts = material.texts.get(kind)
        if texts:
            _tell_texts(teller, kind, texts)
    if "interview" in material.texts:
        _tell_again(teller, material.n_again)
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


def _tell_again(teller: Teller, n: int) -> None:
    if not n:
        teller.tell("again_none")
    elif n < FEWEST:
        teller.tell("again_few", few=FEWEST)
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
