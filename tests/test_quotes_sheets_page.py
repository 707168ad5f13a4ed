"""The view Member check of the page Quotes: sheets out, answers in, objections settled."""

import pytest

from kwalicode.model import Coding
from kwalicode.model.quotes import QuoteChange
from kwalicode.store.codings import add_coding
from kwalicode.store.history import undo
from kwalicode.store.quote_register import find_registered
from kwalicode.store.quote_sheets import find_sheets
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from kwalicode.workflows.quotes import register
from kwalicode.workflows.quotes.picking import make_quote
from test_pages import open_page

SAID = "Hij schreeuwde vaak tegen mij."
TALK = f"Femke: Hoe was dat?\nMarloes: {SAID}\nFemke: En toen?\nMarloes: Niets."


@pytest.fixture
def quote_id(study, key):
    preview = with_roles(preview_file("x.txt", TALK.encode()), ["Femke"], "ambtenaar")
    (source_id,) = import_documents(key, [preview], coder="ana")
    detect_findings(key, source_id, coder="ana")
    text = sign_off(study, key, source_id, coder="ana").text
    start = text.index(SAID)
    with study.write("ana", "code") as db:
        add_coding(db, Coding("k1", source_id, None, "ana", start, start + len(SAID), SAID))
    made = make_quote(study, ["k1"], coder="ana")
    register.adapt(study, made, QuoteChange(0, 3, "die collega", "person"), coder="ana")
    return made


def choose_first(page):
    page.session_state["sheets_table"] = {"selection": {"rows": [0], "columns": []}}
    return page.run()


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def states(study):
    with study.read() as db:
        return [one.state for one in find_registered(db)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_view_opens_before_there_is_a_quote_and_after(study, key, language, request):
    open_page("quotes", study, key, language, quotes_view="check")
    request.getfixturevalue("quote_id")
    page = open_page("quotes", study, key, language, quotes_view="check")
    assert len(page.dataframe) == 1


def test_a_sheet_is_made_answered_by_hand_and_the_objection_settled(study, key, quote_id):
    page = choose_first(open_page("quotes", study, key, "en", quotes_view="check"))
    page.text_input[0].set_value("Ans, ans@example.org")
    press(page, "Make 1 sheet")
    assert states(study) == ["sent"]
    choose_first(page)
    press(page, "Reminded today")
    with study.read() as db:
        (sheet,) = find_sheets(db)
    assert (sheet.answer_to, len(sheet.reminders)) == ("Ans, ans@example.org", 1)
    assert sheet.sheet_id in page.code[0].value
    page.radio[0].set_value("change")
    page.text_area[0].set_value("Iemand schreeuwde.")
    press(page, "Store the answer")
    assert "1 quote is objected to." in page.success[0].value
    sides = [element.proto.body for element in page.get("html")]
    assert any("[die collega] schreeuwde vaak" in side for side in sides)
    assert any("Iemand schreeuwde." in side for side in sides)
    press(page, "Take over as a paraphrase")
    assert states(study) == ["changed"]
    assert "is to be asked again" in " ".join(one.value for one in page.markdown)
    assert undo(study, "ana")
    press(open_page("quotes", study, key, "en", quotes_view="check"), "Remove the quote")
    assert states(study) == ["removed"]
