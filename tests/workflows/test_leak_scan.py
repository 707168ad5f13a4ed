"""The leak scan of whole documents: at sign-off, after it, and over the study."""

import re
from dataclasses import replace

import pytest

from kwalicode import deid
from kwalicode.errors import LeakError
from kwalicode.model import DeidSettings, Document, Finding, IdentifierKind, Turn
from kwalicode.store.documents import add_version, get_document
from kwalicode.store.findings import LEAK_SCAN, add_findings
from kwalicode.store.findings import decide as decide_finding
from kwalicode.workflows.leak_scan import refuse_leaks, reopen_leaky, scan_documents
from kwalicode.workflows.review import is_signed_off
from kwalicode.workflows.rules import change_settings, import_names

SENSITIVE = IdentifierKind.SENSITIVE


@pytest.fixture
def is_done(study, key):
    """Tell of each source whether its newest review is signed off."""
    return lambda *ids: [is_signed_off(study, key, source_id) for source_id in ids]


@pytest.fixture
def leak(study):
    """Put words over some words of a document in the study, as if they had been missed."""

    def leak(source_id, words, name):
        with study.write("bo", "leak") as db:
            document = get_document(db, source_id)
            text = document.text.replace(words, name)
            turns = tuple(replace(turn, end=min(turn.end, len(text))) for turn in document.turns)
            leaky = replace(document, text=text, turns=turns, version=document.version + 1)
            add_version(db, leaky, coder="bo", role_labels={})

    return leak


@pytest.fixture
def flag(key, raw):
    """Flag words of a source as sensitive."""

    def flag(source_id, words, state="proposed"):
        text = raw(source_id)
        start = text.index(words)
        found = Finding(start, start + len(words), SENSITIVE, 0.5, "special: health")
        with key.write("ana", "flag") as db:
            (finding_id,) = add_findings(db, source_id, text, [found])
            decide_finding(db, finding_id, state)

    return flag


def test_a_study_without_leaks_has_none(study, key, bring, add, release):
    assert scan_documents(study, key) == []
    source_id = bring("Daar zag Zoltarra mij.")
    add(source_id, "Zoltarra")
    release(source_id)
    shares = []
    assert scan_documents(study, key, progress=shares.append) == []
    assert shares == [1.0]


def test_a_name_of_the_key_that_stands_in_a_document_is_found_with_its_place(
    study, key, *, bring, add, release, leak
):
    first, second = bring("Daar zag Zoltarra mij."), bring("Dat was de kwibus dus.")
    add(first, "Zoltarra")
    release(first), release(second)
    leak(second, "de kwibus", "ZOLTARRA")
    (leaky,) = scan_documents(study, key)
    assert (leaky.document_id, leaky.title) == (second, "Gesprek 2")
    with study.read() as db:
        text = get_document(db, second).text
    assert [(text[x.start : x.end], x.reason) for x in leaky.leaks] == [("ZOLTARRA", "key")]


def test_a_number_nobody_ever_saw_is_found_too(study, key, bring, release, leak):
    source_id = bring("Dat was de kwibus dus.")
    release(source_id)
    leak(source_id, "de kwibus", "06-12345678")
    (leaky,) = scan_documents(study, key)
    assert [(x.kind, x.reason) for x in leaky.leaks] == [("phone", "phone number")]


def test_a_name_accepted_later_opens_earlier_documents_with_the_place_as_a_finding(
    bring, add, release, found, is_done, study
):
    first, second = bring("Dat was een kwibus."), bring("Een kwibus, hoor.")
    third = bring("Niets bijzonders.")
    release(first), release(third)
    add(second, "kwibus")
    assert is_done(first, third) == [True, True]
    release(second)
    assert is_done(first, second, third) == [False, True, True]
    (finding,) = found(first, "kwibus")
    assert (finding.state, finding.kind, finding.recognizer) == ("proposed", "person", LEAK_SCAN)
    with study.read() as db:
        assert "kwibus" in get_document(db, first).text  # until it is signed off again
    assert "kwibus" not in release(first).text
    assert is_done(first, second, third) == [True, True, True]


def test_places_are_found_in_the_raw_text_also_behind_other_replacements(
    bring, add, release, found, raw
):
    first = bring("Zoltarra en Quibbel zagen een kwibus, en Zoltarra ging.")
    add(first, "Zoltarra", everywhere=True)
    add(first, "Quibbel")
    release(first)
    second = bring("Een kwibus, hoor.")
    add(second, "kwibus")
    release(second)
    (finding,) = found(first, "kwibus")
    assert raw(first)[finding.start : finding.end] == "kwibus"


def test_what_was_refused_in_a_document_does_not_open_it(bring, add, decide, release, is_done):
    first, second = bring("Dat was een kwibus."), bring("Een kwibus, hoor.")
    add(first, "kwibus")
    decide(first, "refuse", "kwibus")
    assert "kwibus" in release(first).text
    add(second, "kwibus")
    release(second)
    assert is_done(first, second) == [True, True]


def test_a_name_on_the_list_opens_documents_and_one_that_may_stay_does_not(
    study, key, bring, release, is_done
):
    ids = [bring("Dat was een kwibus."), bring("Dat was een kwastelier.")]
    for source_id in ids:
        release(source_id)
    content = b"naam;soort;blijft\nkwibus;persoon;nee\nkwastelier;persoon;ja\n"
    import_names(study, key, content, coder="ana")
    assert is_done(*ids) == [False, True]


def test_looking_twice_opens_nothing_twice(study, key, bring, add, release, found):
    first, second = bring("Dat was een kwibus."), bring("Een kwibus, hoor.")
    release(first)
    add(second, "kwibus")
    release(second)
    before = found(first)
    assert reopen_leaky(study, key, coder="ana") == []
    assert found(first) == before


def test_a_name_inside_a_sensitive_passage_is_masked_though_the_passage_may_stay(
    bring, add, release, flag
):
    second = bring("Een kwibus, hoor.")
    add(second, "kwibus")
    first = bring("Daar had de kwibus een kwaal, zei hij.")
    flag(first, "had de kwibus een kwaal", "refused")
    text = release(first).text
    assert re.search(r"Daar had de \[subject \d+\] een kwaal, zei hij\.", text)


@pytest.mark.parametrize("state", ["proposed", "refused"])
def test_a_flag_of_a_sensitive_passage_does_not_hide_a_name_accepted_later(
    state, *, bring, add, release, flag, is_done, found
):
    first, second = bring("Daar had de kwibus een kwaal."), bring("Een kwibus, hoor.")
    release(first)
    flag(first, "de kwibus een kwaal", state)
    add(second, "kwibus")
    release(second)
    assert is_done(first) == [False]
    assert [f.state for f in found(first, "kwibus")] == ["proposed"]
    assert re.search(r"had de \[subject \d+\] een kwaal", release(first).text)


def test_sensitive_passages_are_left_open_and_stay_until_somebody_masks_them(
    bring, add, flag, found, send, release
):
    source_id = bring("Toen was hij ziek van het kwalen.")
    flag(source_id, "van het kwalen")
    assert send(source_id, "accept_all") == []
    (finding,) = found(source_id, "van het kwalen")
    assert finding.state == "proposed"
    assert "van het kwalen" in release(source_id).text
    add(source_id, "van het kwalen", "sensitive")
    assert "van het kwalen" not in release(source_id).text


def document_of(source_id, text):
    turns = (Turn(0, len(text), "respondent 1"),)
    return Document(source_id, "Gesprek 1", "interview", "nl", text, turns, version=1)


def test_a_sign_off_that_would_let_a_name_through_is_refused_and_shows_the_place(
    key, bring, add, found, raw
):
    other = bring("Een kwibus, hoor.")
    add(other, "kwibus")
    source_id = bring("Dat was een brave, en nog een kwibus.", detect=False)
    text = raw(source_id)
    with pytest.raises(
        LeakError, match="Places in 'Gesprek 1' that still hold a name of the key: 1"
    ) as caught:
        refuse_leaks(key, document_of(source_id, text), [], coder="ana")
    assert "kwibus" not in str(caught.value)
    (finding,) = found(source_id)
    assert (finding.surface, finding.state, finding.recognizer) == (
        "kwibus",
        "proposed",
        LEAK_SCAN,
    )
    # It stands among the findings now, so that it is decided about by the next sign-off.
    refuse_leaks(key, document_of(source_id, text), [], coder="ana")
    assert found(source_id) == [finding]


def test_a_document_without_names_of_the_key_is_not_refused(key, bring, found):
    source_id = bring("Bel 06-12345678.", detect=False)
    text = "Bel 06-12345678."
    refuse_leaks(key, document_of(source_id, text), [], coder="ana")
    assert found(source_id) == []


def only_perhaps():
    """A sentence with a word that is, by the rules of now, only perhaps a name."""
    words = ("Xyrqwolt", "Vlompaard", "Grintzak", "Wubbelkist", "Flomp", "Hurkel", "Brondsel")
    frames = ("Net als {} dus.", "Er was toen nog {} en zo.", "En dan weer {} dus, hoor.", "De {}.")
    for sentence in (frame.format(word) for frame in frames for word in words):
        found = deid.detect(sentence, "nl", known={}, refused=())
        if {finding.kind for finding in found} == {IdentifierKind.NAME_LIKE}:
            return sentence
    raise AssertionError("No word of these is only perhaps a name any more; add others.")


def test_words_that_are_only_perhaps_names_count_in_a_strict_study_alone(
    study, key, *, bring, release, found, send, leak
):
    source_id = bring("Dat was de kwibus dus.")
    release(source_id)
    leak(source_id, "Dat was de kwibus dus.", only_perhaps())
    kinds = {}
    for strict in (False, True):
        change_settings(key, DeidSettings(strict=strict), coder="ana")
        kinds[strict] = {x.kind for leaky in scan_documents(study, key) for x in leaky.leaks}
    assert kinds == {False: set(), True: {IdentifierKind.NAME_LIKE}}


def test_other_places_of_a_name_that_the_sign_off_itself_accepts_are_masked_too(
    key, *, bring, raw, release, found
):
    source_id = bring("Dat was de kwibus, en nog een kwibus, zei hij.")
    text = raw(source_id)
    start = text.index("kwibus")
    proposed = Finding(start, start + 6, IdentifierKind.PERSON, 0.9, "name")
    with key.write("ana", "propose") as db:
        db.execute("DELETE FROM findings")
        add_findings(db, source_id, text, [replace(proposed, recognizer="reviewer, other kind")])
    assert "kwibus" not in release(source_id).text
    assert [f.state for f in found(source_id, "kwibus")] == ["accepted"] * 2


REPLACED = [
    "Jelle",
    "Amal",
    "Amal Boukhari",
    "Niels’",
    "9 maart 2021",
    "[die wethouder van Borne]'s",
]


@pytest.mark.parametrize(
    "text",
    [
        "Van Jelle wist ik het, Jelle Jelle.",
        "Amal. Amal Boukhari, een collega.",
        "Met Niels’ kaart erbij, op 9 maart 2021.",
        "Dat was [die wethouder van Borne]'s fiets, en [die wethouder van Borne] lachte.",
    ],
)
def test_what_stands_in_the_place_of_somebody_is_no_leak_whatever_stands_beside_it(text):
    scanner = deid.LeakScanner({"Zoltarra": IdentifierKind.PERSON}, allowed=(), replaced=REPLACED)
    assert scanner.scan_many([text], "nl") == [[]]
    (leaks,) = scanner.scan_many([f"{text} Zei Zoltarra."], "nl")
    assert [leak.reason for leak in leaks] == ["key"]


def test_a_name_of_the_key_leaks_also_inside_what_looks_like_a_made_up_name():
    scanner = deid.LeakScanner(
        {"Amal Boukhari": IdentifierKind.PERSON}, allowed=(), replaced=["Amal"]
    )
    (leaks,) = scanner.scan_many(["Dat zei Amal Boukhari."], "nl")
    assert [(leak.start, leak.reason) for leak in leaks] == [(8, "key")]
    # Words in brackets that stand for nobody are read like all others.
    (leaks,) = scanner.scan_many(["Bel [06-12345678]."], "nl")
    assert [leak.kind for leak in leaks] == ["phone"]
