"""The outbox of a browser: operations that arrive more than once are stored once.

The reader sends every operation that was not acknowledged yet with each message, so that a lost
answer loses nothing. `UNIQUE(op_id)` in the history makes the second arrival harmless.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from kwalicode.errors import InputError, KwalicodeError
from kwalicode.store.files import Database, EncryptedFile, seen_operations
from kwalicode.store.history import redo, undo

Operation = Mapping[str, Any]
Act = Callable[[Database, Operation], None]

MAX_TEXT = 1_000_000


class Outcome(NamedTuple):
    """What became of the operations of an outbox.

    Attributes:
        stored: Ids of operations that are in the file, now or from before.
        refused: Ids of operations that cannot be done, each with the error that says why.
    """

    stored: list[str]
    refused: list[tuple[str, KwalicodeError]]


def apply_operations(
    file: EncryptedFile, operations: Sequence[Operation], acts: Mapping[str, Act], *, coder: str
) -> Outcome:
    """Store the operations of an outbox in order, each as one step of history.

    Args:
        file: The study file, or the key file for a review.
        operations: As the browser sent them; anything may be in them.
        acts: What each kind of operation does inside its transaction.
        coder: Who sent them.
    """
    outcome = Outcome([], [])
    ids = [text_of(operation, "id") for operation in operations]
    with file.read() as db:
        seen = seen_operations(db, ids)
    for op_id, operation in zip(ids, operations, strict=True):
        if op_id not in seen:
            try:
                _apply(file, op_id, operation, acts, coder)
            except KwalicodeError as error:
                outcome.refused.append((op_id, error))
                continue
        outcome.stored.append(op_id)
    return outcome


def _apply(
    file: EncryptedFile, op_id: str, operation: Operation, acts: Mapping[str, Act], coder: str
) -> None:
    name = text_of(operation, "op")
    if name == "undo":
        undo(file, coder, op_id=op_id)
    elif name == "redo":
        redo(file, coder, op_id=op_id)
    elif name in acts:
        with file.write(coder, name, op_id=op_id) as db:
            acts[name](db, operation)
    else:
        raise InputError("The page asked for something this version does not know; reload it.")


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
    if not isinstance(value, int) or isinstance(value, bool):
        raise InputError("The page sent no proper '{field}'; reload it.", field=field)
    return value
