"""Encrypted SQLite files: passphrases, a pool of connections, transactions, migrations.

A pooled connection is borrowed by one thread at a time. Writes take a lock of this process and
`BEGIN IMMEDIATE`, because sqlite-utils' own deferred transactions lose writes under load.
"""

import hashlib
import os
import queue
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import sqlite_utils
from sqlcipher3 import dbapi2

from kwalicode.errors import AccessError, ConflictError, InputError, KwalicodeError, NotFoundError

Database = sqlite_utils.Database
Migration = Callable[[Database], None]

PAGE_SIZE = 4096
POOL_SIZE = 8
# What SQLCipher 4 itself derives from a passphrase, so its own tools open our files too.
KDF_ROUNDS = 256_000
MIN_PASSPHRASE = 8


class EncryptedFile:
    """One open SQLCipher file: borrow a connection by `read()` or `write()`.

    Subclasses name their kind, application id and migrations. Use `create` and `open`.
    """

    not_ours: str
    application_id: int
    migrations: Sequence[Migration]

    def __init__(self, path: Path, raw_key: str) -> None:
        self.path = path
        self._raw_key = raw_key
        self._lock = threading.RLock()
        self._idle: queue.LifoQueue[Database] = queue.LifoQueue()
        self._slots = threading.Semaphore(POOL_SIZE)

    @classmethod
    def create(cls, path: Path, passphrase: str) -> Self:
        """Make a new, empty file.

        Raises:
            ConflictError: A file stands at `path` already.
            AccessError: The passphrase is shorter than eight characters.
            NotFoundError: The folder of `path` does not exist.
        """
        if path.exists():
            raise ConflictError(
                "{file} exists already; choose another name or open it.", file=path.name
            )
        if not path.parent.is_dir():
            raise NotFoundError(
                "The folder for {file} does not exist; make it first.", file=path.name
            )
        if len(passphrase) < MIN_PASSPHRASE:
            raise AccessError(
                "A passphrase needs at least {least} characters; choose a longer one.",
                least=MIN_PASSPHRASE,
            )
        made = cls(path, _derive(passphrase, os.urandom(16)))
        with made._borrowed() as db:
            db.execute("PRAGMA journal_mode = WAL")
        made._migrate()
        return made

    @classmethod
    def open(cls, path: Path, passphrase: str) -> Self:
        """Open a file and bring its tables up to date, keeping a `.bak` copy if that changes it.

        Raises:
            NotFoundError: There is no such file.
            InputError: The file is not of this kind, or a newer kwalicode made it.
            AccessError: The passphrase does not fit.
        """
        opened = cls(path, _derive(passphrase, cls._salt(path)))
        try:
            with opened._borrowed() as db:
                db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except dbapi2.DatabaseError as error:
            raise AccessError(
                "This passphrase does not open {file}; check it and try again.",
                file=path.name,
            ) from error
        opened._migrate()
        return opened

    @classmethod
    def _salt(cls, path: Path) -> bytes:
        if not path.is_file():
            raise NotFoundError(
                "There is no file {file}; check the folder and the name.", file=path.name
            )
        with path.open("rb") as file:
            head = file.read(16)
        if head == b"SQLite format 3\x00" or not path.stat().st_size:
            raise cls._not_ours(path)
        if path.stat().st_size % PAGE_SIZE:
            raise cls._not_ours(path)
        return head

    @classmethod
    def _not_ours(cls, path: Path) -> InputError:
        return InputError(cls.not_ours, file=path.name)

    @property
    def fingerprint(self) -> str:
        """Tell equal open files apart from others without showing the key."""
        return hashlib.sha256(f"{self.path.resolve()}:{self._raw_key}".encode()).hexdigest()

    @contextmanager
    def read(self) -> Iterator[Database]:
        """Borrow a connection for reading; what is read inside is one consistent snapshot."""
        with self._borrowed() as db, _translated(self.path):
            db.execute("BEGIN")
            try:
                yield db
            finally:
                db.execute("ROLLBACK")

    @contextmanager
    def write(
        self, coder: str, act: str, *, op_id: str | None = None, undoable: bool = True
    ) -> Iterator[Database]:
        """Borrow a connection for one transaction, kept in history as one step.

        Args:
            coder: Who acts.
            act: What is done, in a few words without any content of the study.
            op_id: Id that the browser gave the operation; a second use of it is refused by
                `UNIQUE`, see `seen_operations`.
            undoable: Whether `undo` may take this step back.
        """
        with self._lock, self._borrowed() as db, _translated(self.path):
            db.execute("BEGIN IMMEDIATE")
            try:
                db.execute(
                    "INSERT INTO change_sets(coder, act, at, op_id, undoable) VALUES (?,?,?,?,?)",
                    [coder, act, now(), op_id, undoable],
                )
                yield db
                db.execute(_DROP_EMPTY_CHANGE_SET)
                db.execute("COMMIT")
            except BaseException:
                if db.conn.in_transaction:
                    db.execute("ROLLBACK")
                raise

    @contextmanager
    def alone(self) -> Iterator[Database]:
        """Borrow a connection outside any transaction; nobody else of this process writes."""
        with self._lock, self._borrowed() as db, _translated(self.path):
            yield db

    def close(self) -> None:
        """Close the connections that nobody borrows at this moment."""
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _borrowed(self) -> Iterator[Database]:
        with self._slots:
            try:
                db = self._idle.get_nowait()
            except queue.Empty:
                db = self._connect()
            try:
                yield db
            except BaseException:
                if db.conn.in_transaction:
                    db.execute("ROLLBACK")
                raise
            finally:
                self._idle.put(db)

    def _connect(self) -> Database:
        connection = dbapi2.connect(
            str(self.path), timeout=10, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{self._raw_key}'\"")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA secure_delete = ON")
        # To decrypt a page again costs more than to keep it; 2 MB is the default.
        connection.execute("PRAGMA cache_size = -32000")
        return Database(connection)  # type: ignore[arg-type]  # same interface, other class

    def _migrate(self) -> None:
        known = len(self.migrations)
        with self._lock, self._borrowed() as db, _translated(self.path):
            has = db.execute("PRAGMA user_version").fetchone()[0]
            ours = db.execute("PRAGMA application_id").fetchone()[0] in {0, self.application_id}
            if not ours or (has and not db.table("change_sets").exists()):
                raise self._not_ours(self.path)
            if has > known:
                raise InputError(
                    "{file} was made by a newer kwalicode (schema {schema}, this one knows "
                    "{known}); update kwalicode to open it.",
                    file=self.path.name,
                    schema=has,
                    known=known,
                )
            if has == known:
                return
            if has:
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                shutil.copy2(self.path, self.path.with_suffix(self.path.suffix + ".bak"))
            self._apply(db, self.migrations[has:], known)

    def _apply(self, db: Database, pending: Sequence[Migration], version: int) -> None:
        db.execute("BEGIN EXCLUSIVE")
        try:
            for migration in pending:
                migration(db)
            db.execute(f"PRAGMA user_version = {version}")
            db.execute(f"PRAGMA application_id = {self.application_id}")
            db.execute("COMMIT")
        except BaseException:
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
            raise


_DROP_EMPTY_CHANGE_SET = """
DELETE FROM change_sets WHERE id = (SELECT max(id) FROM change_sets) AND op_id IS NULL
AND NOT EXISTS (SELECT 1 FROM changes WHERE change_set_id = change_sets.id)"""


def now() -> str:
    """Give the present moment as ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def seen_operations(db: Database, op_ids: Sequence[str]) -> set[str]:
    """Tell which operations of a browser's outbox were stored before."""
    marks = ",".join("?" * len(op_ids))
    rows = db.execute(f"SELECT op_id FROM change_sets WHERE op_id IN ({marks})", list(op_ids))  # noqa: S608  only ? marks
    return {row[0] for row in rows}


def _derive(passphrase: str, salt: bytes) -> str:
    key = hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, KDF_ROUNDS, 32)
    return key.hex() + salt.hex()


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except dbapi2.IntegrityError as error:
        raise ConflictError(
            "This does not fit what is stored any more, so nothing was stored; reload the page."
        ) from error
    except dbapi2.OperationalError as error:
        raise KwalicodeError(_sentence(str(error)), file=path.name, reason=error) from error


def _sentence(reason: str) -> str:
    if "full" in reason:
        return "The disk of {file} is full; nothing was stored, make room and try again."
    if "locked" in reason or "busy" in reason:
        return "Another program holds {file}; nothing was stored, try again in a moment."
    if "readonly" in reason:
        return "{file} may not be written to; nothing was stored, check its permissions."
    return "{file} could not be read or written ({reason}); nothing was stored."


def add_row(db: Database, table: str, /, **row: object) -> int:
    """Insert one row and return its SQLite row id."""
    columns = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    sql = f'INSERT INTO "{table}" ({columns}) VALUES ({marks})'  # noqa: S608  names are ours
    return int(db.execute(sql, list(row.values())).lastrowid or 0)
