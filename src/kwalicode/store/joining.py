"""Codings that become equal to another one: it stays, with all that hung on them."""

import json
from collections.abc import Sequence

from kwalicode.store.files import Database


def join_codings(db: Database, pairs: Sequence[tuple[str, str]]) -> None:
    """Let codings go up in others: what themes, relations and memos say of them moves along.

    A comment joins that of the one that stays; who did what to whom is taken over where it was not
    said.

    Args:
        db: Inside a write.
        pairs: Ids of the coding that goes and the one that stays.
    """
    chosen = json.dumps(list(pairs))
    for table in ("theme_codings", "relation_codings"):
        db.execute(
            f"UPDATE OR IGNORE {table} SET coding_id = kept FROM {_PAIRS} WHERE coding_id = gone",  # noqa: S608  names are ours
            [chosen],
        )
    db.execute(
        f"UPDATE memos SET target_id = kept FROM {_PAIRS} "  # noqa: S608  names are ours
        "WHERE target_kind = 'coding' AND target_id = gone",
        [chosen],
    )
    for pair in db.execute(_WITH_WORDS, [chosen]).fetchall():
        db.execute(_JOIN_WORDS, pair)
    db.execute(
        "DELETE FROM codings WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps([gone for gone, _ in pairs])],
    )


_PAIRS = "(SELECT value ->> 0 AS gone, value ->> 1 AS kept FROM json_each(?))"
_WITH_WORDS = (
    f"SELECT gone, kept FROM {_PAIRS} JOIN codings ON id = gone "  # noqa: S608  names are ours
    "WHERE comment <> '' OR actor <> '' OR target <> '' OR perspective <> ''"
)
# One at a time: of several that join the same one, each finds what the last one left.
_JOIN_WORDS = """
UPDATE codings SET
  comment = CASE WHEN codings.comment IN ('', other.comment) THEN other.comment
    WHEN other.comment = '' THEN codings.comment
    ELSE codings.comment || char(10) || other.comment END,
  actor = iif(codings.actor = '', other.actor, codings.actor),
  target = iif(codings.target = '', other.target, codings.target),
  perspective = iif(codings.perspective = '', other.perspective, codings.perspective)
FROM (SELECT comment, actor, target, perspective FROM codings WHERE id = ?1) AS other
WHERE codings.id = ?2"""
