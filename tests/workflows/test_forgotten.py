"""What must not stand anywhere in a file any more, its history included."""

from kwalicode.store.codings import find_codings
from kwalicode.store.pseudonyms import accepted_names
from kwalicode.workflows.coding import apply_coding, undo_state
from kwalicode.workflows.documents import delete_sources
from workflows.stored import tables_with

INDEX = {"turn_texts", "turn_texts_content", "turn_texts_data"}
LINE = "Daar zag ik de krullenbol lachen."


def test_no_surface_that_was_accepted_is_left_anywhere_in_the_study_file(
    bring, release, study, key
):
    release(
        bring(
            "Daar werkt Jan de Vries, en Jans moeder zag Jan bij de Utrechtse markt in Utrecht.",
            "Mail h.zoltarra@example.com of bel 06-12345678, zei Fatima Bouzid op 12 maart 2021.",
            "En Fatima's collega Bente van Buren woont op Kerkstraat 12 in HET ZWOLSE DEEL.",
        )
    )
    with key.read() as db:
        surfaces = [*accepted_names(db)]
    assert {"Jan de Vries", "Jans", "Utrechtse", "06-12345678", "Marloes"} <= set(surfaces)
    assert tables_with(key, *surfaces) >= {"sources", "findings", "changes"}
    assert tables_with(study, *surfaces) == set()


def test_a_name_masked_in_a_later_review_is_gone_from_versions_codings_and_history(
    bring, add, release, code, coded, study
):
    source_id = bring(LINE)
    release(source_id)
    code(source_id, "krullenbol lachen")
    assert tables_with(study, "krullenbol") == {"versions", "codings", "changes"} | INDEX
    add(source_id, "krullenbol")
    release(source_id)
    assert tables_with(study, "krullenbol") == set()
    (words,) = coded(source_id)
    assert words.endswith("] lachen")


def test_what_was_undone_before_a_review_cannot_come_back_after_it(bring, add, release, study):
    source_id = bring(LINE)
    start = release(source_id).text.index("krullenbol")
    mark = {"mark_id": "m", "code_id": None, "start": start, "end": start + 10}
    operation = {"id": "1", "op": "add", **mark, "text": "krullenbol"}
    apply_coding(study, source_id, [operation, {"id": "2", "op": "undo"}], coder="bo")
    assert undo_state(study, "bo") == (False, True)
    add(source_id, "krullenbol")
    release(source_id)
    assert undo_state(study, "bo") == (False, False)
    apply_coding(study, source_id, [{"id": "3", "op": "redo"}], coder="bo")
    with study.read() as db:
        assert find_codings(db, source_id) == []
    assert tables_with(study, "krullenbol") == set()


def test_a_removed_source_leaves_no_word_in_either_file(bring, release, code, study, key):
    source_id = bring("Dat zei Zoltarra nog.")
    release(source_id)
    code(source_id, "Nou ja")
    assert tables_with(key, "Zoltarra") == {"sources", "findings", "changes"}
    assert tables_with(key, "x.txt") == {"sources", "changes"}
    assert tables_with(study, "Nou ja") - INDEX == {"versions", "codings", "changes"}
    delete_sources(study, key, [source_id], coder="ana")
    assert tables_with(key, "Zoltarra", "x.txt", "Marloes", "Nou ja") == set()
    assert tables_with(study, "Nou ja") == set()
