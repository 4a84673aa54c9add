"""What the sections of the page of gains are drawn from, beside the two windows."""

import pandas as pd

from pokrovsk_front.model import comparison as comparisons
from pokrovsk_front.model import counts, isw
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.isw import GreyShare
from pokrovsk_front.model.windows import WindowError, have_same_months
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import cached, fresh


def months_against_published(comparison: Comparison) -> list[pd.DataFrame]:
    """Set the months of both windows beside what DeepState printed; none unless they are alike."""
    if not have_same_months(*comparison.windows):
        return []
    daily = cached.table("daily_area")
    by_deepstate = comparisons.printed_months(cached.table("published_territory"), "deepstate")
    return [
        comparisons.months_against_published(daily, each, by_deepstate)
        for each in comparison.windows
    ]


def legs(comparison: Comparison, words: Wording) -> counts.Legs | None:
    """Measure both windows on the ISW map as well, or say why it cannot be done."""
    daily, of_days, of_weeks = map(
        cached.table, ("daily_area", "isw_daily_areas", "isw_weekly_areas")
    )
    try:
        return counts.legs_of(daily, of_days, *comparison.windows, isw_weekly=of_weeks)
    except WindowError as error:
        fresh.info("legs", words.refusal(error))
        return None


def overlap() -> pd.DataFrame:
    """Read what the ISW map and the DeepState map share and do not, by week."""
    return cached.table("isw_deepstate_overlap")


def grey_share() -> GreyShare:
    """Sum up how much of what ISW alone counts lies in DeepState's grey zone."""
    return isw.grey_share(overlap())
