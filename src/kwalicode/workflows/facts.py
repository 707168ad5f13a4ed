"""Facts of documents: type, date, how acquired, how named outside, how confidential."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from kwalicode.errors import InputError, LeakError
from kwalicode.formats.dates import find_date
from kwalicode.model import Acquisition, Answered, Facts, Language, Leak, Manner, Visibility
from kwalicode.report.source_list import (
    ListedSource,
    source_list_csv,
    source_list_docx,
    source_list_md,
)
from kwalicode.store import facts as stored
from kwalicode.store.key import Key
from kwalicode.store.study import Study
from kwalicode.workflows.leak_scan import leak_scanner
from kwalicode.workflows.written_files import write_file

MAX_WORDS = 60
MAX_MINUTES = 24 * 60
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "route": get_args(Acquisition),
    "visibility": get_args(Visibility),
    "held": get_args(Manner),
    "recorded": get_args(Answered),
    "noted": get_args(Answered),
}
_LANGUAGES: tuple[Language, ...] = ("nl", "en")


def edit_facts(
    study: Study, key: Key, source_ids: Sequence[str], changes: Mapping[str, str], *, coder: str
) -> None:
    """Change facts of one source or of many, and of their documents where these are signed off.

    Args:
        study: The study.
        key: Its key file.
        source_ids: Whose facts change.
        changes: New values by field of `Facts`, as they are typed.
        coder: Who does it.

    Raises:
        InputError: A value does not fit its field.
    """
    checked = {name: _checked(name, value.strip()) for name, value in changes.items()}
    with key.write(coder, "facts", undoable=False) as db:
        known = stored.find_facts(db)
        changed = {
            source_id: replace(known[source_id], **checked)  # type: ignore[arg-type]  # checked above
            for source_id in source_ids
            if source_id in known
        }
        for source_id, facts in changed.items():
            stored.save_facts(db, source_id, facts)
    with study.write(coder, "facts", undoable=False) as db:
        stored.update_document_facts(db, changed)


def _checked(name: str, value: str) -> str | int:
    if name == "minutes":
        return _minutes(value)
    if name == "dated" and value:
        dated = find_date(value)
        if not dated or not 1900 <= int(dated[:4]) <= 2100:
            raise InputError("'{value}' is no date; write it like 2024-03-28.", value=value)
        return dated
    if name in {"type", "confidentiality"} and len(value) > MAX_WORDS:
        raise InputError("A type or class has at most {most} characters.", most=MAX_WORDS)
    if name in _CHOICES and value not in _CHOICES[name]:
        raise InputError("The page sent no proper '{field}'; reload it.", field=name)
    return value


def _minutes(value: str) -> int:
    is_number = value.isascii() and value.isdigit() and len(value) <= len(str(MAX_MINUTES))
    if value and not (is_number and int(value) <= MAX_MINUTES):
        raise InputError(
            "'{value}' is no number of whole minutes up to {most}; write it like 75.",
            value=value,
            most=MAX_MINUTES,
        )
    return int(value or 0)


def find_facts(key: Key) -> dict[str, Facts]:
    """Give the facts of all sources, by id."""
    with key.read() as db:
        return stored.find_facts(db)


def find_mail(key: Key, source_id: str) -> dict[str, str]:
    """Give the head of a mail by field; it stands in the key file only."""
    with key.read() as db:
        return stored.mail_of(db, source_id)


def export_source_list(study: Study, key: Key, suffix: str, *, language: Language) -> bytes:
    """Write the list of sources as far as each may be named outside (W65), after a leak scan.

    Args:
        study: Only what is signed off is listed.
        key: Without it nobody can tell that a title is safe.
        suffix: `.csv`, `.md` or `.docx`.
        language: Of the words around the titles.

    Raises:
        InputError: Another ending is asked for.
        LeakError: A title or type may identify somebody; nothing was written.
    """
    writers = {".csv": source_list_csv, ".md": source_list_md, ".docx": source_list_docx}
    if suffix not in writers:
        raise InputError("A list of sources is written as .docx, .csv or .md; choose one of these.")
    with study.read() as db:
        documents = stored.listed_documents(db)
    listed = [
        ListedSource(title if facts.visibility == "full title" else "", kind, facts)
        for title, kind, facts in documents
        if facts.visibility != "hidden" and kind != "survey answer"
    ]
    _refuse_leaks(key, listed)
    return writers[suffix](listed, language)


def _refuse_leaks(key: Key, listed: Sequence[ListedSource]) -> None:
    texts = list({text for one in listed for text in (one.title, one.facts.type) if text})
    with key.read() as db:
        scanner = leak_scanner(db)
    both = [scanner.scan_many(texts, language) for language in _LANGUAGES]
    n_leaky = sum(_is_leak(dutch, english) for dutch, english in zip(*both, strict=True))
    if n_leaky:
        raise LeakError(
            "Nothing was written: titles or types that may hold identifying text: {n}. Change "
            "them, or list those documents by type only.",
            n=n_leaky,
        )


def _is_leak(dutch: Sequence[Leak], english: Sequence[Leak]) -> bool:
    """Tell whether a title leaks; what a rule finds counts where both languages find it."""
    return any(
        leak.reason == "key"
        or any(leak.start < other.end and other.start < leak.end for other in english)
        for leak in dutch
    )


def write_source_list(study: Study, key: Key, output: Path, *, language: Language) -> None:
    """Write the list of sources to a file; see `export_source_list`.

    Raises:
        InputError: It cannot be written there.
    """
    content = export_source_list(study, key, output.suffix.lower(), language=language)
    write_file(output, content)
