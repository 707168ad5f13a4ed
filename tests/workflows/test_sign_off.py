import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest

from kwalicode.errors import ConflictError, NotFoundError
from kwalicode.model import Finding, IdentifierKind
from kwalicode.store.documents import get_document
from kwalicode.store.findings import add_findings
from kwalicode.store.findings import decide as decide_finding
from kwalicode.workflows.deidentify import sign_off
from kwalicode.workflows.review import is_signed_off

WORDS = "Daar werkt Jan de Vries, en zijn moeder zag Zwaan, en daarna in Utrecht."
LINE = "Daar zag ik de krullenbol lachen."


@pytest.fixture
def signed_off(study, key):
    """Tell whether the newest review of a source is signed off."""
    return lambda source_id: is_signed_off(study, key, source_id)


@pytest.fixture
def crash(study):
    """Let one kind of change of the study file fail, as a crash at that moment would."""

    @contextmanager
    def crash(event):
        says = "BEGIN SELECT RAISE(FAIL, 'gone'); END"
        with study.write("bo", "holds") as db:
            db.execute(f"CREATE TRIGGER crash BEFORE {event} {says}")
        with pytest.raises(ConflictError, match="nothing was stored") as caught:
            yield
        assert str(caught.value.__cause__) == "gone"
        with study.write("bo", "holds") as db:
            db.execute("DROP TRIGGER crash")

    return crash


def test_a_source_must_be_looked_through_before_it_is_signed_off(bring, release, study):
    source_id = bring(WORDS, detect=False)
    with pytest.raises(ConflictError, match="'Gesprek 1' was not looked through yet"):
        release(source_id)
    with study.read() as db, pytest.raises(NotFoundError):
        get_document(db, source_id)


def test_a_second_sign_off_without_a_change_is_refused(bring, release, study):
    source_id = bring(WORDS)
    document = release(source_id)
    with pytest.raises(ConflictError, match="'Gesprek 1' is signed off already"):
        release(source_id)
    with study.read() as db:
        assert get_document(db, source_id) == document


def test_a_kind_that_the_reviewer_changed_and_left_open_is_kept_by_the_sign_off(
    bring, decide, found, release
):
    source_id = bring("Dus Zoltarra zei het.")
    assert found(source_id, "Zoltarra")[0].kind != "organisation"
    decide(source_id, "recode", "Zoltarra", code_id="organisation")
    assert re.search(r"Dus \[organisatie \d+\] zei het\.", release(source_id).text)
    assert found(source_id, "Zoltarra")[0].kind == "organisation"


def test_a_decision_after_sign_off_opens_the_next_review_and_the_study_waits(
    bring, decide, add, release, signed_off, study
):
    source_id = bring(WORDS)
    before = release(source_id)
    assert signed_off(source_id)
    decide(source_id, "refuse", "Utrecht")
    add(source_id, "moeder")
    assert not signed_off(source_id)
    with study.read() as db:
        assert get_document(db, source_id) == before
    after = release(source_id)
    assert (before.version, after.version) == (1, 2)
    assert "Utrecht" in after.text
    assert "moeder" not in after.text
    with study.read() as db:
        assert get_document(db, source_id) == after


def test_a_decision_opens_every_source_it_touches_and_no_other(bring, add, release, signed_off):
    ids = [bring("Dat zei de krullenbol nog."), bring("De krullenbol lachte."), bring("Niets.")]
    for source_id in ids:
        release(source_id)
    add(ids[2], "Niets")
    assert [signed_off(s) for s in ids] == [True, True, False]
    release(ids[2])
    add(ids[0], "krullenbol", everywhere=True)
    assert [signed_off(s) for s in ids] == [False, False, True]
    assert all("krullenbol" not in release(s).text for s in ids[:2])


def test_a_decision_that_is_taken_back_after_its_sign_off_opens_the_next_review(
    bring, add, send, release, signed_off
):
    source_id = bring(LINE)
    add(source_id, "krullenbol")
    release(source_id)
    assert send(source_id, "undo") == []
    assert not signed_off(source_id)
    assert "krullenbol" in release(source_id).text


def test_a_decision_of_a_later_review_can_be_taken_back_and_done_again_after_its_sign_off(
    bring, add, send, release, signed_off
):
    source_id = bring(LINE)
    release(source_id)
    add(source_id, "krullenbol")
    release(source_id)
    assert send(source_id, "undo") == []
    assert not signed_off(source_id)
    assert send(source_id, "redo") == []
    assert "krullenbol" not in release(source_id).text
    assert send(source_id, "undo") == []
    document = release(source_id)
    assert "krullenbol" in document.text
    assert document.version == 4


def test_two_reviewers_who_sign_off_at_once_move_the_codings_once(
    study, key, *, bring, add, release, code, coded
):
    source_id = bring(LINE)
    release(source_id)
    code(source_id, "lachen")
    code(source_id, "Nou ja")
    add(source_id, "krullenbol")
    start = Barrier(2)

    def sign(coder):
        start.wait()
        try:
            return sign_off(study, key, source_id, coder=coder).version
        except ConflictError:
            return "refused"

    with ThreadPoolExecutor(2) as pool:
        outcomes = set(pool.map(sign, ["ana", "bo"]))
    assert coded(source_id) == ["lachen", "Nou ja"]
    assert outcomes == {2, "refused"}


def test_a_crash_between_the_two_files_leaves_a_review_that_can_be_signed_off_again(
    study, *, bring, decide, release, found, signed_off, crash
):
    source_id = bring(WORDS)
    with crash("INSERT ON versions"):
        release(source_id)
    with study.read() as db:
        assert db.execute("SELECT count(*) FROM documents").fetchone()[0] == 0
    assert not signed_off(source_id)
    assert {finding.state for finding in found(source_id)} == {"accepted"}
    decide(source_id, "refuse", "Utrecht")
    document = release(source_id)
    assert document.version == 1
    assert "Utrecht" in document.text
    assert signed_off(source_id)


def test_a_crash_in_a_later_review_keeps_the_old_text_and_its_codings(
    study, *, bring, add, release, code, coded, signed_off, crash
):
    source_id = bring(WORDS)
    old = release(source_id)
    code(source_id, "Nou ja.")
    add(source_id, "Daar")
    with crash("UPDATE ON codings"):
        release(source_id)
    with study.read() as db:
        assert get_document(db, source_id) == old
    assert not signed_off(source_id)
    assert coded(source_id) == ["Nou ja."]
    assert release(source_id).version == 2
    assert coded(source_id) == ["Nou ja."]


def test_what_another_reviewer_marked_since_stays_masked_when_undo_cannot_be_done(
    bring, add, send, release
):
    source_id = bring("Daar zag Jan de Vries mij.")
    add(source_id, "zag Jan")  # leaves only the rest of 'Jan de Vries'
    add(source_id, "Vries", coder="bo")
    (sentence,) = send(source_id, "undo")
    assert sentence.startswith("This was changed again since")
    assert not re.search("zag|Jan|Vries", release(source_id).text)


def test_accepted_findings_that_overlap_are_each_masked_in_their_own_part(bring, raw, release, key):
    source_id = bring("Daar liep de krullenbol van hiernaast langs.")
    start = raw(source_id).index("krullenbol")
    spans = [(start, start + 14), (start + 11, start + 24)]
    overlapping = [Finding(*span, IdentifierKind.PLATE, 1.0, "reviewer") for span in spans]
    with key.write("ana", "overlap") as db:
        for finding_id in add_findings(db, source_id, raw(source_id), overlapping):
            decide_finding(db, finding_id, "accepted")
    assert "Daar liep de [kenteken] [kenteken] langs." in release(source_id).text


def test_marking_everywhere_uncovers_nothing_that_was_masked_elsewhere(bring, add, release):
    first, second = bring("Dat is Dijkstra Bouw, zei hij."), bring("Dat zei Henk Dijkstra Bouw.")
    add(second, "Henk Dijkstra")
    add(first, "Dijkstra Bouw", "organisation", everywhere=True)
    assert not re.search("Henk|Dijkstra|Bouw", release(second).text)
