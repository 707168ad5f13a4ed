import csv
import re

import pytest

from kwalicode.store.categories import find_links
from kwalicode.store.codebook import find_synonyms
from kwalicode.store.codings import verify_codings
from kwalicode.store.documents import document_text, find_documents
from kwalicode.store.findings import find_findings
from kwalicode.store.key import open_key
from kwalicode.store.memos import KINDS, find_memos
from kwalicode.store.relations import STRENGTHS, find_relations
from kwalicode.store.sources import find_sources
from kwalicode.store.themes import find_themes
from kwalicode.text import normalise
from kwalicode.workflows.demo import (
    CODERS,
    DEMO_KEY_PASSPHRASE,
    DEMO_NAME,
    create_demo,
    shipped_folder,
)
from kwalicode.workflows.double_coding import compare_coders, pass_coders
from kwalicode.workflows.overview import document_states, study_figures
from kwalicode.workflows.passes import codebook_of_snapshot, passes_state
from kwalicode.workflows.quotes import collect_quotes, scan_quotes


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The demo study, its key file, and what was told of its progress; made once."""
    told = []
    folder = tmp_path_factory.mktemp("demo")
    with (
        create_demo(folder, progress=told.append) as study,
        open_key(study, DEMO_KEY_PASSPHRASE) as key,
    ):
        yield study, key, told


@pytest.fixture(scope="module")
def demo(made):
    return made[0]


@pytest.fixture(scope="module")
def key(made):
    return made[1]


def test_the_demo_has_ten_coded_interviews_and_three_documents_to_review(demo, key):
    states = document_states(demo, key)
    assert [(s.kind, s.state) for s in states] == [
        *[("interview", "coded")] * 10,
        *[("document", "raw")] * 2,
        ("document", "in review"),
    ]
    assert sorted(s.language for s in states[:10]) == ["en"] * 2 + ["nl"] * 8
    assert all(s.n_codings >= 25 and s.n_open == 0 for s in states[:10])
    assert states[-1].n_open > 0


def test_the_demo_has_a_codebook_and_over_three_hundred_codings(demo):
    figures = study_figures(demo)
    assert (figures["documents"], figures["categories"], figures["codes"]) == (10, 8, 40)
    assert 310 <= figures["codings"] <= 350
    with demo.read() as db:
        assert db.execute("SELECT count(*) FROM themes").fetchone()[0] == 3
        assert len(db.execute("SELECT DISTINCT code_id FROM codings").fetchall()) == 40
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
    (both,) = compare_coders(demo, 1, tuple(pass_coders(demo, 1))).documents
    assert set(both.counts) == {"agreed", "other code", "first only", "second only"}


def test_every_coding_of_the_demo_stands_on_its_own_words(demo):
    with demo.write("test", "verify") as db:
        for document in find_documents(db):
            assert verify_codings(db, str(document["id"])) == []


def test_the_interviews_of_the_demo_were_reviewed_by_someone_who_also_refused(demo, key):
    with key.read() as db:
        decided = [
            {finding.state for finding in find_findings(db, source.source_id)}
            for source in find_sources(db)[:10]
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


def test_every_quote_of_the_demo_passes_the_leak_scan(demo, key):
    quotes = collect_quotes(demo)
    assert len(quotes) == study_figures(demo)["codings"]
    assert all(quote.role_label and quote.code and quote.category for quote in quotes)
    assert scan_quotes(key, quotes) == []


def test_progress_of_the_demo_is_told_up_to_the_end(made):
    told = made[2]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_the_demo_names_nobody_in_its_file_names(demo):
    assert demo.path.name == DEMO_NAME
    assert {path.suffix for path in demo.path.parent.iterdir()} >= {".kwali", ".kwalikey"}
