"""Agreement of many codes at once is that of one code, one sum, one resample at a time."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwalicode.analysis import agreement
from kwalicode.analysis.other_programs import maxqda_kappa, nvivo_kappa, qualcoder_kappa
from kwalicode.analysis.resampling import draws, intervals
from kwalicode.analysis.tallies import Marks, joined, measures, pooled, summed, tally
from kwalicode.analysis.unitizing import (
    Passage,
    Sums,
    coefficients,
    unitizing_alpha,
    unitizing_sums,
)
from kwalicode.errors import UndefinedError

L = 40
UNITIZING = json.loads((Path(__file__).parent / "fixtures.json").read_text())["unitizing"]


def marks(*rows):
    """Marks of rows (text, code, coder, start, end)."""
    return joined(Marks(*np.array(rows, dtype=np.int64).reshape(-1, 5).T))


def tallied(*rows, lengths=(L,), n_codes=1, n_coders=2, **more):
    sizes = {"n_codes": n_codes, "n_coders": n_coders}
    return tally(marks(*rows), np.array(lengths), **sizes, **more)


def all_measures(counts):
    weights = np.ones((1, len(counts.squares)))
    return {name: found[0, 0] for name, found in measures(summed(counts, weights)).items()}


def test_passages_of_one_coder_and_code_that_overlap_are_one_and_others_stay():
    found = marks(
        (0, 0, 0, 0, 5), (0, 0, 0, 2, 9), (0, 0, 0, 9, 12), (0, 0, 1, 3, 4), (1, 0, 0, 0, 2)
    )
    assert list(zip(*map(np.ndarray.tolist, found), strict=True)) == [
        (0, 0, 0, 0, 9),
        (0, 0, 0, 9, 12),
        (0, 0, 1, 3, 4),
        (1, 0, 0, 0, 2),
    ]


row = st.tuples(
    st.integers(0, 1),
    st.just(0),
    st.integers(0, 2),
    st.integers(0, L - 1),
    st.integers(1, 9),
).map(lambda one: (*one[:4], min(one[3] + one[4], L)))


def or_nan(measure, *values):
    try:
        return measure(*values)
    except UndefinedError:
        return np.nan


@settings(max_examples=60)
@given(st.lists(row, max_size=10), st.integers(2, 3))
def test_every_measure_is_that_of_ratings_written_out_unit_by_unit(rows, n_coders):
    rows = [one for one in rows if one[2] < n_coders]
    ratings = np.zeros((n_coders, 2 * L), dtype=np.int64)
    for text, _code, coder, start, end in rows:
        ratings[coder, text * L + start : text * L + end] = 1
    found = all_measures(tallied(*rows, lengths=(L, L), n_coders=n_coders))
    wanted = {
        "percent": agreement.percent_agreement(ratings),
        "holsti": or_nan(
            agreement.holsti, int(ratings.all(axis=0).sum()), tuple(ratings.sum(axis=1).tolist())
        ),
        "cohen": or_nan(agreement.cohen_kappa, ratings),
        "fleiss": or_nan(agreement.fleiss_kappa, ratings),
        "brennan_prediger": agreement.brennan_prediger(ratings, 2),
        "alpha": or_nan(agreement.krippendorff_alpha, ratings),
        "ac1": agreement.gwet_ac1(ratings, 2),
    }
    assert {name: found[name] for name in wanted} == pytest.approx(wanted, nan_ok=True)


@settings(max_examples=40)
@given(st.lists(row, min_size=1, max_size=8))
def test_u_alpha_of_a_code_is_that_of_the_unitizing_family(rows):
    rows = [(0, *one[1:]) for one in rows]
    coders = [[], [], []]
    for _text, _code, coder, start, end in zip(*map(np.ndarray.tolist, marks(*rows)), strict=True):
        coders[coder].append(Passage(start, end, 0))
    wanted = unitizing_alpha(coders, L).u
    found = all_measures(tallied(*rows, n_coders=3))["u_alpha"]
    assert found == pytest.approx(np.nan if wanted is None else wanted, nan_ok=True)


def test_passages_match_from_the_share_of_words_that_both_have():
    rows = [(0, 0, 0, 0, 10), (0, 0, 1, 5, 10), (0, 0, 1, 20, 30), (0, 0, 0, 21, 30)]
    assert all_measures(tallied(*rows, share=0.5))["matched"] == 1
    assert all_measures(tallied(*rows, share=0.6))["matched"] == 0.5
    assert all_measures(tallied(*rows, share=0.91))["matched"] == 0


def test_a_passage_matches_one_other_of_each_coder_the_one_it_shares_most_with():
    rows = [(0, 0, 0, 0, 20), (0, 0, 1, 0, 10), (0, 0, 1, 10, 20), (0, 0, 2, 0, 20)]
    found = tallied(*rows, n_coders=3, share=0.5)
    # Of 0 and 1, 0 and 2, 1 and 2: each one pair; passages 1 + 2, 1 + 1, 2 + 1.
    assert (found.n_matched[0, 0], found.n_passages[0, 0]) == (3, 8)


def test_codes_are_pooled_by_adding_up_their_tables():
    rows = [(0, 0, 0, 0, 10), (0, 0, 1, 0, 10), (0, 1, 0, 0, 10)]
    found = pooled(tallied(*rows, n_codes=2))
    assert found.by_number[0, 0].tolist() == [60, 10, 10]


# The example of NVivo's help: 1,000 characters, 50 coded by both, 75 by each alone.
NVIVO = [(0, 0, 0, 0, 125), (0, 0, 1, 75, 200)]


def test_the_example_of_nvivo_has_its_kappa_and_that_of_qualcoder_is_another_number():
    counts = tallied(*NVIVO, lengths=(1000,))
    cells = [np.float64(n) for n in (50, 75, 75, 800)]
    assert counts.by_number[0, 0].tolist() == [800, 150, 50]
    assert all_measures(counts)["cohen"] == pytest.approx(0.3143, abs=5e-5)
    assert float(nvivo_kappa(*cells)) == pytest.approx(0.3143, abs=5e-5)
    assert float(qualcoder_kappa(*cells[:3])) == pytest.approx(0.2064, abs=5e-5)


@pytest.mark.parametrize(("length", "kappa"), [(500, 0.20), (5000, 0.385), (50_000, 0.3985)])
def test_the_kappa_of_nvivo_grows_with_the_length_of_the_file(length, kappa):
    cells = [np.float64(n) for n in (50, 75, 75, length - 200)]
    assert float(nvivo_kappa(*cells)) == pytest.approx(kappa, abs=5e-4)


def test_nvivo_says_1_where_nobody_coded_and_maxqda_nothing_of_one_code():
    nothing = [np.float64(n) for n in (0, 0, 0, 100)]
    assert float(nvivo_kappa(*nothing)) == 1
    assert np.isnan(qualcoder_kappa(*nothing[:3]))
    assert maxqda_kappa(0.9, 1) is None


def test_the_sum_of_texts_has_the_coefficients_of_the_texts_set_one_after_another():
    texts, values = [], [0, 1, 2]
    for name in ("two_coder_L100", "three_coder_L100"):
        units = UNITIZING[name]["units"]
        names = sorted({unit[1] for unit in units})
        coders = {}
        for coder, value, start, end in units:
            coders.setdefault(coder, []).append(Passage(start, end, names.index(value)))
        texts.append(list(coders.values())[:2])
    apart = [unitizing_sums(coders, 100, values) for coders in texts]
    found = coefficients(Sums(*(sum(field) for field in zip(*apart, strict=True))))
    # A passage of the first text must not run on into the second: a letter lies between them.
    moved = [[Passage(p.start + 100, p.end + 100, p.value) for p in coder] for coder in texts[1]]
    whole = unitizing_alpha([a + b for a, b in zip(texts[0], moved, strict=True)], 200)
    assert (found.u, found.binary, found.valued) == pytest.approx(whole[:3], abs=1e-12)


def test_intervals_leave_out_what_has_no_value_and_need_half_of_the_resamples():
    found = np.array([[0.0, np.nan, np.nan], [1, 1, np.nan], [2, 2, np.nan], [3, 3, 1]])
    low, high = intervals(found)
    assert (low[0], high[0]) == pytest.approx(tuple(np.quantile([0, 1, 2, 3], [0.025, 0.975])))
    assert (low[1], high[1]) == pytest.approx(tuple(np.quantile([1, 2, 3], [0.025, 0.975])))
    assert np.isnan(low[2])


def test_draws_hold_as_many_documents_as_there_are_and_are_the_same_for_the_same_seed():
    assert (draws(7, n_resamples=5).sum(axis=1) == 7).all()
    assert (draws(7, n_resamples=5) == draws(7, n_resamples=5)).all()


def samples_of_documents(rng, n):
    """Units with the code by both of two coders, by one, by none, of documents that differ."""
    units, given = rng.integers(40, 160, n), rng.beta(2, 18, n)
    seen, wrong = rng.beta(12, 4, (2, n)), rng.beta(1, 40, n)
    code = rng.binomial(units, given)
    both = rng.binomial(code, seen[0] * seen[1])
    one = (seen[0] + seen[1] - 2 * seen[0] * seen[1]) / (1 - seen[0] * seen[1])
    alone = rng.binomial(code - both, one) + rng.binomial(units - code, 1 - (1 - wrong) ** 2)
    return np.stack([units, both, alone], axis=-1).astype(float)


def alpha(sums):
    units, both, alone = np.moveaxis(sums, -1, 0)
    given = 2 * both + alone
    with np.errstate(invalid="ignore"):  # nobody may have given the code
        return 1 - (2 * units - 1) * alone / (given * (2 * units - given))


@pytest.mark.parametrize(("n", "least", "most"), [(2, 0.4, 0.6), (5, 0.72, 0.88), (20, 0.86, 0.97)])
def test_intervals_of_few_documents_hold_the_true_value_less_often_than_they_say(n, least, most):
    rng = np.random.default_rng(3)
    true = alpha(samples_of_documents(rng, 100_000).sum(axis=0))
    found = 0
    for seed in range(300):
        weights = draws(n, n_resamples=200, seed=seed)
        low, high = intervals(alpha(weights @ samples_of_documents(rng, n)))
        found += low <= true <= high
    assert least < found / 300 < most
