"""Role labels beside quotes: where the quotes stand, who bears a label, and how one is replaced."""

import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

from kwalicode.model.quotes import RegisteredQuote
from kwalicode.store.files import Database
from kwalicode.store.quote_places import quotes_of_codings
from kwalicode.store.quote_register import find_registered

Place = tuple[str, int, int]


class QuotePlace(NamedTuple):
    """Where the words of a quote come from.

    Attributes:
        segments: Document, start and end of each.
        code_ids: Of the coding; of a composite of all codings on its segments.
        registered: The quote of the register that stands there, if one does.
    """

    segments: tuple[Place, ...]
    code_ids: frozenset[str]
    registered: RegisteredQuote | None


def find_quote_places(db: Database, quote_ids: Collection[str]) -> dict[str, QuotePlace]:
    """Find quotes by the id of their coding or, of a composite, that of the register.

    Returns:
        Those that are in the study, by id.
    """
    on_codings = quotes_of_codings(db)
    registered = {one.quote_id: one for one in find_registered(db)}
    found = {
        coding_id: QuotePlace(
            ((document_id, start, end),),
            frozenset(filter(None, (code_id,))),
            registered.get(on_codings.get(coding_id, "")),
        )
        for coding_id, document_id, start, end, code_id in db.execute(
            _CODINGS, [json.dumps(list(quote_ids))]
        )
    }
    own = [one for one in registered.values() if one.quote_id in quote_ids]
    codes: dict[str, set[str]] = {}
    for quote_id, code_id in db.execute(_CODES) if own else ():
        codes.setdefault(quote_id, set()).add(code_id)
    for one in own:
        places = tuple((part.document_id, part.start, part.end) for part in one.segments)
        found[one.quote_id] = QuotePlace(places, frozenset(codes.get(one.quote_id, ())), one)
    return found


_CODINGS = """
SELECT codings.id, document_id, start, "end", coalesce(code_id, '') FROM json_each(?) AS asked
JOIN codings ON codings.id = asked.value"""
_CODES = """
SELECT quote_id, code_id FROM quote_segments AS own
JOIN codings ON codings.document_id = own.document_id AND codings.start = own.start
  AND codings."end" = own."end" WHERE code_id IS NOT NULL"""


_CHANGES = "label changes"


def find_label_changes(db: Database) -> list[tuple[str, str]]:
    """Give each label that was renamed or merged after an export, with what took its place."""
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_CHANGES]).fetchone()
    return [(old, new) for old, new in json.loads(row[0])] if row else []


def add_label_changes(db: Database, changes: Iterable[tuple[str, str]]) -> None:
    """Remember that labels took the place of others, if anything went out before.

    It stays when the change is undone, as what was exported in between stays out.
    """
    known = find_label_changes(db)
    found = list(dict.fromkeys((*known, *changes)))
    if found != known and db.execute("SELECT 1 FROM exports LIMIT 1").fetchone():
        db.execute(
            "INSERT INTO settings(id, value) VALUES (?, ?) "
            "ON CONFLICT DO UPDATE SET value = excluded.value",
            [_CHANGES, json.dumps(found, ensure_ascii=False)],
        )


def find_borne(db: Database) -> dict[str, str]:
    """Give the role label of every participant that has one, by case id."""
    return dict(
        db.execute(
            "SELECT id, role_label FROM cases WHERE NOT is_interviewer AND role_label <> ''"
        ).fetchall()
    )


def find_own_labels(db: Database) -> dict[str, str]:
    """Give the role label of participants that does not follow from a role, by case id."""
    return dict(
        db.execute(
            "SELECT id, role_label FROM cases WHERE NOT is_interviewer AND analytic_role = '' "
            "AND role_label <> ''"
        ).fetchall()
    )


def set_own_labels(db: Database, case_ids: Iterable[str], label: str) -> None:
    """Give participants without a role another role label."""
    db.execute(
        "UPDATE cases SET role_label = ?1 WHERE analytic_role = '' AND role_label <> ?1 "
        "AND id IN (SELECT value FROM json_each(?2))",
        [label, json.dumps(list(case_ids))],
    )


def find_quote_labels(db: Database) -> set[str]:
    """Give all role labels of quotes of the register."""
    return {row[0] for row in db.execute("SELECT DISTINCT role_label FROM quotes")}


def relabel_quotes(db: Database, labels: Iterable[str], label: str) -> None:
    """Give quotes of the register another role label; who saw one before has to be asked again."""
    db.execute(
        "UPDATE quotes SET role_label = ?1, state = CASE WHEN state IN ('sent', 'approved') "
        "THEN 'changed' ELSE state END WHERE role_label IN (SELECT value FROM json_each(?2))",
        [label, json.dumps(list(labels))],
    )
