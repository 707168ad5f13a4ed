"""Labels beside quotes: shared by enough, repaired in one step, and nothing told by subtraction."""

import json
from dataclasses import replace

import pytest

from conftest import PASSPHRASE, copied
from kwalicode.analysis.label_groups import Merge
from kwalicode.errors import ConflictError, InputError, LeakError
from kwalicode.model import Code, Coding, Document, Role, Theme, Turn
from kwalicode.model.quotes import QuoteChange
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding, delete_coding
from kwalicode.store.documents import add_version
from kwalicode.store.exports import LabelRules, add_export, find_exports, find_words
from kwalicode.store.files import add_row
from kwalicode.store.history import undo
from kwalicode.store.quote_register import find_registered
from kwalicode.store.quotes import find_quotes
from kwalicode.store.roles import find_roles, replace_roles
from kwalicode.store.study import Study
from kwalicode.store.themes import add_theme
from kwalicode.workflows.explore.counting import explore
from kwalicode.workflows.explore.groups import by_role, compare, told_cells
from kwalicode.workflows.exports import find_told, remember_counts, told_together
from kwalicode.workflows.participants import save_roles
from kwalicode.workflows.quotes import register
from kwalicode.workflows.quotes.labels import (
    accept_differences,
    accept_label,
    choose_label_rules,
    counts_shown,
    label_findings,
    remember_export,
)
from kwalicode.workflows.quotes.labels_groups import GroupedQuote
from kwalicode.workflows.quotes.labels_merge import apply_merge
from kwalicode.workflows.quotes.picking import make_quote

# Tables 1.1 and B1 of the reference study: the second counts eight former staff too (W67).
TABLE_1_1 = {
    "Politiek": 213, "Lid Presidium/Kamerlid": 38, "Fractiemedewerker": 173, "Ambtelijk": 428,
    "Griffiersdiensten": 99, "Stafdiensten + Directie Huisvesting": 214, "CIO-diensten": 97,
    "Lid MT of diensthoofd": 32, "Andere leidinggevende functie": 47,
    "Geen leidinggevende functie": 339,
}  # fmt: skip
TABLE_B1 = {
    "Totaal informed consent": 654, "Politiek": 217, "Lid Presidium/Kamerlid": 38,
    "Fractiemedewerker": 177, "Ambtelijk": 432, "Griffiersdiensten": 99,
    "Stafdiensten + Directie Huisvesting": 218, "CIO-diensten": 97, "Lid MT of diensthoofd": 36,
    "Andere leidinggevende functie": 47, "Geen leidinggevende functie": 339,
}  # fmt: skip


@pytest.fixture
def spoken(study):
    """Make a document in which so many participants of each role label say a line each."""

    def spoken(document_id="d1", first=1, **n_by_label):
        labels = [label for label, n in n_by_label.items() for _ in range(n)]
        lines = [f"Dit zegt nummer {first + place} hardop." for place in range(len(labels))]
        starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
        names = [f"respondent {first + place}" for place in range(len(labels))]
        turns = tuple(
            Turn(start, start + len(line), name)
            for start, line, name in zip(starts, lines, names, strict=True)
        )
        text = "\n".join(lines)
        document = Document(document_id, document_id, "interview", "nl", text, turns, version=1)
        with study.write("ana", "sign off") as db:
            add_version(
                db, document, coder="ana", role_labels=dict(zip(names, labels, strict=True))
            )
        return turns

    return spoken


@pytest.fixture
def coded(study):
    """Code passages of a document: each a start and an end."""

    def coded(passages, code="druk", document_id="d1"):
        with study.write("ana", "code") as db:
            if not db.execute("SELECT 1 FROM codes WHERE id = ?", [code]).fetchone():
                add_code(db, Code(code, code, None, 0), coder="ana")
            text = db.execute(
                "SELECT text FROM versions WHERE document_id = ?", [document_id]
            ).fetchone()[0]
            for start, end in passages:
                coding_id = f"{code}-{document_id}-{start}-{end}"
                coding = Coding(coding_id, document_id, code, "ana", start, end, text[start:end])
                add_coding(db, coding)

    return coded


def spans(turns):
    return [(turn.start, turn.end) for turn in turns]


def quotes_of(study):
    with study.read() as db:
        return [
            GroupedQuote(one, (("all",), ("category", one.category), ("code", one.code)))
            for one in find_quotes(db)
        ]


def findings_of(study):
    return label_findings(study, quotes_of(study))


def test_a_label_counts_all_who_could_bear_it_and_not_only_who_is_quoted(study, spoken, coded):
    turns = spoken(ambtenaar=8, kamerlid=3)
    coded(spans(turns)[:1] + spans(turns)[-1:])
    (failing,) = findings_of(study).failing
    assert (failing.label, failing.n, failing.n_quotes) == ("kamerlid", 3, 1)
    assert failing.merge == (("kamerlid",), "ambtenaar", 3, 11)
    choose_label_rules(study, LabelRules(k=3), coder="ana")
    assert not findings_of(study).blocks
    with pytest.raises(InputError, match="shared by 3 participants or more"):
        choose_label_rules(study, LabelRules(k=2), coder="ana")


def test_a_merge_is_one_step_for_roles_participants_and_quotes(study, spoken, coded):
    turns = spoken(ambtenaar=8, kamerlid=2, griffier=1)
    with study.write("ana", "roles") as db:
        replace_roles(db, [Role("", "de griffier", "kamerlid"), Role("", "staf", "ambtenaar")])
        db.execute(
            "UPDATE cases SET analytic_role = 'de griffier', role_label = 'kamerlid' "
            "WHERE role_label = 'griffier'"
        )
    coded(spans(turns))
    quote_id = make_quote(study, [f"druk-d1-{turns[8].start}-{turns[8].end}"], coder="ana")
    register.set_state(study, quote_id, "sent", coder="ana")
    (failing,) = findings_of(study).failing
    assert (failing.label, failing.n) == ("kamerlid", 3)
    apply_merge(study, failing.merge, coder="ana")
    assert findings_of(study).failing == ()
    with study.read() as db:
        # Inside, who was only labelled has a role of that name now.
        assert {(one.name, one.label) for one in find_roles(db)} == {
            ("de griffier", "ambtenaar"),
            ("kamerlid", "ambtenaar"),
            ("staf", "ambtenaar"),
        }
        assert [(q.role_label, q.state) for q in find_registered(db)] == [("ambtenaar", "changed")]
    assert {one.quote.role_label for one in quotes_of(study)} == {"ambtenaar"}
    assert undo(study, "ana")
    assert [one.n for one in findings_of(study).failing] == [3]


def test_a_typed_label_is_counted_by_who_bears_it_and_a_general_one_by_all(study, spoken, coded):
    turns = spoken(ambtenaar=9)
    coded(spans(turns)[:2])
    for turn, label in zip(turns, ("ambtenaar van kleur", "Een deelnemer"), strict=False):
        quote_id = make_quote(study, [f"druk-d1-{turn.start}-{turn.end}"], coder="ana")
        register.describe(study, quote_id, label, "", coder="ana")
    (failing,) = findings_of(study).failing
    assert (failing.label, failing.n) == ("ambtenaar van kleur", 1)
    register.describe(study, quote_id, "", "", coder="ana")
    assert [one.label for one in findings_of(study).failing] == ["ambtenaar van kleur"]


def test_who_speaks_in_more_than_a_third_of_a_theme_is_named_by_pseudonym(study, spoken, coded):
    turns = spoken(ambtenaar=9)
    words = [(turns[0].start + n, turns[0].end) for n in (0, 4, 8)]
    coded(words + spans(turns)[1:5])
    assert findings_of(study).over_quoted == ()
    with study.write("ana", "theme") as db:
        add_theme(db, Theme("t", "Druk van boven", code_ids=("druk",)))
    (found,) = findings_of(study).over_quoted
    assert (found.theme, found.pseudonym, found.n, found.of) == (
        "Druk van boven",
        "respondent 1",
        3,
        7,
    )
    choose_label_rules(study, LabelRules(share=0.5), coder="ana")
    assert findings_of(study).over_quoted == ()


def test_the_same_words_told_differently_are_found(study, spoken, coded):
    turns = spoken(ambtenaar=9)
    start, end = spans(turns)[0]
    # As in the reference study: one quote is a part of another, and only one was adapted (2.1).
    coded([(start, end), (start + 9, end)])
    assert findings_of(study).reused == ()
    quote_id = make_quote(study, [f"druk-d1-{start}-{end}"], coder="ana")
    assert findings_of(study).reused == ()
    register.adapt(study, quote_id, QuoteChange(9, 17, "die ene", "person"), coder="ana")
    (found,) = findings_of(study).reused
    assert (found.what, found.document) == ("words", "d1")
    register.take_back(study, quote_id, 9, coder="ana")
    register.describe(study, quote_id, "deelnemer", "", coder="ana")
    (found,) = findings_of(study).reused
    assert found.what == "label"
    # What both leave as it is may differ elsewhere.
    register.describe(study, quote_id, "ambtenaar", "", coder="ana")
    register.adapt(study, quote_id, QuoteChange(0, 3, "Zoiets", "grammar"), coder="ana")
    assert findings_of(study).reused == ()


def test_a_quote_that_went_out_with_other_words_is_found(study, spoken, coded):
    turns = spoken(ambtenaar=9)
    coded(spans(turns)[:8])
    before = quotes_of(study)
    remember_export(study, before, coder="ana")
    assert label_findings(study, before).reused == ()
    first = before[0].quote
    later = [GroupedQuote(replace(first, text="Iets anders.")), *before[1:]]
    (found,) = label_findings(study, later).reused
    assert (found.first, found.second, bool(found.exported_at)) == ("Iets anders.", "", True)
    with study.write("ana", "withdraw") as db:
        delete_coding(db, first.coding_id)
        assert find_words(db).keys() == {one.quote.coding_id for one in before[1:]}


def test_the_two_tables_of_the_reference_study_tell_of_the_former_staff(study):
    with study.write("ana", "export", undoable=False) as db:
        add_export(db, "survey table", TABLE_1_1, coder="ana")
    with study.read() as db:
        found = told_together(find_exports(db), TABLE_B1, 7)
    assert {one.cell: one.n for one in found} == {
        "Politiek": 4,
        "Fractiemedewerker": 4,
        "Ambtelijk": 4,
        "Stafdiensten + Directie Huisvesting": 4,
        "Lid MT of diensthoofd": 4,
    }
    # What was published once gives away nothing more when it is written again.
    with study.write("ana", "export", undoable=False) as db:
        add_export(db, "survey table", TABLE_B1, coder="ana", reason="besloten in het team")
    with study.read() as db:
        assert told_together(find_exports(db), TABLE_B1, 7) == []


def test_an_export_that_tells_of_a_few_beside_an_earlier_one_needs_a_reason(study, spoken, coded):
    coded(spans(spoken(ambtenaar=9)))
    remember_export(study, quotes_of(study), coder="ana")
    coded(spans(spoken("d2", 20, ambtenaar=2)), document_id="d2")
    findings = findings_of(study)
    assert {one.told.n for one in findings.differences} == {2}
    assert "label|ambtenaar" in {one.told.cell for one in findings.differences}
    with pytest.raises(LeakError, match="would tell of fewer than 7 participants"):
        remember_export(study, quotes_of(study), coder="ana")
    with pytest.raises(InputError, match="Write why"):
        accept_differences(study, findings.differences, " ", coder="ana")
    accept_differences(study, findings.differences, "het concept is vernietigd", coder="ana")
    assert not findings_of(study).blocks
    remember_export(study, quotes_of(study), coder="ana")
    with study.read() as db:
        first, second = find_exports(db)
    assert (first.reason, second.reason) == ("", "het concept is vernietigd")
    assert (second.kind, second.cells["label|ambtenaar"]) == ("quotes", 11)


def test_a_small_label_goes_out_with_a_reason_until_its_number_changes(study, spoken, coded):
    coded(spans(spoken(kamerlid=4)))
    (failing,) = findings_of(study).failing
    assert failing.merge.into == ""
    accept_label(study, failing, "zij willen zo heten", coder="ana")
    with pytest.raises(ConflictError, match="accepted already"):
        accept_label(study, failing, "nog eens", coder="ana")
    assert not findings_of(study).blocks
    spoken("d2", 20, kamerlid=1)
    assert findings_of(study).blocks


def test_counts_beside_quotes_are_withheld_with_what_would_give_them_away(study, spoken, coded):
    turns = spoken(ambtenaar=30)
    coded(spans(turns)[:8], "veel")
    coded(spans(turns)[8:10], "weinig")
    coded(spans(turns)[10:30], "meer")
    counts = counts_shown(study, quotes_of(study))
    assert counts[("all",)] == 30
    # Two of 30 are left when 8 and 20 are taken off, so the next smallest goes too.
    assert counts["code", "weinig"] is None
    assert counts["code", "veel"] is None
    assert counts["code", "meer"] == 20
    assert "code|veel" not in _told(study)
    assert _told(study)["code|meer"] == _told(study)["code|meer|ambtenaar"] == 20


def _told(study):
    remember_export(study, quotes_of(study), coder="ana")
    with study.read() as db:
        return find_exports(db)[-1].cells


def test_a_table_of_counts_is_remembered_and_compared_too(study, spoken, coded):
    coded(spans(spoken(ambtenaar=9, kamerlid=8)))

    def told():
        found = explore(study, coder="ana")
        groups = by_role(found)
        return told_cells(found, groups, compare(found, groups, "participants"), "role")

    assert told() == {
        "counts|role|ambtenaar": 9,
        "counts|role|ambtenaar|druk": 9,
        "counts|role|kamerlid": 8,
        "counts|role|kamerlid|druk": 8,
    }
    remember_counts(study, told(), coder="ana")
    coded(spans(spoken("d2", 20, ambtenaar=1)), document_id="d2")
    assert {one.cell for one in find_told(study, told())} == {
        "counts|role|ambtenaar",
        "counts|role|ambtenaar|druk",
    }
    with pytest.raises(
        ConflictError,
        match="differ by fewer than 7 participants from those of an earlier export: 2",
    ):
        remember_counts(study, told(), coder="ana")
    remember_counts(study, told(), coder="ana", reason="het eerste bestand is weg")
    assert find_told(study, told()) == []


def told(study):
    """Give what the labels of an export of all quotes tell beside earlier ones."""
    differences = findings_of(study).differences
    return {(one.told.cell, one.told.n) for one in differences if one.told.cell.startswith("label")}


@pytest.fixture
def roles(study, spoken, coded):
    """Ten civil servants and eight members who are quoted, each with a role of that name."""
    coded(spans(spoken(ambtenaar=10, kamerlid=8)))
    save_roles(study, [Role("", one, one) for one in ("ambtenaar", "kamerlid")], coder="ana")
    with study.write("ana", "roles", undoable=False) as db:
        db.execute("UPDATE cases SET analytic_role = role_label WHERE role_label <> ''")

    def label(**labels):
        with study.read() as db:
            new = [replace(one, label=labels.get(one.name, one.label)) for one in find_roles(db)]
        save_roles(study, new, coder="ana")

    return label


def test_a_renamed_label_is_compared_with_what_was_told_of_it_before(study, roles, spoken, coded):
    remember_export(study, quotes_of(study), coder="ana")
    roles(ambtenaar="medewerker")
    assert told(study) == set()
    roles(ambtenaar="collega")
    coded(spans(spoken("d2", 20, collega=3)), document_id="d2")
    assert told(study) == {("label|collega", 3)}
    assert "code|druk|collega" in {one.told.cell for one in findings_of(study).differences}


def test_a_label_whose_new_name_was_undone_is_compared_with_that_name(study, roles, spoken, coded):
    with study.write("ana", "export", undoable=False) as db:
        add_export(db, "counts", {}, coder="ana")
    roles(ambtenaar="medewerker")
    remember_export(study, quotes_of(study), coder="ana")
    assert undo(study, "ana")
    assert told(study) == set()
    coded(spans(spoken("d2", 20, ambtenaar=3)), document_id="d2")
    assert told(study) == {("label|ambtenaar", 3)}


def test_labels_that_were_merged_are_added_up(study, roles, spoken, coded):
    remember_export(study, quotes_of(study), coder="ana")
    merge = Merge(("kamerlid",), "ambtenaar", 8, 18)
    apply_merge(study, merge, coder="ana")
    assert told(study) == set()
    assert undo(study, "ana")
    coded(spans(spoken("d2", 20, ambtenaar=1, kamerlid=1)), document_id="d2")
    assert told(study) == {("label|ambtenaar", 1), ("label|kamerlid", 1)}
    apply_merge(study, merge, coder="ana")
    assert told(study) == {("label|ambtenaar", 2)}


def test_a_merge_that_went_out_and_was_undone_is_compared_with_its_parts(study, roles):
    choose_label_rules(study, LabelRules(k=9), coder="ana")
    with study.write("ana", "export", undoable=False) as db:
        add_export(db, "counts", {}, coder="ana")
    apply_merge(study, Merge(("kamerlid",), "ambtenaar", 8, 18), coder="ana")
    remember_export(study, quotes_of(study), coder="ana")
    assert undo(study, "ana")
    assert told(study) == {("label|ambtenaar", 8)}


def test_a_part_of_those_who_bore_a_label_is_compared_with_all_of_them(study, roles):
    roles(kamerlid="ambtenaar")
    remember_export(study, quotes_of(study), coder="ana")
    roles(kamerlid="ambtenaar", ambtenaar="medewerker")
    choose_label_rules(study, LabelRules(k=9), coder="ana")
    assert told(study) == {("label|medewerker", 8)}


def test_a_table_of_counts_follows_a_label_too(study, roles):
    with study.write("ana", "export", undoable=False) as db:
        cells = {"counts|role|ambtenaar": 10, "counts|role@interview|kamerlid|c": 8}
        add_export(db, "counts", cells, coder="ana")
    roles(ambtenaar="medewerker", kamerlid="Tweede Kamer")
    new = {"counts|role|medewerker": 12, "counts|role@interview|Tweede Kamer|c": 8}
    assert {(one.cell, one.n) for one in find_told(study, new)} == {("counts|role|medewerker", 2)}


class OldStudy(Study):
    """A study as the version before the ledger made it."""

    migrations = Study.migrations[:5]


def test_tables_that_an_older_version_remembered_are_in_the_ledger(tmp_path):
    with OldStudy.create(tmp_path / "old.kwali", PASSPHRASE) as old:
        told = [["ana", "2026-01-02T10:00:00+00:00", {"a": 12}]]
        with old.write("ana", "export", undoable=False) as db:
            add_row(db, "settings", id="survey tables", value=json.dumps(told))
    with copied(Study(old.path, old._raw_key), _made(tmp_path / "new")) as study:
        study._migrate()
        with study.read() as db:
            (found,) = find_exports(db)
            assert db.execute("SELECT count(*) FROM settings").fetchone()[0] == 0
    assert (found.kind, found.exported_by, found.cells) == ("survey table", "ana", {"a": 12})


def _made(folder):
    folder.mkdir()
    return folder
