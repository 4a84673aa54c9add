"""What stands beside the figures: every number of a caveat is computed."""

from datetime import date

import pandas as pd

from pokrovsk_front.catalog.library import Library
from pokrovsk_front.catalog.tables import read_table
from pokrovsk_front.model.printed_distance import CLAIM_ID
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text.caveats import caveats

DAILY = read_table("daily_area")
LIBRARY = Library()


def grey_caveat(daily: pd.DataFrame) -> str:
    return caveats(daily, LIBRARY.checks[CLAIM_ID], Wording())[1]


def test_the_caveat_of_the_grey_zone_has_size_months_and_both_growths() -> None:
    total = DAILY.set_index("as_of_date")["occupied_total_km2"]

    def average_km2(first: date, last: date) -> float:
        return float(total[pd.Timestamp(last)] - total[pd.Timestamp(first)]) / 12

    now_km2 = average_km2(date(2025, 7, 31), date(2026, 7, 31))
    then_km2 = average_km2(date(2024, 10, 31), date(2025, 10, 31))
    # 2,194.0 and 3,386.4 km2 without it; with it 2,435.5 and 3,958.3 km2.
    assert grey_caveat(DAILY) == (
        "**No net gain here includes the grey zone.** Land of unknown status was 1,637 km² on 21 "
        f"August 2026: as much as {1636.8 / now_km2:.1f} months of net gain at {now_km2:.0f} km² "
        "a month, the average of the twelve whole months before. On 7 November 2025, the day of "
        f"the article, it was 1,301 km²: {1300.9 / then_km2:.1f} months at the average then, "
        f"{then_km2:.0f} km² a month. Without it the net gain of January to October 2025 is 54% "
        "above that of "
        "the same months of 2024 (3,386 km² against 2,194 km²); with it, 63% "
        "(3,958 km² against 2,435 km²)."
    )


def test_the_caveat_leaves_out_what_the_maps_do_not_tell() -> None:
    without = DAILY.assign(
        grey_zone_km2=DAILY["grey_zone_km2"].mask(DAILY["as_of_date"] == pd.Timestamp(2025, 11, 7))
    )
    assert "7 November 2025" not in grey_caveat(without)
    assert "63%" in grey_caveat(without)
    end = DAILY.assign(
        grey_zone_km2=DAILY["grey_zone_km2"].mask(DAILY["as_of_date"] == pd.Timestamp(2025, 10, 31))
    )
    assert "63%" not in grey_caveat(end)
    assert "nan" not in grey_caveat(end)
