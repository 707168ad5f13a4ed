"""Files that held many documents, kept whole in the key file."""

import hashlib
from uuid import uuid4

from kwalicode.errors import ConflictError
from kwalicode.store.files import Database, add_row, now


def add_bundle(db: Database, file_name: str, content: bytes, *, coder: str) -> str:
    """Store a bundle as it came and return its id.

    Raises:
        ConflictError: It was imported before.
    """
    bundle_id, sha256 = str(uuid4()), hashlib.sha256(content).hexdigest()
    if db.execute("SELECT 1 FROM bundles WHERE sha256 = ?", [sha256]).fetchone():
        raise ConflictError(
            "'{file}' was imported before; remove its documents first, or choose another file.",
            file=file_name,
        )
    add_row(
        db,
        "bundles",
        id=bundle_id,
        file_name=file_name,
        content=content,
        sha256=sha256,
        imported_by=coder,
        imported_at=now(),
    )
    return bundle_id


def put_in_bundle(db: Database, source_id: str, bundle_id: str) -> None:
    """Say which bundle a source came out of."""
    db.execute("UPDATE sources SET bundle_id = ? WHERE id = ?", [bundle_id, source_id])


def delete_empty_bundles(db: Database) -> None:
    """Remove the bundles of which no document is left."""
    db.execute(
        "DELETE FROM bundles WHERE id NOT IN "
        "(SELECT bundle_id FROM sources WHERE bundle_id IS NOT NULL)"
    )
