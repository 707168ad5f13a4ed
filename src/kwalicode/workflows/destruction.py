"""Destruction of a class of data, with a certificate that says what, when, by whom (W73)."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from kwalicode.errors import AccessError, InputError, KwalicodeError
from kwalicode.model import Language
from kwalicode.report.certificate import Certificate, certificate_docx
from kwalicode.store import erasing, retention
from kwalicode.store.erasing import Erased
from kwalicode.store.files import EncryptedFile
from kwalicode.store.key import Key
from kwalicode.store.log import add_log_line
from kwalicode.store.retention import DataClass
from kwalicode.store.scrubbing import forget_removed
from kwalicode.store.study import Study, study_name
from kwalicode.store.withdrawn import keep_bars_of_consent
from kwalicode.workflows.retention import mark_destroyed
from kwalicode.workflows.withdrawal.withdraw import leave_nothing


class Destroyed(NamedTuple):
    """What came of a destruction.

    Attributes:
        certificate: The `.docx`; it lies beside the study too, at `path`.
        copies: Files beside the study that look like further copies.
    """

    certificate: bytes
    path: Path
    copies: tuple[str, ...]


def destroy(
    study: Study, key: Key | None, data: DataClass, *, typed: str, coder: str, language: Language
) -> Destroyed:
    """Destroy a class of data for good.

    Contact data and consents are taken out of the key file, which is then written anew; the key
    file, or with the research data both files, are written over and deleted with their logs and
    backups. What is destroyed cannot be brought back by anyone.

    Args:
        study: The open study.
        key: Its open key file; None where it is not here, which only research data allow.
        data: What is destroyed.
        typed: The name of the study, typed by who destroys it, to be sure.
        coder: Who destroys it.
        language: Of the certificate.

    Raises:
        InputError: Another name was typed, or a file may not be deleted.
        AccessError: The key file is needed and not open.
    """
    name = study_name(study)
    if typed.strip() != name:
        raise InputError("Type the name of the study exactly, to be sure.")
    if key is None and data != "research data":
        raise AccessError("Open the key file first; what is destroyed is in it.")
    path = _certificate_path(study, data)
    try:
        erased, n_rows = _destroyed(study, key, data, coder)
    except KwalicodeError:
        path.unlink()
        raise
    copies = tuple(erasing.other_copies(study.path, *([key.path] if key else [])))
    made = Certificate(name, data, datetime.now(UTC), coder, n_rows, _listed(erased), copies)
    content = certificate_docx(made, language=language)
    path.write_bytes(content)
    return Destroyed(content, path, copies)


def _destroyed(
    study: Study, key: Key | None, data: DataClass, coder: str
) -> tuple[list[Erased], int]:
    """Destroy, and give the files that went and of how many persons or records data went."""
    if key is None or data == "research data":
        return _erase([study, *([key] if key else [])]), 0
    if data == "consents":
        # Who did not consent to all stays out, though nothing tells why any more.
        with study.write(coder, "destruction", undoable=False) as db:
            keep_bars_of_consent(db)
    if data == "key file":
        erased, n_rows = _erase([key]), 0
    else:
        erased, n_rows = _blank(key, data, coder)
    _note(study, data, erased, coder)
    return erased, n_rows


def _certificate_path(study: Study, data: DataClass) -> Path:
    """Give a free place for the certificate, before anything is destroyed."""
    stem = f"{study.path.stem} - {data.replace(' ', '-')} {datetime.now(UTC).date()}"
    numbered = (
        study.path.with_name(f"{stem}{'' if n == 1 else f' {n}'}.docx") for n in range(1, 99)
    )
    path = next(one for one in numbered if not one.exists())
    try:
        path.touch()
    except OSError as error:
        raise InputError(
            "{file} cannot be written; choose another folder or name.", file=path.name
        ) from error
    return path


def _erase(files: Sequence[EncryptedFile]) -> list[Erased]:
    return [gone for file in files for gone in erasing.erase_file(file)]


def _blank(key: Key, data: DataClass, coder: str) -> tuple[list[Erased], int]:
    with key.write(coder, "destruction", undoable=False) as db:
        if data == "contact":
            n_rows = retention.delete_contacts(db)
        else:
            n_rows = retention.delete_consents(db)
            retention.stop_asking_consent(db)
        forget_removed(db)
    erased = erasing.erase_backup(key.path)
    leave_nothing(key)
    return erased, n_rows


def _note(study: Study, data: DataClass, erased: Sequence[Erased], coder: str) -> None:
    # Without the key file there are no contact data and consents either.
    gone: tuple[DataClass, ...] = (data,)
    if data == "key file":
        gone = ("contact", "consents", "key file")
    mark_destroyed(study, gone, coder=coder)
    with study.write(coder, "destruction", undoable=False) as db:
        add_log_line(db, coder, "destruction", {"data": data, "files": len(erased)})


def _listed(erased: Sequence[Erased]) -> tuple[tuple[str, int, str], ...]:
    return tuple((one.name, one.n_bytes, one.sha256) for one in erased)
