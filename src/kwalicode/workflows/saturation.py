"""Saturation: is it enough? All numbers of the page, by a setting that was chosen beforehand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

import numpy as np

from kwalicode.analysis.incidence import Incidence, Table
from kwalicode.analysis.saturation import StoppingPoint
from kwalicode.errors import InputError, UndefinedError
from kwalicode.model import Codebook, DocumentKind, path_of
from kwalicode.store import incidence as stored
from kwalicode.store.categories import find_categories
from kwalicode.store.codebook import find_codes
from kwalicode.store.files import Database
from kwalicode.store.incidence import Unit
from kwalicode.store.prevalence import codes_of_themes
from kwalicode.store.saturation import Choice, add_choice, find_choices, is_tracked, set_tracked
from kwalicode.store.study import Study
from kwalicode.store.themes import find_themes
from kwalicode.workflows.saturation_caveats import Caveats, find_caveats
from kwalicode.workflows.saturation_groups import RoleNumbers, find_roles
from kwalicode.workflows.saturation_numbers import (
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
        units = {kind: _coded(db, kind, coder)[0] for kind in get_args(DocumentKind)}
        return Tracker(is_tracked(db), find_choices(db), units)


def choose(study: Study, choice: Choice, *, coder: str) -> None:
    """Store how saturation is judged from now on; see `store.saturation.add_choice`."""
    with study.write(coder, "choose saturation", undoable=False) as db:
        add_choice(db, choice, coder=coder)


def switch(study: Study, *, is_on: bool, coder: str) -> None:
    """Switch the tracker on or off: reflexive thematic analysis does not count."""
    with study.write(coder, "track saturation", undoable=False) as db:
        set_tracked(db, is_on=is_on)


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
        table = _counted(db, choices[-1], names, coder)[2]
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
    ordered, code_ids, table = _counted(db, choice, names, coder)
    incidence = Incidence(table)
    numbers = count(incidence, choice)
    place = {code_id: column for column, code_id in enumerate(code_ids)}
    under = stored.codes_of_categories(db)
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
        tuple(_by_kind(db, choice, names, coder)),
        tuple(find_roles(db, ordered, choice, coder=coder)),
        find_caveats(db, choice, ordered, incidence, coder=coder),
    )


def _coded(
    db: Database, kind: DocumentKind, coder: str
) -> tuple[list[Unit], dict[str, frozenset[str]]]:
    """Give the units that were coded: one that nobody coded yet brings nothing, and says nothing.

    A passage that is barred may be all there was; then its document does not count either.
    """
    occurrences = stored.find_occurrences(db, kind, coder=coder)
    units = [unit for unit in stored.find_units(db, kind) if unit.unit_id in occurrences]
    return units, occurrences


def in_order(units: Sequence[Unit], choice: Choice) -> list[Unit]:
    """Put units, given in order of import, in the order that was chosen.

    Those without a date, or which an own order does not name, come last in order of import.
    """
    if choice.order == "date":
        return sorted(units, key=lambda unit: (not unit.dated, unit.dated))
    if choice.order == "own":
        places = {unit_id: place for place, unit_id in enumerate(choice.own_order)}
        return sorted(units, key=lambda unit: places.get(unit.unit_id, len(places)))
    return list(units)


def _counted(
    db: Database, choice: Choice, names: Iterable[str], coder: str
) -> tuple[list[Unit], list[str], Table]:
    """Give the units in order, the codes that occur in that of `names`, and who holds which."""
    coded, occurrences = _coded(db, choice.kind, coder)
    units = in_order(coded, choice)
    held = [occurrences[unit.unit_id] for unit in units]
    found = frozenset().union(*held)
    code_ids = [code_id for code_id in names if code_id in found]
    place = {code_id: column for column, code_id in enumerate(code_ids)}
    table = np.zeros((len(units), len(code_ids)), dtype=bool)
    for row, codes in enumerate(held):
        table[row, [place[code_id] for code_id in codes]] = True
    return units, code_ids, table


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


def _by_kind(
    db: Database, choice: Choice, names: Mapping[str, str], coder: str
) -> list[tuple[DocumentKind, Summary]]:
    found: list[tuple[DocumentKind, Summary]] = []
    for kind in get_args(DocumentKind):
        if kind == choice.kind:
            continue
        units, _, table = _counted(db, choice._replace(kind=kind), names, coder)
        if units:
            found.append((kind, summarise(Incidence(table), choice)))
    return found
