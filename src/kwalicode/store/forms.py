"""Respondents of surveys in the key file: pseudonyms, codes to withdraw by, where answers lie."""

import json
import random
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import uuid4

from kwalicode.errors import ConflictError
from kwalicode.store.files import Database


class Form(NamedTuple):
    """A respondent of a survey.

    Attributes:
        number: Of the pseudonym: 3 for 'form 3'.
    """

    pseudonym_id: int
    participant_id: str
    number: int

    @property
    def case_id(self) -> str:
        """The pseudonym, by which the study knows the respondent."""
        return f"form {self.number}"


def add_forms(db: Database, codes: Sequence[str]) -> list[Form]:
    """Give respondents pseudonyms, drawn by chance so that they do not tell the order of the file.

    Args:
        db: Inside a write on the key file.
        codes: Of each respondent, the code to withdraw by; '' where there is none.

    Raises:
        ConflictError: A code is in the study already.
    """
    if any(codes):
        _refuse_known(db, codes)
    last = db.execute("SELECT coalesce(max(number), 0) FROM pseudonyms WHERE series = 'form'")
    first = int(last.fetchone()[0]) + 1
    numbers = list(range(first, first + len(codes)))
    random.SystemRandom().shuffle(numbers)
    db.conn.executemany(
        "INSERT INTO pseudonyms(series, number) VALUES ('form', ?)", [(one,) for one in numbers]
    )
    ids = dict(
        db.execute(
            "SELECT number, id FROM pseudonyms WHERE series = 'form' AND number >= ?", [first]
        ).fetchall()
    )
    forms = [Form(ids[number], str(uuid4()), number) for number in numbers]
    db.conn.executemany(
        "INSERT INTO participants(id, pseudonym_id, withdrawal_code) VALUES (?, ?, ?)",
        [
            (form.participant_id, form.pseudonym_id, code or None)
            for form, code in zip(forms, codes, strict=True)
        ],
    )
    return forms


def _refuse_known(db: Database, codes: Sequence[str]) -> None:
    rows = db.execute("SELECT withdrawal_code FROM participants WHERE withdrawal_code IS NOT NULL")
    if {row[0] for row in rows} & set(codes):
        raise ConflictError(
            "Some of these withdrawal codes are in the study already, so nothing was stored; "
            "choose a file with other answers."
        )


def add_confidential(db: Database, attribute_id: str, values: Iterable[tuple[Form, str]]) -> None:
    """Give many respondents a value of one confidential attribute."""
    db.conn.executemany(
        "INSERT INTO confidential_values(id, participant_id, attribute_id, value) "
        "VALUES (?, ?, ?, ?)",
        [(str(uuid4()), form.participant_id, attribute_id, value) for form, value in values],
    )


def set_facts(db: Database, source_id: str, survey_id: str, question_id: str) -> None:
    """Note which question of which survey the answers of a source answer."""
    facts = json.dumps({"survey_id": survey_id, "question_id": question_id})
    db.execute("UPDATE sources SET facts = ? WHERE id = ?", [facts, source_id])


def question_of_source(db: Database, source_id: str) -> str | None:
    """Give the id of the question that a source answers, if it does."""
    row = db.execute(
        "SELECT json_extract(facts, '$.question_id') FROM sources WHERE id = ?", [source_id]
    ).fetchone()
    return row[0] if row else None


def sources_of_surveys(db: Database) -> dict[str, str]:
    """Give the survey id of each source that answers a question, by source id."""
    rows = db.execute(
        "SELECT id, json_extract(facts, '$.survey_id') AS survey_id FROM sources "
        "WHERE kind = 'survey answer' AND survey_id IS NOT NULL"
    )
    return dict(rows.fetchall())


def delete_forms(db: Database, case_ids: Sequence[str], source_ids: Sequence[str]) -> None:
    """Remove respondents and the sources of their survey, with what history kept of them.

    Their pseudonyms stay taken: a number that was given once is never given again.
    """
    numbers = json.dumps([int(case_id.removeprefix("form ")) for case_id in case_ids])
    gone = json.dumps(source_ids)
    participants = db.execute(_PARTICIPANTS, [numbers]).fetchone()[0]
    db.execute(f"DELETE FROM sources WHERE id IN ({_LISTED})", [gone])  # noqa: S608
    db.execute(f"DELETE FROM participants WHERE id IN ({_LISTED})", [participants])  # noqa: S608
    for table, field, listed in (
        ("sources", "id", gone),
        ("speakers", "source_id", gone),
        ("findings", "source_id", gone),
        ("participants", "id", participants),
        ("consents", "participant_id", participants),
        ("confidential_values", "participant_id", participants),
    ):
        db.execute(
            "DELETE FROM changes WHERE table_name = ? "  # noqa: S608
            f"AND json_extract(coalesce(new, old), ?) IN ({_LISTED})",
            [table, f"$.{field}", listed],
        )


_LISTED = "SELECT value FROM json_each(?)"
_PARTICIPANTS = f"""
SELECT json_group_array(participants.id) FROM participants
JOIN pseudonyms ON pseudonyms.id = pseudonym_id
WHERE series = 'form' AND number IN ({_LISTED})"""  # noqa: S608
