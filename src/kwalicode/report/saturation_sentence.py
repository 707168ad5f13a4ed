"""The sentences on saturation for a methods section, in Dutch or English, with the numbers."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from babel.dates import format_date

from kwalicode.model import Language


class ToldSaturation(NamedTuple):
    """What the sentences tell; a number that is undefined is None and is left out.

    Attributes:
        kind: Of the sources, such as 'interview'.
        order: 'date', 'import' or 'own'.
        threshold: From 0 to 1.
        is_first: Whether the setting was chosen before any result was shown.
        can_judge: Whether there are enough interviews for the setting.
        notation: Such as '6+2'; empty where the threshold was not reached.
        reopened_at: The interview that brought new codes afterwards.
        interval: Of `at_least`.
        n_next: How many interviews `next_codes` looks ahead.
    """

    n_interviews: int
    n_codes: int
    kind: str
    order: str
    base_size: int
    run_length: int
    threshold: float
    chosen_on: date
    is_first: bool
    can_judge: bool
    notation: str
    reopened_at: int | None
    coverage: float | None
    n_once: int
    n_twice: int
    at_least: float | None
    interval: tuple[float, float] | None
    n_next: int
    next_codes: float | None


_NL: Mapping[str, str] = {
    "interview": "interviews",
    "document": "documenten",
    "survey answer": "respondenten van de vragenlijst",
    "date": "op datum",
    "import": "in volgorde van import",
    "own": "in een door het onderzoeksteam gekozen volgorde",
    "counted": "In {n} {kind} ({order}) komen {codes} verschillende codes voor.",
    "rule": (
        "Verzadiging is beoordeeld met de new information rate van Guest, Namey en Chen (2020): "
        "een basis van {base}, reeksen van {run} en een drempel van {threshold}\u00a0%."
    ),
    "first": "Deze instelling is vastgelegd op {day}, voordat een uitkomst was te zien.",
    "later": "Deze instelling is vastgelegd op {day}, nadat met een andere was gerekend.",
    "reached": "Volgens die regel is verzadiging bereikt na {after} ({notation}).",
    "reopened": "Daarna bracht nummer {n} toch weer nieuwe codes.",
    "never": "Volgens die regel is verzadiging niet bereikt.",
    "few": "Voor die regel zijn er te weinig.",
    "coverage": (
        "De geschatte dekking, het deel van alle voorkomens van codes dat bij al geziene codes "
        "hoort, is {coverage}\u00a0% (codes in één: Q1 = {once}, in twee: Q2 = {twice}; Chao en "
        "Jost 2012)."
    ),
    "chao2": "Chao2 schat ten minste {n} codes (95\u00a0%-interval {low} tot {high}).",
    "next": "Nog {n} {kind} zouden ongeveer {codes} nieuwe codes brengen.",
    "no estimate": (
        "Hoeveel codes nog niet zijn gezien is niet te schatten, want te weinig codes staan in "
        "maar één."
    ),
    "alike": "Deze schattingen gaan ervan uit dat de volgende {kind} zijn als deze.",
    "meaning": (
        "Dit is verzadiging van codes; of elke code ook ten volle is begrepen, is een oordeel van "
        "de onderzoekers (Hennink, Kaiser en Marconi 2017)."
    ),
}
_EN: Mapping[str, str] = {
    "interview": "interviews",
    "document": "documents",
    "survey answer": "respondents of the survey",
    "date": "in order of date",
    "import": "in order of import",
    "own": "in an order chosen by the research team",
    "counted": "In {n} {kind} ({order}) {codes} different codes occur.",
    "rule": (
        "Saturation was judged by the new information rate of Guest, Namey and Chen (2020), with "
        "a base of {base}, runs of {run} and a threshold of {threshold}%."
    ),
    "first": "This setting was stored on {day}, before any result was shown.",
    "later": "This setting was stored on {day}, after another one had been used.",
    "reached": "By that rule saturation was reached after {after} ({notation}).",
    "reopened": "Afterwards number {n} brought new codes all the same.",
    "never": "By that rule saturation was not reached.",
    "few": "There are too few for that rule.",
    "coverage": (
        "The estimated coverage, the share of all occurrences of codes that belong to codes seen "
        "already, is {coverage}% (codes in one: Q1 = {once}, in two: Q2 = {twice}; Chao and Jost "
        "2012)."
    ),
    "chao2": "Chao2 expects at least {n} codes (95% interval {low} to {high}).",
    "next": "Another {n} {kind} would bring about {codes} new codes.",
    "no estimate": (
        "How many codes were not seen cannot be estimated, as too few codes stand in one only."
    ),
    "alike": "These estimates take it that further {kind} are like these.",
    "meaning": (
        "This is saturation of codes; whether each code was understood in full is a judgement of "
        "the researchers (Hennink, Kaiser and Marconi 2017)."
    ),
}
_WORDS: Mapping[Language, Mapping[str, str]] = {"nl": _NL, "en": _EN}


def saturation_sentences(told: ToldSaturation, *, language: Language) -> str:
    """Write what a methods section says of saturation."""
    return " ".join(_sentences(told, language))


def _sentences(told: ToldSaturation, language: Language) -> Iterator[str]:
    words = _WORDS[language]

    def short(value: float) -> str:
        written = f"{value:.1f}".removesuffix(".0")
        return written.replace(".", ",") if language == "nl" else written

    yield words["counted"].format(
        n=told.n_interviews, kind=words[told.kind], order=words[told.order], codes=told.n_codes
    )
    yield words["rule"].format(
        base=told.base_size, run=told.run_length, threshold=short(100 * told.threshold)
    )
    day = format_date(told.chosen_on, "d MMMM y", locale=language)
    yield words["first" if told.is_first else "later"].format(day=day)
    yield from _outcome(told, words)
    if told.coverage is not None:
        rounded = round(told.coverage, 3)
        share = short(100 * (min(rounded, 0.999) if told.coverage < 1 else rounded))
        yield words["coverage"].format(coverage=share, once=told.n_once, twice=told.n_twice)
    if told.at_least is not None and told.interval:
        low, high = map(short, told.interval)
        yield words["chao2"].format(n=short(told.at_least), low=low, high=high)
    elif told.coverage is not None:
        yield words["no estimate"]
    if told.next_codes is not None:
        codes = short(told.next_codes)
        yield words["next"].format(n=told.n_next, kind=words[told.kind], codes=codes)
        yield words["alike"].format(kind=words[told.kind])
    yield words["meaning"]


def _outcome(told: ToldSaturation, words: Mapping[str, str]) -> Iterator[str]:
    if not told.can_judge:
        yield words["few"]
    elif not told.notation:
        yield words["never"]
    else:
        after = told.notation.partition("+")[0]
        yield words["reached"].format(after=after, notation=told.notation)
        if told.reopened_at:
            yield words["reopened"].format(n=told.reopened_at)
