"""The page Explore: how often codes stand where, of what, and out of how many (W03, W04)."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

import numpy as np

from kwalicode.analysis.cooccurrence import Places, Whole
from kwalicode.analysis.crosstabs import Flags, Passages, different, in_turns, passages_of
from kwalicode.model import path_of
from kwalicode.store import occurrences as stored
from kwalicode.store.exports import get_label_rules
from kwalicode.store.files import Database
from kwalicode.store.occurrences import ListedDocument, SpokenTurns
from kwalicode.store.study import Study
from kwalicode.store.whole_codebook import find_codebook

Unit = Literal["segments", "documents", "participants"]
UNITS: tuple[Unit, ...] = ("participants", "documents", "segments")


class Occasions(NamedTuple):
    """Who speaks on each passage: an entry for each speaker, one of -1 where nobody speaks.

    Attributes:
        passages: Number of the passage, in order.
        cases: Number of the participant.
        units: Number of the document or, of a survey, of the answer.
    """

    passages: Whole
    cases: Whole
    units: Whole


class Material(NamedTuple):
    """What the study holds, coded or not: the denominators; an entry for each who speaks where."""

    documents: Whole
    cases: Whole
    units: Whole


class Explored(NamedTuple):
    """All that is counted, read once.

    Attributes:
        names: Of what is counted, by number: paths of codes, or names of themes.
        ids: Their ids.
        k: So many participants must stand together in what is told apart (W60).
        kind: Of the sources that are counted; '' for all.
    """

    names: tuple[str, ...]
    ids: tuple[str, ...]
    documents: tuple[ListedDocument, ...]
    passages: Passages
    turns: SpokenTurns
    occasions: Occasions
    material: Material
    k: int
    kind: str = ""


class Groups(NamedTuple):
    """How participants or documents are told apart, by one thing at a time (W57).

    Attributes:
        labels: Of each group; several where small ones are one group together.
        of_cases: Group of each participant, or -1; None where documents are told apart.
        of_documents: Group of each document, or -1.
        k: Cells of fewer participants are withheld; 0 where none are.
        event: ISO date, where documents of before and after it are told apart.
    """

    labels: tuple[tuple[str, ...], ...]
    of_cases: Whole | None = None
    of_documents: Whole | None = None
    k: int = 0
    event: str = ""


class Table(NamedTuple):
    """Counts of one unit.

    Attributes:
        counts: Shape (names, groups).
        of: How many there are in each group: participants or documents coded or not, and coded
            segments; shape (groups,).
        withheld: Cells that are not shown, shape (names, groups).
    """

    unit: Unit
    counts: Whole
    of: Whole
    withheld: Flags


def explore(study: Study, *, coder: str) -> Explored:
    """Read where codes stand and who speaks there, as far as a coder may see it."""
    with study.read() as db:
        documents = tuple(stored.find_documents(db))
        found = stored.find_occurrences(db, documents, coder=coder)
        turns = stored.find_spoken_turns(db, documents)
        names, k = _names(db), get_label_rules(db).k
    order = sorted(range(len(found.code_ids)), key=lambda code: names[found.code_ids[code]])
    columns = map(_column, (found.documents, found.codes, found.starts, found.ends))
    places = Places(*columns)
    passages = passages_of(places._replace(codes=np.argsort(order)[places.codes]))
    ids = tuple(found.code_ids[code] for code in order)
    paths = tuple(names[code_id] for code_id in ids)
    return Explored(paths, ids, documents, passages, turns, *who(documents, passages, turns), k)


def _column(values: Sequence[int]) -> Whole:
    return np.asarray(values, dtype=np.int64)


def _names(db: Database) -> dict[str, str]:
    book = find_codebook(db)
    paths = book.paths()
    return {code.code_id: path_of(code, paths) for code in book.codes}


def who(
    documents: Sequence[ListedDocument], passages: Passages, turns: SpokenTurns
) -> tuple[Occasions, Material]:
    """Tell who speaks on each passage, and in all of the material."""
    is_survey = np.array([one.kind == "survey answer" for one in documents], dtype=np.bool_)
    n_cases = len(turns.case_ids) + 1
    turn_documents, turn_cases = _column(turns.documents), _column(turns.cases)
    own, at = in_turns(passages, turn_places(turns))
    silent = np.flatnonzero(np.bincount(own, minlength=len(passages.documents)) == 0)
    whose = np.concatenate([own, silent])
    cases = np.concatenate([turn_cases[at], np.full(len(silent), -1)])
    order = np.argsort(whose, kind="stable")
    whose, cases = whose[order], cases[order]
    usable = np.ones(len(documents), dtype=np.bool_)
    usable[list(turns.kept_out)] = False
    whole = np.flatnonzero(~is_survey & usable)
    all_documents = np.concatenate([turn_documents, whole])
    all_cases = np.concatenate([turn_cases, np.full(len(whole), -1)])

    def unit(document: Whole, case: Whole) -> Whole:
        keys = document * n_cases + np.where(is_survey[document], case + 1, 0)
        return np.where(is_survey[document] & (case < 0), -1, keys)

    keys = unit(all_documents, all_cases)
    known = np.unique(keys[keys >= 0])
    own_keys = unit(passages.documents[whose], cases)
    units = np.where(own_keys < 0, -1, np.searchsorted(known, own_keys))
    kept = keys >= 0
    material = Material(all_documents[kept], all_cases[kept], np.searchsorted(known, keys[kept]))
    return Occasions(whose, cases, units), material


def turn_places(turns: SpokenTurns) -> Places:
    """Give where turns stand; the codes of the places are who speaks."""
    return Places(*map(_column, (turns.documents, turns.cases, turns.starts, turns.ends)))


def of_kind(found: Explored, kind: str) -> Explored:
    """Leave out what is said in other kinds of sources; '' leaves all."""
    if not kind:
        return found
    is_kind = np.array([one.kind == kind for one in found.documents], dtype=np.bool_)
    said = is_kind[found.passages.documents[found.occasions.passages]]
    held = is_kind[found.material.documents]
    return found._replace(
        occasions=Occasions(*(column[said] for column in found.occasions)),
        material=Material(*(column[held] for column in found.material)),
        kind=kind,
    )


def count(
    found: Explored,
    groups: Groups,
    unit: Unit,
    withhold: Callable[[Whole, Whole], Flags] | None = None,
) -> Table:
    """Count codes by group.

    Args:
        found: What `explore` read.
        groups: How participants or documents are told apart.
        unit: What is counted.
        withhold: Says which cells of a table of participants are withheld, by how many there are
            of each group; none if left out.
    """
    shape = (len(found.names), len(groups.labels))
    codes, occasions = spread(found)
    own = groups_of(found, groups)[occasions]
    counts = different(codes, own, _units(found, unit)[occasions], shape)
    if withhold is None:
        return Table(unit, counts, _of(found, groups, unit), np.zeros(shape, dtype=np.bool_))
    persons = (
        counts
        if unit == "participants"
        else different(codes, own, found.occasions.cases[occasions], shape)
    )
    withheld = withhold(persons, _of(found, groups, "participants"))
    return Table(unit, counts, _of(found, groups, unit), withheld)


def documents_of(found: Explored) -> list[int]:
    """Give the numbers of the documents that are counted: those of which something may be used."""
    kinds = enumerate(one.kind for one in found.documents)
    used = (place for place, kind in kinds if found.kind in {"", kind})
    return [place for place in used if place not in found.turns.kept_out]


def everything(found: Explored, kind: str = "") -> Groups:
    """Give one group that holds all, or all of one kind of source."""
    own = [0 if kind in {"", one.kind} else -1 for one in found.documents]
    return Groups(((kind,),), of_documents=np.array(own, dtype=np.int64), k=found.k)


def _units(found: Explored, unit: Unit) -> Whole:
    occasions = found.occasions
    return {
        "segments": occasions.passages,
        "documents": occasions.units,
        "participants": occasions.cases,
    }[unit]


def spread(found: Explored) -> tuple[Whole, Whole]:
    """Give a code and a number of an occasion for each speaker on each passage of each code."""
    n_passages = len(found.passages.documents)
    first = np.searchsorted(found.occasions.passages, np.arange(n_passages + 1))
    passages = found.passages.passages
    numbers = first[passages + 1] - first[passages]
    codes = np.repeat(found.passages.codes, numbers)
    nth = np.arange(len(codes)) - np.repeat(np.cumsum(numbers) - numbers, numbers)
    return codes, np.repeat(first[passages], numbers) + nth


def groups_of(found: Explored, groups: Groups) -> Whole:
    """Give the group of each occasion."""
    if groups.of_documents is not None:
        return groups.of_documents[found.passages.documents[found.occasions.passages]]
    return _looked_up(groups.of_cases, found.occasions.cases)


def _looked_up(of_cases: Whole | None, cases: Whole) -> Whole:
    known = np.append(of_cases if of_cases is not None else np.empty(0, dtype=np.int64), -1)
    groups: Whole = known[cases]
    return groups


def _of(found: Explored, groups: Groups, unit: Unit) -> Whole:
    """Count how many there are of each group."""
    shape = (1, len(groups.labels))
    if unit == "segments":
        own, units = groups_of(found, groups), found.occasions.passages
    else:
        material = found.material
        own = (
            groups.of_documents[material.documents]
            if groups.of_documents is not None
            else _looked_up(groups.of_cases, material.cases)
        )
        units = material.units if unit == "documents" else material.cases
    found_of: Whole = different(np.zeros(len(own), dtype=np.int64), own, units, shape)[0]
    return found_of
