"""Files of answers as four programs write them, and what is refused in one sentence."""

import io
import json
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pyreadstat
import pytest

from kwalicode.errors import InputError
from kwalicode.formats.survey_guess import guess_mapping
from kwalicode.formats.survey_mapping import read_mapping, write_mapping
from kwalicode.formats.surveys import read_survey
from kwalicode.formats.tables import check_size, read_rows

SAMPLES = Path(__file__).parents[2] / "sample_data" / "survey"
STAFF = (SAMPLES / "staff-2022.csv").read_bytes()


def uses(table):
    mapping = guess_mapping(table, survey="x")
    return {column.name: column.use for column in mapping.columns}


def xlsx(*rows, is_text=False):
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    if is_text:  # a service says that '=) fine' is text; openpyxl takes it for a formula
        for cell in (cell for row in book.active.iter_rows() for cell in row if cell.value):
            cell.data_type = "s"
    book.save(out)
    return out.getvalue()


def sav(tmp_path, frame, **how):
    pyreadstat.write_sav(frame, tmp_path / "x.sav", **how)
    return (tmp_path / "x.sav").read_bytes()


def test_qualtrics_is_known_by_its_three_headings_as_csv_and_as_xlsx():
    table = read_survey("staff.csv", STAFF)
    rows = [row.cells for row in read_rows("staff.csv", STAFF)]
    same = read_survey("staff.xlsx", xlsx(*rows, is_text=True))
    assert (table.form, len(table.rows), table.numbers[0]) == ("qualtrics", 62, 4)
    assert [*map(list, same.rows)] == [*map(list, table.rows)]
    assert table.wordings[table.names.index("Q7")].startswith("Wat maakt dat u zich hier")


def test_what_qualtrics_adds_is_dropped_and_questions_are_told_apart():
    found = uses(read_survey("staff.csv", STAFF))
    dropped = {name for name, use in found.items() if use == "identifying"}
    assert dropped == {
        *("IPAddress", "RecipientLastName", "RecipientFirstName", "RecipientEmail"),
        *("ExternalReference", "LocationLatitude", "LocationLongitude"),
    }
    expected = {
        "Q1": "consent",
        "Q2": "code",
        "Q3": "attribute",
        "Q5_3": "closed",
        "Q6_1": "multiple",
        "Q6_4_TEXT": "open",
        "1_Q10": "loop",
        "Q7": "open",
        "StartDate": "leave out",
        "ResponseId": "leave out",
    }
    assert {name: found[name] for name in expected} == expected


def test_reverse_coding_and_kinds_of_missing_are_guessed():
    mapping = guess_mapping(read_survey("staff.csv", STAFF), survey="x")
    column = next(one for one in mapping.columns if one.name == "Q5_3")
    assert column.is_reversed
    assert column.missing["Zeg ik liever niet"] == "refused"
    assert column.missing["Weet ik niet"] == "don't know"
    # Qualtrics writes -99 where a question was seen and left, so an empty cell was not shown.
    assert (column.missing["-99"], column.blank) == ("no answer", "not asked")
    assert mapping.consent_values == {"Ja"}


def test_limesurvey_is_known_with_codes_or_with_codes_and_texts():
    plain = "id;submitdate;startlanguage;ipaddr;G1Q1[SQ1];G1Q1[SQ2];G1Q2[other];toel\n"
    plain += '1;2022-09-01 10:00;nl;192.0.2.1;Y;N;iets anders;"Ik zeg nooit iets; ik durf niet"\n'
    full = plain.replace("G1Q1[SQ1]", '"G1Q1[SQ1]. Wat zag u? [Schreeuwen]"')
    full = full.replace("startlanguage", '"startlanguage. Start language"')
    for text in (plain, full):
        table = read_survey("x.csv", text.encode("cp1252"))
        assert table.form == "limesurvey"
        found = uses(table)
        assert (found["ipaddr"], found["id"]) == ("identifying", "leave out")
        assert (found["G1Q1[SQ1]"], found["G1Q2[other]"]) == ("multiple", "open")
        assert found["toel"] == "open"


def test_spss_gives_labels_and_kinds_of_missing(tmp_path):
    frame = pd.DataFrame(
        {"q1": [1.0, 2, 98, 99, None], "toel": ["Ik durf niet", "", "ja é", "x", "y"]}
    )
    labels = {1: "eens", 2: "oneens", 98: "weet niet", 99: "wil ik niet zeggen"}
    content = sav(
        tmp_path,
        frame,
        column_labels=["Voelt u zich veilig?", "Licht toe"],
        variable_value_labels={"q1": labels},
        missing_ranges={"q1": [{"lo": 98, "hi": 99}]},
    )
    table = read_survey("x.sav", content)
    assert [row[0] for row in table.rows] == ["1", "2", "98", "99", ""]
    assert table.labels[0]["2"] == "oneens"
    assert table.missing[0] == {"98": "don't know", "99": "refused"}
    assert (table.wordings[0], table.rows[2][1]) == ("Voelt u zich veilig?", "ja é")


def test_spss_with_broken_labels_or_damage_is_refused(tmp_path):
    frame = pd.DataFrame({"q1": [1.0, 2]})
    same = sav(tmp_path, frame, variable_value_labels={"q1": {1: "eens", 2: "eens"}})
    with pytest.raises(InputError, match="two values with one label"):
        read_survey("x.sav", same)
    good = sav(tmp_path, frame, variable_value_labels={"q1": {1: "eens", 2: "oneens"}})
    for broken in (good[:-10], good[:200], b"$FL2", good.replace(b"oneens", b"one\xff\xfes")):
        with pytest.raises(InputError, match="damaged"):
            read_survey("x.sav", broken)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("x.csv", b"a,b\n1,2\n1\n", "Row 3 has 1 cells"),
        ("x.csv", b"a,b\n1,2,3\n", "Row 2 has 3 cells"),
        ("x.csv", b"a,A\n1,2\n", "Column 2 has no name"),
        ("x.csv", b"a,\n1,2\n", "Row 2 has 2 cells"),
        ("x.csv", b"a,b\n", "no answers"),
        ("x.csv", b"\n \n", "empty"),
        ("x.csv", b'a,b\n"1,2\n', "broken"),
        ("x.csv", b"\x00\x01\x02" * 50, "no text"),
        ("x.pdf", b"a,b\n1,2\n", "does not read this kind"),
        ("x.xlsx", b"PK\x03\x04 nothing", "cannot be read"),
        ("x.xlsx", xlsx(["a"], ["=1+1"]), "Row 2, column 1: this cell is a formula"),
    ],
)
def test_a_table_that_cannot_be_kept_is_refused_in_one_sentence(name, content, why):
    with pytest.raises(InputError, match=why):
        read_survey(name, content)


def test_words_that_begin_like_a_formula_are_kept_in_a_csv():
    table = read_survey("x.csv", b"vraag;rol\n=) prima;+31\n- nee;@team\n")
    assert [row[0] for row in table.rows] == ["=) prima", "- nee"]


def test_two_gigabytes_are_refused_before_they_are_read():
    with pytest.raises(InputError, match="larger than 100 MB"):
        check_size(2_000_000_000)


def test_cells_of_a_workbook_become_text():
    table = read_survey("x.xlsx", xlsx(["a", "b", "c"], [3.0, date(2022, 9, 28), True]))
    assert list(table.rows[0]) == ["3", "2022-09-28", "true"]


def test_a_mapping_survives_being_written_and_read():
    mapping = guess_mapping(read_survey("staff.csv", STAFF), survey="Medewerkers", origin="nu")
    again = read_mapping(write_mapping(mapping))
    kept = {"open", "closed", "multiple", "loop", "attribute"}
    pairs = zip(mapping.columns, again.columns, strict=True)
    assert all(a == b if a.use in kept else (a.name, a.use) == (b.name, b.use) for a, b in pairs)
    assert (again.survey, again.origin, again.consent_values) == ("Medewerkers", "nu", {"Ja"})


def test_yaml_that_is_no_mapping_is_refused():
    for text in ("- a", "columns: 3", "columns: [3]", "columns: [{name: a, use: closd}]", "{["):
        with pytest.raises(InputError):
            read_mapping(text)


def test_import_ids_of_the_sample_are_json():
    third = read_rows("staff.csv", STAFF)[2].cells
    assert all("ImportId" in json.loads(cell) for cell in third)
