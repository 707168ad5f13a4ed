"""The page Quotes: the register, one quote, its checks; each act of a person."""

import pytest

from kwalicode.model import Coding
from kwalicode.model.quotes import QuoteChange
from kwalicode.store.codings import add_coding
from kwalicode.store.consents import require_consent
from kwalicode.store.exports import find_exports
from kwalicode.store.history import undo
from kwalicode.store.quote_register import find_registered, get_forbidden
from kwalicode.store.standing_texts import find_standing_texts
from kwalicode.workflows.quotes import register
from kwalicode.workflows.quotes.picking import make_quote
from test_pages import open_page

SAID = "Ik durfde niets te zeggen"


@pytest.fixture
def quote_id(study, document):
    start = document.text.index(SAID)
    with study.write("ana", "code") as db:
        add_coding(db, Coding("k1", "d1", "fear", "ana", start, start + len(SAID), SAID))
    return make_quote(study, ["k1"], coder="ana")


def stored(study):
    with study.read() as db:
        return find_registered(db)


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def said(page):
    return " ".join(e.value for e in [*page.markdown, *page.caption, *page.success, *page.warning])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_register_and_quote_open_in_both_languages(study, key, quote_id, language):
    page = open_page("quotes", study, key, language)
    assert len(page.dataframe) == 1
    open_page("quotes", study, key, language, quote_open=quote_id)


def test_words_are_selected_and_replaced_and_the_step_is_undone(study, key, quote_id):
    page = open_page("quotes", study, key, "en", quote_open=quote_id)
    assert "No open hit" in page.success[0].value
    page.get("button_group")[0].set_value([2]).run()
    page.selectbox[0].set_value("grammar").run()
    next(one for one in page.text_input if one.label == "Words for it").set_value("weinig").run()
    press(page, "Replace")
    assert [one.adapted for one in stored(study)] == ["Ik durfde [weinig] te zeggen"]
    assert "**adapted**" in said(page)
    press(page, "Undo")
    assert [one.adapted for one in stored(study)] == [SAID]


def test_an_open_hit_is_shown_with_what_mends_it_and_accepted_with_a_reason(study, key, quote_id):
    register.adapt(study, quote_id, QuoteChange(0, 2, "in Utrecht", "grammar"), coder="ana")
    page = open_page("quotes", study, key, "en", quote_open=quote_id)
    assert "1 open hit" in page.warning[0].value
    assert "a looser place" in said(page)
    next(one for one in page.text_input if one.label == "Why may it stand?").set_value("mag").run()
    press(page, "Accept with this reason")
    assert "Accepted: mag" in said(page)
    assert "No open hit" in page.success[0].value


def test_a_quote_without_consent_says_whose_is_missing_and_where_it_is_entered(
    study, key, quote_id
):
    with key.write("ana", "consent") as db:
        require_consent(db, is_required=True)
    page = open_page("quotes", study, key, "en", quote_open=quote_id)
    assert "1 open hit" in page.warning[0].value
    assert "Enter the consent on the page Participants" in said(page)
    assert "Did not consent to be quoted: respondent " in said(page)
    assert "Participants" in [button.label for button in page.button]


def test_all_are_checked_from_the_list_and_a_state_is_given(study, key, quote_id):
    page = open_page("quotes", study, key, "en")
    press(page, "Check all")
    assert "No quote has an open hit." in said(page)
    page = open_page("quotes", study, key, "en", quote_open=quote_id)
    press(page, "evidence only, not citable")
    assert [one.state for one in stored(study)] == ["evidence"]


def test_passages_are_picked_and_labels_forbidden(study, key, document):
    start = document.text.index(SAID)
    with study.write("ana", "code") as db:
        add_coding(db, Coding("k1", "d1", "fear", "ana", start, start + len(SAID), SAID))
    page = open_page("quotes", study, key, "en", quotes_view="register")
    page.selectbox(key="quotes_pick_code").set_value("fear").run()
    table = f"quotes_pick_{hash(('k1',))}"
    page.session_state[table] = {"selection": {"rows": [0], "columns": []}}
    page.run()
    press(page, "Make 1 quote")
    assert [one.original for one in stored(study)] == [SAID]
    page.text_area[0].set_value("oud-Kamerbewoner\n")
    page.button(key="quotes_labels_save").click().run()
    with study.read() as db:
        assert get_forbidden(db) == ("oud-Kamerbewoner",)


def choose(page, label, value):
    """Choose in one of the rows of buttons."""
    control = next(one for one in page.get("button_group") if one.label == label)
    control.set_value(value).run()
    assert not page.exception


@pytest.fixture
def unlabelled(study, quote_id):
    with study.write("ana", "label") as db:
        db.execute("UPDATE cases SET role_label = ''")
        db.execute("UPDATE quotes SET role_label = ''")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_file_is_shown_before_it_is_written(study, key, unlabelled, language):
    page = open_page("quotes", study, key, language, quotes_view="export")
    (sheet,) = [one.value for one in page.get("html") if "class='quotes'" in one.value]
    assert f"“{SAID}”" in sheet
    assert {"nl": "Leeswijzer", "en": "How to read"}[language] in sheet
    if language == "en":
        choose(page, "Which quotes", True)
        assert "None of these quotes was approved" in said(page)


def test_the_team_words_the_standing_text_and_goes_back_to_the_usual_one(study, key, unlabelled):
    def write(words):
        (area,) = [one for one in page.text_area if one.label == "Standing text"]
        area.set_value(words).run()
        press(page, "Save the text")

    def sheet():
        return next(one.value for one in page.get("html") if "class='quotes'" in one.value)

    page = open_page("quotes", study, key, "en", quotes_view="export")
    assert "alleged conduct" in sheet()
    write("Ours.\n\n \nBy {participants} <people>.")
    assert "Ours." in sheet()
    assert "By 1 &lt;people&gt;." in sheet()
    assert "alleged conduct" not in sheet()
    write("Of {all}.")
    assert "no number {all}" in page.error[0].value
    assert undo(study, "ana")
    assert "alleged conduct" in (page.run(), sheet())[1]
    write("Ours again.")
    choose(page, "File", ".csv")
    assert "Ours again." in sheet()
    press(page, "Back to the usual text")
    assert "alleged conduct" in sheet()
    with study.read() as db:
        assert find_standing_texts(db) == {}


def test_quotes_are_scanned_and_remembered_before_anybody_has_the_file(study, key, unlabelled):
    page = open_page("quotes", study, key, "en", quotes_view="export")
    press(page, "Scan for leaks and write")
    assert "The file is ready" in page.success[0].value
    (save,) = page.get("download_button")
    save.click().run()
    page.run()
    with study.read() as db:
        assert [one.kind for one in find_exports(db)] == ["quotes"]


def test_a_label_of_few_stops_the_export_and_the_way_to_mend_it_is_one_click(study, key, quote_id):
    page = open_page("quotes", study, key, "en", quotes_view="export")
    press(page, "Scan for leaks and write")
    assert "tell of fewer than 7 participants" in page.error[0].value
    assert not page.get("download_button")
    press(page, "Look at labels")
    assert page.session_state.quotes_view == "labels"


def test_the_state_that_was_chosen_stays_chosen_while_a_quote_is_open(study, key, quote_id):
    page = open_page("quotes", study, key, "en")
    page.selectbox[0].set_value("removed").run()
    assert "No quote fits." in said(page)
    page.session_state["quote_open"] = quote_id
    page.run()
    press(page, "Back to the list")
    assert (page.selectbox[0].value, "No quote fits." in said(page)) == ("removed", True)
