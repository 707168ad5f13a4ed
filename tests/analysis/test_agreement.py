"""Agreement of coders against published tables and reference implementations."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from kwalicode.analysis import agreement
from kwalicode.analysis.agreement import MISSING
from kwalicode.analysis.unitizing import Passage, unitizing_alpha
from kwalicode.errors import InputError, UndefinedError

UNITIZING = json.loads((Path(__file__).parent / "fixtures.json").read_text())["unitizing"]
# Table, percent, kappa, alpha, AC1, Brennan-Prediger, Fleiss; kappa of Cohen 1960 (p. 37 and 45) and
# Artstein and Poesio 2008; the others by krippendorff 0.9.0, irrCAC 0.4.4 and statsmodels 0.15.
TABLES = [
    (
        [[25, 12, 3], [13, 2, 15], [12, 16, 2]],
        0.29,
        -0.092308,
        -0.095271,
        -0.04797,
        -0.065,
        -0.10078,
    ),
    ([[88, 14, 18], [10, 40, 10], [2, 6, 12]], 0.70, 0.491525, 0.488462, 0.57597, 0.55, 0.48718),
    ([[20, 10], [20, 50]], 0.70, 0.347826, 0.343956, 0.44954, 0.40, 0.34066),
    ([[46, 0, 0], [6, 32, 6], [0, 0, 10]], 0.88, 0.801325, 0.800535, 0.82874, 0.82, 0.79953),
    ([[8, 1], [0, 1]], 0.90, 0.615385, 0.627451, 0.86577, 0.80, 0.60784),
]


def from_table(table):
    """Write a table of two coders out as ratings."""
    cells = [(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]
    return np.array(cells).T


@pytest.mark.parametrize(("table", "wanted"), [(table, wanted) for table, *wanted in TABLES])
def test_measures_of_two_coders_are_those_published(table, wanted):
    ratings, n_values = from_table(table), len(table)
    found = (
        agreement.percent_agreement(ratings),
        agreement.cohen_kappa(ratings),
        agreement.krippendorff_alpha(ratings),
        agreement.gwet_ac1(ratings, n_values),
        agreement.brennan_prediger(ratings, n_values),
        agreement.fleiss_kappa(ratings),
    )
    assert found == pytest.approx(tuple(wanted), abs=5.1e-6)


def rated(*rows):
    return np.array([[MISSING if c == "*" else int(c) for c in row.split()] for row in rows])


def test_alpha_of_four_coders_with_gaps_is_krippendorffs():
    # Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, example C.
    ratings = rated(
        "1 2 3 3 2 1 4 1 2 * * *",
        "1 2 3 3 2 2 4 1 2 5 * 3",
        "* 3 3 3 2 3 4 2 2 5 1 *",
        "1 2 3 3 2 4 4 1 2 5 1 *",
    )
    assert agreement.krippendorff_alpha(ratings) == pytest.approx(0.743421, abs=5e-7)
    assert agreement.gwet_ac1(ratings, 5) == pytest.approx(0.77544, abs=5e-6)
    assert agreement.fleiss_kappa(ratings) == pytest.approx(0.76117, abs=5e-6)


def test_alpha_of_two_values_is_that_of_the_textbook():
    # Krippendorff 2004, p. 224.
    ratings = rated("1 1 0 0 0 0 0 0 0 0", "0 1 1 0 0 1 0 1 0 0")
    assert agreement.percent_agreement(ratings) == pytest.approx(0.6)
    assert agreement.krippendorff_alpha(ratings) == pytest.approx(0.095238, abs=5e-7)
    assert agreement.cohen_kappa(ratings) == pytest.approx(0.090909, abs=5e-7)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=4, max_size=40))
def test_kappa_is_that_of_scikit_learn_or_said_to_have_no_value(pairs):
    ratings = np.array(pairs).T
    if len(set(ratings.ravel().tolist())) == 1:
        with pytest.raises(UndefinedError):
            agreement.cohen_kappa(ratings)
    else:
        wanted = cohen_kappa_score(*ratings)
        assert agreement.cohen_kappa(ratings) == pytest.approx(wanted)


def test_the_interval_of_a_measure_holds_it_and_is_the_same_for_the_same_seed():
    ratings = from_table(TABLES[1][0])
    found = agreement.bootstrap_interval(agreement.cohen_kappa, ratings, n_resamples=400)
    # Cohen 1960 with the standard error of Fleiss, Cohen and Everitt 1969: 0.392 to 0.591.
    assert (found.low, found.high) == pytest.approx((0.392, 0.591), abs=0.03)
    again = agreement.bootstrap_interval(agreement.cohen_kappa, ratings, n_resamples=400)
    assert again == found


def test_one_coder_one_value_and_nothing_judged_twice_have_no_agreement():
    with pytest.raises(UndefinedError, match="two coders"):
        agreement.cohen_kappa(rated("1 0 1"))
    with pytest.raises(UndefinedError, match="one value"):
        agreement.krippendorff_alpha(rated("1 1", "1 1"))
    with pytest.raises(UndefinedError, match="No unit"):
        agreement.percent_agreement(rated("1 *", "* 1"))
    with pytest.raises(UndefinedError, match="coded anything"):
        agreement.holsti(0, (0, 0))


@pytest.mark.parametrize("name", ["readme2_L20", "two_coder_L100", "three_coder_L100"])
def test_the_u_alpha_family_is_that_of_two_public_implementations(name):
    fixture = UNITIZING[name]
    values = sorted({value for _, value, *_ in fixture["units"]})
    coders = {}
    for coder, value, start, end in fixture["units"]:
        coders.setdefault(coder, []).append(Passage(start, end, values.index(value)))
    found = unitizing_alpha(list(coders.values()), fixture["L"])
    wanted = fixture["expected"]
    assert (found.u, found.binary, found.valued, found.coverage) == pytest.approx(
        (wanted["u"], wanted["|u"], wanted["cu"], wanted["coverage"]), abs=1e-12
    )
    for number, value in enumerate(values):
        assert found.by_value[number] == pytest.approx(tuple(wanted["(k)u"][value]), abs=1e-12)


PASSAGES = st.lists(st.integers(1, 60), min_size=2, max_size=8, unique=True).map(
    lambda edges: [
        Passage(start, end, number % 3)
        for number, (start, end) in enumerate(zip(*[iter(sorted(edges))] * 2, strict=False))
    ]
)


@given(PASSAGES, PASSAGES)
def test_agreement_on_passages_does_not_depend_on_who_comes_first_and_is_1_with_oneself(one, two):
    ours, theirs = unitizing_alpha([one, two], 80), unitizing_alpha([two, one], 80)
    assert ours[:4] == pytest.approx(theirs[:4])
    assert ours.by_value.keys() == theirs.by_value.keys()
    assert unitizing_alpha([one, one], 80).u == pytest.approx(1)


def test_passages_that_overlap_or_lie_outside_and_empty_coders_are_refused():
    with pytest.raises(InputError, match="overlaps another"):
        unitizing_alpha([[Passage(0, 5, 0), Passage(4, 6, 0)], []], 10)
    with pytest.raises(InputError, match="ends outside"):
        unitizing_alpha([[Passage(0, 11, 0)], []], 10)
    with pytest.raises(UndefinedError, match="coded anything"):
        unitizing_alpha([[], []], 10)
    assert unitizing_alpha([[Passage(0, 5, 0)], []], 10).valued is None
