"""Suggestions: which kinds a study wants, and what was taken or refused, by whom."""

import json
from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple, get_args
from uuid import uuid4

from kwalicode.errors import InputError
from kwalicode.store.files import Database, add_row, now
from kwalicode.store.passes import VISIBLE, counted

Kind = Literal["alike", "code", "group", "code group", "same code"]
"""More like this; a code for this segment; a group of passages; one of codes; codes that are one"""

CodesFor = Literal["off", "after own choice", "on demand"]
"""When codes are proposed for a segment: never, once the coder chose a code, or when asked."""

Decision = Literal["taken", "refused"]

_SETTING, _DIGITS = "suggestions", 4


class Settings(NamedTuple):
    """Which kinds of suggestions a study wants; none until somebody switches one on.

    Attributes:
        alike: More like this.
        codes: Codes for this segment.
        groups: Groups of passages that have no code yet.
        code_groups: Groups of codes for the axial pass.
        same_codes: Codes that may be one.
    """

    alike: bool = False
    codes: CodesFor = "off"
    groups: bool = False
    code_groups: bool = False
    same_codes: bool = False


class Suggested(NamedTuple):
    """What proposed something, and how strongly.

    Attributes:
        engine: In words, such as `words and pieces of words, nearest centroid`.
        version: Of the engine; it changes when the same text would give other suggestions.
        score: What the engine orders by, on its own scale.
    """

    kind: Kind
    engine: str
    version: str
    score: float


class Target(NamedTuple):
    """What a suggestion is about; only what applies is given.

    Attributes:
        coding_id: Taken: the coding that was made of it. It must be stored before.
        code_id: Refused: the code that was proposed. Codes that are one: the code that stays, or
            one of the two that were refused.
        category_id: Taken: the category that was made of a group of codes.
        segment: Refused: document, start and end, in its newest version.
        others: Ids of the other codes of a pair or a group.
    """

    coding_id: str | None = None
    code_id: str | None = None
    category_id: str | None = None
    segment: tuple[str, int, int] | None = None
    others: tuple[str, ...] = ()


def get_settings(db: Database) -> Settings:
    """Read which kinds of suggestions the study wants."""
    row = db.execute("SELECT value FROM settings WHERE id = ?", [_SETTING]).fetchone()
    return Settings(**json.loads(row[0])) if row else Settings()


def set_settings(db: Database, settings: Settings) -> None:
    """Store which kinds of suggestions the study wants.

    Raises:
        InputError: The moment for codes is none of the three.
    """
    if settings.codes not in get_args(CodesFor):
        raise InputError(
            "Codes are proposed never, after the coder's own choice, or on demand; choose one."
        )
    db.execute(
        "INSERT INTO settings(id, value) VALUES (?, ?) "
        "ON CONFLICT DO UPDATE SET value = excluded.value",
        [_SETTING, json.dumps(settings._asdict())],
    )


def take(db: Database, suggested: Suggested, target: Target, *, coder: str) -> None:
    """Keep that a suggestion was taken; in the write that does it, so that one undo takes both."""
    _decide(db, "taken", suggested, target, coder)


def refuse(db: Database, suggested: Suggested, target: Target, *, coder: str) -> None:
    """Keep that a suggestion was refused, so that it does not come back."""
    _decide(db, "refused", suggested, target, coder)


def _decide(
    db: Database, decision: Decision, suggested: Suggested, target: Target, coder: str
) -> None:
    document_id, start, end = target.segment or (_document_of(db, target), None, None)
    number = db.execute(
        "SELECT max(number) FROM versions WHERE document_id = ?", [document_id]
    ).fetchone()[0]
    add_row(
        db,
        "suggestions",
        id=str(uuid4()),
        decision=decision,
        # History keeps a number as 15 digits: one that is longer could not be undone.
        **suggested._replace(score=round(suggested.score, _DIGITS))._asdict(),
        coding_id=target.coding_id,
        code_id=target.code_id,
        category_id=target.category_id,
        document_id=document_id,
        number=number,
        start=start,
        end=end,
        others=json.dumps(target.others),
        decided_by=coder,
        decided_at=now(),
    )


def _document_of(db: Database, target: Target) -> str | None:
    row = db.execute("SELECT document_id FROM codings WHERE id = ?", [target.coding_id]).fetchone()
    return row[0] if row else None


class Refusal(NamedTuple):
    """A segment that was refused, for a code or at all.

    Attributes:
        code_id: None where it was refused as one more like a segment without a code.
    """

    document_id: str
    start: int
    end: int
    code_id: str | None


def find_refused_segments(db: Database, kinds: Collection[Kind]) -> list[Refusal]:
    """List the segments that were refused in suggestions of some kinds, as far as they stand."""
    rows = db.execute(_REFUSED_SEGMENTS, [json.dumps(list(kinds))])
    return [Refusal(*row) for row in rows]


_REFUSED_SEGMENTS = """
SELECT document_id, start, "end", code_id FROM suggestions
JOIN (SELECT document_id, max(number) AS number FROM versions GROUP BY 1)
  USING (document_id, number)
WHERE decision = 'refused' AND kind IN (SELECT value FROM json_each(?))
ORDER BY document_id, start"""


def find_refused_codes(db: Database, kind: Kind) -> list[frozenset[str]]:
    """List the pairs or groups of codes that were refused, each as the ids of its codes."""
    rows = db.execute(
        "SELECT code_id, others FROM suggestions WHERE decision = 'refused' AND kind = ?", [kind]
    )
    return [frozenset({*json.loads(others), *filter(None, [code])}) for code, others in rows]


class Taken(NamedTuple):
    """A suggestion that was taken and still stands.

    Attributes:
        name: The code of its coding, the code that stayed, or the category.
        document_id: Of its coding; empty where there is none, as `title` and `text` are.
        text: The words of its coding.
        decided_at: ISO 8601, UTC.
    """

    suggestion_id: str
    kind: Kind
    engine: str
    version: str
    score: float
    name: str
    document_id: str
    title: str
    start: int
    end: int
    text: str
    coding_id: str
    category_id: str
    decided_by: str
    decided_at: str


def find_taken(db: Database, *, coder: str) -> list[Taken]:
    """List what was taken and what a coder may see of it, the newest first."""
    return [Taken(*row) for row in db.execute(_TAKEN, [coder, None])]


def get_taken(db: Database, suggestion_id: str, *, coder: str) -> Taken | None:
    """Read one that was taken; None where it is gone or a blind pass hides it from the coder."""
    row = db.execute(_TAKEN, [coder, suggestion_id]).fetchone()
    return Taken(*row) if row else None


_TAKEN = f"""
SELECT suggestions.id, suggestions.kind, engine, version, score,
  coalesce(codes.name, kept.name, categories.name, ''), coalesce(codings.document_id, ''),
  coalesce(documents.title, ''), coalesce(codings.start, 0), coalesce(codings."end", 0),
  coalesce(codings.text, ''), coalesce(codings.id, ''),
  coalesce(suggestions.category_id, ''), decided_by, decided_at
FROM suggestions
LEFT JOIN codings ON codings.id = coding_id
LEFT JOIN documents ON documents.id = codings.document_id
LEFT JOIN codes ON codes.id = codings.code_id
LEFT JOIN codes AS kept ON kept.id = suggestions.code_id
LEFT JOIN categories ON categories.id = suggestions.category_id
WHERE decision = 'taken' AND (coding_id IS NULL OR {VISIBLE})
  AND (?2 IS NULL OR suggestions.id = ?2)
ORDER BY decided_at DESC, suggestions.rowid DESC"""  # noqa: S608  ours


class Tally(NamedTuple):
    """How many suggestions of a kind were taken and refused."""

    n_taken: int
    n_refused: int


def count_taken(db: Database) -> dict[Kind, Tally]:
    """Count what came of suggestions, for the methods report; kinds without any are left out.

    Codings that count nowhere, because their passage is barred or lost, do not count here either.
    """
    rows = db.execute(_TALLIES.format(counted=counted(db)))
    return {kind: Tally(n_taken, n_refused) for kind, n_taken, n_refused in rows}


_TALLIES = """
SELECT kind, sum(decision = 'taken'), sum(decision = 'refused') FROM suggestions
LEFT JOIN codings ON codings.id = coding_id WHERE coding_id IS NULL OR ({counted})
GROUP BY kind"""


def find_engines(db: Database) -> Mapping[str, int]:
    """Count what was taken by engine and version, for the methods report."""
    rows = db.execute(
        "SELECT engine || ' ' || version, count(*) FROM suggestions WHERE decision = 'taken' "
        "GROUP BY 1 ORDER BY 1"
    )
    return dict(rows.fetchall())


def codings_from_suggestions(db: Database) -> frozenset[str]:
    """Give the ids of the codings that a suggestion was taken for: agreement reports them apart."""
    rows = db.execute(
        "SELECT coding_id FROM suggestions WHERE decision = 'taken' AND coding_id IS NOT NULL"
    )
    return frozenset(row[0] for row in rows)
