from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.errors import ConflictError
from kwalicode.store.codings import find_codings
from kwalicode.store.documents import find_documents
from kwalicode.store.sources import find_sources, get_source
from kwalicode.workflows.coding import apply_coding
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import delete_sources, next_title
from workflows.conversations import interview
from workflows.stored import cells


def test_one_file_that_is_in_the_study_keeps_the_whole_batch_out(import_all, key):
    known = interview("Marloes")
    import_all(known)
    before = sorted(cells(key))
    for place in range(3):
        batch = [interview("Tjeerd"), interview("Wytske")]
        # Another name does not make it another file.
        batch.insert(place, replace(known, file_name="anders.txt"))
        with pytest.raises(ConflictError, match="in the study already, as 'Gesprek 1'"):
            import_all(*batch)
        assert sorted(cells(key)) == before


def test_one_file_twice_in_a_batch_keeps_the_whole_batch_out(import_all, key):
    with pytest.raises(ConflictError, match="in the study already, as 'Gesprek 2'"):
        import_all(interview("Tjeerd"), interview("Marloes"), interview("Marloes"))
    with key.read() as db:
        assert find_sources(db) == []
        assert db.execute("SELECT count(*) FROM pseudonyms").fetchone()[0] == 0


def test_a_title_that_exists_is_never_given_again(import_all, key):
    first, _ = import_all(interview("Marloes"), interview("Tjeerd"))
    import_all(interview("Wytske"))
    with key.read() as db:
        assert [s.title for s in find_sources(db)] == ["Gesprek 1", "Gesprek 2", "Gesprek 3"]
    with key.write("ana", "remove") as db:
        db.execute("DELETE FROM sources WHERE id = ?", [first])
    import_all(interview("Sybren"))
    with key.read() as db:
        assert {s.title for s in find_sources(db)} == {f"Gesprek {n}" for n in (1, 2, 3)}


@pytest.mark.parametrize(
    ("language", "kind", "title"),
    [
        ("nl", "interview", "Gesprek 1"),
        ("nl", "document", "Document 1"),
        ("nl", "survey answer", "Antwoord 1"),
        ("en", "interview", "Interview 1"),
        ("en", "survey answer", "Answer 1"),
    ],
)
def test_a_title_says_nothing_of_the_file(language, kind, title):
    transcript = replace(interview("Marloes").transcript, language=language, kind=kind)
    assert next_title(transcript, ()) == title


@given(st.sets(st.integers(1, 30)))
def test_a_title_is_the_first_free_number(taken):
    transcript = interview("Marloes").transcript
    title = next_title(transcript, {f"Gesprek {n}" for n in taken})
    number = int(title.removeprefix("Gesprek "))
    assert number not in taken
    assert taken >= set(range(1, number))


def test_the_file_its_name_and_its_words_are_in_the_key_file_only(study, key, import_all):
    preview = interview(
        "Marloes Zandstra", words="Dat zei Zoltarra nog.", file_name="zwanenburg.txt"
    )
    (source_id,) = import_all(preview)
    detect_findings(key, source_id, coder="ana")
    words = (b"zwanenburg", b"Zandstra", b"Zoltarra", b"Femke")
    with key.read() as db:
        assert get_source(db, source_id).file_name == "zwanenburg.txt"
        assert db.execute("SELECT content FROM sources").fetchone()[0] == preview.content
    assert not [table for table, cell in cells(study) if any(word in cell for word in words)]
    in_history = b"\n".join(cell for table, cell in cells(key) if table == "changes")
    assert b"zwanenburg" in in_history
    assert preview.content not in in_history
    sign_off(study, key, source_id, coder="ana")
    assert not [table for table, cell in cells(study) if any(word in cell for word in words)]
    # The files are still open: what was written last stands in the `-wal` files.
    files = [*study.path.parent.glob("study.kwali*")]
    assert {f.suffix for f in files} >= {".kwali", ".kwalikey", ".kwali-wal", ".kwalikey-wal"}
    everything = b"\n".join(file.read_bytes() for file in files)
    assert not [word for word in (*words, b"Hoe gaat het", b"respondent") if word in everything]


def test_a_removed_source_is_gone_from_both_files_and_its_neighbour_stays(study, key, import_all):
    first, second = import_all(interview("Marloes"), interview("Tjeerd", words="Nou, goed hoor."))
    for source_id in (first, second):
        detect_findings(key, source_id, coder="ana")
        text = sign_off(study, key, source_id, coder="ana").text
        add = {"id": source_id, "op": "add", "mark_id": f"m-{source_id}", "code_id": None}
        add |= {"start": 0, "end": 3, "text": text[:3]}
        assert apply_coding(study, source_id, [add], coder="ana").stored
    delete_sources(study, key, [first], coder="ana")
    with study.read() as db:
        assert [d["id"] for d in find_documents(db)] == [second]
        assert (len(find_codings(db, first)), len(find_codings(db, second))) == (0, 1)
        assert db.execute("SELECT count(*) FROM versions").fetchone()[0] == 1
    with key.read() as db:
        assert [s.source_id for s in find_sources(db)] == [second]
        for table in ("findings", "speakers", "releases"):
            assert not list(db.table(table).rows_where("source_id = ?", [first]))
    assert import_all(interview("Marloes"))
