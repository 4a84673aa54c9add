"""Gains: any two windows of days, measured by one method and set side by side."""

from functools import partial

import streamlit as st

from pokrovsk_front.charts import gains as gain_charts
from pokrovsk_front.charts import history, tables
from pokrovsk_front.charts import publishers as publisher_charts
from pokrovsk_front.charts.oblasts import by_oblast
from pokrovsk_front.charts.sensitivity import definitions
from pokrovsk_front.model.comparison import compare, months_beside_printed, printed_months
from pokrovsk_front.model.gains import gross_change
from pokrovsk_front.model.publishers import three_legs
from pokrovsk_front.model.sensitivity import sensitivity
from pokrovsk_front.model.windows import WindowError, have_same_months
from pokrovsk_front.ui import cached, frame, windows

words = frame.open_page()
_ = words.gettext

frame.head(
    _("2024 and 2025, or any two windows"),
    _("How much land changed hands in one window of days and in another, by one method."),
)
chosen = windows.choose(words, cached.first_day(), cached.latest_day())
section = windows.section(words)
if chosen is None:
    st.stop()
daily, drawn = cached.table("daily_area"), frame.drawn(words)
look = f"{words.locale} {drawn['scheme']}"
try:
    comparison = compare(daily, *chosen)
except WindowError as error:
    st.error(words.refusal(error))
    st.stop()

if section == windows.COMPARE:
    gross = gross_change(daily, comparison.earlier), gross_change(daily, comparison.later)
    rows = tables.start_end_change(comparison, gross, cached.denominators(words.locale), words)
    frame.table(rows, words, name="start_end_change", about=_("The two windows side by side"))
    frame.show(gain_charts.cumulative(comparison, **drawn), words)
    windows.sentences(comparison, gross, words)

if section == windows.MONTHS:
    if have_same_months(*chosen):
        by_deepstate = printed_months(cached.table("published_territory"), "deepstate")
        beside = (months_beside_printed(daily, window, by_deepstate) for window in chosen)
        frame.show(gain_charts.monthly(comparison, *beside, **drawn), words)
    draw = partial(history.every_month, cached.every_month(), **drawn)
    frame.show(cached.drawn_once("every_month", look, draw), words)
    is_trimmed = windows.is_axis_trimmed(words)
    draw = partial(history.occupied_total, daily, is_trimmed=is_trimmed, **drawn)
    frame.show(cached.drawn_once("total", f"{look} {is_trimmed}", draw), words)

if section == windows.OBLASTS:
    drawn["source_ids"] += ("geoboundaries",)
    frame.show(by_oblast(cached.table("daily_area_by_oblast"), comparison, **drawn), words)

if section == windows.DEFINITIONS:
    variants = sensitivity(daily, cached.archive_variants(), *chosen)
    frame.show(definitions(comparison, variants, **drawn), words)

if section == windows.PUBLISHERS:
    drawn["source_ids"] += ("isw_daily_areas",)
    try:
        legs = three_legs(daily, cached.table("isw_daily_areas"), *chosen)
        frame.show(publisher_charts.three_legs(legs, **drawn), words)
    except WindowError as error:
        st.info(words.refusal(error))
    board, months = cached.board_of_publishers(words.locale)
    draw = partial(publisher_charts.reconciliation, board, months, **drawn)
    frame.show(cached.drawn_once("reconciliation", look, draw), words)
    for window in chosen:
        printed = publisher_charts.printed_list(board.of(window), words)
        windows.printed_for(window, printed, words)
