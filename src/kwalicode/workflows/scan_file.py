"""The leak scan of any file, also of one that others redacted or that holds other files."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path, PurePath

from kwalicode.deid.file_leaks import scan_redacted
from kwalicode.deid.inside_names import NamesInside
from kwalicode.deid.leaks import LeakScanner
from kwalicode.errors import InputError, NotFoundError
from kwalicode.formats import SUFFIXES, read_lines
from kwalicode.formats.archives import ARCHIVES, open_archive
from kwalicode.formats.beside import Hidden
from kwalicode.formats.containers import MAX_BYTES, check_content
from kwalicode.formats.encodings import decode
from kwalicode.formats.hidden import find_hidden
from kwalicode.formats.language import guess_language
from kwalicode.formats.mail_heads import head_lines
from kwalicode.formats.pdf import read_pdf_pages
from kwalicode.formats.pieces import Piece
from kwalicode.formats.redactions import find_marks
from kwalicode.formats.tables import read_rows
from kwalicode.formats.workbooks import Sheet, read_workbook
from kwalicode.model.file_leaks import FileLeak, FileLeakKind, Unit
from kwalicode.store.key import Key
from kwalicode.workflows.leak_scan import leak_scanner
from kwalicode.workflows.lists import study_layer

SCANNED: tuple[str, ...] = (*SUFFIXES, ".csv", ".xlsx", *ARCHIVES)
"""Endings of the files that can be scanned, in lower case."""

OTHERS: Mapping[str, str] = {
    ".msg": ".eml",
    **dict.fromkeys((".doc", ".docm", ".dotx", ".pages"), ".docx"),
    **dict.fromkeys((".xls", ".xlsm", ".ods", ".numbers"), ".xlsx"),
    **dict.fromkeys((".ppt", ".pptx", ".odp", ".key"), ".pdf"),
    **dict.fromkeys((".mht", ".mhtml"), ".html"),
}
"""Endings of files that cannot be scanned, and as what they can be saved."""

MOST_CHARACTERS = 10_000_000
_LONGEST = 160
_RUN = 3
"""Words of a page of a mail of which each run of so many stands in its plain words say no more."""
_HEAD = ("from", "to", "cc", "bcc", "subject")
# Their lines are those of the file; other formats have paragraphs.
_PLAIN = frozenset((".txt", ".md", ".vtt", ".srt"))


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


def scan_file(
    file_name: str,
    content: bytes,
    key: Key | None = None,
    *,
    progress: Callable[[float], object] = lambda _share: None,
) -> list[FileLeak]:
    """Look for leaks in a file: in its text, in what it holds beside that, in files inside it.

    Args:
        file_name: Its ending says the format, in any case.
        content: The file; it is not trusted.
        key: The open key file of a study, whose names are looked for too.
        progress: Told the share of the files inside it that is done, 0 to 1.

    Returns:
        Leaks of the text in reading order, then those beside it; file by file, sheet by sheet.

    Raises:
        InputError: It is of another kind, no text, locked, damaged or too large.
    """
    scan = _Scan(key)
    ending = PurePath(file_name).suffix.lower()
    leaks = scan.name(file_name)
    if ending not in ARCHIVES:
        return [*scan.file(file_name, content), *leaks]
    leaks += scan.text(head_lines(content), part="head") if ending == ".eml" else []
    pieces = open_archive(file_name, content, is_whole=True)
    n_files = 0
    for done, piece in enumerate(pieces, 1):
        n_files += not piece.said
        found = scan.piece(piece, is_mail_file=ending == ".eml" and n_files == 1)
        own_name = _name_of(piece, is_zip=ending == ".zip")
        leaks += [replace(_within(leak, f"file {n_files}"), file_name=own_name) for leak in found]
        progress(done / len(pieces))
    return leaks


def _name_of(piece: Piece, *, is_zip: bool) -> str:
    """Name a file inside another one; mails of one mailbox have no names of their own."""
    is_mail = piece.mail or piece.said
    if not is_mail:
        return piece.name
    return str(PurePath(piece.name).with_suffix(".eml")) if is_zip else ""


def _runs(words: Sequence[str], n: int) -> Iterator[int]:
    """Give a number for each run of n words, or for all of them where they are fewer."""
    size = min(n, len(words))
    return (hash(tuple(words[at : at + size])) for at in range(len(words) - size + 1) if size)


class _Scan:
    """Scans any number of texts with the same names."""

    def __init__(self, key: Key | None) -> None:
        self._scanner: LeakScanner | None = None
        self._inside: NamesInside | None = None
        if key is not None:
            with key.read() as db:
                self._scanner, layer = leak_scanner(db), study_layer(db)
            allowed = {*layer.refused, *layer.stays}
            self._inside = NamesInside(layer.known, allowed=allowed)
        self._folders: set[PurePath] = set()

    def text(self, text: str, part: str = "") -> list[FileLeak]:
        """Scan one text."""
        if len(text) > MOST_CHARACTERS:
            raise InputError(
                "This file has more than {most} million characters; split it.",
                most=MOST_CHARACTERS // 1_000_000,
            )
        language = guess_language(text)
        return scan_redacted(
            text, find_marks, language, part=part, scanner=self._scanner, inside=self._inside
        )

    def name(self, file_name: str) -> list[FileLeak]:
        """Scan the name of a file, and those of folders that were not scanned yet."""
        path = PurePath(file_name)
        new = [one for one in path.parents if one.name and one not in self._folders]
        self._folders.update(new)
        names = [*(one.name for one in reversed(new)), path.stem]
        found = self.text(re.sub(r"[_-]+", " ", "\n".join(names)), part="file name")
        return [replace(leak, line=0, column=0) for leak in found]

    def file(self, file_name: str, content: bytes) -> Iterator[FileLeak]:
        """Scan a file that holds no others."""
        ending = PurePath(file_name).suffix.lower()
        if ending == ".xlsx":
            sheets, names = read_workbook(content)
            texts, found = [sheet.text for sheet in sheets], self._workbook(sheets, names)
        elif ending == ".pdf":
            check_content(content, ending)
            texts = read_pdf_pages(content)
            found = self._pages(texts)
        else:
            texts = [_text(file_name, content)]
            found = iter(self.text(texts[0]))
        yield from (replace(leak, unit=_unit(ending)) for leak in found)
        yield from self._beside(file_name, content, title_in=texts)

    def _beside(
        self, file_name: str, content: bytes, *, title_in: Sequence[str] = (), said: str = ""
    ) -> Iterator[FileLeak]:
        """Scan what stands beside the text, but for what the text itself says.

        Args:
            file_name: Its ending says the format.
            content: The file.
            title_in: Its texts; a title that stands in them tells nothing more as a property.
            said: What was said elsewhere as well.
        """
        unit = _unit(PurePath(file_name).suffix.lower())
        for hidden in find_hidden(file_name, content):
            name, _colon, title = hidden.text.partition(": ")
            is_title = hidden.kind == "property" and name.lower() == "title"
            is_shown = is_title and any(title in text for text in title_in)
            is_said = bool(said) and hidden.text.removeprefix("mailto:") in said
            if not is_shown and not is_said:
                yield from (replace(leak, unit=unit) for leak in self._hidden(hidden))

    def piece(self, piece: Piece, *, is_mail_file: bool) -> Iterator[FileLeak]:
        """Scan a file inside another one, with its name and the head of a mail."""
        if piece.said:
            yield from self._once_more(piece)
            return
        if piece.mail and not is_mail_file:
            told = {name: value for name, value in piece.mail.items() if name in _HEAD}
            lines = (f"{name.title()}: {value}" for name, value in told.items())
            yield from self.text("\n".join(lines), part="head")
        if not piece.mail:
            yield from self.name(piece.name)
        if not piece.content.strip() and piece.mail:
            return
        try:
            yield from self.file(piece.name, piece.content)
        except InputError:
            yield FileLeak(FileLeakKind.UNREAD, 0, 0, piece.name, part="file name")

    def _once_more(self, piece: Piece) -> Iterator[FileLeak]:
        """Scan the page of a mail for what its plain words do not say."""
        words = piece.said.split()
        runs = {n: set(_runs(words, n)) for n in range(1, _RUN + 1)}
        rows = (row.split() for row in _text(piece.name, piece.content).split("\n"))
        fresh = [
            " ".join(row)
            for row in rows
            if any(run not in runs[min(_RUN, len(row))] for run in _runs(row, _RUN))
        ]
        yield from self.text("\n".join(fresh), part="page")
        yield from self._beside(piece.name, piece.content, said=" ".join(words))

    def _pages(self, pages: Sequence[str]) -> Iterator[FileLeak]:
        """Scan the pages of a PDF as one text, so that a mask of one is known on another."""
        starts = list(accumulate((page.count("\n") + 1 for page in pages), initial=1))
        for leak in self.text("\n".join(pages)):
            page, masked = (
                bisect_right(starts, n) if n else 0 for n in (leak.line, leak.masked_line)
            )
            yield replace(leak, line=page, column=0, masked_line=masked)

    def _workbook(self, sheets: Sequence[Sheet], names: Sequence[Hidden]) -> Iterator[FileLeak]:
        for n, sheet in enumerate(sheets, 1):
            # The name of the sheet and a blank line stand before its rows.
            found = [_moved(leak) for leak in self.text(sheet.text)]
            found += [leak for hidden in sheet.hidden for leak in self._hidden(hidden)]
            yield from (_within(leak, f"sheet {n}") for leak in found)
        for hidden in names:
            yield from self._hidden(hidden)

    def _hidden(self, hidden: Hidden) -> list[FileLeak]:
        if hidden.kind == "aside":
            found = self.text(hidden.text, part="aside")
            return [replace(leak, line=hidden.place, column=0) for leak in found]
        words = hidden.text
        snippet = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        kind = FileLeakKind[hidden.kind.upper()]
        return [FileLeak(kind, hidden.place, 0, snippet, part=hidden.kind)]


def _within(leak: FileLeak, place: str) -> FileLeak:
    return replace(leak, within=", ".join(filter(None, (place, leak.within))))


_ABOVE = 2


def _moved(leak: FileLeak) -> FileLeak:
    """Count lines as the rows of the sheet; its name stands in row 0."""
    masked = max(0, leak.masked_line - _ABOVE)
    return replace(leak, line=max(0, leak.line - _ABOVE), masked_line=masked)


def _unit(ending: str) -> Unit:
    units: Mapping[str, Unit] = {".csv": "row", ".xlsx": "row", ".pdf": "page"}
    return units.get(ending, "line" if ending in _PLAIN else "paragraph")


def _text(file_name: str, content: bytes) -> str:
    ending = PurePath(file_name).suffix.lower()
    if ending in OTHERS:
        raise InputError(
            "kwalicode does not scan {ending} files; open it, save it as {other}, and scan and "
            "share that one instead.",
            ending=ending,
            other=OTHERS[ending],
        )
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
