"""Rights of participants (W34): who they are, and a dossier of all that is held on them."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from kwalicode.errors import InputError
from kwalicode.model import Language, Participant
from kwalicode.report.dossier import dossier_zip
from kwalicode.store import withdrawn
from kwalicode.store.attributes import find_attributes
from kwalicode.store.cases import find_turns
from kwalicode.store.dossier import held_in_key, held_in_study
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.participants import find_participants
from kwalicode.store.persons import (
    find_voices,
    imported_on,
    person_of_pseudonym,
    sources_of,
    withdrawal_code,
)
from kwalicode.store.quote_sheets import find_sheets
from kwalicode.store.sources import get_source
from kwalicode.store.study import Study, study_name
from kwalicode.workflows.quotes.sheet_words import current_item, quotes_by_participant
from kwalicode.workflows.written_files import write_file


class RightsRow(NamedTuple):
    """A participant, and whether what they said takes part.

    Attributes:
        n_turns: Turns in the study.
        is_restricted: Whether these are kept out of the analysis.
    """

    participant: Participant
    n_turns: int
    is_restricted: bool


def rights_rows(study: Study, key: Key) -> list[RightsRow]:
    """List the participants of interviews; respondents of surveys are known by their codes."""
    with key.read() as db:
        people = find_participants(db)
    pseudonyms = [person.pseudonym for person in people]
    with study.read() as db:
        n_turns = Counter(turn[0] for turn in find_turns(db, pseudonyms))
        barred = withdrawn.barred_turns(db, pseudonyms)
    return [
        RightsRow(one, n_turns[one.pseudonym], is_restricted=one.pseudonym in barred)
        for one in people
    ]


def find_person(key: Key, pseudonym: str) -> Participant:
    """Give who takes part under a pseudonym; see `person_of_pseudonym` for what can go wrong."""
    with key.read() as db:
        return person_of_pseudonym(db, pseudonym)


Parts = dict[str, list[dict[str, Any]]]


def dossier(study: Study, key: Key, person: Participant) -> Parts:
    """Gather everything both files hold on a person, by part.

    What others said of the person is told by name and number alone: where it stands, and the
    words around it, are theirs.
    """
    with key.read() as db:
        known = held_in_key(db, person)
        said = list(_said(db, person))
        code = withdrawal_code(db, person.participant_id)
    with study.read() as db:
        held = held_in_study(db, person)
        register = list(_in_register(db, person.pseudonym))
        names = {one.attribute_id: one.name for one in find_attributes(db)}
        turns = find_turns(db, [person.pseudonym])
        titles = withdrawn.titles_of(db, {turn[1] for turn in turns})
    confidential = [
        {"name": names.get(row["attribute_id"], ""), "value": row["value"]}
        for row in known.pop("confidential")
    ]
    roles = held.pop("roles")
    labels = sorted({label for row in said for label in row.pop("labels")})
    identity = {
        "pseudonym": person.pseudonym,
        "name": person.name,
        "called": ", ".join(labels),
        "contact": person.contact,
        "code": code,
    } | (roles[0] if roles else {})
    answers = [row | {"answers": json.loads(row["answers"])} for row in held.pop("answers")]
    released = [
        {"source": titles[document_id], "words": text} for _, document_id, _, _, text in turns
    ]
    head: Parts = {"person": [identity], "recruitment": known.pop("recruitment")}
    head |= {"consents": known.pop("consents")}
    head |= {"attributes": [*held.pop("attributes"), *confidential]}
    told: Parts = {"said": said, "released": released, "answers": answers, "register": register}
    return head | told | held | known


def _in_register(db: Database, pseudonym: str) -> Iterable[dict[str, Any]]:
    """Give the quotes of a person as they may go out, and what they answered to each."""
    sheets = [one for one in find_sheets(db) if one.case_id == pseudonym]
    for own in quotes_by_participant(db, with_barred=True).get(pseudonym, ()):
        quote = own.quote
        item = current_item(sheets, own, pseudonym)
        yield {
            "words": own.text,
            "role label": quote.role_label,
            "state": quote.state,
            "used in": quote.used_in,
            "answered": item.answered_on if item else "",
            "answer": item.words if item else "",
        }


def _said(db: Database, person: Participant) -> Iterable[dict[str, Any]]:
    """Give what the person said, raw, a row for each source."""
    for source_id in sources_of(db, person.pseudonym_id):
        source = get_source(db, source_id)
        labels = {
            voice.label
            for voice in find_voices(db, [source_id])
            if voice.pseudonym_id == person.pseudonym_id
        }
        turns = [t for t in source.turns if t.speaker in labels]
        yield {
            "source": source.title,
            "file": source.file_name,
            "imported": imported_on(db, source_id),
            "words": "\n".join(source.text[turn.start : turn.end] for turn in turns),
            "labels": labels,
        }


def dossier_file(study: Study, key: Key, person: Participant, *, language: Language) -> bytes:
    """Give the dossier of a person as a `.zip` of a readable page and a file for machines."""
    parts = dossier(study, key, person)
    today = datetime.now(UTC).astimezone().date()
    return dossier_zip(parts, study_name(study), language=language, made=today)


def write_dossier(
    study: Study, key: Key, person: Participant, output: Path, *, language: Language
) -> None:
    """Write the dossier of a person to a file.

    Raises:
        InputError: The name does not end in `.zip`, or the file cannot be written.
    """
    if output.suffix.lower() != ".zip":
        raise InputError("A dossier is written as .zip; choose this ending.")
    content = dossier_file(study, key, person, language=language)
    write_file(output, content)
