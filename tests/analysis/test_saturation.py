"""Rules of saturation against worked examples: Guest, Namey and Chen, and Francis."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kwalicode.analysis.incidence import Incidence
from kwalicode.analysis.saturation import new_information_rate, standard_settings, ten_plus_three
from kwalicode.errors import InputError, UndefinedError

INSECTS = json.loads((Path(__file__).parent / "fixtures.json").read_text())["insects"]
NEW = INSECTS["new_codes"]  # 15 interviews of the insect study that novelqualcodes (R) ships
NUMBERS = st.lists(st.integers(0, 9), min_size=8, max_size=20)


def test_new_codes_of_each_interview_are_those_of_the_insect_study():
    incidence = Incidence(np.array(INSECTS["matrix"], dtype=bool))
    assert incidence.new_codes.tolist() == NEW
    assert incidence.cumulative.tolist()[-1] == incidence.n_codes == 18


@pytest.mark.parametrize(
    ("run_length", "expected"), [(2, INSECTS["guest_4_2_5pct"]), (3, INSECTS["guest_4_3_5pct"])]
)
def test_the_new_information_rate_is_that_of_novelqualcodes(run_length, expected):
    found = new_information_rate(NEW, base_size=4, run_length=run_length, threshold=0.05)
    assert found.n_base_codes == expected["base_codes"]
    runs = [(run.first, run.last, run.n_new) for run in found.runs]
    assert runs == [tuple(run[:3]) for run in expected["runs"]]
    assert [run.ratio for run in found.runs] == pytest.approx([run[3] for run in expected["runs"]])
    assert found.reached_at == expected["saturated_at"]
    assert found.notation == (expected["notation"] or "")


def test_codes_that_come_after_the_stop_open_it_again():
    assert new_information_rate(NEW).reopened_at == 11
    assert new_information_rate([4, 3, 2, 1, 1, 0, 0, 0]).reopened_at is None


def test_every_interview_bringing_as_much_is_never_saturated():
    assert new_information_rate([4] * 8).reached_at is None


@given(NUMBERS, st.sampled_from(standard_settings()))
def test_a_stricter_threshold_is_never_reached_earlier(new_codes, setting):
    base, run, _ = setting
    if not sum(new_codes[:base]) or len(new_codes) < base + run:
        return
    loose = new_information_rate(new_codes, base_size=base, run_length=run, threshold=0.05)
    strict = new_information_rate(new_codes, base_size=base, run_length=run, threshold=0)
    if strict.reached_at is not None:
        assert loose.reached_at is not None
        assert loose.reached_at <= strict.reached_at


def test_ten_and_three_needs_three_empty_interviews_after_ten():
    assert ten_plus_three(NEW).reached_at is None  # as in the insect study
    assert ten_plus_three([9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) == (13, None)
    assert ten_plus_three([9] * 10 + [0, 1, 0, 0, 0, 2]) == (15, 16)


def test_too_few_interviews_an_empty_base_and_odd_settings_are_said():
    with pytest.raises(UndefinedError, match="2 more interviews are needed"):
        new_information_rate([3, 2, 1, 0])
    with pytest.raises(UndefinedError, match="hold no code"):
        new_information_rate([0, 0, 0, 0, 1, 1])
    with pytest.raises(InputError):
        new_information_rate(NEW, threshold=2)
    with pytest.raises(UndefinedError, match="1 more"):
        ten_plus_three([1] * 12)
