"""Participants: who they are, in which role, what is known of them, in both files."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Attribute, Candidate, Case, Consent, Participant, RecruitmentState, Role
from kwalicode.store import attributes, candidates, cases, consents, participants, roles
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.labels import find_borne
from kwalicode.store.study import Study
from kwalicode.workflows.attributes import stored_value
from kwalicode.workflows.told_labels import remember_moves

MAX_TEXT = 500


class ParticipantRow(NamedTuple):
    """A participant with all that both files hold, but for what was said.

    Attributes:
        held: Values by attribute id; what is not known is not in it.
        consent: The newest one; None if there is none.
        state: The newest state of the recruitment; None where no candidate is linked.
        documents: Id and title of the documents in which they speak or that belong to them.
    """

    participant: Participant
    case: Case
    held: Mapping[str, str]
    consent: Consent | None
    state: RecruitmentState | None
    documents: Sequence[tuple[str, str]]


class ParticipantsState(NamedTuple):
    """All participants, and what can be said of them.

    Attributes:
        attributes: Those that are collected.
        is_consent_required: Whether nothing may be signed off without consent.
    """

    rows: list[ParticipantRow]
    attributes: list[Attribute]
    roles: list[Role]
    candidates: list[Candidate]
    is_consent_required: bool


def participants_state(study: Study, key: Key) -> ParticipantsState:
    """Read all participants; the rows of surveys are left out."""
    with study.read() as db:
        collected = [one for one in attributes.find_attributes(db) if not one.is_forbidden]
        plain = attributes.find_values(db)
        known = {case.case_id: case for case in cases.find_cases(db)}
        documents = cases.find_case_documents(db)
        all_roles = roles.find_roles(db)
    with key.read() as db:
        confidential = participants.find_confidential(db)
        signed = consents.find_consents(db)
        people = participants.find_participants(db)
        approached = candidates.find_candidates(db)
        steps = candidates.find_steps(db)
        is_required = consents.is_consent_required(db)
    rows = [
        ParticipantRow(
            person,
            known.get(person.pseudonym, Case(person.pseudonym)),
            {**plain.get(person.pseudonym, {}), **confidential.get(person.pseudonym, {})},
            signed.get(person.pseudonym_id),
            steps[person.candidate_id][-1].state if person.candidate_id in steps else None,
            documents.get(person.pseudonym, []),
        )
        for person in people
    ]
    return ParticipantsState(rows, collected, all_roles, approached, is_required)


class Changes(NamedTuple):
    """What somebody changed of one participant; None stays as it is.

    Attributes:
        candidate_id: '' for no candidate.
        role: Name of the analytic role; '' for none.
        values: New values by attribute id; '' takes one away.
    """

    name: str | None = None
    contact: str | None = None
    candidate_id: str | None = None
    role: str | None = None
    values: Mapping[str, str] = {}


def change_participants(
    study: Study, key: Key, changes: Mapping[int, Changes], *, coder: str
) -> None:
    """Store what was changed of participants: one step of each file that is touched.

    Args:
        study: The open study.
        key: Its open key file.
        changes: By pseudonym id, in the order of the table on the page.
        coder: Who changed it.

    Raises:
        InputError: A value does not fit its attribute, or a text is too long.
        ConflictError: A role or attribute is gone.
    """
    with key.read() as db:
        people = {one.pseudonym_id: one for one in participants.find_participants(db)}
    with study.read() as db:
        known = {one.attribute_id: one for one in attributes.find_attributes(db)}
        names = {one.name for one in roles.find_roles(db)} | {""}
    if any(change.role not in names for change in changes.values() if change.role is not None):
        raise ConflictError("This role is gone; reload the page and choose another one.")
    checked = {
        pseudonym_id: _checked(change, known, row)
        for row, (pseudonym_id, change) in enumerate(changes.items(), start=1)
        if pseudonym_id in people
    }
    with key.write(coder, "participants") as db:
        _change_key(db, {people[one]: change for one, change in checked.items()}, known)
    with study.write(coder, "participants") as db:
        _change_study(db, {people[one].pseudonym: change for one, change in checked.items()}, known)


def _checked(change: Changes, known: Mapping[str, Attribute], row: int) -> Changes:
    if any(len(text or "") > MAX_TEXT for text in (change.name, change.contact)):
        raise InputError(
            "A name or contact has at most {most} characters; shorten it.", most=MAX_TEXT
        )
    if any(attribute_id not in known for attribute_id in change.values):
        raise ConflictError("This attribute is gone; reload the page.")
    return change._replace(
        values={
            attribute_id: stored_value(known[attribute_id], value, row=row)
            for attribute_id, value in change.values.items()
        }
    )


def _change_key(
    db: Database, changes: Mapping[Participant, Changes], known: Mapping[str, Attribute]
) -> None:
    touched = {
        person: change
        for person, change in changes.items()
        if any(part is not None for part in change[:3])
        or any(known[attribute_id].is_confidential for attribute_id in change.values)
    }
    ids = participants.ensure_participants(db, [one.pseudonym_id for one in touched])
    for person, change in touched.items():
        participant_id = ids[person.pseudonym_id]
        given = dict(zip(("name", "contact", "candidate_id"), change[:3], strict=True))
        new = {field: value for field, value in given.items() if value is not None}
        participants.update_participant(
            db,
            replace(person, participant_id=participant_id, **new),  # type: ignore[arg-type]  # texts
        )
        own = {k: v for k, v in change.values.items() if known[k].is_confidential}
        participants.set_confidential(db, {participant_id: own})


def _change_study(
    db: Database, changes: Mapping[str, Changes], known: Mapping[str, Attribute]
) -> None:
    values = {
        case_id: {k: v for k, v in change.values.items() if not known[k].is_confidential}
        for case_id, change in changes.items()
    }
    given = {c: change.role for c, change in changes.items() if change.role is not None}
    before = find_borne(db)
    cases.ensure_cases(db, {*(c for c, own in values.items() if own), *given})
    attributes.set_values(db, values)
    cases.set_analytic_roles(db, given)
    roles.apply_labels(db)
    remember_moves(db, before, is_group=False)


def save_roles(study: Study, new: Sequence[Role], *, coder: str) -> None:
    """Make the roles exactly these, as one step; see `store.roles.replace_roles`."""
    with study.write(coder, "roles") as db:
        before = find_borne(db)
        roles.replace_roles(db, new)
        remember_moves(db, before, is_group=True)


class RoleUse(NamedTuple):
    """The roles with the number of participants of each, by name, and in documents that count."""

    roles: list[Role]
    n_participants: Mapping[str, int]


def role_use(study: Study) -> RoleUse:
    """Read the roles and how many participants have each."""
    with study.read() as db:
        return RoleUse(roles.find_roles(db), roles.count_by_role(db))


def link_documents(study: Study, case_id: str, document_ids: Sequence[str], *, coder: str) -> None:
    """Let exactly these documents belong to a participant, beside those in which they speak."""
    with study.write(coder, "documents of a participant") as db:
        cases.ensure_cases(db, [case_id])
        cases.link_documents(db, case_id, document_ids)


def linked_documents(study: Study, case_id: str) -> list[str]:
    """List the ids of the documents that were linked to a participant by hand."""
    with study.read() as db:
        return cases.linked_documents(db, case_id)


def consents_of(key: Key, participant_id: str) -> list[tuple[Consent, str, str]]:
    """List all consents of a participant; see `store.consents.consents_of`."""
    with key.read() as db:
        return consents.consents_of(db, participant_id)


def remove_participant(study: Study, key: Key, pseudonym_id: int, *, coder: str) -> None:
    """Remove a participant who speaks nowhere, for instance after a table with a mistake.

    Raises:
        ConflictError: They speak in a source; taking them out is a withdrawal.
    """
    with key.read() as db:
        person = participants.get_participant(db, pseudonym_id)
        if participants.speaks(db, pseudonym_id):
            raise ConflictError(
                "{who} speaks in a source; withdraw this participant, or remove the source first.",
                who=person.pseudonym,
            )
    with study.write(coder, "remove participant", undoable=False) as db:
        cases.delete_cases(db, [person.pseudonym])
    with key.write(coder, "remove participant", undoable=False) as db:
        participants.delete_participant(db, person.participant_id)
