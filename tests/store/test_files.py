import os
import signal
import subprocess
import sys
import threading
import time
from uuid import uuid4

import pytest
from sqlcipher3 import dbapi2

from conftest import KEY_PASSPHRASE, PASSPHRASE
from kwalicode.errors import AccessError, ConflictError, InputError, KwalicodeError, NotFoundError
from kwalicode.model import Coding
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.files import add_row
from kwalicode.store.key import create_key, open_key
from kwalicode.store.study import Study, create_study, open_study, study_name


def test_a_study_opens_again_with_its_passphrase(study):
    with open_study(study.path, PASSPHRASE) as again:
        assert study_name(again) == "Noorderhaven"


def test_nothing_of_a_study_can_be_read_without_the_passphrase(study):
    with study.write("ana", "name") as db:
        add_row(db, "coders", name="Zeldzame Naam")
    study.close()
    files = list(study.path.parent.glob("study.kwali*"))
    assert not any(b"Zeldzame" in f.read_bytes() or b"SQLite" in f.read_bytes() for f in files)


def test_a_wrong_passphrase_is_refused_in_one_sentence(study):
    with pytest.raises(AccessError, match=r"^This passphrase does not open study\.kwali; .*\.$"):
        open_study(study.path, "wrong horse")


def test_sqlcipher_itself_opens_a_study_with_the_plain_passphrase(study):
    study.close()
    connection = dbapi2.connect(str(study.path))
    connection.execute(f"PRAGMA key = '{PASSPHRASE}'")
    assert connection.execute("SELECT value FROM settings WHERE id = 'name'").fetchone()
    connection.close()


@pytest.mark.parametrize(
    "content",
    [b"", b"no study at all", b"\xff\xd8" + b"x" * 5000, b"SQLite format 3\x00" + b"\x00" * 4080],
    ids=["empty", "text", "picture", "plain SQLite"],
)
def test_a_file_that_is_no_study_is_named_as_such(tmp_path, content):
    path = tmp_path / "other.kwali"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"other\.kwali is not a kwalicode study"):
        open_study(path, PASSPHRASE)
    assert path.read_bytes() == content


def test_a_key_file_is_no_study(study, key, tmp_path):
    key.close()
    copy = tmp_path / "copy.kwali"
    copy.write_bytes(key.path.read_bytes())
    with pytest.raises(InputError, match="is not a kwalicode study"):
        open_study(copy, KEY_PASSPHRASE)


def test_the_key_of_another_study_is_refused(study, key, tmp_path):
    with (
        create_study(tmp_path / "other", PASSPHRASE, name="other") as other,
        pytest.raises(AccessError, match="key of another study"),
    ):
        open_key(other, KEY_PASSPHRASE, path=key.path)


def test_a_study_never_takes_the_place_of_a_file(study):
    before = study.path.read_bytes()
    with pytest.raises(ConflictError, match="exists already"):
        create_study(study.path, PASSPHRASE, name="other")
    assert study.path.read_bytes() == before


@pytest.mark.parametrize(
    ("path", "passphrase", "error"),
    [("new", "short", AccessError), ("missing/new", PASSPHRASE, NotFoundError)],
)
def test_a_study_that_cannot_be_made_leaves_no_file(tmp_path, path, passphrase, error):
    with pytest.raises(error):
        create_study(tmp_path / path, passphrase, name="x")
    assert not list(tmp_path.rglob("*.kwali"))


def test_a_study_of_a_newer_version_is_left_alone(study):
    with study._borrowed() as db:
        db.execute("PRAGMA user_version = 99")
    study.close()
    with pytest.raises(InputError, match=r"newer kwalicode \(schema 99"):
        open_study(study.path, PASSPHRASE)


def test_an_older_study_is_backed_up_and_migrated(study):
    def m999_notes(db):
        db.execute("CREATE TABLE notes(id INTEGER PRIMARY KEY)")

    class NewerStudy(Study):
        migrations = (*Study.migrations, m999_notes)

    study.close()
    with NewerStudy.open(study.path, PASSPHRASE) as migrated, migrated.read() as db:
        assert db.table("notes").exists()
    backup = study.path.with_suffix(".kwali.bak")
    with open_study(backup.rename(study.path.with_name("old.kwali")), PASSPHRASE) as old:
        assert study_name(old) == "Noorderhaven"


def test_a_migration_that_fails_changes_nothing(study):
    def m999_broken(db):
        db.execute("CREATE TABLE notes(id INTEGER PRIMARY KEY)")
        db.execute("SELECT * FROM nowhere")

    class BrokenStudy(Study):
        migrations = (*Study.migrations, m999_broken)

    study.close()
    with pytest.raises(KwalicodeError):
        BrokenStudy.open(study.path, PASSPHRASE)
    with open_study(study.path, PASSPHRASE) as again, again.read() as db:
        assert not db.table("notes").exists()


def test_twenty_threads_lose_no_coding(study, document):
    def work(coder):
        for i in range(25):
            coding = Coding(str(uuid4()), "d1", "fear", coder, i, i + 5, document.text[i : i + 5])
            with study.write(coder, "add") as db:
                add_coding(db, coding)

    threads = [threading.Thread(target=work, args=[f"coder {i}"]) for i in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with study.read() as db:
        assert len(find_codings(db, "d1")) == 500


def test_a_full_disk_is_said_in_one_sentence_and_loses_nothing(study, document):
    with study._borrowed() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + 1}")

    def write_much():
        with study.write("ana", "much") as db:
            for i in range(5000):
                add_row(db, "coders", name=f"coder {i} " + "x" * 200)

    with pytest.raises(KwalicodeError, match=r"^The disk of study\.kwali is full; nothing was st"):
        write_much()
    with study.read() as db:
        assert db.execute("SELECT count(*) FROM coders").fetchone()[0] == 0
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


KILLED = """
import sys
from pathlib import Path
from kwalicode.model import Speaker, Transcript, Turn
from kwalicode.store.key import open_key
from kwalicode.store.sources import add_source
from kwalicode.store.study import open_study
study = open_study(Path(sys.argv[1]), sys.argv[2])
key = open_key(study, sys.argv[3])
with key.write("ana", "import") as db:
    for i in range(10_000):
        text = f"woorden {i} " * 1000
        transcript = Transcript(text, (Turn(0, len(text)),), "nl", "document")
        file = ("f", text.encode())
        add_source(db, transcript, title=f"D{i}", file=file, speakers=(), coder="ana")
        print(i, flush=True)
"""


def test_a_process_killed_in_the_middle_of_an_import_leaves_both_files_whole(study, key):
    study.close(), key.close()
    arguments = [str(study.path), PASSPHRASE, KEY_PASSPHRASE]
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, *arguments], stdout=subprocess.PIPE, text=True
    ) as process:
        while int(process.stdout.readline()) < 200:
            pass
        os.kill(process.pid, signal.SIGKILL)
    with open_study(study.path, PASSPHRASE) as again, open_key(again, KEY_PASSPHRASE) as key_again:
        with key_again.read() as db:
            assert db.execute("SELECT count(*) FROM sources").fetchone()[0] == 0
            assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        with key_again.write("ana", "goes on") as db:
            add_row(db, "pseudonyms", series="subject", number=1)


def test_a_writer_of_another_process_is_waited_for(study):
    with open_study(study.path, PASSPHRASE) as other:
        entered = threading.Event()

        def hold():
            with other.write("bo", "hold") as db:
                add_row(db, "coders", name="bo")
                entered.set()
                time.sleep(0.3)

        thread = threading.Thread(target=hold)
        thread.start()
        entered.wait()
        with study.write("ana", "wait") as db:
            add_row(db, "coders", name="ana")
        thread.join()
        with study.read() as db:
            assert db.execute("SELECT count(*) FROM coders").fetchone()[0] == 2


def test_a_key_file_may_lie_elsewhere(study, tmp_path):
    (tmp_path / "stick").mkdir()
    with create_key(study, KEY_PASSPHRASE, path=tmp_path / "stick" / "study") as key:
        assert key.path == tmp_path / "stick" / "study.kwalikey"
