"""What the scan of a file that others redacted finds."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Unit = Literal["line", "row", "paragraph", "page"]


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
    EMBEDDED = "file inside the document"
    UNREAD = "file that was not scanned"


@dataclass(frozen=True, slots=True)
class FileLeak:
    """A leak of a file.

    Attributes:
        part: Where in the file: '' is the text itself, else such as 'comment' or 'note'.
        line: From 1, counted in units; 0 where it has none.
        column: From 1, in code points of that line; 0 where it has none.
        snippet: The words and what stands around them; for the eyes of the researcher only.
        masked_line: The line in which the same was masked, 0 where that does not matter.
        within: Which file or sheet inside the file, such as 'file 2, sheet 1'; empty for itself.
        unit: What is counted in the file where it stands.
        file_name: Of the file inside the file; for the eyes of the researcher only.
    """

    kind: FileLeakKind
    line: int
    column: int
    snippet: str
    part: str = ""
    masked_line: int = 0
    within: str = ""
    unit: Unit = "line"
    file_name: str = ""


class Why(StrEnum):
    """Why each kind is a leak; names are those of `FileLeakKind`."""

    KEY = "A name of the key file stands there."
    UNDONE = "The same words are masked in another place."
    IN_WORD = "A mask inside a word leaves letters on both sides, so the word can be guessed."
    REMNANT = "Letters beside a mask belong to what it hides."
    ADDRESS_REMNANT = "A part of the name of an e-mail address is left."
    EMAIL = "This e-mail address belongs to one person."
    RECIPIENT = "Somebody who sent or received a mail is named."
    ADDRESSEE = "The person to whom the letter is written is named."
    SIGNED = "The person who signed the letter is named."
    PHONE = "A phone number, or enough figures of one, is left."
    ROOM = "A room leads to who works there."
    LINK = "This link opens something for anyone who has it, or is the page of one person."
    SMALL_CELL = "A column has counts under 7, so single persons can be told."
    COMMENT = "A comment tells who wrote it and what was thought."
    TRACKED = "A tracked change keeps the old words and who changed them."
    HIDDEN = "Text that is not shown can be made visible or copied."
    COVERED = "A bar lies over text that is still there and can be copied."
    PROPERTY = "A property of the document tells who made it or what it is about."
    EMBEDDED = "A whole file lies inside the document, for anyone to take out and open."
    UNREAD = "This file inside the file cannot be read, so nobody knows what it holds."


class Fix(StrEnum):
    """What would mend each kind; names are those of `FileLeakKind`."""

    KEY = "Mask the name, also inside other words and addresses."
    UNDONE = "Mask both places in the same way."
    IN_WORD = "Mask the whole word."
    REMNANT = "Stretch the mask over the letters."
    ADDRESS_REMNANT = "Mask all of the address before and behind the sign."
    EMAIL = "Mask the whole address."
    RECIPIENT = "Mask the name and its address."
    ADDRESSEE = "Mask the name behind the greeting."
    SIGNED = "Mask the name, and the function if one person holds it."
    PHONE = "Mask the whole number."
    ROOM = "Mask the room and its number."
    LINK = "Mask the whole link, and let the link expire."
    SMALL_CELL = "Merge rows, or write 'fewer than 7' and hide a second cell too."
    COMMENT = "Delete all comments and save the file."
    TRACKED = "Accept or reject all changes and save the file."
    HIDDEN = "Delete the hidden text."
    COVERED = "Delete the text under the bar; a colour hides nothing."
    PROPERTY = "Let the program remove the properties of the document."
    EMBEDDED = "Delete it from the document, or put a picture in its place."
    UNREAD = "Look at it yourself, or take it out."
