"""How far each document is coded: the share of what participants say."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from kwalicode.store.barred import barred_spans
from kwalicode.store.files import Database
from kwalicode.store.passes import VISIBLE, hides_codings

Span = tuple[int, int]


class Progress(NamedTuple):
    """A document and how much of it is coded.

    Attributes:
        in_open_pass: Whether it is offered in an open pass.
        n_said: Length of what participants say in it, in code points; barred passages left out.
        n_coded: How much of that is coded.
    """

    document_id: str
    title: str
    in_open_pass: bool
    n_said: int
    n_coded: int

    @property
    def percent(self) -> int:
        """The share that is coded, rounded down: 100 says that nothing is left."""
        return 100 * self.n_coded // self.n_said if self.n_said else 0


def find_progress(db: Database, *, coder: str) -> list[Progress]:
    """Tell how far each document is coded, in order of sign-off.

    Args:
        db: The study.
        coder: Who looks; codings that are hidden from them do not count.
    """
    said = _by_document(
        db.execute(
            'SELECT document_id, start, "end" FROM turns JOIN versions ON versions.id = version_id '
            "LEFT JOIN cases ON cases.id = case_id WHERE NOT coalesce(is_interviewer, 0) "
            "ORDER BY document_id, start"
        )
    )
    where, values = (f"WHERE {VISIBLE}", [coder]) if hides_codings(db) else ("", [])
    coded = _by_document(
        db.execute(
            f'SELECT document_id, start, "end" FROM codings {where} ORDER BY document_id, start',  # noqa: S608  our own condition
            values,
        )
    )
    barred = barred_spans(db)
    rows = db.execute("SELECT id, title, in_open_pass FROM documents ORDER BY position").fetchall()
    return [
        Progress(
            document_id,
            title,
            bool(in_open_pass),
            sum(end - start for start, end in said.get(document_id, []))
            - covered(said.get(document_id, []), barred.get(document_id, [])),
            covered(said.get(document_id, []), coded.get(document_id, [])),
        )
        for document_id, title, in_open_pass in rows
    ]


def _by_document(rows: Iterable[tuple[str, int, int]]) -> dict[str, list[Span]]:
    return {
        document_id: [(start, end) for _, start, end in found]
        for document_id, found in groupby(rows, key=itemgetter(0))
    }


def covered(pieces: Iterable[Span], over: Iterable[Span]) -> int:
    """Count how much of some pieces lies under any of other spans.

    Args:
        pieces: Spans that do not overlap, by start.
        over: Spans by start; they may overlap.

    >>> covered([(0, 10), (20, 30)], [(5, 22), (8, 9)])
    7
    """
    joined: list[list[int]] = []
    for start, end in over:
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        else:
            joined.append([start, end])
    total, place = 0, 0
    for start, end in pieces:
        while place < len(joined) and joined[place][1] <= start:
            place += 1
        at = place
        while at < len(joined) and joined[at][0] < end:
            total += min(end, joined[at][1]) - max(start, joined[at][0])
            at += 1
    return total
