"""The pages on names, lists and rules, and privacy: every button, in both languages."""

import pytest

from kwalicode.model import IdentifierKind
from kwalicode.store.documents import document_text
from kwalicode.store.sources import get_source
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from kwalicode.workflows.lists import LISTABLE
from kwalicode.workflows.review import apply_review
from kwalicode.workflows.rules import current_settings, import_names, study_names
from kwalicode.workflows.subjects import find_subjects
from test_pages import open_page

PAGES = ["names", "rules", "privacy"]
TITLE = "Gesprek 1"


@pytest.fixture
def named(study, key):
    """A signed-off conversation in which Zoltarra and Quibbel were masked by hand."""
    said = (
        "Femke: Vraag?\nMarloes: Daar zag Wilma Zoltarra de arme Quibbel, en Zoltarra ook.\n"
        "Femke: En toen?\nMarloes: Toen was het klaar.\n"
    )
    preview = with_roles(preview_file("x.txt", said.encode()), ["Femke"], "ambtenaar")
    (source_id,) = import_documents(key, [preview], coder="ana")
    detect_findings(key, source_id, coder="ana")
    with key.read() as db:
        text = get_source(db, source_id).text
    for number, name in enumerate(("Wilma Zoltarra", "Quibbel")):
        start = text.index(name)
        operation = {"id": f"op-{number}", "op": "add", "mark_id": f"m-{number}", "text": name}
        operation |= {"code_id": "person", "start": start, "end": start + len(name)}
        assert apply_review(study, key, source_id, [operation], coder="ana").refused == []
    sign_off(study, key, source_id, coder="ana")
    return source_id


def press(page, label):
    """Press the button of a label, whether it stands in a form or not."""
    (button,) = [button for button in page.button if button.label == label]
    button.click().run()
    assert not page.exception, page.exception


def field(widgets, label):
    (found,) = [widget for widget in widgets if widget.label == label]
    return found


def subject_of(key, name):
    (found,) = [s for s in find_subjects(key) if name in {use.name for use in s.names}]
    return found


def person(key, name):
    return subject_of(key, name).pseudonym


def open_names(study, key, name, **state):
    """The page on names with one person chosen."""
    chosen = str(person(key, name).pseudonym_id)
    return open_page("names", study, key, "en", chosen_subject=chosen, **state)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_on_names_opens_on_an_empty_study(study, key, name, language):
    open_page(name, study, key, language)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_on_names_opens_on_a_document_that_was_signed_off(study, key, named, name, language):
    open_page(name, study, key, language)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_on_names_asks_for_the_key_file(study, key, name):
    assert "sleutelbestand" in open_page(name, study).text_input[0].label


def test_a_person_is_described_joined_separated_and_every_step_taken_back(study, key, named):
    page = open_names(study, key, "Quibbel")
    assert field(page.button, "Undo").disabled is False  # ana marked the names
    field(page.text_input, "Described as").set_value("collega")
    press(page, "Keep this description")
    assert person(key, "Quibbel").description == "collega"
    quibbel, wilma = person(key, "Quibbel"), person(key, "Wilma Zoltarra")
    field(page.selectbox, "Is the same as").set_value(str(wilma.pseudonym_id)).run()
    press(page, "Join")
    assert person(key, "Quibbel").pseudonym_id == wilma.pseudonym_id
    field(page.selectbox, "Someone else is called").set_value("Quibbel").run()
    press(page, "Separate")
    assert person(key, "Quibbel").pseudonym_id not in {wilma.pseudonym_id, quibbel.pseudonym_id}
    for _step in range(2):
        press(page, "Undo")
    assert person(key, "Quibbel") == quibbel
    press(page, "Undo")
    assert person(key, "Quibbel").description == ""


def test_a_description_that_is_refused_is_said_in_the_page(study, key, named):
    page = open_names(study, key, "Quibbel")
    field(page.text_input, "Described as").set_value("broer van Wilma Zoltarra")
    press(page, "Keep this description")
    assert "must not hold a name of the key" in page.error[0].value


def test_a_doubt_is_shown_with_its_reason_and_goes_when_it_is_confirmed(study, key, named):
    with key.write("ana", "doubt") as db:
        db.execute(
            "UPDATE findings SET is_link_sure = 0, link_reason = 'spelling' "
            "WHERE surface = 'Quibbel'"
        )
    page = open_page("names", study, key, "en")
    assert any("spelled a little differently" in text.value for text in page.markdown)
    press(page, "This is right")
    assert not subject_of(key, "Quibbel").in_doubt
    assert any("Everything is confirmed." in text.value for text in page.markdown)


def test_nothing_can_be_taken_back_by_somebody_who_did_nothing(study, key, named):
    page = open_names(study, key, "Quibbel", coder="bo")
    assert field(page.button, "Undo").disabled


def test_the_rules_are_kept_and_documents_signed_off_again_by_them(study, key, named):
    page = open_page("rules", study, key, "en")
    assert page.warning == []
    field(page.selectbox, "Person").set_value("blackened")
    field(page.selectbox, "All other kinds").set_value("blackened")
    field(page.toggle, "Two persons sign off each source").set_value(False)
    field(page.toggle, "Use the learned layer").set_value(False)
    press(page, "Keep these rules")
    settings = current_settings(key)
    assert settings.styles[IdentifierKind.PERSON] == "blackened"
    assert settings.styles[IdentifierKind.IBAN] == "blackened"
    assert IdentifierKind.PLACE not in settings.styles
    assert not settings.learned
    assert "1 document was signed off by other rules" in page.warning[0].value
    press(page, "Sign off again")
    with study.read() as db:
        assert "Daar zag █████ de arme █████" in document_text(db, named)
    assert page.warning == []
    assert field(page.selectbox, "Person").value == "blackened"


def test_an_engine_that_is_not_there_is_refused_in_the_page(study, key):
    page = open_page("rules", study, key, "en")
    field(page.text_input, "Other engines on this computer").set_value("no such engine")
    press(page, "Keep these rules")
    assert page.error
    assert current_settings(key).engines == ""


def test_every_style_is_offered_in_the_words_of_its_kind(study, key):
    page = open_page("rules", study, key, "en")
    options = {box.label: box.options for box in page.selectbox}
    assert options["Place"][0] == "a code: [place 3]"
    assert options["Date"][0] == "a code: [date]"
    assert "a made-up name" in options["Person"]
    assert "a made-up name" not in options["Place"]


def test_a_list_that_is_kept_unchanged_stays_as_it_is(study, key):
    rows = "".join(f"Zoltar{kind.value.title().replace('-', '')},{kind}\n" for kind in LISTABLE)
    import_names(study, key, f"name,kind\n{rows}".encode(), coder="ana")
    before = study_names(key)
    page = open_page("rules", study, key, "en")
    press(page, "Keep this list")
    assert study_names(key) == before
    assert f"The list holds {len(LISTABLE)} names now." in page.success[0].value


def test_a_scan_tells_of_leaks_by_document_and_kind_and_not_by_their_words(study, key, named):
    page = open_page("privacy", study, key, "en")
    press(page, "Scan for leaks")
    assert "Nothing was found" in page.success[0].value
    with study.write("bo", "leak") as db:
        db.execute("UPDATE versions SET text = replace(text, 'de arme', 'Quibbel')")
    press(page, "Scan for leaks")
    assert "1 document may hold identifying text" in page.error[0].value
    leaks = page.dataframe[0].value
    assert leaks.iloc[0].tolist() == [TITLE, "Person", "a name of the key", 1]


def test_the_privacy_page_shows_a_row_for_each_document_and_kind(study, key, named):
    page = open_page("privacy", study, key, "en")
    kinds, documents = (frame.value for frame in page.dataframe)
    assert "Person" in kinds["Kind"].tolist()
    assert documents["Document"].tolist() == [TITLE]
    assert documents["Added by reviewer"].tolist() == [2]
    assert documents["Signed off"].tolist() == [True]
