import csv
import re
import shutil
from typing import get_args

import pytest

from kwalicode.formats.redactions import TOKEN
from kwalicode.model.quotes import ChangeKind, QuoteState, QuoteStyle
from kwalicode.report.funnel import Branch
from kwalicode.store.attributes import find_values
from kwalicode.store.categories import find_links
from kwalicode.store.codebook import find_synonyms
from kwalicode.store.codings import verify_codings
from kwalicode.store.documents import document_text, find_documents
from kwalicode.store.findings import find_findings
from kwalicode.store.key import open_key
from kwalicode.store.memos import KINDS, find_memos
from kwalicode.store.passes import FIRST_PASS
from kwalicode.store.relations import STRENGTHS, find_relations
from kwalicode.store.sources import find_sources
from kwalicode.store.study import open_study
from kwalicode.store.surveys import find_surveys
from kwalicode.store.themes import find_themes
from kwalicode.text import normalise
from kwalicode.workflows.agreement.agree import agreement, chosen
from kwalicode.workflows.attributes import study_attributes
from kwalicode.workflows.barring import find_barred, find_checks
from kwalicode.workflows.bundles import find_bundle_repeats, open_bundle
from kwalicode.workflows.demo.make import (
    CODERS,
    DEMO_KEY_PASSPHRASE,
    DEMO_NAME,
    DEMO_PASSPHRASE,
    shipped_folder,
)
from kwalicode.workflows.double_coding import compare_coders, pass_coders
from kwalicode.workflows.explore.counting import explore, of_kind
from kwalicode.workflows.explore.groups import by_role, compare
from kwalicode.workflows.explore.levels import by_theme
from kwalicode.workflows.facts import find_facts
from kwalicode.workflows.member_check import standings
from kwalicode.workflows.overview import document_states, study_figures
from kwalicode.workflows.participants import participants_state
from kwalicode.workflows.passes import codebook_of_snapshot, passes_state
from kwalicode.workflows.quotes.checks import accept, check_quotes, open_hits
from kwalicode.workflows.quotes.export_files import collect_export
from kwalicode.workflows.quotes.export_written import judge
from kwalicode.workflows.quotes.headings import Wanted
from kwalicode.workflows.quotes.known_names import known_names
from kwalicode.workflows.quotes.labels_merge import apply_merge
from kwalicode.workflows.quotes.picking import list_quotes
from kwalicode.workflows.quotes.scan import scan_quotes
from kwalicode.workflows.quotes.sheet_answers import find_objections
from kwalicode.workflows.quotes.sheets import sheet_standings
from kwalicode.workflows.recruitment import recruitment_funnel, sampling
from kwalicode.workflows.retention import present_day, retention_state
from kwalicode.workflows.saturation.state import saturation
from workflows.stored import printed


@pytest.fixture
def demo(made):
    return made[0]


@pytest.fixture
def key(made):
    return made[1]


def test_the_demo_has_coded_interviews_and_answers_and_sources_to_review(demo, key):
    states = document_states(demo, key)
    assert [(s.kind, s.state) for s in states] == [
        *[("interview", "coded")] * 11,
        *[("document", "raw")] * 2,
        ("document", "in review"),
        *[("survey answer", "coded"), ("survey answer", "raw")] * 2,
    ]
    assert sorted(s.language for s in states[:11]) == ["en"] * 2 + ["nl"] * 9
    assert sum(s.n_codings >= 25 for s in states[:11]) == 10
    assert all(s.n_codings >= 5 and s.n_open == 0 for s in states if s.state == "coded")
    assert next(s.n_open for s in states if s.state == "in review") > 0


def test_the_demo_has_a_codebook_and_some_four_hundred_codings(demo):
    figures = study_figures(demo)
    assert (figures["documents"], figures["categories"], figures["codes"]) == (13, 8, 50)
    assert 390 <= figures["codings"] <= 430
    with demo.read() as db:
        assert db.execute("SELECT count(*) FROM themes").fetchone()[0] == 3
        assert len(db.execute("SELECT DISTINCT code_id FROM codings").fetchall()) == 50
        names = {row[0] for row in db.execute("SELECT name FROM coders")}
    assert names == set(CODERS)


def test_the_demo_went_through_the_three_passes_and_every_page_has_something(demo):
    state = passes_state(demo)
    assert [(one.kind, bool(one.closed_at)) for one in state.passes] == [
        ("open", True),
        ("axial", True),
        ("thematic", False),
    ]
    books = [codebook_of_snapshot(demo, one.snapshot_id)[0].book for one in state.snapshots]
    assert [len(book.categories) for book in books] == [0, 8]
    assert [len(book.relations) for book in books] == [0, 12]
    with demo.read() as db:
        relations, memos, themes = find_relations(db), find_memos(db, coder="new"), find_themes(db)
        assert len(find_links(db)) >= 2
        assert ["je kop houden"] in find_synonyms(db).values()
    assert all(one.supports for one in relations)
    assert {one.strength for one in relations} == set(STRENGTHS)
    assert {one.memo.kind for one in memos} == set(KINDS)
    assert {one.memo.is_done for one in memos if one.memo.kind == "question"} == {True, False}
    assert all(theme.claim and theme.quotes for theme in themes)
    one, other = compare_coders(demo, 1, tuple(pass_coders(demo, 1))).documents
    assert set(one.counts) == {"agreed", "other code", "first only", "second only"}
    assert set(other.counts) == {"agreed", "first only", "second only"}


def test_every_coding_of_the_demo_stands_on_its_own_words(demo):
    with demo.write("test", "verify") as db:
        for document in find_documents(db):
            assert verify_codings(db, str(document["id"])) == []


def test_everyone_in_the_demo_has_a_role_consent_and_a_way_they_came_in(demo, key):
    rows = participants_state(demo, key).rows
    assert len(rows) == 12
    assert all(row.consent and row.case.analytic_role and row.case.role_label for row in rows)
    assert [row.state for row in rows].count("checked") == 2
    confidential = {one.attribute_id for one in study_attributes(demo) if one.is_confidential}
    assert all(confidential < row.held.keys() for row in rows)
    with demo.read() as db:
        assert not confidential & {name for own in find_values(db).values() for name in own}
    funnel = recruitment_funnel(key)
    assert (funnel.selected, funnel.self_registered) == (
        Branch(n_held=9, n_no_answer=3, n_declined=2, n_waiting=1),
        Branch(n_held=2, n_withdrawn=1),
    )
    assert funnel.n_persons == 12
    matrix = sampling(demo, key).matrix
    assert [c.value for _, cells in matrix for c in cells if c.is_thin] == ["extern"]


def test_the_demo_has_a_survey_in_two_versions(demo):
    with demo.read() as db:
        (survey,) = find_surveys(db)
    assert survey.n_rows == {"medewerkers": 59, "oud-medewerkers": 8}


def test_a_participant_of_the_demo_corrected_added_and_barred(demo, key):
    answered = [one for one in standings(demo, key, present_day()) if one.report]
    assert [(one.recipient.label, one.is_overdue) for one in answered] == [("Gerda", False)]
    assert answered[0].report.answered_on
    assert {one.bars for one in find_barred(demo)} == {"analysis", "quotes"}
    (check,) = find_checks(demo, coder="new")
    assert "heb ik lang slecht van geslapen" in check.words


def test_interviews_and_documents_of_the_demo_have_their_dates(demo, key):
    with key.read() as db:
        kinds = {source.source_id: source.kind for source in find_sources(db)}
    facts = find_facts(key)
    assert all(facts[one].dated for one, kind in kinds.items() if kind != "survey answer")
    assert {facts[one].visibility for one, kind in kinds.items() if kind == "document"} == {
        *("full title", "type only")
    }
    held = [facts[one] for one, kind in kinds.items() if kind == "interview"]
    assert (sum(one.minutes for one in held), [one.minutes for one in held].count(0)) == (268, 1)
    assert {(one.held, one.recorded) for one in held} == {("in person", "yes"), ("video", "yes")}


def test_themes_of_the_demo_are_told_by_role_and_nothing_of_them_is_withheld(demo):
    found = of_kind(by_theme(demo, explore(demo, coder="Anouk")), "interview")
    groups = by_role(found)
    table = compare(found, groups, "participants")
    assert sorted(table.of.tolist()) == [3, 4, 5]
    assert len(found.names) > 2
    assert not table.withheld.any()


def test_nothing_of_the_demo_is_overdue(demo):
    assert {due.state for due in retention_state(demo).dues} == {"soon", "kept"}


def test_the_bundle_that_ships_can_be_split_and_holds_a_repeat(key):
    path = shipped_folder("sample_data") / "documents" / "bundle-01.txt"
    bundle = open_bundle(path.name, path.read_bytes())
    assert [part.piece.type for part in bundle.parts] == [
        *("e-mail", "e-mail", "memo", "minutes", "news", "e-mail")
    ]
    assert TOKEN in bundle.parts[0].transcript.text
    assert [(one.one, one.other) for one in find_bundle_repeats(key, bundle)] == [("5", "0")]


def test_the_interviews_of_the_demo_were_reviewed_by_someone_who_also_refused(demo, key):
    with key.read() as db:
        decided = [
            {finding.state for finding in find_findings(db, source.source_id)}
            for source in find_sources(db)[:11]
        ]
    assert all(states <= {"accepted", "refused"} and "accepted" in states for states in decided)
    assert sum("refused" in states for states in decided) >= 5


def test_no_identifier_is_left_as_a_whole_word_in_the_interviews_of_the_demo(demo, key):
    with key.read() as db:
        interviews = [s for s in find_sources(db) if s.kind == "interview"]
    for source in interviews:
        path = shipped_folder("sample_data") / "identifiers" / source.file_name
        with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
            identifiers = [normalise(row["text"]) for row in csv.DictReader(file)]
        assert len(identifiers) > 10
        with demo.read() as db:
            text = document_text(db, source.source_id)
        as_words = [rf"(?<!\w){re.escape(words)}(?!\w)" for words in identifiers]
        assert [words for words in as_words if re.search(words, text)] == []


def test_the_leak_scan_finds_in_the_quotes_of_the_demo_what_was_planted_and_nothing_else(demo, key):
    quotes = printed(demo)
    assert len(quotes) > 400
    assert all(quote.code and quote.category for quote in quotes)
    unnamed = {quote.document for quote in quotes if not quote.role_label}
    assert all(document.startswith("Veilig of niet") for document in unnamed)
    leaky = scan_quotes(known_names(key), quotes)
    found = [one.quote.text[leak.start : leak.end] for one in leaky for leak in one.leaks]
    assert sorted(found) == ["24 December 2022", "griffier"]


def test_progress_of_the_demo_is_told_up_to_the_end(made):
    told = made[2]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_the_demo_names_nobody_in_its_file_names(demo):
    assert demo.path.name == DEMO_NAME
    assert {path.suffix for path in demo.path.parent.iterdir()} >= {".kwali", ".kwalikey"}


def test_agreement_of_the_demo_is_what_was_recomputed_by_hand(demo):
    """See docs/methods.md; the pass was blind, and the unit was chosen before it was closed."""
    (choice,) = chosen(demo, FIRST_PASS)
    found = agreement(demo, choice, n_resamples=20)
    assert (found.was_blind, choice.unit, found.n_units) == (True, "turn", 202)
    # Of 202 turns and 38 codes: 45 of both, 23 and 8 of one alone.
    assert found.total.by_number == (38 * 202 - 45 - 31, 31, 45)
    judged = 2 * 38 * 202
    alpha = 1 - (judged - 1) * 31 / (121 * (judged - 121))
    assert found.total.measures["alpha"].value == pytest.approx(alpha)


def test_saturation_of_the_demo_is_what_was_recomputed_by_hand(demo):
    """The sums stand in docs/methods.md."""
    found = saturation(demo, coder="Anouk")
    assert (found.is_first, found.choice.chosen_by) == (True, "Anouk")
    numbers, summary = found.numbers, found.numbers.summary
    assert numbers.new_codes == (28, 12, 0, 1, 2, 2, 2, 1, 0, 1, 1)
    assert (summary.n_codes, numbers.n_occurrences) == (50, 299)
    assert (summary.n_once, summary.n_twice, len(found.once)) == (5, 3, 5)
    assert summary.coverage == pytest.approx(8247 / 8372)
    assert (summary.rate.notation, summary.rate.reopened_at) == ("7+2", 10)
    assert {one.rate.reached_at for one in numbers.settings} == {7, None}
    richness = (numbers.chao2.value, numbers.first_jackknife, numbers.second_jackknife, numbers.ice)
    assert richness == pytest.approx((53.788, 54.545, 56.427, 51.573), abs=5e-4)
    assert numbers.next_codes == pytest.approx(1.6385, abs=5e-5)
    assert numbers.expected[:3] == pytest.approx((27.182, 37.527, 41.958), abs=5e-4)
    ((kind, survey),) = found.by_kind
    assert (kind, survey.n_interviews, survey.n_codes) == ("survey answer", 19, 18)
    assert survey.coverage == pytest.approx(0.301, abs=5e-4)


def test_the_register_of_the_demo_shows_every_state_style_and_kind_of_change(demo, key):
    quotes = list_quotes(demo)
    assert {one.state for one in quotes} == set(get_args(QuoteState))
    assert {one.style for one in quotes} == set(get_args(QuoteStyle))
    assert {c.kind for one in quotes for c in one.changes} == set(get_args(ChangeKind))
    hits = check_quotes(demo, known_names(key), quotes)
    assert sorted(hit.check for found in hits.values() for hit in open_hits(found)) == [
        *("date", "function", "label", "pronoun")
    ]
    standings = sheet_standings(demo, present_day())
    assert {one.state for one in standings} == {"to ask", "to ask again", "overdue"}
    (objection,) = find_objections(demo)
    assert objection.answer == "change"
    assert objection.words


def test_the_demo_is_exported_once_its_hits_are_settled_and_one_label_is_merged(made, tmp_path):
    folder = shutil.copytree(made[0].path.parent, tmp_path / "demo")
    with (
        open_study(folder / DEMO_NAME, DEMO_PASSPHRASE) as study,
        open_key(study, DEMO_KEY_PASSPHRASE) as key,
    ):
        quotes = list_quotes(study)
        for quote_id, hits in check_quotes(study, known_names(key), quotes).items():
            for hit in hits:
                if hit.check != "label":
                    accept(study, quote_id, hit, "in the report already", coder="ana")
        export = collect_export(study, Wanted("code"))
        verdict = judge(study, key, export, is_inside=False)
        assert (verdict.leaky, verdict.n_open, verdict.n_names) == ([], 1, 0)
        (failing,) = verdict.labels.failing
        apply_merge(study, failing.merge, coder="ana")
        assert judge(study, key, collect_export(study, Wanted("code")), is_inside=False).may_go
