"""Measures of the two windows that the sections of the page of gains draw, and their table."""

import pandas as pd
import streamlit as st

from pokrovsk_front.model import comparison as comparisons
from pokrovsk_front.model import counts
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.model.gains import GrossChange, gross_change
from pokrovsk_front.model.sensitivity import Variant, sensitivity
from pokrovsk_front.model.windows import WindowError, have_same_months
from pokrovsk_front.model.wording import Wording
from pokrovsk_front.page_text import curation
from pokrovsk_front.page_text import gains as gains_text
from pokrovsk_front.ui import cached, frame, fresh


def gross_changes(comparison: Comparison) -> tuple[GrossChange, GrossChange]:
    """Measure the land gained and regained in both windows."""
    daily = cached.figures().daily_area
    return gross_change(daily, comparison.earlier), gross_change(daily, comparison.later)


def two_windows(
    comparison: Comparison, gross: tuple[GrossChange, GrossChange], words: Wording
) -> None:
    """Show the two windows side by side, as a table; its differences are of unrounded figures."""
    areas = cached.texts(words.locale).denominators
    frame.table(gains_text.two_windows(comparison, gross, areas, words), words)
    st.caption(words.rounding_note)


def variants(comparison: Comparison) -> list[Variant]:
    """Measure both windows by every definition."""
    figures = cached.figures()
    return sensitivity(figures.daily_area, figures.archive_variants, *comparison.windows)


def months_against_published(comparison: Comparison, words: Wording) -> list[pd.DataFrame]:
    """Compare the months of both windows with DeepState's; a message where the two differ."""
    if not have_same_months(*comparison.windows):
        fresh.info(
            "months",
            words.gettext(
                "The two windows do not have the same whole months, so their months do not stand "
                "side by side. Below are all months of the archive."
            ),
        )
        return []
    daily, published = cached.figures().daily_area, cached.figures().published_months
    return [
        comparisons.months_against_published(daily, each, published) for each in comparison.windows
    ]


def legs(comparison: Comparison, words: Wording) -> counts.Legs | None:
    """Measure both windows on the ISW map as well; a message says why where that is impossible."""
    daily, of_days, of_weeks = map(
        cached.figures().table, ("daily_area", "isw_daily_areas", "isw_weekly_areas")
    )
    try:
        return counts.legs_of(daily, of_days, *comparison.windows, isw_weekly=of_weeks)
    except WindowError as error:
        fresh.info("legs", words.refusal(error))
        return None


def not_found(words: Wording) -> None:
    """Say which published figures were searched and not found."""
    searches = cached.texts(words.locale).table("searches")
    said = cached.drawn_once(
        "not_found_territory",
        words.locale,
        lambda: curation.not_found(searches, "published_territory", words),
    )
    fresh.markdown("not_found", said)
