"""What the scan of a file that others redacted finds."""

from dataclasses import dataclass
from enum import StrEnum


class FileLeakKind(StrEnum):
    """What kind of leak stands in a file."""

    KEY = "name of the key"
    UNDONE = "mask undone elsewhere"
    IN_WORD = "mask inside a word"
    REMNANT = "remnant beside a mask"
    ADDRESS_REMNANT = "remnant of an e-mail address"
    EMAIL = "personal e-mail address"
    RECIPIENT = "name in a list of recipients"
    ADDRESSEE = "name of who is addressed"
    SIGNED = "name below a letter"
    PHONE = "phone number"
    ROOM = "room"
    LINK = "secret link"
    SMALL_CELL = "small cells in a table"
    COMMENT = "comment"
    TRACKED = "tracked change"
    HIDDEN = "hidden text"
    COVERED = "text under a bar"
    PROPERTY = "document property"


@dataclass(frozen=True, slots=True)
class FileLeak:
    """A leak of a file.

    Attributes:
        part: Where in the file: '' is the text itself, else such as 'comment' or 'note'.
        line: From 1: a line of a text file, a paragraph of another one; 0 where it has none.
        column: From 1, in code points of that line; 0 where it has none.
        snippet: The words and what stands around them; for the eyes of the researcher only.
        masked_line: The line in which the same was masked, 0 where that does not matter.
    """

    kind: FileLeakKind
    line: int
    column: int
    snippet: str
    part: str = ""
    masked_line: int = 0
