"""Estimators of codes unseen, against R: iNEXT 3.0.2, SpadeR 0.1.1, vegan 2.6-4."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.analysis import richness
from kwalicode.analysis.accumulation import (
    coverage_curve,
    extrapolation,
    permutation_band,
    rarefaction,
)
from kwalicode.analysis.incidence import Incidence
from kwalicode.errors import InputError, UndefinedError

FIXTURES = json.loads((Path(__file__).parent / "fixtures.json").read_text())
EXACT = {"rel": 1e-6}


def given_frequencies(n_interviews, frequencies):
    """Make a table in which codes occur so often; where they occur does not matter here."""
    table = np.zeros((n_interviews, len(frequencies)), dtype=bool)
    for column, times in enumerate(frequencies):
        table[:times, column] = True
    return Incidence(table)


def of(name):
    return Incidence(np.array(FIXTURES[name]["matrix"], dtype=bool))


@pytest.mark.parametrize("name", ["dune", "insects"])
def test_chao2_jackknives_and_coverage_are_those_of_r(name):
    incidence, expected = of(name), FIXTURES[name]["expected"]
    found, wanted = richness.chao2(incidence), expected["chao2"]
    assert found == pytest.approx(
        (wanted["est"], wanted["se"], wanted["lo"], wanted["hi"]), rel=1e-6
    )
    assert richness.first_jackknife(incidence) == pytest.approx(expected["jack1"], **EXACT)
    assert richness.sample_coverage(incidence) == pytest.approx(expected["coverage"], **EXACT)


def test_the_second_jackknife_is_that_of_r_or_not_given_below_what_was_seen():
    assert richness.second_jackknife(of("dune")) == pytest.approx(33.84473684, **EXACT)
    with pytest.raises(UndefinedError, match="falls below"):
        richness.second_jackknife(of("insects"))


def test_ice_is_that_of_spader():
    found = richness.incidence_coverage_estimate(of("dune"))
    assert found == pytest.approx(FIXTURES["dune"]["spader_ICE_k10"], abs=5e-4)


@pytest.mark.parametrize("name", ["q2zero", "q1one", "q1one_q2zero", "allsingle"])
def test_few_or_no_codes_seen_once_or_twice_are_treated_as_inext_does(name):
    t, *frequencies = FIXTURES["edge"][name]["input_T_then_freq"]
    wanted = FIXTURES["edge"][name]["iNEXT"]
    incidence = given_frequencies(t, frequencies)
    assert richness.chao2(incidence).value == pytest.approx(wanted["chao2"], abs=5e-4)
    assert richness.sample_coverage(incidence) == pytest.approx(wanted["coverage"], abs=5e-5)


@pytest.mark.parametrize("name", ["dune", "insects"])
def test_the_curve_of_codes_and_its_continuation_are_those_of_r(name):
    incidence, expected = of(name), FIXTURES[name]["expected"]
    t = incidence.n_interviews
    curve, more = rarefaction(incidence), extrapolation(incidence, t)
    covered = coverage_curve(incidence, t)
    for n, value in expected["rarefaction"].items():
        assert curve[int(n) - 1] == pytest.approx(value, **EXACT)
    for n, value in expected["extrapolated"].items():
        assert more[int(n) - t - 1] == pytest.approx(value, **EXACT)
    for n, value in expected["coverage_at"].items():
        assert covered[int(n) - 1] == pytest.approx(value, **EXACT)


def test_interviews_needed_are_those_of_chao_and_others():
    assert richness.interviews_needed(of("dune"), 0.95) == pytest.approx(4.2072, abs=5e-5)
    assert richness.interviews_needed(of("dune"), 0.99) == pytest.approx(27.937, abs=5e-4)
    assert richness.interviews_needed(of("dune"), 0.5) == 0


def test_the_band_of_orders_holds_the_exact_curve_and_is_the_same_for_the_same_seed():
    incidence = of("insects")
    low, high = permutation_band(incidence, n_orders=400, seed=1)
    curve = rarefaction(incidence)
    assert (low <= curve + 1e-9).all()
    assert (curve <= high + 1e-9).all()
    assert low[-1] == high[-1] == incidence.n_codes
    again = permutation_band(incidence, n_orders=400, seed=1)
    assert (again[0] == low).all()


@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=2, max_size=8))
def test_the_exact_curve_is_the_mean_over_all_places_and_never_falls(rows):
    incidence = Incidence(np.array(rows, dtype=bool))
    curve = rarefaction(incidence)
    assert curve[0] == pytest.approx(incidence.table.sum(axis=1).mean())
    assert curve[-1] == pytest.approx(incidence.n_codes)
    assert (np.diff(curve) >= -1e-9).all()


def test_what_has_no_value_is_said():
    alone = given_frequencies(1, [1, 1])
    with pytest.raises(UndefinedError, match="two interviews"):
        richness.chao2(alone)
    with pytest.raises(UndefinedError, match="ICE"):
        richness.incidence_coverage_estimate(given_frequencies(4, [1, 1, 1]))
    with pytest.raises(InputError, match="twice the interviews"):
        extrapolation(of("insects"), 16)
    with pytest.raises(UndefinedError, match="no interview"):
        Incidence(np.zeros((0, 4), dtype=bool))
