from uuid import uuid4

import pytest

from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Code, Coding
from kwalicode.store.categories import add_category, find_categories, find_links
from kwalicode.store.codebook import add_code, find_codes, find_synonyms, get_code
from kwalicode.store.codings import add_coding, count_by_code
from kwalicode.store.history import redo, undo
from kwalicode.workflows.codebook import (
    code_detail,
    codebook_page,
    find_category,
    find_code,
    list_codes,
    merge_codes,
    move_codes,
    rename_code,
    retire_codes,
    split_code,
)
from kwalicode.workflows.codebook_acts import apply_codebook
from kwalicode.workflows.codebook_files import (
    SHIPPED,
    Difference,
    compare_codebook,
    export_codebook,
    import_codebook,
    read_shipped,
    study_codebook,
)


def do(study, op, *, coder="ana", **fields):
    """Send one operation as a browser does; give the error it was refused with, if it was."""
    outcome = apply_codebook(study, [{"id": uuid4().hex, "op": op, **fields}], coder=coder)
    return outcome.refused[0][1] if outcome.refused else None


def names(study):
    """Each code with the name of its category."""
    with study.read() as db:
        above = {c.category_id: c.name for c in find_categories(db)}
        return {code.name: above.get(code.category_id) for code in find_codes(db)}


@pytest.fixture
def coded(study, document):
    with study.write("ana", "fill", undoable=False) as db:
        add_category(db, "Stilte", category_id="stilte")
        add_category(db, "Druk", category_id="druk")
        for number, (code, start, end) in enumerate([("fear", 0, 3), ("silence", 0, 3)]):
            words = document.text[start:end]
            add_coding(db, Coding(str(number), "d1", code, "ana", start, end, words))
        words = document.text[17:22]
        add_coding(db, Coding("2", "d1", "silence", "ana", 17, 22, words))
    return study


STEPS = [
    ("new_code", {"code_id": "n", "name": "vrees", "category_id": "stilte"}),
    ("new_category", {"category_id": "k", "name": "Nieuw", "code_ids": ["fear", "work"]}),
    ("new_category", {"category_id": "k", "name": "Nieuw", "category_ids": ["druk"]}),
    ("edit_code", {"code_id": "fear", "fields": {"name": "angst", "synonyms": "bang\nvrees"}}),
    ("edit_category", {"category_id": "druk", "fields": {"name": "Werkdruk", "colour": 3}}),
    ("move", {"code_ids": ["fear", "work"], "category_ids": ["druk"], "parent_id": "stilte"}),
    ("move", {"code_ids": ["work"], "before": "fear"}),
    ("merge_codes", {"code_ids": ["silence", "work"], "target_id": "fear"}),
    ("merge_categories", {"category_ids": ["druk"], "target_id": "stilte"}),
    ("retire", {"code_ids": ["fear", "work"], "is_retired": True}),
    ("link", {"code_ids": ["fear", "work"], "category_id": "druk"}),
    ("delete", {"code_ids": ["fear"], "category_ids": ["druk"]}),
    ("recode", {"coding_ids": ["2"], "code_id": "work"}),
    ("recode", {"coding_ids": ["1", "2"], "code_id": "n", "name": "ontkennen"}),
]


@pytest.mark.parametrize(("op", "fields"), STEPS)
def test_every_act_is_one_step_that_is_undone_and_redone(coded, op, fields):
    def whole():
        page = codebook_page(coded, since=None, coder="ana")
        return page._replace(revision=0)

    before = whole()
    assert do(coded, op, **fields) is None
    after = whole()
    assert after != before
    assert undo(coded, "ana")
    assert whole() == before
    assert redo(coded, "ana")
    assert whole() == after


def test_what_is_chosen_goes_into_a_new_category(coded):
    do(coded, "new_category", category_id="k", name="Nieuw", code_ids=["fear", "work"])
    assert names(coded) == {"fear": "Nieuw", "silence": None, "work": "Nieuw"}


def test_codes_stand_where_they_were_put(coded):
    do(coded, "move", code_ids=["work", "silence"], parent_id=None, before="fear")
    assert list(names(coded)) == ["work", "silence", "fear"]


def test_a_field_that_someone_else_changed_meanwhile_is_not_overwritten(coded):
    edit = {"code_id": "fear", "before": {"description": ""}}
    assert do(coded, "edit_code", fields={"description": "bang zijn"}, **edit) is None
    says = do(coded, "edit_code", coder="ben", fields={"description": "vrezen"}, **edit)
    assert isinstance(says, ConflictError)
    assert do(coded, "edit_code", coder="ben", fields={"example": "ik"}, **edit) is not None
    assert do(coded, "edit_code", coder="ben", code_id="fear", fields={"example": "ik"}) is None
    with coded.read() as db:
        assert (get_code(db, "fear").description, get_code(db, "fear").example) == (
            "bang zijn",
            "ik",
        )


@pytest.mark.parametrize(
    ("op", "fields", "says"),
    [
        ("merge_codes", {"code_ids": ["fear"], "target_id": "fear"}, "into itself"),
        ("merge_codes", {"code_ids": ["fear"], "target_id": "gone"}, "not in the codebook"),
        ("merge_categories", {"category_ids": ["druk"], "target_id": "druk"}, "into itself"),
        ("move", {"category_ids": ["druk"], "parent_id": "druk"}, "under itself"),
        ("move", {"code_ids": "fear"}, "no proper 'code_ids'"),
        ("move", {"code_ids": [1]}, "no proper 'code_ids'"),
        ("edit_code", {"code_id": "fear", "fields": {"is_retired": True}}, "no proper 'is_ret"),
        ("edit_code", {"code_id": "fear", "fields": {"name": 3}}, "no proper 'name'"),
        ("edit_code", {"code_id": "fear", "fields": []}, None),
        ("edit_code", {"code_id": "fear", "fields": "x"}, "no proper 'fields'"),
        ("edit_code", {"code_id": "fear", "fields": {"name": "work"}}, "stands there already"),
        ("edit_code", {"code_id": "fear", "fields": {"valence": "up"}}, "'valence' is one of"),
        ("link", {"code_ids": ["fear"], "category_id": "gone"}, "category is not in"),
        ("recode", {"coding_ids": ["1"], "code_id": "gone"}, "not in the codebook"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_changes_nothing(coded, op, fields, says):
    before = codebook_page(coded, since=None, coder="ana")
    refused = do(coded, op, **fields)
    assert (refused is None) if says is None else (says in str(refused))
    assert codebook_page(coded, since=before.revision, coder="ana") is None


def test_a_code_is_split_over_new_codes_in_one_step(coded):
    assert split_code(coded, "silence", {"wegkijken": ["1"], "Ontkennen": ["2"]}, coder="ana") == [
        (1, 0),
        (1, 0),
    ]
    assert set(names(coded)) == {"fear", "silence", "work", "wegkijken", "Ontkennen"}
    with coded.read() as db:
        assert "silence" not in count_by_code(db)
    undo(coded, "ana")
    assert set(names(coded)) == {"fear", "silence", "work"}


def test_codes_are_found_by_name_path_and_old_name(coded):
    merge_codes(coded, ["silence"], "fear", coder="ana")
    move_codes(coded, ["fear"], "stilte", coder="ana")
    rename_code(coded, "fear", "angst", coder="ana")
    for name in ("angst", "ANGST", "stilte > angst", "silence"):
        assert find_code(coded, name) == "fear"
    assert find_category(coded, "Stilte") == "stilte"
    with pytest.raises(NotFoundError, match="has no 'niets'"):
        find_code(coded, "niets")
    with coded.write("ana", "twice") as db:
        add_code(db, Code("x", "angst", None, 0), coder="ana")
    assert find_code(coded, "stilte > angst") == "fear"
    move_codes(coded, ["x"], "druk", coder="ana")
    with pytest.raises(ConflictError, match="Several"):
        find_code(coded, "angst")


def test_the_list_holds_counts_paths_and_what_is_retired(coded):
    move_codes(coded, ["silence"], "stilte", coder="ana")
    retire_codes(coded, ["work"], is_retired=True, coder="ana")
    assert [(c.path, c.n_codings, c.is_retired) for c in list_codes(coded)] == [
        ("Stilte > silence", 2, False),
        ("fear", 1, False),
        ("work", 0, True),
    ]


def test_the_detail_of_a_code_counts_documents_and_participants(coded):
    detail = code_detail(coded, "silence", coder="ana")
    # One segment is the interviewer's question, the other is said by a participant.
    assert (detail.n_codings, detail.n_documents, detail.n_participants) == (2, 1, 1)
    assert [segment.text for segment in detail.segments] == ["Hoe", "Ik du"]
    assert code_detail(coded, "fear", coder="ana").n_participants == 0


def test_only_what_is_new_since_a_revision_is_read(coded):
    page = codebook_page(coded, since=None, coder="ana")
    assert codebook_page(coded, since=page.revision, coder="ana") is None
    retire_codes(coded, ["work"], is_retired=True, coder="ben")
    newer = codebook_page(coded, since=page.revision, coder="ana")
    assert newer is not None
    assert newer.revision > page.revision


def test_in_a_blind_pass_only_ones_own_codings_are_counted_and_shown(coded):
    with coded.write("ben", "code") as db:
        db.execute("UPDATE passes SET is_blind = 1")
        add_coding(db, Coding("b", "d1", "fear", "ben", 0, 3, "Hoe"))
    for coder, wanted in (("ana", ["0"]), ("ben", ["b"])):
        detail = code_detail(coded, "fear", coder=coder)
        assert [segment.coding_id for segment in detail.segments] == wanted
        page = codebook_page(coded, since=None, coder=coder)
        assert (detail.n_codings, page.counts["fear"]) == (1, 1)
    assert "silence" not in codebook_page(coded, since=None, coder="ben").counts


# ---------- files


def test_the_shipped_codebook_of_the_reference_study_is_complete(study):
    import_codebook(study, *read_shipped("reference-study"), coder="ana")
    book = study_codebook(study)
    counts = map(len, (book.themes, book.categories, book.codes, book.relations))
    assert tuple(counts) == (12, 62, 262, 36)
    assert {relation.type for relation in book.relations} == {"contributes to"}
    unsupported = [r for r in book.relations if r.strength == "not supported"]
    assert ["R11" in relation.note for relation in unsupported] == [True]
    assert all(code.description.startswith("In English: ") for code in book.codes)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_codebook_comes_in_once_and_goes_out_the_same(study, name):
    file = read_shipped(name)
    import_codebook(study, *file, coder="ana")
    before = study_codebook(study)
    assert set(import_codebook(study, *file, coder="ana")) == {0}
    assert study_codebook(study) == before
    assert compare_codebook(study, *file) == []
    written = export_codebook(study, "x.yaml", language="nl")
    assert compare_codebook(study, "x.yaml", written) == []
    undo(study, "ana")
    assert not study_codebook(study).codes


def test_the_template_holds_every_field_when_its_notes_are_taken_off(study):
    name, content = read_shipped("template")
    lines = content.decode().splitlines()[4:-1]
    text = "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines)
    import_codebook(study, name, text.encode(), coder="ana")
    book = study_codebook(study)
    (code,) = [code for code in book.codes if code.name == "zwijgen"]
    shown = [code.description, code.include_when, code.exclude_when, code.example, code.literature]
    assert all(shown)
    assert (code.origin, code.valence, code.is_retired) == ("in vivo", "decreases", False)
    assert book.synonyms
    assert book.also_in
    assert book.relations[0].note


def test_a_file_with_a_mistake_leaves_the_study_as_it_was(coded):
    before = codebook_page(coded, since=None, coder="ana")
    for content in (b"codes: [a, b, A]", b"codes:\n  - {name: a, also_in: [B]}\n"):
        with pytest.raises(InputError):
            import_codebook(coded, "x.yaml", content, coder="ana")
    assert codebook_page(coded, since=before.revision, coder="ana") is None


def test_an_import_leaves_what_the_study_has_as_it_is(coded):
    content = (
        b"categories:\n  - name: stilte\n    codes: [nieuw]\ncodes:\n  - {name: Fear, example: x}\n"
    )
    assert import_codebook(coded, "x.yaml", content, coder="ana") == (0, 1, 0, 0)
    assert names(coded) == {"fear": None, "silence": None, "work": None, "nieuw": "Stilte"}
    with coded.read() as db:
        assert get_code(db, "fear").example == ""
        assert find_synonyms(db) == find_links(db) == {}


def test_a_comparison_says_what_is_only_in_one_and_what_differs(coded):
    content = b"categories: [{name: Stilte}]\ncodes: [{name: fear, example: x}, silence, nieuw]\n"
    assert set(compare_codebook(coded, "x.yaml", content)) == {
        Difference("study", "category", "Druk"),
        Difference("differs", "code", "fear", "example"),
        Difference("file", "code", "nieuw"),
        Difference("study", "code", "work"),
    }


def test_a_codebook_is_not_written_to_any_other_kind_of_file(study):
    with pytest.raises(InputError, match=r"\.yaml, \.csv, \.xlsx, \.docx"):
        export_codebook(study, "x.pdf", language="nl")
