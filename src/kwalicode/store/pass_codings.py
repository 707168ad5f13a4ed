"""The codings of one pass, to lay the work of coders side by side."""

from kwalicode.model import Coding
from kwalicode.store.files import Database
from kwalicode.store.passes import COUNTED


def find_pass_coders(db: Database, pass_id: int) -> dict[int, str]:
    """Give the coders who coded in a pass, by id, in the order of the alphabet."""
    rows = db.execute(
        "SELECT id, name FROM coders WHERE id IN (SELECT coder_id FROM codings WHERE pass_id = ?) "
        "ORDER BY name COLLATE NOCASE",
        [pass_id],
    )
    return dict(rows.fetchall())


def find_pass_codings(
    db: Database, pass_id: int, coders: tuple[int, int]
) -> dict[str, tuple[list[Coding], list[Coding]]]:
    """Give the codings of two coders in a pass, by document, in reading order.

    Documents stand in order of sign-off. Only documents that both have coded in are given: what
    one has not read yet is no difference.
    """
    found: dict[str, tuple[list[Coding], list[Coding]]] = {}
    for coder_id, *row in db.execute(_CODINGS, [pass_id, *coders]):
        sides = found.setdefault(row[1], ([], []))
        sides[coders.index(coder_id)].append(Coding(*row))
    return {document_id: sides for document_id, sides in found.items() if all(sides)}


_CODINGS = f"""
SELECT coder_id, codings.id, document_id, code_id, coders.name, start, "end", text, comment, pass_id
FROM codings JOIN coders ON coders.id = coder_id JOIN documents ON documents.id = document_id
WHERE pass_id = ? AND coder_id IN (?, ?) AND {COUNTED}
ORDER BY documents.position, document_id, start, "end", codings.id"""  # noqa: S608  our own condition
