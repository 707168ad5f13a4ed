"""Closed answers as tables: the numbers are right, and nobody can be told from them."""

import csv
import io
import re
from dataclasses import replace
from math import ceil, floor, sqrt

import docx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from lxml import etree
from openpyxl import load_workbook
from scipy.optimize import linprog

from kwalicode.errors import ConflictError, InputError, NotFoundError, UndefinedError
from kwalicode.model import Attribute, Barred, Code, Coding, Document, SurveyQuestion, Theme, Turn
from kwalicode.report.surveys.bars import draw_bars
from kwalicode.report.surveys.numbers import JOINED, TOTAL
from kwalicode.report.surveys.tables import table_csv, table_docx, table_xlsx, written
from kwalicode.store import surveys
from kwalicode.store.attributes import add_attribute
from kwalicode.store.barred import add_barred
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.exports import find_exports
from kwalicode.store.history import undo
from kwalicode.store.survey_settings import Rules
from kwalicode.store.themes import add_theme
from kwalicode.store.withdrawn import delete_case
from kwalicode.workflows.restriction import lift_restriction, restrict
from kwalicode.workflows.surveys.importing import guess, import_survey, read_file
from kwalicode.workflows.surveys.parts import withheld_cells, withheld_numbers
from kwalicode.workflows.surveys.statistics import (
    Asked,
    choose_rules,
    export_table,
    find_choices,
    statistics,
)
from workflows.decrypted import decrypted

# Table B2 of the reference study: mean and deviation of staff, and of members, for each question.
B2 = [
    (5.24, 1.37, 3.71, 1.92),
    (5.13, 1.74, 5.04, 1.64),
    (5.39, 1.66, 4.75, 2.12),
    (5.90, 1.34, 5.36, 1.37),
    (4.91, 1.85, 3.36, 1.73),
    (5.27, 1.52, 4.96, 1.75),
    (4.56, 1.55, 4.61, 1.66),
    (4.48, 1.48, 4.07, 1.56),
    (4.79, 1.76, 4.50, 1.50),
    (4.87, 1.76, 4.68, 1.63),
    (5.79, 1.39, 5.46, 1.29),
]
TURNED = (0, 2, 3)
# Its 38 members cannot all have answered: of 20 to 38 only 28 answers give all printed means.
N_STAFF, N_MEMBERS = 120, 28


def likert(mean, deviation, n):
    """Answers from 1 to 7 whose mean and deviation round to those that were printed."""
    for total in range(ceil((mean - 0.005) * n), floor((mean + 0.005) * n) + 1):
        low, n_high = divmod(total, n)
        values = [low] * (n - n_high) + [low + 1] * n_high
        while True:
            squares = sum(v * v for v in values) - total * total / n
            if abs(sqrt(squares / (n - 1)) - deviation) < 0.005:
                return values
            room = (deviation + 0.005) ** 2 * (n - 1) - squares
            # Two answers that move apart keep the mean.
            apart = [
                (2 * (b - a) + 2, a, b)
                for a in set(values)
                for b in set(values)
                if 1 < a <= b < 7 and 2 * (b - a) + 2 <= room and (a != b or values.count(a) > 1)
            ]
            if not apart:
                break
            _, a, b = max(apart)
            values.remove(a)
            values.remove(b)
            values += [a - 1, b + 1]
    raise AssertionError((mean, deviation, n))


def as_rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_table_b2_of_the_reference_study_comes_back_from_rows_with_its_moments(study, key):
    columns = []
    for place, printed in enumerate(B2):
        scores = likert(*printed[:2], N_STAFF) + likert(*printed[2:], N_MEMBERS)
        columns.append([8 - score if place in TURNED else score for score in scores])
    groups = ["Medewerker"] * N_STAFF + ["Volksvertegenwoordiger"] * N_MEMBERS
    names = [f"I{place}" for place in range(len(B2))]
    lines = [";".join(["rol", *names])]
    lines += [
        ";".join([group, *map(str, row)]) for group, *row in zip(groups, *columns, strict=True)
    ]
    file = read_file("x.csv", "\n".join(lines).encode())
    mapping = guess(study, file, survey="S")
    made = [replace(mapping.columns[0], use="attribute", kind="choice", label="rol")]
    made += [
        replace(one, use="closed", is_reversed=place in TURNED)
        for place, one in enumerate(mapping.columns[1:])
    ]
    import_survey(study, key, file, replace(mapping, columns=tuple(made)), coder="ana")
    asked = Asked(survey_of(study), "means", tuple(names), "rol", has_total=False)
    rows = as_rows(export_table(study, asked, ".csv", language="nl", coder="ana"))
    assert rows[0] == ["", "", "Gemiddelde", "SD", "n"]
    found = [row[2:4] for row in rows[1:23]]
    wanted = [
        [f"{number:.2f}".replace(".", ",") for number in pair]
        for row in B2
        for pair in (row[:2], row[2:])
    ]
    assert found == wanted
    assert [row[0] for row in rows[1:23:2]][:2] == ["I0 (omgekeerd gecodeerd)", "I1"]
    assert {row[1] for row in rows[1:23:2]} == {"Medewerker"}
    caption = " ".join(row[0] for row in rows[23:] if row)
    assert "van 1 tot 7" in caption
    assert "omgekeerd gecodeerd" in caption
    t = (5.24 - 3.71) / sqrt(1.37**2 / N_STAFF + 1.92**2 / N_MEMBERS)
    said = re.search(r"I0: Welch t\(\d+,\d+\) = (\d,\d\d), p = 0,000\d+\*, Hedges’ g = ", caption)
    assert said
    assert float(said[1].replace(",", ".")) == pytest.approx(t, abs=0.05)


def survey_of(study):
    with study.read() as db:
        return surveys.find_surveys(db)[0].survey_id


@pytest.fixture
def make(study):
    """Store a survey: use of each question, and rows of (attributes, answers)."""

    def store(questions, rows, *, first=0):
        with study.write("ana", "make") as db:
            survey_id = surveys.find_survey(db, "S") or surveys.add_survey(db, "S", coder="ana")
            known = {one.name for one in surveys.find_questions(db, survey_id)}
            for name, more in questions.items():
                if name not in known:
                    own = {"wording": name, "use": "closed"} | more
                    surveys.add_question(db, SurveyQuestion(f"q-{name}", survey_id, name, **own))
            cases = [f"formulier {first + n}" for n in range(len(rows))]
            said = [answers for _, answers in rows]
            surveys.add_forms(db, survey_id, "v", zip(cases, said, strict=True))
            traits = {name for own, _ in rows for name in own}
            for name in sorted(traits):
                if not db.execute("SELECT 1 FROM attributes WHERE id = ?", [name]).fetchone():
                    add_attribute(db, Attribute(name, name, "text"))
                values = [
                    (case, own[name])
                    for case, (own, _) in zip(cases, rows, strict=True)
                    if name in own
                ]
                surveys.add_values(db, name, values)
        return survey_id

    return store


def people(**groups):
    """Rows of one question Q by group: the answers as a list."""
    return [({"g": group}, {"Q": str(one)}) for group, own in groups.items() for one in own]


def table(study, survey_id, kind, *questions, **more):
    return statistics(study, Asked(survey_id, kind, questions, **more), coder="ana")


def test_a_small_group_counts_in_the_total_but_is_named_and_found_nowhere(study, make):
    survey_id = make({"Q": {}}, people(man=[4, 6] * 10, vrouw=[5, 7] * 9, anders=[1, 2, 3]))
    found = table(study, survey_id, "means", "Q", group="g")
    n = {line.group: line.numbers[2] for line in found.lines}
    # Of three persons a sum of the others would tell, so a second group stands with them.
    assert n == {"man": 20, JOINED: 21, TOTAL: 41}
    for write in (table_csv, table_docx, table_xlsx):
        content = write(found, "nl")
        if write is table_docx:
            content = docx.Document(io.BytesIO(content)).element.xml.encode()
        assert b"anders" not in content
    assert "overige groepen samen" in table_csv(found, "nl").decode()
    # Nor is the joined group compared with another.
    assert [one.reason for one in found.tests] == ["too few"]


def test_a_table_of_fewer_than_seven_people_is_not_made(study, make):
    survey_id = make({"Q": {}}, people(a=[1, 2, 3], b=[4, 5, 6]))
    with pytest.raises(UndefinedError, match="Fewer than 7"):
        table(study, survey_id, "means", "Q")


@settings(max_examples=40)
@given(arrays(np.int64, (3, 3), elements=st.integers(0, 25)), st.integers(3, 7))
def test_no_withheld_cell_follows_from_the_cells_and_sums_that_are_shown(counts, k):
    assume(counts.sum() >= k)
    names = ["a", "b", "c"]
    n = dict(zip(names, counts.tolist(), strict=True)) | {TOTAL: counts.sum(axis=0).tolist()}
    held = withheld_cells(n, k)
    assert set(held) >= {TOTAL}
    places = [(g, a) for g in range(3) for a in range(3) if held[names[g]][a]]
    equations, sums = [], []
    small = withheld_numbers({group: sum(own) for group, own in n.items()}, k)
    whole = [g for g in range(3) if names[g] not in small]
    lines = [lambda c, g=g: c[0] == g for g in whole]
    lines += [lambda c, a=a: c[1] == a for a in range(3) if not held[TOTAL][a]]
    for line in [*lines, lambda c: True]:
        inside = [float(line(c)) for c in places]
        equations.append(inside)
        sums.append(sum(int(counts[c]) for c in places if line(c)))
    for place, cell in enumerate(places):
        if not 0 < counts[cell] < k:
            continue
        aim = np.eye(len(places))[place]
        low, high = (
            sign * linprog(sign * aim, A_eq=equations, b_eq=sums, method="highs").fun
            for sign in (1, -1)
        )
        assert high - low >= k - 1e-6


def test_an_item_worded_the_other_way_round_is_turned_once_and_never_in_the_store(study, make):
    rows = [({}, {"Q": str(n), "R": str(n)}) for n in (1, 1, 2, 2, 3, 5, 5)]
    survey_id = make({"Q": {}, "R": {"is_reversed": True}}, rows)
    for _ in range(2):
        found = table(study, survey_id, "means", "Q", "R", ends=(1, 5))
        assert [line.numbers[0] for line in found.lines] == pytest.approx([19 / 7, 6 - 19 / 7])
    assert [line.is_turned for line in found.lines] == [False, True]
    with pytest.raises(InputError, match="outside the scale from 1 to 4"):
        table(study, survey_id, "means", "Q", "R", ends=(1, 4))


def test_words_of_a_scale_are_scores_and_kinds_of_missing_stay_apart(study, make):
    words = ["Zeer mee oneens", "Mee oneens", "Neutraal", "Mee eens"] * 7
    rows = [({}, {"Q": word}) for word in words]
    rows += [({}, {"Q": {"missing": "refused"}})] * 8 + [({}, {})] * 9
    survey_id = make({"Q": {}}, rows)
    found = table(study, survey_id, "means", "Q")
    assert found.scale == (1, 5, "Zeer mee oneens", "")
    assert found.lines[0].numbers[::2] == (2.5, 28)
    assert found.missing == {"Q": {"refused": 8, "not asked": 9}}
    assert "niet gevraagd 9, wil niet zeggen 8" in " ".join(written(found, "nl").caption)
    shares = table(study, survey_id, "shares", "Q").lines[0]
    assert shares.numbers == (50, 25, 25, 28)
    counts = table(study, survey_id, "counts", "Q")
    assert [line.label for line in counts.lines] == [*words[:4], TOTAL]


def test_several_answers_are_counted_as_mentions_and_as_persons(study, make):
    ticked = [["a", "b"]] * 10 + [["a"]] * 9 + [[]] * 7
    survey_id = make({"Q": {"use": "multiple"}}, [({}, {"Q": one}) for one in ticked])
    found = table(study, survey_id, "mentions", "Q")
    assert found.mentions == (29, 19)
    numbers = {line.label: line.numbers for line in found.lines}
    assert numbers == {"a": (19, pytest.approx(100 * 19 / 26)), "b": (10, pytest.approx(1000 / 26))}


def test_an_option_that_all_but_a_few_ticked_is_withheld_like_one_that_few_ticked(study, make):
    ticked = [["veilig", "b"]] * 10 + [["veilig", "c"]] * 12 + [["b", "c"]]
    survey_id = make({"Q": {"use": "multiple"}}, [({}, {"Q": one}) for one in ticked])
    numbers = {one.label: one.numbers for one in table(study, survey_id, "mentions", "Q").lines}
    # 22 of 23 would tell of the one who does not feel safe; the sum of the others must not either.
    assert numbers["veilig"] == (None, None)
    assert sum(one == (None, None) for one in numbers.values()) == 2


def test_rounds_stand_beside_each_other_as_in_the_tables_of_the_reference_study(study, make):
    rows = [
        ({}, {"P": {"zelf": "7", "ander": str(n)}, "Q": {"zelf": "8", "ander": "5"}})
        for n in range(1, 9)
    ]
    survey_id = make({"P": {"use": "loop"}, "Q": {"use": "loop"}}, rows)
    names = [one.name for one in find_choices(study, survey_id).columns]
    words = written(table(study, survey_id, "means", *names), "nl")
    assert words.heads[0] == ("", "zelf", "", "", "ander", "", "")
    assert words.rows[0] == ("P", "7,00", "0,00", "8", "4,50", "2,45", "8")


def test_groups_too_small_to_compare_are_named_with_the_reason_and_the_level_is_printed(
    study, make
):
    survey_id = make({"Q": {}}, people(a=[1, 2, 3] * 8, b=[2, 3, 4] * 8, c=[3, 4] * 4))
    found = table(study, survey_id, "means", "Q", group="g")
    assert (found.tests[0].test, found.tests[0].left_out) == ("Welch", ("c",))
    caption = " ".join(written(found, "nl").caption)
    assert "minder dan 10 personen: c." in caption
    assert "p < 0,1; * is significant" in caption
    assert "p = 0,000141*" in caption
    choose_rules(study, Rules(0.05, 7, 5), coder="ana")
    again = table(study, survey_id, "means", "Q", group="g", test="ranks")
    assert (again.tests[0].test, again.tests[0].left_out) == ("Kruskal-Wallis", ())
    assert "p < 0.05" in " ".join(written(again, "en").caption)
    with pytest.raises(InputError, match="3 persons or more"):
        choose_rules(study, Rules(0.05, 2, 5), coder="ana")


def test_a_test_is_not_shown_where_it_would_give_withheld_cells_away(study, make):
    survey_id = make({"Q": {}}, people(a=["ja"] * 20 + ["nee"] * 2, b=["ja"] * 9 + ["nee"] * 15))
    found = table(study, survey_id, "counts", "Q", group="g")
    assert [one.reason for one in found.tests] == ["withheld"]
    assert found.lines[0].numbers[0] is None


def test_a_mean_that_is_withheld_is_in_no_test_either(study, make):
    rows = people(a=[1, 2, 3, 4] * 2, b=[3, 4, 5] * 4, c=[5, 4, 2] * 7)
    rows = [(own, said if n > 5 else {}) for n, (own, said) in enumerate(rows)]  # 2 of 8 answer
    survey_id = make({"Q": {}, "R": {}}, [(own, said | {"R": "1"}) for own, said in rows])
    choose_rules(study, Rules(0.05, 3, 2), coder="ana")
    found = table(study, survey_id, "means", "Q", "R", group="g", test="one spread")
    shown = {one.group for one in found.lines if one.label == "Q" and None not in one.numbers}
    assert shown == {"c", TOTAL}
    # Degrees of freedom would give n of b, and what is left of all is n of a; t gives the mean.
    assert found.tests[0].reason == "withheld"


def test_an_odds_ratio_without_a_value_is_said_in_words(study, make):
    survey_id = make({"Q": {}}, people(a=["ja"] * 20, b=["ja"] * 9 + ["nee"] * 15))
    found = table(study, survey_id, "counts", "Q", group="g")
    said = "Fishers exacte toets, p = 0,0000"
    caption = " ".join(written(found, "nl").caption)
    assert said in caption
    assert "odds ratio heeft geen waarde, want een cel is leeg" in caption


def test_who_agrees_with_an_item_worded_the_other_way_round_agrees_with_its_words(study, make):
    survey_id = make({"Q": {"is_reversed": True}}, people(a=[5] * 10 + [1] * 8))
    found = table(study, survey_id, "shares", "Q")
    assert found.lines[0].numbers[2] == pytest.approx(1000 / 18)
    caption = " ".join(written(found, "nl").caption)
    assert "zoals ze zijn beantwoord" in caption
    assert "omgekeerd gecodeerd" not in caption
    assert table(study, survey_id, "means", "Q").lines[0].numbers[0] == pytest.approx(50 / 18)


def test_where_everyone_gave_the_lowest_score_the_scale_is_asked(study, make):
    survey_id = make({"Q": {"is_reversed": True}}, people(a=[1] * 20, b=[1] * 20))
    for kind in ("means", "shares"):
        with pytest.raises(InputError, match="from a lower to a higher score"):
            table(study, survey_id, kind, "Q", group="g")
    found = table(study, survey_id, "means", "Q", group="g", ends=(1.0, 5.0))
    assert {line.numbers[0] for line in found.lines} == {5.0}
    assert "niet vergeleken, want binnen een groep verschillen" in " ".join(
        written(found, "nl").caption
    )


def test_a_group_in_which_nobody_answered_is_not_drawn_as_withheld(study, make):
    rows = [({"g": g}, {"R": "1"} | ({"Q": "4"} if g == "a" else {})) for g in "ab" * 10]
    found = table(study, make({"Q": {}, "R": {}}, rows), "means", "Q", "R", group="g")
    assert "niemand antwoordde" in draw_bars(found, "nl")
    assert ">·<" not in draw_bars(found, "nl")


def test_items_that_cancel_out_have_a_scale_without_numbers_that_are_none(study, make):
    rows = [({}, {"A": str(n), "B": str(6 - n), "C": str(1 + n * n % 5)}) for n in [1, 2, 4, 5] * 5]
    found = table(study, make({q: {} for q in "ABC"}, rows), "scale", *"ABC")
    assert found.lines[2].numbers[2:] == ("", "")  # without C all have a sum of 6
    words = written(found, "nl")
    assert "nan" not in str(words)
    assert "Leeg: er zijn te weinig vragen" in " ".join(words.caption)


def test_two_tables_that_tell_of_a_few_together_are_not_both_written(study, make):
    survey_id = make({"Q": {}}, people(a=[1, 2, 3] * 8, b=[2, 3, 4] * 8))
    asked = Asked(survey_id, "means", ("Q",), "g")
    export_table(study, asked, ".csv", language="nl", coder="ana")
    export_table(study, asked, ".xlsx", language="nl", coder="ana")
    # Four former staff are added, as in the tables of the reference study (W67).
    make({"Q": {}}, people(a=[5, 5, 5, 5]), first=100)
    with pytest.raises(ConflictError, match="In 2 cells"):
        export_table(study, asked, ".csv", language="nl", coder="ana")
    export_table(study, asked, ".csv", language="nl", coder="ana", reason="de oude is vernietigd")
    with study.read() as db:
        assert [one.reason for one in find_exports(db)] == ["", "", "de oude is vernietigd"]


def test_a_withheld_answer_is_not_computed_from_another_kind_of_table(study, make):
    answers = [1] * 4 + [2] * 11 + [3] * 12 + [4] * 16 + [5] * 9
    survey_id = make({"Q": {}}, people(a=answers, b=answers))
    choose_rules(study, Rules(0.05, 5, 10), coder="ana")

    def export(kind, reason="", group="g"):
        asked = Asked(survey_id, kind, ("Q",), group, test="none", has_total=False)
        return export_table(study, asked, ".csv", language="nl", coder="ana", reason=reason)

    assert "·" in export("counts").decode()
    # 15 of a disagree, 11 of them wholly not: 4 are left, whom the first table withholds.
    for kind in ("shares", "means"):
        with pytest.raises(ConflictError, match="can be computed with another kind"):
            export(kind)
    export("shares", reason="de eerste is niet gedeeld")
    # A question of which nothing is withheld may go out in every way.
    survey_id = make({"R": {}}, [({"g": "a"}, {"R": str(1 + n % 5)}) for n in range(50)], first=200)
    for kind in ("counts", "shares", "means", "counts"):
        asked = Asked(survey_id, kind, ("R",))
        export_table(study, asked, ".csv", language="nl", coder="ana")


def test_a_scale_has_alpha_and_every_item_its_own_worth(study, make):
    rng = np.random.default_rng(7)
    worth = rng.integers(1, 6, 40)
    rows = [
        ({}, {q: str(int(np.clip(one + rng.integers(-1, 2), 1, 5))) for q in "ABC"})
        for one in worth
    ]
    found = table(study, make({q: {} for q in "ABC"}, rows), "scale", *"ABC")
    items = np.array([[int(said[q]) for q in "ABC"] for _, said in rows])
    spread = items.var(axis=0, ddof=1).sum() / items.sum(axis=1).var(ddof=1)
    assert found.alpha == (pytest.approx(1.5 * (1 - spread)), 40)
    assert len(found.lines) == 4
    assert found.lines[-1].numbers[0] == pytest.approx(items.mean())


def test_who_is_restricted_is_in_no_number_and_themes_stand_beside_the_score(study, make):
    survey_id = make({"Q": {}}, people(a=[1] * 10 + [5] * 10))
    text = "\n".join(f"antwoord {n:02}" for n in range(20))
    turns = tuple(Turn(12 * n, 12 * n + 11, f"formulier {n}") for n in range(20))
    with study.write("ana", "make") as db:
        add_version(
            db,
            Document("d", "Q", "survey answer", "nl", text, turns, version=1),
            coder="ana",
            role_labels={},
        )
        add_code(db, Code("c", "angst", None, 0), coder="ana")
        add_theme(db, Theme("t", "Angst", "x", code_ids=("c",)))
        for n in range(10, 20):
            add_coding(
                db, Coding(f"k{n}", "d", "c", "ana", 12 * n, 12 * n + 11, turns_text(text, n))
            )
    found = table(study, survey_id, "joint", "Q")
    assert [line.numbers[::2] for line in found.lines] == [(5, 10), (1, 10)]
    with study.write("ana", "restrict") as db:
        bar = Barred("", "d", 0, 11, turns_text(text, 0), "analysis", "restriction")
        add_barred(db, bar, coder="ana")
    assert table(study, survey_id, "means", "Q").lines[0].numbers[2] == 19


def test_who_gave_closed_answers_alone_can_be_restricted_too(study, make):
    survey_id = make({"Q": {}}, people(a=[1] * 10 + [5] * 10))
    restrict(study, "formulier 0", coder="ana")
    assert table(study, survey_id, "means", "Q").lines[0].numbers[2] == 19
    lift_restriction(study, "formulier 0", coder="ana")
    assert table(study, survey_id, "means", "Q").lines[0].numbers[2] == 20
    assert undo(study, "ana")
    assert table(study, survey_id, "means", "Q").lines[0].numbers[2] == 19
    with study.write("ana", "withdraw", undoable=False) as db:
        delete_case(db, "formulier 0")
    assert b"formulier 0" not in decrypted(study)
    with pytest.raises(ConflictError, match="says nothing in the study"):
        restrict(study, "formulier 99", coder="ana")


def turns_text(text, n):
    return text[12 * n : 12 * n + 11]


def test_the_picture_has_a_bar_for_each_number_that_is_shown_and_none_for_what_is_withheld(
    study, make
):
    survey_id = make({"Q <1>": {}}, [({"g": g}, {"Q <1>": n}) for g in "ab" for n in "12345" * 4])
    found = table(study, survey_id, "means", "Q <1>", group="g")
    svg = etree.fromstring(draw_bars(found, "nl"))
    said = [one.text for one in svg.iter("{*}text")]
    assert (said.count("3,00"), "Q <1>" in said) == (3, True)
    bars = [float(one.get("width")) for one in svg.findall("{*}rect")[1:]]
    assert bars == pytest.approx([315] * 3)  # half of the way from 1 to 5
    held = found._replace(lines=(found.lines[0]._replace(numbers=(None, None, None)),))
    assert len(etree.fromstring(draw_bars(held, "nl")).findall("{*}rect")) == 1
    shares = table(study, survey_id, "shares", "Q <1>")
    said = [one.text for one in etree.fromstring(draw_bars(shares, "en")).iter("{*}text")]
    assert [one for one in said if one.isdecimal()] == ["40", "20", "40"]


def test_files_hold_what_the_page_shows_and_no_formula(study, make):
    rows = [({"g": group}, {"=1+1": str(n)}) for group in ("=A1", "b") for n in (1, 2, 3, 4) * 3]
    found = table(study, make({"=1+1": {}}, rows), "means", "=1+1", group="g")
    words = written(found, "en")
    sheet = load_workbook(io.BytesIO(table_xlsx(found, "en"))).active
    assert [cell.value for cell in sheet[2]] == [
        "=1+1",
        "=A1",
        2.5,
        pytest.approx(1.1677, abs=1e-4),
        12,
    ]
    assert all(cell.data_type == "s" for cell in sheet[2][:2])
    document = docx.Document(io.BytesIO(table_docx(found, "en")))
    read = [tuple(cell.text for cell in row.cells) for row in document.tables[0].rows]
    assert read == [*words.heads, *words.rows]
    assert as_rows(table_csv(found, "en"))[1][:3] == ["'=1+1", "'=A1", "2.50"]


def test_a_question_of_very_many_answers_is_no_table(study, make):
    survey_id = make({"Q": {}}, [({}, {"Q": str(n)}) for n in range(31)])
    with pytest.raises(InputError, match="31 different answers"):
        table(study, survey_id, "counts", "Q")


def test_what_cannot_be_asked_is_said_in_a_sentence(study, make):
    survey_id = make({"Q": {}}, people(a=["ja"] * 9, b=["nee"] * 9))
    with pytest.raises(InputError, match="no scores"):
        table(study, survey_id, "means", "Q")
    with pytest.raises(NotFoundError, match="Question X"):
        table(study, survey_id, "counts", "X")
    with pytest.raises(NotFoundError, match="grouped"):
        table(study, survey_id, "counts", "Q", group="x")
    with pytest.raises(InputError, match="one answer a person"):
        table(study, survey_id, "mentions", "Q")
    with pytest.raises(InputError, match="choose one"):
        table(study, survey_id, "counts")


def test_a_group_of_one_value_is_not_offered_and_is_refused_in_a_sentence(study, make):
    survey_id = make({"Q": {}}, [({"g": "a"}, {"Q": n}) for n in "12345" * 4])
    assert "g" not in find_choices(study, survey_id).groupings
    with pytest.raises(NotFoundError, match="choose another variable"):
        table(study, survey_id, "means", "Q", group="g")
