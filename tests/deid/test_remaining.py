from math import isclose

import pytest

from kwalicode.deid import remaining


def test_the_estimate_is_that_of_the_reference_for_two_passes():
    # FSA 0.9 (R), removal(c(77, 37), method="Seber2"): No 148.2250000, standard error 19.0118725,
    # 95 % interval to 185.4875853.
    left = remaining(77, 37)
    assert isclose(left.n + 77 + 37, 148.225)
    assert isclose(left.high + 77 + 37, 185.4875853, abs_tol=1e-3)


@pytest.mark.parametrize("counts", [(0, 0), (3, 3), (2, 9)])
def test_a_reviewer_who_adds_as_much_as_was_found_leaves_no_estimate(counts):
    assert remaining(*counts) is None


def test_nothing_added_still_leaves_a_little_room():
    # Rule of three (Hanley and Lippman-Hand 1983): 0 of 300 fits a miss rate up to 3/300.
    assert remaining(300, 0) == (0.0, 0.03)


def test_more_additions_mean_more_is_left():
    assert remaining(100, 1).n < remaining(100, 5).n < remaining(100, 20).n
