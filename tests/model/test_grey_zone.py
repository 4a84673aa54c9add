"""The grey zone: known day by day, counted in where it is asked for, never filled in."""

from datetime import date

import pandas as pd
import pytest

from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.comparison import compare
from pokrovsk_front.model.gains import net_gain
from pokrovsk_front.model.grey_zone import in_months, largest_steps, last_known_day
from pokrovsk_front.model.grey_zone_text import (
    grey_zone_between,
    grey_zone_change,
    grey_zone_ends,
    grey_zone_on,
    growth_with_grey_zone,
)
from pokrovsk_front.model.readings import reading_on
from pokrovsk_front.model.sentences import Style
from pokrovsk_front.model.windows import Window, months_of_year
from pokrovsk_front.model.wording import Wording
from tests.model.made_up import every_day

DAILY = read_table("daily_area")
NAN = float("nan")
WORDS = Wording()
UNKNOWN_DAY = date(2025, 8, 5)
"""Its only map is one outline of all occupied land."""


def with_grey(grey_km2: list[float], totals: list[float] | None = None) -> pd.DataFrame:
    """Made-up maps from 1 January 2024 on, one a day."""
    rows = every_day(date(2024, 1, 1), totals or [100.0] * len(grey_km2))
    return rows.assign(grey_zone_km2=grey_km2)


# Measured from the polygons of the archive, outside the project (see CHANGELOG); on 5 February
# 2023 a stray triangle of 530 km2 in the Arabian Sea is left out.
@pytest.mark.parametrize(
    ("day", "grey_km2", "occupied_km2"),
    [
        (date(2023, 2, 5), 405.7, 108_974.2),
        (date(2025, 11, 7), 1300.9, 115_314.6),
        (date(2025, 12, 31), 1375.8, 116_165.3),
        (date(2026, 8, 9), 1791.5, 117_006.6),
    ],
)
def test_the_archive_tells_the_grey_zone_to_its_last_day(
    day: date, grey_km2: float, occupied_km2: float
) -> None:
    reading = reading_on(DAILY, day)
    assert reading.as_of_date == day
    assert reading.grey_zone_km2 == pytest.approx(grey_km2, abs=0.1)
    assert reading.occupied_total_km2 == pytest.approx(occupied_km2, abs=0.1)
    cells = read_table("grey_cells")
    until = cells[cells["as_of_date"] <= pd.Timestamp(day)]
    by_cell = until.groupby("cell")["grey_zone_km2"].last().sum()
    assert by_cell == pytest.approx(grey_km2, abs=0.5), "the same from the cells"


def test_it_is_unknown_only_where_no_map_of_the_day_has_classes() -> None:
    unknown = DAILY[DAILY["grey_zone_km2"].isna()]
    assert set(unknown["archive_id"]) == {"merged"}
    assert len(unknown) == 29
    assert reading_on(DAILY, UNKNOWN_DAY).grey_zone_km2 is None
    assert last_known_day(DAILY) == date(2026, 8, 21)


def test_a_gain_with_the_grey_zone_is_the_change_of_both_together() -> None:
    rows = with_grey([30.0, 25.0, NAN], [100.0, 110.0, 120.0])
    day = Window(date(2024, 1, 2), date(2024, 1, 2))
    assert net_gain(rows, day).net_with_grey_zone_km2 == 5.0
    assert net_gain(rows, Window(date(2024, 1, 2), date(2024, 1, 3))).net_with_grey_zone_km2 is None


def test_the_ten_months_grew_by_63_percent_with_the_grey_zone_counted_in() -> None:
    earlier, later = compare(DAILY, months_of_year(2024, 10), months_of_year(2025, 10)).gains
    grey = DAILY.set_index("as_of_date")["grey_zone_km2"]
    by_hand = 2193.955 + grey[pd.Timestamp(2024, 10, 31)] - grey[pd.Timestamp(2023, 12, 31)]
    assert earlier.net_with_grey_zone_km2 == pytest.approx(by_hand, abs=0.001)
    assert earlier.net_with_grey_zone_km2 == pytest.approx(2435.5, abs=0.1)
    assert later.net_with_grey_zone_km2 == pytest.approx(3958.3, abs=0.1)


def test_a_step_is_measured_between_two_maps_that_tell_the_zone() -> None:
    rows = with_grey([10.0, 14.0, NAN, 90.0, 87.0], [100.0, 101.0, 102.0, 103.0, 105.0])
    steps = largest_steps(rows, date(2024, 1, 1), 3)
    assert [(each.as_of_date.day, each.grey_zone_km2, each.occupied_km2) for each in steps] == [
        (2, 4.0, 1.0),
        (5, -3.0, 2.0),
    ]
    assert [each.as_of_date.day for each in largest_steps(rows, date(2024, 1, 3), 3)] == [5]


def test_the_largest_step_since_2024_is_the_map_of_11_august_2026() -> None:
    (step,) = largest_steps(DAILY, date(2024, 1, 1), 1)
    assert step.as_of_date == date(2026, 8, 11)
    assert step.grey_zone_km2 == pytest.approx(-212.5, abs=0.1)
    assert step.occupied_km2 == pytest.approx(-115.8, abs=0.1)


def test_the_zone_is_measured_in_average_months_of_the_twelve_before() -> None:
    measured = in_months(DAILY, date(2025, 11, 7))
    total = DAILY.set_index("as_of_date")["occupied_total_km2"]
    # November 2024 to October 2025.
    average_km2 = (total[pd.Timestamp(2025, 10, 31)] - total[pd.Timestamp(2024, 10, 31)]) / 12
    assert measured is not None
    assert measured.average_km2 == pytest.approx(average_km2, abs=0.001)
    assert measured.months == pytest.approx(1300.9 / average_km2, abs=0.01)
    assert in_months(DAILY, UNKNOWN_DAY) is None


def test_the_zone_of_a_day_is_said_or_said_to_be_unknown_in_one_sentence() -> None:
    known = grey_zone_on(reading_on(DAILY, date(2025, 11, 7)), WORDS)
    assert known == (
        "The grey zone of unknown status, counted separately, was 1,301 km² on 7 November 2025."
    )
    unknown = grey_zone_on(reading_on(DAILY, UNKNOWN_DAY), WORDS)
    assert unknown.startswith("The grey zone of 5 August 2025 is not known")
    assert unknown.count(".") == 1


def test_two_days_say_both_ends_and_which_of_them_is_unknown() -> None:
    two = [reading_on(DAILY, day) for day in (date(2024, 12, 31), date(2025, 12, 31))]
    both = grey_zone_between(two[0], two[1], WORDS)
    assert "was 729 km² on 31 December 2024 and 1,376 km² on 31 December 2025" in both
    one = grey_zone_between(two[0], reading_on(DAILY, UNKNOWN_DAY), WORDS)
    assert "was 729 km² on 31 December 2024." in one
    assert "of 5 August 2025 is not known" in one


def test_a_window_names_the_areas_of_both_its_ends_or_what_lacks() -> None:
    gain = net_gain(DAILY, months_of_year(2025, 10))
    assert grey_zone_change(gain, Style(WORDS)) == (
        "With the grey zone of unknown status included (729 km² on 31 Dec 2024, 1,301 km² on 31 "
        "Oct 2025), the net change was +3,958 km²."
    )
    # 111,828 + 729 and 115,215 + 1,301.
    assert grey_zone_ends(gain, WORDS) == (
        "January to October 2025, with the grey zone included: from 112,558 km² on 31 Dec 2024 "
        "(729 km² of it grey) to 116,516 km² on 31 Oct 2025 (1,301 km² grey), a net change of "
        "+3,958 km²."
    )
    lacking = net_gain(DAILY, Window(date(2025, 8, 6), date(2025, 8, 31)))
    assert grey_zone_change(lacking, Style(WORDS)) == ""
    assert "not known on the map of 5 Aug 2025." in grey_zone_ends(lacking, WORDS)
    both = net_gain(DAILY, Window(date(2025, 8, 6), date(2025, 9, 5)))
    assert "not known on the maps of 5 Aug 2025 and 5 Sep 2025." in grey_zone_ends(both, WORDS)


def test_the_growth_is_said_with_the_zone_counted_in_unless_an_end_lacks_it() -> None:
    ten_months = compare(DAILY, months_of_year(2024, 10), months_of_year(2025, 10))
    said = growth_with_grey_zone(ten_months, Style(WORDS))
    assert said.startswith("With the grey zone of unknown status included, the net change was ")
    assert "+3,958 km² from 1 Jan to 31 Oct 2025 and +2,435 km²" in said
    assert said.endswith("(+63%).")
    lacking = compare(DAILY, months_of_year(2024, 10), Window(date(2025, 8, 1), UNKNOWN_DAY))
    assert growth_with_grey_zone(lacking, Style(WORDS)) == ""
    loss = compare(
        with_grey([10.0, 5.0, 9.0]),
        Window(date(2024, 1, 2), date(2024, 1, 2)),
        Window(date(2024, 1, 3), date(2024, 1, 3)),
    )
    assert "%" not in growth_with_grey_zone(loss, Style(WORDS)), "a loss has no growth"
