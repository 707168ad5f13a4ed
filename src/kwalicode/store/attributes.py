"""Attributes of cases: what is asked of them, their values, and the targets of sampling (W12)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Attribute, InterviewPlan, Target
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.history import forget_rows
from kwalicode.text import folded

MAX_NAME = 80
_COLUMNS = "id, name, type, choices, is_confidential, is_forbidden"
_PLAN = "interview plan"

Values = Mapping[str, Mapping[str, str]]
"""Value by attribute id, by case id; what is empty is not in it."""


def find_attributes(db: Database) -> list[Attribute]:
    """List all attributes in their order, also those that are never collected."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM attributes ORDER BY position, rowid")  # noqa: S608
    return [_attribute(row) for row in rows]


def get_attribute(db: Database, attribute_id: str) -> Attribute:
    """Read one attribute.

    Raises:
        NotFoundError: There is none of this id.
    """
    row = db.execute(
        f"SELECT {_COLUMNS} FROM attributes WHERE id = ?",  # noqa: S608  names are ours
        [attribute_id],
    ).fetchone()
    if not row:
        raise NotFoundError("This attribute is gone; reload the page.")
    return _attribute(row)


def _attribute(row: Sequence[Any]) -> Attribute:
    attribute_id, name, type_, choices, is_confidential, is_forbidden = row
    flags = (bool(is_confidential), bool(is_forbidden))
    return Attribute(attribute_id, name, type_, tuple(json.loads(choices)), *flags)


def add_attribute(db: Database, attribute: Attribute) -> str:
    """Add an attribute and return its id; see `update_attribute` for what can go wrong."""
    attribute_id = attribute.attribute_id or str(uuid4())
    position = db.execute("SELECT count(*) FROM attributes").fetchone()[0]
    add_row(db, "attributes", id=attribute_id, position=position, **_row(db, attribute))
    return attribute_id


def update_attribute(db: Database, attribute: Attribute) -> None:
    """Change an attribute; its values stay as they are.

    Raises:
        InputError: The name is empty or too long.
        ConflictError: Another attribute has this name.
    """
    row = _row(db, attribute)
    pairs = ", ".join(f"{name} = :{name}" for name in row)
    db.execute(
        f"UPDATE attributes SET {pairs} WHERE id = :id",  # noqa: S608  names are ours
        row | {"id": attribute.attribute_id},
    )


def _row(db: Database, attribute: Attribute) -> dict[str, Any]:
    name = " ".join(attribute.name.split())
    if not 0 < len(name) <= MAX_NAME:
        raise InputError(
            "An attribute needs a name of 1 to {most} characters; choose another one.",
            most=MAX_NAME,
        )
    same = db.execute(
        "SELECT 1 FROM attributes WHERE name_key = ? AND id <> ?",
        [folded(name), attribute.attribute_id],
    ).fetchone()
    if same:
        raise ConflictError(
            "There is an attribute '{name}' already; choose another name.", name=name
        )
    return {
        "name": name,
        "name_key": folded(name),
        "type": attribute.type,
        "choices": json.dumps(list(attribute.choices), ensure_ascii=False),
        "is_confidential": int(attribute.is_confidential),
        "is_forbidden": int(attribute.is_forbidden),
    }


def delete_attribute(db: Database, attribute_id: str) -> None:
    """Remove an attribute with its values and targets."""
    db.execute("DELETE FROM attributes WHERE id = ?", [attribute_id])


def find_values(db: Database) -> dict[str, dict[str, str]]:
    """Give the values of all participants; those of survey rows are left out."""
    values: dict[str, dict[str, str]] = {}
    for case_id, attribute_id, value in db.execute(
        "SELECT case_id, attribute_id, value FROM attribute_values "
        "WHERE case_id NOT IN (SELECT case_id FROM survey_rows)"
    ):
        values.setdefault(case_id, {})[attribute_id] = value
    return values


def set_values(db: Database, values: Values) -> None:
    """Store values of cases that exist; an empty value takes it away."""
    for case_id, own in values.items():
        for attribute_id, value in own.items():
            if value:
                db.execute(
                    "INSERT INTO attribute_values(id, case_id, attribute_id, value) "
                    "VALUES (?, ?, ?, ?) ON CONFLICT (case_id, attribute_id) "
                    "DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
                    [str(uuid4()), case_id, attribute_id, value],
                )
            else:
                db.execute(
                    "DELETE FROM attribute_values WHERE case_id = ? AND attribute_id = ?",
                    [case_id, attribute_id],
                )


def forget_values(db: Database, attribute_id: str) -> None:
    """Take the values of an attribute out of the study for good, out of history too."""
    db.execute("DELETE FROM attribute_values WHERE attribute_id = ?", [attribute_id])
    forget_rows(db, "attribute_values", "attribute_id", attribute_id)


def find_targets(db: Database) -> list[Target]:
    """List how many interviews are wanted of each value."""
    return [Target(*row) for row in db.execute("SELECT attribute_id, value, n FROM targets")]


def set_targets(db: Database, attribute_id: str, targets: Iterable[Target]) -> None:
    """Make the targets of an attribute exactly these; values without a number are left out."""
    wanted = {target.value: target.n for target in targets}
    for value, n in wanted.items():
        db.execute(
            "INSERT INTO targets(id, attribute_id, value, n) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (attribute_id, value) DO UPDATE SET n = excluded.n WHERE n <> excluded.n",
            [str(uuid4()), attribute_id, value, n],
        )
    db.execute(
        "DELETE FROM targets WHERE attribute_id = ? AND value NOT IN "
        "(SELECT value FROM json_each(?))",
        [attribute_id, json.dumps(list(wanted))],
    )


def find_plans(db: Database) -> list[InterviewPlan]:
    """List how many interviews were planned, the newest plan last (W16)."""
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_PLAN]).fetchone()
    return [InterviewPlan(*plan) for plan in json.loads(row[0])] if row else []


def add_plan(db: Database, plan: InterviewPlan, *, coder: str) -> None:
    """Keep another plan beside the earlier ones."""
    plans = [
        [one.planned, one.maximum, one.reason, one.entered_by, one.entered_at]
        for one in find_plans(db)
    ]
    plans.append([plan.planned, plan.maximum, plan.reason, coder, now()])
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_PLAN, json.dumps(plans, ensure_ascii=False)],
    )
