"""Bundles: split a file into its documents, let a person correct that, import all or none."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from kwalicode.errors import InputError, KwalicodeError
from kwalicode.formats import SUFFIXES
from kwalicode.formats.archives import ARCHIVES, open_archive
from kwalicode.formats.pieces import Piece, cut_piece, find_documents, read_piece, read_rows
from kwalicode.formats.repeats import Repeat, find_repeats
from kwalicode.model import Facts, Transcript
from kwalicode.store.bundles import add_bundle, put_in_bundle
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.repeats import Decision, add_repeats
from kwalicode.store.sources import find_sources, find_titles
from kwalicode.workflows.bundle_titles import free_title, type_word
from kwalicode.workflows.documents import Preview, add_previews, as_preview
from kwalicode.workflows.repeats import own_words, refind_repeats

BUNDLES = tuple(sorted({*ARCHIVES, *SUFFIXES}))
"""Endings of files that can be split, in lower case."""


@dataclass(frozen=True, slots=True)
class Part:
    """One document of a bundle as it would be imported.

    Attributes:
        start: Row of a text from which on it stands there, from 0; for a file in an archive its
            number.
        transcript: What was read; None where it cannot be read.
        problem: Why it cannot be read.
        title: How the team will call it; a free one by its type where it is empty.
    """

    piece: Piece
    start: int
    transcript: Transcript | None
    problem: KwalicodeError | None = None
    title: str = ""
    is_left_out: bool = False

    @property
    def is_chosen(self) -> bool:
        """Whether it will be imported."""
        return self.transcript is not None and not self.is_left_out


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file with several documents; nothing of it is stored yet.

    Attributes:
        rows: Of a text; empty for an archive, whose boundaries are given.
    """

    file_name: str
    content: bytes
    rows: tuple[str, ...]
    parts: tuple[Part, ...]

    def end_of(self, place: int) -> int:
        """Give the row behind a part of a text."""
        is_last = place + 1 == len(self.parts)
        return len(self.rows) if is_last else self.parts[place + 1].start


def is_archive(file_name: str) -> bool:
    """Tell whether a file always holds others: a mail, a mailbox or a zip file."""
    return PurePath(file_name).suffix.lower() in ARCHIVES


def open_bundle(file_name: str, content: bytes) -> Bundle:
    """Split a file into its documents.

    Raises:
        InputError: It cannot be read, or nothing tells where one document ends.
    """
    if is_archive(file_name):
        pieces = open_archive(file_name, content)
        parts = tuple(_part(piece, place) for place, piece in enumerate(pieces))
        return Bundle(file_name, content, (), parts)
    rows = tuple(read_rows(file_name, content))
    starts = [one.row for one in find_documents(rows)]
    return _cut(Bundle(file_name, content, rows, ()), starts)


def _part(piece: Piece, start: int) -> Part:
    try:
        return Part(piece, start, read_piece(piece))
    except InputError as error:
        return Part(piece, start, None, error)


def _cut(bundle: Bundle, starts: Sequence[int]) -> Bundle:
    """Cut a text at rows; parts that stay as they were keep what was said of them."""
    before = {(part.start, bundle.end_of(place)): part for place, part in enumerate(bundle.parts)}
    titles = {part.start: part.title for part in bundle.parts}
    ends = [*starts[1:], len(bundle.rows)]
    parts = []
    for start, end in zip(starts, ends, strict=True):
        known = before.get((start, end))
        new = known or _part(cut_piece(bundle.file_name, bundle.rows, start, end), start)
        parts.append(new if known else replace(new, title=titles.get(start, "")))
    return replace(bundle, parts=tuple(parts))


def join_with_previous(bundle: Bundle, place: int) -> Bundle:
    """Make one document of a part of a text and the part before it.

    Args:
        bundle: Of a text.
        place: Number of the later part, from 0.

    Raises:
        InputError: It is the first one, or a file of its own.
    """
    if not bundle.rows or not 0 < place < len(bundle.parts):
        raise InputError("Only parts of one text can be joined, each with the one before it.")
    return _cut(bundle, [part.start for n, part in enumerate(bundle.parts) if n != place])


def split_at(bundle: Bundle, row: int) -> Bundle:
    """Let another document begin at a row of a text.

    Args:
        bundle: Of a text.
        row: From 0.

    Raises:
        InputError: There is no such row, or a document begins there already.
    """
    starts = {part.start for part in bundle.parts}
    if not 0 < row < len(bundle.rows) or row in starts:
        raise InputError("No document can begin at line {row}; choose another line.", row=row + 1)
    return _cut(bundle, sorted(starts | {row}))


def change_part(bundle: Bundle, place: int, *, title: str, is_left_out: bool) -> Bundle:
    """Give a part a title, and say whether it stays out."""
    parts = list(bundle.parts)
    parts[place] = replace(parts[place], title=title.strip(), is_left_out=is_left_out)
    return replace(bundle, parts=tuple(parts))


def find_bundle_repeats(key: Key, bundle: Bundle) -> list[Repeat]:
    """Find what repeats another document, within a bundle and between it and the study.

    Returns:
        Pairs of keys: the number of a part, as text, or the id of a source.
    """
    with key.read() as db:
        texts = {
            source.source_id: own_words(source.text, source.turns)
            for source in find_sources(db)
            if source.kind == "document"
        }
    new = {
        str(place): own_words(part.transcript.text, part.transcript.turns)
        for place, part in enumerate(bundle.parts)
        if part.transcript is not None and part.is_chosen
    }
    return find_repeats(texts | new, set(new))


def preview_parts(bundle: Bundle, titles: Collection[str] = ()) -> list[Preview]:
    """Give what would be imported, with a title by its type where none was given.

    Args:
        bundle: As corrected.
        titles: In use.
    """
    taken = {*titles, *(part.title for part in bundle.parts)}
    previews = []
    for part in bundle.parts:
        if part.transcript is None or not part.is_chosen:
            continue
        piece, transcript = part.piece, part.transcript
        word = type_word(piece.type, transcript.language)
        title = part.title or free_title(word if transcript.kind == "document" else "", taken)
        taken.add(title)
        facts = Facts(type=word.lower() if piece.type else "", dated=piece.dated)
        preview = as_preview(piece.name, piece.content, transcript)
        previews.append(
            replace(preview, title=title, facts=facts, mail=piece.mail, place=piece.place)
        )
    return previews


def import_bundle(
    key: Key,
    bundle: Bundle,
    *,
    coder: str,
    decision: Decision = "",
    previews: Sequence[Preview] | None = None,
) -> list[str]:
    """Keep the documents of a bundle in the key file, all chosen ones or none.

    Args:
        key: The open key file.
        bundle: As corrected.
        coder: Who imports it.
        decision: About the repeats among them; an empty one lists them, to be decided later.
        previews: What `preview_parts` gave, where speakers were corrected in it.

    Returns:
        The source ids.

    Raises:
        InputError: Nothing was chosen.
        ConflictError: The bundle, or a document of it, was imported before.
    """
    with key.write(coder, "import bundle", undoable=False) as db:
        chosen = preview_parts(bundle, find_titles(db)) if previews is None else list(previews)
        return _add_bundle(db, bundle, chosen, coder=coder, decision=decision)


def import_bundles(
    key: Key, bundles: Sequence[Bundle], others: Sequence[Preview], *, coder: str
) -> int:
    """Keep the documents of several bundles, and files that are none, all of them or nothing.

    Returns:
        How many documents came out of the bundles.

    Raises:
        InputError: A bundle holds nothing that can be read.
        ConflictError: One of them was imported before.
    """
    n_parts = 0
    with key.write(coder, "import documents", undoable=False) as db:
        add_previews(db, others, coder=coder)
        for bundle in bundles:
            chosen = preview_parts(bundle, find_titles(db))
            n_parts += len(_add_bundle(db, bundle, chosen, coder=coder, decision=""))
    return n_parts


def _add_bundle(
    db: Database, bundle: Bundle, chosen: Sequence[Preview], *, coder: str, decision: Decision
) -> list[str]:
    if not chosen:
        raise InputError("No document of this file was chosen, so nothing was imported.")
    bundle_id = add_bundle(db, bundle.file_name, bundle.content, coder=coder)
    source_ids = add_previews(db, chosen, coder=coder)
    for source_id in source_ids:
        put_in_bundle(db, source_id, bundle_id)
    add_repeats(db, [(*pair, decision) for pair in refind_repeats(db, source_ids)])
    return source_ids


def open_paths(paths: Iterable[Path]) -> tuple[list[Bundle], dict[str, str]]:
    """Split files; give the bundles, and by name why others, or files in them, cannot be read."""
    bundles, unreadable = [], {}
    for path in paths:
        try:
            bundle = open_bundle(path.name, path.read_bytes())
        except KwalicodeError as error:
            unreadable[path.name] = str(error)
            continue
        bundles.append(bundle)
        unreadable |= {
            f"{path.name}: {part.piece.name}": str(part.problem)
            for part in bundle.parts
            if part.problem
        }
    return bundles, unreadable
