"""Attributes of participants from a table: a look at what was read, then all of it or nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple
from uuid import uuid4

from kwalicode import deid
from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Attribute, Participant, Role
from kwalicode.store import attributes, cases, participants, roles
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.labels import find_borne
from kwalicode.store.pseudonyms import new_pseudonym
from kwalicode.store.study import Study
from kwalicode.text import folded
from kwalicode.workflows.attributes import stored_value, with_choices
from kwalicode.workflows.case_columns import TablePreview, Use
from kwalicode.workflows.told_labels import remember_moves

_PSEUDONYM = re.compile(r"(?:respondent|interviewer|subject|form) \d+")


class Imported(NamedTuple):
    """What came of an import.

    Attributes:
        n_unlabelled: New roles, which are named as nothing outside until they get a label.
    """

    n_known: int
    n_new: int
    n_unlabelled: int


def import_case_table(study: Study, key: Key, preview: TablePreview, *, coder: str) -> Imported:
    """Store the values of a table, and make the participants who are not known yet.

    A row is about the participant with this pseudonym, recorded name or speaker label.

    Raises:
        InputError: No column or more than one says who a row is about, a row names nobody, two
            rows name the same participant, or a value does not fit; the sentence says where.
        ConflictError: A name fits more than one participant.
    """
    found = match_rows(key, preview)
    with study.read() as db:
        known = {folded(one.name): one for one in attributes.find_attributes(db)}
        had = {folded(one.name) for one in roles.find_roles(db)}
    planned = _planned(preview, known)
    named = {folded(name): name for name in _cells(preview, "role").values() if name}
    with key.write(coder, "import participants", undoable=False) as db:
        people = _store_in_key(db, preview, found, planned)
    with study.write(coder, "import participants", undoable=False) as db:
        _store_in_study(db, preview, people, planned)
    n_known = sum(person is not None for person in found.values())
    return Imported(n_known, len(found) - n_known, len(named.keys() - had))


def _cells(preview: TablePreview, use: Use) -> dict[int, str]:
    """Give the cells of the column with a use, by row number; none if there is no such column."""
    places = [place for place, column in enumerate(preview.columns) if column.use == use]
    if len(places) > 1 or (not places and use == "participant"):
        raise InputError(
            "One column of the table must say which participant a row is about, and no other use "
            "but an attribute may be chosen twice; correct the columns."
        )
    return {number: cells[place] for number, cells in preview.table.rows for place in places}


def match_rows(key: Key, preview: TablePreview) -> dict[int, Participant | None]:
    """Find the participant each row is about, by row number; None for one who is new.

    Raises:
        InputError: A row names nobody, the same participant as another row, or a pseudonym that
            nobody has.
        ConflictError: A name fits more than one participant.
    """
    with key.read() as db:
        people = participants.find_participants(db)
    by_name: dict[str, set[Participant]] = {}
    for person in people:
        for name in {person.pseudonym, person.name, *person.labels} - {""}:
            by_name.setdefault(folded(name), set()).add(person)
    found: dict[int, Participant | None] = {}
    rows: dict[str, int] = {}
    column = next((n for n, one in enumerate(preview.columns, 1) if one.use == "participant"), 0)
    for number, name in _cells(preview, "participant").items():
        fitting = _matched(name, by_name, {"row": number, "column": column})
        who = fitting.pseudonym if fitting else folded(name)
        if who in rows:
            raise InputError(
                "Row {row}, column {column}: the same participant stands in row {first} already; "
                "make one row of the two.",
                row=number,
                column=column,
                first=rows[who],
            )
        rows[who], found[number] = number, fitting
    return found


def _matched(
    name: str, by_name: Mapping[str, set[Participant]], place: Mapping[str, int]
) -> Participant | None:
    if not name:
        raise InputError(
            "Row {row}, column {column}: no participant is named here; fill in the cell or take "
            "the row out.",
            **place,
        )
    fitting = by_name.get(folded(name), set())
    if len(fitting) > 1:
        raise ConflictError(
            "Row {row}, column {column}: more than one participant is called so; write the "
            "pseudonym, such as respondent 3.",
            **place,
        )
    if not fitting and _PSEUDONYM.fullmatch(folded(name)):
        raise InputError(
            "Row {row}, column {column}: nobody has this pseudonym; correct it, or write a name "
            "or code for a new participant.",
            **place,
        )
    return next(iter(fitting), None)


class _Planned(NamedTuple):
    """An attribute as it will be, and its values by row number."""

    attribute: Attribute
    is_known: bool
    values: Mapping[int, str]


def _planned(preview: TablePreview, known: Mapping[str, Attribute]) -> list[_Planned]:
    planned = []
    for place, column in enumerate(preview.columns):
        if column.use != "attribute":
            continue
        before = known.get(folded(column.name))
        attribute = before or Attribute(
            str(uuid4()), column.name, column.type, is_confidential=column.is_confidential
        )
        values = {
            number: stored_value(attribute, cells[place], row=number)
            for number, cells in preview.table.rows
            if cells[place]
        }
        complete = with_choices(attribute, list(values.values()))
        planned.append(_Planned(complete, before is not None, values))
    return planned


def _store_in_key(
    db: Database,
    preview: TablePreview,
    found: Mapping[int, Participant | None],
    planned: Sequence[_Planned],
) -> dict[int, Participant]:
    """Make or complete the participants and give them by row number."""
    called, names, contacts = (_cells(preview, use) for use in ("participant", "name", "contact"))
    people: dict[int, Participant] = {}
    for number, before in found.items():
        person = before or _new(db, called[number])
        participant_id = participants.ensure_participants(db, [person.pseudonym_id])
        person = replace(
            person,
            participant_id=participant_id[person.pseudonym_id],
            name=names.get(number) or person.name,
            contact=contacts.get(number) or person.contact,
        )
        participants.update_participant(db, person)
        own = {
            one.attribute.attribute_id: one.values[number]
            for one in planned
            if one.attribute.is_confidential and number in one.values
        }
        participants.set_confidential(db, {person.participant_id: own})
        people[number] = person
    return people


def _new(db: Database, name: str) -> Participant:
    pseudonym = new_pseudonym(db, "respondent")
    return Participant("", pseudonym.pseudonym_id, deid.pseudonym_name(pseudonym), name=name)


def _store_in_study(
    db: Database,
    preview: TablePreview,
    people: Mapping[int, Participant],
    planned: Sequence[_Planned],
) -> None:
    for one in planned:
        if one.is_known:
            attributes.update_attribute(db, one.attribute)
        else:
            attributes.add_attribute(db, one.attribute)
    plain = [one for one in planned if not one.attribute.is_confidential]
    values = {
        person.pseudonym: {
            one.attribute.attribute_id: one.values[number] for one in plain if number in one.values
        }
        for number, person in people.items()
    }
    given = {number: name for number, name in _cells(preview, "role").items() if name}
    known = {folded(one.name): one.name for one in roles.find_roles(db)}
    labels = find_borne(db)
    new = {folded(name): name for name in given.values() if folded(name) not in known}
    if new:
        added = [Role("", name, "") for name in new.values()]
        roles.replace_roles(db, [*roles.find_roles(db), *added])
    known |= new
    cases.ensure_cases(db, [case_id for case_id, own in values.items() if own])
    cases.ensure_cases(db, [people[number].pseudonym for number in given])
    attributes.set_values(db, values)
    cases.set_analytic_roles(
        db, {people[number].pseudonym: known[folded(name)] for number, name in given.items()}
    )
    roles.apply_labels(db)
    remember_moves(db, labels, is_group=False)
