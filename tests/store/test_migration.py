"""A key file of the first version keeps its rows and its history when it is opened now."""

import json

import pytest

from conftest import KEY_PASSPHRASE
from kwalicode.model import DeidSettings
from kwalicode.store.approvals import approve, approvers
from kwalicode.store.files import add_row
from kwalicode.store.findings import confirm_links, find_findings, find_uses
from kwalicode.store.history import find_changes, redo, undo
from kwalicode.store.key import Key, key_path, m001_key, open_key, study_id
from kwalicode.store.listed import find_listed
from kwalicode.store.pseudonyms import describe, get_pseudonym
from kwalicode.store.settings import get_settings
from kwalicode.store.sources import get_release, get_source

TEXT = "Daar zag ik Zoltarra en Quibbel."


class OldKey(Key):
    """A key file as the first version made it."""

    migrations = (m001_key,)


@pytest.fixture
def old_key(study):
    """Make an old key file beside the study: one source, in which a name was accepted."""
    made = OldKey.create(key_path(study), KEY_PASSPHRASE)
    with made.write("kwalicode", "create key file", undoable=False) as db:
        add_row(db, "settings", id="study", value=study_id(study))
    with made.write("ana", "import", undoable=False) as db:
        row = {"id": "s1", "title": "Gesprek 1", "file_name": "x.txt", "content": b"x"}
        row |= {"sha256": "x", "kind": "interview", "language": "nl", "text": TEXT}
        row |= {"turns": json.dumps([[0, len(TEXT), "Marloes", False]]), "position": 0}
        row |= {"detected_at": "2026", "imported_by": "ana", "imported_at": "2026"}
        add_row(db, "sources", **row)
        add_row(db, "pseudonyms", id=1, series="respondent", number=4)
        speaker = {"source_id": "s1", "label": "Marloes", "is_interviewer": 0, "role_label": ""}
        add_row(db, "speakers", id=1, pseudonym_id=1, **speaker)
        for finding_id, surface in (("f1", "Zoltarra"), ("f2", "Quibbel")):
            start = TEXT.index(surface)
            row = {"id": finding_id, "source_id": "s1", "start": start, "surface": surface}
            row |= {"end": start + len(surface), "kind": "person", "score": 0.9}
            add_row(db, "findings", recognizer="name", state="proposed", **row)
        add_row(db, "releases", source_id="s1", review_number=1, replacements='[[0, 4, "[x]"]]')
    for finding_id, number in (("f1", 7), ("f2", 2)):
        with made.write("ana", "accept") as db:
            add_row(db, "pseudonyms", id=number, series="subject", number=number)
            db.execute(
                "UPDATE findings SET state = 'accepted', pseudonym_id = ? WHERE id = ?",
                [number, finding_id],
            )
    with made.read() as db:
        changes = find_changes(db, since=0, tables=["pseudonyms", "findings", "sources"])
    made.close()
    return changes


@pytest.fixture
def migrated(study, old_key):
    with open_key(study, KEY_PASSPHRASE) as key:
        yield key


def states(key):
    with key.read() as db:
        found = find_findings(db, "s1")
    return [(f.surface, f.state, f.pseudonym and f.pseudonym.number) for f in found]


def test_rows_are_kept_and_what_is_new_starts_empty(migrated):
    assert states(migrated) == [("Zoltarra", "accepted", 7), ("Quibbel", "accepted", 2)]
    with migrated.read() as db:
        assert get_source(db, "s1").text == TEXT
        assert [tuple(item) for item in get_release(db, "s1", 1)] == [(0, 4, "[x]")]
        (first, _) = find_findings(db, "s1")
        assert (first.link_reason, first.is_link_sure) == ("", True)
        assert (first.pseudonym.description, first.pseudonym.alias) == ("", "")
        assert (find_listed(db), approvers(db, "s1", 1)) == ([], [])
        assert get_settings(db) == DeidSettings()


def test_history_is_kept_word_for_word(migrated, old_key):
    assert len(old_key) > 5
    with migrated.read() as db:
        now = find_changes(db, since=0, tables=["pseudonyms", "findings", "sources"])
    assert now == old_key


def test_steps_from_before_are_taken_back_and_done_again(migrated):
    assert undo(migrated, "ana")
    assert states(migrated) == [("Zoltarra", "accepted", 7), ("Quibbel", "proposed", None)]
    assert undo(migrated, "ana")
    assert states(migrated) == [("Zoltarra", "proposed", None), ("Quibbel", "proposed", None)]
    assert redo(migrated, "ana")
    assert redo(migrated, "ana")
    assert states(migrated) == [("Zoltarra", "accepted", 7), ("Quibbel", "accepted", 2)]
    assert not redo(migrated, "ana")


def test_what_is_new_is_kept_in_history_and_taken_back_alone(migrated):
    with migrated.write("bo", "describe") as db:
        describe(db, 7, "collega")
    with migrated.read() as db:
        assert get_pseudonym(db, 7).description == "collega"
    assert undo(migrated, "bo")
    with migrated.read() as db:
        assert get_pseudonym(db, 7).description == ""
        assert get_pseudonym(db, 7).number == 7
    assert states(migrated)[0] == ("Zoltarra", "accepted", 7)


def test_the_new_tables_and_columns_can_be_used(migrated):
    with migrated.write("ana", "use") as db:
        approve(db, "s1", 1, "ana")
        confirm_links(db, 7)
    with migrated.read() as db:
        assert approvers(db, "s1", 1) == ["ana"]
        assert {(use.surface, use.n_places) for use in find_uses(db)} == {
            ("Zoltarra", 1),
            ("Quibbel", 1),
        }


def test_the_old_file_is_kept_beside_the_new_one(migrated, study):
    backup = study.path.with_suffix(".kwalikey.bak")
    old = OldKey.open(backup.rename(backup.with_name("old.kwalikey")), KEY_PASSPHRASE)
    with old, old.read() as db:
        assert db.execute("SELECT count(*) FROM findings").fetchone()[0] == 2
        assert not db.table("listed").exists()
