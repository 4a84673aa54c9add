"""Table of published shares of oblasts beside ours, worded for readers."""

import pandas as pd

from pokrovsk_front.model.shares import (
    OBLAST_NAMES,
)
from pokrovsk_front.model.wording import Wording


def printed_shares(shares: pd.DataFrame, words: Wording) -> pd.DataFrame:
    """Set the shares of oblasts that DeepState printed beside ours, for readers.

    Args:
        shares: The table of `model.shares.shares_beside_printed`.
        words: The reader's language.
    """
    _ = words.gettext
    return pd.DataFrame(
        {
            _("Oblast"): [_(OBLAST_NAMES[iso]) for iso in shares["oblast_iso"]],
            _("Map of"): [words.short_day(day.date()) for day in shares["as_of_date"]],
            _("Land of the oblast, km²"): [words.number(km2) for km2 in shares["land_km2"]],
            _("Calculated here"): [words.percent(pct, 1) for pct in shares["our_pct"]],
            _("Published by DeepState"): [words.percent(pct, 1) for pct in shares["printed_pct"]],
            _("Difference"): [
                words.difference(ours - printed, "pct")
                for ours, printed in zip(shares["our_pct"], shares["printed_pct"], strict=True)
            ],
        }
    )
