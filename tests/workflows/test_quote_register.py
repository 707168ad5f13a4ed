"""Quotes are picked, adapted by their replacements alone, and go from state to state."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import PASSPHRASE
from kwalicode.errors import ConflictError, InputError, NotFoundError
from kwalicode.model import Coding
from kwalicode.model.quotes import QuoteChange, QuoteSegment, RegisteredQuote
from kwalicode.store.barred import find_barred
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import document_text
from kwalicode.store.history import redo, undo
from kwalicode.store.quote_register import count_hidden, find_registered, get_quote
from kwalicode.store.study import Study
from kwalicode.text import Replacement, replace_spans
from kwalicode.workflows.coding import apply_coding
from kwalicode.workflows.quotes import register
from kwalicode.workflows.quotes.phrases import propose
from kwalicode.workflows.quotes.picking import list_quotes, make_quote, make_quotes, quote_places
from kwalicode.workflows.restriction import lift_restriction, restrict
from workflows.stored import printed

SAID = "Ik durfde niets te zeggen 👩‍👩‍👧. Echt niet."


@pytest.fixture
def coding_id(study, document):
    """A coding of all that the participant says first."""
    start = document.text.index(SAID)
    with study.write("ana", "code") as db:
        add_coding(db, Coding("k1", "d1", "fear", "ana", start, start + len(SAID), SAID))
    return "k1"


@pytest.fixture
def quote_id(study, coding_id):
    return make_quote(study, [coding_id], coder="ana")


@pytest.fixture
def stored(study, quote_id):
    """Read the quote as it stands in the register."""

    def stored():
        with study.read() as db:
            return get_quote(db, quote_id)

    return stored


def placed(study):
    with study.read() as db:
        start = document_text(db, "d1").index(SAID)
    return "d1", start, start + len(SAID)


def change(words, text, kind="person", *, reason="", said=SAID):
    start = said.index(words)
    return QuoteChange(start, start + len(words), text, kind, reason)


def plain(text, *changes, style="running", language="nl"):
    segment = QuoteSegment("d", 0, len(text), text)
    return RegisteredQuote("q", (segment,), changes, "", style, "candidate", "", language)


def test_a_quote_of_a_coding_holds_words_place_and_role_label(stored):
    quote = stored()
    assert (quote.original, quote.adapted) == (SAID, SAID)
    assert (quote.role_label, quote.style, quote.state) == ("ambtenaar", "running", "candidate")


def test_the_same_passage_is_not_registered_twice(study, coding_id, quote_id):
    with pytest.raises(ConflictError, match="in the register of quotes already"):
        make_quote(study, [coding_id], coder="ana")
    assert make_quotes(study, [coding_id], coder="ana") == 0


def test_a_composite_needs_two_participants(study, document, coding_id):
    start = document.text.index("Het hoort")
    with study.write("ana", "code") as db:
        add_coding(db, Coding("k2", "d1", "work", "ana", start, start + 9, "Het hoort"))
    with pytest.raises(InputError, match="two participants or more"):
        make_quote(study, ["k1", "k2"], coder="ana")


def test_an_adaptation_is_one_step_that_can_be_taken_back_and_done_again(study, quote_id, stored):
    register.adapt(study, quote_id, change("niets", "die dingen", reason="te eigen"), coder="ana")
    assert stored().adapted == SAID.replace("niets", "[die dingen]", 1)
    assert (stored().state, stored().changes[0].reason) == ("adapted", "te eigen")
    assert undo(study, "ana")
    assert (stored().adapted, stored().state) == (SAID, "candidate")
    assert redo(study, "ana")
    assert stored().adapted.startswith("Ik durfde [die dingen]")
    register.take_back(study, quote_id, SAID.index("niets"), coder="ana")
    assert stored().adapted == SAID


def test_undo_takes_a_new_quote_out_of_the_register(study, quote_id):
    assert undo(study, "ana")
    with study.read() as db:
        assert find_registered(db) == []
    assert redo(study, "ana")
    with study.read() as db:
        assert [one.original for one in find_registered(db)] == [SAID]


def test_words_of_an_approved_quote_change_its_state_so_that_it_is_sent_again(
    study, quote_id, stored
):
    for state in ("sent", "approved"):
        register.set_state(study, quote_id, state, coder="ana")
    register.adapt(study, quote_id, change("Echt niet.", "", "omission"), coder="ana")
    assert (stored().state, stored().adapted[-5:]) == ("changed", "[...]")
    with pytest.raises(ConflictError, match="does not follow"):
        register.set_state(study, quote_id, "approved", coder="ana")


def test_evidence_is_neither_changed_nor_exported(study, quote_id):
    assert len(printed(study)) == 1
    register.set_state(study, quote_id, "evidence", coder="ana")
    with pytest.raises(ConflictError, match="not to be published"):
        register.adapt(study, quote_id, change("niets", "iets"), coder="ana")
    assert printed(study) == []


def test_the_export_by_code_takes_the_adapted_words_and_the_label(study, quote_id):
    register.adapt(study, quote_id, change("niets", "weinig"), coder="ana")
    register.describe(study, quote_id, "medewerker", "hoofdstuk 3", coder="ana")
    (quote,) = printed(study)
    assert (quote.text[:18], quote.role_label) == ("Ik durfde [weinig]", "medewerker")


@pytest.mark.parametrize("words", ["", "  ", "[]", "een [collega]", "x" * 301])
def test_a_phrase_without_words_or_with_brackets_is_refused(study, quote_id, stored, words):
    with pytest.raises(InputError):
        register.adapt(study, quote_id, change("niets", words), coder="ana")
    assert stored().changes == ()


def test_a_selection_that_cuts_a_change_in_two_is_refused_and_one_around_it_replaces_it(
    study, quote_id, stored
):
    register.adapt(study, quote_id, change("niets te", "weinig te"), coder="ana")
    with pytest.raises(ConflictError, match="part of an earlier change"):
        register.adapt(study, quote_id, change("te zeggen", "te doen"), coder="ana")
    register.adapt(study, quote_id, change("durfde niets te zeggen", "zweeg"), coder="ana")
    assert stored().adapted.startswith("Ik [zweeg] ")


def test_a_selection_takes_all_of_a_mark_that_it_touches():
    quote = plain("Dat zei [subject 12] zelf.")
    made = register.with_change(quote, QuoteChange(10, 14, "die collega", "person"))
    assert made.adapted == "Dat zei [die collega] zelf."


def test_only_a_pull_quote_is_cleaned_without_a_sign():
    words = "Eh, ik ging naar huis."
    cut = QuoteChange(0, 4, "", "grammar")
    assert register.with_change(plain(words, style="pull"), cut).adapted == words[4:]
    with pytest.raises(InputError):
        register.with_change(plain(words), cut)


def test_a_paraphrase_takes_the_place_of_all_and_another_style_brings_the_words_back(
    study, quote_id, stored
):
    register.paraphrase(study, quote_id, "Men zweeg.", coder="ana")
    assert (stored().adapted, stored().style) == ("Men zweeg.", "paraphrase")
    with pytest.raises(ConflictError, match="takes the place of all"):
        register.adapt(study, quote_id, change("niets", "iets"), coder="ana")
    register.set_style(study, quote_id, "running", coder="ana")
    assert (stored().adapted, stored().style) == (SAID, "running")
    with pytest.raises(ConflictError, match="several passages is a composite"):
        register.set_style(study, quote_id, "composite", coder="ana")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_adapted_words_follow_from_the_original_by_its_changes_alone(data):
    text = data.draw(st.text("ab é👩[]\n.", min_size=1, max_size=40).filter(str.strip))
    quote = plain(text)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        kind = data.draw(st.sampled_from(["person", "grammar", "omission"]))
        words = data.draw(st.text("xyz []", max_size=6))
        try:
            quote = register.with_change(quote, QuoteChange(start, end, words, kind))
        except (InputError, ConflictError):
            continue
    spans = [Replacement(one.start, one.end, one.text) for one in quote.changes]
    assert quote.original == text
    assert quote.adapted == replace_spans(text, spans)  # raises where two overlap
    assert all(one.text[0] + one.text[-1] == "[]" for one in spans)
    # What stands outside the changes is the original, piece by piece.
    position = 0
    for one in spans:
        assert text[position : one.start] in quote.adapted
        position = one.end
    assert quote.adapted.endswith(text[position:])


def test_a_phrase_fits_the_sentence_and_a_subject_keeps_it():
    text = "Zoltarra kwam binnen. Toen zei Zoltarra niets, en mijn baas Quibbel ook niet."
    quote = plain(text)
    first = propose(quote, (0, 8), "person", "collega")
    assert first.text == "[Een collega]"
    quote = register.with_change(quote, first)
    start = text.index("Zoltarra niets")
    assert propose(quote, (start, start + 8), "person").text == "[een collega]"
    start = text.index("Quibbel")
    assert propose(quote, (start, start + 7), "person", "baas").text == "[...]"
    member = plain("Dat zei [subject 12] toen.")
    roles = {"subject 12": "het Kamerlid"}
    assert propose(member, (8, 20), "person", roles=roles).text == "[een Kamerlid]"


def test_a_barred_passage_hides_its_quote_and_lifting_the_bar_brings_it_back(study, quote_id):
    restrict(study, "respondent 3", coder="ana")
    with study.read() as db:
        assert (find_registered(db), count_hidden(db), len(find_barred(db))) == ([], 1, 2)
    lift_restriction(study, "respondent 3", coder="ana")
    with study.read() as db:
        assert ([one.quote_id for one in find_registered(db)], count_hidden(db)) == ([quote_id], 0)


def test_a_passage_barred_from_quotes_is_not_registered(study, coding_id):
    restrict(study, "respondent 3", coder="ana")
    with pytest.raises(ConflictError, match="barred from quotes"):
        make_quote(study, [coding_id], coder="ana")
    with pytest.raises(ConflictError, match="barred from quotes"):
        quote_places(study, [("d1", 0, 1), placed(study)], coder="ana")
    with study.read() as db:
        assert count_hidden(db) == 0


def test_words_of_the_reader_and_of_a_search_are_quoted_without_a_code(study, document):
    place = placed(study)
    said = dict(zip(("start", "end", "text"), (*place[1:], SAID), strict=True))
    apply_coding(study, "d1", [{"id": "o1", "op": "quote", **said}], coder="ana")
    assert quote_places(study, [place, ("d1", place[1], place[1] + 9)], coder="ana") == 1
    assert sorted(one.original for one in list_quotes(study)) == ["Ik durfde", SAID]
    with pytest.raises(InputError, match="outside the document"):
        quote_places(study, [("d1", 0, 10**6)], coder="ana")
    undo(study, "ana")
    undo(study, "ana")
    assert list_quotes(study) == []


def test_a_quote_that_is_gone_is_said_to_be_gone(study):
    with pytest.raises(NotFoundError, match="not in the register any more"):
        register.set_state(study, "x", "sent", coder="ana")


def test_a_study_of_the_schema_before_gets_an_empty_register(study, tmp_path):
    class OldStudy(Study):
        migrations = Study.migrations[:3]

    OldStudy.create(tmp_path / "old.kwali", PASSPHRASE).close()
    with Study.open(tmp_path / "old.kwali", PASSPHRASE) as opened, opened.read() as db:
        assert (find_registered(db), count_hidden(db)) == ([], 0)
