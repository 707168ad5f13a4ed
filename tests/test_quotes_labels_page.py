"""The view Labels of the page Quotes: what gives too much away is mended or accepted there."""

import pytest
from click.testing import CliRunner

from conftest import PASSPHRASE
from kwalicode.cli import cli
from kwalicode.model import Coding
from kwalicode.store.codings import add_coding
from kwalicode.store.exports import find_exports, get_label_rules
from kwalicode.store.quotes import find_quotes
from kwalicode.workflows.quotes.labels import accept_label, label_findings, remember_export
from kwalicode.workflows.quotes.labels_groups import GroupedQuote
from test_pages import open_page

SAID = "Ik durfde niets te zeggen"


@pytest.fixture
def quoted(study, document):
    """One coded passage of the only participant, labelled 'ambtenaar'."""
    start = document.text.index(SAID)
    with study.write("ana", "code") as db:
        add_coding(db, Coding("k1", "d1", "fear", "ana", start, start + len(SAID), SAID))
    return study


def press(page, label):
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def said(page):
    told = [*page.markdown, *page.caption, *page.success, *page.warning, *page.error]
    return " ".join(one.value for one in told)


def opened(study, language="en"):
    return open_page("quotes", study, language=language, quotes_view="labels")


def quotes_of(study):
    with study.read() as db:
        return [GroupedQuote(one) for one in find_quotes(db)]


def test_a_label_that_too_few_share_is_mended_and_the_step_taken_back(quoted):
    page = opened(quoted)
    shown = said(page)
    assert "**ambtenaar** · 1 participant in the study could be named so" in shown
    assert "beside 1 quote" in shown
    press(page, "Leave the label out")
    assert "No quote has a role label yet" in said(page)
    press(page, "Undo")
    assert "**ambtenaar**" in said(page)


def test_it_stands_with_a_reason_and_never_without(quoted):
    page = opened(quoted)
    press(page, "Accept with this reason")
    assert "Write why this may go out" in said(page)
    next(one for one in page.text_input if one.label == "Why may it go out?").set_value("ok").run()
    press(page, "Accept with this reason")
    assert "Accepted: ok" in said(page)
    assert "or was accepted." in page.success[0].value


def test_differences_from_earlier_exports_are_shown_with_their_day_and_accepted(quoted):
    (failing,) = label_findings(quoted, quotes_of(quoted)).failing
    accept_label(quoted, failing, "ok", coder="ana")
    remember_export(quoted, quotes_of(quoted), coder="ana")
    with quoted.write("ana", "more", undoable=False) as db:
        db.execute("UPDATE exports SET cells = '{\"label|ambtenaar\": 3}'")
    page = opened(quoted)
    rows = page.dataframe[0].value
    assert rows["Number of participants"].tolist() == ["label: ambtenaar"]
    assert rows["Differs by"].tolist() == [2]
    assert rows["Earlier export"][0].endswith(" · ana")
    reason = [one for one in page.text_input if one.label == "Why may it go out?"][-1]
    reason.set_value("old file is gone").run()
    press(page, "Accept all with this reason")
    remember_export(quoted, quotes_of(quoted), coder="ana")
    with quoted.read() as db:
        assert find_exports(db)[-1].reason == "ok; old file is gone"


def test_the_rules_are_of_the_study(quoted):
    page = opened(quoted)
    field = next(one for one in page.number_input if one.label == "Participants per label")
    field.set_value(5).run()
    press(page, "Store these rules")
    with quoted.read() as db:
        assert get_label_rules(db).k == 5


def test_the_command_prints_what_fails_and_what_mends_it(quoted, monkeypatch):
    monkeypatch.setenv("KWALICODE_PASSPHRASE", PASSPHRASE)
    result = CliRunner().invoke(cli, ["labels", str(quoted.path)])
    assert result.exit_code == 1
    assert "ambtenaar\t1\t1\tleave out" in result.output
    assert "participants share: 1" in result.output
