from dataclasses import replace

import pytest

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.categories import add_category
from kwalicode.store.codebook import add_code, add_synonym, find_codes
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.documents import add_version
from kwalicode.store.history import redo, undo
from kwalicode.store.pass_documents import limit_document
from kwalicode.store.passes import open_pass
from kwalicode.store.search import Where
from kwalicode.workflows import search as searching
from kwalicode.workflows.search import Place, code_places, search_study


def place(result, *, whole=False):
    return Place(result.document_id, *(result.turn if whole else result.sentence))


def stand(study):
    """The words of every coding with the name of its code, in reading order."""
    with study.read() as db:
        names = {code.code_id: code.name for code in find_codes(db)}
        ids = [row[0] for row in db.execute("SELECT id FROM documents ORDER BY id")]
        found = [coding for document_id in ids for coding in find_codings(db, document_id)]
    return [(coding.text, names[coding.code_id]) for coding in found]


def test_a_result_is_the_sentence_with_what_was_found_and_its_codes(study, document):
    start = document.text.index("Ik durfde")
    with study.write("ana", "code") as db:
        add_coding(db, Coding("m1", "d1", "fear", "ana", start, start + 9, "Ik durfde"))
    found = search_study(study, "niets OF 'wel' OF zeggen", coder="ana")
    (result,) = found.results
    assert result.sentence_text == "Ik durfde niets te zeggen 👩‍👩‍👧."
    assert [document.text[slice(*span)] for span in result.words] == ["niets", "zeggen"]
    assert document.text[slice(*result.turn)] == result.text
    assert result.code_ids == ("fear",)
    assert not found.is_cut
    (later,) = search_study(study, "echt", coder="ana").results
    assert (later.sentence_text, later.code_ids) == ("Echt niet.", ())


def test_what_runs_over_sentences_is_one_result(study, document):
    (result,) = search_study(study, r"zeggen.*echt", is_pattern=True, coder="ana").results
    assert result.sentence == result.turn


def test_results_can_be_coded_at_once_as_one_step(study, document):
    found = search_study(study, "niets OF niet", coder="ana").results
    assert len(found) == 3
    assert code_places(study, [place(result) for result in found], "Silence", coder="ana") == 3
    coded = [
        ("Ik durfde niets te zeggen 👩‍👩‍👧.", "silence"),
        ("Echt niet.", "silence"),
        ("Waarom niet?", "silence"),
    ]
    assert stand(study) == coded
    undo(study, "ana")
    assert stand(study) == []
    redo(study, "ana")
    assert stand(study) == coded


def test_a_new_code_and_whole_turns_are_one_step_too(study, document):
    found = search_study(study, "durfde OF echt", coder="ana").results
    places = [place(result, whole=True) for result in found]
    assert code_places(study, places, "niet durven", coder="ana") == 1
    assert stand(study) == [(found[0].text, "niet durven")]
    undo(study, "ana")
    with study.read() as db:
        assert {code.name for code in find_codes(db)} == {"fear", "silence", "work"}


def test_what_has_the_code_already_is_not_coded_twice(study, document):
    places = [place(result) for result in search_study(study, "niets OF niet", coder="ana").results]
    code_places(study, places[:2], "fear", coder="ana")
    assert code_places(study, places, "fear", coder="ana") == 1
    assert code_places(study, places, "fear", coder="bo") == 3


def test_a_code_may_be_named_by_its_old_name_or_its_path(study, document):
    with study.write("ana", "names") as db:
        add_synonym(db, "fear", "angst")
        for name in ("Leiding", "Team"):
            category_id = add_category(db, name)
            add_code(db, Code(name, "zwijgen", category_id, 1), coder="ana")
    places = [Place("d1", 0, 3)]
    code_places(study, places, "Angst", coder="ana")
    code_places(study, places, "Team > zwijgen", coder="ana")
    assert sorted(stand(study)) == [("Hoe", "fear"), ("Hoe", "zwijgen")]
    with pytest.raises(ConflictError, match="Several"):
        code_places(study, places, "zwijgen", coder="ana")


@pytest.mark.parametrize(
    ("places", "code"),
    [
        ([], "fear"),
        ([Place("d1", 0, 3)], " "),
        ([Place("d1", 0, 10_000)], "new"),
        ([Place("d1", 3, 3)], "new"),
    ],
)
def test_what_cannot_be_coded_is_refused_and_nothing_is_stored(study, document, places, code):
    with pytest.raises(InputError):
        code_places(study, places, code, coder="ana")
    assert stand(study) == []
    with study.read() as db:
        assert len(find_codes(db)) == 3


def test_codings_belong_to_the_present_pass_of_their_document(study, document):
    support = replace(document, document_id="d2", title="Beleid", kind="document")
    with study.write("ana", "passes") as db:
        add_version(db, support, coder="ana", role_labels={})
        limit_document(db, "d2", in_open_pass=False)
        second, axial = (
            open_pass(db, "open", "tweede", coder="ana"),
            open_pass(db, "axial", "a", coder="ana"),
        )
    found = search_study(study, "durfde", coder="ana").results
    code_places(study, [place(result) for result in found], "fear", coder="ana")
    with study.read() as db:
        passes = dict(db.execute("SELECT document_id, pass_id FROM codings").fetchall())
    assert passes == {"d1": second, "d2": axial}


def test_sentences_are_chosen_by_what_is_coded_on_them(study, document):
    start = document.text.index("Echt")
    with study.write("ana", "code") as db:
        add_coding(db, Coding("m1", "d1", "fear", "ana", start, start + 4, "Echt"))

    def sentences(**where):
        found = search_study(study, "nie*", Where(**where), coder="ana").results
        return [result.sentence_text for result in found]

    assert sentences(coded_with="fear") == ["Echt niet."]
    assert sentences(not_coded_with="fear") == ["Ik durfde niets te zeggen 👩‍👩‍👧.", "Waarom niet?"]
    assert sentences(coded_with="fear", not_coded_with="fear") == []


def test_only_so_many_results_are_given_and_it_says_so(study, document, monkeypatch):
    monkeypatch.setattr(searching, "MAX_RESULTS", 2)
    found = search_study(study, "nie*", coder="ana")
    assert (len(found.results), found.is_cut) == (2, True)
    found = search_study(study, "durfde OF echt", coder="ana")
    assert (len(found.results), found.is_cut) == (2, False)


def test_results_stand_in_the_order_of_the_documents(study, document):
    other = Document("d2", "Gesprek 2", "interview", "nl", "Niets.", (Turn(0, 6),), 1)
    with study.write("ana", "sign off") as db:
        add_version(db, other, coder="ana", role_labels={})
        # A later version of the first document is stored after the second document.
        add_version(db, replace(document, version=2), coder="ana", role_labels={})
    found = search_study(study, "niets", coder="ana").results
    assert [result.document_id for result in found] == ["d1", "d2"]
