import pytest

from kwalicode.errors import InputError, LeakError
from kwalicode.model import Coding
from kwalicode.store.codings import add_coding
from kwalicode.store.memos import Wanted
from kwalicode.workflows.deidentify import sign_off
from kwalicode.workflows.leak_words import scan_words
from kwalicode.workflows.memos import (
    change_memo,
    delete_memo,
    export_memos,
    mark_asked,
    memo_targets,
    memo_words,
    memos_page,
    take_back,
    write_memo,
)


def shown(study, wanted=Wanted(), coder="ana"):  # noqa: B008
    page = memos_page(study, wanted, coder=coder)
    return [placed.memo.text for placed in page.memos], page.n_all, page.n_open


def test_the_page_counts_all_and_shows_what_is_wanted(study, document):
    first = write_memo(study, "question", ("code", "fear"), "Waarom?", coder="ana")
    write_memo(study, "method", ("study", ""), "Kort gesprek", coder="bo")
    assert shown(study) == (["Kort gesprek", "Waarom?"], 2, 1)
    assert shown(study, Wanted(coder="bo")) == (["Kort gesprek"], 2, 1)
    mark_asked(study, first, is_done=True, coder="ana")
    assert shown(study, Wanted(is_open=True)) == ([], 2, 0)
    assert memos_page(study, Wanted(), coder="ana").writers == ["ana", "bo"]


def test_only_what_is_there_can_be_chosen_to_write_about(study, document):
    targets = memo_targets(study)
    assert set(targets) == {"study", "document", "case", "code"}
    assert targets["document"] == {"d1": "Gesprek 1"}


def test_each_act_is_taken_back_on_its_own(study, document):
    memo_id = write_memo(study, "question", ("document", "d1"), "Waarom?", coder="ana")
    change_memo(study, memo_id, "question", "Waarom niet?", coder="ana")
    mark_asked(study, memo_id, is_done=True, coder="ana")
    delete_memo(study, memo_id, coder="ana")
    steps = []
    while take_back(study, coder="ana") and memos_page(study, Wanted(), coder="ana").memos:
        (placed,) = memos_page(study, Wanted(), coder="ana").memos
        steps.append((placed.memo.text, placed.memo.is_done))
    assert steps == [("Waarom niet?", True), ("Waarom niet?", False), ("Waarom?", False)]


@pytest.fixture
def reviewed(study, key, bring, decide):
    """A signed-off conversation in which a name was masked."""
    source_id = bring("Zoltarra belde.")
    decide(source_id, "accept", "Zoltarra")
    return sign_off(study, key, source_id, coder="ana")


def test_a_memo_with_a_name_of_the_key_does_not_leave_the_study(study, key, reviewed):
    write_memo(study, "reflexive", ("study", ""), "Ik dacht aan Zoltarra", coder="ana")
    found = memos_page(study, Wanted(), coder="ana").memos
    (leaky,) = scan_words(key, memo_words(found))
    (leak,) = leaky.leaks
    assert leaky.text[leak.start : leak.end] == "Zoltarra"
    with pytest.raises(LeakError, match="in this file that hold identifying text: 1") as refused:
        export_memos(study, key, "memos", language="nl", coder="ana")
    assert "Zoltarra" not in str(refused.value)
    sheet = export_memos(study, key, "questions", language="nl", coder="ana")
    assert b"Zoltarra" not in sheet.content


def test_memos_and_questions_are_written_as_markdown(study, key, document):
    with study.write("ana", "code") as db:
        add_coding(db, Coding("m1", "d1", "fear", "ana", 0, 16, document.text[:16]))
    write_memo(study, "question", ("coding", "m1"), "Wie *wel*?", coder="ana")
    asked = write_memo(study, "question", ("code", "fear"), "Al gedaan?", coder="ana")
    mark_asked(study, asked, is_done=True, coder="ana")
    every = export_memos(study, key, "memos", language="en", coder="ana").content.decode()
    assert every.index("Wie \\*wel\\*?") < every.index("Al gedaan?")
    assert "### Coding fear\n\n> Hoe is het hier?" in every
    sheet = export_memos(study, key, "questions", language="nl", coder="ana").content.decode()
    assert "- [ ] Wie \\*wel\\*?\n  *Naar aanleiding van codering fear*" in sheet
    assert "Hoe is het hier" not in sheet
    assert "Al gedaan" not in sheet
    with pytest.raises(InputError, match="'memos' or 'questions'"):
        export_memos(study, key, "everything", language="nl", coder="ana")
