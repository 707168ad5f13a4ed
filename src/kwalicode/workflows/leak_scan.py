"""The leak scan of whole documents: at sign-off, after it, and on the command line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kwalicode import deid
from kwalicode.errors import LeakError
from kwalicode.model import Document, Finding, IdentifierKind, Language, Leak
from kwalicode.store import findings, sources
from kwalicode.store.approvals import withdraw_approvals
from kwalicode.store.documents import document_text, find_documents
from kwalicode.store.files import Database
from kwalicode.store.key import Key
from kwalicode.store.settings import get_settings
from kwalicode.store.study import Study
from kwalicode.text import OffsetMap, Replacement
from kwalicode.workflows.lists import study_layer


@dataclass(frozen=True, slots=True)
class LeakyDocument:
    """A signed-off document in which identifying text was found."""

    document_id: str
    title: str
    leaks: tuple[Leak, ...]


def leak_scanner(db: Database) -> deid.LeakScanner:
    """Make the scanner of a study from its key file."""
    layer = study_layer(db)
    return deid.LeakScanner(
        layer.known,
        allowed=layer.refused,
        replaced=sources.released_texts(db),
        stays=layer.stays,
        strict=get_settings(db).strict,
    )


def scan_documents(
    study: Study, key: Key, *, progress: Callable[[float], object] = lambda _share: None
) -> list[LeakyDocument]:
    """Look in every document of the study for names of the key and for identifying text.

    Args:
        study: The open study.
        key: Its open key file.
        progress: Told the share that is done, 0 to 1.

    Returns:
        The documents in which something was found, in order of sign-off.
    """
    with key.read() as db:
        scanner = leak_scanner(db)
    with study.read() as db:
        rows = find_documents(db)
    leaky = []
    for place, row in enumerate(rows):
        with study.read() as db:
            text = document_text(db, str(row["id"]))
        language: Language = "nl" if row["language"] == "nl" else "en"
        (leaks,) = scanner.scan_many([text], language)
        if leaks:
            leaky.append(LeakyDocument(str(row["id"]), str(row["title"]), tuple(leaks)))
        progress((place + 1) / len(rows))
    return leaky


def add_missed(key: Key, source_id: str, *, coder: str) -> int:
    """Put places of a source where a name of the key stands unseen among its findings.

    Names accepted since it was looked through may stand in it once more.

    Returns:
        Their number.
    """
    with key.read() as db:
        scanner, source = leak_scanner(db), sources.get_source(db, source_id)
    missed = scanner.names_in(source.text, source.language)
    return _add_leaks(key, source_id, [], missed, coder=coder, reopen=False)


def refuse_leaks(
    key: Key, document: Document, replacements: Sequence[Replacement], *, coder: str
) -> None:
    """Refuse a document that still holds a name of the key; put the name among the findings.

    What a reviewer refused in this very document may stay.

    Raises:
        LeakError: A name was found.
    """
    with key.read() as db:
        scanner = leak_scanner(db)
    leaks = scanner.names_in(document.text, document.language)
    number = _add_leaks(key, document.document_id, replacements, leaks, coder=coder, reopen=False)
    if number:
        with key.write(coder, "leak scan", undoable=False) as db:
            withdraw_approvals(db, document.document_id)
        raise LeakError(
            "Places in '{title}' that still hold a name of the key: {n}. They stand among the "
            "findings now; look at them and sign off again.",
            n=number,
            title=document.title,
        )


def reopen_leaky(study: Study, key: Key, *, coder: str) -> list[str]:
    """Start the next review of every signed-off document that holds a name accepted since.

    The text in the study stays as it is until the review is signed off.

    Returns:
        The ids of these documents.
    """
    with key.read() as db:
        scanner = leak_scanner(db)
        reviews = {source.source_id: source.review_number for source in sources.find_sources(db)}
    with study.read() as db:
        rows = [row for row in find_documents(db) if reviews.get(str(row["id"])) == row["version"]]
    reopened = []
    for row in rows:
        document_id, language = str(row["id"]), row["language"]
        with study.read() as db:
            text = document_text(db, document_id)
        leaks = scanner.names_in(text, "nl" if language == "nl" else "en")
        if not leaks:
            continue
        with key.read() as db:
            replacements = sources.get_release(db, document_id, int(row["version"]))
        if _add_leaks(key, document_id, replacements, leaks, coder=coder, reopen=True):
            reopened.append(document_id)
    return reopened


def _add_leaks(
    key: Key,
    source_id: str,
    replacements: Sequence[Replacement],
    leaks: Iterable[Leak],
    *,
    coder: str,
    reopen: bool,
) -> int:
    """Add leaks of a released text to the findings of its source; return how many were new."""
    moved = OffsetMap(replacements)
    with key.write(coder, "leak scan", undoable=False) as db:
        text = sources.get_source(db, source_id).text
        new = [
            Finding(start, end, leak.kind, 1.0, findings.LEAK_SCAN)
            for leak in leaks
            for start, end in [moved.back(leak.start, leak.end)]
            if not _is_known(db, source_id, start, end)
        ]
        findings.add_findings(db, source_id, text, new)
        if new and reopen:
            sources.reopen_review(db, source_id)
    return len(new)


def _is_known(db: Database, source_id: str, start: int, end: int) -> bool:
    """Tell whether somebody saw the place; a flag of a sensitive passage says nothing of names."""
    return any(
        finding.kind != IdentifierKind.SENSITIVE or finding.state == "accepted"
        for finding in findings.find_overlapping(db, source_id, start, end)
    )
