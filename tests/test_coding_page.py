"""The page Read and code: which pass, which documents, and what a reader is told."""

import pytest

from kwalicode.model import Coding, Document, Turn
from kwalicode.store.categories import link_code
from kwalicode.store.codebook import add_category, add_synonym, move_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.memos import add_memo
from kwalicode.store.passes import open_pass
from kwalicode.workflows.passes import limit_documents
from test_pages import open_page, sync_data


@pytest.fixture
def paper(study, document):
    """A second document, of the kind that may be kept out of the open pass."""
    text = "Gedragscode van de organisatie."
    paper = Document("d2", "Gedragscode", "document", "nl", text, (Turn(0, len(text)),), 1)
    with study.write("ana", "sign off") as db:
        add_version(db, paper, coder="ana", role_labels={})
    return paper


def put(study, document, words, coder, pass_id=1):
    start = document.text.index(words)
    span = (start, start + len(words))
    with study.write(coder, "code") as db:
        coding = Coding(f"{coder} {words}", document.document_id, "fear", coder, *span, words)
        add_coding(db, coding, pass_id=pass_id)


def titles(page):
    return page.selectbox[0].options


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_document_is_listed_with_the_share_that_is_coded(study, paper, language):
    put(study, paper, "Gedragscode van", "ana")
    n = 100 * len("Gedragscode van") // len(paper.text)
    percent = "\u00a0%" if language == "nl" else "%"
    assert titles(open_page("coding", study, language=language)) == [
        f"Gesprek 1 · 0{percent}",
        f"Gedragscode · {n}{percent}",
    ]


def test_a_document_kept_out_of_the_open_pass_is_offered_in_the_others(study, paper):
    limit_documents(study, ["d2"], coder="ana")
    page = open_page("coding", study, language="en")
    assert titles(page) == ["Gesprek 1 · 0%"]
    for kind in ("axial", "thematic"):
        page = open_page("coding", study, language="en", chosen_pass=kind)
        assert titles(page) == ["Gesprek 1 · 0%", "Gedragscode · 0%"]
        assert sync_data(page)["pass_kind"] == kind


def test_another_page_that_shows_such_a_document_goes_on_in_the_axial_pass(study, paper):
    limit_documents(study, ["d2"], coder="ana")
    page = open_page("coding", study, chosen_document="d2", reader_goto=3)
    assert page.selectbox[0].value == "d2"
    assert sync_data(page)["pass_kind"] == "axial"  # noqa: S105  a pass of coding


def test_a_place_is_told_once(study, document):
    page = open_page("coding", study, chosen_document="d1", reader_goto=17)
    request, place = sync_data(page)["goto"]
    assert (place, bool(request)) == (17, True)
    page.run()
    assert sync_data(page)["goto"] is None


def test_the_choice_of_a_document_holds_when_the_shares_change_meanwhile(study, paper):
    page = open_page("coding", study)
    put(study, paper, "Gedragscode", "bo")
    page.selectbox[0].select("d2").run()
    assert page.selectbox[0].value == "d2"


def test_the_chosen_pass_tells_which_one_is_open_now(study, document):
    with study.write("ana", "open") as db:
        axial = open_pass(db, "axial", "Axial 1", coder="ana", is_blind=True)
    page = open_page("coding", study, language="en", chosen_pass="axial")
    data = sync_data(page)
    assert data["pass_id"] == axial
    assert data["full"]["passes"] == [
        {"id": 1, "name": "Open pass", "blind": False},
        {"id": axial, "name": "Axial 1", "blind": True},
    ]


def test_the_codings_of_others_in_a_blind_pass_do_not_leave_the_server(study, document):
    with study.write("ana", "open") as db:
        blind = open_pass(db, "open", "second reading", coder="ana", is_blind=True)
    put(study, document, "durfde", "bo", blind)
    put(study, document, "Echt niet", "ana", blind)
    page = open_page("coding", study)
    data = sync_data(page)
    assert [mark[0] for mark in data["full"]["marks"]] == ["ana Echt niet"]
    assert data["full"]["counts"] == {"fear": 1}
    put(study, document, "zeggen", "bo", blind)
    page.session_state["sync-d1-1"] = {"outbox": {"ops": [], "revision": data["revision"]}}
    page.run()
    assert (sync_data(page)["changes"], sync_data(page)["counts"]) == ([], {})


def told(page, study, act):
    """Give what an open reader is told after something another coder did, by kind."""
    since = sync_data(page)["revision"]
    with study.write("bo", "act") as db:
        act(db)
    page.session_state["sync-d1-1"] = {"outbox": {"ops": [], "revision": since}}
    page.run()
    assert sync_data(page)["full"] is None
    return {kind: content for _, _, kind, content in sync_data(page)["changes"]}


def test_a_reader_is_told_what_others_did_to_codes_categories_and_memos(study, document):
    put(study, document, "durfde", "ana")
    page = open_page("coding", study)

    def categorise(db):
        move_code(db, "fear", add_category(db, "Gevolgen"))
        add_synonym(db, "fear", "monddood")

    tree = told(page, study, categorise)["codes"]
    (category,) = tree["categories"]
    fear = next(code for code in tree["codes"] if code["id"] == "fear")
    assert (category["name"], fear["synonyms"]) == ("Gevolgen", ["monddood"])
    assert fear["category_id"] == category["id"]

    def write(db):
        add_memo(db, "x", "method", ("coding", "ana durfde"), "Let op.", coder="bo")

    memo = ["method", "Let op.", "bo", "x", False]
    assert told(page, study, write)["memos"] == {"ana durfde": [memo]}
    tree = told(page, study, lambda db: link_code(db, "work", category["id"]))["codes"]
    assert {code["id"]: code.get("also_in") for code in tree["codes"]}["work"] == [category["id"]]


def test_merging_codes_elsewhere_tells_only_the_numbers(study, document, paper):
    put(study, paper, "Gedragscode", "bo")
    page = open_page("coding", study, chosen_document="d1")

    def recode(db):
        db.execute("UPDATE codings SET code_id = 'work'")

    assert told(page, study, recode) == {}
    assert sync_data(page)["counts"] == {"fear": 0, "work": 1}
