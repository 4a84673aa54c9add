"""A printed figure beside ours: each measure, the difference, the verdict."""

from dataclasses import replace
from datetime import date

import pytest

from pokrovsk_front.model.claims import ArticleFigure, Check, check
from pokrovsk_front.model.gains import ArchiveGapError
from tests.model.made_up import daily_area

DAILY = daily_area(
    {
        date(2023, 12, 31): 1000.0,
        date(2024, 1, 31): 1100.0,
        date(2024, 12, 31): 1300.0,
        date(2025, 1, 31): 1450.0,
    }
)
AREAS = {"country": 5000.0}
POINTS = {"here": (48.0, 37.0), "there": (49.0, 37.0)}

GAIN = ArticleFigure(
    figure_id="gain",
    label="Net gain",
    measure="net_gain",
    printed_value=148.0,
    unit="km2",
    first_date=date(2025, 1, 1),
    last_date=date(2025, 1, 31),
    baseline_first_date=None,
    baseline_last_date=None,
    area_id=None,
    from_place_id=None,
    to_place_id=None,
    tolerance=2.0,
    definition="",
    source_id="somebody",
    as_of_date=date(2025, 1, 31),
    note="",
)
CHANGE = replace(
    GAIN,
    measure="gain_change_pct",
    unit="pct",
    printed_value=50.0,
    baseline_first_date=date(2024, 1, 1),
    baseline_last_date=date(2024, 1, 31),
)
SHARE = replace(GAIN, measure="share_of_area_pct", unit="pct", printed_value=3.0, area_id="country")
DISTANCE = replace(
    GAIN,
    measure="distance_km",
    unit="km",
    printed_value=30.0,
    first_date=None,
    last_date=None,
    from_place_id="here",
    to_place_id="there",
    tolerance=5.0,
)


@pytest.mark.parametrize(
    ("figure", "ours", "verdict"),
    [
        (GAIN, 150.0, "confirmed"),
        (CHANGE, 50.0, "confirmed"),
        (SHARE, 3.0, "confirmed"),
        (DISTANCE, 111.2, "contradicted"),
    ],
    ids=lambda value: value.measure if isinstance(value, ArticleFigure) else "",
)
def test_each_measure_is_recomputed(figure: ArticleFigure, ours: float, verdict: str) -> None:
    found = check(figure, DAILY, AREAS, POINTS)
    assert found.our_value == pytest.approx(ours, abs=0.05)
    assert found.difference == pytest.approx(ours - figure.printed_value, abs=0.05)
    assert found.verdict == verdict
    assert (found.figure_id, found.unit, found.tolerance) == (
        figure.figure_id,
        figure.unit,
        figure.tolerance,
    )


@pytest.mark.parametrize(
    ("our_value", "verdict"),
    [
        (100.0, "confirmed"),
        (102.0, "confirmed"),
        (98.0, "confirmed"),
        (102.001, "contradicted"),
        (97.999, "contradicted"),
    ],
)
def test_the_tolerance_itself_still_confirms(our_value: float, verdict: str) -> None:
    assert Check("figure", "km2", 100.0, our_value, 2.0).verdict == verdict


def test_a_value_that_is_unknown_confirms_nothing() -> None:
    assert Check("figure", "km2", 100.0, float("nan"), 2.0).verdict == "contradicted"


def test_a_measure_that_nobody_can_recompute_is_refused() -> None:
    with pytest.raises(ValueError, match="'population'"):
        check(replace(GAIN, measure="population"), DAILY, AREAS, POINTS)


def test_a_gain_without_its_days_is_refused() -> None:
    with pytest.raises(ValueError, match="first and a last day"):
        check(replace(GAIN, first_date=None), DAILY, AREAS, POINTS)
    with pytest.raises(ValueError, match="first and a last day"):
        check(replace(CHANGE, baseline_last_date=None), DAILY, AREAS, POINTS)


@pytest.mark.parametrize(
    "figure", [replace(SHARE, area_id="moon"), replace(DISTANCE, to_place_id="moon")]
)
def test_an_unknown_area_or_place_is_refused(figure: ArticleFigure) -> None:
    with pytest.raises(KeyError, match="moon"):
        check(figure, DAILY, AREAS, POINTS)


def test_a_window_that_the_archive_does_not_cover_is_refused() -> None:
    with pytest.raises(ArchiveGapError):
        check(replace(GAIN, last_date=date(2025, 3, 31)), DAILY, AREAS, POINTS)
