"""Co-occurrence against counting by hand, withheld cells against a linear programme."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from kwalicode.analysis.cooccurrence import Places, Together, in_one_unit, overlapping, regions
from kwalicode.analysis.suppression import protect, small_differences, withhold_list
from kwalicode.errors import InputError

N_CODES = 4
CODINGS = st.lists(
    st.tuples(
        st.integers(0, 2), st.integers(0, N_CODES - 1), st.integers(0, 30), st.integers(1, 9)
    ),
    max_size=25,
)


def places(codings):
    rows = [(document, code, start, start + n) for document, code, start, n in codings]
    columns = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Places(*(np.array(column, dtype=np.int64) for column in columns))


def words(codings):
    """Say which characters of which document each code covers, the slow and plain way."""
    covered = {code: set() for code in range(N_CODES)}
    for document, code, start, n in codings:
        covered[code] |= {(document, at) for at in range(start, start + n)}
    return covered


def runs(covered):
    return {(document, at) for document, at in covered if (document, at - 1) not in covered}


@given(CODINGS)
def test_regions_cover_the_same_words_once(codings):
    found = regions(places(codings))
    for code, covered in words(codings).items():
        mine = found.codes == code
        again = {
            (document, at)
            for document, start, end in zip(
                found.documents[mine], found.starts[mine], found.ends[mine], strict=True
            )
            for at in range(start, end)
        }
        assert again == covered
        assert mine.sum() == len(runs(covered))


@given(CODINGS)
def test_two_codes_overlap_where_they_share_a_character(codings):
    found = overlapping(places(codings), N_CODES)
    covered = words(codings)
    for one in range(N_CODES):
        for other in range(N_CODES):
            shares = bool(covered[one] & covered[other])
            assert bool(found.counts[one, other]) == shares
    assert (found.counts == found.counts.T).all()
    assert (found.coefficients <= 1).all()


def test_the_coefficient_is_that_of_the_manual_of_atlas_ti():
    # Codes of 100 and 10 quotations, 5 of them together: 5 / (100 + 10 - 5).
    together = Together(np.array([[100, 5], [5, 10]]))
    assert together.coefficients[0, 1] == pytest.approx(0.0476, abs=5e-5)


def test_codes_of_one_turn_count_once_a_turn():
    units, codes = np.array([0, 0, 0, 1, 2]), np.array([0, 1, 1, 0, 1])
    assert in_one_unit(units, codes, 2).counts.tolist() == [[2, 1], [1, 2]]


def interval(counts, withheld, cell):
    """Give between which numbers a reader who knows all the rest can bound a withheld cell."""
    cells = list(zip(*np.nonzero(withheld), strict=True))
    equations, sums = [], []
    for axis in (0, 1):
        for line in range(counts.shape[axis]):
            equations.append([float(c[axis] == line) for c in cells])
            sums.append(sum(counts[c] for c in cells if c[axis] == line))
    aim = np.array([float(c == cell) for c in cells])
    ends = [
        linprog(sign * aim, A_eq=equations, b_eq=sums, bounds=(1, None), method="highs")
        for sign in (1, -1)
    ]
    return ends[0].fun, -ends[1].fun


@given(arrays(np.int64, (3, 4), elements=st.integers(0, 20)), st.integers(3, 7))
def test_no_withheld_small_cell_can_be_bounded_within_k(counts, k):
    table = protect(counts, k)
    if not table.is_shown:
        assert table.withheld.all()
        return
    for cell in zip(*np.nonzero((counts > 0) & (counts < k)), strict=True):
        low, high = interval(counts, table.withheld, cell)
        assert high - low >= k - 1e-6


def test_a_table_of_two_by_two_with_one_small_cell_is_withheld_whole():
    assert protect(np.array([[3, 12], [20, 15]]), 5).withheld.all()
    shown = protect(np.array([[3, 12, 9], [20, 15, 8], [6, 7, 30]]), 5)
    assert np.argwhere(shown.withheld).tolist() == [[0, 0], [0, 1], [2, 0], [2, 1]]


@given(arrays(np.int64, 5, elements=st.integers(0, 30)), st.integers(3, 9))
def test_what_is_withheld_of_a_list_cannot_be_told_from_its_sum(counts, k):
    withheld = withhold_list(counts, k)
    small = (counts > 0) & (counts < k)
    assert withheld[small].all()
    held = counts[withheld]
    everyone = (counts > 0).sum() == withheld.sum()
    assert not small.any() or everyone or (len(held) > 1 and held.sum() - len(held) >= k)


def test_the_tables_of_the_reference_study_give_its_former_staff_away():
    # Tables 1.1 and B1 of the reference study (W67): 213 and 8 people more in four cells.
    current = {"fractiemedewerker": 173, "Kamerlid": 38, "ambtelijk": 428}
    with_former = {"fractiemedewerker": 177, "Kamerlid": 38, "ambtelijk": 432}
    found = small_differences(current, with_former, 7)
    assert [(cell.label, cell.n) for cell in found] == [("fractiemedewerker", 4), ("ambtelijk", 4)]


def test_a_threshold_that_protects_no_one_is_refused():
    with pytest.raises(InputError, match="k from 3"):
        protect(np.array([[1]]), 2)
