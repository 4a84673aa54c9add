"""Data of the sections of the gains page, beside the two windows."""

import pandas as pd

from pokrovsk_front.model import comparison as comparisons
from pokrovsk_front.model import counts, isw
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.isw import GreyShare
from pokrovsk_front.model.windows import WindowError, have_same_months
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import cached, fresh


def months_against_published(comparison: Comparison) -> list[pd.DataFrame]:
    """Compare the months of both windows with DeepState's; empty unless the months are the same."""
    if not have_same_months(*comparison.windows):
        return []
    daily = cached.table("daily_area")
    by_deepstate = comparisons.printed_months(cached.table("published_territory"), "deepstate")
    return [
        comparisons.months_against_published(daily, each, by_deepstate)
        for each in comparison.windows
    ]


def legs(comparison: Comparison, words: Wording) -> counts.Legs | None:
    """Measure both windows on the ISW map, or show why that is not possible."""
    daily, of_days, of_weeks = map(
        cached.table, ("daily_area", "isw_daily_areas", "isw_weekly_areas")
    )
    try:
        return counts.legs_of(daily, of_days, *comparison.windows, isw_weekly=of_weeks)
    except WindowError as error:
        fresh.info("legs", words.refusal(error))
        return None


def overlap() -> pd.DataFrame:
    """Read the weekly overlap of the ISW and DeepState maps."""
    return cached.table("isw_deepstate_overlap")


def grey_share() -> GreyShare:
    """Sum the share of land that only ISW counts and that lies in DeepState's grey zone."""
    return isw.grey_share(overlap())
