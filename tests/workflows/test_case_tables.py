"""A table about participants comes in whole or not at all."""

from io import BytesIO

import pandas as pd
import pyreadstat
import pytest
from openpyxl import Workbook

from kwalicode.errors import ConflictError, InputError
from kwalicode.model import Attribute
from kwalicode.workflows.attributes import save_attributes, study_attributes
from kwalicode.workflows.case_columns import preview_case_table, with_uses
from kwalicode.workflows.case_tables import import_case_table, match_rows
from kwalicode.workflows.participants import participants_state

CSV = """naam;kant;leidinggevend;leeftijd;begonnen;functie
Annelies Zandstra;ambtelijk;ja;41;1-3-2012;griffier
Bo Wiersum;politiek;nee;29,5;2020-01-31;Kamerlid
Cas Terpstra;ambtelijk;;;;griffier
"""


def read(study, key, content=CSV, name="x.csv", **uses):
    data = content.encode() if isinstance(content, str) else content
    preview = preview_case_table(study, name, data)
    if uses:
        preview = with_uses(preview, uses.pop("participant", None), **uses)
    return import_case_table(study, key, preview, coder="ana")


def rows(study, key):
    """Values by attribute name, by the recorded name of the participant."""
    state = participants_state(study, key)
    names = {one.attribute_id: one.name for one in state.attributes}
    return {row.participant.name: {names[k]: v for k, v in row.held.items()} for row in state.rows}


def test_a_table_makes_participants_with_typed_attributes_and_roles(study, key):
    assert read(study, key) == (0, 3, 2)
    assert rows(study, key) == {
        "Annelies Zandstra": {
            "kant": "ambtelijk",
            "leidinggevend": "yes",
            "leeftijd": "41",
            "begonnen": "2012-03-01",
        },
        "Bo Wiersum": {
            "kant": "politiek",
            "leidinggevend": "no",
            "leeftijd": "29.5",
            "begonnen": "2020-01-31",
        },
        "Cas Terpstra": {"kant": "ambtelijk"},
    }
    types = {one.name: one.type for one in study_attributes(study)}
    assert types == {
        "kant": "choice",
        "leidinggevend": "yes/no",
        "leeftijd": "number",
        "begonnen": "date",
    }
    state = participants_state(study, key)
    assert {row.case.analytic_role for row in state.rows} == {"griffier", "Kamerlid"}
    with study.read() as db:  # no name in the study file, in the history neither
        kept = str(db.execute("SELECT * FROM changes").fetchall())
    assert "Zandstra" not in kept
    assert "ambtelijk" in kept


def test_a_second_table_finds_the_same_people_by_name_pseudonym_or_label(study, key, bring):
    read(study, key, "naam;kant\nAnnelies Zandstra;ambtelijk\n")
    pseudonym = participants_state(study, key).rows[0].participant.pseudonym
    bring("Ik werk hier.", label="Marloes van den Berg")
    done = read(
        study, key, f"deelnemer,kant\n{pseudonym},politiek\nmarloes van den berg,politiek\n"
    )
    assert done[:2] == (2, 0)
    assert [row.held for row in participants_state(study, key).rows] == [
        {study_attributes(study)[0].attribute_id: "politiek"}
    ] * 2


def test_an_interview_imported_later_belongs_to_the_person_of_the_table(study, key, bring):
    read(study, key, "naam;kant\nAnnelies Zandstra;ambtelijk\n")
    bring("Ik werk hier.", label="Annelies Zandstra")
    (row,) = participants_state(study, key).rows
    assert row.participant.labels == ("Annelies Zandstra",)


def test_confidential_values_stand_in_the_key_file_only(study, key):
    read(study, key, confidential=["kant"])
    assert rows(study, key)["Bo Wiersum"]["kant"] == "politiek"
    with study.read() as db:
        held = db.execute("SELECT value FROM attribute_values").fetchall()
        kept = db.execute("SELECT new FROM changes WHERE table_name = 'attribute_values'")
        assert "politiek" not in str([held, kept.fetchall()])
    attributes = study_attributes(study)
    save_attributes(
        study,
        key,
        [Attribute(one.attribute_id, one.name, one.type, one.choices) for one in attributes],
        coder="ana",
    )
    assert rows(study, key)["Bo Wiersum"]["kant"] == "politiek"
    with key.read() as db:
        assert not db.execute("SELECT 1 FROM confidential_values").fetchall()


def test_what_becomes_confidential_leaves_the_study_with_its_history(study, key):
    read(study, key)
    changed = [
        Attribute(one.attribute_id, one.name, one.type, one.choices, is_confidential=True)
        for one in study_attributes(study)
    ]
    save_attributes(study, key, changed, coder="ana")
    assert rows(study, key)["Bo Wiersum"]["kant"] == "politiek"
    with study.read() as db:
        assert not db.execute("SELECT 1 FROM attribute_values").fetchall()
        assert not db.execute(
            "SELECT 1 FROM changes WHERE table_name = 'attribute_values'"
        ).fetchall()


def test_a_column_that_is_never_collected_is_refused_and_what_was_there_is_erased(study, key):
    read(study, key)
    forbidden = [
        Attribute(
            one.attribute_id, one.name, one.type, one.choices, is_forbidden=one.name == "kant"
        )
        for one in study_attributes(study)
    ]
    save_attributes(study, key, forbidden, coder="ana")
    assert "kant" not in rows(study, key)["Bo Wiersum"]
    with pytest.raises(
        InputError, match="Column 2, 'Kant', is something this study never collects"
    ):
        preview_case_table(study, "x.csv", b"naam;Kant\nBo Wiersum;links\n")


def xlsx(*table):
    book = Workbook()
    for cells in table:
        book.active.append(cells)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_and_a_file_of_spss_say_the_same_as_a_csv(study, key, tmp_path):
    day = pd.Timestamp("2012-03-01")
    assert read(study, key, xlsx(["naam", "n", "dag"], ["Bo Wiersum", 3.0, day]), "x.xlsx")[:2] == (
        0,
        1,
    )
    frame = pd.DataFrame({"naam": ["Bo Wiersum"], "sekse": [2.0], "n": [4.5]})
    pyreadstat.write_sav(frame, tmp_path / "x.sav", variable_value_labels={"sekse": {2: "vrouw"}})
    assert read(study, key, (tmp_path / "x.sav").read_bytes(), "x.sav")[:2] == (1, 0)
    assert rows(study, key) == {"Bo Wiersum": {"n": "4.5", "dag": "2012-03-01", "sekse": "vrouw"}}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("x.csv", "naam;n\nBo\n", "Row 2 has 1 cells"),
        ("x.csv", "naam;n\nBo;1;2\n", "Row 2 has 3 cells"),
        ("x.csv", "naam;n\nBo;1\nbo;2\n", "Row 3, column 1: the same participant stands in row 2"),
        ("x.csv", "naam;n\n;1\n", "Row 2, column 1: no participant is named"),
        ("x.csv", "naam;n\nBo;=1+1\n", "Row 2, column 2: this cell is a formula"),
        ("x.csv", "naam;n;n\nBo;1;2\n", "Row 1, column 3: the name of this column"),
        ("x.csv", "naam;;n\nBo;1;2\n", "Row 1, column 2: the name of this column"),
        ("x.csv", "naam;dag\nBo;14-6-2109\n", "Row 2, column dag: this is no date from 1900"),
        ("x.csv", "naam;dag\nBo;31-2-2020\n", "Row 2, column dag: this is no date from 1900"),
        ("x.csv", "naam;n\nrespondent 99;1\n", "Row 2, column 1: nobody has this pseudonym"),
        ("x.csv", 'naam;n\n"Bo;1\n', "the table is broken there"),
        ("x.csv", "", "empty"),
        ("x.csv", b"\x00\x01\x02" * 99, "holds no text"),
        ("x.xlsx", xlsx(["naam", "n"], ["Bo", "=1+1"]), "Row 2, column 2: this cell is a formula"),
        ("x.xlsx", b"PK\x03\x04 broken", "cannot be read as such"),
        ("x.sav", b"$FL2 broken" * 9, "damaged"),
        ("x.docx", "naam", "kwalicode does not read this kind of table"),
    ],
)
def test_a_bad_table_is_refused_in_one_sentence_and_nothing_is_stored(
    study, key, name, content, sentence
):
    with pytest.raises(InputError, match=sentence):
        read(study, key, content, name)
    assert participants_state(study, key).rows == []
    assert study_attributes(study) == []


def test_a_label_of_two_participants_asks_for_the_pseudonym(study, key, bring):
    bring("Ik werk hier.", label="Marloes")
    bring("Ik ook.", label="Marloes")
    with pytest.raises(ConflictError, match="Row 2, column 1: more than one participant"):
        read(study, key, "naam;n\nMarloes;1\n")


def test_the_column_that_says_who_it_is_can_be_chosen(study, key):
    preview = preview_case_table(study, "x.csv", b"n;wie;rest\n1;Bo Wiersum;x\n")
    chosen = with_uses(preview, "wie", leave_out=["rest"])
    assert match_rows(key, chosen) == {2: None}
    import_case_table(study, key, chosen, coder="ana")
    assert rows(study, key) == {"Bo Wiersum": {"n": "1"}}
    with pytest.raises(InputError, match="no column 'wat'"):
        with_uses(preview, "wat")
