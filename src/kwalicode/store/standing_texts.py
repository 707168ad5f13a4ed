"""The standing text at the head of files of quotes, where the team worded it itself."""

from kwalicode.model import Language
from kwalicode.store.files import Database
from kwalicode.store.history import track


def m009_standing_texts(db: Database) -> None:
    """Add the standing text of each language; without a row it is the usual one."""
    db.execute(
        "CREATE TABLE standing_texts (id TEXT PRIMARY KEY CHECK (id IN ('nl', 'en')), "
        "text TEXT NOT NULL CHECK (text <> '')) STRICT"
    )
    track(db, "standing_texts")


def find_standing_texts(db: Database) -> dict[Language, str]:
    """Give what the team wrote, a line for each paragraph, by language."""
    return dict(db.execute("SELECT id, text FROM standing_texts").fetchall())


def set_standing_text(db: Database, language: Language, text: str) -> None:
    """Store the standing text of a language; '' goes back to the usual one."""
    if not text:
        db.execute("DELETE FROM standing_texts WHERE id = ?", [language])
        return
    db.execute(
        "INSERT INTO standing_texts(id, text) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET text = excluded.text",
        [language, text],
    )
