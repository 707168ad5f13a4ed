"""The passes of the study: rounds of open, axial and thematic coding (W80)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, get_args

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Pass, PassKind
from kwalicode.store.answers import UNIT, WITH_ANSWERS
from kwalicode.store.files import Database, add_row, now

FIRST_PASS = 1
MAX_NAME = 80

_FIELDS = "id, kind, name, opened_by, opened_at, closed_by, closed_at, is_blind"


def current_pass(db: Database, kind: PassKind) -> int:
    """Give the pass in which something of a kind is made now.

    This is the newest pass of the kind that is not closed; where all are closed the newest of
    these, since going back is normal; where there is none the first pass of the study.
    """
    row = db.execute(
        "SELECT id FROM passes WHERE kind = ? ORDER BY closed_at = '' DESC, id DESC LIMIT 1", [kind]
    ).fetchone()
    return int(row[0]) if row else FIRST_PASS


def find_passes(db: Database) -> list[Pass]:
    """List all passes in the order they were opened."""
    return [_pass(row) for row in db.execute(f"SELECT {_FIELDS} FROM passes ORDER BY id")]  # noqa: S608


def get_pass(db: Database, pass_id: int) -> Pass:
    """Read one pass.

    Raises:
        NotFoundError: It is gone, for instance because someone took back its opening.
    """
    row = db.execute(f"SELECT {_FIELDS} FROM passes WHERE id = ?", [pass_id]).fetchone()  # noqa: S608
    if not row:
        raise NotFoundError("This pass is not in the study any more; choose another one.")
    return _pass(row)


def open_pass(
    db: Database, kind: PassKind, name: str, *, coder: str, is_blind: bool = False
) -> int:
    """Open a new pass and return its id; what is made of its kind belongs to it from now on.

    Raises:
        InputError: The name is empty or longer than 80 characters, or the kind is none of three.
        ConflictError: Another pass has this name.
    """
    if kind not in get_args(PassKind):
        raise InputError("A pass is open, axial or thematic; choose one of these.")
    name = _checked_name(db, name)
    opened = {"opened_by": coder, "opened_at": now(), "is_blind": int(is_blind)}
    return add_row(db, "passes", kind=kind, name=name, **opened)


def rename_pass(db: Database, pass_id: int, name: str) -> None:
    """Give a pass another name; raises as `open_pass` does."""
    get_pass(db, pass_id)
    name = _checked_name(db, name, but=pass_id)
    db.execute("UPDATE passes SET name = ? WHERE id = ?", [name, pass_id])


def mark_closed(db: Database, pass_id: int, *, coder: str) -> None:
    """Say that a pass is closed; `workflows.passes.close_pass` keeps a snapshot with it.

    Raises:
        NotFoundError: It is gone.
        ConflictError: It is closed already.
    """
    if get_pass(db, pass_id).closed_at:
        raise ConflictError("This pass is closed already; reload the page.")
    db.execute(
        "UPDATE passes SET closed_by = ?, closed_at = ? WHERE id = ?", [coder, now(), pass_id]
    )


def reopen_pass(db: Database, pass_id: int) -> None:
    """Go back to a pass that was closed; the snapshot of its closing stays.

    Raises:
        NotFoundError: It is gone.
        ConflictError: It is open already.
    """
    if not get_pass(db, pass_id).closed_at:
        raise ConflictError("This pass is open already; reload the page.")
    db.execute("UPDATE passes SET closed_by = '', closed_at = '' WHERE id = ?", [pass_id])


def set_blind(db: Database, pass_id: int, *, is_blind: bool) -> None:
    """Hide the codings of a pass from all but who made them until it is closed, or show them."""
    get_pass(db, pass_id)
    db.execute("UPDATE passes SET is_blind = ? WHERE id = ?", [int(is_blind), pass_id])


def blind_passes(db: Database) -> frozenset[int]:
    """Give the passes in which coders see only their own codings now."""
    rows = db.execute("SELECT id FROM passes WHERE is_blind AND closed_at = ''")
    return frozenset(row[0] for row in rows)


def _not_barred(bars: str) -> str:
    return (
        "NOT EXISTS (SELECT 1 FROM barred WHERE barred.document_id = codings.document_id "  # noqa: S608  ours
        f"AND barred.bars = '{bars}' AND barred.start < codings.\"end\" "
        'AND barred."end" > codings.start)'
    )


SEEN = (
    "(codings.coder_id = (SELECT id FROM coders WHERE name = ?) OR codings.pass_id NOT IN "
    "(SELECT id FROM passes WHERE is_blind AND closed_at = ''))"
)
"""A condition on `codings`: what no blind pass hides from the coder whose name is its value."""

NOT_BARRED = _not_barred("analysis")
"""A condition on `codings`: those that touch no passage that is barred from analysis."""

COUNTED = f"{NOT_BARRED} AND codings.id NOT IN (SELECT coding_id FROM anchor_checks WHERE is_lost)"  # noqa: S608  ours
"""A condition on `codings`: those not barred, and whose words no correction took away."""

VISIBLE = f"({SEEN} AND {COUNTED})"
"""A condition on `codings` for a query: what the coder whose name is its one value may see."""

QUOTABLE = f"{_not_barred('quotes')} AND codings.id NOT IN (SELECT coding_id FROM anchor_checks)"  # noqa: S608  ours
"""A condition on `codings` beside one of the others: those whose words may be quoted. Words that a
correction changed may not until somebody looked at them."""


def hides_codings(db: Database) -> bool:
    """Tell whether `VISIBLE` leaves out any coding: where not, a query goes faster without it."""
    return bool(db.execute(_HIDES).fetchone()[0])


_HIDES = (
    "SELECT EXISTS (SELECT 1 FROM passes WHERE is_blind AND closed_at = '') "
    "OR EXISTS (SELECT 1 FROM barred WHERE bars = 'analysis') "
    "OR EXISTS (SELECT 1 FROM anchor_checks WHERE is_lost)"
)


def counted(db: Database) -> str:
    """Give `COUNTED`; where nothing is left out `TRUE`, for which an index alone is read."""
    return COUNTED if hides_codings(db) else "TRUE"


class Made(NamedTuple):
    """What came of a pass.

    Attributes:
        coders: Names of who coded in it, in the order of the alphabet.
        n_documents: In how many documents there are codings of it.
        n_codes: Codes that were made in it and are still there.
        n_filed: Codes that stand in a category since it, and further places of codes.
        n_links: Categories and codes that themes were given in it.
    """

    coders: tuple[str, ...] = ()
    n_codings: int = 0
    n_documents: int = 0
    n_codes: int = 0
    n_filed: int = 0
    n_categories: int = 0
    n_relations: int = 0
    n_themes: int = 0
    n_links: int = 0


def count_made(db: Database) -> dict[int, Made]:
    """Count what came of each pass that something was made in, by pass id."""
    counts: dict[int, dict[str, int]] = {}
    condition = counted(db)
    for field, query in _COUNTS.items():
        for pass_id, n in db.execute(query.format(counted=condition)):
            counts.setdefault(pass_id, {})[field] = n
    names: dict[int, list[str]] = {}
    for pass_id, name in db.execute(_CODERS):
        names.setdefault(pass_id, []).append(name)
    return {
        pass_id: Made(tuple(names.get(pass_id, ())), **counts.get(pass_id, {}))
        for pass_id in {*counts, *names}
    }


_COUNTS: Mapping[str, str] = {
    "n_codings": "SELECT pass_id, count(*) FROM codings WHERE {counted} GROUP BY 1",
    "n_documents": f"SELECT codings.pass_id, count(DISTINCT {UNIT}) FROM codings {WITH_ANSWERS} "  # noqa: S608  ours
    "WHERE {counted} GROUP BY 1",
    # Where a code is filed changes with every move; in which pass it was made, history tells.
    "n_codes": "SELECT coalesce(json_extract(new, '$.filed_in'), 1), count(*) FROM codes "
    "JOIN (SELECT row_id, min(id), new FROM changes WHERE table_name = 'codes' AND old IS NULL "
    "GROUP BY row_id) ON row_id = codes.id GROUP BY 1",
    "n_filed": "SELECT pass_id, count(*) FROM (SELECT filed_in AS pass_id FROM codes "
    "WHERE category_id IS NOT NULL UNION ALL SELECT pass_id FROM code_categories) GROUP BY 1",
    "n_categories": "SELECT pass_id, count(*) FROM categories GROUP BY 1",
    "n_relations": "SELECT pass_id, count(*) FROM relations GROUP BY 1",
    "n_themes": "SELECT pass_id, count(*) FROM themes WHERE NOT is_dropped GROUP BY 1",
    "n_links": "SELECT pass_id, count(*) FROM (SELECT pass_id FROM theme_categories "
    "UNION ALL SELECT pass_id FROM theme_codes) GROUP BY 1",
}
_CODERS = (
    "SELECT DISTINCT pass_id, coders.name FROM codings JOIN coders ON coders.id = coder_id "
    "ORDER BY coders.name COLLATE NOCASE"
)


def last_step(db: Database, coder: str) -> int:
    """Give the number of the last step this coder made in the study; 0 if there is none."""
    row = db.execute("SELECT max(id) FROM change_sets WHERE coder = ?", [coder]).fetchone()
    return int(row[0] or 0)


def _pass(row: Sequence[Any]) -> Pass:
    return replace(Pass(*row), is_blind=bool(row[-1]))


def _checked_name(db: Database, name: str, *, but: int = 0) -> str:
    name = " ".join(name.split())
    if not name or len(name) > MAX_NAME:
        raise InputError("A name needs 1 to {most} characters; choose another one.", most=MAX_NAME)
    found = db.execute("SELECT 1 FROM passes WHERE name = ? AND id <> ?", [name, but]).fetchone()
    if found:
        raise ConflictError("There is a pass of this name already; choose another one.")
    return name
