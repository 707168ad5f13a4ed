"""Coded segments with what an export says of them."""

from bisect import bisect_right

from kwalicode.model import Quote
from kwalicode.store.files import Database
from kwalicode.store.passes import COUNTED, QUOTABLE, VISIBLE


def find_quotes(
    db: Database, *, code_id: str | None = None, coder: str | None = None
) -> list[Quote]:
    """List the coded segments of one code, or of all, in the order of codebook and documents.

    With a coder, only those that this coder may see while a pass is blind. Passages that are barred
    from analysis or quotes are left out, and those whose words a correction changed until somebody
    looked at them. Highlights without a code come last. The role label is that of the participant
    who speaks most of the segment.
    """
    conditions = {"code_id = ?": code_id, VISIBLE: coder}
    asked = {condition: value for condition, value in conditions.items() if value is not None}
    where, values = " AND ".join([f"WHERE {COUNTED} AND {QUOTABLE}", *asked]), list(asked.values())
    turns = _participant_turns(db)
    quotes = []
    for document_id, start, end, text, *rest in db.execute(_QUOTES.format(where=where), values):
        role_label = _role_label(turns.get(document_id, []), start, end)
        quotes.append(Quote(text, role_label, *rest))
    return quotes


_QUOTES = """
SELECT document_id, start, "end", codings.text, coalesce(codes.name, ''),
  coalesce(categories.name, ''), codings.comment, documents.title, coders.name, codings.id,
  documents.language
FROM codings JOIN documents ON documents.id = codings.document_id
JOIN coders ON coders.id = coder_id LEFT JOIN codes ON codes.id = code_id
LEFT JOIN categories ON categories.id = codes.category_id {where}
ORDER BY codes.id IS NULL, categories.position IS NULL, categories.position, codes.position,
  documents.position, codings.start, codings.id"""

CodedPlace = tuple[str, str, str, int, int]


def coded_places(db: Database) -> list[CodedPlace]:
    """Give id, code, document, start and end of every coding, also of those that may not go out.

    The code of a highlight is ''.
    """
    rows = db.execute("SELECT id, coalesce(code_id, ''), document_id, start, \"end\" FROM codings")
    return rows.fetchall()


RoleTurn = tuple[int, int, str]


def _participant_turns(db: Database) -> dict[str, list[RoleTurn]]:
    turns: dict[str, list[RoleTurn]] = {}
    for document_id, start, end, role_label in db.execute(
        'SELECT document_id, start, "end", role_label FROM turns JOIN cases ON cases.id = case_id '
        "JOIN (SELECT max(number), id, document_id FROM versions GROUP BY document_id) AS newest "
        "ON newest.id = version_id WHERE NOT is_interviewer ORDER BY start"
    ):
        turns.setdefault(document_id, []).append((start, end, role_label))
    return turns


def _role_label(turns: list[RoleTurn], start: int, end: int) -> str:
    first = bisect_right(turns, start, key=lambda turn: turn[1])
    shares = []
    for turn_start, turn_end, role_label in turns[first:]:
        if turn_start >= end:
            break
        shares.append((min(turn_end, end) - max(turn_start, start), role_label))
    return max(shares, default=(0, ""))[1]
