"""Codebook files: YAML, CSV and XLSX, read whole or not at all."""

from collections.abc import Callable
from pathlib import PurePath

from kwalicode.errors import InputError
from kwalicode.formats.codebook_tables import read_csv, read_xlsx
from kwalicode.formats.codebook_written import write_csv, write_xlsx, write_yaml
from kwalicode.formats.codebook_yaml import read_yaml
from kwalicode.model import Codebook

MAX_BYTES = 10_000_000

_READERS: dict[str, Callable[[bytes], Codebook]] = {
    ".yaml": lambda content: read_yaml(_text(content)),
    ".yml": lambda content: read_yaml(_text(content)),
    ".csv": lambda content: read_csv(_text(content)),
    ".xlsx": read_xlsx,
}
_WRITERS: dict[str, Callable[[Codebook], bytes]] = {
    ".yaml": write_yaml,
    ".yml": write_yaml,
    ".csv": write_csv,
    ".xlsx": write_xlsx,
}

CODEBOOK_SUFFIXES: tuple[str, ...] = tuple(_READERS)
"""Endings of the files that a codebook can be read from, in lower case."""


def read_codebook(file_name: str, content: bytes) -> Codebook:
    """Read a codebook from a file: all of it, or not at all.

    Args:
        file_name: Its ending says the format, in any case.
        content: The bytes of the file; they are not trusted. Text is UTF-8.

    Raises:
        InputError: The file is larger than 10 MB, not in UTF-8, not of its format, or a name
            stands twice, a category under itself, a field is not known, a cell of a table is a
            formula (see `codebook_tables.is_formula`); the sentence says in which row and column.
    """
    reader = _READERS[_ending(file_name)]
    if len(content) > MAX_BYTES:
        raise InputError(
            "This file is larger than {most} MB, which no codebook needs; choose another one.",
            most=MAX_BYTES // 1_000_000,
        )
    return reader(content)


def write_codebook(book: Codebook, file_name: str) -> bytes:
    """Write a codebook in the format that the ending of a file name says.

    YAML holds all of it; the tables hold categories and codes.

    Raises:
        InputError: Codebooks are not written in this format.
    """
    return _WRITERS[_ending(file_name)](book)


def _ending(file_name: str) -> str:
    ending = PurePath(file_name).suffix.lower()
    if ending not in _READERS:
        raise InputError(
            "A codebook is a file that ends in {endings}; choose one of these.",
            endings=", ".join(CODEBOOK_SUFFIXES),
        )
    return ending


def _text(content: bytes) -> str:
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_utf8(content, error.start) from error
    if "\0" in text:
        raise _not_utf8(content, content.index(b"\0"))
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _not_utf8(content: bytes, place: int) -> InputError:
    before = content[:place]
    return InputError(
        "Row {row}, column {column}: the file is not in UTF-8; save it again as UTF-8 (in Excel: "
        "CSV UTF-8) and choose that.",
        row=before.count(b"\n") + 1,
        column=place - before.rfind(b"\n"),
    )
