"""Raw sources in the key file: original bytes, text, speakers, and what was released of them."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import PseudonymSeries, Source, Speaker, Transcript, Turn
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.history import forget_rows
from kwalicode.text import Replacement

MAX_TITLE = 120
_COLUMNS = "id, title, file_name, kind, language, text, turns, review_number, detected_at"


def add_source(
    db: Database,
    transcript: Transcript,
    *,
    title: str,
    file: tuple[str, bytes] | tuple[str, bytes, str],
    speakers: Iterable[tuple[Speaker, int]],
    coder: str,
) -> str:
    """Store a file as it came and as it was read, with its speakers, and return its id.

    Args:
        db: Inside a write on the key file.
        transcript: What was read from the file.
        title: How the team will call it; must not identify anyone.
        file: Name and bytes of the original; they are kept in the key file only. A third word
            tells apart two documents of one bundle that are the same to the letter.
        speakers: One for each label in the turns, each with the id of a pseudonym.
        coder: Who imports it.

    Raises:
        ConflictError: The same file, or another one of this title, is in the study.
        InputError: The title is empty or longer than 120 characters.
    """
    file_name, content, *place = file
    digest = hashlib.sha256(content + "".join(place).encode())
    source_id, sha256 = str(uuid4()), digest.hexdigest()
    _refuse_double(db, title, sha256)
    position = db.execute("SELECT count(*) FROM sources").fetchone()[0]
    add_row(
        db,
        "sources",
        id=source_id,
        title=title,
        file_name=file_name,
        content=content,
        sha256=sha256,
        kind=transcript.kind,
        language=transcript.language,
        text=transcript.text,
        turns=turns_json(transcript.turns),
        position=position,
        imported_by=coder,
        imported_at=now(),
    )
    db.conn.executemany(
        "INSERT INTO speakers(source_id, label, is_interviewer, role_label, pseudonym_id) "
        "VALUES (?, ?, ?, ?, ?)",
        [
            (source_id, one.label, int(one.is_interviewer), one.role_label, pseudonym_id)
            for one, pseudonym_id in speakers
        ],
    )
    return source_id


def speaker_series(speaker: Speaker) -> PseudonymSeries:
    """Give the series a speaker is numbered in."""
    return "interviewer" if speaker.is_interviewer else "respondent"


def _refuse_double(db: Database, title: str, sha256: str) -> None:
    if not title.strip() or len(title) > MAX_TITLE:
        raise InputError(
            "A title needs 1 to {most} characters; choose another one.", most=MAX_TITLE
        )
    same = db.execute("SELECT title FROM sources WHERE sha256 = ?", [sha256]).fetchone()
    if same:
        raise ConflictError("This file is in the study already, as '{title}'.", title=same[0])
    if db.execute("SELECT 1 FROM sources WHERE title = ?", [title]).fetchone():
        raise ConflictError(
            "'{title}' is the title of another source; choose another title.", title=title
        )


def turns_json(turns: Sequence[Turn]) -> str:
    """Write turns as they are stored."""
    return json.dumps([[t.start, t.end, t.speaker, t.is_interviewer, t.part] for t in turns])


def get_source(db: Database, source_id: str) -> Source:
    """Read a source with its text.

    Raises:
        NotFoundError: It is not in the key file.
    """
    row = db.execute(f"SELECT {_COLUMNS} FROM sources WHERE id = ?", [source_id]).fetchone()  # noqa: S608
    if not row:
        raise NotFoundError("This source is not in the key file; it was removed.")
    return _source(row)


def find_sources(db: Database) -> list[Source]:
    """List all sources in order of import."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM sources ORDER BY position")  # noqa: S608
    return [_source(row) for row in rows]


def _source(row: Sequence[Any]) -> Source:
    source_id, title, file_name, kind, language, text, spoken, review_number, detected_at = row
    turns = tuple(Turn(*turn) for turn in json.loads(spoken))
    head = (source_id, title, file_name, kind, language, text)
    return Source(*head, turns, review_number, detected_at is not None)


def known_files(db: Database, digests: Iterable[str]) -> set[str]:
    """Tell which of these SHA-256 digests belong to files imported before."""
    return {row[0] for row in db.execute("SELECT sha256 FROM sources")} & set(digests)


def find_titles(db: Database) -> set[str]:
    """Give the titles in use."""
    return {row[0] for row in db.execute("SELECT title FROM sources")}


def mark_detected(db: Database, source_id: str) -> None:
    """Note that findings were looked for."""
    db.execute("UPDATE sources SET detected_at = ? WHERE id = ?", [now(), source_id])


def reopen_review(db: Database, source_id: str) -> None:
    """Start another review of a source that was signed off."""
    db.execute("UPDATE sources SET review_number = review_number + 1 WHERE id = ?", [source_id])


def delete_source(db: Database, source_id: str) -> None:
    """Remove a source with its bytes, findings and speakers, and what history kept of them."""
    db.execute("DELETE FROM sources WHERE id = ?", [source_id])
    forget_rows(db, "sources", "id", source_id)
    for table in ("speakers", "findings"):
        forget_rows(db, table, "source_id", source_id)


def find_speakers(db: Database, source_id: str) -> dict[str, tuple[Speaker, int]]:
    """Give the speakers of a source by label, each with the id of its pseudonym."""
    rows = db.execute(
        "SELECT label, is_interviewer, role_label, pseudonym_id FROM speakers WHERE source_id = ?",
        [source_id],
    )
    return {row[0]: (Speaker(row[0], bool(row[1]), row[2]), row[3]) for row in rows}


def update_speaker(db: Database, source_id: str, speaker: Speaker, pseudonym_id: int) -> None:
    """Change what is known of a speaker; a role label is the same wherever this person speaks."""
    db.execute(
        "UPDATE speakers SET is_interviewer = ?, pseudonym_id = ? "
        "WHERE source_id = ? AND label = ?",
        [int(speaker.is_interviewer), pseudonym_id, source_id, speaker.label],
    )
    db.execute(
        "UPDATE speakers SET role_label = ? WHERE pseudonym_id = ?",
        [speaker.role_label, pseudonym_id],
    )


def role_label_of(db: Database, pseudonym_id: int) -> str:
    """Give the role label of a person: the newest one given in any source, or an empty one."""
    row = db.execute(
        "SELECT role_label FROM speakers WHERE pseudonym_id = ? AND role_label <> '' "
        "ORDER BY id DESC LIMIT 1",
        [pseudonym_id],
    ).fetchone()
    return str(row[0]) if row else ""


def add_release(
    db: Database, source_id: str, review_number: int, replacements: Sequence[Replacement]
) -> None:
    """Keep what was replaced in a review, so that codings can follow a later review."""
    db.execute(
        "INSERT INTO releases(source_id, review_number, replacements) VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET replacements = excluded.replacements",
        [source_id, review_number, json.dumps(replacements)],
    )


def released_texts(db: Database) -> set[str]:
    """Give what stands in the place of identifying text in the newest release of every source."""
    rows = db.execute(
        "SELECT replacements FROM releases AS one WHERE review_number = "
        "(SELECT max(review_number) FROM releases WHERE source_id = one.source_id)"
    )
    return {item[2] for row in rows for item in json.loads(row[0])}


def get_release(db: Database, source_id: str, review_number: int) -> list[Replacement]:
    """Read the replacements of a review that was signed off.

    Raises:
        NotFoundError: There was no such review.
    """
    row = db.execute(
        "SELECT replacements FROM releases WHERE source_id = ? AND review_number = ?",
        [source_id, review_number],
    ).fetchone()
    if not row:
        raise NotFoundError(
            "Review {number} of this source was not signed off.", number=review_number
        )
    return [Replacement(*item) for item in json.loads(row[0])]
