"""Tables by group of several choices of sources: what they tell together is found (W67)."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from kwalicode.analysis.crosstabs import withhold_rows
from kwalicode.errors import ConflictError
from kwalicode.model import Code, Coding, Document, Turn
from kwalicode.store.codebook import add_code
from kwalicode.store.codings import add_coding
from kwalicode.store.documents import add_version
from kwalicode.store.exports import Export, LabelRules, add_export, set_label_rules
from kwalicode.workflows.explore.counting import everything, explore, of_kind
from kwalicode.workflows.explore.groups import by_kind, by_role, compare, told_cells
from kwalicode.workflows.exports import find_told, remember_counts
from kwalicode.workflows.told_sums import cell_of, given_away, parts_of

KINDS = ("interview", "document", "survey answer")
LABELS = "ABCD"


@pytest.fixture
def said(study):
    """Two roles of 9 and 8 in three kinds of source; who says it is told by kind and role."""
    with study.write("ana", "make", undoable=False) as db:
        add_code(db, Code("druk", "druk", None, 0), coder="ana")
        set_label_rules(db, LabelRules(k=3))

    def fill(**numbers):
        for kind, says in numbers.items():
            who = [f"{kind} {role} {n}" for role in says for n in range({"ja": 9, "nee": 8}[role])]
            turns = tuple(Turn(2 * n, 2 * n + 1, one) for n, one in enumerate(who))
            text = "\n".join("x" for _ in who)
            sort = kind.replace("_", " ")
            with study.write("ana", "make", undoable=False) as db:
                made = Document(kind, kind, sort, "nl", text, turns, 1)
                roles = {one: one.split()[1] for one in who}
                add_version(db, made, coder="ana", role_labels=roles)
                for role, n in says.items():
                    for place in [at for at, one in enumerate(who) if f" {role} " in one][:n]:
                        start, key = 2 * place, f"{kind}{role}{place}"
                        row = Coding(key, kind, "druk", "ana", start, start + 1, "x")
                        add_coding(db, row)

    def told(kind):
        found = of_kind(explore(study, coder="ana"), kind)
        groups = by_role(found)
        return told_cells(found, groups, compare(found, groups, "segments"), "role")

    return fill, told


def test_all_sources_less_the_interviews_do_not_tell_of_a_few_who_filled_in_a_survey(study, said):
    fill, told = said
    fill(interview={"ja": 6, "nee": 5}, survey_answer={"ja": 2, "nee": 4})
    remember_counts(study, told(""), coder="ana")
    assert told("")["counts|role|ja|druk"] == 8
    assert told("interview")["counts|role@interview|ja|druk"] == 6
    found = {one.cell: one.n for one in find_told(study, told("interview"))}
    assert found["counts|role|ja|druk"] == 2  # 8 less 6; of the other role 9 less 5 are four
    assert "counts|role|nee|druk" not in found
    with pytest.raises(ConflictError, match="of an earlier export"):
        remember_counts(study, told("interview"), coder="ana")
    remember_counts(study, told("interview"), coder="ana", reason="de enquête is openbaar")
    assert find_told(study, told("interview")) == []
    assert find_told(study, told("survey answer")) == []  # the few are withheld, so all are


def test_totals_and_kinds_of_source_are_told_of_the_groups_of_other_tables_too(study, said):
    fill, told = said
    fill(interview={"ja": 6, "nee": 5}, survey_answer={"ja": 2})

    def total(kind):
        found = explore(study, coder="ana")
        groups = everything(found, kind)
        return told_cells(found, groups, compare(found, groups, "segments"), "kind")

    found = explore(study, coder="ana")
    kinds = told_cells(found, by_kind(found), compare(found, by_kind(found), "documents"), "kind")
    assert [n for cell, n in kinds.items() if "druk" in cell] == []  # 11 and 2
    assert total("survey answer") == {"counts|@survey answer|": 9}  # two say it
    remember_counts(study, told(""), coder="ana")
    assert total("interview")["counts|@interview||druk"] == 11
    found = {one.n for one in find_told(study, total("interview"))}
    assert found == {2}  # 8 and 5 by role less 11
    assert find_told(study, total("")) == []  # their sum
    remember_counts(study, total("interview"), coder="ana", reason="mag")
    assert find_told(study, total("survey answer")) == []


def test_two_days_tell_of_those_between_them():
    def table(day, before, after):
        cells = {cell_of("period", "", [f"before {day}"], "c"): before}
        return cells | {cell_of("period", "", [f"after {day}"], "c"): after}

    earlier = [Export(1, "counts", "ana", "2026", table("2023-05-01", 10, 20))]
    found = {one.n for one in given_away(earlier, table("2023-06-01", 12, 18), 3)}
    assert found == {2}
    assert given_away(earlier, table("2023-06-01", 15, 15), 3) == []


@given(st.lists(st.text("a|,% @+", max_size=4), min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_labels_are_known_again_whatever_stands_in_them(labels):
    cell = cell_of("role", "interview", labels, "c1")
    assert parts_of(cell) == ("role", "interview", labels, "c1")


def test_a_survey_called_counts_is_no_table_of_counts_and_an_old_comma_is_known_again(study):
    cells = {cell_of("role", "", ["raad, lid"], "c"): 9}
    with study.write("ana", "export", undoable=False) as db:
        add_export(db, "survey table", {"counts|role|raad%2C lid|c": 7}, coder="ana")
    assert find_told(study, cells) == []
    with study.write("ana", "export", undoable=False) as db:
        add_export(db, "counts", {"counts|role|raad, lid|c": 8}, coder="ana")
    assert [(one.n, one.export_id) for one in find_told(study, cells)] == [(1, 2)]


def test_three_kinds_against_all_are_compared_as_a_sum(study, said):
    fill, told = said
    whole = {"interview": {"ja": 6, "nee": 5}, "document": {"ja": 5, "nee": 5}}
    fill(**whole, survey_answer={"ja": 6, "nee": 3})
    for kind in ("interview", "document", "survey answer"):
        remember_counts(study, told(kind), coder="ana")
    assert find_told(study, told("")) == []  # each part was told, and none is small
    cells = {**told(""), "counts|role|ja|druk": 19}
    assert {one.n for one in find_told(study, cells)} == {2}  # two are in none of the three


def _cells(row, kind, k):
    """A table of one code by groups, as `told_cells` writes it, and what is withheld."""
    return _told(row, k, lambda places, *counted: cell_of("role", kind, _labels(places), *counted))


def _labels(places):
    return [LABELS[one] for one in places]


def _told(row, k, cell):
    (withheld,) = withhold_rows(np.array([row]), k, of=np.full(len(row), 99))
    cells = {cell([one]): 99 for one in range(len(row))}
    cells |= {cell([one], "c"): int(row[one]) for one in np.flatnonzero(~withheld)}
    hidden = np.flatnonzero(withheld)
    if 0 < len(hidden) < len(row):
        cells[cell(hidden, "c")] = int(sum(row[one] for one in hidden))
    return cells, withheld


_ROWS = st.integers(2, 4).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 9), min_size=n, max_size=n), min_size=3, max_size=3)
)
_CHOICES = ["", *KINDS]
_TABLES = [("role", kind) for kind in _CHOICES] + [("all", kind) for kind in _CHOICES]


@given(_ROWS, st.permutations([*_TABLES, ("kind", "")]), st.integers(3, 5))
@settings(max_examples=60, deadline=None)
def test_no_small_number_follows_from_the_tables_that_may_go_out_together(rows, order, k):
    by_kind = dict(zip(KINDS, np.array(rows), strict=True))
    said = {"": sum(by_kind.values()), **by_kind}
    out = []
    for number, (by, kind) in enumerate(order, 1):
        cells = _table(said, by, kind, k)
        if not given_away(out, cells, k):
            out.append(Export(number, "counts", "ana", "2026", cells))
    n_groups = len(rows[0])
    told = {cell: n for one in out for cell, n in one.cells.items() if parts_of(cell)[3]}
    if not told:
        return
    sets, sums = np.array([_pairs(cell, n_groups) for cell in told]), list(told.values())
    small = {cell_of("", kind, (), "c"): row.sum() for kind, row in said.items()}
    small |= {
        cell_of("role", kind, [LABELS[one]], "c"): n
        for kind, row in said.items()
        for one, n in enumerate(row)
    }
    for aim in (_pairs(cell, n_groups) for cell, n in small.items() if 0 < n < k):
        low, high = (linprog(s * aim, A_eq=sets, b_eq=sums, bounds=(0, None)) for s in (1, -1))
        assert high.status == 3 or -high.fun - low.fun >= 1 - 1e-6  # 3: without an end


def _table(said, by, kind, k):
    """What one table tells: by role in a kind of source, of everybody in one, or by kind."""
    if by == "role":
        return _cells(said[kind], kind, k)[0]
    kinds = KINDS if by == "kind" else [kind]
    row = [said[one].sum() for one in kinds]
    return _told(
        row, k, lambda at, *code: cell_of("", "+".join(kinds[one] for one in at), (), *code)
    )[0]


def _pairs(cell, n_groups):
    """Write a cell as ones and zeros over all pairs of kind and group."""
    by, kind, labels, _ = parts_of(cell)
    found = np.zeros((len(KINDS), n_groups))
    groups = [LABELS.index(label) for label in labels] if by else range(n_groups)
    for one in kind.split("+") if kind else KINDS:
        found[KINDS.index(one), groups] = 1
    return found.ravel()


def test_a_smaller_k_does_not_take_apart_what_an_earlier_table_put_together():
    sizes = {"counts|role|A": 9, "counts|role|B, C": 12, "counts|role|D": 9}
    before = {**sizes, "counts|role|A|c": 6, "counts|role|B, C|c": 9, "counts|role|D|c": 7}
    # With k = 3 the one of B is withheld with the six of A; C, which was with B, is shown.
    now, withheld = _cells([6, 1, 8, 7], "", 3)
    assert withheld.tolist() == [True, True, False, False]
    earlier = [Export(1, "counts", "ana", "2026", before)]
    assert ("counts|role|B|c", 1) in {(one.cell, one.n) for one in given_away(earlier, now, 3)}
