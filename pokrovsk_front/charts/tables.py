"""Tables that stand beside the charts, worded for readers."""

import pandas as pd

from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.gains import change_pct
from pokrovsk_front.model.wording import Wording


def start_end_change(comparison: Comparison, words: Wording) -> pd.DataFrame:
    """Set the opening and closing state of both windows side by side.

    Returns:
        One row a measure, one column a window: the maps used, the occupied total on each, the
        net change in km2, in percent of the opening total and per day.
    """
    _ = words.gettext
    columns: dict[str, list[str]] = {
        _("Measure"): [
            _("Opening map"),
            _("Occupied on the opening map"),
            _("Closing map"),
            _("Occupied on the closing map"),
            _("Net change"),
            _("Net change, % of the opening total"),
            _("Net change a day"),
        ]
    }
    for gain in (comparison.earlier, comparison.later):
        opening, closing = gain.opening, gain.closing
        columns[words.months(gain.window)] = [
            words.short_day(opening.as_of_date),
            words.area(opening.occupied_total_km2),
            words.short_day(closing.as_of_date),
            words.area(closing.occupied_total_km2),
            words.signed_area(gain.net_km2),
            words.percent(change_pct(closing.occupied_total_km2, opening.occupied_total_km2), 1),
            words.signed_area(gain.net_km2_per_day, 1),
        ]
    return pd.DataFrame(columns)
