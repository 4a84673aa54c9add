"""Two windows side by side, and the months that a publisher printed."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokrovsk_front.model.comparison import compare, months_against_published, printed_months
from pokrovsk_front.model.readings import ArchiveGapError
from pokrovsk_front.model.windows import Window, have_same_length
from tests.model.made_up import every_day

EARLIER = Window(date(2024, 1, 2), date(2024, 1, 4))
LATER = Window(date(2024, 1, 6), date(2024, 1, 7))
DAILY = every_day(date(2024, 1, 1), [100.0, 101.0, 103.0, 104.0, 104.0, 109.0, 110.0])


def test_the_later_window_is_set_against_the_earlier_one() -> None:
    comparison = compare(DAILY, EARLIER, LATER)
    assert (comparison.earlier.net_km2, comparison.later.net_km2) == (4.0, 6.0)
    assert comparison.difference_km2 == 2.0
    # Three days and two: 4/3 and 3 km2 a day.
    assert comparison.ratio is None
    assert comparison.ratio_per_day == pytest.approx(2.25)
    assert comparison.change_pct == pytest.approx(125.0)
    assert comparison.difference_km2_per_day == pytest.approx(5 / 3)
    assert comparison.earlier_curve["net_km2"].tolist() == [0, 1, 3, 4]
    assert comparison.later_curve["net_km2"].tolist() == [0, 5, 6]


@given(
    steps=st.lists(st.floats(-40, 60), min_size=4, max_size=40),
    data=st.data(),
)
def test_swapping_the_windows_flips_the_sign_and_inverts_the_ratio(
    steps: list[float], data: st.DataObject
) -> None:
    daily = every_day(date(2024, 1, 1), np.cumsum([100_000.0, *steps]).tolist())
    pairs = [sorted(data.draw(st.tuples(*[st.integers(1, len(steps))] * 2))) for _ in range(2)]
    one, other = (
        Window(date(2024, 1, 1) + timedelta(a), date(2024, 1, 1) + timedelta(b)) for a, b in pairs
    )
    there, back = compare(daily, one, other), compare(daily, other, one)
    assert there.difference_km2 == -back.difference_km2
    assert (there.ratio is None) == (back.ratio is None)
    if there.ratio is not None and back.ratio is not None:
        assert there.ratio * back.ratio == pytest.approx(1)


@pytest.mark.parametrize(
    ("later", "is_like_for_like"),
    [
        (Window(date(2025, 1, 1), date(2025, 10, 31)), True),
        (Window(date(2025, 1, 2), date(2025, 11, 1)), True),
        (Window(date(2025, 1, 1), date(2025, 11, 1)), True),
        (Window(date(2025, 1, 1), date(2025, 10, 30)), False),
        (Window(date(2025, 1, 1), date(2025, 11, 2)), False),
    ],
    ids=["but for a leap day", "moved", "as many days", "a day less", "a day more"],
)
def test_totals_compare_where_the_windows_differ_by_a_leap_day_at_most(
    later: Window, is_like_for_like: bool
) -> None:
    ten_months = Window(date(2024, 1, 1), date(2024, 10, 31))
    assert have_same_length(ten_months, later) == is_like_for_like
    leap_day = Window(date(2024, 2, 29), date(2024, 2, 29))
    assert not have_same_length(leap_day, Window(date(2025, 3, 1), date(2025, 3, 2)))


def test_a_ratio_needs_two_advances() -> None:
    assert compare(DAILY, Window(date(2024, 1, 5), date(2024, 1, 5)), LATER).ratio is None


def test_a_window_outside_the_archive_is_refused() -> None:
    with pytest.raises(ArchiveGapError):
        compare(DAILY, EARLIER, Window(date(2024, 1, 6), date(2024, 1, 9)))


def published(*rows: tuple[str, str, float, str, str, str]) -> pd.DataFrame:
    frame = pd.DataFrame(
        rows,
        columns=["period_start_date", "period_end_date", "value", "series_id", "measure", "unit"],
    )
    for column in ("period_start_date", "period_end_date"):
        frame[column] = pd.to_datetime(frame[column])
    return frame


def test_printed_months_are_whole_calendar_months_of_one_series() -> None:
    rows = published(
        ("2025-03-01", "2025-03-31", 133.0, "deepstate", "net_gain", "km2"),
        ("2024-02-01", "2024-02-29", 40.0, "deepstate", "net_gain", "km2"),
        # Not a month: one day short, two months, half a month, a month from the middle on.
        ("2024-02-01", "2024-02-28", 1.0, "deepstate", "net_gain", "km2"),
        ("2024-03-01", "2024-04-30", 2.0, "deepstate", "net_gain", "km2"),
        ("2024-06-15", "2024-06-30", 2.5, "deepstate", "net_gain", "km2"),
        ("2024-05-15", "2024-06-14", 3.0, "deepstate", "net_gain", "km2"),
        # Not net, not an area, not of this publisher.
        ("2024-07-01", "2024-07-31", 4.0, "deepstate", "total_occupied", "km2"),
        ("2024-08-01", "2024-08-31", 5.0, "deepstate", "net_gain", "pct"),
        ("2024-09-01", "2024-09-30", 6.0, "isw_afp", "net_gain", "km2"),
    )
    months = printed_months(rows, "deepstate")
    assert months["month"].tolist() == [pd.Timestamp(2024, 2, 1), pd.Timestamp(2025, 3, 1)]
    assert months["printed_km2"].tolist() == [40.0, 133.0]
    assert printed_months(rows, "nobody").empty


def test_a_month_that_was_not_printed_stands_alone() -> None:
    daily = every_day(date(2024, 1, 31), [100.0 + n for n in range(61)])
    rows = published(("2024-02-01", "2024-02-29", 30.0, "deepstate", "net_gain", "km2"))
    window = Window(date(2024, 2, 1), date(2024, 3, 31))
    months = months_against_published(daily, window, printed_months(rows, "deepstate"))
    assert months["net_km2"].tolist() == [29.0, 31.0]
    assert months["printed_km2"].iloc[0] == 30.0
    assert months["printed_km2"].isna().tolist() == [False, True]
