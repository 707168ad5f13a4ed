"""The methods section on passes, codebook, agreement, saturation and suggestions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kwalicode.model import Language, PassKind
from kwalicode.report.methods import coding_words as words
from kwalicode.report.methods.say import Part, Teller
from kwalicode.report.saturation_sentence import ToldSaturation, saturation_sentences


class ToldPass(NamedTuple):
    """A pass of coding.

    Attributes:
        opened: None for the first one, which is there from the beginning.
        closed: None while it goes on.
        n_units: Documents with codings of it, each answer of a survey as one.
        n_codes: Made in it and still there, as are the others.
    """

    kind: PassKind
    name: str
    opened: date | None
    closed: date | None
    coders: tuple[str, ...]
    is_blind: bool
    n_codings: int
    n_units: int
    n_codes: int
    n_categories: int
    n_relations: int
    n_themes: int


class Stage(NamedTuple):
    """How large the codebook was.

    Attributes:
        name: Of the pass at whose closing it was kept; empty for now.
        n_merged: Codes that went up in others since the stage before.
    """

    name: str
    taken: date | None
    n_codes: int
    n_categories: int
    n_themes: int
    n_merged: int


class Coding(NamedTuple):
    """How the material was coded.

    Attributes:
        origins: Codes by where they came from: 'theory', 'data', 'in vivo'.
        n_relations: Between codes and categories.
        n_claims: Themes with a claim.
        n_counter_cases: Passages that were kept because they speak against a theme.
        memos: Memos by kind.
        suggestions: What was taken and what refused, by kind of suggestion.
        engines: What proposed it.
    """

    passes: tuple[ToldPass, ...]
    stages: tuple[Stage, ...]
    origins: Mapping[str, int]
    n_relations: int
    n_claims: int
    n_counter_cases: int
    memos: Mapping[str, int]
    suggestions: Mapping[str, tuple[int, int]]
    engines: tuple[str, ...]


class Agreed(NamedTuple):
    """How far the coders of a pass agree, in the documents in which all of them coded.

    Attributes:
        unit: In which alpha and kappa are counted, of all codes together.
        alpha: Krippendorff's; None where it has no value.
        interval: Of 95 %; None where there is none.
        narrow_below: With fewer documents than this the interval is too narrow; 0 where there are
            enough.
        kappa: Cohen's; None for more than two coders.
        matched: F1 of the segments that overlap by `share` or more; None where it has no value.
        chosen: Day on which the team chose what is compared; None where nobody did.
        n_choices: How often it chose.
    """

    pass_name: str
    was_blind: bool
    n_coders: int
    n_documents: int
    n_codes: int
    unit: str
    alpha: float | None
    interval: tuple[float, float] | None
    narrow_below: int
    kappa: float | None
    matched: float | None
    share: float
    chosen: date | None
    n_choices: int


class Saturated(NamedTuple):
    """Whether saturation was judged, and what came of it.

    Attributes:
        told: None where nobody chose how to judge it, or nothing is coded.
    """

    is_tracked: bool
    told: ToldSaturation | None


def coding_parts(
    coding: Coding,
    agreed: Sequence[Agreed],
    saturated: Saturated,
    language: Language,
    *,
    has_answers: bool,
) -> Iterator[Part]:
    """Write these parts; that on suggestions only where any was taken or refused."""
    yield _passes(coding, language, has_answers=has_answers)
    yield _book(coding, language)
    yield _agreement(agreed, language)
    yield _saturation(saturated, language)
    if coding.suggestions:
        yield _suggestions(coding, language)


def _passes(coding: Coding, language: Language, *, has_answers: bool) -> Part:
    teller = Teller("passes", words.PASSES, language)
    coders = sorted({name for one in coding.passes for name in one.coders})
    if not coders:
        teller.ask("ask_nothing")
        return teller.part()
    teller.tell("passes", len(coding.passes))
    teller.tell("coders", len(coders), names=teller.listed(coders))
    blind = [
        teller.word("quoted", name=_called(one.name, teller))
        for one in coding.passes
        if one.is_blind
    ]
    if blind:
        teller.tell("blind", names=teller.listed(blind))
    if has_answers:
        teller.tell("units")
    rows = [_pass_row(one, teller) for one in coding.passes]
    teller.show("heads", rows, (230, 240, 240, 180, 235, 245, 230))
    if coding.memos:
        kinds = [teller.word(kind, n) for kind, n in coding.memos.items()]
        teller.tell("memos", sum(coding.memos.values()), kinds=teller.listed(kinds))
    teller.ask("ask")
    return teller.part()


def _called(name: str, teller: Teller) -> str:
    """Give the name of a pass; one that still has the name of its kind, in the own language."""
    kinds = {"open": "open", "axial": "axial", "thematic": "thematic"}
    return teller.word(kinds[name.casefold()]) if name.casefold() in kinds else name


def _pass_row(one: ToldPass, teller: Teller) -> tuple[str, ...]:
    name, kind = _called(one.name, teller), teller.word(one.kind)
    made = {"codes": one.n_codes, "categories": one.n_categories}
    made |= {"relations": one.n_relations, "themes": one.n_themes}
    return (
        name if name == kind else f"{name} ({kind})",
        teller.day(one.opened) if one.opened else teller.word("from_start"),
        teller.day(one.closed) if one.closed else teller.word("goes_on"),
        teller.listed(one.coders) or "–",
        teller.number(one.n_codings),
        teller.number(one.n_units),
        ", ".join(teller.word(f"made_{what}", n) for what, n in made.items() if n) or "–",
    )


def _book(coding: Coding, language: Language) -> Part:
    teller = Teller("codebook", words.BOOK, language)
    now = coding.stages[-1]
    if now.n_codes:
        sizes = {"codes": now.n_codes, "categories": now.n_categories, "themes": now.n_themes}
        teller.tell("size", list=teller.listed(teller.word(k, n) for k, n in sizes.items() if n))
        listed = [teller.word(origin, n) for origin, n in coding.origins.items()]
        teller.tell("origins", list=teller.listed(listed))
    if len(coding.stages) > 1:
        teller.tell("stages")
        rows = [_stage_row(one, teller) for one in coding.stages]
        teller.show("heads", rows, (300, 330, 200, 240, 220, 310))
    for key, n in (
        ("relations", coding.n_relations),
        ("claims", coding.n_claims),
        ("counter", coding.n_counter_cases),
    ):
        if n:
            teller.tell(key, n)
    teller.ask("ask")
    return teller.part()


def _stage_row(one: Stage, teller: Teller) -> tuple[str, ...]:
    numbers = (one.n_codes, one.n_categories, one.n_themes, one.n_merged)
    name = _called(one.name, teller) or teller.word("now")
    return (name, teller.day(one.taken) if one.taken else "", *map(teller.number, numbers))


def _agreement(agreed: Sequence[Agreed], language: Language) -> Part:
    teller = Teller("agreement", words.AGREEMENT, language)
    for one in agreed:
        name = _called(one.pass_name, teller)
        given = {"name": name, "coders": one.n_coders, "codes": one.n_codes}
        teller.tell("compared", one.n_documents, **given)
        if one.was_blind:
            teller.tell("blind")
        _tell_numbers(one, teller)
        if one.chosen:
            key = "chosen_again" if one.n_choices > 1 else "chosen"
            teller.tell(key, day=teller.day(one.chosen))
        else:
            teller.ask("ask_choice")
    if not agreed:
        teller.ask("ask")
    return teller.part()


def _tell_numbers(one: Agreed, teller: Teller) -> None:
    unit = teller.word(one.unit)
    if one.alpha is not None:
        teller.tell("alpha", alpha=teller.number(one.alpha, 2), unit=unit)
    if one.interval:
        low, high = (teller.number(end, 2) for end in one.interval)
        teller.tell("interval", low=low, high=high)
        if one.narrow_below:
            teller.tell("narrow", few=one.narrow_below)
    if one.kappa is not None:
        teller.tell("kappa", kappa=teller.number(one.kappa, 2))
    if one.matched is not None:
        share = teller.percent(one.share)
        teller.tell("matched", matched=teller.number(one.matched, 2), share=share)


def _saturation(saturated: Saturated, language: Language) -> Part:
    teller = Teller("saturation", words.SATURATION, language)
    if saturated.told:
        text = saturation_sentences(saturated.told, language=language)
        teller.tell_text("saturation", text)
    else:
        teller.ask("ask" if saturated.is_tracked else "ask_off")
    return teller.part()


def _suggestions(coding: Coding, language: Language) -> Part:
    teller = Teller("suggestions", words.SUGGESTIONS, language)
    teller.tell("suggested")
    rows = [
        (teller.word(kind), teller.number(n_taken), teller.number(n_refused))
        for kind, (n_taken, n_refused) in coding.suggestions.items()
    ]
    teller.show("heads", rows, (900, 350, 350))
    if coding.engines:
        teller.tell("engines", names=teller.listed(coding.engines))
    return teller.part()
