"""A report goes to a participant, comes back, and what they say is done."""

import io
import zipfile
from datetime import date

import docx
import pytest

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Answer
from kwalicode.store.barred import find_barred
from kwalicode.store.documents import get_document
from kwalicode.store.history import undo
from kwalicode.store.source_versions import find_source_versions
from kwalicode.store.sources import find_speakers, get_source
from kwalicode.workflows.barring import delete_checked, find_checks, keep_here
from kwalicode.workflows.coding import apply_coding
from kwalicode.workflows.member_answers import store_answers
from kwalicode.workflows.member_check import (
    read_answers,
    remind,
    report_file,
    send_report,
    standings,
)

TODAY, DUE = date(2026, 11, 2), date(2026, 11, 16)
LINES = ("Ik werk sinds 2014 met Jan de Vries.", "Hij schreeuwde vaak tegen mij.", "Dat was zwaar.")
CORRECTION, NO_ANALYSIS, ADDITION, NO_QUOTES = (1, 1), (1, 3), (2, 1), (2, 3)
"""Row and column of the fields in the table of a paragraph."""


@pytest.fixture
def sent(study, key, bring, decide, release):
    """A signed-off interview and a report of it in one of the styles."""

    def sent(*lines, style="pseudonymised", label="Marloes"):
        source_id = bring(*(lines or LINES), label=label)
        if not lines:
            decide(source_id, "accept", "Jan de Vries")
        release(source_id)
        with key.read() as db:
            ids = {label: pid for label, (_, pid) in find_speakers(db, source_id).items()}
        report_id = send_report(
            study, key, (source_id, ids[label]), style=style, dates=(TODAY, DUE), coder="ana"
        )
        return source_id, report_id

    return sent


@pytest.fixture
def fill(key):
    """Fill fields of the file of a report: paragraph, place in its table, words."""

    def fill(report_id, *fields):
        document = docx.Document(io.BytesIO(report_file(key, report_id, TODAY)))
        for number, (row, column), words in fields:
            document.tables[number].cell(row, column).text = words
        return saved(document)

    return fill


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def store(study, key):
    return lambda report_id, answers: store_answers(
        study, key, report_id, answers, on_date=DUE, coder="ana"
    )


def shown_in(content):
    return [table.cell(0, 1).text for table in docx.Document(io.BytesIO(content)).tables[1:]]


def test_a_report_shows_the_participant_their_own_text_with_masks_or_without(sent, key, study):
    source_id, report_id = sent()
    with study.read() as db:
        words = get_document(db, source_id).text
    assert "\n".join(shown_in(report_file(key, report_id, TODAY))) == words
    assert "Jan de Vries" not in words
    _, raw_id = sent(style="raw", label="Roos Bakker")
    assert "Jan de Vries" in " ".join(shown_in(report_file(key, raw_id, TODAY)))


def test_a_correction_reaches_the_raw_text_and_leaves_what_is_masked(sent, fill, store, key, raw):
    source_id, report_id = sent()
    with_masks = shown_in(report_file(key, report_id, TODAY))[1]
    content = fill(
        report_id,
        (2, CORRECTION, with_masks.replace("2014", "2015")),
        (4, ADDITION, "Ook tegen anderen."),
        (6, (0, 1), "Dat was heel zwaar."),  # changed in the text itself
    )
    answers = read_answers(key, report_id, content)
    assert [answer.number for answer in answers] == [2, 4, 6]
    assert store(report_id, answers) == (3, 0)
    text = raw(source_id)
    assert "Ik werk sinds 2015 met Jan de Vries." in text
    assert "Hij schreeuwde vaak tegen mij.\nOok tegen anderen." in text
    assert "Dat was heel zwaar." in text
    with key.read() as db:
        source = get_source(db, source_id)
        (version,) = find_source_versions(db, source_id)
    assert "sinds 2014 met" in version.text
    assert "\n".join(text[t.start : t.end] for t in source.turns) == text
    assert [t.speaker for t in source.turns] == ["Femke", "Marloes"] * 4


def test_codings_follow_a_correction_or_are_listed(sent, store, study, code, coded, release):
    source_id, report_id = sent()
    for words in ("Hij schreeuwde vaak", "tegen mij", "Dat was zwaar."):
        code(source_id, words)
    store(report_id, [Answer(4, "Hij sprak vaak tegen mij."), Answer(6, "Het ging wel.")])
    assert coded(source_id) == ["Hij schreeuwde vaak", "tegen mij", "Dat was zwaar."]
    release(source_id)
    assert "tegen mij" in coded(source_id)
    checks = {check.before: check for check in find_checks(study, coder="bo")}
    assert checks.keys() == {"Hij schreeuwde vaak", "Dat was zwaar."}
    assert checks["Hij schreeuwde vaak"].words == "Hij sprak vaak"
    keep_here(study, checks["Hij schreeuwde vaak"].coding_id, "Hij sprak vaak", coder="bo")
    delete_checked(study, checks["Dat was zwaar."].coding_id, coder="bo")
    assert find_checks(study, coder="bo") == []
    assert undo(study, "bo")
    assert [check.before for check in find_checks(study, coder="bo")] == ["Dat was zwaar."]
    assert undo(study, "bo")
    assert {check.before for check in find_checks(study, coder="bo")} == checks.keys()


def test_a_listed_coding_is_moved_to_a_selection_in_one_step(sent, store, study, code, release):
    source_id, report_id = sent()
    code(source_id, "Dat was zwaar.")
    store(report_id, [Answer(6, "Het ging wel.")])
    text = release(source_id).text
    (check,) = find_checks(study, coder="bo")
    start = text.index("tegen mij")
    place = {"start": start, "end": start + 9, "text": "tegen mij"}
    operation = {"id": "o1", "op": "place", "mark_id": check.coding_id, **place}
    assert apply_coding(study, source_id, [operation], coder="bo") == (["o1"], [])
    assert find_checks(study, coder="bo") == []
    assert undo(study, "bo")
    assert find_checks(study, coder="bo") == [check]


def test_barred_passages_are_barred_at_once_and_stay_so(sent, fill, store, key, study, release):
    source_id, report_id = sent()
    content = fill(
        report_id,
        (2, NO_QUOTES, "☒"),
        (4, NO_ANALYSIS, "☐ schreeuwde   vaak"),
        (6, NO_ANALYSIS, "x"),
        (6, CORRECTION, "Dat was te zwaar."),
    )
    assert store(report_id, read_answers(key, report_id, content)) == (1, 3)

    def barred():
        with study.read() as db:
            text = get_document(db, source_id).text
            assert all(text[b.start : b.end] == b.text for b in find_barred(db))
            return [(b.text, b.bars) for b in find_barred(db)][1:]

    assert barred() == [("schreeuwde vaak", "analysis"), ("Dat was zwaar.", "analysis")]
    release(source_id)
    assert barred() == [("schreeuwde vaak", "analysis"), ("Dat was te zwaar.", "analysis")]


def test_words_that_are_not_in_the_paragraph_bar_all_of_it(sent, store, study):
    _, report_id = sent()
    store(report_id, [Answer(4, no_quotes="iets over schreeuwen")])
    with study.read() as db:
        (passage,) = find_barred(db)
    assert (passage.text, passage.bars) == ("Hij schreeuwde vaak tegen mij.", "quotes")


def test_the_list_tells_who_has_to_answer_and_who_is_late(sent, store, study, key):
    _, report_id = sent()

    def state(today):
        (one,) = standings(study, key, today)
        return one.report.reminded_on, one.report.answered_on, one.is_overdue, one.can_send

    assert state(DUE) == ("", "", False, False)
    assert state(date(2026, 11, 17)) == ("", "", True, False)
    remind(key, report_id, DUE, coder="ana")
    store(report_id, [])
    assert state(date(2026, 11, 17)) == ("2026-11-16", "2026-11-16", False, False)
    with pytest.raises(ConflictError, match="answered already"):
        remind(key, report_id, DUE, coder="ana")


def refused(act):
    with pytest.raises((InputError, ConflictError)) as caught:
        act()
    return str(caught.value)


def test_a_file_that_is_no_answer_to_this_report_is_refused(sent, fill, key, store, release, study):
    source_id, report_id = sent()
    _, other_id = sent("Een heel ander gesprek.", label="Roos Bakker")
    content = fill(report_id, (4, CORRECTION, "Hij zweeg."))
    assert "of another participant" in refused(lambda: read_answers(key, other_id, content))
    assert "Nothing is filled in" in refused(lambda: read_answers(key, report_id, fill(report_id)))
    numbered = docx.Document(io.BytesIO(content))
    numbered.tables[4].cell(1, 0).text = "5 · Moet zijn"
    assert "at paragraph 4" in refused(lambda: read_answers(key, report_id, saved(numbered)))
    shorter = docx.Document(io.BytesIO(content))
    table = shorter.tables[3]._element
    table.getparent().remove(table)
    assert "are not those" in refused(lambda: read_answers(key, report_id, saved(shorter)))
    both = fill(report_id, (4, CORRECTION, "Hij zweeg."), (4, (0, 1), "Hij sprak."))
    assert "Paragraph 4" in refused(lambda: read_answers(key, report_id, both))
    for wrong in (b"", b"geen docx", content[:900], saved(docx.Document())):
        assert refused(lambda wrong=wrong: read_answers(key, report_id, wrong))
    store(report_id, read_answers(key, report_id, content))
    release(source_id)
    with key.read() as db:
        (_, pseudonym_id) = find_speakers(db, source_id)["Marloes"]
    newer_id = send_report(
        study, key, (source_id, pseudonym_id), style="raw", dates=(TODAY, DUE), coder="ana"
    )
    assert "another version" in refused(lambda: read_answers(key, newer_id, content))


def test_a_file_with_macros_is_refused(sent, fill, key):
    _, report_id = sent()
    file = io.BytesIO(fill(report_id, (4, CORRECTION, "Hij zweeg.")))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen()")
    assert "macros" in refused(lambda: read_answers(key, report_id, file.getvalue()))


def test_an_answer_that_cannot_be_stored_stores_nothing(sent, store, study, key, raw):
    source_id, report_id = sent()
    bars = Answer(2, no_analysis="")
    assert "is empty" in refused(lambda: store(report_id, [bars, Answer(4)]))
    assert "no paragraph 99" in refused(lambda: store(report_id, [bars, Answer(99, "x")]))
    assert "twice" in refused(lambda: store(report_id, [bars, bars]))
    store(report_id, [Answer(4, "Hij schreeuwde nooit.")])
    text = raw(source_id)
    again = [bars, Answer(4, "Hij schreeuwde altijd.")]
    assert "since this report was sent" in refused(lambda: store(report_id, again))
    assert raw(source_id) == text
    with study.read() as db:
        assert find_barred(db) == []


def test_a_report_of_what_is_not_signed_off_is_refused(study, key, bring):
    source_id = bring("Nog niet vrij.")
    with key.read() as db:
        (_, pseudonym_id) = find_speakers(db, source_id)["Marloes"]
    recipient, dates = (source_id, pseudonym_id), (TODAY, DUE)
    assert "not signed off yet" in refused(
        lambda: send_report(study, key, recipient, style="raw", dates=dates, coder="ana")
    )


def test_what_was_masked_stays_masked_where_a_correction_changes_it(sent, store, found, release):
    source_id, report_id = sent(style="raw")
    store(report_id, [Answer(2, "Ik werk sinds 2014 met Jan van Vries."), Answer(4, "Nee, hij.")])
    (again,) = found(source_id, "Jan van Vries")
    assert (again.state, again.recognizer) == ("proposed", "corrected passage")
    assert "Vries" not in release(source_id).text
