"""Roles in two layers: what someone is inside, and what they may be called outside (W59, W60)."""

from collections import Counter
from collections.abc import Sequence
from uuid import uuid4

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Role
from kwalicode.store.files import Database, add_row
from kwalicode.text import folded

MAX_NAME = 80


def find_roles(db: Database) -> list[Role]:
    """List the roles by name."""
    rows = db.execute(
        "SELECT id, name, label, is_protected FROM roles ORDER BY name COLLATE NOCASE"
    )
    return [Role(row[0], row[1], row[2], bool(row[3])) for row in rows]


def replace_roles(db: Database, roles: Sequence[Role]) -> None:
    """Make the roles exactly these; the role labels of all cases follow.

    Args:
        db: Inside a write.
        roles: Those with an empty id are new. A case whose role goes keeps its role label.

    Raises:
        InputError: A name is empty or too long, or a protected role has a label of its own.
        ConflictError: Two roles have one name.
    """
    wanted = [
        Role(one.role_id or str(uuid4()), _spaced(one.name), _spaced(one.label), one.is_protected)
        for one in roles
    ]
    _check(wanted)
    old = {one.role_id: one for one in find_roles(db)}
    kept = {one.role_id for one in wanted}
    for role_id in old.keys() - kept:
        db.execute("DELETE FROM roles WHERE id = ?", [role_id])
        db.execute(
            "UPDATE cases SET analytic_role = '' WHERE analytic_role = ?", [old[role_id].name]
        )
    _rename(db, [(old[one.role_id].name, one) for one in wanted if one.role_id in old])
    for one in wanted:
        if one.role_id not in old:
            row = {"name": one.name, "label": one.label, "is_protected": int(one.is_protected)}
            add_row(db, "roles", id=one.role_id, **row)
    apply_labels(db)


def _rename(db: Database, pairs: Sequence[tuple[str, Role]]) -> None:
    """Change roles, by way of their ids: two of them may have changed names."""
    for before, one in pairs:
        if before != one.name:
            db.execute("UPDATE roles SET name = ? WHERE id = ?", [one.role_id, one.role_id])
            db.execute(
                "UPDATE cases SET analytic_role = ? WHERE analytic_role = ?", [one.role_id, before]
            )
    for before, one in pairs:
        db.execute(
            "UPDATE roles SET name = ?1, label = ?2, is_protected = ?3 WHERE id = ?4 "
            "AND (name <> ?1 OR label <> ?2 OR is_protected <> ?3)",
            [one.name, one.label, int(one.is_protected), one.role_id],
        )
        if before != one.name:
            db.execute(
                "UPDATE cases SET analytic_role = ? WHERE analytic_role = ?",
                [one.name, one.role_id],
            )


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _check(roles: Sequence[Role]) -> None:
    for one in roles:
        if not 0 < len(one.name) <= MAX_NAME or len(one.label) > MAX_NAME:
            raise InputError(
                "A role needs a name of 1 to {most} characters, and a label no longer than that.",
                most=MAX_NAME,
            )
    names = Counter(folded(one.name) for one in roles)
    double = next((one.name for one in roles if names[folded(one.name)] > 1), None)
    if double:
        raise ConflictError("The role '{name}' stands in the list twice; remove one.", name=double)
    open_labels = {folded(one.label) for one in roles if not one.is_protected} | {""}
    for one in roles:
        if one.is_protected and folded(one.label) not in open_labels:
            raise InputError(
                "'{name}' is a protected small group, so it needs the label of a larger group "
                "that is not protected, or none.",
                name=one.name,
            )


def apply_labels(db: Database) -> None:
    """Let the role label of every case that has a role follow from it."""
    db.execute(
        "UPDATE cases SET role_label = label FROM roles "
        "WHERE roles.name = analytic_role AND role_label <> label"
    )


def count_by_role(db: Database) -> dict[str, int]:
    """Count the participants of each role, by its name."""
    rows = db.execute(
        "SELECT analytic_role, count(*) FROM cases WHERE NOT is_interviewer "
        "AND analytic_role <> '' GROUP BY analytic_role"
    )
    return dict(rows.fetchall())
