"""Saturation: is it enough? All numbers of the page, by a setting that was chosen beforehand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

from kwalicode.analysis.incidence import Incidence
from kwalicode.analysis.saturation import StoppingPoint
from kwalicode.errors import InputError, UndefinedError
from kwalicode.model import Codebook, DocumentKind, path_of
from kwalicode.store.categories import find_categories
from kwalicode.store.codebook import find_codes
from kwalicode.store.files import Database
from kwalicode.store.incidence import Unit
from kwalicode.store.prevalence import codes_of_categories, codes_of_themes
from kwalicode.store.saturation import (
    Choice,
    Judgement,
    find_choices,
    find_judgements,
    is_tracked,
)
from kwalicode.store.study import Study
from kwalicode.store.themes import find_themes
from kwalicode.workflows.saturation.caveats import Caveats, find_caveats
from kwalicode.workflows.saturation.counting import coded_units, count_units
from kwalicode.workflows.saturation.groups import RoleNumbers, find_roles
from kwalicode.workflows.saturation.numbers import (
    Number,
    Numbers,
    Summary,
    count,
    joined_columns,
    new_codes,
    stopping_point,
    summarise,
)


class Interview(NamedTuple):
    """What one interview brought that none before it held."""

    title: str
    dated: str
    n_new_codes: int
    n_codes: int
    n_new_categories: int
    n_new_themes: int


class CategoryStop(NamedTuple):
    """The rule of ten interviews and three more for the codes of one category.

    Attributes:
        path: Names from the top of the tree down.
        n_codes: Of its codes, those that occur.
    """

    path: str
    n_codes: int
    point: StoppingPoint | UndefinedError


class SeenOnce(NamedTuple):
    """A code that occurs in one interview only: what is still unseen is like these."""

    path: str
    title: str


class CountedCode(NamedTuple):
    """A code that occurs, in how many interviews, and whether it is understood in full."""

    code_id: str
    path: str
    n_interviews: int
    judgement: Judgement | None


@dataclass(frozen=True, slots=True)
class Saturation:
    """All numbers of the page.

    Attributes:
        choice: The setting, and what is counted in which order.
        is_first: Whether it is the first choice, so made before any result was shown.
        interviews: In order.
        n_categories: How many hold a code that occurs.
        n_themes: Likewise; themes that were dropped are left out.
        by_kind: The other kinds of source that are coded, each by itself.
        by_role: By role of the participant; empty where there are too few to tell roles apart.
    """

    choice: Choice
    is_first: bool
    interviews: tuple[Interview, ...]
    n_categories: int
    n_themes: int
    numbers: Numbers
    categories: tuple[CategoryStop, ...]
    once: tuple[SeenOnce, ...]
    codes: tuple[CountedCode, ...]
    by_kind: tuple[tuple[DocumentKind, Summary], ...]
    by_role: tuple[RoleNumbers, ...]
    caveats: Caveats


class Tracker(NamedTuple):
    """Whether saturation is tracked, and how it is judged.

    Attributes:
        choices: All that were made, the newest last; empty until somebody chose.
        units: Kind of source to the coded units, in order of import.
    """

    is_on: bool
    choices: list[Choice]
    units: Mapping[DocumentKind, list[Unit]]


class Light(NamedTuple):
    """Where saturation stands, for the page Overview.

    Attributes:
        n_last: How many interviews `n_new` is of: three, or as many as there are.
        n_new: New codes they brought.
    """

    coverage: Number
    n_last: int
    n_new: int
    kind: DocumentKind


def tracker(study: Study, *, coder: str) -> Tracker:
    """Tell what can be chosen and what was; no result is in it."""
    with study.read() as db:
        units = {kind: coded_units(db, kind, coder)[0] for kind in get_args(DocumentKind)}
        return Tracker(is_tracked(db), find_choices(db), units)


def saturation(study: Study, *, coder: str) -> Saturation:
    """Give all numbers by the choice that holds.

    Raises:
        InputError: Nobody chose yet how saturation is judged, or the tracker is off.
        UndefinedError: No interview holds a code.
    """
    with study.read() as db:
        choices = find_choices(db)
        if not choices or not is_tracked(db):
            raise InputError(
                "How saturation is judged is chosen before it is shown; choose a setting, or "
                "switch the tracker on again."
            )
        return _saturation(db, choices, coder)


def light(study: Study, *, coder: str) -> Light | None:
    """Tell in short where saturation stands; None where that is off, not chosen or undefined."""
    with study.read() as db:
        choices = find_choices(db)
        if not choices or not is_tracked(db):
            return None
        names = [code.code_id for code in find_codes(db)]
        table = count_units(db, choices[-1], names, coder)[2]
    if not table.any():
        return None
    incidence = Incidence(table)
    summary, new = summarise(incidence, choices[-1]), new_codes(incidence)[-3:]
    return Light(summary.coverage, len(new), sum(new), choices[-1].kind)


def _saturation(db: Database, choices: Sequence[Choice], coder: str) -> Saturation:
    choice = choices[-1]
    book = Codebook(tuple(find_categories(db)), tuple(find_codes(db)))
    paths = book.paths()
    names = {code.code_id: path_of(code, paths) for code in book.codes}
    ordered, code_ids, table = count_units(db, choice, names, coder)
    incidence = Incidence(table)
    numbers = count(incidence, choice)
    place = {code_id: column for column, code_id in enumerate(code_ids)}
    under = codes_of_categories(db)
    themes = codes_of_themes(db)
    kept = [one.theme_id for one in find_themes(db) if not one.is_dropped]
    categories = _places([under.get(category_id, ()) for category_id in paths], place)
    levels = [
        joined_columns(table, places)
        for places in (categories, _places([themes.get(key, ()) for key in kept], place))
    ]
    return Saturation(
        choice,
        len(choices) == 1,
        tuple(_interviews(ordered, incidence, *levels)),
        levels[0].n_codes,
        levels[1].n_codes,
        numbers,
        tuple(
            CategoryStop(path, len(places), stopping_point(new_codes(Incidence(table[:, places]))))
            for path, places in zip(paths.values(), categories, strict=True)
            if places
        ),
        tuple(
            SeenOnce(names[code_ids[column]], ordered[incidence.first_seen[column]].title)
            for column in numbers.once
        ),
        tuple(_judged(db, code_ids, names, incidence)),
        tuple(_by_kind(db, choice, names, coder)),
        tuple(find_roles(db, ordered, choice, coder=coder)),
        find_caveats(db, choice, ordered, incidence, coder=coder),
    )


def _places(
    groups: Sequence[Sequence[str] | frozenset[str]], place: Mapping[str, int]
) -> list[list[int]]:
    return [sorted(place[key] for key in group if key in place) for group in groups]


def _interviews(
    units: Sequence[Unit], codes: Incidence, categories: Incidence, themes: Incidence
) -> list[Interview]:
    columns = zip(
        units,
        codes.new_codes.tolist(),
        codes.cumulative.tolist(),
        categories.new_codes.tolist(),
        themes.new_codes.tolist(),
        strict=True,
    )
    return [Interview(unit.title, unit.dated, *numbers) for unit, *numbers in columns]


def _judged(
    db: Database, code_ids: Sequence[str], names: Mapping[str, str], incidence: Incidence
) -> list[CountedCode]:
    judgements = find_judgements(db)
    return [
        CountedCode(code_id, names[code_id], n, judgements.get(code_id))
        for code_id, n in zip(code_ids, incidence.frequencies.tolist(), strict=True)
    ]


def _by_kind(
    db: Database, choice: Choice, names: Mapping[str, str], coder: str
) -> list[tuple[DocumentKind, Summary]]:
    found: list[tuple[DocumentKind, Summary]] = []
    for kind in get_args(DocumentKind):
        if kind == choice.kind:
            continue
        units, _, table = count_units(db, choice._replace(kind=kind), names, coder)
        if units:
            found.append((kind, summarise(Incidence(table), choice)))
    return found
