"""Gains: any two windows of days, measured by one method and set side by side."""

from functools import partial

from pokrovsk_front.charts import gains as gain_charts
from pokrovsk_front.charts import history, tables
from pokrovsk_front.charts import publishers as publisher_charts
from pokrovsk_front.charts.oblasts import by_oblast
from pokrovsk_front.charts.sensitivity import definitions
from pokrovsk_front.model.comparison import Comparison, months_beside_printed, printed_months
from pokrovsk_front.model.gains import gross_change
from pokrovsk_front.model.publishers import three_legs
from pokrovsk_front.model.sensitivity import sensitivity
from pokrovsk_front.model.windows import WindowError, have_same_months
from pokrovsk_front.ui import cached, frame, fresh, turns, windows

words = frame.open_page("gains")
_ = words.gettext
daily = cached.table("daily_area")

frame.head(
    _("2024 and 2025, or any two windows"),
    _("How much land changed hands in one window of days and in another, by one method."),
)


def by_publisher(comparison: Comparison) -> None:
    """Show the windows on another map, then what publishers printed, month by month."""
    drawn = frame.drawn(words, "isw_daily_areas")
    try:
        legs = three_legs(daily, cached.table("isw_daily_areas"), *comparison.windows)
        frame.show(publisher_charts.three_legs(legs, **drawn), words)
    except WindowError as error:
        fresh.info("legs", words.refusal(error))
    board, months = cached.board_of_publishers(words.locale)
    draw = partial(publisher_charts.reconciliation, board, months, **drawn)
    frame.show_once("reconciliation", draw, words)
    for name, window in zip(("a", "b"), comparison.windows, strict=True):
        printed = publisher_charts.printed_list(board.of(window), words)
        windows.printed_for(name, window, printed, words)


@turns.fragment
def windows_and_figures() -> None:
    """Choose two windows and show them: only this runs again when a day moves."""
    comparison = windows.compared(words, daily)
    section, drawn = windows.section(words), frame.drawn(words)
    if comparison is None:
        return
    if section == windows.COMPARE:
        gross = gross_change(daily, comparison.earlier), gross_change(daily, comparison.later)
        rows = tables.start_end_change(comparison, gross, cached.denominators(words.locale), words)
        frame.table(rows, words, name="start_end_change", about=_("The two windows side by side"))
        frame.show(gain_charts.cumulative(comparison, **drawn), words)
        windows.sentences(comparison, gross, words)
    elif section == windows.MONTHS:
        if have_same_months(*comparison.windows):
            by_deepstate = printed_months(cached.table("published_territory"), "deepstate")
            beside = (
                months_beside_printed(daily, each, by_deepstate) for each in comparison.windows
            )
            frame.show(gain_charts.monthly(comparison, *beside, **drawn), words)
        draw = partial(history.every_month, cached.every_month(), **drawn)
        frame.show_once("every_month", draw, words)
        is_trimmed = windows.is_axis_trimmed(words)
        draw = partial(history.occupied_total, daily, is_trimmed=is_trimmed, **drawn)
        frame.show_once("total", draw, words, variant=str(is_trimmed))
    elif section == windows.OBLASTS:
        drawn = frame.drawn(words, "geoboundaries")
        frame.show(by_oblast(cached.table("daily_area_by_oblast"), comparison, **drawn), words)
    elif section == windows.DEFINITIONS:
        variants = sensitivity(daily, cached.archive_variants(), *comparison.windows)
        frame.show(definitions(comparison, variants, **drawn), words)
    else:
        by_publisher(comparison)


windows_and_figures()
