"""The leak scan of any file, also of one that others redacted."""

from collections.abc import Mapping
from pathlib import Path, PurePath

from kwalicode.deid.file_leaks import scan_redacted
from kwalicode.errors import InputError, NotFoundError
from kwalicode.formats import SUFFIXES, read_lines
from kwalicode.formats.containers import MAX_BYTES, check_content
from kwalicode.formats.encodings import decode
from kwalicode.formats.hidden import Hidden, HiddenKind, find_hidden
from kwalicode.formats.language import guess_language
from kwalicode.formats.redactions import find_marks
from kwalicode.formats.tables import read_rows
from kwalicode.model.file_leaks import FileLeak, FileLeakKind
from kwalicode.store.key import Key
from kwalicode.workflows.leak_scan import leak_scanner

SCANNED: tuple[str, ...] = (*SUFFIXES, ".csv")
"""Endings of the files that can be scanned, in lower case."""

MOST_CHARACTERS = 10_000_000
_LONGEST = 160
# Their lines are those of the file; other formats have paragraphs.
_PLAIN = frozenset((".txt", ".md"))
_KINDS: Mapping[HiddenKind, FileLeakKind] = {
    "comment": FileLeakKind.COMMENT,
    "tracked": FileLeakKind.TRACKED,
    "hidden": FileLeakKind.HIDDEN,
    "covered": FileLeakKind.COVERED,
    "property": FileLeakKind.PROPERTY,
}


def is_scanned_file(path: Path) -> bool:
    """Tell by its ending whether a path is a file to scan rather than a study."""
    ending = path.suffix.lower()
    return ending in SCANNED or (ending not in {"", ".kwali"} and path.is_file())


def scan_path(path: Path, key: Key | None = None) -> list[FileLeak]:
    """Scan a file of the disk; see `scan_file`.

    Raises:
        NotFoundError: It is not there or cannot be opened.
        InputError: It cannot be read.
    """
    try:
        # One byte more than is allowed is enough to know that it is too large.
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotFoundError(
            "There is no file {file} that can be opened; choose another one.", file=path.name
        ) from error
    return scan_file(path.name, content, key)


def scan_file(file_name: str, content: bytes, key: Key | None = None) -> list[FileLeak]:
    """Look for leaks in a file: in its text, and in what it holds beside the text.

    Args:
        file_name: Its ending says the format, in any case.
        content: The file; it is not trusted.
        key: The open key file of a study, whose names are looked for too.

    Returns:
        Leaks of the text in reading order, then those beside it.

    Raises:
        InputError: It is of another kind, no text, locked, damaged or too large.
    """
    text = _text(file_name, content)
    if len(text) > MOST_CHARACTERS:
        raise InputError(
            "This file has more than {most} million characters; split it.",
            most=MOST_CHARACTERS // 1_000_000,
        )
    scanner = None
    if key is not None:
        with key.read() as db:
            scanner = leak_scanner(db)
    language = guess_language(text)
    leaks = scan_redacted(text, find_marks, language, scanner=scanner)
    for hidden in find_hidden(file_name, content):
        if hidden.kind == "aside":
            leaks += scan_redacted(hidden.text, find_marks, language, part="aside", scanner=scanner)
        else:
            leaks.append(_beside(hidden, _KINDS[hidden.kind]))
    return leaks


def _text(file_name: str, content: bytes) -> str:
    ending = PurePath(file_name).suffix.lower()
    if ending not in SCANNED:
        raise InputError(
            "kwalicode does not scan this kind of file; it scans {endings}.",
            endings=", ".join(SCANNED),
        )
    if ending == ".csv":
        rows = read_rows(file_name, content)
        return "\n".join("\t".join(" ".join(cell.split()) for cell in row.cells) for row in rows)
    if ending in _PLAIN:
        check_content(content, ending)
        return decode(content)
    return "\n".join(line.text for line in read_lines(file_name, content))


def _beside(hidden: Hidden, kind: FileLeakKind) -> FileLeak:
    snippet = hidden.text if len(hidden.text) <= _LONGEST else f"{hidden.text[:_LONGEST]}…"
    return FileLeak(kind, 0, 0, snippet, part=hidden.kind)
