"""Days of maps that are inferred, within one day: what hinges on them is said with its size."""

from datetime import date

import pandas as pd
import pytest

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.records import claims
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.dating import Certainty
from pokrovsk_front.model.gains import monthly_gains, net_gain
from pokrovsk_front.model.headlines import headlines
from pokrovsk_front.model.measures import check
from pokrovsk_front.model.readings import inferred_days, reading_on
from pokrovsk_front.model.sentences import Style, gain_sentence
from pokrovsk_front.model.timeline import lasting_coverage
from pokrovsk_front.model.windows import Window
from pokrovsk_front.model.wording import Wording
from tests.model.made_up import every_day

FIRST = date(2026, 1, 1)
STYLE = Style(Wording())


def daily(*inferred: int) -> pd.DataFrame:
    """Ten maps, the total growing by 1, 2, 3 … km2; the numbered ones are dated within one day."""
    totals = [100.0 + n * (n + 1) / 2 for n in range(10)]
    frame = every_day(FIRST, totals)
    frame.loc[list(inferred), "certainty"] = "within_one_day"
    return frame


def window(first: int, last: int) -> Window:
    return Window(FIRST.replace(day=first + 1), FIRST.replace(day=last + 1))


def test_a_reading_carries_the_certainty_of_its_map_and_what_stands_if_it_came_a_day_later() -> (
    None
):
    frame = daily(4)
    sure, inferred = (reading_on(frame, FIRST.replace(day=n + 1)) for n in (3, 4))
    assert (sure.certainty, sure.occupied_if_later_km2) == (Certainty.CERTAIN, None)
    assert inferred.certainty is Certainty.WITHIN_ONE_DAY
    # 100 + (1 + 2 + 3) on the map before, one 4 more on its own.
    assert (inferred.occupied_total_km2, inferred.occupied_if_later_km2) == (110.0, 106.0)


def test_a_map_that_stands_for_a_later_day_moves_nothing_when_its_day_is_inferred() -> None:
    frame = daily(4).drop(index=5).reset_index(drop=True)
    reading = reading_on(frame, FIRST.replace(day=6))
    assert (reading.gap_days, reading.is_within_one_day) == (1, True)
    assert reading.occupied_if_later_km2 is None


@pytest.mark.parametrize(
    ("inferred", "bounds_km2", "said"),
    [
        ((), (27.0, 27.0), ""),
        ((7,), (20.0, 27.0), "The map of 8 January 2026 is dated within one day. With that map a "
         "day later, the net gain from 3 Jan to 8 Jan 2026 would be 20 km²."),
        ((1,), (27.0, 28.0), "The map of 2 January 2026 is dated within one day. With that map a "
         "day later, the net gain from 3 Jan to 8 Jan 2026 would be 28 km²."),
        ((1, 7), (20.0, 28.0), "The maps of 2 January 2026 and 8 January 2026 are each dated "
         "within one day. With those maps a day later, the net gain from 3 Jan to 8 Jan 2026 "
         "would be between 20 km² and 28 km²."),
        ((4,), (27.0, 27.0), ""),
    ],
)  # fmt: skip
def test_a_gain_says_by_how_much_an_inferred_day_at_its_ends_would_move_it(
    inferred: tuple[int, ...], bounds_km2: tuple[float, float], said: str
) -> None:
    # From 101 to 128 km2; 121 km2 the day before the last map, 100 km2 before the first.
    gain = net_gain(daily(*inferred), window(2, 7))
    assert gain.net_km2 == 27.0
    assert gain.bounds_km2 == bounds_km2
    assert gain_sentence(gain, STYLE).partition("2026).")[2].strip() == said


def test_a_loss_stays_one_in_words_whichever_day_its_maps_are_of() -> None:
    frame = daily(1, 7)
    frame["occupied_total_km2"] = 300.0 - frame["occupied_total_km2"]
    assert gain_sentence(net_gain(frame, window(2, 7)), STYLE).endswith(
        "With those maps a day later, Ukrainian forces would have regained between 20 km² and "
        "28 km² more than they lost from 3 Jan to 8 Jan 2026."
    )


def test_the_ten_months_of_2025_hinge_on_the_map_of_31_october() -> None:
    # Read on 2 November 2025, 09:21 UTC, it is the map of the evening of 31 October or 1 November.
    gain = net_gain(read_table("daily_area"), Window(date(2025, 1, 1), date(2025, 10, 31)))
    assert gain.closing.is_within_one_day
    assert gain.bounds_km2 == pytest.approx((3372.759, 3386.383), abs=0.001)
    assert gain_sentence(gain, STYLE).endswith(
        "The map of 31 October 2025 is dated within one day. With that map a day later, the net "
        "gain from 1 Jan to 31 Oct 2025 would be 3,373 km²."
    )
    by_id = {each.headline_id: each for each in headlines(read_table("daily_area"), 603628.0)}
    assert by_id["gain_2025_ten_months"].certainty is Certainty.WITHIN_ONE_DAY
    assert by_id["growth_ten_months"].certainty is Certainty.WITHIN_ONE_DAY
    assert by_id["gain_2025"].certainty is Certainty.CERTAIN
    assert by_id["gain_2024_ten_months"].certainty is Certainty.CERTAIN


def test_a_month_says_whether_it_hinges_on_an_inferred_day() -> None:
    months = monthly_gains(
        read_table("daily_area"), Window(date(2025, 9, 1), date(2025, 12, 31))
    ).set_index("month")["is_within_one_day"]
    # 31 October, 30 November and 31 January are inferred; 31 August, 30 September, 31 December not.
    assert months.tolist() == [False, True, True, True]


def test_since_when_a_centre_is_inside_says_that_the_day_is_inferred() -> None:
    days = pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-03"])
    distances = pd.DataFrame(
        {"place_id": "town", "as_of_date": days, "distance_km": [1.0, 0.0, 0.0]}
    )
    assert lasting_coverage(distances, {date(2026, 1, 2)})["town"].is_within_one_day
    assert not lasting_coverage(distances, {date(2026, 1, 3)})["town"].is_within_one_day
    real = lasting_coverage(read_table("front_distance"), inferred_days(read_table("daily_area")))
    assert (real["pokrovsk"].since_date, real["pokrovsk"].is_within_one_day) == (
        date(2025, 11, 1),
        True,
    )


def test_a_claim_names_the_inferred_days_behind_its_number() -> None:
    found, facts = claims(), Library().evidence()
    assert check(found["gain_2025"], facts).inferred_days == (date(2025, 10, 31),)
    assert check(found["gain_2024"], facts).inferred_days == ()
    assert check(found["gain_change"], facts).inferred_days == (date(2025, 10, 31),)
