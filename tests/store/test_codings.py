import pytest

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Code, Coding
from kwalicode.store.codebook import (
    add_category,
    add_code,
    delete_code,
    find_codes,
    move_code,
    rename_code,
)
from kwalicode.store.codings import (
    add_coding,
    count_by_code,
    delete_coding,
    find_codings,
    get_coding,
    move_codings,
    recent_codes,
    recode,
    resize,
    verify_codings,
)
from kwalicode.store.documents import find_documents, get_document
from kwalicode.store.quotes import find_quotes


def put(study, document, words, code_id="fear", coding_id=None, coder="ana"):
    start = document.text.index(words)
    coding = Coding(
        coding_id or f"{code_id}-{start}", "d1", code_id, coder, start, start + len(words), words
    )
    with study.write(coder, "add") as db:
        add_coding(db, coding)
    return coding


def test_a_coding_comes_back_as_it_was_put(study, document):
    coding = put(study, document, "niets te zeggen 👩‍👩‍👧")
    with study.read() as db:
        assert find_codings(db, "d1") == [coding]
        assert count_by_code(db) == {"fear": 1}


def test_an_equal_coding_is_stored_once(study, document):
    (
        put(study, document, "Echt niet", coding_id="a"),
        put(study, document, "Echt niet", coding_id="b"),
    )
    with study.read() as db:
        assert len(find_codings(db, "d1")) == 1


@pytest.mark.parametrize(
    ("start", "end", "text", "says"),
    [
        (5, 2, "x", "outside"),
        (0, 9999, "x", "outside"),
        (-1, 2, "x", "outside"),
        (0, 3, "hoe", "others than those selected"),
    ],
)
def test_a_segment_that_does_not_fit_the_text_is_refused(study, document, start, end, text, says):
    with pytest.raises(InputError, match=says), study.write("ana", "add") as db:
        add_coding(db, Coding("c", "d1", "fear", "ana", start, end, text))


def test_a_document_that_is_not_signed_off_cannot_be_coded(study):
    with pytest.raises(NotFoundError, match="sign it off first"), study.write("ana", "add") as db:
        add_coding(db, Coding("c", "raw", None, "ana", 0, 1, "x"))


def test_recode_and_resize_keep_the_coding(study, document):
    put(study, document, "niets te zeggen", coding_id="c")
    start = document.text.index("durfde")
    with study.write("ana", "change") as db:
        recode(db, "c", "silence")
        resize(db, "c", start, start + 6, "durfde")
        changed = get_coding(db, "c")
    assert (changed.code_id, changed.text) == ("silence", "durfde")


def test_recode_to_a_code_that_stands_there_is_refused(study, document):
    (
        put(study, document, "Echt niet", "fear", "a"),
        put(study, document, "Echt niet", "silence", "b"),
    )
    with pytest.raises(ConflictError), study.write("ana", "recode") as db:
        recode(db, "a", "silence")


def test_a_coding_moved_by_damage_is_found_again_by_its_surroundings(study, document):
    coding = put(study, document, "niet", coding_id="c")
    with study.write("ana", "damage") as db:
        db.execute('UPDATE codings SET start = start + 3, "end" = "end" + 3 WHERE id = \'c\'')
        assert [m.repaired for m in verify_codings(db, "d1")] == [True]
        assert get_coding(db, "c") == coding


def test_a_coding_whose_words_are_nowhere_is_listed_and_left_alone(study, document):
    put(study, document, "Echt", coding_id="c")
    with study.write("ana", "damage") as db:
        db.execute("UPDATE codings SET text = 'nergens' WHERE id = 'c'")
        before = get_coding(db, "c")
        assert [m.repaired for m in verify_codings(db, "d1")] == [False]
        assert get_coding(db, "c") == before


def test_codings_that_move_may_take_each_others_places(study, document):
    put(study, document, "Echt", coding_id="a"), put(study, document, "niet", coding_id="b")
    put(study, document, "Hoe", "work", "c")
    with study.write("ana", "sign off") as db:
        before = {c.coding_id: (c.start, c.end) for c in find_codings(db, "d1")}
        swapped = before | {"a": before["b"], "b": before["a"]}
        move_codings(db, "d1", document.text, swapped)
        assert {c.coding_id: (c.start, c.end) for c in find_codings(db, "d1")} == swapped
        assert (get_coding(db, "a").text, get_coding(db, "b").text) == ("niet", "Echt")
        assert verify_codings(db, "d1") == []


def test_codings_that_become_equal_are_kept_once_per_code_and_coder(study, document):
    for coding_id, words, code_id, coder in [
        ("a", "Echt", "fear", "ana"),
        ("b", "niet", "fear", "ana"),
        ("c", "niet", "silence", "ana"),
        ("d", "Echt", None, "ana"),
        ("e", "niet", None, "ana"),
        ("f", "Echt", "fear", "bo"),
    ]:
        put(study, document, words, code_id, coding_id, coder)
    with study.write("ana", "sign off") as db:
        move_codings(db, "d1", "Kort. En goed.", dict.fromkeys("abcdef", (6, 13)))
        kept = find_codings(db, "d1")
    assert {(c.start, c.end, c.text) for c in kept} == {(6, 13, "En goed")}
    of = [(c.code_id, c.coder) for c in kept]
    assert sorted(of, key=str) == sorted(
        [("fear", "ana"), ("silence", "ana"), (None, "ana"), ("fear", "bo")], key=str
    )


def test_recent_codes_are_this_coders_last_ones(study, document):
    put(study, document, "Echt", "fear"), put(study, document, "hoort", "work")
    put(study, document, "durfde", "silence", coder="bo")
    with study.read() as db:
        assert recent_codes(db, "ana") == ["work", "fear"]


def test_quotes_carry_the_role_label_and_keep_uncoded_highlights(study, document):
    put(study, document, "Echt niet"), put(study, document, "hoort erbij", None, "h")
    put(study, document, "Hoe is het", "work")
    with study.read() as db:
        quotes = find_quotes(db)
        assert [(q.text, q.code, q.role_label) for q in quotes] == [
            ("Echt niet", "fear", "ambtenaar"),
            ("Hoe is het", "work", ""),
            ("hoort erbij", "", "ambtenaar"),
        ]
        assert [q.text for q in find_quotes(db, code_id="work")] == ["Hoe is het"]


def test_a_quote_over_two_paragraphs_that_is_removed_leaves_no_mark(study, document):
    put(study, document, "Echt niet.\nWaarom niet?\nHet", coding_id="c")
    with study.write("ana", "remove") as db:
        delete_coding(db, "c")
    with study.read() as db:
        assert find_codings(db, "d1") == []
        assert find_quotes(db) == []
        assert count_by_code(db) == {}


def test_codes_whose_names_begin_alike_stay_apart(study, document):
    with study.write("ana", "codes") as db:
        add_code(db, Code("fear2", "fear of leaders", None, 1), coder="ana")
    put(study, document, "Echt", "fear"), put(study, document, "hoort", "fear2")
    with study.read() as db:
        assert [q.code for q in find_quotes(db, code_id="fear")] == ["fear"]
        assert count_by_code(db) == {"fear": 1, "fear2": 1}


def test_code_names_are_unique_in_their_category_whatever_the_case(study, document):
    with study.write("ana", "codes") as db:
        category_id = add_category(db, "Klimaat")
        add_code(db, Code("x", "Fear", category_id, 0), coder="ana")
        with pytest.raises(ConflictError, match="of this name stands there already"):
            rename_code(db, "silence", "FEAR ")
        with pytest.raises(ConflictError):
            move_code(db, "x", None)
        with pytest.raises(InputError):
            rename_code(db, "silence", "   ")


def test_a_code_takes_the_colour_of_its_category(study, document):
    with study.write("ana", "codes") as db:
        add_category(db, "Een")
        second = add_category(db, "Twee")
        move_code(db, "fear", second)
        moved = next(code for code in find_codes(db) if code.code_id == "fear")
    assert (moved.category_id, moved.colour) == (second, 1)


def test_a_deleted_code_is_gone_with_its_codings(study, document):
    put(study, document, "Echt")
    with study.write("ana", "delete") as db:
        delete_code(db, "fear")
        with pytest.raises(NotFoundError):
            delete_code(db, "fear")
    with study.read() as db:
        assert find_codings(db, "d1") == []


def test_documents_are_listed_with_what_was_done_to_them(study, document):
    put(study, document, "Echt")
    with study.read() as db:
        (listed,) = find_documents(db)
        assert get_document(db, "d1") == document
    assert listed["n_codings"] == 1
    assert listed["n_words"] == len(document.text.split())
