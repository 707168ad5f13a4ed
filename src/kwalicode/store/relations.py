"""Relations between codes and categories, and what speaks for and against them.

A relation is what a researcher says, not what was tested (W08, W94).
"""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import NodeKind, Relation
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.passes import COUNTED, VISIBLE, current_pass

RELATION_TYPES = ("contributes to", "hinders", "context of", "part of", "contradicts")
STRENGTHS = ("supported", "plausible", "claimed", "not supported")
MAX_TYPE, MAX_NOTE = 60, 4000

Node = tuple[NodeKind, str]
Ends = tuple[Node, Node]


def add_relation(db: Database, relation: Relation, *, coder: str) -> None:
    """Store a new relation in the present axial pass; its codings are added by `cite`.

    Raises:
        NotFoundError: One of its ends is not in the codebook.
        InputError: Both ends are the same, or the type has no word or more than 60 characters.
        ConflictError: The same relation was drawn before.
    """
    row = _checked(db, relation)
    pass_id = current_pass(db, "axial")
    add_row(db, "relations", **row, pass_id=pass_id, created_by=coder, created_at=now())


def update_relation(db: Database, relation: Relation) -> None:
    """Change the ends, type, strength or note of a relation; raises as `add_relation` does."""
    get_relation(db, relation.relation_id)
    row = _checked(db, relation)
    pairs = ", ".join(f"{name} = ?" for name in row)
    db.execute(
        f"UPDATE relations SET {pairs} WHERE id = ?",  # noqa: S608  names are ours
        [*row.values(), relation.relation_id],
    )


def delete_relation(db: Database, relation_id: str) -> None:
    """Remove a relation; one that is gone already is no error."""
    db.execute("DELETE FROM relations WHERE id = ?", [relation_id])


def get_relation(db: Database, relation_id: str) -> Relation:
    """Read one relation.

    Raises:
        NotFoundError: It is gone, for instance because someone deleted it.
    """
    found = _find(db, "WHERE relations.id = ?", [relation_id])
    if not found:
        raise NotFoundError("This relation is gone; someone deleted it.")
    return found[0]


def find_relations(db: Database) -> list[Relation]:
    """List all relations in the order they were drawn."""
    return _find(db, "", [])


def cite(db: Database, relation_id: str, coding_id: str, *, supports: bool | None) -> None:
    """Let a coding speak for a relation, against it, or (None) neither.

    Raises:
        NotFoundError: The relation is gone.
        InputError: The coding is gone, or has neither end of the relation.
    """
    relation = get_relation(db, relation_id)
    db.execute(
        "DELETE FROM relation_codings WHERE relation_id = ? AND coding_id = ?",
        [relation_id, coding_id],
    )
    if supports is None:
        return
    if not _is_about(db, coding_id, relation):
        raise InputError(
            "This segment is coded with neither end of the relation; choose another one."
        )
    row = {"relation_id": relation_id, "coding_id": coding_id, "supports": int(supports)}
    add_row(db, "relation_codings", id=str(uuid4()), **row)


class Segment(NamedTuple):
    """A coding that could speak for or against a relation.

    Attributes:
        end: The end it belongs to: 0 for the first, 1 for the second.
        text: Its words.
    """

    coding_id: str
    end: int
    code: str
    text: str
    document: str
    coder: str


def find_segments(
    db: Database, ends: Ends, relation_id: str, *, words: str, limit: int, coder: str
) -> tuple[list[Segment], int]:
    """List the codings of both ends of a relation and tell how many there are.

    Those that speak for or against it already come first, then all in reading order.

    Args:
        db: The study.
        ends: Codes or categories; all codes under a category count.
        relation_id: The relation; an id that is not stored yet is fine.
        words: Only segments that hold these; empty for all.
        limit: How many are listed at most of each end.
        coder: Who looks; a blind pass hides the work of others.
    """
    listed: list[Segment] = []
    total = 0
    for number, (kind, node_id) in enumerate(ends):
        codes = _CODES_OF[kind]
        values = [relation_id, *([node_id] * codes.count("?")), coder, words, words]
        sql = _SEGMENTS.format(codes=codes, visible=VISIBLE)
        found = db.execute(sql, values).fetchall()
        total += len(found)
        listed += [Segment(row[0], number, *row[1:]) for row in found[:limit]]
    return listed, total


# Every code at home in a category or under it by a further link, with all that is below it.
_CODES_OF: Mapping[str, str] = {
    "code": "?",
    "category": "WITH RECURSIVE below(id) AS (VALUES (?) UNION SELECT categories.id "
    "FROM categories JOIN below ON parent_id = below.id) SELECT codes.id FROM codes "
    "JOIN below ON category_id = below.id UNION SELECT code_id FROM code_categories "
    "WHERE category_id = ? OR category_id IN below",
}
_SEGMENTS = """
SELECT codings.id, codes.name, codings.text, documents.title, coders.name FROM codings
JOIN codes ON codes.id = code_id JOIN documents ON documents.id = document_id
JOIN coders ON coders.id = coder_id
LEFT JOIN relation_codings ON relation_id = ? AND coding_id = codings.id
WHERE code_id IN ({codes}) AND {visible}
AND (? = '' OR instr(lower(codings.text), lower(?)) > 0)
ORDER BY relation_codings.id IS NULL, documents.position, start, codings.id"""


def _is_about(db: Database, coding_id: str, relation: Relation) -> bool:
    row = db.execute("SELECT code_id FROM codings WHERE id = ?", [coding_id]).fetchone()
    if not row:
        return False
    for kind, node_id in _ends(relation):
        codes = _CODES_OF[kind]
        values = [row[0], *([node_id] * codes.count("?"))]
        if db.execute(f"SELECT ? IN ({codes})", values).fetchone()[0]:
            return True
    return False


def _find(db: Database, where: str, values: list[str]) -> list[Relation]:
    cited: dict[str, tuple[list[str], list[str]]] = {}
    for relation_id, coding_id, supports in db.execute(
        "SELECT relation_id, coding_id, supports FROM relation_codings "  # noqa: S608  ours
        "JOIN codings ON codings.id = coding_id "
        f"WHERE {COUNTED} ORDER BY relation_codings.rowid"
    ):
        cited.setdefault(relation_id, ([], []))[0 if supports else 1].append(coding_id)
    rows = db.execute(
        "SELECT id, from_kind, from_id, to_kind, to_id, type, strength, note FROM relations "  # noqa: S608
        f"{where} ORDER BY rowid",
        values,
    )
    nothing: tuple[list[str], list[str]] = ([], [])
    return [Relation(*row, *map(tuple, cited.get(row[0], nothing))) for row in rows]


def _checked(db: Database, relation: Relation) -> dict[str, object]:
    ends = _ends(relation)
    for node in ends:
        require_node(db, *node)
    if ends[0] == ends[1]:
        raise InputError("A relation needs two different ends; choose another one.")
    word = " ".join(relation.type.split())
    if not word or len(word) > MAX_TYPE:
        raise InputError(
            "A type of relation needs 1 to {most} characters; choose another one.", most=MAX_TYPE
        )
    if relation.strength not in STRENGTHS:
        raise InputError("The page sent no proper '{field}'; reload it.", field="strength")
    if len(relation.note) > MAX_NOTE:
        raise InputError(
            "A note on a relation has at most {most} characters; make a memo of it.", most=MAX_NOTE
        )
    row: dict[str, str] = {"from_kind": relation.from_kind, "from_id": relation.from_id}
    row |= {"to_kind": relation.to_kind, "to_id": relation.to_id, "type": word}
    _refuse_double(db, row, but=relation.relation_id)
    return {
        "id": relation.relation_id,
        **row,
        "strength": relation.strength,
        "note": relation.note.strip(),
    }


def _ends(relation: Relation) -> Ends:
    return (relation.from_kind, relation.from_id), (relation.to_kind, relation.to_id)


def require_node(db: Database, kind: str, node_id: str) -> None:
    """Check that a code or category is in the codebook.

    Raises:
        NotFoundError: It is not, or the kind is neither `code` nor `category`.
    """
    table = {"code": "codes", "category": "categories"}.get(kind)
    if not table or not db.execute(f"SELECT 1 FROM {table} WHERE id = ?", [node_id]).fetchone():  # noqa: S608
        raise NotFoundError(
            "This code or category is not in the codebook any more; choose another one."
        )


def _refuse_double(db: Database, row: Mapping[str, str], *, but: str) -> None:
    conditions = " AND ".join(f"{name} = ?" for name in row)
    sql = f"SELECT 1 FROM relations WHERE {conditions} AND id <> ?"  # noqa: S608  names are ours
    if db.execute(sql, [*row.values(), but]).fetchone():
        raise ConflictError("This relation was drawn already; change that one.")
