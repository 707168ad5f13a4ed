"""Reads again what was written to be made public, and looks for all that may not be in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple

from kwalicode.deid.file_leaks import scan_redacted
from kwalicode.formats.hidden import find_hidden
from kwalicode.formats.redactions import find_marks
from kwalicode.formats.written import bytes_of, words_of
from kwalicode.model import Language
from kwalicode.model.file_leaks import FileLeak, FileLeakKind
from kwalicode.model.public_records import BLOCKS, Piece, Pieces, Record, plain_text
from kwalicode.report.public_records.docx import record_docx
from kwalicode.report.public_records.inventory import Listed, inventory_xlsx
from kwalicode.report.public_records.pdf import record_pdf
from kwalicode.report.public_records.words import GROUND_WORDS, legend
from kwalicode.workflows.public_records.masks import BundleNames

# What a rule only takes for a leak: a person may have decided that it stays.
_DOUBTFUL = frozenset(
    (
        *(FileLeakKind.UNDONE, FileLeakKind.EMAIL, FileLeakKind.RECIPIENT, FileLeakKind.ADDRESSEE),
        *(FileLeakKind.SIGNED, FileLeakKind.PHONE, FileLeakKind.ROOM, FileLeakKind.LINK),
        FileLeakKind.SMALL_CELL,
    )
)
_SHORTEST = 4  # letters; shorter ones turn up by chance among packed bytes
_AROUND = 40


class RecordLeak(NamedTuple):
    """What one of the written files still holds."""

    file_name: str
    leak: FileLeak

    @property
    def is_certain(self) -> bool:
        """Whether it may not stay, whatever a person says."""
        return self.leak.kind not in _DOUBTFUL


class Check:
    """Checks the files of one bundle.

    Args:
        names: All that identifies somebody in it.
        language: Of the words around the documents.
    """

    def __init__(self, names: BundleNames, language: Language) -> None:
        self._names, self._language = names, language
        self._needles = {
            name: tuple(_WORD.findall(name)) for name in names.known if len(name) >= _SHORTEST
        }

    def leaks(self, file_name: str, content: bytes, record: Record) -> list[RecordLeak]:
        """Look in the file of one document."""
        own = tuple(legend(record, self._language))
        found = self._in_words(file_name, content, record.language, own)
        found += self._beside(file_name, content, "\n".join(_shown(record)))
        return [RecordLeak(file_name, leak) for leak in found]

    def leaks_of_list(
        self, file_name: str, content: bytes, listed: Sequence[Listed]
    ) -> list[RecordLeak]:
        """Look in the inventory; its counts are of masks, so a small one tells of nobody."""
        own = tuple(GROUND_WORDS[self._language].values())
        found = self._in_words(file_name, content, self._language, own)
        found = [leak for leak in found if leak.kind != FileLeakKind.SMALL_CELL]
        shown = (plain_text(piece) for one in listed for piece in _facts(one.record))
        found += self._beside(file_name, content, "\n".join(shown))
        return [RecordLeak(file_name, leak) for leak in found]

    def _in_words(
        self, file_name: str, content: bytes, language: Language, own: Sequence[str]
    ) -> list[FileLeak]:
        """Scan the words of a file, but for our own sentences in it."""
        text = _without(words_of(file_name, content), own)
        names = self._names
        found = scan_redacted(
            text, find_marks, language, scanner=names.scanner, inside=names.inside
        )
        # A name of several words may stand on two lines of a page; masks are no names.
        flat = " ".join(text.split()).replace(BLOCKS[0], " ")
        for start, end, _ground in names.spans(flat, language):
            if " " in flat[start:end]:
                around = flat[max(0, start - _AROUND) : end + _AROUND]
                found.append(FileLeak(FileLeakKind.KEY, 0, 0, " ".join(around.split())))
        return found

    def _beside(self, file_name: str, content: bytes, shown: str) -> list[FileLeak]:
        """Look in properties, notes and all bytes for names that its words do not show."""
        found = [
            FileLeak(FileLeakKind[hidden.kind.upper()], 0, 0, hidden.text, part=hidden.kind)
            for hidden in find_hidden(file_name, content)
            if hidden.kind != "aside"
        ]
        empty = self._empty[PurePath(file_name).suffix]
        names = self._in_bytes(file_name, content) - empty
        unseen = sorted(name for name in names if not _stands_in(name, shown))
        return found + [FileLeak(FileLeakKind.KEY, 0, 0, one, part="property") for one in unseen]

    @cached_property
    def _empty(self) -> dict[str, set[str]]:
        """Names that stand in a file of each kind without any words: those of letter types."""
        record = Record(1, (), (), (), (), (), self._language, 0)
        today = datetime.now(UTC).date()
        files = {
            ".pdf": record_pdf(record, self._language).content,
            ".docx": record_docx(record, self._language, today),
            ".xlsx": inventory_xlsx([], self._language, today),
        }
        return {
            suffix: self._in_bytes(f"empty{suffix}", content) for suffix, content in files.items()
        }

    def _in_bytes(self, file_name: str, content: bytes) -> set[str]:
        texts = [
            piece.decode(encoding, "ignore")
            for piece in bytes_of(file_name, content)
            for encoding in ("utf-8", "utf-16-be")
        ]
        words = {word for text in texts for word in _WORD.findall(text)}
        near = [name for name, needed in self._needles.items() if words.issuperset(needed)]
        return {name for name in near if any(_stands_in(name, text) for text in texts)}


_WORD = re.compile(r"\w+")


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _without(text: str, own: Iterable[str]) -> str:
    """Take our own sentences out, which a page may break anywhere."""
    for line in own:
        text = re.sub(r"\s+".join(map(re.escape, line.split())), " ", text)
    return text


def _facts(record: Record) -> tuple[Pieces, ...]:
    return record.kind, record.title, record.dated


def _shown(record: Record) -> Iterator[str]:
    yield from map(plain_text, _facts(record))
    yield from (plain_text(value) for _name, value in record.head)
    yield from (plain_text((*label, Piece(" "), *body)) for label, body in record.paragraphs)
