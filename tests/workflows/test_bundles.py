import pytest

from conftest import PASSPHRASE
from kwalicode.errors import ConflictError, InputError, LeakError
from kwalicode.model import Facts
from kwalicode.store.barred import find_barred
from kwalicode.store.facts import facts_of, listed_documents, mail_of
from kwalicode.store.files import add_row
from kwalicode.store.interviews_schema import m008_interviews
from kwalicode.store.sources import find_sources
from kwalicode.store.study import Study
from kwalicode.workflows.bundles import (
    change_part,
    find_bundle_repeats,
    import_bundle,
    join_with_previous,
    open_bundle,
    split_at,
)
from kwalicode.workflows.deidentify import detect_findings, sign_off
from kwalicode.workflows.documents import delete_sources
from kwalicode.workflows.facts import edit_facts, export_source_list
from kwalicode.workflows.repeats import decide_repeat, list_repeats
from workflows.stored import cells

LETTER = (
    "Wij schrijven over de bomen in de straat, die deze zomer veel te weinig water kregen en nu "
    "hun blad verliezen. Wij vragen om een plan voor de komende jaren, en om geld daarvoor."
)
BUNDLE = (
    "From Wytske Zoltarra <wz@voorbeeld.nl>\nSubject bomen\nTo de raad <raad@voorbeeld.nl>\n"
    "Date March 1, 2022 at 9:10:00 AM CET\n\nHierbij de brief over de straat.\n\n"
    "Met vriendelijke groet,\n\n[REDACTED]\n\n\n\n\n"
    "Notitie bomen\nDatum: 2 maart 2022\nBetreft: bomen\n\n" + LETTER + "\n\n\n\n\n"
    "Agenda raad\nDatum: 3 maart 2022\nLocatie: zaal 3\n\n1. Bomen en water\n\n\n\n\n"
    "Memo bomen\nDatum: 4 maart 2022\nBetreft: bomen\n\n" + LETTER + "\n"
).encode()


@pytest.fixture
def bundle():
    return open_bundle("stukken.txt", BUNDLE)


def texts(bundle):
    return [part.transcript.text.split("\n")[0] for part in bundle.parts]


def test_the_preview_can_be_corrected(bundle):
    before = texts(bundle)
    assert len(before) == 4
    joined = join_with_previous(bundle, 2)
    assert [part.start for part in joined.parts] == [
        part.start for n, part in enumerate(bundle.parts) if n != 2
    ]
    again = split_at(joined, bundle.parts[2].start)
    assert texts(again) == before
    with pytest.raises(InputError, match="No document can begin at line"):
        split_at(bundle, bundle.parts[2].start)
    with pytest.raises(InputError, match="Only parts of one text"):
        join_with_previous(bundle, 0)


def test_a_title_stays_when_other_boundaries_move(bundle):
    titled = change_part(bundle, 3, title="Tweede brief", is_left_out=False)
    assert join_with_previous(titled, 1).parts[-1].title == "Tweede brief"


def test_documents_come_in_by_type_with_facts_and_the_head_stays_in_the_key_file(
    study, key, bundle
):
    left = change_part(bundle, 2, title="", is_left_out=True)
    first, *_ = ids = import_bundle(key, left, coder="ana")
    with key.read() as db:
        assert [s.title for s in find_sources(db)] == ["E-mail 1", "Notitie 1", "Notitie 2"]
        assert facts_of(db, first) == Facts(type="e-mail", dated="2022-03-01")
        assert mail_of(db, first)["from"] == "Wytske Zoltarra <wz@voorbeeld.nl>"
    for source_id in ids:
        detect_findings(key, source_id, coder="ana")
        sign_off(study, key, source_id, coder="ana")
    assert not [
        table for table, cell in cells(study) if b"Zoltarra" in cell or b"bomen\nTo" in cell
    ]
    with study.read() as db:
        assert [facts.dated for _, _, facts in listed_documents(db)] == [
            *("2022-03-01", "2022-03-02", "2022-03-04")
        ]


def test_a_bundle_comes_in_once_and_again_when_it_was_removed(study, key, bundle):
    ids = import_bundle(key, bundle, coder="ana")
    before = sorted(cells(key))
    with pytest.raises(ConflictError, match="was imported before"):
        import_bundle(key, bundle, coder="ana")
    assert sorted(cells(key)) == before
    delete_sources(study, key, ids, coder="ana")
    assert len(import_bundle(key, bundle, coder="ana")) == 4


def test_nothing_is_stored_when_nothing_was_chosen(key, bundle):
    for place in range(4):
        bundle = change_part(bundle, place, title="", is_left_out=True)
    with pytest.raises(InputError, match="No document of this file was chosen"):
        import_bundle(key, bundle, coder="ana")
    with key.read() as db:
        assert db.execute("SELECT count(*) FROM bundles").fetchone()[0] == 0


def test_a_repeat_is_found_and_barred_before_or_after_its_sign_off(study, key, bundle):
    assert [(pair.one, pair.other) for pair in find_bundle_repeats(key, bundle)] == [("3", "1")]
    ids = import_bundle(key, bundle, coder="ana")
    (pair,) = list_repeats(key)
    assert (pair.title, pair.other_title, pair.decision) == ("Notitie 2", "Notitie 1", "")
    decide_repeat(study, key, pair.repeat_id, "repeat", coder="ana")
    detect_findings(key, ids[3], coder="ana")
    text = sign_off(study, key, ids[3], coder="ana").text

    def barred():
        with study.read() as db:
            return [(b.start, b.end, b.bars, b.reason) for b in find_barred(db)]

    assert barred() == [(0, len(text), "analysis", "repeat")]
    decide_repeat(study, key, pair.repeat_id, "keep both", coder="ana")
    assert barred() == []
    decide_repeat(study, key, pair.repeat_id, "repeat", coder="ana")
    assert barred() == [(0, len(text), "analysis", "repeat")]


def test_facts_of_many_change_at_once_and_bad_values_change_nothing(study, key, bundle):
    ids = import_bundle(key, bundle, coder="ana")
    detect_findings(key, ids[1], coder="ana")
    sign_off(study, key, ids[1], coder="ana")
    edit_facts(study, key, ids[:2], {"route": "on request", "dated": "28-3-2024"}, coder="ana")
    told = {"minutes": "75", "held": "video", "recorded": "yes", "noted": "no"}
    edit_facts(study, key, ids[:2], told, coder="ana")
    edit_facts(study, key, ids[:1], {"minutes": ""}, coder="ana")
    for bad in (
        *({"dated": "28-3-2109"}, {"dated": "gisteren"}, {"route": "gestolen"}, {"held": "post"}),
        *({"minutes": one} for one in ("uur", "-1", "1441", "1.5", "9" * 5000, "²")),
    ):
        with pytest.raises(InputError):
            edit_facts(study, key, ids, bad, coder="ana")
    with key.read() as db:
        found = [facts_of(db, source_id) for source_id in ids]
        assert mail_of(db, ids[0])["subject"] == "bomen"
    assert [facts.route for facts in found] == ["on request", "on request", "", ""]
    assert (found[0].type, found[0].dated) == ("e-mail", "2024-03-28")
    with study.read() as db:
        ((_, _, listed),) = listed_documents(db)
    assert (listed, listed.route) == (found[1], "on request")
    held = [(one.minutes, one.held, one.recorded, one.noted) for one in found]
    assert held == [(0, "video", "yes", "no"), (75, "video", "yes", "no"), *[(0, "", "", "")] * 2]


class OldStudy(Study):
    """A study of the version before anything was known of how interviews were held."""

    migrations = Study.migrations[: Study.migrations.index(m008_interviews)]


def test_facts_of_an_older_study_stay_and_nothing_is_known_of_its_interviews(tmp_path):
    old = OldStudy.create(tmp_path / "old.kwali", PASSPHRASE)
    with old, old.write("ana", "sign off", undoable=False) as db:
        row = {"id": "d1", "title": "G", "kind": "interview", "language": "nl", "position": 0}
        add_row(db, "documents", dated="2022-06-14", route="public", **row)
    with Study.open(old.path, PASSPHRASE) as study, study.read() as db:
        ((_, _, facts),) = listed_documents(db)
    assert facts == Facts(dated="2022-06-14", route="public", minutes=0, held="", noted="")


def test_the_list_of_sources_names_each_as_far_as_it_may_be(study, key, bundle):
    titles = ("Stuk over bomen", "Brief", "Geheim stuk", "Memo")
    for place, title in enumerate(titles):
        bundle = change_part(bundle, place, title=title, is_left_out=False)
    ids = import_bundle(key, bundle, coder="ana")
    for source_id in ids:
        detect_findings(key, source_id, coder="ana")
        sign_off(study, key, source_id, coder="ana")
    for place, visibility in ((1, "type only"), (2, "hidden"), (3, "type only")):
        edit_facts(study, key, [ids[place]], {"visibility": visibility}, coder="ana")
    edit_facts(study, key, [ids[0]], {"route": "public"}, coder="ana")
    listed = export_source_list(study, key, ".md", language="nl").decode()
    assert listed == (
        "# Bronnenlijst\n\n- Stuk over bomen, e-mail, 1 maart 2022, openbaar\n"
        "- 2 × notitie [geen nadere toelichting i.v.m. anonimiteit]\n"
    )
    assert b"Geheim" not in export_source_list(study, key, ".csv", language="nl")
    assert export_source_list(study, key, ".docx", language="en").startswith(b"PK")
    with pytest.raises(InputError, match=r"\.docx, \.csv or \.md"):
        export_source_list(study, key, ".pdf", language="nl")


def test_a_title_with_a_name_of_the_key_does_not_go_out(study, key, bring, accept, release):
    source_id = bring("Toen belde Zoltarra mij, en ik belde Zoltarra terug.")
    accept(source_id, "Zoltarra")
    release(source_id)
    with study.write("ana", "title", undoable=False) as db:
        db.execute("UPDATE documents SET title = 'Brief aan Zoltarra'")
    with pytest.raises(LeakError, match="may hold identifying text: 1"):
        export_source_list(study, key, ".md", language="nl")
