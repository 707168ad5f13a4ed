"""The page Member check: reports, codings whose words changed, barred passages."""

from datetime import date
from uuid import uuid4

import pytest

from kwalicode.model import Answer, Coding
from kwalicode.store.anchor_checks import find_checks
from kwalicode.store.barred import find_barred
from kwalicode.store.codings import add_coding, find_codings
from kwalicode.store.documents import get_document
from kwalicode.store.reports import find_reports
from kwalicode.store.sources import find_speakers, get_source
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import import_documents, preview_file, with_roles
from kwalicode.workflows.member_answers import store_answers
from kwalicode.workflows.member_check import send_report
from test_pages import open_page

TALK = (
    "Femke: Hoe was dat?\nMarloes: Hij schreeuwde vaak tegen mij.\nFemke: En toen?\nMarloes: Niets."
)


@pytest.fixture
def interview(study, key):
    preview = with_roles(preview_file("x.txt", TALK.encode()), ["Femke"], "ambtenaar")
    (source_id,) = import_documents(key, [preview], coder="ana")
    detect_findings(key, source_id, coder="ana")
    sign_off(study, key, source_id, coder="ana")
    return source_id


@pytest.fixture
def report(study, key, interview):
    with key.read() as db:
        (_, pseudonym_id) = find_speakers(db, interview)["Marloes"]
    dates = (date(2026, 1, 5), date(2026, 1, 19))
    recipient = (interview, pseudonym_id)
    return send_report(study, key, recipient, style="pseudonymised", dates=dates, coder="ana")


def choose_first(page):
    """Select the first row, as a click on it does."""
    page.session_state["reports_table"] = {"selection": {"rows": [0], "columns": []}}
    return page.run()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", ["reports", "codings", "passages"])
def test_every_view_opens_on_an_empty_study(study, key, view, language):
    open_page("member_check", study, key, language, member_check_view=view)


def test_a_report_is_made_and_told_of(study, key, interview):
    page = choose_first(open_page("member_check", study, key, "en"))
    next(b for b in page.button if b.label == "Make the report").click().run()
    assert "1 of 1 reports sent, 0 answered." in page.markdown[1].value
    with key.read() as db:
        assert [one.style for one in find_reports(db)] == ["pseudonymised"]


def test_an_answer_by_hand_changes_the_source_and_bars_at_once(study, key, interview, report):
    page = choose_first(open_page("member_check", study, key, "en"))
    assert "**1** is overdue." in page.markdown[1].value
    page.segmented_control(key=f"answer_{report}").set_value("hand").run()
    page.selectbox(key=f"number_{report}").set_value(2).run()
    assert page.text_area[0].value == "Hij schreeuwde vaak tegen mij."
    page.text_area[0].set_value("Hij schreeuwde soms tegen mij.")
    page.text_input(key="words_Not for quotes").set_value("tegen mij")
    next(b for b in page.button if b.label == "Store the answer").click().run()
    assert "review of this interview is open again" in page.success[0].value
    with key.read() as db:
        assert "soms tegen mij" in get_source(db, interview).text
    with study.read() as db:
        assert [(b.text, b.bars) for b in find_barred(db)] == [("tegen mij", "quotes")]


@pytest.fixture
def waiting(study, key, interview, report):
    """A coding whose words a correction changed."""
    with study.write("ana", "code") as db:
        text = get_document(db, interview).text
        start = text.index("schreeuwde vaak")
        span = (start, start + 15, text[start : start + 15])
        add_coding(db, Coding(str(uuid4()), interview, None, "ana", *span))
    answer = Answer(2, "Hij schreeuwde soms tegen mij.", no_quotes="soms")
    store_answers(study, key, report, [answer], on_date=date(2026, 1, 9), coder="ana")
    sign_off(study, key, interview, coder="ana")


def listed(study):
    with study.read() as db:
        return len(find_checks(db, coder="ana"))


@pytest.mark.parametrize("act", ["check", "delete"])
def test_a_listed_coding_is_kept_or_deleted_and_that_is_undone(study, key, interview, waiting, act):
    page = open_page("member_check", study, key, "en", member_check_view="codings")
    words = [element.proto.body for element in page.get("html")]
    assert words == [
        "<p class='kw-before'>schreeuwde <del>vaak</del></p>",
        "<p class='kw-now'>schreeuwde <ins>soms</ins></p>",
    ]
    next(b for b in page.button if (b.key or "").startswith(f"{act}_")).click().run()
    with study.read() as db:
        assert len(find_codings(db, interview)) == (act == "check")
    assert listed(study) == 0
    page.button[0].click().run()
    assert listed(study) == 1


def test_a_listed_coding_is_shown_above_the_reader_until_it_is_placed(study, key, waiting):
    with study.read() as db:
        (check,) = find_checks(db, coder="ana")
    from kwalicode.ui.pages.member_check.place import Asked

    asked = Asked("r1", check)
    page = open_page("coding", study, key, "en", coding_to_place=asked)
    assert "press w" in page.info[0].value
    assert "schreeuwde vaak" in page.info[0].value


def test_barred_passages_are_listed_and_lifted(study, key, waiting):
    page = open_page("member_check", study, key, "en", member_check_view="passages")
    with study.read() as db:
        ids = tuple(one.barred_id for one in find_barred(db))
    rows = {"selection": {"rows": [0], "columns": []}}
    page.session_state[f"barred_{hash(ids)}"] = rows
    page.run()
    page.button[0].click().run()
    with study.read() as db:
        assert find_barred(db) == []
