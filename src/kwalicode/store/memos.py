"""Memos: what coders think about anything in the study, and questions to take along (W83)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, get_args

from kwalicode.errors import InputError, NotFoundError
from kwalicode.model import Memo, MemoKind, MemoTarget
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.history import forget_rows
from kwalicode.store.passes import VISIBLE

KINDS: Sequence[MemoKind] = get_args(MemoKind)
TARGETS: Sequence[MemoTarget] = get_args(MemoTarget)
MAX_MEMO = 20_000

Target = tuple[MemoTarget, str]

_TABLES = {
    "document": "documents",
    "case": "cases",
    "category": "categories",
    "code": "codes",
    "coding": "codings",
    "theme": "themes",
    "relation": "relations",
}
_GONE = "This memo is gone; someone deleted it."


def add_memo(
    db: Database, memo_id: str, kind: MemoKind, target: Target, text: str, *, coder: str
) -> None:
    """Store a new memo; the id is chosen by the caller.

    Args:
        db: Inside a write.
        memo_id: Any id that is new.
        kind: `question` is one to take into the next interview.
        target: What it is about: kind and id; the id of the study is empty.
        text: What is thought, at most 20,000 characters.
        coder: Who thinks it.

    Raises:
        NotFoundError: What it is about is gone.
        InputError: It is empty or too long, or of a kind that is not known.
    """
    row = _checked(kind, text)
    target_kind, target_id = target
    _check_target(db, target_kind, target_id)
    row |= {"target_kind": target_kind, "target_id": target_id, "created_by": coder}
    moment = now()
    add_row(db, "memos", id=memo_id, created_at=moment, changed_at=moment, **row)


def update_memo(db: Database, memo_id: str, kind: MemoKind, text: str) -> None:
    """Change the words or the kind of a memo; raises as `add_memo` does."""
    get_memo(db, memo_id)
    row = _checked(kind, text)
    # Of another kind nothing can be asked.
    db.execute(
        "UPDATE memos SET kind = :kind, text = :text, changed_at = :now, "
        "is_done = is_done AND :kind = 'question' WHERE id = :id "
        "AND (kind, text) <> (:kind, :text)",
        {**row, "now": now(), "id": memo_id},
    )


def mark_done(db: Database, memo_id: str, *, is_done: bool) -> None:
    """Say that a question was asked, or that it is open again.

    Raises:
        NotFoundError: The memo is gone.
        InputError: It is no question.
    """
    if get_memo(db, memo_id).kind != "question":
        raise InputError("Only a question can be marked as asked.")
    db.execute(
        "UPDATE memos SET is_done = ?1, changed_at = ?2 WHERE id = ?3 AND is_done <> ?1",
        [int(is_done), now(), memo_id],
    )


def delete_memo(db: Database, memo_id: str) -> None:
    """Remove a memo; one that is gone already is no error."""
    db.execute("DELETE FROM memos WHERE id = ?", [memo_id])


def forget_memos(db: Database, document_id: str) -> None:
    """Remove the memos on a document, on its codings and on who speaks in it alone.

    Call it before the document goes; history forgets these memos too.
    """
    for target_id in [
        document_id,
        *_ids(db, _CODINGS_OF, document_id),
        *_ids(db, _ALONE, document_id),
    ]:
        db.execute("DELETE FROM memos WHERE target_id = ?", [target_id])
        forget_rows(db, "memos", "target_id", target_id)


_CODINGS_OF = (
    "SELECT target_id FROM memos JOIN codings ON codings.id = target_id WHERE document_id = ?"
)
_ALONE = (
    "SELECT target_id FROM memos WHERE target_kind = 'case' AND target_id NOT IN (SELECT case_id "
    "FROM turns JOIN versions ON versions.id = version_id WHERE case_id <> '' "
    "AND document_id <> ?1) AND target_id IN (SELECT case_id FROM turns JOIN versions "
    "ON versions.id = version_id WHERE document_id = ?1)"
)


def _ids(db: Database, query: str, document_id: str) -> list[str]:
    return [row[0] for row in db.execute(query, [document_id])]


def get_memo(db: Database, memo_id: str) -> Memo:
    """Read one memo.

    Raises:
        NotFoundError: It is gone.
    """
    row = db.execute(
        "SELECT id, kind, target_kind, target_id, text, created_by, created_at, changed_at, "
        "is_done FROM memos WHERE id = ?",
        [memo_id],
    ).fetchone()
    if not row:
        raise NotFoundError(_GONE)
    return _memo(row)


class Wanted(NamedTuple):
    """Which memos; what is empty lets all pass.

    Attributes:
        is_open: Only questions that were not asked yet.
        words: Stand in the memo, in any case.
    """

    kind: MemoKind | None = None
    target_kind: MemoTarget | None = None
    target_id: str | None = None
    coder: str | None = None
    is_open: bool = False
    words: str = ""


EVERY_MEMO = Wanted()


class PlacedMemo(NamedTuple):
    """A memo and what it is about, in words.

    Attributes:
        about: Name or words of what it is about; None where that is gone, empty for the study.
        code: Of a coding: the name of its code.
        document_id: Of a document or coding: where it is.
        document: Its title.
        start: Of a coding: its first code point.
        language: Of that document.
    """

    memo: Memo
    about: str | None
    code: str = ""
    document_id: str = ""
    document: str = ""
    start: int = 0
    language: str = ""


def find_memos(db: Database, wanted: Wanted = EVERY_MEMO, *, coder: str) -> list[PlacedMemo]:
    """List memos, newest first.

    Args:
        db: The study.
        wanted: Which ones.
        coder: Who asks: memos on codings that are hidden from them stay hidden too.
    """
    values: dict[str, object] = {"kind": wanted.kind, "target_kind": wanted.target_kind}
    values |= {"target_id": wanted.target_id, "writer": wanted.coder, "coder": coder}
    pattern = f"%{wanted.words.translate(_LIKE)}%" if wanted.words else None
    rows = db.execute(_FIND, {**values, "open": wanted.is_open, "words": pattern})
    return [PlacedMemo(_memo(row[:9]), *row[9:]) for row in rows]


def find_writers(db: Database) -> list[str]:
    """Give the names of all who wrote a memo."""
    rows = db.execute("SELECT DISTINCT created_by FROM memos ORDER BY created_by COLLATE NOCASE")
    return [row[0] for row in rows]


def find_targets(db: Database, kind: MemoTarget) -> dict[str, str]:
    """Give id and name of everything of a kind that a memo can be made on, codings excepted."""
    queries = {
        "document": "SELECT id, title FROM documents ORDER BY position",
        "case": "SELECT id, pseudonym FROM cases ORDER BY is_interviewer, pseudonym",
        "category": "SELECT id, name FROM categories ORDER BY name COLLATE NOCASE",
        "code": "SELECT codes.id, codes.name || coalesce(' (' || categories.name || ')', '') "
        "FROM codes LEFT JOIN categories ON categories.id = category_id "
        "ORDER BY codes.name COLLATE NOCASE",
        "theme": "SELECT id, name FROM themes WHERE NOT is_dropped ORDER BY position",
        "relation": f"SELECT id, {_RELATION} FROM relations ORDER BY 2 COLLATE NOCASE",  # noqa: S608
    }
    return dict(db.execute(queries[kind]).fetchall()) if kind in queries else {}


_LIKE = str.maketrans({"%": "\\%", "_": "\\_", "\\": "\\\\"})


def _end(side: str) -> str:
    return (
        f"coalesce((SELECT name FROM codes WHERE {side}_kind = 'code' AND id = {side}_id), "  # noqa: S608  names are ours
        f"(SELECT name FROM categories WHERE {side}_kind = 'category' AND id = {side}_id))"
    )


_RELATION = f"{_end('from')} || ' → ' || {_end('to')}"
_FIND = f"""
SELECT memos.id, memos.kind, target_kind, target_id, memos.text, memos.created_by,
  memos.created_at, changed_at, is_done,
  CASE target_kind WHEN 'study' THEN '' WHEN 'document' THEN documents.title
  WHEN 'case' THEN (SELECT pseudonym FROM cases WHERE id = target_id)
  WHEN 'category' THEN (SELECT name FROM categories WHERE id = target_id)
  WHEN 'code' THEN codes.name WHEN 'coding' THEN codings.text
  WHEN 'theme' THEN (SELECT name FROM themes WHERE id = target_id)
  WHEN 'relation' THEN (SELECT {_RELATION} FROM relations WHERE id = target_id) END,
  iif(target_kind = 'coding', coalesce(codes.name, ''), ''), coalesce(documents.id, ''),
  coalesce(documents.title, ''), coalesce(codings.start, 0), coalesce(documents.language, '')
FROM memos LEFT JOIN codings ON target_kind = 'coding' AND codings.id = target_id
LEFT JOIN documents ON documents.id = iif(target_kind = 'document', target_id, document_id)
LEFT JOIN codes ON codes.id = iif(target_kind = 'code', target_id, codings.code_id)
WHERE (:kind IS NULL OR memos.kind = :kind) AND (:writer IS NULL OR memos.created_by = :writer)
AND (:target_kind IS NULL OR target_kind = :target_kind)
AND (:target_id IS NULL OR target_id = :target_id)
AND (NOT :open OR (memos.kind = 'question' AND NOT is_done))
AND (:words IS NULL OR memos.text LIKE :words ESCAPE '\\')
AND (codings.id IS NULL OR {VISIBLE.replace("?", ":coder")})
ORDER BY memos.created_at DESC, memos.rowid DESC"""  # noqa: S608  names are ours


def _memo(row: Sequence[object]) -> Memo:
    memo = Memo(*row[:8])  # type: ignore[arg-type]  # as the table has them
    return replace(memo, is_done=bool(row[8]))


def _checked(kind: MemoKind, text: str) -> dict[str, object]:
    text = text.strip()
    if kind not in KINDS:
        raise InputError(
            "A memo is analytic, method, reflexive or a question; choose one of these."
        )
    if not text:
        raise InputError("A memo without words is nothing; write something.")
    if len(text) > MAX_MEMO:
        raise InputError("A memo has at most {most} characters; make two of it.", most=MAX_MEMO)
    return {"kind": kind, "text": text}


def _check_target(db: Database, target_kind: MemoTarget, target_id: str) -> None:
    if target_kind == "study" and not target_id:
        return
    table = _TABLES.get(target_kind)
    # Names of tables are ours.
    if not table or not db.execute(f"SELECT 1 FROM {table} WHERE id = ?", [target_id]).fetchone():  # noqa: S608
        raise NotFoundError("What this memo is about is gone; choose something else.")
