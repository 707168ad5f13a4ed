"""The outbox of a browser: operations that arrive more than once are stored once.

The reader sends every operation that was not acknowledged yet with each message, so that a lost
answer loses nothing. `UNIQUE(op_id)` in the history makes the second arrival harmless.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from kwalicode.errors import InputError, KwalicodeError
from kwalicode.store.files import Database, EncryptedFile, seen_operations
from kwalicode.store.history import redo_step, undo_step

Operation = Mapping[str, Any]
Act = Callable[[Database, Operation], None]
After = Callable[[Database], None]

MAX_TEXT, MAX_NUMBER = 1_000_000, 1_000_000_000


class Outcome(NamedTuple):
    """What became of the operations of an outbox.

    Attributes:
        stored: Ids of operations that are in the file, now or from before.
        refused: Ids of operations that cannot be done, each with the error that says why.
    """

    stored: list[str]
    refused: list[tuple[str, KwalicodeError]]


def apply_operations(
    file: EncryptedFile,
    operations: Sequence[Operation],
    acts: Mapping[str, Act],
    *,
    coder: str,
    after: After = lambda _db: None,
) -> Outcome:
    """Store the operations of an outbox in order, each as one step of history.

    Args:
        file: The study file, or the key file for a review.
        operations: As the browser sent them; anything may be in them.
        acts: What each kind of operation does inside its transaction.
        coder: Who sent them.
        after: Done at the end of each transaction, also that of an undo or redo.
    """
    outcome = Outcome([], [])
    every: dict[str, Act] = {**acts, "undo": partial(_undo, coder), "redo": partial(_redo, coder)}
    ids = [_id_of(operation) for operation in operations]
    for op_id, operation in zip(ids, operations, strict=True):
        try:
            if not _is_stored(file, op_id):
                act = _act_of(operation, every)
                with file.write(coder, str(operation["op"]), op_id=op_id) as db:
                    act(db, operation)
                    after(db)
        except KwalicodeError as error:
            # The same outbox may have been stored by another thread at this very moment.
            if not _is_stored(file, op_id):
                outcome.refused.append((op_id, error))
                continue
        outcome.stored.append(op_id)
    return outcome


def _undo(coder: str, db: Database, _: Operation) -> None:
    undo_step(db, coder)


def _redo(coder: str, db: Database, _: Operation) -> None:
    redo_step(db, coder)


def _id_of(operation: Operation) -> str:
    if not isinstance(operation, Mapping):
        raise InputError("The page sent something that is no operation; reload it.")
    return text_of(operation, "id")


def _is_stored(file: EncryptedFile, op_id: str) -> bool:
    with file.read() as db:
        return bool(seen_operations(db, [op_id]))


def _act_of(operation: Operation, acts: Mapping[str, Act]) -> Act:
    name = text_of(operation, "op")
    if name not in acts:
        raise InputError("The page asked for something this version does not know; reload it.")
    return acts[name]


def text_of(operation: Operation, field: str) -> str:
    """Read a text of an operation.

    Raises:
        InputError: It is missing or no text.
    """
    value = operation.get(field)
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise InputError("The page sent no proper '{field}'; reload it.", field=field)
    return value


def number_of(operation: Operation, field: str) -> int:
    """Read a whole number of an operation.

    Raises:
        InputError: It is missing or no whole number.
    """
    value = operation.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_NUMBER:
        raise InputError("The page sent no proper '{field}'; reload it.", field=field)
    return value
