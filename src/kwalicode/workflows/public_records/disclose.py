"""Make documents public under the Dutch law on open government, with all that identifies masked.

A record shows the document itself, not its de-identified version: what the review accepted is
blacked out in the raw text, and so is every name of the study wherever it stands in the bundle.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, NamedTuple

from kwalicode.errors import ConflictError, InputError, LeakError
from kwalicode.model import Language, Source
from kwalicode.model.public_records import GROUNDS, Masked
from kwalicode.report.public_records.docx import record_docx
from kwalicode.report.public_records.inventory import Listed, inventory_docx, inventory_xlsx
from kwalicode.report.public_records.pdf import inventory_pdf, record_pdf
from kwalicode.store.documents import versions_signed_off
from kwalicode.store.facts import find_facts
from kwalicode.store.key import Key
from kwalicode.store.log import add_log_line
from kwalicode.store.sources import find_sources
from kwalicode.store.study import Study
from kwalicode.workflows.public_records.check import Check, RecordLeak
from kwalicode.workflows.public_records.read import Records
from kwalicode.workflows.written_files import write_file

Suffix = Literal[".pdf", ".docx"]
SUFFIXES: tuple[Suffix, ...] = (".pdf", ".docx")
_INVENTORY = {"nl": "inventarislijst", "en": "inventory"}


class Candidate(NamedTuple):
    """A document that may be made public.

    Attributes:
        dated: ISO date of the document itself, or empty.
        is_ready: Whether its newest review was signed off.
    """

    source_id: str
    title: str
    kind: str
    dated: str
    is_ready: bool


class Asked(NamedTuple):
    """What is to be made public.

    Attributes:
        documents: By source id: empty, or the ground on which the whole of it is withheld.
        grounds: Ground by kind of what is masked; a kind that is left out has its own.
    """

    documents: Mapping[str, str]
    grounds: Mapping[Masked, str]
    suffix: Suffix
    language: Language


class Disclosure(NamedTuple):
    """What came of it.

    Attributes:
        files: By name: the documents and the inventory; empty where something leaks.
        listed: The documents in order, those that are withheld too.
        leaks: What the written files still hold, where a person did not say that it may stay.
    """

    files: Mapping[str, bytes]
    listed: tuple[Listed, ...]
    leaks: tuple[RecordLeak, ...]


def find_candidates(study: Study, key: Key) -> list[Candidate]:
    """List the documents of a study, and which of them may be made public."""
    with study.read() as db:
        versions = versions_signed_off(db)
    with key.read() as db:
        sources, facts = find_sources(db), find_facts(db)
    return [
        Candidate(
            one.source_id,
            one.title,
            facts[one.source_id].type or one.kind,
            facts[one.source_id].dated,
            versions.get(one.source_id) == one.review_number,
        )
        for one in sources
    ]


def disclose(
    study: Study,
    key: Key,
    asked: Asked,
    *,
    coder: str,
    may_stay: bool = False,
    progress: Callable[[float], object] = lambda _share: None,
) -> Disclosure:
    """Write documents and their inventory, read each file again, and hand them over if none leaks.

    Everything happens in memory. What is handed over is kept in the log of the study, in numbers.

    Args:
        study: The open study.
        key: Its open key file.
        asked: What is to be made public.
        coder: Who does it.
        may_stay: Whether a person looked at the places that only a rule takes for a leak. A name
            of the key never stays.
        progress: Told the share that is done, 0 to 1.

    Raises:
        InputError: Nothing was chosen, or a ground is not in the law.
        ConflictError: A document was not signed off.
    """
    sources = _chosen(study, key, asked)
    records = Records(study, key, asked.grounds)
    check = Check(records.names, asked.language)
    files: dict[str, bytes] = {}
    listed: list[Listed] = []
    leaks: list[RecordLeak] = []
    for number, source in enumerate(sources, 1):
        record = records.read(source, number, withheld=asked.documents[source.source_id])
        pdf = record_pdf(record, asked.language)
        listed.append(Listed(record, pdf.n_pages))
        if not record.withheld:
            name = f"{number:03}{asked.suffix}"
            is_pdf = asked.suffix == ".pdf"
            today = datetime.now(UTC).date()
            files[name] = pdf.content if is_pdf else record_docx(record, asked.language, today)
            leaks += check.leaks(name, files[name], record)
        progress(number / (len(sources) + 1))
    for name, content in _inventories(listed, asked):
        files[name] = content
        leaks += check.leaks_of_list(name, content, listed)
    left = tuple(leak for leak in leaks if leak.is_certain or not may_stay)
    if left:
        return Disclosure({}, tuple(listed), left)
    _log(study, listed, len(leaks), coder=coder)
    progress(1.0)
    return Disclosure(files, tuple(listed), ())


def _chosen(study: Study, key: Key, asked: Asked) -> list[Source]:
    unknown = {*asked.grounds.values(), *filter(None, asked.documents.values())} - {*GROUNDS}
    if unknown:
        raise InputError(
            "{ground} is no ground of the Woo; choose one such as 5.1.2.e.", ground=min(unknown)
        )
    ready = {one.source_id: one for one in find_candidates(study, key)}
    waiting = [one for one in ready.values() if one.source_id in asked.documents]
    waiting = [one for one in waiting if not one.is_ready]
    if waiting:
        raise ConflictError(
            "Documents that are not signed off: {n}, such as '{title}'; finish their review or "
            "leave them out.",
            n=len(waiting),
            title=waiting[0].title,
        )
    with key.read() as db:
        sources = [one for one in find_sources(db) if one.source_id in asked.documents]
    if not sources:
        raise InputError("No document was chosen; choose at least one.")
    return sources


def _inventories(listed: Sequence[Listed], asked: Asked) -> Iterator[tuple[str, bytes]]:
    name = _INVENTORY[asked.language]
    today = datetime.now(UTC).date()
    yield f"{name}.xlsx", inventory_xlsx(listed, asked.language, today)
    if asked.suffix == ".pdf":
        yield f"{name}.pdf", inventory_pdf(listed, asked.language).content
    else:
        yield f"{name}.docx", inventory_docx(listed, asked.language, today)


def _log(study: Study, listed: Sequence[Listed], n_stayed: int, *, coder: str) -> None:
    outcomes = [one.record.outcome for one in listed]
    details: dict[str, str | int] = {
        "documents": len(listed),
        "in part": outcomes.count("part"),
        "withheld": outcomes.count("none"),
        "masks": sum(sum(one.record.masks.values()) for one in listed),
        "left by hand": n_stayed,
    }
    with study.write(coder, "disclosure", undoable=False) as db:
        add_log_line(db, coder, "disclosure", details)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Put files into one zip file; the same files always give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), files[name], zipfile.ZIP_DEFLATED)
    return made.getvalue()


def save_disclosure(disclosure: Disclosure, folder: Path) -> None:
    """Write the files into a folder that is new or empty.

    Raises:
        LeakError: Something leaks; the sentence says in how many places of which files.
        InputError: The folder holds files already, or cannot be written.
    """
    if disclosure.leaks:
        names = ", ".join(dict.fromkeys(leak.file_name for leak in disclosure.leaks))
        raise LeakError(
            "Nothing was written, since somebody can still be identified in {files} (places: {n}); "
            "mask those in the review and sign off again.",
            n=len(disclosure.leaks),
            files=names,
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "{folder} holds something already; choose a new folder.", folder=folder.name
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            "{folder} cannot be made; choose another place.", folder=folder.name
        ) from error
    for name, content in disclosure.files.items():
        write_file(folder / name, content)
