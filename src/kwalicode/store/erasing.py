"""Files that go for good: their digest first, then their bytes, then their names."""

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

from kwalicode.errors import InputError
from kwalicode.store.files import EncryptedFile

BACKUP = ".bak"
_CHUNK = 1 << 20


class Erased(NamedTuple):
    """A file that is gone.

    Attributes:
        sha256: Of its last content, to prove later that a copy is or is not the same.
    """

    name: str
    n_bytes: int
    sha256: str


def erase(path: Path) -> Erased:
    """Write over a file and delete it.

    Some disks keep the old bytes elsewhere all the same; what stood in a file of ours was
    encrypted.

    Raises:
        InputError: It may not be written to or deleted.
    """
    try:
        n_bytes, digest = path.stat().st_size, hashlib.sha256()
        with path.open("r+b") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
            file.seek(0)
            for start in range(0, n_bytes, _CHUNK):
                file.write(os.urandom(min(_CHUNK, n_bytes - start)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except OSError as error:
        raise InputError(
            "{file} cannot be destroyed; check its permissions and try again.", file=path.name
        ) from error
    return Erased(path.name, n_bytes, digest.hexdigest())


def backup_of(path: Path) -> Path:
    """Give where the copy lies that was kept when an older file was brought up to date."""
    return path.with_suffix(path.suffix + BACKUP)


def erase_backup(path: Path) -> list[Erased]:
    """Destroy that copy, if there is one."""
    backup = backup_of(path)
    return [erase(backup)] if backup.exists() else []


def erase_file(file: EncryptedFile) -> list[Erased]:
    """Destroy an open file with its log and its backup; nothing can be read from it any more."""
    file.close()
    log = [file.path.with_name(file.path.name + ending) for ending in ("-wal", "-shm")]
    erased = [erase(path) for path in (file.path, *log) if path.exists()]
    return [*erased, *erase_backup(file.path)]


def other_copies(*paths: Path) -> list[str]:
    """Name the files beside ours that look like further copies of them."""
    own = {
        name
        for path in paths
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", backup_of(path).name)
    }
    beside = {
        other.name
        for path in paths
        for other in path.parent.glob(f"*{path.stem}*{path.suffix}*")
        if other.is_file()
    }
    return sorted(beside - own)
