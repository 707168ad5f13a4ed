"""The page Saturation: first the choice, then the numbers; off when the team wants none."""

from conftest import TEXT
from kwalicode.model import Coding, Document, Turn
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.saturation import find_choices
from test_pages import open_page


def code_two(study):
    with study.write("ana", "fill") as db:
        turns = (Turn(0, len(TEXT), "respondent 4"),)
        second = Document("d2", "Gesprek 2", "interview", "nl", TEXT, turns, 1)
        add_version(db, second, coder="ana", role_labels={"respondent 4": "ambtenaar"})
        for number, (place, code) in enumerate((("d1", "fear"), ("d2", "fear"), ("d2", "work"))):
            add_coding(db, Coding(str(number), place, code, "ana", 17, 20, TEXT[17:20]))


def press(page, label):
    next(button for button in page.button if button.label == label).click()
    page.run()
    assert not page.exception, page.exception


def words(page):
    return "\n".join(one.value for one in (*page.markdown, *page.caption, *page.code))


def test_the_choice_is_stored_before_a_number_is_seen(study, document):
    code_two(study)
    page = open_page("saturation", study, language="en")
    assert "Coverage" not in words(page)
    press(page, "Store this choice and show the result")
    assert "**Coverage: " in words(page)
    assert "before any result was shown" in words(page)
    assert "With fewer than 10" in words(page)
    # 1 - 1/3 with Q1 = Q2 = 1 and T = 2: 1 - 1/3 * 1 / (1 + 2)
    assert "coverage 88.9%; the last 2 brought 2 new codes." in words(
        open_page("overview", study, language="en")
    )


def test_an_order_of_the_teams_own_is_stored_with_the_choice(study, document):
    code_two(study)
    page = open_page("saturation", study, language="en")
    next(box for box in page.selectbox if box.label == "In which order").set_value("own").run()
    press(page, "Store this choice and show the result")
    with study.read() as db:
        assert find_choices(db)[-1].own_order == ("d1", "d2")
    assert "(in an order chosen by the research team)" in words(page)


def test_every_table_opens(study, document):
    code_two(study)
    page = open_page("saturation", study, language="en")
    press(page, "Store this choice and show the result")
    for table in (
        *("settings", "estimates", "once", "categories", "groups", "interviews", "meaning", "then"),
    ):
        open_page("saturation", study, language="en", saturation_table=table)


def test_a_study_that_does_not_count_says_so_and_can_begin_again(study, document):
    code_two(study)
    page = open_page("saturation", study, language="en")
    press(page, "Do not track saturation")
    assert "does not track saturation" in words(page)
    assert "Saturation" not in words(open_page("overview", study, language="en"))
    press(page, "Track saturation")
    assert "First choose" in words(page)
