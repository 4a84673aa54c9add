"""Permalinks: the whole state of a page and the version of its data.

A link made on older data opens the page as it is now, and says what the headline figures were
when the link was made and what they are.
"""

from datetime import date
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from pokrovsk_front.model.headlines import LABELS, then_and_now
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.ui import address, cached
from pokrovsk_front.ui.address_keys import DATA


def permalink(figure_id: str) -> str:
    """Return the permalink of a figure in its current state.

    Days stand in it even where they are the default: the default moves with the archive.
    """
    days = {
        str(key): value.isoformat()
        for key, value in st.session_state.items()
        if isinstance(value, date) and not str(key).endswith("_slider")
    }
    # A name may stand in the address more than once: each value of a choice of several.
    known = st.session_state.get(address.KNOWN, st.query_params)
    chosen = {key: st.query_params.get_all(key) for key in st.query_params if key in known}
    state = {**days, **chosen, DATA: cached.figures().data_version}
    return f"{st.context.url}?{urlencode(sorted(state.items()), doseq=True)}#{figure_id}"


def cited_then_and_now(words: Wording) -> None:
    """Compare the headline figures then and now, where a link was made on other data."""
    asked = st.query_params.get(DATA)
    figures = cached.figures()
    if asked in {None, figures.data_version}:
        return
    _ = words.gettext
    versions = figures.table("versions")
    then = versions[versions["data_version"] == asked]
    if then.empty:
        st.info(
            _(
                "This link was made on an unknown version of the data; the page shows version "
                "{version}, with maps to {day}."
            ).format(version=figures.data_version, day=words.day(figures.latest_day))
        )
        return
    values = dict(zip(then["headline_id"], then["value"], strict=True))
    rows = then_and_now(values, figures.headlines)
    st.info(
        _(
            "This link was made on data version {asked}, with maps to {asked_day}; the page shows "
            "version {version}, with maps to {day}. What was cited, then and now:"
        ).format(
            asked=asked,
            asked_day=words.day(then["latest_map_date"].iloc[0].date()),
            version=figures.data_version,
            day=words.day(figures.latest_day),
        )
    )
    st.table(
        pd.DataFrame(
            {
                _("Figure"): [_(LABELS[row.headline_id]) for row in rows],
                _("When cited"): [words.in_unit(row.then, row.unit, 1) for row in rows],
                _("Now"): [words.in_unit(row.now, row.unit, 1) for row in rows],
                _("Difference"): [words.difference(row.difference, row.unit) for row in rows],
            }
        ).set_index(_("Figure"))
    )
