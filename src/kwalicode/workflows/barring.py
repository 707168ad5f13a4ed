"""Passages that a participant keeps out, and codings whose words a correction changed (W41)."""

from collections.abc import Iterable
from functools import partial
from typing import cast, get_args

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Barred, Bars
from kwalicode.store import anchor_checks, barred, codings
from kwalicode.store.anchor_checks import AnchorCheck
from kwalicode.store.documents import document_text
from kwalicode.store.files import Database
from kwalicode.store.study import Study
from kwalicode.workflows.operations import Act, Operation, number_of, text_of


def barring_acts(document_id: str, coder: str) -> dict[str, Act]:
    """Give what the reader can do to what is barred, and to a coding whose words changed."""
    return {
        "bar": partial(_bar, document_id=document_id, coder=coder),
        "lift": _lift,
        "place": partial(_place, document_id=document_id),
    }


def _bar(db: Database, operation: Operation, *, document_id: str, coder: str) -> None:
    bars = cast(Bars, operation.get("bars"))
    if bars not in get_args(Bars):
        raise InputError("The page sent no proper '{field}'; reload it.", field="bars")
    start, end = number_of(operation, "start"), number_of(operation, "end")
    words, barred_id = text_of(operation, "text"), text_of(operation, "barred_id")
    passage = Barred(barred_id, document_id, start, end, words, bars, "member check")
    barred.add_barred(db, passage, coder=coder)


def _lift(db: Database, operation: Operation) -> None:
    barred.lift_barred(db, text_of(operation, "barred_id"), reason="member check")


def _place(db: Database, operation: Operation, *, document_id: str) -> None:
    coding_id = text_of(operation, "mark_id")
    stored = codings.get_coding(db, coding_id)
    if stored.document_id != document_id:
        raise InputError("This coding belongs to another document; open that one.")
    start, end = number_of(operation, "start"), number_of(operation, "end")
    if (stored.start, stored.end) != (start, end):
        codings.resize(db, coding_id, start, end, text_of(operation, "text"))
    anchor_checks.settle_check(db, coding_id)


def find_barred(study: Study) -> list[Barred]:
    """List all barred passages in reading order."""
    with study.read() as db:
        return barred.find_barred(db)


def lift(study: Study, barred_ids: Iterable[str], *, coder: str) -> None:
    """Let passages be used again that were barred in a member check, as one step.

    Raises:
        NotFoundError: One is not barred any more.
        ConflictError: One was barred for another reason.
    """
    with study.write(coder, "lift bars") as db:
        for barred_id in barred_ids:
            barred.lift_barred(db, barred_id, reason="member check")


def find_checks(study: Study, *, coder: str) -> list[AnchorCheck]:
    """List the codings to look at, as far as a coder may see them."""
    with study.read() as db:
        return anchor_checks.find_checks(db, coder=coder)


def keep_here(study: Study, coding_id: str, words: str, *, coder: str) -> None:
    """Agree that a coding stands where it should, as one step.

    Args:
        study: The study.
        coding_id: The coding.
        words: Those it stands on, as they were shown.
        coder: Who agrees.

    Raises:
        NotFoundError: It is not on the list any more.
        ConflictError: It stands on other words than were shown, or on none of its own.
    """
    with study.write(coder, "keep coding here") as db:
        check = anchor_checks.get_check(db, coding_id, coder=coder)
        stored = codings.get_coding(db, coding_id)
        text = document_text(db, check.document_id)
        if stored.text != words or text[stored.start : stored.end] != words:
            raise ConflictError("This coding stands on other words by now; look at it again.")
        anchor_checks.settle_check(db, coding_id)


def delete_checked(study: Study, coding_id: str, *, coder: str) -> None:
    """Remove a coding that is on the list, as one step.

    Raises:
        NotFoundError: It is not on the list any more.
    """
    with study.write(coder, "delete coding") as db:
        anchor_checks.get_check(db, coding_id, coder=coder)
        codings.delete_coding(db, coding_id)
