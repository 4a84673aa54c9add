"""Gains: any two windows of days, measured by one method and set side by side."""

from functools import partial

from pokrovsk_front.charts import counts, grey_zone, history, publishers
from pokrovsk_front.charts import gains as gain_charts
from pokrovsk_front.charts.oblasts import by_oblast
from pokrovsk_front.charts.sensitivity import definitions
from pokrovsk_front.model.comparison import Comparison
from pokrovsk_front.page_text import gains as gains_text
from pokrovsk_front.ui import cached, choice, frame, gains, render_lock, windows

words = frame.open_page("gains")
daily = cached.figures().daily_area

frame.head("gains", words)


def by_month(comparison: Comparison) -> None:
    """Show the months of both windows, then every month, the occupied total and the grey zone."""
    drawn, windows_shown = frame.drawn(words), comparison.windows
    if published := gains.months_against_published(comparison, words):
        draw = partial(gain_charts.monthly, comparison, *published, **drawn)
        frame.show_lately("monthly", windows_shown, draw, words)
    draw = partial(history.every_month, cached.figures().every_month, **drawn)
    frame.show_once("every_month", draw, words)
    series = daily, cached.texts(words.locale).breaks
    is_trimmed = windows.is_axis_trimmed(words)
    draw = partial(history.occupied_total, *series, is_trimmed=is_trimmed, **drawn)
    frame.show_once("total", draw, words, variant=str(is_trimmed))
    frame.show_once("grey_zone", partial(grey_zone.grey_zone, daily, **drawn), words)


def by_publisher(comparison: Comparison) -> None:
    """Show the windows on another map, then what publishers printed, month by month."""
    if legs := gains.legs(comparison, words):
        draw = partial(counts.side_by_side, legs, **frame.drawn(words, legs.isw_table))
        frame.show_lately("counts", comparison.windows, draw, words)
    board, figures = cached.texts(words.locale).publishers, cached.figures()
    months, shared = figures.months_on_three_counts, figures.grey_share
    drawn = frame.drawn(words, "isw_daily_areas", "isw_weekly_areas")
    draw = partial(publishers.reconciliation, board, months, shared=shared, **drawn)
    frame.show_once("reconciliation", draw, words)
    gains.not_found(words)
    overlap, drawn = figures.table("isw_deepstate_overlap"), frame.drawn(words, "isw_weekly_areas")
    frame.show_once("only_isw", partial(grey_zone.only_isw, overlap, **drawn), words)
    for name, each in zip(("a", "b"), comparison.windows, strict=True):
        windows.printed_for(name, gains_text.printed_for(each, board, words))


@render_lock.fragment
def windows_and_figures() -> None:
    """Choose two windows and show them: only this runs again when a day moves."""
    with choice.row():
        comparison, section = windows.compared(words), windows.section(words)
    if comparison is None:
        return
    figures, drawn = cached.figures(), frame.drawn(words)
    if section == windows.COMPARE:
        gross = gains.gross_changes(comparison)
        draw = partial(gain_charts.cumulative, comparison, **drawn)
        frame.show_lately("cumulative", comparison.windows, draw, words)
        gains.two_windows(comparison, gross, words)
        windows.sentences(comparison, gross, words)
    elif section == windows.MONTHS:
        by_month(comparison)
    elif section == windows.OBLASTS:
        scales = {"has_own_scales": windows.has_own_scales(words)}
        drawn = frame.drawn(words, "geoboundaries") | scales
        draw = partial(by_oblast, figures.table("daily_area_by_oblast"), comparison, **drawn)
        frame.show_lately("by_oblast", (comparison.windows, *scales.values()), draw, words)
        frame.table(gains_text.printed_shares(figures.published_shares, words), words)
    elif section == windows.DEFINITIONS:
        draw = partial(definitions, comparison, gains.variants(comparison), **drawn)
        frame.show_lately("by_definition", comparison.windows, draw, words)
    else:
        by_publisher(comparison)


windows_and_figures()
