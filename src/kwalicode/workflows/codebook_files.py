"""Codebooks come in from files, go out to files, and are compared with them."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePath
from typing import Literal, NamedTuple

from kwalicode.errors import InputError
from kwalicode.formats.codebook_files import CODEBOOK_SUFFIXES, read_codebook, write_codebook
from kwalicode.model import Codebook, Language, path_of
from kwalicode.store.codings import count_by_code
from kwalicode.store.key import Key
from kwalicode.store.study import Study
from kwalicode.store.whole_codebook import Added, add_codebook, find_codebook
from kwalicode.text import folded
from kwalicode.workflows.demo.make import shipped_folder
from kwalicode.workflows.leak_words import Words, Written, codebook_words, written
from kwalicode.workflows.passes import codebook_of_day

SHIPPED = ("workplace-safety", "reference-study", "axial-paradigm", "social-safety", "template")
EXPORT_SUFFIXES = (*(s for s in CODEBOOK_SUFFIXES if s != ".yml"), ".docx")


def import_codebook(study: Study, file_name: str, content: bytes, *, coder: str) -> Added:
    """Add what the study does not have of a codebook file, as one step; all of it or nothing.

    Args:
        study: The study.
        file_name: Its ending says the format.
        content: The bytes of the file.
        coder: Who imports it.

    Raises:
        InputError: The file cannot be read; see `read_codebook`.
        ConflictError: It does not fit what the study has.
    """
    book = read_codebook(file_name, content)
    with study.write(coder, "import_codebook") as db:
        return add_codebook(db, book)


def read_shipped(name: str) -> tuple[str, bytes]:
    """Give the file name and bytes of a codebook that ships with kwalicode, one of `SHIPPED`."""
    path = shipped_folder("codebooks") / f"{name}.yaml"
    return path.name, path.read_bytes()


def study_codebook(study: Study) -> Codebook:
    """Read the whole codebook of a study."""
    with study.read() as db:
        return find_codebook(db)


def export_codebook(
    study: Study, file_name: str, *, language: Language, as_of: date | None = None
) -> bytes:
    """Write the codebook in the format that the ending of a file name says.

    Args:
        study: The study.
        file_name: Ends in one of `EXPORT_SUFFIXES`.
        language: Of the headings in a Word document.
        as_of: A day: the codebook as it stood at its end.

    Raises:
        InputError: Codebooks are not written in this format.
    """
    book, counts = _book_of(study, as_of)
    ending = PurePath(file_name).suffix.lower()
    if ending == ".docx":
        from kwalicode.report.codebook import codebook_docx

        return codebook_docx(book, counts, language=language, exported=date.today())  # noqa: DTZ011
    if ending not in EXPORT_SUFFIXES:
        raise InputError(
            "A codebook is written to a file that ends in {endings}; choose one of these.",
            endings=", ".join(EXPORT_SUFFIXES),
        )
    return write_codebook(book, file_name)


def export_words(study: Study, *, as_of: date | None = None) -> Words:
    """Give all that a file of the codebook would show, for the leak scan."""
    book, _counts = _book_of(study, as_of)
    return codebook_words(book)


def _book_of(study: Study, as_of: date | None) -> tuple[Codebook, Mapping[str, int]]:
    if as_of:
        return codebook_of_day(study, as_of)
    with study.read() as db:
        return find_codebook(db), count_by_code(db)


def export_scanned(
    study: Study, key: Key, file_name: str, *, language: Language, as_of: date | None = None
) -> Written:
    """Write the codebook, unless some of it leaks.

    Raises:
        InputError: As of `export_codebook`.
        LeakError: Identifying text was found.
    """
    content = export_codebook(study, file_name, language=language, as_of=as_of)
    return written(key, export_words(study, as_of=as_of), content)


class Difference(NamedTuple):
    """One difference between two codebooks.

    Attributes:
        kind: Where it is: in the file alone, in the study alone, or in both but not the same.
        part: What it is about.
        name: Its path, from the top of the tree down; of a relation its two ends.
        field: The field that differs, where both have it.
    """

    kind: Literal["file", "study", "differs"]
    part: Literal["category", "code", "theme", "relation"]
    name: str
    field: str = ""


def compare_codebook(study: Study, file_name: str, content: bytes) -> list[Difference]:
    """Say how a codebook file differs from the codebook of the study.

    Raises:
        InputError: The file cannot be read; see `read_codebook`.
    """
    return differences(read_codebook(file_name, content), study_codebook(study))


def differences(file: Codebook, study: Codebook) -> list[Difference]:
    """List the differences between two codebooks: of the tree first, then themes, relations."""
    return [
        *_compare("category", _categories(file), _categories(study)),
        *_compare("code", _codes(file), _codes(study)),
        *_compare("theme", _themes(file), _themes(study)),
        *_compare("relation", _relations(file), _relations(study)),
    ]


Facts = Mapping[str, object]
Entries = Mapping[str, tuple[str, Facts]]


def _compare(
    part: Literal["category", "code", "theme", "relation"], file: Entries, study: Entries
) -> Iterator[Difference]:
    for key, (name, facts) in file.items():
        if key not in study:
            yield Difference("file", part, name)
            continue
        stored = study[key][1]
        for field, value in facts.items():
            if stored[field] != value:
                yield Difference("differs", part, name, field)
    for key, (name, _facts) in study.items():
        if key not in file:
            yield Difference("study", part, name)


def _categories(book: Codebook) -> Entries:
    paths = book.paths()
    return {
        folded(paths[c.category_id]): (paths[c.category_id], {"description": c.description})
        for c in book.categories
    }


def _codes(book: Codebook) -> Entries:
    paths = book.paths()
    entries: dict[str, tuple[str, Facts]] = {}
    for code in book.codes:
        facts: dict[str, object] = {field: getattr(code, field) for field in _CODE_FIELDS}
        facts["synonyms"] = {folded(name) for name in book.synonyms.get(code.code_id, ())}
        facts["also_in"] = {folded(paths[i]) for i in book.also_in.get(code.code_id, ())}
        path = path_of(code, paths)
        entries[folded(path)] = (path, facts)
    return entries


_CODE_FIELDS = (
    *("description", "include_when", "exclude_when", "example"),
    *("origin", "valence", "literature", "is_retired"),
)


def _themes(book: Codebook) -> Entries:
    fields = ("claim", "concept", "scope", "recommendations")
    return {
        folded(theme.name): (theme.name, {field: getattr(theme, field) for field in fields})
        for theme in book.themes
    }


def _relations(book: Codebook) -> Entries:
    paths = book.paths()
    nodes: dict[tuple[str, str], str] = {("category", i): path for i, path in paths.items()}
    nodes |= {("code", code.code_id): path_of(code, paths) for code in book.codes}
    entries: dict[str, tuple[str, Facts]] = {}
    for relation in book.relations:
        ends = (relation.from_kind, relation.from_id), (relation.to_kind, relation.to_id)
        start, end = (nodes.get(node, "") for node in ends)
        name = f"{start} → {end} ({relation.type})"
        entries[folded(name)] = (name, {"strength": relation.strength, "note": relation.note})
    return entries
