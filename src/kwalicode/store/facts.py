"""What is known of a document beside its text: in the key file, later in the study too."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields

from kwalicode.model import Facts
from kwalicode.store.files import Database

_NAMES = tuple(one.name for one in fields(Facts))
_COLUMNS = ", ".join(_NAMES)


def save_facts(db: Database, source_id: str, facts: Facts) -> None:
    """Change the facts of a source; the head of its mail stays."""
    db.execute(
        "UPDATE sources SET facts = json_patch(facts, ?) WHERE id = ?",
        [json.dumps(asdict(facts)), source_id],
    )


def save_mail(db: Database, source_id: str, mail: Mapping[str, str]) -> None:
    """Keep the head of a mail, which names people, beside its source in the key file."""
    db.execute(
        "UPDATE sources SET facts = json_set(facts, '$.mail', json(?)) WHERE id = ?",
        [json.dumps(mail), source_id],
    )


def find_facts(db: Database) -> dict[str, Facts]:
    """Give the facts of all sources of a key file, by source id."""
    return {
        row[0]: _facts(json.loads(row[1])) for row in db.execute("SELECT id, facts FROM sources")
    }


def facts_of(db: Database, source_id: str) -> Facts:
    """Give the facts of one source; those of a source that is not there are empty."""
    row = db.execute("SELECT facts FROM sources WHERE id = ?", [source_id]).fetchone()
    return _facts(json.loads(row[0])) if row else Facts()


def mail_of(db: Database, source_id: str) -> dict[str, str]:
    """Give the head of a mail by field; empty where the source is no mail."""
    row = db.execute(
        "SELECT json_extract(facts, '$.mail') FROM sources WHERE id = ?", [source_id]
    ).fetchone()
    return dict(json.loads(row[0])) if row and row[0] else {}


def _facts(stored: Mapping[str, str | int]) -> Facts:
    return Facts(**{name: stored[name] for name in _NAMES if name in stored})  # type: ignore[arg-type]  # stored by us


def update_document_facts(db: Database, facts: Mapping[str, Facts]) -> None:
    """Change the facts of documents of the study, by id; others are left alone."""
    db.conn.executemany(
        f"UPDATE documents SET ({_COLUMNS}) = ({', '.join('?' * len(_NAMES))}) WHERE id = ?",  # noqa: S608  names are ours
        [
            (*(getattr(one, name) for name in _NAMES), document_id)
            for document_id, one in facts.items()
        ],
    )


def listed_documents(db: Database) -> list[tuple[str, str, Facts]]:
    """List title, kind and facts of the documents of the study, in order."""
    rows: Iterable[Sequence[str]] = db.execute(
        f"SELECT title, kind, {_COLUMNS} FROM documents ORDER BY position"  # noqa: S608  names are ours
    )
    return [(row[0], row[1], Facts(*row[2:])) for row in rows]  # type: ignore[arg-type]  # the table checks them
