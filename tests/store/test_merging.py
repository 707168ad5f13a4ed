import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import copied
from kwalicode.errors import ConflictError, NotFoundError
from kwalicode.model import Code, Coding, Relation
from kwalicode.store.categories import add_category, find_categories, find_links, link_code
from kwalicode.store.code_history import find_code_changes
from kwalicode.store.codebook import (
    add_code,
    add_synonym,
    find_codes,
    find_synonyms,
    get_code,
    move_codes,
    rename_code,
    retire_codes,
)
from kwalicode.store.coding_details import update_details
from kwalicode.store.codings import add_coding, find_codings, update_comment
from kwalicode.store.files import add_row
from kwalicode.store.history import redo, undo
from kwalicode.store.merging import delete_category, merge_categories, merge_codes, recode_codings
from kwalicode.store.relations import add_relation, cite, find_relations


def code(db, coding_id, code_id, start=0, end=3, coder="ana"):
    add_coding(
        db, Coding(coding_id, "d1", code_id, coder, start, end, "Hoe is het hier?"[start:end])
    )


def everything(study):
    """All rows of the tables that a merge touches."""
    tables = ["codes", "categories", "synonyms", "code_categories", "codings", "relations"]
    tables += ["relation_codings", "theme_codes", "theme_categories", "theme_codings", "memos"]
    with study.read() as db:
        return {t: sorted(map(repr, db.execute(f"SELECT * FROM {t}"))) for t in tables}  # noqa: S608


@pytest.fixture
def filled(study, document):
    """Two codes with codings, of which one equal pair, and all that can hang on them."""
    with study.write("ana", "fill", undoable=False) as db:
        code(db, "a", "fear")
        code(db, "b", "silence")
        code(db, "c", "silence", 4, 6)
        code(db, "d", "silence", 4, 6, coder="ben")
        update_comment(db, "b", "zacht gezegd")
        for relation_id, (start, end) in enumerate([("silence", "work"), ("silence", "fear")]):
            made = Relation(str(relation_id), "code", start, "code", end, "contributes to")
            add_relation(db, made, coder="ana")
        cite(db, "0", "b", supports=True)
        add_row(db, "themes", id="t", name="Stilte", claim="", position=0)
        made = {"created_by": "ana", "created_at": ""}
        add_row(db, "theme_codes", id="tc", theme_id="t", code_id="silence", pass_id=1, **made)
        add_row(db, "theme_codings", id="td", theme_id="t", coding_id="b", role="quote", **made)
        memo = {"kind": "analytic", "text": "waarom?", "changed_at": ""} | made
        add_row(db, "memos", id="m", target_kind="code", target_id="silence", **memo)
        add_row(db, "memos", id="n", target_kind="coding", target_id="b", **memo)
        add_synonym(db, "silence", "zwijgen")
    return study


def test_codings_of_merged_codes_join_and_equal_ones_become_one(filled):
    with filled.write("ana", "merge") as db:
        assert merge_codes(db, ["silence"], "fear") == (3, 1)
        found = [(c.coding_id, c.code_id, c.comment) for c in find_codings(db, "d1")]
    assert sorted(found) == [
        ("a", "fear", "zacht gezegd"),
        ("c", "fear", ""),
        ("d", "fear", ""),
    ]


def test_what_hangs_on_a_merged_code_moves_along(filled):
    with filled.write("ana", "merge") as db:
        merge_codes(db, ["silence"], "fear")
        (relation,) = find_relations(db)  # the one between the two went: a code has none to itself
        assert (relation.from_id, relation.to_id, relation.supports) == ("fear", "work", ("a",))
        assert db.execute("SELECT code_id FROM theme_codes").fetchall() == [("fear",)]
        assert db.execute("SELECT coding_id FROM theme_codings").fetchall() == [("a",)]
        rows = db.execute("SELECT id, target_id FROM memos").fetchall()
        assert sorted(rows) == [("m", "fear"), ("n", "a")]


def test_all_that_several_equal_codings_say_joins_the_one_that_stays_and_comes_back(filled):
    with filled.write("ana", "fill", undoable=False) as db:
        code(db, "e", "work")
        update_comment(db, "e", "hard")
        update_details(db, "e", actor="MP", target="", perspective="heard")
        made = {"created_by": "ana", "created_at": "", "changed_at": ""}
        about = {"target_kind": "coding", "target_id": "e"}
        add_row(db, "memos", id="o", kind="question", text="wie?", **about, **made)
    before = everything(filled)
    with filled.write("ana", "merge") as db:
        merge_codes(db, ["silence", "work"], "fear")
        (kept,) = [coding for coding in find_codings(db, "d1") if coding.start == 0]
        assert kept.coding_id == "a"
        assert (kept.comment, kept.actor, kept.perspective) == ("zacht gezegd\nhard", "MP", "heard")
        rows = db.execute("SELECT id FROM memos WHERE target_id = 'a' ORDER BY id").fetchall()
        assert rows == [("n",), ("o",)]
    undo(filled, "ana")
    assert everything(filled) == before


def test_the_notes_of_relations_that_become_one_are_both_kept(filled):
    with filled.write("ana", "merge") as db:
        for relation_id, note in (("fear", "vaak"), ("silence", "soms")):
            made = Relation(relation_id, "code", relation_id, "category", "k", "hinders", note=note)
            if relation_id == "fear":
                add_category(db, "Klimaat", category_id="k")
            add_relation(db, made, coder="ana")
        merge_codes(db, ["silence"], "fear")
        notes = [one.note for one in find_relations(db) if one.type == "hinders"]
        assert notes == ["vaak\nsoms"]


def test_the_names_of_a_merged_code_become_synonyms(filled):
    with filled.write("ana", "merge") as db:
        merge_codes(db, ["silence"], "fear")
        assert find_synonyms(db) == {"fear": ["silence", "zwijgen"]}
        with pytest.raises(NotFoundError):
            get_code(db, "silence")


def test_a_merge_is_one_step_that_comes_back_whole(filled):
    before = everything(filled)
    with filled.write("ana", "merge") as db:
        merge_codes(db, ["silence"], "fear")
    after = everything(filled)
    assert undo(filled, "ana")
    assert everything(filled) == before
    assert redo(filled, "ana")
    assert everything(filled) == after


def test_fields_that_the_target_leaves_empty_are_taken_over(study):
    with study.write("ana", "merge") as db:
        add_code(db, Code("a", "angst", None, 0, "bang zijn", example="ik was bang"), coder="ana")
        add_code(db, Code("b", "vrees", None, 0, "vrezen"), coder="ana")
        merge_codes(db, ["a"], "b")
        assert (get_code(db, "b").description, get_code(db, "b").example) == (
            "vrezen",
            "ik was bang",
        )


def test_a_code_is_not_merged_into_itself(study, document):
    with (
        pytest.raises(ConflictError, match="into itself"),
        study.write("ana", "merge") as db,
    ):
        merge_codes(db, ["silence", "fear"], "fear")
    with study.read() as db:
        assert len(find_codes(db)) == 3


def test_codes_of_one_name_in_merged_categories_become_one(study, document):
    with study.write("ana", "merge") as db:
        first, second = add_category(db, "Stilte"), add_category(db, "Angst")
        add_code(db, Code("x", "zwijgen", first, 0), coder="ana")
        add_code(db, Code("y", "Zwijgen", second, 0), coder="ana")
        add_code(db, Code("z", "vrees", first, 0), coder="ana")
        link_code(db, "fear", first)
        code(db, "a", "x")
        assert merge_categories(db, [first], second).n_moved == 1
        assert {c.code_id: c.category_id for c in find_codes(db)} == {
            **dict.fromkeys(("fear", "silence", "work")),
            **dict.fromkeys(("y", "z"), second),
        }
        assert find_links(db) == {"fear": [second]}
        assert [c.category_id for c in find_categories(db)] == [second]


def test_categories_inside_merged_ones_join_by_name(study):
    with study.write("ana", "merge") as db:
        first, second = add_category(db, "A"), add_category(db, "B")
        inner = add_category(db, "Leiding", parent_id=first)
        other = add_category(db, "leiding", parent_id=second)
        lone = add_category(db, "Team", parent_id=first)
        add_code(db, Code("x", "zwijgen", inner, 0), coder="ana")
        merge_categories(db, [first], second)
        parents = {c.category_id: c.parent_id for c in find_categories(db)}
        assert parents == {second: None, other: second, lone: second}
        assert get_code(db, "x").category_id == other


def test_a_category_is_not_merged_into_itself_or_what_it_holds(study):
    with study.write("ana", "merge") as db:
        above = add_category(db, "A")
        inside = add_category(db, "B", parent_id=add_category(db, "C", parent_id=above))
        for target in (above, inside):
            with pytest.raises(ConflictError, match="into one that it holds"):
                merge_categories(db, [above], target)


def test_what_a_deleted_category_holds_goes_up(study):
    with study.write("ana", "delete") as db:
        above = add_category(db, "A")
        category_id = add_category(db, "B", parent_id=above)
        inside = add_category(db, "C", parent_id=category_id)
        add_code(db, Code("x", "zwijgen", category_id, 0), coder="ana")
        delete_category(db, category_id)
        assert get_code(db, "x").category_id == above
        assert {c.category_id: c.parent_id for c in find_categories(db)} == {
            above: None,
            inside: above,
        }


def test_segments_go_to_another_code_and_the_rest_stays(filled):
    with filled.write("ana", "split") as db:
        assert recode_codings(db, ["c"], "work") == (1, 0)
        found = {c.coding_id: c.code_id for c in find_codings(db, "d1")}
        assert found == {"a": "fear", "b": "silence", "c": "work", "d": "silence"}
        with pytest.raises(NotFoundError):
            recode_codings(db, ["d"], "gone")


places = st.lists(
    st.tuples(
        st.sampled_from(["fear", "silence", "work"]),
        st.integers(0, 2),
        st.sampled_from(["ana", "ben"]),
    ),
    max_size=12,
)


@given(places)
@settings(max_examples=20)
def test_merging_loses_no_segment_of_no_coder_and_undo_loses_nothing(
    templates, tmp_path_factory, drawn
):
    from kwalicode.model import Document
    from kwalicode.store.documents import add_version

    with copied(templates[0], tmp_path_factory.mktemp("merge")) as study:
        with study.write("ana", "fill", undoable=False) as db:
            made = Document("d1", "Gesprek 1", "interview", "nl", "Hoe is het hier?", (), version=1)
            add_version(db, made, coder="ana", role_labels={})
            for name in ("fear", "silence", "work"):
                add_code(db, Code(name, name, None, 0), coder="ana")
            for number, (code_id, start, coder) in enumerate(drawn):
                code(db, str(number), code_id, start, start + 2, coder)
            wanted = {(c.start, c.coder) for c in find_codings(db, "d1")}
        before = everything(study)
        with study.write("ana", "merge") as db:
            merge_codes(db, ["fear", "silence"], "work")
            found = [(c.start, c.coder) for c in find_codings(db, "d1")]
        assert sorted(found) == sorted(wanted)
        undo(study, "ana")
        assert everything(study) == before


def test_the_history_of_a_code_tells_what_was_done_to_it_and_by_whom(filled):
    for coder, act in (
        ("ben", lambda db: rename_code(db, "fear", "angst")),
        ("ana", lambda db: merge_codes(db, ["silence"], "fear")),
        ("ana", lambda db: retire_codes(db, ["fear"], is_retired=True)),
        ("ben", lambda db: move_codes(db, ["fear"], add_category(db, "Stilte"))),
    ):
        with filled.write(coder, "step") as db:
            act(db)
    with filled.read() as db:
        changes = find_code_changes(db, "fear")
        (category,) = find_categories(db)
    assert [(c.coder, c.kind, c.old, c.new, c.n_codings) for c in changes] == [
        ("ana", "created", None, "fear", 0),
        ("ben", "renamed", "fear", "angst", 0),
        ("ana", "merged", "silence", None, 3),
        ("ana", "retired", None, None, 0),
        ("ben", "moved", None, category.category_id, 0),
    ]
