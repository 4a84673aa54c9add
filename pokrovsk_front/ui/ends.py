"""The two ends of a period in the address: a wrong one gives way to one that fits the other."""

from datetime import date

import streamlit as st

from pokrovsk_front.model.link_days import fitting_ends
from pokrovsk_front.model.windows import Window
from pokrovsk_front.ui import cached

Instead = dict[str, date | None]


def instead(keys: tuple[str, str], default: Window, *, is_default_left_out: bool) -> Instead:
    """Give the day to show for each end that the address has wrong, or has not.

    Args:
        keys: The names of the first and of the last day in the address.
        default: The period that is shown unless another is asked for.
        is_default_left_out: Whether an end that the address has not is that of the default; else
            it follows the other end.

    Returns:
        The days by key; None for an end that stays as it is, or that the nearest day replaces.
    """
    if not any(key in st.query_params for key in keys):
        return dict.fromkeys(keys)
    ends = default.first_day, default.last_day
    missing = [day.isoformat() if is_default_left_out else "" for day in ends]
    first, last = (st.query_params.get(*each) for each in zip(keys, missing, strict=True))
    days = cached.figures().map_days
    return dict(zip(keys, fitting_ends((first, last), days, ends), strict=True))
