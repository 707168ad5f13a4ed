"""The privacy report: what was found, what was decided, and how much is probably left."""

import re

import pytest

from kwalicode.deid import remaining
from kwalicode.model import DeidSettings, Finding, IdentifierKind
from kwalicode.store.findings import add_findings
from kwalicode.store.sources import mark_detected
from kwalicode.workflows.deidentify import sign_off
from kwalicode.workflows.privacy import privacy_report, privacy_report_md
from kwalicode.workflows.rules import change_settings

KINDS = IdentifierKind
LINE = "Zoltarra, Quibbel, Vlompa en Grint zagen de kwibus en een kwastelier in Zoltardam."


@pytest.fixture
def report(study, key):
    return lambda: privacy_report(study, key)


@pytest.fixture
def written(study, key):
    return lambda language="nl": privacy_report_md(study, key, language=language).decode()


@pytest.fixture
def propose(key, raw):
    """Propose words as a rule would; they are not looked through any more."""

    def propose(source_id, kind, *words):
        text = raw(source_id)
        found = [
            Finding(text.index(w), text.index(w) + len(w), KINDS(kind), 0.9, "name") for w in words
        ]
        with key.write("ana", "propose") as db:
            add_findings(db, source_id, text, found)
            mark_detected(db, source_id)

    return propose


@pytest.fixture
def reviewed(bring, propose, decide, add):
    """A source with 4 persons found (3 accepted, 1 refused), 1 place open, 1 person added."""
    source_id = bring(LINE, detect=False)
    propose(source_id, "person", "Zoltarra", "Quibbel", "Vlompa", "Grint")
    propose(source_id, "place", "Zoltardam")
    for name in ("Zoltarra", "Quibbel", "Vlompa"):
        decide(source_id, "accept", name)
    decide(source_id, "refuse", "Grint")
    add(source_id, "kwibus")
    return source_id


def figures(row):
    return (row.n_found, row.n_added, row.n_accepted, row.n_refused, row.n_open)


def test_nothing_is_told_of_an_empty_study(report, written):
    empty = report()
    assert (empty.documents, empty.kinds, empty.remaining) == ((), (), None)
    assert "niet te schatten" in written()


def test_every_finding_is_counted_where_it_was_made_and_by_what_was_decided(report, reviewed):
    found = report()
    (document,) = found.documents
    assert (document.name, document.is_signed_off) == ("Gesprek 1", False)
    assert figures(document) == figures(found.total) == (5, 1, 4, 1, 1)
    assert {row.name: figures(row) for row in found.kinds} == {
        "person": (4, 1, 4, 1, 0),
        "place": (1, 0, 0, 0, 1),
    }


def test_sums_agree_over_documents_and_kinds(report, reviewed, bring):
    bring("Bel 06-12345678, of ga naar Utrecht op 4 mei 2020.", label="Tjeerd")
    found = report()
    for rows in (found.documents, found.kinds):
        sums = tuple(map(sum, zip(*map(figures, rows), strict=True)))
        assert sums == figures(found.total)
    n_found, n_added, n_accepted, n_refused, n_open = figures(found.total)
    assert n_found + n_added == n_accepted + n_refused + n_open


def test_another_kind_of_what_a_person_added_is_still_what_a_person_added(report, reviewed, decide):
    decide(reviewed, "recode", "kwibus", code_id="function")
    decide(reviewed, "recode", "Zoltarra", code_id="function")
    assert {row.name: figures(row)[:2] for row in report().kinds} == {
        "person": (3, 0),
        "place": (1, 0),
        "function": (1, 1),
    }


def test_what_was_added_and_taken_back_is_not_counted(report, reviewed, send):
    assert send(reviewed, "undo") == []
    assert figures(report().total) == (5, 0, 3, 1, 1)


def test_what_is_left_is_estimated_from_signed_off_documents_alone(report, reviewed, release):
    before = report()
    assert before.remaining is None
    (row,) = before.documents
    assert row.remaining == remaining(3, 1)
    release(reviewed)
    after = report()
    (row,) = after.documents
    assert row.is_signed_off
    assert after.remaining == row.remaining == remaining(row.n_accepted - 1, 1)
    assert after.remaining.n > 0


def test_a_reviewer_who_adds_nothing_leaves_an_upper_end_only(
    report, bring, propose, release, decide
):
    source_id = bring("Daar zag Zoltarra mij.", detect=False)
    propose(source_id, "person", "Zoltarra")
    decide(source_id, "accept", "Zoltarra")
    release(source_id)
    left = report().remaining
    assert left.n == 0
    assert left.high > 0


def test_a_masked_sensitive_passage_does_not_change_the_estimate(report, reviewed, add, release):
    release(reviewed)
    before = report().remaining
    add(reviewed, "een kwastelier", "sensitive")
    release(reviewed)
    assert report().remaining == before
    assert {row.name for row in report().kinds} >= {"sensitive"}


def test_who_signed_off_is_told_where_two_have_to(study, key, reviewed, report, written):
    change_settings(key, DeidSettings(two_reviewers=True), coder="ana")
    sign_off(study, key, reviewed, coder="ana")
    (row,) = report().documents
    assert (row.approvers, row.is_signed_off) == (("ana",), False)
    assert "| nee (ana) |" in written()
    sign_off(study, key, reviewed, coder="bo")
    (row,) = report().documents
    assert (row.approvers, row.is_signed_off) == (("ana", "bo"), True)
    assert "| yes (ana, bo) |" in written("en")


def test_the_report_holds_no_word_of_anybody(written, reviewed, release):
    release(reviewed)
    names = "Zoltarra|Quibbel|Vlompa|Grint|kwibus|kwastelier|Zoltardam|Marloes|Femke"
    for language in ("nl", "en"):
        assert not re.search(names, written(language), re.IGNORECASE)
        assert "Gesprek 1" in written(language)


def test_the_report_is_in_the_language_that_was_asked_for(written, reviewed, release, report):
    release(reviewed)
    dutch, english = written("nl"), written("en")
    assert dutch.startswith("# Verantwoording van de de-identificatie: Noorderhaven\n")
    assert english.startswith("# Account of the de-identification: Noorderhaven\n")
    assert "Naar schatting bleven" in dutch
    assert "are probably left" in english
    assert "| persoon |" in dutch
    assert "| person |" in english
    for text in (dutch, english):
        total = " | ".join(map(str, figures(report().total)))
        assert re.search(rf"^\| (?:Totaal|Total) \| {re.escape(total)} \|$", text, re.MULTILINE)
