"""By how much memory grew: each time at its lowest within one cycle of returning it."""

import math

import pytest

from bench.weighing import CYCLE_SECONDS, grown_mib


def test_growth_is_from_lowest_to_lowest_of_a_cycle_and_openings_are_left_out() -> None:
    # What is free is returned each 120 s: 401 MiB at 120 s, 403 at 360 s, and 15 more between.
    samples = [(0.0, 300.0), (40.0, 390.0)]
    samples += [(float(at), 400 + at // 120 + at % 120 / 8) for at in range(120, 481)]
    assert grown_mib(samples, since=100.0) == pytest.approx(403 - 401)
    assert grown_mib(samples, since=0.0) == pytest.approx(403 - 300)
    assert CYCLE_SECONDS > 120


def test_a_short_run_is_halved_and_none_has_no_growth() -> None:
    assert grown_mib([(0.0, 10.0), (1.0, 12.0), (2.0, 13.0), (3.0, 14.0)], since=0.0) == 3
    assert math.isnan(grown_mib([(0.0, 10.0)], since=0.0))
    assert math.isnan(grown_mib([], since=0.0))
