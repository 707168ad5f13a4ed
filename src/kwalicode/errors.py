"""Errors a researcher can act on.

A message says what is wrong, where (ids, row numbers, character offsets) and what to do next, in
one sentence. It never quotes a transcript: logs and bug reports leave the machine.
"""


class KwalicodeError(Exception):
    """Base of every error this package raises on purpose.

    Args:
        sentence: One full English sentence with `{names}` for what differs, so that it can be
            looked up in the translations.
        values: What stands in the place of the names.

    >>> str(KwalicodeError("Row {row} is empty; remove it.", row=3))
    'Row 3 is empty; remove it.'
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values


class NotFoundError(KwalicodeError):
    """A document, code, coding or study with this id, name or path does not exist."""


class InputError(KwalicodeError):
    """A file or value from outside cannot be used as it is."""


class ConflictError(KwalicodeError):
    """What is asked does not fit what is stored, for instance after another coder's change."""


class AccessError(KwalicodeError):
    """A passphrase is wrong, or the key file of the study is not open."""


class LeakError(KwalicodeError):
    """Text that was about to leave the study still holds identifying text."""


class UndefinedError(KwalicodeError):
    """A number has no meaning for these data, for instance agreement of one coder."""
