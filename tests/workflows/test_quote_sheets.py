"""Quotes go to who said them, come back, and what participants say of them is done."""

import io
import zipfile
from datetime import date
from itertools import chain

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwalicode.errors import ConflictError, InputError, LeakError
from kwalicode.model.quote_sheets import SheetAnswer
from kwalicode.model.quotes import QuoteChange, QuoteSegment, RegisteredQuote
from kwalicode.store.codings import find_codings
from kwalicode.store.files import add_row
from kwalicode.store.history import redo, undo
from kwalicode.store.participants import ensure_participants
from kwalicode.store.quote_register import get_quote
from kwalicode.store.quote_sheets import OwnSpan, find_sheets, get_sheet
from kwalicode.store.sources import find_speakers
from kwalicode.workflows.member_answers import store_answers as store_report
from kwalicode.workflows.member_check import send_report
from kwalicode.workflows.quotes import register, sheets
from kwalicode.workflows.quotes.picking import make_quote
from kwalicode.workflows.quotes.sheet_answers import find_objections, read_sheet, store_answers
from kwalicode.workflows.quotes.sheet_files import reminder, sheet_file, sheets_zip
from kwalicode.workflows.quotes.sheet_log import log_sheets
from kwalicode.workflows.quotes.sheet_words import own_words
from kwalicode.workflows.recruitment import recruitment_log

TODAY, DUE, LATER = date(2026, 11, 2), date(2026, 11, 16), date(2026, 11, 20)
FIRST, SECOND, THIRD = "Hij schreeuwde vaak.", "Ik zweeg altijd.", "Wij lachten erom."
AGREE, CHANGE, REFUSE, WORDS, QUOTE = (-2, 1), (-2, 3), (-2, 5), (-1, 1), (0, 1)


@pytest.fixture
def quotes(study, key, bring, release, code):
    """Two participants: two quotes of the first, one of the second, one of both; all adapted."""
    one, two = bring(FIRST, SECOND), bring(THIRD, label="Basir")
    release(one)
    release(two)
    for source_id, words in ((one, FIRST), (one, SECOND), (two, THIRD)):
        code(source_id, words, "angst")
    with study.read() as db:
        ids = {c.text: c.coding_id for c in chain(find_codings(db, one), find_codings(db, two))}
    made = {words: make_quote(study, [ids[words]], coder="ana") for words in (FIRST, SECOND, THIRD)}
    made["both"] = make_quote(study, [ids[FIRST], ids[THIRD]], coder="ana")
    for quote_id in made.values():
        register.set_state(study, quote_id, "adapted", coder="ana")
    return made


@pytest.fixture
def who(quotes, study):
    """The pseudonyms of the two."""
    first, second = sorted(sheets.sheet_standings(study, TODAY), key=lambda row: -len(row.quotes))
    assert (len(first.quotes), len(second.quotes)) == (3, 2)
    return first.case_id, second.case_id


@pytest.fixture
def send(study, key):
    def send(*case_ids, on_date=TODAY, language=None):
        ids = sheets.send_sheets(
            study,
            key,
            case_ids,
            sheets.Sending("Ans, ans@example.org", on_date, DUE, language),
            coder="ana",
        )
        return ids if len(ids) > 1 else ids[0]

    return send


@pytest.fixture
def stored(study):
    def stored(quote_id):
        with study.read() as db:
            return get_quote(db, quote_id)

    return stored


@pytest.fixture
def fill(study):
    """Fill fields of a sheet: quote, place in its table, words."""

    def fill(sheet_id, *fields):
        document = docx.Document(io.BytesIO(sheet_file(study, sheet_id, TODAY)))
        for number, (row, column), words in fields:
            document.tables[number].rows[row].cells[column].text = words
        return saved(document)

    return fill


@pytest.fixture
def answer(study, key):
    def answer(sheet_id, *answers):
        given = {sheet_id: [SheetAnswer(*one) for one in answers]}
        return store_answers(study, key, given, on_date=LATER, coder="ana")

    return answer


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def shown_in(content):
    return [table.cell(0, 1).text for table in docx.Document(io.BytesIO(content)).tables[1:]]


def adapt(study, quote_id, words, text):
    with study.read() as db:
        start = get_quote(db, quote_id).original.index(words)
    change = QuoteChange(start, start + len(words), text, "person")
    register.adapt(study, quote_id, change, coder="ana")


def test_a_sheet_shows_a_participant_only_their_own_words_as_they_are_published(
    study, quotes, who, send
):
    adapt(study, quotes["both"], "Hij", "[een collega]")
    adapt(study, quotes["both"], "lachten", "[zeiden iets]")
    one, two = send(*who)
    first = sheet_file(study, one, TODAY)
    assert shown_in(first) == [FIRST, SECOND, "[een collega] schreeuwde vaak."]
    assert shown_in(sheet_file(study, two, TODAY)) == [THIRD, "Wij [zeiden iets] erom."]
    with zipfile.ZipFile(io.BytesIO(sheets_zip(study, [one, two], TODAY))) as zipped:
        names = sorted(zipped.namelist())
        assert zipped.read(next(name for name in names if one in name)) == first
    assert names == sorted([f"{who[0]}/citaten-{one}.docx", f"{who[1]}/citaten-{two}.docx"])


def test_the_words_around_the_quotes_are_in_the_language_that_was_chosen(study, who, send):
    (sheet_id,) = [send(who[0], language="en")]
    content = docx.Document(io.BytesIO(sheet_file(study, sheet_id, TODAY)))
    assert content.paragraphs[0].text == "Quotes to check"
    assert "No answer has come yet" in reminder(study, sheet_id, TODAY)


@given(st.data())
@settings(max_examples=60)
def test_no_word_of_another_is_shown_and_none_of_ones_own_is_lost(data):
    texts = [data.draw(st.text(alphabet, min_size=1, max_size=9)) for alphabet in ("ABÉ", "xyz")]
    starts = (0, len(texts[0]) + 1)
    changes = []
    for text, start, phrase in zip(texts, starts, ("[Q]", "[q]"), strict=True):
        first = data.draw(st.integers(0, len(text) - 1))
        last = data.draw(st.integers(first + 1, len(text)))
        changes.append(QuoteChange(start + first, start + last, phrase, "person"))
    segments = tuple(QuoteSegment("d", 5, 5 + len(text), text) for text in texts)
    quote = RegisteredQuote("q", segments, tuple(changes), "", "composite", "sent", "", "nl")
    one, two = (own_words(quote, [OwnSpan(n, 5, 5 + len(text))]) for n, text in enumerate(texts))
    assert one == one.upper()
    assert two == two.lower()
    assert f"{one}\n{two}" == quote.adapted


def test_sending_is_one_step_and_refused_while_a_hit_is_open(study, quotes, who, send, stored):
    adapt(study, quotes[FIRST], "Hij", "Hij uit Utrecht")
    with pytest.raises(LeakError, match=f"Quotes of {who[0]} have open hits"):
        send(*who)
    assert {stored(one).state for one in quotes.values()} == {"adapted"}
    send(who[1])
    assert (stored(quotes[THIRD]).state, stored(quotes["both"]).state) == ("sent", "sent")
    assert undo(study, "ana")
    assert {stored(one).state for one in quotes.values()} == {"adapted"}
    with study.read() as db:
        assert find_sheets(db) == []
    assert redo(study, "ana")
    with pytest.raises(ConflictError, match="nothing to ask"):
        send(who[1])


def test_a_sheet_that_came_back_approves_objects_and_keeps_words_without_names(  # noqa: PLR0917
    study, key, quotes, who, send, fill, stored
):
    one, two = send(*who)
    content = fill(
        one,
        (1, AGREE, "☒"),
        (2, CHANGE, "x"),
        (2, WORDS, "Ik zei niets tegen Marloes."),
        (3, AGREE, "x"),
    )
    read = read_sheet(study, content)
    assert [a.answer for a in read.answers] == ["agree", "change", "agree"]
    given = {read.sheet.sheet_id: read.answers}
    assert store_answers(study, key, given, on_date=LATER, coder="ana") == (1, 1, 0)
    states = [stored(quotes[name]).state for name in (FIRST, SECOND, "both")]
    assert states == ["approved", "objected", "sent"]  # the other participant did not answer yet
    (objection,) = find_objections(study)
    assert (objection.case_id, objection.answer) == (who[0], "change")
    assert objection.words == "Ik zei niets tegen [...]."
    with study.read() as db:
        assert [i.answered_on for i in get_sheet(db, one).items] == [LATER.isoformat()] * 3
    register.paraphrase(study, quotes[SECOND], "De deelnemer zei niets.", coder="ana")
    assert (find_objections(study), stored(quotes[SECOND]).state) == ([], "changed")
    given = {two: read_sheet(study, fill(two, (2, AGREE, "v"))).answers}
    assert store_answers(study, key, given, on_date=LATER, coder="ana") == (1, 0, 0)
    assert stored(quotes["both"]).state == "approved"
    assert undo(study, "ana")
    assert stored(quotes["both"]).state == "sent"


def test_a_change_after_approval_asks_again_with_only_what_changed(
    study, quotes, who, send, answer, stored
):
    one = send(who[0])
    answer(one, (1, "agree"), (2, "agree"), (3, "agree"))
    adapt(study, quotes[FIRST], "Hij", "[die collega]")
    assert stored(quotes[FIRST]).state == "changed"
    row = next(r for r in sheets.sheet_standings(study, LATER) if r.case_id == who[0])
    assert row.state == "to ask again"
    assert (
        [o.quote.quote_id for o in row.to_send]
        == [quotes[FIRST]]
        == [o.quote.quote_id for o in row.again]
    )
    again = send(who[0])
    assert shown_in(sheet_file(study, again, TODAY)) == ["[die collega] schreeuwde vaak."]
    # What is said of the old words is kept, and the new ones still await their answer.
    assert answer(one, (1, "agree")).n_outdated == 1
    assert stored(quotes[FIRST]).state == "sent"
    with pytest.raises(ConflictError, match="make a new sheet"):
        sheet_file(study, one, TODAY)
    assert answer(again, (1, "agree")).n_approved == 1


def test_who_has_not_answered_is_reminded_and_a_new_sheet_takes_the_place_of_the_old(
    study, quotes, who, send, fill
):
    one = send(who[0])
    old = fill(one, (1, AGREE, "x"))
    for day in (DUE, LATER):
        sheets.remind(study, [one], day, coder="ana")
    row = next(r for r in sheets.sheet_standings(study, LATER) if r.case_id == who[0])
    assert (row.days, row.is_overdue) == (18, True)
    assert row.sheet.reminders == (DUE.isoformat(), LATER.isoformat())
    assert one in reminder(study, one, LATER)
    adapt(study, quotes[FIRST], "Hij", "[die collega]")
    new = send(who[0])
    assert len(shown_in(sheet_file(study, new, TODAY))) == 3
    with pytest.raises(ConflictError, match="replaced by a later one"):
        read_sheet(study, old)
    with pytest.raises(ConflictError, match="answered already"):
        sheets.remind(study, [one], LATER, coder="ana")


def test_a_file_that_was_tampered_with_is_refused_and_nothing_is_stored(
    study, quotes, who, send, fill, templates
):
    one = send(who[0])
    for content, says in (
        (fill(one), "Nothing is filled in"),
        (fill(one, (1, QUOTE, "Hij fluisterde."), (1, AGREE, "x")), "Quote 1 itself was changed"),
        (fill(one, (0, (0, 1), "ffffffffffff"), (1, AGREE, "x")), "no sheet of this study"),
        (b"PK\x03\x04 no", "cannot be read|no sheet"),
    ):
        with pytest.raises(InputError, match=says):
            read_sheet(study, content)
    document = docx.Document(io.BytesIO(fill(one, (1, AGREE, "x"))))
    table = document.tables[2]._tbl
    table.getparent().remove(table)
    with pytest.raises(InputError, match="not those that were sent"):
        read_sheet(study, saved(document))
    with pytest.raises(InputError, match="unpack to far more"):
        read_sheet(study, swollen(fill(one, (1, AGREE, "x"))))
    with pytest.raises(InputError, match="cannot be read"):
        read_sheet(study, swollen(fill(one), b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'))
    with study.read() as db:
        assert {item.answer for item in get_sheet(db, one).items} == {None}


def swollen(content, document=b"<x>" + b" " * 5_000_000):
    """The same file with another document part: a bomb, or one with entities."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, document if name == "word/document.xml" else old.read(name))
    return file.getvalue()


@pytest.fixture
def candidate(key):
    """Let the participant of a source have been a candidate."""

    def candidate(source_id, label="Marloes"):
        with key.write("ana", "candidate") as db:
            _, pseudonym_id = find_speakers(db, source_id)[label]
            (participant_id,) = ensure_participants(db, [pseudonym_id]).values()
            add_row(db, "candidates", id="c1", name="K1", route="selected")
            db.execute("UPDATE participants SET candidate_id = 'c1' WHERE id = ?", [participant_id])
        return pseudonym_id

    return candidate


def states(key):
    steps = recruitment_log(key).steps.get("c1", ())
    return [(one.state, one.on_date) for one in steps]


def test_the_recruitment_log_follows_the_sheets_through_undo(  # noqa: PLR0917
    study, key, quotes, who, send, answer, candidate, stored
):
    candidate(stored(quotes[FIRST]).segments[0].document_id)
    one = send(who[0])
    assert states(key) == [("quotes sent", "2026-11-02")]
    answer(one, (1, "agree"), (2, "refuse", "Nee."), (3, "agree"))
    assert len(states(key)) == 1
    register.set_state(study, quotes[SECOND], "removed", coder="ana")
    log_sheets(study, key, coder="ana")
    assert states(key)[1:] == [("approved", "2026-11-20")]
    for _step in range(3):
        assert undo(study, "ana")
    log_sheets(study, key, coder="ana")
    assert states(key) == []


def test_sending_and_answering_a_report_is_noted_in_the_same_step(
    study, key, bring, release, candidate
):
    source_id = bring(FIRST)
    release(source_id)
    recipient = (source_id, candidate(source_id))
    report_id = send_report(
        study, key, recipient, style="pseudonymised", dates=(TODAY, DUE), coder="ana"
    )
    store_report(study, key, report_id, [], on_date=LATER, coder="ana")
    store_report(study, key, report_id, [], on_date=LATER, coder="ana")
    assert states(key) == [("report sent", "2026-11-02"), ("checked", "2026-11-20")]
    for _step in ("answered again", "answered", "sent"):
        assert undo(key, "ana")
    assert states(key) == []
