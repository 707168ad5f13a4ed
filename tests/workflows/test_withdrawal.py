"""Who withdraws is gone from both files, and everybody else stands where they stood."""

import re
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from kwalicode.errors import ConflictError, NotFoundError
from kwalicode.model.quote_sheets import SheetAnswer
from kwalicode.model.quotes import QuoteChange
from kwalicode.store.codebook import find_codes
from kwalicode.store.codings import find_codings
from kwalicode.store.documents import get_document
from kwalicode.store.history import redo, undo
from kwalicode.store.key import Key
from kwalicode.store.log import find_log
from kwalicode.store.quote_register import find_registered
from kwalicode.store.quote_sheets import find_sheets
from kwalicode.store.source_versions import replace_text
from kwalicode.store.sources import find_sources, get_source
from kwalicode.workflows.overview import document_states
from kwalicode.workflows.quotes.picking import make_quote, make_quotes
from kwalicode.workflows.quotes.register import adapt, set_state
from kwalicode.workflows.quotes.sheet_answers import store_answers
from kwalicode.workflows.quotes.sheets import Sending, remind, send_sheets, sheet_standings
from kwalicode.workflows.rights import dossier
from kwalicode.workflows.withdrawal.withdraw import (
    choose_policy,
    find_by_code,
    preview_withdrawal,
    withdraw,
)
from workflows.decrypted import decrypted
from workflows.stored import tables_with
from workflows.team import NAME, OWN, SHORT

GONE = (*OWN, "krullenbol", "gele laarzen", NAME, SHORT, "Marloes", "zonder@example.org")


def whole(file) -> bytes:
    """The decrypted bytes of a file, with those of its log and of pages that nothing refers to."""
    with file.alone() as db:
        db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    stored = decrypted(file)
    assert b"CREATE TABLE" in stored
    return stored


def left(study, key, wanted=GONE):
    """Which of some words stand anywhere in the two files, as tables or as bytes."""
    stored = whole(study) + whole(key)
    folded = stored.lower()
    return {word for word in wanted if word.encode() in stored or word.lower().encode() in folded}


@pytest.fixture
def study(team_study):
    return team_study


@pytest.fixture
def key(team_key):
    return team_key


def test_nothing_of_who_withdraws_is_left_in_the_bytes_of_either_file(study, key, person, tmp_path):
    for file in (study, key):
        shutil.copy2(file.path, file.path.with_suffix(file.path.suffix + ".bak"))
    shutil.copy2(study.path, tmp_path / "study (kopie).kwali")
    assert left(study, key) >= {*OWN[:2], NAME, "zonder@example.org"}
    done = withdraw(study, key, person, coder="ana")
    assert left(study, key) == set()
    for file in (study, key):
        log = file.path.with_name(file.path.name + "-wal")
        assert not log.exists() or log.stat().st_size == 0
    assert (done.n_documents, done.n_cut) == (1, 1)
    assert done.copies == ("study (kopie).kwali",)
    assert not list(tmp_path.glob("*.bak"))


def test_neither_undo_nor_redo_brings_it_back(study, key, person, tmp_path):
    withdraw(study, key, person, coder="ana")
    for file in (study, key):
        for coder in ("ana", "bo"):
            for step in (redo, undo, undo, redo):
                # What is refused brings nothing back either.
                with suppress(ConflictError):
                    step(file, coder)
    assert tables_with(study, "krullenbol", "gele laarzen", SHORT) == set()
    assert tables_with(key, "krullenbol", "gele laarzen", SHORT) == set()


def test_others_keep_their_words_and_codings_and_counts_follow(study, key, person, sources, coded):
    before = {state.document_id: state.n_codings for state in document_states(study, key)}
    assert before == {sources[0]: 1, sources[1]: 2, sources[2]: 1}
    withdraw(study, key, person, coder="ana")
    after = {
        state.document_id: (state.state, state.n_codings) for state in document_states(study, key)
    }
    assert after == {sources[1]: ("coded", 1), sources[2]: ("coded", 1)}
    assert coded(sources[1]) == ["Iedereen lachte daar"]
    assert coded(sources[2]) == ["zette thee"]
    with study.read() as db:
        group = get_document(db, sources[1])
        assert [group.text[t.start : t.end] for t in group.turns] == [
            "Hoe was het overleg?",
            "Wij zaten met z'n allen in de grote zaal.",
            "Iedereen lachte daar nog weken om.",
            "Dank jullie wel.",
        ]
        assert {code.name for code in find_codes(db)} == {"angst", "vluchten", "[…] 1"}
        example = next(code.example for code in find_codes(db) if code.code_id == "q")
        assert example == "Bijvoorbeeld: '[…].'"
        memos = dict(db.execute("SELECT id, text FROM memos").fetchall())
        assert memos == {"m3": "Vergelijk: […]. Sterk."}
        assert db.execute(
            "SELECT count(*) FROM cases WHERE id = ?", [person.pseudonym]
        ).fetchone() == (0,)


def test_who_is_named_by_others_becomes_a_number_that_points_at_nobody(
    study, key, person, sources, found
):
    withdraw(study, key, person, coder="ana")
    with study.read() as db:
        text = get_document(db, sources[2]).text
    numbers = re.findall(r"\[subject (\d+)\]", text)
    assert len(numbers) == 2
    assert len(set(numbers)) == 1
    assert person.pseudonym not in text
    with key.read() as db:
        assert get_source(db, sources[2]).text == text.replace(
            re.findall(r"\[[^\]]+\]", text)[0], f"[subject {numbers[0]}]"
        )
    assert [
        f for f in found(sources[2]) if f.pseudonym and f.pseudonym.number == int(numbers[0])
    ] == []


def test_the_source_can_be_signed_off_again(  # noqa: PLR0917
    study, key, person, sources, add, release, coded
):
    withdraw(study, key, person, coder="ana")
    add(sources[1], "grote zaal", "place")
    add(sources[2], "thee", "place")
    assert "[plaats" in release(sources[1]).text
    release(sources[2])
    assert coded(sources[1]) == ["Iedereen lachte daar"]
    assert [re.sub(r"\d+", "1", words) for words in coded(sources[2])] == ["zette [plaats 1]"]


def test_one_line_without_personal_data_stays(study, key, person):
    withdraw(study, key, person, coder="ana")
    with study.read() as db:
        (line,) = find_log(db)
    assert (line.coder, line.act) == ("ana", "withdrawal")
    assert dict(line.details) == {"policy": "delete all", "documents": 1, "in part": 1}
    with key.read() as db:
        states = db.execute(
            "SELECT name, state FROM candidates JOIN recruitment ON candidate_id = candidates.id ORDER BY on_date"
        ).fetchall()
    assert states == [("", "held"), ("", "withdrawn")]


def test_the_preview_says_what_goes_and_changes_nothing(study, key, person, tmp_path):
    before = whole(study), whole(key)
    preview = preview_withdrawal(study, key, person)
    assert (whole(study), whole(key)) == before
    assert (preview.n_documents, preview.n_cut, preview.n_turns) == (1, 1, 3)
    assert (preview.n_codings, preview.n_memos, preview.n_theme_quotes) == (2, 2, 1)
    assert (preview.n_consents, preview.n_recruitment, preview.n_named) == (1, 1, 2)
    assert preview.n_texts >= 3


def test_stop_and_strip_keeps_what_was_coded_and_forgets_who_it_was(
    study, key, person, sources, coded, tmp_path
):
    choose_policy(key, "strip", coder="ana")
    withdraw(study, key, person, coder="ana")
    assert coded(sources[0]) == ["krullenbol van de derde verdieping"]
    assert sorted(coded(sources[1])) == ["Iedereen lachte daar", "gele laarzen"]
    assert left(study, key, (NAME, SHORT, "Marloes", "zonder@example.org")) == set()
    with study.read() as db:
        barred = db.execute("SELECT DISTINCT bars, reason FROM barred").fetchall()
        assert barred == [("quotes", "restriction")]
        text = get_document(db, sources[0]).text
    with key.read() as db:
        assert get_source(db, sources[0]).text == text


def test_who_answered_a_survey_withdraws_by_a_code(study, key, person):
    for code in ("abc-124", ""):
        with pytest.raises(NotFoundError, match="No answers have this code"):
            find_by_code(key, code)
    assert withdraw(study, key, find_by_code(key, " abc-123 "), coder="ana").n_documents == 1
    assert left(study, key) == set()
    with pytest.raises(NotFoundError, match="No answers have this code"):
        find_by_code(key, "abc-123")


def test_a_withdrawal_that_stopped_between_the_files_is_finished_by_the_next(
    study, key, person, sources, tmp_path, coded
):
    kept = tmp_path / "kept"
    kept.mkdir()
    with key.alone() as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    shutil.copy2(key.path, kept)
    withdraw(study, key, person, coder="ana")
    with Key(kept / key.path.name, key._raw_key) as old:
        withdraw(study, old, person, coder="ana")
        assert left(study, old) == set()
        states = {state.document_id: state.state for state in document_states(study, old)}
        assert states == {sources[1]: "coded", sources[2]: "coded"}
        with old.read() as db:
            assert [one.source_id for one in find_sources(db)] == sources[1:]
    assert coded(sources[1]) == ["Iedereen lachte daar"]


def test_a_correction_that_waits_for_its_review_goes_on_without_the_person(
    study, key, person, sources, release, coded
):
    with key.write("ana", "correct") as db:
        source = get_source(db, sources[1])
        text = source.text.replace("weken om", "maanden om")
        longer = len(text) - len(source.text)
        place = source.text.index("weken om")
        turns = [
            replace(
                t, start=t.start + longer * (t.start > place), end=t.end + longer * (t.end > place)
            )
            for t in source.turns
        ]
        replace_text(db, sources[1], text, turns, reason="member check", coder="ana")
    assert [s.state for s in document_states(study, key)] == ["coded", "in review", "coded"]
    withdraw(study, key, person, coder="ana")
    assert left(study, key) == set()
    assert [s.state for s in document_states(study, key)] == ["in review", "coded"]
    assert coded(sources[1]) == ["Iedereen lachte daar"]
    with study.read() as db:
        assert "weken om" in get_document(db, sources[1]).text
    assert release(sources[1]).text.endswith(
        "Iedereen lachte daar nog maanden om.\nDank jullie wel."
    )
    assert coded(sources[1]) == ["Iedereen lachte daar"]


def test_quotes_of_who_withdraws_go_with_their_history_and_those_of_others_stay(
    study, key, person, sources
):
    with study.read() as db:
        ids = {one.text: one.coding_id for i in sources for one in find_codings(db, i)}
    own, others = ids["krullenbol van de derde verdieping"], ids["Iedereen lachte daar"]
    first = make_quote(study, [own], coder="bo")
    change = QuoteChange(0, 10, "krullenbol met gele laarzen", "person")
    adapt(study, first, change, coder="bo")
    composite = make_quote(study, [ids["gele laarzen"], others], coder="bo")
    kept = make_quote(study, [others], coder="bo")
    assert preview_withdrawal(study, key, person).n_quotes == 2
    withdraw(study, key, person, coder="ana")
    with study.read() as db:
        (quote,) = find_registered(db)
        (segment,) = quote.segments
        text = get_document(db, segment.document_id).text
    assert composite != quote.quote_id == kept
    assert text[segment.start : segment.end] == quote.original == "Iedereen lachte daar"
    assert left(study, key) == set()


@pytest.mark.parametrize("policy", ["delete all", "strip"])
def test_sheets_and_answers_of_who_withdraws_go_and_those_of_others_stay(
    study, key, person, sources, policy
):
    with study.read() as db:
        ids = {one.text: one.coding_id for i in sources for one in find_codings(db, i)}
    own, others = ids["krullenbol van de derde verdieping"], ids["Iedereen lachte daar"]
    made = [
        make_quote(study, coding_ids, coder="bo")
        for coding_ids in ([own], [others], [ids["gele laarzen"], others])
    ]
    for quote_id in made:
        set_state(study, quote_id, "adapted", coder="bo")
    sending = Sending("Ans", date(2026, 11, 2), date(2026, 11, 16))
    send_sheets(study, key, [person.pseudonym], sending, coder="bo")
    assert undo(study, "bo")
    case_ids = [row.case_id for row in sheet_standings(study, date(2026, 11, 3))]
    (first, second) = send_sheets(
        study, key, sorted(case_ids, key=person.pseudonym.__ne__), sending, coder="bo"
    )
    remind(study, [first], date(2026, 11, 9), coder="bo")
    for words in ("die krullenbol is te herkenbaar", "zonder krullenbol"):
        answers = {first: [SheetAnswer(1, "change", words)], second: [SheetAnswer(1, "agree")]}
        store_answers(study, key, answers, on_date=date(2026, 11, 9), coder="bo")
    rows = dossier(study, key, person)
    assert [row["answer"] for row in rows["register"]] == ["zonder krullenbol", ""]
    assert [row["reminded"] for row in rows["quote sheets"]] == ["2026-11-09"]
    assert preview_withdrawal(study, key, person).n_quote_sheets == 1
    choose_policy(key, policy, coder="ana")
    withdraw(study, key, person, coder="ana")
    with study.read() as db:
        (sheet,) = find_sheets(db)
        kept = db.execute("SELECT count(*) FROM sheet_reminders").fetchone()[0]
    assert (sheet.sheet_id, [one.answer for one in sheet.items], kept) == (second, ["agree"], 0)
    gone = ("te herkenbaar", first, made[0], made[2])
    assert left(study, key, (*gone, *(GONE if policy == "delete all" else ()))) == set()


def test_who_stays_in_the_analysis_under_the_other_policy_is_quoted_no_more(
    study, key, person, sources
):
    with study.read() as db:
        ids = [one.coding_id for i in sources for one in find_codings(db, i)]
    assert make_quotes(study, ids, coder="bo") == 4
    choose_policy(key, "strip", coder="ana")
    withdraw(study, key, person, coder="ana")
    with study.read() as db:
        said = {one.original for one in find_registered(db)}
    assert said == {"Iedereen lachte daar", "zette thee"}
