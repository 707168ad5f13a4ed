from dataclasses import replace

import pytest

from conftest import TEXT, role_labels
from kwalicode.errors import ConflictError, NotFoundError
from kwalicode.model import Coding, Document, Turn
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import (
    add_version,
    delete_documents,
    document_text,
    find_documents,
    get_document,
    update_role_label,
    versions_signed_off,
)


def put(study, document, **role_labels):
    with study.write("ana", "sign off") as db:
        add_version(db, document, coder="ana", role_labels=role_labels)


def test_the_newest_version_is_what_is_read(study, document):
    newer = replace(document, text="Kort.", turns=(Turn(0, 5, "respondent 3"),), version=2)
    put(study, newer, **{"respondent 3": "ambtenaar"})
    with study.read() as db:
        assert get_document(db, "d1") == newer
        assert document_text(db, "d1") == "Kort."
        assert versions_signed_off(db) == {"d1": 2}
        (listed,) = find_documents(db)
    assert (listed["version"], listed["n_words"]) == (2, 1)


def test_the_version_before_the_newest_is_gone_with_its_turns(study, document):
    newer = replace(document, text="Kort.", turns=(Turn(0, 5, "respondent 3"),), version=2)
    put(study, replace(document, document_id="d2", title="Gesprek 2"))
    put(study, newer)
    with study.read() as db:
        kept = db.execute("SELECT document_id, number, text FROM versions ORDER BY 1").fetchall()
        n_turns = db.execute("SELECT count(*) FROM turns").fetchone()[0]
    assert kept == [("d1", 2, "Kort."), ("d2", 1, TEXT)]
    assert n_turns == 1 + len(document.turns)


def test_a_version_is_stored_once(study, document):
    with pytest.raises(ConflictError, match="nothing was stored"):
        put(study, replace(document, text="Anders."))
    with study.read() as db:
        assert document_text(db, "d1") == TEXT


def test_a_text_without_speakers_comes_back_as_it_was(study):
    plain = Document(
        "d2", "Document 1", "document", "en", "One.\nTwo.", (Turn(0, 4), Turn(5, 9)), 1
    )
    put(study, plain)
    with study.read() as db:
        assert get_document(db, "d2") == plain
        assert role_labels(db) == {}


def test_documents_are_listed_in_order_of_sign_off(study, document):
    for number in ("3", "2"):
        put(study, replace(document, document_id=number, title=f"Gesprek {number}"))
    with study.read() as db:
        assert [d["title"] for d in find_documents(db)] == ["Gesprek 1", "Gesprek 3", "Gesprek 2"]


def test_a_role_label_can_be_changed_for_one_participant(study, document):
    with study.write("ana", "role") as db:
        assert role_labels(db) == {"interviewer": "", "respondent 3": "ambtenaar"}
        update_role_label(db, "respondent 3", "griffier")
        update_role_label(db, "respondent 4", "raadslid")
        assert role_labels(db) == {"interviewer": "", "respondent 3": "griffier"}


def test_a_document_that_is_not_signed_off_cannot_be_read(study):
    with study.read() as db:
        for read in (get_document, document_text):
            with pytest.raises(NotFoundError, match="sign it off first"):
                read(db, "raw")


def test_a_removed_document_takes_its_versions_turns_and_codings_along(study, document):
    put(study, replace(document, document_id="d2", title="Gesprek 2"))
    with study.write("ana", "code") as db:
        for document_id in ("d1", "d2"):
            add_coding(db, Coding(document_id, document_id, "fear", "ana", 0, 3, "Hoe"))
        delete_documents(db, ["d1", "gone"])
    with study.read() as db:
        assert [d["id"] for d in find_documents(db)] == ["d2"]
        for table in ("versions", "codings"):
            assert [row["document_id"] for row in db.table(table).rows] == ["d2"]
        assert db.execute("SELECT count(*) FROM turns").fetchone()[0] == len(document.turns)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
