"""Sheets of quotes that went to participants: what stood on them, reminders, answers (W44)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast
from uuid import uuid4

from kwalicode.errors import NotFoundError
from kwalicode.model.quote_sheets import QuoteAnswer
from kwalicode.model.sources import Language
from kwalicode.store.files import Database, add_row
from kwalicode.store.history import forget_rows


class OwnSpan(NamedTuple):
    """Where a participant speaks in a segment of a quote, in offsets of its document."""

    position: int
    start: int
    end: int


class SheetItem(NamedTuple):
    """A quote on a sheet.

    Attributes:
        shown_sha256: Of the words and the role label as they were shown.
        answer: Empty while there is none.
        answered_on: ISO 8601, as all dates; empty where it did not happen.
    """

    item_id: str
    quote_id: str
    number: int
    shown_sha256: str
    answer: QuoteAnswer | None = None
    words: str = ""
    answered_on: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it went to one participant.

    Attributes:
        sheet_id: The code in the file.
        case_id: The pseudonym of the participant.
        answer_to: Whom to answer, as the sheet says it.
        n_quotes: How many stood on it; `items` has those that are still in the register.
        is_replaced: Whether a later sheet took its place.
        reminders: The days of the reminders.
    """

    sheet_id: str
    case_id: str
    language: Language
    answer_to: str
    n_quotes: int
    sent_on: str
    due_on: str
    is_replaced: bool = False
    items: tuple[SheetItem, ...] = ()
    reminders: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether an answer to a quote of it is awaited."""
        return not self.is_replaced and any(one.answer is None for one in self.items)


_SPANS = """
SELECT quote_id, case_id, position, max(turns.start, own.start), min(turns."end", own."end")
FROM quote_segments AS own JOIN versions ON versions.document_id = own.document_id
JOIN turns ON turns.version_id = versions.id AND turns.start < own."end"
  AND own.start < turns."end"
JOIN cases ON cases.id = case_id AND NOT is_interviewer
ORDER BY quote_id, position, turns.start"""


def spans_in_quotes(db: Database) -> dict[str, dict[str, list[OwnSpan]]]:
    """Give where who speaks in each quote, by quote id and by case; interviewers are left out."""
    found: dict[str, dict[str, list[OwnSpan]]] = {}
    for quote_id, case_id, *span in db.execute(_SPANS):
        found.setdefault(quote_id, {}).setdefault(case_id, []).append(OwnSpan(*span))
    return found


def quotes_dropped(db: Database) -> set[str]:
    """Give the ids of the quotes that are not to be published."""
    rows = db.execute("SELECT id FROM quotes WHERE state IN ('removed', 'evidence')")
    return {row[0] for row in rows}


def add_sheet(db: Database, sheet: Sheet, *, coder: str) -> str:
    """Keep that a sheet with its items went out, and return the code it is given.

    Args:
        db: Inside a write.
        sheet: What went out; its own code and those of its items do not count.
        coder: Who sent it.
    """
    sheet_id = uuid4().hex[:12]
    add_row(
        db,
        "quote_sheets",
        id=sheet_id,
        case_id=sheet.case_id,
        language=sheet.language,
        answer_to=sheet.answer_to,
        n_quotes=len(sheet.items),
        sent_on=sheet.sent_on,
        due_on=sheet.due_on,
        sent_by=coder,
    )
    for one in sheet.items:
        row = {"quote_id": one.quote_id, "number": one.number, "shown_sha256": one.shown_sha256}
        add_row(db, "sheet_quotes", id=str(uuid4()), sheet_id=sheet_id, **row)
    return sheet_id


def find_sheets(db: Database) -> list[Sheet]:
    """List all sheets, oldest first."""
    return _read(db, None)


def get_sheet(db: Database, sheet_id: str) -> Sheet:
    """Read one sheet.

    Raises:
        NotFoundError: There is none of this code.
    """
    found = _read(db, sheet_id)
    if not found:
        raise NotFoundError("This sheet is gone; reload the page.")
    return found[0]


def _read(db: Database, sheet_id: str | None) -> list[Sheet]:
    items: dict[str, list[SheetItem]] = {}
    for owner, item_id, quote_id, number, sha256, answer, words, answered_on in db.execute(
        "SELECT sheet_id, id, quote_id, number, shown_sha256, answer, words, answered_on "
        "FROM sheet_quotes WHERE ?1 IS NULL OR sheet_id = ?1 ORDER BY sheet_id, number",
        [sheet_id],
    ):
        given = (answer or None, words, answered_on)
        items.setdefault(owner, []).append(SheetItem(item_id, quote_id, number, sha256, *given))
    reminders: dict[str, list[str]] = {}
    for owner, day in db.execute(
        "SELECT sheet_id, reminded_on FROM sheet_reminders WHERE ?1 IS NULL OR sheet_id = ?1 "
        "ORDER BY reminded_on",
        [sheet_id],
    ):
        reminders.setdefault(owner, []).append(day)
    rows = db.execute(
        "SELECT id, case_id, language, answer_to, n_quotes, sent_on, due_on, is_replaced "
        "FROM quote_sheets WHERE ?1 IS NULL OR id = ?1 ORDER BY sent_on, rowid",
        [sheet_id],
    )
    return [
        _sheet(row, tuple(items.get(row[0], ())), tuple(reminders.get(row[0], ()))) for row in rows
    ]


def _sheet(
    row: Sequence[object], items: tuple[SheetItem, ...], reminders: tuple[str, ...]
) -> Sheet:
    head = cast(tuple[str, str, Language, str, int, str, str], tuple(row[:-1]))
    return Sheet(*head, bool(row[-1]), items, reminders)


def count_sheets(db: Database, case_id: str) -> int:
    """Count the sheets of a participant."""
    row = db.execute("SELECT count(*) FROM quote_sheets WHERE case_id = ?", [case_id]).fetchone()
    return int(row[0])


def replace_sheets(db: Database, sheet_ids: Iterable[str]) -> None:
    """Note that a later sheet took the place of some."""
    for sheet_id in sheet_ids:
        db.execute("UPDATE quote_sheets SET is_replaced = 1 WHERE id = ?", [sheet_id])


def add_reminder(db: Database, sheet_id: str, on_date: str) -> None:
    """Note that a participant was reminded of a sheet on a day."""
    add_row(db, "sheet_reminders", id=str(uuid4()), sheet_id=sheet_id, reminded_on=on_date)


def set_answer(db: Database, item: SheetItem) -> None:
    """Keep what a participant answered to a quote of a sheet."""
    db.execute(
        "UPDATE sheet_quotes SET answer = ?1, words = ?2, answered_on = ?3 WHERE id = ?4 "
        "AND (answer, words, answered_on) <> (?1, ?2, ?3)",
        [item.answer or "", item.words, item.answered_on, item.item_id],
    )


def forget_sheets(db: Database, case_id: str) -> None:
    """Remove the sheets of a participant, and what history kept of them and of what was on them.

    Args:
        db: Inside a write.
        case_id: The pseudonym.
    """
    past = db.execute(
        "SELECT DISTINCT row_id FROM changes WHERE table_name = 'quote_sheets' "
        "AND json_extract(coalesce(new, old), '$.case_id') = ?",
        [case_id],
    ).fetchall()
    db.execute("DELETE FROM quote_sheets WHERE case_id = ?", [case_id])
    forget_rows(db, "quote_sheets", "case_id", case_id)
    for (sheet_id,) in past:
        for table in ("sheet_quotes", "sheet_reminders"):
            forget_rows(db, table, "sheet_id", sheet_id)
